//! A chain in memory with one issuer, one holder, one schema and one list. It answers calls of the
//! runtime's API in SCALE, as a node does.

use crate::{BlockHash, Finalized, Issuer, Resolver, SigningIdentity};
use aura_client::Error;
use aura_identity::{
    credential::{secure, Draft, Facts},
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    did::{Dereferencing, Resolution, ResolutionOptions},
    DateTime,
};
use aura_primitives::{
    credentials::{
        view::{BatchView, ClaimView, ListView, PageView, SchemaView},
        Capacity, Change, ClaimKind, Index, IssuancePolicy, ListId, Page, Root, SchemaId, Standing,
        Status,
    },
    did::{
        view::{ActiveView, DeactivatedView, VerificationMethodView, View},
        Control, Did, PublicKey, Relationships, Stamp,
    },
    limits::MAX_LISTED_PAGES,
};
use codec::{Decode, DecodeAll, Encode};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{json, Value};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::{SystemTime, UNIX_EPOCH},
};

pub const LIST: ListId = 7;
/// A list of another issuer.
pub const ANOTHERS: ListId = 8;
pub const INDEX: Index = 1234;
/// Base URL of the issuer's lists.
pub const BASE: &str = "https://issuer.example/aura";

pub fn issuer_did() -> Did {
    [1; 32].into()
}

pub fn holder_did() -> Did {
    [2; 32].into()
}

pub fn schema_id() -> SchemaId {
    [5; 32].into()
}

/// The key of a DID, the same for every test.
pub fn key(did: &Did) -> SigningKey {
    SigningKey::from_bytes(did.as_bytes())
}

/// Returns the issuer that the server signs for.
pub fn issuer() -> Issuer {
    let identity = SigningIdentity::Aura(issuer_did(), "key-1".into());
    Issuer::new(identity, key(&issuer_did()), Some(BASE.into()))
}

/// Returns a `did:key` issuer.
pub fn did_key() -> Issuer {
    Issuer::new(SigningIdentity::Key, SigningKey::from_bytes(&[9; 32]), None)
}

/// Returns the current time, in milliseconds since 1970.
pub fn millis() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_millis() as u64
}

pub fn time(millis: u64) -> DateTime {
    DateTime::from_millis(millis)
}

/// The chain, with a state that tests can change.
#[derive(Clone)]
pub struct Chain(Arc<Mutex<State>>);

pub struct State {
    pub facts: Facts,
    pub pages: BTreeMap<u32, Page>,
    /// The last final block: its number, and its time in milliseconds since 1970.
    pub head: (u64, u64),
    /// Runtime API functions that were called.
    pub calls: Vec<&'static str>,
    pub is_down: bool,
}

impl Chain {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            facts: facts(),
            pages: BTreeMap::new(),
            head: (100, millis() - 12_000),
            calls: vec![],
            is_down: false,
        })))
    }

    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap())
    }

    /// Sets the status of a credential, in a new block.
    pub fn set(&self, index: Index, change: Change) {
        self.change(|state| {
            let page = state.pages.entry(index / 1024).or_default();
            page.set(index, change).unwrap();
            let status = page.get(index);
            state.facts.statuses.insert((LIST, index), Some(status));
            state.head = (state.head.0 + 1, state.head.1 + 1000);
        });
    }

    /// Returns the number of calls of a function.
    pub fn calls(&self, function: &str) -> usize {
        self.change(|state| state.calls.iter().filter(|call| **call == function).count())
    }

    pub fn set_issuer(&self, view: Option<View<[u8; 32]>>) {
        self.change(|state| state.facts.dids.insert(issuer_did(), view));
    }
}

impl State {
    fn answer(&mut self, function: &'static str, arguments: &[u8]) -> Vec<u8> {
        self.calls.push(function);
        fn read<T: Decode>(mut arguments: &[u8]) -> T {
            T::decode_all(&mut arguments).unwrap()
        }
        let facts = &self.facts;
        match function {
            "DidApi_resolve" => {
                let view = facts.dids.get(&read::<Did>(arguments)).cloned();
                view.flatten().encode()
            }
            "CredentialsApi_schema" => {
                let view = facts.schemas.get(&read::<SchemaId>(arguments)).cloned();
                view.flatten().encode()
            }
            "CredentialsApi_standing" => {
                let of: (SchemaId, Did) = read(arguments);
                facts.standings.get(&of).copied().flatten().encode()
            }
            "CredentialsApi_list" => {
                let list = facts.lists.get(&read::<ListId>(arguments)).copied();
                list.flatten().encode()
            }
            "CredentialsApi_status" => {
                let of: (ListId, Index) = read(arguments);
                facts.statuses.get(&of).copied().flatten().encode()
            }
            "CredentialsApi_batch" => {
                let of: (ListId, Root) = read(arguments);
                facts.batches.get(&of).copied().flatten().encode()
            }
            "CredentialsApi_status_pages" => {
                let (list, from, count): (ListId, u32, u32) = read(arguments);
                assert_eq!((list, count), (LIST, MAX_LISTED_PAGES));
                let pages = self.pages.range(from..).take(count as usize);
                let view = |(page, bits): (&u32, &Page)| PageView {
                    page: *page,
                    bits: bits.clone(),
                };
                pages.map(view).collect::<Vec<_>>().encode()
            }
            other => panic!("{other} is not asked"),
        }
    }
}

