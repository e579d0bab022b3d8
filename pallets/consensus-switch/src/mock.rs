use crate as pallet_consensus_switch;
use frame_support::{derive_impl, parameter_types, traits::ConstU32};
use polkadot_sdk::*;
use sp_consensus_babe::AuthorityId;
use sp_core::{crypto::UncheckedFrom, ConstU64};
use sp_runtime::{impl_opaque_keys, traits::ConvertInto, BuildStorage};
use std::cell::RefCell;

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
    pub type ConsensusSwitch = pallet_consensus_switch;
    #[runtime::pallet_index(2)]
    pub type Session = pallet_session;
    #[runtime::pallet_index(3)]
    pub type Balances = pallet_balances;
}

impl_opaque_keys! {
    pub struct Keys {
        pub babe: ConsensusSwitch,
    }
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

impl pallet_consensus_switch::Config for Test {
    type MaxAuthorities = ConstU32<4>;
}

thread_local! {
    static PLANNED: RefCell<Option<Vec<u64>>> = const { RefCell::new(None) };
}

/// Plans these validators for the next session.
pub fn plan(validators: &[u64]) {
    PLANNED.with(|planned| *planned.borrow_mut() = Some(validators.to_vec()));
}

pub struct Manager;

impl pallet_session::SessionManager<u64> for Manager {
    fn new_session(_: u32) -> Option<Vec<u64>> {
        PLANNED.with(|planned| planned.borrow_mut().take())
    }
    fn new_session_genesis(_: u32) -> Option<Vec<u64>> {
        None
    }
    fn start_session(_: u32) {}
    fn end_session(_: u32) {}
}

parameter_types! {
    pub const Offset: u64 = 0;
}

impl pallet_session::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = u64;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = pallet_session::PeriodicSessions<ConstU64<5>, Offset>;
    type NextSessionRotation = pallet_session::PeriodicSessions<ConstU64<5>, Offset>;
    type SessionManager = Manager;
    type SessionHandler = <Keys as sp_runtime::traits::OpaqueKeys>::KeyTypeIdProviders;
    type Keys = Keys;
    type DisablingStrategy = ();
    type WeightInfo = ();
    type Currency = Balances;
    type KeyDeposit = ConstU64<0>;
}

/// The BABE key of a validator.
pub fn key(of: u64) -> AuthorityId {
    let mut bytes = [0u8; 32];
    bytes[..8].copy_from_slice(&of.to_le_bytes());
    sp_core::sr25519::Public::unchecked_from(bytes).into()
}

/// The BABE keys of validators.
pub fn keys(of: &[u64]) -> Vec<AuthorityId> {
    of.iter().copied().map(key).collect()
}

/// A chain whose first validators are `validators`; 4 further ones are registered.
pub fn chain_of(validators: &[u64]) -> sp_io::TestExternalities {
    let entry = |&who: &u64| (who, who, Keys { babe: key(who) });
    RuntimeGenesisConfig {
        session: pallet_session::GenesisConfig {
            keys: validators.iter().map(entry).collect(),
            non_authority_keys: [11, 12, 13, 14].iter().map(entry).collect(),
        },
        ..Default::default()
    }
    .build_storage()
    .unwrap()
    .into()
}
