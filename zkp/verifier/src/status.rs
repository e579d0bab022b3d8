//! The tree over a status list, under whose root a proof shows a bit of zero (ZKP.md, *Status roots
//! and dates*).
//!
//! Leaves are 2^14 words of 64 bits, revoked or suspended; seven levels of four children each stand
//! over them. The twenty bits of an index choose the word and, with the lowest six, the bit in it: so
//! no index has two places, and no bit is without an index. Lists of less capacity have the same
//! tree, with words of zero behind.

use crate::{
    credential::Children,
    hash::{p5, tag},
    tags, Fr,
};
use alloc::collections::BTreeMap;
use aura_primitives::credentials::{Index, Place};

/// Levels of nodes over the words.
pub const LEVELS: usize = 7;

/// Levels of nodes over the pages, each of which has two levels of its own.
pub const ABOVE_PAGES: u8 = 5;

/// Words of a page.
pub const WORDS: usize = 16;

/// The words of a page: [`aura_primitives::credentials::Page::words`].
pub type Words = [u64; WORDS];

/// A node of the tree.
pub fn node(children: Children) -> Fr {
    p5(tag(tags::STATUS), children)
}

/// The node over the words of a page.
pub fn page_root(words: &Words) -> Fr {
    node(halves(words).1)
}

/// Leaves and nodes of a page, each by four.
fn halves(words: &Words) -> ([Children; 4], Children) {
    let (mut leaves, mut nodes) = ([[Fr::zero(); 4]; 4], [Fr::zero(); 4]);
    let groups = words.as_chunks::<4>().0.iter();
    for ((leaves, above), group) in leaves.iter_mut().zip(&mut nodes).zip(groups) {
        *leaves = group.map(Fr::from);
        *above = node(*leaves);
    }
    (leaves, nodes)
}

/// The node that many levels above the pages, if nobody is revoked or suspended: 0 is that of a page, 5
/// the root.
pub fn empty_above_pages(level: u8) -> Fr {
    (0..level).fold(page_root(&[0; WORDS]), |below, _| node([below; 4]))
}

/// The root of a list in which nobody is revoked or suspended.
pub fn empty_root() -> Fr {
    empty_above_pages(ABOVE_PAGES)
}

/// Where a credential stands in the tree: what a proof needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Path {
    /// The word that has its bit.
    pub word: u64,
    /// The siblings on the way to the root, each group with the path's own: from the words up.
    pub groups: [Children; LEVELS],
}

/// A whole list, as wallets fetch it: no node learns which credential it is for.
#[derive(Clone, Debug)]
pub struct StatusTree {
    pages: BTreeMap<u32, Words>,
    /// Nodes that differ from those of an empty list, from those of the pages up.
    levels: [BTreeMap<u32, Fr>; ABOVE_PAGES as usize + 1],
    /// What the others are.
    empty: [Fr; ABOVE_PAGES as usize + 1],
}

impl StatusTree {
    /// A list of these pages; all others are zero. Pages that no list has are left out.
    pub fn new(pages: impl IntoIterator<Item = (u32, Words)>) -> Self {
        let in_list = |page: &u32| *page < 1 << (2 * ABOVE_PAGES);
        let pages: BTreeMap<_, _> = pages
            .into_iter()
            .filter(|(page, _)| in_list(page))
            .collect();
        let mut tree = Self {
            levels: Default::default(),
            empty: core::array::from_fn(|level| {
                empty_above_pages(u8::try_from(level).unwrap_or_default())
            }),
            pages,
        };
        let mut nodes: BTreeMap<_, _> = tree
            .pages
            .iter()
            .map(|(page, words)| (*page, page_root(words)))
            .collect();
        for level in 0..tree.levels.len() {
            let parents: BTreeMap<_, _> = nodes.keys().map(|position| (position / 4, ())).collect();
            if let Some(known) = tree.levels.get_mut(level) {
                *known = nodes;
            }
            nodes = parents
                .into_keys()
                .map(|position| (position, node(tree.group(level, position))))
                .collect();
        }
        tree
    }

    /// The root.
    pub fn root(&self) -> Fr {
        self.node(usize::from(ABOVE_PAGES), 0)
    }

    /// The way from a credential to the root. None if no list has that index.
    pub fn path(&self, index: Index) -> Option<Path> {
        if index >= 1 << 20 {
            return None;
        }
        let place = Place::of(index);
        let words = self.pages.get(&place.page).unwrap_or(&[0; WORDS]);
        let (leaves, nodes) = halves(words);
        let below = [*leaves.get(place.word / 4)?, nodes];
        let mut groups = [[Fr::zero(); 4]; LEVELS];
        let mut position = place.page;
        let above = (0..usize::from(ABOVE_PAGES)).map(|level| {
            position /= 4;
            self.group(level, position)
        });
        let all = below.into_iter().chain(above);
        groups.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        Some(Path {
            word: *words.get(place.word)?,
            groups,
        })
    }

