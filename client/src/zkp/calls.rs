//! What a DID does about proofs: as bytes, and in words.

use super::{describe, names};
use crate::{did::Problem, state::State, Result};
use aura_primitives::{
    did::Relationship,
    zkp::{AcceptedKeys, Circuit, PolicyId, Uses, VerificationPolicy},
};
use codec::{Decode, DecodeAll, Encode};

/// The calls of the pallet `ZkpVerifier` that a DID makes, under the numbers that they have there.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ZkpCall {
    /// Registers a policy.
    #[codec(index = 4)]
    RegisterPolicy(VerificationPolicy),
    /// Closes a policy.
    #[codec(index = 5)]
    ClosePolicy(PolicyId),
}

/// The pallet's name in the runtimes.
pub const PALLET: &str = "ZkpVerifier";
/// Its number.
pub const NUMBER: u8 = 62;

impl ZkpCall {
    /// The bytes of the call.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&[NUMBER][..], &self.encode()].concat()
    }

    /// Reads what follows the number of the pallet.
    ///
    /// # Errors
    /// If it is none of these, down to the last byte.
    pub fn read(mut rest: &[u8]) -> std::result::Result<Self, Problem> {
        Self::decode_all(&mut rest).map_err(|error| Problem::Unknown(error.to_string()))
    }

    /// The relationship under which a key must stand to sign it.
    pub const fn relationship(&self) -> Relationship {
        Relationship::AssertionMethod
    }

    /// The name of the call, and its number.
    const fn call(&self) -> (&'static str, u8) {
        match self {
            Self::RegisterPolicy(_) => ("register_policy", 4),
            Self::ClosePolicy(_) => ("close_policy", 5),
        }
    }

    /// Checks that the runtime has the call under the numbers that it has for ever.
    ///
    /// # Errors
    /// If it has no such pallet, or tells other numbers.
    pub fn check_numbers(&self, state: &State) -> Result<()> {
        let (call, number) = self.call();
        if state.numbers_of(PALLET, call)? == [NUMBER, number] {
            Ok(())
        } else {
            Err(Problem::OtherNumbers(PALLET, call).into())
        }
    }

    /// The names of the variants in it, as metadata have them.
    pub fn variants(&self) -> Vec<&'static str> {
        match self {
            Self::RegisterPolicy(policy) => vec![
                match policy.predicate.circuit() {
                    Circuit::Ownership => "Ownership",
                    Circuit::Age => "Age",
                    Circuit::Range => "Range",
                    Circuit::Membership => "Membership",
                },
                match policy.uses {
                    Uses::Many => "Many",
                    Uses::Once { .. } => "Once",
                },
                match policy.keys {
                    AcceptedKeys::AtLeast(_) => "AtLeast",
                    AcceptedKeys::Exactly(_) => "Exactly",
                },
            ],
            Self::ClosePolicy(_) => vec![],
        }
    }

    /// The policy that it registers.
    pub fn policy(&self) -> Option<PolicyId> {
        match self {
            Self::RegisterPolicy(policy) => Some(policy.id()),
            Self::ClosePolicy(_) => None,
        }
    }

    /// What it does, a line for each thing.
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::RegisterPolicy(policy) => {
                let mut lines = vec![
                    format!("Register the policy {}", policy.id()),
                    format!("Of {}", policy.verifier),
                ];
                lines.extend(describe::policy(policy, None));
                let circuit = names::circuit(policy.predicate.circuit());
                lines.push(format!(
                    "Proven with a key of {circuit} {}",
                    describe::keys(&policy.keys)
                ));
                lines
            }
            Self::ClosePolicy(id) => vec![
                format!("Close the policy {id}"),
                "Its deposit goes back, that for nullifiers when they are forgotten; receipts stay valid until \
                 they expire"
                    .into(),
            ],
        }
    }
}

#[cfg(test)]
#[path = "calls/tests.rs"]
mod tests;
