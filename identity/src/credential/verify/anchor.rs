//! Check of anchoring.

use super::{Failure, Issuer, Verifier};
use crate::{
    anchoring::{AnchoringError, Inclusion},
    credential::CredentialError,
    status::status_entries,
};
use aura_primitives::{
    credentials::{Index, ListId},
    did::Did,
};
use serde_json::Value;

/// The inclusion is of another credential, or was altered.
const NOT_IN_BATCH: Failure =
    Failure::Document(CredentialError::Anchoring(AnchoringError::NotInBatch));

impl Verifier<'_> {
    /// Finds the time of anchoring, in milliseconds since 1970.
    pub(super) fn anchor(
        &self,
        document: &Value,
        issuer: &Result<Issuer, Failure>,
    ) -> Result<u64, Failure> {
        let unless_expected = |why| match self.expected.anchored {
            true => Failure::NotAnchored,
            false => Failure::Nothing(why),
        };
        let Issuer::Aura(did) = issuer.as_ref().map_err(Clone::clone)? else {
            return Err(unless_expected("a did:key cannot anchor credentials"));
        };
        // The check of the status list reports malformed entries.
        let entries = status_entries(document).unwrap_or_default();
        let place = entries
            .iter()
            .find_map(|entry| Some((entry.on_chain?.1, entry.index)));
        let mut last = unless_expected("no inclusion was shown, and none was expected");
        let Some((list, index)) = place else {
            return Err(last);
        };
        for inclusion in self
            .inclusions
            .iter()
            .filter(|inclusion| inclusion.list == list)
        {
            match self.included(document, inclusion, did, (list, index)) {
                Ok(time) => return Ok(time),
                // The inclusion is of another presented credential.
                Err(NOT_IN_BATCH) if self.several => {}
                Err(NOT_IN_BATCH) if self.inclusions.len() > 1 => {
                    if matches!(last, Failure::Nothing(_)) {
                        last = Failure::NotAnchored;
                    }
                }
                Err(failure) => last = failure,
            }
        }
        Err(last)
    }

    fn included(
        &self,
        document: &Value,
        inclusion: &Inclusion,
        issuer: &Did,
        (list, index): (ListId, Index),
    ) -> Result<u64, Failure> {
        inclusion.check(document)?;
        match self.facts.lists.get(&list) {
            None => return Err(Failure::NotAsked("the status list")),
            Some(None) => return Err(Failure::NoSuchList),
            Some(Some(view)) if view.owner != *issuer => return Err(Failure::AnothersList),
            Some(Some(_)) => {}
        }
        let batch = match self.facts.batches.get(&(list, inclusion.root)) {
            None => return Err(Failure::NotAsked("the batch")),
            Some(None) => return Err(Failure::NoSuchBatch),
            Some(Some(batch)) => batch,
        };
        let offset = index.checked_sub(batch.first);
        let is_inside = offset.is_some_and(|offset| offset < batch.count);
        if is_inside && batch.root == inclusion.root && batch.count == inclusion.count {
            Ok(batch.anchored.time)
        } else {
            Err(Failure::AnotherBatch)
        }
    }
}
