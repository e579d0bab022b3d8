use super::*;
use crate::random::system;
use aura_primitives::did::Anchor;
use subxt_signer::DEV_PHRASE;

const GENESIS: [u8; 32] = [7; 32];

fn phrase() -> Phrase {
    Phrase::parse(DEV_PHRASE).unwrap()
}

fn name(name: &str) -> Name {
    name.parse().unwrap()
}

/// A register with a DID of each kind: `paid` by account 1, `own` by its own key.
fn register() -> Register {
    let mut register = Register::default();
    let key = NewAnchor::Key(Kind::Ed25519);
    for (text, anchor) in [("paid", NewAnchor::Account(1)), ("own", key)] {
        register
            .add(&phrase(), name(text), GENESIS, anchor)
            .unwrap();
    }
    register
}

fn did(register: &Register, name: &str) -> Did {
    register.find(name).unwrap().did
}

#[test]
fn a_did_is_derived_as_the_chain_derives_it() {
    let register = register();
    let own = register.find("own").unwrap();
    let key = derivation::key(&phrase(), Kind::Ed25519, 1, 0).unwrap();
    let anchor = Anchor::<[u8; 32]>::Key(key.public());
    let expected = Did::derive(&GENESIS, &anchor, &derivation::salt(&phrase(), 1));
    assert_eq!(own.did, expected);
    assert_eq!(own.keys[0].index, Some(1));

    let paid = register.find("paid").unwrap();
    let anchor = Anchor::Account(phrase().account(1).public_key().0);
    let expected = Did::derive(&GENESIS, &anchor, &derivation::salt(&phrase(), 0));
    assert_eq!(paid.did, expected);
    assert!(paid.keys.is_empty());
}

#[test]
fn a_did_is_found_by_its_name_and_by_itself() {
    let register = register();
    let own = register.find("own").unwrap();
    assert_eq!(register.find(&own.did.to_string()), Some(own));
    assert_eq!(register.find("other"), None);
}

#[test]
fn a_name_is_that_of_one_did() {
    let mut register = register();
    let before = register.clone();
    let again = register.add(&phrase(), name("own"), GENESIS, NewAnchor::Account(0));
    assert!(matches!(again, Err(Error::NameTaken(_))));
    assert_eq!(register, before);
}

#[test]
fn numbers_are_given_out_once() {
    let mut register = register();
    let own = did(&register, "own");
    let kinds = [Kind::Ed25519, Kind::P256, Kind::Ed25519];
    let keys = kinds.map(|kind| register.add_key(&own, kind).unwrap());
    assert_eq!(keys.map(|key| key.number), [1, 2, 3]);
    assert_eq!(keys.map(|key| key.kind), kinds);
    // The number of a removed key is not used again.
    register.records[1].keys.pop();
    assert_eq!(register.add_key(&own, Kind::P256).unwrap().number, 4);
    register.records.pop();
    let third = register.add(&phrase(), name("third"), GENESIS, NewAnchor::Account(0));
    assert_eq!(third.unwrap().number, 2);
    assert!(register.is_sound());
}

#[test]
fn when_the_numbers_are_used_up_nothing_is_given_out() {
    let mut register = register();
    let own = did(&register, "own");
    register.next = limits::MAX_NUMBERS;
    register.records[1].next_key = limits::MAX_NUMBERS;
    let before = register.clone();
    let added = register.add(&phrase(), name("more"), GENESIS, NewAnchor::Account(0));
    assert!(matches!(added, Err(Error::Full)));
    let added = register.add_key(&own, Kind::P256);
    assert!(matches!(added, Err(Error::Full)));
    assert_eq!(register, before);
}

#[test]
fn a_key_learns_its_number_on_the_chain() {
    let mut register = register();
    let own = did(&register, "own");
    let key = register.add_key(&own, Kind::X25519).unwrap();
    assert_eq!(key.index, None);
    register.set_index(&own, key.number, 9).unwrap();
    let record = register.find("own").unwrap();
    assert_eq!(record.key(key.number).unwrap().index, Some(9));

    let unknown = register.set_index(&own, 99, 1);
    assert!(matches!(unknown, Err(Error::UnknownKey(_))));
    let unknown = register.add_key(&Did::from([0; 32]), Kind::P256);
    assert!(matches!(unknown, Err(Error::UnknownDid(_))));
}

