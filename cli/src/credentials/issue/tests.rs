use super::{
    files::Files,
    journal::{Journal, Written},
    publish::publish,
    rows::{
        tests::{commitment, provable_schema, provable_terms, schema, terms},
        Format,
    },
    shuffle::places,
    sign::{sign, signed_before, Keys},
    terms::Terms,
};
use crate::{
    credentials::{
        input_documents::{self, Carried},
        Problem,
    },
    wallet::{Kind, PrivateKey},
    Error,
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
use aura_zkp_core::signature::SecretKey;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};
use tempfile::TempDir;
use zeroize::Zeroizing;

const COUNT: u32 = 37;

struct Begun {
    folder: TempDir,
    files: Files,
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
    let folder = tempfile::tempdir().unwrap();
    let rows: String = (0..COUNT)
        .map(|n| format!("did:x:{n},{n},2024-02-29,c,true,{}\n", holder(n)))
        .collect();
    let text = format!("id,age,birthDate,country,member,holder\n{rows}");
    let path = folder.path().join("rows.csv");
    fs::write(&path, &text).unwrap();
    let rows = Written::File {
        path,
        format: Format::Csv,
        digest: Sha256::digest(&text).into(),
    };
    let files = Files::of(&folder.path().join("out.ndjson")).unwrap();
    let journal = Journal::new([5; 32], terms, rows, COUNT, 1000).unwrap();
    journal.create(&files.journal).unwrap();
    Begun {
        folder,
        files,
        journal,
    }
}

fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(Into::into).collect()
}

