//! What people read: the summary, the tables, the page, and the schema of the result.

mod calendars;
mod csv;
mod files;
mod html;
mod print;
mod roster;
mod sample;
mod schedule;
mod schema;
mod sentences;
mod snapshot;
mod summary;
mod workbook;
