//! Operations in files, on their way from one signer to the next, or to the account that pays.
//!
//! The files have no secrets. Input is bounded, and is compared with the chain before it is used;
//! `docs/cli-did.md` describes the format.

use super::{signers, Operation, Problem, Signer};
use crate::{Error, Result};
use aura_primitives::did::{Anchor, Did, Document, Relationship, Signature};
use codec::{DecodeAll, Encode};
use serde::{Deserialize, Serialize};
use sp_crypto_hashing::blake2_256;
use std::path::Path;

/// Version of the format that is written.
const VERSION: u32 = 1;

/// Content of a file, with its chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationFile {
    /// Genesis hash of the chain.
    pub genesis: [u8; 32],
    /// Operation or creation to be submitted to that chain.
    pub content: Content,
}

/// Operation or creation to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An operation with the signatures that it has so far.
    Operation(Signing),
    /// A signed creation of a DID.
    Creation(Creation),
}

/// An operation with the signatures that it has so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Operation to be signed.
    pub operation: Operation,
    /// Hash of the operation's checkpoint.
    pub checkpoint: [u8; 32],
    /// Transaction version that the signatures cover.
    pub transaction_version: u32,
    /// Signatures in the order of the operation's signers; `None` where one is missing.
    pub signatures: Vec<Option<Signature>>,
}

/// Creation of a DID by a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creation {
    /// First document of the DID.
    pub document: Document,
    /// Salt from which the identifier is derived, together with the first key.
    pub salt: [u8; 32],
    /// Signature by the first key.
    pub signature: Signature,
}

impl Signing {
    /// Returns the hash that the signatures cover.
    pub fn payload(&self, genesis: &[u8; 32]) -> [u8; 32] {
        let (checkpoint, version) = (&self.checkpoint, self.transaction_version);
        blake2_256(&self.operation.preimage(genesis, checkpoint, version))
    }

    /// Returns the signers whose signatures are missing.
    pub fn missing(&self) -> Vec<Signer> {
        let signers = self.operation.signers.iter().zip(&self.signatures);
        let missing = signers.filter(|(_, signature)| signature.is_none());
        missing.map(|(signer, _)| signer.clone()).collect()
    }
}

impl Creation {
    /// Returns the DID; `None` if there is no first key, or it cannot control the DID.
    pub fn did(&self, genesis: &[u8; 32]) -> Option<Did> {
        let first = self.document.methods.first()?;
        let controls = first
            .relationships
            .contains(Relationship::CapabilityInvocation);
        let anchor = Anchor::<[u8; 32]>::Key(first.key);
        controls.then(|| Did::derive(genesis, &anchor, &self.salt))
    }
}

/// JSON form of a file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Envelope {
    version: u32,
    genesis: String,
    /// Summary for people. It is never read: `content` may say something else.
    summary: Vec<String>,
    content: ContentJson,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum ContentJson {
    #[serde(rename_all = "camelCase")]
    Operation {
        operation: String,
        checkpoint_hash: String,
        transaction_version: u32,
        signers: Vec<SignerJson>,
    },
    Creation {
        document: String,
        salt: String,
        signature: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SignerJson {
    signer: String,
    signature: Option<String>,
}

impl OperationFile {
    /// Parses a file; errors name it by `path`.
    ///
    /// # Errors
    /// If the bytes are not an operation or a creation, or the version is another.
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

    /// Encodes the file as JSON that ends with a line feed. `summary` is for people, and is never
    /// read.
    pub fn to_json(&self, summary: Vec<String>) -> Vec<u8> {
        let envelope = Envelope {
            version: VERSION,
            genesis: const_hex::encode_prefixed(self.genesis),
            summary,
            content: ContentJson::of(&self.content),
        };
        // Text and numbers can always be written as JSON.
        let mut json = serde_json::to_vec_pretty(&envelope).unwrap_or_default();
        json.push(b'\n');
        json
    }
}

impl ContentJson {
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
                        .map(|(signer, signature)| SignerJson {
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
                    return Err("its signers are not those of the operation");
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
    let bytes = const_hex::decode(hex).map_err(|_| "a member is not hexadecimal")?;
    T::decode_all(&mut bytes.as_slice()).map_err(|_| "a member cannot be decoded")
}

fn hash(hex: &str) -> std::result::Result<[u8; 32], &'static str> {
    const_hex::decode_to_array(hex).map_err(|_| "a hash has 32 bytes in hexadecimal")
}

#[cfg(test)]
mod tests;
