//! Changes of storage by an upgrade.

use aura_runtime_common::Hashing;
use polkadot_sdk::*;
use serde::Serialize;
use sp_state_machine::{Backend, StorageChanges};
use sp_storage::ChildInfo;
use std::collections::BTreeMap;

/// Length in bytes of the prefix of a key that names its pallet.
const PREFIX: usize = 16;

/// Changes of the entries under one name. Unchanged entries do not count.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Number of new entries.
    pub added: u64,
    /// Number of entries with another value.
    pub changed: u64,
    /// Number of removed entries.
    pub removed: u64,
    /// Length of the keys and values of these entries before, in bytes.
    pub bytes_before: u64,
    /// Length of the keys and values of these entries after, in bytes.
    pub bytes_after: u64,
}

/// An entry of storage: its key, and its value before and after.
pub type Entry = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>);

/// Pallets by the prefixes of their storage keys.
pub struct Names(BTreeMap<[u8; PREFIX], String>);

impl Names {
    /// Collects prefixes and the names of their pallets.
    pub fn new(prefixes: impl Iterator<Item = ([u8; PREFIX], String)>) -> Self {
        Self(prefixes.collect())
    }

    /// The pallet of a key. For a well-known key (`:code`) the key itself, and for an unknown one
    /// its prefix.
    fn of(&self, key: &[u8]) -> String {
        if key.starts_with(b":") {
            return String::from_utf8_lossy(key).into_owned();
        }
        let prefix = key.first_chunk::<PREFIX>();
        prefix
            .and_then(|prefix| self.0.get(prefix).cloned())
            .unwrap_or_else(|| const_hex::encode_prefixed(key.get(..PREFIX).unwrap_or(key)))
    }
}

/// The entries that were written, with their values in `state` as the values before. A child trie
/// counts as its well-known key.
///
/// # Errors
///
/// If the state cannot be read.
pub fn entries<State: Backend<Hashing>>(
    state: &State,
    changes: StorageChanges<Hashing>,
) -> Result<Vec<Entry>, String> {
    let mut entries = vec![];
    for (key, after) in changes.main_storage_changes {
        let before = state.storage(&key).map_err(|error| error.to_string())?;
        entries.push((key, before, after));
    }
    for (child, changes) in changes.child_storage_changes {
        let info = ChildInfo::new_default_from_vec(child);
        for (key, after) in changes {
            let before = state.child_storage(&info, &key);
            let before = before.map_err(|error| error.to_string())?;
            entries.push((info.prefixed_storage_key().into_inner(), before, after));
        }
    }
    Ok(entries)
}

/// Changes grouped by pallet.
pub fn grouped(
    names: &Names,
    entries: impl IntoIterator<Item = Entry>,
) -> BTreeMap<String, Change> {
    let mut groups = BTreeMap::<_, Change>::new();
    for (key, before, after) in entries {
        // A write may leave the value as it was.
        if before == after {
            continue;
        }
        let group = groups.entry(names.of(&key)).or_default();
        match (&before, &after) {
            (None, _) => group.added += 1,
            (Some(_), Some(_)) => group.changed += 1,
            (Some(_), None) => group.removed += 1,
        }
        let length = |value: Option<Vec<u8>>| value.map_or(0, |value| key.len() + value.len());
        group.bytes_before += length(before) as u64;
        group.bytes_after += length(after) as u64;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYSTEM: [u8; PREFIX] = [1; PREFIX];

    fn names() -> Names {
        Names::new([(SYSTEM, "System".to_owned())].into_iter())
    }

    /// A key of the pallet System.
    fn key(item: u8) -> Vec<u8> {
        [&SYSTEM[..], &[item]].concat()
    }

    fn value(length: usize) -> Option<Vec<u8>> {
        Some(vec![7; length])
    }

    #[test]
    fn entries_are_counted_under_their_pallet() {
        let entries = [
            (key(1), None, value(3)),
            (key(2), value(4), Some(vec![8; 4])),
            (key(3), value(5), None),
            (key(4), value(6), value(7)),
        ];
        let expected = Change {
            added: 1,
            changed: 2,
            removed: 1,
            bytes_before: 3 * 17 + 4 + 5 + 6,
            bytes_after: 3 * 17 + 3 + 4 + 7,
        };
        let groups = grouped(&names(), entries);
        assert_eq!(groups, BTreeMap::from([("System".to_owned(), expected)]));
    }

    #[test]
    fn what_stays_does_not_count() {
        let entries = [(key(1), value(3), value(3)), (key(2), None, None)];
        assert_eq!(grouped(&names(), entries), BTreeMap::new());
    }

    #[test]
    fn every_key_has_a_name() {
        let names = names();
        assert_eq!(names.of(&key(0)), "System");
        assert_eq!(names.of(&SYSTEM), "System");
        assert_eq!(names.of(b":code"), ":code");
        assert_eq!(names.of(&[2; 20]), format!("0x{}", "02".repeat(PREFIX)));
        assert_eq!(names.of(&[1; 3]), "0x010101");
    }
}
