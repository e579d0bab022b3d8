//! What verification found, check by check.

use super::CredentialError;
use serde::{Deserialize, Serialize};

/// A rule that is checked. The names never change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// It is JSON that means one thing.
    Json,
    /// It has the form of a credential or presentation of the VC Data Model 2.0.
    DataModel,
    /// All contexts are known; a credential by a schema has that schema's.
    Contexts,
    /// Every term is defined.
    Terms,
    /// The issuer, or the holder who presents, is a DID in use.
    Issuer,
    /// The signature fits.
    Proof,
    /// The key is the issuer's or holder's, stands under the relationship, and was good then.
    VerificationMethod,
    /// The proof is for what it is used for.
    ProofPurpose,
    /// `created` and `expires` of the proof.
    ProofDates,
    /// `validFrom` and `validUntil`.
    Validity,
    /// There is such a schema, and the claims are as it says.
    Schema,
    /// The issuer may issue by the schema.
    Accreditation,
    /// The status list is the issuer's, of that schema, and speaks for this credential.
    StatusList,
    /// It was not revoked.
    Revocation,
    /// It is neither suspended by the issuer nor held by those above it.
    Suspension,
    /// It was anchored, in a batch of the issuer's.
    Anchor,
    /// The presentation is for this verifier.
    Domain,
    /// The presentation was made for this request.
    Challenge,
    /// Whoever presents is the subject.
    Holder,
    /// What the issuer signed for proofs is what the credential says.
    AuraGroth16,
    /// Of a proof: the request is the verifier's, for this chain, and can still be answered.
    Request,
    /// Of a proof: it is about the policy of the request, and shows just that.
    Policy,
    /// Of a proof: whoever the request names has the use of it.
    Beneficiary,
    /// Of a proof: the issuer is one that the request takes.
    AcceptedIssuer,
    /// Of a proof: its status root is good now.
    StatusRoot,
    /// Of a proof: it is about the right day.
    Date,
    /// Of a proof: the chain takes proofs by its key.
    VerifyingKey,
    /// Of a proof: the person's number has its one encoding.
    Nullifier,
}

/// How a check went.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// As it must be.
    Passed,
    /// Not so.
    Failed {
        /// A word for programs, which never changes: [`Failure::reason`] or
        /// [`CredentialError::reason`].
        reason: String,
        /// What went wrong, for people.
        detail: String,
    },
    /// There was nothing to check.
    Skipped {
        /// Why.
        why: String,
    },
}

/// A check, and how it went.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Check {
    /// Which.
    pub name: CheckName,
    /// How it went.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// A doubt that changes no verdict.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Warning {
    /// The check that would have removed it.
    pub check: CheckName,
    /// A word for programs, which never changes: `no-challenge` or `no-domain`.
    pub reason: String,
    /// The consequence, for people.
    pub detail: String,
}

/// All that was checked of a document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Whether no check failed, here and in all credentials.
    pub verified: bool,
    /// The checks, each once.
    pub checks: Vec<Check>,
    /// Expectations that the verifier of a presentation did not state and should have. They change
    /// no verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// Of a presentation: the reports of its credentials, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<Report>,
}

impl Report {
    /// Of a document that could not be read at all.
    pub fn unreadable(error: &CredentialError) -> Self {
        let mut checks = Checks::default();
        checks.add(CheckName::Json, Err(error.clone().into()));
        checks.report(Vec::new())
    }

    /// How a check went, if it was reached.
    pub fn outcome(&self, name: CheckName) -> Option<&Outcome> {
        let check = self.checks.iter().find(|check| check.name == name);
        check.map(|check| &check.outcome)
    }

    /// The names and reasons of what failed, without the credentials of a presentation.
    pub fn failures(&self) -> impl Iterator<Item = (CheckName, &str)> {
        self.checks.iter().filter_map(|check| match &check.outcome {
            Outcome::Failed { reason, .. } => Some((check.name, reason.as_str())),
            _ => None,
        })
    }
}

/// Collects checks.
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

