//! Reading of members of credentials and presentations.

use super::{CredentialError, Failure};
use crate::{
    credential::{claims, NamedSchema},
    data_integrity::{contexts, proofs, types::has_type},
    did::{is_did, multikey},
    limits::MAX_CREDENTIALS,
};
use aura_primitives::did::{Did, PublicKey};
use serde_json::Value;
use std::fmt;

type Result<T, E = CredentialError> = std::result::Result<T, E>;

/// An issuer or a presenter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Issuer {
    /// A DID of the chain.
    Aura(Did),
    /// A [did:key](https://w3c-ccg.github.io/did-key-spec/): the DID and its Ed25519 key.
    Key(String, [u8; 32]),
}

impl Issuer {
    pub fn read(text: &str) -> Result<Self, Failure> {
        if let Some(key) = text.strip_prefix("did:key:") {
            return match multikey::decode(key) {
                Ok(PublicKey::Ed25519(bytes)) => Ok(Self::Key(text.into(), bytes)),
                _ => Err(Failure::OtherMethod),
            };
        }
        text.parse()
            .map(Self::Aura)
            .map_err(|_| Failure::OtherMethod)
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Aura(did) => did.fmt(f),
            Self::Key(did, _) => f.write_str(did),
        }
    }
}

/// Returns true if a document has the type of a presentation.
pub fn is_presentation(document: &Value) -> bool {
    has_type(document, "VerifiablePresentation")
}

/// Noun for a document that is not a presentation, for errors.
pub fn kind(document: &Value) -> &'static str {
    match has_type(document, "VerifiableCredential") {
        true => "a credential",
        false => "another document",
    }
}

pub fn is_status_list(document: &Value) -> bool {
    has_type(document, "BitstringStatusListCredential")
}

/// DID of the issuer.
pub fn issuer(document: &Value) -> Result<&str> {
    let issuer = document.get("issuer");
    let id = match issuer {
        Some(Value::Object(members)) => members.get("id"),
        other => other,
    };
    id.and_then(Value::as_str)
        .filter(|id| contexts::is_absolute(id))
        .ok_or(CredentialError::Malformed("issuer"))
}

/// DID of the presenter: `holder`, or else the DID of the proof's key.
pub fn presenter(document: &Value) -> Result<String> {
    let holder = match document.get("holder") {
        Some(Value::Object(members)) => members.get("id"),
        other => other,
    };
    let did = match holder {
        Some(holder) => holder.as_str().map(Into::into),
        None => proofs(document)?.first().and_then(|proof| {
            proof
                .verification_method
                .split('#')
                .next()
                .map(String::from)
        }),
    };
    did.filter(|did| is_did(did))
        .ok_or(CredentialError::Malformed("holder"))
}

/// DID of the one subject.
pub fn subject(credential: &Value) -> Result<&str> {
    let subject = credential.get("credentialSubject");
    let id = subject.and_then(|subject| subject.get("id"));
    id.and_then(Value::as_str)
        .ok_or(CredentialError::Malformed("credentialSubject.id"))
}

/// Credentials of a presentation, which may have none; or the credential itself.
pub fn credentials(document: &Value) -> Result<Vec<&Value>> {
    if !is_presentation(document) {
        return Ok(vec![document]);
    }
    let credentials = match document.get("verifiableCredential") {
        Some(Value::Array(credentials)) => credentials.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let all_objects = credentials.iter().all(|credential| credential.is_object());
    if credentials.len() > MAX_CREDENTIALS || !all_objects {
        return Err(CredentialError::Malformed("verifiableCredential"));
    }
    Ok(credentials)
}

/// Schema of the chain that a credential names.
pub fn schema(document: &Value) -> Result<Option<NamedSchema>> {
    let Some(schema) = document.get("credentialSchema") else {
        return Ok(None);
    };
    let text = |name| schema.get(name).and_then(Value::as_str);
    let read = || {
        let (owner, id) = claims::read_schema_url(text("id")?)?;
        (text("type")? == "JsonSchema").then_some(NamedSchema {
            owner,
            id,
            digest: text("digestMultibase")?.into(),
        })
    };
    read()
        .map(Some)
        .ok_or(CredentialError::Malformed("credentialSchema"))
}
