//! Dereferencing of DID URLs.

use super::{
    accept::{self, media_type::URI_LIST},
    options::DEREFERENCING,
    resolve::read,
    services::Selection,
    url::decode,
    Chain, Context, DidUrl, Document, DocumentMetadata, ResolutionMetadata, ResolutionOptions,
    Service, VerificationMethod,
};
use crate::{bounded, did::ResolutionError};
use aura_primitives::did::Relationship;
use serde::{Deserialize, Serialize, Serializer};

/// A [DID URL dereferencing
/// result](https://www.w3.org/TR/did-resolution/#did-url-dereferencing-result), of the media type
/// `application/did-url-dereferencing`.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "Read")]
pub struct Dereferencing {
    /// The content that the DID URL identifies. `None` after an error, or if the DID is
    /// deactivated. The standard calls it `contentStream` in its functions and `content` in its
    /// data structure: the JSON has both names and is read by either.
    pub content: Option<Content>,
    /// Metadata of this dereferencing.
    pub dereferencing_metadata: ResolutionMetadata,
    /// Metadata of the document that holds the content; empty after an error.
    pub content_metadata: DocumentMetadata,
}

/// JSON of a [`Dereferencing`], for writing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    content: &'a Option<Content>,
    content_stream: &'a Option<Content>,
    dereferencing_metadata: &'a ResolutionMetadata,
    content_metadata: &'a DocumentMetadata,
}

impl Serialize for Dereferencing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = Written {
            content: &self.content,
            content_stream: &self.content,
            dereferencing_metadata: &self.dereferencing_metadata,
            content_metadata: &self.content_metadata,
        };
        written.serialize(serializer)
    }
}

/// JSON of a [`Dereferencing`], for reading.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Read {
    content: Option<Content>,
    content_stream: Option<Content>,
    dereferencing_metadata: ResolutionMetadata,
    content_metadata: DocumentMetadata,
}

impl TryFrom<Read> for Dereferencing {
    type Error = &'static str;

    fn try_from(read: Read) -> Result<Self, Self::Error> {
        let content = match (read.content, read.content_stream) {
            (Some(content), Some(stream)) if content != stream => {
                return Err("`content` and `contentStream` are not the same");
            }
            (content, stream) => content.or(stream),
        };
        Ok(Self {
            content,
            dereferencing_metadata: read.dereferencing_metadata,
            content_metadata: read.content_metadata,
        })
    }
}

/// Content that a DID URL identifies.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Content {
    /// URLs of services.
    Urls(#[serde(deserialize_with = "bounded::list")] Vec<String>),
    /// A verification method as a stand-alone document.
    VerificationMethod(InContext<VerificationMethod>),
    /// A service as a stand-alone document.
    Service(InContext<Service>),
    /// A DID document, whole or with only the selected services.
    Document(Document),
}

/// Part of a DID document, as a stand-alone document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InContext<T> {
    /// JSON-LD context.
    #[serde(rename = "@context")]
    pub context: Context,
    /// Verification method or service.
    #[serde(flatten)]
    pub part: T,
}

impl Dereferencing {
    /// Result of a failed dereferencing.
    pub fn failed(error: &ResolutionError) -> Self {
        Self {
            content: None,
            dereferencing_metadata: ResolutionMetadata {
                error: Some(error.into()),
                ..Default::default()
            },
            content_metadata: DocumentMetadata::default(),
        }
    }

    /// HTTP status code by the [HTTP
    /// binding](https://www.w3.org/TR/did-resolution/#bindings-https): 303 if there is a
    /// [`Self::location`].
    pub fn status(&self) -> u16 {
        match &self.dereferencing_metadata.error {
            Some(problem) => problem.status(),
            None if self.location().is_some() => 303,
            None => self.content_metadata.status(),
        }
    }

    /// URL of the selected service for the `Location` header, if the request was for service URLs.
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
///
/// Choices that the standard leaves to the method: `versionId` and `versionTime` in the DID URL
/// have the meaning of the options; paths are not supported, nor any other parameter.
pub fn dereference(
    chain: &impl Chain,
    did_url: &str,
    options: &ResolutionOptions,
) -> Dereferencing {
    let mut metadata = ResolutionMetadata::default();
    let (content, content_metadata) = match try_dereference(chain, did_url, options, &mut metadata)
    {
        Ok(result) => result,
        Err(error) => {
            metadata.error = Some((&error).into());
            Default::default()
        }
    };
    Dereferencing {
        content,
        dereferencing_metadata: metadata,
        content_metadata,
    }
}

fn try_dereference(
    chain: &impl Chain,
    did_url: &str,
    options: &ResolutionOptions,
    metadata: &mut ResolutionMetadata,
) -> Result<(Option<Content>, DocumentMetadata), ResolutionError> {
    let url: DidUrl = did_url.parse()?;
    let services = Selection::new(&url)?;
    let request = with_parameters(options, &url)?.request(&DEREFERENCING)?;
    let offer: &[_] = match services {
        Some(_) => &accept::SERVICE,
        None => &accept::DOCUMENT,
    };
    let media_type = accept::choose(request.accept.as_deref(), offer)?;

    let (document, about) = read(chain, *url.did(), &request, &mut metadata.block)?;
    let Some(document) = document else {
        return Ok((None, about));
    };
    let mut document = document.written_as(media_type);
    if !url.path().is_empty() {
        return Err(ResolutionError::NoPaths);
    }
    if let Some(services) = services {
        services.select(&mut document)?;
        if media_type == URI_LIST {
            metadata.content_type = Some(media_type.into());
            return Ok((Some(Content::Urls(services.urls(&document)?)), about));
        }
    }
    let content = match url.fragment() {
        None if request.relationship.is_some() => {
            return Err(ResolutionError::NotAVerificationMethod)
        }
        None => Content::Document(document),
        Some(fragment) => part(document, &decode(fragment)?, request.relationship)?,
    };
    metadata.content_type = Some(media_type.into());
    Ok((Some(content), about))
}

/// Adds the version parameters of the DID URL to the options.
fn with_parameters(
    options: &ResolutionOptions,
    url: &DidUrl,
) -> Result<ResolutionOptions, ResolutionError> {
    let mut options = options.clone();
    for (name, value) in url.parameters() {
        match name.as_str() {
            "versionId" | "versionTime" => options = options.with(name, value.as_str()),
            "service" | "serviceType" | "relativeRef" => {}
            other => return Err(ResolutionError::unknown_option(other)),
        }
    }
    Ok(options)
}

/// Finds the verification method or service with a fragment. If a relationship is requested, a
/// verification method must have it.
fn part(
    document: Document,
    fragment: &str,
    relationship: Option<Relationship>,
) -> Result<Content, ResolutionError> {
    let id = format!("{}#{fragment}", document.id);
    let related = relationship.map(|wanted| document.relationship(wanted).contains(&id));
    let Document {
        context,
        verification_method,
        service,
        ..
    } = document;
    let method = verification_method.into_iter().find(|part| part.id == id);
    match (method, relationship) {
        (Some(_), Some(wanted)) if related == Some(false) => {
            Err(ResolutionError::NotRelated(wanted))
        }
        (Some(part), _) => Ok(Content::VerificationMethod(InContext { context, part })),
        (None, Some(_)) => Err(ResolutionError::NotAVerificationMethod),
        (None, None) => {
            let part = service.into_iter().find(|part| part.id == id);
            let part = part.ok_or_else(|| ResolutionError::no_such_fragment(fragment))?;
            Ok(Content::Service(InContext { context, part }))
        }
    }
}
