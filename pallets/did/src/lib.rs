//! # DID
//!
//! Decentralised identifiers of the method `did:aura`: documents, controllers and signed
//! operations.
//!
//! ## Terminology
//!
//! - **Document**: verification methods, services and other identifiers of the DID subject.
//! - **Control**: the controllers of a DID and the signature threshold; without controllers, its
//!   own capability-invocation keys count.
//! - **Operation**: a call signed by a DID, with a nonce and a checkpoint.
//! - **Submitter**: the account that sends an operation and pays for it.
//! - **Depositor**: the account on which the deposit for the DID's entry is held.
//!
//! ## API
//!
//! - [`Pallet::create`] creates a DID, by a signature of its first key or for an account.
//! - [`Pallet::dispatch`] makes a call that a DID has signed. Any account can submit it; it pays
//!   and agrees to nothing. [`Pallet::dispatch_agreeing`] is for a submitter that agrees as well.
//! - [`Pallet::dispatch_as`] makes a call for a DID that the account controls alone.
//! - [`Pallet::update`], [`Pallet::set_control`], [`Pallet::purge_methods`],
//!   [`Pallet::take_over_deposit`] and [`Pallet::deactivate`] are made by the DID itself, through
//!   one of the three.
//! - [`origin::ensure_in_use`] and [`EnsureDid`] check the origin for other pallets; through
//!   [`Registry`] they look up DIDs and keys.
//!
//! ## Overview
//!
//! A DID is one entry of [`Dids`], so resolving takes one read. The entry holds the present
//! document. Older versions are in the states of their blocks; the entry's hash chain proves that
//! none was left out.
//!
//! A DID is controlled by its own keys, or by accounts and other DIDs; a threshold sets how many of
//! them must agree. A DID controls others by its own keys and threshold, as long as it is
//! self-controlled: once others control it, it cannot agree to anything. No change may leave a DID
//! without control. A controlling DID can still be deactivated, or come under the control of
//! others: a DID whose only controllers are DIDs depends on them.
//!
//! An operation carries the nonce of its DID and the hash of a recent block, so it is valid once,
//! on one chain, for a limited time. A call that fails inside [`Pallet::dispatch`] still uses up
//! the nonce; otherwise the operation could be submitted again and again. A failure of the
//! submitter to pay does not count as a failure of the call: it rolls everything back, because
//! otherwise accounts without funds could use up operations.
//!
//! Each entry has a deposit. It is held on the account that submitted its last growth, or on one
//! that took it over with the DID's consent. An entry that shrinks never costs more, even if prices
//! have risen. Deactivation releases the deposit except for the price of the tombstone's bytes.

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

mod authorize;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod changes;
mod clock;
pub mod deposit;
#[cfg(test)]
mod mock;
pub mod origin;
mod payer;
mod registry;
mod signature;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
mod weigh;
pub mod weights;

pub use clock::now;
pub use deposit::{Deposit, Shrink};
pub use origin::EnsureDid;
pub use pallet::*;
pub use payer::{has_layers, has_layers_for_others};
pub use registry::Registry;
pub use types::{DidOrigin, Record, State, Tombstone};
pub use weights::WeightInfo;

use alloc::boxed::Box;
use aura_primitives::{
    did::{
        creation_preimage, Anchor, Changes, Control, ControlError, Controller, Did, Document,
        KeyIndex, KeyState, Operation, Relationship, Signature, Stamp,
    },
    limits, List,
};
use authorize::Agrees;
use frame_support::{
    dispatch::{DispatchErrorWithPostInfo, GetDispatchInfo, PostDispatchInfo},
    pallet_prelude::*,
    traits::{
        fungible::{Inspect, InspectHold},
        Footprint,
    },
};
use frame_system::pallet_prelude::*;
use polkadot_sdk::*;
use sp_io::hashing::blake2_256;
use sp_runtime::{
    traits::{Dispatchable, Saturating},
    AccountId32, SaturatedConversion,
};

