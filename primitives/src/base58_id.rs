//! Identifiers that are hashes, written in base58btc.

/// Defines an identifier of 32 bytes with a text form in base58btc, and the error for malformed
/// texts.
macro_rules! base58_id {
    ($(#[$doc:meta])* $id:ident, $(#[$error_doc:meta])* $error:ident, $message:literal) => {
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            codec::Encode,
            codec::Decode,
            codec::DecodeWithMemTracking,
            codec::MaxEncodedLen,
        )]
        pub struct $id([u8; 32]);

        crate::described::described_as!($id, [u8; 32]);

        impl $id {
            /// The 32 bytes of the identifier.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }

            /// The text in base58btc.
            pub fn to_base58(&self) -> alloc::string::String {
                bs58::encode(self.0).into_string()
            }
        }

        impl From<[u8; 32]> for $id {
            fn from(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }
        }

        impl core::fmt::Display for $id {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.to_base58())
            }
        }

        impl core::fmt::Debug for $id {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(self, f)
            }
        }

        $(#[$error_doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
        #[error($message)]
        pub struct $error;

        impl core::str::FromStr for $id {
            type Err = $error;

            /// Parses exactly the texts that [`Display`](core::fmt::Display) writes.
            fn from_str(text: &str) -> Result<Self, $error> {
                crate::base58_id::read(text).map(Self).ok_or($error)
            }
        }
    };
}

pub(crate) use base58_id;

/// Base58 characters of 32 bytes, at most. Longer texts are refused without decoding.
const BASE58_CHARS_OF_32_BYTES: usize = 44;

/// Decodes a text of 32 bytes in base58btc.
pub(crate) fn read(text: &str) -> Option<[u8; 32]> {
    if text.len() > BASE58_CHARS_OF_32_BYTES {
        return None;
    }
    // Base58 of a fixed length has one text for each value, so the length check suffices.
    let mut bytes = [0; 32];
    (bs58::decode(text).onto(&mut bytes) == Ok(32)).then_some(bytes)
}
