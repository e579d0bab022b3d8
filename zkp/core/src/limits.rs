//! Every limit of this crate.

/// Bytes of text in an element of the field, such that each is below the modulus of 255 bits.
pub const MAX_TEXT_BYTES: usize = 31;
/// Levels of nodes over the members of a set.
pub const SET_LEVELS: usize = 8;
/// Members of a set: the leaves of a tree with four children a node and [`SET_LEVELS`] levels.
pub const MAX_SET_MEMBERS: usize = 1 << (2 * SET_LEVELS);
