//! Reports of verification, check by check.

use super::CredentialError;
use crate::{anchoring::AnchoringError, data_integrity::DataIntegrityError, status::StatusError};
use serde::{Deserialize, Serialize};

/// Name of a check. Names never change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// The document is strict JSON.
    Json,
    /// The document keeps the rules of the VC Data Model 2.0.
    DataModel,
    /// All contexts are known; a credential under a schema has the schema's contexts.
    Contexts,
    /// Every term is defined.
    Terms,
    /// The DID of the issuer, or of the presenting holder, is active.
    Issuer,
    /// The signature is valid.
    Proof,
    /// The key belongs to the issuer or holder, has the relationship, and was valid at the time.
    VerificationMethod,
    /// The proof has the expected purpose.
    ProofPurpose,
    /// The proof is between its `created` and `expires`.
    ProofDates,
    /// The time is between `validFrom` and `validUntil`.
    Validity,
    /// The schema exists, and the claims conform to it.
    Schema,
    /// The issuer is accredited for the schema.
    Accreditation,
    /// The status list belongs to the issuer and the schema, and covers this credential.
    StatusList,
    /// The credential is not revoked.
    Revocation,
    /// The credential is neither suspended by the issuer nor held by an accreditor above it.
    Suspension,
    /// The credential is in an anchored batch of the issuer.
    Anchor,
    /// The presentation is for this verifier.
    Domain,
    /// The presentation was made for this request.
    Challenge,
    /// The presenter is the subject.
    Holder,
    /// The issuer's signature for zero-knowledge proofs is over the claims of the credential.
    AuraGroth16,
    /// Zero-knowledge proof: the verifier signed the request for this chain, and it can still be
    /// answered.
    Request,
    /// Zero-knowledge proof: the answer is for the policy of the request, and shows exactly that.
    Policy,
    /// Zero-knowledge proof: the beneficiary is the requested one.
    Beneficiary,
    /// Zero-knowledge proof: the request accepts the issuer.
    AcceptedIssuer,
    /// Zero-knowledge proof: the status root is recent.
    StatusRoot,
    /// Zero-knowledge proof: the date is the expected one.
    Date,
    /// Zero-knowledge proof: the key is in use on the chain.
    VerifyingKey,
    /// Zero-knowledge proof: the nullifier is canonically encoded.
    Nullifier,
}

/// Outcome of a check.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// The rule holds.
    Passed,
    /// The rule is broken.
    Failed {
        /// Name of the failure for programs, which never changes: [`Failure::reason`] or
        /// [`CredentialError::reason`].
        reason: String,
        /// Description of the failure, for people.
        detail: String,
    },
    /// There was nothing to check.
    Skipped {
        /// Reason, for people.
        why: String,
    },
}

/// A check and its outcome.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Check {
    /// Name of the check.
    pub name: CheckName,
    /// Outcome of the check.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// A doubt that does not change the verdict.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Warning {
    /// Check that would have removed the doubt.
    pub check: CheckName,
    /// Name of the warning for programs, which never changes: `no-challenge` or `no-domain`.
    pub reason: String,
    /// Consequence, for people.
    pub detail: String,
}

/// Report of the verification of a document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// True if no check failed, here or in a credential.
    pub verified: bool,
    /// Checks, each once.
    pub checks: Vec<Check>,
    /// Expectations that the verifier of a presentation should have stated. They do not change the
    /// verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// Reports of the credentials of a presentation, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<Report>,
}

impl Report {
    /// Report of an unreadable document.
    pub fn unreadable(error: &CredentialError) -> Self {
        let mut checks = Checks::default();
        checks.add(CheckName::Json, Err(error.clone().into()));
        checks.report(Vec::new())
    }

    /// Outcome of a check; `None` if it was not reached.
    pub fn outcome(&self, name: CheckName) -> Option<&Outcome> {
        let check = self.checks.iter().find(|check| check.name == name);
        check.map(|check| &check.outcome)
    }

    /// Names and reasons of the failed checks, without those of credentials in a presentation.
    pub fn failures(&self) -> impl Iterator<Item = (CheckName, &str)> {
        self.checks.iter().filter_map(|check| match &check.outcome {
            Outcome::Failed { reason, .. } => Some((check.name, reason.as_str())),
            _ => None,
        })
    }
}

/// Collector of checks.
#[derive(Default)]
pub(crate) struct Checks(Vec<Check>);

