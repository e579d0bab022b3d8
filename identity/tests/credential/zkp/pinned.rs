//! A verifier with a pinned key digest refuses a proof that a node forged with a key of its own.

use super::model::*;
use aura_identity::{
    credential::{CheckName, Report},
    zkp::{
        verify_bytes_expecting, verify_expecting, AuthenticatedRequest, Expected, KeyFact, Keys,
        Request,
    },
};
use aura_primitives::zkp::{Circuit, KeyId, PreparedKey};
use aura_zkp_core::groth16::{prepare, Reference, Simulator};
use serde_json::Value;

const ADULTS_KEY: KeyId = KeyId {
    circuit: Circuit::Age,
    version: VERSION,
};

/// The key of the chain.
fn chains_key() -> PreparedKey {
    prepare::<Reference>(&simulator(Circuit::Age).key()).unwrap()
}

/// Report on a request and its answer, if the node gives this key and the verifier expects that
/// digest.
fn verified(request: &Value, answer: &Value, key: PreparedKey, digest: [u8; 32]) -> Report {
    let mut facts = facts();
    let fact = KeyFact { key, active: true };
    facts.keys.insert(ADULTS_KEY, Some(fact));
    let expected = Expected {
        key_digest: Some(digest),
    };
    let report = verify_expecting(request, answer, &facts, now(), &expected);
    let (request, answer) = (request.to_string(), answer.to_string());
    let (request, answer) = (request.as_bytes(), answer.as_bytes());
    let of_bytes = verify_bytes_expecting(request, answer, &facts, now(), &expected);
    assert_eq!(report, of_bytes);
    report
}

fn assert_other_digest(report: &Report) {
    let names = [CheckName::VerifyingKey, CheckName::Proof];
    assert_fails(report, &names.map(|name| (name, "key-digest")));
}

#[test]
fn a_proof_by_the_expected_key_is_taken() {
    let request = asking(&adult());
    let answer = shown(&request, &answer_with(&request, |_| ()));
    let report = verified(&request, &answer, chains_key(), chains_key().digest);
    assert_fails(&report, &[]);
    assert_other_digest(&verified(&request, &answer, chains_key(), [7; 32]));
}

#[test]
fn a_key_of_the_nodes_own_is_refused_whatever_digest_it_gives() {
    // A key whose secrets the node knows, under the chain's identifier: it can prove anything.
    let mut own = Simulator::new(KeyId {
        version: VERSION + 1,
        ..ADULTS_KEY
    })
    .key();
    own.id = ADULTS_KEY;
    let own = prepare::<Reference>(&own).unwrap();
    let forger = Simulator::new(KeyId {
        version: VERSION + 1,
        ..ADULTS_KEY
    });
    let request = asking(&adult());
    let asked = AuthenticatedRequest::authenticate(&request, &facts()).unwrap();
    for digest in [own.digest, chains_key().digest] {
        let mut answer = asked.presentation(&named(), &wallet_secret());
        let key = PreparedKey {
            digest,
            ..own.clone()
        };
        let statement = asked.statement(&answer, &secret_key().public_key(), &digest);
        answer.proof = forger.prove(&statement.unwrap().inputs().unwrap());
        let answer = shown(&request, &answer);
        // Without an expected digest, the key is trusted.
        let mut facts = facts();
        let fact = KeyFact {
            key: key.clone(),
            active: true,
        };
        facts.keys.insert(ADULTS_KEY, Some(fact));
        assert_fails(&verify_answer(&request, &answer, &facts), &[]);
        assert_other_digest(&verified(&request, &answer, key, chains_key().digest));
    }
}

#[test]
fn each_part_of_the_expected_key_is_computed_anew() {
    let request = asking(&adult());
    let answer = shown(&request, &answer_with(&request, |_| ()));
    let other = prepare::<Reference>(&Simulator::new(ADULTS_KEY).key()).unwrap();
    assert_eq!(other, chains_key());
    let stranger = Simulator::new(KeyId {
        version: VERSION + 1,
        ..ADULTS_KEY
    });
    let stranger = prepare::<Reference>(&stranger.key()).unwrap();
    let changes: [fn(&mut PreparedKey, PreparedKey); 8] = [
        |key, _| key.circuit_hash[0] ^= 1,
        |key, _| key.provenance = aura_primitives::zkp::Provenance::Development,
        |key, other| key.alpha = other.alpha,
        |key, other| key.beta = other.beta,
        |key, other| key.neg_gamma = other.neg_gamma,
        |key, other| key.neg_delta = other.neg_delta,
        |key, other| key.alpha_beta = other.alpha_beta,
        |key, other| key.ic = other.ic,
    ];
    for change in changes {
        let mut changed = chains_key();
        change(&mut changed, stranger.clone());
        let report = verified(&request, &answer, changed, chains_key().digest);
        let failures = failures(&report);
        let expected = (CheckName::VerifyingKey, "key-digest".into());
        assert!(failures.contains(&expected), "{failures:?}");
    }
    // Bytes that are not a point.
    let mut changed = chains_key();
    changed.neg_gamma = [0xff; 192];
    assert_other_digest(&verified(&request, &answer, changed, chains_key().digest));
}

/// A digest in the policy protects the verifier without a further expectation.
#[test]
fn a_policy_that_names_the_digest_refuses_a_key_of_the_nodes_own() {
    let digest = chains_key().digest;
    let request = asking(&Request {
        keys: Keys::Exactly(digest),
        ..adult()
    });
    let asked = AuthenticatedRequest::authenticate(&request, &facts()).unwrap();
    let forger = Simulator::new(KeyId {
        version: VERSION + 1,
        ..ADULTS_KEY
    });
    let mut own = forger.key();
    own.id = ADULTS_KEY;
    let key = PreparedKey {
        digest,
        ..prepare::<Reference>(&own).unwrap()
    };
    let mut answer = asked.presentation(&named(), &wallet_secret());
    let statement = asked.statement(&answer, &secret_key().public_key(), &digest);
    answer.proof = forger.prove(&statement.unwrap().inputs().unwrap());
    let answer = shown(&request, &answer);
    let mut facts = facts();
    let fact = KeyFact { key, active: true };
    facts.keys.insert(ADULTS_KEY, Some(fact));
    let names = [CheckName::VerifyingKey, CheckName::Proof];
    assert_fails(
        &verify_answer(&request, &answer, &facts),
        &names.map(|name| (name, "key-not-pinned")),
    );
}
