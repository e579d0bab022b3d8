//! What was sent.

use super::problem::Refusal;
use crate::{body, Limits};
use aura_identity::{
    anchoring::Inclusion, credential::is_presentation, data_integrity::jcs, limits::MAX_CREDENTIALS,
};
use aura_primitives::credentials::SchemaId;
use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode},
};
use serde_json::{Map, Value};

/// Schemas of which a verifier accepts any, at most.
const SCHEMAS: usize = 64;

/// A request: one document, and options.
pub struct Sent {
    pub document: Value,
    pub options: Options,
}

/// The document that a request is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// A credential without the proof that it is to get.
    Credential,
    /// A secured credential.
    VerifiableCredential,
    /// A secured presentation.
    VerifiablePresentation,
}

impl Member {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Credential => "credential",
            Self::VerifiableCredential => "verifiableCredential",
            Self::VerifiablePresentation => "verifiablePresentation",
        }
    }
}

impl Sent {
    /// Reads a request strictly.
    pub async fn read(request: Request, member: Member, limits: &Limits) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            return Err(Refusal::Http(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "Send JSON, with the header `Content-Type: application/json`.",
            ));
        }
        let bytes = body::read(&parts.headers, body, limits.document, limits).await?;
        let name = member.name();
        let Value::Object(mut members) = jcs::parse(&bytes)? else {
            return Err(Refusal::without(name));
        };
        let document = members.remove(name).ok_or_else(|| Refusal::without(name))?;
        if !document.is_object() {
            return Err(Refusal::malformed(name, "an object"));
        }
        if is_presentation(&document) != (member == Member::VerifiablePresentation) {
            let expected = match member {
                Member::VerifiablePresentation => {
                    "a presentation: credentials are verified at \
                                                   /credentials/verify"
                }
                _ => "a credential: presentations are verified at /presentations/verify",
            };
            return Err(Refusal::malformed(name, expected));
        }
        let options = match members.remove("options") {
            None => Map::new(),
            Some(Value::Object(options)) => options,
            Some(_) => return Err(Refusal::malformed("options", "an object")),
        };
        match members.keys().next() {
            Some(other) => Err(Refusal::unknown_option(other)),
            None => Ok(Self {
                document,
                options: Options(options),
            }),
        }
    }
}

/// Forms of web pages cannot send it unasked.
fn is_json(headers: &HeaderMap) -> bool {
    body::media_type(headers).is_some_and(|media| media.essence_str() == "application/json")
}

/// Options that were not looked at yet.
pub struct Options(Map<String, Value>);

impl Options {
    /// A text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.0.remove(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal::malformed(name, "a string")),
        }
    }

    /// A text that is expected. An empty one would be met by nothing.
    pub fn expectation(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.text(name)? {
            Some(text) if text.is_empty() => {
                Err(Refusal::malformed(name, "a string that is not empty"))
            }
            text => Ok(text),
        }
    }

    /// A truth value; false if it is not there.
    pub fn flag(&mut self, name: &str) -> Result<bool, Refusal> {
        self.flag_or(name, false)
    }

    /// A truth value; the one given if it is not there.
    pub fn flag_or(&mut self, name: &str, otherwise: bool) -> Result<bool, Refusal> {
        match self.0.remove(name) {
            None => Ok(otherwise),
            Some(Value::Bool(value)) => Ok(value),
            Some(_) => Err(Refusal::malformed(name, "true or false")),
        }
    }

    /// The schemas of which a credential must be.
    pub fn schemas(&mut self) -> Result<Vec<SchemaId>, Refusal> {
        let expected = "an array of 1 to 64 identifiers of schemas";
        // An array without any would be taken for no expectation.
        if self.0.get("schemas") == Some(&Value::Array(vec![])) {
            return Err(Refusal::malformed("schemas", expected));
        }
        let read = |value: &Value| value.as_str()?.parse().ok();
        self.array("schemas", SCHEMAS, expected, read)
    }

    /// What was anchored beside the credentials.
    pub fn inclusions(&mut self) -> Result<Vec<Inclusion>, Refusal> {
        let expected = "an array of at most 16 inclusions, as `aura credential` writes them";
        let read = |value: &Value| Inclusion::read(value).ok();
        self.array("inclusions", MAX_CREDENTIALS, expected, read)
    }

    /// Which checks the client thinks of. All are always made.
    pub fn checks(&mut self) -> Result<(), Refusal> {
        let expected = "an array of at most 64 strings";
        let read = |value: &Value| value.as_str().map(drop);
        self.array("checks", 64, expected, read).map(drop)
    }

    fn array<T>(
        &mut self,
        name: &str,
        most: usize,
        expected: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<Vec<T>, Refusal> {
        let items = match self.0.remove(name) {
            None => return Ok(vec![]),
            Some(Value::Array(items)) if items.len() <= most => items,
            Some(_) => return Err(Refusal::malformed(name, expected)),
        };
        let items: Option<Vec<_>> = items.iter().map(read).collect();
        items.ok_or_else(|| Refusal::malformed(name, expected))
    }

    /// Refuses whatever is left: who asked for it would believe that it was done.
    pub fn done(self) -> Result<(), Refusal> {
        match self.0.keys().next() {
            Some(name) => Err(Refusal::unknown_option(name)),
            None => Ok(()),
        }
    }
}
