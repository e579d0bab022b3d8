//! Mock runtime with a council, preimages and batches.

use crate::{self as pallet_root_notice, *};
use frame_support::{derive_impl, parameter_types, traits::VariantCountOf};
use frame_system::{EnsureNever, EnsureRoot};
use pallet_chain_timing::TimingParameters;
use pallet_collective::{EnsureProportionAtLeast, EnsureProportionMoreThan, Instance1};
use sp_core::ConstU32;
use sp_runtime::BuildStorage;

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
    pub type ChainTiming = pallet_chain_timing;
    #[runtime::pallet_index(2)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(3)]
    pub type Council = pallet_collective<Instance1>;
    #[runtime::pallet_index(4)]
    pub type Preimage = pallet_preimage;
    #[runtime::pallet_index(5)]
    pub type Utility = pallet_utility;
    #[runtime::pallet_index(6)]
    pub type RootNotice = pallet_root_notice;
}

parameter_types! {
    /// A day of 24 blocks: an hour is a block.
    pub const Timing: TimingParameters =
        TimingParameters { slot_duration: 6_000, epoch_length: 10, day: 24 };
    /// Maximum weight of an announced call. Tests change it, as an upgrade changes weights.
    pub storage MaxCallWeight: Weight = Weight::from_parts(1_000_000_000, u64::MAX);
    pub const AnyWeight: Weight = Weight::MAX;
    /// True while a migration over several blocks is running.
    pub storage Migrating: bool = false;
    /// True while the council is the way to root.
    pub storage InForce: bool = true;
    /// Transaction version of the runtime. Tests change it, as an upgrade does.
    pub storage TransactionVersion: u32 = 1;
    /// The last block of a halt; 0 without one. Tests reset it.
    pub storage HaltedUntil: u32 = 0;
    pub Version: sp_version::RuntimeVersion = sp_version::RuntimeVersion {
        transaction_version: TransactionVersion::get(),
        ..Default::default()
    };
}

/// A mock of migrations over several blocks.
pub struct Migrator;

impl MultiStepMigrator for Migrator {
    fn ongoing() -> bool {
        Migrating::get()
    }

    fn step() -> Weight {
        Weight::zero()
    }
}

/// A mock of a halt, which filters no calls.
pub struct Halt;

impl SafeMode for Halt {
    type BlockNumber = u32;

    fn remaining() -> Option<u32> {
        HaltedUntil::get().checked_sub(System::block_number())
    }

    fn enter(duration: u32) -> Result<(), SafeModeError> {
        if Self::is_entered() {
            return Err(SafeModeError::AlreadyEntered);
        }
        HaltedUntil::set(&(System::block_number() + duration));
        Ok(())
    }

    fn extend(_: u32) -> Result<(), SafeModeError> {
        Err(SafeModeError::Unknown)
    }

    fn exit() -> Result<(), SafeModeError> {
        HaltedUntil::set(&0);
        Ok(())
    }
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountData = pallet_balances::AccountData<u64>;
    type Block = frame_system::mocking::MockBlockU32<Test>;
    type MultiBlockMigrator = Migrator;
    type Version = Version;
}

impl pallet_chain_timing::Config for Test {
    type Default = Timing;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

impl pallet_collective::Config<Instance1> for Test {
    type RuntimeOrigin = RuntimeOrigin;
    type Proposal = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type MotionDuration = ConstU32<100>;
    type MaxProposals = ConstU32<5>;
    type MaxMembers = ConstU32<12>;
    type DefaultVote = pallet_collective::PrimeDefaultVote;
    type WeightInfo = ();
    type SetMembersOrigin = EnsureNever<u64>;
    type MaxProposalWeight = AnyWeight;
    type DisapproveOrigin = EnsureRoot<u64>;
    type KillOrigin = EnsureRoot<u64>;
    type Consideration = ();
}

impl pallet_preimage::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type Currency = Balances;
    type ManagerOrigin = EnsureRoot<u64>;
    type Consideration = ();
}

impl pallet_utility::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = ();
}

/// Members of the council.
pub struct Members;

impl SortedMembers<u64> for Members {
    fn sorted_members() -> Vec<u64> {
        pallet_collective::Members::<Test, Instance1>::get()
    }
}

/// Motions of the council.
pub struct CouncilMotions;

