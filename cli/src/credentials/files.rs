//! Files with credentials and presentations.

use super::{input_documents::credentials_in, Targets};
use crate::{
    limits::{MAX_CREDENTIALS_FILE_BYTES, MAX_INDICES_FILE_BYTES},
    text,
    wallet::StoredCredential,
    Result,
};
use aura_primitives::credentials::ListId;
use std::path::Path;

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

/// Adds the content of a file to the targets of a change: a credential or lines of them, or lines
/// of indices.
///
/// # Errors
/// If the file has anything else, or nothing.
pub fn add_targets(targets: &mut Targets, list: Option<ListId>, path: &Path) -> Result<()> {
    let text = text::read_document(path, MAX_INDICES_FILE_BYTES)?;
    if Targets::has_credentials(&text) {
        return Ok(targets.add_credentials(list, &text, path)?);
    }
    let text = text::read(text.as_bytes()).map_err(text::in_file(path))?;
    Ok(targets.add_lines(list, text, path)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_primitives::{credentials::Index, did::Did};
    use serde_json::json;

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

    fn all(targets: &Targets) -> Vec<(ListId, Vec<Index>)> {
        let each = targets.iter();
        each.map(|(list, indices)| (list, indices.iter().copied().collect()))
            .collect()
    }

    #[test]
    fn credentials_say_where_they_stand() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let entry = |list: u32, index: u32| {
            let url = format!("{}/status/{list}/revocation", Did::from([1; 32]));
            json!({"credential": {"credentialStatus": {
                "id": format!("{url}#{index}"), "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation", "statusListIndex": index.to_string(),
                "statusListCredential": url,
            }}})
        };
        std::fs::write(&path, format!("{}\n{}\n", entry(7, 5), entry(8, 6))).unwrap();
        let add = add_targets;
        let mut targets = Targets::default();
        add(&mut targets, None, &path).unwrap();
        assert_eq!(all(&targets), [(7, vec![5]), (8, vec![6])]);
        assert!(add(&mut targets, Some(7), &path).is_err());
        std::fs::write(&path, "3\n4-5\n").unwrap();
        add(&mut targets, Some(9), &path).unwrap();
        assert_eq!(all(&targets)[2], (9, vec![3, 4, 5]));
        std::fs::write(&path, "\u{feff}6\r7\r\n\r\n8-9").unwrap();
        add(&mut targets, Some(10), &path).unwrap();
        assert_eq!(all(&targets)[3], (10, vec![6, 7, 8, 9]));
        std::fs::write(&path, "6\n7,8\n").unwrap();
        let refused = add(&mut targets, Some(9), &path).unwrap_err().to_string();
        assert!(
            refused.contains("line 2: '7,8' is not an index"),
            "{refused}"
        );
        std::fs::write(&path, "6\n\u{200b}7\n").unwrap();
        let refused = add(&mut targets, Some(9), &path).unwrap_err().to_string();
        assert!(
            refused.contains("line 2 has an invisible character"),
            "{refused}"
        );
        for bad in ["", "{}", "x", "{\"credentialStatus\":[]}"] {
            std::fs::write(&path, bad).unwrap();
            assert!(add(&mut targets, Some(9), &path).is_err(), "{bad}");
        }
    }
}
