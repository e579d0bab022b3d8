//! Decentralised identifiers.

use crate::{
    constants::{block, currency::deposit},
    *,
};
use frame_support::{
    parameter_types,
    traits::{fungible::HoldConsideration, ConstU32, LinearStoragePrice},
};

parameter_types! {
    pub const DidHold: RuntimeHoldReason =
        RuntimeHoldReason::Did(pallet_did::HoldReason::Entry);
    pub const DidBase: Balance = deposit(1, 0);
    pub const DidByte: Balance = deposit(0, 1);
}

/// What is held for an entry.
pub type DidPrice = LinearStoragePrice<DidBase, DidByte, Balance>;

impl pallet_did::Config for Runtime {
    type RuntimeCall = RuntimeCall;
    type RuntimeOrigin = RuntimeOrigin;
    type Consideration = HoldConsideration<AccountId, Balances, DidHold, DidPrice>;
    // As long as the chain remembers the hash of the checkpoint.
    type OperationLifetime = ConstU32<{ block::HASH_COUNT }>;
    type WeightInfo = pallet_did::weights::SubstrateWeight<Runtime>;
}
