//! Groth16 over BLS12-381: keys, proofs, and the verification of one proof or of a batch
//! (`docs/zkp.md`, sections 10 and 11).
//!
//! - [`Proof`]: three points, decoded from the 384 bytes of an extrinsic or the 192 of a file.
//! - [`prepare`]: turns a submitted key into a stored one, or refuses it.
//! - [`circuit_hash`]: the constraints that keys are made for.
//! - [`verify`], [`verify_batch`]: verification.
//! - [`Backend`]: the curve arithmetic. [`Reference`] is plain Rust, [`HostCalls`] (feature
//!   `host-calls`) uses the host functions of RFC-0163. They agree on everything.
//! - [`development`]: the public secrets of development keys.
//!
//! Outside this module points are bytes, in the uncompressed encoding of Zcash. The module verifies
//! that a proof fits a key and inputs. The meaning of the inputs and the status of the key are the
//! caller's concern.

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
