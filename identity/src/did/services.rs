//! Services that a DID URL selects, and their endpoints.

use super::{url::decode, DidUrl, DidUrlError, Document, Service};
use crate::did::ResolutionError;
use iri_string::types::{UriRelativeStr, UriStr};

/// Selection of services by the parameters of a DID URL.
pub(crate) struct Selection<'a> {
    service: Option<&'a str>,
    kind: Option<&'a str>,
    relative_ref: Option<&'a UriRelativeStr>,
    fragment: Option<&'a str>,
}

impl<'a> Selection<'a> {
    /// Reads the selection; `None` if the DID URL selects no services.
    pub fn new(url: &'a DidUrl) -> Result<Option<Self>, DidUrlError> {
        let (service, kind) = (url.parameter("service"), url.parameter("serviceType"));
        let relative_ref = url.parameter("relativeRef").map(relative_ref).transpose()?;
        if service.is_none() && kind.is_none() {
            return match relative_ref {
                Some(_) => Err(DidUrlError::RelativeRefAlone),
                None => Ok(None),
            };
        }
        Ok(Some(Self {
            service,
            kind,
            relative_ref,
            fragment: url.fragment(),
        }))
    }

    /// Removes all services from a document that are not selected.
    pub fn select(&self, document: &mut Document) -> Result<(), ResolutionError> {
        let Document { id, service, .. } = document;
        service.retain(|service| {
            self.service
                .is_none_or(|given| is_id(id, &service.id, given))
                && self.kind.is_none_or(|kind| service.kind == kind)
        });
        if service.is_empty() {
            return Err(ResolutionError::NoSuchService);
        }
        Ok(())
    }

    /// Endpoints of the services in a document, each extended by `relativeRef` and the fragment of
    /// the DID URL. Endpoints that cannot be extended are omitted.
    ///
    /// # Errors
    ///
    /// [`DidUrlError::ServiceUrl`] if none is left.
    pub fn urls(&self, document: &Document) -> Result<Vec<String>, DidUrlError> {
        let endpoints = document.service.iter().flat_map(Service::endpoints);
        let urls: Vec<String> = endpoints
            .filter_map(|endpoint| self.extend(endpoint))
            .collect();
        if urls.is_empty() {
            return Err(DidUrlError::ServiceUrl);
        }
        Ok(urls)
    }

    fn extend(&self, endpoint: &str) -> Option<String> {
        let mut url = match self.relative_ref {
            None => endpoint.to_owned(),
            Some(reference) => {
                let (base, _) = UriStr::new(endpoint).ok()?.to_absolute_and_fragment();
                reference.resolve_against(base).to_string()
            }
        };
        if let Some(fragment) = self.fragment {
            if url.contains('#') {
                return None;
            }
            url.push('#');
            url.push_str(fragment);
        }
        Some(url)
    }
}

/// Returns true if `given` identifies a service: by its DID URL, by `#name`, or by its name.
fn is_id(did: &str, id: &str, given: &str) -> bool {
    let name = id.strip_prefix(did).and_then(|rest| rest.strip_prefix('#'));
    given == id || name.is_some_and(|name| given.strip_prefix('#').unwrap_or(given) == name)
}

/// Reads a relative reference of RFC 3986, section 4.2, that stays on the host of the service and
/// under its root: it has no host, and no decoding of it contains `..`.
fn relative_ref(text: &str) -> Result<&UriRelativeStr, DidUrlError> {
    let reference = UriRelativeStr::new(text).map_err(|_| DidUrlError::RelativeRef)?;
    let mut plain = text.to_owned();
    loop {
        if plain
            .split(['/', '\\', '?', '#'])
            .any(|segment| segment == "..")
        {
            return Err(DidUrlError::RelativeRef);
        }
        let decoded = decode(&plain)?;
        // Each round shortens the text or is the last, so the loop ends.
        if decoded == plain {
            break;
        }
        plain = decoded;
    }
    match reference.authority_str() {
        None if !plain.contains('\\') => Ok(reference),
        _ => Err(DidUrlError::RelativeRef),
    }
}
