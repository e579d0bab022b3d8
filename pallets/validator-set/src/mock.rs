use crate as pallet_validator_set;
use codec::Encode;
use frame_support::{derive_impl, parameter_types, traits::ConstU32};
use frame_system::{EnsureRoot, EnsureSignedBy};
use polkadot_sdk::*;
use sp_core::ConstU64;
use sp_runtime::{
    impl_opaque_keys,
    testing::UintAuthorityId,
    traits::{ConvertInto, OpaqueKeys},
    BuildStorage,
};

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(2)]
    pub type Session = pallet_session;
    #[runtime::pallet_index(3)]
    pub type Historical = pallet_session::historical;
    #[runtime::pallet_index(4)]
    pub type ValidatorSet = pallet_validator_set;
}

impl_opaque_keys! {
    pub struct Keys {
        pub dummy: OtherHandler,
    }
}

/// Session handler for the one key of the mock; it does nothing.
pub struct OtherHandler;

impl sp_runtime::BoundToRuntimeAppPublic for OtherHandler {
    type Public = UintAuthorityId;
}

impl frame_support::traits::OneSessionHandler<u64> for OtherHandler {
    type Key = UintAuthorityId;
    fn on_genesis_session<'a, I: 'a + Iterator<Item = (&'a u64, UintAuthorityId)>>(_: I) {}
    fn on_new_session<'a, I: 'a + Iterator<Item = (&'a u64, UintAuthorityId)>>(
        _: bool,
        _: I,
        _: I,
    ) {
    }
    fn on_disabled(_: u32) {}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
}

parameter_types! {
    pub const Offset: u64 = 0;
    pub static MaxValidators: u32 = 6;
}

impl pallet_session::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = u64;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = pallet_session::PeriodicSessions<ConstU64<5>, Offset>;
    type NextSessionRotation = pallet_session::PeriodicSessions<ConstU64<5>, Offset>;
    type SessionManager = pallet_session::historical::NoteHistoricalRoot<Test, ValidatorSet>;
    type SessionHandler = <Keys as OpaqueKeys>::KeyTypeIdProviders;
    type Keys = Keys;
    type DisablingStrategy = pallet_validator_set::GravestFirst;
    type WeightInfo = ();
    type Currency = Balances;
    type KeyDeposit = ConstU64<0>;
}

impl pallet_session::historical::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type FullIdentification = ();
    type FullIdentificationOf = pallet_validator_set::SessionValidator<Test>;
}

frame_support::ord_parameter_types! {
    /// The account that removes offenders.
    pub const Council: u64 = COUNCIL;
}

/// The account that removes offenders.
pub const COUNCIL: u64 = 99;

impl pallet_validator_set::Config for Test {
    type AddOrigin = EnsureRoot<u64>;
    type RemoveOrigin = EnsureSignedBy<Council, u64>;
    type MaxValidators = MaxValidators;
    type HistoryDepth = ConstU32<4>;
    type WeightInfo = ();
}

pub fn keys(of: u64) -> Keys {
    Keys {
        dummy: UintAuthorityId(of),
    }
}

/// Replaces the session keys of `who` by those of `of`.
pub fn set_keys(who: u64, of: u64) {
    let mut keys = keys(of);
    let proof = keys.create_ownership_proof(&who.encode()).unwrap();
    frame_support::assert_ok!(Session::set_keys(
        RuntimeOrigin::signed(who),
        keys,
        proof.encode()
    ));
}

/// A chain with validators 1 to 4; 11 to 13 have keys too, and 21 has none.
pub fn chain_with_floor(floor: u32) -> sp_io::TestExternalities {
    chain_of(4, floor)
}

/// Like [`chain_with_floor`], with validators 1 to `validators`.
pub fn chain_of(validators: u64, floor: u32) -> sp_io::TestExternalities {
    let entry = |who: u64| (who, who, keys(who));
    RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig {
            balances: (1..=21).map(|who| (who, 1_000)).collect(),
            ..Default::default()
        },
        session: pallet_session::GenesisConfig {
            keys: (1..=validators).map(entry).collect(),
            non_authority_keys: (11..=13).map(entry).collect(),
        },
        validator_set: pallet_validator_set::GenesisConfig {
            floor,
            ..Default::default()
        },
        ..Default::default()
    }
    .build_storage()
    .unwrap()
    .into()
}

/// Runs `test` on a chain with a floor of 3, and checks the invariants afterwards.
pub fn with_chain(test: impl FnOnce()) {
    chain_with_floor(3).execute_with(|| {
        System::set_block_number(1);
        test();
        ValidatorSet::do_try_state().unwrap();
    });
}
