//! Claims of a credential as field elements.
//!
//! Two subjects of one schema have the same slots only if their claims are equal, up to collisions
//! of BLAKE2b: each value of a kind has one element, and a missing claim has an element that no
//! value has.

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

/// Sixteen slots of a subject: the salt, and each claim with a slot in the schema. Missing claims
/// have the element for absence; claims without a slot are not signed for proofs.
///
/// # Errors
///
/// The schema is invalid, a claim is not of its kind, or a text is not in Normalization Form C.
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

/// Field element of a claim's value.
///
/// # Errors
///
/// The value is not of the claim's kind, or a text is not in Normalization Form C.
pub fn value(claim: &ClaimView, value: &Value) -> Result<Fr, ZkpError> {
    check_claim(claim, value)?;
    // The value was checked above, so the defaults are never used.
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
