//! Names for programs that stay when a plan changes: made of what something is called, never of a row's number.

/// What one thing of a workshop is.
pub enum Thing<'a> {
    /// An item of a session.
    Talk {
        /// The session's id.
        session: &'a str,
        /// The item.
        item: &'a str,
    },
    /// A block of the agenda: its title, and how many blocks of this title are earlier.
    Block(&'a str, usize),
    /// A participant or judge, by id.
    Person(&'a str),
    /// A room, by name.
    Room(&'a str),
}

/// 128 bits for one thing of a workshop.
pub fn identity(workshop: &str, thing: &Thing) -> u128 {
    // Ids and titles are never empty, so that no talk reads like a block, a person or a room.
    let text = match thing {
        Thing::Talk { session, item } => format!("{workshop}\0{session}\0{item}"),
        Thing::Block(title, earlier) => format!("{workshop}\0\0agenda\0{title}\0{earlier}"),
        Thing::Person(id) => format!("{workshop}\0\0person\0{id}"),
        Thing::Room(name) => format!("{workshop}\0\0room\0{name}"),
    };
    let first = digest(&text, 0xcbf2_9ce4_8422_2325);
    let second = digest(&text, 0x6c62_272e_07bb_0142);
    u128::from(first) << 64 | u128::from(second)
}

/// FNV-1a over the bytes of a text.
pub fn digest(text: &str, start: u64) -> u64 {
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// An identity as UUID: version 8, which leaves the bits to us (RFC 9562, 5.8).
pub fn uuid(identity: u128) -> String {
    let bits = identity & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let text = format!("{bits:032x}");
    let parts = [
        &text[..8],
        &text[8..12],
        &text[12..16],
        &text[16..20],
        &text[20..],
    ];
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talk(session: &'static str, item: &'static str) -> u128 {
        identity("w", &Thing::Talk { session, item })
    }

    #[test]
    fn identities_tell_things_apart_and_stay() {
        assert_eq!(talk("s", "a"), talk("s", "a"));
        let others = [
            talk("sa", ""),
            talk("t", "a"),
            identity(
                "v",
                &Thing::Talk {
                    session: "s",
                    item: "a",
                },
            ),
            identity("w", &Thing::Block("a", 0)),
            identity("w", &Thing::Block("a", 1)),
            identity("w", &Thing::Person("a")),
            identity("w", &Thing::Room("a")),
        ];
        assert!(others.iter().all(|other| *other != talk("s", "a")));
        let mut distinct = others.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), others.len());
    }

    #[test]
    fn uuids_say_that_they_are_of_our_own_making() {
        assert_eq!(uuid(0), "00000000-0000-8000-8000-000000000000");
        assert_eq!(uuid(u128::MAX), "ffffffff-ffff-8fff-bfff-ffffffffffff");
    }
}
