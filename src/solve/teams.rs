//! Teams: search for a first plan, then proof.

use std::time::Duration;

use super::{Method, Options};
use crate::control::{Event, Limits, Observer, Phase};
use crate::exact::{self, Effort, Incumbent, Part, Reach, backend::BackendError};
use crate::model::{Grouping, Language, Level};
use crate::rules::term::Money;
use crate::score::Compiled;
use crate::search::{self, Budget};

/// Teams with what is known of them.
#[derive(Clone)]
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
    let patient = options.method == Method::Search && !options.impatient;
    let search = |limits: &Limits, budget: Budget, start: Option<&Grouping>, effort: &Effort| {
        search::search(&search::Job {
            compiled,
            limits,
            seed: options.seed.wrapping_add(effort.round),
            budget,
            threads: effort.threads,
            start,
            heeded: effort.level + 1,
            observer,
        })
    };
    let fixed = options.iterations.map_or(Budget::Fitting, Budget::Moves);
    let brief = |limits: &Limits| match options.iterations {
        Some(_) => limits.clone(),
        None => limits.share(SEARCH_SHARE).within(SEARCH_MOST),
    };
    if options.method != Method::Exact {
        observer.notice(Event::Phase(Phase::Search));
        // Where time was given for the search alone, one long run makes more of it than rounds.
        let (limits, budget) =
            if patient && limits.deadline.is_some() && options.iterations.is_none() {
                (limits.clone(), Budget::Time)
            } else {
                (brief(limits), fixed)
            };
        let whole = Effort {
            level: compiled.levels.len() - 1,
            limits: None,
            round: 0,
            threads: options.threads,
            fresh: true,
        };
        let found = search(&limits, budget, None, &whole);
        start = found.map(|(grouping, cost)| Incumbent { grouping, cost });
    }
    let reach = match options.method {
        Method::Search => Reach::Nothing,
        _ => Reach::Whole,
    };
    if reach != Reach::Nothing {
        observer.notice(Event::Phase(Phase::Proof));
    }
    let improve = |grouping: &Grouping, effort: &Effort| {
        let (limits, budget) = match effort.limits {
            Some(limits) => (limits.clone(), Budget::Time),
            None => (brief(limits), fixed),
        };
        let start = (!effort.fresh).then_some(grouping);
        let found = search(&limits, budget, start, effort);
        found.map(|(grouping, _)| grouping)
    };
    let searched = start.is_some();
    let proof = exact::prove(
        &exact::Job {
            compiled,
            measure: compiled,
            limits,
            seed: options.seed,
            nodes: options.iterations,
            observer,
            threads: options.threads,
            impatient: options.impatient || limits.deadline.is_none(),
            reach,
            columns: Some(exact::columns::Means::default()),
            improve: if searched { &improve } else { &|_, _| None },
        },
        start,
    )?;
    let reason = reason(&proof, options.method, limits, language);
    Ok(proof.best.map(|best| Teams {
        best,
        bounds: proof.bounds,
        clash: proof.clash,
        method: match (searched, proof.reach) {
            (true, Reach::Whole) => "search+exact",
            (true, _) if proof.aggregated => "search+aggregation",
            (true, Reach::WithoutPairs) => "search+relaxation",
            (true, Reach::Nothing) => "search",
            (false, _) => "exact",
        },
        reason,
    }))
}

/// Why solving ended, for people.
fn reason(proof: &exact::Proof, method: Method, limits: &Limits, language: Language) -> String {
    let proven = proof.best.as_ref().is_some_and(|best| {
        let pairs = best.cost.iter().zip(&proof.bounds);
        pairs
            .into_iter()
            .all(|(cost, bound)| bound.is_some_and(|bound| is_proven(*cost, bound)))
    });
    let (ja, en) = if proof.clash {
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
            "nothing got better for a while (--time-limit allows more)",
        )
    } else {
        ("反復数の上限", "the budget was used up")
    };
    let (about_ja, about_en) = match proof.reach {
        _ if proof.columns == Part::Proved => (
            "ありうるチームを列とする問題でも証明。",
            "proved with whole teams as columns, too; ",
        ),
        _ if proof.aggregated => (
            "区別のないチームをまとめた問題で証明。",
            "proved with equal teams put together; ",
        ),
        Reach::Whole => ("", ""),
        Reach::Nothing if method == Method::Search => (
            "局所探索のみ（指定による）。",
            "local search only, as asked; ",
        ),
        Reach::WithoutPairs => (
            "二人ずつの組み合わせが多いため局所探索で解き、下限は組み合わせのルールを除いた問題から。",
            "so many pairs count that local search makes the plan, and the bound is that of the workshop without them; ",
        ),
        Reach::Nothing => (
            "証明には大きすぎるため局所探索のみ。",
            "too large for a proof, so local search only; ",
        ),
    };
    let missing = if proven || proof.clash {
        String::new()
    } else {
        without_columns(proof, language)
    };
    language.pick(
        format!("{about_ja}{missing}{ja}"),
        format!("{about_en}{missing}{en}"),
    )
}

/// Why whole teams as columns could not help a proof that stayed open.
fn without_columns(proof: &exact::Proof, language: Language) -> String {
    match &proof.columns {
        Part::None | Part::Proved => String::new(),
        // That too many pairs count is told already.
        Part::Unfit(_) if proof.reach != Reach::Whole => String::new(),
        Part::Unfit(misfit) => {
            let why = misfit.text(language);
            language.pick(
                format!("チームを列とする証明は使えない（{why}）。"),
                format!("whole teams as columns do not fit ({why}); "),
            )
        }
        Part::Failed(error) => language.pick(
            format!("チームを列とする証明は途中で失敗した（{error}）。"),
            format!("the proof by whole teams as columns failed ({error}); "),
        ),
    }
}

/// Whether the bound proves the cost within SPEC §4's tolerance.
fn is_proven(cost: Money, bound: Money) -> bool {
    exact::to_cost(cost) - exact::to_cost(bound) <= Level::TOLERANCE
}

/// The teams of a given grouping, measured but not improved; only trivial bounds are known.
pub fn given(compiled: &Compiled, language: Language, grouping: Grouping) -> Teams {
    let best = Incumbent::new(compiled, grouping);
    Teams {
        // No plan with these teams keeps the hard rules where the teams themselves break one.
        clash: best.cost[0] > 0,
        best,
        bounds: compiled
            .levels
            .iter()
            .map(|level| Some(level.floor))
            .collect(),
        method: "given",
        reason: language
            .pick("与えられたチームのまま", "the teams were given")
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Misfit;
    use std::time::Duration;

    fn told(columns: Part, bound: Money) -> String {
        let proof = exact::Proof {
            best: Some(Incumbent {
                grouping: Grouping {
                    team_of: Vec::new(),
                },
                cost: vec![0, 5],
            }),
            bounds: vec![Some(0), Some(bound)],
            clash: false,
            reach: Reach::Whole,
            stalled: false,
            aggregated: false,
            columns,
            heritage: exact::Heritage::default(),
            openings: None,
            began: std::time::Instant::now(),
        };
        let limits = Limits::none().within(Duration::ZERO);
        reason(&proof, Method::Auto, &limits, Language::English)
    }

    #[test]
    fn why_columns_did_not_help_is_told_where_a_proof_stays_open() {
        let far = -5_000_000_000;
        assert!(told(Part::Unfit(Misfit::Values), far).contains("more than 128 values"));
        assert!(told(Part::Failed("no memory".into()), far).contains("no memory"));
        assert!(!told(Part::Unfit(Misfit::Values), 5).contains("128"));
    }
}
