//! Reading the issuer's key from a wallet.

use super::{
    ledger::{active, deactivated, issuer_did, key, Chain},
    *,
};
use crate::Error;
use aura_primitives::did::{
    view::{VerificationMethodView, View},
    Did, PublicKey, Relationships,
};
use aura_wallet::{Kind, NewAnchor, Phrase, Wallet};
use subxt_signer::DEV_PHRASE;

type Result<T> = std::result::Result<T, Error>;

/// A wallet with a DID whose first key is an Sr25519 key and whose other two are Ed25519 keys.
struct Setup {
    edit: Wallet,
    did: Did,
}

impl Setup {
    fn new() -> Self {
        let phrase = Phrase::parse(DEV_PHRASE).unwrap();
        let mut edit = Wallet::new(phrase);
        let anchor = NewAnchor::Key(Kind::Sr25519);
        let name = "university".parse().unwrap();
        let did = edit.add_did(name, [7; 32], anchor).unwrap().did;
        for _ in 0..2 {
            edit.add_key(&did, Kind::Ed25519).unwrap();
        }
        Self { edit, did }
    }

    /// Returns the public key with this number.
    fn public(&self, number: u32) -> PublicKey {
        let record = self.edit.find("university").unwrap();
        let key = record.key(number).unwrap();
        self.edit.private_key(record, key).unwrap().public()
    }

    async fn open(&self, methods: Vec<VerificationMethodView>) -> Result<Issuer> {
        self.open_as(Some(active(methods))).await
    }

    async fn open_as(&self, view: Option<View<[u8; 32]>>) -> Result<Issuer> {
        let chain = Chain::new();
        chain.change(|state| state.facts.dids.insert(self.did, view));
        Issuer::open(&self.edit, "university", &chain, None).await
    }
}

fn method(number: u32, key: PublicKey) -> VerificationMethodView {
    VerificationMethodView {
        fragment: format!("key-{number}"),
        multikey: key.to_multikey(),
        relationships: Relationships::ASSERTION,
        expires: None,
        revoked: None,
    }
}

#[tokio::test]
async fn it_signs_with_the_first_key_that_is_good() {
    let setup = Setup::new();
    let sr25519 = method(1, setup.public(0));
    let strangers = method(
        2,
        PublicKey::Ed25519(key(&issuer_did()).verifying_key().to_bytes()),
    );
    let first = method(3, setup.public(1));
    let second = method(4, setup.public(2));
    let good = setup.open(vec![
        sr25519.clone(),
        strangers.clone(),
        first.clone(),
        second.clone(),
    ]);
    let did = setup.did.to_string();
    assert_eq!(good.await.unwrap().method(), format!("{did}#key-3"));

    let mut retired = first.clone();
    retired.expires = Some(1);
    let mut revoked = first.clone();
    revoked.revoked = Some(1);
    let mut unrelated = first;
    unrelated.relationships = Relationships::CONTROL;
    for bad in [retired, revoked, unrelated] {
        let good = setup.open(vec![bad.clone(), second.clone()]).await;
        assert_eq!(good.unwrap().method(), format!("{did}#key-4"));
        let none = setup
            .open(vec![sr25519.clone(), strangers.clone(), bad])
            .await;
        let error = none.unwrap_err();
        assert!(matches!(error, Error::CannotIssue { .. }), "{error}");
        assert!(error.to_string().contains("assertionMethod"), "{error}");
    }
}

#[tokio::test]
async fn it_must_be_a_did_in_use() {
    let setup = Setup::new();
    let error = setup.open_as(None).await.unwrap_err().to_string();
    assert!(error.contains("no such DID"), "{error}");
    let error = setup.open_as(Some(deactivated())).await.unwrap_err();
    assert!(error.to_string().contains("deactivated"), "{error}");
    let chain = Chain::new();
    let unknown = Issuer::open(&setup.edit, "school", &chain, None).await;
    assert!(matches!(
        unknown,
        Err(Error::Wallet(aura_wallet::Error::UnknownDid(_)))
    ));
    chain.change(|state| state.is_down = true);
    let down = Issuer::open(&setup.edit, "university", &chain, None).await;
    assert!(matches!(
        down,
        Err(Error::Client(aura_client::Error::Unreachable { .. }))
    ));
}

#[tokio::test]
async fn a_key_is_an_issuer_without_the_chain() {
    let setup = Setup::new();
    let issuer = Issuer::open_key(&setup.edit, "university").unwrap();
    let multikey = aura_identity::did::multikey::encode(&setup.public(1).to_multikey());
    assert_eq!(issuer.did(), format!("did:key:{multikey}"));
    assert_eq!(issuer.method(), format!("did:key:{multikey}#{multikey}"));

    let mut setup = setup;
    let name = "keyless".parse().unwrap();
    let anchor = NewAnchor::Key(Kind::Sr25519);
    setup.edit.add_did(name, [7; 32], anchor).unwrap();
    let none = Issuer::open_key(&setup.edit, "keyless");
    assert!(matches!(none, Err(Error::CannotIssue { .. })));
}
