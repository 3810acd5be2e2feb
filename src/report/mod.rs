//! Outcome to files for people and machines: a summary for the terminal, `result.json`, two tables for spreadsheets and a
//! page for organisers. Every sentence stands in Japanese and English; what people wrote stays as they wrote it.

mod advice;
mod atomic;
mod bars;
mod broken;
mod calendar;
mod certificate;
mod changes;
mod csv;
mod facilitation;
mod html;
mod icalendar;
mod json;
mod lookup;
mod lottery;
mod overview;
mod page;
mod plan;
mod positions;
mod preference_sentence;
mod programme;
mod rule_sentence;
mod schema;
mod session_place;
mod session_sentence;
mod sheet;
mod structure_sentence;
mod summary;
mod table;
mod text;
mod tie_sentence;
mod words;
mod write;

pub use atomic::{Content, write_streams};
pub use changes::{alternatives, no_other, summary as changes_summary};
pub use csv::harmless;
pub use html::STYLE;
pub use overview::overview;
pub use plan::Plan;
pub use schema::schema;
pub use summary::{broken_only, summary};
pub use words::{choice, number};
pub use write::write;
