//! Migrations over several blocks that are killed or fail, and the halt of calls.

use super::{account, engine, local, try_state};
use crate::{
    configs::migrations::{MaxServiceWeight, UNTIL_ROOT_ENDS_IT},
    constants::{
        block,
        governance::{HALT_HOURS, HALT_PAUSE_HOURS},
    },
    *,
};
use aura_primitives::did::{
    Did as DidId, Document, NewVerificationMethod, PublicKey, Relationships,
};
use codec::{Decode, Encode};
use frame_support::{
    assert_noop, assert_ok,
    migrations::{SteppedMigration, SteppedMigrationError, SteppedMigrations},
    pallet_prelude::{Identity, OptionQuery},
    storage_alias,
    traits::{ConstU32, Contains, StorageVersion},
    weights::{Weight, WeightMeter},
    BoundedVec,
};
use pallet_migrations::{Cursor, MigrationCursor};
use sp_core::{ed25519, Pair};
use sp_runtime::{
    traits::{Block as _, Dispatchable},
    DispatchError, ExtrinsicInclusionMode,
};
use sp_storage::Storage;
use std::{cell::Cell, time::Instant};

type State = pallet_did::State<<Runtime as pallet_did::Config>::Consideration>;
type Dids = pallet_did::Dids<Runtime>;

/// The map of the next layout: each entry has a number before it.
#[storage_alias(verbatim)]
type DidsOfTheNextLayout = StorageMap<Did, Identity, DidId, (u8, State), OptionQuery>;

/// A migration that a test plans.
#[derive(Clone, Copy)]
struct Plan {
    /// Weight of one DID.
    weight: Weight,
    /// Number of DIDs after which it fails.
    fails_after: Option<u32>,
}

thread_local! {
    static PLAN: Cell<Option<Plan>> = const { Cell::new(None) };
    static DONE: Cell<u32> = const { Cell::new(0) };
}

fn plan(plan: Option<Plan>) {
    PLAN.set(plan);
    DONE.set(0);
}

/// Plans to move this many DIDs in a block.
#[allow(dead_code, reason = "for the tests of phase 2")]
pub fn plan_moving(per_block: u64) {
    plan(Some(plan_of(per_block, None)));
}

/// Makes this many DIDs of Alice's.
pub fn make_dids(count: u32) {
    for number in 0..count {
        let key = ed25519::Pair::from_seed(&sp_io::hashing::blake2_256(&number.encode()));
        let document = Document {
            methods: vec![NewVerificationMethod {
                key: PublicKey::Ed25519(key.public().0),
                relationships: Relationships::SIGNING,
            }]
            .try_into()
            .unwrap(),
            ..Default::default()
        };
        let mut salt = [0; 32];
        salt[..4].copy_from_slice(&number.to_le_bytes());
        assert_ok!(Did::create(
            RuntimeOrigin::signed(account("Alice")),
            Box::new(document),
            salt,
            None,
            Balance::MAX
        ));
    }
}

/// Returns true if a migration is running.
pub fn is_running() -> bool {
    Cursor::<Runtime>::exists()
}

/// DIDs that the migration has moved, in their old form.
pub fn moved() -> Vec<(DidId, State)> {
    let state = |(did, (layout, state)): (DidId, (u8, State))| {
        assert_eq!(layout, 2);
        (did, state)
    };
    DidsOfTheNextLayout::iter().map(state).collect()
}

/// A plan in which a block has time for this many DIDs.
fn plan_of(per_block: u64, fails_after: Option<u32>) -> Plan {
    // Half a block of the chain `local`.
    let available = block::maximum_weight(2_000).ref_time() / 2;
    // The migrator needs a share of its own first.
    let weight = Weight::from_parts(available / (per_block + 1), 0);
    Plan {
        weight,
        fails_after,
    }
}

/// Moves every DID to [`DidsOfTheNextLayout`].
struct MoveDids;