#[test]
fn what_is_given_out_is_signed_anchored_and_at_its_own_index() {
    let Begun {
        files,
        mut journal,
        folder: _folder,
    } = begun();
    let tree = sign(&files, &journal, &schema(false), &keys()).unwrap();
    journal.set_root(&tree.root());
    publish(&files, &journal, &tree).unwrap();
    let PublicKey::Ed25519(public) = key().public() else {
        panic!("the key is of Ed25519")
    };
    let (mut indices, mut positions) = (BTreeSet::new(), BTreeSet::new());
    let lines = lines(&files.out);
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
    for path in [&files.out, &files.journal, &files.part] {
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn the_same_journal_makes_the_same_credentials() {
    let Begun {
        files,
        journal,
        folder: _folder,
    } = begun();
    let first = sign(&files, &journal, &schema(false), &keys()).unwrap();
    let before = lines(&files.part);
    let again = sign(&files, &journal, &schema(false), &keys()).unwrap();
    assert_eq!(first, again);
    assert_eq!(lines(&files.part), before);
    let mut moved = journal.clone();
    moved.move_to(2000).unwrap();
    assert_ne!(moved.seed, journal.seed);
    let other = sign(&files, &moved, &schema(false), &keys()).unwrap();
    assert_ne!(other.root(), first.root());
}

#[test]
fn a_part_that_a_crash_has_cut_is_not_taken() {
    let Begun {
        files,
        mut journal,
        folder: _folder,
    } = begun();
    assert!(signed_before(&files, &journal).unwrap().is_none());
    let tree = sign(&files, &journal, &schema(false), &keys()).unwrap();
    journal.set_root(&tree.root());
    assert_eq!(signed_before(&files, &journal).unwrap(), Some(tree));
    let whole = fs::read(&files.part).unwrap();
    for cut in [0, 1, whole.len() / 2, whole.len() - 2] {
        fs::write(&files.part, &whole[..cut]).unwrap();
        assert!(signed_before(&files, &journal).unwrap().is_none(), "{cut}");
    }
    // Blocks that never reached the disk are zero.
    let mut torn = whole.clone();
    torn[5000..6000].fill(0);
    fs::write(&files.part, &torn).unwrap();
    assert!(signed_before(&files, &journal).unwrap().is_none());
    fs::write(&files.part, [&whole[..], b"{}\n"].concat()).unwrap();
    assert!(signed_before(&files, &journal).unwrap().is_none());
}

#[test]
fn rows_that_have_changed_are_noticed() {
    let Begun {
        files,
        journal,
        folder,
    } = begun();
    let path = folder.path().join("rows.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("did:x:3,", "did:x:99,")).unwrap();
    let refused = sign(&files, &journal, &schema(false), &keys());
    let changed = matches!(
        refused,
        Err(Error::Client(aura_client::Error::Credentials(
            Problem::Changed(_)
        )))
    );
    assert!(changed, "{refused:?}");
    fs::write(&path, text + "did:x:98,,,,\n").unwrap();
    assert!(sign(&files, &journal, &schema(false), &keys()).is_err());
}

/// Reads the credentials of a part file.
fn signed(files: &Files) -> Vec<Value> {
    let lines = lines(&files.part);
    lines
        .iter()
        .map(|line| jcs::parse(line.as_bytes()).unwrap())
        .collect()
}

#[test]
fn who_has_a_holder_gets_a_second_proof_and_the_others_do_not() {
    let Begun {
        files,
        journal,
        folder: _folder,
    } = provable();
    sign(&files, &journal, &provable_schema(), &keys()).unwrap();
    let mut salts = BTreeSet::new();
    for (credential, n) in signed(&files).iter().zip(0_u32..) {
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
    let Begun {
        files,
        mut journal,
        folder: _folder,
    } = provable();
    // Read again, as a new process would.
    assert_eq!(journal.version, 2);
    let resumed = Journal::read(&files.journal).unwrap();
    assert_eq!(resumed, journal);
    let tree = sign(&files, &journal, &provable_schema(), &keys()).unwrap();
    let before = lines(&files.part);
    let again = sign(&files, &resumed, &provable_schema(), &keys()).unwrap();
    assert_eq!(again.root(), tree.root());
    assert_eq!(lines(&files.part), before);
    journal.set_root(&tree.root());
    assert_eq!(signed_before(&files, &journal).unwrap(), Some(tree));
    // At other indices the credentials differ, including their salts.
    let salts = |files: &Files| -> Vec<_> {
        let all = signed(files).into_iter();
        all.map(|one| one["credentialSubject"]["salt"].clone())
            .filter(|salt| !salt.is_null())
            .collect()
    };
    let first = salts(&files);
    journal.move_to(2000).unwrap();
    sign(&files, &journal, &provable_schema(), &keys()).unwrap();
    assert!(salts(&files).iter().all(|salt| !first.contains(salt)));
}

#[test]
fn nobody_is_left_without_what_was_promised() {
    let Begun {
        files,
        journal,
        folder: _folder,
    } = provable();
    let mut without = keys();
    without.proofs = None;
    let refused = sign(&files, &journal, &provable_schema(), &without);
    let refused = refused.map(|tree| tree.root());
    let named = matches!(
        refused,
        Err(Error::Client(aura_client::Error::Credentials(
            Problem::NoProofKey(2)
        )))
    );
    assert!(named, "{refused:?}");
}

#[test]
fn a_journal_of_before_proofs_goes_on() {
    let Begun {
        files,
        journal,
        folder: _folder,
    } = begun();
    assert_eq!(journal.version, 1);
    let text = fs::read_to_string(&files.journal).unwrap();
    assert!(
        !text.contains("proof") && !text.contains("holder"),
        "{text}"
    );
    assert_eq!(Journal::read(&files.journal).unwrap(), journal);
}

#[test]
fn a_journal_is_read_as_it_was_written() {
    let Begun {
        files,
        mut journal,
        folder: _folder,
    } = begun();
    assert_eq!(Journal::read(&files.journal).unwrap(), journal);
    journal.set_root(&[6; 32]);
    journal.rows = Written::One {
        subject: "did:x:1".into(),
        claims: [("age".to_owned(), 7.into())].into_iter().collect(),
        holder: Some(commitment(7).parse().unwrap()),
    };
    journal.save(&files.journal).unwrap();
    let read = Journal::read(&files.journal).unwrap();
    assert_eq!((read.root(), &read), (Some([6; 32]), &journal));
    let text = fs::read_to_string(&files.journal).unwrap();
    for (from, to) in [
        (r#""version":1"#, r#""version":3"#),
        (r#""holder":"u"#, r#""holder":"v"#),
        ("0x0606", "0x06"),
        ("{", "["),
    ] {
        let other = text.replacen(from, to, 1);
        assert_ne!(other, text, "{from}");
        fs::write(&files.journal, other).unwrap();
        assert!(Journal::read(&files.journal).is_err(), "{to}");
    }
}

#[test]
fn nothing_is_begun_twice_nor_written_over() {
    let Begun {
        files,
        mut journal,
        folder: _folder,
    } = begun();
    let begun = files.expect_none();
    assert!(matches!(
        begun,
        Err(Error::Client(aura_client::Error::Credentials(
            Problem::Begun(_)
        )))
    ));
    assert!(matches!(Files::of(&files.out), Err(Error::Locked { .. })));
    assert!(!files.has_output(journal.root()).unwrap());
    let tree = sign(&files, &journal, &schema(false), &keys()).unwrap();
    journal.set_root(&tree.root());
    publish(&files, &journal, &tree).unwrap();
    assert!(publish(&files, &journal, &tree).is_err());
    // A crash just after the output was written.
    assert!(files.has_output(journal.root()).unwrap());
    // Another output does not belong to this journal.
    assert!(files.has_output(Some([1; 32])).is_err());
    assert!(files.has_output(None).is_err());
    fs::write(&files.out, "something else").unwrap();
    assert!(files.has_output(journal.root()).is_err());
    files.clean().unwrap();
    let left: Vec<PathBuf> = [&files.journal, &files.part].map(PathBuf::from).into();
    assert!(left.iter().all(|path| !path.exists()));
}

#[test]
fn rows_of_the_standard_input_are_kept_for_their_owner_until_all_is_issued() {
    let Begun {
        folder: _folder,
        files,
        ..
    } = begun();
    for text in ["id\ndid:example:a\n", "id\n"] {
        files.keep_rows(text.as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&files.rows).unwrap(), text);
    }
    let mode = fs::metadata(&files.rows).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    files.clean().unwrap();
    assert!(!files.rows.exists() && !files.journal.exists());
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
        let Begun {
            files,
            mut journal,
            folder: _folder,
        } = provable();
        journal.terms.suite = suite;
        let tree = sign(&files, &journal, &provable_schema(), &keys()).unwrap();
        publish(&files, &journal, &tree).unwrap();
        let facts = facts(tree.root(), (1000..1000 + COUNT).map(|index| (7, index)));
        let expected = Expected {
            schemas: vec![[2; 32].into()],
            anchored: true,
            ..Expected::default()
        };
        let now = DateTime::from_millis(1_767_312_000_000);
        for (line, n) in lines(&files.out).iter().zip(0..) {
            let carried = input_documents::parse(line.as_bytes()).unwrap();
            let Carried {
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
