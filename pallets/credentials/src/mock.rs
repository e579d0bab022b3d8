//! Mock runtime with accounts, batches, DIDs and credentials.

use crate::{self as pallet_credentials, *};
use aura_primitives::{
    credentials::{Change, Claim, ClaimKind, ClaimName, StatusChange},
    did::{Anchor, Relationships, Uri},
};
use frame_support::{
    assert_ok, derive_impl, parameter_types,
    traits::{fungible::HoldConsideration, VariantCountOf},
};
use sp_core::{ConstU128, ConstU32};
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Convert, BuildStorage};

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
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(3)]
    pub type Utility = pallet_utility;
    #[runtime::pallet_index(4)]
    pub type Identifiers = pallet_did;
    #[runtime::pallet_index(5)]
    pub type Credentials = pallet_credentials;
}

parameter_types! {
    pub const DidReason: RuntimeHoldReason =
        RuntimeHoldReason::Identifiers(pallet_did::HoldReason::Entry);
    pub const Reason: RuntimeHoldReason = RuntimeHoldReason::Credentials(HoldReason::Entry);
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountData = pallet_balances::AccountData<u128>;
    type AccountId = AccountId32;
    type Block = frame_system::mocking::MockBlock<Test>;
    type DbWeight = frame_support::weights::constants::RocksDbWeight;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = u128;
    type ExistentialDeposit = ConstU128<1>;
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
}

impl pallet_utility::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = ();
}

/// Price of an entry: 10 per item and 1 per byte.
pub struct Price;

impl Convert<Footprint, u128> for Price {
    fn convert(footprint: Footprint) -> u128 {
        u128::from(footprint.count) * 10 + u128::from(footprint.size)
    }
}

impl pallet_did::Config for Test {
    type RuntimeCall = RuntimeCall;
    type RuntimeOrigin = RuntimeOrigin;
    type Consideration = pallet_did::deposit::Hold<Balances, DidReason, Price>;
    type Currency = Balances;
    type OperationLifetime = ConstU32<10>;
    type WeightInfo = ();
}

impl Config for Test {
    type RuntimeOrigin = RuntimeOrigin;
    type Dids = Identifiers;
    type Consideration = HoldConsideration<AccountId32, Balances, Reason, Price>;
    type StatusGrace = ConstU32<5>;
    type CommitWithin = ConstU32<10>;
    type WeightInfo = weights::SubstrateWeight<Test>;
}

/// Initial balance of every account.
pub const RICH: u128 = 1_000_000_000;

/// Milliseconds between blocks.
pub const BLOCK: u64 = 6_000;

/// The owner of the schemas.
pub const OWNER: &str = "Olga";
/// A chain of accreditations: the owner accredits the first, who accredits the second, and so on.
pub const LEVELS: [&str; 5] = ["Ada", "Ben", "Cleo", "Dan", "Eve"];
/// A person without any accreditation.
pub const STRANGER: &str = "Sam";

/// All persons with a DID; the account of the same name controls it.
pub fn everybody() -> Vec<&'static str> {
    [&[OWNER, STRANGER][..], &LEVELS].concat()
}

pub fn account(name: &str) -> AccountId32 {
    blake2_256(name.as_bytes()).into()
}

pub fn did(name: &str) -> Did {
    let genesis = System::block_hash(0);
    Did::derive(&genesis.0, &Anchor::Account(account(name)), &[0; 32])
}

fn origin(name: &str, relationships: Relationships, submitter: &str) -> RuntimeOrigin {
    DidOrigin {
        did: did(name),
        relationships,
        signers: Default::default(),
        submitter: account(submitter),
    }
    .into()
}

/// Origin of the DID of that name; its own account is the submitter.
pub fn by(name: &str) -> RuntimeOrigin {
    origin(name, Relationships::SIGNING, name)
}

/// Origin of the DID of that name, with another submitter.
pub fn paid_by(name: &str, payer: &str) -> RuntimeOrigin {
    origin(name, Relationships::SIGNING, payer)
}

/// Origin of the DID of that name, which has proven only these relationships.
pub fn by_proving(name: &str, proven: Relationships) -> RuntimeOrigin {
    origin(name, proven, name)
}

/// Deactivates a DID.
pub fn deactivate(name: &str) {
    assert_ok!(Identifiers::deactivate(by(name)));
}

pub fn claim(name: &str, slot: Option<u8>) -> Claim {
    Claim {
        name: ClaimName::new(name).unwrap(),
        kind: ClaimKind::Integer,
        slot,
    }
}

/// A schema of the owner; each digest makes another one.
pub fn schema(digest: u8, policy: IssuancePolicy) -> Schema {
    Schema {
        owner: did(OWNER),
        digest: [digest; 32],
        uri: Uri::new("https://olga.example/schema.json").unwrap(),
        claims: vec![claim("age", Some(4)), claim("note", None)]
            .try_into()
            .unwrap(),
        policy,
        unique: false,
    }
}

pub fn register(digest: u8, policy: IssuancePolicy) -> SchemaId {
    let schema = schema(digest, policy);
    let id = schema.id();
    assert_ok!(Credentials::register_schema(by(OWNER), Box::new(schema)));
    id
}

/// Registers a schema under which accredited DIDs may issue.
pub fn accredited() -> SchemaId {
    register(1, IssuancePolicy::Accredited)
}

/// Registers a schema under which every DID may issue.
pub fn open() -> SchemaId {
    register(2, IssuancePolicy::Open)
}

/// Accredits without expiry.
pub fn accredit(schema: SchemaId, giver: &str, name: &str, depth: Depth) -> DispatchResult {
    accredit_until(schema, giver, name, depth, None)
}

