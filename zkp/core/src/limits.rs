//! Every limit of this crate.

use crate::set::LEVELS;

/// Bytes of text in an element of the field, such that each is below the modulus of 255 bits.
pub const MAX_TEXT_BYTES: usize = 31;
/// Members of a set: the leaves of a tree with four children a node and [`LEVELS`] levels.
pub const MAX_SET_MEMBERS: usize = 1 << (2 * LEVELS);
