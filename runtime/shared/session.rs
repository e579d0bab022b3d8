//! Sessions and their validators.

use super::{
    consensus::Sessions,
    governance::RootOrCouncil,
    phase::{BeforeHandOver, SetManager, KEYS_FILTER_READS},
};
use crate::{
    constants::{currency, validators},
    *,
};
use frame_support::{parameter_types, weights::Weight};
use frame_system::EnsureRoot;
use sp_runtime::traits::{ConvertInto, OpaqueKeys};

parameter_types! {
    pub const MaxValidators: u32 = validators::MAX_VALIDATORS;
    pub const HistoryDepth: u32 = validators::REPORT_LONGEVITY_SESSIONS;
    /// A key set under a key of 40 bytes, and for each of its four keys an owner under a key of 45
    /// bytes.
    pub const KeyDeposit: Balance = currency::deposit(5, 40 + 4 * 32 + 4 * (45 + 32));
}

/// The SDK's weights, plus the reads of the call filter before a purge.
pub struct SessionWeight;

type SdkWeight = pallet_session::weights::SubstrateWeight<Runtime>;

impl pallet_session::WeightInfo for SessionWeight {
    fn set_keys() -> Weight {
        SdkWeight::set_keys()
    }

    fn purge_keys() -> Weight {
        let filter = <Runtime as frame_system::Config>::DbWeight::get().reads(KEYS_FILTER_READS);
        SdkWeight::purge_keys().saturating_add(filter)
    }
}

impl pallet_session::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = AccountId;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = Sessions;
    type NextSessionRotation = Sessions;
    type SessionManager = pallet_session::historical::NoteHistoricalRoot<Runtime, SetManager>;
    type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
    type Keys = SessionKeys;
    type DisablingStrategy = pallet_validator_set::GravestFirst;
    type WeightInfo = SessionWeight;
    type Currency = Balances;
    type KeyDeposit = KeyDeposit;
}

impl pallet_session::historical::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type FullIdentification = ();
    type FullIdentificationOf = pallet_validator_set::SessionValidator<Runtime>;
}

impl pallet_validator_set::Config for Runtime {
    // With this origin, two thirds could fill the set and keep every objection out of blocks during
    // a notice.
    type AddOrigin = BeforeHandOver<EnsureRoot<AccountId>>;
    type RemoveOrigin = RootOrCouncil;
    type MaxValidators = MaxValidators;
    type HistoryDepth = HistoryDepth;
    type WeightInfo = pallet_validator_set::weights::SubstrateWeight<Runtime>;
}
