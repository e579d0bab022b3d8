//! Zero-knowledge proofs about credentials.

use super::{credentials::CredentialsPrice, governance::RootOrThird};
use crate::{constants::zkp, *};
use aura_zkp_core::groth16::HostCalls;
use frame_support::traits::fungible::HoldConsideration;
use frame_system::EnsureRoot;
use pallet_chain_timing::Minutes;
use sp_runtime::traits::Convert;

frame_support::parameter_types! {
    pub const PolicyHold: RuntimeHoldReason =
        RuntimeHoldReason::ZkpVerifier(pallet_zkp_verifier::HoldReason::Policy);
}

/// Converts minutes to blocks, with a block in every slot; at least 1.
pub struct MinutesToBlocks;

impl Convert<u32, u32> for MinutesToBlocks {
    fn convert(minutes: u32) -> u32 {
        ChainTiming::timing().minutes(minutes)
    }
}

impl pallet_zkp_verifier::Config for Runtime {
    type AdminOrigin = EnsureRoot<AccountId>;
    type EmergencyOrigin = RootOrThird;
    type Backend = HostCalls;
    type PolicyConsideration = HoldConsideration<AccountId, Balances, PolicyHold, CredentialsPrice>;
    type MaxExpiry = Minutes<Runtime, { zkp::MAX_EXPIRY_MINUTES }>;
    type MaxOpen = Minutes<Runtime, { zkp::MAX_OPEN_MINUTES }>;
    type KeyNotice = pallet_root_notice::Notice<Runtime>;
    type MinutesToBlocks = MinutesToBlocks;
    type WeightInfo = pallet_zkp_verifier::weights::SubstrateWeight<Runtime>;
}
