//! From a DID URL to what it names.

use super::{
    BlockRef, Chain, Context, Document, DocumentMetadata, Head, ResolutionOptions, Service,
    VerificationMethod,
};
use crate::{bounded, Error, Problem};
use serde::{Deserialize, Serialize};

/// A [DID URL dereferencing
/// result](https://www.w3.org/TR/did-resolution/#did-url-dereferencing-result), of the media type
/// `application/did-url-dereferencing`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dereferencing {
    /// What the DID URL names. None after an error, and if the DID was given up.
    pub content: Option<Content>,
    /// About this dereferencing.
    pub dereferencing_metadata: DereferencingMetadata,
    /// About the document that the content is from; empty after an error.
    pub content_metadata: DocumentMetadata,
}

/// What a DID URL names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Content {
    /// URLs of services.
    Urls(#[serde(deserialize_with = "bounded::list")] Vec<String>),
    /// A verification method, as a document of its own.
    VerificationMethod(InContext<VerificationMethod>),
    /// A service, as a document of its own.
    Service(InContext<Service>),
    /// A whole document, or one with some of its services alone.
    Document(Document),
}

/// Part of a document, as a document of its own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InContext<T> {
    /// What the members mean.
    #[serde(rename = "@context")]
    pub context: Context,
    /// The part.
    #[serde(flatten)]
    pub part: T,
}

/// [What is said of a
/// dereferencing](https://www.w3.org/TR/did-resolution/#did-url-dereferencing-metadata).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DereferencingMetadata {
    /// The media type of the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Problem>,
    /// The block as of which the answer holds. Of Aura.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<BlockRef>,
    /// Which end of the chain that block was. Of Aura.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
}

impl Dereferencing {
    /// The result of a dereferencing that failed.
    pub fn failed(error: &Error) -> Self {
        Self {
            content: None,
            dereferencing_metadata: DereferencingMetadata {
                error: Some(error.into()),
                ..Default::default()
            },
            content_metadata: DocumentMetadata::default(),
        }
    }

    /// The status code of an HTTP answer with it, as the
    /// [HTTP binding](https://www.w3.org/TR/did-resolution/#bindings-https) maps it: 303 where
    /// [`Self::location`] says where to look.
    pub fn status(&self) -> u16 {
        match &self.dereferencing_metadata.error {
            Some(problem) => problem.status(),
            None if self.location().is_some() => 303,
            None => self.content_metadata.status(),
        }
    }

    /// The URL of the service to go to, if that is what was asked for.
    pub fn location(&self) -> Option<&str> {
        match &self.content {
            Some(Content::Urls(urls)) => urls.first().map(String::as_str),
            _ => None,
        }
    }
}

/// Dereferences a DID URL, as
/// [DID Resolution](https://www.w3.org/TR/did-resolution/#dereferencing-algorithm) defines it.
/// Errors are in the result.
pub fn dereference(
    chain: &impl Chain,
    did_url: &str,
    options: &ResolutionOptions,
) -> Dereferencing {
    let _ = (chain, did_url, options);
    todo!()
}
