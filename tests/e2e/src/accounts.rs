//! Accounts of the chain `local` beyond those of [`dev`](subxt_signer::sr25519::dev).

use crate::{call, Call};
use subxt::dynamic::Value;
use subxt_signer::{sr25519::Keypair, DeriveJunction};

/// The account under which a validator of the genesis set is registered.
pub fn stash(validator: &Keypair) -> Keypair {
    validator.derive([DeriveJunction::hard("stash")])
}

/// The account id of `keys`.
pub fn id(keys: &Keypair) -> [u8; 32] {
    keys.public_key().0
}

/// The call that registers session keys, each of 32 bytes, in the order in which the node returns
/// them.
pub fn set_keys(keys: &[u8], proof: Vec<u8>) -> Call {
    let names = ["aura", "babe", "grandpa", "authority_discovery"];
    let keys = names
        .into_iter()
        .zip(keys.chunks(32).map(Value::from_bytes));
    let keys = Value::named_composite(keys);
    call(
        "Session",
        "set_keys",
        [("keys", keys), ("proof", Value::from_bytes(proof))],
    )
}
