//! The incremental state of the local search: an assignment, its counters, and its cost at every level.
//!
//! Every change is exact (whole numbers), so a change and its inverse leave the state as it was. Debug builds compare it
//! with the fresh measure.

use std::sync::Arc;

use crate::model::{Grouping, ParticipantId, TeamId};
use crate::rules::term::{Band, Money, Shape, Teams, Term};

use super::compiled::{Compiled, measure};

/// The terms of all levels, arranged by what a move touches.
#[derive(Debug)]
pub struct Tables {
    levels: usize,
    teams: usize,
    /// `[participant × teams + team]` → per level cost, flattened: `(participant × teams + team) × levels + level`.
    places: Vec<Money>,
    /// Per participant: what pairs with others cost.
    pairs: Vec<Vec<PairEntry>>,
    sums: Vec<SumFamily>,
    /// Per participant: (family, coefficient).
    in_sums: Vec<Vec<(usize, Money)>>,
    distincts: Vec<DistinctFamily>,
    /// Per participant: (family, class).
    in_classes: Vec<Vec<(usize, usize)>>,
    opened: Vec<OpenedEntry>,
    /// Per team: positions in `opened`.
    in_opened: Vec<Vec<usize>>,
}

#[derive(Debug)]
struct PairEntry {
    other: usize,
    level: usize,
    cost: Money,
    teams: Teams,
    kind: PairKind,
}

/// Whether a pair costs when together or when split, and whose team decides a split's scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PairKind {
    Together,
    /// Looks at the teams of both.
    SplitBoth,
    /// Looks at the team of the participant whose entry this is.
    SplitMine,
    /// Looks at the team of the other.
    SplitTheirs,
}

#[derive(Debug)]
struct SumFamily {
    level: usize,
    teams: Teams,
    shape: Shape,
}

#[derive(Debug)]
struct DistinctFamily {
    level: usize,
    teams: Teams,
    band: Band,
    cost: Money,
    classes: usize,
}

#[derive(Debug)]
struct OpenedEntry {
    level: usize,
    band: Band,
    cost: Money,
}

impl Tables {
    /// Arranges the terms.
    pub fn new(compiled: &Compiled) -> Self {
        let (people, teams, levels) = (compiled.people, compiled.teams, compiled.levels.len());
        let mut tables = Tables {
            levels,
            teams,
            places: vec![0; people * teams * levels],
            pairs: (0..people).map(|_| Vec::new()).collect(),
            sums: Vec::new(),
            in_sums: vec![Vec::new(); people],
            distincts: Vec::new(),
            in_classes: vec![Vec::new(); people],
            opened: Vec::new(),
            in_opened: vec![Vec::new(); teams],
        };
        for (level, terms) in compiled.levels.iter().enumerate() {
            for term in &terms.terms {
                tables.add(level, term);
            }
        }
        tables
    }

    /// In how many teams the participant's place costs nothing at the hard level.
    pub fn freedom(&self, participant: usize) -> usize {
        let cells = participant * self.teams..(participant + 1) * self.teams;
        cells
            .filter(|cell| self.places[cell * self.levels] <= 0)
            .count()
    }

    fn add(&mut self, level: usize, term: &Term) {
        match term {
            Term::Place {
                participant,
                team,
                cost,
            } => {
                let cell = participant.index() * self.teams + team.index();
                self.places[cell * self.levels + level] += cost;
            }
            Term::Pair { a, b, teams, cost } => {
                self.add_pair(*a, *b, PairKind::Together, level, *cost, teams);
                self.add_pair(*b, *a, PairKind::Together, level, *cost, teams);
            }
            Term::Split {
                a,
                b,
                teams,
                directed,
                cost,
            } => {
                let (mine, theirs) = if *directed {
                    (PairKind::SplitMine, PairKind::SplitTheirs)
                } else {
                    (PairKind::SplitBoth, PairKind::SplitBoth)
                };
                self.add_pair(*a, *b, mine, level, *cost, teams);
                self.add_pair(*b, *a, theirs, level, *cost, teams);
            }
            Term::Sum {
                teams,
                coefficients,
                shape,
            } => {
                let family = self.sums.len();
                for (participant, coefficient) in coefficients.iter() {
                    self.in_sums[participant.index()].push((family, *coefficient));
                }
                self.sums.push(SumFamily {
                    level,
                    teams: teams.clone(),
                    shape: *shape,
                });
            }
            Term::Distinct {
                teams,
                classes,
                band,
                cost,
            } => {
                let family = self.distincts.len();
                for (class, members) in classes.iter().enumerate() {
                    for participant in members {
                        self.in_classes[participant.index()].push((family, class));
                    }
                }
                self.distincts.push(DistinctFamily {
                    level,
                    teams: teams.clone(),
                    band: *band,
                    cost: *cost,
                    classes: classes.len(),
                });
            }
            Term::Opened { teams, band, cost } => {
                for team in teams.iter() {
                    self.in_opened[team.index()].push(self.opened.len());
                }
                self.opened.push(OpenedEntry {
                    level,
                    band: *band,
                    cost: *cost,
                });
            }
        }
    }

