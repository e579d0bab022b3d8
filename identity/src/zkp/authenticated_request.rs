//! Requests whose verifier is authenticated. A wallet makes proofs only for these.

use super::{text, Facts, Request, ZkpError, NOBODY};
use crate::credential::Failure;
use aura_primitives::{
    credentials::{view::SchemaView, ListId, StatusRoot},
    did::{Did, KeyIndex, PublicKey as DidKey, Relationship},
    limits,
    zkp::{PolicyId, Predicate as PolicyPredicate, Presentation, Uses, VerificationPolicy},
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

/// A request that its verifier signed, that is for the chain that was read, and that can still be
/// answered.
#[derive(Clone, Debug)]
pub struct AuthenticatedRequest {
    request: Request,
    schema: SchemaView,
    policy: VerificationPolicy,
    set: Option<Set>,
}

/// Records that a presentation names, as the holder read them from the chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PresentedRecords {
    /// Version of the circuit's key.
    pub version: u16,
    /// DID of the issuer.
    pub issuer: Did,
    /// Index of the issuer's key.
    pub key: KeyIndex,
    /// Status list of the credential.
    pub list: ListId,
    /// Newest root of that list.
    pub status_root: StatusRoot,
    /// Date of the proof: today, or [`AuthenticatedRequest::date`] if the request names one.
    pub date: Day,
    /// Account that benefits from the receipt, if the request names none.
    pub beneficiary: Option<[u8; 32]>,
}

impl AuthenticatedRequest {
    /// Authenticates a request: checks that its verifier signed it and that it can be answered.
    ///
    /// # Errors
    ///
    /// The reason, of [`Failure`] or [`ZkpError`].
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

    /// The request as signed.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Schema of the credential.
    pub fn schema(&self) -> &SchemaView {
        &self.schema
    }

    /// VerificationPolicy in the format of the chain.
    pub fn policy(&self) -> &VerificationPolicy {
        &self.policy
    }

    /// Identifier of the policy.
    pub fn policy_id(&self) -> PolicyId {
        self.policy.id()
    }

    /// Set for a membership predicate.
    pub fn set(&self) -> Option<&Set> {
        self.set.as_ref()
    }

    /// Date that the proof must have; `None` for today.
    pub fn date(&self) -> Option<Day> {
        match self.policy.uses {
            Uses::Many => None,
            Uses::Once { opens, .. } => Some(Day(opens)),
        }
    }

    /// Scope of the nullifier: the verifier, this challenge, or the policy.
    pub fn scope(&self) -> Fr {
        let id = self.policy_id();
        let label = Label::of(&self.policy.uses, &id, &self.request.challenge);
        context::scope(&self.request.genesis, &self.request.verifier, &label)
    }

    /// Makes an answer without its proof, from which [`AuthenticatedRequest::statement`] is made.
    /// `secret` is the wallet's.
    pub fn presentation(&self, named: &PresentedRecords, secret: &Fr) -> Presentation<[u8; 32]> {
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
            proof: [0; limits::UNCOMPRESSED_PROOF_BYTES],
        }
    }

    /// Statement that the proof of an answer must prove. Wallet and verifier compute it alike.
    /// `key_digest` is the digest of the circuit's key.
    ///
    /// # Errors
    ///
    /// [`ZkpError::NotCanonical`], or `Date` if the age predicate leads to a day before the
    /// calendar.
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

    /// Predicate in the format of the circuits.
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

/// Finds the verifier's key: Ed25519, with `authentication`, neither retired nor revoked.
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
