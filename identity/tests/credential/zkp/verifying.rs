//! Verification of answers: the valid case, and each rule by breaking it. Every proof here is valid
//! for the records that it names, so that only the broken rule refuses it.

use super::model::*;
use aura_identity::{
    credential::{CheckName, Report},
    zkp::{
        verify, verify_bytes, AuthenticatedRequest, Facts, KeyFact, Keys, Predicate, Request, Times,
    },
    DateTime,
};
use aura_primitives::{
    credentials::Standing,
    did::{PublicKey, Relationships},
    zkp::{Circuit, KeyId, Presentation},
};
use aura_zkp_core::{
    date::Day,
    groth16::{prepare, Reference, Simulator},
    signature::SecretKey,
    Fr,
};
use serde_json::{json, Value};

type Answer = Presentation<[u8; 32]>;

/// Report on the answer to a changed request.
fn if_named(request: &Request, change: impl FnOnce(&mut Answer)) -> Report {
    let request = asking(request);
    let answer = answer_with(&request, change);
    verify_answer(&request, &shown(&request, &answer), &facts())
}

/// Report on the good answer, with changed facts.
fn if_facts(request: &Request, change: impl FnOnce(&mut Facts)) -> Report {
    let request = asking(request);
    let answer = answer_with(&request, |_| ());
    let mut facts = facts();
    change(&mut facts);
    verify_answer(&request, &shown(&request, &answer), &facts)
}

/// Report on a changed presentation of the good answer.
fn if_shown(change: impl FnOnce(&mut Value)) -> Report {
    let request = asking(&adult());
    let mut answer = shown(&request, &answer_with(&request, |_| ()));
    change(&mut answer);
    verify_answer(&request, &answer, &facts())
}

fn adults_key() -> KeyId {
    KeyId {
        circuit: Circuit::Age,
        version: VERSION,
    }
}

#[test]
fn every_predicate_is_verified() {
    for predicate in predicates() {
        let report = if_named(&request(predicate), |_| ());
        assert_fails(&report, &[]);
        assert!(report.verified);
    }
    assert_fails(&if_named(&once(), |_| ()), &[]);
}

#[test]
fn without_facts_nothing_passes_that_needs_one() {
    let request = asking(&adult());
    let answer = shown(&request, &answer_with(&request, |_| ()));
    let facts = Facts {
        genesis: GENESIS,
        block: BLOCK,
        ..Default::default()
    };
    let report = verify(&request, &answer, &facts, now());
    let names = [
        CheckName::Request,
        CheckName::Challenge,
        CheckName::Policy,
        CheckName::Beneficiary,
        CheckName::AcceptedIssuer,
        CheckName::Accreditation,
        CheckName::VerificationMethod,
        CheckName::StatusList,
        CheckName::StatusRoot,
        CheckName::Date,
        CheckName::VerifyingKey,
        CheckName::Proof,
    ];
    assert_fails(&report, &names.map(|name| (name, "not-asked")));
}

#[test]
fn a_request_that_is_not_the_verifiers() {
    let request = asking(&adult());
    let answer = shown(&request, &answer_with(&request, |_| ()));
    let forged = asking_by(&adult(), &stranger());
    let report = verify_answer(&forged, &answer, &facts());
    let failures = failures(&report);
    assert!(failures.contains(&(CheckName::Request, "another-did".into())));
    assert!(failures.contains(&(CheckName::Proof, "another-did".into())));
    let report = if_facts(&adult(), |facts| facts.block = EXPIRES + 1);
    let failures = crate::model::failures(&report);
    assert!(failures.contains(&(CheckName::Request, "expired".into())));
}

#[test]
fn a_presentation_that_was_made_for_another_challenge() {
    let other = asking(&Request {
        challenge: [9; 32],
        ..adult()
    });
    let answer = shown(&other, &answer_with(&other, |_| ()));
    let report = verify_answer(&asking(&adult()), &answer, &facts());
    assert_fails(
        &report,
        &[
            (CheckName::Challenge, "wrong-challenge"),
            (CheckName::Proof, "proof-invalid"),
        ],
    );
    // The correct value written into the answer is not proven.
    let request = asking(&adult());
    let mut answer = answer_with(&other, |_| ());
    answer.challenge = [8; 32];
    let report = verify_answer(&request, &shown(&request, &answer), &facts());
    assert_fails(&report, &[(CheckName::Proof, "proof-invalid")]);
    for change in [
        |answer: &mut Answer| answer.expires += 1,
        |answer: &mut Answer| answer.challenge = [9; 32],
    ] {
        let report = if_named(&adult(), change);
        assert_fails(&report, &[(CheckName::Challenge, "wrong-challenge")]);
    }
}

