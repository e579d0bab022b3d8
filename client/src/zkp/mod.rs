//! Proofs about credentials: keys, policies and receipts on a chain.
//!
//! - [`ZkpCall`]: the calls about them that a DID can sign; [`council`]: motions about keys.
//! - [`describe`]: descriptions of policies and requests; [`names`]: circuits and keys as people
//!   write them; [`answerable`]: the times in which a request can be answered.
//! - [`bounds`], [`members`]: days, ranges and sets as people write them.
//! - [`choose_key`], [`self_check()`]: before and after a proof is made.
//! - [`Refusal`]: reasons why a request is not answered; [`witness()`]: the secrets of an answer.
//! - [`history`]: earlier answers of a holder; [`nullifiers`]: answers that a verifier accepted.
//! - [`chain`], [`facts`]: runtime APIs of the pallet `ZkpVerifier`, and the facts of an answer.

pub mod answerable;
pub mod bounds;
pub mod calls;
pub mod chain;
pub mod council;
pub mod describe;
pub mod facts;
pub mod history;
mod key_choice;
pub mod members;
pub mod names;
pub mod nullifiers;
mod problem;
mod refusal;
mod self_check;
mod transaction;
mod witness;

pub use calls::{ZkpCall, PALLET_INDEX};
pub use key_choice::choose_key;
pub use problem::Problem;
pub use refusal::Refusal;
pub use self_check::self_check;
pub use transaction::Transaction;
pub use witness::witness;
