//! Tests of the runtime as a whole.

mod apis;
mod engine;
#[path = "../../../shared/tests/mod.rs"]
mod shared;
