//! What a request is about.

use super::Function;
use aura_identity::did::{DidUrl, DidUrlError, ResolutionError, ResolutionOptions};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The parameters of a DID URL that are no options as well.
const PARAMETERS: [&str; 3] = ["service", "serviceType", "relativeRef"];

/// A DID or a DID URL, and the options.
pub(super) struct Target {
    pub identifier: String,
    pub options: ResolutionOptions,
    /// Whether the answer should not come out of a cache: that was asked for, or the answer may
    /// be undone.
    pub is_fresh: bool,
}

impl Target {
    /// Out of the path behind the prefix, the query, and the options of the body.
    ///
    /// The standard has two ways to write a DID URL with a query: percent-encoded as a whole, so
    /// that the query of the request is left for options; or as it is. What the query of the request
    /// says of services can only belong to the DID URL. The rest means the same in both places.
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

    /// The function that the identifier alone stands for.
    pub fn function(&self) -> Function {
        if self.identifier.contains(['/', '?', '#']) {
            Function::Dereference
        } else {
            Function::Resolve
        }
    }

    /// Whether it is about services. Of what is no DID URL that cannot be said.
    pub fn may_be_services(&self) -> bool {
        self.identifier.parse::<DidUrl>().is_err() || self.is_services()
    }

    /// True for a DID URL that names a service.
    pub fn is_services(&self) -> bool {
        let url: Result<DidUrl, _> = self.identifier.parse();
        url.is_ok_and(|url| PARAMETERS.iter().any(|name| url.parameter(name).is_some()))
    }

    /// The same with the option that HTTP has a header for.
    ///
    /// # Errors
    /// If there are more options than can be sent on.
    pub fn accepting(mut self, media_type: &str) -> Result<Self, ResolutionError> {
        self.options = self.options.with_accept(media_type);
        let json = serde_json::to_string(&self.options).unwrap_or_default();
        match serde_json::from_str::<ResolutionOptions>(&json) {
            Ok(_) => Ok(self),
            Err(_) => Err(ResolutionError::TooManyOptions),
        }
    }
}

/// Decodes once: a DID URL has percent-encoding of its own.
fn decode(text: &str) -> Result<Cow<'_, str>, DidUrlError> {
    percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| DidUrlError::NotUtf8)
}
