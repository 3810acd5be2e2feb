//! What a proof decided, and why, in words for the log.

use super::aggregate::Aggregate;
use super::columns::Part;
use super::ground::{self, Ground, Reach};
use super::job::{Job, Proof};
use super::prover::Prover;
use crate::control::{Decision, Event};
use crate::rules::term::{Money, UNITS};

/// What runs for a level.
pub struct Runners {
    /// Whether the program does.
    pub program: bool,
    /// Whether whole teams as columns do.
    pub columns: bool,
}

/// Tells the observer of a decision about the level; `None`: about all of them.
fn tell(job: &Job, level: Option<usize>, (ja, en): (String, String)) {
    let priority = level.map(|level| job.compiled.levels[level].priority);
    job.observer
        .notice(Event::Decision(Decision { priority, ja, en }));
}

/// Which program there is.
pub fn ground(job: &Job, ground: Option<&Ground>) {
    if job.reach == Reach::Nothing {
        return;
    }
    let most = ground::HEAVIEST / 1e6;
    let text = match ground.map(Ground::reach) {
        Some(Reach::Whole) => (
            "全体を一つの整数計画にして証明する（大きさが上限に収まるため）".to_owned(),
            "one program of the whole workshop proves it: it is within the sizes that can be solved"
                .to_owned(),
        ),
        Some(_) => {
            let (products, allowed) = ground::products(job.compiled);
            if products > allowed {
                (
                    format!(
                        "案は局所探索が作り、下限は任意のペアのルールを除いた整数計画から求める（ペアとチームの組が {products} で、上限 {allowed} を超えるため）"
                    ),
                    format!(
                        "local search makes the plans, and the bound is that of the program without soft rules about pairs: they would need {products} products of two places, of at most {allowed}"
                    ),
                )
            } else {
                (
                    format!(
                        "案は局所探索が作り、下限は任意のペアのルールを除いた整数計画から求める（全体では要素が {most} 百万を超えるため）"
                    ),
                    format!(
                        "local search makes the plans, and the bound is that of the program without soft rules about pairs: the whole one would have more than {most} million entries"
                    ),
                )
            }
        }
        None => (
            format!("局所探索だけで解く（ペアのルールを除いても要素が {most} 百万を超えるため）"),
            format!(
                "local search only: even without soft rules about pairs, the program would have more than {most} million entries"
            ),
        ),
    };
    tell(job, None, text);
}

/// Whether teams that nothing tells apart are put together for the level; `used`: whether they are.
pub fn groups(job: &Job, level: usize, aggregate: Option<&Aggregate>, used: bool) {
    let (ja, en) = match aggregate {
        None => (
            "チームをまとめた問題は使わない（区別のないチームがないか、必須ルールを守る案がまだないか、大きすぎるため）",
            "teams are not put together: no two of them are alike, no plan keeps the hard rules yet, or that is too large as well",
        ),
        Some(aggregate) if aggregate.says_all(level) => (
            "区別のないチームをまとめた問題を先に解く（この段までのルールはすべてまとめても表せるため、その最適値はたいてい達成できる）",
            "teams that no rule tells apart are put together first: every rule up to this level can be said of groups, so their optimum is mostly reached",
        ),
        Some(_) if used => (
            "区別のないチームをまとめた問題は、下限と出発点にだけ使う（チームごとに見るルールがあるため）",
            "teams that no rule tells apart are put together for a bound and a start only: some rule looks at single teams",
        ),
        Some(_) => (
            "チームをまとめた問題は使わない（チームごとに見るルールがあり、全体の整数計画のほうが多くを示すため）",
            "teams are not put together: some rule looks at single teams, and the whole program says more",
        ),
    };
    tell(job, Some(level), (ja.to_owned(), en.to_owned()));
}

