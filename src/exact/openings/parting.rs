//! The openings that are left of a level, and the linear programs that part them.

use super::gains::Gains;
use super::opening::Opening;
use crate::control::Limits;
use crate::exact::backend::{BackendError, Relaxation, Relaxed};
use crate::exact::columns::Heritage;
use crate::exact::incumbent::{Incumbent, SAME};
use crate::exact::teams::TeamProgram;
use crate::exact::to_cost;
use crate::rules::term::{Money, UNITS};
use crate::score::LevelTerms;

/// An opening while its level is proved.
#[derive(Clone, Debug)]
pub struct Item {
    /// The opening.
    pub opening: Opening,
    /// No plan in it costs less at the level.
    pub bound: Money,
    /// How many teams of each class its relaxation opens; `None`: it was not solved at this level.
    pub open: Option<Vec<f64>>,
    /// How often more than its relaxation was tried.
    pub tries: usize,
    /// What columns left in it.
    pub heritage: Heritage,
}

impl Item {
    /// One about which nothing is known.
    pub fn new(opening: Opening) -> Self {
        Self {
            opening,
            bound: Money::MIN,
            open: None,
            tries: 0,
            heritage: Heritage::default(),
        }
    }
}

/// The openings that hold all plans which are as good as the best one at the levels up to one.
#[derive(Clone, Debug)]
pub struct Left {
    /// The level.
    pub level: usize,
    /// The classes of teams.
    pub classes: Vec<Vec<usize>>,
    /// What is left.
    pub items: Vec<Item>,
}

impl Left {
    /// What they are for a level after this one: bounds begin anew.
    pub fn for_level(self, level: usize, classes: &[Vec<usize>]) -> Option<Vec<Item>> {
        let fresh = |item: Item| Item {
            heritage: item.heritage,
            ..Item::new(item.opening)
        };
        let holds = self.level < level && self.classes == classes;
        holds.then(|| self.items.into_iter().map(fresh).collect())
    }
}

/// Parts openings by linear programs.
pub struct Parting<'a> {
    program: &'a TeamProgram<'a>,
    classes: &'a [Vec<usize>],
    terms: &'a LevelTerms,
    relaxation: Relaxation,
    gains: Gains,
    /// How many linear programs were solved.
    pub solved: usize,
}

impl<'a> Parting<'a> {
    /// By the program of a level.
    ///
    /// # Errors
    /// When the solver refuses it.
    pub fn new(
        program: &'a TeamProgram<'a>,
        classes: &'a [Vec<usize>],
        terms: &'a LevelTerms,
    ) -> Result<Self, BackendError> {
        Ok(Self {
            program,
            classes,
            terms,
            relaxation: Relaxation::of(program.program())?,
            gains: Gains::new(classes.len(), terms.step as f64 / UNITS),
            solved: 0,
        })
    }

    /// Bounds an opening by its relaxation; `None`: every plan in it costs more than the best one. `Err(None)`: it was stopped.
    fn bound(
        &mut self,
        item: &mut Item,
        cost: Money,
        limits: &Limits,
    ) -> Result<Bounded, BackendError> {
        self.solved += 1;
        let bounds = item.opening.bounds(self.classes, self.program.open());
        // What costs as much as the best plan is kept for the levels after this one.
        let cutoff = to_cost(cost + (self.terms.step / 4).max(2 * SAME));
        Ok(match self.relaxation.solve(&bounds, cutoff, limits)? {
            Relaxed::Stopped => Bounded::Stopped,
            Relaxed::Nothing => Bounded::Nothing,
            Relaxed::Value(value, values) => {
                let open = self.program.open();
                let count = |class: &Vec<usize>| class.iter().map(|t| values[open[*t].0]).sum();
                item.open = Some(self.classes.iter().map(count).collect());
                item.bound = item.bound.max(self.terms.rounded_up(value));
                Bounded::By(value)
            }
        })
    }

    /// Bounds the item, or parts it in two where that was done; what is left of it. `None`: it was stopped.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn part(
        &mut self,
        mut item: Item,
        best: &Incumbent,
        level: usize,
        limits: &Limits,
    ) -> Result<(Vec<Item>, bool), BackendError> {
        let cost = best.cost[level];
        let Some(open) = &item.open else {
            return Ok(match self.bound(&mut item, cost, limits)? {
                Bounded::By(_) => (vec![item], true),
                Bounded::Nothing => (Vec::new(), true),
                Bounded::Stopped => (vec![item], false),
            });
        };
        let Some((class, fewer)) = self.gains.choose(&item.opening, open) else {
            return Ok((vec![item], true));
        };
        let (before, own) = (to_cost(item.bound), open[class]);
        let mut left = Vec::new();
        let mut sides = item.opening.parted(class, fewer);
        // The nearer one first: the next linear program begins where this one ends.
        let mut ups = [false, true];
        if own - fewer as f64 > 0.5 {
            sides.reverse();
            ups.reverse();
        }
        for (opening, up) in sides.into_iter().zip(ups) {
            let mut side = Item {
                opening,
                open: None,
                ..item.clone()
            };
            let rounded = if up {
                fewer as f64 + 1.0 - own
            } else {
                own - fewer as f64
            };
            match self.bound(&mut side, cost, limits)? {
                Bounded::By(value) => {
                    self.gains
                        .learn(class, up, rounded, (value - before).max(0.0));
                    left.push(side);
                }
                Bounded::Nothing => {
                    let gain = (to_cost(cost) - before).max(0.0);
                    self.gains.learn(class, up, rounded, gain);
                }
                Bounded::Stopped => return Ok((vec![item], false)),
            }
        }
        Ok((left, true))
    }
}

/// What a relaxation says of an opening.
enum Bounded {
    /// A plan in it costs so much at the least.
    By(f64),
    /// More than the best one.
    Nothing,
    /// It is not known.
    Stopped,
}
