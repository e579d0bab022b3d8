//! # Root notice
//!
//! Gives the council root with a delay: a call that two thirds announce takes effect after a
//! *notice*, in which more than a third can object. There is no sudo, and this pallet is the only
//! way from the council to root.
//!
//! ## Terminology
//!
//! - **Notice**: time between an announcement and its effect. Genesis data in hours of
//!   [`pallet_chain_timing`]: 72 by default, 0 on a development chain.
//! - **Announcement**: a call that runs as root when its notice is over. It is identified by the
//!   BLAKE2b-256 hash of its encoding.
//! - **Objection**: a veto. Once enough members object, the call must be announced again, with a
//!   new notice.
//! - **Floor**: minimum number of members of the council.
//!
//! ## API
//!
//! - [`Pallet::announce`]: two thirds of the council; with a notice of 0 the call runs at once.
//! - [`Pallet::object`]: each member by a signature, or more than a third together by a motion.
//! - [`Pallet::enact`]: five sixths of the council, without a notice.
//! - [`Pallet::set_council`], [`Pallet::set_council_floor`]: root.
//! - [`Pallet::halt`]: more than a third of the council halts the calls of users, and must pause
//!   before the next halt.
//! - [`Pallet::drop_motion`]: any account removes an expired motion.
//! - [`Notice`]: the notice in blocks, for the configurations of other pallets.
//!
//! ## Overview
//!
//! An announced call runs by itself, in [`Hooks::on_poll`] of the first block in which it is due
//! and fits; at most one per block. No transaction is needed, so no account can trigger it at a
//! later time. An announcement ends in one of four ways, each with an event: [`Event::Enacted`]
//! after the notice, [`Event::Cancelled`] by objections, [`Event::Enacted`] earlier by five sixths,
//! or [`Event::Dropped`] if an upgrade has made the call undecodable or too heavy, or has changed
//! the transaction version, under which the same bytes may be another call. Blocks of a migration
//! do not count towards the notice, because members cannot object in them. A decision of five
//! sixths names the last block in which it may run, because any account could close its motion at
//! any later time.
//!
//! `pallet-scheduler` is not used, for four reasons (release 51): it removes the name of a task
//! before it knows whether the task fits, so a postponed one can no longer be cancelled by name; it
//! keeps a task that is too heavy in its agenda and retries it whenever that agenda is visited; it
//! does not report that a task is gone; and a full agenda would prevent an announcement. `on_poll`
//! also waits for migrations over several blocks and for blocks that rotate a session, and the
//! scheduler's hook does not.
//!
//! Objections of single members are counted here and not in a motion, because motions can be
//! obstructed: their number is bounded, and a stolen key can turn an aye into a nay. An objection
//! has no fee, needs no free motion, and cannot be withdrawn.
//!
//! [`Pallet::announce`] and [`Pallet::enact`] refuse root, so that an announced call cannot hide
//! another announcement by mistake.
//!
//! ## Assumptions
//!
//! - The origins are proportions of one council, whose members [`Config::Members`] lists.
//! - Only this pallet changes [`Config::Council`].
//! - Only root can release the preimages that this pallet requested.

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
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Announcement, DropReason, Motions};
pub use weights::WeightInfo;

use alloc::boxed::Box;
use core::marker::PhantomData;
use frame_support::{
    dispatch::{GetDispatchInfo, PostDispatchInfo},
    migrations::MultiStepMigrator,
    pallet_prelude::*,
    traits::{
        Bounded, ChangeMembers, QueryPreimage, SafeMode, SafeModeError, SortedMembers,
        StorePreimage,
    },
    weights::WeightMeter,
};
use frame_system::{pallet_prelude::*, RawOrigin};
use polkadot_sdk::*;
use sp_runtime::traits::{Dispatchable, Hash, One, Saturating};

const LOG_TARGET: &str = "runtime::root-notice";

