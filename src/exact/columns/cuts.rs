//! Subset-row cuts on three participants: at most one team has two of them (Jepsen et al. 2008).

use rustc_hash::FxHashMap;

use super::prices::Cut;
use super::slots::Team;

/// Less of a violation is not worth a row.
const LEAST: f64 = 0.03;

/// The most violated cuts of the master's solution, at most `most` of them, few about the same participant.
pub fn separate(people: usize, teams: &[(&Team, f64)], most: usize) -> Vec<Cut> {
    let mut two = vec![0.0; people * people];
    let mut three: FxHashMap<[usize; 3], f64> = FxHashMap::default();
    for (team, value) in teams {
        let members = &team.members;
        for (i, a) in members.iter().enumerate() {
            for (j, b) in members.iter().enumerate().skip(i + 1) {
                two[a * people + b] += value;
                for c in &members[j + 1..] {
                    *three.entry([*a, *b, *c]).or_default() += value;
                }
            }
        }
    }
    let mut found: Vec<(f64, Cut)> = Vec::new();
    for a in 0..people {
        for b in a + 1..people {
            let ab = two[a * people + b];
            for c in b + 1..people {
                let (ac, bc) = (two[a * people + c], two[b * people + c]);
                // A violated one needs at least two of the three pairs.
                if ab + ac + bc <= 1.0 + LEAST {
                    continue;
                }
                let all = three.get(&[a, b, c]).copied().unwrap_or(0.0);
                let violation = ab + ac + bc - 2.0 * all - 1.0;
                if violation > LEAST {
                    found.push((violation, Cut([a, b, c])));
                }
            }
        }
    }
    found.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.cmp(b)));
    let mut used = vec![0; people];
    let few = |(_, cut): &(f64, Cut)| {
        let free = cut.0.iter().all(|p| used[*p] < 6);
        if free {
            cut.0.iter().for_each(|p| used[*p] += 1);
        }
        free
    };
    let mut chosen = found;
    chosen.retain(few);
    chosen.truncate(most);
    chosen.into_iter().map(|(_, cut)| cut).collect()
}
