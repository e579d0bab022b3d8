//! [Integrity of related
//! resources](https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources).

use super::{at, each, ensure, fault, nth, object, url, Checked};
use crate::data_integrity::{contexts, multibase, types::one_or_more};
use base64::{alphabet, engine, engine::general_purpose, Engine};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::collections::BTreeSet;

/// Related resources: objects with distinct `id`s, each with a digest.
pub(super) fn resources(value: &Value) -> Checked {
    each(value, |one| {
        let members = object(one)?;
        let id = members.get("id").ok_or(at("id", fault("present")))?;
        url(id).map_err(|fault| at("id", fault))?;
        let has_digest = ["digestSRI", "digestMultibase"]
            .iter()
            .any(|name| members.contains_key(*name));
        ensure(
            has_digest,
            "an object with `digestSRI` or `digestMultibase`",
        )
    })?;
    let mut seen = BTreeSet::new();
    one_or_more(Some(value))
        .enumerate()
        .try_for_each(|(index, one)| {
            let is_new = seen.insert(one.get("id").and_then(Value::as_str));
            ensure(is_new, "a different resource from those before it")
                .map_err(|fault| nth(index, at("id", fault)))
        })
}

/// Checks the media type and the digests of a resource in any object. Digests of a known context
/// must be correct.
pub(super) fn check(members: &Map<String, Value>) -> Checked {
    let id = members.get("id").and_then(Value::as_str);
    let resource = id.and_then(contexts::known);
    let member = |name: &str, rule: &dyn Fn(&Value) -> Checked| match members.get(name) {
        Some(value) => rule(value).map_err(|fault| at(name, fault)),
        None => Ok(()),
    };
    member("mediaType", &media_type)?;
    member("digestSRI", &|value| sri(value, resource))?;
    member("digestMultibase", &|value| {
        digest_multibase(value, resource)
    })
}

/// A type and a subtype, each a `restricted-name` of
/// [RFC 6838](https://www.rfc-editor.org/rfc/rfc6838#section-4.2).
fn media_type(value: &Value) -> Checked {
    let is_name = |name: &str| {
        (1..=127).contains(&name.len())
            && name.starts_with(|first: char| first.is_ascii_alphanumeric())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    let text = value.as_str().unwrap_or_default();
    let essence = text.split(';').next().unwrap_or_default().trim_end();
    let parts = essence.split_once('/');
    ensure(
        parts.is_some_and(|(of, name)| is_name(of) && is_name(name)),
        "a media type, as in application/json",
    )
}

/// Digests by [Subresource Integrity](https://www.w3.org/TR/SRI/#the-integrity-attribute).
fn sri(value: &Value, resource: Option<&[u8]>) -> Checked {
    each(value, |text| {
        let digests: Option<Vec<_>> = text
            .as_str()
            .unwrap_or_default()
            .split_ascii_whitespace()
            .map(|one| {
                let (algorithm, digest) = one.split('?').next()?.split_once('-')?;
                let digest = base64(digest)?;
                let is_whole = digest.len() == hash(algorithm, b"")?.len();
                is_whole.then_some((algorithm, digest))
            })
            .collect();
        let digests = digests.filter(|digests| !digests.is_empty()).ok_or(fault(
            "digests as in sha384-… (sha256, sha384 or sha512, in base64)",
        ))?;
        // The strongest algorithm counts. Its name sorts last.
        let strongest = digests.iter().map(|(algorithm, _)| algorithm).max();
        let fits = |(algorithm, digest): &(&str, Vec<u8>)| {
            Some(algorithm) == strongest
                && resource.is_none_or(|bytes| hash(algorithm, bytes).as_ref() == Some(digest))
        };
        ensure(digests.iter().any(fits), WRONG)
    })
}

/// A [`digestMultibase`](https://www.w3.org/TR/vc-data-integrity/#resource-integrity): a multihash.
fn digest_multibase(value: &Value, resource: Option<&[u8]>) -> Checked {
    const EXPECTED: &str = "a multihash in base58btc behind `z` or in base64url behind `u`";
    each(value, |text| {
        let bytes = text.as_str().and_then(multibase::decode);
        let bytes = bytes.ok_or(fault(EXPECTED))?;
        let (code, rest) = varint(&bytes).ok_or(fault(EXPECTED))?;
        let (length, digest) = varint(rest).ok_or(fault(EXPECTED))?;
        ensure(
            length > 0 && usize::try_from(length) == Ok(digest.len()),
            EXPECTED,
        )?;
        let algorithm = match code {
            0x12 => "sha256",
            0x20 => "sha384",
            0x13 => "sha512",
            _ => return ensure(resource.is_none(), "of SHA-256, SHA-384 or SHA-512"),
        };
        ensure(
            hash(algorithm, b"").map(|hash| hash.len()) == Some(digest.len()),
            EXPECTED,
        )?;
        let fits = resource.is_none_or(|bytes| hash(algorithm, bytes).as_deref() == Some(digest));
        ensure(fits, WRONG)
    })
}

const WRONG: &str = "the digest of the resource, which differs";

fn hash(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match algorithm {
        "sha256" => Some(Sha256::digest(bytes).to_vec()),
        "sha384" => Some(Sha384::digest(bytes).to_vec()),
        "sha512" => Some(Sha512::digest(bytes).to_vec()),
        _ => None,
    }
}

/// Base64 of either alphabet, as in `base64-value` of
/// [CSP](https://www.w3.org/TR/CSP3/#grammardef-base64-value).
fn base64(text: &str) -> Option<Vec<u8>> {
    const LENIENT: engine::GeneralPurpose = engine::GeneralPurpose::new(
        &alphabet::STANDARD,
        general_purpose::PAD.with_decode_padding_mode(engine::DecodePaddingMode::Indifferent),
    );
    LENIENT
        .decode(text.replace('-', "+").replace('_', "/"))
        .ok()
}

/// An [unsigned varint](https://github.com/multiformats/unsigned-varint) of at most four bytes.
fn varint(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let length = bytes.iter().take(4).position(|byte| byte & 0x80 == 0)?;
    let (number, rest) = bytes.split_at_checked(length.checked_add(1)?)?;
    let value = number
        .iter()
        .rev()
        .fold(0, |value: u32, byte| (value << 7) | u32::from(byte & 0x7f));
    Some((value, rest))
}
