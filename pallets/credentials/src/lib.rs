//! # Credentials
//!
//! Schemas of credentials, who may issue by them, when something was issued, and what has become of
//! it. The credentials themselves are never here.
//!
//! ## API
//!
//! - [`Pallet::register_schema`] says what credentials of one kind state.
//! - [`Pallet::accredit`], [`Pallet::set_suspended`] and [`Pallet::withdraw_accreditation`] decide who
//!   may issue by a schema.
//! - [`Pallet::create_status_list`] makes room for credentials, [`Pallet::anchor`] puts their batches
//!   there, and [`Pallet::set_status`] revokes, suspends and reinstates them, holds and releases them.
//! - [`Pallet::close_status_list`] and [`Pallet::take_over_deposit`] give deposits back.
//! - The functions of the runtime API, [`Pallet::standing`] and [`Pallet::status`] among them, are for
//!   whoever verifies.
//!
//! Every call is made by a DID, through `pallet-did`.
//!
//! ## Overview
//!
//! A schema never changes: its identifier is a hash of all that it says, its first owner included. It
//! is handed over by [`Pallet::offer`] and [`Pallet::accept`], and the record names the present owner.
//! By an open one every DID issues. By the others the owner does, and whom it has accredited; who was
//! allowed to may accredit others in turn, at most five levels down. An accreditation holds while
//! each one above it does. Nothing is done to those below when one is withdrawn: the way up from them
//! breaks off.
//!
//! What accreditation is needed for is *anchoring*: putting the root of a tree over a batch of
//! credentials into a list of the issuer's, where they get the next indices. It proves when they were
//! issued, so a thief of the key cannot date any back. Indices are taken by whoever names the one
//! that is next, so two transactions of one issuer never share any.
//!
//! A list is paid for when it is created, with every page that it can ever have: to revoke never
//! fails for want of a deposit. Its owner revokes, suspends and reinstates whatever its accreditation.
//! Those above it revoke, hold and release: nobody but they releases what they hold. Power over
//! others takes a key under `capabilityDelegation`.
//!
//! Proofs show that a credential is neither revoked nor suspended nor held under a *status root*. It is
//! not computed with each change, which would be too slow, but by [`Pallet::commit_status_root`] or in
//! the time that a block has left, which the change has paid for; [`Pallet::accepts_status_root`] says
//! which roots are good.

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
        limits, Accreditation, Capacity, Change, Depth, Entry, Index, IssuancePolicy, ListId,
        Owned, Root, Schema, SchemaError, SchemaId, StatusChanges, StatusRoot,
    },
    did::{Did, Relationship, Stamp},
};
use frame_support::{
    dispatch::DispatchErrorWithPostInfo,
    pallet_prelude::*,
    traits::{Consideration, Footprint},
    weights::WeightMeter,
};
use frame_system::pallet_prelude::*;
use pallet_did::{
    origin::{Assertion, Delegation},
    Deposit, DidOrigin, Registry,
};
use polkadot_sdk::*;
use sp_runtime::{AccountId32, SaturatedConversion};
use standing::{Ancestor, Lookups};

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
        + pallet_timestamp::Config<Moment = u64>
    {
        /// Origins of the runtime.
        type RuntimeOrigin: From<<Self as frame_system::Config>::RuntimeOrigin>
            + From<DidOrigin>
            + Into<Result<DidOrigin, <Self as Config>::RuntimeOrigin>>;
        /// Which DIDs are in use.
        type Dids: Registry;
        /// What is paid for an entry.
        type Consideration: Consideration<AccountId32, Footprint>;
        /// Blocks for which a status root is good after it was superseded. Lists that are strict
        /// give none.
        #[pallet::constant]
        type StatusGrace: Get<u32>;
        /// Blocks within which a change of status must have come into a root, or no proof can rest
        /// on the list until it has. Lists that are strict give none.
        #[pallet::constant]
        type CommitWithin: Get<u32>;
        /// Weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// Deposits.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// For a schema, an accreditation, or a status list with its batches.
        Entry,
    }

    /// What credentials of each kind state.
    // An identifier is a hash already, and whoever grinds one only lengthens a few paths of the trie.
    #[pallet::storage]
    pub type Schemas<T: Config> =
        StorageMap<_, Identity, SchemaId, SchemaRecord<<T as Config>::Consideration>>;

    /// Who is accredited to issue by a schema, other than its owner.
    // Both are hashes already, of a schema and of a DID that exist.
    #[pallet::storage]
    pub type Accreditations<T: Config> = StorageDoubleMap<
        _,
        Identity,
        SchemaId,
        Identity,
        Did,
        AccreditationRecord<<T as Config>::Consideration>,
    >;

    /// The number of the next status list.
    #[pallet::storage]
    pub type NextListId<T> = StorageValue<_, ListId, ValueQuery>;

    /// Status lists.
    // Numbers follow each other; the hash spreads them.
    #[pallet::storage]
    pub type StatusLists<T: Config> =
        StorageMap<_, Twox64Concat, ListId, StatusListRecord<<T as Config>::Consideration>>;

    /// The status of the credentials of a list, 1024 a page; no page where all bits are zero.
    // There are at most 1024 numbers of pages.
    #[pallet::storage]
    pub type StatusPages<T> =
        StorageDoubleMap<_, Twox64Concat, ListId, Identity, u32, StoredPage, OptionQuery>;

    /// Credentials that were anchored together, by the root of the tree over them.
    // Nobody checks what a root is made of: its keys are anybody's choice.
    #[pallet::storage]
    pub type Batches<T> =
        StorageDoubleMap<_, Twox64Concat, ListId, Blake2_128Concat, Root, Batch, OptionQuery>;

    /// The status roots of a list; none as long as nothing in it was revoked, suspended or held.
    #[pallet::storage]
    pub type StatusRoots<T> = StorageMap<_, Twox64Concat, ListId, RootHistory>;

    /// Nodes of the tree between the pages of a list and its status root, four with one parent
    /// together: by their level, 0 that of the pages, and the position of the parent.
    // There are at most 341 such keys.
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

    /// Lists with changes that are not in a status root yet.
    #[pallet::storage]
    pub type PendingLists<T> = StorageMap<_, Twox64Concat, ListId, PendingChanges>;

    /// The list that a block sealed last in the time it had left. The next one goes on after it, in the
    /// order of the keys of [`PendingLists`].
    #[pallet::storage]
    pub type LastCommittedList<T> = StorageValue<_, ListId>;

    /// Schemas and lists that are offered to another DID.
    // Numbers of lists are not hashes, and identifiers of schemas can be ground.
    #[pallet::storage]
    pub type Offers<T: Config> =
        StorageMap<_, Blake2_128Concat, Owned, Offer<<T as Config>::Consideration>>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A schema was registered.
        SchemaRegistered { schema: SchemaId, owner: Did },
        /// A DID may issue by a schema, or what it may has changed.
        Accredited {
            schema: SchemaId,
            did: Did,
            by: Did,
            depth: Depth,
            until: Option<u64>,
        },
        /// An accreditation was suspended, or is not any more.
        SuspensionSet {
            schema: SchemaId,
            did: Did,
            by: Did,
            suspended: bool,
        },
        /// A DID is not accredited any more.
        AccreditationWithdrawn { schema: SchemaId, did: Did, by: Did },
        /// A status list was created.
        StatusListCreated {
            list: ListId,
            owner: Did,
            schema: SchemaId,
        },
        /// Credentials were anchored; they have so many indices from the first on.
        Anchored {
            list: ListId,
            root: Root,
            first: Index,
            count: u32,
        },
        /// So many credentials of a list were revoked, suspended, reinstated, held and released. What
        /// was so before does not count.
        StatusSet {
            list: ListId,
            by: Did,
            revoked: u32,
            suspended: u32,
            reinstated: u32,
            held: u32,
            released: u32,
        },
        /// A list has a new status root.
        StatusRootCommitted { list: ListId, root: StatusRoot },
        /// A list without a batch was closed, and its deposit returned.
        StatusListClosed { list: ListId, by: Did },
        /// A deposit is held on another account from now on.
        DepositTakenOver {
            entry: Entry,
            from: AccountId32,
            to: AccountId32,
        },
        /// A schema or a list is offered to that DID, or no longer to any.
        Offered {
            what: Owned,
            by: Did,
            to: Option<Did>,
        },
        /// A schema or a list is of another DID from now on.
        OwnershipTransferred { what: Owned, from: Did, to: Did },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// There is no such schema.
        SchemaNotFound,
        /// The schema is registered already.
        SchemaAlreadyExists,
        /// The name of a claim means something else in every credential.
        ClaimNameReserved,
        /// The name of a claim stands twice.
        ClaimNameAlreadyExists,
        /// A slot is not one of those for claims.
        SlotNotAllowed,
        /// A slot stands twice.
        SlotAlreadyExists,
        /// By an open schema every DID issues: nobody is accredited.
        SchemaOpen,
        /// The DID may not do this, here or to whom it would be done.
        NotAuthorized,
        /// The DID that acts, or one on whose accreditation it rests, was given up.
        Deactivated,
        /// The DID that acts is not accredited.
        NotAccredited,
        /// The accreditation of the DID that acts has lapsed, or one on which it rests.
        AccreditationExpired,
        /// The accreditation of the DID that acts is suspended, or one on which it rests.
        AccreditationSuspended,
        /// An accreditation on which that of the DID that acts rests was withdrawn.
        AccreditationBroken,
        /// The DID that acts, or one on which it rests, is allowed to give on no less than whoever
        /// accredited it.
        AccreditationTooDeep,
        /// The DID to be accredited does not exist, or was given up.
        DidNotActive,
        /// No DID accredits itself, and the owner of a schema needs no accreditation.
        OwnAccreditation,
        /// Whoever accredits must be allowed to give on more levels than it gives; nobody more than
        /// four.
        DepthNotAllowed,
        /// The time until which the accreditation would hold is past already.
        UntilPassed,
        /// Somebody else has accredited the DID, who is not below the one that acts.
        AlreadyAccredited,
        /// There is no such accreditation.
        AccreditationNotFound,
        /// Somebody has suspended the accreditation who is not below the DID that acts.
        AlreadySuspended,
        /// The accreditation is not suspended.
        NotSuspended,
        /// Who suspended the accreditation, or stands above that DID, must lift that first.
        SuspensionNotLifted,
        /// There is no such status list.
        ListNotFound,
        /// There are as many status lists as can be.
        MaxListsExceeded,
        /// The index is not the next one of the list: something else was anchored meanwhile.
        FirstIndexTaken,
        /// The list has no room for so many: anchor fewer, or in another list.
        ListFull,
        /// A batch with that root is in the list already.
        RootAlreadyExists,
        /// Nothing is anchored at the index.
        NotAnchored,
        /// A credential was revoked, which nothing takes back.
        RevokedIsFinal,
        /// The issuer revokes, suspends and reinstates; those above it revoke, hold and release.
        ChangeNotAllowed,
        /// The DID that holds credentials of the page, or one above that, must release them.
        HoldNotLifted,
        /// Credentials were anchored in the list, which name its owner.
        ListNotEmpty,
        /// It is not offered.
        OfferNotFound,
        /// The deposit is held on that account already.
        AlreadyDepositor,
        /// Nothing is to be done.
        NothingToDo,
        /// Changes of status touch up to 256 pages in one call, and a commit takes up to 64: ask for
        /// fewer, and then for the others.
        MaxPagesExceeded,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// What a runtime must not get wrong: that entries are no larger than what is paid for them.
        fn integrity_test() {
            let fits = |key: usize, value: usize, paid: usize| {
                // Before the key of a map stands its prefix, of 32 bytes.
                assert!(key.saturating_add(value).saturating_add(32) <= paid);
            };
            let accreditation = AccreditationRecord::<T::Consideration>::max_encoded_len();
            fits(64, accreditation, types::ACCREDITATION);
            let offer = Offer::<T::Consideration>::max_encoded_len();
            fits(
                Owned::max_encoded_len().saturating_add(16),
                offer,
                types::OFFER,
            );
            let list = StatusListRecord::<T::Consideration>::max_encoded_len();
            fits(12, list, types::LIST);
            fits(16, StoredPage::max_encoded_len(), types::PAGE);
            fits(60, Batch::max_encoded_len(), types::BATCH);
            fits(17, roots::Children::max_encoded_len(), types::NODE);
            let (roots, pending) = (
                RootHistory::max_encoded_len(),
                PendingChanges::max_encoded_len(),
            );
            fits(12 + 12 + 32, roots.saturating_add(pending), types::ROOTS);
        }

        /// Brings changes of status into the roots on which proofs rest, in at most a quarter of the
        /// block.
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
        /// Registers a schema. It can never be changed or removed: credentials rest on it.
        ///
        /// # Dispatch origin
        ///
        /// The DID that owns it, by assertion.
        ///
        /// # Errors
        ///
        /// [`Error::NotAuthorized`] if it is another's, [`Error::SchemaAlreadyExists`],
        /// [`Error::ClaimNameReserved`], [`Error::ClaimNameAlreadyExists`],
        /// [`Error::SlotNotAllowed`], [`Error::SlotAlreadyExists`], [`Error::Deactivated`], those of
        /// the deposit.
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
                created: Self::now(),
                deposit: Deposit::new(origin.submitter, footprint)?,
            };
            Schemas::<T>::insert(id, record);
            Self::deposit_event(Event::SchemaRegistered { schema: id, owner });
            Ok(())
        }

        /// Lets a DID issue by a schema, and give that on so many levels down; or changes what was
        /// allowed. Whoever was suspended stays so.
        ///
        /// # Dispatch origin
        ///
        /// By capability delegation: the schema's owner, or a DID in good standing that is allowed to
        /// give on more levels. If the DID is accredited already, only whoever did that, and those
        /// above.
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
            let now = Self::now().time;
            ensure!(
                until.is_none_or(|until| until > now),
                Error::<T>::UntilPassed
            );

            let mut lookups = Lookups::default();
            ensure!(depth <= limits::DEPTH, Error::<T>::DepthNotAllowed);
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
                    // It is another's from now on, and so is the deposit.
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

        /// Suspends an accreditation, or ends that. Whoever stands higher takes a suspension over.
        ///
        /// # Dispatch origin
        ///
        /// By capability delegation: whoever gave it or stands above that DID, in good standing; to
        /// end it, only who suspended it or stands above that one.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::AccreditationNotFound`], [`Error::NotAuthorized`],
        /// [`Error::AlreadySuspended`], [`Error::NotSuspended`]; those of a DID that is not in good
        /// standing, as in [`Self::accredit`].
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

        /// Ends an accreditation, and returns its deposit to whoever paid it. Those below keep theirs,
        /// which hold no more until the way up is whole again.
        ///
        /// # Dispatch origin
        ///
        /// By capability delegation: whoever gave it or stands above that DID, in good standing; or
        /// the DID whose it is. If it is suspended, only who may lift that: nobody gets rid of a
        /// suspension by being accredited anew.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::AccreditationNotFound`], [`Error::NotAuthorized`],
        /// [`Error::SuspensionNotLifted`]; those of a DID that is not in good standing, as in
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

        /// Makes room for credentials by a schema. `strict` lists give proofs no grace: they must
        /// rest on the newest status root.
        ///
        /// # Dispatch origin
        ///
        /// The DID that will issue, by assertion.
        ///
        /// # Errors
        ///
        /// [`Error::SchemaNotFound`], [`Error::MaxListsExceeded`], [`Error::Deactivated`], those of
        /// the deposit, which is for every page that the list can ever have.
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
                created: Self::now(),
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

        /// Anchors credentials: they exist as of this block, and have `count` indices from
        /// `first_index` on, which must be the next one of the list. The root is that of a tree of
        /// RFC 9162 over them.
        ///
        /// # Dispatch origin
        ///
        /// The owner of the list, by assertion. It must be in good standing.
        ///
        /// # Errors
        ///
        /// [`Error::ListNotFound`], [`Error::NotAuthorized`], [`Error::NothingToDo`],
        /// [`Error::FirstIndexTaken`], [`Error::ListFull`], [`Error::RootAlreadyExists`]; those of a
        /// DID that is not in good standing, as in [`Self::accredit`]; those of the deposit.
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
                anchored: Self::now(),
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

        /// Changes the status of credentials of a list: all changes in this order, or none. What
        /// changes nothing is no error, and leaves nothing to be committed.
        ///
        /// The weight has the sealing of all pages that are touched; that of pages whose leaves stay as
        /// they were, or that wait to be sealed already, is refunded, and all of it if the call fails.
        ///
        /// # Dispatch origin
        ///
        /// By assertion: the owner of the list, whatever its standing, who revokes, suspends and
        /// reinstates. By capability delegation, if the schema is not open: the schema's owner, and
        /// those above the list's owner in good standing, who revoke, hold and release. A credential is
        /// released by the highest DID of those that hold one of its page, or by one above that.
        ///
        /// # Errors
        ///
        /// [`Error::ListNotFound`], [`Error::NothingToDo`], [`Error::NotAuthorized`],
        /// [`Error::ChangeNotAllowed`], [`Error::NotAnchored`], [`Error::RevokedIsFinal`],
        /// [`Error::HoldNotLifted`], [`Error::MaxPagesExceeded`]; those of a DID that is not in good
        /// standing, as in [`Self::accredit`].
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
                // It leaves nothing to be committed.
                Err(error) => Err(DispatchErrorWithPostInfo {
                    post_info: weight(weigh::ABOVE, 0),
                    error,
                }),
            }
        }

        /// Computes the status root of a list anew, from at most so many of the pages that were
        /// touched since. With the last of them the list has a new root.
        ///
        /// # Dispatch origin
        ///
        /// Anybody. Blocks do the same in the time that calls leave.
        ///
        /// # Errors
        ///
        /// [`Error::ListNotFound`], [`Error::NothingToDo`] if no change waits or no page is asked
        /// for, [`Error::MaxPagesExceeded`].
        ///
        /// # Events
        ///
        /// [`Event::StatusRootCommitted`], if the root is another.
        #[pallet::call_index(7)]
        #[pallet::weight(<T as Config>::WeightInfo::commit_status_root(*pages))]
        pub fn commit_status_root(
            origin: OriginFor<T>,
            list: ListId,
            pages: u32,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            ensure!(
                pages <= limits::PAGES_PER_COMMIT,
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

        /// Closes a status list in which nothing was ever anchored. Its deposit returns, and that of an
        /// offer of it; its number is never given again.
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

        /// Moves the deposit of an entry to the account that submits this: the account that paid gets it
        /// back, and it is held on this one at today's price. The entry stays as it is, and whose it is.
        ///
        /// Both agree: the DID, which may name the account as the submitter of the operation, and the
        /// account. A stranger that took the deposit of a list over by itself would make the next batch
        /// cost its issuer the whole deposit.
        ///
        /// # Dispatch origin
        ///
        /// By capability delegation: the owner of the schema or of the list, also for its offer; the DID
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

        /// Offers a schema, or a status list in which nothing was ever anchored, to another DID, in
        /// place of an offer before; or takes the offer back, and its deposit returns. An offer lasts
        /// until then, also after the DID that made it was given up.
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
                // To take an offer back is always possible.
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

        /// Accepts a schema or a status list that is offered. Its deposit is held on the account that
        /// submits this from now on, and that of the offer returns.
        ///
        /// A schema keeps its identifier and all it says. What its owners gave, this DID has given; an
        /// accreditation of its own by the schema is given up.
        ///
        /// # Dispatch origin
        ///
        /// The DID to which it is offered, by capability delegation.
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
                    // An owner needs none.
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
    }
}

