//! Sessions: slots, judges, session rules.
