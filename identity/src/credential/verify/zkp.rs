//! Check of the issuer's signature for zero-knowledge proofs.

use super::{reading, Failure, Issuer, Verifier};
use crate::zkp::{self, BaseProof, Binding, Signed, ZkpError};
use serde_json::Value;

impl Verifier<'_> {
    /// Checks the signature for proofs; `None` for a credential without any member for proofs.
    pub(super) fn provable(
        &self,
        document: &Value,
        issuer: &Result<Issuer, Failure>,
    ) -> Option<Result<(), Failure>> {
        let subject = document.get("credentialSubject").unwrap_or(&Value::Null);
        match BaseProof::find(document) {
            Ok(None) if !Binding::is_begun(subject) => None,
            found => Some(self.check_provable(document, issuer, found)),
        }
    }

    fn check_provable(
        &self,
        document: &Value,
        issuer: &Result<Issuer, Failure>,
        found: Result<Option<BaseProof>, ZkpError>,
    ) -> Result<(), Failure> {
        let Issuer::Aura(issuer) = issuer.as_ref().map_err(Clone::clone)? else {
            return Err(Failure::OtherMethod);
        };
        let named = reading::schema(document)?.ok_or(Failure::NoSchema)?;
        let signed = Signed::read(document, self.schema_view(&named.id)?)?;
        let Some(proof) = found? else {
            return Err(Failure::Nothing(
                "the credential has a holder's commitment, but no proof of aura-groth16-2026: ask \
                 its issuer",
            ));
        };
        let key = zkp::issuer_key(self.facts, issuer, proof.key_index)?;
        if proof.issuer != *issuer {
            return Err(Failure::AnotherDid);
        }
        if key != proof.key {
            return Err(ZkpError::OtherKey.into());
        }
        Ok(proof.verify(&signed)?)
    }
}
