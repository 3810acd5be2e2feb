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

    /// By the lower half, which the upper end hardly depends on, how lucky this is.
    #[inline]
    pub fn luck(self) -> Luck {
        Luck(f64::from(self.0 as u32) + 1.0)
    }
}

/// How much worse a plan may get by the rule of Metropolis, in temperatures: −ln *u* for a *u* drawn evenly between 0 and 1.
#[derive(Clone, Copy)]
pub struct Luck(f64);

/// The logarithm of 2³², of which a [`Luck`] is drawn.
const SCALE: f64 = 32.0 * std::f64::consts::LN_2;
/// The logarithm of 2 over the weight of a floating point number's exponent among its bits.
const EXPONENT: f64 = std::f64::consts::LN_2 / (1_u64 << 52) as f64;
/// The bits of 1.
const ONE: u64 = 1023 << 52;

impl Luck {
    /// A bound from above, too high by 0.06 at the most: a number's bits, read as a whole number, are its logarithm but for the
    /// bend between powers of 2 (Mitchell 1962), and below it.
    #[inline]
    pub fn bound(self) -> f64 {
        SCALE - (self.0.to_bits() - ONE) as i64 as f64 * EXPONENT
    }

    /// The number.
    pub fn exact(self) -> f64 {
        SCALE - self.0.ln()
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

    #[test]
    fn luck_is_drawn_from_an_exponential_distribution_and_its_bound_is_close_above() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(9);
        let mut above = [0_u32; 3];
        for _ in 0..100_000 {
            let luck = Lot::draw(&mut random).luck();
            let (exact, bound) = (luck.exact(), luck.bound());
            assert!(exact > -1e-12 && bound >= exact - 1e-12 && bound < exact + 0.06);
            let limits = [0.5, 1.0, 4.0];
            (0..3).for_each(|index| above[index] += u32::from(exact > limits[index]));
        }
        // e⁻⁰·⁵, e⁻¹ and e⁻⁴ of them, within five standard deviations.
        for (above, expected) in above.into_iter().zip([60_653, 36_788, 1_832]) {
            assert!(above.abs_diff(expected) < 770, "{above} {expected}");
        }
        for low in [0, 1, u64::from(u32::MAX)] {
            let luck = Lot(low).luck();
            assert!(luck.bound() >= luck.exact() - 1e-12);
        }
    }
}
