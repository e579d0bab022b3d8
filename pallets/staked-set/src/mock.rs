//! A runtime with staking, sessions and the council's set. Sessions are rotated by hand, and an era
//! has [`SESSIONS`] of them.

use crate as pallet_staked_set;
use crate::*;
use codec::Encode;
use frame_election_provider_support::{
    bounds::{ElectionBounds, ElectionBoundsBuilder},
    onchain, SequentialPhragmen,
};
use frame_support::{
    assert_ok, derive_impl, parameter_types,
    traits::{ConstBool, ConstU32, ConstU64, Hooks},
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use pallet_staking::{RewardDestination, UseNominatorsAndValidatorsMap};
use sp_runtime::{
    impl_opaque_keys,
    testing::UintAuthorityId,
    traits::{ConvertInto, OpaqueKeys},
    BuildStorage,
};
use sp_staking::{
    offence::{OffenceDetails, OnOffenceHandler},
    SessionIndex, StakingAccount,
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
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(3)]
    pub type Session = pallet_session;
    #[runtime::pallet_index(4)]
    pub type Historical = pallet_session::historical;
    #[runtime::pallet_index(5)]
    pub type ValidatorSet = pallet_validator_set;
    #[runtime::pallet_index(6)]
    pub type Staking = pallet_staking;
    #[runtime::pallet_index(7)]
    pub type StakedSet = pallet_staked_set;
}

/// Balances, in the smallest unit.
pub type Balance = u128;
/// Sessions of an era.
pub const SESSIONS: SessionIndex = 3;
/// Tokens of each account at the start.
pub const FORTUNE: Balance = 1_000_000;
/// The account that stands for the council.
pub const COUNCIL: u64 = 9_999;
/// Seats, where a test does not change them.
pub const SEATS: u32 = 50;

impl_opaque_keys! {
    pub struct SessionKeys {
        pub dummy: NoHandler,
    }
}

/// A session handler for the one key of the mock.
pub struct NoHandler;

impl sp_runtime::BoundToRuntimeAppPublic for NoHandler {
    type Public = UintAuthorityId;
}

impl frame_support::traits::OneSessionHandler<u64> for NoHandler {
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
    type AccountData = pallet_balances::AccountData<Balance>;
}

impl pallet_timestamp::Config for Test {
    type Moment = u64;
    type OnTimestampSet = ();
    type MinimumPeriod = ConstU64<1>;
    type WeightInfo = ();
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = Balance;
}

parameter_types! {
    pub const Period: u64 = u64::MAX;
    pub const Offset: u64 = u64::MAX;
    pub const BondingDuration: EraIndex = 14;
    pub static SlashDeferDuration: EraIndex = 12;
    pub static SessionsPerEra: SessionIndex = SESSIONS;
    pub const MinStaked: Perbill = Perbill::from_percent(10);
    /// Long enough that an era tells idle validators.
    pub static SlotsPerSession: u64 = 100_000;
    pub static MaxRecords: u32 = 64;
    pub static PageSize: u32 = 4;
    pub Bounds: ElectionBounds = ElectionBoundsBuilder::default().build();
    pub static EraPay: (Balance, Balance) = (1_000, 0);
}

frame_support::ord_parameter_types! {
    pub const Council: u64 = COUNCIL;
}

impl pallet_session::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = u64;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = pallet_session::PeriodicSessions<Period, Offset>;
    type NextSessionRotation = pallet_session::PeriodicSessions<Period, Offset>;
    type SessionManager = pallet_session::historical::NoteHistoricalRoot<Test, StakedSet>;
    type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
    type Keys = SessionKeys;
    type DisablingStrategy = pallet_validator_set::GravestFirst;
    type WeightInfo = ();
    type Currency = Balances;
    type KeyDeposit = ();
}

impl pallet_session::historical::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type FullIdentification = ();
    type FullIdentificationOf = pallet_validator_set::SessionValidator<Test>;
}

impl pallet_validator_set::Config for Test {
    type AddOrigin = EnsureRoot<u64>;
    type RemoveOrigin = EnsureSignedBy<Council, u64>;
    type MaxValidators = ConstU32<100>;
    type HistoryDepth = ConstU32<168>;
    type WeightInfo = ();
}

/// Sequential Phragmén on chain.
pub struct Election;

