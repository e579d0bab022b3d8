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
//!   there, and [`Pallet::set_status`] revokes, suspends and reinstates them.
//! - The functions of the runtime API, [`Pallet::standing`] and [`Pallet::status`] among them, are for
//!   whoever verifies.
//!
//! Every call is made by a DID, through `pallet-did`.
//!
//! ## Overview
//!
//! A schema belongs to a DID, for ever and unchanged: its identifier is a hash of all that it says.
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
//! fails for want of money. Its owner can do so whatever its accreditation, and those above it can
//! revoke and suspend too.
//!
//! Proofs show that a credential is neither revoked nor suspended under a *status root*. It is not
//! computed with each change, which would be too slow, but by [`Pallet::commit_status_root`] or in the
//! time that a block has left; [`Pallet::accepts_status_root`] says which roots are good.

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
pub use types::{AccreditationRecord, Batch, List, Roots, SchemaRecord, Unsealed};
pub use weights::WeightInfo;

use alloc::boxed::Box;
use aura_primitives::{
    credentials::{
        limits, Accreditation, Capacity, Change, Depth, Index, ListId, Page, Policy, Root, Schema,
        SchemaError, SchemaId, StatusChanges, StatusRoot,
    },
    did::{Did, Relationship, Stamp},
};
use frame_support::{
    pallet_prelude::*,
    traits::{Consideration, Footprint},
    weights::WeightMeter,
};
use frame_system::pallet_prelude::*;
use pallet_did::{
    origin::{Assertion, Delegation},
    Deposit, DidOrigin, EnsureDid, Registry,
};
use polkadot_sdk::*;
use sp_runtime::{AccountId32, SaturatedConversion};
use standing::Steps;

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
        type SealWithin: Get<u32>;
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
    pub type NextList<T> = StorageValue<_, ListId, ValueQuery>;

    /// Status lists.
    // Numbers follow each other; the hash spreads them.
    #[pallet::storage]
    pub type StatusLists<T: Config> =
        StorageMap<_, Twox64Concat, ListId, List<<T as Config>::Consideration>>;

    /// What has become of the credentials of a list, 1024 a page; no page where all bits are zero.
    // There are at most 1024 numbers of pages.
    #[pallet::storage]
    pub type StatusPages<T> =
        StorageDoubleMap<_, Twox64Concat, ListId, Identity, u32, Page, OptionQuery>;

    /// Credentials that were anchored together, by the root of the tree over them.
    // Nobody checks what a root is made of: its keys are anybody's choice.
    #[pallet::storage]
    pub type Batches<T> =
        StorageDoubleMap<_, Twox64Concat, ListId, Blake2_128Concat, Root, Batch, OptionQuery>;

    /// The status roots of a list; none as long as nothing in it was revoked or suspended.
    #[pallet::storage]
    pub type StatusRoots<T> = StorageMap<_, Twox64Concat, ListId, Roots>;

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
    pub type UnsealedLists<T> = StorageMap<_, Twox64Concat, ListId, Unsealed>;

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
        /// So many credentials of a list were revoked, suspended and reinstated.
        StatusSet {
            list: ListId,
            by: Did,
            revoked: u32,
            suspended: u32,
            reinstated: u32,
        },
        /// A list has a new status root.
        StatusRootCommitted { list: ListId, root: StatusRoot },
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
        AccreditationLapsed,
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
        /// Only the issuer reinstates a credential.
        OnlyIssuerReinstates,
        /// Nothing is to be done.
        NothingToDo,
        /// One call takes up to 64 pages: ask for fewer, and then for the others.
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
            let list = List::<T::Consideration>::max_encoded_len();
            fits(12, list, types::LIST);
            fits(16, Page::max_encoded_len(), types::PAGE);
            fits(60, Batch::max_encoded_len(), types::BATCH);
            fits(17, roots::Children::max_encoded_len(), types::NODE);
            let (roots, unsealed) = (Roots::max_encoded_len(), Unsealed::max_encoded_len());
            fits(12 + 12 + 32, roots.saturating_add(unsealed), types::ROOTS);
        }

        /// Brings changes of status into the roots on which proofs rest.
        fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
            let mut meter = WeightMeter::with_limit(remaining);
            Self::seal_idle(&mut meter);
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
        /// [`Error::AlreadyAccredited`]; [`Error::NotAccredited`], [`Error::AccreditationLapsed`],
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
            let terms = Self::schema_record(schema)?.schema;
            ensure!(terms.policy == Policy::Accredited, Error::<T>::SchemaOpen);
            let is_own = did == by || did == terms.owner;
            ensure!(!is_own, Error::<T>::OwnAccreditation);
            ensure!(T::Dids::is_active(did), Error::<T>::DidNotActive);
            let now = Self::now().time;
            ensure!(
                until.is_none_or(|until| until > now),
                Error::<T>::UntilPassed
            );

            let mut steps = Steps::default();
            ensure!(depth <= limits::DEPTH, Error::<T>::DepthNotAllowed);
            if by != terms.owner {
                let path = Self::path(schema, terms.owner, by);
                steps.walked = path.steps();
                Self::ensure_good(Self::standing_on(&path, terms.owner))?;
                let is_deeper = path.links.first().is_some_and(|(_, own)| own.depth > depth);
                ensure!(is_deeper, Error::<T>::DepthNotAllowed);
            }
            let before = Accreditations::<T>::get(schema, did);
            let suspended = before
                .as_ref()
                .and_then(|before| before.accreditation.suspended);
            let deposit = match before {
                Some(before) if before.accreditation.by == by => before.deposit,
                Some(before) => {
                    if by != terms.owner {
                        let path = Self::path(schema, terms.owner, did);
                        steps.climbed = path.steps();
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
            Ok(Some(weigh::accredit::<T>(steps)).into())
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
            let terms = Self::schema_record(schema)?.schema;
            let mut record = Self::accreditation_record(schema, did)?;
            let mut steps = Self::ensure_above(schema, &terms, did, by)?;
            let before = record.accreditation.suspended;
            if suspended {
                if let Some(before) = before {
                    let takes_over =
                        before != by && Self::may_lift(schema, &terms, before, by, &mut steps);
                    ensure!(takes_over, Error::<T>::AlreadySuspended);
                }
            } else {
                let before = before.ok_or(Error::<T>::NotSuspended)?;
                let may = Self::may_lift(schema, &terms, before, by, &mut steps);
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
            Ok(Some(weigh::set_suspended::<T>(steps)).into())
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
            let terms = Self::schema_record(schema)?.schema;
            let record = Self::accreditation_record(schema, did)?;
            let mut steps = if by == did {
                Steps::default()
            } else {
                Self::ensure_above(schema, &terms, did, by)?
            };
            if let Some(suspender) = record.accreditation.suspended {
                let may = Self::may_lift(schema, &terms, suspender, by, &mut steps);
                ensure!(may, Error::<T>::SuspensionNotLifted);
            }
            record.deposit.release()?;
            Accreditations::<T>::remove(schema, did);
            Self::deposit_event(Event::AccreditationWithdrawn { schema, did, by });
            Ok(Some(weigh::withdraw_accreditation::<T>(steps)).into())
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
            let id = NextList::<T>::get();
            let next = id.checked_add(1).ok_or(Error::<T>::MaxListsExceeded)?;
            let footprint = types::footprint_of_list(capacity, 0);
            let list = List {
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
            NextList::<T>::put(next);
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
            let schema = Self::schema_record(record.schema)?.schema;
            let (standing, steps) = Self::standing_of(record.schema, &schema, record.owner);
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
            Ok(Some(weigh::anchor::<T>(steps)).into())
        }

        /// Revokes, suspends or reinstates credentials of a list: all of them in this order, or none.
        ///
        /// # Dispatch origin
        ///
        /// By assertion: the owner of the list, whatever its standing. By schemas that are not open
        /// also the schema's owner, and those above the list's owner in good standing, who only
        /// revoke and suspend.
        ///
        /// # Errors
        ///
        /// [`Error::ListNotFound`], [`Error::NothingToDo`], [`Error::NotAuthorized`],
        /// [`Error::OnlyIssuerReinstates`], [`Error::NotAnchored`], [`Error::RevokedIsFinal`]; those
        /// of a DID that is not in good standing, as in [`Self::accredit`].
        ///
        /// # Events
        ///
        /// [`Event::StatusSet`].
        #[pallet::call_index(6)]
        #[pallet::weight(weigh::set_status::<T>(changes, weigh::ABOVE))]
        pub fn set_status(
            origin: OriginFor<T>,
            list: ListId,
            changes: StatusChanges,
        ) -> DispatchResultWithPostInfo {
            let by = Self::ensure::<Assertion>(origin)?.did;
            let record = StatusLists::<T>::get(list).ok_or(Error::<T>::ListNotFound)?;
            ensure!(!changes.is_empty(), Error::<T>::NothingToDo);
            let steps = if by == record.owner {
                Steps::default()
            } else {
                let schema = Self::schema_record(record.schema)?.schema;
                // Whoever writes an open schema has no say over those who use it.
                ensure!(
                    schema.policy == Policy::Accredited,
                    Error::<T>::NotAuthorized
                );
                let steps = Self::ensure_above(record.schema, &schema, record.owner, by)?;
                let reinstates = |change| change == Change::Reinstate;
                ensure!(
                    !changes.iter().any(|item| reinstates(item.change)),
                    Error::<T>::OnlyIssuerReinstates
                );
                steps
            };
            let counts = Self::change_status(list, &record, &changes)?;
            Self::deposit_event(Event::StatusSet {
                list,
                by,
                revoked: counts.revoked,
                suspended: counts.suspended,
                reinstated: counts.reinstated,
            });
            Ok(Some(weigh::set_status::<T>(&changes, steps)).into())
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
            ensure!(pages <= limits::SEALED_PAGES, Error::<T>::MaxPagesExceeded);
            ensure!(
                StatusLists::<T>::contains_key(list),
                Error::<T>::ListNotFound
            );
            let waits = UnsealedLists::<T>::contains_key(list) && pages > 0;
            ensure!(waits, Error::<T>::NothingToDo);
            let sealed = Self::seal(list, pages);
            Ok(Some(<T as Config>::WeightInfo::commit_status_root(sealed.pages)).into())
        }
    }
}

impl<T: Config> Pallet<T> {
    /// The DID that calls. One that was given up by the same transaction, before this call of it,
    /// does not act any more.
    fn ensure<R: Get<Relationship>>(origin: OriginFor<T>) -> Result<DidOrigin, DispatchError> {
        let origin = <T as Config>::RuntimeOrigin::from(origin);
        let origin = EnsureDid::<R>::ensure_origin(origin)?;
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

    /// Whether `by`, which is above the DID that is suspended, is who suspended it or above that one.
    fn may_lift(id: SchemaId, schema: &Schema, suspender: Did, by: Did, steps: &mut Steps) -> bool {
        if by == suspender || by == schema.owner {
            return true;
        }
        let path = Self::path(id, schema.owner, suspender);
        steps.climbed = steps.climbed.saturating_add(path.steps());
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
