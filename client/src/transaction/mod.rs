//! Transactions: their funds checked, signed, submitted and watched until they are final.
//!
//! [`State::send`] is the whole of it. Futures are boxed here, so that they are compiled once and
//! not with every caller.

mod funds;
mod key;
mod outcome;
mod refusal;
mod send;
mod signed;
mod watch;

pub use funds::Lack;
pub use key::Key;
pub use outcome::FinalTransaction;
pub use refusal::{Cause, Refusal};
pub use watch::Lost;

#[cfg(doc)]
use crate::state::State;
