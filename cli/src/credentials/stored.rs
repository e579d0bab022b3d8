//! Parts of entries that are read from the state itself.

use subxt::{config::substrate::AccountId32, ext::scale_decode::DecodeAsType};

/// The part of an entry with a deposit that says who paid it.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Paid {
    pub deposit: Deposit,
}

/// A deposit, without what is held.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Deposit {
    pub depositor: AccountId32,
}
