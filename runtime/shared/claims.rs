//! Checks of the pre-runtime digests in a block's header.

use super::consensus::{Claim, ENGINE_ID};
use crate::*;
use codec::DecodeAll;
use frame_support::traits::PreInherents;
use sp_runtime::DigestItem;

/// Refuses a block with any pre-runtime digest but one slot claim of this runtime's engine.
///
/// An author can choose these digests freely, and each engine reads the first one that it can
/// decode. Light clients refuse a header with claims of both engines, so they could be stopped for
/// ever. With two claims of one engine, the node could read one and the runtime the other, so that
/// a disabled validator could author as another one.
pub struct SoleClaim;

impl PreInherents for SoleClaim {
    /// # Panics
    ///
    /// In such a block: a runtime refuses a block by a panic. Honest authors build no such block,
    /// and transactions cannot cause one.
    fn pre_inherents() {
        let digest = System::digest();
        let mut claims = digest.logs().iter().filter_map(DigestItem::as_pre_runtime);
        let first = claims.next();
        assert!(
            first.is_some_and(|(engine, mut claim)| {
                engine == ENGINE_ID && Claim::decode_all(&mut claim).is_ok()
            }) && claims.next().is_none(),
            "the slot claim must be the only pre-runtime digest of a block",
        );
    }
}