impl SteppedMigration for MoveDids {
    type Cursor = BoundedVec<u8, ConstU32<128>>;
    type Identifier = [u8; 4];

    fn id() -> Self::Identifier {
        *b"dids"
    }

    fn step(
        cursor: Option<Self::Cursor>,
        meter: &mut WeightMeter,
    ) -> Result<Option<Self::Cursor>, SteppedMigrationError> {
        let plan = PLAN.get().expect("without a plan there is no migration");
        let required = plan.weight;
        if !meter.can_consume(required) {
            return Err(SteppedMigrationError::InsufficientWeight { required });
        }
        let rest = match cursor {
            Some(last) => Dids::iter_from(last.into_inner()),
            None => Dids::iter(),
        };
        let mut rest = rest.drain();
        let mut cursor = None;
        while meter.try_consume(required).is_ok() {
            let Some((did, state)) = rest.next() else {
                return Ok(None);
            };
            if plan.fails_after == Some(DONE.get()) {
                return Err(SteppedMigrationError::Failed);
            }
            DONE.set(DONE.get() + 1);
            DidsOfTheNextLayout::insert(did, (2, state));
            cursor = BoundedVec::try_from(Dids::hashed_key_for(did)).ok();
        }
        Ok(cursor)
    }
}

/// The migration of the tests' runtime: none, or the one that a test plans.
pub struct PlannedMigration;

impl SteppedMigrations for PlannedMigration {
    fn len() -> u32 {
        PLAN.get().is_some().into()
    }

    fn nth_id(n: u32) -> Option<Vec<u8>> {
        <MoveDids as SteppedMigrations>::nth_id(n)
    }

    fn nth_max_steps(n: u32) -> Option<Option<u32>> {
        <MoveDids as SteppedMigrations>::nth_max_steps(n)
    }

    fn nth_step(
        n: u32,
        cursor: Option<Vec<u8>>,
        meter: &mut WeightMeter,
    ) -> Option<Result<Option<Vec<u8>>, SteppedMigrationError>> {
        MoveDids::nth_step(n, cursor, meter)
    }

    fn nth_transactional_step(
        n: u32,
        cursor: Option<Vec<u8>>,
        meter: &mut WeightMeter,
    ) -> Option<Result<Option<Vec<u8>>, SteppedMigrationError>> {
        MoveDids::nth_transactional_step(n, cursor, meter)
    }

    fn nth_migrating_prefixes(n: u32) -> Option<Option<Vec<Vec<u8>>>> {
        MoveDids::nth_migrating_prefixes(n)
    }

    #[cfg(feature = "try-runtime")]
    fn nth_pre_upgrade(n: u32) -> Option<Result<Vec<u8>, sp_runtime::TryRuntimeError>> {
        MoveDids::nth_pre_upgrade(n)
    }

    #[cfg(feature = "try-runtime")]
    fn nth_post_upgrade(n: u32, state: Vec<u8>) -> Option<Result<(), sp_runtime::TryRuntimeError>> {
        MoveDids::nth_post_upgrade(n, state)
    }

    fn cursor_max_encoded_len() -> usize {
        <MoveDids as SteppedMigrations>::cursor_max_encoded_len()
    }

    fn identifier_max_encoded_len() -> usize {
        <MoveDids as SteppedMigrations>::identifier_max_encoded_len()
    }
}

/// A chain that runs block by block, and whose database survives a kill.
struct Chain {
    /// State after the last block, including changes by the block that runs.
    state: sp_io::TestExternalities,
    parent: Hash,
    number: BlockNumber,
    slot: u64,
}

impl Chain {
    /// Four validators, and this many DIDs of Alice's.
    fn with_dids(count: u32) -> Self {
        let mut state = local();
        state.execute_with(|| {
            System::set_block_number(0);
            make_dids(count);
            System::reset_events();
        });
        state.commit_all().unwrap();
        Self {
            parent: state.execute_with(|| System::block_hash(0)),
            state,
            number: 0,
            slot: 10_000,
        }
    }

