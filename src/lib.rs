//! Kumiwake (組分け) forms teams and timetables for workshops where people who would never meet work together.
//!
//! A workshop folder is read by [`input`] into a [`model::Workshop`]; [`solve`] finds teams and slots, each with its cost
//! and a proven bound; [`verify`] measures every result again by the plain formulas of the specification; [`report`] writes
//! files for people. DESIGN.md tells who may know whom.

pub mod compare;
pub mod control;
pub mod exact;
pub mod facilitation;
pub mod generate;
pub mod input;
pub mod model;
pub mod replan;
pub mod report;
pub mod rules;
pub mod score;
pub mod search;
pub mod solve;
pub mod timetable;
pub mod verify;
