//! `aura did`: DIDs, made, changed and shown, with the keys of the wallet.
//!
//! - [`does`]: what a DID can do with this tool, as bytes and in words.
//! - [`file`]: operations on their way from one signer to the next.
//! - `chain`: what is asked of a node; `signers`: who has to sign, and what of it the wallet can;
//!   `arguments`: how keys, services and controllers are written; `submit`: what every transaction
//!   goes through.
//!
//! Who signs sees what: an operation is read by this tool's own types, and the runtime's metadata
//! must agree with them, before there is anything to sign.

pub(crate) mod arguments;
mod authority;
mod chain;
mod change;
mod command;
pub mod does;
pub mod file;
mod problem;
mod signers;
mod submit;
mod verify;

pub use command::Command;
pub use problem::Problem;

pub(crate) use chain::amount;
pub(crate) use chain::{expect_genesis, Chain};
pub(crate) use change::{make, prepare, Prepared, Signatures, Wanted};
pub(crate) use does::Does;
pub(crate) use signers::Holder;
pub(crate) use submit::{agree, send, Common, Payer, Paying, Report};

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
