//! Mock runtime with accounts, DIDs, credentials and proofs.
//!
//! Proofs are simulated with the secrets of the keys: the pallet cannot distinguish them from
//! proofs by a prover.

use crate::{self as pallet_zkp_verifier, tests::gate::pallet as gate, *};
pub use aura_primitives::zkp::AcceptedKeys;
use aura_primitives::{
    credentials::{
        Capacity, Change, Claim, ClaimKind, ClaimName, IssuancePolicy, ListId, Schema, SchemaId,
        StatusChange,
    },
    did::{Anchor, Change as DidChange, Did, KeyIndex, Relationships, Uri},
    limits::ENTRIES_PER_PAGE,
    zkp::Circuit,
};
use aura_zkp_core::{
    date::Day,
    groth16::{Reference, Simulator},
    possession,
    signature::SecretKey,
};
use frame_support::{
    assert_ok, derive_impl, parameter_types,
    traits::{fungible::HoldConsideration, EitherOfDiverse, VariantCountOf},
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use sp_core::{ConstU128, ConstU32};
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Convert, BuildStorage, SaturatedConversion};

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
    pub type Identifiers = pallet_did;
    #[runtime::pallet_index(4)]
    pub type Credentials = pallet_credentials;
    #[runtime::pallet_index(5)]
    pub type Verifier = pallet_zkp_verifier;
    #[runtime::pallet_index(6)]
    pub type Gate = gate;
}

