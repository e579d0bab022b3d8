//! BABE's part of the shared tests.

use crate::{switch::FirstEpochs, *};
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_core::sr25519::Public;
use sp_runtime::{Digest, DigestItem};

/// Name of the engine in a genesis, and of its session key.
pub const NAME: &str = "babe";
/// Pallets of this phase that the other does not have.
pub const PALLETS: [(u8, &str); 1] = [(5, "Babe")];
/// Calls of this phase with other origins than a signature; see `tests/privileges.rs`.
pub const PRIVILEGES: [(&str, &str); 2] = [
    ("root", "Babe.plan_config_change"),
    ("none", "Babe.report_equivocation_unsigned"),
];

/// The digest of a block of that slot. The runtime leaves the proof of randomness to the node.
pub fn digest(slot: u64, author: u32) -> Digest {
    let claim = SecondaryPlainPreDigest {
        authority_index: author,
        slot: slot.into(),
    };
    let logs = vec![DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(
        claim,
    ))];
    Digest { logs }
}

/// Keys of the authors of this session.
pub fn authorities() -> Vec<Public> {
    keys(Babe::authorities())
}

/// BABE keys of the next session.
pub fn next_babe_authorities() -> Vec<Public> {
    keys(pallet_babe::NextAuthorities::<Runtime>::get())
}

fn keys(authorities: switch::first_epochs::Authorities) -> Vec<Public> {
    authorities.into_iter().map(|(key, _)| key.into()).collect()
}

/// Invariants. Those of `pallet-babe` need a feature that no test enables.
pub fn try_state() {
    let state = FirstEpochs::read().expect("BABE has a configuration");
    assert!(!state.authorities.is_empty() && !state.next_authorities.is_empty());
    assert!(state.genesis_slot <= state.current_slot);
    assert!(state.epoch_start.0 <= state.epoch_start.1);
}
