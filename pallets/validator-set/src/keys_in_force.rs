//! Session keys in force, and proofs of key ownership.

use crate::{Config, SessionKeysInForce};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::{
    storage::{with_transaction_unchecked, TransactionOutcome},
    traits::KeyOwnerProofSystem,
    BoundedVec,
};
use pallet_session::{
    historical::{self, IdentificationTuple},
    CurrentIndex, NextKeys, QueuedKeys, Validators,
};
use polkadot_sdk::*;
use sp_runtime::{traits::OpaqueKeys, KeyTypeId};
use sp_session::MembershipProof;
use sp_staking::SessionIndex;

/// Validators of a session with the keys that were in force in it, in the order of the session.
pub type Keys<T> = BoundedVec<
    (
        <T as frame_system::Config>::AccountId,
        <T as pallet_session::Config>::Keys,
    ),
    <T as Config>::MaxValidators,
>;

/// Proofs of the validator that owns a session key, by the keys that were in force.
///
/// Blocks and votes are signed with keys that were queued one session before. For the current
/// session, `historical` makes its proofs from the keys that validators registered last, so it
/// loses a key after `set_keys` or `purge_keys` while that key still signs. Here, proofs for the
/// current session and the previous one use [`SessionKeysInForce`].
///
/// For older sessions, a proof is checked against the root that `historical` keeps. That root was
/// made when the session was planned, from the keys that then came into force, so it accepts a
/// proof made here. Sessions 0 and 1 have no root: their proofs expire when session 2 or 3 begins.
pub struct KeysInForce<T>(PhantomData<T>);

impl<T: Config> KeysInForce<T> {
    /// Stores the keys that come into force, and removes those of the session before the previous
    /// one.
    ///
    /// Must be called by `SessionManager::start_session`: at that time `pallet-session` has set the
    /// validators of the session, and their keys are still the queued ones. The same holds for
    /// session 0, which takes the keys that the genesis queues for session 1.
    pub(crate) fn remember(session: SessionIndex) {
        SessionKeysInForce::<T>::insert(session, Keys::<T>::truncate_from(QueuedKeys::<T>::get()));
        if let Some(old) = session.checked_sub(2) {
            SessionKeysInForce::<T>::remove(old);
        }
    }

    /// Proof that a key was a validator's in `session`.
    ///
    /// `None` if the key was not in force in that session, or if the session is neither the current
    /// one nor the one before.
    pub fn prove_in<D: AsRef<[u8]>>(
        session: SessionIndex,
        (id, key): (KeyTypeId, D),
    ) -> Option<MembershipProof> {
        let keys = SessionKeysInForce::<T>::get(session)?;
        // `historical` would return a proof that the key is absent.
        let known = T::Keys::key_ids().contains(&id)
            && keys
                .iter()
                .any(|(_, keys)| keys.get_raw(id) == key.as_ref());
        if !known {
            return None;
        }
        Self::as_of(session, keys, || historical::Pallet::<T>::prove((id, key)))
    }

    /// Runs `look` as if `session` were the current one and had just been planned with these keys.
    /// Storage is left unchanged.
    fn as_of<R>(session: SessionIndex, keys: Keys<T>, look: impl FnOnce() -> R) -> R {
        with_transaction_unchecked(|| {
            let validators: Vec<_> = keys.iter().map(|(who, _)| who.clone()).collect();
            CurrentIndex::<T>::put(session);
            Validators::<T>::put(validators);
            for (who, keys) in keys {
                NextKeys::<T>::insert(who, keys);
            }
            TransactionOutcome::Rollback(look())
        })
    }
}

impl<T: Config, D: AsRef<[u8]>> KeyOwnerProofSystem<(KeyTypeId, D)> for KeysInForce<T> {
    type Proof = MembershipProof;
    type IdentificationTuple = IdentificationTuple<T>;

    /// Proof that the key is a validator's in the current session, or was in the one before.
    fn prove((id, key): (KeyTypeId, D)) -> Option<MembershipProof> {
        let session = CurrentIndex::<T>::get();
        let prove_in = |session| Self::prove_in(session, (id, key.as_ref()));
        prove_in(session).or_else(|| session.checked_sub(1).and_then(prove_in))
    }

    fn check_proof(key: (KeyTypeId, D), proof: MembershipProof) -> Option<IdentificationTuple<T>> {
        let check = |proof| historical::Pallet::<T>::check_proof(key, proof);
        match SessionKeysInForce::<T>::get(proof.session) {
            Some(keys) => Self::as_of(proof.session, keys, || check(proof)),
            None => check(proof),
        }
    }
}
