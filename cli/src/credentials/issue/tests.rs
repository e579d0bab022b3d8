use super::{
    files::Files,
    journal::{Journal, Written},
    places::places,
    publish::publish,
    rows::{
        tests::{schema, terms},
        Format,
    },
    sign::{sign, signed_before},
};
use crate::{
    credentials::{
        carried::{self, Carried},
        Problem,
    },
    wallet::{Kind, PrivateKey},
    Error,
};
use aura_identity::{
    credential::{json, proofs, verify, Cryptosuite, Expected, Facts, Inclusion, Questions},
    DateTime,
};
use aura_primitives::{
    credentials::{
        view::{BatchView, ListView},
        Capacity, Standing, Status,
    },
    did::{
        view::{ActiveView, MethodView, View},
        Control, Did, PublicKey, Relationships, Stamp,
    },
};
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

fn begun() -> Begun {
    let folder = tempfile::tempdir().unwrap();
    let rows: String = (0..COUNT)
        .map(|n| format!("did:x:{n},{n},2024-02-29,c,true\n"))
        .collect();
    let text = format!("id,age,birthDate,country,member\n{rows}");
    let path = folder.path().join("rows.csv");
    fs::write(&path, &text).unwrap();
    let rows = Written::File {
        path,
        format: Format::Csv,
        digest: Sha256::digest(&text).into(),
    };
    let files = Files::of(&folder.path().join("out.ndjson")).unwrap();
    let journal = Journal::new([5; 32], terms(), rows, COUNT, 1000).unwrap();
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
    let tree = sign(&files, &journal, &schema(false), &key()).unwrap();
    journal.set_root(&tree.root());
    publish(&files, &journal, &tree).unwrap();
    let PublicKey::Ed25519(public) = key().public() else {
        panic!("the key is of Ed25519")
    };
    let (mut indices, mut positions) = (BTreeSet::new(), BTreeSet::new());
    let lines = lines(&files.out);
    for (line, row) in lines.iter().zip(0..) {
        let line = json::parse(line.as_bytes()).unwrap();
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
    let first = sign(&files, &journal, &schema(false), &key()).unwrap();
    let before = lines(&files.part);
    let again = sign(&files, &journal, &schema(false), &key()).unwrap();
    assert_eq!(first, again);
    assert_eq!(lines(&files.part), before);
    let mut moved = journal.clone();
    moved.move_to(2000).unwrap();
    assert_ne!(moved.seed, journal.seed);
    let other = sign(&files, &moved, &schema(false), &key()).unwrap();
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
    let tree = sign(&files, &journal, &schema(false), &key()).unwrap();
    journal.set_root(&tree.root());
    assert_eq!(signed_before(&files, &journal).unwrap(), Some(tree));
    let whole = fs::read(&files.part).unwrap();
    for cut in [0, 1, whole.len() / 2, whole.len() - 2] {
        fs::write(&files.part, &whole[..cut]).unwrap();
        assert!(signed_before(&files, &journal).unwrap().is_none(), "{cut}");
    }
    // Blocks that never came to the disk are zero.
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
    let refused = sign(&files, &journal, &schema(false), &key());
    let changed = matches!(refused, Err(Error::Credentials(Problem::Changed(_))));
    assert!(changed, "{refused:?}");
    fs::write(&path, text + "did:x:98,,,,\n").unwrap();
    assert!(sign(&files, &journal, &schema(false), &key()).is_err());
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
    };
    journal.save(&files.journal).unwrap();
    let read = Journal::read(&files.journal).unwrap();
    assert_eq!((read.root(), &read), (Some([6; 32]), &journal));
    let text = fs::read_to_string(&files.journal).unwrap();
    for (from, to) in [
        ("\"version\": 1", "\"version\": 2"),
        ("0x0606", "0x06"),
        ("{", "["),
    ] {
        fs::write(&files.journal, text.replacen(from, to, 1)).unwrap();
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
    assert!(matches!(begun, Err(Error::Credentials(Problem::Begun(_)))));
    assert!(matches!(Files::of(&files.out), Err(Error::Locked { .. })));
    assert!(!files.has_output(journal.root()).unwrap());
    let tree = sign(&files, &journal, &schema(false), &key()).unwrap();
    journal.set_root(&tree.root());
    publish(&files, &journal, &tree).unwrap();
    assert!(publish(&files, &journal, &tree).is_err());
    // A crash just after the output was there.
    assert!(files.has_output(journal.root()).unwrap());
    // Another output is none of this journal's.
    assert!(files.has_output(Some([1; 32])).is_err());
    assert!(files.has_output(None).is_err());
    fs::write(&files.out, "something else").unwrap();
    assert!(files.has_output(journal.root()).is_err());
    files.clean().unwrap();
    let left: Vec<PathBuf> = [&files.journal, &files.part].map(PathBuf::from).into();
    assert!(left.iter().all(|path| !path.exists()));
}

#[test]
fn indices_do_not_tell_the_order_of_rows() {
    let Begun { journal, .. } = begun();
    assert!(!places(&journal.seed, COUNT).is_sorted());
}

/// The chain after the batch was anchored.
fn facts(root: [u8; 32], places: impl Iterator<Item = (u32, u32)>) -> Facts {
    let (schema, issuer) = (schema(false), Did::from([1; 32]));
    let stamp = Stamp { block: 5, time: 5 };
    let method = MethodView {
        fragment: "key-1".into(),
        multikey: key().public().to_multikey(),
        relationships: Relationships::ASSERTION,
        expires: None,
        revoked: None,
    };
    let view = View::Active(ActiveView {
        methods: vec![method],
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
        } = begun();
        journal.terms.suite = suite;
        let tree = sign(&files, &journal, &schema(false), &key()).unwrap();
        publish(&files, &journal, &tree).unwrap();
        let facts = facts(tree.root(), (1000..1000 + COUNT).map(|index| (7, index)));
        let expected = Expected {
            schemas: vec![[2; 32].into()],
            anchored: true,
            ..Expected::default()
        };
        let now = DateTime::from_millis(1_767_312_000_000);
        for line in lines(&files.out) {
            let carried = carried::parse(line.as_bytes()).unwrap();
            let Carried {
                document,
                inclusions,
            } = &carried;
            let questions = Questions::of(document, inclusions);
            assert!(questions.batches.contains(&(7, tree.root())));
            let report = verify(document, inclusions, &facts, now, &expected);
            assert!(report.verified, "{report:?}");
        }
    }
}
