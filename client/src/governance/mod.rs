//! Open governance: tracks, referenda, votes and delegations.
//!
//! - [`chain`]: the stored values of the pallets `Referenda` and `ConvictionVoting`; [`types`]:
//!   their forms.
//! - [`Track`], [`ReferendumStatus`]: what is shown, as plain data; [`BlockClock`]: blocks by the
//!   clock.
//! - [`GovernanceCall`]: the calls of voters; [`advice`]: their descriptions.

pub mod advice;
mod call;
pub mod chain;
mod clock;
mod problem;
mod referendum;
mod track;
pub mod types;

pub use call::{origin_of, GovernanceCall, Proposal};
pub use clock::BlockClock;
pub use problem::Problem;
pub use referendum::{ReferendumState, ReferendumStatus, Shares};
pub use track::Track;

#[cfg(test)]
mod tests;
