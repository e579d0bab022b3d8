//! BABE's first state, as a pure function of phase 1's storage.
//!
//! In S the code is new and the storage old: the runtime API must answer with the same values that
//! the migration writes one block later, or nodes and runtime would disagree about BABE's first two
//! epochs. Therefore both use this function.

use super::phase1::{aura, consensus_switch};
use crate::{
    configs::{consensus::EPOCH_CONFIG, finality::MaxAuthorities},
    *,
};
use codec::{Decode, Encode};
use frame_support::{
    storage::{with_transaction_unchecked, TransactionOutcome},
    traits::Get,
    WeakBoundedVec,
};
use sp_consensus_babe::{
    AuthorityId, BabeAuthorityWeight, BabeEpochConfiguration, Randomness, Slot,
};

const LOG_TARGET: &str = "runtime::switch";

/// BABE authorities with weights, as `pallet-babe` stores them.
pub type Authorities = WeakBoundedVec<(AuthorityId, BabeAuthorityWeight), MaxAuthorities>;

/// The contents of `pallet-babe`'s storage in the state of S. Absent items have the right defaults.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct FirstEpochs {
    /// Assignment of slots to authors.
    pub config: BabeEpochConfiguration,
    /// BABE keys of the session's validators, in their order.
    pub authorities: Authorities,
    /// BABE keys of the queued session.
    pub next_authorities: Authorities,
    /// Index of the first epoch: that of the session.
    pub epoch_index: u64,
    /// Slot at which epoch 0 would have begun.
    pub genesis_slot: Slot,
    /// Slot of S.
    pub current_slot: Slot,
    /// First blocks of the epoch before and of the first one, which begins with S.
    pub epoch_start: (BlockNumber, BlockNumber),
    /// Randomness of the first epoch.
    pub randomness: Randomness,
    /// Randomness of the second epoch.
    pub next_randomness: Randomness,
}

/// BABE's first state, or `None` if BABE already has a state.
pub fn first_epochs() -> Option<FirstEpochs> {
    if pallet_babe::EpochConfig::<Runtime>::exists() {
        return None;
    }
    let current_slot = aura::CurrentSlot::get();
    let session = Session::current_index().into();
    let length = <Runtime as pallet_babe::Config>::EpochDuration::get();
    let (epoch_index, genesis_slot) = place(*current_slot, session, length);
    if epoch_index != session {
        log::error!(
            target: LOG_TARGET,
            "slot {} is too early for session {session} of {length} slots each: \
             equivocations of BABE cannot be reported",
            *current_slot,
        );
    }
    Some(FirstEpochs {
        config: EPOCH_CONFIG,
        authorities: equal(consensus_switch::Authorities::get()),
        next_authorities: equal(consensus_switch::NextAuthorities::get()),
        epoch_index,
        genesis_slot: genesis_slot.into(),
        current_slot,
        epoch_start: (0, System::block_number()),
        randomness: randomness(b"aura: first epoch of BABE"),
        next_randomness: randomness(b"aura: second epoch of BABE"),
    })
}

/// Answers as if BABE's first state were in storage, and leaves storage unchanged.
///
/// Every function of BABE's runtime API uses it: in the state of S it makes them right, and in any
/// other state it changes nothing.
pub fn with_first_epochs<Answer>(answer: impl FnOnce() -> Answer) -> Answer {
    let Some(first) = first_epochs() else {
        return answer();
    };
    with_transaction_unchecked(|| {
        first.write();
        TransactionOutcome::Rollback(answer())
    })
}

/// Index of the epoch that begins in `slot`, and the slot at which epoch 0 would have begun.
///
/// The index is that of the session: BABE accepts reports of equivocations only as long as epochs
/// are not behind sessions. The genesis slot must not be zero, or BABE would take its next block
/// for the first one of a chain and announce an epoch that no node expects.
///
/// Each session of phase 1 took `length` blocks, and each block a slot, so `slot` is above
/// `session * length`. If it were not, blocks would come before reports: the index is then the
/// highest for which the epoch still begins in `slot`. (Slot 0 cannot be: Aura consensus refuses
/// it.)
pub(crate) fn place(slot: u64, session: u64, length: u64) -> (u64, u64) {
    let genesis = |index: u64| {
        let past = index.checked_mul(length)?;
        slot.checked_sub(past).filter(|genesis| *genesis > 0)
    };
    if let Some(genesis) = genesis(session) {
        return (session, genesis);
    }
    let index = slot.saturating_sub(1).checked_div(length).unwrap_or(0);
    (index, genesis(index).unwrap_or(slot))
}

/// Gives every authority the same weight.
fn equal(keys: Vec<AuthorityId>) -> Authorities {
    Authorities::force_from(keys.into_iter().map(|key| (key, 1)).collect(), None)
}

/// Randomness that was unpredictable when validators registered their keys: it includes the parent
/// of S.
fn randomness(label: &[u8]) -> Randomness {
    sp_io::hashing::blake2_256(&(label, System::parent_hash()).encode())
}

impl FirstEpochs {
    /// Number of items that [`Self::write`] writes.
    pub const WRITES: u64 = 9;
    /// Number of items that [`first_epochs`] reads: BABE's configuration, the slot, two sets of
    /// keys, the session, the timing, the number of S and its parent.
    pub const READS: u64 = 8;

    /// Writes the state into the storage of `pallet-babe`.
    pub fn write(self) {
        pallet_babe::EpochConfig::<Runtime>::put(self.config);
        pallet_babe::Authorities::<Runtime>::put(self.authorities);
        pallet_babe::NextAuthorities::<Runtime>::put(self.next_authorities);
        pallet_babe::EpochIndex::<Runtime>::put(self.epoch_index);
        pallet_babe::GenesisSlot::<Runtime>::put(self.genesis_slot);
        pallet_babe::CurrentSlot::<Runtime>::put(self.current_slot);
        pallet_babe::EpochStart::<Runtime>::put(self.epoch_start);
        pallet_babe::Randomness::<Runtime>::put(self.randomness);
        pallet_babe::NextRandomness::<Runtime>::put(self.next_randomness);
    }

    /// Reads the state back; `None` if BABE has none.
    pub fn read() -> Option<Self> {
        Some(Self {
            config: pallet_babe::EpochConfig::<Runtime>::get()?,
            authorities: pallet_babe::Authorities::<Runtime>::get(),
            next_authorities: pallet_babe::NextAuthorities::<Runtime>::get(),
            epoch_index: pallet_babe::EpochIndex::<Runtime>::get(),
            genesis_slot: pallet_babe::GenesisSlot::<Runtime>::get(),
            current_slot: pallet_babe::CurrentSlot::<Runtime>::get(),
            epoch_start: pallet_babe::EpochStart::<Runtime>::get(),
            randomness: pallet_babe::Randomness::<Runtime>::get(),
            next_randomness: pallet_babe::NextRandomness::<Runtime>::get(),
        })
    }
}