    fn add_pair(
        &mut self,
        from: ParticipantId,
        to: ParticipantId,
        kind: PairKind,
        level: usize,
        cost: Money,
        teams: &Teams,
    ) {
        self.pairs[from.index()].push(PairEntry {
            other: to.index(),
            level,
            cost,
            teams: teams.clone(),
            kind,
        });
    }
}

/// Marks a participant who is in no team at the moment.
const NOWHERE: u32 = u32::MAX;

/// An assignment with its cost at every level. Between moves everyone is in a team.
#[derive(Clone, Debug)]
pub struct State {
    tables: Arc<Tables>,
    team_of: Vec<u32>,
    heads: Vec<u32>,
    cost: Vec<Money>,
    /// `family × teams + team`.
    sums: Vec<Money>,
    /// Per family, then `team × classes + class`: members of the class.
    class_counts: Vec<Vec<u32>>,
    /// `family × teams + team`: classes present.
    present: Vec<i64>,
    open: Vec<i64>,
}

impl State {
    /// The state of an assignment.
    pub fn new(tables: Arc<Tables>, grouping: &Grouping) -> Self {
        let people = grouping.team_of.len();
        let mut state = State {
            team_of: vec![NOWHERE; people],
            heads: vec![0; tables.teams],
            cost: vec![0; tables.levels],
            sums: vec![0; tables.sums.len() * tables.teams],
            class_counts: tables
                .distincts
                .iter()
                .map(|family| vec![0; family.classes * tables.teams])
                .collect(),
            present: vec![0; tables.distincts.len() * tables.teams],
            open: vec![0; tables.opened.len()],
            tables,
        };
        let tables = state.tables.clone();
        for entry in &tables.opened {
            state.cost[entry.level] += entry.cost * entry.band.miss(0);
        }
        for (participant, team) in grouping.team_of.iter().enumerate() {
            state.put(participant, team.index());
        }
        state
    }

    /// The cost at every level.
    pub fn cost(&self) -> &[Money] {
        &self.cost
    }

    /// The team of a participant.
    pub fn team(&self, participant: usize) -> usize {
        self.team_of[participant] as usize
    }

    /// How many members a team has.
    pub fn heads(&self, team: usize) -> usize {
        self.heads[team] as usize
    }

    /// The assignment.
    pub fn grouping(&self) -> Grouping {
        Grouping {
            team_of: self.team_of.iter().map(|t| TeamId(*t)).collect(),
        }
    }

    /// Moves the participant to the team.
    pub fn relocate(&mut self, participant: usize, team: usize) {
        self.take(participant);
        self.put(participant, team);
    }

    /// Lets two participants change places.
    pub fn swap(&mut self, a: usize, b: usize) {
        let (team_a, team_b) = (self.team(a), self.team(b));
        self.take(a);
        self.take(b);
        self.put(a, team_b);
        self.put(b, team_a);
    }

    /// Asserts that the counters' cost is the fresh one.
    pub fn assert_fresh(&self, compiled: &Compiled) {
        assert_eq!(
            self.cost,
            measure(compiled, &self.grouping()),
            "state drifted"
        );
    }

    fn put(&mut self, participant: usize, team: usize) {
        let tables = self.tables.clone();
        self.charge_pairs(&tables, participant, team, 1);
        if self.heads[team] == 0 {
            self.count_members(&tables, participant, team, 1);
            self.charge_team(&tables, team, 1);
            self.count_open(&tables, team, 1);
        } else {
            self.charge_touched(&tables, participant, team, -1);
            self.count_members(&tables, participant, team, 1);
            self.charge_touched(&tables, participant, team, 1);
        }
        self.heads[team] += 1;
        self.team_of[participant] = team as u32;
    }

