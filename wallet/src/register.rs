//! The register of a wallet's DIDs.

use super::{derivation, AnchorPath, DidRecord, KeyRecord, Kind, Name, Phrase};
use crate::{limits, Error, Result};
use aura_primitives::did::{Did, KeyIndex};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// All DIDs of a wallet, with unique names and numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Register {
    /// Number of the next DID. No number is used twice.
    next: u32,
    /// Records of the DIDs, in the order in which they were added.
    records: Vec<DidRecord>,
}

/// The account or key that will create a new DID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewAnchor {
    /// The account of the phrase with this number.
    Account(u32),
    /// A new key of this kind, the first one of the DID.
    Key(Kind),
}

impl Register {
    /// Returns the records of all DIDs.
    pub fn records(&self) -> &[DidRecord] {
        &self.records
    }

    /// Returns true if one of the DIDs has a key of this kind.
    pub fn has_key_of(&self, kind: Kind) -> bool {
        let mut keys = self.records.iter().flat_map(|record| &record.keys);
        keys.any(|key| key.kind == kind)
    }

    /// Returns the DID with this name or identifier.
    pub fn find(&self, name_or_did: &str) -> Option<&DidRecord> {
        self.records.iter().find(|record| {
            record.name.as_str() == name_or_did || record.did.to_string() == name_or_did
        })
    }

    /// Returns the DID with this name, if it belongs to this chain and was started with the same
    /// anchor.
    pub fn begun(&self, name: &Name, genesis: &[u8; 32], anchor: NewAnchor) -> Option<&DidRecord> {
        let record = self.records.iter().find(|record| record.name == *name)?;
        let fits = match (anchor, record.anchor, record.keys.as_slice()) {
            (NewAnchor::Account(n), AnchorPath::Account(known), _) => n == known,
            (NewAnchor::Key(kind), AnchorPath::Key(0), [first, ..]) => first.kind == kind,
            _ => false,
        };
        (fits && record.genesis == *genesis).then_some(record)
    }

    /// Like [`Self::begun`], but only if it has no further keys: the chain may not have it yet.
    pub fn unfinished(
        &self,
        name: &Name,
        genesis: &[u8; 32],
        anchor: NewAnchor,
    ) -> Option<&DidRecord> {
        let keys = usize::from(matches!(anchor, NewAnchor::Key(_)));
        let begun = self.begun(name, genesis, anchor);
        begun.filter(|record| record.keys.len() == keys)
    }

    /// Adds a new DID on the chain with this genesis hash.
    ///
    /// # Errors
    /// If the name belongs to another DID, or no number is left.
    pub fn add(
        &mut self,
        phrase: &Phrase,
        name: Name,
        genesis: [u8; 32],
        anchor: NewAnchor,
    ) -> Result<&DidRecord> {
        if self.find(name.as_str()).is_some() {
            return Err(Error::NameTaken(name));
        }
        let number = self.next;
        if number >= limits::MAX_NUMBERS {
            return Err(Error::Full);
        }
        // The first key of a DID document is `#key-1`.
        let (anchor, keys) = match anchor {
            NewAnchor::Account(n) => (AnchorPath::Account(n), vec![]),
            NewAnchor::Key(kind) => {
                let key = KeyRecord {
                    kind,
                    number: 0,
                    index: Some(1),
                };
                (AnchorPath::Key(0), vec![key])
            }
        };
        let mut record = DidRecord {
            did: Did::from([0; 32]),
            name,
            number,
            genesis,
            salt: derivation::salt(phrase, number),
            anchor,
            next_key: u32::from(!keys.is_empty()),
            keys,
        };
        record.did = Did::derive(&genesis, &record.anchor(phrase)?, &record.salt);
        self.next = number.saturating_add(1);
        self.records.push(record);
        self.records.last().ok_or(Error::Full)
    }

