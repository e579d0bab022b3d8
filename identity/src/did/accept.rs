//! Content negotiation: media types, and the choice by an `Accept` header.

use crate::{did::ResolutionError, limits::MAX_ACCEPT_BYTES};

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
    /// JSON-LD; a DID document is also JSON-LD.
    pub const JSON_LD: &str = "application/ld+json";
    /// JSON; a DID document is also JSON.
    pub const JSON: &str = "application/json";
    /// The JSON of [DID Core 1.0](https://www.w3.org/TR/did-1.0/#json).
    pub const DID_JSON: &str = "application/did+json";
    /// The JSON-LD of [DID Core 1.0](https://www.w3.org/TR/did-1.0/#json-ld).
    pub const DID_LD_JSON: &str = "application/did+ld+json";
}

/// Media types of a document, in the server's order of preference. The bytes are the same for all
/// but the last, which has its own contexts.
pub(crate) const DOCUMENT: [&str; 5] = [
    media_type::DID,
    media_type::JSON_LD,
    media_type::JSON,
    media_type::DID_JSON,
    media_type::DID_LD_JSON,
];

/// Media types of a document or a list of service URLs, in the server's order of preference.
pub(crate) const SERVICE: [&str; 6] = [
    media_type::DID,
    media_type::JSON_LD,
    media_type::JSON,
    media_type::DID_JSON,
    media_type::DID_LD_JSON,
    media_type::URI_LIST,
];

/// Chooses the offered media type with the greatest weight in an `Accept` header of [RFC
/// 9110](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1); among equal weights, the first
/// offered. Returns `None` if the header accepts none. An empty header accepts everything.
///
/// A range with a parameter other than `q` matches nothing: no offered type has parameters.
///
/// # Errors
///
/// [`ResolutionError::InvalidOption`] if the header is malformed or longer than
/// [`MAX_ACCEPT_BYTES`].
pub fn negotiate<'a>(accept: &str, offer: &[&'a str]) -> Result<Option<&'a str>, ResolutionError> {
    let ranges = ranges(accept).ok_or(super::options::ACCEPT)?;
    if ranges.is_empty() {
        return Ok(offer.first().copied());
    }
    // `max_by_key` returns the last maximum; reversed, that is the first offered.
    let wanted = offer
        .iter()
        .rev()
        .map(|offered| (weight(&ranges, offered), *offered))
        .max_by_key(|(weight, _)| *weight);
    Ok(wanted.and_then(|(weight, offered)| (weight > 0).then_some(offered)))
}

/// As [`negotiate`], with an error if no offer is accepted. Without a header, the first offer.
pub(crate) fn choose(
    accept: Option<&str>,
    offer: &[&'static str],
) -> Result<&'static str, ResolutionError> {
    negotiate(accept.unwrap_or_default(), offer)?
        .ok_or_else(|| ResolutionError::NotAcceptable(offer.join(", ")))
}

/// A media range and its weight in thousandths.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    parameters: bool,
    weight: u16,
}

/// Weight of the most specific range that matches a media type; 0 if none does.
fn weight(ranges: &[Range<'_>], offered: &str) -> u16 {
    let (kind, subtype) = offered.split_once('/').unwrap_or((offered, ""));
    let specificity = |range: &Range<'_>| {
        let is = |range: &str, name: &str| range.eq_ignore_ascii_case(name);
        match (range.kind, range.subtype) {
            _ if range.parameters => None,
            ("*", "*") => Some(0),
            (of, "*") if is(of, kind) => Some(1),
            (of, sub) if is(of, kind) && is(sub, subtype) => Some(2),
            _ => None,
        }
    };
    ranges
        .iter()
        .filter_map(|range| Some((specificity(range)?, range.weight)))
        .max()
        .map_or(0, |(_, weight)| weight)
}

fn ranges(accept: &str) -> Option<Vec<Range<'_>>> {
    if accept.len() > MAX_ACCEPT_BYTES {
        return None;
    }
    accept
        .split(',')
        .map(str::trim)
        .filter(|range| !range.is_empty())
        .map(range)
        .collect()
}

fn range(text: &str) -> Option<Range<'_>> {
    let mut parts = text.split(';').map(str::trim);
    let (kind, subtype) = parts.next()?.split_once('/')?;
    if !is_token(kind) || !is_token(subtype) || (kind == "*" && subtype != "*") {
        return None;
    }
    let mut range = Range {
        kind,
        subtype,
        parameters: false,
        weight: 1000,
    };
    for part in parts.filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        if name.eq_ignore_ascii_case("q") {
            range.weight = thousandths(value)?;
        } else {
            range.parameters = true;
        }
    }
    Some(range)
}

/// The rule `token` of RFC 9110.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The rule `qvalue` of RFC 9110: 0 to 1, with at most three decimals. Returns thousandths.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let number: u16 = format!("{whole}{rest:0<3}").parse().ok()?;
    (digits && matches!(whole, "0" | "1") && number <= 1000).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{media_type::*, *};
    use proptest::prelude::*;

    const OFFER: [&str; 3] = [DID, DID_RESOLUTION, JSON];

    #[test]
    fn the_most_wanted_format_is_chosen() {
        for (accept, chosen) in [
            ("", Some(DID)),
            ("*/*", Some(DID)),
            ("application/*", Some(DID)),
            ("APPLICATION/DID", Some(DID)),
            ("application/did-resolution", Some(DID_RESOLUTION)),
            ("text/html, application/json;q=0.9, */*;q=0.1", Some(JSON)),
            ("application/did;q=0.5, application/json;q=0.500", Some(DID)),
            (
                "application/did;q=0.5 , application/json ; Q=0.51",
                Some(JSON),
            ),
            // The most specific range counts, in any order.
            ("application/did;q=0, */*", Some(DID_RESOLUTION)),
            (
                "*/*, application/did;q=0.1, application/did-resolution;q=0",
                Some(JSON),
            ),
            ("text/html", None),
            ("text/*", None),
            ("application/did;q=0", None),
            ("application/did;profile=x", None),
            ("application/did;q=1.000,", Some(DID)),
        ] {
            assert_eq!(negotiate(accept, &OFFER).unwrap(), chosen, "{accept}");
        }
    }

    #[test]
    fn what_is_no_accept_header_is_refused() {
        let long = "a/b,".repeat(MAX_ACCEPT_BYTES);
        for bad in [
            "did",
            "application/",
            "/did",
            "*/did",
            "application/did;q=2",
            "application/did;q=1.001",
            "application/did;q=0.1234",
            "application/did;q=-1",
            "application/did;q=+1",
            "application/did;q=.5",
            "application/did;q",
            "application / did",
            "application/d\u{ef}d",
            &long,
        ] {
            let error = negotiate(bad, &OFFER).unwrap_err();
            assert_eq!(error.reason(), "INVALID_OPTION", "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(accept in "[a-z*/;,=q. 0-9\\PC]{0,60}") {
            let _ = negotiate(&accept, &OFFER);
        }
    }
}
