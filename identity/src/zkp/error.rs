//! Errors of credentials for proofs, requests and answers.

use crate::{credential::CredentialError, data_integrity::DataIntegrityError, status::StatusError};
use aura_primitives::{credentials::SchemaError, zkp::PolicyError};
use aura_zkp_core::{set::SetError, statement::StatementError};

/// Errors of credentials for proofs, requests and answers.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ZkpError {
    /// The document or a proof in it.
    #[error(transparent)]
    Document(#[from] CredentialError),
    /// The issuer is not a DID of the chain.
    #[error("only a did:aura issues credentials for zero-knowledge proofs")]
    Issuer,
    /// The given schema is not that of the credential.
    #[error("this is not the schema that the credential or the request names")]
    OtherSchema,
    /// The schema breaks a rule for schemas.
    #[error("the schema from the node is invalid: {0}")]
    Schema(#[from] SchemaError),
    /// The schema cannot be read.
    #[error("the schema from the node is invalid: ask another node")]
    SchemaText,

    /// The subject lacks a member that proofs need.
    #[error(
        "`credentialSubject` needs `holderCommitment`, `salt` and `claimsRoot` together: ask for a \
         new credential"
    )]
    Unbound,
    /// A member is malformed.
    #[error("`{0}` must be bytes in base64url with the prefix `u`, below the order of the field")]
    Member(&'static str),
    /// A text is not in Normalization Form C.
    #[error(
        "the claim `{0}` is not in Unicode's Normalization Form C: normalize it before signing"
    )]
    NotNormalized(String),
    /// The stated root is not that of the claims.
    #[error("`claimsRoot` is not that of salt and claims: one of the three was altered")]
    ClaimsRoot,
    /// A date is missing or before the year 1.
    #[error("`{0}` is missing or before the year 1: proofs need both dates")]
    Day(&'static str),
    /// The credential is in force on no whole day.
    #[error("no whole day lies between `validFrom` and `validUntil`: leave more time")]
    NeverInForce,
    /// The status entries are not as proofs need them.
    #[error(
        "proofs need one status entry each for revocation and suspension, in one list of the \
         issuer and at one index below 2^20"
    )]
    Status,

    /// A proof of this suite has unsigned members.
    #[error(
        "a proof of {suite} has type, cryptosuite, verificationMethod, proofPurpose and \
         proofValue, and no other member",
        suite = super::CRYPTOSUITE
    )]
    Members,
    /// More than one proof of this suite.
    #[error(
        "a credential has one proof of {suite}: leave the others out",
        suite = super::CRYPTOSUITE
    )]
    Twice,
    /// The proof has another purpose.
    #[error("the purpose of a proof of {suite} is `assertionMethod`", suite = super::CRYPTOSUITE)]
    Purpose,
    /// The verification method is not the DID URL of a key.
    #[error("`verificationMethod` must be the DID URL of a key: did:aura:…#key-<n>")]
    Method,
    /// The `proofValue` has another header.
    #[error("`proofValue` has another version or kind: it must be version 1, {0}")]
    Header(&'static str),
    /// The `proofValue` is malformed.
    #[error("`proofValue` must have the length of its kind, in base64url with the prefix `u`")]
    Value,
    /// The packed key is not a valid key.
    #[error("the key is not a canonical point of prime order on Jubjub")]
    Key,
    /// The packed key is not that of the DID document.
    #[error("the key of the proof is not that of the issuer's DID document")]
    OtherKey,
    /// The signature is not valid.
    #[error("the signature for proofs is invalid: credential or proof was altered")]
    Signature,

    /// The document is not a request.
    #[error("not a request for a proof: {0}")]
    Request(String),
    /// The schema lacks the claim that the request names, or it has no slot.
    #[error("the schema has no claim `{0}` of which something can be proven")]
    NoSuchClaim(String),
    /// The policy breaks a rule for policies.
    #[error("the request cannot be answered: {0}")]
    Policy(#[from] PolicyError),
    /// More issuers than a policy may have.
    #[error("a request names at most 16 issuers")]
    TooManyIssuers,
    /// The members are not a valid set.
    #[error("the members of the request are not a set: {0}")]
    Set(#[from] SetError),
    /// The request is for another chain.
    #[error("the request is for another chain: its genesis is not the one that was read")]
    OtherChain,
    /// The request has expired.
    #[error("the request expired with block {0}: ask for a new one")]
    Expired(u32),
    /// The policy has closed.
    #[error("the policy closed with block {0}: ask for another request")]
    Closed(u32),
    /// The request does not have exactly one proof by the verifier.
    #[error("a request has one proof, eddsa-jcs-2022 for `authentication`, by the verifier")]
    RequestProof,

    /// The document is not a presentation of a derived credential.
    #[error("not a presentation of a derived credential: `{0}` is missing or malformed")]
    Presentation(&'static str),
    /// The presentation shows something that it does not prove.
    #[error("the presentation does not show what the request asks for")]
    Shown,
    /// The proof is for another policy.
    #[error("the proof is about another policy than the request")]
    OtherPolicy,
    /// The proof is for another challenge or expiry.
    #[error(
        "the presentation was not made for this request: its challenge or its last block differs"
    )]
    OtherChallenge,
    /// The beneficiary is not the requested one.
    #[error("the request names another beneficiary")]
    OtherBeneficiary,
    /// The request does not accept the issuer.
    #[error("the request does not accept credentials of this issuer")]
    NotAccepted,
    /// The root is unknown or too old.
    #[error("the status root is not recent: make the proof again with the newest one")]
    NotRecent,
    /// Changes of the list have waited too long for a new root.
    #[error("the status list waits for its new root: commit it, and make the proof again")]
    ChangesPending,
    /// The date is not the expected one.
    #[error("the proof is about another day: make it again with today's date")]
    Date,
    /// The key's version is below the policy's minimum.
    #[error("the request needs a key of version {0} or later")]
    KeyTooOld(u16),
    /// The policy accepts only one key, and this is another.
    #[error("the request accepts proofs by one key only, and this proof is by another")]
    KeyNotPinned,
    /// The chain has no such key.
    #[error("the chain has no such key: make the proof again with a key of the chain")]
    NoSuchKey,
    /// The key does not have the digest that the verifier expects.
    #[error(
        "the node's key does not have the expected digest: ask a node that you trust, and see \
         which keys the chain has"
    )]
    OtherDigest,
    /// The key is not in use.
    #[error(
        "the chain no longer accepts proofs by this key: make the proof again with one in use"
    )]
    KeyNotActive,
    /// The key is a development key, so anyone can forge its proofs.
    #[error(
        "the key is for development, so anyone can forge its proofs, and this chain accepts none"
    )]
    Insecure,
    /// A field element is not canonically encoded.
    #[error("`{0}` is not below the order of the field")]
    NotCanonical(&'static str),
    /// The statement is invalid.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The proof is malformed or invalid.
    #[error("the proof is invalid: {0}")]
    Proof(String),
}

