use super::{
    journal::{Journal, RowSource},
    publish::publish,
    rows::{
        tests::{commitment, provable_schema, provable_terms, schema, terms},
        Format,
    },
    shuffle::places,
    sign::{sign, signed_before, Keys},
    storage::{Lines, Storage, StoredLines},
    terms::Terms,
};
use crate::{
    credentials::{
        input_documents::{self, InputDocument},
        Problem,
    },
    Error, Result,
};
use aura_identity::{
    anchoring::Inclusion,
    credential::{verify, CheckName, Expected, Facts, Outcome, Questions},
    data_integrity::{jcs, proofs, Cryptosuite},
    zkp::{BaseProof, Signed},
    DateTime,
};
use aura_primitives::{
    credentials::{
        view::{BatchView, ListView},
        Capacity, Standing, Status,
    },
    did::{
        view::{ActiveView, VerificationMethodView, View},
        Control, Did, PublicKey, Relationships, Stamp,
    },
};
use aura_wallet::{Kind, PrivateKey};
use aura_zkp_core::signature::SecretKey;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    cell::RefCell,
    collections::BTreeSet,
    io::{Cursor, Read},
    path::Path,
};
use zeroize::Zeroizing;

const COUNT: u32 = 37;

/// Storage in memory. `None` is a file that does not exist.
#[derive(Default)]
struct Memory {
    rows: RefCell<String>,
    journal: RefCell<Option<Vec<u8>>>,
    signed: RefCell<Option<Vec<u8>>>,
    out: RefCell<Option<Vec<u8>>>,
}

impl Storage for Memory {
    type Error = Error;

    fn save(&self, journal: &Journal) -> Result<()> {
        *self.journal.borrow_mut() = Some(journal.to_json()?.to_vec());
        Ok(())
    }

    fn rows(&self, _: &Path) -> Result<Box<dyn Read>> {
        let rows = self.rows.borrow().clone();
        Ok(Box::new(Cursor::new(rows.into_bytes())))
    }

    fn write_signed(&self, _: u32, lines: &mut Lines<'_, Error>) -> Result<()> {
        *self.signed.borrow_mut() = Some(written(lines)?);
        Ok(())
    }

    fn signed(&self) -> Result<StoredLines<'_, Error>> {
        let Some(signed) = self.signed.borrow().clone() else {
            return Ok(None);
        };
        let signed = signed.strip_suffix(b"\n").unwrap_or(&signed);
        let lines = signed.split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
        let lines: Vec<_> = lines.map(Ok).collect();
        Ok(Some(Box::new(lines.into_iter())))
    }

    fn signed_path(&self) -> &Path {
        Path::new("signed")
    }

    fn publish(&self, _: u32, lines: &mut Lines<'_, Error>) -> Result<()> {
        *self.out.borrow_mut() = Some(written(lines)?);
        Ok(())
    }

    fn clean(&self) -> Result<()> {
        (*self.journal.borrow_mut(), *self.signed.borrow_mut()) = (None, None);
        Ok(())
    }
}

fn written(lines: &mut Lines<'_, Error>) -> Result<Vec<u8>> {
    let mut all = vec![];
    for line in lines {
        all.extend(line?);
        all.push(b'\n');
    }
    Ok(all)
}

impl Memory {
    fn change_rows(&self, change: impl FnOnce(&str) -> String) {
        let changed = change(&self.rows.borrow());
        *self.rows.borrow_mut() = changed;
    }

    fn journal(&self) -> Result<Journal> {
        Journal::parse(
            self.journal.borrow().as_ref().unwrap(),
            Path::new("journal"),
        )
    }
}

struct Begun {
    store: Memory,
    journal: Journal,
}

fn key() -> PrivateKey {
    PrivateKey::from_bytes(Kind::Ed25519, &Zeroizing::new([9; 32])).unwrap()
}

fn keys() -> Keys {
    Keys {
        main: key(),
        proofs: Some((2, SecretKey::from_seed(&[8; 32]))),
    }
}

fn begun() -> Begun {
    begun_with(terms(), |_| String::new())
}

/// Begins a batch in which something can be proven of every second credential.
fn provable() -> Begun {
    begun_with(provable_terms(), |n| match n % 2 {
        0 => commitment(n.into()),
        _ => String::new(),
    })
}

