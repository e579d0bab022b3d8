use super::*;
use aura_primitives::did::Did;
use aura_wallet::{
    json,
    sealed::{self, Purpose},
    Commitments, Credentials, Kind, NewAnchor, Register,
};
use std::{fs::Permissions, os::unix::fs::PermissionsExt};
use subxt_signer::DEV_PHRASE;
use tempfile::TempDir;
use zeroize::Zeroizing;

const LITTLE: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(Zeroizing::new(text.into())).unwrap()
}

fn right() -> Passphrase {
    passphrase("correct horse")
}

/// Makes a wallet with the development phrase, and releases its lock.
fn wallet() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aura/wallet");
    let phrase = Phrase::parse(DEV_PHRASE).unwrap();
    WalletEdit::create(&path, phrase, right(), LITTLE).unwrap();
    (folder, path)
}

fn add(edit: &mut WalletEdit, name: &str) -> Did {
    let anchor = NewAnchor::Key(Kind::Sr25519);
    let added = edit.add_did(name.parse().unwrap(), [7; 32], anchor);
    added.unwrap().did
}

#[test]
fn what_was_saved_is_there_when_it_is_opened() {
    let (_folder, path) = wallet();
    let mut edit = WalletEdit::open(&path, right()).unwrap();
    let did = add(&mut edit, "work");
    let key = edit.add_key(&did, Kind::P256).unwrap();
    edit.set_index(&did, key.number, 2).unwrap();
    edit.save().unwrap();

    let wallet = WalletFile::open(&path, &right()).unwrap();
    let record = wallet.find("work").unwrap();
    assert_eq!(record.did, did);
    assert_eq!(record.key(1).unwrap().index, Some(2));
    assert_eq!(wallet.wallet, edit.file.wallet);
    assert_eq!(*wallet.phrase().words(), DEV_PHRASE);
    assert!(matches!(
        wallet.find("other"),
        Err(aura_wallet::Error::UnknownDid(_))
    ));
    let key = wallet.private_key(record, &key).unwrap();
    assert_eq!(key.kind(), Kind::P256);
}

#[test]
fn the_file_and_its_folder_are_the_owners_alone() {
    let (_folder, path) = wallet();
    WalletEdit::open(&path, right()).unwrap().save().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&path.with_extension("lock")), 0o600);
    for open in [0o644, 0o640, 0o660] {
        fs::set_permissions(&path, Permissions::from_mode(open)).unwrap();
        let refused = WalletFile::open(&path, &right());
        assert!(matches!(refused, Err(Error::Exposed { .. })));
    }
}