#[test]
fn a_presentation_of_another_policy() {
    let report = if_named(&adult(), |answer| answer.policy = [1; 32].into());
    assert_fails(&report, &[(CheckName::Policy, "other-policy")]);
    // An answer to an easier question.
    let easier = asking(&request(Predicate::Age {
        claim: "birthDate".into(),
        years: 16,
    }));
    let answer = shown(&easier, &answer_with(&easier, |_| ()));
    let report = verify_answer(&asking(&adult()), &answer, &facts());
    assert_fails(
        &report,
        &[
            (CheckName::Policy, "other-policy"),
            (CheckName::Proof, "proof-invalid"),
        ],
    );
}

#[test]
fn a_presentation_that_shows_something_else_than_it_proves() {
    let shows = |change: fn(&mut Value)| if_shown(|it| change(&mut it["verifiableCredential"][0]));
    let changes: [fn(&mut Value); 8] = [
        |it| it["credentialSubject"]["auraYears"] = json!(21),
        |it| it["credentialSubject"]["auraClaim"] = json!("points"),
        |it| it["credentialSubject"]["id"] = json!(holder().to_string()),
        |it| it["issuer"] = json!(stranger().to_string()),
        |it| it["credentialSchema"]["id"] = json!("did:aura:x/schemas/y"),
        |it| it["validUntil"] = json!("2027-01-01T00:00:00Z"),
        |it| it["@context"][1]["auraYears"] = json!("urn:other"),
        |it| it["type"] = json!(["VerifiableCredential", "Adult"]),
    ];
    for change in changes {
        assert_fails(&shows(change), &[(CheckName::Policy, "shown")]);
    }
    let holder = if_shown(|it| it["holder"] = json!(holder().to_string()));
    assert_fails(&holder, &[(CheckName::Policy, "shown")]);
}

#[test]
fn a_presentation_for_somebody_else() {
    let request = Request {
        beneficiary: Some([3; 32]),
        ..adult()
    };
    assert_fails(&if_named(&request, |_| ()), &[]);
    let report = if_named(&request, |answer| answer.beneficiary = [4; 32]);
    assert_fails(&report, &[(CheckName::Beneficiary, "other-beneficiary")]);
    // Without a named beneficiary, any account may be; but only the one in the proof.
    assert_fails(
        &if_named(&adult(), |answer| answer.beneficiary = [4; 32]),
        &[],
    );
    let asking = asking(&adult());
    let mut stolen = answer_with(&asking, |_| ());
    stolen.beneficiary = [4; 32];
    let report = verify_answer(&asking, &shown(&asking, &stolen), &facts());
    assert_fails(&report, &[(CheckName::Proof, "proof-invalid")]);
}

#[test]
fn an_issuer_that_is_not_accepted() {
    let request = Request {
        issuers: vec![stranger()],
        ..adult()
    };
    let report = if_named(&request, |_| ());
    assert_fails(&report, &[(CheckName::AcceptedIssuer, "not-accepted")]);
}

#[test]
fn an_issuer_that_may_not_issue() {
    let of = |standing| {
        if_facts(&adult(), |facts| {
            let of = (schema().id, issuer());
            facts.records.standings.insert(of, standing);
        })
    };
    for standing in [
        Standing::Missing,
        Standing::Suspended(owner()),
        Standing::Broken(owner()),
        Standing::Expired(owner()),
    ] {
        let report = of(Some(standing));
        assert_fails(&report, &[(CheckName::Accreditation, "unaccredited")]);
    }
    assert_fails(&of(None), &[(CheckName::Accreditation, "no-such-schema")]);
}

