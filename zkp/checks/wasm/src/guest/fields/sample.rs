//! Hashes and keys computed natively and in WASM.

use aura_zkp_core::{
    hash::{p3, p5},
    signature::{PublicKey, SecretKey},
    Fr,
};

/// Edge cases: of the field, of limbs, and of the carries of a product.
fn edges() -> [Fr; 12] {
    let (zero, one) = (Fr::zero(), Fr::one());
    let all = u64::MAX;
    [
        zero,
        one,
        -one,
        -one - one,
        Fr::from(all),
        -Fr::from(all),
        Fr::from_raw([0, 1, 0, 0]),
        Fr::from_raw([all, all, 0, 0]),
        Fr::from_raw([0, 0, 0, 1 << 62]),
        Fr::from_raw([all, all, all, (1 << 62) - 1]),
        Fr::from_raw([1 << 32, 1 << 32, 1 << 32, 1 << 32]),
        -(one + one).invert().unwrap_or(zero),
    ]
}

/// A digest of hashes and keys: of each pair of edge cases, then `count` times of elements derived
/// from the previous ones.
pub fn digest(count: u32) -> [u8; 32] {
    let edges = edges();
    let mut sum = Fr::zero();
    for a in edges {
        for b in edges {
            sum = p5(sum, [a, b, p3(a, [b, sum]), b]);
        }
        sum = key(sum, &a.to_bytes());
    }
    // Above the modulus.
    sum = key(sum, &[0xff; 32]);
    for _ in 0..count {
        let secret = SecretKey::from_seed(&sum.to_bytes());
        let mut bytes = secret.public_key().to_bytes();
        sum = key(sum, &bytes);
        // The same point with the other sign, and a number that is mostly not a point.
        bytes[31] ^= 0x80;
        sum = key(sum, &bytes);
        sum = key(sum, &sum.to_bytes());
    }
    sum.to_bytes()
}

/// Both ways to read a key, and their results.
fn key(sum: Fr, bytes: &[u8; 32]) -> Fr {
    let coordinates = |key: PublicKey| key.coordinates();
    let [u, v] = PublicKey::from_bytes(bytes).map_or([Fr::one(); 2], coordinates);
    let [w, x] = PublicKey::from_document(bytes).map_or([Fr::one(); 2], coordinates);
    p5(sum, [u, v, w, x])
}
