//! The session key of Aura consensus after it has no use any more.

use crate::AccountId;
use frame_support::traits::OneSessionHandler;
use polkadot_sdk::*;
use sp_consensus_aura::sr25519::AuthorityId;
use sp_runtime::BoundToRuntimeAppPublic;

/// Keeps the place of a key that nobody needs to be told of.
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