    fn node(&self, level: usize, position: u32) -> Fr {
        let known = self
            .levels
            .get(level)
            .and_then(|nodes| nodes.get(&position));
        known.or(self.empty.get(level)).copied().unwrap_or_default()
    }

    /// The four nodes of a level under one parent.
    fn group(&self, level: usize, parent: u32) -> Children {
        let first = parent.saturating_mul(4);
        [0, 1, 2, 3].map(|child| self.node(level, first.saturating_add(child)))
    }
}

/// The root to which a path leads from an index. None if it does not hold together: a node is not the
/// one over the group below it.
pub fn root_of(index: Index, path: &Path) -> Option<Fr> {
    let mut position = index >> 6;
    let mut below = Fr::from(path.word);
    for group in &path.groups {
        if group.get(position as usize & 3) != Some(&below) {
            return None;
        }
        below = node(*group);
        position >>= 2;
    }
    (position == 0).then_some(below)
}

/// Whether the bit of an index is set in its word.
pub fn is_set(index: Index, word: u64) -> bool {
    word >> (index & 63) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree as it is specified: all leaves, level by level.
    fn plainly(words: &[u64]) -> Fr {
        let mut level: Vec<Fr> = words.iter().copied().map(Fr::from).collect();
        while level.len() > 1 {
            level = level.as_chunks().0.iter().copied().map(node).collect();
        }
        level[0]
    }

    fn pages_of(indices: &[u32]) -> BTreeMap<u32, Words> {
        let mut pages = BTreeMap::<u32, Words>::new();
        for index in indices {
            let place = Place::of(*index);
            pages.entry(place.page).or_default()[place.word] |= 1 << place.bit;
        }
        pages
    }

    #[test]
    fn the_root_is_that_of_all_words() {
        assert_eq!(plainly(&[0; 1 << 14]), empty_root());
        assert_eq!(StatusTree::new([]).root(), empty_root());
        let indices = [0, 63, 64, 1023, 1024, 70_000, (1 << 20) - 1];
        let mut words = vec![0; 1 << 14];
        for index in indices {
            words[index as usize / 64] |= 1u64 << (index % 64);
        }
        assert_eq!(StatusTree::new(pages_of(&indices)).root(), plainly(&words));
    }

    #[test]
    fn there_is_no_index_behind_the_last() {
        let tree = StatusTree::new([(1024, [1; WORDS])]);
        assert_eq!(tree.root(), empty_root());
        assert_eq!(tree.path(1 << 20), None);
        let path = tree.path(0).unwrap();
        // The same path for an index of one bit more leads nowhere.
        assert_eq!(root_of(1 << 20, &path), None);
    }

    #[test]
    fn a_page_of_zeros_is_as_none() {
        assert_eq!(StatusTree::new([(3, [0; WORDS])]).root(), empty_root());
    }

    #[test]
    fn a_path_that_was_changed_leads_elsewhere_or_nowhere() {
        let tree = StatusTree::new(pages_of(&[5, 5000]));
        let path = tree.path(77).unwrap();
        assert_eq!(root_of(77, &path), Some(tree.root()));
        for level in 0..LEVELS {
            for child in 0..4 {
                let mut wrong = path.clone();
                wrong.groups[level][child] += Fr::one();
                assert_ne!(root_of(77, &wrong), Some(tree.root()));
            }
        }
        let mut wrong = path;
        wrong.word ^= 1;
        assert_eq!(root_of(77, &wrong), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn every_path_leads_to_the_root(
            set in prop::collection::vec(0u32..1 << 20, 0..20),
            other in 0u32..1 << 20,
        ) {
            let tree = StatusTree::new(pages_of(&set));
            for index in set.iter().chain([&other]) {
                let path = tree.path(*index).unwrap();
                prop_assert_eq!(root_of(*index, &path), Some(tree.root()));
                prop_assert_eq!(is_set(*index, path.word), set.contains(index));
            }
        }

        #[test]
        fn one_bit_makes_another_root(set in 0u32..1 << 20, other in 0u32..1 << 20) {
            let root = |index| StatusTree::new(pages_of(&[index])).root();
            prop_assert_eq!(root(set) == root(other), set == other);
            prop_assert_ne!(root(set), empty_root());
        }
    }
}
