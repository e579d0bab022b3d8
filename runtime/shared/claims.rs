//! What an author may put into the header of its block.

use super::consensus::{Claim, ENGINE_ID};
use crate::*;
use codec::DecodeAll;
use frame_support::traits::PreInherents;
use sp_runtime::DigestItem;

/// Refuses a block that carries any pre-runtime digest but one claim of a slot, by this runtime's
/// engine.
///
/// An author is free in these digests of its block, and each engine takes the first of its own that
/// it can read. So light clients, which refuse a header that names two engines, could be stopped
/// for ever; and of two claims the node could take one and the runtime the other, so that a
/// disabled validator would pass for another.
pub struct SoleClaim;

impl PreInherents for SoleClaim {
    /// # Panics
    ///
    /// In such a block: that is how a runtime refuses one. No honest author makes it, and the pool
    /// cannot bring it about.
    fn pre_inherents() {
        let digest = System::digest();
        let mut claims = digest.logs().iter().filter_map(DigestItem::as_pre_runtime);
        let first = claims.next();
        assert!(
            first.is_some_and(|(engine, mut claim)| {
                engine == ENGINE_ID && Claim::decode_all(&mut claim).is_ok()
            }) && claims.next().is_none(),
            "a block carries the claim of its slot as the only pre-runtime digest",
        );
    }
}
