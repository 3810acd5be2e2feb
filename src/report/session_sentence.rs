//! What a rule of a session asks, in one plain sentence.

use super::lookup::Lookup;
use super::words::quote;
use super::{calendar, rule_sentence};
use crate::model::{RuleCost, Session, SessionRuleKind};

/// What the rule of a session's result asks.
pub fn of(lookup: &Lookup, session: Option<&Session>, cost: &RuleCost) -> String {
    let rule = session
        .and_then(|s| s.rules.iter().find(|rule| rule.id == cost.id))
        .filter(|rule| rule.kind.name() == cost.kind);
    if let Some(rule) = rule {
        return asked(lookup, session, &rule.kind);
    }
    let (japanese, english) = match cost.kind.as_str() {
        "placed" => ("すべての発表に枠があります。", "Every item has a slot."),
        "presence" => (
            "いるべき人が、発表の時間にそろいます。",
            "Those who must be there can be there.",
        ),
        "panel" => (
            "どの発表にも、審査できる審査員が決められた数だけつきます。",
            "Every item has as many judges as it needs, and they can judge it.",
        ),
        "seated" => (
            "審査員は休憩まで同じ会場にいて、そこでは同席できない発表がありません。",
            "Judges stay in one room between breaks, and nothing is presented there that they must not hear.",
        ),
        "anchors" => (
            "決められた数の審査員が、すべての会場で採点します。",
            "As many judges as asked score something in every room.",
        ),
        "begun" | "begun_panel" => (
            "始まった発表は、公表したとおりです。",
            "Talks that have begun stay as published.",
        ),
        "late" => (
            "遅れる発表は、間に合う時刻より前に始めません。",
            "Who is late does not start before they are there.",
        ),
        "spared" => (
            "ほかの案で変わる人のうち、少なくとも一人は変わりません。",
            "At least one of those whom another plan affects is spared.",
        ),
        "affected" => (
            "公表した時間や会場が変わる参加者を、できるだけ少なくします。",
            "As few participants as possible have another time or room than published.",
        ),
        "affected_judges" => (
            "公表した担当や時間が変わる審査員を、できるだけ少なくします。",
            "As few judges as possible judge something else, or elsewhere, than published.",
        ),
        "changed" => (
            "公表していない発表でも、変わる参加者を少なくします。",
            "Few participants have another time or room, also of talks not published.",
        ),
        "changed_judges" => (
            "公表していない発表でも、変わる審査員を少なくします。",
            "Few judges change, also for talks not published.",
        ),
        _ => return rule_sentence::of(lookup, cost),
    };
    lookup.language.pick(japanese, english).to_owned()
}

fn asked(lookup: &Lookup, session: Option<&Session>, kind: &SessionRuleKind) -> String {
    let language = lookup.language;
    let title = |item: &str| quote(language, &lookup.item_title(session, item));
    let (japanese, english) = match kind {
        SessionRuleKind::Pin { item, start, room } => {
            let time = start.map(calendar::time);
            let time = time.map(|t| language.pick(format!("{t}に"), format!(" at {t}")));
            let room = room.as_deref().map(|room| quote(language, room));
            let room = room.map(|r| language.pick(format!("{r}で"), format!(" in {r}")));
            let place = time.unwrap_or_default() + &room.unwrap_or_default();
            return language.pick(
                format!("{}は{place}発表します。", title(item)),
                format!("{} is presented{place}.", title(item)),
            );
        }
        SessionRuleKind::Order { before, after } => {
            return language.pick(
                format!("{}は{}より先に発表します。", title(before), title(after)),
                format!("{} comes before {}.", title(before), title(after)),
            );
        }
        SessionRuleKind::First { item } => {
            return language.pick(
                format!("{}をなるべく早く発表します。", title(item)),
                format!("{} comes as early as possible.", title(item)),
            );
        }
        SessionRuleKind::Last { item } => {
            return language.pick(
                format!("{}をなるべく遅く発表します。", title(item)),
                format!("{} comes as late as possible.", title(item)),
            );
        }
        SessionRuleKind::Mirror { session } => {
            let earlier = quote(language, lookup.session_title(session));
            return language.pick(
                format!("{earlier}で早かった発表ほど、ここでは遅くします。"),
                format!("Who spoke early in {earlier} speaks late here."),
            );
        }
        SessionRuleKind::Alternate => (
            "同じ会場で、同じテーマの発表が続かないようにします。",
            "No two talks of one theme follow one another in a room.",
        ),
        SessionRuleKind::Load => (
            "審査員の担当数をそろえます。",
            "All judges have the same load.",
        ),
        SessionRuleKind::Expertise => (
            "審査員は、専門のテーマを審査します。",
            "Judges know the themes that they judge.",
        ),
        SessionRuleKind::RoomChange => (
            "審査員の会場移動を少なくします。",
            "Judges stay in their room.",
        ),
        SessionRuleKind::Audience => (
            "聞きたい発表が同時に重ならないようにします。",
            "Talks that the same people want to hear are not at the same time.",
        ),
        SessionRuleKind::Compact => (
            "会場の途中に空き枠をつくりません。",
            "No slot is left empty before a room's last talk.",
        ),
        SessionRuleKind::Before { session, minutes } => {
            let other = quote(language, lookup.session_title(session));
            return language.pick(
                format!("{other}での発表が始まる{minutes}分前までに終わります。"),
                format!("Each ends at least {minutes} minutes before it is presented in {other}."),
            );
        }
        SessionRuleKind::MustHear { item, hears } => {
            return language.pick(
                format!(
                    "{}の人が{}を聞けるように、同じ時間にしません。",
                    title(item),
                    title(hears)
                ),
                format!(
                    "The people of {} can hear {}: the two are not at the same time.",
                    title(item),
                    title(hears)
                ),
            );
        }
        SessionRuleKind::Slack { slots } => {
            let kept = match slots {
                1 => "one slot between breaks stays".to_owned(),
                _ => format!("{slots} slots between breaks stay"),
            };
            return language.pick(
                format!("各会場の休憩までの間に、急な変更のための空き枠を{slots}つ残します。"),
                format!("In each room, {kept} empty for late changes."),
            );
        }
    };
    language.pick(japanese, english).to_owned()
}
