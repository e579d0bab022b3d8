use super::*;
use crate::wallet::{Kind, NewAnchor, Phrase, WalletEdit};
use aura_primitives::did::Did;
use std::path::PathBuf;
use subxt_signer::DEV_PHRASE;
use tempfile::TempDir;
use zeroize::Zeroizing;

const LITTLE: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

fn passphrase() -> Passphrase {
    Passphrase::new(Zeroizing::new("correct horse".into())).unwrap()
}

struct Setup {
    folder: TempDir,
}

impl Setup {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn wallet(&self, name: &str, phrase: &str) -> WalletEdit {
        let phrase = Phrase::parse(phrase).unwrap();
        WalletEdit::create(&self.path(name), phrase, passphrase(), LITTLE).unwrap()
    }

    /// A wallet with two DIDs, and its export.
    fn exported(&self) -> (WalletEdit, Export) {
        let mut wallet = self.wallet("a", DEV_PHRASE);
        for (name, anchor) in [
            ("own", NewAnchor::Key(Kind::P256)),
            ("paid", NewAnchor::Account(0)),
        ] {
            wallet
                .add_did(name.parse().unwrap(), [7; 32], anchor)
                .unwrap();
        }
        let path = self.path("export");
        Export::of(&wallet)
            .write(&path, &passphrase(), LITTLE)
            .unwrap();
        let export = Export::read(&path, &passphrase()).unwrap();
        (wallet, export)
    }
}

#[test]
fn a_restored_wallet_gets_its_dids_back() {
    let setup = Setup::new();
    let (wallet, export) = setup.exported();
    assert_eq!(export.count(), 2);
    let restored = setup.wallet("b", DEV_PHRASE);
    assert_eq!(&export.merged_into(&restored).unwrap(), wallet.dids());
    // And importing again changes nothing.
    assert_eq!(&export.merged_into(&wallet).unwrap(), wallet.dids());
}

#[test]
fn commitments_come_back_with_their_dids_and_open() {
    let setup = Setup::new();
    let mut wallet = setup.exported().0;
    let did = wallet.find("own").unwrap().did;
    let commitment = wallet.add_commitment(&did).unwrap();
    let path = setup.path("with");
    let written = Export::of(&wallet);
    assert_eq!(written.version, 3);
    written.write(&path, &passphrase(), LITTLE).unwrap();
    let export = Export::read(&path, &passphrase()).unwrap();

    let mut restored = setup.wallet("b", DEV_PHRASE);
    let commitments = export.commitments_with(&restored).unwrap();
    assert_eq!(&commitments, wallet.commitments());
    restored.set_dids(export.merged_into(&restored).unwrap());
    restored.set_commitments(commitments);
    let opening = restored.opening(&commitment).unwrap();
    assert_eq!(wallet.opening(&commitment), Some(opening));
    assert_eq!(
        &export.commitments_with(&wallet).unwrap(),
        wallet.commitments()
    );
}

#[test]
fn commitments_that_are_none_of_the_phrases_are_not_imported() {
    let setup = Setup::new();
    let (mut wallet, mut export) = setup.exported();
    let did = wallet.find("own").unwrap().did;
    let other = Phrase::generate(Default::default()).unwrap();
    for (phrase, did, genesis) in [
        (&other, did, [7; 32]),
        (wallet.phrase(), did, [8; 32]),
        (wallet.phrase(), Did::from([9; 32]), [7; 32]),
    ] {
        export.commitments = Commitments::default();
        export.commitments.add(phrase, did, &genesis).unwrap();
        let refused = export.commitments_with(&wallet);
        assert!(matches!(refused, Err(Error::OtherPhrase { .. })));
    }
    wallet.add_commitment(&did).unwrap();
    export.commitments = wallet.commitments().clone();
    assert!(export.commitments_with(&wallet).is_ok());
}

#[test]
fn an_export_has_no_phrase_in_it() {
    let setup = Setup::new();
    let (wallet, _) = setup.exported();
    let bytes = std::fs::read(setup.path("export")).unwrap();
    let path = Path::new("w");
    let (_, content) = sealed::open(Purpose::Export, path, &bytes, &passphrase()).unwrap();
    let content = String::from_utf8(content.to_vec()).unwrap();
    let entropy = serde_json::to_string(wallet.phrase()).unwrap();
    assert!(!content.contains(entropy.trim_matches('"')));
    assert!(!content.contains("phrase"), "{content}");
}

#[test]
fn another_phrases_dids_are_not_imported() {
    let setup = Setup::new();
    let (_, export) = setup.exported();
    let other = format!("{}about", "abandon ".repeat(11));
    let refused = export.merged_into(&setup.wallet("b", &other));
    assert!(matches!(refused, Err(Error::OtherPhrase { .. })));
}

#[test]
fn a_did_that_is_none_of_the_phrases_is_not_imported() {
    let setup = Setup::new();
    let (wallet, mut export) = setup.exported();
    let other = Phrase::generate(Default::default()).unwrap();
    let name = "foreign".parse().unwrap();
    let anchor = NewAnchor::Key(Kind::Ed25519);
    export.dids.add(&other, name, [7; 32], anchor).unwrap();
    let refused = export.merged_into(&wallet);
    assert!(matches!(refused, Err(Error::OtherPhrase { .. })));
}

#[test]
fn what_disagrees_is_named_and_nothing_is_imported() {
    let setup = Setup::new();
    let (_, export) = setup.exported();
    let mut restored = setup.wallet("b", DEV_PHRASE);
    let anchor = NewAnchor::Key(Kind::Ed25519);
    restored
        .add_did("own".parse().unwrap(), [7; 32], anchor)
        .unwrap();
    let error = export.merged_into(&restored).unwrap_err();
    assert!(matches!(error, Error::Conflicts(_)));
    assert!(error.to_string().contains("the name own"), "{error}");
}

#[test]
fn nothing_is_exported_over_a_file() {
    let setup = Setup::new();
    let (wallet, _) = setup.exported();
    let again = Export::of(&wallet).write(&setup.path("export"), &passphrase(), LITTLE);
    assert!(matches!(again, Err(Error::Exists { .. })));
}

#[test]
fn a_wallet_is_not_imported() {
    let setup = Setup::new();
    setup.exported();
    let refused = Export::read(&setup.path("a"), &passphrase());
    assert!(matches!(refused, Err(Error::OtherFile { .. })));
}
