//! Verification, check by check. It reads no network: see [`Questions`](super::Questions).

mod anchor;
mod expected;
mod issuer;
mod key;
pub(crate) mod reading;
mod schema;
pub(crate) mod status;
#[cfg(test)]
mod work;
mod zkp;

use super::{model, report::Checks, CheckName, CredentialError, Facts, Failure, Report};
use crate::{
    anchoring::Inclusion,
    clock,
    data_integrity::{contexts, jcs, Budget, ProofPurpose, SecuredDocument},
    DateTime,
};
pub use expected::Expected;
use reading::Issuer;
use serde_json::Value;
use std::{cell::RefCell, collections::BTreeMap};

/// Verifies a credential or a presentation.
///
/// `inclusions` came with the document; each is matched to its credential. `now` is the verifier's
/// time, from which other clocks may differ by [`clock::TOLERANCE`]; `facts` must be recent, which
/// [`clock::compare`] checks. All documents and proofs share one budget: see
/// [`limits`](crate::limits).
pub fn verify(
    document: &Value,
    inclusions: &[Inclusion],
    facts: &Facts,
    now: DateTime,
    expected: &Expected,
) -> Report {
    verify_within(
        document,
        inclusions,
        facts,
        now,
        expected,
        &Shared::default(),
    )
}

fn verify_within(
    document: &Value,
    inclusions: &[Inclusion],
    facts: &Facts,
    now: DateTime,
    expected: &Expected,
    shared: &Shared,
) -> Report {
    let context = Verifier {
        inclusions,
        facts,
        now,
        expected,
        shared,
        is_list: false,
        several: reading::credentials(document).is_ok_and(|all| all.len() > 1),
    };
    if reading::is_presentation(document) {
        context.presentation(document)
    } else {
        context.alone(document)
    }
}

/// Reads a document strictly and verifies it. An unreadable document also results in a report.
pub fn verify_bytes(
    document: &[u8],
    inclusions: &[Inclusion],
    facts: &Facts,
    now: DateTime,
    expected: &Expected,
) -> Report {
    match jcs::parse(document) {
        Ok(document) => verify(&document, inclusions, facts, now, expected),
        Err(error) => Report::unreadable(&error.into()),
    }
}

/// State that all documents of one verification share.
#[derive(Default)]
struct Shared {
    budget: Budget,
    /// Outcomes of the checks of status lists, by URL: many credentials can name one list.
    status_lists: RefCell<BTreeMap<String, Result<(), Failure>>>,
}

/// Input of every check.
struct Verifier<'a> {
    inclusions: &'a [Inclusion],
    facts: &'a Facts,
    now: DateTime,
    expected: &'a Expected,
    shared: &'a Shared,
    /// True for a status list, which has no schema.
    is_list: bool,
    /// True if several credentials are presented: an inclusion is of only one of them.
    several: bool,
}

impl Verifier<'_> {
    /// Verifies a document that is not a presentation.
    fn alone(&self, document: &Value) -> Report {
        let mut checks = Checks::default();
        checks.add(CheckName::Json, Ok(()));
        self.not_presented(&mut checks, document);
        self.credential(checks, document)
    }

    /// Verifies a credential of a presentation.
    fn embedded(&self, document: &Value) -> Report {
        let mut checks = Checks::default();
        checks.add(CheckName::Json, Ok(()));
        self.credential(checks, document)
    }

    fn credential(&self, mut checks: Checks, document: &Value) -> Report {
        checks.add(
            CheckName::DataModel,
            model::credential(document).map_err(Into::into),
        );
        if model::is_enveloped(document) {
            checks.add(CheckName::Proof, Err(Failure::Enveloped));
            return checks.report(Vec::new());
        }
        let secured = SecuredDocument::new(document, &self.shared.budget);
        checks.add(CheckName::Contexts, self.contexts(document));
        checks.add(CheckName::Terms, secured.defined().map_err(Into::into));
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
            &secured,
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
            contexts::check(document).map_err(Into::into),
        );
        let secured = SecuredDocument::new(document, &self.shared.budget);
        checks.add(CheckName::Terms, secured.defined().map_err(Into::into));
        let holder = reading::presenter(document).map_err(Failure::from);
        let holder = holder.and_then(|holder| Issuer::read(&holder));
        checks.add(
            CheckName::Issuer,
            holder.clone().and_then(|holder| self.is_active(&holder)),
        );
        self.proof(
            &mut checks,
            &secured,
            &holder,
            ProofPurpose::Authentication,
            None,
        );
        self.presented(&mut checks, document, &holder);
        let credentials = reading::credentials(document).unwrap_or_default();
        let reports = credentials
            .iter()
            .map(|credential| self.embedded(credential));
        let mut report = checks.report(reports.collect());
        report.warnings = self.warnings();
        report
    }

    fn validity(&self, document: &Value) -> Result<(), Failure> {
        let (from, until) = model::validity(document)?;
        match (from, until) {
            (Some(from), Some(until)) if until < from => Err(CredentialError::Dates.into()),
            (Some(from), _) if clock::is_future(from, self.now) => Err(Failure::NotYetValid(from)),
            (_, Some(until)) if clock::is_past(until, self.now) => Err(Failure::Expired(until)),
            _ => Ok(()),
        }
    }
}
