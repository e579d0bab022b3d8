//! DID URLs.

use crate::{did::ResolutionError, limits::MAX_DID_URL_BYTES};
use aura_primitives::did::Did;
use percent_encoding::percent_decode_str;
use std::{fmt, str::FromStr};

/// A [DID URL](https://www.w3.org/TR/did-1.1/#did-url-syntax) of this method:
/// `did:aura:<id>[/path][?query][#fragment]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DidUrl {
    did: Did,
    path: String,
    query: Option<String>,
    fragment: Option<String>,
    parameters: Vec<(String, String)>,
}

/// An error of a DID URL.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DidUrlError {
    /// The text is longer than [`MAX_DID_URL_BYTES`].
    #[error("a DID URL has at most {MAX_DID_URL_BYTES} bytes here")]
    TooLong,
    /// A character is not permitted in its place by the syntax.
    #[error("not a DID URL: check for characters that must be percent-encoded")]
    Syntax,
    /// A percent-encoded part is not UTF-8.
    #[error("percent-encoded text must be UTF-8")]
    NotUtf8,
    /// A parameter appears twice.
    #[error("the parameter `{0}` appears twice in the DID URL")]
    RepeatedParameter(String),
    /// `relativeRef` without a service to be relative to.
    #[error("`relativeRef` needs `service` or `serviceType` beside it")]
    RelativeRefAlone,
    /// `relativeRef` is not a relative reference, or leaves the host or the root of the service.
    #[error("`relativeRef` must be a path, query or fragment, without any `..`")]
    RelativeRef,
    /// The endpoint of the service has a fragment already, or cannot be extended.
    #[error(
        "the URL of the service cannot be extended by the path, query or fragment of the DID URL"
    )]
    ServiceUrl,
}

impl DidUrlError {
    /// As [`ResolutionError::reason`].
    pub(crate) const fn reason(&self) -> &'static str {
        match self {
            Self::TooLong => "TOO_LONG",
            Self::Syntax => "SYNTAX",
            Self::NotUtf8 => "NOT_UTF8",
            Self::RepeatedParameter(_) => "REPEATED_PARAMETER",
            Self::RelativeRefAlone => "RELATIVE_REF_ALONE",
            Self::RelativeRef => "RELATIVE_REF",
            Self::ServiceUrl => "SERVICE_URL",
        }
    }
}

impl DidUrl {
    /// DID before the path, query and fragment.
    pub fn did(&self) -> &Did {
        &self.did
    }

    /// Path, with its first `/`; empty if there is none.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Query without its `?`, not decoded.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// Fragment without its `#`, not decoded.
    pub fn fragment(&self) -> Option<&str> {
        self.fragment.as_deref()
    }

    /// Names and values of the query, decoded. No name appears twice.
    pub fn parameters(&self) -> &[(String, String)] {
        &self.parameters
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    }
}

impl FromStr for DidUrl {
    type Err = ResolutionError;

    /// Reads the format that [`fmt::Display`] writes.
    fn from_str(text: &str) -> Result<Self, ResolutionError> {
        if text.len() > MAX_DID_URL_BYTES {
            return Err(DidUrlError::TooLong.into());
        }
        let (rest, fragment) = split(text, '#');
        let (rest, query) = split(rest, '?');
        let (did, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let also = |more: &'static [u8]| move |part: &str| is_of(part, more);
        let valid = is_did(did)
            && also(b":@/")(path)
            && query.is_none_or(also(b":@/?"))
            && fragment.is_none_or(also(b":@/?"));
        if !valid {
            return Err(DidUrlError::Syntax.into());
        }
        Ok(Self {
            did: did.parse()?,
            path: path.into(),
            query: query.map(Into::into),
            fragment: fragment.map(Into::into),
            parameters: parameters(query.unwrap_or_default())?,
        })
    }
}

impl fmt::Display for DidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.did, self.path)?;
        if let Some(query) = &self.query {
            write!(f, "?{query}")?;
        }
        if let Some(fragment) = &self.fragment {
            write!(f, "#{fragment}")?;
        }
        Ok(())
    }
}

/// A DID of any method, by the rule `did` of
/// [DID Core](https://www.w3.org/TR/did-1.1/#did-syntax).
pub(crate) fn is_did(text: &str) -> bool {
    let Some((method, id)) = text
        .strip_prefix("did:")
        .and_then(|rest| rest.split_once(':'))
    else {
        return false;
    };
    let method = !method.is_empty()
        && method
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    // A path may have these characters, an identifier may not.
    let id = !id.is_empty()
        && !id.ends_with(':')
        && !id.contains(|character| "~!$&'()*+,;=@/".contains(character))
        && is_of(id, b":");
    method && id && text.len() <= MAX_DID_URL_BYTES
}

/// Percent-decodes a part of a DID URL.
pub(crate) fn decode(text: &str) -> Result<String, DidUrlError> {
    let decoded = percent_decode_str(text).decode_utf8();
    Ok(decoded.map_err(|_| DidUrlError::NotUtf8)?.into_owned())
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, behind)) => (before, Some(behind)),
        None => (text, None),
    }
}

/// Returns true if a part has only unreserved characters and sub-delimiters of RFC 3986,
/// percent-encoded octets, and the characters `more`.
fn is_of(part: &str, more: &[u8]) -> bool {
    let is_escape = |rest: &str| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let escapes = part.split('%').skip(1).all(is_escape);
    escapes
        && part.bytes().all(|byte| {
            byte.is_ascii_alphanumeric()
                || b"-._~!$&'()*+,;=%".contains(&byte)
                || more.contains(&byte)
        })
}

fn parameters(query: &str) -> Result<Vec<(String, String)>, DidUrlError> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let (name, value) = (decode(name)?, decode(value)?);
        if parameters.iter().any(|(given, _)| *given == name) {
            return Err(DidUrlError::RepeatedParameter(name));
        }
        parameters.push((name, value));
    }
    Ok(parameters)
}