/// Who works on a level that did not end at once.
pub fn race(job: &Job, proof: &Proof, level: usize, runners: &Runners) {
    let mut names = Vec::new();
    if runners.program {
        names.push(("整数計画", "the program"));
    }
    if runners.columns {
        names.push(("チームを列とする問題", "whole teams as columns"));
    }
    names.push(("局所探索", "local search"));
    let ja: Vec<&str> = names.iter().map(|name| name.0).collect();
    let en: Vec<&str> = names.iter().map(|name| name.1).collect();
    let (ja, en) = (ja.join("、"), en.join(", "));
    let threads = job.threads;
    let (mut ja, mut en) = match threads {
        1 => (
            format!("1 スレッドで順に行う：{ja}"),
            format!("in turn on one thread: {en}"),
        ),
        _ => (
            format!("{threads} スレッドで並行して行う：{ja}"),
            format!("beside each other on {threads} threads: {en}"),
        ),
    };
    if runners.program && proof.openings.is_some() {
        ja += "（前の優先度ですべてが必要だったため）";
        en += "; the priority before needed all of them";
    } else if runners.program {
        ja += "（整数計画だけではすぐに終わらなかったため）";
        en += "; the program alone did not end at once";
    }
    if let (false, Part::Unfit(misfit)) = (runners.columns, &proof.columns) {
        let why = misfit.text(crate::model::Language::Japanese);
        ja += &format!("。チームを列とする問題は使えない（{why}）");
        let why = misfit.text(crate::model::Language::English);
        en += &format!("; whole teams as columns do not fit, since {why}");
    }
    tell(job, Some(level), (ja, en));
}

/// The program gives its thread away.
pub fn lag(job: &Job, level: usize) {
    let (ja, en) = (
        "整数計画のスレッドを局所探索に渡す（整数計画の差が、チームを列とする問題に残る差の 2 倍を超えたため）",
        "the program's thread goes to local search until the columns end: its own gap is more than twice what they leave",
    );
    tell(job, Some(level), (ja.to_owned(), en.to_owned()));
}

/// Who proved the bound of a race.
pub fn bound(job: &Job, level: usize, prover: Prover) {
    let (ja, en) = match prover {
        Prover::Program => ("下限は整数計画による", "the bound is the program's"),
        Prover::Columns => (
            "下限はチームを列とする問題による",
            "the bound is that of whole teams as columns",
        ),
    };
    tell(job, Some(level), (ja.to_owned(), en.to_owned()));
}

/// So many places, of all, are left out of the level's program or of the whole level.
pub fn spare(job: &Job, level: usize, spare: usize, all: usize) {
    tell(
        job,
        Some(level),
        (
            format!(
                "参加者とチームの組 {all} のうち {spare} を除く（それを含む案は今の最良案に並べないと、列の被約費用から分かったため）"
            ),
            format!(
                "{spare} of {all} places of a participant in a team are left out: by the columns' reduced costs, no plan as good as the best one has any of them"
            ),
        ),
    );
}

/// What is left of the ways to open teams after so many linear programs; `apart`: whether each is looked at by itself.
pub fn openings(job: &Job, level: usize, solved: usize, left: usize, apart: bool) {
    let (mut ja, mut en) = (
        format!(
            "どのチームを開くかを先に決めて調べる：線形計画 {solved} 個のあと、もっと良い案がありうる開き方は {left} 通り"
        ),
        format!(
            "which teams are open is decided first; ways to open them that may hold a better plan after {solved} linear programs: {left}"
        ),
    );
    if !apart {
        ja += "。多いか、チームを列とする問題がずっと先にあるため、まとめて一つの問題として解く";
        en += "; the level stays one problem, as these are many, or whole teams as columns are far ahead";
    }
    tell(job, Some(level), (ja, en));
}

/// How a level stands when work on it ends.
pub fn level(job: &Job, proof: &Proof, level: usize) {
    let Some(best) = &proof.best else { return };
    let amount = |money: Money| money as f64 / UNITS;
    job.observer.notice(Event::Level {
        priority: job.compiled.levels[level].priority,
        cost: amount(best.cost[level]),
        bound: proof.bounds[level].map(amount),
    });
}
