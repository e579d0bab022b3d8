//! Aura consensus in the shared tests.

use crate::*;
use codec::Encode;
use frame_support::weights::Weight;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::sr25519::Public;
use sp_runtime::{Digest, DigestItem};

/// Name of the engine in a genesis, and of its session key.
pub const NAME: &str = "aura";
/// Pallets of this phase that the other does not have.
pub const PALLETS: [(u8, &str); 2] = [(3, "Aura"), (4, "ConsensusSwitch")];
/// Calls of this phase with other origins than a signature; see `tests/privileges.rs`.
pub const PRIVILEGES: &[(&str, &str)] = &[];

/// Weight of the hooks of this phase that find nothing to do in an idle block.
pub fn idle_hooks() -> Weight {
    Weight::zero()
}

/// The digest of a block of that slot. The slot determines the author.
pub fn digest(slot: u64, author: u32) -> Digest {
    assert_eq!(slot % authorities().len() as u64, u64::from(author));
    let logs = vec![DigestItem::PreRuntime(
        AURA_ENGINE_ID,
        Slot::from(slot).encode(),
    )];
    Digest { logs }
}

/// Keys of the authors of this session.
pub fn authorities() -> Vec<Public> {
    let keys = pallet_aura::Authorities::<Runtime>::get();
    keys.into_iter().map(Into::into).collect()
}

/// BABE keys of the next session.
pub fn next_babe_authorities() -> Vec<Public> {
    let keys = pallet_consensus_switch::NextAuthorities::<Runtime>::get();
    keys.into_iter().map(Into::into).collect()
}

/// Invariants. `pallet-consensus-switch` does not know sessions, so its consistency with them is
/// checked here.
pub fn try_state() {
    ConsensusSwitch::do_try_state().unwrap();
    let of_queued: Vec<_> = Session::queued_keys()
        .into_iter()
        .map(|(_, keys)| Public::from(keys.babe))
        .collect();
    assert_eq!(
        next_babe_authorities(),
        of_queued,
        "BABE's next keys are those of the queued session"
    );
    let now = pallet_consensus_switch::Authorities::<Runtime>::get();
    assert_eq!(
        now.len(),
        Session::validators().len(),
        "each validator of the session has a key for BABE"
    );
}
