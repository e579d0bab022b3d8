//! From a DID to its document.

use super::{Chain, Resolution, ResolutionOptions};

/// Resolves a DID, as [DID Resolution](https://www.w3.org/TR/did-resolution/#resolving-algorithm)
/// defines it. Errors are in the result.
pub fn resolve(chain: &impl Chain, did: &str, options: &ResolutionOptions) -> Resolution {
    let _ = (chain, did, options);
    todo!()
}
