//! What a verifier wants to be proven, as a file that it signs.

mod predicate;
mod written;

use super::ZkpError;
use crate::{
    credential::{
        json as strict,
        proof::{proofs, secure_plain},
        CredentialError, Cryptosuite, Proof, ProofConfig, ProofPurpose,
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

/// What a verifier wants to be proven, from whom, and until when.
///
/// Its JSON is `"type": "AuraProofRequest"` and these members in camel case, every one of them but
/// `beneficiary`; no other member is read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type", rename = "AuraProofRequest")]
pub struct Request {
    /// The chain: the hash of its first block.
    #[serde(with = "hex")]
    pub genesis: [u8; 32],
    /// Who wants it, and signs the request.
    #[serde(with = "Text")]
    pub verifier: Did,
    /// By which schema the credential is.
    #[serde(with = "Text")]
    pub schema: SchemaId,
    /// Whose credentials are taken, in any order.
    #[serde(with = "written::dids")]
    pub issuers: Vec<Did>,
    /// What is proven of it.
    pub predicate: Predicate,
    /// How often.
    pub uses: Times,
    /// Minutes for which a receipt of the chain is valid.
    pub receipt_lifetime: u32,
    /// Keys of the circuit whose proofs are taken.
    pub keys: Keys,
    /// 32 bytes that were drawn at random for this request.
    #[serde(with = "hex")]
    pub challenge: [u8; 32],
    /// The last block in which it can be answered.
    pub expires: u32,
    /// The account that has the use of it, if there is one and the verifier knows it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "written::account"
    )]
    pub beneficiary: Option<[u8; 32]>,
}

impl Request {
    /// Reads the JSON of a request. Whether its verifier signed it is not asked here:
    /// [`Asked::authenticate`](super::Asked::authenticate) does.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Request`].
    pub fn read(document: &Value) -> Result<Self, ZkpError> {
        let malformed = |why: &str| ZkpError::Request(crate::credential::shown(why));
        let mut members = document.clone();
        if let Some(members) = members.as_object_mut() {
            members.remove("proof");
        }
        let request: Self = serde_json::from_value(members.clone())
            .map_err(|error| malformed(&error.to_string()))?;
        // What is not read, or could be written otherwise, would be signed and mean nothing.
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
    /// Those of [`json::parse`](strict::parse) and of [`Request::read`].
    pub fn parse(bytes: &[u8]) -> Result<(Self, Value), ZkpError> {
        let document = strict::parse(bytes)?;
        Ok((Self::read(&document)?, document))
    }

    /// The JSON, without a proof.
    pub fn to_json(&self) -> Value {
        // Names are texts and numbers are finite, so there is nothing to go wrong.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Signs it: a proof of `eddsa-jcs-2022` for `authentication`, with a key of the verifier's.
    /// `sign` gets the 64 bytes that Ed25519 signs.
    ///
    /// # Errors
    ///
    /// [`ZkpError::Request`] if nobody could read it; and whatever `sign` returns.
    pub fn secure(
        &self,
        verification_method: impl Into<String>,
        created: Option<DateTime>,
        sign: impl FnOnce(&[u8]) -> Result<[u8; 64], CredentialError>,
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

    /// The one proof of a request, by the verifier.
    pub(super) fn proof(document: &Value) -> Result<Proof, ZkpError> {
        let [proof] =
            <[Proof; 1]>::try_from(proofs(document)?).map_err(|_| ZkpError::RequestProof)?;
        let fits = proof.cryptosuite == Some(Cryptosuite::EddsaJcs2022)
            && proof.purpose == ProofPurpose::Authentication.name();
        fits.then_some(proof).ok_or(ZkpError::RequestProof)
    }

    /// The policy that it asks to be satisfied, as the chain knows it.
    ///
    /// # Errors
    ///
    /// [`ZkpError::OtherSchema`], `NoSuchClaim`, `Set`, `TooManyIssuers`, or `Policy` if nobody could
    /// satisfy it or it does not mean what it says.
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