/// Signatures of an operation, one per signer and in the same order.
pub type Signatures = List<Signature, { limits::MAX_SIGNATURES }>;

/// Numbers of verification methods.
pub type KeyIndices = List<KeyIndex, { limits::MAX_METHODS }>;

type CallOf<T> = <T as Config>::RuntimeCall;

/// Balance of [`Config::Currency`].
pub type BalanceOf<T> = <<T as Config>::Currency as Inspect<AccountId32>>::Balance;

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
        polkadot_sdk::frame_system::Config<
            AccountId = AccountId32,
            Hash = sp_core::H256,
            RuntimeEvent: From<Event<Self>>,
        > + pallet_timestamp::Config<Moment = u64>
    {
        /// Calls that a DID can make.
        type RuntimeCall: Parameter
            + Dispatchable<
                RuntimeOrigin = <Self as Config>::RuntimeOrigin,
                PostInfo = PostDispatchInfo,
            > + GetDispatchInfo;
        /// The runtime's origin.
        type RuntimeOrigin: From<DidOrigin>
            + From<<Self as frame_system::Config>::RuntimeOrigin>
            + Into<Result<DidOrigin, <Self as Config>::RuntimeOrigin>>;
        /// The deposit for an entry.
        type Consideration: Shrink;
        /// The currency of deposits: those of this pallet, and of all calls that a DID can make.
        type Currency: InspectHold<AccountId32>;
        /// Number of blocks after its checkpoint for which an operation is valid.
        #[pallet::constant]
        type OperationLifetime: Get<u32>;
        /// Weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// Reasons for holds of this pallet.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// Deposit for the entry of a DID.
        Entry,
    }

    /// Origin of a call by a DID.
    #[pallet::origin]
    pub type Origin = DidOrigin;

    /// All DIDs, in use or deactivated.
    // Identity: a DID is a hash; an attacker who grinds one only lengthens a few trie paths.
    #[pallet::storage]
    pub type Dids<T: Config> = StorageMap<_, Identity, Did, State<T::Consideration>>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A DID was created.
        Created { did: Did, depositor: AccountId32 },
        /// The document of a DID was changed. The block number is the new `versionId`.
        Updated { did: Did },
        /// The controllers or the threshold of a DID were changed.
        ControlSet { did: Did },
        /// Retired or revoked keys were removed from the document.
        MethodsPurged { did: Did },
        /// A DID was deactivated, permanently.
        Deactivated { did: Did },
        /// The deposit for a DID is now held on `depositor`.
        DepositTakenOver { did: Did, depositor: AccountId32 },
        /// An operation was carried out; `result` is that of its call.
        Dispatched {
            did: Did,
            nonce: u64,
            result: DispatchResult,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The DID does not exist.
        NotFound,
        /// The DID is deactivated.
        Deactivated,
        /// The DID exists already, or existed and was deactivated.
        AlreadyExists,
        /// The signers do not reach the threshold of the DID, or prove authentication alone, which
        /// no call needs.
        NotAuthorized,
        /// A signature is not valid for its signer and this operation.
        InvalidSignature,
        /// The signers are not in strictly ascending order.
        SignersUnordered,
        /// The nonce is not that of the DID's next operation.
        InvalidNonce,
        /// The operation names another account as its submitter.
        SubmitterMismatch,
        /// The checkpoint is not an earlier block.
        InvalidCheckpoint,
        /// The checkpoint is older than [`Config::OperationLifetime`].
        Expired,
        /// The bytes are not a valid public key of that type.
        InvalidKey,
        /// A Jubjub key can only be added with its proof of possession, a signature over this DID.
        PossessionNotProven,
        /// The DID has no key with this number.
        KeyNotFound,
        /// The key is retired or revoked, or does not have the relationship needed.
        KeyNotActive,
        /// The key must be retired or revoked before it is purged.
        KeyActive,
        /// The DID already has this key; retired and revoked keys count until they are purged.
        KeyAlreadyExists,
        /// A key of that type cannot have these verification relationships.
        RelationshipNotAllowed,
        /// The DID has no service of this name.
        ServiceNotFound,
        /// Two services have the same name.
        ServiceAlreadyExists,
        /// A service needs at least one endpoint.
        EndpointMissing,
        /// The DID has the maximum number of keys: purge retired or revoked ones.
        MaxMethodsExceeded,
        /// The DID has the maximum number of services.
        MaxServicesExceeded,
        /// The threshold is zero, or above the number of controllers or own keys: nobody could
        /// control the DID.
        InvalidThreshold,
        /// The controllers are not in strictly ascending order.
        ControllersUnordered,
        /// A DID cannot be its own controller: self-control is an empty controller list.
        OwnController,
        /// A controlling DID does not exist, is deactivated, or is controlled by others, so it
        /// could not agree to anything.
        InvalidController,
        /// The new controllers have not agreed to control the DID.
        ControllersNotProven,
        /// The numbers of signers and signatures differ.
        SignatureCount,
        /// The call would change nothing.
        NothingToDo,
        /// The holds on the submitter would grow by more than `max_deposit`.
        DepositTooHigh,
        /// The deposit is already held on that account.
        AlreadyDepositor,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// Asserts that an entry fits its bound, and that block hashes outlive the operations that
        /// use them as checkpoints.
        fn integrity_test() {
            assert!(
                State::<T::Consideration>::max_encoded_len() <= limits::MAX_RECORD_BYTES as usize
            );
            let remembered: u32 =
                <T as frame_system::Config>::BlockHashCount::get().saturated_into();
            assert!(T::OperationLifetime::get() <= remembered);
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Creates a DID. Its identifier is derived from the first key or the account, and the
        /// salt.
        ///
        /// # Dispatch origin
        ///
        /// Any account. Without a signature, the account controls the DID. With a signature by the
        /// first key of the document over [`creation_preimage`], the DID is self-controlled and the
        /// account only pays. The sum of all holds on the account may grow by at most
        /// `max_deposit`.
        ///
        /// # Errors
        ///
        /// [`Error::AlreadyExists`], [`Error::InvalidSignature`], [`Error::NotAuthorized`] if the
        /// first key cannot control the DID, [`Error::ServiceAlreadyExists`], those of
        /// [`Self::update`] for keys and services, [`Error::DepositTooHigh`], and those of the
        /// deposit.
        ///
        /// # Events
        ///
        /// [`Event::Created`].
        #[pallet::call_index(0)]
        #[pallet::weight(weigh::create::<T>(document, signature.as_ref()))]
        pub fn create(
            origin: OriginFor<T>,
            document: Box<Document>,
            salt: [u8; 32],
            signature: Option<Signature>,
            max_deposit: BalanceOf<T>,
        ) -> DispatchResult {
            let depositor = ensure_signed(origin)?;
            let (did, control) = match signature {
                None => {
                    let anchor = Anchor::Account(depositor.clone());
                    let control = Control::account(depositor.clone());
                    (Self::derive(&anchor, &salt), control)
                }
                Some(signature) => {
                    let first = document.methods.first().ok_or(Error::<T>::NotAuthorized)?;
                    let controls = first
                        .relationships
                        .contains(Relationship::CapabilityInvocation);
                    ensure!(controls, Error::<T>::NotAuthorized);
                    let did = Self::derive(&Anchor::Key(first.key), &salt);
                    let payload = blake2_256(&creation_preimage(&did, &document));
                    ensure!(
                        signature::is_by_key(&signature, &payload, &first.key),
                        Error::<T>::InvalidSignature
                    );
                    (did, Control::own())
                }
            };
            ensure!(!Dids::<T>::contains_key(did), Error::<T>::AlreadyExists);

            let record = Self::record(*document, control)?;
            let (deposit, locked) = Self::locking(&depositor, || {
                Deposit::new(depositor.clone(), footprint(&record))
            });
            let deposit = deposit?;
            ensure!(locked <= max_deposit, Error::<T>::DepositTooHigh);
            Dids::<T>::insert(did, State::Active(record, deposit));
            Self::deposit_event(Event::Created { did, depositor });
            Ok(())
        }

        /// Changes the document, atomically.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation.
        ///
        /// # Errors
        ///
        /// Keys: [`Error::InvalidKey`], [`Error::PossessionNotProven`],
        /// [`Error::KeyAlreadyExists`], [`Error::RelationshipNotAllowed`], [`Error::KeyNotFound`],
        /// [`Error::KeyNotActive`], [`Error::MaxMethodsExceeded`]. Services:
        /// [`Error::ServiceNotFound`], [`Error::EndpointMissing`], [`Error::MaxServicesExceeded`].
        /// [`Error::InvalidThreshold`] if nobody could control the DID afterwards. Those of the
        /// deposit.
        ///
        /// # Events
        ///
        /// [`Event::Updated`].
        #[pallet::call_index(1)]
        #[pallet::weight(weigh::update::<T>(changes))]
        pub fn update(origin: OriginFor<T>, changes: Changes) -> DispatchResult {
            let origin = Self::ensure_control(origin)?;
            Self::change(&origin, |record, now| {
                Self::apply(&origin.did, record, changes, now)
            })?;
            Self::deposit_event(Event::Updated { did: origin.did });
            Ok(())
        }

        /// Replaces the controllers and the threshold of the DID.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation; the signers must also reach the threshold of the new
        /// controllers. A DID that others control cannot be named as a controller; one that comes
        /// under the control of others later can no longer agree for the DIDs that it controls.
        ///
        /// # Errors
        ///
        /// [`Error::InvalidThreshold`], [`Error::ControllersUnordered`], [`Error::OwnController`],
        /// [`Error::InvalidController`], [`Error::ControllersNotProven`], those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::ControlSet`].
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::set_control())]
        pub fn set_control(origin: OriginFor<T>, control: Control<AccountId32>) -> DispatchResult {
            let origin = Self::ensure_control(origin)?;
            ensure!(
                !control.controllers.contains(&Controller::Did(origin.did)),
                Error::<T>::OwnController
            );
            Self::change(&origin, |record, _| {
                control.check(record.own_keys())?;
                Self::ensure_agreed(&control, record, &origin.signers)?;
                record.control = control;
                Ok(())
            })?;
            Self::deposit_event(Event::ControlSet { did: origin.did });
            Ok(())
        }

        /// Deactivates the DID, permanently: it can neither be used nor created again. The price of
        /// the tombstone's bytes is burnt, at most the held amount; the rest of the deposit is
        /// released.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation.
        ///
        /// # Errors
        ///
        /// Those of the DID's authorisation.
        ///
        /// # Events
        ///
        /// [`Event::Deactivated`].
        #[pallet::call_index(3)]
        #[pallet::weight(<T as Config>::WeightInfo::deactivate())]
        pub fn deactivate(origin: OriginFor<T>) -> DispatchResult {
            let DidOrigin { did, .. } = Self::ensure_control(origin)?;
            let (mut record, deposit) = Self::active(did)?;
            deposit.bury(tombstone())?;
            let now = clock::now::<T>();
            // The tombstone is the version of this block, even if another one was set in it before.
            record.begin_version(now);
            let tombstone = Tombstone {
                created: record.created,
                deactivated: now,
                history: record.history,
            };
            Dids::<T>::insert(did, State::Deactivated(tombstone));
            Self::deposit_event(Event::Deactivated { did });
            Ok(())
        }

        /// Makes a call that a DID has signed. The submitter pays, and agrees to nothing.
        ///
        /// # Dispatch origin
        ///
        /// Any account, or the one that the operation names. It pays the fee, and the deposit if
        /// the call makes an entry grow. The sum of all holds on it may grow by at most
        /// `max_deposit`.
        ///
        /// # Errors
        ///
        /// Operations that are not authorised: [`Error::NotFound`], [`Error::Deactivated`],
        /// [`Error::InvalidNonce`], [`Error::SubmitterMismatch`], [`Error::InvalidCheckpoint`],
        /// [`Error::Expired`], [`Error::SignersUnordered`], [`Error::SignatureCount`],
        /// [`Error::KeyNotFound`], [`Error::KeyNotActive`], [`Error::InvalidSignature`],
        /// [`Error::NotAuthorized`]. Faults of the submitter: [`Error::DepositTooHigh`], those of a
        /// deposit that it cannot pay, and
        /// [`TransactionalError::LimitReached`](sp_runtime::TransactionalError) inside too many
        /// batches. In all these cases the operation stays valid until it expires. Otherwise
        /// `dispatch` succeeds whatever the result of the call, and the operation is used up.
        ///
        /// # Events
        ///
        /// [`Event::Dispatched`], with the result of the call.
        #[pallet::call_index(4)]
        // The class of the inner call is not inherited: it would determine the fee for the
        // signatures.
        #[pallet::weight(weigh::dispatch::<T>(operation, signatures)
            .saturating_add(operation.call.get_dispatch_info().call_weight))]
        pub fn dispatch(
            origin: OriginFor<T>,
            operation: Operation<AccountId32, CallOf<T>>,
            signatures: Signatures,
            max_deposit: BalanceOf<T>,
        ) -> DispatchResultWithPostInfo {
            let submitter = ensure_signed(origin)?;
            Self::carry_out(submitter, Agrees::No, operation, signatures, max_deposit)
        }

        /// Makes a call for a DID that the account controls alone.
        ///
        /// # Dispatch origin
        ///
        /// An account that is a controller of the DID, whose threshold is 1. The sum of all holds
        /// on it may grow by at most `max_deposit`.
        ///
        /// # Errors
        ///
        /// [`Error::NotFound`], [`Error::Deactivated`], [`Error::NotAuthorized`],
        /// [`Error::DepositTooHigh`], those of the call.
        #[pallet::call_index(5)]
        #[pallet::weight(<T as Config>::WeightInfo::dispatch_as()
            .saturating_add(call.get_dispatch_info().call_weight))]
        pub fn dispatch_as(
            origin: OriginFor<T>,
            did: Did,
            call: Box<CallOf<T>>,
            max_deposit: BalanceOf<T>,
        ) -> DispatchResultWithPostInfo {
            let account = ensure_signed(origin)?;
            let authorized = Self::authorize_account(did, account.clone())?;
            let info = call.get_dispatch_info();
            let (result, locked) = Self::locking(&account, || call.dispatch(authorized.into()));
            let used = frame_support::dispatch::extract_actual_weight(&result, &info);
            let weight = Some(<T as Config>::WeightInfo::dispatch_as().saturating_add(used));
            let failed = match result {
                Ok(_) if locked <= max_deposit => return Ok(weight.into()),
                Ok(_) => Error::<T>::DepositTooHigh.into(),
                Err(failed) => failed.error,
            };
            Err(DispatchErrorWithPostInfo {
                post_info: weight.into(),
                error: failed,
            })
        }

        /// Purges retired or revoked keys. Their signatures can then only be checked with an older
        /// version of the document.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation.
        ///
        /// # Errors
        ///
        /// [`Error::NothingToDo`] if no key is named, [`Error::KeyNotFound`], [`Error::KeyActive`].
        ///
        /// # Events
        ///
        /// [`Event::MethodsPurged`].
        #[pallet::call_index(6)]
        #[pallet::weight(<T as Config>::WeightInfo::purge_methods())]
        pub fn purge_methods(origin: OriginFor<T>, indices: KeyIndices) -> DispatchResult {
            let origin = Self::ensure_control(origin)?;
            ensure!(!indices.is_empty(), Error::<T>::NothingToDo);
            Self::change(&origin, |record, _| {
                for index in indices {
                    let method = record.method(index).ok_or(Error::<T>::KeyNotFound)?;
                    ensure!(method.state != KeyState::Active, Error::<T>::KeyActive);
                    record.methods.retain(|method| method.index != index);
                }
                Ok(())
            })?;
            Self::deposit_event(Event::MethodsPurged { did: origin.did });
            Ok(())
        }

        /// Makes a call that a DID has signed, as [`Self::dispatch`] does; the submitter also
        /// agrees to it, as if it had signed the operation. This serves controllers that cannot
        /// sign bytes, such as multisigs.
        ///
        /// # Dispatch origin
        ///
        /// As [`Self::dispatch`].
        ///
        /// # Errors
        ///
        /// As [`Self::dispatch`].
        ///
        /// # Events
        ///
        /// As [`Self::dispatch`].
        #[pallet::call_index(7)]
        #[pallet::weight(weigh::dispatch::<T>(operation, signatures)
            .saturating_add(operation.call.get_dispatch_info().call_weight))]
        pub fn dispatch_agreeing(
            origin: OriginFor<T>,
            operation: Operation<AccountId32, CallOf<T>>,
            signatures: Signatures,
            max_deposit: BalanceOf<T>,
        ) -> DispatchResultWithPostInfo {
            let submitter = ensure_signed(origin)?;
            Self::carry_out(submitter, Agrees::Yes, operation, signatures, max_deposit)
        }

        /// Moves the deposit of the DID to the submitter: the present deposit is released to its
        /// depositor, and today's price of the entry is held on the submitter, which gains no
        /// control of the DID.
        ///
        /// Both sides agree: the DID, which may name the submitter in the operation, and the
        /// account. If strangers could take the deposit over alone, the next growth of the entry
        /// would cost the whole deposit, and operations with a lower `max_deposit` would fail.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation.
        ///
        /// # Errors
        ///
        /// [`Error::NotFound`], [`Error::Deactivated`], [`Error::AlreadyDepositor`]; those of the
        /// deposit.
        ///
        /// # Events
        ///
        /// [`Event::DepositTakenOver`].
        #[pallet::call_index(8)]
        #[pallet::weight(<T as Config>::WeightInfo::take_over_deposit())]
        pub fn take_over_deposit(origin: OriginFor<T>) -> DispatchResult {
            let origin = Self::ensure_control(origin)?;
            let (did, depositor) = (origin.did, origin.submitter);
            let (record, deposit) = Self::active(did)?;
            let is_own = deposit.depositor == depositor;
            ensure!(!is_own, Error::<T>::AlreadyDepositor);
            let deposit = deposit.take_over(depositor.clone(), footprint(&record))?;
            Dids::<T>::insert(did, State::Active(record, deposit));
            Self::deposit_event(Event::DepositTakenOver { did, depositor });
            Ok(())
        }
    }
}

