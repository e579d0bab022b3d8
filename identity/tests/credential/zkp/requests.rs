//! Requests: format and authentication.

use super::model::*;
use aura_identity::{
    credential::{secure, CredentialError, Failure},
    data_integrity::{Cryptosuite, DataIntegrityError, ProofConfig, ProofPurpose},
    zkp::{AuthenticatedRequest, Facts, Keys, Predicate, Questions, Request, Times, ZkpError},
};
use aura_primitives::{
    did::{Did, Relationships},
    zkp::{AcceptedKeys, PolicyError, Predicate as PolicyPredicate, Uses, VerificationPolicy},
};
use aura_zkp_core::{
    set::{Set, SetError},
    value::Value as Element,
};
use ed25519_dalek::Signer;
use serde_json::{json, Value};

fn why(document: &Value) -> &'static str {
    why_with(document, &facts())
}

fn why_with(document: &Value, facts: &Facts) -> &'static str {
    match AuthenticatedRequest::authenticate(document, facts) {
        Ok(_) => "none",
        Err(failure) => failure.reason(),
    }
}

fn policy(request: &Request) -> Result<VerificationPolicy, ZkpError> {
    request.policy(&schema())
}

#[test]
fn each_predicate_is_a_policy_of_the_chain() {
    let country = |name| Element::Text(name).to_field();
    let set = Set::new([country("CH"), country("LI")]).unwrap();
    let expected = [
        PolicyPredicate::Ownership,
        PolicyPredicate::Age { slot: 4, years: 18 },
        PolicyPredicate::Range {
            slot: 6,
            least: -5,
            greatest: 20,
        },
        PolicyPredicate::Membership {
            slot: 5,
            set_root: set.root().to_bytes(),
        },
    ];
    for (predicate, wanted) in predicates().into_iter().zip(expected) {
        let request = request(predicate);
        let asked = AuthenticatedRequest::authenticate(&asking(&request), &facts()).unwrap();
        let mut issuers = vec![issuer(), stranger()];
        issuers.sort();
        let policy = VerificationPolicy {
            verifier: verifier(),
            schema: schema().id,
            issuers: issuers.try_into().unwrap(),
            predicate: wanted,
            uses: Uses::Many,
            lifetime: 50,
            keys: AcceptedKeys::AtLeast(VERSION),
        };
        assert_eq!(asked.policy(), &policy);
        assert_eq!(asked.policy_id(), policy.id());
        assert_eq!(asked.request(), &request);
        assert_eq!(asked.date(), None);
        assert_eq!(super::model::plain_schema().id(), asked.schema().id);
    }
}

#[test]
fn members_are_read_by_the_kind_of_the_claim() {
    let set = |claim: &str, members: Value| {
        let members = members.as_array().unwrap().clone();
        let claim = claim.into();
        Predicate::Membership { claim, members }.set(&schema())
    };
    for (claim, members, element) in [
        ("points", json!([3]), Element::Integer(3)),
        ("resident", json!([true]), Element::Boolean(true)),
        ("badge", json!(["uAQID"]), Element::Bytes(&[1, 2, 3])),
        ("country", json!(["CH", "CH"]), Element::Text("CH")),
    ] {
        let root = set(claim, members).unwrap().unwrap().root();
        assert_eq!(root, Set::new([element.to_field()]).unwrap().root());
    }
    let empty = set("country", json!([])).err();
    assert_eq!(empty, Some(ZkpError::Set(SetError::Empty)));
    for (claim, members) in [
        ("points", json!(["3"])),
        ("country", json!([3])),
        ("birthDate", json!(["2023-02-29"])),
        ("country", json!([null])),
    ] {
        let refused = set(claim, members).err();
        let claim = matches!(
            refused,
            Some(ZkpError::Document(CredentialError::Claim { .. }))
        );
        assert!(claim, "{refused:?}");
    }
    let refused = set("country", json!(["e\u{301}"])).err();
    assert_eq!(refused, Some(ZkpError::NotNormalized("country".into())));
}

