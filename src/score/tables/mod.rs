//! The terms of each level, merged into tables that the local search reads: what a place costs, what a pair costs, and
//! counters per team.

mod cells;
mod counted;
mod heads;
mod pairs;
mod places;

use crate::model::TeamId;
use crate::rules::term::{Band, Money, Shape, Teams, Term};

use super::compiled::{Compiled, LevelTerms};
pub use cells::{Cells, Unit};
pub use counted::{Counts, Distinct, Mixed, Sheet, Sums};
use heads::{ByHeads, size_cost};
pub use pairs::{Odd, Pairs};
pub use places::Places;

/// All levels of a workshop.
#[derive(Debug)]
pub struct Tables {
    /// How many participants.
    pub people: usize,
    /// How many possible teams.
    pub teams: usize,
    /// The levels; 0 is the hard one.
    pub levels: Vec<LevelTables>,
    /// Participants whom a hard rule keeps together, whatever the team: groups of at least two.
    pub blocks: Vec<Vec<usize>>,
}

/// One level.
#[derive(Debug)]
pub struct LevelTables {
    /// What every assignment costs.
    pub constant: Money,
    /// What all places and pairs are multiples of.
    pub unit: Unit,
    /// What participants cost in teams.
    pub places: Places,
    /// What two participants cost in one team.
    pub pairs: Pairs,
    /// Pairs whose cost depends on more than whether they share a team.
    pub odd: Odd,
    /// Costs of how many members have a value.
    pub counts: Vec<Counts>,
    /// Costs of sums of numbers.
    pub sums: Vec<Sums>,
    /// Costs of how many classes are present, each participant in one class.
    pub distinct: Vec<Distinct>,
    /// The same with participants in several classes.
    pub mixed: Vec<Mixed>,
    /// How the counters of `counts` and `distinct` stand in a team's row.
    pub sheet: Sheet,
    /// Costs of how many teams are open.
    pub opened: Vec<Opened>,
    /// Per team: positions in `opened`.
    pub in_opened: Vec<Vec<usize>>,
    /// Per team: what an open team without members would cost.
    pub when_open: Vec<Money>,
    /// `participant × teams + team`: what places cost, in units of the level, where there are no pairs and not too many places;
    /// else empty. Who leaves one team for another reads both of them, often from one line of the cache.
    pub worth: Cells,
    /// Whether gains are kept per team and participant: where there are pairs, and not too many gains.
    pub keeps_gains: bool,
    /// Whether the counters cost the same whoever the members are, as long as they are as many.
    pub members_alike: bool,
    /// Whether it is all the same who is where as long as the teams keep their sizes.
    pub sizes_only: bool,
    /// Whether kept gains and a matrix of pairs, if there are pairs, tell what places and pairs cost after a swap.
    pub gains_tell: bool,
    /// What counters cost by number of heads, where that is all they look at and cells are not too many.
    by_heads: ByHeads,
}

/// A cost of how many of some teams are open.
#[derive(Debug)]
pub struct Opened {
    /// Per team: whether it counts.
    pub counts: Vec<bool>,
    /// In teams.
    pub band: Band,
    /// For each team outside.
    pub cost: Money,
}

/// Up to so many cells (participants × teams), a level's gains are kept per team and participant.
const MOST_CELLS: usize = 4_000_000;

impl Tables {
    /// Arranges the terms.
    pub fn new(compiled: &Compiled) -> Self {
        Self::within(compiled, MOST_CELLS)
    }

    /// Arranges the terms; gains are kept per team and participant where all levels together have at most so many cells.
    pub fn within(compiled: &Compiled, most_cells: usize) -> Self {
        let levels = compiled.levels.iter();
        let cells = compiled.people * compiled.teams * compiled.levels.len();
        Self {
            people: compiled.people,
            teams: compiled.teams,
            levels: levels
                .map(|level| LevelTables::new(compiled, level, cells <= most_cells))
                .collect(),
            blocks: blocks(compiled),
        }
    }