/// Hours of the notice if the genesis does not set it.
pub const DEFAULT_NOTICE_HOURS: u32 = 72;
/// Maximum notice in hours: thirty days.
pub const MAX_NOTICE_HOURS: u32 = 720;

/// A stored call: inline, or as a preimage.
pub type BoundedCallOf<T> =
    Bounded<<T as Config>::RuntimeCall, <T as frame_system::Config>::Hashing>;
/// An announcement of the runtime `T`.
pub type AnnouncementOf<T> = Announcement<
    BoundedCallOf<T>,
    <T as frame_system::Config>::AccountId,
    <T as Config>::MaxMembers,
>;
/// The council of the runtime `T`.
pub type CouncilOf<T> =
    BoundedVec<<T as frame_system::Config>::AccountId, <T as Config>::MaxMembers>;

#[frame_support::pallet]
pub mod pallet {
    use super::*;

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>>
        + pallet_chain_timing::Config
    {
        /// Calls that root can make.
        type RuntimeCall: Parameter
            + Dispatchable<RuntimeOrigin = OriginFor<Self>, PostInfo = PostDispatchInfo>
            + GetDispatchInfo
            + From<frame_system::Call<Self>>;
        /// Origin that announces: two thirds of the council.
        type AnnounceOrigin: EnsureOrigin<OriginFor<Self>>;
        /// Origin that cancels an announcement: more than a third of the council.
        type ObjectOrigin: EnsureOrigin<OriginFor<Self>>;
        /// True while the council is the way to root. Announcements that are due when it no longer
        /// is are cancelled.
        type InForce: Get<bool>;
        /// Origin that acts as root without a notice: five sixths of the council.
        type EnactOrigin: EnsureOrigin<OriginFor<Self>>;
        /// The membership of the council, which this pallet changes.
        type Council: ChangeMembers<Self::AccountId>;
        /// Motions of the council.
        type Motions: Motions<Self::Hash, BlockNumberFor<Self>>;
        /// Members of the council.
        type Members: SortedMembers<Self::AccountId>;
        /// Maximum weight of changing the council, with all motions open.
        type ChangeWeight: Get<Weight>;
        /// Storage of calls longer than 128 bytes.
        type Preimages: QueryPreimage<H = Self::Hashing> + StorePreimage;
        /// Maximum number of council members.
        #[pallet::constant]
        type MaxMembers: Get<u32>;
        /// Maximum number of pending announcements.
        #[pallet::constant]
        type MaxAnnouncements: Get<u32>;
        /// Maximum weight of an announced call.
        #[pallet::constant]
        type MaxCallWeight: Get<Weight>;
        /// Number of blocks within which a decision of five sixths must run: the duration of a
        /// motion.
        type EnactWindow: Get<BlockNumberFor<Self>>;
        /// Origin that halts the calls of users: more than a third of the council.
        type HaltOrigin: EnsureOrigin<OriginFor<Self>>;
        /// Halts the calls of users.
        type Halt: SafeMode<BlockNumber = BlockNumberFor<Self>>;
        /// Number of blocks of a [`Pallet::halt`].
        type HaltDuration: Get<BlockNumberFor<Self>>;
        /// Number of blocks after a halt in which [`Pallet::halt`] is refused.
        type HaltPause: Get<BlockNumberFor<Self>>;
        /// Weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// Hours of the notice without a genesis entry.
    #[pallet::type_value]
    pub fn DefaultNoticeHours() -> u32 {
        DEFAULT_NOTICE_HOURS
    }

    /// Hours between an announcement and its effect. Written at genesis only.
    #[pallet::storage]
    pub type NoticeHours<T> = StorageValue<_, u32, ValueQuery, DefaultNoticeHours>;

    /// Minimum number of council members.
    #[pallet::storage]
    pub type CouncilFloor<T> = StorageValue<_, u32, ValueQuery>;

    /// Announced calls by the hash of their encoding.
    // Identity: only the council adds keys, and they are hashes.
    #[pallet::storage]
    pub type Announcements<T: Config> =
        StorageMap<_, Identity, T::Hash, AnnouncementOf<T>, OptionQuery>;

    /// Hashes of all announced calls, each with the first block in which it may run.
    #[pallet::storage]
    pub type Queue<T: Config> =
        StorageValue<_, BoundedVec<(BlockNumberFor<T>, T::Hash), T::MaxAnnouncements>, ValueQuery>;

    /// The first block in which [`Pallet::halt`] is allowed again. Only that call writes it, so a
    /// halt that root ends early counts in full.
    #[pallet::storage]
    pub type NextHalt<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery>;

    /// Genesis of the notice and the council's floor.
    #[pallet::genesis_config]
    pub struct GenesisConfig<T: Config> {
        /// Hours between an announcement and its effect, at most [`MAX_NOTICE_HOURS`]; 0 is for
        /// development.
        pub notice: u32,
        /// Minimum number of council members, at least 1.
        pub council_floor: u32,
        #[serde(skip)]
        #[allow(missing_docs)]
        pub _config: PhantomData<T>,
    }

    impl<T: Config> Default for GenesisConfig<T> {
        fn default() -> Self {
            Self {
                notice: DEFAULT_NOTICE_HOURS,
                council_floor: 1,
                _config: PhantomData,
            }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            assert!(
                self.notice <= MAX_NOTICE_HOURS,
                "`rootNotice.notice` of the genesis must be at most 720 hours"
            );
            let members = Pallet::<T>::members();
            // Without a council, root could not be reached and the council not be changed.
            assert!(
                self.council_floor > 0 && (members == 0 || self.council_floor <= members),
                "`rootNotice.councilFloor` of the genesis must be from 1 to the council's members"
            );
            NoticeHours::<T>::put(self.notice);
            CouncilFloor::<T>::put(self.council_floor);
        }
    }

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A call was announced. It runs as root in the block `due`, or later if blocks are full.
        Announced {
            call_hash: T::Hash,
            due: BlockNumberFor<T>,
        },
        /// A call ran as root.
        Enacted {
            call_hash: T::Hash,
            result: DispatchResult,
        },
        /// A member objected to an announced call; `objections` of the present members have
        /// objected.
        Objected {
            call_hash: T::Hash,
            member: T::AccountId,
            objections: u32,
        },
        /// More than a third of the council objected, or the council has lost its power since the
        /// announcement: the announced call was removed.
        Cancelled { call_hash: T::Hash },
        /// An announced call was due but can never run, and was removed.
        Dropped {
            call_hash: T::Hash,
            reason: DropReason,
        },
        /// The council was replaced.
        CouncilSet { members: u32 },
        /// The minimum number of council members was changed.
        CouncilFloorSet { floor: u32 },
        /// More than a third of the council halted the calls of users. It can do so again from the
        /// block `next` on.
        Halted { next: BlockNumberFor<T> },
        /// An expired motion was removed. Its call did not run.
        MotionDropped { motion: T::Hash },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The call is already announced.
        AlreadyAnnounced,
        /// No call with this hash is announced.
        NotAnnounced,
        /// The maximum number of announcements is pending.
        TooManyAnnouncements,
        /// The call exceeds the maximum weight of an announced call.
        TooHeavy,
        /// The last block in which the call may run has passed.
        Expired,
        /// The last block in which the call may run is more than [`Config::EnactWindow`] ahead.
        ExpiresTooLate,
        /// The caller is not a member of the council.
        NotMember,
        /// The member has already objected.
        AlreadyObjected,
        /// The new council has fewer members than the floor.
        BelowFloor,
        /// A member appears twice in the new council.
        DuplicateMember,
        /// The floor must be at least 1 and at most the number of members.
        FloorOutOfBounds,
        /// The calls of users are already halted.
        AlreadyHalted,
        /// The pause after the last halt by more than a third of the council is not over: wait for
        /// the block [`NextHalt`]. Root or two thirds can halt now, by `safeMode.forceEnter`.
        HaltTooSoon,
        /// The safe mode refused the halt for another reason.
        HaltRefused,
        /// The council has no such motion.
        MotionNotFound,
        /// The motion can still be voted on and closed.
        MotionNotOver,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// Extends every notice by each block of a migration: such a block takes no transactions,
        /// so members cannot object in it.
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            let weight = T::DbWeight::get().reads(1);
            if !<T as frame_system::Config>::MultiBlockMigrator::ongoing() {
                return weight;
            }
            Queue::<T>::mutate(|queue| {
                for (due, _) in queue.iter_mut() {
                    *due = due.saturating_add(One::one());
                }
            });
            weight.saturating_add(T::DbWeight::get().reads_writes(1, 1))
        }

