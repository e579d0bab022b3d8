//! From a credential and a request to the statement that is proven: all but the proof itself, and
//! all reasons to make none. No code here queries a node.

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

/// A credential that can be used in proofs.
#[derive(Debug, Clone)]
pub struct Provable {
    /// The claims and other values that the issuer signed.
    pub signed: Signed,
    /// The issuer's signature over them.
    pub base: BaseProof,
}

/// The presentation for a request, and the inputs of its proof.
pub struct Answer {
    /// The presentation, without its proof.
    pub presentation: Presentation<[u8; 32]>,
    /// The statement that is proven.
    pub statement: Statement,
    /// The values that only the holder knows.
    pub witness: Witness,
}

/// Inputs of an answer, besides the credential.
pub struct AnswerInputs<'a> {
    /// The path from the credential's status to the status root, and that root.
    pub status: (Path, [u8; 32]),
    /// The day that the proof is about.
    pub date: Day,
    /// The beneficiary, used if the request names none.
    pub beneficiary: Option<[u8; 32]>,
    /// The key of the circuit.
    pub key: &'a PreparedKey,
}

impl Provable {
    /// Reads the credential for an answer, and checks its issuer's signature.
    ///
    /// # Errors
    /// If the request does not accept the credential.
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

    /// Returns the queries that are needed about its issuer.
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

    /// Checks that the chain would accept a proof about it: the key still belongs to the issuer,
    /// the issuer may issue, and the status list belongs to the issuer.
    ///
    /// # Errors
    /// If the chain would refuse it.
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
            Failure::NoSuchMethod => Refusal::IssuerKey("not present"),
            Failure::Revoked => Refusal::IssuerKey("revoked"),
            Failure::NotRelated(_) | Failure::Zkp(_) => Refusal::IssuerKey("a different key"),
            _ => Refusal::IssuerKey("no longer valid"),
        })?;
        if key != self.base.key {
            return Err(Refusal::IssuerKey("a different key"));
        }
        zkp::check_list(facts, meta.list, issuer, schema)
            .map_err(|_| Refusal::OthersList(meta.list))
    }

    /// Counts the keys for proofs in the issuer's document that are not revoked. A proof reveals
    /// which of them signed the credential.
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

    /// Returns the day that a proof is about: today, or the day from the request.
    ///
    /// # Errors
    /// If the credential is not valid on that day, or the day is in the future: the credential
    /// could be issued again before it.
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

    /// Builds the presentation, the statement and the witness.
    ///
    /// # Errors
    /// If the statement cannot be built.
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

/// Checks the status of a credential by the pages of its whole list. Returns the path to the list's
/// root, if that is the root on the chain; `None` if the list has pending changes.
///
/// # Errors
/// If the credential was revoked, or is suspended or held.
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
