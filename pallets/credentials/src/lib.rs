//! # Credentials
//!
//! Registers schemas, accredits issuers, anchors batches of credentials and records revocations.
//! Credentials themselves are never stored on chain.
//!
//! ## Terminology
//!
//! - **Schema**: claims of a type of credential, and its issuance policy.
//! - **Accreditation**: the right to issue under a schema, given by a *parent*: the schema's owner,
//!   or a DID whose own accreditation has a greater *depth*.
//! - **Ancestors** of a DID: its parent, that one's parent, and so on up to the schema's owner.
//! - **Good standing**: every accreditation on the path to the owner is valid now, and every DID on
//!   it in use.
//! - **Status list**: the statuses of an issuer's credentials, by index.
//! - **Batch**: credentials anchored together, under one Merkle root.
//! - **Status root**: root of the tree over revoked, suspended and held credentials of a list, as
//!   circuits use it.
//!
//! ## API
//!
//! - [`Pallet::register_schema`] registers a schema.
//! - [`Pallet::accredit`], [`Pallet::set_suspended`] and [`Pallet::withdraw_accreditation`] manage
//!   accreditations.
//! - [`Pallet::create_status_list`] creates a status list, [`Pallet::anchor`] anchors a batch in
//!   it, and [`Pallet::set_status`] revokes, suspends, reinstates, holds and releases credentials.
//! - [`Pallet::commit_status_root`] brings pending changes into the status root.
//! - [`Pallet::offer`] and [`Pallet::accept`] transfer schemas and empty lists.
//! - [`Pallet::close_status_list`] and [`Pallet::take_over_deposit`] release deposits.
//! - [`Pallet::standing`], [`Pallet::status`] and the other functions of the runtime API serve
//!   verifiers.
//!
//! Calls are made by DIDs, through `pallet-did`; only [`Pallet::commit_status_root`] takes a plain
//! account.
//!
//! ## Overview
//!
//! A schema is immutable: its identifier is a hash of all its fields, including the first owner.
//! Ownership can be transferred; the record names the present owner. Under an open schema every DID
//! may issue. Under an accredited one the owner may, and the DIDs that it has accredited; these may
//! accredit others, at most five levels below the owner. Withdrawing an accreditation leaves its
//! descendants in storage; they stop being valid because their path to the owner is broken.
//!
//! Accreditation is required to *anchor*: to store a batch's Merkle root in one of the issuer's
//! lists and take the next indices. The anchor proves the time of issuance, so that a stolen key
//! cannot backdate credentials. The caller names the first index that it expects, so two
//! transactions never get the same ones.
//!
//! The deposit for a list covers every page that it can ever have, so a revocation never fails for
//! lack of funds. The owner of a list revokes, suspends and reinstates, whatever its standing. Its
//! ancestors revoke, hold and release; only they can release a hold. Calls that have power over
//! other DIDs need a key for `capabilityDelegation`.
//!
//! Proofs show under a *status root* that a credential is neither revoked, suspended nor held. The
//! root is too slow to compute with each change. It is committed by [`Pallet::commit_status_root`],
//! or in the idle time of a block, which the change has paid for; [`Pallet::accepts_status_root`]
//! decides which roots proofs may use.

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
pub mod benchmarking;
#[cfg(test)]
mod mock;
mod roots;
mod standing;
mod status;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
mod weigh;
pub mod weights;

pub use pallet::*;
pub use roots::RootRefusal;
pub use types::{
    AccreditationRecord, Batch, Offer, PendingChanges, RootHistory, SchemaRecord, StatusListRecord,
    StoredPage, Terms,
};
pub use weights::WeightInfo;

