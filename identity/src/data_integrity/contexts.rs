//! Known JSON-LD contexts, each with the digest in its standard. None is ever loaded from a
//! network: a changed context would change the meaning of credentials.

use super::{shown, DataIntegrityError};
use crate::limits::MAX_CONTEXTS;
use serde_json::{Map, Value};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

/// Base context of the [VC Data Model 2.0](https://www.w3.org/TR/vc-data-model-2.0/#base-context),
/// the first one of every credential.
pub const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";
/// Context of [Data Integrity](https://www.w3.org/TR/vc-data-integrity/#contexts-and-vocabularies),
/// for documents other than credentials.
pub const DATA_INTEGRITY_V2: &str = "https://w3id.org/security/data-integrity/v2";
/// Context of Multikey.
pub const MULTIKEY_V1: &str = "https://w3id.org/security/multikey/v1";
/// Context of the standards' examples, which defines every term. It is known in tests, and after
/// [`know_examples`].
pub const EXAMPLES_V2: &str = "https://www.w3.org/ns/credentials/examples/v2";

/// A known context.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// URL of the context.
    pub url: &'static str,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: &'static str,
    /// JSON of the context.
    pub bytes: &'static [u8],
}

/// Known contexts, without [`EXAMPLES_V2`].
pub const KNOWN: &[Known] = &[
    Known {
        url: CREDENTIALS_V2,
        sha256: "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
        bytes: include_bytes!("contexts/credentials-v2.jsonld"),
    },
    Known {
        url: DATA_INTEGRITY_V2,
        sha256: "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
        bytes: include_bytes!("contexts/data-integrity-v2.jsonld"),
    },
    Known {
        url: MULTIKEY_V1,
        sha256: "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
        bytes: include_bytes!("contexts/multikey-v1.jsonld"),
    },
];

/// The context of the standards' examples.
const EXAMPLES: Known = Known {
    url: EXAMPLES_V2,
    sha256: "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c",
    bytes: include_bytes!("contexts/examples-v2.jsonld"),
};

static EXAMPLES_ARE_KNOWN: AtomicBool = AtomicBool::new(cfg!(test));

/// Makes [`EXAMPLES_V2`] known for the lifetime of the process, for servers under test by
/// conformance suites. It defines every word, so a misspelt claim is signed like any other; the
/// standard forbids it for anything but examples.
pub fn know_examples() {
    EXAMPLES_ARE_KNOWN.store(true, Relaxed);
}

/// Finds the JSON of a known context.
pub(crate) fn known(url: &str) -> Option<&'static [u8]> {
    let examples = EXAMPLES_ARE_KNOWN.load(Relaxed).then_some(&EXAMPLES);
    KNOWN
        .iter()
        .chain(examples)
        .find(|known| known.url == url)
        .map(|known| known.bytes)
}

/// Total bytes of the known contexts that a document and its parts name. A context counts as often
/// as it is named.
pub(super) fn known_bytes(value: &Value) -> usize {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| match name.as_str() {
                "@context" => entries_of(value)
                    .iter()
                    .filter_map(|entry| known(entry.as_str()?))
                    .map(<[u8]>::len)
                    .sum(),
                _ => known_bytes(value),
            })
            .sum(),
        Value::Array(items) => items.iter().map(known_bytes).sum(),
        _ => 0,
    }
}

/// Entries of the `@context` of a document.
pub(super) fn entries(document: &Value) -> &[Value] {
    document.get("@context").map_or(&[], entries_of)
}

/// Entries of a `@context`.
pub(crate) fn entries_of(context: &Value) -> &[Value] {
    match context {
        Value::Array(entries) => entries,
        one => std::slice::from_ref(one),
    }
}

/// Checks the `@context` of a document: known URLs, and inline contexts that only map terms to
/// IRIs. Other features of contexts let parts of a document vanish from the signed data.
pub(crate) fn check(document: &Value) -> Result<(), DataIntegrityError> {
    let entries = entries(document);
    if entries.is_empty() || entries.len() > MAX_CONTEXTS {
        return Err(DataIntegrityError::Malformed("@context"));
    }
    entries.iter().try_for_each(|entry| match entry {
        Value::String(url) if known(url).is_some() => Ok(()),
        Value::String(url) => Err(DataIntegrityError::UnknownContext(shown(url))),
        Value::Object(terms) => terms.iter().try_for_each(check_term),
        _ => Err(DataIntegrityError::Malformed("@context")),
    })
}