    fn execute<R>(&mut self, look: impl FnOnce() -> R) -> R {
        self.state.execute_with(look)
    }

    /// Makes the next block the first one of a new version of the runtime.
    fn upgrade(&mut self) {
        self.execute(|| {
            frame_system::LastRuntimeUpgrade::<Runtime>::put(
                frame_system::LastRuntimeUpgradeInfo {
                    spec_version: 0.into(),
                    spec_name: "aura".into(),
                },
            );
        });
        self.state.commit_all().unwrap();
    }

    /// Header of the next block.
    fn header(&mut self) -> Header {
        let slot = self.slot + 1;
        let digest = self.execute(|| {
            let author = slot % engine::authorities().len() as u64;
            engine::digest(slot, author as u32)
        });
        Header {
            parent_hash: self.parent,
            number: self.number + 1,
            state_root: Default::default(),
            extrinsics_root: Default::default(),
            digest,
        }
    }

    /// The inherent of the next block.
    fn inherent(&self) -> UncheckedExtrinsic {
        let now = (self.slot + 1) * 2_000;
        UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set { now }))
    }

    /// Runs the next block and leaves it unwritten.
    fn run(&mut self) -> (ExtrinsicInclusionMode, Header) {
        let (header, inherent) = (self.header(), self.inherent());
        self.execute(|| {
            let mode = Executive::initialize_block(&header);
            Executive::apply_extrinsic(inherent).unwrap().unwrap();
            (mode, Executive::finalize_block())
        })
    }

    /// Runs the next block and writes it.
    fn block(&mut self) -> ExtrinsicInclusionMode {
        let (mode, sealed) = self.run();
        self.state.commit_all().unwrap();
        self.parent = sealed.hash();
        self.number += 1;
        self.slot += 1;
        mode
    }

    /// The written state as bytes, like a database file.
    fn database(&mut self) -> Vec<u8> {
        self.state.execute_with(|| {
            let mut entries: Vec<(Vec<u8>, Vec<u8>)> = vec![];
            let mut key = vec![];
            while let Some(next) = sp_io::storage::next_key(&key) {
                let value = sp_io::storage::get(&next).unwrap();
                entries.push((next.clone(), value.to_vec()));
                key = next;
            }
            entries.encode()
        })
    }

    /// The chain in a new process, from the database alone.
    fn reopened(database: &[u8], parent: Hash, number: BlockNumber, slot: u64) -> Self {
        let entries = Vec::<(Vec<u8>, Vec<u8>)>::decode(&mut &database[..]).unwrap();
        let storage = Storage {
            top: entries.into_iter().collect(),
            children_default: Default::default(),
        };
        Self {
            state: storage.into(),
            parent,
            number,
            slot,
        }
    }

    /// Kills the process while the next block runs, and starts it again.
    fn killed_in_the_next_block(mut self) -> Self {
        let database = self.database();
        let (parent, number, slot) = (self.parent, self.number, self.slot);
        self.run();
        assert_ne!(self.database(), database);
        drop(self);
        Self::reopened(&database, parent, number, slot)
    }

    fn dids(&mut self) -> Vec<(DidId, State)> {
        self.execute(|| Dids::iter().collect())
    }

    fn moved(&mut self) -> Vec<(DidId, State)> {
        self.execute(moved)
    }

    fn is_migrating(&mut self) -> bool {
        self.execute(is_running)
    }

    /// Runs blocks until no migration is left; returns their number.
    fn migrate(&mut self) -> u32 {
        let mut blocks = 0;
        while self.is_migrating() {
            assert_eq!(self.block(), ExtrinsicInclusionMode::OnlyInherents);
            blocks += 1;
            assert!(blocks < 1_000, "the migration has no end");
        }
        blocks
    }
}

fn root() -> RuntimeOrigin {
    frame_system::RawOrigin::Root.into()
}