/// Why a check failed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// It did not: there was nothing to check.
    #[error("{0}")]
    Nothing(&'static str),
    /// The document itself is wrong.
    #[error(transparent)]
    Document(#[from] CredentialError),
    /// What is said for proofs, or in one, is wrong.
    #[error(transparent)]
    Zkp(#[from] crate::zkp::ZkpError),
    /// Something was not looked up before.
    #[error("{0} was not looked up: ask for all that the questions name")]
    NotAsked(&'static str),
    /// A DID of a method that is not known here.
    #[error("only did:aura and did:key with Ed25519 are known here")]
    OtherMethod,
    /// There is no such DID.
    #[error("there is no such DID")]
    NoSuchDid,
    /// The DID was given up.
    #[error("the DID was deactivated")]
    Deactivated,
    /// No proof that could be checked.
    #[error("no proof by {0} with a cryptosuite that is known here")]
    NoProof(String),
    /// The key belongs to somebody else.
    #[error("the verification method is of another DID")]
    AnotherDid,
    /// The DID has no such key.
    #[error("the DID has no such verification method")]
    NoSuchMethod,
    /// The key was stolen.
    #[error("the key was revoked")]
    Revoked,
    /// The key does not stand under the relationship.
    #[error("the key does not stand under `{0}`")]
    NotRelated(&'static str),
    /// The key was retired before the proof was made.
    #[error("the key was retired before: show that the credential was anchored earlier, or another proof")]
    Retired,
    /// The key is of another kind.
    #[error("the key is none of Ed25519, which the cryptosuite needs")]
    KeyKind,
    /// The proof is for something else.
    #[error("the proof is for `{0}`")]
    Purpose(String),
    /// The proof was made in the future.
    #[error("the proof was made in the future, at {0}: check the clocks")]
    CreatedInFuture(crate::DateTime),
    /// The proof does not hold any more.
    #[error("the proof expired at {0}")]
    ProofExpired(crate::DateTime),
    /// The credential does not hold yet.
    #[error("valid only from {0}")]
    NotYetValid(crate::DateTime),
    /// The credential does not hold any more.
    #[error("valid only until {0}")]
    Expired(crate::DateTime),
    /// The credential names no schema.
    #[error(
        "a credential of a did:aura issuer follows a schema of the chain: `credentialSchema` is missing"
    )]
    NoSchema,
    /// No such schema.
    #[error("there is no such schema")]
    NoSuchSchema,
    /// It is not a schema that was asked for.
    #[error("the credential is not by a schema that was asked for")]
    WrongSchema,
    /// The schema is not as the credential says.
    #[error("owner or digest of the schema are not as the credential says")]
    SchemaDiffers,
    /// The second context is not that of the schema.
    #[error("the inline context is not that of the schema")]
    SchemaContext,
    /// The issuer may not issue.
    #[error("the issuer may not issue by this schema: {0}")]
    Unaccredited(String),
    /// The accreditation lapsed, and nothing shows that this was later.
    #[error("the accreditation has lapsed: show that the credential was anchored before")]
    Lapsed,
    /// The credential stands in no list.
    #[error("a credential by a schema has one entry each for revocation and suspension, in one list and at one index")]
    StatusEntries,
    /// The credential is in an envelope, of JOSE or COSE.
    #[error("the credential is in an envelope, which is not opened here: only Data Integrity is")]
    Enveloped,
    /// A status of a type that is not known here.
    #[error("a status of the type `{0}` cannot be read here: ask the issuer for it")]
    OtherStatus(String),
    /// No such list.
    #[error("there is no such status list")]
    NoSuchList,
    /// The list is somebody else's.
    #[error("the status list is of another issuer")]
    AnothersList,
    /// The list is of another schema.
    #[error("the status list is of another schema")]
    AnotherSchemasList,
    /// Nothing is anchored at the index.
    #[error("nothing is anchored at this index, so nothing could be revoked there")]
    NotAllocated,
    /// A list that is a credential is not good.
    #[error("the status list is not valid: {0}")]
    StatusList(String),
    /// The list is not new enough.
    #[error("the status list is stale: fetch it again")]
    Stale,
    /// Revoked.
    #[error("the credential was revoked")]
    RevokedCredential,
    /// Suspended.
    #[error("the credential is suspended")]
    SuspendedCredential,
    /// Held.
    #[error("the credential is held back by those above its issuer")]
    HeldCredential,
    /// No such batch.
    #[error("no such batch is anchored")]
    NoSuchBatch,
    /// The chain has another count, or the batch does not have the index.
    #[error(
        "the batch that is anchored does not have this credential's index, or is of another size"
    )]
    AnotherBatch,
    /// The verifier wants proof of anchoring.
    #[error("that it was anchored was not shown: present the inclusion with it")]
    NotAnchored,
    /// A presentation was expected.
    #[error("this is {0}, not a presentation")]
    NotPresentation(&'static str),
    /// Something of a credential was expected.
    #[error("the presentation has no credential")]
    NoCredential,
    /// Another DID presents.
    #[error("the presentation is not by the holder that was expected")]
    WrongHolder,
    /// For another verifier.
    #[error("the presentation is not for this verifier")]
    WrongDomain,
    /// For another request.
    #[error("the presentation was not made for this request")]
    WrongChallenge,
    /// There is no credential, so no subject.
    #[error("no credential is presented, so nobody is shown to be a subject")]
    NothingPresented,
    /// Somebody else presents.
    #[error("whoever presents is not the subject")]
    NotSubject,
}

impl Failure {
    /// Which it is: a word for programs, which never changes.
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