impl Resolver for Chain {
    async fn resolve(&self, _: &str, _: &ResolutionOptions) -> aura_client::Result<Resolution> {
        unreachable!("nobody resolves")
    }

    async fn dereference(
        &self,
        _: &str,
        _: &ResolutionOptions,
    ) -> aura_client::Result<Dereferencing> {
        unreachable!("nobody dereferences")
    }

    async fn finalized(&self) -> aura_client::Result<Finalized> {
        self.change(|state| {
            state.calls.push("finalized");
            if state.is_down {
                return Err(down());
            }
            let (number, time) = state.head;
            Ok(Finalized {
                hash: [number as u8; 32],
                number,
                time,
            })
        })
    }

    async fn call<T: Decode + Send>(
        &self,
        function: &'static str,
        arguments: Vec<u8>,
        at: BlockHash,
    ) -> aura_client::Result<T> {
        let answer = self.change(|state| {
            if state.is_down {
                return Err(down());
            }
            assert_eq!(at, [state.head.0 as u8; 32]);
            Ok(state.answer(function, &arguments))
        })?;
        Ok(T::decode_all(&mut answer.as_slice()).unwrap())
    }
}

fn down() -> Error {
    Error::Unreachable {
        url: "ws://127.0.0.1:9944".parse().unwrap(),
        reason: "secret of the operator".into(),
    }
}

pub fn method(did: &Did, relationships: Relationships) -> VerificationMethodView {
    let public = PublicKey::Ed25519(key(did).verifying_key().to_bytes());
    VerificationMethodView {
        fragment: "key-1".into(),
        multikey: public.to_multikey(),
        relationships,
        expires: None,
        revoked: None,
    }
}

pub fn active(methods: Vec<VerificationMethodView>) -> View<[u8; 32]> {
    let created = Stamp { block: 1, time: 0 };
    View::Active(ActiveView {
        methods,
        services: vec![],
        also_known_as: vec![],
        control: Control::account([1; 32]),
        nonce: 0,
        created,
        updated: created,
        previous: None,
        history: [0; 32],
        depositor: [0; 32],
    })
}

pub fn deactivated() -> View<[u8; 32]> {
    let created = Stamp { block: 1, time: 0 };
    View::Deactivated(DeactivatedView {
        created,
        deactivated: created,
        history: [0; 32],
    })
}

pub fn schema() -> SchemaView {
    SchemaView {
        id: schema_id(),
        owner: [3; 32].into(),
        present_owner: [3; 32].into(),
        digest: [6; 32],
        uri: "https://owner.example/person.json".into(),
        claims: vec![ClaimView {
            name: "points".into(),
            kind: ClaimKind::Integer,
            slot: Some(4),
        }],
        policy: IssuancePolicy::Accredited,
        unique: false,
        created: Stamp { block: 1, time: 0 },
    }
}

/// An unsigned credential of the issuer's.
pub fn draft() -> Value {
    Draft {
        schema: &schema(),
        issuer: issuer_did(),
        subject: &holder_did().to_string(),
        claims: json!({ "points": 12 }).as_object().unwrap().clone(),
        list: LIST,
        index: INDEX,
        status_base: Some(BASE),
        valid_from: time(0),
        valid_until: None,
    }
    .to_json()
    .unwrap()
}

pub fn sign(document: &Value, signer: &Did, purpose: ProofPurpose) -> Value {
    let config = ProofConfig::new(
        Cryptosuite::EddsaJcs2022,
        purpose,
        format!("{signer}#key-1"),
    );
    sign_as(document, &config, &key(signer))
}

pub fn sign_as(document: &Value, config: &ProofConfig, key: &SigningKey) -> Value {
    secure(document, config, |bytes| Ok(key.sign(bytes).to_bytes())).unwrap()
}

/// A credential of the issuer's.
pub fn credential() -> Value {
    sign(&draft(), &issuer_did(), ProofPurpose::AssertionMethod)
}

fn list(id: ListId, owner: Did) -> ListView {
    ListView {
        id,
        owner,
        schema: schema_id(),
        capacity: Capacity::TwoTo18,
        allocated: 200_000,
        batches: 1,
        strict: false,
        created: Stamp { block: 2, time: 0 },
    }
}

/// The initial state of the chain.
fn facts() -> Facts {
    let mut facts = Facts::default();
    for did in [issuer_did(), holder_did()] {
        let methods = vec![method(&did, Relationships::SIGNING)];
        facts.dids.insert(did, Some(active(methods)));
    }
    facts.schemas.insert(schema_id(), Some(schema()));
    let issues = (schema_id(), issuer_did());
    facts.standings.insert(issues, Some(Standing::Good));
    facts.lists.insert(LIST, Some(list(LIST, issuer_did())));
    facts
        .lists
        .insert(ANOTHERS, Some(list(ANOTHERS, holder_did())));
    facts.statuses.insert((LIST, INDEX), Some(Status::Valid));
    facts
}

/// Returns a batch with this root that contains the credential.
pub fn batch(root: Root, count: u32) -> BatchView {
    BatchView {
        root,
        first: INDEX,
        count,
        anchored: Stamp { block: 3, time: 0 },
    }
}
