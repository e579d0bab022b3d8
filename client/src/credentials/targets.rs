//! Credentials whose status is to be changed: by list and index, or given themselves.

use super::{input_documents, Problem};
use crate::{display::tame, text};
use aura_identity::status::status_entries;
use aura_primitives::credentials::{Capacity, Index, ListId};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Result of this module's functions.
type Result<T> = std::result::Result<T, Problem>;

/// Indices of credentials by their status list, and the credentials that were given themselves.
#[derive(Debug, Default)]
pub struct Targets {
    indices: BTreeMap<ListId, BTreeSet<Index>>,
    credentials: Vec<Value>,
}

impl Targets {
    /// Iterates over the lists, each with its indices.
    pub fn iter(&self) -> impl Iterator<Item = (ListId, &BTreeSet<Index>)> {
        self.indices.iter().map(|(list, indices)| (*list, indices))
    }

    /// Iterates over the lists.
    pub fn lists(&self) -> impl Iterator<Item = ListId> + '_ {
        self.indices.keys().copied()
    }

    /// Keeps only the indices for which `keep` returns true.
    pub fn retain(&mut self, keep: impl Fn(ListId, Index) -> bool) {
        self.indices.retain(|list, indices| {
            indices.retain(|index| keep(*list, *index));
            !indices.is_empty()
        });
    }

    /// Returns the credentials that were given themselves. The caller must check that they are
    /// genuine.
    pub fn credentials(&self) -> &[Value] {
        &self.credentials
    }

    /// Adds an index, or a range of them with both ends included.
    ///
    /// # Errors
    /// If the text is not an index or a range, or no list is given.
    pub fn add_indices(&mut self, list: Option<ListId>, text: &str) -> Result<()> {
        let read = self.indices_of(list, text);
        read.map_err(|why| refused(&why))
    }

    fn indices_of(&mut self, list: Option<ListId>, text: &str) -> std::result::Result<(), String> {
        let list = list.ok_or("name the status list of the indices")?;
        let wrong = || format!("'{}' is not an index: write 5, or 5-9", tame(text));
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let first: Index = first.parse().map_err(|_| wrong())?;
        let last: Index = last.parse().map_err(|_| wrong())?;
        if first > last || last >= Capacity::TwoTo20.entries() {
            return Err(wrong());
        }
        self.indices.entry(list).or_default().extend(first..=last);
        Ok(())
    }

    /// Returns true if the text of a file has credentials, and false if it has indices.
    pub fn has_credentials(text: &str) -> bool {
        text.trim_start().starts_with('{')
    }

    /// Adds the credentials of a file: one, or a line each. `path` names the file in errors.
    ///
    /// # Errors
    /// If the file has anything else, or a credential is in another list than the one that was
    /// given.
    pub fn add_credentials(&mut self, list: Option<ListId>, text: &str, path: &Path) -> Result<()> {
        for one in input_documents::credentials_in(text, path)? {
            self.add_credential(list, one.credential)?;
        }
        Ok(())
    }

    /// Adds the indices of a file, some on each line. `path` names the file in errors.
    ///
    /// # Errors
    /// If the file has anything else, or nothing.
    pub fn add_lines(&mut self, list: Option<ListId>, text: &str, path: &Path) -> Result<()> {
        let lines = text::lines(text).zip(1_u64..);
        let mut lines = lines.filter(|(line, _)| !line.trim().is_empty()).peekable();
        if lines.peek().is_none() {
            return Err(refused(&format!(
                "{} has no credential and no index",
                path.display()
            )));
        }
        lines.try_for_each(|(line, number)| {
            let mut each = line.split_whitespace();
            each.try_for_each(|index| {
                let read = self.indices_of(list, index);
                read.map_err(|why| refused(&format!("{} line {number}: {why}", path.display())))
            })
        })
    }

    fn add_credential(&mut self, list: Option<ListId>, credential: Value) -> Result<()> {
        let entries = status_entries(&credential).map_err(Problem::from)?;
        let mut places = entries.iter().filter_map(|entry| {
            let (_, list) = entry.on_chain?;
            Some((list, entry.index))
        });
        let place = places.next();
        let (of, index) =
            place.ok_or_else(|| refused("a credential has no status list on the chain"))?;
        if list.is_some_and(|list| list != of) {
            let why = format!("a credential is in list {of}, not in the list that was named");
            return Err(refused(&why));
        }
        self.indices.entry(of).or_default().insert(index);
        self.credentials.push(credential);
        Ok(())
    }
}

fn refused(why: &str) -> Problem {
    Problem::Argument(why.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(targets: &Targets) -> Vec<(ListId, Vec<Index>)> {
        let each = targets.iter();
        each.map(|(list, indices)| (list, indices.iter().copied().collect()))
            .collect()
    }

    #[test]
    fn indices_are_numbers_and_ranges_in_a_list() {
        let mut targets = Targets::default();
        for text in ["9", "5-7", "6", "1048575"] {
            targets.add_indices(Some(7), text).unwrap();
        }
        assert_eq!(all(&targets), [(7, vec![5, 6, 7, 9, 1_048_575])]);
        for bad in ["", "a", "-1", "7-5", "1048576", "0-1048576", "1-2-3", "5-"] {
            assert!(targets.add_indices(Some(7), bad).is_err(), "{bad}");
        }
        assert!(targets.add_indices(None, "5").is_err());
    }
}
