//! Claims of a schema, as a JSON Schema document states them.

use aura_identity::data_integrity::jcs;
use aura_primitives::{
    credentials::{Claim, ClaimKind, ClaimName, Claims},
    limits,
};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, str::FromStr};

/// Slot of a claim among the values that are signed for proofs, written `NAME=SLOT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Name of the claim, as in the document.
    pub claim: String,
    /// Number of the slot.
    pub slot: u8,
}

impl FromStr for Slot {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (claim, slot) = text
            .split_once('=')
            .ok_or("write the name of the claim, '=' and its slot: birthDate=4")?;
        let (first, last) = (limits::FIRST_CLAIM_SLOT, limits::LAST_CLAIM_SLOT);
        let slot = slot
            .parse()
            .ok()
            .filter(|slot| (first..=last).contains(slot))
            .ok_or_else(|| format!("'{slot}' is not a slot: use one of {first} to {last}"))?;
        Ok(Self {
            claim: claim.into(),
            slot,
        })
    }
}

/// Reads the claims that a document states, in the order of their names.
///
/// They are the `properties` of its `credentialSubject`, or its own `properties` if it describes
/// the subject alone. `id` identifies the subject and is not a claim.
///
/// # Errors
/// If the document or a slot is not valid; the text says why.
pub fn claims(document: &[u8], slots: &[Slot]) -> Result<Claims, String> {
    let document = jcs::parse(document).map_err(|error| error.to_string())?;
    let own = properties(&document).ok_or("it has no `properties`")?;
    let stated = match own.get("credentialSubject") {
        Some(subject) => properties(subject).ok_or("its credentialSubject has no `properties`")?,
        None => own,
    };
    let mut given = BTreeMap::new();
    for Slot { claim, slot } in slots {
        if given.insert(claim.as_str(), *slot).is_some() {
            return Err(format!("the claim {claim} was given two slots"));
        }
    }
    // The order is part of the identifier, so it must not depend on the reader of the document.
    let sorted: BTreeMap<_, _> = stated.iter().filter(|(name, _)| *name != "id").collect();
    let mut claims = Claims::new();
    for (name, property) in sorted {
        let of_claim = |why: &dyn ToString| format!("the property '{name}': {}", why.to_string());
        let claim = Claim {
            name: ClaimName::new(name).map_err(|error| of_claim(&error))?,
            kind: kind(property).map_err(|error| of_claim(&error))?,
            slot: given.remove(name.as_str()),
        };
        claims
            .try_push(claim)
            .map_err(|_| format!("a schema has at most {} claims", limits::MAX_CLAIMS))?;
    }
    if let Some(unknown) = given.keys().next() {
        return Err(format!("it has no property '{unknown}' to give a slot"));
    }
    Ok(claims)
}

fn properties(of: &Value) -> Option<&Map<String, Value>> {
    of.get("properties")?.as_object()
}

/// Returns the kind of a claim, by the JSON Schema of its property.
fn kind(property: &Value) -> Result<ClaimKind, String> {
    let text = |name| property.get(name).and_then(Value::as_str);
    match text("type") {
        Some("integer") => Ok(ClaimKind::Integer),
        Some("boolean") => Ok(ClaimKind::Boolean),
        Some("string") if text("contentEncoding").is_some() => Ok(ClaimKind::Bytes),
        Some("string") if text("format") == Some("date") => Ok(ClaimKind::Date),
        Some("string") => Ok(ClaimKind::Text),
        Some(other) => Err(format!(
            "claims are of the type string, integer or boolean, not {other}"
        )),
        None => Err("it needs one `type`: string, integer or boolean".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(
        document: &Value,
        slots: &[&str],
    ) -> Result<Vec<(String, ClaimKind, Option<u8>)>, String> {
        let slots: Vec<Slot> = slots.iter().map(|slot| slot.parse().unwrap()).collect();
        let claims = claims(document.to_string().as_bytes(), &slots)?;
        let claims = claims.iter();
        Ok(claims
            .map(|claim| (claim.name.as_str().into(), claim.kind, claim.slot))
            .collect())
    }

    fn properties() -> Value {
        json!({
            "id": {"type": "string", "format": "uri"},
            "zip": {"type": "string"},
            "birthDate": {"type": "string", "format": "date"},
            "photo": {"type": "string", "contentEncoding": "base64url"},
            "score": {"type": "integer"},
            "member": {"type": "boolean"},
        })
    }

    #[test]
    fn claims_and_their_kinds_follow_from_the_properties() {
        let of_subject = json!({"type": "object", "properties": properties()});
        let subject = json!({"type": "object", "properties": properties()});
        let of_credential = json!({"properties": {"issuer": {}, "credentialSubject": subject}});
        for document in [of_subject, of_credential] {
            let claims = read(&document, &["score=4", "birthDate=15"]).unwrap();
            assert_eq!(
                claims,
                [
                    ("birthDate".into(), ClaimKind::Date, Some(15)),
                    ("member".into(), ClaimKind::Boolean, None),
                    ("photo".into(), ClaimKind::Bytes, None),
                    ("score".into(), ClaimKind::Integer, Some(4)),
                    ("zip".into(), ClaimKind::Text, None),
                ]
            );
        }
    }

    #[test]
    fn what_gives_no_claims_is_refused_by_name() {
        let one = |name: &str, property: Value| json!({"properties": {name: property}});
        for (document, slots, why) in [
            (json!({}), &[][..], "properties"),
            (json!([]), &[], "properties"),
            (
                one("credentialSubject", json!({})),
                &[],
                "credentialSubject",
            ),
            (one("a", json!({})), &[], "'a'"),
            (one("a", json!({"type": "number"})), &[], "not number"),
            (
                one("a", json!({"type": ["string", "null"]})),
                &[],
                "one `type`",
            ),
            (one("a b", json!({"type": "string"})), &[], "'a b'"),
            (one("a", json!({"type": "string"})), &["b=4"], "'b'"),
            (
                one("a", json!({"type": "string"})),
                &["a=4", "a=5"],
                "two slots",
            ),
        ] {
            let refused = read(&document, slots).unwrap_err();
            assert!(refused.contains(why), "{document}: {refused}");
        }
        let many: Map<_, _> = (0..33)
            .map(|n| (format!("c{n}"), json!({"type": "string"})))
            .collect();
        assert!(read(&json!({"properties": many}), &[]).is_err());
        let twice = br#"{"properties":{"a":{"type":"string"},"a":{"type":"integer"}}}"#;
        assert!(claims(twice, &[]).unwrap_err().contains("twice"));
    }

    #[test]
    fn slots_are_those_of_schemas() {
        assert_eq!("a=4".parse::<Slot>().unwrap().slot, 4);
        for bad in ["", "a", "a=", "a=3", "a=16", "a=x", "a=-1"] {
            assert!(bad.parse::<Slot>().is_err(), "{bad}");
        }
    }
}
