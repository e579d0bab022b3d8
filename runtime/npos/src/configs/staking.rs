//! Staking: eras, elections, pools, and the set that the stake names.
//!
//! All values are in `constants::staking`, with their reasons. The weights of the SDK's pallets are
//! those that the SDK publishes.

use super::{
    bags::THRESHOLDS, governance::RootOrCouncil, open_governance::StakingAdmin,
    session::MaxValidators,
};
use crate::{constants::staking, *};
use aura_runtime_common::issuance::{era_issuance, EraIssuance};
use frame_election_provider_support::{
    bounds::{ElectionBounds, ElectionBoundsBuilder},
    onchain, SequentialPhragmen, VoteWeight,
};
use frame_support::{
    parameter_types,
    traits::{tokens::imbalance::ResolveTo, ConstBool, ConstU32, ConstU8, Get},
    PalletId,
};
use pallet_chain_timing::EpochLength;
use pallet_nomination_pools::adapter::DelegateStake;
use pallet_staking::FixedNominationsQuota;
use sp_core::U256;
use sp_runtime::{traits::Convert, FixedU128, Perbill};
use sp_staking::{currency_to_vote::U128CurrencyToVote, EraPayout, SessionIndex};

/// Instance of the list of voters.
pub type VoterListInstance = pallet_bags_list::Instance1;

/// Sessions of an era: those of a day, at least one.
pub struct SessionsPerEra;

impl Get<SessionIndex> for SessionsPerEra {
    fn get() -> SessionIndex {
        let timing = ChainTiming::timing();
        let sessions = timing.day.checked_div(timing.epoch_length).unwrap_or(1);
        sessions.max(1)
    }
}

/// Slots of an era, nominally.
pub struct SlotsPerEra;

impl Get<u64> for SlotsPerEra {
    fn get() -> u64 {
        <EpochLength<Runtime> as Get<u64>>::get().saturating_mul(SessionsPerEra::get().into())
    }
}

/// Tokens that an era mints, by `aura_runtime_common::issuance`.
pub struct Issuance;

impl EraPayout<Balance> for Issuance {
    fn era_payout(staked: Balance, supply: Balance, duration: u64) -> (Balance, Balance) {
        let slot = ChainTiming::timing().slot_duration;
        let nominal = SlotsPerEra::get().saturating_mul(slot);
        let EraIssuance { stakers, treasury } = era_issuance(staked, supply, duration, nominal);
        (stakers, treasury)
    }
}

parameter_types! {
    pub const MinStaked: Perbill = staking::MIN_STAKED;
    pub VoterBags: &'static [VoteWeight] = &THRESHOLDS;
    /// All voters, and no bound of targets: one below their number would fail every election.
    pub Bounds: ElectionBounds = ElectionBoundsBuilder::default()
        .voters_count(staking::MAX_VOTERS.into())
        .build();
    pub const PoolsId: PalletId = PalletId(*b"aura/npl");
    pub const DelegatedStakingId: PalletId = PalletId(*b"aura/dls");
    /// A reporter must get nothing back, or offenders would report themselves.
    pub const NoReward: Perbill = Perbill::zero();
}

/// Sequential Phragmén on chain, in the block that plans an era. That block takes no transactions.
///
/// An election in phases waits in an emergency when a chain starts staking from nothing, and one
/// over several blocks needs miners.
pub struct Election;

impl onchain::Config for Election {
    type System = Runtime;
    type Solver = SequentialPhragmen<AccountId, Perbill>;
    type DataProvider = Staking;
    type WeightInfo = frame_election_provider_support::weights::SubstrateWeight<Runtime>;
    type MaxBackersPerWinner = ConstU32<{ staking::MAX_VOTERS }>;
    type MaxWinnersPerPage = MaxValidators;
    type Bounds = Bounds;
    type Sort = ConstBool<true>;
}

/// Sizes that benchmarks of staking use.
pub struct BenchmarkSizes;

impl pallet_staking::BenchmarkingConfig for BenchmarkSizes {
    type MaxValidators = ConstU32<{ staking::MAX_CANDIDATES }>;
    type MaxNominators = ConstU32<{ staking::MAX_NOMINATORS }>;
}