#[test]
fn a_key_that_is_not_the_issuers() {
    let with = |change: fn(&mut aura_primitives::did::view::VerificationMethodView)| {
        if_facts(&adult(), |facts| {
            change(&mut methods_of(&mut facts.records, &issuer())[1]);
        })
    };
    let refused = |report: &Report, reason| {
        let names = [CheckName::VerificationMethod, CheckName::Proof];
        assert_fails(report, &names.map(|name| (name, reason)));
    };
    refused(&with(|key| key.revoked = Some(NOON)), "key-revoked");
    refused(
        &with(|key| key.relationships = Relationships::NONE),
        "not-related",
    );
    refused(&with(|key| key.fragment = "key-9".into()), "no-such-method");
    let ed25519 = with(|key| key.multikey = PublicKey::Ed25519([1; 32]).to_multikey());
    refused(&ed25519, "not-a-key");
    let given_up = if_facts(&adult(), |facts| {
        facts.records.dids.insert(issuer(), Some(deactivated()));
    });
    refused(&given_up, "deactivated");
    // A retired key is valid for what it signed.
    assert_fails(&with(|key| key.expires = Some(NOON - HOUR)), &[]);
    // Another key: a proof for the old key is not one for the new.
    let other = with(|key| {
        let other = SecretKey::from_seed(&[2; 32]).public_key().to_bytes();
        key.multikey = PublicKey::Jubjub(other).to_multikey();
    });
    assert_fails(&other, &[(CheckName::Proof, "proof-invalid")]);
}

#[test]
fn a_list_of_somebody_else_or_of_another_schema() {
    let with = |change: fn(&mut aura_primitives::credentials::view::ListView)| {
        if_facts(&adult(), |facts| {
            change(
                facts
                    .records
                    .lists
                    .get_mut(&LIST)
                    .unwrap()
                    .as_mut()
                    .unwrap(),
            );
        })
    };
    let report = with(|list| list.owner = stranger());
    assert_fails(&report, &[(CheckName::StatusList, "anothers-list")]);
    let report = with(|list| list.schema = [1; 32].into());
    assert_fails(&report, &[(CheckName::StatusList, "another-schemas-list")]);
    let report = if_facts(&adult(), |facts| {
        facts.records.lists.insert(LIST, None);
    });
    let names = [CheckName::StatusList, CheckName::StatusRoot];
    assert_fails(&report, &names.map(|name| (name, "no-such-list")));
    // The root of another list of the same issuer.
    let report = if_facts(&adult(), |facts| {
        facts
            .roots
            .get_mut(&LIST)
            .unwrap()
            .as_mut()
            .unwrap()
            .current = [1; 32];
    });
    assert_fails(&report, &[(CheckName::StatusRoot, "root-not-recent")]);
}

#[test]
fn a_root_is_good_until_a_little_after_the_next_one() {
    let good = named().status_root;
    let superseded = |at, strict| {
        if_facts(&adult(), |facts| {
            let roots = facts.roots.get_mut(&LIST).unwrap().as_mut().unwrap();
            roots.current = [1; 32];
            roots.superseded = vec![([2; 32], 99), (good, at)];
            facts
                .records
                .lists
                .get_mut(&LIST)
                .unwrap()
                .as_mut()
                .unwrap()
                .strict = strict;
        })
    };
    let refused = [(CheckName::StatusRoot, "root-not-recent")];
    // The grace is ten blocks, and it is block 100.
    assert_fails(&superseded(100, false), &[]);
    assert_fails(&superseded(91, false), &[]);
    assert_fails(&superseded(90, false), &refused);
    assert_fails(&superseded(100, true), &refused);
}

#[test]
fn changes_do_not_wait_for_too_long() {
    let unsealed = |since, strict| {
        if_facts(&adult(), |facts| {
            let roots = facts.roots.get_mut(&LIST).unwrap().as_mut().unwrap();
            roots.pending_since = Some(since);
            facts
                .records
                .lists
                .get_mut(&LIST)
                .unwrap()
                .as_mut()
                .unwrap()
                .strict = strict;
        })
    };
    let refused = [(CheckName::StatusRoot, "root-unsealed")];
    assert_fails(&unsealed(90, false), &[]);
    assert_fails(&unsealed(89, false), &refused);
    assert_fails(&unsealed(100, true), &refused);
}

