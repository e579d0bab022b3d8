//! The council, and how it reaches root.
//!
//! There is no sudo. What only root may do, two thirds of the council do through the whitelist: a
//! motion that batches `whitelist_call` and `dispatch_whitelisted_call`. Phase 2 keeps that pallet
//! for its technical committee.

use crate::{
    constants::{block, currency::deposit, governance},
    *,
};
use core::cmp::Ordering;
use frame_support::{
    parameter_types,
    traits::{
        fungible::HoldConsideration, ConstU32, EitherOfDiverse, LinearStoragePrice, PrivilegeCmp,
    },
    weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_chain_timing::Hours;
use pallet_collective::{EnsureProportionAtLeast, Instance1};

/// Two thirds of the council.
pub type Council2of3 = EnsureProportionAtLeast<AccountId, Instance1, 2, 3>;
/// Root, or two thirds of the council.
pub type RootOrCouncil = EitherOfDiverse<EnsureRoot<AccountId>, Council2of3>;

parameter_types! {
    /// Half a block.
    pub const MaxProposalWeight: Weight = block::MAXIMUM_WEIGHT.saturating_div(2);
    /// Four fifths of a block.
    pub const MaximumSchedulerWeight: Weight =
        block::MAXIMUM_WEIGHT.saturating_div(5).saturating_mul(4);
    /// Two entries: keys of 32 and 36 bytes, status with its ticket, length of the preimage.
    pub const PreimageBaseDeposit: Balance = deposit(2, 32 + 59 + 36 + 4);
    pub const PreimageByteDeposit: Balance = deposit(0, 1);
    pub const PreimageHoldReason: RuntimeHoldReason =
        RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

/// Who does not vote has not said aye. With any other rule, a majority could wait for a motion to
/// end and then count the silent as its own, up to two thirds and root.
pub struct SilenceIsNo;

impl pallet_collective::DefaultVote for SilenceIsNo {
    fn default_vote(_: Option<bool>, _: u32, _: u32, _: u32) -> bool {
        false
    }
}

/// Whose scheduled calls one may cancel: root anybody's, a part of the council those of the same
/// or a smaller part, so that a call stays within reach when the council has changed.
pub struct RootAboveCouncil;

impl PrivilegeCmp<OriginCaller> for RootAboveCouncil {
    fn cmp_privilege(left: &OriginCaller, right: &OriginCaller) -> Option<Ordering> {
        use pallet_collective::RawOrigin::Members;
        use OriginCaller::{system, Council};

        match (left, right) {
            _ if left == right => Some(Ordering::Equal),
            (system(frame_system::RawOrigin::Root), _) => Some(Ordering::Greater),
            (_, system(frame_system::RawOrigin::Root)) => Some(Ordering::Less),
            (Council(Members(ayes, of)), Council(Members(other_ayes, other_of))) => {
                let product = |a: &u32, b: &u32| u64::from(*a).saturating_mul(u64::from(*b));
                Some(product(ayes, other_of).cmp(&product(other_ayes, of)))
            }
            _ => None,
        }
    }
}

impl pallet_collective::Config<Instance1> for Runtime {
    type RuntimeOrigin = RuntimeOrigin;
    type Proposal = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type MotionDuration = Hours<Runtime, { governance::COUNCIL_MOTION_HOURS }>;
    type MaxProposals = ConstU32<{ governance::COUNCIL_MAX_PROPOSALS }>;
    type MaxMembers = ConstU32<{ governance::COUNCIL_MAX_MEMBERS }>;
    type DefaultVote = SilenceIsNo;
    type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
    type SetMembersOrigin = RootOrCouncil;
    type MaxProposalWeight = MaxProposalWeight;
    type DisapproveOrigin = RootOrCouncil;
    type KillOrigin = RootOrCouncil;
    // Members are known and few, and `MaxProposals` bounds what they can store.
    type Consideration = ();
}

impl pallet_preimage::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
    type Currency = Balances;
    type ManagerOrigin = RootOrCouncil;
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
    type ScheduleOrigin = RootOrCouncil;
    type OriginPrivilegeCmp = RootAboveCouncil;
    type MaxScheduledPerBlock = ConstU32<{ governance::MAX_SCHEDULED_PER_BLOCK }>;
    type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
    type Preimages = Preimage;
    type BlockNumberProvider = System;
}

impl pallet_whitelist::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WhitelistOrigin = Council2of3;
    type DispatchWhitelistedOrigin = Council2of3;
    type Preimages = Preimage;
    type DeferredDispatchExpiration = Hours<Runtime, { governance::COUNCIL_MOTION_HOURS }>;
    type BlockNumberProvider = System;
    type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}
