//! Migrations over several blocks, and the halt of calls.
//!
//! During such a migration, a block has inherents only; hooks, sessions and finality continue. A
//! migration that fails leaves storage in two layouts. [`HaltCalls`] then closes the chain to users
//! and keeps it open to governance, which repairs it and lifts the halt.

use super::{
    consensus::Engine,
    governance::Council2of3,
    phase::{is_open_governance, BeforeHandOver},
    system::RuntimeBlockWeights,
};
use crate::{
    constants::{governance, migrations},
    *,
};
use frame_support::{
    migrations::{FailedMigrationHandler, FailedMigrationHandling},
    parameter_types,
    traits::{
        ConstU32, Contains, EitherOf, Get, GetCallMetadata, GetStorageVersion, MapSuccess,
        PalletInfoAccess, SafeMode as Halt, StorageVersion,
    },
    weights::Weight,
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess};
use pallet_chain_timing::Hours;
use sp_runtime::traits::Replace;

/// Duration of a halt that only root ends.
pub const UNTIL_ROOT_ENDS_IT: BlockNumber = BlockNumber::MAX;

parameter_types! {
    /// Half a block.
    pub MaxServiceWeight: Weight = RuntimeBlockWeights::get().max_block.saturating_div(2);
    /// Duration of a halt that a part of the council decides.
    pub HaltDuration: BlockNumber = Hours::<Runtime, { governance::HALT_HOURS }>::get();
    /// A halt cannot be bought with a deposit: only governance enters it.
    pub const NoDeposit: Option<Balance> = None;
    /// No deposit is ever held, so none is released.
    pub const NoRelease: Option<BlockNumber> = None;
}

#[cfg(not(any(test, feature = "runtime-benchmarks")))]
type Stepped = SteppedMigrations;
#[cfg(all(test, not(feature = "runtime-benchmarks")))]
type Stepped = crate::tests::PlannedMigration;
#[cfg(feature = "runtime-benchmarks")]
type Stepped = pallet_migrations::mock_helpers::MockedMigrations;

impl pallet_migrations::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type Migrations = Stepped;
    type CursorMaxLen = ConstU32<{ migrations::MAX_CURSOR_BYTES }>;
    type IdentifierMaxLen = ConstU32<{ migrations::MAX_IDENTIFIER_BYTES }>;
    type MigrationStatusHandler = ();
    type FailedMigrationHandler = HaltCalls;
    type MaxServiceWeight = MaxServiceWeight;
    type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}

/// Halts the calls of users after a failed migration, and reopens blocks for governance.
///
/// The SDK's own handler for safe mode leaves the migrator stuck, and a stuck migrator admits only
/// inherents: the council could not even vote.
pub struct HaltCalls;

impl FailedMigrationHandler for HaltCalls {
    fn failed(_: Option<u32>) -> FailedMigrationHandling {
        let halted = if SafeMode::is_entered() {
            <SafeMode as Halt>::extend(UNTIL_ROOT_ENDS_IT)
        } else {
            <SafeMode as Halt>::enter(UNTIL_ROOT_ENDS_IT)
        };
        match halted {
            Ok(()) => FailedMigrationHandling::ForceUnstuck,
            // Neither call can fail in this case. If one did, a stopped chain is better than one in
            // two layouts.
            Err(_) => FailedMigrationHandling::KeepStuck,
        }
    }
}

/// Calls that stay open during a halt: those of the chain itself and of governance.
///
/// An allow list, so that a new pallet is closed until it is reviewed. Calls that carry another
/// call are open because the inner call passes this filter again; root passes every filter.
pub struct OpenDuringHalt;

impl Contains<RuntimeCall> for OpenDuringHalt {
    fn contains(call: &RuntimeCall) -> bool {
        match call {
            // Upgrades, and the inherent that every block needs.
            RuntimeCall::System(..)
            | RuntimeCall::Timestamp(..)
            // Reports of equivocations, and keys of validators.
            | RuntimeCall::Grandpa(..)
            | RuntimeCall::Session(..)
            | RuntimeCall::ValidatorSet(..)
            // Governance, also for members that are multisigs or act through proxies.
            | RuntimeCall::Council(..)
            | RuntimeCall::Preimage(..)
            | RuntimeCall::Scheduler(..)
            | RuntimeCall::RootNotice(..)
            // Calls that stop forged proofs, which may be the reason for the halt.
            | RuntimeCall::ZkpVerifier(
                pallet_zkp_verifier::Call::disable_key { .. }
                | pallet_zkp_verifier::Call::stop_policy { .. },
            )
            | RuntimeCall::MultiBlockMigrations(..)
            | RuntimeCall::Utility(..)
            | RuntimeCall::Multisig(..)
            | RuntimeCall::Proxy(
                pallet_proxy::Call::proxy { .. }
                | pallet_proxy::Call::announce { .. }
                | pallet_proxy::Call::proxy_announced { .. }
                // A halt must not preserve a thief's power over a member's account.
                | pallet_proxy::Call::remove_proxy { .. }
                | pallet_proxy::Call::remove_proxies { .. }
                | pallet_proxy::Call::reject_announcement { .. },
            ) => true,
            RuntimeCall::Did(
                pallet_did::Call::dispatch { operation, .. }
                | pallet_did::Call::dispatch_agreeing { operation, .. },
            ) => leaves_a_policy(&operation.call),
            RuntimeCall::Did(pallet_did::Call::dispatch_as { call, .. }) => leaves_a_policy(call),
            RuntimeCall::ZkpVerifier(..) => leaves_a_policy(call),
            // Open governance; reports of equivocations to the engine, if it has calls.
            call => {
                is_open_governance(call) || call.get_call_metadata().pallet_name == Engine::name()
            }
        }
    }
}

/// Returns true if a call closes a policy. This stays open during every halt: otherwise a halt
/// could last as long as the notice of a key that verifiers reject. It is closed while a migration
/// has left policies or DIDs in another layout than this runtime reads.
fn leaves_a_policy(call: &RuntimeCall) -> bool {
    fn is_migrated<P>() -> bool
    where
        P: GetStorageVersion<InCodeStorageVersion = StorageVersion> + PalletInfoAccess,
    {
        P::on_chain_storage_version() == P::in_code_storage_version()
    }

    use pallet_zkp_verifier::Call;
    matches!(call, RuntimeCall::ZkpVerifier(Call::close_policy { .. }))
        && is_migrated::<ZkpVerifier>()
        && is_migrated::<Did>()
}

/// Root, for any time, or two thirds of the council, for [`governance::HALT_HOURS`].
///
/// More than a third halts by [`pallet_root_notice::Pallet::halt`], which records the halt.
pub type HaltOrigin = EitherOf<
    EnsureRootWithSuccess<AccountId, ConstU32<UNTIL_ROOT_ENDS_IT>>,
    MapSuccess<BeforeHandOver<Council2of3>, Replace<HaltDuration>>,
>;

impl pallet_safe_mode::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type WhitelistedCalls = OpenDuringHalt;
    type EnterDuration = HaltDuration;
    type ExtendDuration = HaltDuration;
    type EnterDepositAmount = NoDeposit;
    type ExtendDepositAmount = NoDeposit;
    type ForceEnterOrigin = HaltOrigin;
    // Otherwise calls of users would be open between two halts, for at least one block.
    type ForceExtendOrigin = HaltOrigin;
    type ForceExitOrigin = EnsureRoot<AccountId>;
    type ForceDepositOrigin = EnsureRoot<AccountId>;
    type Notify = ();
    type ReleaseDelay = NoRelease;
    type WeightInfo = pallet_safe_mode::weights::SubstrateWeight<Runtime>;
}
