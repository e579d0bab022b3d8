//! Open governance: referenda of all holders, and the treasury.
//!
//! The council leads until the stake names the validators. From then on it whitelists calls, and
//! stops keys and policies of proofs in an emergency; all else is decided by referenda.

use super::{governance::Council2of3, phase::AfterHandOver, tracks::Tracks};
use crate::{constants::referenda, origins::*, *};
use frame_support::{
    parameter_types,
    traits::{
        tokens::{currency::ActiveIssuanceOf, PayFromAccount, UnityAssetBalanceConversion},
        AsEnsureOriginWithArg, ConstU32, EitherOf, EitherOfDiverse, MapSuccess,
    },
    PalletId,
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureSigned};
use pallet_chain_timing::Hours;
use sp_runtime::{
    traits::{IdentityLookup, Replace},
    Permill,
};

/// Root, or the track of staking.
pub type StakingAdmin = EitherOfDiverse<EnsureRoot<AccountId>, EnsureStakingAdmin>;
/// Root, or the track that spends any amount.
pub type RootOrTreasurer = EitherOfDiverse<EnsureRoot<AccountId>, EnsureTreasurer>;
/// Origins that spend from the treasury, with the amount that each may spend at a time.
pub type Spenders = EitherOf<
    EnsureRootWithSuccess<AccountId, AnyAmount>,
    EitherOf<
        MapSuccess<EnsureTreasurer, Replace<AnyAmount>>,
        MapSuccess<EnsureSmallSpender, Replace<SmallAmount>>,
    >,
>;

parameter_types! {
    pub const AnyAmount: Balance = Balance::MAX;
    pub const SmallAmount: Balance = referenda::SMALL_SPEND;
    pub const SubmissionDeposit: Balance = referenda::SUBMISSION_DEPOSIT;
    /// In each block: an alarm costs a scheduled call.
    pub const AlarmInterval: BlockNumber = 1;
    pub const TreasuryId: PalletId = PalletId(*b"aura/trs");
    /// Tokens that are not spent stay.
    pub const NothingBurnt: Permill = Permill::zero();
    pub TreasuryAccount: AccountId = Treasury::account_id();
}

impl origins::Config for Runtime {}

impl pallet_referenda::Config for Runtime {
    type RuntimeCall = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_referenda::weights::SubstrateWeight<Runtime>;
    type Scheduler = Scheduler;
    type Currency = Balances;
    type SubmitOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
    type CancelOrigin = EitherOfDiverse<EnsureRoot<AccountId>, EnsureReferendumCanceller>;
    type KillOrigin = EitherOfDiverse<EnsureRoot<AccountId>, EnsureReferendumKiller>;
    // Burnt.
    type Slash = ();
    type Votes = pallet_conviction_voting::VotesOf<Runtime>;
    type Tally = pallet_conviction_voting::TallyOf<Runtime>;
    type SubmissionDeposit = SubmissionDeposit;
    type MaxQueued = ConstU32<{ referenda::MAX_QUEUED }>;
    type UndecidingTimeout = Hours<Runtime, { referenda::UNDECIDING_HOURS }>;
    type AlarmInterval = AlarmInterval;
    type Tracks = Tracks;
    type Preimages = Preimage;
    type BlockNumberProvider = System;
}

impl pallet_conviction_voting::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_conviction_voting::weights::SubstrateWeight<Runtime>;
    // Locks and holds of staking overlap with them: staked tokens vote.
    type Currency = Balances;
    type Polls = Referenda;
    type MaxTurnout = ActiveIssuanceOf<Balances, AccountId>;
    type MaxVotes = ConstU32<{ referenda::MAX_VOTES }>;
    type VoteLockingPeriod = Hours<Runtime, { referenda::VOTE_LOCK_HOURS }>;
    type BlockNumberProvider = System;
    type VotingHooks = ();
}

impl pallet_whitelist::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WhitelistOrigin = EitherOfDiverse<EnsureRoot<AccountId>, Council2of3>;
    // A whitelisted call runs as root, so before the hand-over it would be a way around the notice.
    type DispatchWhitelistedOrigin =
        EitherOfDiverse<EnsureRoot<AccountId>, AfterHandOver<EnsureWhitelistedCaller>>;
    type Preimages = Preimage;
    type DeferredDispatchExpiration = Hours<Runtime, { referenda::UNDECIDING_HOURS }>;
    type BlockNumberProvider = System;
    type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}

impl pallet_treasury::Config for Runtime {
    type Currency = Balances;
    type RejectOrigin = RootOrTreasurer;
    type RuntimeEvent = RuntimeEvent;
    type SpendPeriod = Hours<Runtime, { referenda::SPEND_HOURS }>;
    type Burn = NothingBurnt;
    type PalletId = TreasuryId;
    type BurnDestination = ();
    type WeightInfo = pallet_treasury::weights::SubstrateWeight<Runtime>;
    type SpendFunds = ();
    type MaxApprovals = ConstU32<{ referenda::MAX_APPROVALS }>;
    type SpendOrigin = Spenders;
    type AssetKind = ();
    type Beneficiary = AccountId;
    type BeneficiaryLookup = IdentityLookup<AccountId>;
    type Paymaster = PayFromAccount<Balances, TreasuryAccount>;
    type BalanceConverter = UnityAssetBalanceConversion;
    type PayoutPeriod = Hours<Runtime, { referenda::PAYOUT_HOURS }>;
    type BlockNumberProvider = System;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}
