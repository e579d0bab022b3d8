//! The `proofValue`: a header and parts of fixed length in SCALE, as base64url with the prefix `u`.

use super::ZkpError;
use crate::data_integrity::multibase;
use codec::{DecodeAll, Encode};
use serde_json::Value;

/// Headers: `ag`, the version of the format, and the kind of proof.
const BASE: [u8; 4] = *b"ag\x01\x00";
const DERIVED: [u8; 4] = *b"ag\x01\x01";

/// Kind of a proof of the suite.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Proof of the issuer.
    Base,
    /// Proof of the holder.
    Derived,
}

impl Kind {
    const fn header(self) -> [u8; 4] {
        match self {
            Self::Base => BASE,
            Self::Derived => DERIVED,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Base => "the issuer's (base) proof",
            Self::Derived => "the holder's (derived) proof",
        }
    }
}

/// Writes a `proofValue`.
pub fn pack(kind: Kind, parts: &impl Encode) -> String {
    let mut bytes = kind.header().to_vec();
    parts.encode_to(&mut bytes);
    multibase::base64url(&bytes)
}

/// Reads a `proofValue`, which must have nothing after its parts.
pub fn unpack<Parts: DecodeAll>(kind: Kind, value: Option<&Value>) -> Result<Parts, ZkpError> {
    let text = value.and_then(Value::as_str);
    let bytes = text
        .filter(|text| text.starts_with('u'))
        .and_then(multibase::decode)
        .ok_or(ZkpError::Value)?;
    let (header, mut parts) = bytes.split_at_checked(4).ok_or(ZkpError::Value)?;
    if header != kind.header() {
        return Err(ZkpError::Header(kind.name()));
    }
    Parts::decode_all(&mut parts).map_err(|_| ZkpError::Value)
}
