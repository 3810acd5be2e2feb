//! Parts of a study for several machines.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::digest::Digest;

/// Part `index` of `count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// From 1.
    pub index: u64,
    /// How many parts there are.
    pub count: u64,
}

/// More parts than machines there are.
const MOST: u64 = 100_000;

impl Shard {
    /// The whole study.
    pub const WHOLE: Shard = Shard { index: 1, count: 1 };

    /// Whether the run of this workshop, strategy and seed is in this part.
    pub fn holds(self, workshop: &str, strategy: &str, seed: u64) -> bool {
        let mut digest = Digest::new();
        digest.text(workshop);
        digest.text(strategy);
        digest.text(&seed.to_string());
        // The low bits of FNV-1a are its weakest: fold the high ones in before dividing.
        let number = digest.number();
        let mixed = (number ^ (number >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        mixed % self.count == self.index - 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let parts =
            parts.and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
        match parts {
            Some((index, count)) if (1..=count).contains(&index) && count <= MOST => {
                Ok(Self { index, count })
            }
            _ => Err(format!(
                "a part is written i/n, such as 2/8: i from 1 to n, n at most {MOST}"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn every_run_is_in_exactly_one_part_and_parts_are_alike() {
        for count in [1, 2, 3, 7, 16] {
            let mut sizes = vec![0; count as usize];
            for workshop in 0..20 {
                for strategy in ["balanced", "random", "snake"] {
                    for seed in 1..=50 {
                        let name = format!("w-{workshop}");
                        let parts = (1..=count).map(|index| Shard { index, count });
                        let holders: Vec<u64> = parts
                            .filter(|shard| shard.holds(&name, strategy, seed))
                            .map(|shard| shard.index)
                            .collect();
                        assert_eq!(holders.len(), 1);
                        sizes[holders[0] as usize - 1] += 1;
                    }
                }
            }
            let even = 3000.0 / count as f64;
            // Five standard deviations of a fair deal.
            let slack = 5.0 * even.sqrt();
            for size in sizes {
                assert!((f64::from(size) - even).abs() <= slack, "{size} of {even}");
            }
        }
    }

    /// Worked out by another program (Python, from the sentence in the documentation): runs must not wander between versions.
    #[test]
    fn runs_stay_where_they_were() {
        for (workshop, strategy, seed, index) in PINNED {
            let shard = Shard { index, count: 8 };
            assert!(
                shard.holds(workshop, strategy, seed),
                "{workshop} {strategy} {seed}"
            );
        }
    }

    const PINNED: [(&str, &str, u64, u64); 4] = [
        ("plain-36-1", "balanced", 1, 6),
        ("plain-36-1", "random", 2, 3),
        ("港町", "snake", 10, 1),
        ("", "", 0, 4),
    ];

    #[test]
    fn parts_are_read() {
        assert_eq!("2/8".parse(), Ok(Shard { index: 2, count: 8 }));
        for wrong in ["", "2", "0/8", "9/8", "1/0", "a/b", "1/1000000"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