        /// Runs the first announced call that is due, if it fits the block.
        fn on_poll(now: BlockNumberFor<T>, meter: &mut WeightMeter) {
            if meter.try_consume(T::WeightInfo::on_poll()).is_err() {
                return;
            }
            let queue = Queue::<T>::get();
            if let Some((_, call_hash)) = queue.iter().find(|(due, _)| *due <= now) {
                Self::run_due(*call_hash, meter);
            }
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Announces a call, which runs as root when the notice is over. With a notice of 0 it runs
        /// at once, and its own failure is only in the event.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::AnnounceOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::AlreadyAnnounced`], [`Error::TooManyAnnouncements`], [`Error::TooHeavy`];
        /// `Exhausted` if the call is longer than a preimage may be.
        ///
        /// # Events
        ///
        /// [`Event::Announced`], or [`Event::Enacted`] with a notice of 0.
        #[pallet::call_index(0)]
        #[pallet::weight(
            <T as Config>::WeightInfo::announce(length(call))
                .saturating_add(call.get_dispatch_info().call_weight)
        )]
        pub fn announce(
            origin: OriginFor<T>,
            call: Box<<T as Config>::RuntimeCall>,
        ) -> DispatchResultWithPostInfo {
            T::AnnounceOrigin::ensure_origin(origin)?;
            let own_weight = T::WeightInfo::announce(length(&call));
            let call_hash = T::Hashing::hash_of(&call);
            let notice = Notice::<T>::get();
            if notice == 0 {
                let weight = Self::run(call_hash, *call);
                return Ok(Some(own_weight.saturating_add(weight)).into());
            }
            ensure!(
                call.get_dispatch_info()
                    .call_weight
                    .all_lte(T::MaxCallWeight::get()),
                Error::<T>::TooHeavy
            );
            ensure!(
                !Announcements::<T>::contains_key(call_hash),
                Error::<T>::AlreadyAnnounced
            );
            let due = frame_system::Pallet::<T>::block_number().saturating_add(notice.into());
            Queue::<T>::try_append((due, call_hash))
                .map_err(|_| Error::<T>::TooManyAnnouncements)?;
            // `bound` does not count a second request for the same preimage, so releasing ours
            // would release the other one.
            let requested = T::Preimages::is_requested(&call_hash);
            let call = T::Preimages::bound(*call)?;
            if requested {
                T::Preimages::hold(&call);
            }
            let announcement = Announcement {
                call,
                objections: BoundedVec::new(),
                transaction_version: Self::transaction_version(),
            };
            Announcements::<T>::insert(call_hash, announcement);
            Self::deposit_event(Event::Announced { call_hash, due });
            Ok(Some(own_weight).into())
        }

        /// Objects to an announced call. Once more than a third of the present members have
        /// objected, alone or together by a motion, the call is removed. An objection cannot be
        /// withdrawn; those of former members do not count.
        ///
        /// Members pay no fee.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::ObjectOrigin`], or a member's signature.
        ///
        /// # Errors
        ///
        /// [`Error::NotAnnounced`], [`Error::NotMember`], [`Error::AlreadyObjected`].
        ///
        /// # Events
        ///
        /// [`Event::Objected`] for a member, [`Event::Cancelled`] when the call is removed.
        #[pallet::call_index(1)]
        #[pallet::weight((<T as Config>::WeightInfo::object(), DispatchClass::Operational))]
        pub fn object(origin: OriginFor<T>, call_hash: T::Hash) -> DispatchResultWithPostInfo {
            let enough = match T::ObjectOrigin::try_origin(origin) {
                Ok(_) => {
                    ensure!(
                        Announcements::<T>::contains_key(call_hash),
                        Error::<T>::NotAnnounced
                    );
                    true
                }
                Err(origin) => Self::note_objection(call_hash, ensure_signed(origin)?)?,
            };
            if enough {
                Self::remove(call_hash);
                Self::deposit_event(Event::Cancelled { call_hash });
            }
            Ok(Pays::No.into())
        }

        /// Runs a call as root without a notice. An announcement of the same call is removed. The
        /// call's own failure is only in the event.
        ///
        /// `until` is the last block in which it may run, at most [`Config::EnactWindow`] ahead.
        /// Any account can close a motion with enough ayes at any time, so a decision without this
        /// limit could run as root much later.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::EnactOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::Expired`], [`Error::ExpiresTooLate`].
        ///
        /// # Events
        ///
        /// [`Event::Enacted`].
        #[pallet::call_index(2)]
        #[pallet::weight(
            <T as Config>::WeightInfo::enact(length(call))
                .saturating_add(call.get_dispatch_info().call_weight)
        )]
        pub fn enact(
            origin: OriginFor<T>,
            call: Box<<T as Config>::RuntimeCall>,
            until: BlockNumberFor<T>,
        ) -> DispatchResultWithPostInfo {
            T::EnactOrigin::ensure_origin(origin)?;
            let now = frame_system::Pallet::<T>::block_number();
            ensure!(now <= until, Error::<T>::Expired);
            ensure!(
                until <= now.saturating_add(T::EnactWindow::get()),
                Error::<T>::ExpiresTooLate
            );
            let own_weight = T::WeightInfo::enact(length(&call));
            let call_hash = T::Hashing::hash_of(&call);
            Self::remove(call_hash);
            let weight = Self::run(call_hash, *call);
            Ok(Some(own_weight.saturating_add(weight)).into())
        }

        /// Replaces the council. Votes of leaving members are removed from open motions; the prime
        /// stays if it is a member of the new council.
        ///
        /// # Dispatch origin
        ///
        /// Root.
        ///
        /// # Errors
        ///
        /// [`Error::DuplicateMember`], [`Error::BelowFloor`].
        ///
        /// # Events
        ///
        /// [`Event::CouncilSet`].
        #[pallet::call_index(3)]
        #[pallet::weight(
            <T as Config>::WeightInfo::set_council().saturating_add(T::ChangeWeight::get())
        )]
        pub fn set_council(origin: OriginFor<T>, members: CouncilOf<T>) -> DispatchResult {
            ensure_root(origin)?;
            let mut sorted = members.into_inner();
            let given = sorted.len();
            sorted.sort();
            sorted.dedup();
            ensure!(sorted.len() == given, Error::<T>::DuplicateMember);
            let members = u32::try_from(given).unwrap_or(u32::MAX);
            ensure!(
                members >= CouncilFloor::<T>::get().max(1),
                Error::<T>::BelowFloor
            );
            let prime = T::Council::get_prime().filter(|prime| sorted.contains(prime));
            T::Council::set_members_sorted(&sorted, &T::Members::sorted_members());
            T::Council::set_prime(prime);
            Self::deposit_event(Event::CouncilSet { members });
            Ok(())
        }

        /// Sets the minimum number of council members.
        ///
        /// # Dispatch origin
        ///
        /// Root.
        ///
        /// # Errors
        ///
        /// [`Error::FloorOutOfBounds`].
        ///
        /// # Events
        ///
        /// [`Event::CouncilFloorSet`].
        #[pallet::call_index(4)]
        #[pallet::weight(<T as Config>::WeightInfo::set_council_floor())]
        pub fn set_council_floor(origin: OriginFor<T>, floor: u32) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(
                floor > 0 && floor <= Self::members(),
                Error::<T>::FloorOutOfBounds
            );
            CouncilFloor::<T>::put(floor);
            Self::deposit_event(Event::CouncilFloorSet { floor });
            Ok(())
        }

        /// Halts the calls of users for [`Config::HaltDuration`]. The call is refused until
        /// [`Config::HaltPause`] after that, even if root ends the halt early.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::HaltOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::HaltTooSoon`], [`Error::AlreadyHalted`], [`Error::HaltRefused`].
        ///
        /// # Events
        ///
        /// [`Event::Halted`].
        #[pallet::call_index(5)]
        #[pallet::weight((<T as Config>::WeightInfo::halt(), DispatchClass::Operational))]
        pub fn halt(origin: OriginFor<T>) -> DispatchResult {
            T::HaltOrigin::ensure_origin(origin)?;
            let now = frame_system::Pallet::<T>::block_number();
            ensure!(now >= NextHalt::<T>::get(), Error::<T>::HaltTooSoon);
            let duration = T::HaltDuration::get();
            T::Halt::enter(duration).map_err(|error| match error {
                SafeModeError::AlreadyEntered => Error::<T>::AlreadyHalted,
                _ => Error::<T>::HaltRefused,
            })?;
            // The last block of the duration is still halted.
            let next = now
                .saturating_add(duration)
                .saturating_add(One::one())
                .saturating_add(T::HaltPause::get());
            NextHalt::<T>::put(next);
            Self::deposit_event(Event::Halted { next });
            Ok(())
        }

        /// Removes an expired motion of the council. Its call does not run, and its deposit can be
        /// released.
        ///
        /// An expired motion with enough ayes cannot be closed, since closing it would run its call
        /// at any later time. Without this call it would keep its place for as long as its members
        /// want, and a few members could fill all places.
        ///
        /// # Dispatch origin
        ///
        /// Any account.
        ///
        /// # Errors
        ///
        /// [`Error::MotionNotFound`], [`Error::MotionNotOver`].
        ///
        /// # Events
        ///
        /// [`Event::MotionDropped`].
        #[pallet::call_index(6)]
        #[pallet::weight((T::Motions::remove_weight(), DispatchClass::Operational))]
        pub fn drop_motion(origin: OriginFor<T>, motion: T::Hash) -> DispatchResult {
            ensure_signed(origin)?;
            let end = T::Motions::end(motion).ok_or(Error::<T>::MotionNotFound)?;
            ensure!(
                frame_system::Pallet::<T>::block_number() > end,
                Error::<T>::MotionNotOver
            );
            T::Motions::remove(motion);
            Self::deposit_event(Event::MotionDropped { motion });
            Ok(())
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Number of members of the council.
    fn members() -> u32 {
        u32::try_from(T::Members::count()).unwrap_or(u32::MAX)
    }

    /// Transaction version of this runtime.
    fn transaction_version() -> u32 {
        <T as frame_system::Config>::Version::get().transaction_version
    }

    /// Returns true if more than a third of the members have objected.
    fn is_refused(objections: &[T::AccountId], members: &[T::AccountId]) -> bool {
        let present = objections
            .iter()
            .filter(|member| members.binary_search(member).is_ok());
        present.count().saturating_mul(3) > members.len()
    }

    /// Records a member's objection. Returns true if more than a third have objected now.
    fn note_objection(call_hash: T::Hash, member: T::AccountId) -> Result<bool, DispatchError> {
        let members = T::Members::sorted_members();
        ensure!(
            members.binary_search(&member).is_ok(),
            Error::<T>::NotMember
        );
        let (objections, refused) = Announcements::<T>::try_mutate(call_hash, |announcement| {
            let objections = &mut announcement
                .as_mut()
                .ok_or(Error::<T>::NotAnnounced)?
                .objections;
            objections.retain(|other| members.binary_search(other).is_ok());
            ensure!(!objections.contains(&member), Error::<T>::AlreadyObjected);
            // The objecting members are distinct, so there is room.
            let _ = objections.try_push(member.clone());
            let refused = Self::is_refused(objections, &members);
            Ok::<_, Error<T>>((objections.len(), refused))
        })?;
        Self::deposit_event(Event::Objected {
            call_hash,
            member,
            objections: u32::try_from(objections).unwrap_or(u32::MAX),
        });
        Ok(refused)
    }

    /// Removes an announcement and its preimage, if there is one.
    fn remove(call_hash: T::Hash) {
        if let Some(announcement) = Announcements::<T>::take(call_hash) {
            T::Preimages::drop(&announcement.call);
            Queue::<T>::mutate(|queue| queue.retain(|(_, other)| *other != call_hash));
        }
    }

    /// Runs a call as root, and returns its weight.
    fn run(call_hash: T::Hash, call: <T as Config>::RuntimeCall) -> Weight {
        let most = call.get_dispatch_info().call_weight;
        let (result, used) = match call.dispatch(RawOrigin::Root.into()) {
            Ok(info) => (Ok(()), info.actual_weight),
            Err(failure) => (Err(failure.error), failure.post_info.actual_weight),
        };
        Self::deposit_event(Event::Enacted { call_hash, result });
        used.map_or(most, |used| used.min(most))
    }

    /// Runs an announced call whose notice is over, or removes it if it can never run. A call that
    /// does not fit this block waits for the next one.
    fn run_due(call_hash: T::Hash, meter: &mut WeightMeter) {
        let Some(announcement) = Announcements::<T>::get(call_hash) else {
            log::error!(target: LOG_TARGET, "{call_hash:?} is due and not announced");
            Queue::<T>::mutate(|queue| queue.retain(|(_, other)| *other != call_hash));
            return;
        };
        // The council may have lost its power, or have shrunk, since the last objection.
        if !T::InForce::get()
            || Self::is_refused(&announcement.objections, &T::Members::sorted_members())
        {
            Self::remove(call_hash);
            Self::deposit_event(Event::Cancelled { call_hash });
            return;
        }
        if announcement.transaction_version != Self::transaction_version() {
            Self::remove(call_hash);
            let reason = DropReason::OtherVersion;
            Self::deposit_event(Event::Dropped { call_hash, reason });
            return;
        }
        let length = announcement.call.lookup_len().unwrap_or_default();
        if meter.try_consume(T::WeightInfo::run_due(length)).is_err() {
            return;
        }
        let call = T::Preimages::peek::<<T as Config>::RuntimeCall>(&announcement.call);
        let reason = match call {
            Ok((call, _)) => {
                let weight = call.get_dispatch_info().call_weight;
                if weight.all_lte(T::MaxCallWeight::get()) {
                    if meter.can_consume(weight) {
                        Self::remove(call_hash);
                        meter.consume(Self::run(call_hash, call));
                    }
                    return;
                }
                DropReason::TooHeavy
            }
            Err(_) => DropReason::Unavailable,
        };
        Self::remove(call_hash);
        Self::deposit_event(Event::Dropped { call_hash, reason });
    }
}

/// Length of a call's encoding in bytes.
fn length(call: &impl Encode) -> u32 {
    u32::try_from(call.encoded_size()).unwrap_or(u32::MAX)
}

/// Blocks of the notice: 0 if it has no hours, otherwise at least 1.
pub struct Notice<T>(PhantomData<T>);

impl<T: Config> Get<u32> for Notice<T> {
    fn get() -> u32 {
        let hours = if pallet_chain_timing::has_state() {
            NoticeHours::<T>::get()
        } else {
            DEFAULT_NOTICE_HOURS
        };
        if hours == 0 {
            return 0;
        }
        pallet_chain_timing::Pallet::<T>::timing()
            .hours(hours)
            .max(1)
    }
}
