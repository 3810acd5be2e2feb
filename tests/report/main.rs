//! What people read: the summary, the tables, the page, and the schema of the result.

mod csv;
mod files;
mod html;
mod sample;
mod schema;
mod snapshot;
mod summary;
