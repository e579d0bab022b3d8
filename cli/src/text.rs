//! Text in files that people write; see [`aura_client::text`].

pub use aura_client::text::*;

use crate::{plain_file, Error, Result};
use std::path::Path;

/// As [`read`], of the file at `path`, or of the standard input for `-`.
///
/// # Errors
/// As there, and as of [`plain_file::read`].
pub fn read_file(path: &Path, limit: u64) -> Result<String> {
    let bytes = plain_file::read(path, limit)?;
    Ok(read(&bytes).map_err(in_file(path))?.to_owned())
}

/// As [`document`], of the file at `path`, or of the standard input for `-`.
///
/// # Errors
/// As there, and as of [`plain_file::read`].
pub fn read_document(path: &Path, limit: u64) -> Result<String> {
    let bytes = plain_file::read(path, limit)?;
    Ok(document(&bytes).map_err(in_file(path))?.to_owned())
}

/// The error of a file.
pub fn in_file(path: &Path) -> impl Fn(Fault) -> Error + '_ {
    |fault| Error::Text {
        path: path.into(),
        fault,
    }
}