#[test]
fn what_does_not_fit_together_is_not_sound() {
    let bad = |spoil: fn(&mut Register)| {
        let mut register = register();
        spoil(&mut register);
        assert!(!register.is_sound());
    };
    assert!(register().is_sound());
    bad(|register| register.next = 1);
    bad(|register| register.records[0].number = 1);
    bad(|register| register.records[0].name = name("own"));
    bad(|register| register.records[0].did = register.records[1].did);
    bad(|register| register.records[0].anchor = AnchorPath::Key(0));
    bad(|register| register.records[1].next_key = 0);
    bad(|register| register.records[1].next_key = u32::MAX);
    bad(|register| {
        let key = register.records[1].keys[0];
        register.records[1].keys.push(key);
    });
    bad(|register| {
        register.records[1].number = limits::MAX_NUMBERS;
        register.next = u32::MAX;
    });
}

#[test]
fn a_did_is_of_one_phrase_only() {
    let own = register().find("own").unwrap().clone();
    assert!(own.is_of(&phrase()));
    assert!(!own.is_of(&Phrase::generate(Default::default(), &system).unwrap()));
    let another = |spoil: fn(&mut DidRecord)| {
        let mut record = own.clone();
        spoil(&mut record);
        assert!(!record.is_of(&phrase()));
    };
    another(|record| record.number = 5);
    another(|record| record.genesis = [0; 32]);
    another(|record| record.salt = [0; 32]);
    another(|record| record.anchor = AnchorPath::Account(0));
    another(|record| record.anchor = AnchorPath::Key(9));
    another(|record| record.keys[0].kind = Kind::P256);
}

#[test]
fn merging_gives_what_both_know() {
    let old = register();
    let mut new = old.clone();
    let own = did(&new, "own");
    new.add_key(&own, Kind::P256).unwrap();
    new.add(&phrase(), name("third"), GENESIS, NewAnchor::Account(0))
        .unwrap();
    for (ours, theirs) in [(&old, &new), (&new, &old), (&Register::default(), &new)] {
        assert_eq!(ours.merge(theirs).unwrap(), new);
    }

    // Each register has the fragment number of another key.
    let [mut ours, mut theirs] = [new.clone(), new.clone()];
    ours.records[1].keys.truncate(1);
    theirs.records[1].keys[0].index = None;
    theirs.set_index(&own, 1, 2).unwrap();
    let merged = ours.merge(&theirs).unwrap();
    let indices = merged.find("own").unwrap().keys.iter().map(|key| key.index);
    assert_eq!(indices.collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert!(merged.is_sound());
}

#[test]
fn each_disagreement_is_named() {
    let disagree = |spoil: fn(&mut Register), says: &str| {
        let mut theirs = register();
        spoil(&mut theirs);
        let conflicts = register().merge(&theirs).unwrap_err();
        assert!(conflicts.join("; ").contains(says), "{conflicts:?}");
    };
    disagree(
        |theirs| theirs.records[1].name = name("mine"),
        "is own in the wallet and mine in the export",
    );
    disagree(
        |theirs| theirs.records[1].did = Did::from([0; 32]),
        "the name own belongs to",
    );
    disagree(
        |theirs| {
            theirs.records[1].did = Did::from([0; 32]);
            theirs.records[1].name = name("mine");
        },
        "the number 1 belongs to own in the wallet, to mine",
    );
    disagree(
        |theirs| theirs.records[1].salt = [0; 32],
        "own is derived in two ways",
    );
    disagree(
        |theirs| theirs.records[1].keys[0].kind = Kind::P256,
        "the key number 0 of own differs",
    );
    disagree(
        |theirs| theirs.records[1].keys[0].index = Some(2),
        "the key number 0 of own differs",
    );
    // All contradictions are reported at once.
    let mut theirs = register();
    theirs.records[0].name = name("one");
    theirs.records[1].name = name("two");
    assert_eq!(register().merge(&theirs).unwrap_err().len(), 2);
}
