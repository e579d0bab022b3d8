//! The issuer's signed data, read from the JSON of a credential.

use super::model::*;
use aura_identity::{
    credential::CredentialError,
    zkp::{slots, Binding, Signed, ZkpError},
    DateTime,
};
use aura_primitives::credentials::SchemaError;
use aura_zkp_core::{
    credential::{authority, message, Meta},
    date::Day,
    value::{Value as Element, ABSENT},
    Fr,
};
use proptest::prelude::*;
use serde_json::{json, Value};

fn read(change: impl FnOnce(&mut Value)) -> Result<Signed, ZkpError> {
    let mut document = draft();
    change(&mut document);
    Signed::read(&document, &schema())
}

fn drafting(change: impl FnOnce(&mut Value)) -> Result<Value, ZkpError> {
    let mut claims = claims();
    change(&mut claims);
    let (schema, subject) = (schema(), holder().to_string());
    drafted(&schema, &subject, &claims).to_provable_json(&binding())
}

#[test]
fn every_claim_stands_in_its_slot() {
    let signed = Signed::read(&draft(), &schema()).unwrap();
    for (slot, expected) in [
        (4, Element::Date(Day::new(1990, 2, 28).unwrap())),
        (5, Element::Text("CH")),
        (6, Element::Integer(12)),
        (7, Element::Boolean(true)),
        (15, Element::Bytes(&[1, 2, 3])),
    ] {
        assert_eq!(signed.claims.get(slot), Some(expected.to_field()), "{slot}");
    }
    for slot in (1..4).chain(8..15) {
        assert_eq!(signed.claims.get(slot), Some(ABSENT), "{slot}");
    }
    let mut salt = [9; 32];
    salt[31] = 0;
    assert_eq!(signed.claims.get(0), Option::from(Fr::from_bytes(&salt)));
}

#[test]
fn what_is_signed_is_as_specified() {
    let signed = Signed::read(&draft(), &schema()).unwrap();
    let meta = Meta {
        index: INDEX,
        list: LIST,
        // Noon to noon: one whole day between.
        from: Day::new(2026, 1, 31).unwrap(),
        until: Day::new(2026, 1, 31).unwrap(),
    };
    assert_eq!(signed.meta, meta);
    assert_eq!(signed.holder, binding().holder);
    let key = secret_key().public_key();
    let by = authority(&key, &issuer(), &schema().id);
    assert_eq!(signed.authority(&key), by);
    let expected = message(&by, &binding().holder, &meta, &signed.claims.root());
    assert_eq!(signed.message(&key).ok(), expected);
}

#[test]
fn claims_that_are_missing_are_absent() {
    let document = drafting(|claims| *claims = json!({})).unwrap();
    let signed = Signed::read(&document, &schema()).unwrap();
    assert!((1..16).all(|slot| signed.claims.get(slot) == Some(ABSENT)));
}

#[test]
fn texts_are_in_normalization_form_c() {
    let refused = drafting(|claims| claims["country"] = json!("Co\u{302}te"));
    assert_eq!(refused, Err(ZkpError::NotNormalized("country".into())));
    assert!(drafting(|claims| claims["country"] = json!("Côte")).is_ok());
    // Nothing is proven of a claim without a slot.
    assert!(drafting(|claims| claims["note"] = json!("Co\u{302}te")).is_ok());
}

#[test]
fn values_are_of_the_kind_of_their_claim() {
    for (name, value) in [
        ("birthDate", json!("0000-12-31")),
        ("birthDate", json!("2023-02-29")),
        ("birthDate", json!("10000-01-01")),
        ("birthDate", json!("1990-2-28")),
        ("birthDate", json!("+990-02-28")),
        ("birthDate", json!(726_161)),
        ("points", json!(1_i64 << 53)),
        ("points", json!(1.5)),
        ("points", json!("12")),
        ("resident", json!(1)),
        ("badge", json!("zAQID")),
        ("badge", json!("uAQI")),
    ] {
        let refused = drafting(|claims| claims[name] = value.clone());
        let claim = match &refused {
            Err(ZkpError::Document(CredentialError::Claim { name, .. })) => Some(name.as_str()),
            _ => None,
        };
        let wrong = claim == Some(name)
            // Three characters of base64 are two bytes, if the last bits are zero.
            || (value == json!("uAQI") && refused.is_ok());
        assert!(wrong, "{name} {value} {refused:?}");
    }
}

