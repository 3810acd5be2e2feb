//! Why a shape cannot be made: every reason at once, each with advice.

use super::contest;
use super::frame::Frame;
use super::sessions::{self, SLOTS};
use super::shape::{Presentations, Shape, Span};
use crate::model::Text;

/// Bounds that keep the folder readable: a roster has at most 200,000 rows and 64 MiB, teams are 100,000 at most.
const PEOPLE: (usize, usize) = (2, 150_000);
const THEMES: (usize, usize) = (1, 50_000);
const TEAMS_PER_THEME: (usize, usize) = (0, 1_000);
const POSSIBLE_TEAMS: usize = 100_000;
const TEAM_SIZE: (usize, usize) = (1, 1_000);
const RANKED: (usize, usize) = (0, 30);
const KINDS: (usize, usize) = (1, 1_000);
const COMPANIES: (usize, usize) = (1, 150_000);
const HISTORY: (usize, usize) = (0, 40);
const HISTORY_ROWS: usize = 199_000;
const SKEW: (f64, f64) = (0.0, 5.0);
const ROOMS: (usize, usize) = (1, 100);
const JUDGES: (usize, usize) = (0, 1_000);

/// The most talks of a session that is worth a timetable.
const TALKS: usize = 400;

/// Collects faults.
struct Faults(Vec<Text>);

impl Faults {
    fn tell(&mut self, ja: String, en: String) {
        self.0.push(Text::new(ja, en));
    }

    fn within(&mut self, option: &str, value: usize, (least, most): (usize, usize)) {
        if !(least..=most).contains(&value) {
            self.tell(
                format!("{option} は {least} から {most} までです（{value} は使えません）。"),
                format!("{option} goes from {least} to {most}; {value} does not."),
            );
        }
    }

    fn span(&mut self, option: &str, span: Span, bounds: (usize, usize)) {
        if span.min > span.max {
            self.tell(
                format!("{option} {span} は小さい数を先に書いてください。"),
                format!("{option} {span} is the wrong way round: the smaller number comes first."),
            );
            return;
        }
        self.within(option, span.min, bounds);
        if span.max != span.min {
            self.within(option, span.max, bounds);
        }
    }

    fn done<T>(self, value: Option<T>) -> Result<T, Vec<Text>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}

/// The frame of a shape that can be made.
///
/// # Errors
/// Every fault of the numbers by themselves; where there is none, of their fitting together.
pub fn check(shape: &Shape) -> Result<Frame, Vec<Text>> {
    let mut faults = Faults(Vec::new());
    numbers(shape, &mut faults);
    if !faults.0.is_empty() {
        return Err(faults.0);
    }
    choices_and_companies(shape, &mut faults);
    let frame = seats(shape, &mut faults);
    if let Some(frame) = &frame {
        timetable(shape, frame, &mut faults);
        planted(shape, frame, &mut faults);
    }
    faults.done(frame)
}

/// Each number by itself.
fn numbers(shape: &Shape, faults: &mut Faults) {
    faults.within("--people", shape.people, PEOPLE);
    faults.span("--teams-per-theme", shape.teams_per_theme, TEAMS_PER_THEME);
    if shape.teams_per_theme == Span::new(0, 0) {
        faults.tell(
            "--teams-per-theme は、大きい方を 1 以上にしてください。".to_owned(),
            "--teams-per-theme needs at least 1 as its larger number.".to_owned(),
        );
    }
    faults.span("--team-size", shape.team_size, TEAM_SIZE);
    if let Some(themes) = shape.themes {
        faults.within("--themes", themes, THEMES);
    }
    faults.within("--industries", shape.industries, KINDS);
    faults.within("--roles", shape.roles, KINDS);
    if let Some(companies) = shape.companies {
        faults.within("--companies", companies, COMPANIES);
    }
    if let Some(ranked) = shape.ranked {
        faults.within("--ranked", ranked, RANKED);
    }
    faults.within("--history", shape.history, HISTORY);
    if let Some(rooms) = shape.rooms {
        faults.within("--rooms", rooms, ROOMS);
    }
    if let Some(judges) = shape.judges {
        faults.within("--judges", judges, JUDGES);
    }
    // A comparison with a number that is none is false.
    if !(0.0..=1.0).contains(&shape.municipal) {
        faults.tell(
            "--municipal は 0 から 1 までの割合です（例: 0.35）。".to_owned(),
            "--municipal is a share from 0 to 1, for example 0.35.".to_owned(),
        );
    }
    if !(SKEW.0..=SKEW.1).contains(&shape.skew) {
        faults.tell(
            "--skew は 0（偏りなし）から 5 までです。".to_owned(),
            "--skew goes from 0 (no crowding) to 5.".to_owned(),
        );
    }
}

