//! Reasons why a request is not answered although no error occurred: a check did not pass.

use aura_identity::{credential::Failure, zkp::ProofRefusal};
use aura_primitives::credentials::ListId;
use aura_zkp_circuits::Violation;

/// The reason why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The request is not authentic, or can no longer be answered.
    #[error("the request must not be answered: {0}")]
    Request(Failure),

    /// The request does not accept the credential, or the chain would refuse the proof.
    #[error(transparent)]
    Credential(#[from] ProofRefusal),

    /// The status list has pending changes that no status root has yet.
    #[error("status list {0} has pending changes: try again after its status root is committed")]
    ChangesPending(ListId),

    /// The chain has no key with which it would accept a proof.
    #[error("the chain has no key in use of {circuit} {accepted}: {why}")]
    NoKey {
        /// Name of the circuit.
        circuit: &'static str,
        /// Keys that the request accepts, as text.
        accepted: String,
        /// The reason why no key can be used.
        why: &'static str,
    },

    /// The predicate is false for this credential.
    #[error("the credential does not satisfy the predicate: {0}")]
    NotSo(Violation),
}

impl Refusal {
    /// Returns an identifier for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::Credential(refusal) => refusal.reason(),
            Self::ChangesPending(_) => "root-unsealed",
            Self::NoKey { .. } => "no-such-key",
            Self::NotSo(_) => "not-so",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_identity::zkp::ZkpError;
    use aura_primitives::{credentials::Standing, did::Did};
    use std::collections::BTreeSet;

    #[test]
    fn refusals_say_why_in_words_and_in_a_word() {
        let did = Did::from([1; 32]);
        let all = [
            Refusal::Request(Failure::NoSuchDid),
            ProofRefusal::OtherSchema([2; 32].into()).into(),
            ProofRefusal::NotProvable(ZkpError::Unbound).into(),
            ProofRefusal::NoBaseProof.into(),
            ProofRefusal::IssuerNotAccepted(did).into(),
            ProofRefusal::Standing(Some(Standing::Suspended(did))).into(),
            ProofRefusal::IssuerKey("revoked").into(),
            ProofRefusal::OthersList(7).into(),
            ProofRefusal::Revoked(90).into(),
            ProofRefusal::Suspended(90).into(),
            ProofRefusal::Held(90).into(),
            ProofRefusal::NotOpen(719_163).into(),
            ProofRefusal::NotYetValid(719_163).into(),
            ProofRefusal::Expired(719_163).into(),
            Refusal::ChangesPending(7),
            Refusal::NoKey {
                circuit: "age",
                accepted: "of version 2 or later".into(),
                why: "none was registered",
            },
            Refusal::NotSo(Violation::AfterCutoff),
        ];
        let words: BTreeSet<_> = all.iter().map(Refusal::reason).collect();
        assert_eq!(words.len(), all.len());
        assert_eq!(all[8].to_string(), "revoked, as of block 90");
        for (place, part) in [
            (5, format!("the accreditation of {did} is suspended")),
            (12, "only from 1970-01-01".into()),
            (14, "status list 7 has pending changes".into()),
        ] {
            assert!(all[place].to_string().contains(&part), "{}", all[place]);
        }
    }
}
