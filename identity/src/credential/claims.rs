//! Claims of a schema, and their terms in a credential.

use super::CredentialError;
use crate::{
    data_integrity::{contexts::CREDENTIALS_V2, multibase, shown},
    limits::{MAX_CLAIM_BYTES, MAX_SAFE_INTEGER},
    zkp::{Binding, BINDING},
    DateTime,
};
use aura_primitives::credentials::{
    view::{ClaimView, SchemaView},
    ClaimKind, SchemaId,
};
use aura_primitives::did::Did;
use serde_json::{json, Map, Value};

/// DID URL of a schema: `did:aura:<owner>/schemas/<id>`.
pub fn schema_url(owner: &Did, schema: &SchemaId) -> String {
    format!("{owner}/schemas/{schema}")
}

/// Reads the DID URL of a schema.
pub(crate) fn read_schema_url(url: &str) -> Option<(Did, SchemaId)> {
    let (owner, id) = url.split_once("/schemas/")?;
    Some((owner.parse().ok()?, id.parse().ok()?))
}

/// Second context of a credential: it maps each claim of the schema to the IRI
/// `did:aura:<owner>/schemas/<id>#<name>` and its type, and does nothing else. Verifiers make it
/// again from the schema on the chain.
pub fn inline_context(schema: &SchemaView) -> Value {
    let url = schema_url(&schema.owner, &schema.id);
    let mut terms = Map::from_iter([("@protected".into(), true.into())]);
    terms.extend(schema.claims.iter().map(|claim| {
        let iri = format!("{url}#{}", claim.name);
        let definition = match datatype(claim.kind) {
            Some(datatype) => json!({ "@id": iri, "@type": datatype }),
            None => Value::from(iri),
        };
        (claim.name.clone(), definition)
    }));
    Value::Object(terms)
}

/// `@context` of a credential under a schema.
pub fn context(schema: &SchemaView) -> Value {
    json!([CREDENTIALS_V2, inline_context(schema)])
}

/// `@context` of a credential for zero-knowledge proofs: it also defines the terms of
/// [`zkp::Binding`](crate::zkp::Binding).
pub fn provable_context(schema: &SchemaView) -> Value {
    let url = schema_url(&schema.owner, &schema.id);
    let mut terms = inline_context(schema);
    if let Some(terms) = terms.as_object_mut() {
        terms.extend(terms_of(&url, &BINDING));
    }
    json!([CREDENTIALS_V2, terms])
}

/// Terms of the format in the name space of the schema. No claim has such a name.
pub(crate) fn terms_of<'a>(
    url: &'a str,
    names: &'a [&str],
) -> impl Iterator<Item = (String, Value)> + use<'a> {
    let term = move |name: &&str| ((*name).into(), format!("{url}#{name}").into());
    names.iter().map(term)
}

const fn datatype(kind: ClaimKind) -> Option<&'static str> {
    match kind {
        ClaimKind::Integer => Some("http://www.w3.org/2001/XMLSchema#integer"),
        ClaimKind::Date => Some("http://www.w3.org/2001/XMLSchema#date"),
        ClaimKind::Boolean => Some("http://www.w3.org/2001/XMLSchema#boolean"),
        ClaimKind::Text | ClaimKind::Bytes => None,
    }
}

/// Checks that the schema has every claim of a subject, with its kind. Claims may be missing. The
/// members that proofs need may be present.
pub(super) fn check_subject(schema: &SchemaView, subject: &Value) -> Result<(), CredentialError> {
    let mut claims = subject.clone();
    if let (Some(claims), true) = (claims.as_object_mut(), Binding::is_in(subject)) {
        claims.retain(|name, _| !BINDING.contains(&name.as_str()));
    }
    check(schema, &claims)
}

/// Checks claims without the members that proofs need.
pub(super) fn check(schema: &SchemaView, subject: &Value) -> Result<(), CredentialError> {
    let members = subject
        .as_object()
        .ok_or(CredentialError::Malformed("credentialSubject"))?;
    members
        .iter()
        .filter(|(name, _)| *name != "id")
        .try_for_each(|(name, value)| {
            let claim = schema.claims.iter().find(|claim| claim.name == *name);
            let claim = claim.ok_or_else(|| CredentialError::NoSuchClaim(shown(name)))?;
            check_claim(claim, value)
        })
}

/// Checks that a value is of the kind of a claim.
pub(crate) fn check_claim(claim: &ClaimView, value: &Value) -> Result<(), CredentialError> {
    let (fits, expected) = match claim.kind {
        ClaimKind::Integer => (
            value
                .as_i64()
                .is_some_and(|value| (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).contains(&value)),
            "a whole number within ±(2^53 − 1)",
        ),
        ClaimKind::Date => (
            value.as_str().is_some_and(is_day),
            "a day that exists, as in 2026-01-31",
        ),
        ClaimKind::Boolean => (value.is_boolean(), "true or false"),
        ClaimKind::Text => (
            value
                .as_str()
                .is_some_and(|text| text.len() <= MAX_CLAIM_BYTES),
            "a text of at most 4,096 bytes",
        ),
        ClaimKind::Bytes => (
            value.as_str().is_some_and(is_bytes),
            "at most 3,071 bytes in base64url, behind a `u`",
        ),
    };
    if fits {
        Ok(())
    } else {
        Err(CredentialError::Claim {
            name: claim.name.clone(),
            expected,
        })
    }
}

/// Returns true for `YYYY-MM-DD` from the year 1 on, since days are counted from there.
fn is_day(text: &str) -> bool {
    let midnight = format!("{text}T00:00:00Z").parse::<DateTime>();
    text.len() == 10 && !text.starts_with("0000") && midnight.is_ok()
}