impl Checks {
    pub fn add(&mut self, name: CheckName, result: Result<(), Failure>) {
        let outcome = match result {
            Ok(()) => Outcome::Passed,
            Err(Failure::Nothing(why)) => Outcome::Skipped { why: why.into() },
            Err(failure) => Outcome::Failed {
                reason: failure.reason().into(),
                detail: failure.to_string(),
            },
        };
        self.0.push(Check { name, outcome });
    }

    pub fn report(self, credentials: Vec<Report>) -> Report {
        let failed = |check: &Check| matches!(check.outcome, Outcome::Failed { .. });
        Report {
            verified: !self.0.iter().any(failed)
                && credentials.iter().all(|report| report.verified),
            checks: self.0,
            warnings: Vec::new(),
            credentials,
        }
    }
}

/// Reason for the failure of a check.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// Not a failure: there was nothing to check.
    #[error("{0}")]
    Nothing(&'static str),
    /// The document, a status list or an inclusion is invalid.
    #[error(transparent)]
    Document(#[from] CredentialError),
    /// A zero-knowledge proof, or data for one, is invalid.
    #[error(transparent)]
    Zkp(#[from] crate::zkp::ZkpError),
    /// The facts lack a record.
    #[error("{0} was not queried: answer all questions of the verification")]
    NotAsked(&'static str),
    /// The DID has another method.
    #[error("only did:aura and did:key with Ed25519 are supported")]
    OtherMethod,
    /// The DID does not exist.
    #[error("there is no such DID")]
    NoSuchDid,
    /// The DID is deactivated.
    #[error("the DID was deactivated")]
    Deactivated,
    /// No proof of the signer has a supported suite.
    #[error("no proof by {0} has a supported cryptosuite")]
    NoProof(String),
    /// The key belongs to another DID.
    #[error("the verification method is of another DID")]
    AnotherDid,
    /// The DID does not have the verification method.
    #[error("the DID has no such verification method")]
    NoSuchMethod,
    /// The key is revoked.
    #[error("the key was revoked")]
    Revoked,
    /// The key does not have the relationship.
    #[error("the key does not have the relationship `{0}`")]
    NotRelated(&'static str),
    /// The key was retired, and nothing shows that the proof is older.
    #[error(
        "the key was retired: show that the credential was anchored earlier, or give another proof"
    )]
    Retired,
    /// The key is not an Ed25519 key.
    #[error("the cryptosuite needs an Ed25519 key")]
    KeyKind,
    /// The proof has another purpose.
    #[error("the proof is for `{0}`")]
    Purpose(String),
    /// The proof has a time of signing in the future.
    #[error("the proof was made in the future, at {0}: check the clocks")]
    CreatedInFuture(crate::DateTime),
    /// The proof has expired.
    #[error("the proof expired at {0}")]
    ProofExpired(crate::DateTime),
    /// The credential is not valid yet.
    #[error("valid only from {0}")]
    NotYetValid(crate::DateTime),
    /// The credential has expired.
    #[error("valid only until {0}")]
    Expired(crate::DateTime),
    /// The credential names no schema.
    #[error(
        "a credential of a did:aura issuer follows a schema of the chain: `credentialSchema` is missing"
    )]
    NoSchema,
    /// The schema does not exist.
    #[error("the chain has no such schema")]
    NoSuchSchema,
    /// The verifier does not expect the schema.
    #[error("the credential is not under an expected schema")]
    WrongSchema,
    /// The schema differs from the credential's reference.
    #[error("the owner or digest of the schema differs from the credential's")]
    SchemaDiffers,
    /// The inline context is not that of the schema.
    #[error("the inline context is not that of the schema")]
    SchemaContext,
    /// The issuer is not accredited.
    #[error("the issuer may not issue under this schema: {0}")]
    Unaccredited(String),
    /// The accreditation lapsed, and nothing shows that the credential is older.
    #[error("the accreditation has expired: show that the credential was anchored before")]
    Lapsed,
    /// The credential lacks the two status entries.
    #[error(
        "a credential under a schema has one entry each for revocation and suspension, in one list \
         and at one index"
    )]
    StatusEntries,
    /// The credential is in an envelope of JOSE or COSE.
    #[error("the credential is in an envelope, which is not supported: only Data Integrity is")]
    Enveloped,
    /// The status has an unsupported type.
    #[error("a status of the type `{0}` is not supported: ask the issuer for it")]
    OtherStatus(String),
    /// The status list does not exist.
    #[error("the chain has no such status list")]
    NoSuchList,
    /// The list belongs to another issuer.
    #[error("the status list is of another issuer")]
    AnothersList,
    /// The list belongs to another schema.
    #[error("the status list is of another schema")]
    AnotherSchemasList,
    /// No credential is anchored at the index.
    #[error("no credential is anchored at this index, so none could be revoked there")]
    NotAllocated,
    /// The status list, as a credential, is invalid.
    #[error("the status list is not valid: {0}")]
    StatusList(String),
    /// The status list has expired.
    #[error("the status list is stale: fetch it again")]
    Stale,
    /// The credential is revoked.
    #[error("the credential was revoked")]
    RevokedCredential,
    /// The credential is suspended.
    #[error("the credential is suspended")]
    SuspendedCredential,
    /// The credential is held.
    #[error("the credential is held by an accreditor above its issuer")]
    HeldCredential,
    /// The batch is not anchored.
    #[error("the chain has no such batch")]
    NoSuchBatch,
    /// The anchored batch has another size, or does not cover the index.
    #[error(
        "the batch that is anchored does not have this credential's index, or is of another size"
    )]
    AnotherBatch,
    /// The verifier expects an inclusion, and none is valid.
    #[error("no inclusion shows that it was anchored: present the inclusion with it")]
    NotAnchored,
    /// The verifier expects a presentation.
    #[error("this is {0}, not a presentation")]
    NotPresentation(&'static str),
    /// The verifier expects a credential in the presentation.
    #[error("the presentation has no credential")]
    NoCredential,
    /// The presenter is not the expected holder.
    #[error("the presentation is not by the holder that was expected")]
    WrongHolder,
    /// The presentation is for another verifier.
    #[error("the presentation is not for this verifier")]
    WrongDomain,
    /// The presentation has another challenge.
    #[error("the presentation was not made for this request")]
    WrongChallenge,
    /// The presentation has no credential, so no subject.
    #[error("no credential is presented, so no one is shown to be a subject")]
    NothingPresented,
    /// The presenter is not the subject.
    #[error("the presenter is not the subject")]
    NotSubject,
}

