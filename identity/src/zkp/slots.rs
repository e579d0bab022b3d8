//! The claims of a credential as elements of the field.
//!
//! Two subjects of one schema have the same slots only if their claims are the same, up to collisions
//! of BLAKE2b: each value of a kind has one element, and what is missing an element that is none of
//! any value.

use super::{text, ZkpError};
use crate::{credential::claims::check_claim, data_integrity::multibase};
use aura_primitives::credentials::{
    view::{ClaimView, SchemaView},
    ClaimKind,
};
use aura_zkp_core::{
    credential::Claims,
    value::{NotNormalized, Value as Element},
    Fr,
};
use serde_json::Value;

/// The sixteen slots of a subject: the salt, and each claim for which the schema has a slot. Claims that
/// are missing are absent; claims without a slot are not signed for proofs.
///
/// # Errors
///
/// If the schema is none, a claim is not of its kind, or a text not in Normalization Form C.
pub fn slots(schema: &SchemaView, subject: &Value, salt: &[u8; 31]) -> Result<Claims, ZkpError> {
    schema.schema().ok_or(ZkpError::SchemaText)?.check()?;
    let mut slots = Claims::new(salt);
    for claim in &schema.claims {
        if let (Some(slot), Some(claimed)) = (claim.slot, subject.get(&claim.name)) {
            slots.set(slot, value(claim, claimed)?);
        }
    }
    Ok(slots)
}

/// A value of a claim as an element of the field.
///
/// # Errors
///
/// If it is not of the claim's kind, or a text not in Normalization Form C.
pub fn value(claim: &ClaimView, value: &Value) -> Result<Fr, ZkpError> {
    check_claim(claim, value)?;
    // What was checked is there, so the defaults are never taken.
    let text = value.as_str().unwrap_or_default();
    let element = match claim.kind {
        ClaimKind::Integer => Element::Integer(value.as_i64().unwrap_or_default()),
        ClaimKind::Date => Element::Date(text::read_day(text).unwrap_or_default()),
        ClaimKind::Boolean => Element::Boolean(value.as_bool().unwrap_or_default()),
        ClaimKind::Text => Element::text(text)
            .map_err(|NotNormalized| ZkpError::NotNormalized(claim.name.clone()))?,
        ClaimKind::Bytes => {
            return Ok(Element::Bytes(&multibase::decode(text).unwrap_or_default()).to_field());
        }
    };
    Ok(element.to_field())
}
