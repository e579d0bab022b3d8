//! What stands in `proofValue`: a header, and then parts of a fixed length, one behind the other as
//! SCALE writes them, in base64url behind a `u`.

use super::ZkpError;
use crate::data_integrity::multibase;
use codec::{DecodeAll, Encode};
use serde_json::Value;

/// `ag`, the version of the format, and the kind of proof.
const BASE: [u8; 4] = *b"ag\x01\x00";
const DERIVED: [u8; 4] = *b"ag\x01\x01";

/// Which of the two proofs of the suite.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The issuer's.
    Base,
    /// The holder's.
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

/// Packs parts.
pub fn pack(kind: Kind, parts: &impl Encode) -> String {
    let mut bytes = kind.header().to_vec();
    parts.encode_to(&mut bytes);
    multibase::base64url(&bytes)
}

/// Reads parts, all of them and nothing else.
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
