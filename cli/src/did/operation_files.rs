//! Operations of DIDs in files.

use super::file::OperationFile;
use crate::{private_file, text, Result};
use aura_client::limits::MAX_OPERATION_FILE_BYTES;
use std::path::Path;

/// Reads a file with an operation or creation.
///
/// # Errors
/// If the file is too long, of a newer version, or cannot be decoded to its last byte.
pub fn read(path: &Path) -> Result<OperationFile> {
    Ok(OperationFile::parse(
        text::read_document(path, MAX_OPERATION_FILE_BYTES)?.as_bytes(),
        path,
    )?)
}

/// Writes a new file.
///
/// # Errors
/// If the file exists, or it cannot be written.
pub fn create(path: &Path, carried: &OperationFile, summary: Vec<String>) -> Result<()> {
    private_file::create(path, &carried.to_json(summary))
}

/// Writes a file in place of the one that is there.
///
/// # Errors
/// If the file cannot be written.
pub fn replace(path: &Path, carried: &OperationFile, summary: Vec<String>) -> Result<()> {
    private_file::replace(path, &carried.to_json(summary))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        did::file::{Content, Creation},
        Error,
    };
    use aura_primitives::did::{Document, Signature};

    #[test]
    fn what_was_written_is_read_and_nothing_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let carried = OperationFile {
            genesis: [1; 32],
            content: Content::Creation(Creation {
                document: Document::default(),
                salt: [7; 32],
                signature: Signature::Ed25519([5; 64]),
            }),
        };
        let path = folder.path().join("creation");
        create(&path, &carried, vec![]).unwrap();
        assert_eq!(read(&path).unwrap(), carried);
        let again = create(&path, &carried, vec![]);
        assert!(matches!(again, Err(Error::Exists { .. })));
        replace(&path, &carried, vec![]).unwrap();
        assert_eq!(read(&path).unwrap(), carried);
    }

    #[test]
    fn a_file_that_is_too_long_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let longer = vec![b' '; usize::try_from(MAX_OPERATION_FILE_BYTES).unwrap() + 1];
        std::fs::write(&path, longer).unwrap();
        assert!(matches!(read(&path), Err(Error::TooLong { .. })));
    }
}
