//! Proofs about credentials.

use super::{credentials::CredentialsPrice, governance::RootOrThird};
use crate::{constants::zkp, *};
use aura_zkp_verifier::groth16::HostCalls;
use frame_support::traits::{fungible::HoldConsideration, ConstU32};
use frame_system::EnsureRoot;
use pallet_chain_timing::Minutes;

frame_support::parameter_types! {
    pub const PolicyHold: RuntimeHoldReason =
        RuntimeHoldReason::ZkpVerifier(pallet_zkp_verifier::HoldReason::Policy);
}

impl pallet_zkp_verifier::Config for Runtime {
    type AdminOrigin = EnsureRoot<AccountId>;
    type EmergencyOrigin = RootOrThird;
    type Backend = HostCalls;
    type PolicyConsideration = HoldConsideration<AccountId, Balances, PolicyHold, CredentialsPrice>;
    type MaxExpiry = Minutes<Runtime, { zkp::EXPIRY_MINUTES }>;
    type MaxOpen = ConstU32<{ zkp::OPEN_BLOCKS }>;
    type WeightInfo = pallet_zkp_verifier::weights::SubstrateWeight<Runtime>;
}
