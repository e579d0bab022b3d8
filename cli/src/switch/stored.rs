//! Values in the state. Fields are decoded by name; those that are not needed are left out.

use subxt::ext::scale_decode::DecodeAsType;

/// The upgrade that governance authorised, as the chain stores it.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub(super) struct Authorization {
    /// The blake2-256 hash of the code.
    pub code_hash: [u8; 32],
}

/// The slot and session lengths, as the chain stores them.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub(super) struct Timing {
    /// Duration of a slot, in milliseconds.
    pub slot_duration: u64,
    /// Length of an epoch in slots. A session has the same length.
    pub epoch_length: u32,
}
