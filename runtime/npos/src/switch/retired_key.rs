//! The session key of Aura consensus after the switch, when it is unused.

use crate::AccountId;
use frame_support::traits::OneSessionHandler;
use polkadot_sdk::*;
use sp_consensus_aura::sr25519::AuthorityId;
use sp_runtime::BoundToRuntimeAppPublic;

/// Session handler that keeps the place of the unused key; it does nothing.
pub struct RetiredKey;

impl BoundToRuntimeAppPublic for RetiredKey {
    type Public = AuthorityId;
}

impl OneSessionHandler<AccountId> for RetiredKey {
    type Key = AuthorityId;

    fn on_genesis_session<'a, I>(_: I)
    where
        I: Iterator<Item = (&'a AccountId, AuthorityId)> + 'a,
    {
    }

    fn on_new_session<'a, I>(_: bool, _: I, _: I)
    where
        I: Iterator<Item = (&'a AccountId, AuthorityId)> + 'a,
    {
    }

    fn on_disabled(_: u32) {}
}
