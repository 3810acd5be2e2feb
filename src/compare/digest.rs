//! A digest that is the same on every machine and in every version: FNV-1a with 64 bits (Fowler, Noll and Vo; RFC 9923).
//! It tells workshops apart and deals runs to shards; it is no protection against someone who wants a collision.

use std::fmt::{self, Debug, Write};

use crate::model::{Study, Workshop};

/// A digest in the making.
#[derive(Clone, Copy, Debug)]
pub struct Digest(u64);

impl Digest {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Adds a text and marks its end.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    /// Adds a value as it is written for debugging.
    fn value(&mut self, value: &impl Debug) {
        // Writing into a digest cannot fail.
        let _ = write!(self, "{value:?}");
        self.bytes(&[0xff]);
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The number as 16 hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:016x}", self.0)
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.bytes(text.as_bytes());
        Ok(())
    }
}

/// The digest of a text.
pub fn of_text(text: &str) -> u64 {
    let mut digest = Digest::new();
    digest.bytes(text.as_bytes());
    digest.number()
}

/// The digest of all that teams and their cost depend on. Names of people do not count.
pub fn of_workshop(workshop: &Workshop) -> String {
    let mut digest = Digest::new();
    for person in &workshop.participants {
        digest.text(&person.id);
        digest.value(&(&person.preference, &person.never, person.weight));
        digest.value(&(person.block, person.pin, &person.with, &person.without));
    }
    for attribute in &workshop.attributes {
        digest.text(&attribute.name);
        digest.value(&(&attribute.labels, &attribute.cells, &attribute.numbers));
    }
    for theme in &workshop.themes {
        digest.text(&theme.id);
        digest.value(&(&theme.owners, theme.count));
    }
    for team in &workshop.teams {
        digest.text(&team.id);
        digest.value(&(team.theme, team.size));
    }
    digest.value(&(workshop.open, &workshop.preferences, workshop.known));
    for rule in &workshop.rules {
        digest.text(&rule.id);
        digest.value(&(rule.weight, rule.priority, &rule.themes, &rule.seen));
        digest.value(&rule.kind);
    }
    digest.hex()
}

/// The digest of all that the runs of a study depend on, the program's version included.
pub fn of_study(study: &Study, version: &str) -> String {
    let mut digest = Digest::new();
    digest.text(version);
    digest.value(&(study.method, study.iterations, &study.seeds));
    for named in &study.workshops {
        digest.text(&named.name);
        digest.text(&of_workshop(&named.workshop));
    }
    for strategy in &study.strategies {
        digest.text(&strategy.name);
        digest.value(&strategy.approach);
        for variant in strategy.variants.iter().flatten() {
            digest.text(&of_workshop(variant));
        }
    }
    digest.hex()
}

#[cfg(test)]
mod tests {
    use super::of_text;

    /// The test vectors of the FNV authors.
    #[test]
    fn digests_are_those_of_fnv_1a() {
        let cases = [
            ("", 0xcbf2_9ce4_8422_2325),
            ("a", 0xaf63_dc4c_8601_ec8c),
            ("foobar", 0x8594_4171_f739_67e8),
        ];
        for (text, expected) in cases {
            assert_eq!(of_text(text), expected, "{text}");
        }
    }
}