parameter_types! {
    pub const DidReason: RuntimeHoldReason =
        RuntimeHoldReason::Identifiers(pallet_did::HoldReason::Entry);
    pub const CredentialsReason: RuntimeHoldReason =
        RuntimeHoldReason::Credentials(pallet_credentials::HoldReason::Entry);
    pub const Reason: RuntimeHoldReason = RuntimeHoldReason::Verifier(HoldReason::Policy);
    /// Blocks until a registered key is active.
    pub static KeyNotice: u32 = 0;
    /// The account of the emergency origin.
    pub Council: AccountId32 = account("Council");
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountData = pallet_balances::AccountData<u128>;
    type AccountId = AccountId32;
    type Block = frame_system::mocking::MockBlock<Test>;
    type DbWeight = frame_support::weights::constants::ParityDbWeight;
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

impl pallet_credentials::Config for Test {
    type RuntimeOrigin = RuntimeOrigin;
    type Dids = Identifiers;
    type Consideration = HoldConsideration<AccountId32, Balances, CredentialsReason, Price>;
    type StatusGrace = ConstU32<5>;
    type CommitWithin = ConstU32<10>;
    type WeightInfo = ();
}

impl Config for Test {
    type AdminOrigin = EnsureRoot<AccountId32>;
    type EmergencyOrigin =
        EitherOfDiverse<EnsureRoot<AccountId32>, EnsureSignedBy<Council, AccountId32>>;
    type Backend = Reference;
    type PolicyConsideration = HoldConsideration<AccountId32, Balances, Reason, Price>;
    type MaxExpiry = ConstU32<MAX_EXPIRY>;
    type MaxOpen = ConstU32<MAX_OPEN>;
    type KeyNotice = KeyNotice;
    type MinutesToBlocks = MinutesToBlocks;
    type WeightInfo = weights::SubstrateWeight<Test>;
}

/// Converts minutes to blocks of [`BLOCK`] milliseconds.
pub struct MinutesToBlocks;

impl Convert<u32, u32> for MinutesToBlocks {
    fn convert(minutes: u32) -> u32 {
        minutes * PER_MINUTE
    }
}

/// The policy that the mock pallet `gate` requires.
pub struct AtTheGate;

impl Get<PolicyId> for AtTheGate {
    fn get() -> PolicyId {
        policy(ADULT).id()
    }
}

impl gate::Config for Test {
    type Receipts = Verifier;
    type Policy = AtTheGate;
}

impl frame_support::traits::SortedMembers<AccountId32> for Council {
    fn sorted_members() -> Vec<AccountId32> {
        vec![Self::get()]
    }
}

/// Maximum number of blocks until a presentation expires.
pub const MAX_EXPIRY: u32 = 100;

/// Maximum number of blocks for which a policy of one use per person is open.
pub const MAX_OPEN: u32 = 1000;

/// Initial balance of every account.
pub const RICH: u128 = 1_000_000_000;

/// Milliseconds between blocks.
pub const BLOCK: u64 = 6_000;

/// Blocks in a minute.
pub const PER_MINUTE: u32 = 10;

/// Time of block 0, in milliseconds since 1970: noon of 2026-11-24.
pub const START: u64 = 1_795_521_600_000;

/// The owner of the schema, who accredits the issuers.
pub const OWNER: &str = "Olga";
/// An accredited issuer.
pub const ISSUER: &str = "Ida";
/// Another issuer.
pub const OTHER_ISSUER: &str = "Otto";
/// The verifier, who registers policies.
pub const VERIFIER: &str = "Vera";
/// A relayer, who submits presentations of others.
pub const RELAYER: &str = "Rudi";
/// The holder, who gets receipts.
pub const HOLDER: &str = "Hanna";

const DIDS: [&str; 4] = [OWNER, ISSUER, OTHER_ISSUER, VERIFIER];

pub fn account(name: &str) -> AccountId32 {
    blake2_256(name.as_bytes()).into()
}

pub fn did(name: &str) -> Did {
    let genesis = System::block_hash(0);
    Did::derive(&genesis.0, &Anchor::Account(account(name)), &[0; 32])
}

/// Origin of the DID of that name.
pub fn by(name: &str) -> RuntimeOrigin {
    DidOrigin {
        did: did(name),
        relationships: Relationships::ALL,
        signers: vec![aura_primitives::did::Signer::Account(account(name))]
            .try_into()
            .unwrap(),
        submitter: account(name),
    }
    .into()
}

/// Origin of the account of that name.
pub fn signed(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

pub fn secret(name: &str) -> SecretKey {
    SecretKey::from_seed(&blake2_256(name.as_bytes()))
}

/// Number of an issuer's Jubjub key.
pub const PROOF_KEY: KeyIndex = 1;

fn add_proof_key(name: &str) {
    let secret = secret(name);
    let change = DidChange::AddProofKey {
        key: secret.public_key().to_bytes(),
        possession: possession::sign(&did(name), &secret, &[1; 32]),
    };
    let changes = vec![change].try_into().unwrap();
    assert_ok!(Identifiers::update(by(name), changes));
}

/// Slots of a date of birth, an income and a country.
pub const BORN: u8 = 4;
pub const INCOME: u8 = 5;
pub const COUNTRY: u8 = 6;

pub fn schema(unique: bool) -> Schema {
    let claim = |name, kind, slot| Claim {
        name: ClaimName::new(name).unwrap(),
        kind,
        slot: Some(slot),
    };
    Schema {
        owner: did(OWNER),
        digest: [1; 32],
        uri: Uri::new("https://olga.example/schema.json").unwrap(),
        claims: vec![
            claim("born", ClaimKind::Date, BORN),
            claim("income", ClaimKind::Integer, INCOME),
            claim("country", ClaimKind::Text, COUNTRY),
        ]
        .try_into()
        .unwrap(),
        policy: IssuancePolicy::Accredited,
        unique,
    }
}

/// A list of an issuer under the schema, with a page of credentials.
pub fn list_of(name: &str, schema: SchemaId, strict: bool) -> ListId {
    let list = pallet_credentials::NextListId::<Test>::get();
    let capacity = Capacity::TwoTo17;
    assert_ok!(Credentials::create_status_list(
        by(name),
        schema,
        capacity,
        strict
    ));
    assert_ok!(Credentials::anchor(
        by(name),
        list,
        0,
        ENTRIES_PER_PAGE,
        [1; 32]
    ));
    list
}

pub fn revoke(name: &str, list: ListId, index: u32) {
    let change = StatusChange {
        index,
        change: Change::Revoke,
    };
    let changes = vec![change].try_into().unwrap();
    assert_ok!(Credentials::set_status(by(name), list, changes));
}

pub fn commit(list: ListId) {
    assert_ok!(Credentials::commit_status_root(signed(RELAYER), list, 64));
}

/// A policy for credentials of the issuer.
pub fn policy(predicate: Predicate) -> VerificationPolicy {
    VerificationPolicy {
        verifier: did(VERIFIER),
        schema: schema(true).id(),
        issuers: vec![did(ISSUER)].try_into().unwrap(),
        predicate,
        uses: Uses::Many,
        lifetime: 2,
        keys: AcceptedKeys::AtLeast(1),
    }
}

/// The policy with one use per person, which closes after `blocks` blocks.
pub fn once(policy: VerificationPolicy, blocks: u32, max_uses: u32) -> VerificationPolicy {
    let uses = Uses::Once {
        opens: today(),
        closes: now() + blocks,
        max_uses,
    };
    VerificationPolicy { uses, ..policy }
}

/// Blocks for which the receipts of a policy are valid.
pub fn blocks_of(policy: &VerificationPolicy) -> u32 {
    policy.lifetime * PER_MINUTE
}

pub const ADULT: Predicate = Predicate::Age {
    slot: BORN,
    years: 18,
};

pub fn register(policy: &VerificationPolicy) -> PolicyId {
    assert_ok!(Verifier::register_policy(
        by(VERIFIER),
        Box::new(policy.clone())
    ));
    policy.id()
}

pub fn key_id(circuit: Circuit, version: u16) -> KeyId {
    KeyId { circuit, version }
}

pub fn simulator(circuit: Circuit) -> Simulator {
    Simulator::new(key_id(circuit, 1))
}

pub fn register_key(simulator: &Simulator) -> DispatchResult {
    Verifier::register_key(RuntimeOrigin::root(), Box::new(simulator.key()))
}

pub fn today() -> u32 {
    Day::from_unix_millis(pallet_timestamp::Pallet::<Test>::get()).0
}

pub fn now() -> u32 {
    System::block_number().saturated_into()
}

/// The nullifier of person `n`.
pub fn nullifier(n: u8) -> Nullifier {
    let mut nullifier = [0; 32];
    nullifier[0] = n;
    nullifier
}

/// A presentation for a policy with a valid proof, or without one if the pallet refuses its
/// contents.
pub fn presented(policy: &VerificationPolicy) -> Presentation<AccountId32> {
    let list = 0;
    proven(Presentation {
        policy: policy.id(),
        beneficiary: account(HOLDER),
        version: 1,
        issuer: did(ISSUER),
        key: PROOF_KEY,
        list,
        status_root: Credentials::status_root(list).unwrap().root,
        date: today(),
        nullifier: nullifier(1),
        challenge: [9; 32],
        expires: now() + 10,
        proof: simulator(policy.predicate.circuit()).prove(&[]),
    })
}

/// The presentation with a proof of its present contents.
pub fn proven(mut presentation: Presentation<AccountId32>) -> Presentation<AccountId32> {
    if let Ok(statement) = Verifier::statement(&presentation, &mut Default::default()) {
        presentation.proof = Simulator::new(statement.key.id).prove(&statement.inputs);
    }
    presentation
}

pub fn verify(presentation: Presentation<AccountId32>) -> DispatchResult {
    Verifier::verify(signed(RELAYER), Box::new(presentation))
        .map(|_| ())
        .map_err(|failed| failed.error)
}

pub fn receipt(name: &str, policy: PolicyId) -> Option<Receipt> {
    <Verifier as ReceiptsOf>::receipt(&account(name), policy)
}

/// Advances the chain by `blocks` blocks, each with as much idle time as it needs.
pub fn go_on(blocks: u32) {
    for _ in 0..blocks {
        let next = System::block_number() + 1;
        System::reset_events();
        System::initialize(&next, &Default::default(), &Default::default());
        pallet_timestamp::Now::<Test>::put(START + next * BLOCK);
        <Verifier as Hooks<u64>>::on_idle(next, Weight::MAX);
    }
}

/// Advances the chain by `days` days.
pub fn go_on_days(days: u64) {
    go_on(1);
    pallet_timestamp::Now::<Test>::mutate(|now| *now += days * 86_400_000);
}

/// A chain with a key for each circuit and a unique schema, with list 0 of one issuer and list 1 of
/// another.
pub fn chain() -> sp_io::TestExternalities {
    let names = DIDS.into_iter().chain([RELAYER, HOLDER, "Council"]);
    let balances: Vec<_> = names.map(|name| (account(name), RICH)).collect();
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
        for name in DIDS {
            assert_ok!(Identifiers::create(
                signed(name),
                Box::default(),
                [0; 32],
                None,
                u128::MAX
            ));
        }
        let schema = schema(true);
        let id = schema.id();
        assert_ok!(Credentials::register_schema(by(OWNER), Box::new(schema)));
        for name in [ISSUER, OTHER_ISSUER] {
            add_proof_key(name);
            assert_ok!(Credentials::accredit(by(OWNER), id, did(name), 0, None));
            list_of(name, id, false);
        }
        for circuit in Circuit::ALL {
            assert_ok!(register_key(&simulator(circuit)));
        }
    });
    chain
}

