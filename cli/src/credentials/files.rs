//! Files with credentials and presentations.

use super::input_documents::credentials_in;
use crate::{text, wallet::StoredCredential, Result};
use std::path::Path;

/// Maximum size of a file with many credentials, in bytes. It is read whole.
const MAX_CREDENTIALS_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Reads every credential of a file: one, or a line each.
///
/// # Errors
/// If a line is not a credential, with its number; or if the file has none.
pub fn credentials(path: &Path) -> Result<Vec<StoredCredential>> {
    Ok(credentials_in(
        &text::read_document(path, MAX_CREDENTIALS_FILE_BYTES)?,
        path,
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_hold_one_credential_or_a_line_each() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let count = |text: &str| {
            std::fs::write(&path, text).unwrap();
            credentials(&path).map(|all| all.len())
        };
        assert_eq!(count("{\n\"credential\": {}\n}\n").unwrap(), 1);
        assert_eq!(count("{\"credential\":{}}\n{}\n\n{}").unwrap(), 3);
        // Byte order marks and line endings of other systems.
        assert_eq!(count("\u{feff}{\"credential\":{}}\r\n{}\r\n").unwrap(), 2);
        assert_eq!(count("{}\r{}\r").unwrap(), 2);
        for empty in ["", "\n \r\n", "\u{feff}"] {
            let refused = count(empty).unwrap_err().to_string();
            assert!(refused.contains("has no credential"), "{refused}");
        }
        let refused = count("{}\n{\n{}").unwrap_err().to_string();
        assert!(refused.contains("line 2"), "{refused}");
    }
}