    /// In how many teams the participant's place breaks no hard rule.
    pub fn freedom(&self, participant: usize) -> usize {
        let places = &self.levels[0].places;
        let base = places.base(participant);
        let row = places.exceptions(participant);
        let good = row.iter().filter(|(_, cost)| base + cost <= 0).count();
        good + if base <= 0 { self.teams - row.len() } else { 0 }
    }

    /// How many counters of teams the two change alike.
    pub fn likeness(&self, one: usize, other: usize) -> usize {
        let alike = |level: &LevelTables| {
            let cells = level.sheet.cells(one).iter().zip(level.sheet.cells(other));
            cells.filter(|(one, other)| one == other).count()
        };
        self.levels.iter().map(alike).sum()
    }

    /// Whether hard rules leave a choice of which teams are open.
    pub fn some_may_close(&self) -> bool {
        let mut fixed = vec![false; self.teams];
        for opened in &self.levels[0].opened {
            let counted = opened.counts.iter().filter(|counts| **counts).count();
            if opened.band.low.is_some_and(|low| low >= counted as Money) {
                let teams = fixed.iter_mut().zip(&opened.counts);
                teams.for_each(|(fixed, counts)| *fixed |= counts);
            }
        }
        fixed.contains(&false)
    }

    /// The teams that the participant must be in one of by a hard rule; none where only some teams are forbidden, or none.
    pub fn homes(&self, participant: usize) -> impl Iterator<Item = usize> {
        let places = &self.levels[0].places;
        let base = places.base(participant);
        let row = places.exceptions(participant).iter();
        let free = row.filter(move |(_, cost)| base > 0 && base + cost <= 0);
        free.map(|(team, _)| *team as usize)
    }

    /// Per team: how few and how many heads the hard rules allow where it is open; 1 and everybody where they say nothing.
    pub fn sizes(&self) -> Vec<(usize, usize)> {
        let mut sizes = vec![(1, self.people); self.teams];
        for counts in &self.levels[0].counts {
            if counts.is_of_heads() {
                let free = |heads: &usize| counts.cost[*heads] == 0;
                let least = (0..=self.people).find(free).unwrap_or(0);
                let most = (0..=self.people).rev().find(free).unwrap_or(self.people);
                for (team, size) in sizes.iter_mut().enumerate() {
                    if counts.teams.contains(TeamId::new(team)) {
                        *size = (size.0.max(least), size.1.min(most));
                    }
                }
            }
        }
        sizes
    }
}

impl LevelTables {
    /// The matrix of pairs, where it and kept gains are all that a swap changes.
    #[inline]
    pub fn only_matrix(&self) -> Option<&Cells> {
        let alone = self.gains_tell && self.members_alike;
        self.pairs.matrix().filter(|_| alone)
    }

    /// What the open team's counters cost, per number of heads, where they look at nothing else.
    #[inline]
    pub fn by_heads(&self, team: usize) -> Option<&[Money]> {
        self.by_heads.of(team)
    }

    /// What the team costs by its number of heads alone.
    pub fn size_cost(&self, team: usize, heads: usize) -> Money {
        size_cost(&self.counts, team, heads)
    }