fn part(ayes: u32, of: u32) -> RuntimeOrigin {
    pallet_collective::RawOrigin::Members(ayes, of).into()
}

fn signed(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

fn transfer() -> RuntimeCall {
    RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
        dest: account("Bob").into(),
        value: constants::currency::AURA,
    })
}

fn is_filtered(call: RuntimeCall, by: RuntimeOrigin) -> bool {
    let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
    call.dispatch(by)
        .is_err_and(|error| error.error == filtered)
}

#[test]
fn every_did_survives_a_migration_that_is_killed_in_between() {
    plan(Some(plan_of(300, None)));
    let end = |kills: &[u32]| {
        let mut chain = Chain::with_dids(2_000);
        let before = chain.dids();
        assert_eq!(before.len(), 2_000);
        chain.upgrade();
        for block in 0..3 {
            if kills.contains(&block) {
                chain = chain.killed_in_the_next_block();
            }
            assert_eq!(chain.block(), ExtrinsicInclusionMode::OnlyInherents);
        }
        assert!(chain.is_migrating());
        assert!(!chain.dids().is_empty() && !chain.moved().is_empty());
        let blocks = 3 + chain.migrate();
        assert!((6..10).contains(&blocks), "{blocks} blocks");
        assert!(chain.dids().is_empty());
        assert_eq!(chain.moved(), before);
        assert_eq!(chain.block(), ExtrinsicInclusionMode::AllExtrinsics);
        chain.database()
    };
    assert!(end(&[0, 1, 2]) == end(&[]), "a kill left a trace");
}

/// The rule holds for imported blocks too: a node with other rules would fork.
#[test]
#[should_panic(expected = "Only inherents are allowed")]
fn a_block_with_a_transaction_is_refused_meanwhile() {
    plan(Some(plan_of(5, None)));
    let mut chain = Chain::with_dids(10);
    chain.upgrade();
    chain.block();
    let extrinsics = vec![chain.inherent(), UncheckedExtrinsic::new_bare(transfer())];
    let block = Block::new(chain.header(), extrinsics);
    chain.execute(|| Executive::execute_block(block.into()));
}

#[test]
fn sessions_and_finality_go_on_meanwhile() {
    plan(Some(plan_of(5, None)));
    let mut chain = Chain::with_dids(200);
    let dave = account("Dave//stash");
    assert_ok!(chain.execute(|| ValidatorSet::remove_validator(root(), dave)));
    let session = chain.execute(Session::current_index);
    chain.upgrade();
    assert!(chain.block() == ExtrinsicInclusionMode::OnlyInherents);
    let blocks = chain.migrate();
    assert!(blocks > 30, "{blocks} blocks are two sessions");
    assert!(chain.execute(Session::current_index) >= session + 2);
    chain.execute(|| {
        assert_eq!(Session::validators().len(), 3);
        assert_eq!(engine::authorities().len(), 3);
        assert_eq!(Grandpa::grandpa_authorities().len(), 3);
        assert_eq!(
            Timestamp::get(),
            System::block_number() as u64 * 2_000 + 20_000_000
        );
    });
}

