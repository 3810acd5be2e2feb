//! Local search for teams.
