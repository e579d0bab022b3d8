use std::fmt;

use aura_zkp_core::{
    credential::{Children, Claims},
    date::Day,
    set,
    signature::Signature,
    status, Fr,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The private part of every circuit, known to the holder only.
///
/// Wiped when dropped; `Debug` prints no value.
#[derive(Clone)]
pub struct Witness {
    /// The secret of the wallet.
    pub secret: Fr,
    /// The random number that hides the secret in this credential.
    pub blinding: Fr,
    /// The index of the credential in its status list, below 2^20.
    pub index: u32,
    /// The first day of the credential.
    pub from: Day,
    /// The last day of the credential.
    pub until: Day,
    /// All claims of the credential, by slot.
    pub claims: Claims,
    /// The issuer's signature.
    pub signature: Signature,
    /// The word with the credential's bit in the status list, and the nodes above it.
    pub status: status::Path,
    /// The children of the nodes above the claim in the set, from the members up. Membership only.
    pub set_path: Option<[Children; set::LEVELS]>,
}

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Witness").finish_non_exhaustive()
    }
}

impl Zeroize for Witness {
    fn zeroize(&mut self) {
        self.secret.zeroize();
        self.blinding.zeroize();
        self.index.zeroize();
        self.from.0.zeroize();
        self.until.0.zeroize();
        self.claims.zeroize();
        self.signature.c.zeroize();
        self.signature.s.zeroize();
        self.status.word.zeroize();
        self.status.groups.zeroize();
        self.set_path.zeroize();
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for Witness {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::scenario::Scenario;

    #[test]
    fn nothing_of_a_witness_is_shown() {
        let witness = Scenario::new(1).witness;
        assert_eq!(format!("{witness:?}"), "Witness { .. }");
    }

    #[test]
    fn a_witness_is_wiped() {
        let mut witness = Scenario::membership(1).witness.clone();
        witness.zeroize();
        assert_eq!((witness.secret, witness.blinding), (Fr::zero(), Fr::zero()));
        assert!((0..16).all(|slot| witness.claims.get(slot) == Some(Fr::zero())));
        assert_eq!(
            (witness.signature.c, witness.signature.s),
            ([0; 16], jubjub::Fr::zero())
        );
        assert_eq!(
            (
                witness.index,
                witness.status.word,
                witness.from.0,
                witness.until.0
            ),
            (0, 0, 0, 0)
        );
    }
}
