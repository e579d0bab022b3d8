//! Types, rules and signed payloads shared by the pallets and clients of Aura.
//!
//! - [`credentials`]: schemas, accreditations and status lists.
//! - [`did`]: decentralised identifiers of the method `did:aura`.
//! - [`limits`]: the limits of all of these.
//! - [`List`]: bounded lists, used by all of these.
//! - [`zkp`]: circuits, verifying keys, policies and presentations.
//!
//! The crate has the types that are stored or sent, the rules that need no state, and the bytes to
//! be signed. It does not need the SDK: a wallet and the runtime compile the same source.

#![deny(missing_docs)]
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
pub mod limits;
mod list;
pub mod zkp;

pub use list::List;
