//! Whether the issuer is there, and may issue.

use super::{reading, Failure, Issuer, Verifier};
use aura_primitives::credentials::{Policy, Standing};
use serde_json::Value;

impl Verifier<'_> {
    pub(super) fn is_active(&self, issuer: &Issuer) -> Result<(), Failure> {
        match issuer {
            Issuer::Aura(did) => self.active(did).map(|_| ()),
            // A key cannot be given up.
            Issuer::Key(..) => Ok(()),
        }
    }

    /// `anchored` is when the chain knew of the credential. Nobody anchors without good standing, so
    /// a lapse later changes nothing; whoever was suspended or lost the accreditation is not trusted
    /// any more.
    pub(super) fn accreditation(
        &self,
        document: &Value,
        issuer: &Result<Issuer, Failure>,
        anchored: Option<u64>,
    ) -> Result<(), Failure> {
        let Issuer::Aura(did) = issuer.as_ref().map_err(Clone::clone)? else {
            return Err(Failure::Nothing("a did:key is accredited by nobody"));
        };
        let named = reading::schema(document)?.ok_or(Failure::NoSchema)?;
        if self.schema_view(&named.id)?.policy == Policy::Open {
            return Ok(());
        }
        let standing = match self.facts.standings.get(&(named.id, *did)) {
            None => return Err(Failure::NotAsked("the issuer's standing")),
            Some(None) => return Err(Failure::NoSuchSchema),
            Some(Some(standing)) => standing,
        };
        let why = match standing {
            Standing::Good => return Ok(()),
            Standing::Lapsed(_) if anchored.is_some() => return Ok(()),
            Standing::Lapsed(_) => return Err(Failure::Lapsed),
            Standing::Missing => "it is not accredited".into(),
            Standing::Suspended(did) => format!("the accreditation of {did} is suspended"),
            Standing::Broken(did) => format!("{did}, on whom it rests, has no accreditation"),
            Standing::Deactivated(did) => format!("{did} was given up"),
            Standing::TooDeep(did) => format!("{did} is too far from the owner of the schema"),
        };
        Err(Failure::Unaccredited(why))
    }
}
