//! Statements: the public inputs of the circuits, in their order (`docs/zkp.md`, section 7).

use crate::{date::Day, signature::PublicKey, Fr};
use alloc::vec::Vec;
use aura_primitives::{credentials::ListId, limits};

pub use aura_primitives::zkp::Circuit;

/// The predicate on a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Predicate {
    /// No claim: only that the credential is the holder's.
    Ownership,
    /// The date in a slot is not after the cut-off, nor more than 2^32 days before.
    Age {
        /// The slot of the date.
        slot: u8,
        /// The last accepted day.
        cutoff: Day,
    },
    /// The integer in a slot is in a range, both ends included.
    Range {
        /// The slot of the integer.
        slot: u8,
        /// The least value, encoded by [`crate::value::offset`].
        lo: u64,
        /// The greatest value, encoded likewise.
        hi: u64,
    },
    /// The claim in a slot is a member of a set.
    Membership {
        /// The slot of the claim.
        slot: u8,
        /// The root of [`crate::set::Set`].
        set_root: Fr,
    },
}

/// The statement of a presentation. The verifier computes it from records that it trusts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// The issuer's key, of prime order.
    pub issuer_key: PublicKey,
    /// The authority, a hash of the key, the issuer's DID and the schema:
    /// [`crate::credential::authority`].
    pub authority: Fr,
    /// The status list of the credential.
    pub list: ListId,
    /// The day on which the credential is valid.
    pub date: Day,
    /// The root of the status list in which the credential is neither revoked, suspended nor held.
    pub status_root: Fr,
    /// The context of the proof: [`crate::context::Context`].
    pub context: Fr,
    /// The scope of the nullifier: [`crate::context::scope`].
    pub scope: Fr,
    /// The nullifier of the holder in the scope.
    pub nullifier: Fr,
    /// The predicate that the claims satisfy.
    pub predicate: Predicate,
}

/// The statement has no inputs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StatementError {
    /// The slot is reserved, or does not exist.
    #[error("slot {0} is not a claim slot; claim slots are 4 to 15")]
    Slot(u8),
}

impl Predicate {
    /// The slot that the circuit opens.
    pub const fn slot(&self) -> Option<u8> {
        match self {
            Self::Ownership => None,
            Self::Age { slot, .. } | Self::Range { slot, .. } | Self::Membership { slot, .. } => {
                Some(*slot)
            }
        }
    }

    /// The circuit of the predicate.
    pub const fn circuit(&self) -> Circuit {
        match self {
            Self::Ownership => Circuit::Ownership,
            Self::Age { .. } => Circuit::Age,
            Self::Range { .. } => Circuit::Range,
            Self::Membership { .. } => Circuit::Membership,
        }
    }
}

impl Statement {
    /// The circuit of the statement.
    pub const fn circuit(&self) -> Circuit {
        self.predicate.circuit()
    }

    /// Computes the public inputs.
    ///
    /// # Errors
    ///
    /// If the slot is not one for claims.
    pub fn inputs(&self) -> Result<Vec<Fr>, StatementError> {
        let [u, v] = self.issuer_key.coordinates();
        let mut inputs = Vec::with_capacity(self.circuit().inputs());
        inputs.extend([
            u,
            v,
            self.authority,
            validity(self.list, self.date),
            self.status_root,
            self.context,
            self.scope,
            self.nullifier,
        ]);
        if let Some(slot) = self.predicate.slot() {
            if !(limits::FIRST_CLAIM_SLOT..=limits::LAST_CLAIM_SLOT).contains(&slot) {
                return Err(StatementError::Slot(slot));
            }
            inputs.push(Fr::from(u64::from(slot)));
        }
        match self.predicate {
            Predicate::Ownership => (),
            Predicate::Age { cutoff, .. } => inputs.push(Fr::from(u64::from(cutoff.0))),
            Predicate::Range { lo, hi, .. } => inputs.extend([Fr::from(lo), Fr::from(hi)]),
            Predicate::Membership { set_root, .. } => inputs.push(set_root),
        }
        Ok(inputs)
    }
}

/// `2^20 · list + (2^64 + 2^128) · date`.
pub fn validity(list: ListId, date: Day) -> Fr {
    Fr::from_raw([u64::from(list) << 20, date.0.into(), date.0.into(), 0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::SecretKey;

    fn statement(predicate: Predicate) -> Statement {
        Statement {
            issuer_key: SecretKey::from_seed(&[1; 32]).public_key(),
            authority: Fr::from(2),
            list: u32::MAX,
            date: Day(739_944),
            status_root: Fr::from(4),
            context: Fr::from(5),
            scope: Fr::from(6),
            nullifier: Fr::from(7),
            predicate,
        }
    }

    #[test]
    fn inputs_stand_in_their_order() {
        let of = |predicate| statement(predicate).inputs().unwrap();
        let common = of(Predicate::Ownership);
        let [u, v] = statement(Predicate::Ownership).issuer_key.coordinates();
        let validity =
            Fr::from(u64::from(u32::MAX) << 20) + Fr::from_raw([0, 1, 1, 0]) * Fr::from(739_944);
        let [two, four, five, six, seven] = [2, 4, 5, 6, 7].map(Fr::from);
        let expected = [u, v, two, validity, four, five, six, seven];
        assert_eq!(common, expected);
        let cutoff = Day(733_000);
        for (predicate, rest) in [
            (Predicate::Age { slot: 4, cutoff }, vec![4, 733_000]),
            (
                Predicate::Range {
                    slot: 15,
                    lo: 8,
                    hi: u64::MAX,
                },
                vec![15, 8, u64::MAX],
            ),
            (
                Predicate::Membership {
                    slot: 9,
                    set_root: Fr::from(10),
                },
                vec![9, 10],
            ),
        ] {
            let inputs = of(predicate);
            assert_eq!(inputs.len(), predicate.circuit().inputs());
            assert_eq!(inputs[..8], expected);
            let rest: Vec<_> = rest.into_iter().map(Fr::from).collect();
            assert_eq!(inputs[8..], rest);
        }
        assert_eq!(common.len(), Circuit::Ownership.inputs());
    }

    #[test]
    fn slots_that_are_not_for_claims_are_refused() {
        for slot in 0..=u8::MAX {
            let found = statement(Predicate::Range { slot, lo: 0, hi: 1 }).inputs();
            let for_claims = (4..=15).contains(&slot);
            assert_eq!(found.is_ok(), for_claims, "{slot}");
        }
    }
}
