//! The council and its way to root.
//!
//! There is no sudo. The council acts as root only through [`pallet_root_notice`]: two thirds
//! announce, more than a third can object during the notice, and five sixths act at once. All calls
//! that could bypass objections, or change the council without a notice, need root: see the table
//! in `tests/privileges.rs`.
//!
//! In phase 2 most of this ends when the stake names the validators: see [`BeforeHandOver`].

use super::{
    phase::{BeforeHandOver, CouncilHasRoot},
    system::RuntimeBlockWeights,
};
use crate::{
    constants::{currency::deposit, governance},
    *,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    parameter_types,
    traits::{
        fungible::{
            hold::{Inspect as _, Mutate as _},
            HoldConsideration,
        },
        tokens::{Fortitude, Precision},
        Consideration, ConstU32, EitherOfDiverse, EqualPrivilegeOnly, LinearStoragePrice,
        MaybeConsideration, SortedMembers,
    },
    weights::Weight,
};
use frame_system::{EnsureNever, EnsureRoot};
use pallet_chain_timing::Hours;
use pallet_collective::{
    EnsureProportionAtLeast, EnsureProportionMoreThan, Instance1, WeightInfo as _,
};
use scale_info::TypeInfo;
use sp_runtime::{
    traits::{Hash as _, Zero},
    DispatchError,
};

/// Two thirds of the council.
pub type Council2of3 = EnsureProportionAtLeast<AccountId, Instance1, 2, 3>;
/// Root, or two thirds of the council while it names the validators.
pub type RootOrCouncil = EitherOfDiverse<EnsureRoot<AccountId>, BeforeHandOver<Council2of3>>;
/// Five sixths of the council.
pub type Council5of6 = EnsureProportionAtLeast<AccountId, Instance1, 5, 6>;
/// More than a third of the council.
pub type CouncilOverThird = EnsureProportionMoreThan<AccountId, Instance1, 1, 3>;
/// Root, or more than a third of the council: for calls that only stop something.
pub type RootOrThird = EitherOfDiverse<EnsureRoot<AccountId>, CouncilOverThird>;

parameter_types! {
    /// Half a block.
    pub MaxProposalWeight: Weight = RuntimeBlockWeights::get().max_block.saturating_div(2);
    /// Half a block: a step of a migration may take the other half.
    pub MaximumSchedulerWeight: Weight =
        RuntimeBlockWeights::get().max_block.saturating_div(2);
    /// Two entries: keys of 32 and 36 bytes, status with its ticket, length of the preimage.
    pub const PreimageBaseDeposit: Balance = deposit(2, 32 + 59 + 36 + 4);
    pub const PreimageByteDeposit: Balance = deposit(0, 1);
    pub const PreimageHoldReason: RuntimeHoldReason =
        RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
    pub const MotionHoldReason: RuntimeHoldReason =
        RuntimeHoldReason::Council(pallet_collective::HoldReason::ProposalSubmission);
    /// Weight of replacing a full council with all motions open.
    pub CouncilChangeWeight: Weight =
        <Runtime as pallet_collective::Config<Instance1>>::WeightInfo::set_members(
            governance::MAX_COUNCIL_MEMBERS,
            governance::MAX_COUNCIL_MEMBERS,
            governance::MAX_COUNCIL_MOTIONS,
        );
}

/// A member who does not vote counts as a nay. Under any other rule, a majority could wait for the
/// end of a motion and then count silent members as its own, up to two thirds and root.
pub struct SilenceIsNo;

impl pallet_collective::DefaultVote for SilenceIsNo {
    fn default_vote(_: Option<bool>, _: u32, _: u32, _: u32) -> bool {
        false
    }
}

/// Deposit for a motion, released after the motion is closed.
///
/// It is zero while few motions are open. From then on each motion costs its member as much as all
/// other motions of that member together, at least [`governance::MOTION_DEPOSIT`]: the deposit of
/// the n-th motion is 2^(n-2) times the first. So one member cannot take all places, and does not
/// raise the deposits of others. A deposit by the number of open motions would do so.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct MotionDeposit(Balance);