#[test]
fn days_are_whole() {
    let day = |text: &str| {
        let mut parts = text.split('-').map(|part| part.parse::<u32>().unwrap());
        let mut next = || parts.next().unwrap();
        let (year, month, day) = (next(), next(), next());
        Day::new(year, month as u8, day as u8).unwrap()
    };
    for (from, until, first, last) in [
        (
            "2026-01-01T00:00:00Z",
            "2026-01-01T23:59:59Z",
            "2026-01-01",
            "2026-01-01",
        ),
        (
            "2026-01-01T00:00:01Z",
            "2026-01-03T00:00:00Z",
            "2026-01-02",
            "2026-01-02",
        ),
        // One second less, so one whole day less.
        (
            "2026-01-01T00:00:00Z",
            "2026-12-31T23:59:58Z",
            "2026-01-01",
            "2026-12-30",
        ),
        (
            "2025-12-31T23:59:59Z",
            "2026-12-31T23:59:59Z",
            "2026-01-01",
            "2026-12-31",
        ),
        // Entries without meaning in a credential are also without meaning here.
        (
            "2026-01-01T00:00:00.9Z",
            "2026-01-05T12:00:00Z",
            "2026-01-01",
            "2026-01-04",
        ),
        (
            "1965-06-01T12:00:00Z",
            "1969-12-31T12:00:00Z",
            "1965-06-02",
            "1969-12-30",
        ),
        (
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "0001-01-01",
            "9999-12-31",
        ),
    ] {
        let signed = read(|document| {
            document["validFrom"] = json!(from);
            document["validUntil"] = json!(until);
        })
        .unwrap();
        let found = (signed.meta.from, signed.meta.until);
        assert_eq!(found, (day(first), day(last)), "{from} {until}");
    }
}

#[test]
fn both_days_are_needed() {
    for name in ["validFrom", "validUntil"] {
        let missing = read(|document| {
            document.as_object_mut().unwrap().remove(name);
        });
        assert_eq!(missing, Err(ZkpError::Day(name)));
        for text in ["0000-06-01T00:00:00Z", "0000-12-31T00:00:00Z"] {
            let before = read(|document| document[name] = json!(text));
            assert_eq!(before, Err(ZkpError::Day(name)));
        }
        let malformed = read(|document| document[name] = json!("2026-01-01"));
        let expected = CredentialError::Date(name).into();
        assert_eq!(malformed, Err(expected));
    }
    for (from, until) in [
        ("2026-01-01T00:00:01Z", "2026-01-02T23:59:58Z"),
        ("2026-01-01T00:00:00Z", "2026-01-01T23:59:58Z"),
    ] {
        let never = read(|document| {
            document["validFrom"] = json!(from);
            document["validUntil"] = json!(until);
        });
        assert_eq!(never, Err(ZkpError::NeverInForce));
    }
    let (schema, subject) = (schema(), holder().to_string());
    let mut draft = drafted(&schema, &subject, &claims());
    draft.valid_until = None;
    let refused = draft.to_provable_json(&binding());
    assert_eq!(refused, Err(ZkpError::Day("validUntil")));
    draft.valid_until = Some(DateTime::from_millis(NOON - 23 * HOUR));
    let refused = draft.to_provable_json(&binding());
    assert_eq!(refused, Err(ZkpError::NeverInForce));
}

#[test]
fn nothing_of_the_binding_is_missing_or_malformed() {
    for name in ["holderCommitment", "salt", "claimsRoot"] {
        let missing = read(|document| {
            let subject = document["credentialSubject"].as_object_mut().unwrap();
            subject.remove(name);
        });
        assert_eq!(missing, Err(ZkpError::Unbound));
        let most = format!("u{}_", "_".repeat(42));
        for value in [json!(""), json!("u"), json!("uAAAA"), json!(1), json!(most)] {
            let malformed = read(|document| document["credentialSubject"][name] = value.clone());
            assert_eq!(malformed, Err(ZkpError::Member(name)), "{value}");
        }
        let base58 = read(|document| {
            let text = "z".to_owned() + &"1".repeat(if name == "salt" { 31 } else { 32 });
            document["credentialSubject"][name] = text.into();
        });
        assert_eq!(base58, Err(ZkpError::Member(name)));
    }
}

