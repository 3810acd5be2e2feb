//! The proof of one level by columns: prices, new columns, bound; then cuts; then all columns that still matter.

use std::time::Instant;

use rustc_hash::FxHashSet;

use super::branch::{Branch, RAISES};
use super::close::MANY;
use super::generate::{Priced, Step};
use super::habit::Habit;
use super::hands::Hands;
use super::heritage::Heritage;
use super::master::Master;
use super::means::Means;
use super::part::Misfit;
use super::pool::Pool;
use super::prices::{Cut, Fine};
use super::slots::{Shop, Slot, Team};
use crate::control::Limits;
use crate::exact::backend::BackendError;
use crate::exact::exchange::Exchange;
use crate::exact::incumbent::SAME;
use crate::exact::job::Job;
use crate::rules::term::Money;

/// How the proof ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The level is proved.
    Closed,
    /// It was stopped, or nothing more was to be done.
    Open,
    /// The workshop does not fit, for this reason.
    Unfit(Misfit),
}

/// A proof that ended.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// How.
    pub end: End,
    /// How many branches were worked on.
    pub branches: u64,
}

/// Nodes of the first exact search of a slot; more each time that was not enough.
const NODES: u64 = 100_000;
/// Columns below 0 by less than so many [`Money`] are left: the master's tolerance, not gain.
const WORTH: Money = 200;
/// So few openings are better proved one by one, without the whole level before.
const FEW: usize = 24;

/// Proves the level from the exchange's plan, as far as the limits allow, telling the exchange what it finds. It uses all the
/// job's threads while they are `free`, else one.
///
/// # Errors
/// When the solver fails.
pub fn prove(
    job: &Job,
    exchange: &Exchange,
    level: usize,
    limits: &Limits,
    free: &(dyn Fn() -> bool + Sync),
) -> Result<Ended, BackendError> {
    let best = exchange.best();
    let shop = match Shop::new(job.compiled, level, &best) {
        Ok(shop) => shop,
        Err(reason) => {
            let end = End::Unfit(reason);
            return Ok(Ended { end, branches: 0 });
        }
    };
    let mut prover = Prover {
        began: Instant::now(),
        hands: Hands::new(job.threads, free)?,
        means: job.columns.unwrap_or_default(),
        job,
        exchange,
        level,
        limits: limits.clone(),
        master: Master::new(&shop)?,
        slots: shop.slots.clone(),
        shop: &shop,
        teams: Vec::new(),
        known: FxHashSet::default(),
        allowed: Vec::new(),
        spared_at: Money::MAX,
        branches: Vec::new(),
        parted: 0,
        raised: 0,
        missing: None,
        plan: Vec::new(),
        priced: None,
        cuts: Vec::new(),
        legacy: Heritage::default(),
        inherited: None,
        pool: None,
        nodes: job.nodes.unwrap_or(NODES),
        searched: 0,
        takes_long: false,
        habits: vec![Habit::default(); shop.slots.len()],
        turn: 0,
        chosen_from: 0,
        chose_in_vain: false,
        listed_at: Money::MAX,
        last_bound: Money::MIN,
        early: 0,
        quiet: 0,
    };
    prover.inherit()?;
    let end = prover.run()?;
    let heritage = prover.bequeath()?;
    *exchange.heritage() = heritage;
    let branches = prover.parted;
    Ok(Ended { end, branches })
}

/// What the proof of one level knows.
pub struct Prover<'a> {
    /// When the level began.
    pub(super) began: Instant,
    /// Who searches the slots.
    pub hands: Hands<'a>,
    pub job: &'a Job<'a>,
    pub means: Means,
    pub exchange: &'a Exchange<'a>,
    pub level: usize,
    pub limits: Limits,
    pub shop: &'a Shop,
    /// The slots with the candidates and rules of the branch at hand.
    pub(super) slots: Vec<Slot>,
    pub master: Master,
    pub teams: Vec<Team>,
    pub(super) known: FxHashSet<(usize, Vec<usize>)>,
    /// The gap when places that no plan needs were last looked for.
    pub(super) spared_at: Money,
    /// Whether the branch at hand allows each column; those that are not here yet are.
    pub(super) allowed: Vec<bool>,
    /// What the level was parted into, and is not done.
    pub(super) branches: Vec<Branch>,
    /// How many branches were worked on.
    pub(super) parted: u64,
    /// How often the price of those whom nobody has was raised, and that price, where they may be missing.
    pub(super) raised: usize,
    pub(super) missing: Option<f64>,
    /// The best plan's teams.
    pub plan: Vec<usize>,
    /// The prices under which all slots were last searched, and what was found then.
    pub(super) priced: Option<Priced>,
    /// The cuts that cost something in the master's last optimum.
    pub(super) cuts: Vec<Cut>,
    /// What the level began with.
    pub(super) legacy: Heritage,
    /// All columns that matter at all, where the level before has left a list of them.
    pub(super) inherited: Option<Vec<Team>>,
    /// All columns that matter, once they are listed.
    pub pool: Option<Pool>,
    /// Nodes for an exact search of one slot.
    pub nodes: u64,
    /// Nodes that the last exact search of all slots took.
    pub(super) searched: u64,
    /// Whether such a search has taken long.
    pub(super) takes_long: bool,
    /// How each slot was searched.
    pub(super) habits: Vec<Habit>,
    /// The slot that the next search begins with.
    pub(super) turn: usize,
    /// How many teams there were when a plan was last chosen from them.
    pub chosen_from: usize,
    /// Whether that gave nothing.
    pub chose_in_vain: bool,
    /// The gap when all columns were last listed.
    pub listed_at: Money,
    /// The best bound of the master, with no columns below 0.
    pub last_bound: Money,
    /// Rounds of cuts since all columns were last priced.
    pub early: usize,
    /// Rounds of cuts in a row that raised it little.
    pub quiet: usize,
}