fn is_bytes(text: &str) -> bool {
    text.len() <= MAX_CLAIM_BYTES && text.starts_with('u') && multibase::decode(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_integrity::rdfc;
    use aura_primitives::credentials::{ClaimName, IssuancePolicy, RESERVED};
    use aura_primitives::did::Stamp;

    fn schema() -> SchemaView {
        let claim = |name: &str, kind| ClaimView {
            name: name.into(),
            kind,
            slot: None,
        };
        SchemaView {
            id: [2; 32].into(),
            owner: [1; 32].into(),
            present_owner: [1; 32].into(),
            digest: [3; 32],
            uri: "https://a.example/schema.json".into(),
            claims: vec![
                claim("age", ClaimKind::Integer),
                claim("birthDate", ClaimKind::Date),
                claim("resident", ClaimKind::Boolean),
                claim("country", ClaimKind::Text),
                claim("photo", ClaimKind::Bytes),
            ],
            policy: IssuancePolicy::Open,
            unique: false,
            created: Stamp { block: 1, time: 1 },
        }
    }

    #[test]
    fn each_kind_takes_its_values_alone() {
        let values = [
            ("age", json!(42)),
            ("birthDate", json!("2024-02-29")),
            ("resident", json!(true)),
            ("country", json!("CH")),
            ("photo", json!("uAAEC")),
        ];
        for (name, _) in &values {
            for (of, value) in &values {
                let checked = check(&schema(), &json!({ "id": "did:x:y", *name: value }));
                // Any string is a valid text.
                let fits = name == of || *name == "country" && value.is_string();
                assert_eq!(checked.is_ok(), fits, "{name} {value}");
            }
        }
    }

    #[test]
    fn values_that_there_are_not_are_refused() {
        for (name, value) in [
            ("birthDate", json!("2023-02-29")),
            ("birthDate", json!("2023-13-01")),
            ("birthDate", json!("0000-01-01")),
            ("birthDate", json!("-001-01-01")),
            ("birthDate", json!("+2023-1-01")),
            ("birthDate", json!("2023-1-1")),
            ("birthDate", json!("2023-01-01Z")),
            ("age", json!(1_u64 << 53)),
            ("age", json!(1.5)),
            ("age", json!("42")),
            ("photo", json!("zAAEC")),
            ("photo", json!("uAAE=")),
            ("country", json!("x".repeat(MAX_CLAIM_BYTES + 1))),
            ("country", json!(["CH"])),
        ] {
            let refused = check(&schema(), &json!({ name: value }));
            assert!(
                matches!(refused, Err(CredentialError::Claim { .. })),
                "{name} {value}"
            );
        }
        assert_eq!(
            check(&schema(), &json!({"salary": 1})),
            Err(CredentialError::NoSuchClaim("salary".into()))
        );
    }

    #[test]
    fn claims_become_typed_literals() {
        let document = json!({
            "@context": context(&schema()),
            "type": "VerifiableCredential",
            "credentialSubject": {
                "id": "did:x:y", "age": -42, "birthDate": "2024-02-29", "resident": true,
                "country": "CH", "photo": "uAAEC",
            },
        });
        let quads = rdfc::canonical(&document).unwrap();
        let url = schema_url(&schema().owner, &schema().id);
        for (name, literal) in [
            ("age", "\"-42\"^^<http://www.w3.org/2001/XMLSchema#integer>"),
            (
                "birthDate",
                "\"2024-02-29\"^^<http://www.w3.org/2001/XMLSchema#date>",
            ),
            (
                "resident",
                "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>",
            ),
            ("country", "\"CH\""),
            ("photo", "\"uAAEC\""),
        ] {
            let quad = format!("<did:x:y> <{url}#{name}> {literal} .\n");
            assert!(quads.contains(&quad), "{quads}");
        }
    }

    /// Every schema that the chain accepts makes a valid JSON-LD context.
    #[test]
    fn every_term_of_the_context_of_credentials_is_reserved() {
        fn collect(context: &Value, names: &mut Vec<String>) {
            for (name, definition) in context.as_object().into_iter().flatten() {
                if !name.starts_with('@') {
                    names.push(name.clone());
                }
                collect(definition, names);
            }
        }
        let bytes = crate::data_integrity::contexts::known(CREDENTIALS_V2).unwrap();
        let mut names = Vec::new();
        collect(&serde_json::from_slice(bytes).unwrap(), &mut names);
        assert!(names.len() > 60);
        for name in names {
            let Ok(claim) = ClaimName::new(&name) else {
                continue;
            };
            if claim.is_reserved() {
                continue;
            }
            // A term that the base context defines only within other members can be a claim.
            let mut schema = schema();
            schema.claims = vec![ClaimView {
                name: name.clone(),
                kind: ClaimKind::Text,
                slot: None,
            }];
            let document = json!({
                "@context": context(&schema),
                "type": "VerifiableCredential",
                "credentialSubject": { "id": "did:x:y", name.as_str(): "x" },
            });
            assert!(
                rdfc::canonical(&document)
                    .unwrap()
                    .contains(&format!("#{name}> \"x\"")),
                "{name}"
            );
        }
        assert!(RESERVED.contains(&"name"));
    }

    #[test]
    fn the_url_of_a_schema_is_read_as_it_is_written() {
        let (owner, id) = (Did::from([1; 32]), SchemaId::from([2; 32]));
        let url = schema_url(&owner, &id);
        assert_eq!(read_schema_url(&url), Some((owner, id)));
        for bad in [
            "",
            "did:aura:x/schemas/y",
            &format!("{url}/"),
            &format!("{url}#a"),
            &url[1..],
        ] {
            assert_eq!(read_schema_url(bad), None);
        }
    }
}