#[test]
fn the_day_is_the_verifiers_own_or_the_one_before() {
    let at = |day: u32| if_named(&adult(), |answer| answer.date = day);
    assert_fails(&at(today().0), &[]);
    assert_fails(&at(today().0 - 1), &[]);
    let refused = [(CheckName::Date, "date")];
    assert_fails(&at(today().0 + 1), &refused);
    assert_fails(&at(today().0 - 2), &refused);
    // For a request that is answered once, the day on which it opened.
    let opened = today().0 - 1;
    assert_fails(&if_named(&once(), |answer| answer.date = opened), &[]);
    let report = if_named(&once(), |answer| answer.date = today().0);
    assert_fails(&report, &refused);
    // Before that day, no answer is accepted.
    let tomorrow = Request {
        uses: Times::Once {
            opens: today().0 + 1,
            closes: 110,
            max_uses: 1_000,
        },
        ..once()
    };
    assert_fails(&if_named(&tomorrow, |_| ()), &refused);
    // The clock decides the date, not the block.
    let request = asking(&adult());
    let answer = shown(&request, &answer_with(&request, |_| ()));
    let from = NOON - 12 * HOUR - TOLERANCE;
    let to = NOON + 36 * HOUR + TOLERANCE;
    for (time, good) in [
        (NOON, true),
        (NOON + 12 * HOUR, true),
        (NOON + 35 * HOUR, true),
        (from - 1000, false),
        (from, true),
        (to - 1000, true),
        (to, false),
    ] {
        let time = DateTime::from_millis(time);
        let report = verify(&request, &answer, &facts(), time);
        assert_eq!(report.verified, good, "{time}");
    }
}

#[test]
fn nobody_is_born_before_the_first_year() {
    let old = asking(&request(Predicate::Age {
        claim: "birthDate".into(),
        years: 150,
    }));
    let asked = AuthenticatedRequest::authenticate(&old, &facts()).unwrap();
    let mut answer = asked.presentation(&named(), &wallet_secret());
    answer.date = Day::new(150, 1, 1).unwrap().0;
    answer.proof = simulator(Circuit::Age).prove(&[Fr::from(1); 10]);
    let report = verify_answer(&old, &shown(&old, &answer), &facts());
    let names = [CheckName::Date, CheckName::Proof];
    assert_fails(&report, &names.map(|name| (name, "date")));
}

#[test]
fn a_key_that_the_chain_does_not_take() {
    let refused = |report: &Report, reason| {
        let names = [CheckName::VerifyingKey, CheckName::Proof];
        assert_fails(report, &names.map(|name| (name, reason)));
    };
    let older = if_named(&adult(), |answer| answer.version = VERSION - 1);
    refused(&older, "key-too-old");
    let pinned = |digest| Request {
        keys: Keys::Exactly(digest),
        ..adult()
    };
    let digest = facts().keys[&adults_key()].clone().unwrap().key.digest;
    assert_fails(&if_named(&pinned(digest), |_| ()), &[]);
    refused(&if_named(&pinned([5; 32]), |_| ()), "key-not-pinned");
    let none = if_facts(&adult(), |facts| {
        facts.keys.insert(adults_key(), None);
    });
    refused(&none, "no-such-key");
    let retired = if_facts(&adult(), |facts| {
        facts
            .keys
            .get_mut(&adults_key())
            .unwrap()
            .as_mut()
            .unwrap()
            .active = false;
    });
    refused(&retired, "key-not-active");
    // A key with the identifier of another.
    let mixed = if_facts(&adult(), |facts| {
        let id = KeyId {
            circuit: Circuit::Membership,
            ..adults_key()
        };
        let other = facts.keys[&id].clone();
        facts.keys.insert(adults_key(), other);
    });
    refused(&mixed, "no-such-key");
}

