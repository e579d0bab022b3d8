//! Tests of the runtime as a whole.

mod api_at_the_switch;
mod apis;
mod authors;
mod born_as_phase_2;
mod chain;
mod engine;
mod epochs;
mod equivocations;
mod first_epochs;
mod light_clients;
mod long_migration;
mod migration;
#[path = "../../../shared/tests/mod.rs"]
mod shared;
mod shared_pallets;
mod versions;

pub(crate) use shared::migrations::PlannedMigration;
