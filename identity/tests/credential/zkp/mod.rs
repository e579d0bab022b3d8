//! Zero-knowledge proofs about credentials: the valid case, and each rule by breaking it.

mod answers;
mod credentials;
mod holder;
pub mod model;
mod pinned;
mod records;
mod requests;
mod signed;
mod vectors;
mod verifying;
