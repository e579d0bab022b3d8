//! Resolution of DIDs.

use super::{
    accept,
    history::{Found, History, Then},
    options::{Request, RESOLVING},
    url::is_did,
    AsOf, Chain, Document, DocumentMetadata, Resolution, ResolutionMetadata, ResolutionOptions,
};
use crate::{did::ResolutionError, DateTime};
use aura_primitives::did::{view::View, Did, DidError};

/// Resolves a DID, as [DID Resolution](https://www.w3.org/TR/did-resolution/#resolving-algorithm)
/// defines it. Errors are in the result.
///
/// The current version takes one read of the chain; an older one about twice as many reads as the
/// distance in blocks has binary digits.
pub fn resolve(chain: &impl Chain, did: &str, options: &ResolutionOptions) -> Resolution {
    let mut metadata = ResolutionMetadata::default();
    let (did_document, did_document_metadata) =
        match try_resolve(chain, did, options, &mut metadata) {
            Ok(result) => result,
            Err(error) => {
                metadata.error = Some((&error).into());
                Default::default()
            }
        };
    Resolution {
        did_document,
        did_resolution_metadata: metadata,
        did_document_metadata,
    }
}

fn try_resolve(
    chain: &impl Chain,
    did: &str,
    options: &ResolutionOptions,
    metadata: &mut ResolutionMetadata,
) -> Result<(Option<Document>, DocumentMetadata), ResolutionError> {
    // Method names are in lower case. A text that is not a DID at all is not one of another method.
    if !is_did(did) {
        return Err(match did.parse::<Did>() {
            Err(error) if error != DidError::OtherMethod => error.into(),
            _ => DidError::NotADid.into(),
        });
    }
    let did = did.parse()?;
    let request = options.request(&RESOLVING)?;
    let media_type = accept::choose(request.accept.as_deref(), &accept::DOCUMENT)?;
    let (document, about) = read(chain, did, &request, &mut metadata.block)?;
    let document = document.map(|document| document.written_as(media_type));
    metadata.content_type = document.is_some().then(|| media_type.into());
    Ok((document, about))
}

/// Reads the requested version of a DID, and stores the block that was read in `as_of`.
pub(crate) fn read(
    chain: &impl Chain,
    did: Did,
    request: &Request,
    as_of: &mut Option<AsOf>,
) -> Result<(Option<Document>, DocumentMetadata), ResolutionError> {
    let head = chain.head(request.head)?;
    *as_of = Some(AsOf {
        number: head.number,
        hash: head.hash,
        head: request.head,
    });
    let history = History { chain, head, did };
    let Found { view, then } = history.find(request.version)?;
    let mut metadata = DocumentMetadata::new(&view);
    match (&view, then) {
        (_, Some(Then { next, deactivated })) => {
            metadata.next_version_id = Some(next.block.to_string());
            metadata.next_update = Some(DateTime::from_millis(next.time));
            metadata.deactivated = deactivated.then_some(true);
        }
        (View::Active(view), None) => metadata.nonce = Some(view.nonce),
        (View::Deactivated(_), None) => {}
    }
    let document = match &view {
        View::Active(view) => Some(Document::new(&did, view)),
        View::Deactivated(_) => None,
    };
    Ok((document, metadata))
}
