//! Nullifiers of the answers that a verifier has accepted: at most one answer of each person.

use super::Problem;
use crate::text;
use aura_primitives::zkp::{Nullifier, PolicyId};
use std::{collections::BTreeSet, path::Path};

/// The accepted answers, each by its policy and its nullifier. Their file has a line for each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nullifiers(BTreeSet<(PolicyId, Nullifier)>);

impl Nullifiers {
    /// Parses the text of a file, which `path` names in errors.
    ///
    /// # Errors
    /// If it has other content.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Problem> {
        let lines = text::lines(text).zip(1_u64..);
        let read = lines.map(|(line, number)| {
            read(line).ok_or_else(|| Problem::File {
                path: path.into(),
                wanted: "a file of nullifiers",
                reason: format!("line {number} is neither policy nor nullifier"),
            })
        });
        read.collect::<Result<_, _>>().map(Self)
    }

    /// Records an answer. Returns true if it is the person's first.
    pub fn insert(&mut self, policy: PolicyId, nullifier: Nullifier) -> bool {
        self.0.insert((policy, nullifier))
    }

    /// Returns the text of the file.
    pub fn to_text(&self) -> String {
        let lines = self.0.iter().map(|(policy, nullifier)| {
            let nullifier = const_hex::encode(nullifier);
            format!("{policy} {nullifier}\n")
        });
        lines.collect()
    }
}

fn read(line: &str) -> Option<(PolicyId, Nullifier)> {
    let (policy, nullifier) = line.split_once(' ')?;
    let nullifier = const_hex::decode_to_array(nullifier).ok()?;
    Some((policy.parse().ok()?, nullifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut all = Nullifiers::default();
        for (policy, nullifier) in [(1, 1), (1, 2), (2, 1)] {
            assert!(all.insert([policy; 32].into(), [nullifier; 32]));
            assert!(!all.insert([policy; 32].into(), [nullifier; 32]));
        }
        assert_eq!(
            Nullifiers::parse(&all.to_text(), Path::new("a")).unwrap(),
            all
        );
    }
}
