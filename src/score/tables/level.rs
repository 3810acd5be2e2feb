//! The terms of one level, merged into tables.

use super::heads::{ByHeads, size_cost};
use super::{Cells, Counts, Distinct, Mixed, Odd, Pairs, Places, Sheet, Sums, Unit};
use super::{cells, counted, pairs, places};
use crate::model::TeamId;
use crate::rules::term::{Band, Money, Teams, Term};
use crate::score::compiled::{Compiled, LevelTerms};

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

    /// Arranges the terms; where `dense`, costs are kept per team and participant.
    pub(super) fn new(compiled: &Compiled, level: &LevelTerms, dense: bool) -> Self {
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