fn choices_and_companies(shape: &Shape, faults: &mut Faults) {
    let themes = shape.theme_count();
    if shape.ranked_count() > themes {
        let ranked = shape.ranked_count();
        faults.tell(
            format!("テーマが {themes} なので、--ranked {ranked} は選べません。{themes} 以下にするか、--themes を増やしてください。"),
            format!("with {themes} themes nobody can rank {ranked}: lower --ranked or raise --themes."),
        );
    }
    let companies = shape.company_count();
    if companies < shape.industries {
        let industries = shape.industries;
        faults.tell(
            format!("会社（{companies}）が業種（{industries}）より少ないです。--companies を増やすか、--industries を減らしてください。"),
            format!("{companies} companies cannot be of {industries} industries: raise --companies or lower --industries."),
        );
    }
    let rows = shape.people * shape.history;
    if rows > HISTORY_ROWS {
        let most = HISTORY_ROWS / shape.people;
        faults.tell(
            format!("過去の記録が {rows} 行になり、多すぎます。この人数では --history は {most} 以下です。"),
            format!("the past teams would take {rows} rows, too many: with so many people, --history is at most {most}."),
        );
    }
}

/// Whether everybody has a seat.
fn seats(shape: &Shape, faults: &mut Faults) -> Option<Frame> {
    let (themes, per_theme, size) = (shape.theme_count(), shape.teams_per_theme, shape.team_size);
    let possible = themes * per_theme.max;
    if possible > POSSIBLE_TEAMS {
        faults.tell(
            format!("チームが最大 {possible} になり、上限の {POSSIBLE_TEAMS} を超えます。--themes か --teams-per-theme を減らしてください。"),
            format!("up to {possible} teams are more than {POSSIBLE_TEAMS}: lower --themes or --teams-per-theme."),
        );
        return None;
    }
    let frame = Frame::new(shape);
    if frame.is_some() {
        return frame;
    }
    let unplanted = Shape {
        planted: None,
        ..shape.clone()
    };
    if shape.planted.is_some() && Frame::new(&unplanted).is_some() {
        faults.tell(
            "テーマを1つ満員にすると、残りの人を残りのテーマに分けられません。コストが 0 の --planted にするか、--team-size か --teams-per-theme の幅を広げてください。".to_owned(),
            "with one theme full, the others cannot seat the rest: plant a cost of 0 (--planted), or widen --team-size or --teams-per-theme.".to_owned(),
        );
        return None;
    }
    let people = shape.people;
    let (least, most) = (themes * per_theme.min * size.min, possible * size.max);
    if (least..=most).contains(&people) {
        faults.tell(
            format!("{people} 人は {size} 人のチームに分けられません（テーマ {themes}、各 {per_theme} チーム）。--team-size か --teams-per-theme の幅を広げるか、--people を変えてください。"),
            format!("{people} people cannot be parted into teams of {size} ({themes} themes, {per_theme} teams each): widen --team-size or --teams-per-theme, or change --people."),
        );
    } else {
        faults.tell(
            format!("テーマ {themes}、各 {per_theme} チーム、1チーム {size} 人では {least} 人から {most} 人までです。--people {people} に合うように変えてください（--themes を書かなければ自動で決まります）。"),
            format!("{themes} themes of {per_theme} teams of {size} seat from {least} to {most} people, not {people}: change one of them (without --themes, their number is found)."),
        );
    }
    None
}

/// Whether the talks fit into the rooms.
fn timetable(shape: &Shape, frame: &Frame, faults: &mut Faults) {
    if !shape.sessions {
        return;
    }
    let talks = frame.most_open(shape).max(frame.themes);
    if talks > TALKS {
        faults.tell(
            format!("発表が {talks} 件になり、時間割には多すぎます（上限 {TALKS}）。--no-sessions をつけてください。"),
            format!("{talks} talks are too many for a timetable (at most {TALKS}): add --no-sessions."),
        );
        return;
    }
    let (rooms, needed) = (
        sessions::room_count(shape, frame),
        frame.most_open(shape).div_ceil(SLOTS),
    );
    if rooms < needed {
        faults.tell(
            format!("発表には部屋が {needed} 必要です。--rooms を {needed} 以上にしてください。"),
            format!("the presentations need {needed} rooms: --rooms {needed} or more."),
        );
    }
    let each = match shape.presentations {
        Presentations::Contest => contest::PANEL,
        Presentations::Usual | Presentations::Audience => 1,
    };
    let (judges, needed) = (sessions::judge_count(shape, frame), rooms * each);
    if judges > 0 && judges < needed {
        faults.tell(
            format!("部屋が {rooms} あるので、審査員も {needed} 人以上必要です。--judges を増やすか、0（審査なし）にしてください。"),
            format!("{rooms} rooms need at least {needed} judges: raise --judges, or 0 for no judging."),
        );
    }
}

/// Whether so many people can wish in vain.
fn planted(shape: &Shape, frame: &Frame, faults: &mut Faults) {
    let Some(cost) = shape.planted.filter(|cost| *cost > 0) else {
        return;
    };
    if shape.ranked_count() < 2 {
        faults.tell(
            format!(
                "--planted={cost} には希望が2つ以上必要です。--ranked を 2 以上にしてください。"
            ),
            format!("--planted={cost} needs two choices: --ranked 2 or more."),
        );
    }
    let elsewhere = frame.teams.iter().filter(|team| team.theme != 0);
    let owners = frame.owned.iter().skip(1).filter(|owned| **owned).count();
    let most = elsewhere.map(|team| team.size).sum::<usize>() - owners;
    if cost > most {
        faults.tell(
            format!("満員のテーマに入れない人は最大 {most} 人なので、--planted は {most} 以下にしてください。"),
            format!("at most {most} people can wish for the full theme in vain: --planted={most} or less."),
        );
    }
}
