//! Whom a credential is for in proofs, as an issuer gets it.

use aura_zkp_core::Fr;
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use std::{fmt, str::FromStr};

/// What an issuer gets of the holder: whom a credential is for. It hides both numbers that it is made
/// of, and no two of a wallet can be told to be one person's.
///
/// Its text is that of `holderCommitment` in a credential: 32 bytes, little-endian, in base64url behind
/// a `u`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Commitment(Fr);

/// A text is no commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "that is no holder commitment: 32 bytes below the order of the field, in base64url behind a 'u', \
     as `aura credential holder` prints them"
)]
pub struct NoCommitment;

impl Commitment {
    /// The element of the field.
    pub const fn value(&self) -> Fr {
        self.0
    }
}

impl From<Fr> for Commitment {
    fn from(value: Fr) -> Self {
        Self(value)
    }
}

impl FromStr for Commitment {
    type Err = NoCommitment;

    fn from_str(text: &str) -> Result<Self, NoCommitment> {
        let digits = text.strip_prefix('u').ok_or(NoCommitment)?;
        let bytes = URL_SAFE_NO_PAD.decode(digits).map_err(|_| NoCommitment)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| NoCommitment)?;
        Option::from(Fr::from_bytes(&bytes))
            .map(Self)
            .ok_or(NoCommitment)
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "u{}", URL_SAFE_NO_PAD.encode(self.0.to_bytes()))
    }
}

impl fmt::Debug for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_has_one_text() {
        let commitment = Commitment(Fr::from(258));
        let text = "uAgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assert_eq!(commitment.to_string(), text);
        assert_eq!(text.parse(), Ok(commitment));
        let order = {
            // The modulus: the first number that is none of the field.
            let mut bytes = (-Fr::one()).to_bytes();
            bytes[0] += 1;
            format!("u{}", URL_SAFE_NO_PAD.encode(bytes))
        };
        let most = Commitment(-Fr::one());
        assert_eq!(most.to_string().parse(), Ok(most));
        for bad in [
            "",
            "u",
            &text[1..],
            &format!("z{}", &text[1..]),
            &format!("{text}="),
            &format!(" {text}"),
            &text[..42],
            &format!("{}B", &text[..43]),
            &format!("{text}AA"),
            &order,
            "0x0200000000000000000000000000000000000000000000000000000000000000",
        ] {
            assert_eq!(bad.parse::<Commitment>(), Err(NoCommitment), "{bad}");
        }
    }
}
