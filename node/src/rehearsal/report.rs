//! The report of a rehearsal, for operators.

use super::changes::Change;
use aura_runtime_common::{BlockNumber, Hash};
use polkadot_sdk::*;
use serde::Serialize;
use sp_version::RuntimeVersion;
use sp_weights::Weight;
use std::{collections::BTreeMap, fmt};

/// Picoseconds of a millisecond, the unit of weights.
const MILLISECOND: f64 = 1e9;
/// Bytes of a KiB.
const KIB: f64 = 1024.0;

/// Effects of an upgrade.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The block whose state was upgraded.
    pub block: Block,
    /// The present runtime.
    pub from: Version,
    /// The new runtime.
    pub to: Version,
    /// Hash of the code, which a vote on exactly this file names.
    pub code_hash: Hash,
    /// True if the new runtime has checks of its own; they passed.
    pub checked: bool,
    /// Weight of the upgrade; without checks, it includes that of the start of any block.
    pub weight: Used,
    /// Maximum weight of a block.
    pub maximum_weight: Used,
    /// APIs that only the new runtime has.
    pub gained_apis: Vec<String>,
    /// APIs that only the present runtime has.
    pub lost_apis: Vec<String>,
    /// The engine of the next block.
    pub next_author: String,
    /// Changes of each pallet's storage; without checks, they include those of the start of any
    /// block.
    pub storage: BTreeMap<String, Change>,
}

/// Height and hash of a block.
#[derive(Debug, Serialize)]
pub struct Block {
    /// Height of the block.
    pub number: BlockNumber,
    /// Hash of the block.
    pub hash: Hash,
}

/// Name and version of a runtime.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Name of the implementation.
    pub impl_name: String,
    /// Version of the specification.
    pub spec_version: u32,
}

/// A weight as it is reported.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Used {
    /// Computation time, in picoseconds.
    pub ref_time: u64,
    /// Size of the storage proof, in bytes.
    pub proof_size: u64,
}

impl Version {
    /// Takes the fields from the runtime's own version.
    pub fn of(version: &RuntimeVersion) -> Self {
        Self {
            impl_name: version.impl_name.to_string(),
            spec_version: version.spec_version,
        }
    }
}

impl From<Weight> for Used {
    fn from(weight: Weight) -> Self {
        Self {
            ref_time: weight.ref_time(),
            proof_size: weight.proof_size(),
        }
    }
}

impl Report {
    /// Returns `Ok` if the upgrade fits into a block.
    ///
    /// # Errors
    ///
    /// If the upgrade takes more than a block.
    pub fn verdict(&self) -> Result<(), String> {
        let (used, maximum) = (self.weight, self.maximum_weight);
        if used.ref_time > maximum.ref_time || used.proof_size > maximum.proof_size {
            return Err(format!(
                "the upgrade takes {used}, but a block has at most {maximum}"
            ));
        }
        Ok(())
    }

    /// The report as JSON.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl fmt::Display for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (time, proof) = (self.ref_time as f64, self.proof_size as f64);
        write!(f, "{:.1} ms", time / MILLISECOND)?;
        if self.proof_size == u64::MAX {
            return f.write_str(", proofs of any size");
        }
        write!(f, ", {:.1} KiB of proof", proof / KIB)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.impl_name, self.spec_version)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "block       {} ({:?})",
            self.block.number, self.block.hash
        )?;
        writeln!(f, "runtime     {} -> {}", self.from, self.to)?;
        writeln!(f, "code hash   {:?}", self.code_hash)?;
        let checks = if self.checked {
            "all pass; do not vote for a build with checks"
        } else {
            "none in this runtime (build it with the feature `try-runtime`); changes at the start \
             of any block are shown too"
        };
        writeln!(f, "checks      {checks}")?;
        writeln!(f, "weight      {}", self.weight)?;
        writeln!(f, "of at most  {}", self.maximum_weight)?;
        for (what, apis) in [("gains", &self.gained_apis), ("loses", &self.lost_apis)] {
            if !apis.is_empty() {
                writeln!(f, "{what} APIs  {}", apis.join(", "))?;
            }
        }
        writeln!(
            f,
            "authoring   the next block is {}'s to author",
            self.next_author
        )?;
        writeln!(f)?;
        let columns = ["storage", "added", "changed", "removed", "bytes"];
        let [name, added, changed, removed, bytes] = columns;
        writeln!(f, "{name:<24}{added:>8}{changed:>8}{removed:>8}  {bytes}")?;
        for (name, change) in &self.storage {
            write!(f, "{name:<24}{:>8}", change.added)?;
            write!(f, "{:>8}{:>8}", change.changed, change.removed)?;
            writeln!(f, "  {} -> {}", change.bytes_before, change.bytes_after)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report of an upgrade with this weight, where a block has a maximum of (10, 20).
    fn taking(ref_time: u64, proof_size: u64) -> Report {
        let version = |spec_version| Version {
            impl_name: "aura-test".into(),
            spec_version,
        };
        Report {
            block: Block {
                number: 7,
                hash: Hash::zero(),
            },
            from: version(1),
            to: version(2),
            code_hash: Hash::zero(),
            checked: false,
            weight: Used {
                ref_time,
                proof_size,
            },
            maximum_weight: Used {
                ref_time: 10,
                proof_size: 20,
            },
            gained_apis: vec!["BabeApi".into()],
            lost_apis: vec![],
            next_author: "BABE".into(),
            storage: BTreeMap::from([("Babe".to_owned(), Change::default())]),
        }
    }

    #[test]
    fn more_than_a_block_is_too_much() {
        assert!(taking(10, 20).verdict().is_ok());
        assert!(taking(11, 0).verdict().is_err());
        assert!(taking(0, 21).verdict().is_err());
    }

    #[test]
    fn the_text_names_what_changes_and_only_that() {
        let text = taking(1, 1).to_string();
        for part in [
            "aura-test 1 -> aura-test 2",
            "gains APIs  BabeApi",
            "\nBabe ",
        ] {
            assert!(text.contains(part), "{part} is missing:\n{text}");
        }
        assert!(!text.contains("loses"), "{text}");
    }
}
