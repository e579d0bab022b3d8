//! Names of circuits and keys as people write them: `age`, `age/1`.

use aura_primitives::zkp::{Circuit, KeyId};
use std::{fmt, str::FromStr};

/// Returns the name of a circuit.
pub const fn circuit(circuit: Circuit) -> &'static str {
    match circuit {
        Circuit::Ownership => "ownership",
        Circuit::Age => "age",
        Circuit::Range => "range",
        Circuit::Membership => "membership",
    }
}

/// Parses the name of a circuit.
pub fn parse_circuit(text: &str) -> Result<Circuit, String> {
    let mut all = Circuit::ALL.into_iter();
    all.find(|known| circuit(*known) == text).ok_or_else(|| {
        let known = Circuit::ALL.map(circuit).join(", ");
        format!("'{text}' is not a circuit: use one of {known}")
    })
}

/// Name of a key: its circuit and its version. Without a version, the first is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyName(pub KeyId);

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let KeyId {
            circuit: of,
            version,
        } = self.0;
        write!(f, "{}/{version}", circuit(of))
    }
}

impl FromStr for KeyName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (of, version) = match text.split_once('/') {
            None => (text, 1),
            Some((of, version)) => {
                let wrong = |_| format!("'{version}' is not a version: write age/1, for instance");
                (of, version.parse().map_err(wrong)?)
            }
        };
        Ok(Self(KeyId {
            circuit: parse_circuit(of)?,
            version,
        }))
    }
}

/// Parses a digest: 32 bytes in hexadecimal digits.
pub fn digest(text: &str) -> Result<[u8; 32], String> {
    const_hex::decode_to_array(text)
        .map_err(|_| format!("'{text}' is not 32 bytes in hexadecimal digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_read_with_their_prefix_or_without() {
        let digits = "ab".repeat(32);
        assert_eq!(digest(&digits), Ok([0xab; 32]));
        assert_eq!(digest(&format!("0x{digits}")), Ok([0xab; 32]));
        for bad in ["", "0x", "ab", &digits[1..]] {
            assert!(digest(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        for circuit in Circuit::ALL {
            for version in [0, 1, u16::MAX] {
                let name = KeyName(KeyId { circuit, version });
                assert_eq!(name.to_string().parse(), Ok(name));
            }
        }
        let first = KeyId {
            circuit: Circuit::Range,
            version: 1,
        };
        assert_eq!("range".parse(), Ok(KeyName(first)));
        for bad in ["", "Age", "age/", "age/x", "age/65536", "age/1/1", "height"] {
            assert!(bad.parse::<KeyName>().is_err(), "{bad}");
        }
    }
}
