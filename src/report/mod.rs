//! Outcome to files for people and machines.
