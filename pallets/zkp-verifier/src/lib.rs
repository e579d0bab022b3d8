//! # ZKP verifier
//!
//! Proofs about credentials: who wants what proven, with which keys proofs are checked, and who has
//! proven what.
//!
//! ## API
//!
//! - [`Pallet::register_key`], [`Pallet::retire_key`], [`Pallet::disable_key`] and
//!   [`Pallet::forbid_insecure_setup`] are for governance: with which keys of the circuits proofs are
//!   checked.
//! - [`Pallet::register_policy`] says what a verifier wants to be proven, [`Pallet::close_policy`] that
//!   it does no more. [`Pallet::stop_policy`] ends one in an emergency, with its receipts.
//! - [`Pallet::verify`] and [`Pallet::verify_batch`] take proofs.
//! - [`Receipts`] is for other pallets: has this account proven that?
//!
//! ## Overview
//!
//! A presentation names records: a policy, a key, an issuer and its key, a status list and a root of
//! it. What they say is looked up here; so is what the proof must be about. Its public inputs are
//! computed from those records alone, never taken from the sender. A proof is bound to this chain, to
//! one key, one policy and one account, the beneficiary: who copies it can only send it for that
//! account.
//!
//! A proof shows a *nullifier*: the holder's number in a scope. For a policy of one use a person, the
//! scope is the policy; for others it is the challenge of this one presentation. None is taken twice.
//!
//! An accepted proof yields a receipt that expires after some minutes, so a receipt outlives a revocation
//! of the credential by at most those. It is not valid once its key is disabled or its policy stopped.
//!
//! A policy of one use a person states how many persons can satisfy it at most, and its deposit pays for
//! their nullifiers until they are forgotten.

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
    did::Stamp,
    zkp::{
        limits, KeyId, Nullifier, PolicyError, PolicyId, Predicate, Presentation, Receipt, Uses,
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
use pallet_did::{origin::Assertion, Deposit, DidOrigin, EnsureDid, Registry};
use polkadot_sdk::*;
use sp_runtime::{traits::Convert, AccountId32, SaturatedConversion};
use types::Expiring;

/// BatchPositions of presentations in a batch, from 0 on.
pub type BatchPositions = BoundedVec<u8, ConstU32<{ limits::BATCH }>>;

/// Presentations that are checked together.
pub type Presentations = List<Presentation<AccountId32>, { limits::BATCH }>;

#[frame_support::pallet]
pub mod pallet {
    use super::*;

    /// Version of the layout of this pallet's storage. A change of the layout raises it and brings a
    /// migration.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<AccountId = AccountId32, RuntimeEvent: From<Event<Self>>>
        + pallet_credentials::Config
    {
        /// Who registers and retires keys.
        type AdminOrigin: EnsureOrigin<OriginFor<Self>>;
        /// The origin that disables a key or stops a policy at once.
        type EmergencyOrigin: EnsureOrigin<OriginFor<Self>>;
        /// The arithmetic of pairings.
        type Backend: Backend;
        /// What is paid for a policy.
        type PolicyConsideration: Consideration<AccountId32, Footprint>;
        /// Blocks for which a presentation can be meant to be sent, at most.
        #[pallet::constant]
        type MaxExpiry: Get<u32>;
        /// Blocks for which a policy of one use a person can be open, at most: so long it is
        /// remembered who has satisfied it.
        #[pallet::constant]
        type MaxOpen: Get<u32>;
        /// Blocks between the registration of a key and the first proof that is checked with it: time
        /// for verifiers to close policies that would take it.
        #[pallet::constant]
        type KeyNotice: Get<u32>;
        /// Blocks in a number of minutes by the chain's clock.
        type MinutesToBlocks: Convert<u32, u32>;
        /// Weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// Deposits.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// For a policy.
        Policy,
    }

    /// The keys with which proofs are checked.
    // Governance alone adds keys.
    #[pallet::storage]
    pub type Keys<T> = StorageMap<_, Twox64Concat, KeyId, KeyRecord>;

    /// Whether keys of development are taken, with whose secrets anybody forges proofs. It can be
    /// true from the genesis on only.
    #[pallet::storage]
    pub type AllowInsecureSetup<T> = StorageValue<_, bool, ValueQuery>;

    /// What verifiers want to be proven.
    // An identifier is a hash already, and whoever grinds one only lengthens a few paths of the trie.
    #[pallet::storage]
    pub type Policies<T: Config> =
        StorageMap<_, Identity, PolicyId, PolicyRecord<T::PolicyConsideration>>;

    /// Which numbers of persons were taken for a policy, and from which block on they are forgotten.
    // A nullifier comes out of a hash; but who makes a proof tries many secrets.
    #[pallet::storage]
    pub type Nullifiers<T> =
        StorageDoubleMap<_, Identity, PolicyId, Blake2_128Concat, Nullifier, u32, OptionQuery>;

    /// Nullifiers of policies of one use a person: how many are stored, and the deposit for them. An entry
    /// is there until they are forgotten, also if its policy is closed before.
    // An identifier is a hash, as above.
    #[pallet::storage]
    pub type PolicyUses<T: Config> =
        StorageMap<_, Identity, PolicyId, UseRecord<T::PolicyConsideration>>;

    /// Policies that were stopped in an emergency. They are never registered again, and their receipts
    /// are not valid. Governance alone adds entries, and keeps them few.
    #[pallet::storage]
    pub type StoppedPolicies<T> = StorageMap<_, Identity, PolicyId, (), OptionQuery>;

    /// Who has proven what.
    // The account is anybody's choice.
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

    /// What is forgotten from a block on.
    #[pallet::storage]
    pub type ExpiresAt<T> =
        StorageDoubleMap<_, Twox64Concat, u32, Blake2_128Concat, Expiring, (), OptionQuery>;

    /// The first block whose entries of [`ExpiresAt`] may still be there.
    #[pallet::storage]
    pub type PrunedUntil<T> = StorageValue<_, u32, ValueQuery>;

    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Whether keys of development are taken.
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
        /// A key was registered. Proofs are checked with it from the block `active_from` on.
        KeyRegistered {
            key: KeyId,
            digest: [u8; 32],
            active_from: u32,
        },
        /// Proofs are not checked with a key any more.
        KeyStatusSet { key: KeyId, status: KeyStatus },
        /// Keys of development are not taken any more.
        InsecureSetupForbidden,
        /// A verifier wants something to be proven.
        PolicyRegistered { policy: PolicyId },
        /// A verifier does not want it any more.
        PolicyClosed { policy: PolicyId },
        /// A policy was stopped in an emergency, and its receipts are no longer valid.
        PolicyStopped { policy: PolicyId },
        /// Presentations of a batch were left out, because their nullifiers are used already.
        PresentationsSkipped { positions: BatchPositions },
        /// Somebody has proven it. No more is told than that, on purpose.
        Verified {
            policy: PolicyId,
            nullifier: Nullifier,
            until: u32,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// There is no such key.
        KeyNotFound,
        /// There is a key of that circuit and version already; keys never change.
        KeyAlreadyExists,
        /// A point of the key is none of its group, or the identity.
        KeyPointInvalid,
        /// The key is made for another number of inputs than its circuit has.
        KeyInputCountMismatch,
        /// Two of the key's points for inputs are equal or opposite.
        KeyInputsNotDistinct,
        /// A secret of the key, or a relation between secrets, can be known: anybody would forge proofs.
        KeyForgeable,
        /// The key is made for other constraints than those of its circuit in this runtime.
        KeyCircuitMismatch,
        /// The key is made with the secrets of development, and says otherwise; or says so, and is
        /// not.
        KeyProvenanceMismatch,
        /// Keys of development are not taken on this chain.
        InsecureSetup,
        /// The key was retired or disabled.
        KeyNotActive,
        /// The key was registered less than [`Config::KeyNotice`] blocks ago.
        KeyNotActiveYet,
        /// The key is older than the policy takes.
        KeyTooOld,
        /// The policy takes one key alone, and this is another.
        KeyNotPinned,
        /// The policy is another's.
        NotAuthorized,
        /// The DID that acts was given up.
        Deactivated,
        /// There is no such policy.
        PolicyNotFound,
        /// There is such a policy already.
        PolicyAlreadyExists,
        /// The policy was stopped in an emergency, for good.
        PolicyStopped,
        /// There is no such schema.
        SchemaNotFound,
        /// The policy names no issuer, one twice, or not in order.
        IssuersUnordered,
        /// The slot holds nothing of the kind that is to be proven.
        SlotNotAllowed,
        /// No age, no integer or no member satisfies the policy.
        PredicateUnsatisfiable,
        /// Receipts are valid for 1 to 60 minutes.
        LifetimeNotAllowed,
        /// A policy of one use a person is for 1 to 1,000,000 persons.
        MaxUsesNotAllowed,
        /// As many persons have satisfied the policy as can.
        NoUsesLeft,
        /// Once a person: there must be one issuer, whose schema is unique.
        NotUnique,
        /// The policy closes before it opens, in the past, or in too many blocks.
        ClosingBlockNotAllowed,
        /// The policy is closed.
        PolicyExpired,
        /// The presentation could be sent until an earlier block.
        Expired,
        /// The presentation could be sent for too long.
        ExpiresTooLate,
        /// The policy does not take credentials of that issuer.
        IssuerNotAllowed,
        /// The issuer may not issue now: it is not accredited, its accreditation or one on which it
        /// rests does not hold, or it was given up.
        IssuerNotInStanding,
        /// The issuer has no such key for proofs.
        IssuerKeyNotFound,
        /// The key of the issuer was revoked: somebody else has it.
        IssuerKeyRevoked,
        /// There is no such status list.
        ListNotFound,
        /// The list is another issuer's, or for another schema.
        ListNotOfIssuer,
        /// The status root is not the newest of the list, and was not lately.
        StatusRootNotRecent,
        /// Changes of the list are not in its root yet: commit it first.
        StatusChangesPending,
        /// The date is not this day, nor the day before; or not the one of the policy.
        DateNotAllowed,
        /// A number is no element of the field in its one encoding.
        NotCanonical,
        /// The person has satisfied the policy already, or the challenge was used.
        NullifierAlreadyUsed,
        /// The points of the proof of this number are none of their groups.
        ProofMalformed(u8),
        /// The proof of this number does not prove what its presentation says.
        ProofInvalid(u8),
        /// Nothing is to be done.
        NothingToDo,
        /// The presentation names nobody who has the use of it: it was made to be verified off chain, and
        /// whoever got it could use up its number here.
        NoBeneficiary,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// Forgets what has passed, in at most an eighth of the block.
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
        /// Adds a key, with which proofs of a circuit are checked after [`Config::KeyNotice`] blocks. It can
        /// never be changed.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::AdminOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::KeyAlreadyExists`], [`Error::KeyPointInvalid`], [`Error::KeyInputCountMismatch`],
        /// [`Error::KeyCircuitMismatch`], [`Error::KeyInputsNotDistinct`], [`Error::KeyForgeable`], [`Error::KeyProvenanceMismatch`],
        /// [`Error::InsecureSetup`].
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
            let (digest, registered) = (key.digest, Self::now());
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

        /// Proofs are not checked with this key any more: a later one took its place.
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

        /// Disables a key: something is wrong with it. No proof is checked with it from then on, and receipts
        /// of proofs that were checked with it are no longer valid.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::EmergencyOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::KeyNotFound`], [`Error::KeyNotActive`] if it is disabled already.
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

        /// Takes keys of development no more. There is no way back.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::AdminOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::NothingToDo`] if none are taken already.
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

        /// Says what a verifier wants to be proven. A policy of one use a person pays a deposit for the
        /// nullifiers of all who can satisfy it, besides that for itself: it is given back after the block
        /// in which the policy closes, or with the policy if nobody has satisfied it.
        ///
        /// # Dispatch origin
        ///
        /// The verifier's DID, by assertion.
        ///
        /// # Errors
        ///
        /// [`Error::NotAuthorized`] if it is another's, [`Error::PolicyAlreadyExists`],
        /// [`Error::SchemaNotFound`], [`Error::IssuersUnordered`], [`Error::SlotNotAllowed`],
        /// [`Error::PredicateUnsatisfiable`], [`Error::LifetimeNotAllowed`], [`Error::NotUnique`],
        /// [`Error::MaxUsesNotAllowed`], [`Error::ClosingBlockNotAllowed`], [`Error::NotCanonical`],
        /// [`Error::PolicyStopped`], [`Error::Deactivated`], those of the deposit.
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
                registered: Self::now(),
            };
            Policies::<T>::insert(id, record);
            Self::deposit_event(Event::PolicyRegistered { policy: id });
            Ok(())
        }

        /// Closes a policy. Existing receipts stay valid until they expire. The deposit goes back to who
        /// paid it; that for nullifiers which are stored follows when they are forgotten.
        ///
        /// # Dispatch origin
        ///
        /// The verifier's DID, by assertion. Once it was deactivated, and can want nothing any more: any
        /// account.
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

        /// Checks a proof, and gives its beneficiary a receipt.
        ///
        /// # Dispatch origin
        ///
        /// Anybody: nobody but the beneficiary gains by it.
        ///
        /// # Errors
        ///
        /// [`Error::NoBeneficiary`], [`Error::PolicyNotFound`], [`Error::PolicyExpired`], [`Error::Expired`],
        /// [`Error::ExpiresTooLate`], [`Error::KeyTooOld`], [`Error::KeyNotFound`],
        /// [`Error::KeyNotPinned`], [`Error::KeyNotActive`], [`Error::KeyNotActiveYet`],
        /// [`Error::InsecureSetup`], [`Error::NoUsesLeft`], [`Error::DateNotAllowed`],
        /// [`Error::IssuerNotAllowed`], [`Error::IssuerNotInStanding`], [`Error::IssuerKeyNotFound`],
        /// [`Error::IssuerKeyRevoked`], [`Error::ListNotFound`], [`Error::ListNotOfIssuer`],
        /// [`Error::StatusRootNotRecent`], [`Error::StatusChangesPending`], [`Error::NotCanonical`],
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

        /// Checks proofs together, which takes less time than one by one: all of them hold, or none is
        /// taken. With `skip_used`, presentations are left out whose nullifiers are used already, as by
        /// another transaction meanwhile; never one that is invalid, and no two of the same nullifier.
        ///
        /// The fee is for the work done: for a batch that fails before any pairing, the records that were
        /// looked up; for one that holds, the check without the search for a bad one.
        ///
        /// # Dispatch origin
        ///
        /// Anybody.
        ///
        /// # Errors
        ///
        /// Those of [`Self::verify`]; [`Error::NothingToDo`] if there is none.
        ///
        /// # Events
        ///
        /// [`Event::PresentationsSkipped`] if any was; [`Event::Verified`] for each of the others.
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

        /// Stops a policy in an emergency: proofs for it are refused, receipts of it are no longer valid,
        /// and it is never registered again. A policy that was closed can be stopped for its receipts. The
        /// deposit goes back as if it were closed.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::EmergencyOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::NothingToDo`] if it is stopped already, those of the deposit.
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
    /// The DID that calls. One that was given up by the same transaction, before this call of it,
    /// does not act any more.
    fn ensure_did(origin: OriginFor<T>) -> Result<DidOrigin, DispatchError> {
        let origin = <T as pallet_credentials::Config>::RuntimeOrigin::from(origin);
        let origin = EnsureDid::<Assertion>::ensure_origin(origin)?;
        let active = <T as pallet_credentials::Config>::Dids::is_active(origin.did);
        ensure!(active, Error::<T>::Deactivated);
        Ok(origin)
    }

    /// An error, and what was done before it.
    fn failed(error: Error<T>, weight: Weight) -> DispatchErrorWithPostInfo {
        DispatchErrorWithPostInfo {
            post_info: PostDispatchInfo {
                actual_weight: Some(weight),
                pays_fee: Pays::Yes,
            },
            error: error.into(),
        }
    }

    /// Holds the deposit for the nullifiers of a policy of one use. If the same policy was closed before
    /// and its nullifiers are stored, the deposit of then is still held, and is the one for it.
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

    /// Removes a policy and gives its deposits back; that for nullifiers only if none is stored.
    fn remove_policy(
        policy: PolicyId,
        record: PolicyRecord<T::PolicyConsideration>,
    ) -> DispatchResult {
        record.deposit.release()?;
        if let Some(uses) = PolicyUses::<T>::get(policy).filter(|uses| uses.used == 0) {
            uses.deposit.release()?;
            PolicyUses::<T>::remove(policy);
            // Nothing is paid for an entry that says when to forget nothing.
            if let Uses::Once { closes, .. } = record.policy.uses {
                ExpiresAt::<T>::remove(closes.saturating_add(1), Expiring::Uses(policy));
            }
        }
        Policies::<T>::remove(policy);
        Ok(())
    }

    /// Keys of development are recognised by their points, whatever they say.
    fn ensure_secure(key: &aura_primitives::zkp::PreparedKey) -> Result<(), Error<T>> {
        let allowed = AllowInsecureSetup::<T>::get() || !groth16::is_development(key);
        ensure!(allowed, Error::<T>::InsecureSetup);
        Ok(())
    }

    /// Keys go from active to retired, and from either to disabled.
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

    /// Checks that a policy can be registered: it is new, was not stopped, and means something.
    pub(crate) fn check_new(policy: &VerificationPolicy) -> DispatchResult {
        let id = policy.id();
        let new = !Policies::<T>::contains_key(id);
        ensure!(new, Error::<T>::PolicyAlreadyExists);
        let stopped = StoppedPolicies::<T>::contains_key(id);
        ensure!(!stopped, Error::<T>::PolicyStopped);
        Self::check_policy(policy)
    }

    /// Whether a policy can be satisfied, and means what it says.
    pub(crate) fn check_policy(policy: &VerificationPolicy) -> DispatchResult {
        let schema = pallet_credentials::Pallet::<T>::schema_of(policy.schema)
            .ok_or(Error::<T>::SchemaNotFound)?;
        policy.check(&schema).map_err(Error::<T>::from)?;
        if let Predicate::Membership { set_root, .. } = policy.predicate {
            statement::read::<T>(&set_root)?;
        }
        if let Uses::Once { closes, .. } = policy.uses {
            let open = closes.saturating_sub(Self::now().block);
            ensure!(
                (1..=T::MaxOpen::get()).contains(&open),
                Error::<T>::ClosingBlockNotAllowed
            );
        }
        Ok(())
    }

    /// This block and its time.
    fn now() -> Stamp {
        Stamp {
            block: frame_system::Pallet::<T>::block_number().saturated_into(),
            time: pallet_timestamp::Pallet::<T>::get(),
        }
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