impl onchain::Config for Election {
    type System = Test;
    type Solver = SequentialPhragmen<u64, Perbill>;
    type DataProvider = Staking;
    type WeightInfo = ();
    type MaxBackersPerWinner = ConstU32<1_000>;
    type MaxWinnersPerPage = ConstU32<100>;
    type Bounds = Bounds;
    type Sort = ConstBool<true>;
}

/// Pays what a test says, and nothing while nothing is staked.
pub struct Pay;

impl sp_staking::EraPayout<Balance> for Pay {
    fn era_payout(staked: Balance, _: Balance, _: u64) -> (Balance, Balance) {
        if staked == 0 {
            (0, 0)
        } else {
            EraPay::get()
        }
    }
}

#[derive_impl(pallet_staking::config_preludes::TestDefaultConfig)]
impl pallet_staking::Config for Test {
    type OldCurrency = Balances;
    type Currency = Balances;
    type UnixTime = Timestamp;
    type SessionsPerEra = SessionsPerEra;
    type BondingDuration = BondingDuration;
    type SlashDeferDuration = SlashDeferDuration;
    type AdminOrigin = EnsureRoot<u64>;
    type SessionInterface = Self;
    type EraPayout = Pay;
    type NextNewSession = Session;
    type MaxExposurePageSize = PageSize;
    type MaxValidatorSet = ConstU32<100>;
    type ElectionProvider = onchain::OnChainExecution<Election>;
    type GenesisElectionProvider = Self::ElectionProvider;
    type VoterList = UseNominatorsAndValidatorsMap<Self>;
    type TargetList = StakedSet;
    type HistoryDepth = ConstU32<28>;
}

impl pallet_staked_set::Config for Test {
    type ArmOrigin = EnsureSignedBy<Council, u64>;
    type MinStaked = MinStaked;
    type MinValidators = ConstU32<4>;
    type SlotsPerSession = SlotsPerSession;
    type IdleEras = ConstU32<7>;
    type MaxRecords = MaxRecords;
    type FirstValues = ();
    type WeightInfo = ();
}

/// The council's account.
pub fn council() -> RuntimeOrigin {
    RuntimeOrigin::signed(COUNCIL)
}

/// A chain whose council names the validators 1 to `validators`; accounts up to 200 own tokens and
/// have session keys.
pub fn chain_of(validators: u64) -> sp_io::TestExternalities {
    let keys = |who: u64| {
        let dummy = UintAuthorityId(who);
        (who, who, SessionKeys { dummy })
    };
    let mut chain: sp_io::TestExternalities = RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig {
            balances: (1..=200).map(|who| (who, FORTUNE)).collect(),
            ..Default::default()
        },
        session: pallet_session::GenesisConfig {
            keys: (1..=validators).map(keys).collect(),
            non_authority_keys: (validators + 1..=200).map(keys).collect(),
        },
        validator_set: pallet_validator_set::GenesisConfig {
            floor: 3,
            ..Default::default()
        },
        staking: pallet_staking::GenesisConfig {
            validator_count: SEATS,
            ..Default::default()
        },
        ..Default::default()
    }
    .build_storage()
    .expect("the genesis is valid")
    .into();
    chain.execute_with(|| {
        System::set_block_number(1);
        Timestamp::set_timestamp(1_000);
        // The first planned session needs a root.
        rotate(2);
    });
    chain
}

/// Runs `test` on a chain of four validators, and checks the invariants at the end.
pub fn with_chain(test: impl FnOnce()) {
    chain_of(4).execute_with(|| {
        test();
        try_state();
    });
}

/// Runs `test` on a chain of which the stake elected the validators 1 to `validators`, in its era
/// 1, and checks the invariants at the end.
pub fn with_staked(validators: u64, test: impl FnOnce()) {
    chain_of(validators).execute_with(|| {
        hand_over(validators);
        test();
        try_state();
    });
}

/// Invariants of the pallets.
pub fn try_state() {
    StakedSet::do_try_state().expect("invariants of the staked set");
    ValidatorSet::do_try_state().expect("invariants of the council's set");
}

/// Bonds tokens and declares the account a candidate.
pub fn candidate(who: u64, bond: Balance) {
    assert_ok!(Staking::bond(
        RuntimeOrigin::signed(who),
        bond,
        RewardDestination::Stash
    ));
    assert_ok!(Staking::validate(
        RuntimeOrigin::signed(who),
        Default::default()
    ));
}

