//! The circuits as a whole: against the native check, pinned, and with one rule broken at a time.

mod agreement;
mod forgery;
pub mod lie;
mod pins;
mod signature_forgery;
mod status_forgery;

pub use crate::scenario;