#[test]
fn what_means_nothing_is_no_policy() {
    let with = |predicate| policy(&request(predicate)).err();
    let age = |claim: &str, years| Predicate::Age {
        claim: claim.into(),
        years,
    };
    let slot = |slot| Some(ZkpError::Policy(PolicyError::Slot(slot)));
    assert_eq!(with(age("points", 18)), slot(6));
    assert_eq!(with(age("country", 18)), slot(5));
    for claim in ["note", "salary", "salt", "id", ""] {
        let refused = with(age(claim, 18));
        assert_eq!(refused, Some(ZkpError::NoSuchClaim(claim.into())));
    }
    for years in [0, 151] {
        let refused = with(age("birthDate", years));
        assert_eq!(refused, Some(PolicyError::Years.into()));
    }
    let range = |claim: &str, least, greatest| {
        with(Predicate::Range {
            claim: claim.into(),
            least,
            greatest,
        })
    };
    assert_eq!(range("birthDate", 1, 2), slot(4));
    assert_eq!(range("points", 2, 1), Some(PolicyError::Range.into()));
    assert_eq!(range("points", 2, 2), None);
    let changed = |change: fn(&mut Request)| {
        let mut request = adult();
        change(&mut request);
        policy(&request).err()
    };
    let issuers = Some(ZkpError::Policy(PolicyError::Issuers));
    assert_eq!(changed(|request| request.issuers.clear()), issuers);
    assert_eq!(changed(|request| request.issuers.push(issuer())), issuers);
    let many = |request: &mut Request| {
        request.issuers = (0..17).map(|n| Did::from([n; 32])).collect();
    };
    assert_eq!(changed(many), Some(ZkpError::TooManyIssuers));
    for lifetime in [0, 61] {
        let mut request = adult();
        request.receipt_lifetime = lifetime;
        assert_eq!(policy(&request).err(), Some(PolicyError::Lifetime.into()));
    }
    let other = changed(|request| request.schema = [1; 32].into());
    assert_eq!(other, Some(ZkpError::OtherSchema));
    let mut twice = once();
    assert_eq!(policy(&twice).err(), None);
    twice.issuers.push(stranger());
    assert_eq!(policy(&twice).err(), Some(PolicyError::NotUnique.into()));
}

#[test]
fn a_request_is_read_as_it_was_written() {
    let beneficiary = Some([3; 32]);
    let many = predicates().map(request).into_iter();
    for request in many.chain([
        once(),
        Request {
            beneficiary,
            ..adult()
        },
    ]) {
        let document = asking(&request);
        let (read, same) = Request::parse(document.to_string().as_bytes()).unwrap();
        assert_eq!((read, same), (request.clone(), document));
        assert_eq!(Request::read(&request.to_json()).unwrap(), request);
    }
}