use alloc::boxed::Box;
use aura_primitives::{
    credentials::{
        Accreditation, Capacity, Change, Depth, Entry, Index, IssuancePolicy, ListId, Owned, Root,
        Schema, SchemaError, SchemaId, StatusChanges, StatusRoot,
    },
    did::{Did, Relationship},
    limits,
};
use frame_support::{
    dispatch::DispatchErrorWithPostInfo,
    pallet_prelude::*,
    traits::{Consideration, Footprint},
    weights::WeightMeter,
};
use frame_system::pallet_prelude::*;
use pallet_did::{
    origin::{ensure_in_use, Assertion, Delegation},
    Deposit, DidOrigin, Registry,
};
use polkadot_sdk::*;
use sp_runtime::AccountId32;
use standing::{Ancestor, Lookups};

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
        + pallet_timestamp::Config<Moment = u64>
    {
        /// The runtime's origin.
        type RuntimeOrigin: From<<Self as frame_system::Config>::RuntimeOrigin>
            + From<DidOrigin>
            + Into<Result<DidOrigin, <Self as Config>::RuntimeOrigin>>;
        /// Lookup of DIDs and their keys.
        type Dids: Registry;
        /// Deposit for an entry.
        type Consideration: Consideration<AccountId32, Footprint>;
        /// Blocks for which a superseded status root is still accepted; 0 for strict lists.
        #[pallet::constant]
        type StatusGrace: Get<u32>;
        /// Blocks within which changes of status must be committed. After that no proof is accepted
        /// for the list until they are. Strict lists have none.
        #[pallet::constant]
        type CommitWithin: Get<u32>;
        /// Weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// Reasons for holds of this pallet.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// Deposit for a schema, an accreditation, an offer, or a status list with its batches.
        Entry,
    }

    /// Registered schemas by identifier.
    // Identity: an identifier is a hash; an attacker who grinds one only lengthens a few trie
    // paths.
    #[pallet::storage]
    pub type Schemas<T: Config> =
        StorageMap<_, Identity, SchemaId, SchemaRecord<<T as Config>::Consideration>>;

    /// Accreditations by schema and accredited DID. The schema's owner has none.
    // Identity: both are hashes, of a schema and a DID that exist.
    #[pallet::storage]
    pub type Accreditations<T: Config> = StorageDoubleMap<
        _,
        Identity,
        SchemaId,
        Identity,
        Did,
        AccreditationRecord<<T as Config>::Consideration>,
    >;

    /// Number of the next status list.
    #[pallet::storage]
    pub type NextListId<T> = StorageValue<_, ListId, ValueQuery>;

    /// Status lists by number.
    // Twox: the pallet assigns the numbers; hashing spreads consecutive ones.
    #[pallet::storage]
    pub type StatusLists<T: Config> =
        StorageMap<_, Twox64Concat, ListId, StatusListRecord<<T as Config>::Consideration>>;

    /// Pages of status lists, 1024 credentials each. Pages without a set bit are absent.
    // Identity: there are at most 1024 page numbers.
    #[pallet::storage]
    pub type StatusPages<T> =
        StorageDoubleMap<_, Twox64Concat, ListId, Identity, u32, StoredPage, OptionQuery>;

    /// Anchored batches by their Merkle root.
    // Blake2: any caller can choose the root.
    #[pallet::storage]
    pub type Batches<T> =
        StorageDoubleMap<_, Twox64Concat, ListId, Blake2_128Concat, Root, Batch, OptionQuery>;

    /// Status roots of lists; absent while no credential of the list was ever revoked, suspended or
    /// held.
    #[pallet::storage]
    pub type StatusRoots<T> = StorageMap<_, Twox64Concat, ListId, RootHistory>;

    /// Nodes of the trees between the pages of a list and its status root. An entry has the four
    /// children of one parent; its key is their level (0 for pages) and the position of the parent.
    // Identity: there are at most 341 such keys.
    #[pallet::storage]
    pub type StatusNodes<T> = StorageDoubleMap<
        _,
        Twox64Concat,
        ListId,
        Identity,
        (u8, u32),
        roots::Children,
        OptionQuery,
    >;

    /// Lists with changes that are not in the status root yet.
    #[pallet::storage]
    pub type PendingLists<T> = StorageMap<_, Twox64Concat, ListId, PendingChanges>;

    /// The list that was committed last in the idle time of a block. The next block continues after
    /// it, in the order of the keys of [`PendingLists`].
    #[pallet::storage]
    pub type LastCommittedList<T> = StorageValue<_, ListId>;

    /// Open offers of schemas and lists.
    // Blake2: list numbers are not hashes, and schema identifiers can be ground.
    #[pallet::storage]
    pub type Offers<T: Config> =
        StorageMap<_, Blake2_128Concat, Owned, Offer<<T as Config>::Consideration>>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A schema was registered.
        SchemaRegistered { schema: SchemaId, owner: Did },
        /// A DID was accredited under a schema, or its accreditation was updated.
        Accredited {
            schema: SchemaId,
            did: Did,
            by: Did,
            depth: Depth,
            until: Option<u64>,
        },
        /// An accreditation was suspended, or its suspension was lifted.
        SuspensionSet {
            schema: SchemaId,
            did: Did,
            by: Did,
            suspended: bool,
        },
        /// An accreditation was withdrawn.
        AccreditationWithdrawn { schema: SchemaId, did: Did, by: Did },
        /// A status list was created.
        StatusListCreated {
            list: ListId,
            owner: Did,
            schema: SchemaId,
        },
        /// A batch was anchored. Its credentials have the indices `first` to `first + count - 1`.
        Anchored {
            list: ListId,
            root: Root,
            first: Index,
            count: u32,
        },
        /// Statuses of a list were changed. Each number counts the credentials that the change
        /// affected.
        StatusSet {
            list: ListId,
            by: Did,
            revoked: u32,
            suspended: u32,
            reinstated: u32,
            held: u32,
            released: u32,
        },
        /// The status root of a list was replaced.
        StatusRootCommitted { list: ListId, root: StatusRoot },
        /// A list without batches was closed, and its deposit released.
        StatusListClosed { list: ListId, by: Did },
        /// A deposit moved from one account to another.
        DepositTakenOver {
            entry: Entry,
            from: AccountId32,
            to: AccountId32,
        },
        /// A schema or list was offered to a DID; with `to` as `None`, the offer was revoked.
        Offered {
            what: Owned,
            by: Did,
            to: Option<Did>,
        },
        /// A schema or list was transferred to another DID.
        OwnershipTransferred { what: Owned, from: Did, to: Did },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The schema is not registered.
        SchemaNotFound,
        /// The schema is already registered.
        SchemaAlreadyExists,
        /// A claim name is reserved.
        ClaimNameReserved,
        /// Two claims have the same name.
        ClaimNameAlreadyExists,
        /// A slot is outside the range for claims.
        SlotNotAllowed,
        /// Two claims have the same slot.
        SlotAlreadyExists,
        /// The schema is open: every DID may issue under it, so none is accredited.
        SchemaOpen,
        /// The caller is not the owner, or not an ancestor of the DID that it acts on.
        NotAuthorized,
        /// The caller, or an ancestor that its standing depends on, is deactivated.
        Deactivated,
        /// The caller is not accredited.
        NotAccredited,
        /// The accreditation of the caller or of an ancestor has expired.
        AccreditationExpired,
        /// The accreditation of the caller or of an ancestor is suspended.
        AccreditationSuspended,
        /// The accreditation of an ancestor was withdrawn.
        AccreditationBroken,
        /// Some accreditation in the caller's chain has a depth that is not below its parent's.
        AccreditationTooDeep,
        /// The DID to be accredited, or to get an offer, does not exist or is deactivated.
        DidNotActive,
        /// The caller tried to accredit itself or the schema's owner.
        OwnAccreditation,
        /// The depth is above 4, or not below the caller's own.
        DepthNotAllowed,
        /// The expiry is not in the future.
        UntilPassed,
        /// The DID is already accredited by one that is not a descendant of the caller.
        AlreadyAccredited,
        /// The DID is not accredited under this schema.
        AccreditationNotFound,
        /// The accreditation is already suspended by a DID that is not a descendant of the caller.
        AlreadySuspended,
        /// The accreditation is not suspended.
        NotSuspended,
        /// Only the DID that suspended the accreditation, or an ancestor of it, may withdraw it.
        SuspensionNotLifted,
        /// The status list does not exist.
        ListNotFound,
        /// The maximum number of status lists is reached.
        MaxListsExceeded,
        /// `first_index` is not the next index of the list: another batch was anchored in the
        /// meantime.
        FirstIndexTaken,
        /// The batch exceeds the capacity of the list: anchor fewer credentials, or use another
        /// list.
        ListFull,
        /// A batch with this root is already anchored in the list.
        RootAlreadyExists,
        /// No credential is anchored at the index.
        NotAnchored,
        /// The credential is revoked; no change reverts that.
        RevokedIsFinal,
        /// The list's owner may revoke, suspend and reinstate; its ancestors may revoke, hold and
        /// release.
        ChangeNotAllowed,
        /// Only the DID that holds credentials of the page, or an ancestor of it, may release them.
        HoldNotLifted,
        /// The list has batches, whose credentials name its owner.
        ListNotEmpty,
        /// The schema or list is not offered.
        OfferNotFound,
        /// The deposit is already held on that account.
        AlreadyDepositor,
        /// The call would change nothing.
        NothingToDo,
        /// A call may change statuses on at most 256 pages, and commit at most 64: split the call.
        MaxPagesExceeded,
        /// The owner is active, the offer can be accepted, or there is nothing to remove.
        NotStranded,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// Asserts that entries are no larger than their deposits assume.
        fn integrity_test() {
            let fits = |key: usize, value: usize, paid: usize| {
                // The key of a map begins with a prefix of 32 bytes.
                assert!(key.saturating_add(value).saturating_add(32) <= paid);
            };
            let accreditation = AccreditationRecord::<T::Consideration>::max_encoded_len();
            fits(64, accreditation, types::ACCREDITATION_BYTES);
            let offer = Offer::<T::Consideration>::max_encoded_len();
            fits(
                Owned::max_encoded_len().saturating_add(16),
                offer,
                types::OFFER_BYTES,
            );
            let list = StatusListRecord::<T::Consideration>::max_encoded_len();
            fits(12, list, types::LIST_BYTES);
            fits(16, StoredPage::max_encoded_len(), types::PAGE_BYTES);
            fits(60, Batch::max_encoded_len(), types::BATCH_BYTES);
            fits(17, roots::Children::max_encoded_len(), types::NODE_BYTES);
            let (roots, pending) = (
                RootHistory::max_encoded_len(),
                PendingChanges::max_encoded_len(),
            );
            fits(
                12 + 12 + 32,
                roots.saturating_add(pending),
                types::ROOTS_BYTES,
            );
        }

        /// Commits pending changes to status roots, in at most a quarter of the block.
        fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
            let mut meter = WeightMeter::with_limit(remaining.min(Self::idle_limit()));
            Self::commit_idle(&mut meter);
            meter.consumed()
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Registers a schema. It can be neither changed nor removed, because credentials depend on
        /// it.
        ///
        /// # Dispatch origin
        ///
        /// The DID that the schema names as its owner, by assertion.
        ///
        /// # Errors
        ///
        /// [`Error::NotAuthorized`] if the schema names another owner,
        /// [`Error::SchemaAlreadyExists`], [`Error::ClaimNameReserved`],
        /// [`Error::ClaimNameAlreadyExists`], [`Error::SlotNotAllowed`],
        /// [`Error::SlotAlreadyExists`], [`Error::Deactivated`], those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::SchemaRegistered`].
        #[pallet::call_index(0)]
        #[pallet::weight(weigh::register_schema::<T>(schema))]
        pub fn register_schema(origin: OriginFor<T>, schema: Box<Schema>) -> DispatchResult {
            let origin = Self::ensure::<Assertion>(origin)?;
            let owner = origin.did;
            ensure!(schema.owner == owner, Error::<T>::NotAuthorized);
            let footprint = Self::footprint_of_schema(&schema)?;
            let id = schema.id();
            ensure!(
                !Schemas::<T>::contains_key(id),
                Error::<T>::SchemaAlreadyExists
            );
            let record = SchemaRecord {
                schema: *schema,
                owner,
                created: pallet_did::now::<T>(),
                deposit: Deposit::new(origin.submitter, footprint)?,
            };
            Schemas::<T>::insert(id, record);
            Self::deposit_event(Event::SchemaRegistered { schema: id, owner });
            Ok(())
        }

        /// Accredits a DID to issue under a schema and to accredit `depth` further levels, or
        /// updates that accreditation. A suspension stays in force.
        ///
        /// # Dispatch origin
        ///
        /// By capability delegation: the schema's owner, or a DID in good standing whose own depth
        /// is greater. An existing accreditation may only be updated by its parent or by an
        /// ancestor.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::SchemaOpen`], [`Error::OwnAccreditation`],
        /// [`Error::DidNotActive`], [`Error::DepthNotAllowed`], [`Error::UntilPassed`],
        /// [`Error::AlreadyAccredited`]; [`Error::NotAccredited`], [`Error::AccreditationExpired`],
        /// [`Error::AccreditationSuspended`], [`Error::AccreditationBroken`],
        /// [`Error::AccreditationTooDeep`], [`Error::Deactivated`]; those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::Accredited`].
        #[pallet::call_index(1)]
        #[pallet::weight(weigh::accredit::<T>(weigh::ABOVE))]
        pub fn accredit(
            origin: OriginFor<T>,
            schema: SchemaId,
            did: Did,
            depth: Depth,
            until: Option<u64>,
        ) -> DispatchResultWithPostInfo {
            let origin = Self::ensure::<Delegation>(origin)?;
            let by = origin.did;
            let terms = Self::terms(schema)?;
            ensure!(
                terms.policy == IssuancePolicy::Accredited,
                Error::<T>::SchemaOpen
            );
            let is_own = did == by || did == terms.owner;
            ensure!(!is_own, Error::<T>::OwnAccreditation);
            ensure!(T::Dids::is_active(did), Error::<T>::DidNotActive);
            let now = pallet_did::now::<T>().time;
            ensure!(
                until.is_none_or(|until| until > now),
                Error::<T>::UntilPassed
            );

            let mut lookups = Lookups::default();
            ensure!(
                depth <= limits::MAX_ACCREDITATION_DEPTH,
                Error::<T>::DepthNotAllowed
            );
            if by != terms.owner {
                let path = Self::path(schema, terms.owner, by);
                lookups.verified = path.lookups();
                Self::ensure_good(Self::standing_on(&path, terms.owner))?;
                let is_deeper = path.links.first().is_some_and(|(_, own)| own.depth > depth);
                ensure!(is_deeper, Error::<T>::DepthNotAllowed);
            }
            let before = Accreditations::<T>::get(schema, did);
            let suspended = before
                .as_ref()
                .and_then(|before| before.accreditation.suspended);
            let deposit = match before {
                Some(before) if before.under(terms.owner).by == by => before.deposit,
                Some(before) => {
                    if by != terms.owner {
                        let path = Self::path(schema, terms.owner, did);
                        lookups.parents = path.lookups();
                        let is_above = path.above().any(|above| above == by);
                        ensure!(is_above, Error::<T>::AlreadyAccredited);
                    }
                    // The caller becomes the parent, and its submitter the depositor.
                    before.deposit.release()?;
                    Deposit::new(origin.submitter, types::footprint_of_accreditation())?
                }
                None => Deposit::new(origin.submitter, types::footprint_of_accreditation())?,
            };
            let accreditation = Accreditation {
                by,
                depth,
                until,
                suspended,
            };
            let record = AccreditationRecord {
                accreditation,
                by_owner: by == terms.owner,
                deposit,
            };
            Accreditations::<T>::insert(schema, did, record);
            Self::deposit_event(Event::Accredited {
                schema,
                did,
                by,
                depth,
                until,
            });
            Ok(Some(weigh::accredit::<T>(lookups)).into())
        }

        /// Suspends an accreditation, or lifts its suspension. A suspension by a descendant is
        /// taken over.
        ///
        /// # Dispatch origin
        ///
        /// By capability delegation: an ancestor of the DID, in good standing. A suspension may
        /// only be lifted by the DID that set it, or by an ancestor of that one.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::AccreditationNotFound`], [`Error::NotAuthorized`],
        /// [`Error::AlreadySuspended`], [`Error::NotSuspended`]; those of a caller that is not in
        /// good standing, as in [`Self::accredit`].
        ///
        /// # Events
        ///
        /// [`Event::SuspensionSet`].
        #[pallet::call_index(2)]
        #[pallet::weight(weigh::set_suspended::<T>(weigh::LIFTING))]
        pub fn set_suspended(
            origin: OriginFor<T>,
            schema: SchemaId,
            did: Did,
            suspended: bool,
        ) -> DispatchResultWithPostInfo {
            let by = Self::ensure::<Delegation>(origin)?.did;
            let terms = Self::terms(schema)?;
            let mut record = Self::accreditation_record(schema, did)?;
            let (_, mut lookups) = Self::ensure_above(schema, &terms, did, by)?;
            let before = record.accreditation.suspended;
            if suspended {
                if let Some(before) = before {
                    let takes_over =
                        before != by && Self::may_lift(schema, &terms, before, by, &mut lookups);
                    ensure!(takes_over, Error::<T>::AlreadySuspended);
                }
            } else {
                let before = before.ok_or(Error::<T>::NotSuspended)?;
                let may = Self::may_lift(schema, &terms, before, by, &mut lookups);
                ensure!(may, Error::<T>::NotAuthorized);
            }
            record.accreditation.suspended = suspended.then_some(by);
            Accreditations::<T>::insert(schema, did, record);
            Self::deposit_event(Event::SuspensionSet {
                schema,
                did,
                by,
                suspended,
            });
            Ok(Some(weigh::set_suspended::<T>(lookups)).into())
        }

        /// Withdraws an accreditation, and releases its deposit to the depositor. Descendants keep
        /// theirs, which are invalid until their path to the owner is complete again.
        ///
        /// # Dispatch origin
        ///
        /// By capability delegation: an ancestor of the DID, in good standing, or the accredited
        /// DID itself. A suspended accreditation may only be withdrawn by a DID that may lift the
        /// suspension; otherwise a DID could lose its suspension by being accredited again.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::AccreditationNotFound`], [`Error::NotAuthorized`],
        /// [`Error::SuspensionNotLifted`]; those of a caller that is not in good standing, as in
        /// [`Self::accredit`]; those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::AccreditationWithdrawn`].
        #[pallet::call_index(3)]
        #[pallet::weight(weigh::withdraw_accreditation::<T>(weigh::LIFTING))]
        pub fn withdraw_accreditation(
            origin: OriginFor<T>,
            schema: SchemaId,
            did: Did,
        ) -> DispatchResultWithPostInfo {
            let by = Self::ensure::<Delegation>(origin)?.did;
            let terms = Self::terms(schema)?;
            let record = Self::accreditation_record(schema, did)?;
            let mut lookups = if by == did {
                Lookups::default()
            } else {
                Self::ensure_above(schema, &terms, did, by)?.1
            };
            if let Some(suspender) = record.accreditation.suspended {
                let may = Self::may_lift(schema, &terms, suspender, by, &mut lookups);
                ensure!(may, Error::<T>::SuspensionNotLifted);
            }
            record.deposit.release()?;
            Accreditations::<T>::remove(schema, did);
            Self::deposit_event(Event::AccreditationWithdrawn { schema, did, by });
            Ok(Some(weigh::withdraw_accreditation::<T>(lookups)).into())
        }

        /// Creates a status list for credentials under a schema. A `strict` list gives superseded
        /// status roots no grace: proofs must use the newest one.
        ///
        /// # Dispatch origin
        ///
        /// The future issuer, by assertion.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::MaxListsExceeded`], [`Error::Deactivated`], those of
        /// the deposit, which covers every page that the list can ever have.
        ///
        /// # Events
        ///
        /// [`Event::StatusListCreated`].
        #[pallet::call_index(4)]
        #[pallet::weight(<T as Config>::WeightInfo::create_status_list())]
        pub fn create_status_list(
            origin: OriginFor<T>,
            schema: SchemaId,
            capacity: Capacity,
            strict: bool,
        ) -> DispatchResult {
            let origin = Self::ensure::<Assertion>(origin)?;
            let owner = origin.did;
            ensure!(
                Schemas::<T>::contains_key(schema),
                Error::<T>::SchemaNotFound
            );
            let id = NextListId::<T>::get();
            let next = id.checked_add(1).ok_or(Error::<T>::MaxListsExceeded)?;
            let footprint = types::footprint_of_list(capacity, 0);
            let list = StatusListRecord {
                owner,
                schema,
                capacity,
                strict,
                allocated: 0,
                batches: 0,
                created: pallet_did::now::<T>(),
                deposit: Deposit::new(origin.submitter, footprint)?,
            };
            StatusLists::<T>::insert(id, list);
            NextListId::<T>::put(next);
            Self::deposit_event(Event::StatusListCreated {
                list: id,
                owner,
                schema,
            });
            Ok(())
        }

        /// Anchors a batch of `count` credentials, issued as of this block. Their indices begin at
        /// `first_index`, which must be the next index of the list. `root` is their Merkle root
        /// (RFC 9162).
        ///
        /// # Dispatch origin
        ///
        /// The owner of the list, in good standing, by assertion.
        ///
        /// # Errors
        ///
        /// [`Error::ListNotFound`], [`Error::NotAuthorized`], [`Error::NothingToDo`],
        /// [`Error::FirstIndexTaken`], [`Error::ListFull`], [`Error::RootAlreadyExists`]; those of
        /// a caller that is not in good standing, as in [`Self::accredit`]; those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::Anchored`].
        #[pallet::call_index(5)]
        #[pallet::weight(weigh::anchor::<T>(weigh::STANDING))]
        pub fn anchor(
            origin: OriginFor<T>,
            list: ListId,
            first_index: Index,
            count: u32,
            root: Root,
        ) -> DispatchResultWithPostInfo {
            let origin = Self::ensure::<Assertion>(origin)?;
            let mut record = StatusLists::<T>::get(list).ok_or(Error::<T>::ListNotFound)?;
            ensure!(record.owner == origin.did, Error::<T>::NotAuthorized);
            ensure!(count > 0, Error::<T>::NothingToDo);
            ensure!(first_index == record.allocated, Error::<T>::FirstIndexTaken);
            let end = first_index
                .checked_add(count)
                .filter(|end| *end <= record.capacity.entries())
                .ok_or(Error::<T>::ListFull)?;
            ensure!(
                !Batches::<T>::contains_key(list, root),
                Error::<T>::RootAlreadyExists
            );
            let schema = Self::terms(record.schema)?;
            let (standing, lookups) = Self::standing_of(record.schema, &schema, record.owner);
            Self::ensure_good(standing)?;

            let before = record.footprint();
            record.allocated = end;
            // There are no more batches than indices.
            record.batches = record.batches.saturating_add(1);
            let after = record.footprint();
            record.deposit = record.deposit.resize(before, after, &origin.submitter)?;
            StatusLists::<T>::insert(list, record);
            let batch = Batch {
                first: first_index,
                count,
                anchored: pallet_did::now::<T>(),
            };
            Batches::<T>::insert(list, root, batch);
            Self::deposit_event(Event::Anchored {
                list,
                root,
                first: first_index,
                count,
            });
            Ok(Some(weigh::anchor::<T>(lookups)).into())
        }

        /// Changes the status of credentials of a list, atomically and in this order. A change
        /// without effect is not an error, and leaves nothing to commit.
        ///
        /// The weight includes the commit of all pages that are touched. The part for pages whose
        /// leaves stay the same, or that are pending already, is refunded; all of it if the call
        /// fails.
        ///
        /// # Dispatch origin
        ///
        /// By assertion: the owner of the list, in any standing, to revoke, suspend and reinstate.
        /// By capability delegation, unless the schema is open: the owner of the schema, and
        /// ancestors of the list's owner in good standing, to revoke, hold and release. Credentials
        /// of a page are released by the highest DID that holds any of them, or by an ancestor of
        /// it.
        ///
        /// # Errors
        ///
        /// [`Error::ListNotFound`], [`Error::NothingToDo`], [`Error::NotAuthorized`],
        /// [`Error::ChangeNotAllowed`], [`Error::NotAnchored`], [`Error::RevokedIsFinal`],
        /// [`Error::HoldNotLifted`], [`Error::MaxPagesExceeded`]; those of a caller that is not in
        /// good standing, as in [`Self::accredit`].
        ///
        /// # Events
        ///
        /// [`Event::StatusSet`].
        #[pallet::call_index(6)]
        #[pallet::weight(weigh::set_status::<T>(changes, weigh::ABOVE, weigh::pages(changes)))]
        pub fn set_status(
            origin: OriginFor<T>,
            list: ListId,
            changes: StatusChanges,
        ) -> DispatchResultWithPostInfo {
            let done = Self::do_set_status(origin, list, &changes);
            let weight = |lookups, pending| {
                let weight = weigh::set_status::<T>(&changes, lookups, pending);
                Some(weight).into()
            };
            match done {
                Ok((lookups, pending)) => Ok(weight(lookups, pending)),
                // A failed call leaves nothing to commit.
                Err(error) => Err(DispatchErrorWithPostInfo {
                    post_info: weight(weigh::ABOVE, 0),
                    error,
                }),
            }
        }

        /// Commits at most `pages` pages with pending changes of a list. With the last of them, the
        /// list has a new status root.
        ///
        /// # Dispatch origin
        ///
        /// Any account. Blocks do the same in their idle time.
        ///
        /// # Errors
        ///
        /// [`Error::ListNotFound`], [`Error::NothingToDo`] if no change is pending or `pages` is 0,
        /// [`Error::MaxPagesExceeded`].
        ///
        /// # Events
        ///
        /// [`Event::StatusRootCommitted`], if the root changed.
        #[pallet::call_index(7)]
        #[pallet::weight(<T as Config>::WeightInfo::commit_status_root(*pages))]
        pub fn commit_status_root(
            origin: OriginFor<T>,
            list: ListId,
            pages: u32,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            ensure!(
                pages <= limits::MAX_COMMIT_PAGES,
                Error::<T>::MaxPagesExceeded
            );
            ensure!(
                StatusLists::<T>::contains_key(list),
                Error::<T>::ListNotFound
            );
            let waits = PendingLists::<T>::contains_key(list) && pages > 0;
            ensure!(waits, Error::<T>::NothingToDo);
            let committed = Self::commit(list, pages);
            Ok(Some(<T as Config>::WeightInfo::commit_status_root(
                committed.pages,
            ))
            .into())
        }

        /// Closes a status list without batches, and releases its deposit and that of its offer.
        /// The number of the list is never assigned again.
        ///
        /// # Dispatch origin
        ///
        /// The owner of the list, by assertion.
        ///
        /// # Errors
        ///
        /// [`Error::ListNotFound`], [`Error::NotAuthorized`], [`Error::ListNotEmpty`],
        /// [`Error::Deactivated`]; those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::StatusListClosed`].
        #[pallet::call_index(8)]
        #[pallet::weight(<T as Config>::WeightInfo::close_status_list())]
        pub fn close_status_list(origin: OriginFor<T>, list: ListId) -> DispatchResult {
            let by = Self::ensure::<Assertion>(origin)?.did;
            Self::own_empty_list(list, by)?.deposit.release()?;
            StatusLists::<T>::remove(list);
            if let Some(offer) = Offers::<T>::take(Owned::List(list)) {
                offer.deposit.release()?;
            }
            Self::deposit_event(Event::StatusListClosed { list, by });
            Ok(())
        }

        /// Moves the deposit for an entry to the submitter: it is released to its depositor, and
        /// today's price is held on the submitter. The entry and its owner stay the same.
        ///
        /// Both sides agree: the DID, which may name the submitter in the operation, and the
        /// account. Without the DID's consent a stranger could take over a list's deposit; the next
        /// batch would then move it to the issuer's submitter, which must fund the whole of it.
        ///
        /// # Dispatch origin
        ///
        /// By capability delegation: the owner of the schema or list, also for its offer; the DID
        /// that gave the accreditation.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::AccreditationNotFound`], [`Error::ListNotFound`],
        /// [`Error::OfferNotFound`], [`Error::NotAuthorized`], [`Error::AlreadyDepositor`],
        /// [`Error::Deactivated`]; those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::DepositTakenOver`].
        #[pallet::call_index(9)]
        #[pallet::weight(<T as Config>::WeightInfo::take_over_deposit())]
        pub fn take_over_deposit(origin: OriginFor<T>, entry: Entry) -> DispatchResult {
            let DidOrigin {
                did: by,
                submitter: to,
                ..
            } = Self::ensure::<Delegation>(origin)?;
            ensure!(Self::maker_of(entry)? == by, Error::<T>::NotAuthorized);
            let from = match entry {
                Entry::Schema(id) => {
                    let mut record = Self::schema_record(id)?;
                    let footprint = types::footprint_of_schema(&record.schema);
                    let from = Self::take_over(&mut record.deposit, &to, footprint)?;
                    Schemas::<T>::insert(id, record);
                    from
                }
                Entry::Accreditation(id, did) => {
                    let mut record = Self::accreditation_record(id, did)?;
                    let footprint = types::footprint_of_accreditation();
                    let from = Self::take_over(&mut record.deposit, &to, footprint)?;
                    Accreditations::<T>::insert(id, did, record);
                    from
                }
                Entry::List(id) => {
                    let mut record = StatusLists::<T>::get(id).ok_or(Error::<T>::ListNotFound)?;
                    let footprint = record.footprint();
                    let from = Self::take_over(&mut record.deposit, &to, footprint)?;
                    StatusLists::<T>::insert(id, record);
                    from
                }
                Entry::Offer(what) => {
                    let mut offer = Offers::<T>::get(what).ok_or(Error::<T>::OfferNotFound)?;
                    let footprint = types::footprint_of_offer();
                    let from = Self::take_over(&mut offer.deposit, &to, footprint)?;
                    Offers::<T>::insert(what, offer);
                    from
                }
            };
            Self::deposit_event(Event::DepositTakenOver { entry, from, to });
            Ok(())
        }

        /// Offers a schema, or a status list without batches, to another DID in place of an earlier
        /// offer; or revokes the offer and releases its deposit. An offer stays open until then,
        /// even if the DID that made it is deactivated.
        ///
        /// # Dispatch origin
        ///
        /// The owner, by capability delegation.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::ListNotFound`], [`Error::NotAuthorized`],
        /// [`Error::ListNotEmpty`], [`Error::NothingToDo`] if it is offered to its owner,
        /// [`Error::DidNotActive`], [`Error::OfferNotFound`], [`Error::Deactivated`]; those of the
        /// deposit.
        ///
        /// # Events
        ///
        /// [`Event::Offered`].
        #[pallet::call_index(10)]
        #[pallet::weight(<T as Config>::WeightInfo::offer())]
        pub fn offer(origin: OriginFor<T>, what: Owned, to: Option<Did>) -> DispatchResult {
            let origin = Self::ensure::<Delegation>(origin)?;
            let by = origin.did;
            match what {
                Owned::List(id) if to.is_some() => {
                    Self::own_empty_list(id, by)?;
                }
                // Revoking an offer is always possible.
                _ => ensure!(Self::owner_of(what)? == by, Error::<T>::NotAuthorized),
            }
            let before = Offers::<T>::get(what);
            if let Some(to) = to {
                ensure!(to != by, Error::<T>::NothingToDo);
                ensure!(T::Dids::is_active(to), Error::<T>::DidNotActive);
                let deposit = match before {
                    Some(before) => before.deposit,
                    None => Deposit::new(origin.submitter, types::footprint_of_offer())?,
                };
                Offers::<T>::insert(what, Offer { to, deposit });
            } else {
                let before = before.ok_or(Error::<T>::OfferNotFound)?;
                before.deposit.release()?;
                Offers::<T>::remove(what);
            }
            Self::deposit_event(Event::Offered { what, by, to });
            Ok(())
        }

        /// Accepts an offered schema or status list. Its deposit moves to the submitter, and that
        /// of the offer is released.
        ///
        /// A schema keeps its identifier and its fields. The accepting DID becomes the parent of
        /// all accreditations by previous owners; its own accreditation under the schema is
        /// withdrawn.
        ///
        /// # Dispatch origin
        ///
        /// The DID that the offer names, by capability delegation.
        ///
        /// # Errors
        ///
        /// [`Error::OfferNotFound`], [`Error::NotAuthorized`], [`Error::ListNotEmpty`],
        /// [`Error::Deactivated`]; those of the deposit.
        ///
        /// # Events
        ///
        /// [`Event::OwnershipTransferred`].
        #[pallet::call_index(11)]
        #[pallet::weight(<T as Config>::WeightInfo::accept())]
        pub fn accept(origin: OriginFor<T>, what: Owned) -> DispatchResult {
            let DidOrigin {
                did: to, submitter, ..
            } = Self::ensure::<Delegation>(origin)?;
            let offer = Offers::<T>::get(what).ok_or(Error::<T>::OfferNotFound)?;
            ensure!(offer.to == to, Error::<T>::NotAuthorized);
            offer.deposit.release()?;
            Offers::<T>::remove(what);
            let from = match what {
                Owned::Schema(id) => {
                    let mut record = Self::schema_record(id)?;
                    let from = core::mem::replace(&mut record.owner, to);
                    if record.deposit.depositor != submitter {
                        let footprint = types::footprint_of_schema(&record.schema);
                        Self::take_over(&mut record.deposit, &submitter, footprint)?;
                    }
                    Schemas::<T>::insert(id, record);
                    // The owner needs no accreditation.
                    if let Some(own) = Accreditations::<T>::take(id, to) {
                        own.deposit.release()?;
                    }
                    from
                }
                Owned::List(id) => {
                    let mut record = StatusLists::<T>::get(id).ok_or(Error::<T>::ListNotFound)?;
                    ensure!(record.batches == 0, Error::<T>::ListNotEmpty);
                    let from = core::mem::replace(&mut record.owner, to);
                    if record.deposit.depositor != submitter {
                        let footprint = record.footprint();
                        Self::take_over(&mut record.deposit, &submitter, footprint)?;
                    }
                    StatusLists::<T>::insert(id, record);
                    from
                }
            };
            Self::deposit_event(Event::OwnershipTransferred { what, from, to });
            Ok(())
        }

        /// Removes entries of a deactivated DID that no account can use: an offer that cannot be
        /// accepted, and a status list without batches. The deposits are released to their
        /// depositors.
        ///
        /// An offer to an active DID stays, since that DID can still accept it, unless it offers a
        /// list with a batch.
        ///
        /// # Dispatch origin
        ///
        /// Any account.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::ListNotFound`]; [`Error::NotStranded`] if the owner
        /// is active, the offer can be accepted, or there is nothing to remove; those of the
        /// deposit.
        ///
        /// # Events
        ///
        /// [`Event::Offered`] for an offer, [`Event::StatusListClosed`] for a list.
        #[pallet::call_index(12)]
        // The offer, the list, its owner and another DID: at most the reads and writes of `accept`.
        #[pallet::weight(<T as Config>::WeightInfo::accept())]
        pub fn release_stranded(origin: OriginFor<T>, what: Owned) -> DispatchResult {
            ensure_signed(origin)?;
            let by = Self::owner_of(what)?;
            ensure!(!T::Dids::is_active(by), Error::<T>::NotStranded);
            let empty = match what {
                Owned::Schema(_) => None,
                Owned::List(id) => StatusLists::<T>::get(id)
                    .filter(|list| list.batches == 0)
                    .map(|list| (id, list)),
            };
            let offer = Offers::<T>::get(what);
            ensure!(offer.is_some() || empty.is_some(), Error::<T>::NotStranded);
            if let Some(offer) = offer {
                let is_acceptable = empty.is_some() || matches!(what, Owned::Schema(_));
                ensure!(
                    !(is_acceptable && T::Dids::is_active(offer.to)),
                    Error::<T>::NotStranded
                );
                offer.deposit.release()?;
                Offers::<T>::remove(what);
                Self::deposit_event(Event::Offered { what, by, to: None });
            }
            if let Some((list, record)) = empty {
                record.deposit.release()?;
                StatusLists::<T>::remove(list);
                Self::deposit_event(Event::StatusListClosed { list, by });
            }
            Ok(())
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Ensures that the origin is a DID in use that has proven the relationship `R`.
    fn ensure<R: Get<Relationship>>(origin: OriginFor<T>) -> Result<DidOrigin, DispatchError> {
        let origin = Self::acting(origin)?;
        ensure!(
            origin.relationships.contains(R::get()),
            DispatchError::BadOrigin
        );
        Ok(origin)
    }

    /// Ensures that the origin is a DID in use, with any relationships. A batch can deactivate the
    /// DID before it makes this call.
    fn acting(origin: OriginFor<T>) -> Result<DidOrigin, DispatchError> {
        let origin = <T as Config>::RuntimeOrigin::from(origin);
        ensure_in_use::<T::Dids, _>(origin, Error::<T>::Deactivated)
    }

    /// The record of a DID's accreditation under a schema.
    fn accreditation_record(
        schema: SchemaId,
        did: Did,
    ) -> Result<AccreditationRecord<T::Consideration>, Error<T>> {
        Accreditations::<T>::get(schema, did).ok_or(Error::AccreditationNotFound)
    }

    /// The present owner of a schema or list.
    fn owner_of(what: Owned) -> Result<Did, Error<T>> {
        match what {
            Owned::Schema(id) => Ok(Self::terms(id)?.owner),
            Owned::List(id) => {
                let list = StatusLists::<T>::get(id).ok_or(Error::ListNotFound)?;
                Ok(list.owner)
            }
        }
    }

    /// The DID that decides about the deposit for an entry: its owner, or the parent of an
    /// accreditation.
    fn maker_of(entry: Entry) -> Result<Did, Error<T>> {
        match entry {
            Entry::Schema(id) => Self::owner_of(Owned::Schema(id)),
            Entry::Accreditation(id, did) => {
                let terms = Self::terms(id)?;
                let record = Self::accreditation_record(id, did)?;
                Ok(record.under(terms.owner).by)
            }
            Entry::List(id) => Self::owner_of(Owned::List(id)),
            Entry::Offer(what) => Self::owner_of(what),
        }
    }

    /// Changes statuses. Returns the lookups made, and the number of pages that became pending.
    fn do_set_status(
        origin: OriginFor<T>,
        list: ListId,
        changes: &StatusChanges,
    ) -> Result<(Lookups, u32), DispatchError> {
        let origin = Self::acting(origin)?;
        let by = origin.did;
        let record = StatusLists::<T>::get(list).ok_or(Error::<T>::ListNotFound)?;
        let is_owner = by == record.owner;
        let needed = if is_owner {
            Assertion::get()
        } else {
            Delegation::get()
        };
        ensure!(
            origin.relationships.contains(needed),
            DispatchError::BadOrigin
        );
        ensure!(!changes.is_empty(), Error::<T>::NothingToDo);
        let releases = changes.iter().any(|item| item.change == Change::Release);
        let (above, lookups) = if is_owner && releases {
            // The issuer has become the owner of the schema, and has no ancestor.
            let schema = Self::terms(record.schema)?;
            let is_above = schema.policy == IssuancePolicy::Accredited && schema.owner == by;
            ensure!(is_above, Error::<T>::ChangeNotAllowed);
            let delegates = origin.relationships.contains(Delegation::get());
            ensure!(delegates, DispatchError::BadOrigin);
            (Some(Ancestor::owner(by)), Lookups::default())
        } else if is_owner {
            (None, Lookups::default())
        } else {
            let schema = Self::terms(record.schema)?;
            // The owner of an open schema has no power over the issuers that use it.
            ensure!(
                schema.policy == IssuancePolicy::Accredited,
                Error::<T>::NotAuthorized
            );
            let (above, lookups) = Self::ensure_above(record.schema, &schema, record.owner, by)?;
            (Some(above), lookups)
        };
        let is_allowed = changes.iter().all(|item| {
            let of_the_owner = is_owner && item.change.is_for_the_owner();
            let of_those_above = above.is_some() && item.change.is_for_those_above();
            of_the_owner || of_those_above
        });
        ensure!(is_allowed, Error::<T>::ChangeNotAllowed);
        let counts = Self::change_status(list, &record, changes, above.as_ref())?;
        Self::deposit_event(Event::StatusSet {
            list,
            by,
            revoked: counts.revoked,
            suspended: counts.suspended,
            reinstated: counts.reinstated,
            held: counts.held,
            released: counts.released,
        });
        Ok((lookups, counts.pending))
    }

    /// A list of that DID without batches.
    fn own_empty_list(id: ListId, by: Did) -> Result<StatusListRecord<T::Consideration>, Error<T>> {
        let list = StatusLists::<T>::get(id).ok_or(Error::ListNotFound)?;
        ensure!(list.owner == by, Error::NotAuthorized);
        ensure!(list.batches == 0, Error::ListNotEmpty);
        Ok(list)
    }

    /// Releases the deposit for an entry, and holds today's price on another account. Returns the
    /// former depositor.
    fn take_over(
        deposit: &mut Deposit<T::Consideration>,
        to: &AccountId32,
        size: Footprint,
    ) -> Result<AccountId32, DispatchError> {
        ensure!(deposit.depositor != *to, Error::<T>::AlreadyDepositor);
        let from = deposit.depositor.clone();
        *deposit = deposit.clone().take_over(to.clone(), size)?;
        Ok(from)
    }

    /// Returns true if `by`, an ancestor of the suspended DID, is the suspender or an ancestor of
    /// it.
    fn may_lift(
        id: SchemaId,
        terms: &Terms,
        suspender: Did,
        by: Did,
        lookups: &mut Lookups,
    ) -> bool {
        if by == suspender || by == terms.owner {
            return true;
        }
        let path = Self::path(id, terms.owner, suspender);
        lookups.parents = lookups.parents.saturating_add(path.lookups());
        let is_above = path.above().any(|above| above == by);
        is_above
    }
}

impl<T> From<SchemaError> for Error<T> {
    fn from(error: SchemaError) -> Self {
        match error {
            SchemaError::Reserved(_) => Self::ClaimNameReserved,
            SchemaError::NameTwice(_) => Self::ClaimNameAlreadyExists,
            SchemaError::Slot(_) => Self::SlotNotAllowed,
            SchemaError::SlotTwice(_) => Self::SlotAlreadyExists,
        }
    }
}
