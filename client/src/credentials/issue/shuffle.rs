//! The random place of each credential in its batch, and its salts: the same for the same seed.
//!
//! Indices are given out at random, because their order would reveal the order of the rows.

use sp_crypto_hashing::blake2_256;
use zeroize::Zeroizing;

/// Secret from which places, salts and nonces are derived. With it, credentials can be guessed from
/// the inclusion proofs of others.
pub type Seed = [u8; 32];

/// Returns a permutation of the numbers below `count`: the place of each row.
pub fn places(seed: &Seed, count: u32) -> Vec<u32> {
    let mut numbers = Numbers {
        seed,
        block: 0,
        left: vec![],
    };
    let mut places: Vec<u32> = (0..count).collect();
    // Fisher-Yates shuffle, from the last place down.
    for last in (1..places.len()).rev() {
        let other = numbers.below(last.saturating_add(1));
        places.swap(last, other);
    }
    places
}

/// Derives the salt of the credential at a place.
pub fn salt(seed: &Seed, place: u32) -> [u8; 32] {
    drawn(b"aura/issue/salt/1", seed, place)
}

/// Derives the salt of the claims of the credential at a place, for proofs: 248 bits.
pub fn claims_salt(seed: &Seed, place: u32) -> [u8; 31] {
    let [salt @ .., _] = drawn(b"aura/issue/claims/1", seed, place);
    salt
}

/// Derives the randomness of the signature for proofs over the credential at a place.
pub fn nonce(seed: &Seed, place: u32) -> [u8; 32] {
    drawn(b"aura/issue/nonce/1", seed, place)
}

fn drawn(what: &[u8], seed: &Seed, place: u32) -> [u8; 32] {
    hash(&[what, &seed[..], &place.to_le_bytes()])
}

/// Hashes secret parts, and leaves no copy of them in memory.
fn hash(parts: &[&[u8]]) -> [u8; 32] {
    blake2_256(&Zeroizing::new(parts.concat()))
}

struct Numbers<'a> {
    seed: &'a Seed,
    block: u64,
    left: Vec<u64>,
}

impl Numbers<'_> {
    fn next(&mut self) -> u64 {
        loop {
            if let Some(number) = self.left.pop() {
                return number;
            }
            let block = self.block.to_le_bytes();
            let hash = hash(&[b"aura/issue/places/1", self.seed, &block]);
            let (numbers, _) = hash.as_chunks();
            self.left
                .extend(numbers.iter().map(|bytes| u64::from_le_bytes(*bytes)));
            self.block = self.block.wrapping_add(1);
        }
    }

    /// Returns a uniformly distributed number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        let even = u64::MAX - u64::MAX % bound;
        loop {
            let number = self.next();
            if number < even {
                return (number % bound) as usize;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Values for a seed of sevens and place 1, from another implementation.
    const SALT: &str = "f42f79865af54205e11e216aad2bf0cce69ff8ee84f9b1a92f8925ce3e7cb3e8";
    const CLAIMS: &str = "1b62321ac281d0f2e10ae9b22ddbe8e7f549141e45c66663149a85e548500c";
    const NONCE: &str = "d9834ef7a833a856a3accb56ec20d0c61ee5f5467bccb8a4fb7502fff41c1501";

    #[test]
    fn places_are_the_same_whenever_they_are_asked() {
        // They must never change: a batch that was begun with one version is resumed with another.
        assert_eq!(places(&[7; 32], 8), [0, 6, 5, 1, 3, 2, 7, 4]);
        let hex = |bytes: &[u8]| const_hex::encode(bytes);
        assert_eq!(hex(&salt(&[7; 32], 1)), SALT);
        assert_eq!(hex(&claims_salt(&[7; 32], 1)), CLAIMS);
        assert_eq!(hex(&nonce(&[7; 32], 1)), NONCE);
    }

    #[test]
    fn every_order_is_about_as_likely() {
        let mut counts = std::collections::BTreeMap::new();
        for n in 0..6000_u32 {
            let order = places(&blake2_256(&n.to_le_bytes()), 3);
            *counts.entry(order).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(
            counts.values().all(|count| (880..1120).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn salts_differ() {
        assert_ne!(salt(&[1; 32], 0), salt(&[1; 32], 1));
        assert_ne!(salt(&[1; 32], 0), salt(&[2; 32], 0));
        assert_ne!(claims_salt(&[1; 32], 0), claims_salt(&[1; 32], 1));
        assert_ne!(claims_salt(&[1; 32], 0), claims_salt(&[2; 32], 0));
        // The values must not reveal one another.
        assert_ne!(salt(&[1; 32], 0)[..31], claims_salt(&[1; 32], 0));
        assert_ne!(nonce(&[1; 32], 0)[..31], claims_salt(&[1; 32], 0));
    }

    proptest! {
        #[test]
        fn each_place_is_given_once(seed: [u8; 32], count in 0_u32..2000) {
            let mut all = places(&seed, count);
            all.sort_unstable();
            prop_assert!(all.into_iter().eq(0..count));
        }
    }
}
