//! Properties of the [VC Data Model 2.0](https://www.w3.org/TR/vc-data-model-2.0/) with their
//! rules. A document that breaks a rule is neither secured nor verified.
//!
//! [`CREDENTIAL`] and [`PRESENTATION`] are the standard's tables. [`everywhere`] has the rules for
//! every object within: language values, and digests of resources.

mod integrity;

use super::CredentialError;
use crate::{
    data_integrity::{
        contexts::{self, is_absolute, CREDENTIALS_V2},
        shown,
        types::{has_type, one_or_more},
    },
    DateTime,
};
use oxilangtag::LanguageTag;
use serde_json::{Map, Value};

/// A broken rule: the path in the document, and the expected value.
struct Fault {
    path: String,
    expected: &'static str,
}

type Checked = Result<(), Fault>;

/// A property: its name, a flag if it is required, and the rule of its value.
struct Property {
    name: &'static str,
    is_required: bool,
    rule: fn(&Value) -> Checked,
}

const fn required(name: &'static str, rule: fn(&Value) -> Checked) -> Property {
    Property {
        name,
        is_required: true,
        rule,
    }
}

const fn optional(name: &'static str, rule: fn(&Value) -> Checked) -> Property {
    Property {
        name,
        is_required: false,
        rule,
    }
}

/// [Verifiable credentials](https://www.w3.org/TR/vc-data-model-2.0/#verifiable-credentials), and
/// the [reserved properties](https://www.w3.org/TR/vc-data-model-2.0/#reserved-extension-points).
const CREDENTIAL: &[Property] = &[
    required("@context", contexts),
    optional("id", url),
    required("type", |value| types(value, CREDENTIAL_TYPE)),
    optional("name", text),
    optional("description", text),
    required("issuer", agent),
    required("credentialSubject", subjects),
    optional("validFrom", time),
    optional("validUntil", time),
    optional("credentialStatus", typed),
    optional("credentialSchema", schemas),
    optional("refreshService", typed),
    optional("termsOfUse", typed),
    optional("evidence", typed),
    optional("relatedResource", integrity::resources),
    optional("renderMethod", typed),
    optional("confidenceMethod", typed),
    optional("proof", typed),
];

/// [Verifiable presentations](https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations).
const PRESENTATION: &[Property] = &[
    required("@context", contexts),
    optional("id", url),
    required("type", |value| types(value, PRESENTATION_TYPE)),
    optional("name", text),
    optional("description", text),
    optional("holder", agent),
    optional("verifiableCredential", credentials),
    optional("refreshService", typed),
    optional("termsOfUse", typed),
    optional("relatedResource", integrity::resources),
    optional("renderMethod", typed),
    optional("confidenceMethod", typed),
    optional("proof", typed),
];

/// [Enveloped verifiable
/// credentials](https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials).
const ENVELOPE: &[Property] = &[
    required("@context", contexts),
    required("id", data_url),
    required("type", |value| types(value, ENVELOPE_TYPE)),
];

/// Members of `issuer` and `holder`, if these are objects.
const AGENT: &[Property] = &[
    required("id", url),
    optional("name", text),
    optional("description", text),
];

/// Members of typed objects, such as `evidence`.
const TYPED: &[Property] = &[
    optional("id", url),
    required("type", any_types),
    optional("name", text),
    optional("description", text),
];

/// Members of `credentialSchema`.
const SCHEMA: &[Property] = &[required("id", url), required("type", any_types)];

const CREDENTIAL_TYPE: &str = "VerifiableCredential";
const PRESENTATION_TYPE: &str = "VerifiablePresentation";
const ENVELOPE_TYPE: &str = "EnvelopedVerifiableCredential";

/// Checks a credential.
pub fn credential(document: &Value) -> Result<(), CredentialError> {
    if is_enveloped(document) {
        return properties(document, ENVELOPE).map_err(refused);
    }
    if has_type(document, PRESENTATION_TYPE) {
        let both = fault("that of a credential or of a presentation, not both");
        return Err(refused(at("type", both)));
    }
    properties(document, CREDENTIAL).map_err(refused)?;
    everywhere(document).map_err(refused)?;
    period(document)
}

