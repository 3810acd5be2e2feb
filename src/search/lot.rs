//! Lots for the inner loop: a number below a bound by one multiplication (Lemire 2019, "Fast random integer generation in an
//! interval") without the step that rejects: with fewer than 2³² choices the bias is below one in 2³², and far below what
//! annealing could notice; the loop gains about a third.

use rand::Rng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// A number from 0 to `count` − 1; 0 where there is no choice.
#[inline]
pub fn below(random: &mut Xoshiro256PlusPlus, count: usize) -> usize {
    Lot::draw(random).high(count)
}

/// One draw, of which both ends may be used: they do not depend on each other.
#[derive(Clone, Copy)]
pub struct Lot(u64);

impl Lot {
    /// Draws.
    #[inline]
    pub fn draw(random: &mut Xoshiro256PlusPlus) -> Self {
        Self(random.next_u64())
    }

    /// A number from 0 to `count` − 1 by the upper end.
    #[inline]
    pub fn high(self, count: usize) -> usize {
        ((u128::from(self.0) * count as u128) >> 64) as usize
    }

    /// The same by the lower half, for fewer than 2¹⁶ choices.
    #[inline]
    pub fn low(self, count: usize) -> usize {
        ((u64::from(self.0 as u32) * count as u64) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn every_choice_comes_about_equally_often() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
        for count in [1, 2, 3, 10, 97] {
            let mut seen = vec![0_u32; count];
            (0..count * 10_000).for_each(|_| seen[below(&mut random, count)] += 1);
            // Five standard deviations of a binomial count with this mean.
            assert!(seen.iter().all(|times| times.abs_diff(10_000) < 500));
        }
        assert_eq!(below(&mut random, 0), 0);
    }

    #[test]
    fn the_ends_of_a_draw_do_not_depend_on_each_other() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(8);
        let mut seen = [[0_u32; 7]; 5];
        for _ in 0..35 * 10_000 {
            let lot = Lot::draw(&mut random);
            seen[lot.high(5)][lot.low(7)] += 1;
        }
        let even = |times: &u32| times.abs_diff(10_000) < 500;
        assert!(seen.iter().flatten().all(even));
    }
}
