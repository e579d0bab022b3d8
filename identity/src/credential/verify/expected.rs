//! Expectations of the verifier. Each is met, or a check fails: none is ever dropped because the
//! document is of a kind that cannot meet it.
//!
//! This is the one place where it is decided who may present ([`Verifier::holder`]), and what a
//! document that is not a presentation answers to expectations of presentations
//! ([`Verifier::not_presented`]).

use super::{reading, CheckName, Checks, Failure, Issuer, Verifier};
use crate::credential::Warning;
use aura_primitives::credentials::SchemaId;
use serde_json::Value;

/// The expectations of a verifier.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Expected {
    /// By which schemas credentials must be; by any, or none, if it is empty. A presentation must
    /// then have a credential.
    pub schemas: Vec<SchemaId>,
    /// The challenge that was given out for a presentation; an empty one is met by nothing. Without
    /// one, a presentation that was seen once can be shown again: the report has a [`Warning`].
    pub challenge: Option<String>,
    /// The verifier's own name, for which a presentation must be; an empty one is met by nothing.
    pub domain: Option<String>,
    /// The DID that must present.
    pub holder: Option<String>,
    /// Requires that each credential is shown to have been anchored. A presentation must then have
    /// a credential.
    pub anchored: bool,
    /// Permits that credentials are presented by others than their subjects.
    pub any_holder: bool,
}

impl Expected {
    /// Says if something is expected that only a presentation can meet.
    pub fn is_of_presentation(&self) -> bool {
        self.challenge.is_some() || self.domain.is_some() || self.holder.is_some()
    }
}

impl Verifier<'_> {
    /// The checks of presentations, of a document that is not one: they fail if a presentation is
    /// expected, and are left out otherwise.
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

    /// The checks of a presentation that do not concern the credentials one by one.
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
        // Nothing is in it of which these could be checked.
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

    /// Decides who may present: the one that is expected, if one is; and the subject of each
    /// credential, unless anybody may.
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
        // The subject of nothing may present nothing.
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

    /// Expectations that were not stated, without which a presentation shows less than it seems to.
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

/// Reasons for which a check is skipped.
const NO_CHALLENGE: &str = "no challenge was expected";
const NO_DOMAIN: &str = "no domain was expected";
const ANYBODY: &str = "anybody may present";