impl Motions<sp_core::H256, u32> for CouncilMotions {
    fn end(motion: sp_core::H256) -> Option<u32> {
        pallet_collective::Voting::<Test, Instance1>::contains_key(motion).then_some(MOTIONS_END)
    }

    fn remove(motion: sp_core::H256) {
        Council::do_disapprove_proposal(motion);
    }

    fn remove_weight() -> Weight {
        Weight::zero()
    }
}

/// Last block of every motion: those of the tests are put in block 1.
pub const MOTIONS_END: u32 = 101;

impl pallet_root_notice::Config for Test {
    type RuntimeCall = RuntimeCall;
    type AnnounceOrigin = EnsureProportionAtLeast<u64, Instance1, 2, 3>;
    type ObjectOrigin = EnsureProportionMoreThan<u64, Instance1, 1, 3>;
    type EnactOrigin = EnsureProportionAtLeast<u64, Instance1, 5, 6>;
    type Council = Council;
    type Motions = CouncilMotions;
    type Members = Members;
    type ChangeWeight = ();
    type Preimages = Preimage;
    type MaxMembers = ConstU32<12>;
    type MaxAnnouncements = ConstU32<4>;
    type MaxCallWeight = MaxCallWeight;
    type EnactWindow = ConstU32<100>;
    type HaltOrigin = EnsureProportionMoreThan<u64, Instance1, 1, 3>;
    type Halt = Halt;
    type HaltDuration = ConstU32<24>;
    type HaltPause = ConstU32<168>;
    type InForce = InForce;
    type WeightInfo = ();
}

/// Hours of the notice; an hour is a block.
pub const NOTICE: u32 = 72;

/// A chain with a council of members 1 to 9, a floor of 5, and this notice in hours.
pub fn chain_with_notice(notice: u32) -> sp_io::TestExternalities {
    let mut chain: sp_io::TestExternalities = genesis((1..=9).collect(), notice, 5)
        .build_storage()
        .unwrap()
        .into();
    chain.execute_with(|| System::set_block_number(1));
    chain
}

pub fn genesis(members: Vec<u64>, notice: u32, council_floor: u32) -> RuntimeGenesisConfig {
    RuntimeGenesisConfig {
        council: pallet_collective::GenesisConfig {
            members,
            ..Default::default()
        },
        root_notice: pallet_root_notice::GenesisConfig {
            notice,
            council_floor,
            ..Default::default()
        },
        ..Default::default()
    }
}

/// A chain with a notice.
#[cfg(feature = "runtime-benchmarks")]
pub fn chain() -> sp_io::TestExternalities {
    chain_with_notice(NOTICE)
}

/// Runs `test` on a chain with a notice, and checks the invariants afterwards.
pub fn with_chain(test: impl FnOnce()) {
    chain_with_notice(NOTICE).execute_with(|| {
        test();
        RootNotice::do_try_state().unwrap();
    });
}

/// Origin of a motion with `ayes` ayes of nine members.
pub fn part(ayes: u32) -> RuntimeOrigin {
    pallet_collective::RawOrigin::Members(ayes, 9).into()
}

/// A call that only root can make, whose effect is [`stored`].
pub fn store(value: u8) -> Box<RuntimeCall> {
    store_bytes(vec![value])
}

/// Like [`store`], with more than 128 bytes, so that its preimage is stored separately.
pub fn store_long(value: u8) -> Box<RuntimeCall> {
    store_bytes(vec![value; 200])
}

fn store_bytes(value: Vec<u8>) -> Box<RuntimeCall> {
    let items = vec![(b"key".to_vec(), value)];
    Box::new(frame_system::Call::set_storage { items }.into())
}

/// The first byte that [`store`] has stored.
pub fn stored() -> Option<u8> {
    sp_io::storage::get(b"key").and_then(|value| value.first().copied())
}

pub fn hash(call: &RuntimeCall) -> sp_core::H256 {
    sp_runtime::traits::BlakeTwo256::hash_of(call)
}

/// Starts the block `number` with this remaining weight.
pub fn block_with(number: u32, weight: Weight) -> Weight {
    System::set_block_number(number);
    let mut meter = WeightMeter::with_limit(weight);
    RootNotice::on_poll(number, &mut meter);
    meter.consumed()
}

/// Starts the block `number`.
pub fn block(number: u32) {
    block_with(number, Weight::MAX);
}
