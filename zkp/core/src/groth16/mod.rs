//! Groth16 over BLS12-381: keys, proofs, and the check of one proof or of many.
//!
//! - [`Proof`]: three points, read from 384 bytes of an extrinsic or 192 of a file.
//! - [`prepare`]: from a key that was sent to one that is stored, with every refusal.
//! - [`circuit_hash`]: the constraints that keys are made for.
//! - [`verify`], [`verify_batch`]: whether proofs hold.
//! - [`Backend`]: who does the arithmetic. [`Reference`] is plain Rust, [`HostCalls`] (feature
//!   `host-calls`) the host functions of RFC-0163. They agree on everything.
//! - [`development`]: the secrets of keys that prove nothing.
//!
//! Points outside of this module are bytes, as Zcash writes them uncompressed. It says whether a
//! proof fits a key and inputs; not what they mean, nor whether a key is in force.

mod backend;
mod batch;
#[cfg(feature = "host-calls")]
mod calls;
mod circuits;
pub mod development;
#[cfg(all(test, feature = "host-calls"))]
mod forgeries;
#[cfg(feature = "host-calls")]
mod host;
mod inputs;
mod key;
#[cfg(any(test, feature = "simulator"))]
pub mod off_subgroup;
mod point;
mod proof;
mod reference;
#[cfg(any(test, feature = "simulator"))]
mod simulator;
mod single;
#[cfg(feature = "host-calls")]
mod subgroup;
mod target;
#[cfg(all(test, feature = "host-calls"))]
mod tests;

pub use backend::{Backend, BackendError, IDENTITY_G1, ONE};
pub use batch::{verify_batch, BatchError, Item};
pub use circuits::circuit_hash;
#[cfg(feature = "host-calls")]
pub use host::HostCalls;
pub use inputs::{read_inputs, InputError};
pub use key::{digest, is_development, prepare, KeyError, KeyPoint};
pub use point::PointError;
pub use proof::{Proof, ProofError, ProofPoint};
pub use reference::Reference;
#[cfg(any(test, feature = "simulator"))]
pub use simulator::Simulator;
pub use single::{verify, VerifyError};
