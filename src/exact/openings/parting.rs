//! Linear programs that part openings.

use super::board::Board;
use super::gains::Gains;
use super::item::Item;
use super::opening::Opening;
use crate::control::Limits;
use crate::exact::backend::{BackendError, Relaxation, Relaxed};
use crate::exact::teams::TeamProgram;
use crate::exact::to_cost;
use crate::rules::term::{Money, UNITS};
use crate::score::LevelTerms;

/// Parts openings by the relaxation of their level's program.
pub struct Parting<'a> {
    program: &'a TeamProgram<'a>,
    board: &'a Board<'a>,
    terms: &'a LevelTerms,
    relaxation: Relaxation,
    gains: Gains,
    /// How many linear programs were solved.
    pub solved: usize,
}

/// What a relaxation says of an opening.
enum Bounded {
    /// A plan in it costs so much at the least, in cost units, and in steps; its relaxation opens so many teams of each class.
    By(f64, Money, Vec<f64>),
    /// More than the best one.
    Nothing,
    /// It is not known.
    Stopped,
}

impl<'a> Parting<'a> {
    /// By the program of a level.
    ///
    /// # Errors
    /// When the solver refuses it.
    pub fn new(
        program: &'a TeamProgram<'a>,
        board: &'a Board<'a>,
        terms: &'a LevelTerms,
    ) -> Result<Self, BackendError> {
        Ok(Self {
            program,
            board,
            terms,
            relaxation: Relaxation::of(program.program())?,
            gains: Gains::new(board.classes.len(), terms.step as f64 / UNITS),
            solved: 0,
        })
    }

    fn bound(
        &mut self,
        opening: &Opening,
        cost: Money,
        limits: &Limits,
    ) -> Result<Bounded, BackendError> {
        self.solved += 1;
        let classes = &self.board.classes;
        let bounds = opening.bounds(classes, self.program.open());
        // What costs as much as the best plan is kept for the levels after this one.
        let little = (to_cost(cost).abs().max(1.0) * 1e-6).max(to_cost(self.terms.step / 4));
        let cutoff = to_cost(cost) + little;
        Ok(match self.relaxation.solve(&bounds, cutoff, limits)? {
            Relaxed::Stopped => Bounded::Stopped,
            Relaxed::Nothing => Bounded::Nothing,
            Relaxed::Value(value, values) => {
                let open = self.program.open();
                let count = |class: &Vec<usize>| class.iter().map(|t| values[open[*t].0]).sum();
                let open = classes.iter().map(count).collect();
                Bounded::By(value, self.terms.rounded_up(value), open)
            }
        })
    }

    /// Bounds the item, or parts it in two where that was done; whether it could. `cost`: the best plan's.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn part(&mut self, item: Item, cost: Money, limits: &Limits) -> Result<bool, BackendError> {
        let Some(open) = &item.open else {
            let parts = match self.bound(&item.opening, cost, limits)? {
                Bounded::By(_, bound, open) => vec![(item.opening.clone(), bound, Some(open))],
                Bounded::Nothing => Vec::new(),
                Bounded::Stopped => return Ok(false),
            };
            self.board.part(&item, parts);
            return Ok(true);
        };
        let Some((class, fewer)) = self.gains.choose(&item.opening, open) else {
            return Ok(false);
        };
        let (before, own) = (to_cost(item.bound), open[class]);
        let [less, more] = item.opening.parted(class, fewer);
        let mut sides = [(less, false), (more, true)];
        // The nearer one first: the next linear program begins where this one ends.
        if own - fewer as f64 > 0.5 {
            sides.reverse();
        }
        let mut parts = Vec::new();
        for (opening, up) in sides {
            let rounded = match up {
                true => fewer as f64 + 1.0 - own,
                false => own - fewer as f64,
            };
            let gain = match self.bound(&opening, cost, limits)? {
                Bounded::By(value, bound, open) => {
                    parts.push((opening, bound.max(item.bound), Some(open)));
                    value - before
                }
                Bounded::Nothing => to_cost(cost) - before,
                Bounded::Stopped => return Ok(false),
            };
            self.gains.learn(class, up, rounded, gain.max(0.0));
        }
        self.board.part(&item, parts);
        Ok(true)
    }
}
