//! Cache headers and conditional requests of resolution.
//!
//! Responses may be cached for at most one block time. This holds for old versions too, since their
//! DID can be deactivated later and clients must see that. Unchanged responses are recognised by
//! their tag instead.

use super::Target;
use crate::conditional::{self, CACHE_ONE_BLOCK, NO_STORE};
use aura_identity::did::DocumentMetadata;
use axum::http::{request::Parts, HeaderMap, Method, StatusCode};

/// Caching that a request allows.
#[derive(Clone, Copy)]
pub(super) struct Caching<'a> {
    cacheable: bool,
    headers: Option<&'a HeaderMap>,
}

impl<'a> Caching<'a> {
    /// No caching.
    pub const NONE: Self = Self {
        cacheable: false,
        headers: None,
    };

    /// Reads the rules from a request. A `POST`, with its options in the body, allows no caching.
    pub fn new(parts: &'a Parts, target: &Target) -> Self {
        if parts.method == Method::POST {
            return Self::NONE;
        }
        Self {
            cacheable: !target.is_fresh,
            headers: Some(&parts.headers),
        }
    }

    /// Returns the header `Cache-Control` of a response.
    pub fn control(self, status: StatusCode) -> &'static str {
        match status {
            StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::GONE if self.cacheable => {
                CACHE_ONE_BLOCK
            }
            _ => NO_STORE,
        }
    }

    /// Returns true if the client has the response with this tag already.
    pub fn knows(self, tag: &str) -> bool {
        self.headers
            .is_some_and(|headers| conditional::knows(headers, tag))
    }
}

/// Returns the header `ETag`, which changes with the content or its metadata.
///
/// The tag is weak: whole results also name the block that was queried, which changes all the time
/// and makes no difference.
pub(super) fn tag(media_type: &str, content: &[u8], about: &DocumentMetadata) -> Option<String> {
    let about = serde_json::to_vec(about).ok()?;
    Some(conditional::tag(&[media_type.as_bytes(), content, &about]))
}
