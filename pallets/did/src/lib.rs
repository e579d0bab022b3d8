//! # DID
//!
//! Decentralised identifiers of the method `did:aura`: their documents, who controls them, and what
//! they sign.
//!
//! ## API
//!
//! - [`Pallet::create`] makes a DID, out of one signature or for an account.
//! - [`Pallet::dispatch`] makes a call that a DID has signed; any account pays, and agrees to nothing
//!   by that. [`Pallet::dispatch_agreeing`] is for an account that agrees too.
//! - [`Pallet::dispatch_as`] makes a call for a DID that the account controls.
//! - [`Pallet::update`], [`Pallet::set_control`], [`Pallet::purge_methods`],
//!   [`Pallet::take_over_deposit`] and [`Pallet::deactivate`] are for the DID itself to call, through
//!   one of the three.
//! - [`EnsureDid`] is how other pallets ask for a DID, and for what it has proven; [`Registry`], how
//!   they ask whether another one is in use.
//!
//! ## Overview
//!
//! A DID is one entry of [`Dids`]: resolving is one read. It holds the document as it is now; each
//! version before is in the state of its block, and the entry's hash chain proves that none was
//! left out.
//!
//! A DID is controlled by its own keys, or by accounts and other DIDs; a threshold says how many
//! must agree. A DID that controls others does so by its own keys and its own threshold, as long as these
//! control it: once it gives its control to others, it agrees to nothing. No change of a DID may leave
//! nobody in control of it. A controller that is another DID can still be given up, or give itself to
//! others: a DID that names only such controllers depends on them.
//!
//! Every operation carries the nonce of its DID, and the hash of a recent block: so it is good once, on
//! one chain, for a limited time. A call that fails inside [`Pallet::dispatch`] has been made all
//! the same, or it could be submitted again and again. A failure of the account that pays is none of
//! the call: it rolls everything back, or anybody without money could use operations up.
//!
//! An entry is paid for by a deposit, on the account that submitted what made it grow, or on one that
//! took it over with the DID's consent. An entry that shrinks never costs more, whatever became of prices. Giving a DID up
//! returns all of the deposit but the price of the tombstone's bytes.

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

mod authorise;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod changes;
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

pub use deposit::{Deposit, Shrink};
pub use origin::EnsureDid;
pub use pallet::*;
pub use payer::has_layers;
pub use registry::Registry;
pub use types::{DidOrigin, Record, State, Tombstone};
pub use weights::WeightInfo;

use alloc::boxed::Box;
use aura_primitives::{
    did::{
        creation_preimage, limits, Anchor, Changes, Control, ControlError, Controller, Did,
        Document, KeyIndex, KeyState, Operation, Relationship, Signature, Stamp,
    },
    List,
};
use authorise::Agrees;
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

/// The signatures of an operation, one for each of its signers and in their order.
pub type Signatures = List<Signature, { limits::SIGNATURES }>;

/// Numbers of keys.
pub type KeyIndices = List<KeyIndex, { limits::METHODS }>;

type CallOf<T> = <T as Config>::RuntimeCall;