#[test]
fn nothing_is_made_over_a_wallet() {
    let (_folder, path) = wallet();
    let before = fs::read(&path).unwrap();
    let phrase = Phrase::generate(Default::default(), &random).unwrap();
    let refused = WalletEdit::create(&path, phrase, right(), LITTLE);
    assert!(matches!(refused, Err(Error::Exists { .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn one_changes_it_at_a_time_and_others_look() {
    let (_folder, path) = wallet();
    let mut edit = WalletEdit::open(&path, right()).unwrap();
    add(&mut edit, "work");
    edit.save().unwrap();
    // The lock holds even after the wallet file was replaced.
    let refused = WalletEdit::open(&path, right());
    assert!(matches!(refused, Err(Error::Locked { .. })));
    assert!(WalletFile::open(&path, &right()).is_ok());

    // A link is another name of the same wallet.
    let link = path.with_file_name("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let refused = WalletEdit::open(&link, right());
    assert!(matches!(refused, Err(Error::Locked { .. })));
    drop(edit);
    let edit = WalletEdit::open(&link, right()).unwrap();
    edit.save().unwrap();
    assert!(link.is_symlink());
    assert!(edit.find("work").is_ok());
}

#[test]
fn a_save_that_fails_leaves_the_old_file() {
    let (folder, path) = wallet();
    let before = fs::read(&path).unwrap();
    let mut edit = WalletEdit::open(&path, right()).unwrap();
    add(&mut edit, "work");
    let moved = folder.path().join("moved");
    fs::rename(path.parent().unwrap(), &moved).unwrap();
    assert!(matches!(edit.save(), Err(Error::Unwritten { .. })));
    assert_eq!(fs::read(moved.join("wallet")).unwrap(), before);
}

#[test]
fn unsaved_changes_are_nowhere() {
    let (_folder, path) = wallet();
    let before = fs::read(&path).unwrap();
    let mut edit = WalletEdit::open(&path, right()).unwrap();
    add(&mut edit, "work");
    drop(edit);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(WalletFile::open(&path, &right())
        .unwrap()
        .find("work")
        .is_err());
}

#[test]
fn a_changed_passphrase_is_the_only_one() {
    let (_folder, path) = wallet();
    let mut edit = WalletEdit::open(&path, right()).unwrap();
    let more = Cost {
        memory: 16,
        ..LITTLE
    };
    edit.set_passphrase(passphrase("battery staple"), more);
    edit.save().unwrap();
    let refused = WalletFile::open(&path, &right());
    assert!(matches!(
        refused,
        Err(Error::Wallet(aura_wallet::Error::NotOpened { .. }))
    ));
    let wallet = WalletFile::open(&path, &passphrase("battery staple")).unwrap();
    assert_eq!(wallet.cost, more);
}

#[test]
fn a_wallet_that_is_not_there_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wallet");
    let missed = WalletFile::open(&path, &right());
    assert!(matches!(missed, Err(Error::NoWallet { .. })));
    let missed = WalletEdit::open(&path, right());
    assert!(matches!(missed, Err(Error::NoWallet { .. })));
}

/// Content is checked even if it is encrypted under the right passphrase.
#[test]
fn content_that_makes_no_sense_is_refused() {
    let (_folder, path) = wallet();
    let put = |json: &str| {
        let bytes = sealed::seal(Purpose::Wallet, LITTLE, &right(), json.as_bytes(), &random);
        private_file::replace(&path, &bytes.unwrap()).unwrap();
        WalletFile::open(&path, &right()).map(drop)
    };
    let entropy = "00".repeat(16);
    let dids = r#"{"next":0,"records":[]}"#;
    let json = |version, entropy: &str, more: &str| {
        format!(r#"{{"version":{version},"phrase":"{entropy}","dids":{dids}{more}}}"#)
    };
    put(&json(1, &entropy, "")).unwrap();
    let newer = put(&json(4, &entropy, r#","proofs":[]"#));
    assert!(matches!(
        newer,
        Err(Error::Wallet(aura_wallet::Error::Newer { version: 4, .. }))
    ));
    for bad in [
        json(1, &entropy, r#","proofs":[]"#),
        json(2, &entropy, r#","credentials":{}"#),
        json(
            2,
            &entropy,
            r#","credentials":[{"credential":{},"more":1}]"#,
        ),
        json(1, "00", ""),
        json(1, &"zz".repeat(16), ""),
        json(1, &"00".repeat(33), ""),
        json(1, &entropy, "").replace("\"next\":0", "\"next\":-1"),
        "{".into(),
    ] {
        assert!(
            matches!(
                put(&bad),
                Err(Error::Wallet(aura_wallet::Error::NotOpened { .. }))
            ),
            "{bad}"
        );
    }
    let mut register = Register::default();
    let phrase = Phrase::parse(DEV_PHRASE).unwrap();
    let name = "a".parse().unwrap();
    register
        .add(&phrase, name, [0; 32], NewAnchor::Account(0))
        .unwrap();
    let register = serde_json::to_string(&register).unwrap();
    let unsound = register.replace("\"next\":1", "\"next\":0");
    let refused = put(&json(1, &entropy, "").replace(dids, &unsound));
    assert!(matches!(
        refused,
        Err(Error::Wallet(aura_wallet::Error::NotOpened { .. }))
    ));
}

#[test]
fn a_wallet_with_credentials_is_refused_by_tools_that_would_lose_them() {
    let mut credentials = Credentials::default();
    let one = aura_wallet::StoredCredential {
        credential: serde_json::json!({"issuer": "did:x:y"}),
        inclusion: None,
    };
    let version = |content: &Wallet| {
        let json: serde_json::Value =
            serde_json::from_slice(&json::encode(content).unwrap()).unwrap();
        (json["version"].clone(), json.get("credentials").is_some())
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w");
    let phrase = Phrase::parse(DEV_PHRASE).unwrap();
    let words = "a long passphrase";
    let mut edit = WalletEdit::create(&path, phrase, passphrase(words), LITTLE).unwrap();
    assert_eq!(version(&edit), (1.into(), false));
    credentials.add(one).unwrap();
    edit.set_credentials(credentials.clone());
    edit.save().unwrap();
    assert_eq!(version(&edit), (2.into(), true));
    let opened = WalletFile::open(&path, &passphrase(words)).unwrap();
    assert_eq!(opened.credentials(), &credentials);
    // Without credentials, older tools can open it again.
    edit.set_credentials(Credentials::default());
    assert_eq!(version(&edit), (1.into(), false));
}

#[test]
fn a_wallet_for_proofs_is_refused_by_tools_that_know_none() {
    let (_folder, path) = wallet();
    let mut edit = WalletEdit::open(&path, right()).unwrap();
    let did = add(&mut edit, "work");
    assert_eq!(edit.version(), 1);
    let commitment = edit.add_commitment(&did, &random).unwrap();
    assert_eq!(edit.version(), 3);
    edit.save().unwrap();
    let opened = WalletFile::open(&path, &right()).unwrap();
    assert_eq!(opened.commitments(), edit.commitments());
    let opening = opened.opening(&commitment).unwrap();
    let made = aura_zkp_core::credential::holder(&opening.secret, &opening.blinding);
    assert_eq!(made, commitment.value());
    assert_eq!(
        opened.opening(&aura_wallet::Commitment::from(opening.secret)),
        None
    );

    edit.set_commitments(Commitments::default());
    assert_eq!(edit.version(), 1);
    edit.add_key(&did, Kind::Jubjub).unwrap();
    assert_eq!(edit.version(), 3);
    let stranger = Did::from([9; 32]);
    let unknown = edit.add_commitment(&stranger, &random);
    assert!(matches!(unknown, Err(aura_wallet::Error::UnknownDid(_))));
}

#[test]
fn a_commitment_of_a_did_that_is_not_there_is_not_opened() {
    let (_folder, path) = wallet();
    let mut edit = WalletEdit::open(&path, right()).unwrap();
    let did = add(&mut edit, "work");
    edit.add_commitment(&did, &random).unwrap();
    edit.set_dids(Register::default());
    edit.save().unwrap();
    let refused = WalletFile::open(&path, &right());
    assert!(matches!(
        refused,
        Err(Error::Wallet(aura_wallet::Error::NotOpened { .. }))
    ));
}

#[test]
fn a_did_does_not_begin_with_a_key_that_cannot_sign_for_it() {
    let (_folder, path) = wallet();
    let mut edit = WalletEdit::open(&path, right()).unwrap();
    for kind in [Kind::X25519, Kind::Jubjub] {
        let refused = edit.add_did("a".parse().unwrap(), [7; 32], NewAnchor::Key(kind));
        assert!(
            matches!(refused, Err(aura_wallet::Error::CannotSign(_))),
            "{kind}"
        );
    }
    assert!(edit.find("a").is_err());
}

#[test]
fn nothing_shows_a_secret() {
    let (_folder, path) = wallet();
    let edit = WalletEdit::open(&path, right()).unwrap();
    let shown = format!("{edit:?}");
    let entropy = serde_json::to_string(edit.phrase()).unwrap();
    for secret in ["bottom", "horse", entropy.trim_matches('"')] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("Phrase(secret)"));
}
