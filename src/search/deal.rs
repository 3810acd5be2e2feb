//! A very large neighbourhood: of each team one member leaves, or none where there is room for another; all who left are
//! placed again at once, one in each team, at the least cost together.
//!
//! As each team loses one at the most and gains one at the most, what a team costs then depends on one choice only, and the best
//! of all these plans, as many as there are permutations, is an assignment problem (Thompson and Orlin 1989 on cyclic transfers;
//! Ahuja, Ergun, Orlin and Punnen 2002 on such neighbourhoods). It finds the exchanges along many teams that single moves
//! do not: each of their steps alone upsets the mix of some team.

use super::lane::Lane;
use super::lot::below;
use super::span::Span;
use crate::rules::term::Money;

/// So many teams at the most take part in one deal.
const MOST_TEAMS: usize = 512;
/// Of 100 teams with room: how many take one in and let nobody go.
const ROOMY: usize = 40;
/// Of 100 deals: in how many those who leave are as much alike as can be, so that most exchanges keep the mix.
const ALIKE: usize = 85;
/// Who wishes for some teams is offered so many others.
const OTHERS: usize = 1;
/// Who has no wishes is offered so many teams, and so is a free place.
const OFFERS: usize = 24;
/// So many of the offers are looked at further, the cheapest.
const KEPT: usize = 10;
/// A level is worth so many times more before each later one than in annealing, where priorities are soft.
const STRICTER: f64 = 20.0;
/// The finest change of energy in whole numbers; what is less decides among equals by lot.
const GRAIN: f64 = 4096.0;
/// No offer's cost is larger: a sum of as many as there are teams is still exact.
const MOST: f64 = (1_u64 << 50) as f64;
/// So many deals in a row that gain nothing are enough …
const STALE: u32 = 200;
/// … and where teams stay open and people wish for some, where deals gain the most.
const STALE_OF_WISHES: u32 = 400;

/// A team of a deal, and who leaves it; nobody: it takes one in.
#[derive(Clone, Copy)]
struct Seat {
    team: usize,
    leaves: Option<usize>,
}

