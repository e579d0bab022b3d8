//! Files that hold no secret, read with a bound. `-` is the standard input.

use crate::{Error, Result};
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// Reads a file of `limit` bytes at most.
///
/// # Errors
/// If it cannot be read, or is longer.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = vec![];
    open(path)
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

/// Says if a path is the standard input's.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    if is_standard_input(path) {
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(path)?))
}
