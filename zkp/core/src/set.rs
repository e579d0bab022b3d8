//! The tree over a set, for proofs of membership (`docs/zkp.md`, section 5.2).
//!
//! Eight levels of four children each: 65,536 members. A smaller set repeats its last member in all
//! further leaves: any other value there would be an extra member.

use crate::{
    credential::Children,
    hash::{p5, tag},
    limits::MAX_SET_MEMBERS,
    tags,
    value::ABSENT,
    Fr,
};
use alloc::vec::Vec;

pub use crate::limits::SET_LEVELS as LEVELS;

/// Values that are not a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SetError {
    /// The set is empty.
    #[error("a set has at least one member")]
    Empty,
    /// The set has too many members.
    #[error("a set has at most {MAX_SET_MEMBERS} members")]
    TooMany,
    /// The set contains the absent claim: every credential without the claim would be a member.
    #[error("the element of an absent claim cannot be a member of a set")]
    Absent,
}

/// A node of the tree.
pub fn node(children: Children) -> Fr {
    p5(tag(tags::SET), children)
}

/// A set, sorted by the integer value of its members: the same members give the same root.
#[derive(Clone, Debug)]
pub struct Set {
    /// The levels from the members up, each without its nodes above repeated members only, and such
    /// a node of each level.
    levels: Vec<(Vec<Fr>, Fr)>,
}

impl Set {
    /// Builds the set of these values.
    ///
    /// # Errors
    ///
    /// If there are none, there are too many, or one is [`ABSENT`].
    pub fn new(members: impl IntoIterator<Item = Fr>) -> Result<Self, SetError> {
        let mut members: Vec<Fr> = members.into_iter().take(MAX_SET_MEMBERS + 1).collect();
        // Compared as integers: their bytes are little-endian.
        members.sort_by_cached_key(|member| {
            let mut bytes = member.to_bytes();
            bytes.reverse();
            bytes
        });
        members.dedup();
        if members.is_empty() {
            return Err(SetError::Empty);
        }
        if members.len() > MAX_SET_MEMBERS {
            return Err(SetError::TooMany);
        }
        if members.contains(&ABSENT) {
            return Err(SetError::Absent);
        }
        let mut levels = Vec::with_capacity(LEVELS + 1);
        let last = members.last().copied().unwrap_or_default();
        let mut level = (members, last);
        for _ in 0..LEVELS {
            let parents = 0..level.0.len().div_ceil(4);
            let parents = parents.map(|parent| node(group(&level, parent))).collect();
            let behind = node([level.1; 4]);
            levels.push(core::mem::replace(&mut level, (parents, behind)));
        }
        levels.push(level);
        Ok(Self { levels })
    }

    /// The root, by which a policy names the set.
    pub fn root(&self) -> Fr {
        let top = self.levels.last().and_then(|(level, _)| level.first());
        top.copied().unwrap_or_default()
    }

    /// The children on the path from a member to the root, each group including the path's own
    /// node, from the members up. `None` if the value is not a member.
    pub fn path(&self, member: &Fr) -> Option<[Children; LEVELS]> {
        let (members, _) = self.levels.first()?;
        let mut position = members.iter().position(|known| known == member)?;
        let mut groups = [[Fr::zero(); 4]; LEVELS];
        for (group_of, level) in groups.iter_mut().zip(&self.levels) {
            position /= 4;
            *group_of = group(level, position);
        }
        Some(groups)
    }
}

/// The four nodes of a level under one parent.
fn group((level, behind): &(Vec<Fr>, Fr), parent: usize) -> Children {
    let first = parent.saturating_mul(4);
    [0, 1, 2, 3].map(|child| {
        let known = level.get(first.saturating_add(child));
        known.copied().unwrap_or(*behind)
    })
}

/// The root to which a path leads from a member. `None` if a group lacks the node below it.
pub fn root_of(member: &Fr, path: &[Children; LEVELS]) -> Option<Fr> {
    let mut below = *member;
    for group in path {
        if !group.contains(&below) {
            return None;
        }
        below = node(*group);
    }
    Some(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(members: &[u64]) -> Set {
        Set::new(members.iter().copied().map(Fr::from)).unwrap()
    }

    /// The tree as specified: all leaves, level by level.
    fn plainly(members: &[u64]) -> Fr {
        let mut level: Vec<Fr> = members.iter().copied().map(Fr::from).collect();
        level.resize(MAX_SET_MEMBERS, *level.last().unwrap());
        while level.len() > 1 {
            level = level.as_chunks().0.iter().copied().map(node).collect();
        }
        level[0]
    }

    #[test]
    fn the_last_member_stands_in_all_places_behind() {
        for members in [&[7][..], &[1, 2, 3, 4], &[1, 2, 3, 4, 5], &[1, 9, 300]] {
            assert_eq!(set(members).root(), plainly(members));
        }
    }

    #[test]
    fn the_order_of_members_and_repetitions_make_no_difference() {
        assert_eq!(set(&[3, 1, 2, 3]).root(), set(&[1, 2, 3]).root());
        assert_ne!(set(&[1, 2, 3]).root(), set(&[1, 2]).root());
    }

    #[test]
    fn sets_have_members_and_not_too_many() {
        assert_eq!(Set::new([]).err(), Some(SetError::Empty));
        let many = (0..=MAX_SET_MEMBERS as u64).map(Fr::from);
        assert_eq!(Set::new(many).err(), Some(SetError::TooMany));
    }

    #[test]
    fn who_lacks_a_claim_is_no_member() {
        let with_absent = Set::new([Fr::one(), ABSENT]);
        assert_eq!(with_absent.err(), Some(SetError::Absent));
    }

    #[test]
    fn who_is_no_member_has_no_path() {
        let set = set(&[1, 2, 3]);
        assert_eq!(set.path(&Fr::from(4)), None);
        assert_eq!(set.path(&ABSENT), None);
        assert_eq!(set.path(&Fr::zero()), None);
        let path = set.path(&Fr::from(2)).unwrap();
        assert_eq!(root_of(&Fr::from(4), &path), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn every_member_has_a_path_to_the_root(
            members in prop::collection::btree_set(any::<u64>(), 1..40),
        ) {
            let set = Set::new(members.iter().copied().map(Fr::from)).unwrap();
            for member in &members {
                let member = Fr::from(*member);
                let path = set.path(&member).unwrap();
                prop_assert_eq!(root_of(&member, &path), Some(set.root()));
            }
        }
    }
}