fn begun_with(terms: Terms, holder: impl Fn(u32) -> String) -> Begun {
    let rows: String = (0..COUNT)
        .map(|n| format!("did:x:{n},{n},2024-02-29,c,true,{}\n", holder(n)))
        .collect();
    let text = format!("id,age,birthDate,country,member,holder\n{rows}");
    let rows = RowSource::File {
        path: "rows.csv".into(),
        format: Format::Csv,
        digest: Sha256::digest(&text).into(),
    };
    let store = Memory {
        rows: text.into(),
        ..Memory::default()
    };
    let journal = Journal::new([5; 32], terms, rows, COUNT, 1000, [3; 32]);
    store.save(&journal).unwrap();
    Begun { store, journal }
}

fn lines(text: &RefCell<Option<Vec<u8>>>) -> Vec<String> {
    let text = String::from_utf8(text.borrow().clone().unwrap()).unwrap();
    text.lines().map(Into::into).collect()
}

#[test]
fn what_is_given_out_is_signed_anchored_and_at_its_own_index() {
    let Begun { store, mut journal } = begun();
    let tree = sign(&store, &journal, &schema(false), &keys()).unwrap();
    journal.set_root(&tree.root());
    publish(&store, &journal, &tree).unwrap();
    let PublicKey::Ed25519(public) = key().public() else {
        panic!("the key is of Ed25519")
    };
    let (mut indices, mut positions) = (BTreeSet::new(), BTreeSet::new());
    let lines = lines(&store.out);
    for (line, row) in lines.iter().zip(0..) {
        let line = jcs::parse(line.as_bytes()).unwrap();
        let credential = &line["credential"];
        let inclusion = Inclusion::read(&line["inclusion"]).unwrap();
        inclusion.check(credential).unwrap();
        assert_eq!((inclusion.list, inclusion.root), (7, tree.root()));
        assert_eq!(
            credential["credentialSubject"]["id"],
            format!("did:x:{row}")
        );
        let [proof] = &proofs(credential).unwrap()[..] else {
            panic!("there is one proof")
        };
        proof.verify(credential, &public).unwrap();
        let index = credential["credentialStatus"][0]["statusListIndex"].clone();
        indices.insert(index.as_str().unwrap().parse::<u32>().unwrap());
        positions.insert(inclusion.position);
    }
    assert!(indices.into_iter().eq(1000..1000 + COUNT));
    assert!(positions.into_iter().eq(0..COUNT));
}

#[test]
fn the_same_journal_makes_the_same_credentials() {
    let Begun { store, journal } = begun();
    let first = sign(&store, &journal, &schema(false), &keys()).unwrap();
    let before = lines(&store.signed);
    let again = sign(&store, &journal, &schema(false), &keys()).unwrap();
    assert_eq!(first, again);
    assert_eq!(lines(&store.signed), before);
    let mut moved = journal.clone();
    moved.move_to(2000, [4; 32]);
    assert_ne!(moved.seed, journal.seed);
    let other = sign(&store, &moved, &schema(false), &keys()).unwrap();
    assert_ne!(other.root(), first.root());
}

#[test]
fn a_part_that_a_crash_has_cut_is_not_taken() {
    let Begun { store, mut journal } = begun();
    assert!(signed_before(&store, &journal).unwrap().is_none());
    let tree = sign(&store, &journal, &schema(false), &keys()).unwrap();
    journal.set_root(&tree.root());
    assert_eq!(signed_before(&store, &journal).unwrap(), Some(tree));
    let whole = store.signed.borrow().clone().unwrap();
    let write = |bytes: &[u8]| *store.signed.borrow_mut() = Some(bytes.to_vec());
    for cut in [0, 1, whole.len() / 2, whole.len() - 2] {
        write(&whole[..cut]);
        assert!(signed_before(&store, &journal).unwrap().is_none(), "{cut}");
    }
    // Blocks that never reached the disk are zero.
    let mut torn = whole.clone();
    torn[5000..6000].fill(0);
    write(&torn);
    assert!(signed_before(&store, &journal).unwrap().is_none());
    write(&[&whole[..], b"{}\n"].concat());
    assert!(signed_before(&store, &journal).unwrap().is_none());
}

#[test]
fn rows_that_have_changed_are_noticed() {
    let Begun { store, journal } = begun();
    store.change_rows(|text| text.replace("did:x:3,", "did:x:99,"));
    let refused = sign(&store, &journal, &schema(false), &keys());
    let changed = matches!(refused, Err(Error::Credentials(Problem::Changed(_))));
    assert!(changed, "{refused:?}");
    store.change_rows(|text| text.replace("did:x:99,", "did:x:3,") + "did:x:98,,,,\n");
    assert!(sign(&store, &journal, &schema(false), &keys()).is_err());
}

