//! Block authorship: Aura consensus.

use super::finality::MaxAuthorities;
use crate::*;
use alloc::vec;
use frame_support::{build_struct_json_patch, parameter_types, traits::ConstBool};
use pallet_chain_timing::{EpochLength, SlotDuration};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
pub use sp_consensus_aura::{Slot as Claim, AURA_ENGINE_ID as ENGINE_ID};

/// The pallet of the engine.
pub type Engine = Aura;
/// The account that authored the block.
pub type Author = pallet_session::FindAccountFromAuthorIndex<Runtime, Aura>;
/// Ends sessions: an epoch is a fixed number of blocks.
pub type Sessions = pallet_session::PeriodicSessions<EpochLength<Runtime>, SessionOffset>;

parameter_types! {
    pub const SessionOffset: BlockNumber = 0;
}

impl pallet_aura::Config for Runtime {
    type AuthorityId = AuraId;
    type DisabledValidators = Session;
    type MaxAuthorities = MaxAuthorities;
    type AllowMultipleBlocksPerSlot = ConstBool<false>;
    type SlotDuration = SlotDuration<Runtime>;
}

impl pallet_consensus_switch::Config for Runtime {
    type MaxAuthorities = MaxAuthorities;
}

/// The engine's part of a preset's genesis. `pallet-session` fills the authorities; the fields are
/// present because tools look for them.
pub fn genesis() -> serde_json::Value {
    build_struct_json_patch!(RuntimeGenesisConfig {
        aura: AuraConfig {
            authorities: vec![]
        },
    })
}
