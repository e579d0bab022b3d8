//! Batches: Merkle trees of [RFC 9162](https://www.rfc-editor.org/rfc/rfc9162#section-2.1) whose
//! roots are anchored on the chain. Decision 34 says why no library makes them.
//!
//! A leaf is `SHA-256(0x00 ‖ salt ‖ SHA-256(JCS(secured credential)))`, a node `SHA-256(0x01 ‖ left
//! ‖ right)`. The salt prevents tests of guessed credentials against the hashes in a neighbour's
//! path. A [`Path`] proves that a credential is in a batch. It travels beside the credential, in an
//! [`Inclusion`](super::Inclusion).

use super::AnchoringError;
use crate::{data_integrity::jcs, limits::MAX_BATCH_CREDENTIALS};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Hash of a leaf or node: SHA-256.
pub type Hash = [u8; 32];

/// Leaf of a secured credential.
pub fn leaf(salt: &[u8; 32], secured: &Value) -> Hash {
    let digest = Sha256::digest(jcs::canonical(secured));
    let mut hash = Sha256::new_with_prefix([0]);
    hash.update(salt);
    hash.update(digest);
    hash.finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new_with_prefix([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// Builder of a [`Batch`]. It keeps 32 bytes for each leaf.
#[derive(Clone, Debug, Default)]
pub struct BatchBuilder(Vec<Hash>);

impl BatchBuilder {
    /// Makes an empty builder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a leaf and returns its position.
    ///
    /// # Errors
    ///
    /// [`AnchoringError::BatchTooLarge`].
    pub fn push(&mut self, leaf: Hash) -> Result<u32, AnchoringError> {
        match u32::try_from(self.0.len()) {
            Ok(position) if position < MAX_BATCH_CREDENTIALS => {
                self.0.push(leaf);
                Ok(position)
            }
            _ => Err(AnchoringError::BatchTooLarge),
        }
    }

    /// Builds the tree.
    ///
    /// # Errors
    ///
    /// [`AnchoringError::EmptyBatch`].
    pub fn build(self) -> Result<Batch, AnchoringError> {
        if self.0.is_empty() {
            return Err(AnchoringError::EmptyBatch);
        }
        let mut levels = vec![self.0];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below
                .chunks(2)
                .filter_map(|pair| match pair {
                    [left, right] => Some(node(left, right)),
                    // The last node of an odd level moves up unchanged.
                    [alone] => Some(*alone),
                    _ => None,
                })
                .collect();
            levels.push(above);
        }
        Ok(Batch { levels })
    }
}

/// Tree of a batch with all its nodes: 64 bytes for each credential.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
    /// Levels of the tree, from the leaves to the root.
    levels: Vec<Vec<Hash>>,
}

impl Batch {
    /// Number of credentials.
    pub fn count(&self) -> u32 {
        let leaves = self.levels.first().map_or(0, Vec::len);
        u32::try_from(leaves).unwrap_or(MAX_BATCH_CREDENTIALS)
    }

    /// Root, which is anchored together with [`Batch::count`].
    pub fn root(&self) -> Hash {
        let top = self.levels.last().and_then(|level| level.first());
        top.copied().unwrap_or_default()
    }

    /// Path of the credential at a position.
    ///
    /// # Errors
    ///
    /// [`AnchoringError::NoSuchPosition`].
    pub fn path(&self, position: u32) -> Result<Path, AnchoringError> {
        if position >= self.count() {
            return Err(AnchoringError::NoSuchPosition(position));
        }
        let mut index = usize::try_from(position).unwrap_or(usize::MAX);
        let mut nodes = Vec::new();
        for level in &self.levels {
            // A node without a sibling moves up unchanged.
            nodes.extend(level.get(index ^ 1));
            index >>= 1;
        }
        Ok(Path(nodes))
    }
}

/// Path from a leaf to the root: the sibling on each level, lowest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Path(pub Vec<Hash>);

impl Path {
    /// Checks that a leaf is at `position` of a batch of `count` credentials with this root ([RFC
    /// 9162, 2.1.3.2](https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2)).
    ///
    /// # Errors
    ///
    /// [`AnchoringError::NotInBatch`].
    pub fn check(
        &self,
        leaf: &Hash,
        position: u32,
        count: u32,
        root: &Hash,
    ) -> Result<(), AnchoringError> {
        if self.root(leaf, position, count).as_ref() == Some(root) {
            Ok(())
        } else {
            Err(AnchoringError::NotInBatch)
        }
    }

    fn root(&self, leaf: &Hash, position: u32, count: u32) -> Option<Hash> {
        let mut last = count.checked_sub(1)?;
        if position > last || count > MAX_BATCH_CREDENTIALS {
            return None;
        }
        let (mut index, mut hash) = (position, *leaf);
        for other in &self.0 {
            // On these levels the node has no sibling and moves up unchanged.
            while index == last && index & 1 == 0 {
                if last == 0 {
                    return None;
                }
                index >>= 1;
                last >>= 1;
            }
            hash = if index & 1 == 1 {
                node(other, &hash)
            } else {
                node(&hash, other)
            };
            index >>= 1;
            last >>= 1;
        }
        // The remaining levels have no siblings.
        while index == last && index & 1 == 0 && last > 0 {
            index >>= 1;
            last >>= 1;
        }
        (last == 0).then_some(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::MAX_PATH_NODES;
    use proptest::prelude::*;

    fn leaves(count: u32) -> Vec<Hash> {
        (0..count)
            .map(|index| Sha256::digest(index.to_be_bytes()).into())
            .collect()
    }

    fn batch(leaves: &[Hash]) -> Batch {
        let mut builder = BatchBuilder::new();
        for leaf in leaves {
            builder.push(*leaf).unwrap();
        }
        builder.build().unwrap()
    }

    /// The largest power of two below a number of at least 2.
    fn split(count: usize) -> usize {
        count.next_power_of_two() / 2
    }

    /// MTH of RFC 9162, 2.1.1, over hashes of leaves.
    fn naive_root(leaves: &[Hash]) -> Hash {
        match leaves {
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(split(leaves.len()));
                node(&naive_root(left), &naive_root(right))
            }
        }
    }

    /// PATH of RFC 9162, 2.1.3.1.
    fn naive_path(position: usize, leaves: &[Hash]) -> Vec<Hash> {
        if leaves.len() == 1 {
            return Vec::new();
        }
        let (left, right) = leaves.split_at(split(leaves.len()));
        let (mut path, other) = if position < left.len() {
            (naive_path(position, left), right)
        } else {
            (naive_path(position - left.len(), right), left)
        };
        path.push(naive_root(other));
        path
    }

    #[test]
    fn the_split_is_the_largest_power_of_two_below() {
        for (count, expected) in [
            (2, 1),
            (3, 2),
            (4, 2),
            (5, 4),
            (7, 4),
            (8, 4),
            (9, 8),
            (17, 16),
        ] {
            assert_eq!(split(count), expected, "{count}");
        }
    }

    /// Test vectors of Certificate Transparency, whose leaves are hashes of plain bytes.
    #[test]
    fn the_roots_of_certificate_transparency_are_met() {
        let inputs: [&[u8]; 8] = [
            &[],
            &[0],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[
                0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
                0x6e, 0x6f,
            ],
        ];
        let leaves = inputs.map(|input| -> Hash {
            Sha256::new_with_prefix([0])
                .chain_update(input)
                .finalize()
                .into()
        });
        for (count, root) in [
            (
                1,
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            ),
            (
                2,
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            ),
            (
                3,
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            ),
            (
                4,
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ),
            (
                5,
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            ),
            (
                6,
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            ),
            (
                7,
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            ),
            (
                8,
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
            ),
        ] {
            assert_eq!(
                const_hex::encode(batch(&leaves[..count]).root()),
                root,
                "{count}"
            );
        }
    }

    #[test]
    fn a_batch_has_at_least_one_leaf_and_at_most_as_many_as_a_list_has_indices() {
        assert_eq!(BatchBuilder::new().build(), Err(AnchoringError::EmptyBatch));
        let mut builder = BatchBuilder(vec![
            [1; 32];
            usize::try_from(MAX_BATCH_CREDENTIALS).unwrap()
        ]);
        assert_eq!(builder.push([1; 32]), Err(AnchoringError::BatchTooLarge));
        let one = batch(&[[7; 32]]);
        assert_eq!((one.root(), one.path(0).unwrap().0.len()), ([7; 32], 0));
        assert_eq!(one.path(1), Err(AnchoringError::NoSuchPosition(1)));
        one.path(0)
            .unwrap()
            .check(&[7; 32], 0, 1, &[7; 32])
            .unwrap();
    }

    #[test]
    fn a_million_credentials_make_one_root() {
        let mut builder = BatchBuilder::new();
        for leaf in leaves(1_000_000) {
            builder.push(leaf).unwrap();
        }
        let batch = builder.build().unwrap();
        let leaves = leaves(1_000_000);
        for position in [0, 1, 524_287, 524_288, 999_935, 999_936, 999_999] {
            let path = batch.path(position).unwrap();
            assert!(path.0.len() <= MAX_PATH_NODES);
            let leaf = leaves[usize::try_from(position).unwrap()];
            path.check(&leaf, position, 1_000_000, &batch.root())
                .unwrap();
        }
    }

    #[test]
    fn the_salt_and_all_of_the_credential_are_in_the_leaf() {
        let secured = serde_json::json!({"a": 1, "b": [true]});
        let digest: Hash = Sha256::digest(br#"{"a":1,"b":[true]}"#).into();
        let expected: Hash = Sha256::digest([&[0][..], &[9; 32], &digest].concat()).into();
        assert_eq!(leaf(&[9; 32], &secured), expected);
        assert_ne!(leaf(&[8; 32], &secured), expected);
        assert_ne!(
            leaf(&[9; 32], &serde_json::json!({"a": 1, "b": [false]})),
            expected
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn trees_and_paths_are_those_of_the_rfc(count in 1_u32..130) {
            let leaves = leaves(count);
            let batch = batch(&leaves);
            prop_assert_eq!(batch.root(), naive_root(&leaves));
            for (index, leaf) in leaves.iter().enumerate() {
                let position = u32::try_from(index).unwrap();
                let path = batch.path(position).unwrap();
                prop_assert_eq!(&path.0, &naive_path(index, &leaves));
                prop_assert!(path.check(leaf, position, count, &batch.root()).is_ok());
            }
        }

        #[test]
        fn a_path_holds_for_nothing_else(
            count in 1_u32..70,
            position: u32,
            other in 0_u32..140,
            place: prop::sample::Index,
            bit in 0_u8..8,
        ) {
            let leaves = leaves(count);
            let batch = batch(&leaves);
            let (position, root) = (position % count, batch.root());
            let leaf = leaves[usize::try_from(position).unwrap()];
            let path = batch.path(position).unwrap();
            if other != position {
                prop_assert!(path.check(&leaf, other, count, &root).is_err());
            }
            // Another count passes only if its path has the same shape: the chain stores the count
            // beside the root.
            let way = |count: u32| {
                let leaves = self::leaves(count);
                naive_path(usize::try_from(position).unwrap(), &leaves).len()
            };
            if other <= position || way(other) != path.0.len() {
                prop_assert!(path.check(&leaf, position, other, &root).is_err());
            }
            let mut wrong = root;
            wrong[place.index(32)] ^= 1 << bit;
            prop_assert!(path.check(&leaf, position, count, &wrong).is_err());
            let mut wrong = leaf;
            wrong[place.index(32)] ^= 1 << bit;
            prop_assert!(path.check(&wrong, position, count, &root).is_err());
            let mut longer = path.clone();
            longer.0.push(leaf);
            prop_assert!(longer.check(&leaf, position, count, &root).is_err());
            if !path.0.is_empty() {
                let mut wrong = path.clone();
                let at = place.index(wrong.0.len());
                wrong.0[at][0] ^= 1;
                prop_assert!(wrong.check(&leaf, position, count, &root).is_err());
                wrong.0.remove(at);
                prop_assert!(wrong.check(&leaf, position, count, &root).is_err());
            }
        }
    }
}
