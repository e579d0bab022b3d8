//! The context and the scope of a presentation (`docs/zkp.md`, section 6).
//!
//! Pallet and wallet compute both from records and from the parties they know; neither accepts them
//! as bytes. All parts have a fixed length, so their SCALE encodings are concatenated.

use crate::{hash::to_field, tags, Fr};
use aura_primitives::{
    did::Did,
    zkp::{PolicyId, Uses},
};
use codec::Encode;

/// The purpose within which a person has one nullifier.
///
/// The hash separates the two kinds: otherwise a verifier could use the identifier of a vote as a
/// challenge, and learn the nullifier with which a person votes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode)]
pub enum Label<'a> {
    /// One presentation: its challenge.
    Challenge(&'a [u8; 32]),
    /// A policy that each person satisfies once.
    Policy(&'a PolicyId),
}

impl<'a> Label<'a> {
    /// The label of a presentation with this challenge for a policy.
    pub const fn of(uses: &Uses, policy: &'a PolicyId, challenge: &'a [u8; 32]) -> Self {
        match uses {
            Uses::Many => Self::Challenge(challenge),
            Uses::Once { .. } => Self::Policy(policy),
        }
    }
}

/// The scope in which a person has one nullifier: a chain, the DID of a verifier, and a label.
pub fn scope(genesis: &[u8; 32], application: &Did, label: &Label<'_>) -> Fr {
    let bytes = (genesis, application, label).encode();
    to_field(tags::SCOPE, &bytes)
}

/// The context that a proof is bound to. With any part changed, the proof is invalid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Context<'a> {
    /// The hash of the chain's first block.
    pub genesis: &'a [u8; 32],
    /// The digest of the key, which binds circuit, version and provenance.
    pub key_digest: &'a [u8; 32],
    /// The DID of the verifier.
    pub application: &'a Did,
    /// The identifier of the policy.
    pub policy: &'a [u8; 32],
    /// The beneficiary. Not the payer: a copied proof serves only its owner.
    pub beneficiary: &'a [u8; 32],
    /// The random challenge of this presentation.
    pub challenge: &'a [u8; 32],
    /// The last block in which the presentation is accepted.
    pub expires: u32,
}

impl Context<'_> {
    /// Hashes the context to the public input.
    pub fn to_field(&self) -> Fr {
        let bytes = (
            self.genesis,
            self.key_digest,
            self.application,
            self.policy,
            self.beneficiary,
            self.challenge,
            self.expires,
        )
            .encode();
        to_field(tags::CONTEXT, &bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_as_specified() {
        let did = Did::from([3; 32]);
        let policy = PolicyId::from([5; 32]);
        for (kind, label) in [
            (0, Label::Challenge(&[5; 32])),
            // No challenge gives the nullifier of a vote.
            (1, Label::Policy(&policy)),
        ] {
            let expected = [&[1; 32][..], &[3; 32], &[kind], &[5; 32]].concat();
            let found = scope(&[1; 32], &did, &label);
            assert_eq!(found, to_field("scope", &expected));
        }
        let context = Context {
            genesis: &[1; 32],
            key_digest: &[2; 32],
            application: &did,
            policy: &[4; 32],
            beneficiary: &[5; 32],
            challenge: &[6; 32],
            expires: 0x0a0b_0c0d,
        };
        let parts = [[1; 32], [2; 32], [3; 32], [4; 32], [5; 32], [6; 32]].concat();
        let expected = [&parts[..], &[0x0d, 0x0c, 0x0b, 0x0a]].concat();
        assert_eq!(context.to_field(), to_field("context", &expected));
        // Scope and context of the same bytes differ.
        assert_ne!(to_field("scope", &expected), to_field("context", &expected));
    }
}
