//! The holder's rules: from a credential and a request to the statement that is proven, or the
//! reason why nothing is proven. The proof itself is made elsewhere.
//!
//! The verifier's rules are in [`verify()`](super::verify()), and both share the checks of the
//! issuer; the chain's are in `pallet-zkp-verifier`.

use super::{
    check_accepted, check_list, check_standing, issuer_key, AuthenticatedRequest, BaseProof,
    PresentedRecords, ProofRefusal, Signed, ZkpError,
};
use crate::credential::{Facts, Failure, Questions};
use aura_primitives::{
    credentials::{view::PageView, Index, Place, Status},
    did::{view::View, PublicKey as DidKey},
    zkp::{PreparedKey, Presentation},
};
use aura_zkp_core::{
    credential::Children,
    date::Day,
    set,
    statement::{Predicate, Statement},
    status::{Path, StatusTree},
    Fr,
};
use serde_json::Value;

/// A credential that can be used in proofs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provable {
    /// The claims and other values that the issuer signed.
    pub signed: Signed,
    /// The issuer's signature over them.
    pub base: BaseProof,
}

/// The answer to a request, and the statement that its proof must prove.
pub struct HolderAnswer {
    /// The presentation, without its proof.
    pub presentation: Presentation<[u8; 32]>,
    /// The statement that is proven.
    pub statement: Statement,
    /// The path from the claim to the root of the set, for a membership predicate. It is a part of
    /// the witness.
    pub set_path: Option<[Children; set::LEVELS]>,
}

/// Inputs of an answer, besides the credential.
#[derive(Clone, Copy)]
pub struct AnswerInputs<'a> {
    /// The root of the status list, to which [`status_path`] leads.
    pub status_root: [u8; 32],
    /// The day that the proof is about, of [`Provable::date`].
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
    ///
    /// If the credential has another schema or an issuer that the request does not accept, has no
    /// base proof, or its signature is invalid.
    pub fn read(credential: &Value, request: &AuthenticatedRequest) -> Result<Self, ProofRefusal> {
        let policy = request.policy();
        let signed = Signed::read(credential, request.schema()).map_err(|error| match error {
            ZkpError::OtherSchema => ProofRefusal::OtherSchema(policy.schema),
            error => ProofRefusal::NotProvable(error),
        })?;
        check_accepted(policy, &signed.issuer)
            .map_err(|_| ProofRefusal::IssuerNotAccepted(signed.issuer))?;
        let base = BaseProof::find(credential).map_err(ProofRefusal::NotProvable)?;
        let base = base.ok_or(ProofRefusal::NoBaseProof)?;
        if base.issuer != signed.issuer {
            return Err(ProofRefusal::NotProvable(ZkpError::Method));
        }
        base.verify(&signed).map_err(ProofRefusal::NotProvable)?;
        Ok(Self { signed, base })
    }

    /// Returns the queries about the credential's issuer that [`Self::check`] needs.
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
    ///
    /// If the chain would refuse it.
    pub fn check(&self, facts: &Facts) -> Result<(), ProofRefusal> {
        let Signed {
            issuer,
            schema,
            meta,
            ..
        } = &self.signed;
        check_standing(facts, schema, issuer).map_err(|_| {
            let standing = facts.standings.get(&(*schema, *issuer));
            ProofRefusal::Standing(standing.copied().flatten())
        })?;
        let key = issuer_key(facts, issuer, self.base.key_index);
        let key = key.map_err(|failure| match failure {
            Failure::NoSuchMethod => ProofRefusal::IssuerKey("not present"),
            Failure::Revoked => ProofRefusal::IssuerKey("revoked"),
            Failure::NotRelated(_) | Failure::Zkp(_) => ProofRefusal::IssuerKey("a different key"),
            _ => ProofRefusal::IssuerKey("no longer valid"),
        })?;
        if key != self.base.key {
            return Err(ProofRefusal::IssuerKey("a different key"));
        }
        check_list(facts, meta.list, issuer, schema)
            .map_err(|_| ProofRefusal::OthersList(meta.list))
    }

    /// Counts the keys for proofs in the issuer's document that are not revoked. A proof reveals
    /// which of them signed the credential.
    pub fn issuer_key_count(&self, facts: &Facts) -> usize {
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
    ///
    /// If the credential is not valid on that day, or the day is in the future, since the
    /// credential could be replaced before that day.
    pub fn date(&self, request: &AuthenticatedRequest, today: Day) -> Result<Day, ProofRefusal> {
        let date = request.date().unwrap_or(today);
        if date > today {
            return Err(ProofRefusal::NotOpen(date.0));
        }
        let meta = &self.signed.meta;
        if date < meta.from {
            return Err(ProofRefusal::NotYetValid(meta.from.0));
        }
        if date > meta.until {
            return Err(ProofRefusal::Expired(meta.until.0));
        }
        Ok(date)
    }

    /// Builds the presentation and the statement. `secret` is the wallet's.
    ///
    /// # Errors
    ///
    /// If the statement cannot be built.
    pub fn answer(
        &self,
        request: &AuthenticatedRequest,
        secret: &Fr,
        inputs: AnswerInputs<'_>,
    ) -> Result<HolderAnswer, ProofRefusal> {
        let AnswerInputs {
            status_root,
            date,
            beneficiary,
            key,
        } = inputs;
        let named = PresentedRecords {
            version: key.id.version,
            issuer: self.signed.issuer,
            key: self.base.key_index,
            list: self.signed.meta.list,
            status_root,
            date,
            beneficiary,
        };
        let presentation = request.presentation(&named, secret);
        let statement = request
            .statement(&presentation, &self.base.key, &key.digest)
            .map_err(ProofRefusal::NotProvable)?;
        let set_path = match (statement.predicate, request.set()) {
            (Predicate::Membership { slot, .. }, Some(set)) => {
                let claim = self.signed.claims.get(slot);
                claim.and_then(|claim| set.path(&claim))
            }
            _ => None,
        };
        Ok(HolderAnswer {
            presentation,
            statement,
            set_path,
        })
    }
}

/// Checks the status of the credential at `index` by all pages of its list, as of `block`. Returns
/// the path to `root`, the status root on the chain; `None` if the pages have another root, since
/// changes are pending.
///
/// # Errors
///
/// If the credential was revoked, or is suspended or held.
pub fn status_path(
    pages: &[PageView],
    index: Index,
    root: &[u8; 32],
    block: u32,
) -> Result<Option<Path>, ProofRefusal> {
    let of = Place::of(index).page;
    let page = pages.iter().find(|page| page.page == of);
    match page.map_or(Status::Valid, |page| page.bits.get(index)) {
        Status::Valid => {}
        Status::Revoked => return Err(ProofRefusal::Revoked(block)),
        Status::Suspended => return Err(ProofRefusal::Suspended(block)),
        Status::Held => return Err(ProofRefusal::Held(block)),
    }
    let words = pages.iter().map(|page| (page.page, page.bits.words()));
    let tree = StatusTree::new(words);
    if tree.root().to_bytes() != *root {
        return Ok(None);
    }
    Ok(tree.path(index))
}