/// Checks a presentation, without its credentials, which are checked on their own.
pub fn presentation(document: &Value) -> Result<(), CredentialError> {
    properties(document, PRESENTATION).map_err(refused)?;
    everywhere(document).map_err(refused)
}

/// Checks a document whose type is a credential or a presentation; others pass.
pub(super) fn check(document: &Value) -> Result<(), CredentialError> {
    if has_type(document, PRESENTATION_TYPE) {
        presentation(document)
    } else if has_type(document, CREDENTIAL_TYPE) {
        credential(document)
    } else {
        Ok(())
    }
}

/// Returns true for an enveloped credential: a `data:` URL in an object, secured otherwise than by
/// proofs.
pub fn is_enveloped(document: &Value) -> bool {
    has_type(document, ENVELOPE_TYPE)
}

/// `validFrom` and `validUntil`.
pub fn validity(document: &Value) -> Result<(Option<DateTime>, Option<DateTime>), CredentialError> {
    let time = |name: &'static str| {
        let text = document.get(name).map(|value| value.as_str().unwrap_or(""));
        text.map(DateTime::from_timestamp)
            .transpose()
            .map_err(|_| CredentialError::Date(name))
    };
    Ok((time("validFrom")?, time("validUntil")?))
}

fn period(document: &Value) -> Result<(), CredentialError> {
    match validity(document)? {
        (Some(from), Some(until)) if until < from => Err(CredentialError::Dates),
        _ => Ok(()),
    }
}

fn properties(value: &Value, table: &[Property]) -> Checked {
    let members = object(value)?;
    table
        .iter()
        .try_for_each(|property| match members.get(property.name) {
            Some(value) => (property.rule)(value).map_err(|fault| at(property.name, fault)),
            None if property.is_required => Err(at(property.name, fault("present"))),
            None => Ok(()),
        })
}

fn contexts(value: &Value) -> Checked {
    let entries = contexts::entries_of(value);
    if entries.first().and_then(Value::as_str) != Some(CREDENTIALS_V2) {
        return Err(fault(
            "a list that begins with https://www.w3.org/ns/credentials/v2",
        ));
    }
    let is_context = |entry: &Value| entry.is_object() || entry.as_str().is_some_and(is_absolute);
    ensure(
        entries.iter().all(is_context),
        "a list of URLs and of contexts as objects",
    )
}

fn url(value: &Value) -> Checked {
    ensure(value.as_str().is_some_and(is_absolute), "one absolute URL")
}

fn data_url(value: &Value) -> Checked {
    let is_data = |url: &str| url.starts_with("data:") && url.contains(',') && is_absolute(url);
    ensure(value.as_str().is_some_and(is_data), "a `data:` URL")
}

fn any_types(value: &Value) -> Checked {
    let is_type = |name: &Value| {
        let name = name.as_str().unwrap_or_default();
        let is_term = !name.contains(|one: char| one == ':' || one.is_whitespace());
        !name.is_empty() && (is_term || is_absolute(name))
    };
    each(value, |name| {
        ensure(is_type(name), "a term or an absolute URL")
    })
}

fn types(value: &Value, wanted: &'static str) -> Checked {
    any_types(value)?;
    ensure(one_or_more(Some(value)).any(|name| name == wanted), wanted)
}

/// A string, or language values.
fn text(value: &Value) -> Checked {
    const EXPECTED: &str = "a string, or an object of `@value`, `@language` and `@direction`";
    match value {
        Value::String(_) => Ok(()),
        Value::Array(_) => each(value, |one| ensure(one.get("@value").is_some(), EXPECTED)),
        one => ensure(one.get("@value").is_some(), EXPECTED),
    }
}

/// An issuer or a holder: a URL, or an object that has one as its `id`.
fn agent(value: &Value) -> Checked {
    match value {
        Value::Object(_) => properties(value, AGENT),
        _ => url(value),
    }
}

