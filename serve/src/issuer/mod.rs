//! The issuer that the server signs for.

mod open;

pub use open::SigningIdentity;

use super::log::progress;
use aura_identity::{
    credential::{secure, CredentialError},
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    did::multikey,
    DateTime,
};
use aura_primitives::did::{
    view::{VerificationMethodView, View},
    Did, PublicKey, Relationship,
};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::Value;
use std::{
    fmt,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

/// The issuer of the server's credentials, with its key, which is wiped when this is dropped.
pub struct Issuer {
    identity: SigningIdentity,
    /// The DID, as text.
    did: String,
    /// The DID URL of the key.
    method: String,
    key: SigningKey,
    /// The part of a list's URL before `/status/`.
    base: String,
    /// True if it also signs credentials that clients send.
    pub(super) signs_credentials: bool,
    /// True once the operator was warned that the key is no longer valid.
    is_warned: AtomicBool,
}

impl Issuer {
    /// Creates the issuer of this name, with its key. `base` is the public https URL of the server,
    /// without a slash at its end; without it, the URLs of lists begin with the DID.
    pub fn new(identity: SigningIdentity, key: SigningKey, base: Option<String>) -> Self {
        let multikey = multikey::encode(&public(&key).to_multikey());
        let (did, fragment) = match &identity {
            SigningIdentity::Aura(did, fragment) => (did.to_string(), fragment.clone()),
            SigningIdentity::Key => (format!("did:key:{multikey}"), multikey),
        };
        Self {
            identity,
            method: format!("{did}#{fragment}"),
            base: base.unwrap_or_else(|| did.clone()),
            did,
            key,
            signs_credentials: true,
            is_warned: AtomicBool::new(false),
        }
    }

    /// Returns the issuer restricted to status lists.
    pub fn for_lists_only(mut self) -> Self {
        self.signs_credentials = false;
        self
    }

    /// The DID, as text.
    pub fn did(&self) -> &str {
        &self.did
    }

    /// The DID URL of the key.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns true if it signs credentials that clients send, beside its status lists.
    pub fn signs_credentials(&self) -> bool {
        self.signs_credentials
    }

    /// Returns the DID if it is on the chain, and `None` for a `did:key`.
    pub(super) fn on_chain(&self) -> Option<&Did> {
        match &self.identity {
            SigningIdentity::Aura(did, _) => Some(did),
            SigningIdentity::Key => None,
        }
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Adds a proof that was created at `now`.
    pub(super) fn secure(
        &self,
        document: &Value,
        suite: Cryptosuite,
        now: DateTime,
    ) -> Result<Value, CredentialError> {
        let config = ProofConfig {
            created: Some(now),
            ..ProofConfig::new(suite, ProofPurpose::AssertionMethod, &self.method)
        };
        secure(document, &config, |bytes| {
            Ok(self.key.sign(bytes).to_bytes())
        })
    }

    /// Returns true if the DID document has the key for signing credentials. Otherwise the operator
    /// is warned, once.
    pub(super) fn is_good(&self, view: Option<&View<[u8; 32]>>) -> bool {
        let is_good = self.stands_in(view);
        if !is_good && !self.is_warned.swap(true, Relaxed) {
            progress(&format!(
                "aura serve: the key {} is no longer valid: restart with another",
                self.method
            ));
        }
        is_good
    }

    fn stands_in(&self, view: Option<&View<[u8; 32]>>) -> bool {
        let (SigningIdentity::Aura(_, fragment), Some(View::Active(view))) = (&self.identity, view)
        else {
            return false;
        };
        let key = public(&self.key).to_multikey();
        let mut methods = view.methods.iter();
        methods
            .any(|method| method.fragment == *fragment && stands(method) && method.multikey == key)
    }
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Issuer({})", self.method)
    }
}

fn public(key: &SigningKey) -> PublicKey {
    PublicKey::Ed25519(key.verifying_key().to_bytes())
}

/// Returns true if a verification method may sign credentials now: it is an `assertionMethod`,
/// neither retired nor revoked.
fn stands(method: &VerificationMethodView) -> bool {
    method.relationships.contains(Relationship::AssertionMethod)
        && method.expires.is_none()
        && method.revoked.is_none()
}
