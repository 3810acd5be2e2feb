//! Small workshops built in code, and the tests that need the inner parts of the room.

mod bench;
mod bounds;
mod clash;
mod elastic;
mod facts;
mod judges;
mod lottery;
mod oracle;
mod published;
mod rules;
mod size;
