//! Files without secrets, read up to a limit. `-` is the standard input.

use crate::{standard_input, Error, Result};
use std::{io::Read, path::Path};

/// Reads a file of at most `limit` bytes, or the standard input for `-`.
///
/// # Errors
/// If it cannot be read, or is longer.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = vec![];
    standard_input::open(path)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|reason| Error::File {
            path: path.into(),
            reason,
        })?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
        return Err(Error::TooLong {
            path: path.into(),
            limit,
        });
    }
    Ok(bytes)
}