impl From<DataIntegrityError> for Failure {
    fn from(error: DataIntegrityError) -> Self {
        Self::Document(error.into())
    }
}

impl From<StatusError> for Failure {
    fn from(error: StatusError) -> Self {
        Self::Document(error.into())
    }
}

impl From<AnchoringError> for Failure {
    fn from(error: AnchoringError) -> Self {
        Self::Document(error.into())
    }
}

impl Failure {
    /// Name of the failure for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Nothing(_) => "nothing",
            Self::Document(error) => error.reason(),
            Self::Zkp(error) => error.reason(),
            Self::NotAsked(_) => "not-asked",
            Self::OtherMethod => "other-method",
            Self::NoSuchDid => "no-such-did",
            Self::Deactivated => "deactivated",
            Self::NoProof(_) => "no-proof",
            Self::AnotherDid => "another-did",
            Self::NoSuchMethod => "no-such-method",
            Self::Revoked => "key-revoked",
            Self::NotRelated(_) => "not-related",
            Self::Retired => "key-retired",
            Self::KeyKind => "key-kind",
            Self::Purpose(_) => "purpose",
            Self::CreatedInFuture(_) => "created-in-future",
            Self::ProofExpired(_) => "proof-expired",
            Self::NotYetValid(_) => "not-yet-valid",
            Self::Expired(_) => "expired",
            Self::NoSchema => "no-schema",
            Self::NoSuchSchema => "no-such-schema",
            Self::WrongSchema => "wrong-schema",
            Self::SchemaDiffers => "schema-differs",
            Self::SchemaContext => "schema-context",
            Self::Unaccredited(_) => "unaccredited",
            Self::Lapsed => "lapsed",
            Self::StatusEntries => "status-entries",
            Self::Enveloped => "enveloped",
            Self::OtherStatus(_) => "other-status",
            Self::NoSuchList => "no-such-list",
            Self::AnothersList => "anothers-list",
            Self::AnotherSchemasList => "another-schemas-list",
            Self::NotAllocated => "not-allocated",
            Self::StatusList(_) => "status-list-invalid",
            Self::Stale => "stale",
            Self::RevokedCredential => "revoked",
            Self::SuspendedCredential => "suspended",
            Self::HeldCredential => "held",
            Self::NoSuchBatch => "no-such-batch",
            Self::AnotherBatch => "another-batch",
            Self::NotAnchored => "not-anchored",
            Self::NotPresentation(_) => "not-a-presentation",
            Self::NoCredential => "no-credential",
            Self::WrongHolder => "wrong-holder",
            Self::WrongDomain => "wrong-domain",
            Self::WrongChallenge => "wrong-challenge",
            Self::NothingPresented => "nothing-presented",
            Self::NotSubject => "not-subject",
        }
    }
}
