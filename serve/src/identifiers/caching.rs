//! How long an answer may be kept, and when it need not be sent again.
//!
//! Nothing is kept for longer than a block takes: not even an old version, since its DID can be
//! deactivated later and that must be seen. What stays the same is recognised by its tag instead.

use super::Target;
use crate::conditional::{self, CACHE_ONE_BLOCK, NO_STORE};
use aura_identity::did::DocumentMetadata;
use axum::http::{request::Parts, HeaderMap, Method, StatusCode};

/// What a request allows of caching.
#[derive(Clone, Copy)]
pub(super) struct Caching<'a> {
    cacheable: bool,
    headers: Option<&'a HeaderMap>,
}

impl<'a> Caching<'a> {
    /// None at all.
    pub const NONE: Self = Self {
        cacheable: false,
        headers: None,
    };

    /// None where the options are in the body.
    pub fn new(parts: &'a Parts, target: &Target) -> Self {
        if parts.method == Method::POST {
            return Self::NONE;
        }
        Self {
            cacheable: !target.is_fresh,
            headers: Some(&parts.headers),
        }
    }

    /// The header `Cache-Control` of an answer.
    pub fn control(self, status: StatusCode) -> &'static str {
        match status {
            StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::GONE if self.cacheable => {
                CACHE_ONE_BLOCK
            }
            _ => NO_STORE,
        }
    }

    /// Whether the client has the answer of this tag already.
    pub fn knows(self, tag: &str) -> bool {
        self.headers
            .is_some_and(|headers| conditional::knows(headers, tag))
    }
}

/// The header `ETag`: the same as long as the content and what is said of it are.
///
/// It is weak. Whole results also name the block that was asked, which is another one all the time
/// and makes no difference.
pub(super) fn tag(media_type: &str, content: &[u8], about: &DocumentMetadata) -> Option<String> {
    let about = serde_json::to_vec(about).ok()?;
    Some(conditional::tag(&[media_type.as_bytes(), content, &about]))
}
