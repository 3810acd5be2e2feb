//! `report.html`: one page for organisers, without any request to elsewhere and without scripts; maud escapes every text.

mod calendars;
mod facilitation;
mod levels;
mod lottery;
mod positions;
mod programme;
mod ranks;
mod rules;
mod teams;
mod timetable;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::certificate::{self, Grade};
use super::icalendar::Calendar;
use super::lookup::Lookup;
use super::{advice, bars, broken, changes, words};
use crate::model::SolverNote;

/// The style sheet; it is our own text and holds nothing of a workshop.
pub const STYLE: &str = include_str!("style.css");

/// The whole page.
pub fn page(lookup: &Lookup, calendars: &[Calendar]) -> String {
    let language = lookup.language;
    let name = &lookup.workshop.name;
    let suffix = language.pick("チームと時間割", "teams and timetable");
    let page = html! {
        (DOCTYPE)
        html lang=(language.pick("ja", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="generator" content={ "kumiwake " (lookup.plan.outcome.solver.version) };
                title { (name) " – " (suffix) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                aside.private {
                    p {
                        (language.pick(
                            "主催者用です。参加者の希望の結果が載っているため、参加者には配らないでください。",
                            "For organisers only: this page shows which choice each participant got. Please do not hand it out.",
                        ))
                    }
                }
                (header(lookup, calendars))
                main {
                    (broken_rules(lookup))
                    (changes::section(lookup))
                    (teams::section(lookup))
                    (ranks::section(lookup))
                    (timetable::section(lookup))
                    (facilitation::section(lookup))
                    (programme::section(lookup))
                    (positions::section(lookup))
                    (calendars::section(lookup, calendars))
                    (rules::section(lookup))
                    (levels::section(lookup))
                }
                (footer(lookup, &lookup.plan.outcome.solver))
            }
        }
    };
    page.into_string()
}

fn header(lookup: &Lookup, calendars: &[Calendar]) -> Markup {
    let certificate = certificate::certificate(lookup);
    let (class, sign) = match certificate.grade {
        Grade::Proved => ("proved", "✓"),
        Grade::Kept => ("kept", "✓"),
        Grade::Broken => ("broken", "✗"),
    };
    html! {
        header.top {
            h1 { (lookup.workshop.name) }
            div.certificate.(class) {
                span.sign aria-hidden="true" { (sign) }
                div {
                    p.headline { (certificate.headline) }
                    @for detail in &certificate.details { p { (detail) } }
                }
            }
            (figures(lookup))
            (contents(lookup, calendars))
        }
    }
}

fn figures(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    let outcome = lookup.plan.outcome;
    let heads: usize = outcome.teams.iter().map(|t| t.members.len()).sum();
    let first = bars::bars(lookup)
        .into_iter()
        .find(|bar| bar.got == words::Got::Rank(1))
        .and_then(|bar| bar.share);
    let mut figures = vec![
        (language.pick("参加者", "participants"), heads.to_string()),
        (
            language.pick("チーム", "teams"),
            outcome.teams.len().to_string(),
        ),
    ];
    if let Some(share) = first {
        figures.push((
            language.pick("第1希望", "got their 1st choice"),
            words::percent(language, share),
        ));
    }
    if !outcome.sessions.is_empty() {
        let talks: usize = outcome.sessions.iter().map(|s| s.slots.len()).sum();
        figures.push((language.pick("発表", "talks"), talks.to_string()));
    }
    if !lookup.workshop.absent.is_empty() {
        figures.push((
            language.pick("欠席", "absent"),
            lookup.workshop.absent.len().to_string(),
        ));
    }
    html! {
        dl.figures {
            @for (label, figure) in figures {
                div { dt { (label) } dd { (figure) } }
            }
        }
    }
}

fn contents(lookup: &Lookup, calendars: &[Calendar]) -> Markup {
    let language = lookup.language;
    let has_sessions = !lookup.plan.outcome.sessions.is_empty();
    let links = [
        (
            "#changes",
            language.pick("変更", "Changes"),
            lookup.plan.outcome.replan.is_some(),
        ),
        ("#teams", language.pick("チーム", "Teams"), true),
        (
            "#choices",
            language.pick("かなった希望", "Choices"),
            !bars::bars(lookup).is_empty(),
        ),
        (
            "#timetables",
            language.pick("時間割", "Timetables"),
            has_sessions,
        ),
        (
            "#facilitators",
            language.pick("進行役", "Facilitators"),
            lookup.plan.outcome.facilitation.is_some(),
        ),
        (
            "#programme",
            language.pick("プログラム", "Programme"),
            has_sessions || !lookup.workshop.agenda.is_empty(),
        ),
        (
            "#positions",
            language.pick("発表順の一覧", "Positions"),
            !super::positions::statement(lookup).is_empty(),
        ),
        (
            "#calendars",
            language.pick("カレンダー", "Calendars"),
            !calendars.is_empty(),
        ),
        ("#rules", language.pick("ルール", "Rules"), true),
    ];
    html! {
        nav.contents aria-label=(language.pick("目次", "Contents")) {
            @for (target, title, is_there) in links {
                @if is_there { a href=(target) { (title) } }
            }
        }
    }
}

fn broken_rules(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    let broken = broken::broken(lookup);
    html! {
        @if !broken.is_empty() {
            section.alarm aria-labelledby="broken" {
                h2 id="broken" {
                    (language.pick("守れていない必須ルール", "Hard rules that are broken"))
                }
                @for rule in &broken {
                    div.broken-rule {
                        h3 {
                            @if let Some(session) = &rule.session { (session) ": " }
                            (rule.asks)
                        }
                        p.fine {
                            code { (rule.id) } " "
                            (language.pick("違反", "violation")) " "
                            (words::number(rule.violation))
                        }
                        @if !rule.places.is_empty() {
                            ul { @for place in &rule.places { li { (place) } } }
                        }
                    }
                }
                @for advice in advice::advice(lookup) {
                    div.broken-rule {
                        h3 {
                            (advice.session) ": "
                            (language.pick("両立しない条件", "what cannot hold together"))
                        }
                        p { (advice.headline) }
                        ul { @for cause in &advice.clash { li { (cause) } } }
                        p { (advice::help(language, &advice)) }
                        @if !advice.repairs.is_empty() {
                            ol { @for repair in &advice.repairs { li { (repair) } } }
                        }
                    }
                }
            }
        }
    }
}

fn footer(lookup: &Lookup, note: &SolverNote) -> Markup {
    let language = lookup.language;
    let seconds = words::number((note.seconds * 10.0).round() / 10.0);
    html! {
        footer {
            p {
                "kumiwake " (note.version) " · "
                (language.pick("方法", "method")) " " (note.method) " · "
                (language.pick("シード", "seed")) " " (note.seed) " · "
                (language.pick("スレッド", "threads")) " " (note.threads) " · "
                @if let Some(iterations) = note.iterations {
                    (language.pick("反復", "iterations")) " " (iterations) " · "
                }
                (seconds) (language.pick("秒", " s"))
            }
            @if !note.reason.is_empty() { p { (note.reason) } }
        }
    }
}
