//! The structure rules of SPEC §3: they hold in every timetable, or else are counted at priority 0.

pub(crate) mod anchors;
pub(crate) mod panel;
pub(crate) mod placed;
pub(crate) mod presence;
pub(crate) mod seated;
mod stay;

pub(crate) use stay::Stays;
