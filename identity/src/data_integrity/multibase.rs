//! [Multibase](https://www.w3.org/TR/cid-1.0/#multibase-0): `z` and base58btc, or `u` and base64url
//! without padding. Each encoding of bytes is unique.

use crate::limits::MAX_BASE58_CHARS;
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};

/// Encodes in base58btc.
pub(crate) fn base58btc(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// Encodes in base64url without padding.
pub(crate) fn base64url(bytes: &[u8]) -> String {
    format!("u{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// Decodes either encoding; `None` for a text that its encoder would not write, or of more than
/// [`MAX_BASE58_CHARS`] base58 digits.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    match text.split_at_checked(1)? {
        ("z", digits) if digits.len() <= MAX_BASE58_CHARS => bs58::decode(digits).into_vec().ok(),
        ("u", digits) => URL_SAFE_NO_PAD.decode(digits).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Vectors of RFC 4648, section 10, and of the specification of Multibase.
    #[test]
    fn known_texts_are_written_and_read() {
        for (bytes, text) in [
            ("", "u"),
            ("f", "uZg"),
            ("fo", "uZm8"),
            ("foo", "uZm9v"),
            ("foob", "uZm9vYg"),
            ("fooba", "uZm9vYmE"),
            ("foobar", "uZm9vYmFy"),
            (
                "Decentralize everything!!",
                "uRGVjZW50cmFsaXplIGV2ZXJ5dGhpbmchIQ",
            ),
        ] {
            assert_eq!(base64url(bytes.as_bytes()), text);
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(
            base58btc(b"Decentralize everything!!"),
            "zUXE7GvtEk8XTXs1GF8HSGbVA9FCX9SEBPe"
        );
        assert_eq!(base64url(&[0xfb, 0xff]), "u-_8");
    }

    #[test]
    fn other_texts_are_refused() {
        for bad in [
            "", "m", "uZ", "uZh", "uZm9", "uZg==", "u+/8", "uZ g", "z0", "fz", "é", "uZm9vY",
        ] {
            assert_eq!(decode(bad), None, "{bad}");
        }
        assert_eq!(
            decode(&format!("z{}", "1".repeat(MAX_BASE58_CHARS + 1))),
            None
        );
    }

    proptest! {
        #[test]
        fn bytes_are_read_as_they_were_written(
            bytes in prop::collection::vec(any::<u8>(), 0..100),
        ) {
            prop_assert_eq!(decode(&base64url(&bytes)).unwrap(), bytes.clone());
            prop_assert_eq!(decode(&base58btc(&bytes)).unwrap(), bytes);
        }

        #[test]
        fn a_text_that_is_read_is_the_only_one(text in "[uz][A-Za-z0-9_-]{0,12}") {
            if let Some(bytes) = decode(&text) {
                let encode = if text.starts_with('u') { base64url } else { base58btc };
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
