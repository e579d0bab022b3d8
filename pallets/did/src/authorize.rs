//! Authorisation of operations: nonce, checkpoint, signatures and thresholds.

use crate::{
    signature::{is_by_account, is_by_key},
    types::{DidOrigin, Record, Signers, State},
    Config, Deposit, Dids, Error, Pallet,
};
use alloc::{vec, vec::Vec};
use aura_primitives::did::{
    Anchor, Control, Controller, Did, KeyIndex, Operation, PublicKey, Relationship, Relationships,
    Signature, Signer, VerificationMethod,
};
use codec::Encode;
use frame_support::{ensure, traits::Get};
use polkadot_sdk::*;
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Zero, AccountId32, SaturatedConversion};

/// Agreement of the submitter to an operation, beside paying for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agrees {
    /// The submitter only pays.
    No,
    /// The submitter counts as a signer.
    Yes,
}

impl<T: Config> Pallet<T> {
    /// Authorises an operation and increments the DID's nonce: unless the whole transaction fails,
    /// the operation cannot be submitted again.
    pub(crate) fn authorize<Call: Encode>(
        operation: &Operation<AccountId32, Call>,
        signatures: &[Signature],
        submitter: AccountId32,
        agrees: Agrees,
    ) -> Result<DidOrigin, Error<T>> {
        let Operation { did, nonce, .. } = *operation;
        let (record, deposit) = Self::active(did)?;
        ensure!(nonce == record.nonce, Error::<T>::InvalidNonce);
        let named = operation.submitter.as_ref();
        ensure!(
            named.is_none_or(|named| *named == submitter),
            Error::<T>::SubmitterMismatch
        );
        let payload = Self::payload(operation)?;

        let signers = &operation.signers;
        ensure!(
            signers.is_sorted_by(|a, b| a < b),
            Error::<T>::SignersUnordered
        );
        ensure!(
            signers.len() == signatures.len(),
            Error::<T>::SignatureCount
        );
        for (signer, signature) in signers.iter().zip(signatures) {
            let valid = match signer {
                Signer::Own(index) => {
                    is_by_key(signature, &payload, &signing_key::<T>(&record, *index)?)
                }
                Signer::Did(controller, index) => {
                    let (controller, _) = Self::active(*controller)?;
                    is_by_key(
                        signature,
                        &payload,
                        &controlling_key::<T>(&controller, *index)?,
                    )
                }
                Signer::Account(account) => is_by_account(signature, &payload, account),
            };
            ensure!(valid, Error::<T>::InvalidSignature);
        }
        let mut agreed = signers.to_vec();
        if agrees == Agrees::Yes {
            let account = Signer::Account(submitter.clone());
            if let Err(place) = agreed.binary_search(&account) {
                agreed.insert(place, account);
            }
        }
        let origin = Self::origin(did, &record, agreed, submitter)?;
        Self::count(did, record, deposit)?;
        Ok(origin)
    }

    /// Authorises an account that controls a DID alone. The nonce is incremented as well: an
    /// operation signed before, by a signer who may have read the document, is no longer valid.
    pub(crate) fn authorize_account(did: Did, account: AccountId32) -> Result<DidOrigin, Error<T>> {
        let (record, deposit) = Self::active(did)?;
        let agreed = vec![Signer::Account(account.clone())];
        let origin = Self::origin(did, &record, agreed, account)?;
        Self::count(did, record, deposit)?;
        Ok(origin)
    }

    /// Increments the nonce of the DID.
    fn count(
        did: Did,
        mut record: Record,
        deposit: Deposit<T::Consideration>,
    ) -> Result<(), Error<T>> {
        record.nonce = record
            .nonce
            .checked_add(1)
            .ok_or(Error::<T>::InvalidNonce)?;
        Dids::<T>::insert(did, State::Active(record, deposit));
        Ok(())
    }

    /// Computes the relationships that the signers, in strict order, prove together. The submitter
    /// counts only if it is among them.
    fn origin(
        did: Did,
        record: &Record,
        agreed: Vec<Signer<AccountId32>>,
        submitter: AccountId32,
    ) -> Result<DidOrigin, Error<T>> {
        let signers = Signers::try_from(agreed).map_err(|_| Error::<T>::SignersUnordered)?;

        // Each own key proves its own relationships; capability invocation may need several keys.
        let own = signers
            .iter()
            .filter_map(|signer| match signer {
                Signer::Own(index) => record.method(*index).map(VerificationMethod::usable),
                _ => None,
            })
            .fold(Relationships::NONE, |all, one| all | one);
        let mut proven = (own & Relationships::SIGNING).without(Relationships::CONTROL);
        if Self::is_satisfied(&record.control, record, &signers) {
            // External controllers could give themselves any key.
            proven = proven
                | if record.control.is_own() {
                    Relationships::CONTROL
                } else {
                    Relationships::SIGNING
                };
        }
        // No call needs authentication alone: an authentication key must not use up nonces.
        let asked = proven.without(Relationship::Authentication.into());
        ensure!(!asked.is_empty(), Error::<T>::NotAuthorized);
        Ok(DidOrigin {
            did,
            relationships: proven,
            signers,
            submitter,
        })
    }

