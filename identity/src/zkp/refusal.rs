//! Reasons why a holder makes no proof about a credential.

use super::{days::calendar, ZkpError};
use aura_primitives::{
    credentials::{ListId, SchemaId, Standing},
    did::Did,
    zkp::Day,
};

/// The reason why nothing is proven about a credential: the request does not accept it, or the
/// chain would refuse the proof.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProofRefusal {
    /// The credential has another schema than the request.
    #[error("the credential is not under the schema {0} of the request")]
    OtherSchema(SchemaId),

    /// The credential does not allow proofs.
    #[error("nothing can be proven of the credential: {0}")]
    NotProvable(ZkpError),

    /// The credential has no proof of `aura-groth16-2026`.
    #[error(
        "nothing can be proven of the credential: it was issued without a proof of \
         aura-groth16-2026. Ask its issuer for one"
    )]
    NoBaseProof,

    /// The request does not accept credentials of this issuer.
    #[error("the request does not accept credentials of {0}")]
    IssuerNotAccepted(Did),

    /// The issuer may not issue at present.
    #[error("the issuer is not in good standing: {}", standing(.0))]
    Standing(Option<Standing>),

    /// The key that signed the credential is not a valid key of the issuer.
    #[error("the key that signed the credential is {0} in the issuer's DID document")]
    IssuerKey(&'static str),

    /// The status list belongs to another issuer or schema.
    #[error("status list {0} is not the issuer's for that schema")]
    OthersList(ListId),

    /// The credential was revoked by its issuer.
    #[error("revoked, as of block {0}")]
    Revoked(u32),

    /// The credential is suspended by its issuer.
    #[error("suspended, as of block {0}")]
    Suspended(u32),

    /// The credential is held by an accreditor or the schema's owner.
    #[error("held by an accreditor of its issuer, as of block {0}")]
    Held(u32),

    /// The day that the request is about is in the future.
    #[error("nobody can answer before {}", calendar(*.0))]
    NotOpen(Day),

    /// The validity period of the credential has not begun.
    #[error("the credential is valid only from {}", calendar(*.0))]
    NotYetValid(Day),

    /// The validity period of the credential has ended.
    #[error(
        "nothing can be proven of the credential after {}, its last whole day: ask its issuer for \
         a new one",
        calendar(*.0)
    )]
    Expired(Day),
}

impl ProofRefusal {
    /// Name of the refusal for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::OtherSchema(_) => "other-schema",
            Self::NotProvable(error) => error.reason(),
            Self::NoBaseProof => "no-proof",
            Self::IssuerNotAccepted(_) => "not-accepted",
            Self::Standing(_) => "unaccredited",
            Self::IssuerKey(_) => "issuer-key",
            Self::OthersList(_) => "anothers-list",
            Self::Revoked(_) => "revoked",
            Self::Suspended(_) => "suspended",
            Self::Held(_) => "held",
            Self::NotOpen(_) => "not-open",
            Self::NotYetValid(_) => "not-yet-valid",
            Self::Expired(_) => "expired",
        }
    }
}

fn standing(standing: &Option<Standing>) -> String {
    match standing {
        None => "the chain does not have the schema".into(),
        Some(Standing::Good) => "it is".into(),
        Some(Standing::Missing) => "it is not accredited".into(),
        Some(Standing::Expired(did)) => format!("the accreditation of {did} has expired"),
        Some(Standing::Suspended(did)) => format!("the accreditation of {did} is suspended"),
        Some(Standing::Broken(did)) => format!("{did}, an ancestor of it, is no longer accredited"),
        Some(Standing::Deactivated(did)) => format!("{did} is deactivated, or does not exist"),
        Some(Standing::TooDeep(did)) => format!("{did} is too far from the schema's owner"),
    }
}
