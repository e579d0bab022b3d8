use super::*;
use crate::{random::system, Kind, NewAnchor, Phrase};
use aura_primitives::did::Did;
use subxt_signer::DEV_PHRASE;
use zeroize::Zeroizing;

const LITTLE: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

fn passphrase() -> Passphrase {
    Passphrase::new(Zeroizing::new("correct horse".into())).unwrap()
}

fn wallet(phrase: &str) -> Wallet {
    Wallet::new(Phrase::parse(phrase).unwrap())
}

fn seal(export: &Export) -> Vec<u8> {
    export.seal(&passphrase(), LITTLE, &system).unwrap()
}

fn open(bytes: &[u8]) -> Result<Export> {
    Export::open(bytes, Path::new("export"), &passphrase())
}

/// A wallet with two DIDs, and its export.
fn exported() -> (Wallet, Export) {
    let mut wallet = wallet(DEV_PHRASE);
    for (name, anchor) in [
        ("own", NewAnchor::Key(Kind::P256)),
        ("paid", NewAnchor::Account(0)),
    ] {
        wallet
            .add_did(name.parse().unwrap(), [7; 32], anchor)
            .unwrap();
    }
    let export = open(&seal(&Export::of(&wallet))).unwrap();
    (wallet, export)
}

#[test]
fn a_restored_wallet_gets_its_dids_back() {
    let (wallet, export) = exported();
    assert_eq!(export.count(), 2);
    let restored = self::wallet(DEV_PHRASE);
    assert_eq!(&export.merged_into(&restored).unwrap(), wallet.dids());
    // Importing again changes nothing.
    assert_eq!(&export.merged_into(&wallet).unwrap(), wallet.dids());
}

#[test]
fn commitments_come_back_with_their_dids_and_open() {
    let mut wallet = exported().0;
    let did = wallet.find("own").unwrap().did;
    let commitment = wallet.add_commitment(&did, &system).unwrap();
    let written = Export::of(&wallet);
    assert_eq!(written.version, 3);
    let export = open(&seal(&written)).unwrap();

    let mut restored = self::wallet(DEV_PHRASE);
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
    let (mut wallet, mut export) = exported();
    let did = wallet.find("own").unwrap().did;
    let other = Phrase::generate(Default::default(), &system).unwrap();
    for (phrase, did, genesis) in [
        (&other, did, [7; 32]),
        (wallet.phrase(), did, [8; 32]),
        (wallet.phrase(), Did::from([9; 32]), [7; 32]),
    ] {
        export.commitments = Commitments::default();
        export
            .commitments
            .add(phrase, did, &genesis, &system)
            .unwrap();
        let refused = export.commitments_with(&wallet);
        assert!(matches!(refused, Err(Error::OtherPhrase { .. })));
    }
    wallet.add_commitment(&did, &system).unwrap();
    export.commitments = wallet.commitments().clone();
    assert!(export.commitments_with(&wallet).is_ok());
}

#[test]
fn an_export_has_no_phrase_in_it() {
    let (wallet, _) = exported();
    let bytes = seal(&Export::of(&wallet));
    let path = Path::new("w");
    let (_, content) = sealed::open(Purpose::Export, path, &bytes, &passphrase()).unwrap();
    let content = String::from_utf8(content.to_vec()).unwrap();
    let entropy = serde_json::to_string(wallet.phrase()).unwrap();
    assert!(!content.contains(entropy.trim_matches('"')));
    assert!(!content.contains("phrase"), "{content}");
}

#[test]
fn another_phrases_dids_are_not_imported() {
    let (_, export) = exported();
    let other = format!("{}about", "abandon ".repeat(11));
    let refused = export.merged_into(&wallet(&other));
    assert!(matches!(refused, Err(Error::OtherPhrase { .. })));
}

#[test]
fn a_did_that_is_none_of_the_phrases_is_not_imported() {
    let (wallet, mut export) = exported();
    let other = Phrase::generate(Default::default(), &system).unwrap();
    let name = "foreign".parse().unwrap();
    let anchor = NewAnchor::Key(Kind::Ed25519);
    export.dids.add(&other, name, [7; 32], anchor).unwrap();
    let refused = export.merged_into(&wallet);
    assert!(matches!(refused, Err(Error::OtherPhrase { .. })));
}

#[test]
fn what_disagrees_is_named_and_nothing_is_imported() {
    let (_, export) = exported();
    let mut restored = self::wallet(DEV_PHRASE);
    let anchor = NewAnchor::Key(Kind::Ed25519);
    restored
        .add_did("own".parse().unwrap(), [7; 32], anchor)
        .unwrap();
    let error = export.merged_into(&restored).unwrap_err();
    assert!(matches!(error, Error::Conflicts(_)));
    assert!(error.to_string().contains("the name own"), "{error}");
}

#[test]
fn a_wallet_is_not_imported() {
    let bytes = exported().0.seal(LITTLE, &passphrase(), &system).unwrap();
    let refused = open(&bytes);
    assert!(matches!(refused, Err(Error::OtherFile { .. })));
}