impl<T: Config> Pallet<T> {
    /// The record and deposit of a DID in use.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], [`Error::Deactivated`].
    pub fn active(did: Did) -> Result<(Record, Deposit<T::Consideration>), Error<T>> {
        match Dids::<T>::get(did) {
            Some(State::Active(record, deposit)) => Ok((record, deposit)),
            Some(State::Deactivated(_)) => Err(Error::Deactivated),
            None => Err(Error::NotFound),
        }
    }

    /// Runs `act`, and returns by how much the sum of all holds on the account has grown.
    fn locking<R>(account: &AccountId32, act: impl FnOnce() -> R) -> (R, BalanceOf<T>) {
        let before = T::Currency::total_balance_on_hold(account);
        let result = act();
        let after = T::Currency::total_balance_on_hold(account);
        (result, after.saturating_sub(before))
    }

    /// Authorises an operation and makes its call for `submitter`.
    fn carry_out(
        submitter: AccountId32,
        agrees: Agrees,
        operation: Operation<AccountId32, CallOf<T>>,
        signatures: Signatures,
        max_deposit: BalanceOf<T>,
    ) -> DispatchResultWithPostInfo {
        payer::ensure_layers()?;
        let signing = weigh::dispatch::<T>(&operation, &signatures);
        let authorized = Self::authorize(&operation, &signatures, submitter.clone(), agrees)?;
        let Operation {
            did, nonce, call, ..
        } = operation;
        let info = call.get_dispatch_info();
        let (result, locked) = Self::locking(&submitter, || call.dispatch(authorized.into()));
        let used = frame_support::dispatch::extract_actual_weight(&result, &info);
        let post_info = Some(signing.saturating_add(used)).into();
        let result = result.map(|_| ()).map_err(|failed| failed.error);
        let of_the_payer = match result {
            Ok(()) if locked > max_deposit => Some(Error::<T>::DepositTooHigh.into()),
            Err(error) if payer::is_at_fault(&error) => Some(error),
            _ => None,
        };
        // An error rolls everything back, including the nonce.
        if let Some(error) = of_the_payer {
            return Err(DispatchErrorWithPostInfo { post_info, error });
        }
        Self::deposit_event(Event::Dispatched { did, nonce, result });
        Ok(post_info)
    }

