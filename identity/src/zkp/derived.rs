//! The presentation: a W3C VerifiablePresentation of a derived credential, which shows the issuer,
//! the schema and the proven predicate.

use super::{
    base::{entry, method_url, read_entry},
    packed::{pack, unpack, Kind},
    text, AuthenticatedRequest, Predicate, ZkpError,
};
use crate::{
    credential::{
        claims::{schema_url, terms_of},
        draft::digest_multibase,
    },
    data_integrity::contexts::CREDENTIALS_V2,
};
use aura_primitives::{
    credentials::{ListId, StatusRoot},
    did::{Did, KeyIndex},
    limits,
    zkp::{Day, Nullifier, PolicyId, Presentation},
};
use aura_zkp_core::groth16::Proof;
use codec::{Decode, Encode};
use serde_json::{json, Map, Value};

/// Members of a derived subject.
const TERMS: [&str; 6] = [
    "auraClaim",
    "auraGreatest",
    "auraLeast",
    "auraProves",
    "auraSetRoot",
    "auraYears",
];

/// Content of a presentation in its order, with the compressed proof.
#[derive(Encode, Decode)]
struct Packed {
    policy: PolicyId,
    beneficiary: [u8; 32],
    version: u16,
    issuer: Did,
    key: KeyIndex,
    list: ListId,
    status_root: StatusRoot,
    date: Day,
    nullifier: Nullifier,
    challenge: [u8; 32],
    expires: u32,
    proof: [u8; limits::PROOF_BYTES],
}

impl AuthenticatedRequest {
    /// Writes an answer with its proof as a W3C VerifiablePresentation.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Proof`] if the proof cannot be decoded.
    pub fn show(&self, answer: &Presentation<[u8; 32]>) -> Result<Value, ZkpError> {
        let schema = self.schema();
        let url = schema_url(&schema.owner, &schema.id);
        let mut terms = Map::from_iter([("@protected".into(), true.into())]);
        terms.extend(terms_of(&url, &TERMS));
        let mut credential = json!({
            "@context": [CREDENTIALS_V2, terms],
            "type": ["VerifiableCredential"],
            "issuer": answer.issuer.to_string(),
            "credentialSubject": self.subject(),
            "credentialSchema": {
                "id": url,
                "type": "JsonSchema",
                "digestMultibase": digest_multibase(&schema.digest),
            },
        });
        if let Some(members) = credential.as_object_mut() {
            members.insert("proof".into(), proof(answer)?);
        }
        Ok(json!({
            "@context": [CREDENTIALS_V2],
            "type": ["VerifiablePresentation"],
            "verifiableCredential": [credential],
        }))
    }

    /// Proven predicate, for people and programs that read the document.
    fn subject(&self) -> Value {
        match &self.request().predicate {
            Predicate::Ownership {} => json!({ "auraProves": "ownership" }),
            Predicate::Age { claim, years } => {
                json!({ "auraProves": "age", "auraClaim": claim, "auraYears": years })
            }
            Predicate::Range {
                claim,
                least,
                greatest,
            } => json!({
                "auraProves": "range",
                "auraClaim": claim,
                "auraLeast": least,
                "auraGreatest": greatest,
            }),
            Predicate::Membership { claim, .. } => json!({
                "auraProves": "membership",
                "auraClaim": claim,
                "auraSetRoot": self.set().map(|set| text::field(&set.root())),
            }),
        }
    }
}

fn proof(answer: &Presentation<[u8; 32]>) -> Result<Value, ZkpError> {
    let proof = Proof::read(&answer.proof).map_err(|error| ZkpError::Proof(error.to_string()))?;
    let packed = Packed {
        policy: answer.policy,
        beneficiary: answer.beneficiary,
        version: answer.version,
        issuer: answer.issuer,
        key: answer.key,
        list: answer.list,
        status_root: answer.status_root,
        date: answer.date,
        nullifier: answer.nullifier,
        challenge: answer.challenge,
        expires: answer.expires,
        proof: proof.to_compressed(),
    };
    let method = method_url(&answer.issuer, answer.key);
    Ok(entry(&method, pack(Kind::Derived, &packed)))
}

/// Reads an answer from a W3C VerifiablePresentation. [`verify()`](super::verify()) compares the
/// rest of the document with it.
///
/// # Errors
///
/// [`ZkpError::Presentation`] names the member that is wrong; what is wrong with the proof's entry;
/// `Proof` if the proof cannot be decoded.
pub fn read(document: &Value) -> Result<Presentation<[u8; 32]>, ZkpError> {
    let wrong = ZkpError::Presentation;
    if document.get("type") != Some(&json!(["VerifiablePresentation"])) {
        return Err(wrong("type"));
    }
    let credentials = document.get("verifiableCredential");
    let Some([credential]) = credentials.and_then(Value::as_array).map(Vec::as_slice) else {
        return Err(wrong("verifiableCredential"));
    };
    let entry = credential.get("proof").ok_or(wrong("proof"))?;
    if entry.get("cryptosuite").and_then(Value::as_str) != Some(super::CRYPTOSUITE) {
        return Err(wrong("cryptosuite"));
    }
    let (did, index, packed) = read_entry(entry)?;
    let packed: Packed = unpack(Kind::Derived, packed)?;
    if (did, index) != (packed.issuer, packed.key) {
        return Err(ZkpError::Method);
    }
    let proof = Proof::read_compressed(&packed.proof)
        .map_err(|error| ZkpError::Proof(error.to_string()))?;
    Ok(Presentation {
        policy: packed.policy,
        beneficiary: packed.beneficiary,
        version: packed.version,
        issuer: packed.issuer,
        key: packed.key,
        list: packed.list,
        status_root: packed.status_root,
        date: packed.date,
        nullifier: packed.nullifier,
        challenge: packed.challenge,
        expires: packed.expires,
        proof: proof.to_bytes(),
    })
}
