//! The tree over a status list, for proofs that a bit is zero (`docs/zkp.md`, section 5.1).
//!
//! The leaves are 2^14 words of 64 bits, set for revoked, suspended or held; above them are seven
//! levels of four children each. The twenty bits of an index select the word and, with the lowest
//! six, the bit in it: each index has exactly one bit. Shorter lists have the same tree, filled up
//! with words of zero.

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

/// The words of a page, as [`aura_primitives::credentials::Page::words`] computes them.
pub type Words = [u64; WORDS];

/// A node of the tree.
pub fn node(children: Children) -> Fr {
    p5(tag(tags::STATUS), children)
}

/// The node over the words of a page.
pub fn page_root(words: &Words) -> Fr {
    node(halves(words).1)
}

/// The words of a page and the nodes above them, in groups of four.
fn halves(words: &Words) -> ([Children; 4], Children) {
    let (mut leaves, mut nodes) = ([[Fr::zero(); 4]; 4], [Fr::zero(); 4]);
    let groups = words.as_chunks::<4>().0.iter();
    for ((leaves, above), group) in leaves.iter_mut().zip(&mut nodes).zip(groups) {
        *leaves = group.map(Fr::from);
        *above = node(*leaves);
    }
    (leaves, nodes)
}

/// The nodes above pages without revoked, suspended or held credentials: that of a page first, the
/// root last. Constants, since computing them in a runtime takes longer than the pairings of a
/// proof.
pub const EMPTY: [Fr; ABOVE_PAGES as usize + 1] = [
    Fr::from_raw([
        0xc234_de9c_645b_5d00,
        0xf4d5_2806_72e1_0d91,
        0x1aa8_f39b_81c7_f132,
        0x3b34_26e8_def5_401d,
    ]),
    Fr::from_raw([
        0xdf2b_3b5d_20ec_dd56,
        0x160b_728d_d5d0_0d12,
        0xd5a0_b0e3_ce93_ed2e,
        0x0761_83be_b322_3472,
    ]),
    Fr::from_raw([
        0x0759_6297_5b69_69a1,
        0x7921_74c5_8f52_147d,
        0x39d1_30bc_1712_e089,
        0x061f_e044_33b8_a175,
    ]),
    Fr::from_raw([
        0xbb8a_9a99_f472_74e2,
        0x3df4_afa8_20fe_ffb4,
        0xc69f_16ef_6e72_8cbe,
        0x0652_42ba_a8ed_d5d9,
    ]),
    Fr::from_raw([
        0x18c4_2073_6270_7c68,
        0xb8e6_a2c0_e187_9014,
        0x66ab_7145_340d_61d5,
        0x5c01_8223_c4e6_8ada,
    ]),
    EMPTY_ROOT,
];

/// The root of a list without revoked, suspended or held credentials.
pub const EMPTY_ROOT: Fr = Fr::from_raw([
    0x45b0_998e_0667_89fd,
    0x7d89_c8fa_0497_63f1,
    0xd4d9_ba32_3533_0910,
    0x13e1_074d_ec0b_5bf6,
]);

/// The path of a credential in the tree, as a proof needs it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Path {
    /// The word with the credential's bit.
    pub word: u64,
    /// The children on the path to the root, each group including the path's own node, from the
    /// words up.
    pub groups: [Children; LEVELS],
}

/// A whole list. Wallets fetch all of it, so that no node learns which credential they need.
#[derive(Clone, Debug)]
pub struct StatusTree {
    pages: BTreeMap<u32, Words>,
    /// The nodes that differ from those of an empty list, from the pages up.
    levels: [BTreeMap<u32, Fr>; ABOVE_PAGES as usize + 1],
}

impl StatusTree {
    /// Builds a list from these pages; all others are zero. Pages beyond the end of a list are
    /// ignored.
    pub fn new(pages: impl IntoIterator<Item = (u32, Words)>) -> Self {
        let in_list = |page: &u32| *page < 1 << (2 * ABOVE_PAGES);
        let pages: BTreeMap<_, _> = pages
            .into_iter()
            .filter(|(page, _)| in_list(page))
            .collect();
        let mut tree = Self {
            levels: Default::default(),
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

    /// The status root: node 0 of the top level.
    pub fn root(&self) -> Fr {
        self.node(usize::from(ABOVE_PAGES), 0)
    }

    /// The path from a credential to the root. `None` if the index is out of range.
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
        known.or(EMPTY.get(level)).copied().unwrap_or_default()
    }

    /// The four nodes of a level under one parent.
    fn group(&self, level: usize, parent: u32) -> Children {
        let first = parent.saturating_mul(4);
        [0, 1, 2, 3].map(|child| self.node(level, first.saturating_add(child)))
    }
}

/// The root to which a path leads from an index. `None` if a group lacks the node below it.
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

/// True if the bit of an index is set in its word.
pub fn is_set(index: Index, word: u64) -> bool {
    word >> (index & 63) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree as specified: all leaves, level by level.
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
    fn the_nodes_that_are_written_down_are_those_over_zeros() {
        let mut node_of_zeros = page_root(&[0; WORDS]);
        for known in EMPTY {
            assert_eq!(known, node_of_zeros);
            node_of_zeros = node([node_of_zeros; 4]);
        }
    }

    #[test]
    fn the_root_is_that_of_all_words() {
        assert_eq!(plainly(&[0; 1 << 14]), EMPTY_ROOT);
        assert_eq!(StatusTree::new([]).root(), EMPTY_ROOT);
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
        assert_eq!(tree.root(), EMPTY_ROOT);
        assert_eq!(tree.path(1 << 20), None);
        let path = tree.path(0).unwrap();
        // The same path for an index with one more bit leads nowhere.
        assert_eq!(root_of(1 << 20, &path), None);
    }

    #[test]
    fn a_page_of_zeros_is_as_none() {
        assert_eq!(StatusTree::new([(3, [0; WORDS])]).root(), EMPTY_ROOT);
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
            prop_assert_ne!(root(set), EMPTY_ROOT);
        }
    }
}
