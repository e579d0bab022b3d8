//! Checks of proofs and their keys.

use super::{CheckName, Checks, Failure, Issuer, Verifier};
use crate::{
    clock,
    data_integrity::{proofs, shown, Proof, ProofPurpose, SecuredDocument},
};
use aura_primitives::did::{
    view::{ActiveView, VerificationMethodView},
    Did, PublicKey, Relationship,
};
use serde_json::Value;

impl Verifier<'_> {
    /// Reads the proofs of a document by one signer with supported suites. Other proofs say nothing
    /// about the signer.
    pub(super) fn proofs_of(
        &self,
        document: &Value,
        signer: &Result<Issuer, Failure>,
    ) -> Result<Vec<Proof>, Failure> {
        let all = proofs(document)?;
        let known: Vec<_> = all
            .into_iter()
            .filter(|proof| proof.cryptosuite.is_some())
            .collect();
        let signer = signer.as_ref().map_err(Clone::clone)?.to_string();
        let is_signers = |proof: &Proof| {
            let method = proof.verification_method.split_once('#');
            method.is_some_and(|(did, _)| did == signer)
        };
        if !known.is_empty() && !known.iter().any(is_signers) {
            return Err(Failure::AnotherDid);
        }
        let by_signer: Vec<_> = known.into_iter().filter(is_signers).collect();
        if by_signer.is_empty() {
            return Err(Failure::NoProof(signer));
        }
        Ok(by_signer)
    }

    /// Adds the four checks of proofs. Every proof by the signer must pass. `anchored` is the time
    /// of anchoring, in milliseconds since 1970.
    pub(super) fn proof(
        &self,
        checks: &mut Checks,
        secured: &SecuredDocument<'_>,
        signer: &Result<Issuer, Failure>,
        purpose: ProofPurpose,
        anchored: Option<u64>,
    ) {
        let proofs = self.proofs_of(secured.document(), signer);
        let all = |check: &dyn Fn(&Proof) -> Result<(), Failure>| {
            proofs
                .as_ref()
                .map_err(Clone::clone)?
                .iter()
                .try_for_each(check)
        };
        checks.add(
            CheckName::Proof,
            all(&|proof| {
                let (key, _) = self.key(signer, proof)?;
                proof.verify_secured(secured, &key).map_err(Into::into)
            }),
        );
        checks.add(
            CheckName::VerificationMethod,
            all(&|proof| match self.key(signer, proof)?.1 {
                Some(method) => check_method(method, purpose, anchored),
                None => Ok(()),
            }),
        );
        checks.add(
            CheckName::ProofPurpose,
            all(&|proof| {
                if proof.purpose == purpose.name() {
                    Ok(())
                } else {
                    Err(Failure::Purpose(shown(&proof.purpose)))
                }
            }),
        );
        checks.add(CheckName::ProofDates, all(&|proof| self.dates(proof)));
    }

    fn dates(&self, proof: &Proof) -> Result<(), Failure> {
        match (proof.created, proof.expires) {
            (Some(created), _) if clock::is_future(created, self.now) => {
                Err(Failure::CreatedInFuture(created))
            }
            (_, Some(expires)) if clock::is_past(expires, self.now) => {
                Err(Failure::ProofExpired(expires))
            }
            _ => Ok(()),
        }
    }

    /// Finds the key of a proof, and the verification method on the chain if there is one.
    fn key(
        &self,
        signer: &Result<Issuer, Failure>,
        proof: &Proof,
    ) -> Result<([u8; 32], Option<&VerificationMethodView>), Failure> {
        let (_, fragment) = proof
            .verification_method
            .split_once('#')
            .ok_or(Failure::NoSuchMethod)?;
        match signer.as_ref().map_err(Clone::clone)? {
            // The only verification method of a did:key has the key as its fragment.
            Issuer::Key(did, key) if did.strip_prefix("did:key:") == Some(fragment) => {
                Ok((*key, None))
            }
            Issuer::Key(..) => Err(Failure::NoSuchMethod),
            Issuer::Aura(did) => {
                let view = self.active(did)?;
                let mut methods = view.methods.iter();
                let method = methods
                    .find(|method| method.fragment == fragment)
                    .ok_or(Failure::NoSuchMethod)?;
                let prefix = PublicKey::Ed25519([0; 32]).multicodec();
                let key = method.multikey.strip_prefix(prefix);
                let key = key
                    .and_then(|key| key.try_into().ok())
                    .ok_or(Failure::KeyKind)?;
                Ok((key, Some(method)))
            }
        }
    }

    /// Finds a DID that is not deactivated.
    pub(super) fn active(&self, did: &Did) -> Result<&ActiveView<[u8; 32]>, Failure> {
        self.facts.active(did)
    }
}

/// Checks a verification method. A retired key is valid for earlier signatures. A thief can write
/// any date into a proof, so only the time of anchoring counts.
fn check_method(
    method: &VerificationMethodView,
    purpose: ProofPurpose,
    anchored: Option<u64>,
) -> Result<(), Failure> {
    if method.revoked.is_some() {
        return Err(Failure::Revoked);
    }
    let relationship = match purpose {
        ProofPurpose::AssertionMethod => Relationship::AssertionMethod,
        ProofPurpose::Authentication => Relationship::Authentication,
    };
    if !method.relationships.contains(relationship) {
        return Err(Failure::NotRelated(relationship.name()));
    }
    let Some(retired) = method.expires else {
        return Ok(());
    };
    match anchored {
        Some(time) if time <= retired => Ok(()),
        _ => Err(Failure::Retired),
    }
}