impl From<DataIntegrityError> for ZkpError {
    fn from(error: DataIntegrityError) -> Self {
        Self::Document(error.into())
    }
}

impl From<StatusError> for ZkpError {
    fn from(error: StatusError) -> Self {
        Self::Document(error.into())
    }
}

impl ZkpError {
    /// Name of the error for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Document(error) => error.reason(),
            Self::Issuer => "other-method",
            Self::OtherSchema => "other-schema",
            Self::Schema(_) | Self::SchemaText => "not-a-schema",
            Self::Unbound => "unbound",
            Self::Member(_) => "binding",
            Self::NotNormalized(_) => "not-normalized",
            Self::ClaimsRoot => "claims-root",
            Self::Day(_) => "day",
            Self::NeverInForce => "never-in-force",
            Self::Status => "status-entries",
            Self::Members => "proof-members",
            Self::Twice => "proof-twice",
            Self::Purpose => "purpose",
            Self::Method => "no-such-method",
            Self::Header(_) => "proof-version",
            Self::Value => "proof-value",
            Self::Key => "not-a-key",
            Self::OtherKey => "other-key",
            Self::Signature => "signature",
            Self::Request(_) => "not-a-request",
            Self::NoSuchClaim(_) => "no-such-claim",
            Self::Policy(_) | Self::TooManyIssuers => "not-a-policy",
            Self::Set(_) => "not-a-set",
            Self::OtherChain => "other-chain",
            Self::Expired(_) => "expired",
            Self::Closed(_) => "closed",
            Self::RequestProof => "request-proof",
            Self::Presentation(_) => "not-derived",
            Self::Shown => "shown",
            Self::OtherPolicy => "other-policy",
            Self::OtherChallenge => "wrong-challenge",
            Self::OtherBeneficiary => "other-beneficiary",
            Self::NotAccepted => "not-accepted",
            Self::NotRecent => "root-not-recent",
            Self::ChangesPending => "root-unsealed",
            Self::Date => "date",
            Self::KeyTooOld(_) => "key-too-old",
            Self::KeyNotPinned => "key-not-pinned",
            Self::NoSuchKey => "no-such-key",
            Self::OtherDigest => "key-digest",
            Self::KeyNotActive => "key-not-active",
            Self::Insecure => "key-insecure",
            Self::NotCanonical(_) => "not-canonical",
            Self::Statement(_) => "not-a-statement",
            Self::Proof(_) => "proof-invalid",
        }
    }
}
