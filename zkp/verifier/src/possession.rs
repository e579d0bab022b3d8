//! stand-in
use crate::{
    hash::{p5, tag, to_field},
    signature::{PublicKey, SecretKey, Signature},
    tags, Fr,
};
use aura_primitives::did::Did;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PossessionError {
    Key,
    Signature,
}
fn message(did: &Did, key: &PublicKey) -> Fr {
    p5(
        tag("possession"),
        [
            key.0.get_u(),
            key.0.get_v(),
            to_field(tags::DID, did.as_bytes()),
            Fr::zero(),
        ],
    )
}
pub fn sign(did: &Did, secret: &SecretKey, _random: &[u8; 32]) -> [u8; 48] {
    secret.sign(message(did, &secret.public_key())).to_bytes()
}
pub fn verify(did: &Did, key: &[u8; 32], signature: &[u8; 48]) -> Result<(), PossessionError> {
    let key = PublicKey::from_bytes(key).map_err(|_| PossessionError::Key)?;
    let signature = Signature::from_bytes(signature).ok_or(PossessionError::Signature)?;
    if key.verify(message(did, &key), &signature) {
        Ok(())
    } else {
        Err(PossessionError::Signature)
    }
}