    /// Adds the next key of a DID.
    ///
    /// # Errors
    /// If the wallet does not have the DID, or no number is left.
    pub fn add_key(&mut self, did: &Did, kind: Kind) -> Result<KeyRecord> {
        let record = self.get_mut(did)?;
        let number = record.next_key;
        if number >= limits::MAX_NUMBERS {
            return Err(Error::Full);
        }
        let key = KeyRecord {
            kind,
            number,
            index: None,
        };
        record.next_key = number.saturating_add(1);
        record.keys.push(key);
        Ok(key)
    }

    /// Stores the fragment number that the chain gave to a key.
    ///
    /// # Errors
    /// If the wallet does not have the DID or the key.
    pub fn set_index(&mut self, did: &Did, number: u32, index: KeyIndex) -> Result<()> {
        let record = self.get_mut(did)?;
        let name = record.name.clone();
        let key = record.keys.iter_mut().find(|key| key.number == number);
        key.ok_or(Error::UnknownKey(name))?.index = Some(index);
        Ok(())
    }

    fn get_mut(&mut self, did: &Did) -> Result<&mut DidRecord> {
        let record = self.records.iter_mut().find(|record| record.did == *did);
        record.ok_or_else(|| Error::UnknownDid(did.to_string()))
    }

    /// Returns true if the records are consistent and their DIDs, names and numbers are unique.
    pub(super) fn is_sound(&self) -> bool {
        let (mut dids, mut names, mut numbers) = (HashSet::new(), HashSet::new(), HashSet::new());
        self.records.iter().all(|record| {
            record.is_sound()
                && record.number < self.next
                && dids.insert(record.did.as_bytes())
                && names.insert(&record.name)
                && numbers.insert(record.number)
        })
    }

    /// Merges `other` into this register. Returns the merged register, or all contradictions if
    /// there are some.
    pub fn merge(&self, other: &Self) -> std::result::Result<Self, Vec<String>> {
        let mut merged = self.clone();
        merged.next = self.next.max(other.next);
        let mut conflicts = vec![];
        for theirs in &other.records {
            match merged
                .records
                .iter_mut()
                .find(|ours| ours.did == theirs.did)
            {
                Some(ours) => conflicts.extend(ours.merge(theirs)),
                None => {
                    conflicts.extend(merged.clash(theirs));
                    merged.records.push(theirs.clone());
                }
            }
        }
        if conflicts.is_empty() {
            Ok(merged)
        } else {
            Err(conflicts)
        }
    }

    /// Returns the conflict if another DID has the name or number of `new`.
    fn clash(&self, new: &DidRecord) -> Option<String> {
        let DidRecord { did, name, .. } = new;
        let other = self
            .records
            .iter()
            .find(|ours| ours.name == *name || ours.number == new.number)?;
        Some(if other.name == *name {
            format!(
                "the name {name} belongs to {} in the wallet, to {did} in the export",
                other.did
            )
        } else {
            format!(
                "the number {} belongs to {} in the wallet, to {name} ({did}) in the export",
                new.number, other.name
            )
        })
    }
}

impl DidRecord {
    /// Merges `theirs`, a record of the same DID, into this one. Returns the contradiction if there
    /// is one.
    fn merge(&mut self, theirs: &Self) -> Option<String> {
        let name = &self.name;
        if theirs.name != *name {
            return Some(format!(
                "{} is {name} in the wallet and {} in the export",
                self.did, theirs.name
            ));
        }
        let origin = |record: &Self| (record.number, record.genesis, record.salt, record.anchor);
        if origin(self) != origin(theirs) {
            return Some(format!("{name} is derived in two ways"));
        }
        for key in &theirs.keys {
            match self.keys.iter_mut().find(|ours| ours.number == key.number) {
                None => self.keys.push(*key),
                Some(ours) => {
                    let indices = ours.index.zip(key.index);
                    if ours.kind != key.kind || indices.is_some_and(|(a, b)| a != b) {
                        return Some(format!("the key number {} of {name} differs", key.number));
                    }
                    ours.index = ours.index.or(key.index);
                }
            }
        }
        self.keys.sort_by_key(|key| key.number);
        self.next_key = self.next_key.max(theirs.next_key);
        None
    }
}

#[cfg(test)]
mod tests;
