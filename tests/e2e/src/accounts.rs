//! The accounts of the chain `local` beyond those that [`dev`](subxt_signer::sr25519::dev) gives.

use subxt_signer::{sr25519::Keypair, DeriveJunction};

/// The account under which a validator of the genesis set is registered.
pub fn stash(validator: &Keypair) -> Keypair {
    validator.derive([DeriveJunction::hard("stash")])
}

/// The account id of `keys`.
pub fn id(keys: &Keypair) -> [u8; 32] {
    keys.public_key().0
}
