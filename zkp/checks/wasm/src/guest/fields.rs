//! The runtime's arithmetic, which uses another field implementation than wallets (`field.rs` of
//! `aura_zkp_core`): hashes and keys must come out as they do natively.

#[path = "fields/sample.rs"]
mod sample;

/// Compares the digest of `count` hashes and keys with `data`.
pub(crate) fn check(data: &[u8], count: u32) -> Option<bool> {
    Some(sample::digest(count) == data)
}
