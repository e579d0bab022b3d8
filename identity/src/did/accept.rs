//! Which format is wanted.

use crate::Error;

/// Media types.
pub mod media_type {
    /// A DID document.
    pub const DID: &str = "application/did";
    /// A [`Resolution`](super::super::Resolution).
    pub const DID_RESOLUTION: &str = "application/did-resolution";
    /// A [`Dereferencing`](super::super::Dereferencing).
    pub const DID_URL_DEREFERENCING: &str = "application/did-url-dereferencing";
    /// URLs, one a line.
    pub const URI_LIST: &str = "text/uri-list";
    /// JSON-LD, which a DID document is too.
    pub const JSON_LD: &str = "application/ld+json";
    /// JSON, which a DID document is too.
    pub const JSON: &str = "application/json";
}

/// Which of the media types on offer is wanted most by an `Accept` header of
/// [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1); among equals the first on
/// offer. None if none is accepted.
///
/// # Errors
///
/// [`Error::InvalidOption`] if the header is malformed or far too long.
pub fn negotiate<'a>(accept: &str, offer: &[&'a str]) -> Result<Option<&'a str>, Error> {
    let _ = (accept, offer);
    todo!()
}