impl pallet_staking::Config for Runtime {
    type OldCurrency = Balances;
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type CurrencyBalance = Balance;
    type UnixTime = Timestamp;
    type CurrencyToVote = U128CurrencyToVote;
    type ElectionProvider = onchain::OnChainExecution<Election>;
    type GenesisElectionProvider = Self::ElectionProvider;
    type NominationsQuota = FixedNominationsQuota<{ staking::MAX_NOMINATIONS }>;
    type HistoryDepth = ConstU32<{ staking::HISTORY_ERAS }>;
    type RewardRemainder = ResolveTo<pallet_treasury::TreasuryAccountId<Runtime>, Balances>;
    type RuntimeEvent = RuntimeEvent;
    // Burnt: nobody earns by slashing.
    type Slash = ();
    type Reward = ();
    type SessionsPerEra = SessionsPerEra;
    type BondingDuration = ConstU32<{ staking::BONDING_ERAS }>;
    type SlashDeferDuration = ConstU32<{ staking::SLASH_DEFER_ERAS }>;
    // Never the council: it also opens `manual_slash`.
    type AdminOrigin = StakingAdmin;
    type SessionInterface = Self;
    type EraPayout = Issuance;
    type NextNewSession = Session;
    type MaxExposurePageSize = ConstU32<{ staking::EXPOSURE_PAGE }>;
    type MaxValidatorSet = MaxValidators;
    type VoterList = VoterList;
    type TargetList = StakedSet;
    type MaxUnlockingChunks = ConstU32<{ staking::MAX_UNLOCKING_CHUNKS }>;
    type MaxControllersInDeprecationBatch = ConstU32<{ staking::MAX_CONTROLLERS_PER_BATCH }>;
    // Without them slashes do not reach the members of pools, and it would still compile.
    type EventListeners = (NominationPools, DelegatedStaking);
    // Nobody stakes twice with the same tokens.
    type Filter = pallet_nomination_pools::AllPoolMembers<Runtime>;
    type BenchmarkingConfig = BenchmarkSizes;
    type WeightInfo = pallet_staking::weights::SubstrateWeight<Runtime>;
}

impl pallet_bags_list::Config<VoterListInstance> for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_bags_list::weights::SubstrateWeight<Runtime>;
    type ScoreProvider = Staking;
    type BagThresholds = VoterBags;
    type MaxAutoRebagPerBlock = ConstU32<{ staking::MAX_REBAGS_PER_BLOCK }>;
    type Score = VoteWeight;
}

impl pallet_delegated_staking::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type PalletId = DelegatedStakingId;
    type Currency = Balances;
    type OnSlash = ();
    type SlashRewardFraction = NoReward;
    type RuntimeHoldReason = RuntimeHoldReason;
    type CoreStaking = Staking;
}

/// Balances as numbers of 256 bits, and back.
pub struct Wide;

impl Convert<Balance, U256> for Wide {
    fn convert(balance: Balance) -> U256 {
        balance.into()
    }
}

impl Convert<U256, Balance> for Wide {
    fn convert(number: U256) -> Balance {
        number.try_into().unwrap_or(Balance::MAX)
    }
}

impl pallet_nomination_pools::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = pallet_nomination_pools::weights::SubstrateWeight<Runtime>;
    type Currency = Balances;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type RewardCounter = FixedU128;
    type PalletId = PoolsId;
    type MaxPointsToBalance = ConstU8<{ staking::MAX_POINTS_TO_BALANCE }>;
    type MaxUnbonding = ConstU32<{ staking::MAX_UNBONDING }>;
    type BalanceToU256 = Wide;
    type U256ToBalance = Wide;
    type StakeAdapter = DelegateStake<Self, Staking, DelegatedStaking>;
    type MaxUnbondingPools = ConstU32<{ staking::MAX_UNBONDING_POOLS }>;
    type MaxMetadataLen = ConstU32<{ staking::MAX_POOL_NAME_BYTES }>;
    type AdminOrigin = StakingAdmin;
    type BlockNumberProvider = System;
    type Filter = pallet_staking::AllStakers<Runtime>;
}

impl pallet_staked_set::Config for Runtime {
    type ArmOrigin = RootOrCouncil;
    type MinStaked = MinStaked;
    type MinValidators = ConstU32<{ staking::MIN_VALIDATORS }>;
    type SlotsPerSession = EpochLength<Runtime>;
    type IdleEras = ConstU32<{ staking::IDLE_ERAS }>;
    type MaxRecords = ConstU32<{ staking::MAX_RECORDS }>;
    type FirstValues = crate::arrival::FirstValues;
    type WeightInfo = pallet_staked_set::weights::SubstrateWeight<Runtime>;
}