fn check_term((term, definition): (&String, &Value)) -> Result<(), DataIntegrityError> {
    let simple = match definition {
        Value::Bool(_) => term == "@protected",
        Value::String(iri) => !term.starts_with('@') && is_absolute(iri),
        Value::Object(parts) => !term.starts_with('@') && is_simple(parts),
        _ => false,
    };
    // A name that looks like an IRI could map to a different one.
    if simple && !term.is_empty() && !term.contains(':') {
        Ok(())
    } else {
        Err(DataIntegrityError::InlineContext(shown(term)))
    }
}

fn is_simple(parts: &Map<String, Value>) -> bool {
    parts.contains_key("@id")
        && parts
            .iter()
            .all(|(name, value)| match (name.as_str(), value) {
                ("@id", Value::String(iri)) => is_absolute(iri),
                ("@type", Value::String(iri)) => iri == "@id" || is_absolute(iri),
                ("@protected", Value::Bool(_)) => true,
                _ => false,
            })
}

/// Terms of a document's contexts whose values are IRIs, or terms that map to IRIs.
pub(super) fn iri_terms(document: &Value) -> BTreeSet<String> {
    let mut terms = BTreeSet::from(["id".into(), "type".into()]);
    for entry in entries(document) {
        let known = entry.as_str().and_then(known);
        match known.and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok()) {
            Some(context) => collect_iri_terms(&context, &mut terms),
            None => collect_iri_terms(entry, &mut terms),
        }
    }
    terms
}

fn collect_iri_terms(context: &Value, terms: &mut BTreeSet<String>) {
    for (term, definition) in context.as_object().into_iter().flatten() {
        if matches!(
            definition.get("@type").and_then(Value::as_str),
            Some("@id" | "@vocab")
        ) {
            terms.insert(term.clone());
        }
        collect_iri_terms(definition, terms);
    }
}

pub(crate) fn is_absolute(iri: &str) -> bool {
    iri_string::types::IriStr::new(iri).is_ok() && !iri.starts_with("_:")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use sha2::{Digest, Sha256};

    #[test]
    fn every_context_has_the_digest_that_its_standard_prints() {
        for known in KNOWN.iter().chain([&EXAMPLES]) {
            let digest = const_hex::encode(Sha256::digest(known.bytes));
            assert_eq!(digest, known.sha256, "{}", known.url);
        }
    }

    fn check(context: Value) -> Result<(), DataIntegrityError> {
        super::check(&json!({ "@context": context }))
    }

    #[test]
    fn unknown_contexts_are_refused_by_name() {
        for url in [
            "https://www.w3.org/2018/credentials/v1",
            "https://evil.example",
            "",
        ] {
            let refused = Err(DataIntegrityError::UnknownContext(url.into()));
            assert_eq!(check(json!([CREDENTIALS_V2, url])), refused);
            assert_eq!(check(json!(url)), refused);
        }
        for malformed in [
            json!(null),
            json!([]),
            json!([null]),
            json!([[CREDENTIALS_V2]]),
            json!(vec![CREDENTIALS_V2; MAX_CONTEXTS + 1]),
            json!(1),
        ] {
            assert_eq!(
                check(malformed),
                Err(DataIntegrityError::Malformed("@context"))
            );
        }
    }

    #[test]
    fn inline_contexts_only_give_names() {
        for good in [
            json!({"a": "https://a.example/#a"}),
            json!({"@protected": true, "a": {"@id": "did:aura:x#a", "@type": "@id"}}),
        ] {
            assert_eq!(check(good), Ok(()));
        }
        for (term, bad) in [
            ("@vocab", json!({"@vocab": "https://a.example/"})),
            ("@base", json!({"@base": "https://a.example/"})),
            ("@import", json!({"@import": CREDENTIALS_V2})),
            ("@propagate", json!({"@propagate": false})),
            ("a", json!({"a": null})),
            ("a", json!({"a": {"@id": null}})),
            ("a", json!({"a": {"@type": "@id"}})),
            ("a", json!({"a": "@id"})),
            ("a", json!({"a": "b"})),
            ("a", json!({"a": "_:b"})),
            (
                "a",
                json!({"a": {"@id": "https://a.example", "@container": "@index"}}),
            ),
            (
                "a",
                json!({"a": {"@id": "https://a.example", "@context": null}}),
            ),
            (
                "a",
                json!({"a": {"@id": "https://a.example", "@type": "@json"}}),
            ),
            ("a", json!({"a": {"@reverse": "https://a.example"}})),
            ("a:b", json!({"a:b": "https://a.example"})),
            ("", json!({"": "https://a.example"})),
        ] {
            let refused = Err(DataIntegrityError::InlineContext(term.into()));
            assert_eq!(check(bad.clone()), refused, "{bad}");
        }
    }
}
