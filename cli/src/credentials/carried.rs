//! Credentials and presentations in files, with what shows that they were anchored.

use crate::{credentials::Problem, plain_file, wallet::StoredCredential, Result};
use aura_identity::credential::{json, CredentialError, Inclusion, PRESENTED};
use serde_json::Value;
use std::path::Path;

/// A document, and what came beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// The credential or presentation.
    pub document: Value,
    /// What shows that credentials were anchored.
    pub inclusions: Vec<Inclusion>,
}

/// Bytes of a file with one document, at most.
pub const LONGEST: u64 = json::LONGEST as u64;

/// Reads JSON: a credential or presentation itself; `{credential, inclusion}`, as issuers write it; or
/// `{presentation, inclusions}`, as holders do.
///
/// # Errors
/// If it is none.
pub fn parse(bytes: &[u8]) -> std::result::Result<Carried, CredentialError> {
    let mut value = json::parse(bytes)?;
    let mut take = |name: &str| match value.as_object_mut() {
        Some(members) if !members.contains_key("@context") => members.remove(name),
        _ => None,
    };
    let (credential, presentation) = (take("credential"), take("presentation"));
    let inclusions: Vec<Value> = match (take("inclusion"), take("inclusions")) {
        (Some(one), None) if !one.is_null() => vec![one],
        (None, Some(Value::Array(all))) if all.len() <= PRESENTED => all,
        (None | Some(Value::Null), None) => vec![],
        _ => return Err(CredentialError::Inclusion("inclusions")),
    };
    let inclusions = inclusions.iter().map(Inclusion::read);
    Ok(Carried {
        inclusions: inclusions.collect::<std::result::Result<_, _>>()?,
        document: match (credential, presentation) {
            (Some(document), None) | (None, Some(document)) => document,
            _ => value,
        },
    })
}

/// Every credential of a file: one, or a line each.
///
/// # Errors
/// If one is none; its line is named.
pub fn credentials(path: &Path) -> Result<Vec<StoredCredential>> {
    credentials_of(&plain_file::read(path, MANY)?)
}

/// As [`credentials`], of a file that was read.
///
/// # Errors
/// As there.
pub fn credentials_of(whole: &[u8]) -> Result<Vec<StoredCredential>> {
    if let Ok(one) = parse(whole) {
        return Ok(vec![stored(one)]);
    }
    let lines = whole.split(|byte| *byte == b'\n').zip(1..);
    let lines = lines.filter(|(line, _)| !line.trim_ascii().is_empty());
    let read = lines.map(|(line, number)| {
        let carried = parse(line.trim_ascii());
        Ok(stored(
            carried.map_err(|error| Problem::Row(number, error))?,
        ))
    });
    read.collect()
}

/// Bytes of a file with many credentials that is read whole, at most.
const MANY: u64 = 64 * 1024 * 1024;

fn stored(carried: Carried) -> StoredCredential {
    StoredCredential {
        credential: carried.document,
        inclusion: carried.inclusions.into_iter().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_stands_alone_or_beside_what_shows_that_it_was_anchored() {
        let hash = "00".repeat(32);
        let inclusion =
            json!({"list": 1, "root": hash, "count": 1, "position": 0, "salt": hash, "path": []});
        let document = json!({"@context": ["a"], "type": ["b"], "credential": 1});
        for (carried, inclusions) in [
            (document.clone(), 0),
            (json!({"credential": document}), 0),
            (json!({"credential": document, "inclusion": null}), 0),
            (json!({"credential": document, "inclusion": inclusion}), 1),
            (
                json!({"presentation": document, "inclusions": [inclusion, inclusion]}),
                2,
            ),
        ] {
            let carried = parse(carried.to_string().as_bytes()).unwrap();
            assert_eq!(carried.document, document);
            assert_eq!(carried.inclusions.len(), inclusions);
        }
        for bad in [
            json!({"credential": document, "inclusion": 1}),
            json!({"presentation": document, "inclusions": [1]}),
            json!({"presentation": document, "inclusions": vec![inclusion; 17]}),
        ] {
            assert!(parse(bad.to_string().as_bytes()).is_err(), "{bad}");
        }
    }

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
        let refused = count("{}\n{\n{}").unwrap_err().to_string();
        assert!(refused.contains("line 2"), "{refused}");
    }
}
