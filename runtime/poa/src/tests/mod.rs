//! Tests of the runtime as a whole.

mod apis;
mod babe_keys;
mod engine;
#[path = "../../../shared/tests/mod.rs"]
mod shared;

pub(crate) use shared::migrations::PlannedMigration;
