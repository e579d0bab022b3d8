//! DIDs: read from a chain, and changed by operations that their keys sign.
//!
//! - [`chain`]: runtime APIs of the pallet `Did`, called through a node.
//! - [`call`]: the calls that a DID can sign, with their encoding and a summary for the user;
//!   [`call_indices`]: the indices of the pallet's calls in the runtime.
//! - [`change`]: a planned call, signed to a [`Proposal`] of a transaction or to a file.
//! - [`mod@file`]: operations on their way from one signer to the next.
//! - [`signers`]: the signers of an operation, and those that can sign here, by a key of the wallet
//!   or of the outside; `authority`: the checks of `pallet-did` on them; [`verify`]: signatures.
//!
//! An operation is decoded with this crate's own types, and the runtime's metadata must agree with
//! them before it can be signed.

mod authority;
pub mod call;
pub mod call_indices;
pub mod chain;
pub mod change;
pub mod file;
mod problem;
mod proposal;
pub mod signers;
mod submission;
pub mod verify;

pub use call::DidCall;
pub use chain::{expect_genesis, Chain};
pub use change::{prepare, PlannedOperation, Prepared, SigningPlan, Submission};
pub use problem::Problem;
pub use proposal::{Agrees, Costs, Proposal};
pub use signers::SigningWallet;
pub use submission::{propose_creation, propose_operation};

use codec::{Decode, Encode, Error, Input, Output};

/// Identifier of an account, 32 bytes.
pub type Account = [u8; 32];

/// A call that is encoded already. It comes last in an operation, and takes all remaining bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded(pub Vec<u8>);

impl Encode for Encoded {
    fn encode_to<W: Output + ?Sized>(&self, into: &mut W) {
        into.write(&self.0);
    }
}

impl Decode for Encoded {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let length = input.remaining_len()?.ok_or("the length is not known")?;
        let mut bytes = vec![0; length];
        input.read(&mut bytes)?;
        Ok(Self(bytes))
    }
}

/// Operation of a DID on this chain.
pub type Operation = aura_primitives::did::Operation<Account, Encoded>;

/// Signer of an operation.
pub type Signer = aura_primitives::did::Signer<Account>;

/// Controllers and threshold of a DID.
pub type Control = aura_primitives::did::Control<Account>;

/// One controller of a DID.
pub type Controller = aura_primitives::did::Controller<Account>;
