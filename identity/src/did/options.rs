//! Options of resolution and of dereferencing.

use super::Head;
use crate::{did::ResolutionError, limits::MAX_OPTIONS, DateTime};
use aura_primitives::did::Relationship;
use serde::{
    de::{Error as _, MapAccess, Visitor},
    Deserialize, Deserializer, Serialize, Serializer,
};
use serde_json::Value;
use std::fmt;

/// Options as given: those of
/// [resolution](https://www.w3.org/TR/did-resolution/#did-resolution-options) and of
/// [dereferencing](https://www.w3.org/TR/did-resolution/#did-url-dereferencing-options).
///
/// | option | value |
/// |---|---|
/// | `accept` | media types, as in the header `Accept` |
/// | `versionId` | number of the block that set the version |
/// | `versionTime` | a [`DateTime`]; fractions of the second are dropped |
/// | `head` | `finalised`, the default, or `best`; an extension of Aura |
/// | `expandRelativeUrls`, `noCache` | `true` or `false`, without effect |
/// | `verificationRelationship` | relationship of the method; only for dereferencing |
///
/// Every URL in a document is absolute and nothing is cached, so `expandRelativeUrls` and `noCache`
/// have no effect.
///
/// Their JSON is an object. They are checked on use, so that errors come in the standard's order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ResolutionOptions(Vec<(String, Value)>);

/// The options of resolution.
pub(crate) const RESOLVING: [&str; 6] = [
    "accept",
    "versionId",
    "versionTime",
    "head",
    "expandRelativeUrls",
    "noCache",
];

/// The options of dereferencing.
pub(crate) const DEREFERENCING: [&str; 7] = [
    "accept",
    "versionId",
    "versionTime",
    "head",
    "expandRelativeUrls",
    "noCache",
    "verificationRelationship",
];

/// The request that the options make.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Request {
    pub accept: Option<String>,
    pub version: Option<Version>,
    pub head: Head,
    pub relationship: Option<Relationship>,
}

/// The requested version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Version {
    /// The version that was set in this block.
    Id(u32),
    /// The version that was in force at this time.
    Time(DateTime),
}

impl ResolutionOptions {
    /// Options from the decoded query of an HTTP request.
    pub fn from_query<K: Into<String>, V: Into<String>>(
        parameters: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        // One more than the limit is enough for the error.
        let most = MAX_OPTIONS.saturating_add(1);
        let parameters = parameters.into_iter().take(most);
        Self(
            parameters
                .map(|(name, value)| (name.into(), Value::String(value.into())))
                .collect(),
        )
    }

    /// Adds an option.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// Requests the version that this block set.
    #[must_use]
    pub fn with_version_id(self, block: u32) -> Self {
        self.with("versionId", block.to_string())
    }

    /// Requests the version that was in force at this time.
    #[must_use]
    pub fn with_version_time(self, time: DateTime) -> Self {
        self.with("versionTime", time.to_string())
    }

    /// Accepts these media types, in the syntax of the `Accept` header.
    #[must_use]
    pub fn with_accept(self, accept: impl Into<String>) -> Self {
        self.with("accept", accept.into())
    }

    /// Returns true if there is an option of this name, with any value.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Reads the best block instead of the last finalised one.
    #[must_use]
    pub fn at_best(self) -> Self {
        self.with("head", "best")
    }
}

impl ResolutionOptions {
    /// Reads the request. Unknown options are refused first, then invalid values: the order of the
    /// standard's algorithm.
    pub(crate) fn request(&self, known: &[&str]) -> Result<Request, ResolutionError> {
        if self.0.len() > MAX_OPTIONS {
            return Err(ResolutionError::TooManyOptions);
        }
        if let Some((name, _)) = self
            .0
            .iter()
            .find(|(name, _)| !known.contains(&name.as_str()))
        {
            return Err(ResolutionError::unknown_option(name));
        }
        let mut request = Request::default();
        let mut seen = Vec::new();
        for (name, value) in &self.0 {
            if seen.contains(&name) {
                return Err(ResolutionError::RepeatedOption(name.clone()));
            }
            seen.push(name);
            request.take(name, value)?;
        }
        Ok(request)
    }
}

impl Request {
    fn take(&mut self, name: &str, value: &Value) -> Result<(), ResolutionError> {
        match (name, value) {
            ("versionId" | "versionTime", _) if self.version.is_some() => {
                return Err(ResolutionError::VersionIdAndTime)
            }
            ("accept", Value::String(accept)) => self.accept = Some(accept.clone()),
            ("versionId", Value::String(text)) => {
                let block = block(text).ok_or(VERSION_ID)?;
                self.version = Some(Version::Id(block));
            }
            ("versionTime", Value::String(text)) => {
                let time = text.parse().map_err(|_| VERSION_TIME)?;
                self.version = Some(Version::Time(time));
            }
            ("head", Value::String(text)) => {
                self.head = match text.as_str() {
                    "finalized" => Head::Finalized,
                    "best" => Head::Best,
                    _ => return Err(HEAD),
                }
            }
            ("verificationRelationship", Value::String(text)) => {
                let relationship = Relationship::ALL
                    .into_iter()
                    .find(|relationship| relationship.name() == text)
                    .ok_or(RELATIONSHIP)?;
                self.relationship = Some(relationship);
            }
            ("expandRelativeUrls" | "noCache", Value::Bool(_)) => {}
            ("expandRelativeUrls" | "noCache", Value::String(text))
                if matches!(text.as_str(), "true" | "false") => {}
            ("accept", _) => return Err(ACCEPT),
            ("versionId", _) => return Err(VERSION_ID),
            ("versionTime", _) => return Err(VERSION_TIME),
            ("head", _) => return Err(HEAD),
            ("verificationRelationship", _) => return Err(RELATIONSHIP),
            _ => return Err(FLAG),
        }
        Ok(())
    }
}

/// Errors of options with invalid values.
pub(crate) const ACCEPT: ResolutionError =
    invalid("accept", "media types, as in the header Accept");
const VERSION_ID: ResolutionError = invalid("versionId", "the number of a block, in digits");
const VERSION_TIME: ResolutionError =
    invalid("versionTime", "a time in UTC, as in 2026-01-31T12:00:00Z");
const HEAD: ResolutionError = invalid("head", "`finalized` or `best`");
const RELATIONSHIP: ResolutionError = invalid(
    "verificationRelationship",
    "a verification relationship of DID Core, as in `authentication`",
);
const FLAG: ResolutionError = invalid("expandRelativeUrls` or `noCache", "`true` or `false`");

const fn invalid(name: &'static str, expected: &'static str) -> ResolutionError {
    ResolutionError::InvalidOption { name, expected }
}

/// Reads a block number in its one spelling.
fn block(text: &str) -> Option<u32> {
    let block: u32 = text.parse().ok()?;
    (block.to_string() == text).then_some(block)
}

impl Serialize for ResolutionOptions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for ResolutionOptions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

/// Visitor that reads an object member by member, to notice duplicates.
struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = ResolutionOptions;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of at most {MAX_OPTIONS} options")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<ResolutionOptions, A::Error> {
        let mut options = ResolutionOptions::default();
        while let Some(member) = members.next_entry()? {
            if options.0.len() == MAX_OPTIONS {
                return Err(A::Error::invalid_length(
                    MAX_OPTIONS.saturating_add(1),
                    &self,
                ));
            }
            options.0.push(member);
        }
        Ok(options)
    }
}