/// Reads the credentials of a part file.
fn signed(store: &Memory) -> Vec<Value> {
    let lines = lines(&store.signed);
    lines
        .iter()
        .map(|line| jcs::parse(line.as_bytes()).unwrap())
        .collect()
}

#[test]
fn who_has_a_holder_gets_a_second_proof_and_the_others_do_not() {
    let Begun { store, journal } = provable();
    sign(&store, &journal, &provable_schema(), &keys()).unwrap();
    let mut salts = BTreeSet::new();
    for (credential, n) in signed(&store).iter().zip(0_u32..) {
        let subject = &credential["credentialSubject"];
        let known: Vec<_> = proofs(credential).unwrap();
        let PublicKey::Ed25519(public) = key().public() else {
            panic!("the key is of Ed25519")
        };
        known[0].verify(credential, &public).unwrap();
        let found = BaseProof::find(credential).unwrap();
        if n % 2 == 1 {
            assert_eq!((known.len(), found), (1, None));
            assert_eq!(subject.get("holderCommitment"), None);
            continue;
        }
        assert_eq!(known.len(), 2);
        let found = found.unwrap();
        assert_eq!(found.key_index, 2);
        assert_eq!(found.key, SecretKey::from_seed(&[8; 32]).public_key());
        let read = Signed::read(credential, &provable_schema()).unwrap();
        found.verify(&read).unwrap();
        assert_eq!(read.holder, aura_zkp_core::Fr::from(u64::from(n)));
        assert_eq!(subject["holderCommitment"], commitment(n.into()));
        salts.insert(subject["salt"].as_str().unwrap().to_owned());
    }
    // Each provable credential has its own salt.
    assert_eq!(salts.len(), COUNT.div_ceil(2) as usize);
}

#[test]
fn credentials_for_proofs_come_out_the_same_after_a_crash() {
    let Begun { store, mut journal } = provable();
    // Read again, as a new process would.
    assert_eq!(journal.version, 2);
    let resumed = store.journal().unwrap();
    assert_eq!(resumed, journal);
    let tree = sign(&store, &journal, &provable_schema(), &keys()).unwrap();
    let before = lines(&store.signed);
    let again = sign(&store, &resumed, &provable_schema(), &keys()).unwrap();
    assert_eq!(again.root(), tree.root());
    assert_eq!(lines(&store.signed), before);
    journal.set_root(&tree.root());
    assert_eq!(signed_before(&store, &journal).unwrap(), Some(tree));
    // At other indices the credentials differ, including their salts.
    let salts = |store: &Memory| -> Vec<_> {
        let all = signed(store).into_iter();
        all.map(|one| one["credentialSubject"]["salt"].clone())
            .filter(|salt| !salt.is_null())
            .collect()
    };
    let first = salts(&store);
    journal.move_to(2000, [4; 32]);
    sign(&store, &journal, &provable_schema(), &keys()).unwrap();
    assert!(salts(&store).iter().all(|salt| !first.contains(salt)));
}

#[test]
fn nobody_is_left_without_what_was_promised() {
    let Begun { store, journal } = provable();
    let mut without = keys();
    without.proofs = None;
    let refused = sign(&store, &journal, &provable_schema(), &without);
    let refused = refused.map(|tree| tree.root());
    let named = matches!(refused, Err(Error::Credentials(Problem::NoProofKey(2))));
    assert!(named, "{refused:?}");
}

#[test]
fn a_journal_of_before_proofs_goes_on() {
    let Begun { store, journal } = begun();
    assert_eq!(journal.version, 1);
    let text = String::from_utf8(store.journal.borrow().clone().unwrap()).unwrap();
    assert!(
        !text.contains("proof") && !text.contains("holder"),
        "{text}"
    );
    assert_eq!(store.journal().unwrap(), journal);
}

