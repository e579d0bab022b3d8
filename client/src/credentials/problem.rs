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
        "this wallet has {} of the network: name the one that is to act with --as",
        counted(*.0, "DID")
    )]
    Whose(usize),

    /// A document does not yield a schema.
    #[error("{} gives no schema: {reason}", path.display())]
    Document {
        /// Path of the document.
        path: PathBuf,
        /// Fault of the document.
        reason: String,
    },

    /// The claims do not form a valid schema.
    #[error("no schema can be made of these claims: {0}")]
    Schema(#[from] SchemaError),

    /// The chain has no such schema.
    #[error("the chain has no schema {0}: see that the node is of its network")]
    NoSchema(SchemaId),

    /// The chain has no such status list.
    #[error("the chain has no status list {0}: see that the node is of its network")]
    NoList(ListId),

    /// The rows exceed the capacity of the largest list.
    #[error(
        "there are more rows than the largest list has room for: split them over several lists"
    )]
    TooManyRows,

    /// The input has no rows.
    #[error("there is no row: nothing is issued")]
    NoRows,

    /// Some rows cannot be issued.
    #[error("nothing was signed, since there are rows that cannot be issued:{0}")]
    Rows(WrongRows),

    /// The row in this line cannot be issued.
    #[error("the row in line {0} cannot be issued: {1}")]
    Row(u64, CredentialError),

    /// The row in this line cannot be issued for proofs.
    #[error("the row in line {0} cannot be issued for proofs: {1}")]
    Unprovable(u64, ZkpError),

    /// The row in this line has a holder, but the issue was begun without a key for proofs.
    #[error(
        "the row in line {0} has a holder, and this was begun without a key for proofs: remove the \
         journal beside the output and begin anew"
    )]
    NoProofKey(u64),

    /// Rows have holders, but the schema has no slots.
    #[error(
        "the schema {0} has no claim with a slot, so nothing could be proven of its credentials: leave \
         the holders out, or register a schema with --slot"
    )]
    NoSlots(SchemaId),

    /// Rows have holders, but the credentials have no end of validity.
    #[error(
        "credentials of which something can be proven end on a day: say it with --valid-until, or leave \
         the holders out"
    )]
    NoEnd,

    /// The end of the validity period is in the past.
    #[error("{option} {end} is past: nothing was done, since it would never hold")]
    Past {
        /// Name of the option, such as `--valid-until`.
        option: &'static str,
        /// Time that the option names.
        end: DateTime,
    },

    /// The file has no credential.
    #[error("{} has no credential in it: nothing was done", .0.display())]
    NoCredential(PathBuf),

    /// A credential in a file may be forged.
    #[error(
        "credential {number} of what was named may be a forgery, so nothing is done: {detail}. If its \
         place is known from elsewhere, name list and index"
    )]
    NotGenuine {
        /// Position of the credential, from 1.
        number: usize,
        /// Detail of the failed check.
        detail: String,
    },

    /// This machine's clock and the chain's time differ too much.
    #[error("{0}{option}", option = allowed(.0))]
    Clock(#[from] ClockError),

    /// A credential or presentation is not valid.
    #[error("{0}")]
    Credential(#[from] CredentialError),

    /// The file of rows has changed since it was checked.
    #[error(
        "{} has changed since it was checked. Put it back and use --resume, or remove the journal \
         beside the output and begin anew",
        .0.display()
    )]
    Changed(PathBuf),

    /// Some of this number of credentials are missing.
    #[error(
        "of {} some are missing: use --resume to make them anew",
        counted(*.0, "credential")
    )]
    OtherCount(u32),

    /// The credentials get another root than when they were first signed.
    #[error(
        "the credentials come out otherwise than when they were first signed, and the chain may have \
         them so: put the rows back as they were, and use --resume"
    )]
    OtherRoot,

    /// An earlier issue to this file was not completed.
    #[error(
        "issuing to {} was begun and not ended: go on with `aura credential issue --resume --out {}`",
        .0.display(), .0.display()
    )]
    Begun(PathBuf),

    /// The journal to resume from does not exist.
    #[error("there is nothing to resume: there is no {}", .0.display())]
    NoJournal(PathBuf),

    /// A journal is damaged.
    #[error("{} is damaged", .0.display())]
    Journal(PathBuf),

    /// The status list has too little room.
    #[error(
        "the list has no room for {}, but for {room}: create another",
        counted(*count, "credential")
    )]
    ListFull {
        /// Number of credentials to anchor.
        count: u32,
        /// Number of credentials for which the list has room.
        room: u32,
    },

    /// The status list belongs to another DID than the issuer.
    #[error(
        "the status list {list} is {owner}'s, not the issuer's: create one with `aura list create`"
    )]
    OthersList {
        /// Number of the list.
        list: ListId,
        /// DID that owns the list.
        owner: String,
    },

    /// The issuer may not issue under the schema; the text says why.
    #[error("the issuer may not issue by the schema: {0}")]
    Standing(String),

    /// The credentials were not anchored.
    #[error("the credentials were not anchored, and none was given out: go on with --resume")]
    NotAnchored,

    /// The block that decides if the credentials are anchored has not become final.
    #[error(
        "a block that decides whether the credentials are anchored does not become final: see that \
         the chain finalises, and go on with --resume"
    )]
    NotFinal,

    /// One file holds changes of at most this number of credentials.
    #[error(
        "a file holds the changes of {0} credentials of one list at most: name fewer for --out"
    )]
    ManyChanges(u32),
}

/// Returns the hint at the option that permits the difference, which a stalled chain may cause.
fn allowed(error: &ClockError) -> &'static str {
    match error {
        ClockError::Behind { .. } => "",
        ClockError::Ahead { .. } => ", or say --allow-old",
    }
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
