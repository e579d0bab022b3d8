//! Tests of whole circuits: against the check without a circuit, against pinned values, and with
//! one rule broken at a time.

mod agreement;
mod forgery;
pub mod lie;
mod pins;
mod signature_forgery;
mod status_forgery;

pub use crate::scenario;
