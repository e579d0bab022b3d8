//! Operations in files, on their way from one signer to the next, or to who pays.
//!
//! There is no secret in them. What is read is bounded, and is compared with the chain before
//! anything is done with it; `docs/cli-did.md` has the form.

use super::{signers, Operation, Problem, Signer};
use crate::{Error, Result};
use aura_primitives::did::{Anchor, Did, Document, Relationship, Signature};
use codec::{DecodeAll, Encode};
use serde::{Deserialize, Serialize};
use sp_crypto_hashing::blake2_256;
use std::path::Path;

/// Bytes of a file, at most.
pub const MAX_BYTES: u64 = 64 * 1024;

/// The version of what is written.
const VERSION: u32 = 1;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The genesis hash of the chain that it is for.
    pub genesis: [u8; 32],
    /// What is to be submitted there.
    pub content: Content,
}

/// What is to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An operation, signed by some.
    Operation(Signing),
    /// A creation, signed.
    Creation(Creation),
}

/// An operation, and the signatures that there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// The operation.
    pub operation: Operation,
    /// The hash of its checkpoint.
    pub checkpoint: [u8; 32],
    /// The version of transactions that the signatures cover.
    pub transaction_version: u32,
    /// One for each of its signers, in their order.
    pub signatures: Vec<Option<Signature>>,
}

/// A DID that a key creates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creation {
    /// What it says of itself.
    pub document: Document,
    /// What the identifier follows from, beside the first key.
    pub salt: [u8; 32],
    /// By the first key.
    pub signature: Signature,
}

impl Signing {
    /// What the signatures cover.
    pub fn payload(&self, genesis: &[u8; 32]) -> [u8; 32] {
        let (checkpoint, version) = (&self.checkpoint, self.transaction_version);
        blake2_256(&self.operation.preimage(genesis, checkpoint, version))
    }

    /// Who has not signed.
    pub fn missing(&self) -> Vec<Signer> {
        let signers = self.operation.signers.iter().zip(&self.signatures);
        let missing = signers.filter(|(_, signature)| signature.is_none());
        missing.map(|(signer, _)| signer.clone()).collect()
    }
}

impl Creation {
    /// The DID; none without a first key that can control it.
    pub fn did(&self, genesis: &[u8; 32]) -> Option<Did> {
        let first = self.document.methods.first()?;
        let controls = first
            .relationships
            .contains(Relationship::CapabilityInvocation);
        let anchor = Anchor::<[u8; 32]>::Key(first.key);
        controls.then(|| Did::derive(genesis, &anchor, &self.salt))
    }
}

/// The JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Envelope {
    version: u32,
    genesis: String,
    /// For people. It is never read: what stands in `content` may say something else.
    summary: Vec<String>,
    content: Written,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum Written {
    #[serde(rename_all = "camelCase")]
    Operation {
        operation: String,
        checkpoint_hash: String,
        transaction_version: u32,
        signers: Vec<WrittenSigner>,
    },
    Creation {
        document: String,
        salt: String,
        signature: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WrittenSigner {
    signer: String,
    signature: Option<String>,
}

impl Carried {
    /// Reads the bytes of a file; errors name it by `path`.
    ///
    /// # Errors
    /// If they are no operation, or of another version.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Self> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }

        let other = |reason: String| Problem::File {
            path: path.into(),
            reason,
        };
        let not_json = |error: serde_json::Error| other(crate::display::tame(&error.to_string()));
        let Versioned { version } = serde_json::from_slice(bytes).map_err(not_json)?;
        if version != VERSION {
            return Err(Error::Newer {
                path: path.into(),
                version,
            });
        }
        let envelope: Envelope = serde_json::from_slice(bytes).map_err(not_json)?;
        let content = envelope.content.read().map_err(|why| other(why.into()))?;
        let genesis = hash(&envelope.genesis).map_err(|why| other(why.into()))?;
        Ok(Self { genesis, content })
    }

    pub fn to_json(&self, summary: Vec<String>) -> Vec<u8> {
        let envelope = Envelope {
            version: VERSION,
            genesis: const_hex::encode_prefixed(self.genesis),
            summary,
            content: Written::of(&self.content),
        };
        // Text and numbers alone are always JSON.
        let mut json = serde_json::to_vec_pretty(&envelope).unwrap_or_default();
        json.push(b'\n');
        json
    }
}

impl Written {
    fn of(content: &Content) -> Self {
        let hex = |bytes: &[u8]| const_hex::encode_prefixed(bytes);
        match content {
            Content::Operation(signing) => {
                let signers = signing.operation.signers.iter().zip(&signing.signatures);
                Self::Operation {
                    operation: hex(&signing.operation.encode()),
                    checkpoint_hash: hex(&signing.checkpoint),
                    transaction_version: signing.transaction_version,
                    signers: signers
                        .map(|(signer, signature)| WrittenSigner {
                            signer: signers::name(signer),
                            signature: signature.as_ref().map(|one| hex(&one.encode())),
                        })
                        .collect(),
                }
            }
            Content::Creation(creation) => Self::Creation {
                document: hex(&creation.document.encode()),
                salt: hex(&creation.salt),
                signature: hex(&creation.signature.encode()),
            },
        }
    }

    fn read(self) -> std::result::Result<Content, &'static str> {
        match self {
            Self::Operation {
                operation,
                checkpoint_hash,
                transaction_version,
                signers,
            } => {
                let operation: Operation = scale(&operation)?;
                let named: Vec<_> = operation.signers.iter().map(signers::name).collect();
                if !operation.signers.is_sorted_by(|a, b| a < b) {
                    return Err("its signers are out of order");
                }
                if !signers.iter().map(|one| &one.signer).eq(&named) {
                    return Err("its list of signers is not that of the operation");
                }
                let signatures = signers.into_iter().map(|one| {
                    let signature = one.signature;
                    signature.map(|signature| scale(&signature)).transpose()
                });
                Ok(Content::Operation(Signing {
                    operation,
                    checkpoint: hash(&checkpoint_hash)?,
                    transaction_version,
                    signatures: signatures.collect::<std::result::Result<_, _>>()?,
                }))
            }
            Self::Creation {
                document,
                salt,
                signature,
            } => Ok(Content::Creation(Creation {
                document: scale(&document)?,
                salt: hash(&salt)?,
                signature: scale(&signature)?,
            })),
        }
    }
}

fn scale<T: codec::Decode>(hex: &str) -> std::result::Result<T, &'static str> {
    let bytes = const_hex::decode(hex).map_err(|_| "what should be hexadecimal is not")?;
    T::decode_all(&mut bytes.as_slice()).map_err(|_| "its bytes are not understood")
}

fn hash(hex: &str) -> std::result::Result<[u8; 32], &'static str> {
    const_hex::decode_to_array(hex).map_err(|_| "a hash has 32 bytes in hexadecimal")
}

#[cfg(test)]
#[path = "file/tests.rs"]
mod tests;
