//! Errors of credentials, and of the records on which they depend.

use super::issue::rows::WrongRows;
use crate::display::counted;
use aura_identity::{
    anchoring::AnchoringError, clock::ClockError, credential::CredentialError, status::StatusError,
    zkp::ZkpError, DateTime,
};
use aura_primitives::credentials::{ListId, SchemaError, SchemaId};
use std::path::PathBuf;

/// Error of an operation on credentials. Its text gives the reason and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// An argument is not valid.
    #[error("{0}")]
    Argument(String),

    /// The wallet has no DID, or several and the command does not name one.
    #[error(
        "this wallet has {} on the network: name the one that makes the call",
        counted(*.0, "DID")
    )]
    AmbiguousActingDid(usize),

    /// A document does not yield a schema.
    #[error("{} does not describe a schema: {reason}", path.display())]
    Document {
        /// Path of the document.
        path: PathBuf,
        /// Fault of the document.
        reason: String,
    },

    /// The claims do not form a valid schema.
    #[error("these claims are not a valid schema: {0}")]
    Schema(#[from] SchemaError),

    /// The chain has no such schema.
    #[error("the chain has no schema {0}: check that the node belongs to its network")]
    NoSchema(SchemaId),

    /// The chain has no such status list.
    #[error("the chain has no status list {0}: check that the node belongs to its network")]
    NoList(ListId),

    /// The rows exceed the capacity of the largest list.
    #[error(
        "there are more rows than the largest list has room for: split them over several lists"
    )]
    TooManyRows,

    /// The input has no rows.
    #[error("the input has no row: nothing was issued")]
    NoRows,

    /// Some rows cannot be issued.
    #[error("nothing was signed, since some rows cannot be issued:{0}")]
    Rows(WrongRows),

    /// The row in this line cannot be issued.
    #[error("the row in line {0} cannot be issued: {1}")]
    Row(u64, CredentialError),

    /// The row in this line cannot be issued for proofs.
    #[error("the row in line {0} cannot be issued for proofs: {1}")]
    Unprovable(u64, ZkpError),

    /// The row in this line has a holder, but the issue was begun without a key for proofs.
    #[error(
        "the row in line {0} has a holder, but this batch was begun without a Jubjub key: remove \
         the journal beside the output and start again"
    )]
    NoProofKey(u64),

    /// Rows have holders, but the schema has no slots.
    #[error(
        "the schema {0} has no claim with a slot, so nothing could be proven of its credentials: leave \
         the holders out, or register a schema with a slot"
    )]
    NoSlots(SchemaId),

    /// Rows have holders, but the credentials have no end of validity.
    #[error(
        "credentials for proofs need an end of their validity period: give it, or \
         leave the holders out"
    )]
    NoValidUntil,

    /// The end of the validity period is in the past.
    #[error("{option} {end} is past: nothing was done, since it would never be valid")]
    Past {
        /// Name of the time, as the caller gives it to its user.
        option: &'static str,
        /// The time.
        end: DateTime,
    },

    /// The file has no credential.
    #[error("{} has no credential: nothing was done", .0.display())]
    NoCredential(PathBuf),

    /// A credential in a file may be forged.
    #[error(
        "credential {number} of the input may be forged, so nothing was done: {detail}. If its \
         list and index are known from elsewhere, give those instead"
    )]
    NotGenuine {
        /// Position of the credential, from 1.
        number: usize,
        /// Detail of the failed check.
        detail: String,
    },

    /// This machine's clock and the chain's time differ too much.
    #[error(transparent)]
    Clock(#[from] ClockError),

    /// A credential or presentation is not valid.
    #[error("{0}")]
    Credential(#[from] CredentialError),

    /// The file of rows has changed since it was checked.
    #[error(
        "{} has changed since it was checked. Restore it and resume, or remove the journal \
         beside the output and start again",
        .0.display()
    )]
    Changed(PathBuf),

    /// Some of this number of credentials are missing.
    #[error(
        "some of {} are missing: resume to make them again",
        counted(*.0, "credential")
    )]
    OtherCount(u32),

    /// The credentials get another root than when they were first signed.
    #[error(
        "the credentials differ from those that were first signed, and the chain may have those: \
         restore the rows and resume"
    )]
    OtherRoot,

    /// An earlier issue to this file was not completed.
    #[error(
        "issuing to {} was begun and not finished: resume it",
        .0.display()
    )]
    Unfinished(PathBuf),

    /// The journal to resume from does not exist.
    #[error("there is nothing to resume: {} does not exist", .0.display())]
    NoJournal(PathBuf),

    /// A journal is damaged.
    #[error("{} is damaged", .0.display())]
    Journal(PathBuf),

    /// The status list has too little room.
    #[error(
        "the list has no room for {}, only for {room}: create another list",
        counted(*count, "credential")
    )]
    ListFull {
        /// Number of credentials to anchor.
        count: u32,
        /// Number of credentials for which the list has room.
        room: u32,
    },

    /// The status list belongs to another DID than the issuer.
    #[error("the status list {list} is {owner}'s, not the issuer's: create one")]
    OthersList {
        /// Number of the list.
        list: ListId,
        /// DID that owns the list.
        owner: String,
    },

    /// The issuer may not issue under the schema; the text says why.
    #[error("the issuer may not issue under the schema: {0}")]
    Standing(String),

    /// The credentials were not anchored.
    #[error("the credentials were not anchored, and none was written: resume")]
    NotAnchored,

    /// The block that decides if the credentials are anchored has not become final.
    #[error(
        "the block that decides whether the credentials are anchored does not become final: check \
         that the chain finalises, and resume"
    )]
    NotFinal,

    /// One file holds changes of at most this number of credentials.
    #[error("a file has changes of at most {0} credentials of one list: name fewer")]
    ManyChanges(u32),
}

impl From<StatusError> for Problem {
    fn from(error: StatusError) -> Self {
        Self::Credential(error.into())
    }
}

impl From<AnchoringError> for Problem {
    fn from(error: AnchoringError) -> Self {
        Self::Credential(error.into())
    }
}
