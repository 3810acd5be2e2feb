//! What a programme tells of the judges of one talk beside their names.

use super::lookup::Lookup;
use super::words::names;
use crate::model::SlotOutcome;

/// The most names in a sentence.
const LISTED: usize = 6;

/// Who sits there without scoring, and who declares a conflict; nothing where nobody does.
pub fn of(lookup: &Lookup, slot: &SlotOutcome) -> Vec<String> {
    let language = lookup.language;
    let named = |judges: &[String]| {
        let judges: Vec<&str> = judges.iter().map(|j| lookup.judge_name_of(j)).collect();
        names(language, &judges, LISTED)
    };
    let mut sentences = Vec::new();
    if !slot.recused.is_empty() {
        let judges = named(&slot.recused);
        sentences.push(language.pick(
            format!("採点しない審査員（利害関係）：{judges}"),
            format!("Present, not scoring (conflict): {judges}"),
        ));
    }
    if !slot.declared.is_empty() {
        let judges = named(&slot.declared);
        sentences.push(language.pick(
            format!("利害関係を申告した審査員：{judges}"),
            format!("Declared conflict: {judges}"),
        ));
    }
    sentences
}