pub fn accredit_until(
    schema: SchemaId,
    giver: &str,
    name: &str,
    depth: Depth,
    until: Option<u64>,
) -> DispatchResult {
    Credentials::accredit(by(giver), schema, did(name), depth, until)
        .map(|_| ())
        .map_err(|failed| failed.error)
}

/// A schema with a chain of `levels` accreditations below its owner, each of maximum depth.
pub fn chain_of(levels: usize) -> SchemaId {
    let schema = accredited();
    let givers = [OWNER].into_iter().chain(LEVELS);
    for ((giver, name), depth) in givers
        .zip(LEVELS)
        .zip((0..=limits::MAX_ACCREDITATION_DEPTH).rev())
        .take(levels)
    {
        assert_ok!(accredit(schema, giver, name, depth));
    }
    schema
}

pub fn suspend(schema: SchemaId, who: &str, name: &str) -> DispatchResult {
    set_suspended(schema, who, name, true)
}

pub fn lift(schema: SchemaId, who: &str, name: &str) -> DispatchResult {
    set_suspended(schema, who, name, false)
}

fn set_suspended(schema: SchemaId, who: &str, name: &str, suspended: bool) -> DispatchResult {
    Credentials::set_suspended(by(who), schema, did(name), suspended)
        .map(|_| ())
        .map_err(|failed| failed.error)
}

pub fn withdraw(schema: SchemaId, who: &str, name: &str) -> DispatchResult {
    Credentials::withdraw_accreditation(by(who), schema, did(name))
        .map(|_| ())
        .map_err(|failed| failed.error)
}

/// A list of minimum capacity.
pub fn list_of(name: &str, schema: SchemaId) -> ListId {
    list_with(name, schema, Capacity::TwoTo17)
}

pub fn list_with(name: &str, schema: SchemaId, capacity: Capacity) -> ListId {
    let id = NextListId::<Test>::get();
    assert_ok!(Credentials::create_status_list(
        by(name),
        schema,
        capacity,
        false
    ));
    id
}

pub fn anchor(name: &str, list: ListId, first: Index, count: u32, root: u8) -> DispatchResult {
    anchor_by(by(name), list, first, count, [root; 32])
}

pub fn anchor_by(
    origin: RuntimeOrigin,
    list: ListId,
    first: Index,
    count: u32,
    root: Root,
) -> DispatchResult {
    Credentials::anchor(origin, list, first, count, root)
        .map(|_| ())
        .map_err(|failed| failed.error)
}

pub fn change(index: Index, change: Change) -> StatusChange {
    StatusChange { index, change }
}

pub fn set(name: &str, list: ListId, changes: &[StatusChange]) -> DispatchResult {
    Credentials::set_status(by(name), list, changes.to_vec().try_into().unwrap())
        .map(|_| ())
        .map_err(|failed| failed.error)
}

/// The amount held on an account for entries of this pallet.
pub fn held(name: &str) -> u128 {
    use frame_support::traits::fungible::InspectHold;
    Balances::balance_on_hold(&Reason::get(), &account(name))
}

/// Advances the chain by `blocks` blocks.
pub fn go_on(blocks: u64) {
    for _ in 0..blocks {
        let next = System::block_number() + 1;
        System::reset_events();
        System::initialize(&next, &Default::default(), &Default::default());
        pallet_timestamp::Now::<Test>::put(next * BLOCK);
    }
}

/// A chain on which everybody has a DID.
pub fn chain() -> sp_io::TestExternalities {
    let balances: Vec<_> = everybody()
        .into_iter()
        .chain(["Payer"])
        .map(|name| (account(name), RICH))
        .collect();
    let mut chain: sp_io::TestExternalities = RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig {
            balances,
            ..Default::default()
        },
        ..Default::default()
    }
    .build_storage()
    .unwrap()
    .into();
    chain.execute_with(|| {
        go_on(2);
        for name in everybody() {
            assert_ok!(Identifiers::create(
                RuntimeOrigin::signed(account(name)),
                Box::default(),
                [0; 32],
                None,
                u128::MAX
            ));
        }
    });
    chain
}

/// Runs `test` on such a chain, and checks the invariants afterwards: those of the pallet, and that
/// holds equal the price of the entries.
pub fn with_chain(test: impl FnOnce()) {
    chain().execute_with(|| {
        test();
        check();
    });
}

pub fn check() {
    Credentials::do_try_state().unwrap();
    Identifiers::do_try_state().unwrap();
    deposits_are_held();
}

/// Asserts that each account has holds for exactly the entries that it paid for.
fn deposits_are_held() {
    let mut owed = std::collections::BTreeMap::<AccountId32, u128>::new();
    let mut owe = |who: AccountId32, footprint| {
        *owed.entry(who).or_default() += Price::convert(footprint);
    };
    for (_, record) in Schemas::<Test>::iter() {
        let footprint = types::footprint_of_schema(&record.schema);
        owe(record.deposit.depositor, footprint);
    }
    for (_, _, record) in Accreditations::<Test>::iter() {
        let footprint = types::footprint_of_accreditation();
        owe(record.deposit.depositor, footprint);
    }
    for (_, offer) in Offers::<Test>::iter() {
        owe(offer.deposit.depositor, types::footprint_of_offer());
    }
    for (_, list) in StatusLists::<Test>::iter() {
        let footprint = list.footprint();
        owe(list.deposit.depositor, footprint);
    }
    for name in everybody().into_iter().chain(["Payer"]) {
        let owed = owed.get(&account(name)).copied().unwrap_or_default();
        assert_eq!(held(name), owed, "{name}");
    }
}
