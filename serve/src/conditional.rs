//! Answers that a client has already.

use axum::http::{header::IF_NONE_MATCH, HeaderMap};
use sp_crypto_hashing::blake2_128;

/// As long as a block takes.
pub(super) const CACHE_ONE_BLOCK: &str = "public, max-age=6";

/// What must be seen when it changes, such as an error that ends.
pub(super) const NO_STORE: &str = "no-store";

/// A weak tag over texts in which there is no zero byte.
pub(super) fn tag(parts: &[&[u8]]) -> String {
    let all = parts.join(&0);
    format!("W/\"{}\"", const_hex::encode(blake2_128(&all)))
}

/// Whether a client has the answer of this tag, by the weak comparison of
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
