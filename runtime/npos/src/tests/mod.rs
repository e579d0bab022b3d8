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
#[path = "../../../shared/tests/mod.rs"]
mod shared;
mod shared_pallets;
mod staking;
mod versions;

pub(crate) use shared::migrations::PlannedMigration;