#[test]
fn the_root_is_that_of_salt_and_claims() {
    let salt = &base64url(&[10; 31]);
    for (name, value) in [
        ("salt", json!(salt)),
        ("claimsRoot", json!(base64url(&[1; 32]))),
        ("birthDate", json!("1990-03-01")),
        ("points", json!(13)),
        ("country", json!("LI")),
        ("resident", json!(false)),
        ("badge", json!("uAQIE")),
    ] {
        let altered = read(|document| document["credentialSubject"][name] = value);
        assert_eq!(altered, Err(ZkpError::ClaimsRoot), "{name}");
        let missing = read(|document| {
            let subject = document["credentialSubject"].as_object_mut().unwrap();
            subject.remove(name);
        });
        let bound = !["salt", "claimsRoot"].contains(&name);
        assert_eq!(
            missing,
            Err(if bound {
                ZkpError::ClaimsRoot
            } else {
                ZkpError::Unbound
            })
        );
    }
    // A claim without a slot is not signed for proofs.
    assert!(read(|document| document["credentialSubject"]["note"] = json!("x")).is_ok());
}

fn base64url(bytes: &[u8]) -> String {
    use base64::Engine;
    let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    format!("u{text}")
}

#[test]
fn the_schema_is_the_one_that_is_named() {
    let with = |change: fn(&mut aura_primitives::credentials::view::SchemaView)| {
        let mut schema = schema();
        change(&mut schema);
        Signed::read(&draft(), &schema)
    };
    let other = Err(ZkpError::OtherSchema);
    assert_eq!(with(|schema| schema.id = [1; 32].into()), other);
    assert_eq!(with(|schema| schema.owner = stranger()), other);
    // Another slot makes another root.
    assert_eq!(
        with(|schema| schema.claims[0].slot = Some(8)),
        Err(ZkpError::ClaimsRoot)
    );
    assert_eq!(
        with(|schema| schema.claims[0].slot = None),
        Err(ZkpError::ClaimsRoot)
    );
    // An invalid schema from a node is refused.
    for slot in [0, 3, 16, 255] {
        let mut schema = schema();
        schema.claims[0].slot = Some(slot);
        let refused = Signed::read(&draft(), &schema);
        assert_eq!(refused, Err(SchemaError::Slot(slot).into()));
    }
    assert_eq!(
        with(|schema| schema.claims[0].slot = Some(5)),
        Err(SchemaError::SlotTwice(5).into())
    );
    assert_eq!(
        with(|schema| schema.claims[0].name = "-".into()),
        Err(ZkpError::SchemaText)
    );
}

#[test]
fn the_status_is_one_place_in_a_list_of_the_issuer() {
    for change in [
        |document: &mut Value| {
            document.as_object_mut().unwrap().remove("credentialStatus");
        },
        |document: &mut Value| {
            document["credentialStatus"].as_array_mut().unwrap().pop();
        },
        |document: &mut Value| {
            let entry = document["credentialStatus"][0].clone();
            document["credentialStatus"][1] = entry;
        },
        |document: &mut Value| *document = moved(document, &issuer().to_string(), "stranger"),
        |document: &mut Value| {
            let first = moved(document, &format!("#{INDEX}"), "#1");
            document["credentialStatus"][0]["id"] = first["credentialStatus"][0]["id"].clone();
            document["credentialStatus"][0]["statusListIndex"] = json!("1");
        },
    ] {
        assert_eq!(read(change), Err(ZkpError::Status));
    }
    let other = read(|document| document["issuer"] = json!(stranger().to_string()));
    assert_eq!(other, Err(ZkpError::Status));
    let key = read(|document| document["issuer"] = json!(did_key(&key(&issuer()))));
    assert_eq!(key, Err(ZkpError::Issuer));
}

