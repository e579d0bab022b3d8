//! What can be wrong with credentials, and with what they rest on.

use super::rows::WrongRows;
use crate::display::counted;
use aura_identity::{
    anchoring::AnchoringError, clock::ClockError, credential::CredentialError, status::StatusError,
    zkp::ZkpError, DateTime,
};
use aura_primitives::credentials::{ListId, SchemaError, SchemaId};
use std::path::PathBuf;

/// What is wrong, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// An argument that is not understood.
    #[error("{0}")]
    Argument(String),

    /// The wallet has none, or several, and none was named.
    #[error(
        "this wallet has {} of the network: name the one that is to act with --as",
        counted(*.0, "DID")
    )]
    Whose(usize),

    /// A document from which no schema can be made.
    #[error("{} gives no schema: {reason}", path.display())]
    Document {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },

    /// Claims that do not go together.
    #[error("no schema can be made of these claims: {0}")]
    Schema(#[from] SchemaError),

    /// The chain has no such schema.
    #[error("the chain has no schema {0}: see that the node is of its network")]
    NoSchema(SchemaId),

    /// The chain has no such list.
    #[error("the chain has no status list {0}: see that the node is of its network")]
    NoList(ListId),

    /// There is more than a list has room for.
    #[error(
        "there are more rows than the largest list has room for: split them over several lists"
    )]
    TooManyRows,

    /// There is nothing.
    #[error("there is no row: nothing is issued")]
    NoRows,

    /// Rows that cannot be issued.
    #[error("nothing was signed, since there are rows that cannot be issued:{0}")]
    Rows(WrongRows),

    /// A row that cannot be issued.
    #[error("the row in line {0} cannot be issued: {1}")]
    Row(u64, CredentialError),

    /// A row of which nothing could be proven.
    #[error("the row in line {0} cannot be issued for proofs: {1}")]
    Unprovable(u64, ZkpError),

    /// A row has a holder, and nothing was to be proven.
    #[error(
        "the row in line {0} has a holder, and this was begun without a key for proofs: remove the \
         journal beside the output and begin anew"
    )]
    NoProofKey(u64),

    /// There are holders, and the schema has no slots.
    #[error(
        "the schema {0} has no claim with a slot, so nothing could be proven of its credentials: leave \
         the holders out, or register a schema with --slot"
    )]
    NoSlots(SchemaId),

    /// There are holders, and the credentials never end.
    #[error(
        "credentials of which something can be proven end on a day: say it with --valid-until, or leave \
         the holders out"
    )]
    NoEnd,

    /// The end of the validity is in the past.
    #[error("{option} {end} is past: nothing was done, since it would never hold")]
    Past {
        /// The option.
        option: &'static str,
        /// The time that it names.
        end: DateTime,
    },

    /// A file has none.
    #[error("{} has no credential in it: nothing was done", .0.display())]
    NoCredential(PathBuf),

    /// A credential in a file says what it may not.
    #[error(
        "credential {number} of what was named may be a forgery, so nothing is done: {detail}. If its \
         place is known from elsewhere, name list and index"
    )]
    NotGenuine {
        /// Its place.
        number: usize,
        /// What is wrong.
        detail: String,
    },

    /// This machine's clock and the chain differ.
    #[error("{0}{option}", option = allowed(.0))]
    Clock(#[from] ClockError),

    /// What is wrong with a document.
    #[error("{0}")]
    Credential(#[from] CredentialError),

    /// The rows are others than before.
    #[error(
        "{} has changed since it was checked. Put it back and use --resume, or remove the journal \
         beside the output and begin anew",
        .0.display()
    )]
    Changed(PathBuf),

    /// There are more or fewer rows than before.
    #[error(
        "of {} some are missing: use --resume to make them anew",
        counted(*.0, "credential")
    )]
    OtherCount(u32),

    /// The same credentials come out otherwise.
    #[error(
        "the credentials come out otherwise than when they were first signed, and the chain may have \
         them so: put the rows back as they were, and use --resume"
    )]
    OtherRoot,

    /// An issue was begun.
    #[error(
        "issuing to {} was begun and not ended: go on with `aura credential issue --resume --out {}`",
        .0.display(), .0.display()
    )]
    Begun(PathBuf),

    /// Nothing was begun.
    #[error("there is nothing to resume: there is no {}", .0.display())]
    NoJournal(PathBuf),

    /// A file of ours that is damaged.
    #[error("{} is damaged", .0.display())]
    Journal(PathBuf),

    /// The list has not enough room.
    #[error(
        "the list has no room for {}, but for {room}: create another",
        counted(*count, "credential")
    )]
    ListFull {
        /// How many there are.
        count: u32,
        /// How many fit.
        room: u32,
    },

    /// The list is of somebody else.
    #[error(
        "the status list {list} is {owner}'s, not the issuer's: create one with `aura list create`"
    )]
    OthersList {
        /// The list.
        list: ListId,
        /// Whose it is.
        owner: String,
    },

    /// The issuer may not issue.
    #[error("the issuer may not issue by the schema: {0}")]
    Standing(String),

    /// It was not anchored.
    #[error("the credentials were not anchored, and none was given out: go on with --resume")]
    NotAnchored,

    /// Nobody knows yet.
    #[error(
        "a block that decides whether the credentials are anchored does not become final: see that \
         the chain finalises, and go on with --resume"
    )]
    NotFinal,

    /// More changes than go into one file.
    #[error(
        "a file holds the changes of {0} credentials of one list at most: name fewer for --out"
    )]
    ManyChanges(u32),
}

/// The option for a difference that a halt of the chain may cause.
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
