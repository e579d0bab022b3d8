//! How long an answer may be kept, and when it need not be sent again.
//!
//! Nothing is kept for longer than a block takes: not even an old version, since its DID can be
//! deactivated later and that must be seen. What stays the same is recognised by its tag instead.

use super::Target;
use aura_identity::did::DocumentMetadata;
use axum::http::{header::IF_NONE_MATCH, request::Parts, HeaderMap, Method, StatusCode};
use sp_crypto_hashing::blake2_128;

/// As long as a block takes.
const BRIEFLY: &str = "public, max-age=6";

/// What must be seen when it changes, such as an error that ends.
const NEVER: &str = "no-store";

/// What a request allows of caching.
#[derive(Clone, Copy)]
pub(super) struct Caching<'a> {
    kept: bool,
    headers: Option<&'a HeaderMap>,
}

impl<'a> Caching<'a> {
    /// None at all.
    pub const NONE: Self = Self {
        kept: false,
        headers: None,
    };

    /// None where the options are in the body.
    pub fn new(parts: &'a Parts, target: &Target) -> Self {
        if parts.method == Method::POST {
            return Self::NONE;
        }
        Self {
            kept: !target.is_fresh,
            headers: Some(&parts.headers),
        }
    }

    /// The header `Cache-Control` of an answer.
    pub fn control(self, status: StatusCode) -> &'static str {
        match status {
            StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::GONE if self.kept => BRIEFLY,
            _ => NEVER,
        }
    }

    /// Whether the client has the answer of this tag already, by the weak comparison of
    /// [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2).
    pub fn knows(self, tag: &str) -> bool {
        let lines = self
            .headers
            .into_iter()
            .flat_map(|headers| headers.get_all(IF_NONE_MATCH));
        lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .map(str::trim)
            .any(|known| known == "*" || opaque(known) == opaque(tag))
    }
}

/// The header `ETag`: the same as long as the content and what is said of it are.
///
/// It is weak. Whole results also name the block that was asked, which is another one all the time
/// and makes no difference.
pub(super) fn tag(media_type: &str, content: &[u8], about: &DocumentMetadata) -> Option<String> {
    let about = serde_json::to_vec(about).ok()?;
    // No JSON has a zero in it.
    let all = [media_type.as_bytes(), content, &about].join(&0);
    Some(format!("W/\"{}\"", const_hex::encode(blake2_128(&all))))
}

fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}
