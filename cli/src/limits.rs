//! Every limit of this crate, beside those of `aura_client` and `aura_wallet`.

use aura_identity::limits::MAX_DOCUMENT_BYTES;

/// Size of a file with a secret, in bytes; every phrase with its derivation is shorter.
pub(crate) const MAX_SECRET_BYTES: u64 = 1024;

/// Size of a file with many credentials, in bytes. It is read whole.
pub(crate) const MAX_CREDENTIALS_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Size of a file of indices of credentials, in bytes.
pub(crate) const MAX_INDICES_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Size of the rows of standard input, in bytes: 4 KiB for each credential of the largest list.
pub(crate) const MAX_ROWS_BYTES: u64 = 4 << 30;
/// Length of a line with an issued credential and its inclusion proof, in bytes.
pub(crate) const MAX_LINE_BYTES: usize = MAX_DOCUMENT_BYTES;

/// Finalised blocks to wait for the status root of a list.
pub(crate) const MAX_ROOT_WAIT_BLOCKS: u32 = 10;

/// Concurrent requests to a node.
pub(crate) const MAX_CONCURRENT_REQUESTS: usize = 16;
/// Blocks by which finality may trail the best block without a note.
pub(crate) const MAX_USUAL_LAG_BLOCKS: u64 = 10;
/// Size of a runtime, in bytes, above that of every one: the chain accepts only those that fit into
/// a block.
pub(crate) const MAX_RUNTIME_BYTES: u64 = 16 * 1024 * 1024;