#[test]
fn a_failed_migration_halts_users_and_governance_repairs_it() {
    plan(Some(plan_of(30, Some(70))));
    let mut chain = Chain::with_dids(100);
    let before = chain.dids();
    chain.upgrade();
    chain.migrate_until_it_fails();
    // The failed step has written nothing.
    assert_eq!((chain.dids().len(), chain.moved().len()), (40, 60));
    chain.execute(|| {
        let until = pallet_safe_mode::EnteredUntil::<Runtime>::get();
        assert_eq!(until, Some(UNTIL_ROOT_ENDS_IT));
        System::assert_has_event(pallet_migrations::Event::<Runtime>::UpgradeFailed.into());
    });

    // Blocks take transactions again, namely those of governance.
    assert_eq!(chain.block(), ExtrinsicInclusionMode::AllExtrinsics);
    chain.execute(|| {
        assert!(is_filtered(transfer(), signed("Alice")));
        let motion = Box::new(RuntimeCall::System(frame_system::Call::remark {
            remark: vec![],
        }));
        let length_bound = motion.encoded_size() as u32;
        let propose = pallet_collective::Call::propose {
            threshold: 2,
            proposal: motion,
            length_bound,
        };
        assert_ok!(RuntimeCall::Council(propose).dispatch(signed("Alice")));
    });

    // The repaired migration begins again, and skips entries that were moved.
    plan(Some(plan_of(30, None)));
    chain.execute(|| {
        let onboard = pallet_migrations::Call::force_onboard_mbms {};
        assert!(RuntimeCall::MultiBlockMigrations(onboard.clone())
            .dispatch(signed("Alice"))
            .is_err());
        assert_ok!(RuntimeCall::MultiBlockMigrations(onboard).dispatch(root()));
    });
    chain.state.commit_all().unwrap();
    chain.migrate();
    assert!(chain.dids().is_empty());
    assert_eq!(chain.moved(), before);
    chain.execute(|| {
        assert!(is_filtered(transfer(), signed("Alice")));
        assert_ok!(SafeMode::force_exit(root()));
        assert_ok!(transfer().dispatch(signed("Alice")));
    });
}

impl Chain {
    fn migrate_until_it_fails(&mut self) {
        self.block();
        assert!(self.is_migrating());
        self.migrate();
    }
}

/// An upgrade on top of a running migration would leave storage between three layouts.
#[test]
fn an_upgrade_during_a_migration_halts_users_too() {
    plan(Some(plan_of(5, None)));
    let mut chain = Chain::with_dids(20);
    chain.upgrade();
    chain.block();
    chain.upgrade();
    chain.block();
    assert!(!chain.is_migrating());
    assert!(chain.execute(SafeMode::is_entered));
    assert_eq!(chain.block(), ExtrinsicInclusionMode::AllExtrinsics);
}

/// A second failure must not end the halt of the first one.
#[test]
fn a_failure_prolongs_a_halt_of_the_council() {
    plan(Some(plan_of(5, Some(0))));
    let mut chain = Chain::with_dids(1);
    assert_ok!(chain.execute(|| SafeMode::force_enter(part(2, 3))));
    chain.upgrade();
    chain.block();
    let until = chain.execute(pallet_safe_mode::EnteredUntil::<Runtime>::get);
    assert_eq!(until, Some(UNTIL_ROOT_ENDS_IT));
    assert!(!chain.is_migrating());
}

/// A step has the SDK's weights, and the migrator's own work fits beside it.
#[test]
fn a_block_has_room_for_a_step_and_its_hooks() {
    let most = configs::system::RuntimeBlockWeights::get().max_block;
    let step = MaxServiceWeight::get();
    assert_eq!(step.ref_time() * 2, most.ref_time());
    let own = pallet_migrations::Pallet::<Runtime>::exec_migration_max_weight();
    assert!(own.all_lt(step.saturating_div(10)), "{own:?}");
}

/// The last block of the halt.
fn halted_until() -> Option<BlockNumber> {
    pallet_safe_mode::EnteredUntil::<Runtime>::get()
}

