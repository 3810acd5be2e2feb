//! `result.json`: SPEC §4, indented, numbers without the noise of binary fractions.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::model::{Level, Outcome, RuleCost};

/// The text of `result.json`. An infinite bound says nothing and is written as none; any other number must be finite.
pub fn result(outcome: &Outcome) -> io::Result<Vec<u8>> {
    let sessions = &outcome.sessions;
    let levels = sessions.iter().flat_map(|s| &s.levels);
    let rules = sessions.iter().flat_map(|s| &s.rules);
    let is_finite = outcome.solver.seconds.is_finite()
        && outcome.levels.iter().chain(levels).all(is_finite_level)
        && outcome.rules.iter().chain(rules).all(is_finite_rule);
    if !is_finite {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "result.json: a cost is not a finite number",
        ));
    }
    let formatter = Rounded(PrettyFormatter::new());
    let mut serializer = Serializer::with_formatter(Vec::new(), formatter);
    outcome.serialize(&mut serializer)?;
    let mut text = serializer.into_inner();
    text.push(b'\n');
    Ok(text)
}

fn is_finite_level(level: &Level) -> bool {
    level.cost.is_finite()
}

fn is_finite_rule(rule: &RuleCost) -> bool {
    [rule.weight, rule.violation, rule.cost]
        .iter()
        .all(|figure| figure.is_finite())
}

/// Indents like [`PrettyFormatter`] and writes numbers with at most 9 decimals.
struct Rounded<'a>(PrettyFormatter<'a>);

/// A number with at most 9 decimals, without trailing zeros.
fn rounded(value: f64) -> String {
    let text = format!("{value:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

impl Formatter for Rounded<'_> {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(rounded(value).as_bytes())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn numbers() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (0.0, "0"),
            (-0.0, "0"),
            (-1e-12, "0"),
            (41.5, "41.5"),
            (120.0, "120"),
            (1.0 / 3.0, "0.333333333"),
            (9_007_199_254_740_992.0, "9007199254740992"),
        ];
        for (value, text) in cases {
            assert_eq!(rounded(value), text);
        }
    }
}
