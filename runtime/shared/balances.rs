//! The native token and fees; the policy is `aura_runtime_common::fees`.

use crate::{constants::currency, fees, *};
use frame_support::{
    parameter_types,
    traits::{ConstU32, ConstU8, VariantCountOf},
};

parameter_types! {
    pub const ExistentialDeposit: Balance = currency::EXISTENTIAL_DEPOSIT;
}

impl pallet_balances::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
    type Balance = Balance;
    type DustRemoval = ();
    type ExistentialDeposit = ExistentialDeposit;
    type AccountStore = System;
    type ReserveIdentifier = [u8; 8];
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxLocks = ConstU32<50>;
    type MaxReserves = ConstU32<50>;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
    type DoneSlashHandler = ();
}

impl pallet_transaction_payment::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type OnChargeTransaction =
        pallet_transaction_payment::FungibleAdapter<Balances, fees::BurnFeeTipAuthor<Runtime>>;
    type WeightToFee = fees::WeightToFee;
    type LengthToFee = fees::LengthToFee;
    type FeeMultiplierUpdate = fees::SlowAdjustingMultiplier<Runtime>;
    type OperationalFeeMultiplier = ConstU8<5>;
    type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}
