//! Inclusions: proofs that a credential was anchored, which travel beside it.

use super::{batch, AnchoringError, Batch, Hash, Path};
use crate::limits::MAX_PATH_NODES;
use aura_primitives::credentials::{ListId, Root};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Proof that a credential is in a batch. It is not signed: the batch consists of signed
/// credentials.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Inclusion {
    /// Status list whose indices the batch has.
    pub list: ListId,
    /// Anchored root.
    pub root: Root,
    /// Number of credentials in the batch.
    pub count: u32,
    /// Position of the credential in the batch, which is not its index in the list.
    pub position: u32,
    /// Salt of the leaf, so that the credential cannot be guessed.
    pub salt: [u8; 32],
    /// Path to the root.
    pub path: Path,
}

impl Inclusion {
    /// Makes the inclusion of the credential at a position of a batch.
    ///
    /// # Errors
    ///
    /// [`AnchoringError::NoSuchPosition`].
    pub fn new(
        list: ListId,
        batch: &Batch,
        position: u32,
        salt: [u8; 32],
    ) -> Result<Self, AnchoringError> {
        Ok(Self {
            list,
            root: batch.root(),
            count: batch.count(),
            position,
            salt,
            path: batch.path(position)?,
        })
    }

    /// Checks that this is the inclusion of a secured credential.
    ///
    /// # Errors
    ///
    /// [`AnchoringError::NotInBatch`].
    pub fn check(&self, secured: &Value) -> Result<(), AnchoringError> {
        let leaf = batch::leaf(&self.salt, secured);
        self.path
            .check(&leaf, self.position, self.count, &self.root)
    }

    /// Reads the JSON strictly.
    ///
    /// # Errors
    ///
    /// [`AnchoringError::Inclusion`] names the malformed member.
    pub fn read(json: &Value) -> Result<Self, AnchoringError> {
        Written::deserialize(json)
            .map_err(|_| AnchoringError::Inclusion("a member"))?
            .try_into()
    }
}

/// JSON of an [`Inclusion`], with hashes in hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    list: ListId,
    root: String,
    count: u32,
    position: u32,
    salt: String,
    path: Vec<String>,
}

impl From<Inclusion> for Written {
    fn from(inclusion: Inclusion) -> Self {
        let hex = |hash: &Hash| const_hex::encode(hash);
        Self {
            list: inclusion.list,
            root: hex(&inclusion.root),
            count: inclusion.count,
            position: inclusion.position,
            salt: hex(&inclusion.salt),
            path: inclusion.path.0.iter().map(hex).collect(),
        }
    }
}

impl TryFrom<Written> for Inclusion {
    type Error = AnchoringError;

    fn try_from(written: Written) -> Result<Self, AnchoringError> {
        if written.path.len() > MAX_PATH_NODES {
            return Err(AnchoringError::Inclusion("path"));
        }
        let path = written.path.iter().map(|text| hash(text, "path"));
        Ok(Self {
            list: written.list,
            root: hash(&written.root, "root")?,
            count: written.count,
            position: written.position,
            salt: hash(&written.salt, "salt")?,
            path: Path(path.collect::<Result<_, _>>()?),
        })
    }
}

fn hash(text: &str, member: &'static str) -> Result<Hash, AnchoringError> {
    let hash = const_hex::decode_to_array(text).map_err(|_| AnchoringError::Inclusion(member))?;
    // Each hash has one spelling.
    if const_hex::encode(hash) == text {
        Ok(hash)
    } else {
        Err(AnchoringError::Inclusion(member))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchoring::BatchBuilder;
    use serde_json::json;

    #[test]
    fn an_inclusion_holds_for_its_credential_alone() {
        let credentials: Vec<_> = (0..5).map(|index| json!({ "index": index })).collect();
        let mut builder = BatchBuilder::new();
        for (salt, credential) in (0..).zip(&credentials) {
            builder.push(batch::leaf(&[salt; 32], credential)).unwrap();
        }
        let batch = builder.build().unwrap();
        for (position, credential) in (0_u8..).zip(&credentials) {
            let inclusion = Inclusion::new(3, &batch, position.into(), [position; 32]).unwrap();
            inclusion.check(credential).unwrap();
            let written = serde_json::to_value(&inclusion).unwrap();
            assert_eq!(Inclusion::read(&written).as_ref(), Ok(&inclusion));
            let wrong = |change: fn(&mut Inclusion)| {
                let mut inclusion = inclusion.clone();
                change(&mut inclusion);
                inclusion.check(credential)
            };
            for refused in [
                wrong(|inclusion| inclusion.position ^= 1),
                wrong(|inclusion| inclusion.count = 17),
                wrong(|inclusion| inclusion.salt[0] ^= 1),
                wrong(|inclusion| inclusion.root[0] ^= 1),
                inclusion.check(&json!({ "index": 9 })),
            ] {
                assert_eq!(refused, Err(AnchoringError::NotInBatch));
            }
        }
    }

    #[test]
    fn malformed_inclusions_are_refused() {
        let good = json!({
            "list": 1, "root": "00".repeat(32), "count": 1, "position": 0,
            "salt": "0a".repeat(32), "path": [],
        });
        assert!(Inclusion::read(&good).is_ok());
        for (member, value) in [
            ("root", json!("00")),
            ("root", json!(format!("0x{}", "00".repeat(32)))),
            ("salt", json!("0A".repeat(32))),
            ("path", json!(vec!["00".repeat(32); 21])),
            ("path", json!(["00"])),
            ("count", json!(-1)),
            ("list", json!("1")),
            ("more", json!(1)),
        ] {
            let mut bad = good.clone();
            bad[member] = value;
            assert!(
                matches!(Inclusion::read(&bad), Err(AnchoringError::Inclusion(_))),
                "{member}"
            );
        }
    }
}
