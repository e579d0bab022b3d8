//! Decoding of untrusted bytes: it never panics, and each value has one encoding.

use aura_primitives::credentials::{
    view::{AccreditationView, BatchView, ListView, PageView, SchemaView},
    Accreditation, Capacity, Change as StatusKind, Claim, ClaimKind, ClaimName, Entry,
    IssuancePolicy, Owned, Page, Schema, SchemaId, Standing, Status, StatusChange, StatusChanges,
};
use aura_primitives::did::{
    view::{ActiveView, DeactivatedView, ServiceView, VerificationMethodView, View},
    Change, Changes, Control, Controller, Did, Document, NewVerificationMethod, Operation,
    PublicKey, Relationships, Service, ServiceName, ServiceType, Signature, Signer, Stamp, Uri,
};
use aura_primitives::zkp::{Circuit, KeyId, PreparedKey, Provenance, VerifyingKey};
use codec::{Decode, Encode};
use proptest::prelude::*;

type Account = [u8; 32];

fn uri() -> Uri {
    Uri::new("https://aura.example/%20?a=b#c").unwrap()
}

fn service() -> Service {
    Service {
        name: ServiceName::new("site").unwrap(),
        service_type: ServiceType::new("LinkedDomains").unwrap(),
        endpoints: vec![uri(), uri()].try_into().unwrap(),
    }
}

fn method(key: PublicKey) -> NewVerificationMethod {
    NewVerificationMethod {
        key,
        relationships: Relationships::SIGNING,
    }
}

fn document() -> Document {
    let keys = [
        PublicKey::Ed25519([1; 32]),
        PublicKey::P256([2; 33]),
        PublicKey::Jubjub([3; 32]),
    ];
    Document {
        methods: keys.map(method).to_vec().try_into().unwrap(),
        services: vec![service()].try_into().unwrap(),
        also_known_as: vec![uri()].try_into().unwrap(),
    }
}

fn changes() -> Changes {
    vec![
        Change::AddKey(method(PublicKey::X25519([4; 32]))),
        Change::SetKeyRelationships(1, Relationships::ASSERTION),
        Change::RetireKey(2),
        Change::RevokeKey(3),
        Change::SetService(service()),
        Change::RemoveService(ServiceName::new("site").unwrap()),
        Change::SetAlsoKnownAs(Default::default()),
        Change::AddProofKey {
            key: [5; 32],
            possession: [6; 48],
        },
    ]
    .try_into()
    .unwrap()
}

fn control() -> Control<Account> {
    Control {
        controllers: vec![
            Controller::Did(Did::from([5; 32])),
            Controller::Account([6; 32]),
        ]
        .try_into()
        .unwrap(),
        threshold: 2,
    }
}

fn operation() -> Operation<Account, Vec<u8>> {
    Operation {
        did: Did::from([7; 32]),
        nonce: 8,
        submitter: Some([9; 32]),
        checkpoint: 10,
        signers: vec![
            Signer::Own(1),
            Signer::Did(Did::from([5; 32]), 2),
            Signer::Account([6; 32]),
        ]
        .try_into()
        .unwrap(),
        call: Box::new(vec![1, 2, 3]),
    }
}

fn view() -> View<Account> {
    let stamp = Stamp { block: 1, time: 2 };
    View::Active(ActiveView {
        methods: vec![VerificationMethodView {
            fragment: "key-1".into(),
            multikey: vec![0xed, 1],
            relationships: Relationships::ALL,
            expires: Some(1),
            revoked: None,
        }],
        services: vec![ServiceView::from(&service())],
        also_known_as: vec!["did:key:z6Mk".into()],
        control: control(),
        nonce: 1,
        created: stamp,
        updated: stamp,
        previous: Some(3),
        history: [4; 32],
        depositor: [5; 32],
    })
}

fn tombstone() -> View<Account> {
    let stamp = Stamp { block: 1, time: 2 };
    View::Deactivated(DeactivatedView {
        created: stamp,
        deactivated: stamp,
        history: [0; 32],
    })
}

