//! Calls about proofs that a DID can sign: their encoding, and a summary for the user.

use super::{describe, names};
use crate::{did::Problem, state::State, Result};
use aura_primitives::{
    did::Relationship,
    zkp::{AcceptedKeys, Circuit, PolicyId, Uses, VerificationPolicy},
};
use codec::{Decode, DecodeAll, Encode};

/// Calls of the pallet `ZkpVerifier` that a DID can sign, with their indices in the pallet.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ZkpCall {
    /// Registers a verification policy.
    #[codec(index = 4)]
    RegisterPolicy(VerificationPolicy),
    /// Closes a verification policy.
    #[codec(index = 5)]
    ClosePolicy(PolicyId),
}

/// Name of the pallet in the runtimes.
pub const PALLET: &str = "ZkpVerifier";
/// Index of the pallet in the runtimes.
pub const PALLET_INDEX: u8 = 62;

impl ZkpCall {
    /// Encodes the call, with the index of the pallet.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&[PALLET_INDEX][..], &self.encode()].concat()
    }

    /// Decodes a call from the bytes after the index of the pallet.
    ///
    /// # Errors
    /// If the bytes are not exactly one of these calls.
    pub fn read(mut rest: &[u8]) -> std::result::Result<Self, Problem> {
        Self::decode_all(&mut rest).map_err(|error| Problem::Unknown(error.to_string()))
    }

    /// Returns the verification relationship that a key needs to sign the call.
    pub const fn relationship(&self) -> Relationship {
        Relationship::AssertionMethod
    }

    /// Returns the name of the call, and its index.
    const fn call(&self) -> (&'static str, u8) {
        match self {
            Self::RegisterPolicy(_) => ("register_policy", 4),
            Self::ClosePolicy(_) => ("close_policy", 5),
        }
    }

    /// Checks that the node's runtime gives the call its indices, which never change.
    ///
    /// # Errors
    /// If the runtime has no such pallet or call, or reports other indices.
    pub fn check_indices(&self, state: &State) -> Result<()> {
        let (call, number) = self.call();
        if state.indices_of(PALLET, call)? == [PALLET_INDEX, number] {
            Ok(())
        } else {
            Err(Problem::OtherIndices(PALLET, call).into())
        }
    }

    /// Returns the names of the enum variants in the call, as the metadata have them, in the order
    /// of the encoding.
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

    /// Returns the identifier of the policy that the call registers, if it registers one.
    pub fn policy(&self) -> Option<PolicyId> {
        match self {
            Self::RegisterPolicy(policy) => Some(policy.id()),
            Self::ClosePolicy(_) => None,
        }
    }

    /// Returns a summary for the user, one line per effect.
    pub fn summary(&self) -> Vec<String> {
        match self {
            Self::RegisterPolicy(policy) => {
                let mut lines = vec![
                    format!("Register the policy {}", policy.id()),
                    format!("Verifier {}", policy.verifier),
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
                "The deposit is returned; its part for nullifiers, when they are pruned. Receipts \
                 stay valid until they expire."
                    .into(),
            ],
        }
    }
}

#[cfg(test)]
mod tests;
