//! A folder of keys: made once, checked once, read from then on, and checked again after a change.

use std::{fs, path::Path, sync::Arc};

use aura_primitives::zkp::KeyId;
use aura_zkp_core::statement::Circuit;

use super::{file, key};
use crate::{development, KeyError, KeyFileError, Keys, ProvingKey, Step};

const ID: KeyId = development::id(Circuit::Age);
const DIGEST: [u8; 32] = development::digest(Circuit::Age);

/// Opens the folder anew, gets the age key, and records the steps.
fn get(folder: &Path) -> (Result<Arc<ProvingKey>, KeyError>, Vec<Step>) {
    let mut steps = Vec::new();
    let keys = Keys::open(folder).unwrap();
    let key = keys.get(ID, &DIGEST, &mut |step| steps.push(step));
    (key, steps)
}

fn path(folder: &Path, extension: &str) -> std::path::PathBuf {
    let name = const_hex::encode(DIGEST);
    folder.join(name).with_extension(extension)
}

#[test]
fn keys_for_development_are_made_once_and_then_read() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("keys");
    let (made, steps) = get(&inside);
    assert_eq!(steps, [Step::Making(ID)]);
    assert_eq!(made.unwrap().digest(), DIGEST);
    assert!(fs::read(path(&inside, "key")).unwrap() == file(key(Circuit::Age)));
    let (read, steps) = get(&inside);
    assert_eq!(steps, [Step::Reading(ID)]);
    assert!(file(&read.unwrap()) == file(key(Circuit::Age)));
    // No half-written file is left behind.
    assert_eq!(fs::read_dir(&inside).unwrap().count(), 2);
}

#[test]
fn a_key_stays_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::open(folder.path()).unwrap();
    let first = keys.get(ID, &DIGEST, &mut |_| {}).unwrap();
    let second = keys
        .get(ID, &DIGEST, &mut |step| {
            panic!("{step:?} for a key in memory")
        })
        .unwrap();
    assert!(Arc::ptr_eq(&first, &second));
}

#[test]
fn a_file_that_nobody_marked_as_checked_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(path(folder.path(), "key"), file(key(Circuit::Age))).unwrap();
    let (read, steps) = get(folder.path());
    assert_eq!(steps, [Step::Checking(ID)]);
    assert_eq!(read.unwrap().digest(), DIGEST);
    assert_eq!(get(folder.path()).1, [Step::Reading(ID)]);
    // The mark covers exactly these bytes.
    fs::write(path(folder.path(), "checked"), [0; 32]).unwrap();
    assert_eq!(get(folder.path()).1, [Step::Checking(ID)]);
}

#[test]
fn a_broken_key_for_development_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = file(key(Circuit::Age));
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(path(folder.path(), "key"), &bytes).unwrap();
    let (made, steps) = get(folder.path());
    assert_eq!(steps, [Step::Checking(ID), Step::Making(ID)]);
    assert_eq!(made.unwrap().digest(), DIGEST);
    assert_eq!(get(folder.path()).1, [Step::Reading(ID)]);
}

#[test]
fn a_key_under_the_digest_of_another_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let digest = [7; 32];
    let path = folder
        .path()
        .join(const_hex::encode(digest))
        .with_extension("key");
    fs::write(&path, file(key(Circuit::Age))).unwrap();
    let keys = Keys::open(folder.path()).unwrap();
    let found = keys.get(ID, &digest, &mut |_| {}).unwrap_err();
    assert!(matches!(
        found,
        KeyError::File {
            error: KeyFileError::Digest,
            ..
        }
    ));
}

#[test]
fn keys_that_are_nowhere_and_names_that_do_not_fit_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::open(folder.path()).unwrap();
    let found = keys.get(ID, &[7; 32], &mut |_| {}).unwrap_err();
    assert!(matches!(found, KeyError::Missing { digest: [7, ..] }));
    let version = KeyId { version: 2, ..ID };
    let found = keys.get(version, &DIGEST, &mut |_| {}).unwrap_err();
    assert!(matches!(found, KeyError::OtherKey { found: ID, .. }));
}

#[test]
fn imported_keys_are_checked_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::open(folder.path().join("keys")).unwrap();
    assert_eq!(keys.list().unwrap(), []);
    let source = folder.path().join("age");
    let mut bytes = file(key(Circuit::Age));
    fs::write(&source, &bytes).unwrap();
    let mut steps = Vec::new();
    let imported = keys
        .import(&source, None, &mut |step| steps.push(step))
        .unwrap();
    assert_eq!(steps, [Step::Checking(ID)]);
    assert_eq!(imported.digest(), DIGEST);
    let [listed] = &keys.list().unwrap()[..] else {
        panic!("one key was imported");
    };
    assert_eq!((listed.id, listed.digest), (ID, DIGEST));
    assert_eq!(listed.points, development::points(Circuit::Age));
    assert_eq!(
        listed.provenance,
        key(Circuit::Age).verifying_key().provenance
    );
    assert_eq!(listed.size, bytes.len() as u64);
    assert_eq!(get(&folder.path().join("keys")).1, [Step::Reading(ID)]);

    bytes.truncate(1_000_000);
    fs::write(&source, &bytes).unwrap();
    let found = keys.import(&source, None, &mut |_| {}).unwrap_err();
    assert!(matches!(
        found,
        KeyError::File {
            error: KeyFileError::Truncated,
            ..
        }
    ));
}

#[test]
fn a_key_for_development_in_another_format_is_not_listed_and_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = file(key(Circuit::Age));
    bytes[32] = 1;
    fs::write(path(folder.path(), "key"), &bytes).unwrap();
    assert_eq!(Keys::open(folder.path()).unwrap().list().unwrap(), []);
    let (made, steps) = get(folder.path());
    assert_eq!(steps, [Step::Making(ID)]);
    assert_eq!(made.unwrap().digest(), DIGEST);
}

#[test]
fn debug_says_the_name_and_the_digest() {
    let said = format!("{:?}", key(Circuit::Age));
    assert!(said.contains("Age") && said.contains(&const_hex::encode(DIGEST)));
    assert!(said.len() < 250);
}
