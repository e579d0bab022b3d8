//! System, timing and timestamp.

use super::{claims::SoleClaim, consensus::Engine};
use crate::{constants, constants::block, *};
use aura_runtime_common::Block as OpaqueBlock;
use frame_support::{
    derive_impl,
    dispatch::DispatchClass,
    parameter_types,
    traits::{ConstU32, Contains},
    weights::constants::ParityDbWeight,
};
use frame_system::limits::{BlockLength, BlockWeights};
use pallet_chain_timing::TimingParameters;

const _: fn() = || {
    // The node uses opaque blocks: both block types must have the same header.
    fn same_header<
        A: sp_runtime::traits::Block<Header = H>,
        B: sp_runtime::traits::Block<Header = H>,
        H,
    >() {
    }
    same_header::<Block, OpaqueBlock, Header>();
};

parameter_types! {
    pub const BlockHashCount: BlockNumber = block::MAX_BLOCK_HASHES;
    pub const Version: sp_version::RuntimeVersion = VERSION;
    /// Depends on the slot duration of this chain; without state, on that of a public network.
    pub RuntimeBlockWeights: BlockWeights = BlockWeights::with_sensible_defaults(
        block::maximum_weight(ChainTiming::timing().slot_duration),
        block::NORMAL_DISPATCH_RATIO,
    );
    pub RuntimeBlockLength: BlockLength =
        BlockLength::builder()
            .max_length(block::MAX_LENGTH_BYTES)
            .modify_max_length_for_class(DispatchClass::Normal, |max| {
                *max = block::NORMAL_DISPATCH_RATIO.mul_floor(block::MAX_LENGTH_BYTES)
            })
            .build();
    pub const Ss58Prefix: u16 = constants::SS58_PREFIX;
    /// Without a genesis entry: slots of six seconds, epochs of four hours.
    pub const DefaultTiming: TimingParameters =
        TimingParameters { slot_duration: 6_000, epoch_length: 2_400, day: 14_400 };
}

/// Refuses these calls:
///
/// - calls that a halt closes;
/// - `session.purge_keys` if it could take the validator set below its minimum;
/// - closing an expired motion that has enough ayes: any account could run the call later. Any
///   account can drop it, and its members can propose it again;
/// - closing a motion inside so many batches that its call has no storage layers left: that call
///   would fail, and any account could waste every motion this way;
/// - dispatching the call of a multisig, of a proxy or of a recovered account inside more than a
///   few batches, for the same reason: one signatory could waste the approvals of the others, and
///   any account an announcement; the same for a whitelisted call that a referendum has approved;
/// - proposing a motion again while its deposit is not released: the pallet would lose track of the
///   deposit; and a motion that a third of the council could carry;
/// - noting a preimage that was requested and is present.
pub struct CallFilter;

impl Contains<RuntimeCall> for CallFilter {
    fn contains(call: &RuntimeCall) -> bool {
        use super::{
            governance::{may_close, may_note, may_propose},
            phase::{may_lose_keys, runs_what_others_decided},
        };

        if !SafeMode::is_allowed(call) {
            return false;
        }
        match call {
            RuntimeCall::Session(pallet_session::Call::purge_keys { .. }) => may_lose_keys(),
            RuntimeCall::Council(pallet_collective::Call::close { proposal_hash, .. }) => {
                pallet_did::has_layers() && may_close(proposal_hash)
            }
            RuntimeCall::Council(pallet_collective::Call::propose {
                threshold,
                proposal,
                ..
            }) => may_propose(*threshold, proposal),
            RuntimeCall::Multisig(
                pallet_multisig::Call::as_multi { .. }
                | pallet_multisig::Call::as_multi_threshold_1 { .. },
            )
            | RuntimeCall::Proxy(
                pallet_proxy::Call::proxy { .. } | pallet_proxy::Call::proxy_announced { .. },
            )
            | RuntimeCall::Recovery(pallet_recovery::Call::control_inherited_account { .. }) => {
                pallet_did::has_layers_for_others()
            }
            call if runs_what_others_decided(call) => pallet_did::has_layers_for_others(),
            RuntimeCall::Preimage(pallet_preimage::Call::note_preimage { bytes }) => {
                may_note(bytes)
            }
            _ => true,
        }
    }
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type AccountData = pallet_balances::AccountData<Balance>;
    type AccountId = AccountId;
    type BaseCallFilter = CallFilter;
    type Block = Block;
    type BlockHashCount = BlockHashCount;
    type BlockLength = RuntimeBlockLength;
    type BlockWeights = RuntimeBlockWeights;
    type DbWeight = ParityDbWeight;
    type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
    type Hash = Hash;
    type Lookup = sp_runtime::traits::AccountIdLookup<AccountId, ()>;
    type MaxConsumers = ConstU32<16>;
    type MultiBlockMigrator = MultiBlockMigrations;
    type Nonce = Nonce;
    type PreInherents = SoleClaim;
    type SS58Prefix = Ss58Prefix;
    type SingleBlockMigrations = Migrations;
    type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
    type Version = Version;
}

impl pallet_chain_timing::Config for Runtime {
    type Default = DefaultTiming;
}

impl pallet_timestamp::Config for Runtime {
    type Moment = u64;
    type OnTimestampSet = Engine;
    type MinimumPeriod = pallet_chain_timing::MinimumPeriod<Runtime>;
    type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}