fn schema() -> Schema {
    let claim = |name: &str, kind, slot| Claim {
        name: ClaimName::new(name).unwrap(),
        kind,
        slot,
    };
    Schema {
        owner: Did::from([5; 32]),
        digest: [6; 32],
        uri: uri(),
        claims: vec![
            claim("birthDate", ClaimKind::Date, Some(4)),
            claim("note_9", ClaimKind::Text, None),
        ]
        .try_into()
        .unwrap(),
        policy: IssuancePolicy::Accredited,
        unique: true,
    }
}

fn accreditation() -> Accreditation {
    Accreditation {
        by: Did::from([5; 32]),
        depth: 4,
        until: Some(1),
        suspended: Some(Did::from([6; 32])),
    }
}

fn status_changes() -> StatusChanges {
    StatusKind::ALL
        .map(|change| StatusChange { index: 1, change })
        .to_vec()
        .try_into()
        .unwrap()
}

const STAMP: Stamp = Stamp { block: 1, time: 2 };

fn accreditation_view() -> AccreditationView {
    let did = Did::from([7; 32]);
    AccreditationView::new(did, accreditation(), Standing::Broken(did), vec![did, did])
}

fn list() -> ListView {
    ListView {
        id: 1,
        owner: Did::from([5; 32]),
        schema: SchemaId::from([6; 32]),
        capacity: Capacity::TwoTo20,
        allocated: 3,
        batches: 2,
        strict: true,
        created: STAMP,
    }
}

fn batch() -> BatchView {
    BatchView {
        root: [8; 32],
        first: 1,
        count: 2,
        anchored: STAMP,
    }
}

fn key() -> VerifyingKey {
    VerifyingKey {
        id: KeyId {
            circuit: Circuit::Age,
            version: 1,
        },
        circuit_hash: [1; 32],
        provenance: Provenance::Ceremony {
            transcript: [2; 32],
        },
        alpha: [3; 96],
        beta: [4; 192],
        gamma: [5; 192],
        delta: [6; 192],
        ic: vec![[7; 96]; 11].try_into().unwrap(),
    }
}

fn prepared_key() -> PreparedKey {
    let key = key();
    PreparedKey {
        id: key.id,
        circuit_hash: key.circuit_hash,
        provenance: Provenance::Development,
        alpha: key.alpha,
        beta: key.beta,
        neg_gamma: key.gamma,
        neg_delta: key.delta,
        alpha_beta: [8; 576],
        ic: key.ic,
        digest: [9; 32],
    }
}

/// Decodes bytes as one type, and asserts that a decoded value encodes to the same bytes.
fn check<T: Encode + Decode>(bytes: &[u8]) {
    let mut rest = bytes;
    if let Ok(value) = T::decode(&mut rest) {
        assert_eq!(value.encode(), bytes[..bytes.len() - rest.len()]);
    }
}

fn check_all(bytes: &[u8]) {
    check::<Did>(bytes);
    check::<PublicKey>(bytes);
    check::<Signature>(bytes);
    check::<Document>(bytes);
    check::<Changes>(bytes);
    check::<Control<Account>>(bytes);
    check::<Operation<Account, Vec<u8>>>(bytes);
    check::<View<Account>>(bytes);
    check::<SchemaId>(bytes);
    check::<Schema>(bytes);
    check::<Accreditation>(bytes);
    check::<Capacity>(bytes);
    check::<Status>(bytes);
    check::<StatusChanges>(bytes);
    check::<Page>(bytes);
    check::<Entry>(bytes);
    check::<Owned>(bytes);
    check::<SchemaView>(bytes);
    check::<AccreditationView>(bytes);
    check::<ListView>(bytes);
    check::<PageView>(bytes);
    check::<BatchView>(bytes);
    check::<VerifyingKey>(bytes);
    check::<PreparedKey>(bytes);
}

/// Valid encodings to mutate.
fn samples() -> Vec<Vec<u8>> {
    vec![
        document().encode(),
        changes().encode(),
        control().encode(),
        operation().encode(),
        view().encode(),
        tombstone().encode(),
        Signature::Secp256k1([1; 65]).encode(),
        schema().encode(),
        accreditation().encode(),
        status_changes().encode(),
        Page::default().encode(),
        SchemaView::new(&schema(), Did::from([7; 32]), STAMP).encode(),
        accreditation_view().encode(),
        list().encode(),
        batch().encode(),
        key().encode(),
        prepared_key().encode(),
    ]
}