    fn take(&mut self, participant: usize) {
        let tables = self.tables.clone();
        let team = self.team(participant);
        self.heads[team] -= 1;
        if self.heads[team] == 0 {
            self.charge_team(&tables, team, -1);
            self.count_members(&tables, participant, team, -1);
            self.count_open(&tables, team, -1);
        } else {
            self.charge_touched(&tables, participant, team, -1);
            self.count_members(&tables, participant, team, -1);
            self.charge_touched(&tables, participant, team, 1);
        }
        self.team_of[participant] = NOWHERE;
        self.charge_pairs(&tables, participant, team, -1);
    }

    /// Adds `sign` × the places and pairs of the participant, who is about to enter or has just left the team.
    fn charge_pairs(&mut self, tables: &Tables, participant: usize, team: usize, sign: Money) {
        let cell = (participant * tables.teams + team) * tables.levels;
        for (cost, place) in self.cost.iter_mut().zip(&tables.places[cell..]) {
            *cost += sign * place;
        }
        let id = TeamId::new(team);
        for pair in &tables.pairs[participant] {
            let other = self.team_of[pair.other];
            if other == NOWHERE {
                continue;
            }
            let same = other as usize == team;
            let counts = match pair.kind {
                PairKind::Together => same && pair.teams.contains(id),
                PairKind::SplitMine => !same && pair.teams.contains(id),
                PairKind::SplitTheirs => !same && pair.teams.contains(TeamId(other)),
                PairKind::SplitBoth => {
                    !same && (pair.teams.contains(id) || pair.teams.contains(TeamId(other)))
                }
            };
            if counts {
                self.cost[pair.level] += sign * pair.cost;
            }
        }
    }

    /// Counts the participant in or out of the team's sums and classes.
    fn count_members(&mut self, tables: &Tables, participant: usize, team: usize, sign: i64) {
        for (family, coefficient) in &tables.in_sums[participant] {
            self.sums[family * tables.teams + team] += sign * coefficient;
        }
        for (family, class) in &tables.in_classes[participant] {
            let classes = tables.distincts[*family].classes;
            let count = &mut self.class_counts[*family][team * classes + class];
            let before = *count;
            *count = count.wrapping_add_signed(sign as i32);
            if before == 0 || *count == 0 {
                self.present[family * tables.teams + team] += sign;
            }
        }
    }

    /// Adds `sign` × what the participant's sums and classes cost in the (open) team.
    fn charge_touched(&mut self, tables: &Tables, participant: usize, team: usize, sign: Money) {
        for (family, _) in &tables.in_sums[participant] {
            self.charge_sum(tables, *family, team, sign);
        }
        let mut last = usize::MAX;
        for (family, _) in &tables.in_classes[participant] {
            // A participant may be in several classes of a family; their entries stand side by side.
            if *family != last {
                self.charge_distinct(tables, *family, team, sign);
                last = *family;
            }
        }
    }

    /// Adds `sign` × what all sums and classes cost in the team, as if it were open.
    fn charge_team(&mut self, tables: &Tables, team: usize, sign: Money) {
        for family in 0..tables.sums.len() {
            self.charge_sum(tables, family, team, sign);
        }
        for family in 0..tables.distincts.len() {
            self.charge_distinct(tables, family, team, sign);
        }
    }

    fn charge_sum(&mut self, tables: &Tables, family: usize, team: usize, sign: Money) {
        let entry = &tables.sums[family];
        if entry.teams.contains(TeamId::new(team)) {
            let sum = self.sums[family * tables.teams + team];
            self.cost[entry.level] += sign * entry.shape.cost(sum);
        }
    }

    fn charge_distinct(&mut self, tables: &Tables, family: usize, team: usize, sign: Money) {
        let entry = &tables.distincts[family];
        if entry.teams.contains(TeamId::new(team)) {
            let present = self.present[family * tables.teams + team];
            self.cost[entry.level] += sign * entry.cost * entry.band.miss(present);
        }
    }

    fn count_open(&mut self, tables: &Tables, team: usize, sign: i64) {
        for index in &tables.in_opened[team] {
            let entry = &tables.opened[*index];
            let open = &mut self.open[*index];
            self.cost[entry.level] -= entry.cost * entry.band.miss(*open);
            *open += sign;
            self.cost[entry.level] += entry.cost * entry.band.miss(*open);
        }
    }
}
