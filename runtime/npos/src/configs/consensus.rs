//! Who authors: BABE.

use super::finality::{MaxAuthorities, ReportLongevity};
use crate::*;
use alloc::vec;
use frame_support::{
    build_struct_json_patch,
    traits::{ConstU32, FindAuthor},
};
use pallet_chain_timing::{EpochLength, SlotDuration};
pub use sp_consensus_babe::{digests::PreDigest as Claim, BABE_ENGINE_ID as ENGINE_ID};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_runtime::ConsensusEngineId;

/// The pallet of the engine.
pub type Engine = Babe;
/// When a session ends: an epoch is so many slots.
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
    type MaxNominators = ConstU32<0>;
    type KeyOwnerProof = sp_session::MembershipProof;
    type EquivocationReportSystem =
        pallet_babe::EquivocationReportSystem<Runtime, Offences, Historical, ReportLongevity>;
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

/// What the engine adds to the genesis of a preset. `pallet-session` fills the authorities; they
/// are present, since tools look for them.
pub fn genesis() -> serde_json::Value {
    build_struct_json_patch!(RuntimeGenesisConfig {
        babe: BabeConfig {
            authorities: vec![],
            epoch_config: EPOCH_CONFIG,
        },
    })
}
