//! DIDs: read from a chain, and changed by operations that their keys sign.
//!
//! - [`chain`]: runtime APIs of the pallet `Did`, asked through a node.
//! - [`call`]: the calls a DID can sign: SCALE encoding, and a summary for the user.
//! - [`file`]: operations on their way from one signer to the next.
//! - [`signers`]: the signers of an operation, and those whose keys a wallet holds; `authority`: the
//!   checks of `pallet-did` on them; [`verify`]: signatures.
//!
//! An operation is read by this crate's own types, and the runtime's metadata must agree with them,
//! before there is anything to sign.

mod authority;
pub mod call;
pub mod calls;
pub mod chain;
pub mod file;
mod problem;
pub mod signers;
pub mod verify;

pub use call::DidCall;
pub use chain::{amount, expect_genesis, Chain};
pub use problem::Problem;
pub use signers::Holder;

use codec::{Decode, Encode, Error, Input, Output};

/// The bytes of an account.
pub type Account = [u8; 32];

/// A call that is encoded already. It stands last in an operation, and is all of the rest.
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

/// What a DID signs.
pub type Operation = aura_primitives::did::Operation<Account, Encoded>;

/// Who signs it.
pub type Signer = aura_primitives::did::Signer<Account>;

/// Who controls a DID.
pub type Control = aura_primitives::did::Control<Account>;

/// One of those who control a DID.
pub type Controller = aura_primitives::did::Controller<Account>;
