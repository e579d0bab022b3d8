//! Structures of the state. Fields are found by name; those that are not needed are left out.

use subxt::ext::scale_decode::DecodeAsType;

/// What the chain keeps of an upgrade that was authorised.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub(super) struct Authorization {
    /// The blake2-256 hash of the code.
    pub code_hash: [u8; 32],
}

/// What the chain keeps of its timing.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub(super) struct Timing {
    /// Milliseconds of a slot.
    pub slot_duration: u64,
    /// Slots of an epoch, which is also a session.
    pub epoch_length: u32,
}
