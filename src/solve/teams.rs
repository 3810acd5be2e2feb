//! Teams: search for a first plan, then proof.

use std::time::Duration;

use super::{Method, Options};
use crate::control::{Event, Limits, Observer, Phase};
use crate::exact::{self, Incumbent, backend::BackendError};
use crate::model::{Grouping, Language, Level};
use crate::rules::term::Money;
use crate::score::Compiled;
use crate::search;

/// Teams with what is known of them.
pub struct Teams {
    /// The best plan.
    pub best: Incumbent,
    /// Per level: the proven bound.
    pub bounds: Vec<Option<Money>>,
    /// Whether it is proven that no plan keeps the hard rules.
    pub clash: bool,
    /// What was done.
    pub method: &'static str,
    /// Why, for people.
    pub reason: String,
}

/// The search may take this share of the time, so that the proof has the rest.
const SEARCH_SHARE: f64 = 0.2;
/// And, where a proof follows, no longer than this: it only has to give a good start.
const SEARCH_MOST: Duration = Duration::from_secs(5);

/// Finds teams. `None`: stopped before there was any plan.
///
/// # Errors
/// When the ILP solver fails.
pub fn solve(
    compiled: &Compiled,
    language: Language,
    options: &Options,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<Option<Teams>, BackendError> {
    let mut start = None;
    if options.method != Method::Exact {
        observer.notice(Event::Phase(Phase::Search));
        let mut limits = match options.method {
            Method::Search => limits.clone(),
            _ => limits.share(SEARCH_SHARE),
        };
        if options.method == Method::Auto && options.iterations.is_none() {
            limits = limits.within(SEARCH_MOST);
        }
        let found = search::search(&search::Job {
            compiled,
            limits: &limits,
            seed: options.seed,
            moves: options.iterations,
            threads: options.threads,
            start: None,
        });
        start = found.map(|(grouping, cost)| Incumbent { grouping, cost });
    }
    if options.method == Method::Search {
        let floors = compiled.levels.iter().map(|level| Some(level.floor));
        return Ok(start.map(|best| Teams {
            clash: false,
            bounds: floors.collect(),
            best,
            method: "search",
            reason: language
                .pick("局所探索のみ（指定による）", "local search only, as asked")
                .to_owned(),
        }));
    }
    observer.notice(Event::Phase(Phase::Proof));
    let searched = start.is_some();
    let improve = |grouping: &Grouping, longer: Option<&Limits>, round: u64| {
        let brief = limits.share(SEARCH_SHARE).within(SEARCH_MOST);
        let found = search::search(&search::Job {
            compiled,
            limits: longer.unwrap_or(&brief),
            seed: options.seed.wrapping_add(round),
            moves: match longer {
                Some(limits) if limits.deadline.is_some() => Some(u64::MAX),
                _ => options.iterations,
            },
            // Beside a proof, which has a thread of its own.
            threads: if longer.is_some() {
                (options.threads - 1).max(1)
            } else {
                options.threads
            },
            start: Some(grouping),
        });
        found.map(|(grouping, _)| grouping)
    };
    let proof = exact::prove(
        &exact::Job {
            compiled,
            limits,
            seed: options.seed,
            nodes: options.iterations,
            observer,
            threads: options.threads,
            impatient: options.impatient,
            improve: if searched { &improve } else { &|_, _, _| None },
        },
        start,
    )?;
    let reason = reason(&proof, limits, language);
    Ok(proof.best.map(|best| Teams {
        best,
        bounds: proof.bounds,
        clash: proof.clash,
        method: match (searched, proof.too_large) {
            (true, true) => "search",
            (true, false) => "search+exact",
            (false, _) => "exact",
        },
        reason,
    }))
}

/// Why solving ended, for people.
fn reason(proof: &exact::Proof, limits: &Limits, language: Language) -> String {
    let proven = proof.best.as_ref().is_some_and(|best| {
        let pairs = best.cost.iter().zip(&proof.bounds);
        pairs
            .into_iter()
            .all(|(cost, bound)| bound.is_some_and(|bound| is_proven(*cost, bound)))
    });
    let (ja, en) = if proof.too_large {
        (
            "証明には大きすぎるため局所探索のみ",
            "too large for a proof, so local search only",
        )
    } else if proof.clash {
        (
            "必須ルールが両立しないことを証明",
            "the hard rules were proved to clash",
        )
    } else if proven {
        ("すべての段で証明が終わった", "every level was proved")
    } else if limits.cancel.is_cancelled() {
        ("途中で止められた", "stopped on request")
    } else if limits.is_over() {
        ("時間切れ", "the time ran out")
    } else if proof.stalled {
        (
            "しばらく良くならなかったため終了（--time-limit で延長）",
            "nothing got better for a while; --time-limit allows more",
        )
    } else {
        ("反復数の上限", "the budget was used up")
    };
    language.pick(ja, en).to_owned()
}

/// Whether the bound proves the cost within SPEC §4's tolerance.
fn is_proven(cost: Money, bound: Money) -> bool {
    exact::to_cost(cost) - exact::to_cost(bound) <= Level::TOLERANCE
}

/// The teams of a given grouping, measured but not improved; only trivial bounds are known.
pub fn given(compiled: &Compiled, language: Language, grouping: Grouping) -> Teams {
    Teams {
        best: Incumbent::new(compiled, grouping),
        bounds: compiled
            .levels
            .iter()
            .map(|level| Some(level.floor))
            .collect(),
        clash: false,
        method: "given",
        reason: language
            .pick("与えられたチームのまま", "the teams were given")
            .to_owned(),
    }
}
