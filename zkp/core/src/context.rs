//! What a presentation is bound to (`docs/zkp.md`, *Context, scope, nullifier*).
//!
//! Pallet and wallet make both from records and from whom they know; nobody is given one as bytes. All
//! parts have a fixed length, so they stand behind each other as SCALE writes them.

use crate::{hash::to_field, tags, Fr};
use aura_primitives::{
    did::Did,
    zkp::{PolicyId, Uses},
};
use codec::Encode;

/// What a verifier has one number of a person for.
///
/// The two kinds are told apart in what is hashed: whoever draws a challenge could otherwise draw the
/// identifier of a vote, and see the number under which somebody votes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode)]
pub enum Label<'a> {
    /// One presentation: its challenge.
    Challenge(&'a [u8; 32]),
    /// A policy that everybody satisfies once.
    Policy(&'a PolicyId),
}

impl<'a> Label<'a> {
    /// That of presentations for a policy, of which one has this challenge.
    pub const fn of(uses: &Uses, policy: &'a PolicyId, challenge: &'a [u8; 32]) -> Self {
        match uses {
            Uses::Many => Self::Challenge(challenge),
            Uses::Once { .. } => Self::Policy(policy),
        }
    }
}

/// Where a person has one number: a chain, the DID of a verifier, and what the verifier has it for.
pub fn scope(genesis: &[u8; 32], application: &Did, label: &Label<'_>) -> Fr {
    let bytes = (genesis, application, label).encode();
    to_field(tags::SCOPE, &bytes)
}

/// What a proof is made for. With any part another, it proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Context<'a> {
    /// The hash of the chain's first block.
    pub genesis: &'a [u8; 32],
    /// The digest of the key, which binds circuit, version and provenance.
    pub key_digest: &'a [u8; 32],
    /// Who wants the proof.
    pub application: &'a Did,
    /// What for: the identifier of the policy.
    pub policy: &'a [u8; 32],
    /// Who has the use of it. Not who pays: a copied proof serves its owner alone.
    pub beneficiary: &'a [u8; 32],
    /// What was drawn at random for this presentation.
    pub challenge: &'a [u8; 32],
    /// The last block in which it is taken.
    pub expires: u32,
}

impl Context<'_> {
    /// The public input.
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
            // No challenge leads to the number of a vote.
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
        // A scope is no context of the same bytes.
        assert_ne!(to_field("scope", &expected), to_field("context", &expected));
    }
}
