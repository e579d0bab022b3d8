//! In whose name the server signs.

mod open;

pub use open::Named;

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

/// Who issues what the server signs, with its key, which is wiped when this is dropped.
pub struct Issuer {
    named: Named,
    /// The DID, as text.
    did: String,
    /// The DID URL of the key.
    method: String,
    key: SigningKey,
    /// What stands before `/status/` in the address of a list.
    base: String,
    /// Whether it signs what it is sent, too.
    pub(super) signs_credentials: bool,
    /// Whether the operator knows that its key is not good any more.
    told: AtomicBool,
}

impl Issuer {
    /// The issuer of this name, with its key. `base` is where the world finds the server, an https
    /// URL without a slash at its end; without one, lists are found at the DID.
    pub fn new(named: Named, key: SigningKey, base: Option<String>) -> Self {
        let multikey = multikey::encode(&public(&key).to_multikey());
        let (did, fragment) = match &named {
            Named::Aura(did, fragment) => (did.to_string(), fragment.clone()),
            Named::Key => (format!("did:key:{multikey}"), multikey),
        };
        Self {
            named,
            method: format!("{did}#{fragment}"),
            base: base.unwrap_or_else(|| did.clone()),
            did,
            key,
            signs_credentials: true,
            told: AtomicBool::new(false),
        }
    }

    /// The same, for status lists alone.
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

    /// Whether it signs credentials that it is sent, beside its status lists.
    pub fn signs_credentials(&self) -> bool {
        self.signs_credentials
    }

    /// The DID of the chain, if it is one.
    pub(super) fn on_chain(&self) -> Option<&Did> {
        match &self.named {
            Named::Aura(did, _) => Some(did),
            Named::Key => None,
        }
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Adds a proof of now.
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

    /// Whether its key still stands in its document. If not, the operator is told, once.
    pub(super) fn is_good(&self, view: Option<&View<[u8; 32]>>) -> bool {
        let is_good = self.stands_in(view);
        if !is_good && !self.told.swap(true, Relaxed) {
            progress(&format!(
                "aura serve: {} is not good any more: start with another key",
                self.method
            ));
        }
        is_good
    }

    fn stands_in(&self, view: Option<&View<[u8; 32]>>) -> bool {
        let (Named::Aura(_, fragment), Some(View::Active(view))) = (&self.named, view) else {
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

/// Whether credentials can be signed with a key of a document today.
fn stands(method: &VerificationMethodView) -> bool {
    method.relationships.contains(Relationship::AssertionMethod)
        && method.expires.is_none()
        && method.revoked.is_none()
}
