use super::*;
use crate::credentials::issue::{journal::RowSource, terms::Terms};
use aura_identity::{data_integrity::Cryptosuite, DateTime};
use aura_primitives::did::Did;
use serde_json::json;
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;

/// A batch of one credential that was begun, with its root.
fn begun() -> (TempDir, Files, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::of(&folder.path().join("out.ndjson")).unwrap();
    let time = DateTime::from_millis(1_767_225_600_000);
    let terms = Terms {
        issuer: Did::from([1; 32]),
        key: 1,
        proof_key: None,
        suite: Cryptosuite::EddsaJcs2022,
        schema: [2; 32].into(),
        list: 7,
        status_base: None,
        created: time,
        valid_from: time,
        valid_until: None,
    };
    let rows = RowSource::One {
        subject: "did:x:1".into(),
        claims: [("age".to_owned(), 7.into())].into_iter().collect(),
        holder: None,
    };
    let mut journal = Journal::new([5; 32], terms, rows, 1, 1000, [3; 32]);
    journal.set_root(&[6; 32]);
    files.begin(&journal).unwrap();
    (folder, files, journal)
}

/// A line of the output of the batch with the root of sixes.
fn line() -> Result<Vec<u8>> {
    let hash = "06".repeat(32);
    let inclusion =
        json!({"list": 7, "root": hash, "count": 1, "position": 0, "salt": hash, "path": []});
    let line = json!({"credential": {}, "inclusion": inclusion});
    Ok(line.to_string().into_bytes())
}

fn publish(files: &Files) -> Result<()> {
    files.publish(1, &mut [line()].into_iter())
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn files_of_a_batch_are_its_issuers_alone() {
    let (_folder, files, journal) = begun();
    files.write_signed(1, &mut [line()].into_iter()).unwrap();
    publish(&files).unwrap();
    for path in [&files.out, &files.journal, &files.part] {
        assert_eq!(mode(path), 0o600);
    }
    files.save(&journal).unwrap();
    assert_eq!(mode(&files.journal), 0o600);
}

#[test]
fn a_journal_is_read_from_the_disk_as_it_was_written() {
    let (folder, files, mut journal) = begun();
    assert_eq!(files.journal().unwrap(), journal);
    journal.set_root(&[8; 32]);
    files.save(&journal).unwrap();
    assert_eq!(files.journal().unwrap(), journal);
    let none = Files::of(&folder.path().join("other")).unwrap().journal();
    let is_none = matches!(
        none,
        Err(Error::Client(aura_client::Error::Credentials(
            Problem::NoJournal(_)
        )))
    );
    assert!(is_none, "{none:?}");
}

#[test]
fn signed_credentials_are_read_line_by_line_and_written_anew() {
    let (_folder, files, _) = begun();
    assert!(files.signed().unwrap().is_none());
    for lines in [&["a", "b", "c"][..], &["d"]] {
        let mut each = lines.iter().map(|line| Ok(line.as_bytes().to_vec()));
        files.write_signed(3, &mut each).unwrap();
        let read = files.signed().unwrap().unwrap();
        let read = read.map(|line| String::from_utf8(line.unwrap()).unwrap());
        assert!(read.eq(lines.iter().copied()));
    }
    fs::write(&files.part, vec![b'x'; MAX_LINE_BYTES + 1]).unwrap();
    let refused = files.signed().unwrap().unwrap().next().unwrap();
    assert!(matches!(refused, Err(Error::TooLong { .. })));
}

#[test]
fn nothing_is_begun_twice_nor_written_over() {
    let (_folder, files, journal) = begun();
    let begun = files.expect_none();
    assert!(matches!(
        begun,
        Err(Error::Client(aura_client::Error::Credentials(
            Problem::Unfinished(_)
        )))
    ));
    assert!(matches!(Files::of(&files.out), Err(Error::Locked { .. })));
    assert!(!files.has_output(journal.root()).unwrap());
    files.write_signed(1, &mut [line()].into_iter()).unwrap();
    publish(&files).unwrap();
    assert!(publish(&files).is_err());
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
fn an_output_with_a_fault_is_not_written_at_all() {
    let (_folder, files, _) = begun();
    let fault = Err(Problem::NotAnchored.into());
    assert!(files.publish(2, &mut [line(), fault].into_iter()).is_err());
    assert!(!files.out.exists());
}

#[test]
fn rows_of_the_standard_input_are_kept_for_their_owner_until_all_is_issued() {
    let (_folder, files, _) = begun();
    for text in ["id\ndid:example:a\n", "id\n"] {
        files.keep_rows(text.as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&files.rows).unwrap(), text);
    }
    assert_eq!(mode(&files.rows), 0o600);
    files.clean().unwrap();
    assert!(!files.rows.exists() && !files.journal.exists());
}

#[test]
fn rows_that_can_be_read_only_once_are_refused() {
    let refused = open_rows(Path::new("/dev/null")).map(|_| ());
    assert!(matches!(refused, Err(Error::ReadTwice { .. })));
}