impl Lane<'_> {
    /// Deals until that gains nothing for a while; tells whether there is a new best plan.
    pub(super) fn deal_on(&mut self, span: &Span, step: &mut u64) -> bool {
        let first = self.best_cost.clone();
        let mut stale = 0;
        let enough = match self.opens() || self.wanted.is_empty() {
            true => STALE,
            false => STALE_OF_WISHES,
        };
        while stale < enough && span.progress(*step) < 1.0 && !self.limits.is_over() {
            let before = self.state.cost().to_vec();
            let looked = self.deal();
            *step += looked;
            self.pulse.beat(looked, &self.best_cost);
            stale = if *self.state.cost() < *before {
                0
            } else {
                stale + 1
            };
        }
        self.remember();
        self.best_cost < first
    }

    /// One deal; it is taken back where the plan is worse than before. Returns how many placings it looked at.
    fn deal(&mut self) -> u64 {
        let seats = self.seats();
        let looked = self.offer(&seats);
        let before = self.state.cost().to_vec();
        self.remember();
        self.trail.clear();
        let chosen = self.assignment.solve().to_vec();
        for (seat, column) in seats.iter().zip(chosen) {
            if let Some(participant) = seat.leaves {
                self.go(participant, seats[column as usize].team);
            }
        }
        // The sum of what the teams cost leaves out pairs that cost across teams, and weighs levels.
        if *self.state.cost() > *before {
            while let Some((participant, team)) = self.trail.pop() {
                self.state.relocate(participant, team);
            }
        } else {
            self.after();
        }
        looked
    }

    /// Who leaves which team.
    fn seats(&mut self) -> Vec<Seat> {
        let tables = self.state.shared_tables();
        let teams = self.dealt_teams();
        let model =
            (below(&mut self.random, 100) < ALIKE).then(|| below(&mut self.random, tables.people));
        let mut seats = Vec::with_capacity(teams.len());
        for team in teams {
            let members = self.state.members(team);
            let room = members.len() < self.proposer.sizes(team).1;
            if room && below(&mut self.random, 100) < ROOMY {
                let leaves = None;
                seats.push(Seat { team, leaves });
                continue;
            }
            let first = below(&mut self.random, members.len());
            let from_there = (0..members.len()).map(|index| (first + index) % members.len());
            let leaves = match model {
                None => members[first],
                Some(model) => from_there
                    .map(|index| members[index])
                    .max_by_key(|member| tables.likeness(*member as usize, model))
                    .unwrap_or(members[first]),
            };
            let leaves = Some(leaves as usize);
            seats.push(Seat { team, leaves });
        }
        seats
    }

    /// The open teams; where they are very many, some that are joined by members' wishes.
    fn dealt_teams(&mut self) -> Vec<usize> {
        let teams = self.compiled.teams;
        if teams <= MOST_TEAMS {
            let open = (0..teams).filter(|team| self.state.heads(*team) > 0);
            return open.collect();
        }
        let people = self.compiled.people;
        let mut dealt = vec![self.state.team(below(&mut self.random, people))];
        let mut known = rustc_hash::FxHashSet::from_iter(dealt.iter().copied());
        for _ in 0..4 * MOST_TEAMS {
            let team = dealt[below(&mut self.random, dealt.len())];
            let members = self.state.members(team);
            let member = members[below(&mut self.random, members.len())] as usize;
            let next = match self.wanted.draw(member, &mut self.random) {
                Some(team) => team,
                None => below(&mut self.random, teams),
            };
            if self.state.heads(next) > 0 && known.insert(next) {
                dealt.push(next);
            }
            if dealt.len() == MOST_TEAMS {
                break;
            }
        }
        dealt
    }

    /// Writes the assignment problem: rows are those who leave (or a free place that goes elsewhere), columns the teams.
    fn offer(&mut self, seats: &[Seat]) -> u64 {
        let levels = self.energy.factors.len();
        let weights: Vec<f64> = (self.energy.factors.iter().enumerate())
            .map(|(level, factor)| {
                let later = (levels - 1 - level) as i32;
                factor.weight * STRICTER.powi(later) * GRAIN / self.energy.finest
            })
            .collect();
        let lots = (GRAIN / 2.0 / seats.len().max(1) as f64).max(2.0) as usize;
        let mut column_of = vec![usize::MAX; self.compiled.teams];
        for (at, seat) in seats.iter().enumerate() {
            column_of[seat.team] = at;
        }
        // What those who leave are worth where they are: asked by everybody who might come.
        let mut worth: Vec<Money> = Vec::with_capacity(seats.len() * levels);
        for Seat { team, leaves } in seats {
            let gain = |level| leaves.map_or(0, |out| self.state.entry_gain(level, out, *team));
            worth.extend((0..levels).map(gain));
        }
        let mut columns: Vec<usize> = Vec::new();
        let mut offers: Vec<(i64, usize)> = Vec::new();
        let mut looked = 0;
        self.assignment.clear(seats.len());
        for (row, Seat { leaves: comes, .. }) in seats.iter().enumerate() {
            let wanted = comes.map_or(&[][..], |comes| self.wanted.of(comes));
            columns.clear();
            let wanted_columns = wanted.iter().map(|team| column_of[*team as usize]);
            columns.extend(wanted_columns.filter(|column| *column != usize::MAX));
            let others = if wanted.is_empty() { OFFERS } else { OTHERS };
            if seats.len() <= others {
                columns.extend(0..seats.len());
            } else {
                columns.extend((0..others).map(|_| below(&mut self.random, seats.len())));
            }
            columns.sort_unstable();
            columns.dedup();
            for column in columns.iter().copied().filter(|column| *column != row) {
                let Seat { team, leaves } = seats[column];
                // A team stays open, and a free place for a free place changes nothing.
                if comes.is_none() && (leaves.is_none() || self.state.heads(team) == 1) {
                    continue;
                }
                looked += 1;
                let turnover = |level: usize| {
                    let leaves = (leaves, worth[column * levels + level]);
                    self.state.turnover(level, team, leaves, *comes)
                };
                let hard = turnover(0);
                if hard > 0 {
                    continue;
                }
                let mut cost = weights[0] * hard as f64;
                for (level, weight) in weights.iter().enumerate().skip(1) {
                    cost += weight * turnover(level) as f64;
                }
                let lot = below(&mut self.random, lots + 1) as i64;
                offers.push((cost.round().clamp(-MOST, MOST) as i64 + lot, column));
            }
            if offers.len() > KEPT {
                offers.select_nth_unstable(KEPT);
                offers.truncate(KEPT);
            }
            // Whoever finds no better place stays.
            let lot = below(&mut self.random, lots + 1) as i64;
            self.assignment.offer(row, lot);
            for (cost, column) in offers.drain(..) {
                self.assignment.offer(column, cost);
            }
            self.assignment.end_row();
        }
        looked + seats.len() as u64
    }
}