impl<T: Config> Pallet<T> {
    /// The DID that calls, which has proven `R`.
    fn ensure<R: Get<Relationship>>(origin: OriginFor<T>) -> Result<DidOrigin, DispatchError> {
        let origin = Self::acting(origin)?;
        ensure!(
            origin.relationships.contains(R::get()),
            DispatchError::BadOrigin
        );
        Ok(origin)
    }

    /// The DID that calls, whatever it has proven. One that was given up by the same transaction,
    /// before this call of it, no longer acts.
    fn acting(origin: OriginFor<T>) -> Result<DidOrigin, DispatchError> {
        let origin = <T as Config>::RuntimeOrigin::from(origin);
        let origin: Result<DidOrigin, _> = origin.into();
        let origin = origin.map_err(|_| DispatchError::BadOrigin)?;
        ensure!(T::Dids::is_active(origin.did), Error::<T>::Deactivated);
        Ok(origin)
    }

    /// What lets a DID issue by a schema.
    fn accreditation_record(
        schema: SchemaId,
        did: Did,
    ) -> Result<AccreditationRecord<T::Consideration>, Error<T>> {
        Accreditations::<T>::get(schema, did).ok_or(Error::AccreditationNotFound)
    }

    /// The DID whose a schema or a list is.
    fn owner_of(what: Owned) -> Result<Did, Error<T>> {
        match what {
            Owned::Schema(id) => Ok(Self::terms(id)?.owner),
            Owned::List(id) => {
                let list = StatusLists::<T>::get(id).ok_or(Error::ListNotFound)?;
                Ok(list.owner)
            }
        }
    }

    /// The DID that has made an entry, or has it now: who decides which account pays for it.
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

    /// Changes the status of credentials. Returns what was looked up, and how many pages have to be sealed
    /// for it.
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
            // A schema that was handed over to the issuer: nobody else is above it.
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
            // The author of an open schema has no say over the issuers that use it.
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

    /// A list of that DID in which nothing was ever anchored.
    fn own_empty_list(id: ListId, by: Did) -> Result<StatusListRecord<T::Consideration>, Error<T>> {
        let list = StatusLists::<T>::get(id).ok_or(Error::ListNotFound)?;
        ensure!(list.owner == by, Error::NotAuthorized);
        ensure!(list.batches == 0, Error::ListNotEmpty);
        Ok(list)
    }

    /// Holds what an entry of that size costs on another account, and gives back what was held. Returns
    /// the account on which that was.
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

    /// Whether `by`, which is above the DID that is suspended, is who suspended it or above that one.
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

    /// This block and its time.
    fn now() -> Stamp {
        Stamp {
            block: frame_system::Pallet::<T>::block_number().saturated_into(),
            time: pallet_timestamp::Pallet::<T>::get(),
        }
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
