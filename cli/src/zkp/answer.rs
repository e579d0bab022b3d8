//! From a credential and a request to what is proven: everything but the proof, and every reason to make
//! none. Nothing here speaks to a node.

use super::refusal::Refusal;
use crate::wallet::Opening;
use aura_identity::{
    credential::{Facts, Failure, Questions},
    zkp::{self, AuthenticatedRequest, BaseProof, PresentedRecords, Signed, ZkpError},
};
use aura_primitives::{
    credentials::{view::PageView, Index, Place, Status},
    did::{view::View, PublicKey as DidKey},
    zkp::{PreparedKey, Presentation},
};
use aura_zkp_circuits::Witness;
use aura_zkp_core::{
    date::Day,
    statement::{Predicate, Statement},
    status::{Path, StatusTree},
};
use serde_json::Value;

/// A credential of which something can be proven.
#[derive(Debug, Clone)]
pub struct Provable {
    /// What the issuer signed.
    pub signed: Signed,
    /// With what.
    pub base: BaseProof,
}

/// The answer to a request, and what its proof is made of.
pub struct Answer {
    /// The answer, without its proof.
    pub presentation: Presentation<[u8; 32]>,
    /// What is proven.
    pub statement: Statement,
    /// What only the holder knows.
    pub witness: Witness,
}

/// What an answer is made of beside the credential.
pub struct AnswerInputs<'a> {
    /// The way from the credential to the root of its list, and that root.
    pub status: (Path, [u8; 32]),
    /// The day that the proof is about.
    pub date: Day,
    /// Who has the use of it, where the request names nobody.
    pub beneficiary: Option<[u8; 32]>,
    /// The key of the circuit.
    pub key: &'a PreparedKey,
}

impl Provable {
    /// Reads a credential that is to answer a request, and checks its issuer's signature.
    ///
    /// # Errors
    /// If it is not one that the request takes.
    pub fn read(credential: &Value, asked: &AuthenticatedRequest) -> Result<Self, Refusal> {
        let policy = asked.policy();
        let signed = Signed::read(credential, asked.schema()).map_err(|error| match error {
            ZkpError::OtherSchema => Refusal::OtherSchema(policy.schema),
            error => Refusal::NotProvable(error),
        })?;
        if policy.issuers.binary_search(&signed.issuer).is_err() {
            return Err(Refusal::IssuerNotAccepted(signed.issuer));
        }
        let base = BaseProof::find(credential).map_err(Refusal::NotProvable)?;
        let base = base.ok_or(Refusal::NoBaseProof)?;
        if base.issuer != signed.issuer {
            return Err(Refusal::NotProvable(ZkpError::Method));
        }
        base.verify(&signed).map_err(Refusal::NotProvable)?;
        Ok(Self { signed, base })
    }

    /// What must be asked about its issuer.
    pub fn questions(&self) -> Questions {
        let Signed {
            issuer,
            schema,
            meta,
            ..
        } = &self.signed;
        Questions {
            dids: [*issuer].into(),
            standings: [(*schema, *issuer)].into(),
            lists: [meta.list].into(),
            ..Questions::default()
        }
    }

    /// Checks that the chain would take a proof about it: the key is still the issuer's, the issuer may
    /// issue, and the list is its own.
    ///
    /// # Errors
    /// If it would not.
    pub fn check(&self, facts: &Facts) -> Result<(), Refusal> {
        let Signed {
            issuer,
            schema,
            meta,
            ..
        } = &self.signed;
        zkp::check_standing(facts, schema, issuer).map_err(|_| {
            let standing = facts.standings.get(&(*schema, *issuer));
            Refusal::Standing(standing.copied().flatten())
        })?;
        let key = zkp::issuer_key(facts, issuer, self.base.key_index);
        let key = key.map_err(|failure| match failure {
            Failure::NoSuchMethod => Refusal::IssuerKey("not to be found"),
            Failure::Revoked => Refusal::IssuerKey("revoked"),
            Failure::NotRelated(_) | Failure::Zkp(_) => Refusal::IssuerKey("another one"),
            _ => Refusal::IssuerKey("none any more"),
        })?;
        if key != self.base.key {
            return Err(Refusal::IssuerKey("another one"));
        }
        zkp::check_list(facts, meta.list, issuer, schema)
            .map_err(|_| Refusal::OthersList(meta.list))
    }

