//! Verification, check by check. It reads no network: see [`Questions`](super::Questions).

mod anchor;
mod issuer;
mod key;
pub(crate) mod reading;
mod schema;
pub(crate) mod status;
mod zkp;

use super::{
    model, rdf, report::Checks, CheckName, CredentialError, Facts, Failure, Inclusion,
    ProofPurpose, Report,
};
use crate::DateTime;
use aura_primitives::credentials::SchemaId;
use reading::Issuer;
use serde_json::Value;

/// What the verifier wants.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Expected {
    /// By which schemas credentials must be; by any, or none, if it is empty.
    pub schemas: Vec<SchemaId>,
    /// The challenge that was given out for a presentation. Without one, a presentation that was
    /// seen once can be shown again.
    pub challenge: Option<String>,
    /// The verifier's own name, for which a presentation must be.
    pub domain: Option<String>,
    /// Whether it must be shown that each credential of the chain was anchored.
    pub anchored: bool,
    /// Whether credentials may be presented by others than their subjects.
    pub any_holder: bool,
}

/// Verifies a credential or a presentation.
///
/// `inclusions` are what came beside it; which credential each is of is found out. `now` is the
/// verifier's time, and `facts` must be not much older.
pub fn verify(
    document: &Value,
    inclusions: &[Inclusion],
    facts: &Facts,
    now: DateTime,
    expected: &Expected,
) -> Report {
    let context = Verifier {
        inclusions,
        facts,
        now,
        expected,
        is_list: false,
        several: reading::credentials(document).is_ok_and(|all| all.len() > 1),
    };
    if reading::is_presentation(document) {
        context.presentation(document)
    } else {
        context.credential(document)
    }
}

/// Reads a document strictly and verifies it; what cannot be read gets a report too.
pub fn verify_bytes(
    document: &[u8],
    inclusions: &[Inclusion],
    facts: &Facts,
    now: DateTime,
    expected: &Expected,
) -> Report {
    match super::json::parse(document) {
        Ok(document) => verify(&document, inclusions, facts, now, expected),
        Err(error) => Report::unreadable(&error),
    }
}

/// What every check has at hand.
struct Verifier<'a> {
    inclusions: &'a [Inclusion],
    facts: &'a Facts,
    now: DateTime,
    expected: &'a Expected,
    /// Whether it is about a status list, which follows no schema.
    is_list: bool,
    /// Whether several credentials are presented: an inclusion is then of one of them.
    several: bool,
}

impl Verifier<'_> {
    fn credential(&self, document: &Value) -> Report {
        let mut checks = Checks::default();
        checks.add(CheckName::Json, Ok(()));
        checks.add(
            CheckName::DataModel,
            model::credential(document).map_err(Into::into),
        );
        if model::is_enveloped(document) {
            checks.add(CheckName::Proof, Err(Failure::Enveloped));
            return checks.report(Vec::new());
        }
        checks.add(CheckName::Contexts, self.contexts(document));
        checks.add(CheckName::Terms, terms(document));
        let issuer = reading::issuer(document)
            .map_err(Failure::from)
            .and_then(Issuer::read);
        checks.add(
            CheckName::Issuer,
            issuer.clone().and_then(|issuer| self.is_active(&issuer)),
        );
        let anchored = self.anchor(document, &issuer);
        let time = anchored.as_ref().ok().copied();
        self.proof(
            &mut checks,
            document,
            &issuer,
            ProofPurpose::AssertionMethod,
            time,
        );
        checks.add(CheckName::Validity, self.validity(document));
        checks.add(CheckName::Schema, self.schema(document, &issuer));
        checks.add(
            CheckName::Accreditation,
            self.accreditation(document, &issuer, time),
        );
        self.status(&mut checks, document, &issuer);
        if let Some(provable) = self.provable(document, &issuer) {
            checks.add(CheckName::AuraGroth16, provable);
        }
        checks.add(CheckName::Anchor, anchored.map(|_| ()));
        checks.report(Vec::new())
    }

    fn presentation(&self, document: &Value) -> Report {
        let mut checks = Checks::default();
        checks.add(CheckName::Json, Ok(()));
        checks.add(
            CheckName::DataModel,
            model::presentation(document)
                .and_then(|()| reading::credentials(document).map(drop))
                .map_err(Into::into),
        );
        checks.add(
            CheckName::Contexts,
            super::contexts::check(document).map_err(Into::into),
        );
        checks.add(CheckName::Terms, terms(document));
        let holder = reading::presenter(document).map_err(Failure::from);
        let holder = holder.and_then(|holder| Issuer::read(&holder));
        checks.add(
            CheckName::Issuer,
            holder.clone().and_then(|holder| self.is_active(&holder)),
        );
        self.proof(
            &mut checks,
            document,
            &holder,
            ProofPurpose::Authentication,
            None,
        );
        checks.add(CheckName::Domain, self.domain(document, &holder));
        checks.add(CheckName::Challenge, self.challenge(document, &holder));
        checks.add(CheckName::Holder, self.holder(document, &holder));
        let credentials = reading::credentials(document).unwrap_or_default();
        if credentials.is_empty() {
            self.nothing_shown(&mut checks);
        }
        let reports = credentials
            .iter()
            .map(|credential| self.credential(credential));
        let reports = reports.collect();
        checks.report(reports)
    }

    /// Expectations of credentials, which a presentation without any cannot meet.
    fn nothing_shown(&self, checks: &mut Checks) {
        if !self.expected.schemas.is_empty() {
            checks.add(CheckName::Schema, Err(Failure::WrongSchema));
        }
        if self.expected.anchored {
            checks.add(CheckName::Anchor, Err(Failure::NotAnchored));
        }
    }

    fn validity(&self, document: &Value) -> Result<(), Failure> {
        let (from, until) = model::validity(document)?;
        match (from, until) {
            (Some(from), Some(until)) if until < from => Err(CredentialError::Dates.into()),
            (Some(from), _) if from > self.now => Err(Failure::NotYetValid(from)),
            (_, Some(until)) if until < self.now => Err(Failure::Expired(until)),
            _ => Ok(()),
        }
    }

    fn domain(&self, document: &Value, holder: &Result<Issuer, Failure>) -> Result<(), Failure> {
        let Some(domain) = &self.expected.domain else {
            return Err(Failure::Nothing("no domain was expected"));
        };
        let proofs = self.proofs_of(document, holder)?;
        if proofs.iter().all(|proof| proof.domain.contains(domain)) {
            Ok(())
        } else {
            Err(Failure::WrongDomain)
        }
    }

    fn challenge(&self, document: &Value, holder: &Result<Issuer, Failure>) -> Result<(), Failure> {
        let Some(challenge) = &self.expected.challenge else {
            return Err(Failure::Nothing("no challenge was expected"));
        };
        let proofs = self.proofs_of(document, holder)?;
        if proofs
            .iter()
            .all(|proof| proof.challenge.as_ref() == Some(challenge))
        {
            Ok(())
        } else {
            Err(Failure::WrongChallenge)
        }
    }

    fn holder(&self, document: &Value, holder: &Result<Issuer, Failure>) -> Result<(), Failure> {
        if self.expected.any_holder {
            return Err(Failure::Nothing("anybody may present"));
        }
        let holder = holder.as_ref().map_err(Clone::clone)?.to_string();
        let credentials = reading::credentials(document)?;
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
}

/// Those of proofs are checked with each proof.
fn terms(document: &Value) -> Result<(), Failure> {
    let mut unsecured = document.clone();
    if let Some(members) = unsecured.as_object_mut() {
        members.remove("proof");
    }
    Ok(rdf::defined(&unsecured)?)
}