#[test]
fn a_journal_is_read_as_it_was_written() {
    let Begun { store, mut journal } = begun();
    assert_eq!(store.journal().unwrap(), journal);
    journal.set_root(&[6; 32]);
    journal.rows = RowSource::One {
        subject: "did:x:1".into(),
        claims: [("age".to_owned(), 7.into())].into_iter().collect(),
        holder: Some(commitment(7).parse().unwrap()),
    };
    store.save(&journal).unwrap();
    let read = store.journal().unwrap();
    assert_eq!((read.root(), &read), (Some([6; 32]), &journal));
    let text = String::from_utf8(store.journal.borrow().clone().unwrap()).unwrap();
    for (from, to) in [
        (r#""version":1"#, r#""version":3"#),
        (r#""holder":"u"#, r#""holder":"v"#),
        ("0x0606", "0x06"),
        ("{", "["),
    ] {
        let other = text.replacen(from, to, 1);
        assert_ne!(other, text, "{from}");
        *store.journal.borrow_mut() = Some(other.into_bytes());
        assert!(store.journal().is_err(), "{to}");
    }
}

#[test]
fn indices_do_not_tell_the_order_of_rows() {
    let Begun { journal, .. } = begun();
    assert!(!places(&journal.seed, COUNT).is_sorted());
}

/// Makes the facts of the chain after the batch was anchored.
fn facts(root: [u8; 32], places: impl Iterator<Item = (u32, u32)>) -> Facts {
    let (schema, issuer) = (provable_schema(), Did::from([1; 32]));
    let stamp = Stamp { block: 5, time: 5 };
    let proofs = SecretKey::from_seed(&[8; 32]).public_key().to_bytes();
    let method = |fragment: &str, key: PublicKey| VerificationMethodView {
        fragment: fragment.into(),
        multikey: key.to_multikey(),
        relationships: Relationships::ASSERTION,
        expires: None,
        revoked: None,
    };
    let view = View::Active(ActiveView {
        methods: vec![
            method("key-1", key().public()),
            method("key-2", PublicKey::Jubjub(proofs)),
        ],
        services: vec![],
        also_known_as: vec![],
        control: Control::own(),
        nonce: 0,
        created: stamp,
        updated: stamp,
        previous: None,
        history: [0; 32],
        depositor: [0; 32],
    });
    let list = ListView {
        id: 7,
        owner: issuer,
        schema: schema.id,
        capacity: Capacity::TwoTo17,
        allocated: 1000 + COUNT,
        batches: 1,
        strict: false,
        created: stamp,
    };
    let batch = BatchView {
        root,
        first: 1000,
        count: COUNT,
        anchored: Stamp {
            block: 9,
            time: 1_767_225_660_000,
        },
    };
    Facts {
        dids: [(issuer, Some(view))].into(),
        standings: [((schema.id, issuer), Some(Standing::Good))].into(),
        schemas: [(schema.id, Some(schema))].into(),
        lists: [(7, Some(list))].into(),
        statuses: places.map(|place| (place, Some(Status::Valid))).collect(),
        batches: [((7, root), Some(batch))].into(),
        ..Facts::default()
    }
}

#[test]
fn what_is_given_out_passes_every_check() {
    for suite in Cryptosuite::ALL {
        let Begun { store, mut journal } = provable();
        journal.terms.suite = suite;
        let tree = sign(&store, &journal, &provable_schema(), &keys()).unwrap();
        publish(&store, &journal, &tree).unwrap();
        let facts = facts(tree.root(), (1000..1000 + COUNT).map(|index| (7, index)));
        let expected = Expected {
            schemas: vec![[2; 32].into()],
            anchored: true,
            ..Expected::default()
        };
        let now = DateTime::from_millis(1_767_312_000_000);
        for (line, n) in lines(&store.out).iter().zip(0..) {
            let carried = input_documents::parse(line.as_bytes()).unwrap();
            let InputDocument {
                document,
                inclusions,
            } = &carried;
            let questions = Questions::of(document, inclusions);
            assert!(questions.batches.contains(&(7, tree.root())));
            let report = verify(document, inclusions, &facts, now, &expected);
            assert!(report.verified, "{report:?}");
            let mut checks = report.checks.iter();
            let proofs = checks.find(|check| check.name == CheckName::AuraGroth16);
            let proofs = proofs.map(|check| check.outcome.clone());
            assert_eq!(proofs, (n % 2 == 0).then_some(Outcome::Passed));
        }
    }
}

#[test]
fn what_proofs_need_is_said_before_anything_is_signed() {
    let (provable, schema) = (provable_terms(), provable_schema());
    assert!(provable.expect_provable(&schema).is_ok());
    let refused = provable.expect_provable(&super::rows::tests::schema(false));
    assert!(matches!(refused, Err(Problem::NoSlots(_))));
    let refused = terms().expect_provable(&schema);
    assert!(matches!(refused, Err(Problem::NoValidUntil)));
}