#[test]
fn a_request_is_written_in_one_way() {
    let with = |change: fn(&mut Value)| {
        let mut document = adult().to_json();
        change(&mut document);
        Request::read(&document)
    };
    assert!(with(|_| ()).is_ok());
    for change in [
        |it: &mut Value| it["more"] = json!(1),
        |it: &mut Value| it["type"] = json!("Request"),
        |it: &mut Value| it["predicate"]["more"] = json!(1),
        |it: &mut Value| it["predicate"] = json!({"type": "ownership", "claim": "birthDate"}),
        |it: &mut Value| it["predicate"] = json!({"type": "none"}),
        |it: &mut Value| it["predicate"] = json!("ownership"),
        |it: &mut Value| it["predicate"]["years"] = json!(18.0),
        |it: &mut Value| it["predicate"]["years"] = json!("18"),
        |it: &mut Value| it["predicate"]["years"] = json!(300),
        |it: &mut Value| it["uses"] = json!("once"),
        |it: &mut Value| it["uses"] = json!({"many": {}}),
        |it: &mut Value| {
            it["uses"] = json!({"once": {"opens": "2026-02-30", "closes": 5, "maxUses": 1}})
        },
        |it: &mut Value| {
            it["uses"] = json!({"once": {"opens": "2026-02-01", "closes": -5, "maxUses": 1}})
        },
        |it: &mut Value| {
            it["uses"] = json!({"once": {"opens": "2026-02-01", "closes": 5, "maxUses": 1, "x": 1}})
        },
        |it: &mut Value| it["uses"] = json!({"once": {"opens": "2026-02-01", "closes": 5}}),
        |it: &mut Value| it["challenge"] = json!("08".repeat(31)),
        |it: &mut Value| it["challenge"] = json!("0x".to_owned() + &"08".repeat(32)),
        |it: &mut Value| it["challenge"] = json!("0A".repeat(32)),
        |it: &mut Value| it["beneficiary"] = json!(null),
        |it: &mut Value| it["beneficiary"] = json!("5GrwvaEF"),
        |it: &mut Value| it["expires"] = json!(-1),
        |it: &mut Value| it["expires"] = json!(1_i64 << 32),
        |it: &mut Value| it["keys"] = json!({"atLeast": 65_536}),
        |it: &mut Value| it["keys"] = json!({"atLeast": 1, "exactly": "08".repeat(32)}),
        |it: &mut Value| it["keys"] = json!({"exactly": "0A".repeat(32)}),
        |it: &mut Value| it["keys"] = json!({"exactly": "08".repeat(31)}),
        |it: &mut Value| it["keys"] = json!({}),
        |it: &mut Value| it["keys"] = json!("atLeast"),
        |it: &mut Value| it["verifier"] = json!("did:web:verifier.example"),
        |it: &mut Value| it["issuers"] = json!("did:web:verifier.example"),
        |it: &mut Value| it["schema"] = json!("0"),
        |it: &mut Value| it["issuers"] = json!(vec![issuer().to_string(); 17]),
        |it: &mut Value| *it = json!([]),
        |it: &mut Value| *it = json!(null),
    ] {
        let refused = with(change);
        assert!(matches!(refused, Err(ZkpError::Request(_))), "{refused:?}");
    }
    for name in [
        "type",
        "genesis",
        "verifier",
        "schema",
        "issuers",
        "predicate",
        "uses",
        "receiptLifetime",
        "keys",
        "challenge",
        "expires",
    ] {
        let mut document = adult().to_json();
        document.as_object_mut().unwrap().remove(name);
        let refused = Request::read(&document);
        assert!(matches!(refused, Err(ZkpError::Request(_))), "{name}");
    }
    let text = adult().to_json().to_string();
    let twice = text.replacen("{", "{\"expires\":1,", 1);
    let refused = Request::parse(twice.as_bytes());
    let expected = DataIntegrityError::DuplicateKey("expires".into());
    assert_eq!(refused, Err(expected.into()));
    let large = Predicate::Range {
        claim: "points".into(),
        least: -(1 << 53),
        greatest: 1,
    };
    assert!(Request::read(&request(large.clone()).to_json()).is_err());
    // Such a request is not signed either.
    let never = Times::Once {
        opens: 0,
        closes: 5,
        max_uses: 1,
    };
    for request in [
        request(large),
        Request {
            uses: never,
            ..once()
        },
    ] {
        let signed = request.secure("x", None, |_| Ok([0; 64]));
        assert!(matches!(signed, Err(ZkpError::Request(_))));
    }
}

#[test]
fn a_request_is_signed_by_its_verifier() {
    assert_eq!(why(&asking(&adult())), "none");
    assert_eq!(why(&asking_by(&adult(), &stranger())), "another-did");
    // Another signer's signature in the verifier's name.
    let method = format!("{}#key-1", verifier());
    let sign = |bytes: &[u8]| Ok(key(&stranger()).sign(bytes).to_bytes());
    let forged = adult().secure(method, None, sign).unwrap();
    assert_eq!(why(&forged), "signature");
    assert_eq!(why(&adult().to_json()), "request-proof");
    let mut twice = asking(&adult());
    twice["proof"] = json!([twice["proof"], twice["proof"]]);
    assert_eq!(why(&twice), "request-proof");
    let refused = DataIntegrityError::NotSigned("locked".into());
    let unsigned = adult().secure("x", None, |_| Err(refused.clone()));
    assert_eq!(unsigned, Err(refused.into()));
}

#[test]
fn nothing_of_a_request_can_be_altered() {
    let changes: [fn(&mut Request); 9] = [
        |request| request.predicate = Predicate::Ownership {},
        |request| {
            request.predicate = Predicate::Age {
                claim: "birthDate".into(),
                years: 17,
            }
        },
        |request| request.challenge = [9; 32],
        |request| request.expires += 1,
        |request| request.issuers = vec![issuer()],
        |request| request.keys = Keys::AtLeast(0),
        |request| request.receipt_lifetime += 1,
        |request| request.beneficiary = Some([1; 32]),
        |request| {
            *request = Request {
                challenge: request.challenge,
                ..once()
            }
        },
    ];
    for change in changes {
        let mut request = adult();
        change(&mut request);
        let mut document = request.to_json();
        document["proof"] = asking(&adult())["proof"].clone();
        assert_eq!(why(&document), "signature");
    }
    // Neither can the options of its proof.
    let mut later = asking(&adult());
    later["proof"]["created"] = json!("2026-01-31T11:30:00Z");
    assert_eq!(why(&later), "signature");
}

