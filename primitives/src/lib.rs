//! What the pallets of Aura and everybody who talks to them mean by the same words.
//!
//! - [`credentials`]: schemas, who may issue by them, and status lists.
//! - [`did`]: decentralised identifiers of the method `did:aura`.
//! - [`List`]: lists with a limit, in all of these.
//! - [`zkp`]: circuits, and the keys that proofs are checked with.
//!
//! Types that are stored or sent, the rules that need no state, and the bytes that people sign. No
//! SDK is needed to use them: a wallet and the runtime compile the same source.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

extern crate alloc;

mod base58_id;
pub mod credentials;
mod described;
pub mod did;
mod list;
pub mod zkp;

pub use list::List;