impl MotionDeposit {
    fn price(who: &AccountId, open: u32) -> Balance {
        if open < governance::MAX_FREE_MOTIONS {
            return 0;
        }
        Balances::balance_on_hold(&MotionHoldReason::get(), who).max(governance::MOTION_DEPOSIT)
    }
}

impl Consideration<AccountId, u32> for MotionDeposit {
    /// `open`: number of open motions, without the new one.
    fn new(who: &AccountId, open: u32) -> Result<Self, DispatchError> {
        let price = Self::price(who, open);
        if !price.is_zero() {
            Balances::hold(&MotionHoldReason::get(), who, price)?;
        }
        Ok(Self(price))
    }

    /// A motion never changes, so neither does its deposit.
    fn update(self, _: &AccountId, _: u32) -> Result<Self, DispatchError> {
        Ok(self)
    }

    fn drop(self, who: &AccountId) -> Result<(), DispatchError> {
        Balances::release(&MotionHoldReason::get(), who, self.0, Precision::BestEffort).map(|_| ())
    }

    fn burn(self, who: &AccountId) {
        let _ = Balances::burn_held(
            &MotionHoldReason::get(),
            who,
            self.0,
            Precision::BestEffort,
            Fortitude::Force,
        );
    }

    /// Benchmarks open every motion from one account, whose deposit would double each time.
    #[cfg(feature = "runtime-benchmarks")]
    fn ensure_successful(who: &AccountId, _: u32) {
        use frame_support::traits::fungible::Mutate;
        let _ = Balances::burn_all_held(
            &MotionHoldReason::get(),
            who,
            Precision::BestEffort,
            Fortitude::Force,
        );
        let _ = Balances::mint_into(who, governance::MOTION_DEPOSIT.saturating_mul(2));
    }
}

impl MaybeConsideration<AccountId, u32> for MotionDeposit {
    fn is_none(&self) -> bool {
        self.0.is_zero()
    }
}

/// Members of the council.
pub struct CouncilMembers;

impl SortedMembers<AccountId> for CouncilMembers {
    fn sorted_members() -> Vec<AccountId> {
        pallet_collective::Members::<Runtime, Instance1>::get()
    }
}

/// Threshold, ayes and last block of a motion, which `pallet_collective::Votes` keeps for itself.
struct Motion {
    threshold: u32,
    ayes: u32,
    end: BlockNumber,
}

impl Motion {
    fn read(motion: &Hash) -> Option<Self> {
        // Index, threshold, ayes, nays and end.
        type Votes = (u32, u32, Vec<AccountId>, Vec<AccountId>, BlockNumber);

        let key = pallet_collective::Voting::<Runtime, Instance1>::hashed_key_for(motion);
        let (_, threshold, ayes, _, end): Votes = frame_support::storage::unhashed::get(&key)?;
        Some(Self {
            threshold,
            ayes: u32::try_from(ayes.len()).unwrap_or(u32::MAX),
            end,
        })
    }
}

/// Returns true if a motion may be closed: not if it has enough ayes and has expired. The SDK would
/// run such a motion when any account closes it, even months later; it can only be dropped.
pub fn may_close(motion: &Hash) -> bool {
    Motion::read(motion)
        .is_none_or(|motion| motion.ayes < motion.threshold || System::block_number() <= motion.end)
}

/// Motions of the council, for [`pallet_root_notice::Pallet::drop_motion`].
pub struct CouncilMotions;

impl pallet_root_notice::Motions<Hash, BlockNumber> for CouncilMotions {
    fn end(motion: Hash) -> Option<BlockNumber> {
        Motion::read(&motion).map(|motion| motion.end)
    }

    fn remove(motion: Hash) {
        Council::do_disapprove_proposal(motion);
    }

    fn remove_weight() -> Weight {
        <Runtime as pallet_collective::Config<Instance1>>::WeightInfo::disapprove_proposal(
            governance::MAX_COUNCIL_MOTIONS,
        )
        .saturating_add(<Runtime as frame_system::Config>::DbWeight::get().reads(1))
    }
}

