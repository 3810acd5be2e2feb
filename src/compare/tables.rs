//! runs.csv and summary.csv, for other programs: column names stay, numbers are written so that they read back the same.

use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::charter::Charter;
use super::journal::Lookup;
use super::measures;
use super::report::StudyReport;
use super::row::Row;
use super::table::Table;
use crate::report::harmless;

/// Excel reads a csv without this mark as CP932 in Japan.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The columns of runs.csv before the measures.
pub const KEYS: [&str; 4] = ["workshop", "strategy", "seed", "ending"];

/// The columns of runs.csv after the measures.
pub const REST: [&str; 11] = [
    "own_level",
    "own_proved",
    "own_cost",
    "own_bound",
    "levels",
    "rules",
    "ranks",
    "people",
    "seconds",
    "moves",
    "reason",
];

/// A number as the shortest text that reads back as it; nothing where there is none.
fn cell(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

/// The cells of one run, in the order of [`KEYS`], the measures, [`REST`].
pub fn cells(charter: &Charter, row: &Row) -> Vec<String> {
    let run = charter.run(row.run);
    let workshop = &charter.workshops[run.workshop];
    let mut cells = vec![
        workshop.name.clone(),
        charter.strategies[run.strategy].name.clone(),
        charter.seeds[run.seed].to_string(),
        row.ending.word().to_owned(),
    ];
    cells.extend(row.figures.iter().map(|figure| cell(*figure)));
    let own = row.own.as_ref();
    let object = |pairs: &[(String, f64)]| -> String {
        let pairs = pairs
            .iter()
            .map(|(key, cost)| (key.clone(), Value::from(*cost)));
        Value::Object(pairs.collect::<Map<_, _>>()).to_string()
    };
    let ranks = row
        .ranks
        .iter()
        .map(|(rank, count)| (rank.clone(), Value::from(*count)));
    cells.extend([
        own.map_or(String::new(), |own| own.level.clone()),
        own.map_or(String::new(), |own| own.proved.to_string()),
        cell(own.map(|own| own.cost)),
        cell(own.and_then(|own| own.bound)),
        object(&row.levels),
        object(&row.rules),
        Value::Object(ranks.collect::<Map<_, _>>()).to_string(),
        workshop.people.to_string(),
        cell(Some(row.seconds)),
        row.moves.to_string(),
        row.reason.clone(),
    ]);
    cells
}

/// The columns of runs.csv.
pub fn columns() -> Vec<&'static str> {
    let measures = measures::ALL.iter().map(|measure| measure.name);
    KEYS.into_iter().chain(measures).chain(REST).collect()
}

/// Writes runs.csv: one row a run, in the order of the study, read back from the journal one by one.
pub fn runs(table: &Table, segments: &[PathBuf], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BOM)?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns())?;
    let mut lookup = Lookup::open(segments)?;
    for place in table.places.iter().flatten() {
        let row = lookup.row(*place)?;
        let cells = cells(table.charter, &row);
        writer.write_record(cells.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    writer.flush()
}

/// The cell without anything that a spreadsheet would run; numbers, also negative ones, stay numbers.
fn guarded(cell: &str) -> std::borrow::Cow<'_, str> {
    match cell.parse::<f64>() {
        Ok(_) => cell.into(),
        Err(_) => harmless(cell),
    }
}

/// Writes summary.csv: one row for each strategy and measure. No seconds stand in it: the same study gives the same bytes.
pub fn summary(report: &StudyReport, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BOM)?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "strategy",
        "measure",
        "better",
        "unit",
        "units",
        "mean",
        "low",
        "high",
        "deviation",
        "least",
        "most",
        "reference",
        "pairs",
        "difference",
        "difference_low",
        "difference_high",
        "p",
        "p_holm",
        "rank_biserial",
        "standardized",
        "better_share",
        "worse_share",
        "finding",
    ])?;
    let unit = serde_json::to_value(report.unit)?;
    let reference = &report.study.strategies[report.study.reference].name;
    for estimate in &report.estimates {
        let better = measures::position(&estimate.measure).map(|at| measures::ALL[at].better);
        let against = estimate.against.as_ref();
        let part = |figure: &dyn Fn(&super::summary::Comparison) -> Option<f64>| {
            cell(against.and_then(figure))
        };
        let row = [
            estimate.strategy.clone(),
            estimate.measure.clone(),
            match better {
                Some(measures::Better::Higher) => "higher".to_owned(),
                _ => "lower".to_owned(),
            },
            unit.as_str().unwrap_or_default().to_owned(),
            estimate.units.to_string(),
            cell(Some(estimate.mean)),
            cell(estimate.low),
            cell(estimate.high),
            cell(Some(estimate.deviation)),
            cell(Some(estimate.least)),
            cell(Some(estimate.most)),
            against.map_or(String::new(), |_| reference.clone()),
            against.map_or(String::new(), |against| against.units.to_string()),
            part(&|a| Some(a.difference)),
            part(&|a| a.low),
            part(&|a| a.high),
            part(&|a| Some(a.p)),
            part(&|a| Some(a.p_holm)),
            part(&|a| Some(a.rank_biserial)),
            part(&|a| a.standardized),
            part(&|a| Some(a.better_share)),
            part(&|a| Some(a.worse_share)),
            against.map_or(String::new(), |a| a.finding.word().to_owned()),
        ];
        writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    writer.flush()
}