impl Prover<'_> {
    fn run(&mut self) -> Result<End, BackendError> {
        loop {
            self.take_best()?;
            if self.is_closed() {
                return Ok(End::Closed);
            }
            if self.limits.is_over() {
                return Ok(End::Open);
            }
            if self.gives_way() {
                return Ok(End::Open);
            }
            let Some(solved) = self.master.solve(self.shop)? else {
                // The best plan is not among the plans in question: the columns so far may leave somebody out.
                if !self.let_more_miss()? {
                    return Ok(End::Open);
                }
                continue;
            };
            self.cuts = solved.prices.cuts.iter().map(|(cut, _)| *cut).collect();
            self.offer_whole(&solved);
            let priced = if self.pool.is_some() {
                self.price_from_pool(&solved)?
            } else {
                self.price(&solved)?
            };
            let more = match priced {
                Step::More => true,
                Step::Stuck => false,
                Step::Priced(_) if solved.missed > 1e-6 && !self.is_closed() => {
                    self.let_more_miss()?
                }
                Step::Priced(priced) => {
                    let searched = self.pool.is_none();
                    if searched {
                        self.tell_spare(&priced);
                    }
                    let more = self.close(&solved, &priced)?;
                    // From a pool's prices nothing is known of other columns.
                    if searched {
                        self.priced = Some(priced);
                    }
                    more
                }
            };
            if !more || self.is_closed() {
                return Ok(if self.is_closed() {
                    End::Closed
                } else {
                    End::Open
                });
            }
        }
    }

    /// Whether the level's openings are better proved one by one.
    fn gives_way(&self) -> bool {
        let pool = self.pool.as_ref();
        let long = pool.is_none_or(|pool| pool.teams.len() > MANY);
        long && self.exchange.openings().is_some_and(|few| few <= FEW)
    }

    /// Whether there is no time for more, or somebody else has it.
    pub(super) fn is_to_end(&self) -> bool {
        self.limits.is_over() || self.gives_way()
    }

    /// Somebody may be in no team, for more than before; whether that may help.
    fn let_more_miss(&mut self) -> Result<bool, BackendError> {
        if self.raised > RAISES {
            return Ok(false);
        }
        self.missing = Some(self.price_of_missing(self.raised));
        self.raised += 1;
        self.master.let_miss(self.missing)?;
        Ok(true)
    }

    pub fn cost(&self) -> Money {
        self.exchange.best().cost[self.level]
    }

    pub fn gap(&self) -> Money {
        self.cost().saturating_sub(self.exchange.bound())
    }

    pub fn is_closed(&self) -> bool {
        self.gap() <= SAME
    }

    /// Begins with the columns and cuts of the level before.
    fn inherit(&mut self) -> Result<(), BackendError> {
        let mut heritage = std::mem::take(&mut *self.exchange.heritage());
        let best = self.exchange.best();
        self.inherited = heritage.list(self.shop, &best.cost, self.means.most_listed);
        self.pool = self.inherited.clone().map(|teams| Pool {
            teams,
            outside: Money::MAX,
        });
        self.add(heritage.columns(self.shop))?;
        for cut in heritage.take_cuts() {
            self.master.cut(cut, &self.teams)?;
        }
        self.legacy = heritage;
        Ok(())
    }

    /// Columns below 0 by less are left.
    pub fn worth(&self) -> Fine {
        WORTH * self.shop.scale
    }
}
