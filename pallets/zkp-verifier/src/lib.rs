//! # ZKP verifier
//!
//! Verifies Groth16 proofs about credentials: verifying keys, policies of verifiers, nullifiers and
//! receipts.
//!
//! ## Terminology
//!
//! - **Policy**: the requirements of a verifier: schema, issuers, predicate, uses per person and
//!   accepted keys.
//! - **Presentation**: a proof that a policy is satisfied, with the records that it refers to.
//! - **Beneficiary**: the account that gets the receipt.
//! - **Nullifier**: a pseudonym of the holder in one scope. It can be used once.
//! - **Receipt**: the record of an accepted proof, with an expiry.
//!
//! ## API
//!
//! - [`Pallet::register_key`], [`Pallet::retire_key`], [`Pallet::disable_key`] and
//!   [`Pallet::forbid_insecure_setup`] manage verifying keys; they are for governance.
//! - [`Pallet::register_policy`] and [`Pallet::close_policy`] are for verifiers.
//!   [`Pallet::stop_policy`] ends a policy and its receipts in an emergency.
//! - [`Pallet::verify`] and [`Pallet::verify_batch`] verify presentations.
//! - [`ReceiptsOf`] is the interface for other pallets: the valid receipt of an
//!   account for a policy.
//!
//! ## Overview
//!
//! A presentation refers to records: a policy, a verifying key, an issuer and its key, a status
//! list and one of its roots. The pallet looks them up, and computes the public inputs of the proof
//! from them alone; none is taken from the sender. A proof is bound to this chain, to one key, one
//! policy and one account, the beneficiary: a copy can only be submitted for the same account.
//!
//! A proof discloses a *nullifier*. Its scope is the policy if each person has one use, and
//! otherwise the challenge of this presentation. No nullifier is accepted twice.
//!
//! An accepted proof yields a receipt that expires after a fixed number of minutes, so a receipt
//! can outlive a revocation by at most that long. It is also invalid once its key is disabled or
//! its policy stopped.
//!
//! A policy of one use per person states the maximum number of persons. Its deposit pays for their
//! nullifiers until they are pruned.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(any(test, feature = "runtime-benchmarks")),
    deny(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod expiry;
#[cfg(test)]
mod mock;
mod receipts;
mod statement;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod verify;
mod views;
pub mod weights;

pub use pallet::*;
pub use receipts::Receipts as ReceiptsOf;
pub use types::{KeyRecord, KeyStatus, PolicyRecord, UseRecord};
pub use weights::WeightInfo;

use alloc::boxed::Box;
use aura_primitives::{
    limits,
    zkp::{
        KeyId, Nullifier, PolicyError, PolicyId, Predicate, Presentation, Receipt, Uses,
        VerificationPolicy, VerifyingKey,
    },
    List,
};
use aura_zkp_core::groth16::{self, Backend};
use frame_support::{
    dispatch::{DispatchErrorWithPostInfo, PostDispatchInfo},
    pallet_prelude::*,
    traits::{Consideration, Footprint},
    weights::WeightMeter,
};
use frame_system::pallet_prelude::*;
use pallet_did::{
    origin::{ensure_in_use, Assertion},
    Deposit, DidOrigin, Registry,
};
use polkadot_sdk::*;
use sp_runtime::{traits::Convert, AccountId32};
use types::Expiring;

/// Positions of presentations in a batch, starting at 0.
pub type BatchPositions = BoundedVec<u8, ConstU32<{ limits::MAX_BATCH_PRESENTATIONS }>>;

/// A batch of presentations.
pub type Presentations = List<Presentation<AccountId32>, { limits::MAX_BATCH_PRESENTATIONS }>;

#[frame_support::pallet]
pub mod pallet {
    use super::*;

    /// Version of the storage layout. A change of the layout raises it and needs a migration.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<AccountId = AccountId32, RuntimeEvent: From<Event<Self>>>
        + pallet_credentials::Config
    {
        /// Origin that registers and retires keys.
        type AdminOrigin: EnsureOrigin<OriginFor<Self>>;
        /// Origin that disables a key or stops a policy at once.
        type EmergencyOrigin: EnsureOrigin<OriginFor<Self>>;
        /// Pairing arithmetic.
        type Backend: Backend;
        /// Deposit for a policy and for its nullifiers.
        type PolicyConsideration: Consideration<AccountId32, Footprint>;
        /// Maximum number of blocks until a presentation expires.
        #[pallet::constant]
        type MaxExpiry: Get<u32>;
        /// Maximum number of blocks for which a policy of one use per person is open; its
        /// nullifiers are kept as long.
        #[pallet::constant]
        type MaxOpen: Get<u32>;
        /// Blocks from the registration of a key until it is active: time for verifiers to close
        /// policies that would accept it.
        #[pallet::constant]
        type KeyNotice: Get<u32>;
        /// Converts minutes by the chain's clock to blocks.
        type MinutesToBlocks: Convert<u32, u32>;
        /// Weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// Reasons for holds of this pallet.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// Deposit for a policy or its nullifiers.
        Policy,
    }

    /// Verifying keys by circuit and version.
    // Twox: only governance adds keys.
    #[pallet::storage]
    pub type Keys<T> = StorageMap<_, Twox64Concat, KeyId, KeyRecord>;

    /// True if development keys are accepted, whose proofs anybody can forge. Only genesis can set
    /// it to true.
    #[pallet::storage]
    pub type AllowInsecureSetup<T> = StorageValue<_, bool, ValueQuery>;

    /// Registered policies by identifier.
    // Identity: an identifier is a hash; an attacker who grinds one only lengthens a few trie
    // paths.
    #[pallet::storage]
    pub type Policies<T: Config> =
        StorageMap<_, Identity, PolicyId, PolicyRecord<T::PolicyConsideration>>;

    /// Nullifiers used for a policy, with the first block in which each may be pruned.
    // Blake2: the prover can grind nullifiers.
    #[pallet::storage]
    pub type Nullifiers<T> =
        StorageDoubleMap<_, Identity, PolicyId, Blake2_128Concat, Nullifier, u32, OptionQuery>;

    /// Nullifier counts of policies of one use per person, with the deposits. An entry stays until
    /// its nullifiers are pruned, even if the policy is closed earlier.
    // Identity: an identifier is a hash, as above.
    #[pallet::storage]
    pub type PolicyUses<T: Config> =
        StorageMap<_, Identity, PolicyId, UseRecord<T::PolicyConsideration>>;

    /// Policies stopped in an emergency. They cannot be registered again, and their receipts are
    /// invalid. Only governance adds entries, and keeps them few.
    #[pallet::storage]
    pub type StoppedPolicies<T> = StorageMap<_, Identity, PolicyId, (), OptionQuery>;

    /// Receipts by beneficiary and policy.
    // Blake2: the submitter chooses the account.
    #[pallet::storage]
    pub type Receipts<T> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        AccountId32,
        Identity,
        PolicyId,
        Receipt,
        OptionQuery,
    >;

    /// Entries to be pruned at a block or later.
    #[pallet::storage]
    pub type ExpiresAt<T> =
        StorageDoubleMap<_, Twox64Concat, u32, Blake2_128Concat, Expiring, (), OptionQuery>;

    /// All entries of [`ExpiresAt`] for blocks below this one are pruned.
    #[pallet::storage]
    pub type PrunedUntil<T> = StorageValue<_, u32, ValueQuery>;

    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Accept development keys; only for development chains.
        pub allow_insecure_setup: bool,
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            if self.allow_insecure_setup {
                AllowInsecureSetup::<T>::put(true);
            }
        }
    }

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A verifying key was registered; it is active from the block `active_from` on.
        KeyRegistered {
            key: KeyId,
            digest: [u8; 32],
            active_from: u32,
        },
        /// A verifying key was retired or disabled.
        KeyStatusSet { key: KeyId, status: KeyStatus },
        /// Development keys are no longer accepted.
        InsecureSetupForbidden,
        /// A policy was registered.
        PolicyRegistered { policy: PolicyId },
        /// A policy was closed by its verifier, or by any account after the verifier's DID was
        /// deactivated.
        PolicyClosed { policy: PolicyId },
        /// A policy was stopped in an emergency; its receipts are no longer valid.
        PolicyStopped { policy: PolicyId },
        /// Presentations of a batch were skipped because their nullifiers had been used.
        PresentationsSkipped { positions: BatchPositions },
        /// A proof was accepted. The beneficiary is left out on purpose.
        Verified {
            policy: PolicyId,
            nullifier: Nullifier,
            until: u32,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// No key is registered for this circuit and version.
        KeyNotFound,
        /// A key is registered for this circuit and version; keys are immutable.
        KeyAlreadyExists,
        /// A point of the key is outside G1 or G2, or is the identity.
        KeyPointInvalid,
        /// The key has another number of inputs than its circuit.
        KeyInputCountMismatch,
        /// Two input points of the key are equal or opposite.
        KeyInputsNotDistinct,
        /// The key reveals a secret of its setup, or a relation between secrets: proofs could be
        /// forged.
        KeyForgeable,
        /// The key was made for another constraint system than that of its circuit in this runtime.
        KeyCircuitMismatch,
        /// The claimed provenance is wrong: the key is from the development setup and claims
        /// otherwise, or the reverse.
        KeyProvenanceMismatch,
        /// Development keys are not accepted on this chain.
        InsecureSetup,
        /// The key is retired or disabled.
        KeyNotActive,
        /// The key was registered less than [`Config::KeyNotice`] blocks ago.
        KeyNotActiveYet,
        /// The version of the key is below the policy's minimum.
        KeyTooOld,
        /// The policy accepts only another key.
        KeyNotPinned,
        /// The policy belongs to another verifier.
        NotAuthorized,
        /// The caller's DID is deactivated.
        Deactivated,
        /// The policy is not registered.
        PolicyNotFound,
        /// The policy is already registered.
        PolicyAlreadyExists,
        /// The policy was stopped in an emergency, permanently.
        PolicyStopped,
        /// The schema is not registered.
        SchemaNotFound,
        /// The issuers of the policy are empty, repeated or out of order.
        IssuersUnordered,
        /// The slot has no claim of the type that the predicate needs.
        SlotNotAllowed,
        /// The age is out of range, or the range of integers is empty: no credential can satisfy
        /// the predicate.
        PredicateUnsatisfiable,
        /// The lifetime of receipts must be 1 to 60 minutes.
        LifetimeNotAllowed,
        /// A policy of one use per person is for 1 to 1,000,000 persons.
        MaxUsesNotAllowed,
        /// The maximum number of persons have satisfied the policy.
        NoUsesLeft,
        /// A policy of one use per person needs one issuer and a unique schema.
        NotUnique,
        /// The policy would close in the past, or more than [`Config::MaxOpen`] blocks ahead.
        ClosingBlockNotAllowed,
        /// The policy has closed.
        PolicyExpired,
        /// The presentation has expired.
        Expired,
        /// The presentation expires more than [`Config::MaxExpiry`] blocks ahead.
        ExpiresTooLate,
        /// The policy does not accept this issuer.
        IssuerNotAllowed,
        /// The issuer is not in good standing: an accreditation on its path is missing or invalid,
        /// or its DID is deactivated.
        IssuerNotInStanding,
        /// The issuer has no Jubjub key with this number.
        IssuerKeyNotFound,
        /// The issuer's key was revoked because it is compromised.
        IssuerKeyRevoked,
        /// The status list does not exist.
        ListNotFound,
        /// The status list has another owner or another schema.
        ListNotOfIssuer,
        /// The status root is not the newest one of the list, and its grace period is over.
        StatusRootNotRecent,
        /// Changes of the status list have been pending for too long: commit its root first.
        StatusChangesPending,
        /// The date is neither today nor yesterday, or not the one of the policy.
        DateNotAllowed,
        /// A field element is not canonically encoded.
        NotCanonical,
        /// The nullifier was used: the person has satisfied the policy, or the challenge is a
        /// repetition.
        NullifierAlreadyUsed,
        /// The proof at this position has a point outside G1 or G2.
        ProofMalformed(u8),
        /// The proof at this position is invalid.
        ProofInvalid(u8),
        /// The call would change nothing.
        NothingToDo,
        /// The presentation has no beneficiary: it was made for off-chain verification, and
        /// submitting it would use up its nullifier.
        NoBeneficiary,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// Prunes expired entries, in at most an eighth of the block.
        fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
            let block = <T as frame_system::Config>::BlockWeights::get().max_block;
            let mut meter = WeightMeter::with_limit(remaining.min(block.saturating_div(8)));
            Self::prune_idle(&mut meter);
            meter.consumed()
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Registers a verifying key, active after [`Config::KeyNotice`] blocks. It can never be
        /// changed.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::AdminOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::KeyAlreadyExists`], [`Error::KeyPointInvalid`],
        /// [`Error::KeyInputCountMismatch`], [`Error::KeyCircuitMismatch`],
        /// [`Error::KeyInputsNotDistinct`], [`Error::KeyForgeable`],
        /// [`Error::KeyProvenanceMismatch`], [`Error::InsecureSetup`].
        ///
        /// # Events
        ///
        /// [`Event::KeyRegistered`].
        #[pallet::call_index(0)]
        #[pallet::weight(<T as Config>::WeightInfo::register_key())]
        pub fn register_key(origin: OriginFor<T>, key: Box<VerifyingKey>) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            let id = key.id;
            ensure!(!Keys::<T>::contains_key(id), Error::<T>::KeyAlreadyExists);
            let key = groth16::prepare::<T::Backend>(&key).map_err(Error::<T>::from)?;
            Self::ensure_secure(&key)?;
            let (digest, registered) = (key.digest, pallet_did::now::<T>());
            let active_from = registered.block.saturating_add(T::KeyNotice::get());
            let record = KeyRecord {
                key,
                status: KeyStatus::Active,
                registered,
                active_from,
            };
            Keys::<T>::insert(id, record);
            Self::deposit_event(Event::KeyRegistered {
                key: id,
                digest,
                active_from,
            });
            Ok(())
        }

        /// Retires a verifying key that a later one replaces. No proof is verified with it any
        /// longer; receipts stay valid.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::AdminOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::KeyNotFound`], [`Error::KeyNotActive`].
        ///
        /// # Events
        ///
        /// [`Event::KeyStatusSet`].
        #[pallet::call_index(1)]
        #[pallet::weight(<T as Config>::WeightInfo::set_key_status())]
        pub fn retire_key(origin: OriginFor<T>, key: KeyId) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::set_status(key, KeyStatus::Retired)
        }

        /// Disables a faulty verifying key. No proof is verified with it any longer, and receipts
        /// of its proofs are no longer valid.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::EmergencyOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::KeyNotFound`], [`Error::KeyNotActive`] if it is already disabled.
        ///
        /// # Events
        ///
        /// [`Event::KeyStatusSet`].
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::set_key_status())]
        pub fn disable_key(origin: OriginFor<T>, key: KeyId) -> DispatchResult {
            T::EmergencyOrigin::ensure_origin(origin)?;
            Self::set_status(key, KeyStatus::Disabled)
        }

        /// Stops accepting development keys, irreversibly.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::AdminOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::NothingToDo`] if they are not accepted already.
        ///
        /// # Events
        ///
        /// [`Event::InsecureSetupForbidden`].
        #[pallet::call_index(3)]
        #[pallet::weight(<T as Config>::WeightInfo::forbid_insecure_setup())]
        pub fn forbid_insecure_setup(origin: OriginFor<T>) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            ensure!(AllowInsecureSetup::<T>::take(), Error::<T>::NothingToDo);
            Self::deposit_event(Event::InsecureSetupForbidden);
            Ok(())
        }

        /// Registers a policy. For one use per person, a second deposit pays for the nullifiers of
        /// all persons who can satisfy it. It is released after the block in which the policy
        /// closes, or with the policy if no nullifier is stored.
        ///
        /// # Dispatch origin
        ///
        /// The verifier's DID, by assertion.
        ///
        /// # Errors
        ///
        /// [`Error::NotAuthorized`] if the policy names another verifier,
        /// [`Error::PolicyAlreadyExists`], [`Error::SchemaNotFound`], [`Error::IssuersUnordered`],
        /// [`Error::SlotNotAllowed`], [`Error::PredicateUnsatisfiable`],
        /// [`Error::LifetimeNotAllowed`], [`Error::NotUnique`], [`Error::MaxUsesNotAllowed`],
        /// [`Error::ClosingBlockNotAllowed`], [`Error::NotCanonical`], [`Error::PolicyStopped`],
        /// [`Error::Deactivated`], those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::PolicyRegistered`].
        #[pallet::call_index(4)]
        #[pallet::weight(<T as Config>::WeightInfo::register_policy())]
        pub fn register_policy(
            origin: OriginFor<T>,
            policy: Box<VerificationPolicy>,
        ) -> DispatchResult {
            let origin = Self::ensure_did(origin)?;
            ensure!(policy.verifier == origin.did, Error::<T>::NotAuthorized);
            let id = policy.id();
            Self::check_new(&policy)?;
            if let Uses::Once {
                closes, max_uses, ..
            } = policy.uses
            {
                Self::pay_for_uses(id, closes, max_uses, &origin.submitter)?;
            }
            let footprint = types::footprint_of_policy(&policy);
            let record = PolicyRecord {
                deposit: Deposit::new(origin.submitter, footprint)?,
                policy: *policy,
                registered: pallet_did::now::<T>(),
            };
            Policies::<T>::insert(id, record);
            Self::deposit_event(Event::PolicyRegistered { policy: id });
            Ok(())
        }

        /// Closes a policy and releases its deposit. Existing receipts stay valid until they
        /// expire. The deposit for stored nullifiers is released when they are pruned.
        ///
        /// # Dispatch origin
        ///
        /// The verifier's DID, by assertion. Any account, once the verifier's DID is deactivated.
        ///
        /// # Errors
        ///
        /// [`Error::PolicyNotFound`], [`Error::NotAuthorized`], those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::PolicyClosed`].
        #[pallet::call_index(5)]
        #[pallet::weight(<T as Config>::WeightInfo::close_policy())]
        pub fn close_policy(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
            let record = Policies::<T>::get(policy).ok_or(Error::<T>::PolicyNotFound)?;
            let verifier = record.policy.verifier;
            if <T as pallet_credentials::Config>::Dids::is_active(verifier) {
                let origin = Self::ensure_did(origin)?;
                ensure!(origin.did == verifier, Error::<T>::NotAuthorized);
            } else {
                ensure_signed(origin)?;
            }
            Self::remove_policy(policy, record)?;
            Self::deposit_event(Event::PolicyClosed { policy });
            Ok(())
        }

        /// Verifies a presentation, and gives its beneficiary a receipt.
        ///
        /// # Dispatch origin
        ///
        /// Any account: only the beneficiary gains by it.
        ///
        /// # Errors
        ///
        /// [`Error::NoBeneficiary`], [`Error::PolicyNotFound`], [`Error::PolicyExpired`],
        /// [`Error::Expired`], [`Error::ExpiresTooLate`], [`Error::KeyTooOld`],
        /// [`Error::KeyNotFound`], [`Error::KeyNotPinned`], [`Error::KeyNotActive`],
        /// [`Error::KeyNotActiveYet`], [`Error::InsecureSetup`], [`Error::NoUsesLeft`],
        /// [`Error::DateNotAllowed`], [`Error::IssuerNotAllowed`], [`Error::IssuerNotInStanding`],
        /// [`Error::IssuerKeyNotFound`], [`Error::IssuerKeyRevoked`], [`Error::ListNotFound`],
        /// [`Error::ListNotOfIssuer`], [`Error::StatusRootNotRecent`],
        /// [`Error::StatusChangesPending`], [`Error::NotCanonical`],
        /// [`Error::NullifierAlreadyUsed`], [`Error::ProofMalformed`], [`Error::ProofInvalid`].
        ///
        /// # Events
        ///
        /// [`Event::Verified`].
        #[pallet::call_index(6)]
        #[pallet::weight(<T as Config>::WeightInfo::verify_one())]
        pub fn verify(
            origin: OriginFor<T>,
            presentation: Box<Presentation<AccountId32>>,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let statement = Self::statement(&presentation, &mut Default::default())
                .map_err(|error| Self::failed(error, verify::looked_up::<T>(1)))?;
            Self::check_proofs(core::slice::from_ref(&statement))?;
            Self::accept(*presentation, &statement);
            Ok(().into())
        }

        /// Verifies a batch of presentations, atomically and faster than one by one. With
        /// `skip_used`, presentations are skipped whose nullifiers have been used, for instance by
        /// another transaction in the meantime; invalid ones and two with the same nullifier still
        /// fail the batch.
        ///
        /// The fee is for the work done: for a batch that fails before any pairing, the records
        /// looked up; for a valid one, the verification without the search for an invalid proof.
        ///
        /// # Dispatch origin
        ///
        /// Any account.
        ///
        /// # Errors
        ///
        /// Those of [`Self::verify`]; [`Error::NothingToDo`] if the batch is empty.
        ///
        /// # Events
        ///
        /// [`Event::PresentationsSkipped`] if any was skipped; [`Event::Verified`] for each of the
        /// others.
        #[pallet::call_index(7)]
        #[pallet::weight(verify::batch_at_most::<T>(presentations.len()))]
        pub fn verify_batch(
            origin: OriginFor<T>,
            presentations: Presentations,
            skip_used: bool,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            ensure!(!presentations.is_empty(), Error::<T>::NothingToDo);
            let mut weight = Weight::zero();
            let (presentations, left_out) = if skip_used {
                weight = verify::left_out::<T>(presentations.len());
                Self::without_used(presentations)
            } else {
                (verify::numbered(presentations), BatchPositions::default())
            };
            let statements = Self::statements(&presentations).map_err(|refused| {
                let looked_up = verify::looked_up::<T>(refused.looked_up);
                Self::failed(refused.error, weight.saturating_add(looked_up))
            })?;
            if !statements.is_empty() {
                let checked = verify::batch::<T>(&presentations, &statements);
                weight = weight.saturating_add(checked);
                Self::check_proofs(&statements).map_err(|error| {
                    let searched = verify::searched::<T>(statements.len());
                    Self::failed(error, weight.saturating_add(searched))
                })?;
            }
            if !left_out.is_empty() {
                Self::deposit_event(Event::PresentationsSkipped {
                    positions: left_out,
                });
            }
            for ((_, presentation), statement) in presentations.into_iter().zip(&statements) {
                Self::accept(presentation, statement);
            }
            Ok(Some(weight).into())
        }

        /// Stops a policy in an emergency: its proofs are refused, its receipts are no longer
        /// valid, and it can never be registered again. A closed policy can be stopped to
        /// invalidate its receipts. The deposits are released as in [`Self::close_policy`].
        ///
        /// # Dispatch origin
        ///
        /// [`Config::EmergencyOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::NothingToDo`] if it is already stopped, those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::PolicyStopped`].
        #[pallet::call_index(8)]
        #[pallet::weight(<T as Config>::WeightInfo::stop_policy())]
        pub fn stop_policy(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
            T::EmergencyOrigin::ensure_origin(origin)?;
            let new = !StoppedPolicies::<T>::contains_key(policy);
            ensure!(new, Error::<T>::NothingToDo);
            StoppedPolicies::<T>::insert(policy, ());
            if let Some(record) = Policies::<T>::get(policy) {
                Self::remove_policy(policy, record)?;
            }
            Self::deposit_event(Event::PolicyStopped { policy });
            Ok(())
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Ensures that the origin is a DID in use that has proven assertion.
    fn ensure_did(origin: OriginFor<T>) -> Result<DidOrigin, DispatchError> {
        let origin = <T as pallet_credentials::Config>::RuntimeOrigin::from(origin);
        let deactivated = Error::<T>::Deactivated;
        let origin =
            ensure_in_use::<<T as pallet_credentials::Config>::Dids, _>(origin, deactivated)?;
        let proven = origin.relationships.contains(Assertion::get());
        ensure!(proven, DispatchError::BadOrigin);
        Ok(origin)
    }

    /// An error with the weight of the work done before it.
    fn failed(error: Error<T>, weight: Weight) -> DispatchErrorWithPostInfo {
        DispatchErrorWithPostInfo {
            post_info: PostDispatchInfo {
                actual_weight: Some(weight),
                pays_fee: Pays::Yes,
            },
            error: error.into(),
        }
    }

    /// Holds the deposit for the nullifiers of a policy of one use per person. If the same policy
    /// was closed before and its nullifiers are still stored, so is their deposit, which serves
    /// again.
    fn pay_for_uses(
        policy: PolicyId,
        closes: u32,
        max_uses: u32,
        payer: &AccountId32,
    ) -> DispatchResult {
        if PolicyUses::<T>::contains_key(policy) {
            return Ok(());
        }
        let footprint = types::footprint_of_uses(max_uses);
        let record = UseRecord {
            used: 0,
            deposit: Deposit::new(payer.clone(), footprint)?,
        };
        PolicyUses::<T>::insert(policy, record);
        Self::schedule_pruning(Expiring::Uses(policy), closes.saturating_add(1));
        Ok(())
    }

    /// Removes a policy and releases its deposits; the one for nullifiers only if none is stored.
    fn remove_policy(
        policy: PolicyId,
        record: PolicyRecord<T::PolicyConsideration>,
    ) -> DispatchResult {
        record.deposit.release()?;
        if let Some(uses) = PolicyUses::<T>::get(policy).filter(|uses| uses.used == 0) {
            uses.deposit.release()?;
            PolicyUses::<T>::remove(policy);
            // An entry of [`ExpiresAt`] without anything to prune has no deposit.
            if let Uses::Once { closes, .. } = record.policy.uses {
                ExpiresAt::<T>::remove(closes.saturating_add(1), Expiring::Uses(policy));
            }
        }
        Policies::<T>::remove(policy);
        Ok(())
    }

    /// Ensures that development keys are accepted, if the key is one. They are recognised by their
    /// points, whatever they claim.
    fn ensure_secure(key: &aura_primitives::zkp::PreparedKey) -> Result<(), Error<T>> {
        let allowed = AllowInsecureSetup::<T>::get() || !groth16::is_development(key);
        ensure!(allowed, Error::<T>::InsecureSetup);
        Ok(())
    }

    /// Sets the status of a key: from active to retired, or from either to disabled.
    fn set_status(key: KeyId, status: KeyStatus) -> DispatchResult {
        let mut record = Keys::<T>::get(key).ok_or(Error::<T>::KeyNotFound)?;
        let can = match status {
            KeyStatus::Disabled => record.status != KeyStatus::Disabled,
            KeyStatus::Active | KeyStatus::Retired => record.status == KeyStatus::Active,
        };
        ensure!(can, Error::<T>::KeyNotActive);
        record.status = status;
        Keys::<T>::insert(key, record);
        Self::deposit_event(Event::KeyStatusSet { key, status });
        Ok(())
    }

    /// Checks that a policy can be registered: it is new, not stopped, and valid.
    pub(crate) fn check_new(policy: &VerificationPolicy) -> DispatchResult {
        let id = policy.id();
        let new = !Policies::<T>::contains_key(id);
        ensure!(new, Error::<T>::PolicyAlreadyExists);
        let stopped = StoppedPolicies::<T>::contains_key(id);
        ensure!(!stopped, Error::<T>::PolicyStopped);
        Self::check_policy(policy)
    }

    /// Checks that credentials can satisfy the policy.
    pub(crate) fn check_policy(policy: &VerificationPolicy) -> DispatchResult {
        let schema = pallet_credentials::Pallet::<T>::schema_of(policy.schema)
            .ok_or(Error::<T>::SchemaNotFound)?;
        policy.check(&schema).map_err(Error::<T>::from)?;
        if let Predicate::Membership { set_root, .. } = policy.predicate {
            statement::read::<T>(&set_root)?;
        }
        if let Uses::Once { closes, .. } = policy.uses {
            let open = closes.saturating_sub(pallet_did::now::<T>().block);
            ensure!(
                (1..=T::MaxOpen::get()).contains(&open),
                Error::<T>::ClosingBlockNotAllowed
            );
        }
        Ok(())
    }
}

