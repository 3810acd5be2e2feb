//! Newtype ids: positions in the workshop's vectors, so that a team cannot be mistaken for a participant.

/// Declares an id: a position in one of the workshop's vectors.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of position `index`.
            ///
            /// # Panics
            /// When `index` does not fit 32 bits, which input limits exclude.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2^32 things of one kind"))
            }

            /// The position.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A present participant: a position in [`Workshop::participants`](super::Workshop::participants).
    ParticipantId
);
id!(
    /// A possible team: a position in [`Workshop::teams`](super::Workshop::teams).
    TeamId
);
id!(
    /// A theme: a position in [`Workshop::themes`](super::Workshop::themes).
    ThemeId
);
id!(
    /// A column of the roster that rules can name: a position in [`Workshop::attributes`](super::Workshop::attributes).
    AttributeId
);
id!(
    /// A distinct value of one attribute: a position in [`Attribute::labels`](super::Attribute::labels).
    ValueId
);
id!(
    /// A judge: a position in [`Workshop::judges`](super::Workshop::judges).
    JudgeId
);
