//! Canonical N-Quads of JSON-LD, by [RDF Dataset
//! Canonicalization](https://www.w3.org/TR/rdf-canon/), RDFC-1.0.
//!
//! JSON-LD drops terms that its contexts do not define, and a dropped term is not signed. So
//! undefined terms are refused by name: during expansion each gets an IRI in a name space of its
//! own, by which it is found.

use super::{contexts, jcs, rdfc10, shown, Budget, DataIntegrityError};
use crate::limits::{MAX_CREDENTIALS, MAX_PROOFS, MAX_QUADS};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{BlankNodeRef, Dataset, GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use serde_json::{Number, Value};
use std::collections::BTreeSet;

/// Prefix of the IRIs of undefined terms. The name space is reserved.
const UNDEFINED: &str = "urn:aura:undefined:";
/// Base of relative references. Its last segment is the one that `..` removes.
const RELATIVE: &str = "urn-aura-relative://undefined/";
/// Terms of the known contexts whose values are JSON literals.
const JSON_TERMS: [&str; 3] = ["_sd", "jsonSchema", "jwk"];

/// Canonical form of a document: sorted N-Quads.
///
/// # Errors
///
/// Those of [`defined`]; [`DataIntegrityError::Number`] for a number that libraries convert to
/// different literals; [`DataIntegrityError::TooManyAlike`] for a poisoned graph, which takes more
/// than [`MAX_STEPS`](crate::limits::MAX_STEPS).
pub fn canonical(document: &Value) -> Result<String, DataIntegrityError> {
    canonical_within(document, &Budget::default())
}

/// As [`canonical`], with the budget of a verification.
pub(super) fn canonical_within(
    document: &Value,
    budget: &Budget,
) -> Result<String, DataIntegrityError> {
    check_numbers(document)?;
    rdfc10::canonical(&dataset(document, budget)?, budget)
}

/// Checks that every term of a document is defined by its contexts.
///
/// # Errors
///
/// [`DataIntegrityError::UndefinedTerm`], `UnknownContext`, `InlineContext`, `JsonLd` or
/// `TooLarge`.
pub fn defined(document: &Value) -> Result<(), DataIntegrityError> {
    defined_within(document, &Budget::default())
}

/// As [`defined`], with the budget of a verification.
pub(super) fn defined_within(document: &Value, budget: &Budget) -> Result<(), DataIntegrityError> {
    dataset(document, budget).map(drop)
}

/// Expands a document, of which every term must be defined, to its quads.
pub(super) fn dataset(document: &Value, budget: &Budget) -> Result<Dataset, DataIntegrityError> {
    contexts::check(document)?;
    check_names(document, Place::Top, &contexts::iri_terms(document))?;
    let mut document = document.clone();
    if let Some(context) = document.get_mut("@context") {
        let undefined = serde_json::json!({ "@vocab": UNDEFINED });
        let entries = match context.take() {
            Value::Array(entries) => entries,
            one => vec![one],
        };
        *context = std::iter::once(undefined).chain(entries).collect();
    }
    let text = jcs::canonical_with(&document, &number_text);
    budget.take_bytes(text.len().saturating_add(contexts::known_bytes(&document)))?;
    let parser = JsonLdParser::new()
        .with_base_iri(RELATIVE)
        .map_err(|error| DataIntegrityError::JsonLd(error.to_string()))?;
    let quads = parser
        .for_slice(&text)
        .with_load_document_callback(|url, _| {
            let document = contexts::known(url).ok_or("an unknown context")?;
            Ok(JsonLdRemoteDocument {
                document: document.to_vec(),
                document_url: url.into(),
            })
        });
    let mut dataset = Dataset::new();
    for quad in quads {
        let quad = quad.map_err(|error| DataIntegrityError::JsonLd(shown(&error.to_string())))?;
        check_quad(quad.as_ref())?;
        budget.take_bytes(bytes_of(quad.as_ref()))?;
        dataset.insert(&quad);
        if dataset.len() > MAX_QUADS {
            return Err(DataIntegrityError::TooLarge);
        }
    }
    Ok(dataset)
}

/// Bytes of the IRIs and literals of a quad. A short term can have a long IRI.
fn bytes_of(quad: QuadRef<'_>) -> usize {
    let subject = match quad.subject {
        NamedOrBlankNodeRef::NamedNode(name) => name.as_str().len(),
        NamedOrBlankNodeRef::BlankNode(node) => bytes_of_label(node),
    };
    let object = match quad.object {
        TermRef::NamedNode(name) => name.as_str().len(),
        TermRef::BlankNode(node) => bytes_of_label(node),
        TermRef::Literal(literal) => {
            let datatype = literal.datatype().as_str().len();
            literal.value().len().saturating_add(datatype)
        }
    };
    let graph = match quad.graph_name {
        GraphNameRef::NamedNode(name) => name.as_str().len(),
        GraphNameRef::BlankNode(node) => bytes_of_label(node),
        GraphNameRef::DefaultGraph => 0,
    };
    let sum = subject.saturating_add(quad.predicate.as_str().len());
    sum.saturating_add(object).saturating_add(graph)
}

/// Bytes of a blank node's label beyond 32: the parser's random labels have at most 32 and are
/// free, so that the count is the same each time.
fn bytes_of_label(node: BlankNodeRef<'_>) -> usize {
    node.as_str().len().saturating_sub(32)
}

fn check_quad(quad: QuadRef<'_>) -> Result<(), DataIntegrityError> {
    if let NamedOrBlankNodeRef::NamedNode(name) = quad.subject {
        check_iri(name.as_str())?;
    }
    check_iri(quad.predicate.as_str())?;
    match quad.object {
        TermRef::NamedNode(name) => check_iri(name.as_str())?,
        TermRef::Literal(literal) => check_iri(literal.datatype().as_str())?,
        TermRef::BlankNode(_) => {}
    }
    match quad.graph_name {
        GraphNameRef::NamedNode(name) => check_iri(name.as_str()),
        _ => Ok(()),
    }
}

fn check_iri(iri: &str) -> Result<(), DataIntegrityError> {
    let undefined = iri.strip_prefix(UNDEFINED).or(iri.strip_prefix(RELATIVE));
    match undefined {
        Some(term) => Err(DataIntegrityError::UndefinedTerm(shown(term))),
        None if iri.starts_with("urn-aura-relative:") => {
            Err(DataIntegrityError::UndefinedTerm(shown(iri)))
        }
        None => Ok(()),
    }
}

/// Spelling of a number from which the parser makes the literal of
/// [JSON-LD](https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion): a whole number with
/// all digits, any other with sixteen. Otherwise the parser would write all digits of the double.
fn number_text(number: &Number) -> String {
    match (number.as_i64(), number.as_f64().unwrap_or_default()) {
        (Some(integer), _) => integer.to_string(),
        (None, value) if value.fract() == 0.0 && value.abs() < 1e21 => format!("{value:.0}"),
        (None, value) => format!("{value:.15e}"),
    }
}

/// Refuses numbers whose literals differ between libraries: whole numbers with more than sixteen
/// digits or from 10^20 to 10^21; numbers that rounding to sixteen digits makes whole, or that are
/// halfway between two such roundings; and numbers as 1e-7, without a point, which `jsonld` of npm
/// writes as 0. In JSON literals it refuses numbers with seventeen digits, which [`number_text`]
/// would round.
pub(super) fn check_numbers(document: &Value) -> Result<(), DataIntegrityError> {
    check_numbers_in(document, false)
}

fn check_numbers_in(value: &Value, in_json: bool) -> Result<(), DataIntegrityError> {
    // Exactly seventeen digits, of which the last is a 5.
    let is_half = |value: f64| {
        let exact = format!("{:.40e}", value.abs());
        let digits = exact.split('e').next().unwrap_or_default();
        let digits = digits.trim_end_matches('0');
        digits.len() == "1.2345678901234567".len() && digits.ends_with('5')
    };
    match value {
        Value::Array(items) => items
            .iter()
            .try_for_each(|item| check_numbers_in(item, in_json)),
        Value::Object(members) => members.iter().try_for_each(|(name, value)| {
            check_numbers_in(value, in_json || JSON_TERMS.contains(&name.as_str()))
        }),
        Value::Number(number) if number.is_f64() => {
            let value = number.as_f64().unwrap_or_default();
            let rounded: f64 = format!("{value:.15e}").parse().unwrap_or_default();
            let is_known = match value.fract() == 0.0 && value.abs() < 1e21 {
                true => {
                    let digits = format!("{value:.0}");
                    value.abs() < 1e20 && digits.trim_end_matches('0').len() <= 16
                }
                false if in_json => rounded == value,
                false => {
                    let mut shortest = ryu_js::Buffer::new();
                    let has_point = shortest.format(value).contains('.') || value.abs() >= 1e21;
                    has_point && !is_half(value) && (rounded.fract() != 0.0 || value.abs() >= 1e21)
                }
            };
            match is_known {
                true => Ok(()),
                false => Err(DataIntegrityError::Number(number.to_string())),
            }
        }
        _ => Ok(()),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Top,
    Nested,
    /// A member of `verifiableCredential`, which has its own contexts.
    Credential,
    /// A proof of such a credential, which may repeat its contexts.
    Proof,
}

/// Refuses values that JSON-LD drops before they have an IRI, and keywords that have an alias: the
/// `id` that is read must be the one that is signed.
fn check_names(
    value: &Value,
    place: Place,
    iris: &BTreeSet<String>,
) -> Result<(), DataIntegrityError> {
    let undefined = |name: &str| Err(DataIntegrityError::UndefinedTerm(shown(name)));
    match value {
        // A null claims nothing and would not be signed.
        Value::Null => undefined("null"),
        Value::Array(items) => items.iter().try_for_each(|item| {
            if item.is_array() {
                return undefined("an array in an array");
            }
            check_names(item, place, iris)
        }),
        Value::Object(members) => members.iter().try_for_each(|(name, value)| {
            let is_value = members.contains_key("@value");
            match (name.as_str(), value) {
                ("@context", _) if place == Place::Proof => {
                    contexts::check(&serde_json::json!({ "@context": value }))
                }
                ("@context", _) if place != Place::Nested => Ok(()),
                ("proof", Value::Array(proofs))
                    if place == Place::Credential && proofs.len() > MAX_PROOFS =>
                {
                    Err(DataIntegrityError::TooManyProofs)
                }
                ("proof", _) if place == Place::Credential => {
                    check_names(value, Place::Proof, iris)
                }
                ("@value", Value::String(_)) => Ok(()),
                ("@direction", Value::String(_)) if is_value => Ok(()),
                ("@language", Value::String(tag)) if is_value && is_language(tag) => Ok(()),
                ("verifiableCredential", _) if place == Place::Top => credentials(value),
                _ if name.starts_with('@') || !is_iri("", name) => undefined(name),
                _ if iris.contains(name) => {
                    check_iris(name, value)?;
                    check_names(value, Place::Nested, iris)
                }
                _ => check_names(value, Place::Nested, iris),
            }
        }),
        _ => Ok(()),
    }
}

/// Checks the credentials of a presentation, each by its own contexts.
fn credentials(value: &Value) -> Result<(), DataIntegrityError> {
    let one = std::slice::from_ref(value);
    let credentials = value.as_array().map_or(one, Vec::as_slice);
    if credentials.len() > MAX_CREDENTIALS {
        return Err(DataIntegrityError::Malformed("verifiableCredential"));
    }
    credentials.iter().try_for_each(|credential| {
        if !credential.is_object() {
            return Err(DataIntegrityError::Malformed("verifiableCredential"));
        }
        contexts::check(credential)?;
        check_names(
            credential,
            Place::Credential,
            &contexts::iri_terms(credential),
        )
    })
}

/// Refuses values of IRI terms that are not IRIs, which JSON-LD drops.
fn check_iris(name: &str, value: &Value) -> Result<(), DataIntegrityError> {
    match value {
        Value::String(iri) if is_iri(name, iri) => Ok(()),
        Value::Array(items) => items.iter().try_for_each(|item| check_iris(name, item)),
        Value::Object(_) => Ok(()),
        Value::String(other) => Err(DataIntegrityError::UndefinedTerm(shown(other))),
        _ => Err(DataIntegrityError::UndefinedTerm(shown(name))),
    }
}

fn is_iri(name: &str, text: &str) -> bool {
    if let Some(label) = text.strip_prefix("_:") {
        return name == "id"
            && !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric());
    }
    match name {
        "id" => contexts::is_absolute(text),
        // A term, or an IRI.
        _ => !text.is_empty() && contexts::is_absolute(&format!("{UNDEFINED}{text}")),
    }
}

fn is_language(tag: &str) -> bool {
    tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use contexts::{CREDENTIALS_V2, EXAMPLES_V2};
    use serde_json::json;

    fn credential(more: Value) -> Value {
        let mut document = json!({
            "@context": CREDENTIALS_V2,
            "type": "VerifiableCredential",
            "issuer": "did:example:issuer",
            "credentialSubject": {"id": "did:example:holder"},
        });
        let members = document.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        document
    }

    #[test]
    fn a_document_becomes_sorted_quads() {
        assert_eq!(
            canonical(&credential(json!({}))).unwrap(),
            "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
             <https://www.w3.org/2018/credentials#VerifiableCredential> .\n\
             _:c14n0 <https://www.w3.org/2018/credentials#credentialSubject> \
             <did:example:holder> .\n\
             _:c14n0 <https://www.w3.org/2018/credentials#issuer> <did:example:issuer> .\n"
        );
    }

    #[test]
    fn undefined_terms_are_refused_by_name() {
        for (term, more) in [
            (
                "salary",
                json!({"credentialSubject": {"id": "did:example:h", "salary": 1}}),
            ),
            ("salary", json!({"salary": 1})),
            (
                "Payslip",
                json!({"type": ["VerifiableCredential", "Payslip"]}),
            ),
            ("birth day", json!({"credentialSubject": {"birth day": 1}})),
            ("holder", json!({"issuer": "holder"})),
            ("did:example:a b", json!({"issuer": "did:example:a b"})),
            (
                "did:example:a b",
                json!({"credentialSubject": {"id": "did:example:a b"}}),
            ),
            ("id", json!({"credentialSubject": {"id": 1}})),
            ("a b", json!({"type": ["VerifiableCredential", "a b"]})),
            ("_:a b", json!({"credentialSubject": {"id": "_:a b"}})),
            (
                "@language",
                json!({"name": {"@value": "x", "@language": "not a tag"}}),
            ),
            ("@value", json!({"name": {"@value": 1}})),
            ("#holder", json!({"credentialSubject": {"id": "#holder"}})),
            ("@id", json!({"@id": "did:example:x"})),
            (
                "@type",
                json!({"credentialSubject": {"@type": "VerifiableCredential"}}),
            ),
            ("@index", json!({"credentialSubject": {"@index": "x"}})),
            ("@graph", json!({"@graph": []})),
            ("@foo", json!({"credentialSubject": {"@foo": 1}})),
            (
                "@context",
                json!({"credentialSubject": {"@context": {"a": "https://a.example"}, "a": 1}}),
            ),
            (
                "@language",
                json!({"credentialSubject": {"@language": "en"}}),
            ),
            ("_:a", json!({"credentialSubject": {"_:a": 1}})),
            ("", json!({"credentialSubject": {"": 1}})),
            ("null", json!({"name": null})),
        ] {
            let error = defined(&credential(more.clone()));
            let Err(DataIntegrityError::UndefinedTerm(named)) = error else {
                panic!("{more}: {error:?}");
            };
            if term != "@value" {
                assert_eq!(named, term, "{more}");
            }
        }
    }

    #[test]
    fn every_spelling_of_a_relative_reference_is_noticed() {
        for relative in [
            "a",
            "./a",
            "../a",
            "../../..",
            "/a",
            "//a",
            "//a.example/b",
            "?a",
            "#a",
            "",
            ".",
            "..",
            "a/b",
        ] {
            let document = credential(json!({"credentialSubject": {"id": relative}}));
            let refused = defined(&document);
            assert!(
                matches!(refused, Err(DataIntegrityError::UndefinedTerm(_))),
                "{relative:?}: {refused:?}"
            );
        }
    }

    #[test]
    fn protected_terms_keep_their_meaning() {
        let context = json!([CREDENTIALS_V2, {"name": "https://a.example/#name"}]);
        let refused = defined(&credential(json!({"@context": context})));
        assert!(
            matches!(refused, Err(DataIntegrityError::JsonLd(_))),
            "{refused:?}"
        );
    }

    /// Complete graphs of blank nodes, which no order tells apart.
    fn cliques(count: usize, nodes: usize) -> Value {
        let name = |clique: usize, node: usize| json!({"id": format!("_:c{clique}n{node}")});
        let linked: Vec<_> = (0..count)
            .flat_map(|clique| {
                let all: Vec<_> = (0..nodes).map(|node| name(clique, node)).collect();
                (0..nodes).map(move |node| {
                    let mut linked = name(clique, node);
                    linked["knows"] = all.clone().into();
                    linked
                })
            })
            .collect();
        json!({"@context": [CREDENTIALS_V2, EXAMPLES_V2], "knows": linked})
    }

    #[test]
    fn a_document_made_to_take_for_ever_is_refused() {
        let refused = Err(DataIntegrityError::TooManyAlike);
        assert!(canonical(&cliques(1, 6)).is_ok());
        assert_eq!(canonical(&cliques(1, 7)), refused);
        assert_eq!(canonical(&cliques(1, 60)), refused);
        // Many small ones are as much work as a large one.
        assert!(canonical(&cliques(8, 4)).is_ok());
        assert_eq!(canonical(&cliques(100, 5)), refused);
    }

    /// A ring of blank nodes, each of which is told apart from all others by its neighbours alone.
    fn ring(nodes: usize) -> Value {
        let name = |node: usize| format!("_:n{}", node % nodes);
        let ring: Vec<_> = (0..nodes)
            .map(|node| json!({"id": name(node), "knows": {"id": name(node + 1)}}))
            .collect();
        json!({"@context": [CREDENTIALS_V2, EXAMPLES_V2], "knows": ring})
    }

    /// The bound is of the work that is done: a ring has one order from each of its nodes.
    #[test]
    fn long_rings_end_at_the_bound_and_not_at_the_end_of_the_stack() {
        assert!(canonical(&ring(40)).is_ok());
        assert_eq!(
            canonical(&ring(1300)),
            Err(DataIntegrityError::TooManyAlike)
        );
    }

    /// Two credentials that differ in what is said of their subject alone: the names of their
    /// graphs are told apart at once, the credentials by these names alone. A neighbour counts for
    /// each quad that it is in, as libraries of JavaScript and Python count it.
    #[test]
    fn credentials_of_one_presentation_may_look_alike() {
        let course = |name: &str| {
            json!({
                "@context": CREDENTIALS_V2,
                "type": "VerifiableCredential",
                "issuer": "did:example:university",
                "credentialSubject": {"id": "did:example:holder", "name": name},
            })
        };
        let presentation = |courses: Value| {
            json!({
                "@context": CREDENTIALS_V2,
                "type": "VerifiablePresentation",
                "verifiableCredential": courses,
            })
        };
        let (type_, core) = (
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
            "https://www.w3.org/2018/credentials#",
        );
        let mut expected = format!(
            "<did:example:holder> <https://schema.org/name> \"Course 3\" _:c14n2 .\n\
             <did:example:holder> <https://schema.org/name> \"Course 4\" _:c14n1 .\n\
             _:c14n0 {type_} <{core}VerifiablePresentation> .\n\
             _:c14n0 <{core}verifiableCredential> _:c14n1 .\n\
             _:c14n0 <{core}verifiableCredential> _:c14n2 .\n"
        );
        for (credential, graph) in [("_:c14n3", "_:c14n2"), ("_:c14n4", "_:c14n1")] {
            expected.push_str(&format!(
                "{credential} {type_} <{core}VerifiableCredential> {graph} .\n\
                 {credential} <{core}credentialSubject> <did:example:holder> {graph} .\n\
                 {credential} <{core}issuer> <did:example:university> {graph} .\n"
            ));
        }
        for courses in [["Course 3", "Course 4"], ["Course 4", "Course 3"]] {
            let found = canonical(&presentation(courses.map(course).into()));
            assert_eq!(found.as_deref(), Ok(expected.as_str()));
        }
    }

    /// Each part links only to one node with an IRI, so there are no orders to try.
    #[test]
    fn equal_parts_of_one_thing_are_no_poison() {
        let subject = |id: Option<&str>, count: usize| {
            let mut subject = json!({"checks": vec![json!({"name": "Passed"}); count]});
            let id = id.map(|id| ("id".to_owned(), Value::from(id)));
            subject.as_object_mut().unwrap().extend(id);
            let checks = json!({"checks": "https://a.example/#checks"});
            credential(json!({
                "@context": [CREDENTIALS_V2, checks], "credentialSubject": subject,
            }))
        };
        for id in [Some("did:example:a"), None] {
            for count in [12, 400] {
                let quads = canonical(&subject(id, count)).unwrap();
                assert_eq!(quads.matches("\"Passed\"").count(), count);
            }
        }
        // Pairs of equal parts.
        let pair = json!({"name": "Tested", "checks": {"name": "Passed"}});
        let mut pairs = subject(None, 0);
        pairs["credentialSubject"]["checks"] = vec![pair; 50].into();
        assert!(canonical(&pairs).is_ok());
    }

    #[test]
    fn numbers_become_the_literals_of_json_ld() {
        let literal = |number: &str, datatype: &str| -> Result<String, DataIntegrityError> {
            let term = json!({"size": {"@id": "https://a.example/#size", "@type": datatype}});
            let plain = json!({"size": "https://a.example/#size"});
            let term = if datatype.is_empty() { plain } else { term };
            let mut document = credential(json!({"@context": [CREDENTIALS_V2, term]}));
            document["size"] = jcs::parse(number.as_bytes())?;
            let quads = canonical(&document)?;
            let line = quads.lines().find(|line| line.contains("#size")).unwrap();
            let literal = line.split_once("#size> ").unwrap().1.to_owned();
            Ok(literal
                .replace("http://www.w3.org/2001/XMLSchema#", "")
                .replace(" .", ""))
        };
        let double = "http://www.w3.org/2001/XMLSchema#double";
        for (number, datatype, expected) in [
            ("5", "", "\"5\"^^<integer>"),
            ("5.0", "", "\"5\"^^<integer>"),
            ("-0.0", "", "\"0\"^^<integer>"),
            ("5", double, "\"5.0E0\"^^<double>"),
            ("1.5", "", "\"1.5E0\"^^<double>"),
            ("10000000000000000", "", "\"10000000000000000\"^^<integer>"),
            ("1e19", "", "\"10000000000000000000\"^^<integer>"),
            ("1e19", double, "\"1.0E19\"^^<double>"),
            ("1e21", "", "\"1.0E21\"^^<double>"),
            // Rounded from seventeen digits to sixteen.
            ("0.30000000000000004", "", "\"3.0E-1\"^^<double>"),
            (
                "123456789.12345679",
                "",
                "\"1.234567891234568E8\"^^<double>",
            ),
            ("2.5e-7", "", "\"2.5E-7\"^^<double>"),
        ] {
            let found = literal(number, datatype);
            assert_eq!(found.as_deref(), Ok(expected), "{number}");
        }
        for number in [
            "1e20",
            "123456789012345680",
            "2251799813685249.5",
            "-562949953421312.25",
            "1125899906842623.9",
            "1e-7",
            "0.0000001",
            "5e-324",
        ] {
            let refused = literal(number, "");
            assert!(
                matches!(refused, Err(DataIntegrityError::Number(_))),
                "{number}: {refused:?}"
            );
        }
    }

    /// Every context costs time, so their number is limited.
    #[test]
    fn a_presentation_has_few_credentials_and_proofs() {
        let presentation = |credentials: usize, proofs: usize| {
            let proof = json!({"type": "DataIntegrityProof", "@context": CREDENTIALS_V2});
            let credential = credential(json!({ "proof": vec![proof; proofs] }));
            defined(&json!({
                "@context": CREDENTIALS_V2,
                "type": "VerifiablePresentation",
                "verifiableCredential": vec![credential; credentials],
            }))
        };
        assert_eq!(presentation(16, 8), Ok(()));
        assert_eq!(presentation(1, 9), Err(DataIntegrityError::TooManyProofs));
        let malformed = Err(DataIntegrityError::Malformed("verifiableCredential"));
        assert_eq!(presentation(17, 0), malformed);
    }

    #[test]
    fn the_contexts_of_presented_credentials_are_checked_too() {
        let presentation = |context: Value| {
            defined(&json!({
                "@context": CREDENTIALS_V2,
                "type": "VerifiablePresentation",
                "verifiableCredential": credential(json!({ "@context": context })),
            }))
        };
        let unknown = "https://www.w3.org/2018/credentials/v1";
        let refused = Err(DataIntegrityError::UnknownContext(unknown.into()));
        assert_eq!(presentation(json!([CREDENTIALS_V2, unknown])), refused);
        let refused = Err(DataIntegrityError::InlineContext("a".into()));
        assert_eq!(presentation(json!([CREDENTIALS_V2, {"a": null}])), refused);
    }

    #[test]
    fn what_looks_alike_may_be_many_if_named() {
        let many: Vec<_> = (0..100)
            .map(|index| json!({"id": format!("urn:x:{index}")}))
            .collect();
        assert!(
            canonical(&json!({"@context": [CREDENTIALS_V2, EXAMPLES_V2], "knows": many})).is_ok()
        );
    }
}
