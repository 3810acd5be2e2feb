//! One file per rule: the formula of SPEC §2 and its terms.
