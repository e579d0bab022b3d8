//! Drafts of credentials and presentations.

use super::{claims, CredentialError};
use crate::{
    data_integrity::{
        contexts::{is_absolute, CREDENTIALS_V2},
        multibase,
    },
    limits::MAX_CREDENTIALS,
    status,
    zkp::{slots, Binding, Signed, ZkpError},
    DateTime,
};
use aura_primitives::{
    credentials::{view::SchemaView, Index, ListId},
    did::Did,
};
use serde_json::{json, Map, Value};

/// A credential under a schema of the chain, before it is secured.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Schema of the credential.
    pub schema: &'a SchemaView,
    /// DID of the issuer.
    pub issuer: Did,
    /// DID of the subject.
    pub subject: &'a str,
    /// Claims about the subject, by name.
    pub claims: Map<String, Value>,
    /// Number of the issuer's status list.
    pub list: ListId,
    /// Index in the status list.
    pub index: Index,
    /// URL at which the issuer serves its lists: https, without a slash at the end. Without it, the
    /// URLs begin with the issuer's DID.
    pub status_base: Option<&'a str>,
    /// Start of validity.
    pub valid_from: DateTime,
    /// End of validity; `None` for no end.
    pub valid_until: Option<DateTime>,
}

impl Draft<'_> {
    /// Makes the document, to be secured by [`secure`](super::secure).
    ///
    /// # Errors
    ///
    /// [`CredentialError::NoSuchClaim`] or `Claim` names the invalid claim; `Malformed` if the
    /// subject is not a DID or the base not an https URL; `Dates` if the validity ends before it
    /// begins.
    pub fn to_json(&self) -> Result<Value, CredentialError> {
        self.json(claims::context(self.schema), Map::new())
    }

    /// Makes the document of a credential for zero-knowledge proofs, to be signed by
    /// [`zkp::sign`](crate::zkp::sign) and then secured by [`secure`](super::secure).
    ///
    /// # Errors
    ///
    /// Those of [`Draft::to_json`] and of [`Signed::read`](crate::zkp::Signed::read).
    pub fn to_provable_json(&self, binding: &Binding) -> Result<Value, ZkpError> {
        let claims = self.claims.clone().into();
        let root = slots(self.schema, &claims, &binding.salt)?.root();
        let members = binding.members(&root);
        let document = self.json(claims::provable_context(self.schema), members)?;
        Signed::read(&document, self.schema)?;
        Ok(document)
    }

    fn json(&self, context: Value, members: Map<String, Value>) -> Result<Value, CredentialError> {
        if !crate::did::is_did(self.subject) {
            return Err(CredentialError::Malformed("credentialSubject.id"));
        }
        let is_base = |base: &str| {
            base.starts_with("https://")
                && !base.ends_with('/')
                && !base.contains(['?', '#'])
                && is_absolute(base)
        };
        if !self.status_base.is_none_or(is_base) {
            return Err(CredentialError::Malformed("statusListCredential"));
        }
        if self
            .valid_until
            .is_some_and(|until| until < self.valid_from)
        {
            return Err(CredentialError::Dates);
        }
        if self.claims.contains_key("id") {
            return Err(CredentialError::NoSuchClaim("id".into()));
        }
        let mut subject = self.claims.clone();
        subject.insert("id".into(), self.subject.into());
        claims::check(self.schema, &subject.clone().into())?;
        subject.extend(members);
        let subject = Value::Object(subject);
        let SchemaView {
            owner, id, digest, ..
        } = self.schema;
        let mut document = json!({
            "@context": context,
            "type": ["VerifiableCredential"],
            "issuer": self.issuer.to_string(),
            "validFrom": self.valid_from,
            "credentialSubject": subject,
            "credentialSchema": {
                "id": claims::schema_url(owner, id),
                "type": "JsonSchema",
                "digestMultibase": digest_multibase(digest),
            },
            "credentialStatus":
                status::entries(&self.issuer, self.status_base, self.list, self.index),
        });
        if let (Some(until), Some(members)) = (self.valid_until, document.as_object_mut()) {
            members.insert("validUntil".into(), until.to_string().into());
        }
        Ok(document)
    }
}

/// Encodes a SHA-256 as
/// [`digestMultibase`](https://www.w3.org/TR/vc-data-integrity/#resource-integrity): a multihash in
/// base64url.
pub(crate) fn digest_multibase(digest: &[u8; 32]) -> String {
    multibase::base64url(&[&[0x12, 0x20], &digest[..]].concat())
}

/// Makes a presentation of secured credentials, to be secured with the purpose `authentication`.
///
/// # Errors
///
/// [`CredentialError::Malformed`] if the holder is not a DID, or there are no credentials or too
/// many.
pub fn presentation(holder: &str, credentials: &[Value]) -> Result<Value, CredentialError> {
    if !crate::did::is_did(holder) {
        return Err(CredentialError::Malformed("holder"));
    }
    if credentials.is_empty() || credentials.len() > MAX_CREDENTIALS {
        return Err(CredentialError::Malformed("verifiableCredential"));
    }
    Ok(json!({
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": holder,
        "verifiableCredential": credentials,
    }))
}
