//! Results of resolution.

use super::{chain::hex, Document, Head};
use crate::{
    bounded,
    did::{Problem, ResolutionError},
    DateTime,
};
use aura_primitives::did::{
    view::{ActiveView, View},
    Control, Controller,
};
use serde::{Deserialize, Serialize};

/// A [DID resolution result](https://www.w3.org/TR/did-resolution/#did-resolution-result), of the
/// media type `application/did-resolution`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Resolution {
    /// The document. `None` after an error, or if the DID is deactivated.
    pub did_document: Option<Document>,
    /// Metadata of this resolution.
    pub did_resolution_metadata: ResolutionMetadata,
    /// Metadata of the document; empty after an error.
    pub did_document_metadata: DocumentMetadata,
}

/// [Resolution metadata](https://www.w3.org/TR/did-resolution/#did-resolution-metadata), or
/// dereferencing metadata.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResolutionMetadata {
    /// The media type of the document or content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The error, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Problem>,
    /// Block whose state was read, also for an error. An extension of Aura.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<AsOf>,
}

/// Block whose state was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AsOf {
    /// Block number.
    pub number: u32,
    /// Block hash, in hexadecimal with a `0x` prefix.
    #[serde(with = "hex")]
    pub hash: [u8; 32],
    /// Final block or best block.
    pub head: Head,
}

/// [Document metadata](https://www.w3.org/TR/did-resolution/#did-document-metadata).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentMetadata {
    /// Time of creation of the DID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<DateTime>,
    /// Time of this version. `None` for the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateTime>,
    /// True if the DID is deactivated now, also on an earlier version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deactivated: Option<bool>,
    /// Time of the next version. `None` for the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_update: Option<DateTime>,
    /// Number of the block that set this version, in decimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_id: Option<String>,
    /// `versionId` of the next version. `None` for the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_version_id: Option<String>,
    /// `versionId` of the previous version. An extension of Aura.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_version_id: Option<String>,
    /// Hash chain over all versions before this one, or over all versions of a deactivated DID; in
    /// hexadecimal with a `0x` prefix. An extension of Aura.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "optional_hex"
    )]
    pub history: Option<[u8; 32]>,
    /// Controllers and their threshold. An extension of Aura.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<Controllers>,
    /// Nonce of the next operation of the DID; only for the current version. An extension of Aura.
    /// The JSON is a string of digits: [numbers in
    /// metadata](https://www.w3.org/TR/did-resolution/#metadata-structure) should fit 32 bits.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "digits")]
    pub nonce: Option<u64>,
}

/// Controllers of a DID and the signature threshold. Without controllers, the DID's own
/// capability-invocation keys count.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Controllers {
    /// Number of signatures that an operation needs.
    pub threshold: u8,
    /// DIDs, and accounts as their 32 bytes in hexadecimal with a `0x` prefix.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub controllers: Vec<String>,
}

impl Resolution {
    /// Result of a failed resolution.
    pub fn failed(error: &ResolutionError) -> Self {
        Self {
            did_document: None,
            did_resolution_metadata: ResolutionMetadata {
                error: Some(error.into()),
                ..Default::default()
            },
            did_document_metadata: DocumentMetadata::default(),
        }
    }

    /// HTTP status code by the [HTTP
    /// binding](https://www.w3.org/TR/did-resolution/#bindings-https): 410 if the DID is
    /// deactivated, also for an old version.
    pub fn status(&self) -> u16 {
        match &self.did_resolution_metadata.error {
            Some(problem) => problem.status(),
            None => self.did_document_metadata.status(),
        }
    }
}

impl DocumentMetadata {
    /// HTTP status code of a successful answer with this metadata.
    pub(crate) fn status(&self) -> u16 {
        if self.deactivated == Some(true) {
            410
        } else {
            200
        }
    }

    /// Builds the metadata from a view.
    pub(crate) fn new(view: &View<[u8; 32]>) -> Self {
        let (created, updated) = (view.created(), view.updated());
        let common = Self {
            created: Some(DateTime::from_millis(created.time)),
            updated: (updated.block != created.block).then(|| DateTime::from_millis(updated.time)),
            version_id: Some(updated.block.to_string()),
            ..Default::default()
        };
        match view {
            View::Active(ActiveView {
                control,
                previous,
                history,
                ..
            }) => Self {
                previous_version_id: previous.map(|block| block.to_string()),
                history: Some(*history),
                control: Some(control.into()),
                ..common
            },
            View::Deactivated(view) => Self {
                deactivated: Some(true),
                updated: Some(DateTime::from_millis(updated.time)),
                history: Some(view.history),
                ..common
            },
        }
    }
}

impl From<&Control<[u8; 32]>> for Controllers {
    fn from(control: &Control<[u8; 32]>) -> Self {
        Self {
            threshold: control.threshold,
            controllers: control
                .controllers
                .iter()
                .map(|controller| match controller {
                    Controller::Did(did) => did.to_string(),
                    Controller::Account(account) => const_hex::encode_prefixed(account),
                })
                .collect(),
        }
    }
}

/// Serialises a number as a string of digits in its one spelling.
mod digits {
    use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};

    /// Older nodes wrote a number.
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Read {
        Text(String),
        Number(u64),
    }

    pub fn serialize<S: Serializer>(number: &Option<u64>, to: S) -> Result<S::Ok, S::Error> {
        number.map(|number| number.to_string()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
        match Option::<Read>::deserialize(from)? {
            None => Ok(None),
            Some(Read::Number(number)) => Ok(Some(number)),
            Some(Read::Text(text)) => {
                let number = text.parse::<u64>().map_err(D::Error::custom)?;
                match number.to_string() == text {
                    true => Ok(Some(number)),
                    false => Err(D::Error::custom(
                        "digits have no sign and no zeros in front",
                    )),
                }
            }
        }
    }
}

/// As [`hex`], for an `Option`.
mod optional_hex {
    use super::*;
    use serde::{Deserializer, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Bytes(#[serde(with = "hex")] [u8; 32]);

    pub fn serialize<S: Serializer>(
        bytes: &Option<[u8; 32]>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        bytes.map(Bytes).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<[u8; 32]>, D::Error> {
        Ok(Option::<Bytes>::deserialize(deserializer)?.map(|Bytes(bytes)| bytes))
    }
}