    fn ensure_control(origin: OriginFor<T>) -> Result<DidOrigin, DispatchError> {
        let origin = <T as Config>::RuntimeOrigin::from(origin);
        Ok(EnsureDid::<origin::Control>::ensure_origin(origin)?)
    }

    /// The record of a new DID.
    fn record(document: Document, control: Control<AccountId32>) -> Result<Record, Error<T>> {
        let now = clock::now::<T>();
        let mut record = Record {
            methods: Default::default(),
            services: Default::default(),
            also_known_as: document.also_known_as,
            control,
            nonce: 0,
            next_key: 1,
            created: now,
            updated: now,
            previous: None,
            history: [0; 32],
        };
        for method in document.methods {
            record.add_key(method)?;
        }
        for service in document.services {
            let known = record
                .services
                .iter()
                .any(|known| known.name == service.name);
            ensure!(!known, Error::<T>::ServiceAlreadyExists);
            record.set_service(service)?;
        }
        record.control.check(record.own_keys())?;
        Ok(record)
    }

    /// Makes all changes, in their order.
    fn apply(did: &Did, record: &mut Record, changes: Changes, now: Stamp) -> Result<(), Error<T>> {
        ensure!(!changes.is_empty(), Error::<T>::NothingToDo);
        changes
            .into_iter()
            .try_for_each(|change| record.apply::<T>(did, change, now))
    }

