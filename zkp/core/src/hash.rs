//! Hashes to field elements, each under a tag (`docs/zkp.md`, section 2).

use crate::{
    limits::MAX_TEXT_BYTES,
    poseidon::{permute3, permute5},
    tags::SUITE,
    Fr,
};

/// The bytes `aura/1/<tag>` as a little-endian integer: lane 0 of a hash under that tag.
///
/// # Panics
///
/// If the tag is longer than 24 bytes. Those of [`crate::tags`] are not.
#[allow(clippy::indexing_slicing)] // Constants have no iterators; the lengths are asserted.
pub const fn tag(tag: &str) -> Fr {
    let (suite, tag) = (SUITE.as_bytes(), tag.as_bytes());
    assert!(
        suite.len() + tag.len() <= MAX_TEXT_BYTES,
        "a tag has at most 24 bytes"
    );
    let mut limbs = [0; 4];
    let mut at = 0;
    while at < suite.len() + tag.len() {
        let byte = if at < suite.len() {
            suite[at]
        } else {
            tag[at - suite.len()]
        };
        limbs[at / 8] |= (byte as u64) << (at % 8 * 8);
        at += 1;
    }
    Fr::from_raw(limbs)
}

/// `P3(tag; a, b)`: one permutation of three lanes, of which lane 0 is the result.
pub fn p3(tag: Fr, [a, b]: [Fr; 2]) -> Fr {
    let mut lanes = [tag, a, b];
    permute3(&mut lanes);
    let [hash, ..] = lanes;
    hash
}

/// `P5(tag; a, b, c, d)`: one permutation of five lanes, of which lane 0 is the result.
pub fn p5(tag: Fr, [a, b, c, d]: [Fr; 4]) -> Fr {
    let mut lanes = [tag, a, b, c, d];
    permute5(&mut lanes);
    let [hash, ..] = lanes;
    hash
}

/// `F(tag; bytes)`: BLAKE2b-256 of `aura/1/<tag>`, a zero byte and the bytes, as a little-endian
/// integer without its two highest bits, which keeps it below the modulus. No tag contains a zero
/// byte, so tags and bytes cannot be confused.
pub fn to_field(tag: &str, bytes: &[u8]) -> Fr {
    let hash = blake2b_simd::Params::new()
        .hash_length(32)
        .to_state()
        .update(SUITE.as_bytes())
        .update(tag.as_bytes())
        .update(&[0])
        .update(bytes)
        .finalize();
    let mut limbs = [0; 4];
    for (limb, bytes) in limbs.iter_mut().zip(hash.as_bytes().as_chunks().0) {
        *limb = u64::from_le_bytes(*bytes);
    }
    let [a, b, c, d] = limbs;
    Fr::from_raw([a, b, c, d & (u64::MAX >> 2)])
}
