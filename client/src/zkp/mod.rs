//! Proofs about credentials: keys, policies and receipts on a chain.
//!
//! - [`Does`]: the calls about them that a DID can sign; [`council`]: motions about keys.
//! - [`words`]: policies and requests in words; [`names`]: circuits and keys as people write them;
//!   [`answerable`]: the times in which a request can be answered.
//! - [`chain`], [`facts`]: runtime APIs of the pallet `ZkpVerifier`, and the facts of an answer.

pub mod answerable;
pub mod chain;
pub mod council;
pub mod does;
pub mod facts;
pub mod names;
mod problem;
mod transaction;
pub mod words;

pub use does::{Does, NUMBER};
pub use problem::Problem;
pub use transaction::Transaction;
