//! Lots for the inner loop: a number below a bound by one multiplication (Lemire 2019, "Fast random integer generation in an
//! interval") without the step that rejects: with fewer than 2³² choices the bias is below one in 2³², and far below what
//! annealing could notice; the loop gains about a third.

use rand::Rng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// A number from 0 to `count` − 1; 0 where there is no choice.
#[inline]
pub fn below(random: &mut Xoshiro256PlusPlus, count: usize) -> usize {
    ((u128::from(random.next_u64()) * count as u128) >> 64) as usize
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
}
