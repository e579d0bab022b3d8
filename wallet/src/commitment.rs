//! The holder's commitment in a credential.

use aura_zkp_core::Fr;
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use std::{fmt, str::FromStr};

/// The holder's commitment, which the issuer puts into a credential. It hides the secret and the
/// blinding that it is made from, and two commitments of a wallet cannot be linked.
///
/// The text form is that of `holderCommitment` in a credential: 32 bytes, little-endian, in
/// base64url after a `u`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Commitment(Fr);

/// The text is not a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "that is not a holder's commitment: give 32 bytes below the order of the field, in base64url \
     behind a 'u'"
)]
pub struct NoCommitment;

impl Commitment {
    /// Returns the commitment as a field element.
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
            // The modulus: the smallest number that is not a field element.
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
