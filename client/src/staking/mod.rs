//! Staking: bonds, candidates, nominations, pools, their pay, and the hand-over.
//!
//! - [`chain`]: the stored values and the view functions of the pallets `Staking`, `StakedSet` and
//!   `NominationPools`; [`types`]: their forms.
//! - [`EraClock`]: eras by the clock; [`rate`]: pay, and what a staked token earns.
//! - [`account`], [`validator`], [`pools`], [`HandOverStatus`]: what is shown, as plain data.
//! - [`StakingCall`], [`PoolCall`]: the calls of stakers; [`advice`]: their descriptions for those
//!   who sign them.

pub mod account;
pub mod advice;
mod amount;
mod call;
pub mod chain;
mod clock;
mod hand_over;
mod pay;
pub mod pools;
mod problem;
pub mod rate;
pub(crate) mod storage;
pub mod types;
pub mod validator;

pub use amount::{parts, Amount, Percent};
pub(crate) use call::checked;
pub use call::{batch, Address, BondExtra, Payee, PoolCall, Prefs, StakingCall};
pub use clock::{duration, EraClock, When};
pub use hand_over::{HandOverStatus, Part};
pub use pay::{EraPay, ValidatorPay};
pub use problem::Problem;

#[cfg(test)]
mod tests;