#[test]
fn the_council_halts_for_a_day_and_root_until_it_ends_it() {
    local().execute_with(|| {
        for origin in [signed("Alice"), part(1, 3), part(3, 9)] {
            assert_noop!(
                SafeMode::force_enter(origin.clone()),
                DispatchError::BadOrigin
            );
            assert_noop!(RootNotice::halt(origin), DispatchError::BadOrigin);
        }
        let day = System::block_number() + ChainTiming::timing().hours(HALT_HOURS);
        assert_noop!(SafeMode::force_enter(part(4, 9)), DispatchError::BadOrigin);
        assert_ok!(RootNotice::halt(part(4, 9)));
        assert_eq!(halted_until(), Some(day));
        // Two thirds extend it, and users stay halted in every block between.
        assert_ok!(SafeMode::force_extend(part(2, 3)));
        let another = ChainTiming::timing().hours(HALT_HOURS);
        assert_eq!(halted_until(), Some(day + another));
        assert_ok!(SafeMode::force_exit(root()));
        assert_ok!(SafeMode::force_enter(part(2, 3)));
        assert_eq!(halted_until(), Some(day));
        assert_ok!(SafeMode::force_exit(root()));
        assert_ok!(SafeMode::force_enter(root()));
        assert_eq!(halted_until(), Some(UNTIL_ROOT_ENDS_IT));
        for origin in [signed("Alice"), part(3, 3)] {
            assert_noop!(
                SafeMode::force_exit(origin.clone()),
                DispatchError::BadOrigin
            );
        }
        for origin in [signed("Alice"), part(4, 9)] {
            assert_noop!(SafeMode::force_extend(origin), DispatchError::BadOrigin);
        }
        try_state();
    });
}

/// More than a third can halt users for one day of eight; two thirds and root at any time.
#[test]
fn more_than_a_third_cannot_halt_day_after_day() {
    local().execute_with(|| {
        let too_soon = || {
            assert_noop!(
                RootNotice::halt(part(2, 5)),
                pallet_root_notice::Error::<Runtime>::HaltTooSoon
            );
        };
        let begin = |number| {
            System::set_block_number(number);
            <SafeMode as frame_support::traits::OnInitialize<_>>::on_initialize(number);
        };
        assert_ok!(RootNotice::halt(part(2, 5)));
        let until = halted_until().unwrap();
        too_soon();
        begin(until + 1);
        assert!(!SafeMode::is_entered());
        too_soon();
        assert_noop!(SafeMode::force_enter(part(2, 5)), DispatchError::BadOrigin);
        for origin in [part(2, 3), root()] {
            assert_ok!(SafeMode::force_enter(origin));
            too_soon();
            assert_ok!(SafeMode::force_exit(root()));
        }
        try_state();
        let pause = ChainTiming::timing().hours(HALT_PAUSE_HOURS);
        assert_eq!(HALT_PAUSE_HOURS, 7 * 24);
        begin(until + pause);
        too_soon();
        begin(until + 1 + pause);
        assert_ok!(RootNotice::halt(part(2, 5)));
        try_state();
    });
}

#[test]
fn a_halt_of_the_council_ends_by_itself() {
    local().execute_with(|| {
        assert_ok!(SafeMode::force_enter(part(2, 3)));
        let until = pallet_safe_mode::EnteredUntil::<Runtime>::get().unwrap();
        let begin = |number| {
            <SafeMode as frame_support::traits::OnInitialize<_>>::on_initialize(number);
        };
        begin(until);
        assert!(SafeMode::is_entered());
        begin(until + 1);
        assert!(!SafeMode::is_entered());
    });
}

/// A halt cannot be bought with a deposit.
#[test]
fn nobody_halts_for_money() {
    local().execute_with(|| {
        let refused = pallet_safe_mode::Error::<Runtime>::NotConfigured;
        assert_noop!(SafeMode::enter(signed("Alice")), refused);
        assert_ok!(SafeMode::force_enter(root()));
        let refused = pallet_safe_mode::Error::<Runtime>::NotConfigured;
        assert_noop!(SafeMode::extend(signed("Alice")), refused);
    });
}

