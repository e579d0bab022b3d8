//! Every limit of this crate, beside those of the chain in `aura_primitives::limits`.

use aura_identity::limits::MAX_DOCUMENT_BYTES;

/// Size of a file with one document, such as a credential or a presentation, in bytes.
pub const MAX_INPUT_BYTES: u64 = MAX_DOCUMENT_BYTES as u64;
/// Size of a JSON Schema from which a schema is made, in bytes.
pub const MAX_JSON_SCHEMA_BYTES: u64 = MAX_DOCUMENT_BYTES as u64;
/// Size of a file with an operation of a DID, in bytes.
pub const MAX_OPERATION_FILE_BYTES: u64 = 64 * 1024;

/// Length of a row of credentials to issue, in bytes.
pub const MAX_ROW_BYTES: usize = 64 * 1024;
/// Wrong rows that are shown with their reasons.
pub(crate) const MAX_SHOWN_ROWS: usize = 20;
/// Size of a journal of an issuing run, in bytes. It may hold the row of one credential.
pub const MAX_JOURNAL_BYTES: u64 = 256 * 1024;
/// Attempts to anchor a batch, if others anchor in the list first. After that the user should look
/// why.
pub const MAX_ANCHORING_ATTEMPTS: usize = 5;
/// Checks that the block of an anchored batch has become final, two seconds apart: ten minutes.
pub(crate) const MAX_POLLS: u32 = 300;
/// Queries of one kind for the facts of credentials that are sent before the first is answered.
/// There are six kinds.
pub(crate) const MAX_AT_ONCE: usize = 8;

/// Blocks between a request and its answer, at least: half a minute to receive it, to prove and to
/// submit.
pub(crate) const MIN_ANSWER_BLOCKS: u32 = 5;
/// Credentials in a list below which a holder is easily guessed.
pub(crate) const MIN_CROWD_CREDENTIALS: u32 = 1000;
/// Size of the file of a holder's earlier answers, in bytes.
pub const MAX_HISTORY_BYTES: u64 = 4 * 1024 * 1024;
/// Answers about one claim that are stored; older ones are removed.
pub(crate) const MAX_STORED_ANSWERS: usize = 100;
/// Answers about a range or a set, for one verifier and claim in 30 days.
pub(crate) const MAX_ANSWERS: usize = 5;
/// Size of a file of nullifiers, in bytes.
pub const MAX_NULLIFIERS_FILE_BYTES: u64 = 256 * 1024 * 1024;
/// Size of a file with the members of a set, in bytes.
pub const MAX_MEMBERS_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// Faults of such a file that are reported.
pub(crate) const MAX_FAULTS: usize = 20;
/// Verifying keys that are listed. Governance keeps them few.
pub(crate) const MAX_KEYS: u32 = 1000;

/// Accounts of a wallet that are searched for a signer.
pub(crate) const MAX_SEARCHED_ACCOUNTS: u32 = 8;
/// Times that a transaction is signed, if others use its nonce.
pub(crate) const MAX_SIGNING_ATTEMPTS: u32 = 8;

/// Characters of a node's text that are shown.
pub(crate) const MAX_SHOWN_CHARS: usize = 200;
/// Indices of credentials that a text lists; a longer list is summarised.
pub(crate) const MAX_LISTED_INDICES: usize = 12;
/// Members of a set that a text lists.
pub(crate) const MAX_LISTED_MEMBERS: usize = 12;