fn subjects(value: &Value) -> Checked {
    each(value, |subject| {
        let members = object(subject)?;
        ensure(!members.is_empty(), "the subject of at least one claim")?;
        members
            .get("id")
            .map_or(Ok(()), |id| url(id).map_err(|fault| at("id", fault)))
    })
}

fn time(value: &Value) -> Checked {
    let is_time = |text: &str| DateTime::from_timestamp(text).is_ok();
    ensure(
        value.as_str().is_some_and(is_time),
        "a time that exists, with an offset, as in 2026-01-31T12:00:00Z",
    )
}

fn typed(value: &Value) -> Checked {
    each(value, |one| properties(one, TYPED))
}

fn schemas(value: &Value) -> Checked {
    each(value, |one| properties(one, SCHEMA))
}

fn credentials(value: &Value) -> Checked {
    each(value, |one| object(one).map(drop))
}

/// Rules for every object of a document, at any place. The base context protects the terms, so they
/// have one meaning everywhere.
fn everywhere(value: &Value) -> Checked {
    match value {
        Value::Object(members) if members.contains_key("@value") => language_value(members),
        Value::Object(members) => {
            integrity::check(members)?;
            members
                .iter()
                // Contexts have other rules, and credentials of presentations are checked on their
                // own.
                .filter(|(name, _)| !["@context", "verifiableCredential"].contains(&name.as_str()))
                .try_for_each(|(name, value)| everywhere(value).map_err(|fault| at(name, fault)))
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(index, item)| everywhere(item).map_err(|fault| nth(index, fault))),
        _ => Ok(()),
    }
}

/// [Language values](https://www.w3.org/TR/vc-data-model-2.0/#language-and-base-direction).
fn language_value(members: &Map<String, Value>) -> Checked {
    members.iter().try_for_each(|(name, value)| {
        match name.as_str() {
            "@value" => ensure(value.is_string(), "a string"),
            "@language" => ensure(
                value
                    .as_str()
                    .is_some_and(|tag| LanguageTag::parse(tag).is_ok()),
                "a language tag of BCP 47, as in en-GB",
            ),
            "@direction" => ensure(value == "ltr" || value == "rtl", "ltr or rtl"),
            _ => Err(fault(
                "absent: beside `@value` only `@language` and `@direction` may be",
            )),
        }
        .map_err(|fault| at(name, fault))
    })
}

fn object(value: &Value) -> Result<&Map<String, Value>, Fault> {
    value.as_object().ok_or(fault("an object"))
}

/// Applies a rule to one value, or to each of at least one.
fn each(value: &Value, rule: impl Fn(&Value) -> Checked) -> Checked {
    match value {
        Value::Array(items) if items.is_empty() => Err(fault("at least one")),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(index, item)| rule(item).map_err(|fault| nth(index, fault))),
        one => rule(one),
    }
}

fn ensure(holds: bool, expected: &'static str) -> Checked {
    if holds {
        Ok(())
    } else {
        Err(fault(expected))
    }
}

const fn fault(expected: &'static str) -> Fault {
    Fault {
        path: String::new(),
        expected,
    }
}

/// Puts a member in front of the path of a fault.
fn at(name: &str, Fault { path, expected }: Fault) -> Fault {
    let dot = match path.is_empty() || path.starts_with('[') {
        true => "",
        false => ".",
    };
    let path = format!("{}{dot}{path}", shown(name));
    Fault { path, expected }
}

fn nth(index: usize, fault: Fault) -> Fault {
    at(&format!("[{index}]"), fault)
}

/// Error of a fault whose path is complete.
fn refused(Fault { path, expected }: Fault) -> CredentialError {
    match path.as_str() {
        "validFrom" => CredentialError::Date("validFrom"),
        "validUntil" => CredentialError::Date("validUntil"),
        _ => CredentialError::Property { path, expected },
    }
}

#[cfg(test)]
mod tests;
