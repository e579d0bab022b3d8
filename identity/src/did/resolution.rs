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
    /// The document. None after an error, and if the DID was given up.
    pub did_document: Option<Document>,
    /// About this resolution.
    pub did_resolution_metadata: ResolutionMetadata,
    /// About the document; empty after an error.
    pub did_document_metadata: DocumentMetadata,
}

/// [What is said of a resolution](https://www.w3.org/TR/did-resolution/#did-resolution-metadata), or
/// of a dereferencing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResolutionMetadata {
    /// The media type of the document or content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Problem>,
    /// The block as of which the answer holds, errors too. Of Aura.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<AsOf>,
}

/// The end of the chain that was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AsOf {
    /// The height of the block.
    pub number: u32,
    /// Its hash, in hexadecimal behind `0x`.
    #[serde(with = "hex")]
    pub hash: [u8; 32],
    /// Whether it is final.
    pub head: Head,
}

/// [What is said of a document](https://www.w3.org/TR/did-resolution/#did-document-metadata).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentMetadata {
    /// When the DID was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<DateTime>,
    /// When this version was set. None for the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateTime>,
    /// Whether the DID was given up, be it after this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deactivated: Option<bool>,
    /// When the next version was set. None for the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_update: Option<DateTime>,
    /// The number of the block that set this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_id: Option<String>,
    /// That of the next version. None for the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_version_id: Option<String>,
    /// That of the version before. Of Aura.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_version_id: Option<String>,
    /// The hash chain over all versions before this one, or over all of a DID that was given up;
    /// in hexadecimal behind `0x`. Of Aura.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "optional_hex"
    )]
    pub history: Option<[u8; 32]>,
    /// Who may change the DID. Of Aura.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<Controllers>,
    /// The number that the next operation of the DID must have; for the current version alone. Of
    /// Aura. In JSON it is a text of digits: [numbers in
    /// metadata](https://www.w3.org/TR/did-resolution/#metadata-structure) should not be beyond 32
    /// bits.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "digits")]
    pub nonce: Option<u64>,
}

/// Who may change a DID: so many of these, or of the DID's own keys for capability invocation if
/// there are none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Controllers {
    /// How many must agree.
    pub threshold: u8,
    /// DIDs, and accounts: their 32 bytes in hexadecimal behind `0x`.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "bounded::list"
    )]
    pub controllers: Vec<String>,
}

impl Resolution {
    /// The result of a resolution that failed.
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

    /// The status code of an HTTP answer with it, as the
    /// [HTTP binding](https://www.w3.org/TR/did-resolution/#bindings-https) maps it: 410 if the DID
    /// was given up, also for one of its old versions.
    pub fn status(&self) -> u16 {
        match &self.did_resolution_metadata.error {
            Some(problem) => problem.status(),
            None => self.did_document_metadata.status(),
        }
    }
}

impl DocumentMetadata {
    /// The status code of an HTTP answer without an error that carries it.
    pub(crate) fn status(&self) -> u16 {
        if self.deactivated == Some(true) {
            410
        } else {
            200
        }
    }

    /// What a view says of itself.
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

/// A number as its digits, in the one way there is.
mod digits {
    use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};

    /// Nodes wrote a number before.
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

/// As [`hex`], where there may be none.
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