/// Asserts that holds are exactly the deposits of the records.
pub fn deposits_are_held() {
    use frame_support::traits::fungible::InspectHold;
    use std::collections::BTreeMap;
    let policies = Policies::<Test>::iter_values().map(|record| {
        (
            record.deposit.depositor,
            types::footprint_of_policy(&record.policy),
        )
    });
    let mut owed: BTreeMap<AccountId32, u128> = BTreeMap::new();
    for (who, footprint) in policies {
        *owed.entry(who).or_default() += Price::convert(footprint);
    }
    for (_, uses) in PolicyUses::<Test>::iter() {
        // The one part of the amount that no record has: the number of uses paid for.
        let ticket = uses.deposit.ticket.encode();
        let amount = <u128 as codec::Decode>::decode(&mut &ticket[..]).unwrap();
        *owed.entry(uses.deposit.depositor).or_default() += amount;
    }
    for (who, _) in frame_system::Account::<Test>::iter() {
        let held = Balances::balance_on_hold(&Reason::get(), &who);
        assert_eq!(held, owed.remove(&who).unwrap_or_default(), "{who}");
    }
    assert!(owed.is_empty(), "{owed:?}");
}

/// Runs `test` on such a chain, and checks the invariants afterwards.
pub fn with_chain(test: impl FnOnce()) {
    chain().execute_with(|| {
        test();
        Verifier::do_try_state().unwrap();
        Credentials::do_try_state().unwrap();
        Identifiers::do_try_state().unwrap();
        deposits_are_held();
    });
}