#[test]
fn a_key_for_development_is_taken_where_the_chain_takes_it() {
    let simulator = Simulator::development(adults_key());
    let key = prepare::<Reference>(&simulator.key()).unwrap();
    let request = asking(&adult());
    let asked = AuthenticatedRequest::authenticate(&request, &facts()).unwrap();
    let mut answer = asked.presentation(&named(), &wallet_secret());
    let statement = asked
        .statement(&answer, &secret_key().public_key(), &key.digest)
        .unwrap();
    answer.proof = simulator.prove(&statement.inputs().unwrap());
    let answer = shown(&request, &answer);
    let mut facts = facts();
    let fact = KeyFact { key, active: true };
    facts.keys.insert(adults_key(), Some(fact));
    let report = verify_answer(&request, &answer, &facts);
    let names = [CheckName::VerifyingKey, CheckName::Proof];
    assert_fails(&report, &names.map(|name| (name, "key-insecure")));
    facts.allow_insecure_setup = true;
    assert_fails(&verify_answer(&request, &answer, &facts), &[]);
}

#[test]
fn a_number_has_one_encoding() {
    // The order of the field, little-endian, and the number above it.
    let order = (-Fr::one()).to_bytes();
    let report = if_named(&adult(), |answer| {
        answer.nullifier = order;
        answer.nullifier[0] += 1;
    });
    let failures = failures(&report);
    assert!(failures.contains(&(CheckName::Nullifier, "not-canonical".into())));
    assert!(failures.contains(&(CheckName::Proof, "not-canonical".into())));
    let mut facts = facts();
    let request = asking(&adult());
    let mut answer = answer_with(&request, |_| ());
    answer.status_root = [0xff; 32];
    facts
        .roots
        .get_mut(&LIST)
        .unwrap()
        .as_mut()
        .unwrap()
        .current = [0xff; 32];
    let report = verify_answer(&request, &shown(&request, &answer), &facts);
    assert_fails(&report, &[(CheckName::Proof, "not-canonical")]);
}

#[test]
fn a_proof_of_another_statement() {
    let request = asking(&adult());
    let answer = answer_with(&request, |_| ());
    let with = |change: fn(&mut Answer)| {
        let mut answer = answer.clone();
        change(&mut answer);
        verify_answer(&request, &shown(&request, &answer), &facts())
    };
    let refused = [(CheckName::Proof, "proof-invalid")];
    assert_fails(&with(|answer| answer.date -= 1), &refused);
    assert_fails(&with(|answer| answer.nullifier[0] ^= 1), &refused);
    assert_fails(&with(|answer| answer.beneficiary = [1; 32]), &refused);
    // The proof of another person's answer.
    let other = |answer: &mut Answer| {
        answer.proof = simulator(Circuit::Age).prove(&[Fr::from(1); 10]);
    };
    assert_fails(&with(other), &refused);
    // A and C of one point, so that both are points of the curve.
    let mut forged = answer.clone();
    let (a, _) = answer.proof.split_at(96);
    forged.proof[288..].copy_from_slice(a);
    let report = verify_answer(&request, &shown(&request, &forged), &facts());
    assert_fails(&report, &refused);
}

#[test]
fn bytes_are_read_strictly_first() {
    let request = asking(&adult());
    let answer = shown(&request, &answer_with(&request, |_| ()));
    let (request, answer) = (request.to_string(), answer.to_string());
    let verify = |request: &str, answer: &str| {
        verify_bytes(request.as_bytes(), answer.as_bytes(), &facts(), now())
    };
    assert!(verify(&request, &answer).verified);
    let twice = answer.replacen("{", "{\"type\":1,", 1);
    assert_fails(
        &verify(&request, &twice),
        &[(CheckName::Json, "duplicate-key")],
    );
    assert_fails(
        &verify(&request[1..], &answer),
        &[(CheckName::Json, "json")],
    );
    for other in ["{}", "[]", "null", "1"] {
        assert!(!verify(&request, other).verified);
        assert!(!verify(other, &answer).verified);
    }
}

/// The nullifiers identify a person: equal for one person, different for all others.
#[test]
fn one_person_has_one_number_for_single_use() {
    let number = |request: &Request| {
        let answer = answer_with(&asking(request), |_| ());
        answer.nullifier
    };
    let again = Request {
        challenge: [1; 32],
        ..once()
    };
    assert_eq!(number(&once()), number(&again));
    let many = |challenge| {
        number(&Request {
            challenge,
            uses: Times::Many,
            ..once()
        })
    };
    assert_ne!(many([1; 32]), many([2; 32]));
}