    fn new(compiled: &Compiled, level: &LevelTerms, dense: bool) -> Self {
        let (people, teams) = (compiled.people, compiled.teams);
        let mut places = places::Draft::new(people);
        let mut pairs = pairs::Draft::default();
        let mut odd = Odd::new(people);
        let mut counted = counted::Draft::new(people, teams);
        let mut constant = 0;
        let mut opened = Vec::new();
        let mut in_opened = vec![Vec::new(); teams];
        for term in &level.terms {
            match term {
                Term::Base { participant, cost } => places.base(participant.index(), *cost),
                Term::Place {
                    participant,
                    team,
                    cost,
                } => places.add(participant.index(), team.index(), *cost),
                Term::Pair { a, b, teams, cost } => {
                    pairs.add(a.index(), b.index(), teams, *cost);
                }
                Term::Split {
                    a,
                    b,
                    teams: Teams::All,
                    cost,
                    ..
                } => {
                    // Apart is not together: a constant less a pair.
                    constant += cost;
                    pairs.add(a.index(), b.index(), &Teams::All, -cost);
                }
                Term::Split {
                    a,
                    b,
                    teams: some,
                    directed,
                    cost,
                } => {
                    // Who is in one of the teams costs, unless the other is there, too …
                    for team in (0..teams).filter(|team| some.contains(TeamId::new(*team))) {
                        places.add(a.index(), team, *cost);
                        if !directed {
                            places.add(b.index(), team, *cost);
                        }
                    }
                    pairs.add(a.index(), b.index(), some, -cost);
                    if !directed {
                        // … and where both look, they cost once.
                        odd.add(a.index(), b.index(), some, -cost);
                    }
                }
                Term::Sum {
                    teams: some,
                    coefficients,
                    shape,
                } => counted.sum(some, coefficients, *shape),
                Term::Distinct {
                    teams: some,
                    classes,
                    band,
                    cost,
                } => counted.distinct(some, classes, *band, *cost),
                Term::Opened {
                    teams: some,
                    band,
                    cost,
                } => {
                    let mut counts = vec![false; teams];
                    for team in some.iter() {
                        counts[team.index()] = true;
                        in_opened[team.index()].push(opened.len());
                    }
                    opened.push(Opened {
                        counts,
                        band: *band,
                        cost: *cost,
                    });
                }
            }
        }
        let when_open = counted.when_open();
        let sheet = counted.sheet();
        let mut unit = cells::Draft::new(people);
        places.look(&mut unit);
        pairs.look(&mut unit);
        let unit = unit.finish();
        let (places, pairs) = (places.finish(), pairs.finish(people, unit));
        let members_alike = counted.counts.iter().all(Counts::is_of_heads)
            && counted.sums.is_empty()
            && counted.distinct.is_empty()
            && counted.mixed.is_empty();
        let sizes_only = members_alike && places.is_plain() && pairs.is_empty() && odd.is_empty();
        let worth = match dense && pairs.is_empty() && !places.is_plain() {
            true => places.spread(teams, unit),
            false => Cells::zeros(unit, 0),
        };
        let keeps_gains = dense && !pairs.is_empty();
        let are_alike = pairs.matrix().is_some() && pairs.are_alike_everywhere();
        let gains_tell = odd.is_empty() && (!worth.is_empty() || keeps_gains && are_alike);
        let mut tables = Self {
            constant,
            unit,
            places,
            pairs,
            odd,
            counts: counted.counts,
            sums: counted.sums,
            distinct: counted.distinct,
            mixed: counted.mixed,
            sheet,
            opened,
            in_opened,
            when_open,
            worth,
            keeps_gains,
            members_alike,
            sizes_only,
            gains_tell,
            by_heads: ByHeads::default(),
        };
        if dense && members_alike {
            tables.by_heads = ByHeads::new(&tables.counts, people, teams);
        }
        tables
    }
}

/// Who is kept together by hard rules that look at all teams.
fn blocks(compiled: &Compiled) -> Vec<Vec<usize>> {
    let mut head: Vec<usize> = (0..compiled.people).collect();
    fn find(head: &mut [usize], mut p: usize) -> usize {
        while head[p] != p {
            head[p] = head[head[p]];
            p = head[p];
        }
        p
    }
    for term in &compiled.levels[0].terms {
        if let Term::Split {
            a,
            b,
            teams: Teams::All,
            ..
        } = term
        {
            let (a, b) = (find(&mut head, a.index()), find(&mut head, b.index()));
            head[a.max(b)] = a.min(b);
        }
    }
    let mut blocks = vec![Vec::new(); compiled.people];
    for p in 0..compiled.people {
        blocks[find(&mut head, p)].push(p);
    }
    blocks.retain(|block| block.len() > 1);
    blocks
}

/// The cost of each number from 0 to `most`, where one more member adds `unit` to the sum.
fn by_number(most: usize, unit: Money, cost: impl Fn(Money) -> Money) -> Vec<Money> {
    (0..=most as Money).map(|n| cost(n * unit)).collect()
}

/// The shape's cost at 0.
fn at_zero(shape: Shape) -> Money {
    shape.cost(0)
}
