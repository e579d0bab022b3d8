use super::*;
use aura_primitives::did::{Did, NewVerificationMethod, ServiceName, ServiceType, Uri};
use aura_zkp_core::signature::SecretKey;
use proptest::prelude::*;

const CALLS: CallIndices = CallIndices::NETWORK;

fn service() -> Service {
    Service {
        name: ServiceName::new("site").unwrap(),
        service_type: ServiceType::new("LinkedDomains").unwrap(),
        endpoints: vec![Uri::new("https://a.example").unwrap()]
            .try_into()
            .unwrap(),
    }
}

fn every() -> Vec<DidCall> {
    let changes = vec![
        Change::AddKey(NewVerificationMethod {
            key: PublicKey::Ed25519([5; 32]),
            relationships: Relationships::SIGNING,
        }),
        Change::SetKeyRelationships(1, Relationships::ASSERTION),
        Change::RetireKey(2),
        Change::RevokeKey(3),
        Change::SetService(service()),
        Change::RemoveService(ServiceName::new("old").unwrap()),
        Change::SetAlsoKnownAs(Default::default()),
        Change::AddProofKey {
            key: [6; 32],
            possession: [7; 48],
        },
    ];
    let controllers = vec![
        Controller::Did(Did::from([7; 32])),
        Controller::Account([8; 32]),
    ];
    vec![
        DidCall::Update(changes.try_into().unwrap()),
        DidCall::SetControl(Control {
            controllers: controllers.try_into().unwrap(),
            threshold: 2,
        }),
        DidCall::Deactivate,
        DidCall::PurgeMethods(vec![1, 4].try_into().unwrap()),
        DidCall::TakeOverDeposit,
        DidCall::Credentials(credentials::CredentialsCall::Withdraw {
            schema: [2; 32].into(),
            did: Did::from([7; 32]),
        }),
    ]
}

#[test]
fn what_a_did_does_is_read_as_it_was_written() {
    for call in every() {
        let bytes = call.encode(&CALLS);
        assert_eq!(DidCall::decode(&CALLS, &bytes).unwrap(), call);
        let longer = [&bytes[..], &[0]].concat();
        assert!(DidCall::decode(&CALLS, &longer).is_err(), "{call:?}");
    }
}

#[test]
fn the_bytes_are_those_of_the_pallet() {
    assert_eq!(DidCall::Deactivate.encode(&CALLS), [60, 3]);
    assert_eq!(DidCall::TakeOverDeposit.encode(&CALLS), [60, 8]);
    let retire = DidCall::Update(vec![Change::RetireKey(2)].try_into().unwrap());
    assert_eq!(retire.encode(&CALLS), [60, 1, 4, 2, 2, 0, 0, 0]);
    let own = DidCall::SetControl(Control::own());
    assert_eq!(own.encode(&CALLS), [60, 2, 0, 1]);
}

#[test]
fn another_call_is_refused_by_its_numbers() {
    for bytes in [
        &[][..],
        &[60],
        &[60, 4, 0],
        &[10, 3, 0, 0],
        &[60, 5],
        &[60, 7],
        &[60, 8, 0],
    ] {
        let refused = DidCall::decode(&CALLS, bytes);
        assert!(matches!(refused, Err(Problem::Unknown(_))), "{bytes:?}");
    }
    let error = DidCall::decode(&CALLS, &[10, 3, 1])
        .unwrap_err()
        .to_string();
    assert!(error.contains("the call 3 of the pallet 10"), "{error}");
}

#[test]
fn who_has_to_sign_follows_from_what_is_done() {
    let relationships: Vec<_> = every().iter().map(DidCall::relationship).collect();
    let delegation = Some(Relationship::CapabilityDelegation);
    assert_eq!(relationships, [None, None, None, None, None, delegation]);
}

#[test]
fn each_thing_has_its_words() {
    let words: Vec<_> = every().iter().flat_map(DidCall::summary).collect();
    let account = address(&[8; 32]);
    let did = Did::from([7; 32]);
    let key = multikey::encode(&PublicKey::Ed25519([5; 32]).to_multikey());
    let for_proofs = multikey::encode(&PublicKey::Jubjub([6; 32]).to_multikey());
    assert_eq!(
        words,
        [
            format!(
                "Add the key {key} (Ed25519) for authentication, assertionMethod, \
                 capabilityInvocation, capabilityDelegation"
            ),
            "Use #key-1 for assertionMethod".into(),
            "Retire #key-2: its assertions stay valid, it makes no new ones".into(),
            "Revoke #key-3: none of its signatures is valid".into(),
            "Set the service #site of the type LinkedDomains at https://a.example".into(),
            "Remove the service #old".into(),
            "Remove all of alsoKnownAs".into(),
            format!(
                "Add the key {for_proofs} (Jubjub) for assertionMethod: it signs credentials for \
                 proofs"
            ),
            format!("Hand control to 2 of: {did}, the account {account}"),
            "If the DID document grows, its whole deposit moves to the submitting account".into(),
            "While others control it, it cannot sign for DIDs that it controls".into(),
            "Deactivate the DID permanently".into(),
            "Remove the keys #key-1, #key-4".into(),
            "Take over the deposit of the DID".into(),
            "Its whole deposit is held on the submitting account".into(),
            format!(
                "Withdraw the accreditation of {did} for the schema {}",
                aura_primitives::credentials::SchemaId::from([2; 32])
            ),
        ]
    );
}

#[test]
fn variants_are_named_in_the_order_in_which_they_stand() {
    let [update, control, ..] = &every()[..] else {
        panic!("there are more")
    };
    assert_eq!(
        update.variants()[..3],
        ["AddKey", "Ed25519", "SetKeyRelationships"]
    );
    assert_eq!(update.variants().last(), Some(&"AddProofKey"));
    assert_eq!(control.variants(), ["Did", "Account"]);
}

#[test]
fn a_key_for_proofs_must_have_agreed() {
    let did = Did::from([7; 32]);
    let secret = SecretKey::from_seed(&[3; 32]);
    let adding = |of: &Did| {
        let change = Change::AddProofKey {
            key: secret.public_key().to_bytes(),
            possession: possession::sign(of, &secret, &[4; 32]),
        };
        DidCall::Update(vec![Change::RetireKey(2), change].try_into().unwrap())
    };
    assert!(adding(&did).check_possession(&did).is_ok());
    let refused = adding(&Did::from([8; 32])).check_possession(&did);
    assert!(matches!(refused, Err(Problem::NotPossessed(_))));
    // Bytes that are not a point of the curve have no proof of possession either.
    let [update, others @ ..] = &every()[..] else {
        panic!("there are more")
    };
    assert!(update.check_possession(&did).is_err());
    assert!(others
        .iter()
        .all(|call| call.check_possession(&did).is_ok()));
}

proptest! {
    #[test]
    fn any_bytes_are_read_whole_or_refused(
        pallet in 60u8..62,
        call in 0u8..10,
        rest in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        let bytes = [&[pallet, call][..], &rest].concat();
        if let Ok(call) = DidCall::decode(&CALLS, &bytes) {
            prop_assert_eq!(call.encode(&CALLS), bytes);
        }
    }
}