    /// Returns true if the signers reach the threshold of `control`. `record` is the DID's own.
    pub(crate) fn is_satisfied(
        control: &Control<AccountId32>,
        record: &Record,
        signers: &[Signer<AccountId32>],
    ) -> bool {
        let agreed = if control.is_own() {
            signers
                .iter()
                .filter_map(|signer| match signer {
                    Signer::Own(index) => record.method(*index),
                    _ => None,
                })
                .filter(|method| method.controls())
                .count()
        } else {
            control
                .controllers
                .iter()
                .filter(|controller| Self::agreed(controller, signers))
                .count()
        };
        agreed >= usize::from(control.threshold.max(1))
    }

    /// Returns true if the controller is among the signers.
    fn agreed(controller: &Controller<AccountId32>, signers: &[Signer<AccountId32>]) -> bool {
        match controller {
            Controller::Account(account) => signers.contains(&Signer::Account(account.clone())),
            Controller::Did(did) => {
                let keys = keys_of(did, signers);
                // Reads only the records of DIDs that have signed: the weight counts no others.
                keys > 0 && Self::threshold_of(*did).is_ok_and(|threshold| keys >= threshold)
            }
        }
    }

    /// Checks that the signers reach the threshold of the new `control`, and that each new
    /// controller could agree to anything. `record` is the DID's own.
    pub(crate) fn ensure_agreed(
        control: &Control<AccountId32>,
        record: &Record,
        signers: &[Signer<AccountId32>],
    ) -> Result<(), Error<T>> {
        let mut agreed: usize = 0;
        for controller in &control.controllers {
            let one = match controller {
                Controller::Account(_) => Self::agreed(controller, signers),
                Controller::Did(did) => keys_of(did, signers) >= Self::threshold_of(*did)?,
            };
            agreed = agreed.saturating_add(usize::from(one));
        }
        let enough = if control.is_own() {
            Self::is_satisfied(control, record, signers)
        } else {
            agreed >= usize::from(control.threshold.max(1))
        };
        ensure!(enough, Error::<T>::ControllersNotProven);
        Ok(())
    }

    /// The number of keys with which a DID agrees for another one: its own threshold. It must be
    /// self-controlled.
    fn threshold_of(did: Did) -> Result<usize, Error<T>> {
        let (record, _) = Self::active(did).map_err(|_| Error::<T>::InvalidController)?;
        ensure!(record.control.is_own(), Error::<T>::InvalidController);
        Ok(record.control.threshold.max(1).into())
    }

    /// The payload of an operation: the BLAKE2b-256 hash that its signatures cover.
    pub(crate) fn payload<Call: Encode>(
        operation: &Operation<AccountId32, Call>,
    ) -> Result<[u8; 32], Error<T>> {
        let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
        let age = now.checked_sub(operation.checkpoint);
        let age = age
            .filter(|age| *age > 0)
            .ok_or(Error::<T>::InvalidCheckpoint)?;
        // The hash of genesis is kept for ever, so the age is checked too.
        ensure!(age <= T::OperationLifetime::get(), Error::<T>::Expired);
        let checkpoint = frame_system::Pallet::<T>::block_hash(
            frame_system::pallet_prelude::BlockNumberFor::<T>::from(operation.checkpoint),
        );
        ensure!(!checkpoint.is_zero(), Error::<T>::Expired);
        let version = <T as frame_system::Config>::Version::get().transaction_version;
        let preimage = operation.preimage(&Self::genesis(), &checkpoint.0, version);
        Ok(blake2_256(&preimage))
    }

    /// Derives the DID that `anchor` and `salt` create on this chain.
    pub(crate) fn derive(anchor: &Anchor<AccountId32>, salt: &[u8; 32]) -> Did {
        Did::derive(&Self::genesis(), anchor, salt)
    }

    fn genesis() -> [u8; 32] {
        frame_system::Pallet::<T>::block_hash(
            frame_system::pallet_prelude::BlockNumberFor::<T>::zero(),
        )
        .0
    }
}

/// Counts the signers that are keys of the controller `did`.
fn keys_of(did: &Did, signers: &[Signer<AccountId32>]) -> usize {
    signers
        .iter()
        .filter(|signer| matches!(signer, Signer::Did(by, _) if by == did))
        .count()
}

/// A key of the acting DID, which must be usable for signatures now.
fn signing_key<T: Config>(record: &Record, index: KeyIndex) -> Result<PublicKey, Error<T>> {
    let method = record.method(index).ok_or(Error::<T>::KeyNotFound)?;
    let usable = method.usable() & Relationships::SIGNING;
    ensure!(!usable.is_empty(), Error::<T>::KeyNotActive);
    Ok(method.key)
}

/// A key of a controlling DID, which must be usable for capability invocation now.
fn controlling_key<T: Config>(record: &Record, index: KeyIndex) -> Result<PublicKey, Error<T>> {
    let method = record.method(index).ok_or(Error::<T>::KeyNotFound)?;
    ensure!(method.controls(), Error::<T>::KeyNotActive);
    Ok(method.key)
}
