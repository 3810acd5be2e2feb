//! How people form teams without a solver: dealing at random, first come first served, a lottery, dealing sorted people.
//!
//! All keep sizes and, where they can, hard rules: owners, pins and blocks are seated first and as one; nobody is put into a
//! vetoed theme while another has room; and in the end two people move or change places as long as that mends a broken hard
//! rule, as a coordinator with a pencil would. What is then still broken is measured and said.

mod deal;
mod fixed;
mod mend;
mod open;
mod seats;
#[cfg(test)]
mod tests;

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::digest;
use super::measures::Yardstick;
use crate::model::{Approach, Grouping};
use seats::Seats;

/// Forms teams by hand; the result depends on the workshop, the approach and the seed only. `None` where there is no team.
pub fn form(yardstick: &Yardstick, approach: Approach, seed: u64) -> Option<Grouping> {
    let workshop = yardstick.workshop;
    if workshop.teams.is_empty() {
        return None;
    }
    // Each approach has a stream of its own, or a lottery would be drawn as the random deal was.
    let stream = digest::of_text(&format!("{approach:?} {seed}"));
    let mut random = Xoshiro256PlusPlus::seed_from_u64(stream);
    let units = fixed::units(workshop);
    let mut seats = Seats::new(workshop, open::teams(workshop, &units));
    let free = fixed::seat(&units, &mut seats);
    match approach {
        Approach::Random => deal::random(&free, &mut seats, &mut random),
        Approach::Snake => deal::snake(free, &mut seats),
        Approach::Lottery => {
            let drawn = deal::shuffled(free, &mut random);
            deal::choose(&drawn, &mut seats);
        }
        _ => deal::choose(&free, &mut seats),
    }
    Some(mend::mend(yardstick, &seats.grouping()))
}
