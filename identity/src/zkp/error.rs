//! What is wrong with what is said for proofs, asked for, or shown.

use crate::{credential::CredentialError, data_integrity::DataIntegrityError, status::StatusError};
use aura_primitives::{credentials::SchemaError, zkp::PolicyError};
use aura_zkp_core::{set::SetError, statement::StatementError};

/// What is wrong with what is said for proofs, asked for, or shown.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ZkpError {
    /// The document itself is wrong.
    #[error(transparent)]
    Document(#[from] CredentialError),
    /// The issuer is no DID of the chain.
    #[error("only a did:aura issues credentials of which something can be proven")]
    Issuer,
    /// The schema at hand is not that of the credential.
    #[error("the schema at hand is not the one that the credential or the request names")]
    OtherSchema,
    /// The schema cannot be one.
    #[error("the schema that the node shows is none: {0}")]
    Schema(#[from] SchemaError),
    /// The schema cannot even be read.
    #[error("the schema that the node shows is none: ask another node")]
    SchemaText,

    /// The subject lacks what proofs need.
    #[error("`credentialSubject` needs `holderCommitment`, `salt` and `claimsRoot` together, and to be of this suite nothing of it can be missing: ask for a new credential")]
    Unbound,
    /// A member is not written as it must be.
    #[error("`{0}` is not written as it must be: bytes in base64url, behind a `u`, below the order of the field")]
    Member(&'static str),
    /// A text has another normalization.
    #[error(
        "the claim `{0}` is not in Unicode's Normalization Form C: write it so before signing"
    )]
    NotNormalized(String),
    /// The claims make another root.
    #[error("`claimsRoot` is not that of salt and claims: one of them was altered")]
    ClaimsRoot,
    /// No whole day can be told.
    #[error("`{0}` is missing or before the year 1: proofs need both dates")]
    Day(&'static str),
    /// It is never in force.
    #[error("no whole day lies between `validFrom` and `validUntil`: leave more time")]
    NeverInForce,
    /// The entries of status are not those that proofs need.
    #[error("proofs need one entry each for revocation and suspension, in one list of the issuer's and at one index below 2^20")]
    Status,

    /// A proof of this suite has members that nothing signs.
    #[error("a proof of {suite} has type, cryptosuite, verificationMethod, proofPurpose and proofValue, and no other member", suite = super::CRYPTOSUITE)]
    Members,
    /// More than one proof of this suite.
    #[error("a credential has one proof of {suite}: leave the others out", suite = super::CRYPTOSUITE)]
    Twice,
    /// The proof is for something else.
    #[error("the purpose of a proof of {suite} is `assertionMethod`", suite = super::CRYPTOSUITE)]
    Purpose,
    /// The verification method is no DID URL of a key.
    #[error("`verificationMethod` must be the DID URL of a key: did:aura:…#key-<n>")]
    Method,
    /// The value has another header.
    #[error("`proofValue` is of another version or kind: this one reads version 1, {0}")]
    Header(&'static str),
    /// The value is not of that form.
    #[error("`proofValue` must be as many bytes as its header says, in base64url behind a `u`")]
    Value,
    /// The packed key is none.
    #[error("the key is no point of prime order of Jubjub in its one encoding")]
    Key,
    /// The packed key is not that of the document.
    #[error("the key of the proof is not that of the issuer's DID document")]
    OtherKey,
    /// The signature does not fit.
    #[error("the signature for proofs does not fit: credential or proof was altered")]
    Signature,

    /// The file is no request.
    #[error("not a request for a proof: {0}")]
    Request(String),
    /// A claim that the request is about is not there.
    #[error("the schema has no claim `{0}` of which something can be proven")]
    NoSuchClaim(String),
    /// The policy cannot be one.
    #[error("the request cannot be answered: {0}")]
    Policy(#[from] PolicyError),
    /// More issuers than a policy has.
    #[error("a request names at most 16 issuers")]
    TooManyIssuers,
    /// The set cannot be one.
    #[error("the members of the request are no set: {0}")]
    Set(#[from] SetError),
    /// The request is for another chain.
    #[error("the request is for another chain: its genesis is not the one that was read")]
    OtherChain,
    /// The request can be answered no more.
    #[error("the request expired with block {0}: ask for a new one")]
    Expired(u32),
    /// Nobody can satisfy the policy any more.
    #[error("nobody can do this any more: it closed with block {0}")]
    Closed(u32),
    /// Not one proof by the verifier.
    #[error("a request has one proof, eddsa-jcs-2022 for `authentication`, by the verifier")]
    RequestProof,

    /// The presentation is none of a derived credential.
    #[error("not a presentation of a derived credential: `{0}` is missing or malformed")]
    Presentation(&'static str),
    /// The presentation shows something else than it proves.
    #[error("what the presentation shows is not what the request asks for")]
    Shown,
    /// It was made for another policy.
    #[error("the proof is about another policy than the request")]
    OtherPolicy,
    /// It was made for another challenge, or for longer.
    #[error("the presentation was not made for this request: its challenge or its last block is another")]
    OtherChallenge,
    /// Somebody else has the use of it.
    #[error("the request names another beneficiary")]
    OtherBeneficiary,
    /// The issuer is not asked for.
    #[error("the request does not take credentials of this issuer")]
    NotAccepted,
    /// The root is unknown or too old.
    #[error("the status root is not recent: make the proof anew, with the newest one")]
    NotRecent,
    /// The list waits for a new root.
    #[error("the status list waits for its new root: commit it, and make the proof anew")]
    Unsealed,
    /// The wrong day.
    #[error("the proof is about another day: make it anew with today's date")]
    Date,
    /// The key is too old for the policy.
    #[error("the request wants a key of version {0} or later")]
    KeyTooOld(u16),
    /// The policy takes one key, and this is another.
    #[error("the request takes proofs by one key alone, and this one was made with another")]
    KeyNotPinned,
    /// No such key.
    #[error("the chain has no such key: make the proof anew with one that it has")]
    NoSuchKey,
    /// The key is not the one that the verifier expects.
    #[error(
        "the node gives another key than the one with the expected digest: ask a node that you trust, and see which \
         keys the chain has"
    )]
    OtherDigest,
    /// The key is out of use.
    #[error("the chain takes no proofs by this key any more: make the proof anew with one in use")]
    KeyNotActive,
    /// Anybody could have made it.
    #[error(
        "the key is for development, so anybody can forge its proofs, and this chain takes none"
    )]
    Insecure,
    /// Not the one encoding of a number.
    #[error("`{0}` is not below the order of the field")]
    NotCanonical(&'static str),
    /// The statement is none.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The proof is none, or does not prove it.
    #[error("the proof does not hold: {0}")]
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
    /// Which error it is: a word for programs, which never changes.
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
            Self::Unsealed => "root-unsealed",
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
