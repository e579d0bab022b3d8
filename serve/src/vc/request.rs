//! Requests to issue or verify.

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

/// Maximum number of schemas that a verifier may accept.
const MAX_SCHEMAS: usize = 64;

/// A request: one document and its options.
pub struct DocumentRequest {
    pub document: Value,
    pub options: Options,
}

/// The document that a request is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// A credential that has yet to get its proof.
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

impl DocumentRequest {
    /// Reads a request. Unknown members and duplicate keys are refused.
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

/// Returns true if the media type is JSON, which forms of web pages cannot send without a CORS
/// preflight.
fn is_json(headers: &HeaderMap) -> bool {
    body::media_type(headers).is_some_and(|media| media.essence_str() == "application/json")
}

/// Options that were not read yet.
pub struct Options(Map<String, Value>);

impl Options {
    /// Removes an option that is a string.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.0.remove(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal::malformed(name, "a string")),
        }
    }

    /// Removes an option with an expected value. An empty string is refused: no document could
    /// match it.
    pub fn expectation(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.text(name)? {
            Some(text) if text.is_empty() => {
                Err(Refusal::malformed(name, "a string that is not empty"))
            }
            text => Ok(text),
        }
    }

    /// Removes a Boolean option; false if it is absent.
    pub fn flag(&mut self, name: &str) -> Result<bool, Refusal> {
        self.flag_or(name, false)
    }

    /// Removes a Boolean option; `otherwise` if it is absent.
    pub fn flag_or(&mut self, name: &str, otherwise: bool) -> Result<bool, Refusal> {
        match self.0.remove(name) {
            None => Ok(otherwise),
            Some(Value::Bool(value)) => Ok(value),
            Some(_) => Err(Refusal::malformed(name, "true or false")),
        }
    }

    /// Removes the schemas that are accepted; a credential must follow one of them.
    pub fn schemas(&mut self) -> Result<Vec<SchemaId>, Refusal> {
        let expected = "an array of 1 to 64 identifiers of schemas";
        // An empty array would mean no expectation.
        if self.0.get("schemas") == Some(&Value::Array(vec![])) {
            return Err(Refusal::malformed("schemas", expected));
        }
        let read = |value: &Value| value.as_str()?.parse().ok();
        self.array("schemas", MAX_SCHEMAS, expected, read)
    }

    /// Removes the inclusion proofs of anchored credentials.
    pub fn inclusions(&mut self) -> Result<Vec<Inclusion>, Refusal> {
        let expected =
            "an array of at most 16 inclusions, each as it was issued with its credential";
        let read = |value: &Value| Inclusion::read(value).ok();
        self.array("inclusions", MAX_CREDENTIALS, expected, read)
    }

    /// Removes the list of checks, which has no effect: all checks are always made.
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

    /// Refuses options that were not read: the client would believe that they had an effect.
    pub fn done(self) -> Result<(), Refusal> {
        match self.0.keys().next() {
            Some(name) => Err(Refusal::unknown_option(name)),
            None => Ok(()),
        }
    }
}
