//! stand-in
use crate::{
    hash::{p5, tag, to_field},
    signature::PublicKey,
    tags, Fr,
};
use aura_primitives::{credentials::SchemaId, did::Did};
pub fn authority(key: &PublicKey, did: &Did, schema: &SchemaId) -> Fr {
    p5(
        tag(tags::AUTHORITY),
        [
            key.0.get_u(),
            key.0.get_v(),
            to_field(tags::DID, did.as_bytes()),
            to_field(tags::SCHEMA, schema.as_bytes()),
        ],
    )
}
