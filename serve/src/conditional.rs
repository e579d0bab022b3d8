//! Conditional requests: `ETag`, `If-None-Match` and `Cache-Control`.

use axum::http::{header::IF_NONE_MATCH, HeaderMap};
use sp_crypto_hashing::blake2_128;

/// `Cache-Control` for responses that may be cached for one block time, 6 seconds.
pub(super) const CACHE_ONE_BLOCK: &str = "public, max-age=6";

/// `Cache-Control` for responses whose changes must be seen at once, such as temporary errors.
pub(super) const NO_STORE: &str = "no-store";

/// Returns a weak `ETag` over `parts`, which contain no zero byte.
pub(super) fn tag(parts: &[&[u8]]) -> String {
    let all = parts.join(&0);
    format!("W/\"{}\"", const_hex::encode(blake2_128(&all)))
}

/// Returns true if a client has the response with this tag already, by the weak comparison of
/// [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2).
pub(super) fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let lines = headers.get_all(IF_NONE_MATCH).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|known| known == "*" || opaque(known) == opaque(tag))
}

fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}
