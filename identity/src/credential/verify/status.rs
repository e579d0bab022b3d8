//! Checks of the status.

use super::{reading, CheckName, Checks, Failure, Issuer, Verifier};
use crate::{
    credential::Expected,
    data_integrity::shown,
    status::{other_status, status_entries, Bitstring, StatusEntry, StatusError, StatusPurpose},
};
use aura_primitives::{
    credentials::{Index, ListId, Status},
    did::Did,
};
use serde_json::Value;

impl Verifier<'_> {
    pub(super) fn status(
        &self,
        checks: &mut Checks,
        document: &Value,
        issuer: &Result<Issuer, Failure>,
    ) {
        let entries = issuer.clone().and_then(|issuer| {
            let entries = status_entries(document)?;
            if let Some(other) = other_status(document) {
                return Err(Failure::OtherStatus(shown(other)));
            }
            self.list(document, &issuer, &entries)?;
            Ok((issuer, entries))
        });
        checks.add(
            CheckName::StatusList,
            entries.as_ref().map(|_| ()).map_err(Clone::clone),
        );
        for purpose in StatusPurpose::ALL {
            let name = match purpose {
                StatusPurpose::Revocation => CheckName::Revocation,
                StatusPurpose::Suspension => CheckName::Suspension,
            };
            let result = entries
                .as_ref()
                .map_err(Clone::clone)
                .and_then(|(issuer, entries)| {
                    let mut of_purpose = entries
                        .iter()
                        .filter(|entry| entry.purpose == purpose)
                        .peekable();
                    if of_purpose.peek().is_none() {
                        return Err(Failure::Nothing("the credential has no such status"));
                    }
                    of_purpose.try_for_each(|entry| self.is_clear(issuer, entry))
                });
            checks.add(name, result);
        }
    }

    /// Checks that the list belongs to the issuer and the schema, and covers the credential.
    fn list(
        &self,
        document: &Value,
        issuer: &Issuer,
        entries: &[StatusEntry],
    ) -> Result<(), Failure> {
        let Issuer::Aura(did) = issuer else {
            return match entries {
                [] => Err(Failure::Nothing("the credential has no status")),
                _ if entries.iter().any(|entry| entry.on_chain.is_some()) => {
                    Err(Failure::AnothersList)
                }
                _ => Ok(()),
            };
        };
        let (list, index) = place(did, entries)?;
        let view = match self.facts.lists.get(&list) {
            None => return Err(Failure::NotAsked("the status list")),
            Some(None) => return Err(Failure::NoSuchList),
            Some(Some(view)) => view,
        };
        let named = reading::schema(document)?.ok_or(Failure::NoSchema)?;
        if view.owner != *did {
            return Err(Failure::AnothersList);
        }
        if view.schema != named.id {
            return Err(Failure::AnotherSchemasList);
        }
        if index >= view.allocated {
            return Err(Failure::NotAllocated);
        }
        Ok(())
    }

    fn is_clear(&self, issuer: &Issuer, entry: &StatusEntry) -> Result<(), Failure> {
        let known = entry
            .on_chain
            .and_then(|(_, list)| self.facts.statuses.get(&(list, entry.index)));
        let is_set = match (known, entry.purpose) {
            (Some(None), _) => return Err(Failure::NotAllocated),
            // A revoked credential may also be suspended; one failure is enough.
            (Some(Some(status)), StatusPurpose::Revocation) => *status == Status::Revoked,
            (Some(Some(Status::Held)), StatusPurpose::Suspension) => {
                return Err(Failure::HeldCredential);
            }
            (Some(Some(status)), StatusPurpose::Suspension) => *status == Status::Suspended,
            (None, _) => self.listed(issuer, entry)?,
        };
        match (is_set, entry.purpose) {
            (false, _) => Ok(()),
            (true, StatusPurpose::Revocation) => Err(Failure::RevokedCredential),
            (true, StatusPurpose::Suspension) => Err(Failure::SuspendedCredential),
        }
    }

    /// Reads the bit from a list that is a credential.
    fn listed(&self, issuer: &Issuer, entry: &StatusEntry) -> Result<bool, Failure> {
        let lists = &self.facts.status_lists;
        let list = lists
            .get(&entry.list_credential)
            .ok_or(Failure::NotAsked("the status of the credential"))?;
        if reading::issuer(list)? != issuer.to_string() {
            return Err(Failure::AnothersList);
        }
        let subject = list.get("credentialSubject").unwrap_or(&Value::Null);
        let is_list = reading::is_status_list(list)
            && subject.get("type").and_then(Value::as_str) == Some("BitstringStatusList")
            && list
                .get("id")
                .is_some_and(|id| *id == entry.list_credential);
        if !is_list {
            return Err(StatusError::Malformed("statusListCredential").into());
        }
        let purposes = match subject.get("statusPurpose") {
            Some(Value::Array(purposes)) => purposes.as_slice(),
            other => other.map(std::slice::from_ref).unwrap_or_default(),
        };
        if !purposes
            .iter()
            .any(|purpose| purpose == entry.purpose.name())
        {
            return Err(StatusError::Disagrees.into());
        }
        self.check_list_once(&entry.list_credential, list)?;
        let encoded = subject.get("encodedList").and_then(Value::as_str);
        let bits = Bitstring::decode(encoded.ok_or(StatusError::EncodedList)?)?;
        bits.get(entry.index).ok_or(Failure::NotAllocated)
    }

    /// Checks a status list, the first time that an entry names it.
    fn check_list_once(&self, url: &str, list: &Value) -> Result<(), Failure> {
        let known = self.shared.status_lists.borrow().get(url).cloned();
        known.unwrap_or_else(|| {
            let outcome = self.check_list(list);
            let mut outcomes = self.shared.status_lists.borrow_mut();
            outcomes.insert(url.into(), outcome.clone());
            outcome
        })
    }

    /// Checks a status list as a document. It has no status of its own and no schema.
    fn check_list(&self, list: &Value) -> Result<(), Failure> {
        if list.get("credentialStatus").is_some() {
            return Err(StatusError::Malformed("statusListCredential").into());
        }
        let report = Verifier {
            inclusions: &[],
            facts: self.facts,
            now: self.now,
            expected: &Expected::default(),
            shared: self.shared,
            is_list: true,
            several: false,
        }
        .embedded(list);
        let of_all = |name| {
            !matches!(
                name,
                CheckName::Schema
                    | CheckName::Accreditation
                    | CheckName::StatusList
                    | CheckName::Revocation
                    | CheckName::Suspension
                    | CheckName::Anchor
            )
        };
        let first = report.failures().find(|(name, _)| of_all(*name));
        match first {
            Some((CheckName::Validity, "expired")) => Err(Failure::Stale),
            Some((_, reason)) => Err(Failure::StatusList(reason.into())),
            None => Ok(()),
        }
    }
}

/// List and index of a credential of the chain, which both entries share.
pub(crate) fn place(issuer: &Did, entries: &[StatusEntry]) -> Result<(ListId, Index), Failure> {
    let [first, second] = entries else {
        return Err(Failure::StatusEntries);
    };
    let (Some((owner, list)), true) = (
        first.on_chain,
        first.on_chain == second.on_chain
            && first.index == second.index
            && first.purpose != second.purpose,
    ) else {
        return Err(Failure::StatusEntries);
    };
    if owner == *issuer {
        Ok((list, first.index))
    } else {
        Err(Failure::AnothersList)
    }
}
