//! Expectations of the verifier. A check fails for each unmet one: an expectation is never dropped
//! because the document is of a kind that cannot meet it.
//!
//! [`Verifier::holder`] decides who may present. [`Verifier::not_presented`] decides the outcome of
//! expectations of presentations for other documents.

use super::{reading, CheckName, Checks, Failure, Issuer, Verifier};
use crate::credential::Warning;
use aura_primitives::credentials::SchemaId;
use serde_json::Value;

/// Expectations of a verifier.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Expected {
    /// Accepted schemas of credentials; any or none if empty. Otherwise a presentation must have a
    /// credential.
    pub schemas: Vec<SchemaId>,
    /// Challenge that the verifier gave to the holder. An empty one is never met. Without one, a
    /// presentation can be replayed: the report has a [`Warning`].
    pub challenge: Option<String>,
    /// Name of the verifier, which a presentation must be for. An empty one is never met.
    pub domain: Option<String>,
    /// DID of the expected holder.
    pub holder: Option<String>,
    /// Requires an inclusion for each credential. A presentation must then have a credential.
    pub anchored: bool,
    /// Permits presenters that are not the subjects of their credentials.
    pub any_holder: bool,
}

impl Expected {
    /// Returns true if an expectation can only be met by a presentation.
    pub fn is_of_presentation(&self) -> bool {
        self.challenge.is_some() || self.domain.is_some() || self.holder.is_some()
    }
}

impl Verifier<'_> {
    /// Adds the checks of presentations for a document that is not one: they fail if a presentation
    /// is expected, and are omitted otherwise.
    pub(super) fn not_presented(&self, checks: &mut Checks, document: &Value) {
        let expected = self.expected;
        if !expected.is_of_presentation() {
            return;
        }
        let check = |is_expected, why| match is_expected {
            true => Err(Failure::NotPresentation(reading::kind(document))),
            false => Err(Failure::Nothing(why)),
        };
        let challenge = check(expected.challenge.is_some(), NO_CHALLENGE);
        checks.add(CheckName::Challenge, challenge);
        checks.add(
            CheckName::Domain,
            check(expected.domain.is_some(), NO_DOMAIN),
        );
        let is_bound = !expected.any_holder || expected.holder.is_some();
        checks.add(CheckName::Holder, check(is_bound, ANYBODY));
    }

    /// Adds the checks of a presentation as a whole.
    pub(super) fn presented(
        &self,
        checks: &mut Checks,
        document: &Value,
        holder: &Result<Issuer, Failure>,
    ) {
        checks.add(CheckName::Domain, self.domain(document, holder));
        checks.add(CheckName::Challenge, self.challenge(document, holder));
        checks.add(CheckName::Holder, self.holder(document, holder));
        if reading::credentials(document).is_ok_and(|all| !all.is_empty()) {
            return;
        }
        // There is no credential to check these for.
        if !self.expected.schemas.is_empty() {
            checks.add(CheckName::Schema, Err(Failure::NoCredential));
        }
        if self.expected.anchored {
            checks.add(CheckName::Anchor, Err(Failure::NoCredential));
        }
    }

    fn domain(&self, document: &Value, holder: &Result<Issuer, Failure>) -> Result<(), Failure> {
        let Some(domain) = &self.expected.domain else {
            return Err(Failure::Nothing(NO_DOMAIN));
        };
        let proofs = self.proofs_of(document, holder)?;
        let mut all = proofs.iter().map(|proof| &proof.domain);
        if !domain.is_empty() && all.all(|domains| domains.contains(domain)) {
            Ok(())
        } else {
            Err(Failure::WrongDomain)
        }
    }

    fn challenge(&self, document: &Value, holder: &Result<Issuer, Failure>) -> Result<(), Failure> {
        let Some(challenge) = &self.expected.challenge else {
            return Err(Failure::Nothing(NO_CHALLENGE));
        };
        let proofs = self.proofs_of(document, holder)?;
        let mut all = proofs.iter().map(|proof| proof.challenge.as_ref());
        if !challenge.is_empty() && all.all(|signed| signed == Some(challenge)) {
            Ok(())
        } else {
            Err(Failure::WrongChallenge)
        }
    }

    /// Checks the presenter: the expected holder, if there is one; and the subject of each
    /// credential, unless any holder is permitted.
    fn holder(&self, document: &Value, holder: &Result<Issuer, Failure>) -> Result<(), Failure> {
        let expected = self.expected;
        if expected.any_holder && expected.holder.is_none() {
            return Err(Failure::Nothing(ANYBODY));
        }
        let holder = holder.as_ref().map_err(Clone::clone)?.to_string();
        if expected.holder.as_ref().is_some_and(|did| *did != holder) {
            return Err(Failure::WrongHolder);
        }
        if expected.any_holder {
            return Ok(());
        }
        let credentials = reading::credentials(document)?;
        // Without a credential, no one is shown to be a subject.
        if credentials.is_empty() {
            return Err(Failure::NothingPresented);
        }
        for credential in credentials {
            if reading::subject(credential)? != holder {
                return Err(Failure::NotSubject);
            }
        }
        Ok(())
    }

    /// Warnings for unstated expectations, without which a presentation proves less than it seems
    /// to.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = vec![];
        if self.expected.challenge.is_none() {
            warnings.push(Warning {
                check: CheckName::Challenge,
                reason: "no-challenge".into(),
                detail:
                    "no challenge was expected, so anybody who has seen the presentation could \
                         have replayed it"
                        .into(),
            });
        }
        if self.expected.domain.is_none() {
            warnings.push(Warning {
                check: CheckName::Domain,
                reason: "no-domain".into(),
                detail:
                    "no domain was expected, so the presentation may have been made for another \
                         verifier"
                        .into(),
            });
        }
        warnings
    }
}

/// Reasons for skipped checks.
const NO_CHALLENGE: &str = "no challenge was expected";
const NO_DOMAIN: &str = "no domain was expected";
const ANYBODY: &str = "anybody may present";