    /// Keys for proofs in the issuer's document that are not revoked. A proof shows with which of them
    /// the credential is signed.
    pub fn keys(&self, facts: &Facts) -> usize {
        let Some(Some(View::Active(view))) = facts.dids.get(&self.signed.issuer) else {
            return 0;
        };
        let prefix = DidKey::Jubjub([0; 32]).multicodec();
        let methods = view.methods.iter();
        methods
            .filter(|method| method.revoked.is_none() && method.multikey.starts_with(prefix))
            .count()
    }

    /// The day that a proof is about: today, or the one that the request says.
    ///
    /// # Errors
    /// If the credential is not in force on it, or it is yet to come: until then, the credential could be
    /// issued anew.
    pub fn date(&self, asked: &AuthenticatedRequest, today: Day) -> Result<Day, Refusal> {
        let date = asked.date().unwrap_or(today);
        if date > today {
            return Err(Refusal::NotOpen(date.0));
        }
        let meta = &self.signed.meta;
        if date < meta.from {
            return Err(Refusal::NotYetValid(meta.from.0));
        }
        if date > meta.until {
            return Err(Refusal::Expired(meta.until.0));
        }
        Ok(date)
    }

    /// The answer.
    ///
    /// # Errors
    /// If what is asked for is not so.
    pub fn answer(
        &self,
        asked: &AuthenticatedRequest,
        opening: &Opening,
        given: AnswerInputs<'_>,
    ) -> Result<Answer, Refusal> {
        let AnswerInputs {
            status: (status, status_root),
            date,
            beneficiary,
            key,
        } = given;
        let named = PresentedRecords {
            version: key.id.version,
            issuer: self.signed.issuer,
            key: self.base.key_index,
            list: self.signed.meta.list,
            status_root,
            date,
            beneficiary,
        };
        let presentation = asked.presentation(&named, &opening.secret);
        let statement = asked
            .statement(&presentation, &self.base.key, &key.digest)
            .map_err(Refusal::NotProvable)?;
        let set_path = match (statement.predicate, asked.set()) {
            (Predicate::Membership { slot, .. }, Some(set)) => {
                let claim = self.signed.claims.get(slot);
                claim.and_then(|claim| set.path(&claim))
            }
            _ => None,
        };
        let witness = Witness {
            secret: opening.secret,
            blinding: opening.blinding,
            index: self.signed.meta.index,
            from: self.signed.meta.from,
            until: self.signed.meta.until,
            claims: self.signed.claims.clone(),
            signature: self.base.signature,
            status,
            set_path,
        };
        Ok(Answer {
            presentation,
            statement,
            witness,
        })
    }
}

/// What has become of a credential by the pages of its whole list; and the list's root with the way to it,
/// if that is the root which the chain has. Without it, changes wait to come into one.
///
/// # Errors
/// If it was revoked, or is suspended or held.
pub fn status(
    pages: &[PageView],
    index: Index,
    root: &[u8; 32],
    block: u32,
) -> Result<Option<Path>, Refusal> {
    let of = Place::of(index).page;
    let page = pages.iter().find(|page| page.page == of);
    match page.map_or(Status::Valid, |page| page.bits.get(index)) {
        Status::Valid => {}
        Status::Revoked => return Err(Refusal::Revoked(block)),
        Status::Suspended => return Err(Refusal::Suspended(block)),
        Status::Held => return Err(Refusal::Held(block)),
    }
    let words = pages.iter().map(|page| (page.page, page.bits.words()));
    let tree = StatusTree::new(words);
    if tree.root().to_bytes() != *root {
        return Ok(None);
    }
    Ok(tree.path(index))
}

#[cfg(test)]
#[path = "answer/tests.rs"]
mod tests;
