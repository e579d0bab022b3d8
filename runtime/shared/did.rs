//! Decentralised identifiers.

use crate::{
    constants::{block, currency::deposit},
    *,
};
use frame_support::{parameter_types, traits::ConstU32};
use pallet_did::deposit::{EntryPrice, Hold};

parameter_types! {
    pub const DidHold: RuntimeHoldReason =
        RuntimeHoldReason::Did(pallet_did::HoldReason::Entry);
    pub const DidItem: Balance = deposit(1, 0);
    pub const DidByte: Balance = deposit(0, 1);
}

/// Deposit for an entry, and for the bytes of a tombstone.
pub type DidPrice = EntryPrice<DidItem, DidByte, Balance>;

impl pallet_did::Config for Runtime {
    type RuntimeCall = RuntimeCall;
    type RuntimeOrigin = RuntimeOrigin;
    type Consideration = Hold<Balances, DidHold, DidPrice>;
    type Currency = Balances;
    // The chain keeps the hash of a checkpoint for as long.
    type OperationLifetime = ConstU32<{ block::MAX_BLOCK_HASHES }>;
    type WeightInfo = pallet_did::weights::SubstrateWeight<Runtime>;
}
