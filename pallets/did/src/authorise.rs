//! Who has agreed to what a DID does.

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

/// Says if the account that submits an operation agrees to it, beside paying.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agrees {
    /// It pays, and no more.
    No,
    /// It counts as a signer.
    Yes,
}

impl<T: Config> Pallet<T> {
    /// Checks an operation and counts it: unless the caller fails as a whole, it can never be
    /// submitted again.
    pub(crate) fn authorise<Call: Encode>(
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

    /// What an account can do for a DID by itself. It counts as an operation too: one that was signed
    /// before, and whose submitter may have looked at the document, is not good any more.
    pub(crate) fn authorise_account(did: Did, account: AccountId32) -> Result<DidOrigin, Error<T>> {
        let (record, deposit) = Self::active(did)?;
        let agreed = vec![Signer::Account(account.clone())];
        let origin = Self::origin(did, &record, agreed, account)?;
        Self::count(did, record, deposit)?;
        Ok(origin)
    }

    /// Notes that the DID has made one more operation.
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

    /// What those who agreed, in strict order, have proven together. The submitter counts only if it is
    /// among them.
    fn origin(
        did: Did,
        record: &Record,
        agreed: Vec<Signer<AccountId32>>,
        submitter: AccountId32,
    ) -> Result<DidOrigin, Error<T>> {
        let signers = Signers::try_from(agreed).map_err(|_| Error::<T>::SignersUnordered)?;

        // Each own key proves what it stands for; to act for the DID may take several.
        let own = signers
            .iter()
            .filter_map(|signer| match signer {
                Signer::Own(index) => record.method(*index).map(VerificationMethod::usable),
                _ => None,
            })
            .fold(Relationships::NONE, |all, one| all | one);
        let mut proven = (own & Relationships::SIGNING).without(Relationships::CONTROL);
        if Self::is_satisfied(&record.control, record, &signers) {
            // Controllers of another kind could give themselves any key.
            proven = proven
                | if record.control.is_own() {
                    Relationships::CONTROL
                } else {
                    Relationships::SIGNING
                };
        }
        // No call asks for authentication: a key for that alone must not use up numbers.
        let asked = proven.without(Relationship::Authentication.into());
        ensure!(!asked.is_empty(), Error::<T>::NotAuthorized);
        Ok(DidOrigin {
            did,
            relationships: proven,
            signers,
            submitter,
        })
    }

    /// Whether enough of those who control by `control` are among the signers. `record` is that of
    /// the DID itself.
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

    /// Says if a controller is among the signers.
    fn agreed(controller: &Controller<AccountId32>, signers: &[Signer<AccountId32>]) -> bool {
        match controller {
            Controller::Account(account) => signers.contains(&Signer::Account(account.clone())),
            Controller::Did(did) => {
                let keys = keys_of(did, signers);
                // Only what has signed is read, and paid for.
                keys > 0 && Self::threshold_of(*did).is_ok_and(|threshold| keys >= threshold)
            }
        }
    }

    /// Checks that enough of those who are to control by `control` are among the signers, and that each
    /// of them could agree to something. `record` is that of the DID itself.
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

    /// Keys by which a DID agrees for another one: as many as its own threshold says, while its own keys
    /// control it.
    fn threshold_of(did: Did) -> Result<usize, Error<T>> {
        let (record, _) = Self::active(did).map_err(|_| Error::<T>::InvalidController)?;
        ensure!(record.control.is_own(), Error::<T>::InvalidController);
        Ok(record.control.threshold.max(1).into())
    }

    /// What the signatures of an operation cover.
    pub(crate) fn payload<Call: Encode>(
        operation: &Operation<AccountId32, Call>,
    ) -> Result<[u8; 32], Error<T>> {
        let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
        let age = now.checked_sub(operation.checkpoint);
        let age = age
            .filter(|age| *age > 0)
            .ok_or(Error::<T>::InvalidCheckpoint)?;
        // Genesis is remembered for ever, so the age counts too.
        ensure!(age <= T::OperationLifetime::get(), Error::<T>::Expired);
        let checkpoint = frame_system::Pallet::<T>::block_hash(
            frame_system::pallet_prelude::BlockNumberFor::<T>::from(operation.checkpoint),
        );
        ensure!(!checkpoint.is_zero(), Error::<T>::Expired);
        let version = <T as frame_system::Config>::Version::get().transaction_version;
        let preimage = operation.preimage(&Self::genesis(), &checkpoint.0, version);
        Ok(blake2_256(&preimage))
    }

    /// The identifier of a DID that is created here.
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

/// Signers that are keys of a DID which controls the one that acts.
fn keys_of(did: &Did, signers: &[Signer<AccountId32>]) -> usize {
    signers
        .iter()
        .filter(|signer| matches!(signer, Signer::Did(by, _) if by == did))
        .count()
}

/// A key of the DID that acts, if it can sign now.
fn signing_key<T: Config>(record: &Record, index: KeyIndex) -> Result<PublicKey, Error<T>> {
    let method = record.method(index).ok_or(Error::<T>::KeyNotFound)?;
    let usable = method.usable() & Relationships::SIGNING;
    ensure!(!usable.is_empty(), Error::<T>::KeyNotActive);
    Ok(method.key)
}

/// A key of a DID that acts for another one.
fn controlling_key<T: Config>(record: &Record, index: KeyIndex) -> Result<PublicKey, Error<T>> {
    let method = record.method(index).ok_or(Error::<T>::KeyNotFound)?;
    ensure!(method.controls(), Error::<T>::KeyNotActive);
    Ok(method.key)
}
