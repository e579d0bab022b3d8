//! A request whose verifier is known: only from one of these does a wallet make anything.

use super::{text, Facts, Request, ZkpError, NOBODY};
use crate::credential::Failure;
use aura_primitives::{
    credentials::{view::SchemaView, ListId, StatusRoot},
    did::{Did, KeyIndex, PublicKey as DidKey, Relationship},
    zkp::{limits, PolicyId, Predicate as PolicyPredicate, Presentation, Uses, VerificationPolicy},
};
use aura_zkp_core::{
    context::{self, Context, Label},
    credential::{authority, nullifier},
    date::Day,
    set::Set,
    signature::PublicKey,
    statement::{Predicate, Statement},
    value, Fr,
};
use serde_json::Value;

/// A request that was found to be of the verifier that it names, for the chain that was read, and to
/// be one that can still be answered.
#[derive(Clone, Debug)]
pub struct Asked {
    request: Request,
    schema: SchemaView,
    policy: VerificationPolicy,
    set: Option<Set>,
}

/// The records that a presentation names. Whoever makes one has read them of the chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Named {
    /// Which key of the circuit the proof is made with.
    pub version: u16,
    /// Who issued the credential.
    pub issuer: Did,
    /// With which of its keys.
    pub key: KeyIndex,
    /// In which list its status is.
    pub list: ListId,
    /// The newest root of that list.
    pub status_root: StatusRoot,
    /// Today; for a request that is answered once, [`Asked::date`] says which day.
    pub date: Day,
    /// The account that has the use of it, where the request names none.
    pub beneficiary: Option<[u8; 32]>,
}

impl Asked {
    /// Finds out whether a request is of the verifier that it names, and can be answered.
    ///
    /// # Errors
    ///
    /// Why not: with the reasons of [`Failure`] and [`ZkpError`].
    pub fn authenticate(document: &Value, facts: &Facts) -> Result<Self, Failure> {
        let request = Request::read(document)?;
        if request.genesis != facts.genesis {
            return Err(ZkpError::OtherChain.into());
        }
        let proof = Request::proof(document)?;
        let key = verifier_key(facts, &request.verifier, &proof.verification_method)?;
        proof.verify_plain(document, &key)?;
        if facts.block > request.expires {
            return Err(ZkpError::Expired(request.expires).into());
        }
        let schema = facts.records.schema(&request.schema)?.clone();
        let set = request.predicate.set(&schema)?;
        let policy = request.policy_with(&schema, set.as_ref())?;
        if let Uses::Once { closes, .. } = policy.uses {
            if facts.block >= closes {
                return Err(ZkpError::Closed(closes).into());
            }
        }
        Ok(Self {
            request,
            schema,
            policy,
            set,
        })
    }

    /// What is asked for.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The schema of the credential.
    pub fn schema(&self) -> &SchemaView {
        &self.schema
    }

    /// The policy, as the chain knows it.
    pub fn policy(&self) -> &VerificationPolicy {
        &self.policy
    }

    /// The name of the policy.
    pub fn policy_id(&self) -> PolicyId {
        self.policy.id()
    }

    /// The set of which a claim must be a member, if there is one.
    pub fn set(&self) -> Option<&Set> {
        self.set.as_ref()
    }

    /// The day that the proof must be about, if it is not today.
    pub fn date(&self) -> Option<Day> {
        match self.policy.uses {
            Uses::Many => None,
            Uses::Once { opens, .. } => Some(Day(opens)),
        }
    }

    /// Where the person has one number: with this verifier, for this challenge, or once for the
    /// policy.
    pub fn scope(&self) -> Fr {
        let id = self.policy_id();
        let label = Label::of(&self.policy.uses, &id, &self.request.challenge);
        context::scope(&self.request.genesis, &self.request.verifier, &label)
    }

    /// An answer without its proof: what [`Asked::statement`] is made of. `secret` is the wallet's.
    pub fn presentation(&self, named: &Named, secret: &Fr) -> Presentation<[u8; 32]> {
        let beneficiary = self.request.beneficiary.or(named.beneficiary);
        Presentation {
            policy: self.policy_id(),
            beneficiary: beneficiary.unwrap_or(NOBODY),
            version: named.version,
            issuer: named.issuer,
            key: named.key,
            list: named.list,
            status_root: named.status_root,
            date: named.date.0,
            nullifier: nullifier(secret, &self.scope()).to_bytes(),
            challenge: self.request.challenge,
            expires: self.request.expires,
            proof: [0; limits::UNCOMPRESSED_PROOF],
        }
    }

    /// What the proof of an answer must prove: wallet and verifier compute it alike. `key_digest` is
    /// that of the circuit's key.
    ///
    /// # Errors
    ///
    /// [`ZkpError::NotCanonical`], or `Date` if nobody was born so long before that day.
    pub fn statement(
        &self,
        shown: &Presentation<[u8; 32]>,
        issuer_key: &PublicKey,
        key_digest: &[u8; 32],
    ) -> Result<Statement, ZkpError> {
        let read = |bytes, name| text::canonical(bytes).ok_or(ZkpError::NotCanonical(name));
        let context = Context {
            genesis: &self.request.genesis,
            key_digest,
            application: &self.policy.verifier,
            policy: self.policy_id().as_bytes(),
            beneficiary: &shown.beneficiary,
            challenge: &self.request.challenge,
            expires: self.request.expires,
        }
        .to_field();
        Ok(Statement {
            issuer_key: *issuer_key,
            authority: authority(issuer_key, &shown.issuer, &self.policy.schema),
            list: shown.list,
            date: Day(shown.date),
            status_root: read(&shown.status_root, "status_root")?,
            context,
            scope: self.scope(),
            nullifier: read(&shown.nullifier, "nullifier")?,
            predicate: self.predicate(Day(shown.date))?,
        })
    }

    /// What is wanted, as the circuits know it.
    fn predicate(&self, date: Day) -> Result<Predicate, ZkpError> {
        Ok(match self.policy.predicate {
            PolicyPredicate::Ownership => Predicate::Ownership,
            PolicyPredicate::Age { slot, years } => Predicate::Age {
                slot,
                cutoff: date.years_before(years.into()).ok_or(ZkpError::Date)?,
            },
            PolicyPredicate::Range {
                slot,
                least,
                greatest,
            } => Predicate::Range {
                slot,
                lo: value::offset(least),
                hi: value::offset(greatest),
            },
            PolicyPredicate::Membership { slot, set_root } => Predicate::Membership {
                slot,
                set_root: text::canonical(&set_root).ok_or(ZkpError::NotCanonical("set_root"))?,
            },
        })
    }
}

/// The verifier's key: of Ed25519, under `authentication`, neither retired nor revoked.
fn verifier_key(facts: &Facts, verifier: &Did, url: &str) -> Result<[u8; 32], Failure> {
    let method = facts.records.method(verifier, url)?;
    let relationship = Relationship::Authentication;
    if method.revoked.is_some() {
        return Err(Failure::Revoked);
    }
    if method.expires.is_some() {
        return Err(Failure::Retired);
    }
    if !method.relationships.contains(relationship) {
        return Err(Failure::NotRelated(relationship.name()));
    }
    let prefix = DidKey::Ed25519([0; 32]).multicodec();
    let key = method.multikey.strip_prefix(prefix);
    key.and_then(|key| key.try_into().ok())
        .ok_or(Failure::KeyKind)
}
