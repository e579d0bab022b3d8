//! Mock runtime with accounts, batches and DIDs.

use crate::{self as pallet_did, *};
pub use aura_primitives::did::Signer;
use aura_primitives::did::{
    Change, NewVerificationMethod, PublicKey, Relationships, ServiceName, ServiceType, Uri,
};
use codec::Encode;
use frame_support::{derive_impl, parameter_types, traits::VariantCountOf};
use sp_core::{ecdsa, ed25519, sr25519, ConstU128, ConstU32, ConstU64, Pair, H256};
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
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(3)]
    pub type Utility = pallet_utility;
    #[runtime::pallet_index(4)]
    pub type Identifiers = pallet_did;
}

parameter_types! {
    pub storage Version: sp_version::RuntimeVersion = Default::default();
    pub const Reason: RuntimeHoldReason = RuntimeHoldReason::Identifiers(HoldReason::Entry);
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountData = pallet_balances::AccountData<u128>;
    type AccountId = AccountId32;
    type Block = frame_system::mocking::MockBlock<Test>;
    type BlockHashCount = ConstU64<20>;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Version = Version;
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

/// Initial price of an entry; a byte costs 1.
pub const BASE: u64 = 100;

parameter_types! {
    pub storage Item: u128 = BASE.into();
    pub storage Byte: u128 = 1;
}

impl Config for Test {
    type RuntimeCall = RuntimeCall;
    type RuntimeOrigin = RuntimeOrigin;
    type Consideration = deposit::Hold<Balances, Reason, deposit::EntryPrice<Item, Byte, u128>>;
    type Currency = Balances;
    type OperationLifetime = ConstU32<10>;
    type WeightInfo = weights::SubstrateWeight<Test>;
}

/// Initial balance of every account.
pub const RICH: u128 = 1_000_000;

/// Milliseconds between blocks.
const BLOCK: u64 = 6_000;

/// A test person: an account and a key of each type, derived from one name.
#[derive(Clone)]
pub struct Person {
    pub sr25519: sr25519::Pair,
    pub ed25519: ed25519::Pair,
    pub secp256k1: ecdsa::Pair,
    pub p256: p256::ecdsa::SigningKey,
}

pub fn person(name: &str) -> Person {
    let uri = format!("//{name}");
    let seed = sp_io::hashing::blake2_256(name.as_bytes());
    Person {
        sr25519: Pair::from_string(&uri, None).unwrap(),
        ed25519: Pair::from_string(&uri, None).unwrap(),
        secp256k1: Pair::from_string(&uri, None).unwrap(),
        p256: p256::ecdsa::SigningKey::from_slice(&seed).unwrap(),
    }
}

pub fn alice() -> Person {
    person("Alice")
}

pub fn bob() -> Person {
    person("Bob")
}

pub fn carol() -> Person {
    person("Carol")
}

impl Person {
    pub fn account(&self) -> AccountId32 {
        self.sr25519.public().0.into()
    }

    pub fn origin(&self) -> RuntimeOrigin {
        RuntimeOrigin::signed(self.account())
    }

    /// Public keys, and signatures by each.
    pub fn ed25519(&self) -> PublicKey {
        PublicKey::Ed25519(self.ed25519.public().0)
    }

    pub fn sr25519(&self) -> PublicKey {
        PublicKey::Sr25519(self.sr25519.public().0)
    }

    pub fn secp256k1(&self) -> PublicKey {
        PublicKey::Secp256k1(self.secp256k1.public().0)
    }

    pub fn p256(&self) -> PublicKey {
        let point = self.p256.verifying_key().to_encoded_point(true);
        PublicKey::P256(point.as_bytes().try_into().unwrap())
    }

    /// Signs `message` with the person's private key for `key`.
    pub fn sign(&self, key: &PublicKey, message: &[u8]) -> Signature {
        use p256::ecdsa::signature::hazmat::PrehashSigner;
        match key {
            PublicKey::Ed25519(_) => Signature::Ed25519(self.ed25519.sign(message).0),
            PublicKey::Sr25519(_) => Signature::Sr25519(self.sr25519.sign(message).0),
            PublicKey::Secp256k1(_) => Signature::Secp256k1(self.secp256k1.sign(message).0),
            PublicKey::P256(_) => {
                let hash = sp_io::hashing::sha2_256(message);
                let signature: p256::ecdsa::Signature = self.p256.sign_prehash(&hash).unwrap();
                let low = signature.normalize_s().unwrap_or(signature);
                Signature::P256(low.to_bytes().into())
            }
            other => panic!("{other:?} signs nothing"),
        }
    }
}

/// A verification method with all relationships but key agreement.
pub fn for_all(key: PublicKey) -> NewVerificationMethod {
    NewVerificationMethod {
        key,
        relationships: Relationships::SIGNING,
    }
}

pub fn for_one(key: PublicKey, relationship: Relationship) -> NewVerificationMethod {
    NewVerificationMethod {
        key,
        relationships: relationship.into(),
    }
}

pub fn document(methods: &[NewVerificationMethod]) -> Document {
    Document {
        methods: methods.to_vec().try_into().unwrap(),
        ..Default::default()
    }
}

pub fn service(name: &str, endpoint: &str) -> Service {
    Service {
        name: ServiceName::new(name).unwrap(),
        service_type: ServiceType::new("LinkedDomains").unwrap(),
        endpoints: vec![Uri::new(endpoint).unwrap()].try_into().unwrap(),
    }
}

pub use aura_primitives::did::Service;

/// Creates the DID of a document whose first key belongs to `person`; `payer` submits.
pub fn create_signed(person: &Person, document: Document, payer: &Person) -> Did {
    let (did, signature) = signed_creation(person, &document);
    let document = Box::new(document);
    frame_support::assert_ok!(Identifiers::create(
        payer.origin(),
        document,
        [0; 32],
        Some(signature),
        RICH
    ));
    did
}

/// The identifier of the DID in that creation, and the signature.
pub fn signed_creation(person: &Person, document: &Document) -> (Did, Signature) {
    let first = document.methods[0].key;
    let did = Identifiers::derive(&Anchor::Key(first), &[0; 32]);
    let payload = blake2_256(&creation_preimage(&did, document));
    (did, person.sign(&first, &payload))
}

/// A DID with one Ed25519 key for all relationships; Bob is the depositor.
pub fn simple(person: &Person) -> Did {
    create_signed(person, document(&[for_all(person.ed25519())]), &bob())
}

/// A DID controlled by the account of `person`.
pub fn of_account(person: &Person) -> Did {
    let did = Identifiers::derive(&Anchor::Account(person.account()), &[0; 32]);
    frame_support::assert_ok!(Identifiers::create(
        person.origin(),
        Box::default(),
        [0; 32],
        None,
        RICH
    ));
    did
}

/// An operation of this runtime.
pub type TestOperation = Operation<AccountId32, RuntimeCall>;

/// An operation that `did` can make now.
pub fn operation(did: Did, call: impl Into<RuntimeCall>) -> TestOperation {
    Operation {
        did,
        nonce: record(did).nonce,
        submitter: None,
        checkpoint: System::block_number() as u32 - 1,
        signers: Default::default(),
        call: Box::new(call.into()),
    }
}

/// A signer of an operation and its private key.
#[derive(Clone)]
pub struct Pen {
    pub signer: Signer<AccountId32>,
    person: Person,
    key: PublicKey,
}

/// `person` as key `index` of the DID itself.
pub fn by(operation: &TestOperation, person: &Person, index: KeyIndex) -> Pen {
    Pen {
        signer: Signer::Own(index),
        person: person.clone(),
        key: record(operation.did).method(index).unwrap().key,
    }
}

/// `person` as an account.
pub fn by_account(_: &TestOperation, person: &Person) -> Pen {
    Pen {
        signer: Signer::Account(person.account()),
        person: person.clone(),
        key: person.sr25519(),
    }
}

/// `person` as key `index` of the controller `did`.
pub fn by_did(_: &TestOperation, did: Did, person: &Person, index: KeyIndex) -> Pen {
    Pen {
        signer: Signer::Did(did, index),
        person: person.clone(),
        key: record(did).method(index).unwrap().key,
    }
}

/// An operation with its signatures.
#[derive(Clone)]
pub struct Signed {
    pub operation: TestOperation,
    pub signatures: Vec<Signature>,
}

/// Signs an operation with all pens.
pub fn sign(mut operation: TestOperation, mut pens: Vec<Pen>) -> Signed {
    pens.sort_by(|a, b| a.signer.cmp(&b.signer));
    let signers: Vec<_> = pens.iter().map(|pen| pen.signer.clone()).collect();
    operation.signers = signers.try_into().unwrap();
    let payload = Identifiers::payload(&operation).unwrap();
    let signatures = pens
        .iter()
        .map(|pen| pen.person.sign(&pen.key, &payload))
        .collect();
    Signed {
        operation,
        signatures,
    }
}

/// An operation with an invalid signature by key 1.
pub fn forged(mut operation: TestOperation) -> Signed {
    operation.signers = vec![Signer::Own(1)].try_into().unwrap();
    Signed {
        operation,
        signatures: vec![Signature::Ed25519([0; 64])],
    }
}

/// Submits a signed operation; returns the result of its call.
pub fn send(submitter: &Person, signed: Signed) -> Result<DispatchResult, DispatchError> {
    send_within(submitter, signed, RICH)
}

/// As [`send`], with a limit for the deposit.
pub fn send_within(
    submitter: &Person,
    signed: Signed,
    max_deposit: u128,
) -> Result<DispatchResult, DispatchError> {
    let Signed {
        operation,
        signatures,
    } = signed;
    let call = Call::<Test>::dispatch {
        operation,
        signatures: signatures.try_into().unwrap(),
        max_deposit,
    };
    transact(submitter, call)?;
    Ok(last_result())
}

/// As [`send`], and the submitter agrees to the operation.
pub fn send_agreeing(submitter: &Person, signed: Signed) -> Result<DispatchResult, DispatchError> {
    let Signed {
        operation,
        signatures,
    } = signed;
    let call = Call::<Test>::dispatch_agreeing {
        operation,
        signatures: signatures.try_into().unwrap(),
        max_deposit: RICH,
    };
    transact(submitter, call)?;
    Ok(last_result())
}

/// Makes a call like a transaction: an error rolls it back.
pub fn transact(who: &Person, call: impl Into<RuntimeCall>) -> DispatchResult {
    let result = call.into().dispatch(who.origin());
    result.map(|_| ()).map_err(|failed| failed.error)
}

/// Signs and submits an operation; returns the result of its call.
pub fn submit(
    submitter: &Person,
    operation: TestOperation,
    pens: Vec<Pen>,
) -> Result<DispatchResult, DispatchError> {
    send(submitter, sign(operation, pens))
}

/// The result of the last submitted operation.
pub fn last_result() -> DispatchResult {
    System::events()
        .into_iter()
        .rev()
        .find_map(|record| match record.event {
            RuntimeEvent::Identifiers(Event::Dispatched { result, .. }) => Some(result),
            _ => None,
        })
        .unwrap()
}

/// Makes `call` by a DID whose first key belongs to `person`; Bob submits.
pub fn act(person: &Person, did: Did, call: impl Into<RuntimeCall>) -> DispatchResult {
    let operation = operation(did, call);
    let signature = by(&operation, person, 1);
    submit(&bob(), operation, vec![signature]).unwrap()
}

pub fn update(changes: &[Change]) -> Call<Test> {
    Call::update {
        changes: changes.to_vec().try_into().unwrap(),
    }
}

pub fn record(did: Did) -> Record {
    Identifiers::active(did).unwrap().0
}

pub fn depositor(did: Did) -> AccountId32 {
    Identifiers::active(did).unwrap().1.depositor
}

pub fn held(person: &Person) -> u128 {
    use frame_support::traits::fungible::InspectHold;
    Balances::balance_on_hold(&Reason::get(), &person.account())
}

/// The expected deposit for a DID.
pub fn price(did: Did) -> u128 {
    (BASE as usize + record(did).footprint()) as u128
}

/// Advances the chain by `blocks` blocks.
pub fn go_on(blocks: u64) {
    for _ in 0..blocks {
        let next = System::block_number() + 1;
        let parent = H256(blake2_256(&(System::parent_hash(), next).encode()));
        System::reset_events();
        System::initialize(&next, &parent, &Default::default());
        pallet_timestamp::Now::<Test>::put(next * BLOCK);
    }
}

/// A chain with the accounts of Alice, Bob and Carol.
pub fn chain() -> sp_io::TestExternalities {
    let balances = [alice(), bob(), carol()].map(|person| (person.account(), RICH));
    let mut chain: sp_io::TestExternalities = RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig {
            balances: balances.to_vec(),
            ..Default::default()
        },
        ..Default::default()
    }
    .build_storage()
    .unwrap()
    .into();
    chain.execute_with(|| {
        frame_system::BlockHash::<Test>::insert(0, H256([69; 32]));
        go_on(2);
    });
    chain
}

/// Runs `test` on such a chain, and checks the invariants afterwards: those of the pallet and,
/// while prices are the initial ones, that holds equal the price of the entries.
pub fn with_chain(test: impl FnOnce()) {
    chain().execute_with(|| {
        test();
        Identifiers::do_try_state().unwrap();
        if (Item::get(), Byte::get()) == (BASE.into(), 1) {
            deposits_are_held();
        }
    });
}

/// Asserts that each account has holds for exactly the entries that it paid for.
pub fn deposits_are_held() {
    let mut owed = std::collections::BTreeMap::<_, u128>::new();
    for (did, state) in Dids::<Test>::iter() {
        if let State::Active(_, deposit) = state {
            *owed.entry(deposit.depositor).or_default() += price(did);
        }
    }
    for person in [alice(), bob(), carol()] {
        let owed = owed.get(&person.account()).copied().unwrap_or_default();
        assert_eq!(held(&person), owed);
    }
}
