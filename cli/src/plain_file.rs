//! Files that hold no secret, read with a bound.

use crate::{Error, Result};
use std::{fs::File, io::Read, path::Path};

/// Reads a file of `limit` bytes at most.
///
/// # Errors
/// If it cannot be read, or is longer.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = vec![];
    File::open(path)
        .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
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
