//! Every limit of this crate.

/// Bytes of a JSON document. A status list of 2^20 random bits has 175,000.
pub const MAX_DOCUMENT_BYTES: usize = 1024 * 1024;
/// Objects and arrays of a JSON document inside one another.
pub const MAX_DEPTH: usize = 32;
/// Values of a JSON document.
pub const MAX_VALUES: usize = 65_536;
/// Greatest integer `n` for which a double tells `n` and `n + 1` apart. The least is its negative.
pub const MAX_SAFE_INTEGER: i64 = (1 << 53) - 1;
/// Characters of a text that an error quotes.
pub const MAX_QUOTED_CHARS: usize = 80;
/// Characters of an option or a fragment that an error of resolution quotes.
pub const MAX_QUOTED_OPTION_CHARS: usize = 32;

/// Proofs of a document.
pub const MAX_PROOFS: usize = 8;
/// Contexts of a document: each costs time.
pub const MAX_CONTEXTS: usize = 8;
/// Quads of a document.
pub const MAX_QUADS: usize = 4096;
/// Steps of the canonicalization of one document: about those of six blank nodes that all link to
/// one another. See [`rdfc::canonical`](crate::data_integrity::rdfc::canonical).
pub const MAX_STEPS: usize = 600_000;
/// Steps of all canonicalizations of one verification: a presentation is canonicalized as a whole,
/// and each of its credentials once more.
pub const MAX_VERIFICATION_STEPS: usize = 2 * MAX_STEPS;
/// Bytes of JSON-LD, contexts and quads in one verification. A presentation of
/// [`MAX_DOCUMENT_BYTES`] with [`MAX_CREDENTIALS`] of [`MAX_PROOFS`] each stays below.
pub const MAX_VERIFICATION_BYTES: usize = 32 * 1024 * 1024;
/// Characters of base58: its time grows with the square of the length.
pub const MAX_BASE58_CHARS: usize = 256;

/// Credentials of a presentation.
pub const MAX_CREDENTIALS: usize = 16;
/// Entries of status of a credential.
pub const MAX_STATUS_ENTRIES: usize = 8;
/// Bytes of a text, or of bytes as text, in a claim.
pub const MAX_CLAIM_BYTES: usize = 4096;

/// Entries of a status list, at least, so that a credential hides among many.
pub const MIN_LIST_ENTRIES: u32 = 131_072;
/// Entries of a status list: the largest capacity of a list on the chain.
pub const MAX_LIST_ENTRIES: u32 = 1 << 20;
/// Characters of an encoded status list. Incompressible bits grow by less than 1 %, and base64
/// makes four characters of three bytes.
pub const MAX_ENCODED_LIST_CHARS: usize = 180_000;

/// Credentials of a batch: the indices of the largest list.
pub const MAX_BATCH_CREDENTIALS: u32 = 1 << 20;
/// Nodes of a path in a batch: the levels of the largest one.
pub const MAX_PATH_NODES: usize = 20;

/// Bytes of a DID URL.
pub const MAX_DID_URL_BYTES: usize = 2048;
/// Characters of a Multikey: the longest is that of the 37 bytes of Jubjub.
pub const MAX_MULTIKEY_CHARS: usize = 52;
/// Bytes of an `Accept` header.
pub const MAX_ACCEPT_BYTES: usize = 1024;
/// Options of a resolution.
pub const MAX_OPTIONS: usize = 16;
/// Entries of a list in a DID document that is read. Documents of the chain have far fewer.
pub const MAX_LIST_LENGTH: usize = 256;