#[test]
fn a_request_has_a_proof_of_its_one_kind() {
    for (suite, purpose) in [
        (Cryptosuite::EddsaJcs2022, ProofPurpose::AssertionMethod),
        (Cryptosuite::EddsaRdfc2022, ProofPurpose::Authentication),
    ] {
        let config = ProofConfig::new(suite, purpose, format!("{}#key-1", verifier()));
        let mut document = adult().to_json();
        // A context is added, so that it can be secured like a credential.
        document["proof"] = config.to_json();
        document["proof"]["proofValue"] = asking(&adult())["proof"]["proofValue"].clone();
        assert_eq!(why(&document), "request-proof");
        assert!(secure(&adult().to_json(), &config, |_| Ok([0; 64])).is_err());
    }
}

#[test]
fn the_key_of_the_verifier_proves_who_it_is() {
    let with = |change: fn(&mut aura_primitives::did::view::VerificationMethodView)| {
        let mut facts = facts();
        change(&mut methods_of(&mut facts.records, &verifier())[0]);
        why_with(&asking(&adult()), &facts)
    };
    assert_eq!(with(|_| ()), "none");
    assert_eq!(with(|key| key.revoked = Some(1)), "key-revoked");
    assert_eq!(with(|key| key.expires = Some(1)), "key-retired");
    assert_eq!(
        with(|key| key.relationships = Relationships::ASSERTION),
        "not-related"
    );
    assert_eq!(with(|key| key.fragment = "key-9".into()), "no-such-method");
    assert_eq!(
        with(|key| key.multikey = proof_method().multikey),
        "key-kind"
    );
    let mut facts = facts();
    facts.records.dids.insert(verifier(), Some(deactivated()));
    assert_eq!(why_with(&asking(&adult()), &facts), "deactivated");
    facts.records.dids.insert(verifier(), None);
    assert_eq!(why_with(&asking(&adult()), &facts), "no-such-did");
}

#[test]
fn a_request_is_for_one_chain_and_for_a_time() {
    let with = |request: &Request, change: fn(&mut Facts)| {
        let mut facts = facts();
        change(&mut facts);
        why_with(&asking(request), &facts)
    };
    assert_eq!(
        with(&adult(), |facts| facts.genesis = [1; 32]),
        "other-chain"
    );
    assert_eq!(with(&adult(), |facts| facts.block = EXPIRES), "none");
    assert_eq!(with(&adult(), |facts| facts.block = EXPIRES + 1), "expired");
    assert_eq!(with(&once(), |facts| facts.block = 109), "none");
    assert_eq!(with(&once(), |facts| facts.block = 110), "closed");
    assert_eq!(
        with(&adult(), |facts| facts.records.schemas.clear()),
        "not-asked"
    );
    let none = |facts: &mut Facts| {
        facts.records.schemas.insert(schema().id, None);
    };
    assert_eq!(with(&adult(), none), "no-such-schema");
    assert_eq!(
        why_with(&asking(&adult()), &Facts::default()),
        "other-chain"
    );
    let facts = Facts {
        genesis: GENESIS,
        ..Default::default()
    };
    let refused = AuthenticatedRequest::authenticate(&asking(&adult()), &facts).err();
    assert_eq!(refused, Some(Failure::NotAsked("a DID")));
}

#[test]
fn a_person_has_one_number_in_a_scope() {
    let scope = |request: &Request| {
        let asked = AuthenticatedRequest::authenticate(&asking(request), &facts()).unwrap();
        asked.scope()
    };
    let other = Request {
        challenge: [1; 32],
        ..adult()
    };
    assert_ne!(scope(&adult()), scope(&other));
    // For single use, the challenge does not matter.
    let again = Request {
        challenge: [1; 32],
        ..once()
    };
    assert_eq!(scope(&once()), scope(&again));
    let later = Request {
        uses: Times::Once {
            opens: today().0,
            closes: 110,
            max_uses: 1_000,
        },
        ..once()
    };
    assert_ne!(scope(&once()), scope(&later));
    let asked = AuthenticatedRequest::authenticate(&asking(&once()), &facts()).unwrap();
    assert_eq!(asked.date().map(|day| day.0), Some(today().0 - 1));
}

#[test]
fn a_wallet_asks_for_verifier_and_schema() {
    let questions = Questions::of(&asking(&adult()), None);
    assert_eq!(questions.records.dids, [verifier()].into());
    assert_eq!(questions.records.schemas, [schema().id].into());
    assert_eq!((questions.keys.len(), questions.roots.len()), (0, 0));
    assert_eq!(Questions::of(&json!({}), None), Questions::default());
}