impl<T> From<PolicyError> for Error<T> {
    fn from(error: PolicyError) -> Self {
        match error {
            PolicyError::Schema => Self::SchemaNotFound,
            PolicyError::Issuers => Self::IssuersUnordered,
            PolicyError::Slot(_) => Self::SlotNotAllowed,
            PolicyError::Years | PolicyError::Range => Self::PredicateUnsatisfiable,
            PolicyError::Lifetime => Self::LifetimeNotAllowed,
            PolicyError::NotUnique => Self::NotUnique,
            PolicyError::MaxUses => Self::MaxUsesNotAllowed,
        }
    }
}

impl<T> From<groth16::KeyError> for Error<T> {
    fn from(error: groth16::KeyError) -> Self {
        use groth16::KeyError::*;
        match error {
            Point { .. } | Backend(_) => Self::KeyPointInvalid,
            Inputs { .. } => Self::KeyInputCountMismatch,
            SameInputs { .. } => Self::KeyInputsNotDistinct,
            CircuitHash => Self::KeyCircuitMismatch,
            DeltaIsGamma | DeltaIsTwiceGamma | DeltaIsGenerator | BetaIsKnown | AlphaIsKnown => {
                Self::KeyForgeable
            }
            Development | NotDevelopment => Self::KeyProvenanceMismatch,
        }
    }
}