#[test]
fn what_is_valid_is_decoded() {
    assert_eq!(
        Document::decode(&mut &document().encode()[..]),
        Ok(document())
    );
    assert_eq!(Changes::decode(&mut &changes().encode()[..]), Ok(changes()));
    assert_eq!(Control::decode(&mut &control().encode()[..]), Ok(control()));
    assert_eq!(
        Operation::decode(&mut &operation().encode()[..]),
        Ok(operation())
    );
    assert_eq!(View::decode(&mut &view().encode()[..]), Ok(view()));
    assert_eq!(
        View::decode(&mut &tombstone().encode()[..]),
        Ok(tombstone())
    );
}

#[test]
fn what_is_valid_of_credentials_is_decoded() {
    fn same<T: Decode + Encode + PartialEq + core::fmt::Debug>(value: T) {
        assert_eq!(T::decode(&mut &value.encode()[..]), Ok(value));
    }
    same(schema());
    same(accreditation());
    same(status_changes());
    same(SchemaView::new(&schema(), Did::from([7; 32]), STAMP));
    same(accreditation_view());
    same(list());
    same(batch());
    let mut bits = Page::default();
    bits.set(5, StatusKind::Revoke).unwrap();
    same(PageView { page: 1, bits });
}

#[test]
fn what_is_valid_of_keys_is_decoded() {
    assert_eq!(VerifyingKey::decode(&mut &key().encode()[..]), Ok(key()));
    let stored = prepared_key();
    assert_eq!(PreparedKey::decode(&mut &stored.encode()[..]), Ok(stored));
}

#[test]
fn keys_for_more_inputs_than_there_may_be_are_refused() {
    let head = {
        let mut bytes = key().encode();
        bytes.truncate(bytes.len() - 1 - 11 * 96);
        bytes
    };
    let with = |points: usize| [head.clone(), vec![[7u8; 96]; points].encode()].concat();
    assert!(VerifyingKey::decode(&mut &with(17)[..]).is_ok());
    assert!(VerifyingKey::decode(&mut &with(18)[..]).is_err());
}

/// Lengths above the limits, and unknown variants.
#[test]
fn what_is_over_a_bound_is_refused() {
    let change = StatusChange {
        index: 1,
        change: StatusKind::Revoke,
    };
    assert!(StatusChanges::decode(&mut &vec![change; 1024].encode()[..]).is_ok());
    assert!(StatusChanges::decode(&mut &vec![change; 1025].encode()[..]).is_err());
    assert!(StatusChange::decode(&mut &[0, 0, 0, 0, 5][..]).is_err());

    let (before, after) = (
        (Did::from([5; 32]), [6u8; 32], uri()),
        (IssuancePolicy::Open, false),
    );
    let claims = |count: usize| vec![schema().claims[1].clone(); count];
    let bytes = |count| (&before, claims(count), after).encode();
    assert!(Schema::decode(&mut &bytes(32)[..]).is_ok());
    assert!(Schema::decode(&mut &bytes(33)[..]).is_err());
    for name in ["", "9", "a-b", &"a".repeat(33)] {
        let claim = (name, ClaimKind::Text, None::<u8>).encode();
        assert!(Claim::decode(&mut &claim[..]).is_err(), "{name}");
    }
    // Neither `true` nor `false`.
    let mut bytes = schema().encode();
    *bytes.last_mut().unwrap() = 2;
    assert!(Schema::decode(&mut &bytes[..]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_all(&bytes);
    }

    /// Slightly wrong bytes reach deeper than random ones.
    #[test]
    fn bytes_that_are_nearly_right(
        sample in prop::sample::select(samples()),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        end in any::<prop::sample::Index>(),
        cut: bool,
    ) {
        let mut bytes = sample;
        for (place, value) in flips {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        check_all(&bytes);
    }
}
