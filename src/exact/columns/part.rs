//! What the columns had to do with a proof, for people.

use crate::model::Language;

/// Why whole teams cannot be columns of a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The hard level has none.
    HardLevel,
    /// No plan is known that keeps the hard rules.
    NoPlan,
    /// A hard rule can gain as well as cost.
    HardGain,
    /// Weights leave no room for sums.
    Weights,
    /// Too many pairs count.
    Pairs,
    /// A rule gains by being broken.
    Gain,
    /// A soft rule about pairs looks at some themes only.
    SomeThemes,
    /// A rule tells more values apart than the search's masks hold.
    Values,
}

impl Misfit {
    /// The reason in a few words.
    pub fn text(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::HardLevel => ("必須の段には使えない", "the hard level has no columns"),
            Self::NoPlan => ("必須ルールを守る案がない", "no plan keeps the hard rules"),
            Self::HardGain => (
                "得にもなる必須ルールがある",
                "a hard rule can gain as well as cost",
            ),
            Self::Weights => ("重みが大きすぎる", "the weights are too large"),
            Self::Pairs => ("二人ずつの組み合わせが多すぎる", "too many pairs count"),
            Self::Gain => ("破ると得になるルールがある", "a rule gains by being broken"),
            Self::SomeThemes => (
                "一部のテーマだけを見る任意のペアのルールがある",
                "a soft rule about pairs looks at some themes only",
            ),
            Self::Values => (
                "129 種類以上の値を区別するルールがある",
                "a rule tells more than 128 values apart",
            ),
        };
        language.pick(ja, en)
    }
}

/// What the columns did for a proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// They had nothing to do, or did not come to an end.
    #[default]
    None,
    /// The workshop does not fit.
    Unfit(Misfit),
    /// Their solver failed, which is told so; what was proved until then holds.
    Failed(String),
    /// They proved a level.
    Proved,
}

impl Part {
    /// Keeps what says more about the whole proof.
    pub fn learn(&mut self, news: Self) {
        let weight = |part: &Self| match part {
            Self::None => 0,
            Self::Unfit(_) => 1,
            Self::Failed(_) => 2,
            Self::Proved => 3,
        };
        if weight(&news) > weight(self) {
            *self = news;
        }
    }
}
