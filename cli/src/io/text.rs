//! Text in files that users write; see [`aura_client::text`].

pub use aura_client::text::*;

use crate::{plain_file, Error, Result};
use std::path::Path;

/// Reads text as [`read`] does, from the file at `path`, or from the standard input for `-`.
///
/// # Errors
/// Those of [`read`] and [`plain_file::read`].
pub fn read_file(path: &Path, limit: u64) -> Result<String> {
    let bytes = plain_file::read(path, limit)?;
    Ok(read(&bytes).map_err(in_file(path))?.to_owned())
}

/// Reads a document as [`document`] does, from the file at `path`, or from the standard input for
/// `-`.
///
/// # Errors
/// Those of [`document`] and [`plain_file::read`].
pub fn read_document(path: &Path, limit: u64) -> Result<String> {
    let bytes = plain_file::read(path, limit)?;
    Ok(document(&bytes).map_err(in_file(path))?.to_owned())
}

/// Makes errors about the text of the file at `path`.
pub fn in_file(path: &Path) -> impl Fn(Fault) -> Error + '_ {
    |fault| Error::Text {
        path: path.into(),
        fault,
    }
}
