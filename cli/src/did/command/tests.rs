use super::{
    control::control,
    update::{addition, is_so},
    Command,
};
use crate::{
    cli::{Cli, Command as Group},
    did::{Control, Controller},
    wallet::{Kind, PrivateKey},
};
use aura_primitives::did::{
    view::{ActiveView, ServiceView, VerificationMethodView},
    Change, Did, Relationships, Service, ServiceName, ServiceType, Stamp, Uri,
};
use aura_zkp_core::possession;
use clap::Parser;
use zeroize::Zeroizing;

fn parse(arguments: &[&str]) -> Result<Command, clap::Error> {
    let cli = Cli::try_parse_from([&["aura", "did"], arguments].concat())?;
    match cli.command {
        Group::Did(command) => Ok(*command),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_creation_needs_a_name() {
    assert!(parse(&["create"]).is_err());
    assert!(parse(&["create", "--name", "a b"]).is_err());
    assert!(parse(&["create", "--name", "a", "--key", "p256"]).is_ok());
    assert!(parse(&["create", "--name", "a", "--by-account"]).is_ok());
    // A creation by an account can only be submitted by that account.
    for option in [
        &["--out", "f"][..],
        &["--key", "p256"],
        &["--suri-file", "f"],
    ] {
        let arguments = [&["create", "--name", "a", "--by-account"], option].concat();
        assert!(parse(&arguments).is_err(), "{option:?}");
    }
}

#[test]
fn an_update_changes_something() {
    assert!(parse(&["update", "a"]).is_err());
    assert!(parse(&["update", "a", "--retire-key", "1"]).is_ok());
    assert!(parse(&["update", "a", "--no-also-known-as"]).is_ok());
    let both = [
        "update",
        "a",
        "--no-also-known-as",
        "--also-known-as",
        "a:b",
    ];
    assert!(parse(&both).is_err());
}

#[test]
fn a_key_for_proofs_comes_with_its_signature_over_the_did() {
    let did = Did::from([1; 32]);
    let key = |kind| PrivateKey::from_bytes(kind, &Zeroizing::new([9; 32])).unwrap();
    let jubjub = key(Kind::Jubjub);
    let change = addition(&did, &jubjub, Relationships::ASSERTION).unwrap();
    let Change::AddProofKey {
        key: bytes,
        possession: signature,
    } = change
    else {
        panic!("it is a change of its own")
    };
    assert_eq!(bytes, jubjub.public().as_bytes());
    assert_eq!(possession::verify(&did, &bytes, &signature), Ok(()));
    let other = Did::from([2; 32]);
    assert!(possession::verify(&other, &bytes, &signature).is_err());
    // A Jubjub key is for assertions, and for nothing else.
    for more in [
        Relationships::SIGNING,
        Relationships::CONTROL,
        Relationships::KEY_AGREEMENT,
        Relationships::NONE,
    ] {
        let refused = addition(&did, &jubjub, more).unwrap_err().to_string();
        assert!(refused.contains("assertionMethod"), "{refused}");
    }
    let change = addition(&did, &key(Kind::Ed25519), Relationships::ASSERTION).unwrap();
    assert!(matches!(change, Change::AddKey(_)));
}

#[test]
fn a_purge_names_keys() {
    assert!(parse(&["purge", "a"]).is_err());
    assert!(parse(&["purge", "a", "first"]).is_err());
    let Ok(Command::Purge(purge)) = parse(&["purge", "a", "key-1", "4"]) else {
        panic!("not a purge")
    };
    assert_eq!(purge.keys, [1, 4]);
}

#[test]
fn all_changes_go_into_one_operation() {
    let arguments = [
        "update",
        "a",
        "--retire-key",
        "1",
        "--revoke-key",
        "key-2",
        "--relate-key",
        "3:authentication",
        "--set-service",
        "site=LinkedDomains=https://a.example",
        "--remove-service",
        "old",
        "--also-known-as",
        "https://b.example",
        "--also-known-as",
        "https://c.example",
    ];
    let Ok(Command::Update(update)) = parse(&arguments) else {
        panic!("these are good arguments")
    };
    let changes = update.changes.changes(vec![]).unwrap();
    assert!(matches!(
        changes[..],
        [
            Change::SetKeyRelationships(3, _),
            Change::RetireKey(1),
            Change::RevokeKey(2),
            Change::RemoveService(_),
            Change::SetService(_),
            Change::SetAlsoKnownAs(_),
        ]
    ));
}

#[test]
fn signers_are_named_with_commas_between() {
    let arguments = ["deactivate", "a", "--out", "f", "--signers", "key-1,key-2"];
    let Ok(Command::Deactivate(command)) = parse(&arguments) else {
        panic!("these are good arguments")
    };
    assert_eq!(command.signatures.signers.len(), 2);
    assert!(parse(&["deactivate", "a", "--signers", "alice"]).is_err());
    // Without --out the submitter is known: the paying account.
    let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    assert!(parse(&["deactivate", "a", "--submitter", alice]).is_err());
}

#[test]
fn control_is_somebodys() {
    assert!(parse(&["control", "a"]).is_err());
    assert!(parse(&["control", "a", "--own"]).is_ok());
    assert!(parse(&["control", "a", "--own", "--threshold", "0"]).is_err());
    assert_eq!(control(&[], 1).unwrap(), Control::own());
    let [a, b] = [[1; 32], [2; 32]].map(Controller::Account);
    let two = control(&[b.clone(), a.clone(), b.clone()], 2).unwrap();
    assert_eq!(two.controllers.as_slice(), [a.clone(), b]);
    assert!(control(std::slice::from_ref(&a), 2).is_err());
    let many: Vec<_> = (0..9).map(|n| Controller::Account([n; 32])).collect();
    assert!(control(&many, 1).is_err());
}

#[test]
fn an_account_that_submits_a_file_agrees_only_if_it_is_told_to() {
    let agrees = |arguments: &[&str]| {
        let Ok(Command::Submit(submit)) = parse(arguments) else {
            panic!("these are good arguments")
        };
        submit.agree
    };
    assert!(!agrees(&["submit", "f", "--yes"]));
    assert!(agrees(&["submit", "f", "--agree"]));
}

#[test]
fn dids_are_listed_by_one_thing() {
    let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    let did = Did::from([1; 32]).to_string();
    for good in [
        ["--controlled-by", alice],
        ["--controlled-by", &did],
        ["--paid-by", alice],
    ] {
        assert!(parse(&[&["list"], &good[..]].concat()).is_ok(), "{good:?}");
    }
    let both = ["list", "--controlled-by", &did, "--paid-by", alice];
    for bad in [&["list"][..], &["list", "--paid-by", &did], &both] {
        assert!(parse(bad).is_err(), "{bad:?}");
    }
    assert!(parse(&["take-over", "a"]).is_ok());
    assert!(parse(&["take-over", "a", "--out", "op.json"]).is_ok());
}

#[test]
fn one_version_is_shown_at_a_time() {
    assert!(parse(&["show", "a", "--version-id", "7", "--best"]).is_ok());
    let both = ["show", "a", "--version-id", "7", "--version-time", "x"];
    assert!(parse(&both).is_err());
}

#[test]
fn what_is_so_is_not_changed_again() {
    let method = |number: u32, expires, revoked| VerificationMethodView {
        fragment: format!("key-{number}"),
        multikey: vec![],
        relationships: Relationships::ASSERTION,
        expires,
        revoked,
    };
    let view = ActiveView {
        methods: vec![
            method(1, Some(5), None),
            method(2, None, None),
            method(3, Some(5), Some(6)),
        ],
        services: vec![ServiceView {
            fragment: "site".into(),
            service_type: "LinkedDomains".into(),
            endpoints: vec!["https://a.example".into()],
        }],
        also_known_as: vec!["https://b.example".into()],
        control: Control::own(),
        nonce: 1,
        created: Stamp { block: 1, time: 2 },
        updated: Stamp { block: 1, time: 2 },
        previous: None,
        history: [0; 32],
        depositor: [0; 32],
    };
    let uri = |text: &str| Uri::new(text).unwrap();
    let name = |text: &str| ServiceName::new(text).unwrap();
    let set = |url: &str| {
        Change::SetService(Service {
            name: name("site"),
            service_type: ServiceType::new("LinkedDomains").unwrap(),
            endpoints: vec![uri(url)].try_into().unwrap(),
        })
    };
    let names = |text: &str| Change::SetAlsoKnownAs(vec![uri(text)].try_into().unwrap());
    for (change, so) in [
        (Change::RetireKey(1), true),
        (Change::RetireKey(2), false),
        // The chain has key 3 as revoked, and refuses to retire it.
        (Change::RetireKey(3), false),
        (Change::RetireKey(4), false),
        (Change::RevokeKey(3), true),
        (Change::RevokeKey(1), false),
        (
            Change::SetKeyRelationships(2, Relationships::ASSERTION),
            true,
        ),
        (
            Change::SetKeyRelationships(2, Relationships::SIGNING),
            false,
        ),
        (Change::RemoveService(name("other")), true),
        (Change::RemoveService(name("site")), false),
        (set("https://a.example"), true),
        (set("https://c.example"), false),
        (names("https://b.example"), true),
        (names("https://c.example"), false),
    ] {
        assert_eq!(is_so(&view, &change), so, "{change:?}");
    }
}
