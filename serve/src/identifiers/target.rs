//! The target of a request.

use super::Function;
use aura_identity::did::{DidUrl, DidUrlError, ResolutionError, ResolutionOptions};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Parameters of a DID URL that are not also resolution options.
const PARAMETERS: [&str; 3] = ["service", "serviceType", "relativeRef"];

/// A DID or DID URL, and the resolution options.
pub(super) struct Target {
    pub identifier: String,
    pub options: ResolutionOptions,
    /// True if the response must not come from a cache: the client asked for that, or the block may
    /// still be reverted.
    pub is_fresh: bool,
}

impl Target {
    /// Reads the path after the prefix, the query, and the options of the body.
    ///
    /// The standard has two ways to write a DID URL with a query: percent-encoded as a whole, which
    /// leaves the request's query for options; or unencoded. Parameters of services in the
    /// request's query always belong to the DID URL. The others mean the same in both places.
    pub fn new(
        path: &str,
        query: Option<&str>,
        options: ResolutionOptions,
    ) -> Result<Self, ResolutionError> {
        let mut target = Self {
            identifier: decode(path)?.into_owned(),
            options,
            is_fresh: false,
        };
        let mut parameters = vec![];
        for pair in query.unwrap_or_default().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if pair.is_empty() {
            } else if PARAMETERS.contains(&name.as_ref()) {
                parameters.push(pair);
            } else {
                target.is_fresh |= matches!(
                    (name.as_ref(), value.as_ref()),
                    ("noCache", "true") | ("head", "best")
                );
                target.options = target.options.with(name, value.into_owned());
            }
        }
        target.add(&parameters);
        Ok(target)
    }

    /// Adds parameters to the DID URL, before its fragment.
    fn add(&mut self, parameters: &[&str]) {
        let fragment = self
            .identifier
            .find('#')
            .map(|at| self.identifier.split_off(at));
        for parameter in parameters {
            let sign = if self.identifier.contains('?') {
                '&'
            } else {
                '?'
            };
            self.identifier.push(sign);
            self.identifier.push_str(parameter);
        }
        self.identifier.extend(fragment);
    }

    /// Returns the function that the identifier alone implies.
    pub fn function(&self) -> Function {
        if self.identifier.contains(['/', '?', '#']) {
            Function::Dereference
        } else {
            Function::Resolve
        }
    }

    /// Returns true if the identifier may name a service: it does, or is not a valid DID URL.
    pub fn may_be_services(&self) -> bool {
        self.identifier.parse::<DidUrl>().is_err() || self.is_services()
    }

    /// Returns true if the identifier is a DID URL that names a service.
    pub fn is_services(&self) -> bool {
        let url: Result<DidUrl, _> = self.identifier.parse();
        url.is_ok_and(|url| PARAMETERS.iter().any(|name| url.parameter(name).is_some()))
    }

    /// Returns the target with the option `accept`, for which HTTP has a header.
    ///
    /// # Errors
    /// [`ResolutionError::TooManyOptions`] if there are more options than the resolver accepts.
    pub fn accepting(mut self, media_type: &str) -> Result<Self, ResolutionError> {
        self.options = self.options.with_accept(media_type);
        let json = serde_json::to_string(&self.options).unwrap_or_default();
        match serde_json::from_str::<ResolutionOptions>(&json) {
            Ok(_) => Ok(self),
            Err(_) => Err(ResolutionError::TooManyOptions),
        }
    }
}

/// Removes one level of percent-encoding: a DID URL has its own.
fn decode(text: &str) -> Result<Cow<'_, str>, DidUrlError> {
    percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| DidUrlError::NotUtf8)
}