/// Changes every status entry.
fn moved(document: &Value, from: &str, to: &str) -> Value {
    let to = if to == "stranger" {
        stranger().to_string()
    } else {
        to.into()
    };
    let mut moved = document.clone();
    let text = document["credentialStatus"].to_string().replace(from, &to);
    moved["credentialStatus"] = serde_json::from_str(&text).unwrap();
    moved
}

#[test]
fn an_index_has_twenty_bits() {
    let at = |index: u32| {
        read(|document| {
            let text = document["credentialStatus"].to_string();
            let text = text.replace(&INDEX.to_string(), &index.to_string());
            document["credentialStatus"] = serde_json::from_str(&text).unwrap();
        })
    };
    assert_eq!(at((1 << 20) - 1).unwrap().meta.index, (1 << 20) - 1);
    assert!(at(1 << 20).is_err());
}

#[test]
fn nothing_of_a_salt_is_shown() {
    assert_eq!(format!("{:?}", binding()), "Binding(..)");
    let signed = Signed::read(&draft(), &schema()).unwrap();
    assert!(format!("{signed:?}").contains("Claims(..)"));
    let (found, _) = Binding::read(&draft()["credentialSubject"]).unwrap();
    assert_eq!(found, binding());
}

fn arb_subject() -> impl Strategy<Value = Value> {
    let day = (1_u32..=3_652_059).prop_map(|day| {
        let (year, month, day) = Day(day).to_calendar().unwrap();
        json!(format!("{year:04}-{month:02}-{day:02}"))
    });
    // Small ranges, so that values meet.
    let claims = (
        prop::option::of(day),
        prop::option::of(prop_oneof!["[ab]{0,2}", ".{0,8}"]),
        prop::option::of(prop_oneof![-2_i64..3, any::<i32>().prop_map(i64::from)]),
        prop::option::of(any::<bool>()),
        prop::option::of(prop::collection::vec(any::<u8>(), 0..3)),
    );
    claims.prop_map(|(day, text, number, boolean, bytes)| {
        let text = text.map(Value::from);
        let bytes = bytes.map(|bytes| Value::from(base64url(&bytes)));
        let values = [
            ("birthDate", day),
            ("country", text),
            ("points", number.map(Value::from)),
            ("resident", boolean.map(Value::from)),
            ("badge", bytes),
        ];
        let given = values.into_iter();
        given
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn other_claims_have_other_slots(a in arb_subject(), b in arb_subject()) {
        let slots = |subject| slots(&schema(), subject, &[9; 31]);
        if let (Ok(of_a), Ok(of_b)) = (slots(&a), slots(&b)) {
            let names = ["birthDate", "country", "points", "resident", "badge"];
            for (name, slot) in names.into_iter().zip([4, 5, 6, 7, 15]) {
                prop_assert_eq!(a.get(name) == b.get(name), of_a.get(slot) == of_b.get(slot));
                prop_assert_eq!(a.get(name).is_none(), of_a.get(slot) == Some(ABSENT));
            }
        }
    }

    #[test]
    fn other_salts_have_other_roots(a: [u8; 31], b: [u8; 31]) {
        let root = |salt| slots(&schema(), &claims(), salt).unwrap().root();
        prop_assert_eq!(root(&a) == root(&b), a == b);
    }

    #[test]
    fn days_are_never_outside(from in 0..1_000_000_i64, length in 0..1_000_000_i64) {
        let at = |seconds: i64| DateTime::from_millis(seconds as u64 * 1000);
        let read = read(|document| {
            document["validFrom"] = json!(at(from).to_string());
            document["validUntil"] = json!(at(from + length).to_string());
        });
        match read {
            Ok(signed) => {
                let start = |day: Day| (i64::from(day.0) - 719_163) * 86_400;
                let Meta { from: first, until: last, .. } = signed.meta;
                prop_assert!(start(first) >= from && start(first) - from < 86_400);
                let left = from + length - (start(last) + 86_399);
                prop_assert!((0..86_400).contains(&left));
            }
            Err(error) => prop_assert_eq!(error, ZkpError::NeverInForce),
        }
    }
}