/// Returns true if a motion may be proposed: not while the deposit of an earlier motion with the
/// same call is held, and not with a threshold that a third of the council reaches. Such a motion
/// could do nothing, and would block its call until it expires. With a threshold below 2 the call
/// runs at once.
pub fn may_propose(threshold: u32, call: &RuntimeCall) -> bool {
    let members =
        pallet_collective::Members::<Runtime, Instance1>::decode_len().unwrap_or_default();
    let decides =
        usize::try_from(threshold).is_ok_and(|threshold| threshold.saturating_mul(3) > members);
    (threshold < 2 || decides)
        && !pallet_collective::CostOf::<Runtime, Instance1>::contains_key(Hashing::hash_of(call))
}

/// Returns true if an account may provide the bytes of a preimage: not if they were requested and
/// are already stored. The SDK would store them again, and charge nothing.
pub fn may_note(bytes: &[u8]) -> bool {
    use pallet_preimage::{RequestStatus::Requested, RequestStatusFor};

    // The length of a block bounds how much is hashed here.
    !matches!(
        RequestStatusFor::<Runtime>::get(Hashing::hash(bytes)),
        Some(Requested {
            maybe_len: Some(_),
            ..
        })
    )
}

impl pallet_collective::Config<Instance1> for Runtime {
    type RuntimeOrigin = RuntimeOrigin;
    type Proposal = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type MotionDuration = Hours<Runtime, { governance::COUNCIL_MOTION_HOURS }>;
    type MaxProposals = ConstU32<{ governance::MAX_COUNCIL_MOTIONS }>;
    type MaxMembers = ConstU32<{ governance::MAX_COUNCIL_MEMBERS }>;
    type DefaultVote = SilenceIsNo;
    type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
    // `RootNotice::set_council` keeps the floor.
    type SetMembersOrigin = EnsureNever<AccountId>;
    type MaxProposalWeight = MaxProposalWeight;
    // With this origin, two thirds could remove the motions by which a third stops something.
    type DisapproveOrigin = EnsureRoot<AccountId>;
    type KillOrigin = EnsureRoot<AccountId>;
    type Consideration = MotionDeposit;
}

impl pallet_preimage::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
    type Currency = Balances;
    // The manager can release the preimages of announced calls.
    type ManagerOrigin = EnsureRoot<AccountId>;
    type Consideration = HoldConsideration<
        AccountId,
        Balances,
        PreimageHoldReason,
        LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
    >;
}

impl pallet_scheduler::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeOrigin = RuntimeOrigin;
    type PalletsOrigin = OriginCaller;
    type RuntimeCall = RuntimeCall;
    type MaximumWeight = MaximumSchedulerWeight;
    // A call scheduled with a part of the council as its origin would still have that part when the
    // council has changed.
    type ScheduleOrigin = EnsureRoot<AccountId>;
    type OriginPrivilegeCmp = EqualPrivilegeOnly;
    type MaxScheduledPerBlock = ConstU32<{ governance::MAX_SCHEDULED_PER_BLOCK }>;
    type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
    type Preimages = Preimage;
    type BlockNumberProvider = System;
}

impl pallet_root_notice::Config for Runtime {
    type RuntimeCall = RuntimeCall;
    type InForce = CouncilHasRoot;
    type AnnounceOrigin = BeforeHandOver<Council2of3>;
    type ObjectOrigin = CouncilOverThird;
    type EnactOrigin = BeforeHandOver<Council5of6>;
    type Council = Council;
    type Motions = CouncilMotions;
    type Members = CouncilMembers;
    type ChangeWeight = CouncilChangeWeight;
    type Preimages = Preimage;
    type MaxMembers = ConstU32<{ governance::MAX_COUNCIL_MEMBERS }>;
    type MaxAnnouncements = ConstU32<{ governance::MAX_ANNOUNCEMENTS }>;
    type MaxCallWeight = MaxProposalWeight;
    type EnactWindow = Hours<Runtime, { governance::COUNCIL_MOTION_HOURS }>;
    type HaltOrigin = BeforeHandOver<CouncilOverThird>;
    type Halt = SafeMode;
    type HaltDuration = super::migrations::HaltDuration;
    type HaltPause = Hours<Runtime, { governance::HALT_PAUSE_HOURS }>;
    type WeightInfo = pallet_root_notice::weights::SubstrateWeight<Runtime>;
}
