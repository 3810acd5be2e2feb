//! Kumiwake.
fn main() {}
