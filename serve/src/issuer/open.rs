//! Reads the issuer's key from a wallet.

use super::{public, stands, Issuer};
use crate::{CannotIssue, Error, Resolver};
use aura_primitives::did::{
    view::{ActiveView, View},
    Did,
};
use aura_wallet::{DidRecord, Kind, PrivateKey, Wallet};
use codec::Encode;
use ed25519_dalek::SigningKey;

/// The result of opening an issuer.
type Result<T> = std::result::Result<T, Error>;

/// The name that an issuer signs under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningIdentity {
    /// A DID on the chain, and the fragment of the key in its document.
    Aura(Did, String),
    /// The key itself: `did:key`.
    Key,
}

impl Issuer {
    /// Opens the issuer for a DID of a wallet. Its key must be in the finalised DID document.
    ///
    /// # Errors
    /// [`Error::CannotIssue`] names the missing part. Other errors come from the wallet, or from a
    /// node that does not answer.
    pub async fn open(
        wallet: &Wallet,
        name: &str,
        chain: &impl Resolver,
        base: Option<String>,
    ) -> Result<Self> {
        let record = wallet.find(name)?;
        let at = chain.finalized().await?.hash;
        let did = record.did.encode();
        let view = chain.call("DidApi_resolve", did, at).await?;
        let (fragment, key) = match view {
            None => Err(CannotIssue::NoDid),
            Some(View::Deactivated(_)) => Err(CannotIssue::Deactivated),
            Some(View::Active(view)) => {
                find(wallet, record, &view)?.ok_or(CannotIssue::NoActiveKey)
            }
        }
        .map_err(|reason| Error::CannotIssue {
            issuer: record.did.to_string(),
            reason,
        })?;
        Ok(Self::new(
            SigningIdentity::Aura(record.did, fragment),
            key,
            base,
        ))
    }

    /// Opens the first Ed25519 key of a wallet's DID as a `did:key` issuer, which needs no chain.
    ///
    /// # Errors
    /// [`Error::CannotIssue`] if the DID has no Ed25519 key.
    pub fn open_key(wallet: &Wallet, name: &str) -> Result<Self> {
        let record = wallet.find(name)?;
        let keys = keys(wallet, record)?;
        let key = keys.into_iter().next().ok_or_else(|| Error::CannotIssue {
            issuer: record.did.to_string(),
            reason: CannotIssue::NoKey,
        })?;
        Ok(Self::new(SigningIdentity::Key, key, None))
    }
}

/// Returns the first key in the document that may sign credentials and is in the wallet.
fn find(
    wallet: &Wallet,
    record: &DidRecord,
    view: &ActiveView<[u8; 32]>,
) -> Result<Option<(String, SigningKey)>> {
    let keys = keys(wallet, record)?;
    for method in view.methods.iter().filter(|method| stands(method)) {
        let mut matching = keys
            .iter()
            .filter(|key| public(key).to_multikey() == method.multikey);
        if let Some(key) = matching.next() {
            return Ok(Some((method.fragment.clone(), key.clone())));
        }
    }
    Ok(None)
}

/// Returns the Ed25519 keys of a DID.
fn keys(wallet: &Wallet, record: &DidRecord) -> Result<Vec<SigningKey>> {
    let mut keys = vec![];
    for key in record.keys.iter().filter(|key| key.kind == Kind::Ed25519) {
        if let PrivateKey::Ed25519(key) = wallet.private_key(record, key)? {
            keys.push(key);
        }
    }
    Ok(keys)
}
