//! Tests of the runtime as a whole.

mod api_at_the_switch;
mod apis;
mod arrival;
mod authors;
mod born_as_phase_2;
mod chain;
mod clients;
mod engine;
mod epochs;
mod equivocations;
mod first_epochs;
mod light_clients;
mod long_migration;
mod migration;
mod open_governance;
mod payouts;
mod proxies;
mod queries;
mod referenda;
#[path = "../../../shared/tests/mod.rs"]
mod shared;
mod shared_pallets;
mod slashing;
mod staked;
mod staking;
mod unbonding;
mod versions;

pub(crate) use shared::migrations::PlannedMigration;

/// Invariants of all pallets. Those of the SDK's need the feature `try-runtime`, with which the SDK
/// compiles again: `scripts/rehearse` and a release have it.
fn all_hold() {
    shared::try_state();
    #[cfg(feature = "try-runtime")]
    {
        use crate::*;
        use frame_support::traits::{Hooks, TryState, TryStateSelect};
        let number = System::block_number();
        // By itself first, so that a failure has a name.
        <Staking as Hooks<_>>::try_state(number).expect("Staking");
        <VoterList as Hooks<_>>::try_state(number).expect("VoterList");
        <DelegatedStaking as Hooks<_>>::try_state(number).expect("DelegatedStaking");
        <NominationPools as Hooks<_>>::try_state(number).expect("NominationPools");
        AllPalletsWithSystem::try_state(number, TryStateSelect::All).unwrap();
    }
}