/// Bonds tokens and nominates.
pub fn nominator(who: u64, bond: Balance, targets: Vec<u64>) {
    assert_ok!(Staking::bond(
        RuntimeOrigin::signed(who),
        bond,
        RewardDestination::Stash
    ));
    assert_ok!(Staking::nominate(RuntimeOrigin::signed(who), targets));
}

/// Replaces the session keys of an account.
pub fn set_keys(who: u64, of: u64) {
    let mut keys = SessionKeys {
        dummy: UintAuthorityId(of),
    };
    let proof = keys
        .create_ownership_proof(&who.encode())
        .expect("the keystore of the mock signs");
    assert_ok!(Session::set_keys(
        RuntimeOrigin::signed(who),
        keys,
        proof.encode()
    ));
}

/// Ends this many sessions, in each of which the validators of `alive` make a block.
pub fn sessions(count: u32, alive: impl Fn(u64) -> bool) {
    for _ in 0..count {
        for who in Session::validators() {
            if alive(who) {
                author(who);
            }
        }
        rotate(1);
    }
}

/// Ends this many sessions in which every validator makes a block.
pub fn live(count: u32) {
    sessions(count, |_| true);
}

/// Ends sessions until the active era is `era`, in which every validator makes a block.
pub fn live_until_era(era: EraIndex) {
    until_era(era, |_| true);
}

/// Ends sessions until the active era is `era`, in which the validators of `alive` make blocks.
///
/// # Panics
///
/// If eras stop: an election fails with too few electable candidates.
pub fn until_era(era: EraIndex, alive: impl Fn(u64) -> bool) {
    let most = (era - active_era()) * (SessionsPerEra::get() + 1) + 3;
    for _ in 0..most {
        if active_era() >= era {
            return;
        }
        sessions(1, &alive);
    }
    panic!(
        "era {era} does not come: era {}, set {:?}",
        active_era(),
        Session::validators()
    );
}

/// A validator makes a block.
pub fn author(who: u64) {
    pallet_staking::ErasRewardPoints::<Test>::mutate(active_era(), |points| {
        *points.individual.entry(who).or_default() += 20;
        points.total += 20;
    });
}

fn rotate(count: u32) {
    for _ in 0..count {
        System::set_block_number(System::block_number() + 1);
        Timestamp::set_timestamp(Timestamp::get() + 1_000);
        Session::rotate_session();
        <Staking as Hooks<_>>::on_finalize(System::block_number());
    }
}

/// The active era.
pub fn active_era() -> EraIndex {
    Staking::active_era().expect("it is seeded").index
}

/// Arms the hand-over to at least four validators.
pub fn arm() {
    assert_ok!(StakedSet::arm(council(), 4));
}

/// Candidates 1 to `count` and fifty nominators of theirs, each with half of its fortune.
pub fn stakers(count: u64) {
    for who in 1..=count {
        candidate(who, FORTUNE / 2);
    }
    for who in 101..=150 {
        nominator(who, FORTUNE / 2, vec![1 + who % count]);
    }
}

/// Hands the set over to the candidates 1 to `validators`, until era 1 is active.
pub fn hand_over(validators: u64) {
    stakers(validators);
    arm();
    live_until_era(1);
    let mut set = Session::validators();
    set.sort();
    assert_eq!(set, (1..=validators).collect::<Vec<_>>());
}

/// Active bond of an account.
pub fn bonded(who: u64) -> Balance {
    Staking::ledger(StakingAccount::Stash(who)).map_or(0, |ledger| ledger.active)
}

/// Tokens of an account, locked ones too.
pub fn owned(who: u64) -> Balance {
    <Balances as frame_support::traits::fungible::Inspect<u64>>::total_balance(&who)
}

/// Standing of a candidate.
pub fn standing(who: u64) -> Standing {
    StakedSet::standing(&who).expect("it is a candidate")
}

/// Reports an offence of a validator in `session`.
pub fn offence(who: u64, percent: u32, session: SessionIndex) {
    report(who, Perbill::from_percent(percent), session)
}

/// Reports an offence of a validator in `session`, with this fraction to slash.
pub fn report(who: u64, fraction: Perbill, session: SessionIndex) {
    let details = OffenceDetails {
        offender: (who, ()),
        reporters: vec![],
    };
    <StakedSet as OnOffenceHandler<_, _, _>>::on_offence(&[details], &[fraction], session);
}