/// Calls, and true for those that a halt leaves open.
fn calls() -> Vec<(RuntimeCall, bool)> {
    let did = RuntimeCall::Did(pallet_did::Call::create {
        document: Default::default(),
        salt: [0; 32],
        signature: None,
        max_deposit: 0,
    });
    let batch = |call: RuntimeCall| {
        RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: vec![call] })
    };
    let set = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now: 0 });
    let vote = RuntimeCall::Council(pallet_collective::Call::vote {
        proposal: Default::default(),
        index: 0,
        approve: true,
    });
    let by_proxy = RuntimeCall::Proxy(pallet_proxy::Call::proxy {
        real: account("Bob").into(),
        force_proxy_type: None,
        call: Box::new(vote.clone()),
    });
    let close_policy = RuntimeCall::ZkpVerifier(pallet_zkp_verifier::Call::close_policy {
        policy: [0; 32].into(),
    });
    let as_did = |call: RuntimeCall| {
        RuntimeCall::Did(pallet_did::Call::dispatch_as {
            did: [1; 32].into(),
            call: Box::new(call),
            max_deposit: 0,
        })
    };
    let by_operation = |call: RuntimeCall| {
        RuntimeCall::Did(pallet_did::Call::dispatch {
            operation: aura_primitives::did::Operation {
                did: [1; 32].into(),
                nonce: 0,
                submitter: None,
                checkpoint: 0,
                signers: Default::default(),
                call: Box::new(call),
            },
            signatures: Default::default(),
            max_deposit: 0,
        })
    };
    vec![
        (set, true),
        (vote.clone(), true),
        (batch(vote), true),
        (by_proxy, true),
        (
            RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { code: vec![] }),
            true,
        ),
        (
            RuntimeCall::Session(pallet_session::Call::purge_keys {}),
            true,
        ),
        (
            RuntimeCall::Preimage(pallet_preimage::Call::note_preimage { bytes: vec![] }),
            true,
        ),
        (
            RuntimeCall::SafeMode(pallet_safe_mode::Call::force_exit {}),
            true,
        ),
        (
            RuntimeCall::MultiBlockMigrations(pallet_migrations::Call::force_onboard_mbms {}),
            true,
        ),
        (
            RuntimeCall::ZkpVerifier(pallet_zkp_verifier::Call::disable_key {
                key: aura_primitives::zkp::KeyId {
                    circuit: aura_primitives::zkp::Circuit::Age,
                    version: 1,
                },
            }),
            true,
        ),
        (
            RuntimeCall::ZkpVerifier(pallet_zkp_verifier::Call::stop_policy {
                policy: [0; 32].into(),
            }),
            true,
        ),
        (close_policy.clone(), true),
        (as_did(close_policy.clone()), true),
        (by_operation(close_policy.clone()), true),
        // Other calls of a DID are closed, even beside it.
        (as_did(transfer()), false),
        (as_did(batch(close_policy.clone())), false),
        (by_operation(batch(close_policy)), false),
        (transfer(), false),
        (did, false),
        (
            RuntimeCall::Proxy(pallet_proxy::Call::add_proxy {
                delegate: account("Bob").into(),
                proxy_type: Default::default(),
                delay: 0,
            }),
            false,
        ),
        (
            RuntimeCall::Proxy(pallet_proxy::Call::remove_proxy {
                delegate: account("Bob").into(),
                proxy_type: Default::default(),
                delay: 0,
            }),
            true,
        ),
        (
            RuntimeCall::Proxy(pallet_proxy::Call::remove_proxies {}),
            true,
        ),
        (
            RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement {
                delegate: account("Bob").into(),
                call_hash: Default::default(),
            }),
            true,
        ),
        (
            RuntimeCall::Recovery(pallet_recovery::Call::set_friend_groups {
                friend_groups: vec![],
            }),
            false,
        ),
    ]
}