    /// Changes the record of the acting DID, in the version of this block.
    fn change(
        origin: &DidOrigin,
        change: impl FnOnce(&mut Record, Stamp) -> Result<(), Error<T>>,
    ) -> DispatchResult {
        let (mut record, deposit) = Self::active(origin.did)?;
        let (before, now) = (footprint(&record), clock::now::<T>());
        record.begin_version(now);
        change(&mut record, now)?;
        record
            .control
            .check(record.own_keys())
            .map_err(Error::<T>::from)?;

        let after = footprint(&record);
        let deposit = if after.size < before.size {
            deposit.shrink(after)?
        } else {
            deposit.resize(before, after, &origin.submitter)?
        };
        Dids::<T>::insert(origin.did, State::Active(record, deposit));
        Ok(())
    }
}

/// Footprint of a tombstone: its bytes, without an item.
fn tombstone() -> Footprint {
    Footprint::from_parts(0, types::TOMBSTONE_BYTES)
}

/// Footprint of a record.
fn footprint(record: &Record) -> Footprint {
    Footprint::from_parts(1, record.footprint())
}

impl<T> From<ControlError> for Error<T> {
    fn from(error: ControlError) -> Self {
        match error {
            ControlError::Threshold => Self::InvalidThreshold,
            ControlError::Order => Self::ControllersUnordered,
        }
    }
}
