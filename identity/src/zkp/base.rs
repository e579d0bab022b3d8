//! The issuer's proof: its signature over the data that zero-knowledge proofs are about.

use super::{
    packed::{pack, unpack, Kind},
    Signed, ZkpError, CRYPTOSUITE,
};
use crate::data_integrity::add_proof;
use aura_primitives::{
    credentials::view::SchemaView,
    did::{Did, Fragment, KeyIndex},
};
use aura_zkp_core::signature::{PublicKey, SecretKey, Signature};
use serde_json::{json, Value};

/// Members of a proof of this suite. Other members would not be signed.
const MEMBERS: [&str; 5] = [
    "cryptosuite",
    "proofPurpose",
    "proofValue",
    "type",
    "verificationMethod",
];

/// Key and signature, 32 and 48 bytes.
type Packed = ([u8; 32], [u8; 48]);

/// The issuer's proof in the proof set of a credential.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BaseProof {
    /// DID that the verification method names.
    pub issuer: Did,
    /// Index of the key in that DID.
    pub key_index: KeyIndex,
    /// Public key. The verifier compares it with the DID document.
    pub key: PublicKey,
    /// Signature over [`Signed::message`].
    pub signature: Signature,
}

/// Adds the issuer's proof to a credential, which may have other proofs already or get them later.
/// `random` must be fresh each time.
///
/// # Errors
///
/// Those of [`Signed::read`]; [`ZkpError::Twice`] if the credential has one already.
pub fn sign(
    credential: &Value,
    schema: &SchemaView,
    key_index: KeyIndex,
    secret: &SecretKey,
    random: &[u8; 32],
) -> Result<Value, ZkpError> {
    let signed = Signed::read(credential, schema)?;
    if entries(credential).next().is_some() {
        return Err(ZkpError::Twice);
    }
    let key = secret.public_key();
    let signature = secret.sign(&signed.message(&key)?, random);
    let packed: Packed = (key.to_bytes(), signature.to_bytes());
    let method = method_url(&signed.issuer, key_index);
    let mut secured = credential.clone();
    add_proof(&mut secured, entry(&method, pack(Kind::Base, &packed)))?;
    Ok(secured)
}

impl BaseProof {
    /// Finds the issuer's proof of a credential; `None` if it has no proof of this suite.
    ///
    /// # Errors
    ///
    /// A malformed entry, or [`ZkpError::Twice`].
    pub fn find(credential: &Value) -> Result<Option<Self>, ZkpError> {
        let mut entries = entries(credential);
        let Some(entry) = entries.next() else {
            return Ok(None);
        };
        if entries.next().is_some() {
            return Err(ZkpError::Twice);
        }
        let (issuer, key_index, value) = read_entry(entry)?;
        let (key, signature): Packed = unpack(Kind::Base, value)?;
        Ok(Some(Self {
            issuer,
            key_index,
            key: PublicKey::from_bytes(&key).map_err(|_| ZkpError::Key)?,
            signature: Signature::from_bytes(&signature).map_err(|_| ZkpError::Signature)?,
        }))
    }

    /// Verifies the signature over the data of the credential. The caller checks that the key is
    /// the issuer's.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Signature`].
    pub fn verify(&self, signed: &Signed) -> Result<(), ZkpError> {
        if self
            .key
            .verify(&signed.message(&self.key)?, &self.signature)
        {
            Ok(())
        } else {
            Err(ZkpError::Signature)
        }
    }
}

/// Makes an entry of a proof set.
pub(super) fn entry(method: &str, value: String) -> Value {
    json!({
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        "proofValue": value,
    })
}

/// DID URL of a key.
pub(super) fn method_url(did: &Did, key: KeyIndex) -> String {
    format!("{did}#{}", Fragment::Key(key))
}

/// Reads the DID, the key index and the value of an entry.
pub(super) fn read_entry(entry: &Value) -> Result<(Did, KeyIndex, Option<&Value>), ZkpError> {
    let members = entry.as_object().ok_or(ZkpError::Members)?;
    let text = |name: &str| entry.get(name).and_then(Value::as_str);
    let known = members.keys().all(|name| MEMBERS.contains(&name.as_str()));
    if !known || text("type") != Some("DataIntegrityProof") {
        return Err(ZkpError::Members);
    }
    if text("proofPurpose") != Some("assertionMethod") {
        return Err(ZkpError::Purpose);
    }
    let method = text("verificationMethod").and_then(|url| {
        let (did, fragment) = url.split_once('#')?;
        match Fragment::new(fragment)? {
            Fragment::Key(index) => Some((did.parse().ok()?, index)),
            Fragment::Service(_) => None,
        }
    });
    let (did, index) = method.ok_or(ZkpError::Method)?;
    Ok((did, index, entry.get("proofValue")))
}

fn entries(credential: &Value) -> impl Iterator<Item = &Value> {
    let proofs = match credential.get("proof") {
        None => &[],
        Some(Value::Array(proofs)) => proofs.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    let of_suite = |proof: &&Value| proof.get("cryptosuite").is_some_and(|it| it == CRYPTOSUITE);
    proofs.iter().filter(of_suite)
}
