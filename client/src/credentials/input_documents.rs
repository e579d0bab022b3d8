//! Credentials and presentations in files, with their inclusion proofs.

use crate::{credentials::Problem, text};
use aura_identity::{
    anchoring::{AnchoringError, Inclusion},
    credential::CredentialError,
    data_integrity::jcs,
    limits::MAX_CREDENTIALS,
};
use aura_wallet::StoredCredential;
use serde_json::Value;
use std::path::Path;

/// A document with its inclusion proofs.
#[derive(Debug, Clone, PartialEq)]
pub struct InputDocument {
    /// Credential or presentation, as JSON.
    pub document: Value,
    /// Inclusion proofs of the credentials in the document.
    pub inclusions: Vec<Inclusion>,
}

/// Parses JSON in one of three forms: a credential or presentation itself; `{credential,
/// inclusion}`, as issuers write it; or `{presentation, inclusions}`, as holders write it.
///
/// # Errors
/// If the bytes are not strict JSON, or the inclusion proofs are malformed or too many.
pub fn parse(bytes: &[u8]) -> std::result::Result<InputDocument, CredentialError> {
    let mut value = jcs::parse(bytes)?;
    let mut take = |name: &str| match value.as_object_mut() {
        Some(members) if !members.contains_key("@context") => members.remove(name),
        _ => None,
    };
    let (credential, presentation) = (take("credential"), take("presentation"));
    let inclusions: Vec<Value> = match (take("inclusion"), take("inclusions")) {
        (Some(one), None) if !one.is_null() => vec![one],
        (None, Some(Value::Array(all))) if all.len() <= MAX_CREDENTIALS => all,
        (None | Some(Value::Null), None) => vec![],
        _ => return Err(AnchoringError::Inclusion("inclusions").into()),
    };
    let inclusions = inclusions.iter().map(Inclusion::read);
    Ok(InputDocument {
        inclusions: inclusions.collect::<std::result::Result<_, _>>()?,
        document: match (credential, presentation) {
            (Some(document), None) | (None, Some(document)) => document,
            _ => value,
        },
    })
}

/// Parses the credentials in a file: one document, or one document per line. `path` names the file
/// in errors.
///
/// # Errors
/// If a line is not a credential with its inclusion proof, or the file has no credential.
pub fn credentials_in(
    whole: &str,
    path: &Path,
) -> std::result::Result<Vec<StoredCredential>, Problem> {
    if let Ok(one) = parse(whole.as_bytes()) {
        return Ok(vec![stored(one)]);
    }
    let lines = text::lines(whole).zip(1..);
    let lines = lines.filter(|(line, _)| !line.trim().is_empty());
    let read = lines.map(|(line, number)| {
        let carried = parse(line.trim_ascii().as_bytes());
        carried
            .map(stored)
            .map_err(|error| Problem::Row(number, error))
    });
    let all: Vec<_> = read.collect::<std::result::Result<_, _>>()?;
    if all.is_empty() {
        return Err(Problem::NoCredential(path.into()));
    }
    Ok(all)
}

fn stored(carried: InputDocument) -> StoredCredential {
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
}
