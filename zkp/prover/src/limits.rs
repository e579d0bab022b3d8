//! Every limit of this crate.

/// Bytes of the file of a proving key. Keys have about 3.5 million.
pub const MAX_KEY_FILE_BYTES: u64 = 1 << 24;
/// Scalars of the longest sum of any circuit. Room for all of them is taken at once: a list of
/// secrets that grew would leave a copy behind.
pub const MAX_SUM_TERMS: usize = 1 << 15;