#[test]
fn a_halt_closes_the_calls_of_users_and_no_others() {
    type Filter = <Runtime as frame_system::Config>::BaseCallFilter;
    local().execute_with(|| {
        for (call, _) in calls() {
            assert!(Filter::contains(&call), "{call:?}");
        }
        assert_ok!(SafeMode::force_enter(part(2, 3)));
        for (call, open) in calls() {
            assert_eq!(Filter::contains(&call), open, "{call:?}");
        }
        // Root cannot keep a policy open by a halt either.
        assert_ok!(SafeMode::force_exit(root()));
        assert_ok!(SafeMode::force_enter(root()));
        for (call, open) in calls() {
            assert_eq!(Filter::contains(&call), open, "{call:?}");
        }
        // A failed migration leaves the version that entries were written in.
        let put: [fn(StorageVersion); 2] = [
            |version| version.put::<ZkpVerifier>(),
            |version| version.put::<Did>(),
        ];
        for put in put {
            put(StorageVersion::new(0));
            let closed = calls()
                .into_iter()
                .filter(|(call, open)| *open && !Filter::contains(call));
            assert_eq!(closed.count(), 3);
            put(StorageVersion::new(1));
        }
    });
}

/// A batch or proxy call is open, and its inner calls are filtered by themselves.
#[test]
fn a_halt_holds_inside_other_calls_too() {
    local().execute_with(|| {
        assert_ok!(SafeMode::force_enter(root()));
        let batch = pallet_utility::Call::batch_all {
            calls: vec![transfer()],
        };
        assert!(is_filtered(RuntimeCall::Utility(batch), signed("Alice")));
        // A motion of the council that carries the call is filtered too.
        assert!(is_filtered(transfer(), part(3, 3)));
    });
}

/// A halt without blocks would never end.
#[test]
fn blocks_go_on_during_a_halt() {
    plan(None);
    let mut chain = Chain::with_dids(0);
    assert_ok!(chain.execute(|| SafeMode::force_enter(root())));
    chain.state.commit_all().unwrap();
    for _ in 0..20 {
        assert_eq!(chain.block(), ExtrinsicInclusionMode::AllExtrinsics);
    }
    assert!(chain.execute(Session::current_index) > 0);
}

/// `scripts/bench migration` runs it, and prints its figures.
#[test]
#[ignore = "it takes some minutes: scripts/bench migration"]
fn rehearsal_of_a_large_migration() {
    let count = std::env::var("AURA_MIGRATED_DIDS").map_or(100_000, |count| count.parse().unwrap());
    // A read and two writes each, by the database's weights.
    let weight = <Runtime as frame_system::Config>::DbWeight::get().reads_writes(1, 2);
    plan(Some(Plan {
        weight,
        fails_after: None,
    }));
    let begun = Instant::now();
    let mut chain = Chain::with_dids(count);
    let before = chain.dids();
    assert_eq!(before.len(), count as usize);
    println!(
        "{count} DIDs made in {:.1} s",
        begun.elapsed().as_secs_f64()
    );

    chain.upgrade();
    let (mut blocks, mut longest, mut killed) = (0, 0.0_f64, 0);
    loop {
        let begun = Instant::now();
        assert_eq!(chain.block(), ExtrinsicInclusionMode::OnlyInherents);
        let took = begun.elapsed().as_secs_f64();
        longest = longest.max(took);
        blocks += 1;
        let left = chain.dids().len();
        println!("block {blocks}: {:.0} ms, {left} DIDs left", took * 1e3);
        if !chain.is_migrating() {
            break;
        }
        // The process is killed in the middle of every third block.
        if blocks % 3 == 0 {
            chain = chain.killed_in_the_next_block();
            killed += 1;
        }
    }
    assert_eq!(chain.moved(), before);
    println!(
        "{count} DIDs migrated in {blocks} blocks, killed {killed} times, each DID intact; \
         the longest block took {:.0} ms",
        longest * 1e3
    );
}

/// The cursor tells how far a failed migration came; it is in the state before that block.
#[test]
fn the_state_before_a_failure_has_the_cursor() {
    plan(Some(plan_of(30, Some(70))));
    let mut chain = Chain::with_dids(100);
    chain.upgrade();
    chain.block();
    chain.block();
    let cursor = chain.execute(Cursor::<Runtime>::get).unwrap();
    assert!(matches!(cursor, MigrationCursor::Active(active) if active.inner_cursor.is_some()));
    chain.block();
    assert!(!chain.is_migrating());
}
