//! What the terms of one team say about its members.

use std::sync::Arc;

use crate::model::{ParticipantId, TeamId};
use crate::rules::term::{Band, Money, Shape, Term};
use crate::score::LevelTerms;

/// A cost of two people, at a level.
#[derive(Clone, Copy, Debug)]
pub struct PairRule {
    /// The level.
    pub level: usize,
    /// One.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How much.
    pub cost: Money,
}

/// A cost of the sum of the members' coefficients.
#[derive(Clone, Debug)]
pub struct SumRule {
    /// The level.
    pub level: usize,
    /// Coefficients other than 0.
    pub coefficients: Arc<[(ParticipantId, Money)]>,
    /// The cost of a sum.
    pub shape: Shape,
}

/// A cost of the number of classes present.
#[derive(Clone, Debug)]
pub struct DistinctRule {
    /// The level.
    pub level: usize,
    /// The members of each class.
    pub classes: Arc<[Vec<ParticipantId>]>,
    /// In classes.
    pub band: Band,
    /// For each class outside.
    pub cost: Money,
}

/// The terms as one team sees them.
#[derive(Clone, Debug)]
pub struct TeamRules {
    /// Whom the hard level allows in.
    pub allowed: Vec<bool>,
    /// For each level, what each participant's place costs; nothing for the hard level.
    pub places: Vec<Vec<Money>>,
    /// Both are members.
    pub pairs: Vec<PairRule>,
    /// `a` is a member, `b` is not.
    pub splits: Vec<PairRule>,
    /// Sums.
    pub sums: Vec<SumRule>,
    /// Numbers of classes.
    pub distinct: Vec<DistinctRule>,
}

impl TeamRules {
    /// What the levels say about a team; they fit (see [`super::fit::fits`]).
    pub fn of(levels: &[LevelTerms], people: usize, team: TeamId) -> Self {
        let mut rules = Self {
            allowed: Vec::new(),
            places: vec![vec![0; people]; levels.len()],
            pairs: Vec::new(),
            splits: Vec::new(),
            sums: Vec::new(),
            distinct: Vec::new(),
        };
        for (level, terms) in levels.iter().enumerate() {
            for term in &terms.terms {
                rules.add(level, term, team);
            }
        }
        rules.allowed = rules.places[0].iter().map(|cost| *cost <= 0).collect();
        rules.places[0].fill(0);
        rules
    }

    fn add(&mut self, level: usize, term: &Term, team: TeamId) {
        match term {
            Term::Base { participant, cost } => self.places[level][participant.index()] += cost,
            Term::Place {
                participant,
                team: place,
                cost,
            } => {
                if *place == team {
                    self.places[level][participant.index()] += cost;
                }
            }
            Term::Pair { a, b, teams, cost } => {
                if teams.contains(team) {
                    let (a, b, cost) = (a.index(), b.index(), *cost);
                    self.pairs.push(PairRule { level, a, b, cost });
                }
            }
            Term::Split {
                a,
                b,
                teams,
                directed,
                cost,
            } => {
                if teams.contains(team) {
                    let (a, b, cost) = (a.index(), b.index(), *cost);
                    self.splits.push(PairRule { level, a, b, cost });
                    // A soft undirected one is about all teams: if two are apart, exactly one team has `a` and not `b`.
                    if level == 0 && !directed {
                        let (a, b) = (b, a);
                        self.splits.push(PairRule { level, a, b, cost });
                    }
                }
            }
            Term::Sum {
                teams,
                coefficients,
                shape,
            } => {
                if teams.contains(team) {
                    self.sums.push(SumRule {
                        level,
                        coefficients: coefficients.clone(),
                        shape: *shape,
                    });
                }
            }
            Term::Distinct {
                teams,
                classes,
                band,
                cost,
            } => {
                if teams.contains(team) {
                    self.distinct.push(DistinctRule {
                        level,
                        classes: classes.clone(),
                        band: *band,
                        cost: *cost,
                    });
                }
            }
            Term::Opened { .. } => {}
        }
    }

    /// What the team costs at each level with these members (at least one); computed plainly.
    pub fn cost(&self, members: &[usize]) -> Vec<Money> {
        let mut inside = vec![false; self.allowed.len()];
        members.iter().for_each(|p| inside[*p] = true);
        let mut costs: Vec<Money> = self
            .places
            .iter()
            .map(|places| members.iter().map(|p| places[*p]).sum())
            .collect();
        for pair in &self.pairs {
            if inside[pair.a] && inside[pair.b] {
                costs[pair.level] += pair.cost;
            }
        }
        for split in &self.splits {
            if inside[split.a] && !inside[split.b] {
                costs[split.level] += split.cost;
            }
        }
        for rule in &self.sums {
            let here = rule.coefficients.iter().filter(|(p, _)| inside[p.index()]);
            costs[rule.level] += rule.shape.cost(here.map(|(_, c)| c).sum());
        }
        for rule in &self.distinct {
            let present = |class: &&Vec<ParticipantId>| class.iter().any(|p| inside[p.index()]);
            let count = rule.classes.iter().filter(present).count();
            costs[rule.level] += rule.cost * rule.band.miss(count as i64);
        }
        costs
    }
}
