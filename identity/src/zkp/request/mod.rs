//! Requests for proofs, as documents that a verifier signs.

mod predicate;
mod written;

use super::ZkpError;
use crate::{
    data_integrity::{
        jcs, proofs, secure_plain, shown, Cryptosuite, DataIntegrityError, Proof, ProofConfig,
        ProofPurpose,
    },
    DateTime,
};
use aura_primitives::{
    credentials::{view::SchemaView, SchemaId},
    did::Did,
    zkp::{Uses, VerificationPolicy},
};
use aura_zkp_core::set::Set;
pub use predicate::{Keys, Predicate, Times};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use written::{hex, Text};

/// A request for a proof.
///
/// The JSON has `"type": "AuraProofRequest"` and these members in camel case. All but `beneficiary`
/// are required; other members are refused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type", rename = "AuraProofRequest")]
pub struct Request {
    /// Hash of the chain's first block.
    #[serde(with = "hex")]
    pub genesis: [u8; 32],
    /// DID of the verifier, which signs the request.
    #[serde(with = "Text")]
    pub verifier: Did,
    /// Schema of the credential.
    #[serde(with = "Text")]
    pub schema: SchemaId,
    /// Accepted issuers, in any order.
    #[serde(with = "written::dids")]
    pub issuers: Vec<Did>,
    /// Predicate to prove.
    pub predicate: Predicate,
    /// Number of answers by one person.
    pub uses: Times,
    /// Minutes for which a receipt of the chain is valid.
    pub receipt_lifetime: u32,
    /// Accepted keys of the circuit.
    pub keys: Keys,
    /// Challenge: 32 random bytes, fresh for each request.
    #[serde(with = "hex")]
    pub challenge: [u8; 32],
    /// Last block in which the request can be answered.
    pub expires: u32,
    /// Account that benefits from the receipt, if the verifier names one.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "written::account"
    )]
    pub beneficiary: Option<[u8; 32]>,
}

impl Request {
    /// Reads the JSON of a request, without verifying its signature:
    /// [`AuthenticatedRequest::authenticate`](super::AuthenticatedRequest::authenticate) does that.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Request`].
    pub fn read(document: &Value) -> Result<Self, ZkpError> {
        let malformed = |why: &str| ZkpError::Request(shown(why));
        let mut members = document.clone();
        if let Some(members) = members.as_object_mut() {
            members.remove("proof");
        }
        let request: Self = serde_json::from_value(members.clone())
            .map_err(|error| malformed(&error.to_string()))?;
        // A member that is not read, or has another spelling, would be signed without a meaning.
        let written = request.to_json();
        let mut given = members.as_object().into_iter().flatten();
        match given.find(|(name, value)| written.get(name) != Some(value)) {
            Some((name, _)) => Err(malformed(&format!("`{name}` is unknown or malformed"))),
            None if written != members => Err(malformed("`type` is missing")),
            None => Ok(request),
        }
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    ///
    /// Those of [`jcs::parse`] and of [`Request::read`].
    pub fn parse(bytes: &[u8]) -> Result<(Self, Value), ZkpError> {
        let document = jcs::parse(bytes)?;
        Ok((Self::read(&document)?, document))
    }

    /// JSON without a proof.
    pub fn to_json(&self) -> Value {
        // Names are texts and numbers are finite, so serialisation cannot fail.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Signs the request: a proof of `eddsa-jcs-2022` for `authentication`, with a key of the
    /// verifier. `sign` gets the 64 bytes that Ed25519 signs.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Request`] if the request is not readable; an error of `sign`.
    pub fn secure(
        &self,
        verification_method: impl Into<String>,
        created: Option<DateTime>,
        sign: impl FnOnce(&[u8]) -> Result<[u8; 64], DataIntegrityError>,
    ) -> Result<Value, ZkpError> {
        let config = ProofConfig {
            created,
            ..ProofConfig::new(
                Cryptosuite::EddsaJcs2022,
                ProofPurpose::Authentication,
                verification_method,
            )
        };
        let document = self.to_json();
        Self::read(&document)?;
        Ok(secure_plain(&document, &config, sign)?)
    }

    /// Finds the one proof of a request.
    pub(super) fn proof(document: &Value) -> Result<Proof, ZkpError> {
        let [proof] =
            <[Proof; 1]>::try_from(proofs(document)?).map_err(|_| ZkpError::RequestProof)?;
        let fits = proof.cryptosuite == Some(Cryptosuite::EddsaJcs2022)
            && proof.purpose == ProofPurpose::Authentication.name();
        fits.then_some(proof).ok_or(ZkpError::RequestProof)
    }

    /// Policy of the request, in the format of the chain.
    ///
    /// # Errors
    ///
    /// [`ZkpError::OtherSchema`], `NoSuchClaim`, `Set`, `TooManyIssuers`, or `Policy` if the policy
    /// breaks a rule for policies.
    pub fn policy(&self, schema: &SchemaView) -> Result<VerificationPolicy, ZkpError> {
        let set = self.predicate.set(schema)?;
        self.policy_with(schema, set.as_ref())
    }

    pub(super) fn policy_with(
        &self,
        schema: &SchemaView,
        set: Option<&Set>,
    ) -> Result<VerificationPolicy, ZkpError> {
        if schema.id != self.schema {
            return Err(ZkpError::OtherSchema);
        }
        let plain = schema.schema().ok_or(ZkpError::SchemaText)?;
        plain.check()?;
        let mut issuers = self.issuers.clone();
        issuers.sort_unstable();
        let policy = VerificationPolicy {
            verifier: self.verifier,
            schema: self.schema,
            issuers: issuers.try_into().map_err(|_| ZkpError::TooManyIssuers)?,
            predicate: self.predicate.wanted(schema, set)?,
            uses: match self.uses {
                Times::Many => Uses::Many,
                Times::Once {
                    opens,
                    closes,
                    max_uses,
                } => Uses::Once {
                    opens,
                    closes,
                    max_uses,
                },
            },
            lifetime: self.receipt_lifetime,
            keys: self.keys.into(),
        };
        policy.check(&plain)?;
        Ok(policy)
    }
}
