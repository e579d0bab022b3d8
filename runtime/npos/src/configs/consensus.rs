//! Block authorship: BABE.

use super::{
    finality::{KeyOwners, MaxAuthorities, ReportLongevity},
    phase::MaxNominators,
};
use crate::*;
use alloc::vec;
use frame_support::{
    build_struct_json_patch,
    traits::{FindAuthor, Get},
};
use pallet_chain_timing::{EpochLength, SlotDuration};
pub use sp_consensus_babe::{digests::PreDigest as Claim, BABE_ENGINE_ID as ENGINE_ID};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration, Slot};
use sp_runtime::ConsensusEngineId;
use sp_staking::SessionIndex;

/// The pallet of the engine.
pub type Engine = Babe;
/// Ends sessions: an epoch is a fixed number of slots.
pub type Sessions = Babe;

/// A quarter of the slots has a primary author; each of the others has a secondary one, which
/// proves its randomness too. See decision 7 in `docs/decisions`.
pub const EPOCH_CONFIG: BabeEpochConfiguration = BabeEpochConfiguration {
    c: (1, 4),
    allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots,
};

impl pallet_babe::Config for Runtime {
    type EpochDuration = EpochLength<Runtime>;
    type ExpectedBlockTime = SlotDuration<Runtime>;
    type EpochChangeTrigger = pallet_babe::ExternalTrigger;
    type DisabledValidators = Session;
    type WeightInfo = ();
    type MaxAuthorities = MaxAuthorities;
    type MaxNominators = MaxNominators;
    type KeyOwnerProof = sp_session::MembershipProof;
    type EquivocationReportSystem =
        pallet_babe::EquivocationReportSystem<Runtime, Offences, KeyOwners, ReportLongevity>;
}

/// The session whose validators may author in a slot, as `pallet-babe` counts it for reports.
///
/// The session index is behind the epoch index by the number of epochs without a block. A slot of
/// such an epoch, or in the future, gives the index of a session in which no validator authored in
/// it.
pub fn session_of(slot: Slot) -> Option<SessionIndex> {
    let length = <EpochLength<Runtime> as Get<u64>>::get();
    let genesis = pallet_babe::GenesisSlot::<Runtime>::get();
    let epoch = slot.saturating_sub(*genesis).checked_div(length)?;
    let skipped = Babe::skipped_epochs()
        .into_iter()
        .rev()
        .find(|(first, _)| *first <= epoch)
        .map_or(0, |(first, session)| first.saturating_sub(session.into()));
    SessionIndex::try_from(epoch.saturating_sub(skipped)).ok()
}

/// The account that authored the block.
///
/// The first block of an epoch is by an author of that epoch. Authorship asks before Session has
/// put the validators of that epoch in place, so they are still the queued ones.
pub struct Author;

impl FindAuthor<AccountId> for Author {
    fn find_author<'a, I>(digests: I) -> Option<AccountId>
    where
        I: 'a + IntoIterator<Item = (ConsensusEngineId, &'a [u8])>,
    {
        let index = usize::try_from(Babe::find_author(digests)?).ok()?;
        if Babe::should_epoch_change(System::block_number()) {
            let (validator, _) = Session::queued_keys().into_iter().nth(index)?;
            return Some(validator);
        }
        Session::validators().into_iter().nth(index)
    }
}

/// The engine's part of a preset's genesis. `pallet-session` fills the authorities; the fields are
/// present because tools look for them.
pub fn genesis() -> serde_json::Value {
    build_struct_json_patch!(RuntimeGenesisConfig {
        babe: BabeConfig {
            authorities: vec![],
            epoch_config: EPOCH_CONFIG,
        },
    })
}
