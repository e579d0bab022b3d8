//! Whatever bytes come from outside: decoding never panics, and what is decoded has one encoding.

use aura_primitives::did::{
    view::{ActiveView, DeactivatedView, MethodView, ServiceView, View},
    Change, Changes, Control, Controller, Did, Document, NewMethod, Operation, PublicKey,
    Relationships, Service, ServiceName, Signature, Signer, Stamp, Uri,
};
use codec::{Decode, Encode};
use proptest::prelude::*;

type Account = [u8; 32];

fn uri() -> Uri {
    Uri::new("https://aura.example/%20?a=b#c").unwrap()
}

fn service() -> Service {
    Service {
        name: ServiceName::new("site").unwrap(),
        kind: ServiceName::new("LinkedDomains").unwrap(),
        endpoints: vec![uri(), uri()].try_into().unwrap(),
    }
}

fn method(key: PublicKey) -> NewMethod {
    NewMethod {
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
        Change::RelateKey(1, Relationships::ASSERTION),
        Change::RetireKey(2),
        Change::RevokeKey(3),
        Change::SetService(service()),
        Change::RemoveService(ServiceName::new("site").unwrap()),
        Change::SetAlsoKnownAs(Default::default()),
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
        methods: vec![MethodView {
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

/// Decodes as one type; what is found must be written as it was read.
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
}

/// Valid encodings, to begin from.
fn samples() -> Vec<Vec<u8>> {
    vec![
        document().encode(),
        changes().encode(),
        control().encode(),
        operation().encode(),
        view().encode(),
        tombstone().encode(),
        Signature::Secp256k1([1; 65]).encode(),
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_all(&bytes);
    }

    /// Bytes that are nearly right lead deeper than random ones.
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