/// An amount of the currency in which deposits are held.
pub type BalanceOf<T> = <<T as Config>::Currency as Inspect<AccountId32>>::Balance;

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
        polkadot_sdk::frame_system::Config<
            AccountId = AccountId32,
            Hash = sp_core::H256,
            RuntimeEvent: From<Event<Self>>,
        > + pallet_timestamp::Config<Moment = u64>
    {
        /// Calls of the runtime: what a DID can do.
        type RuntimeCall: Parameter
            + Dispatchable<
                RuntimeOrigin = <Self as Config>::RuntimeOrigin,
                PostInfo = PostDispatchInfo,
            > + GetDispatchInfo;
        /// Origins of the runtime.
        type RuntimeOrigin: From<DidOrigin>
            + From<<Self as frame_system::Config>::RuntimeOrigin>
            + Into<Result<DidOrigin, <Self as Config>::RuntimeOrigin>>;
        /// The deposit of an entry.
        type Consideration: Shrink;
        /// The currency in which deposits are held: these, and those of every call that a DID makes.
        type Currency: InspectHold<AccountId32>;
        /// Blocks after its checkpoint for which an operation is good.
        #[pallet::constant]
        type OperationLifetime: Get<u32>;
        /// Weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// Deposits.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// For the entry of a DID.
        Entry,
    }

    /// A call by a DID.
    #[pallet::origin]
    pub type Origin = DidOrigin;

    /// Every DID there is, or was.
    // A DID is a hash already, and whoever grinds one only lengthens a few paths of the trie.
    #[pallet::storage]
    pub type Dids<T: Config> = StorageMap<_, Identity, Did, State<T::Consideration>>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A DID was created.
        Created { did: Did, depositor: AccountId32 },
        /// The document of a DID changed; its `versionId` is the number of this block.
        Updated { did: Did },
        /// Somebody else, or another number of them, controls a DID.
        ControlSet { did: Did },
        /// Keys that were retired or revoked are forgotten.
        MethodsPurged { did: Did },
        /// A DID was given up, for ever.
        Deactivated { did: Did },
        /// The deposit of a DID's entry is held on another account.
        DepositTakenOver { did: Did, depositor: AccountId32 },
        /// An operation that a DID signed was carried out, with this result.
        Dispatched {
            did: Did,
            nonce: u64,
            result: DispatchResult,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// There is no such DID.
        NotFound,
        /// The DID was given up.
        Deactivated,
        /// The DID exists already, or did.
        AlreadyExists,
        /// What was signed is not enough to act for the DID, or proves authentication alone, for which
        /// no call asks.
        NotAuthorized,
        /// A signature is not that of its signer over this operation.
        InvalidSignature,
        /// Signers must be in strict order.
        SignersUnordered,
        /// The operation does not carry the number that the DID's next operation has.
        InvalidNonce,
        /// The operation is for another account to submit.
        SubmitterMismatch,
        /// The checkpoint of the operation is not a block before this one.
        InvalidCheckpoint,
        /// The checkpoint of the operation is too old.
        Expired,
        /// The bytes are no valid public key of that kind.
        InvalidKey,
        /// A key for proofs comes by a change of its own, with its signature over this DID.
        PossessionNotProven,
        /// The DID has no such key.
        KeyNotFound,
        /// The key was retired or revoked, or may not be used for this.
        KeyNotActive,
        /// The key must be retired or revoked first.
        KeyActive,
        /// The DID has the key already, or had it and has not purged it.
        KeyAlreadyExists,
        /// A key of that kind cannot be used for these verification relationships.
        RelationshipNotAllowed,
        /// The DID has no such service.
        ServiceNotFound,
        /// The name of the service stands twice.
        ServiceAlreadyExists,
        /// A service needs an endpoint.
        EndpointMissing,
        /// Too many keys: purge some that were retired or revoked.
        MaxMethodsExceeded,
        /// Too many services.
        MaxServicesExceeded,
        /// The threshold must be at least one, and at most the number of those who control. Nobody
        /// would control the DID any more.
        InvalidThreshold,
        /// Controllers must be in strict order.
        ControllersUnordered,
        /// A DID that its own keys control names no controller.
        OwnController,
        /// A controller is a DID that does not exist, was deactivated, or is controlled by others: it
        /// could agree to nothing.
        InvalidController,
        /// The new controllers have not agreed to control the DID.
        ControllersNotProven,
        /// There must be as many signatures as signers.
        SignatureCount,
        /// Nothing is to be changed.
        NothingToDo,
        /// The call would lock more of the account that pays than it allows.
        DepositTooHigh,
        /// The deposit is held on that account already.
        AlreadyDepositor,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// What a runtime must not get wrong: the size of an entry, and that operations live no
        /// longer than the hashes of their checkpoints.
        fn integrity_test() {
            assert!(State::<T::Consideration>::max_encoded_len() <= limits::RECORD as usize);
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
        /// Creates a DID. Its identifier follows from the first key or the account, and the salt.
        ///
        /// # Dispatch origin
        ///
        /// Any account. Without a signature it controls the DID. With one, which is by the first
        /// key of the document over [`creation_preimage`], the DID's own keys control it, and the
        /// account only pays. `max_deposit` is the most by which the sum of all that is held on it may
        /// grow.
        ///
        /// # Errors
        ///
        /// [`Error::AlreadyExists`], [`Error::InvalidSignature`], [`Error::NotAuthorized`] if the
        /// first key cannot control the DID, [`Error::ServiceAlreadyExists`], those of
        /// [`Self::update`] for keys and services, [`Error::DepositTooHigh`], and those of the deposit.
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

        /// Changes the document: all of the changes, or none.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation.
        ///
        /// # Errors
        ///
        /// Of keys: [`Error::InvalidKey`], [`Error::PossessionNotProven`], [`Error::KeyAlreadyExists`],
        /// [`Error::RelationshipNotAllowed`], [`Error::KeyNotFound`], [`Error::KeyNotActive`],
        /// [`Error::MaxMethodsExceeded`]. Of services: [`Error::ServiceNotFound`],
        /// [`Error::EndpointMissing`], [`Error::MaxServicesExceeded`].
        /// [`Error::InvalidThreshold`] if nobody would be in control. Those of the deposit.
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

        /// Sets who controls the DID from now on.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation; and enough of those who are to control it must have
        /// agreed to the same operation. A DID that others control cannot be named, and one that gives
        /// its control to others later can no longer agree for those that it controls.
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

        /// Gives the DID up. It can never be used, nor created, again. The price of the tombstone's
        /// bytes is burnt, at most what is held; the rest of the deposit returns.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation.
        ///
        /// # Errors
        ///
        /// Those of the DID alone.
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
            let now = Self::now();
            // The tombstone is the version of this block, whatever was set in it before.
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

        /// Makes a call that a DID has signed. The account that submits it pays, and agrees to nothing.
        ///
        /// # Dispatch origin
        ///
        /// Any account, unless the operation names one. It pays the fee, and the deposit where the
        /// call makes an entry grow. `max_deposit` is the most by which the sum of all that is held on
        /// it may grow.
        ///
        /// # Errors
        ///
        /// If the operation is not authorised: [`Error::NotFound`], [`Error::Deactivated`],
        /// [`Error::InvalidNonce`], [`Error::SubmitterMismatch`], [`Error::InvalidCheckpoint`],
        /// [`Error::Expired`], [`Error::SignersUnordered`], [`Error::SignatureCount`],
        /// [`Error::KeyNotFound`],
        /// [`Error::KeyNotActive`], [`Error::InvalidSignature`], [`Error::NotAuthorized`].
        /// If the account that pays is at fault: [`Error::DepositTooHigh`], those of a deposit that it
        /// cannot pay, and [`TransactionalError::LimitReached`](sp_runtime::TransactionalError) inside
        /// of too many batches. The operation is as good as before then, until it expires. Otherwise
        /// this succeeds whatever the call does, and the operation is used up.
        ///
        /// # Events
        ///
        /// [`Event::Dispatched`], with the result of the call.
        #[pallet::call_index(4)]
        // The class of the call inside is not inherited: it would set the price of the signatures.
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

        /// Makes a call for a DID that the account controls by itself.
        ///
        /// # Dispatch origin
        ///
        /// An account that is a controller of the DID, whose threshold is one. `max_deposit` is the
        /// most by which the sum of all that is held on it may grow.
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
            let authorised = Self::authorise_account(did, account.clone())?;
            let info = call.get_dispatch_info();
            let (result, locked) = Self::locking(&account, || call.dispatch(authorised.into()));
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

        /// Forgets keys that were retired or revoked. What they signed can then only be checked
        /// with an older version of the document.
        ///
        /// # Dispatch origin
        ///
        /// The DID, by capability invocation.
        ///
        /// # Errors
        ///
        /// [`Error::KeyNotFound`], [`Error::KeyActive`].
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

        /// Makes a call that a DID has signed, as [`Self::dispatch`] does; and the account that submits
        /// it agrees to it, as if it had signed the operation too. For controllers that cannot sign
        /// bytes, which multisigs cannot.
        ///
        /// # Dispatch origin
        ///
        /// As of [`Self::dispatch`].
        ///
        /// # Errors
        ///
        /// As of [`Self::dispatch`].
        ///
        /// # Events
        ///
        /// As of [`Self::dispatch`].
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

        /// Moves the deposit of the DID to the account that submits this: what is held returns to the
        /// depositor, and today's price of the entry is held on that account, which gains nothing over
        /// the DID.
        ///
        /// Both agree: the DID, which may name the account as the submitter of the operation, and the
        /// account. A stranger that took the deposit over by itself would make the next growth of the
        /// entry cost the whole deposit, and fail operations that allow less.
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
    /// A DID that is in use.
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

    /// This block and its time.
    fn now() -> Stamp {
        Stamp {
            block: frame_system::Pallet::<T>::block_number().saturated_into(),
            time: pallet_timestamp::Pallet::<T>::get(),
        }
    }

    /// Runs `act`, and says by how much the sum of all that is held on the account has grown.
    fn locking<R>(account: &AccountId32, act: impl FnOnce() -> R) -> (R, BalanceOf<T>) {
        let before = T::Currency::total_balance_on_hold(account);
        let result = act();
        let after = T::Currency::total_balance_on_hold(account);
        (result, after.saturating_sub(before))
    }

    /// Makes the call of an operation for `submitter`.
    fn carry_out(
        submitter: AccountId32,
        agrees: Agrees,
        operation: Operation<AccountId32, CallOf<T>>,
        signatures: Signatures,
        max_deposit: BalanceOf<T>,
    ) -> DispatchResultWithPostInfo {
        payer::ensure_layers()?;
        let signing = weigh::dispatch::<T>(&operation, &signatures);
        let authorised = Self::authorise(&operation, &signatures, submitter.clone(), agrees)?;
        let Operation {
            did, nonce, call, ..
        } = operation;
        let info = call.get_dispatch_info();
        let (result, locked) = Self::locking(&submitter, || call.dispatch(authorised.into()));
        let used = frame_support::dispatch::extract_actual_weight(&result, &info);
        let post_info = Some(signing.saturating_add(used)).into();
        let result = result.map(|_| ()).map_err(|failed| failed.error);
        let of_the_payer = match result {
            Ok(()) if locked > max_deposit => Some(Error::<T>::DepositTooHigh.into()),
            Err(error) if payer::is_at_fault(&error) => Some(error),
            _ => None,
        };
        // An error rolls everything back, the number of the operation too.
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
        let now = Self::now();
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

    /// Changes the record of the DID that calls, in the version of this block.
    fn change(
        origin: &DidOrigin,
        change: impl FnOnce(&mut Record, Stamp) -> Result<(), Error<T>>,
    ) -> DispatchResult {
        let (mut record, deposit) = Self::active(origin.did)?;
        let (before, now) = (footprint(&record), Self::now());
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

/// What is paid for a tombstone: its bytes, and no item.
fn tombstone() -> Footprint {
    Footprint::from_parts(0, types::TOMBSTONE)
}

/// What a record is paid for.
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
