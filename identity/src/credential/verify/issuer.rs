//! Checks of the issuer: its DID is active, and it is accredited.

use super::{reading, Failure, Issuer, Verifier};
use aura_primitives::credentials::{IssuancePolicy, Standing};
use serde_json::Value;

impl Verifier<'_> {
    pub(super) fn is_active(&self, issuer: &Issuer) -> Result<(), Failure> {
        match issuer {
            Issuer::Aura(did) => self.active(did).map(|_| ()),
            // A did:key cannot be deactivated.
            Issuer::Key(..) => Ok(()),
        }
    }

    /// Checks the accreditation. `anchored` is the time of anchoring. Anchoring requires good
    /// standing, so a later lapse changes nothing; after a suspension or a withdrawal, the issuer
    /// is no longer trusted.
    pub(super) fn accreditation(
        &self,
        document: &Value,
        issuer: &Result<Issuer, Failure>,
        anchored: Option<u64>,
    ) -> Result<(), Failure> {
        let Issuer::Aura(did) = issuer.as_ref().map_err(Clone::clone)? else {
            return Err(Failure::Nothing("a did:key has no accreditation"));
        };
        let named = reading::schema(document)?.ok_or(Failure::NoSchema)?;
        if self.schema_view(&named.id)?.policy == IssuancePolicy::Open {
            return Ok(());
        }
        let standing = match self.facts.standings.get(&(named.id, *did)) {
            None => return Err(Failure::NotAsked("the issuer's standing")),
            Some(None) => return Err(Failure::NoSuchSchema),
            Some(Some(standing)) => standing,
        };
        let why = match standing {
            Standing::Good => return Ok(()),
            Standing::Expired(_) if anchored.is_some() => return Ok(()),
            Standing::Expired(_) => return Err(Failure::Lapsed),
            Standing::Missing => "it is not accredited".into(),
            Standing::Suspended(did) => format!("the accreditation of {did} is suspended"),
            Standing::Broken(did) => format!("{did}, an accreditor above it, has no accreditation"),
            Standing::Deactivated(did) => format!("{did} is deactivated"),
            Standing::TooDeep(did) => format!("{did} is too far from the owner of the schema"),
        };
        Err(Failure::Unaccredited(why))
    }
}
