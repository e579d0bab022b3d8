//! `/credentials/verify` and `/presentations/verify`.

use super::{ledger::*, *};
use aura_identity::{
    anchoring::{leaf, BatchBuilder, Inclusion},
    credential::presentation,
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
};
use aura_primitives::credentials::Change;
use axum::http::header::CACHE_CONTROL;
use ed25519_dalek::SigningKey;
use serde_json::json;

const CREDENTIALS: &str = "/credentials/verify";
const PRESENTATIONS: &str = "/presentations/verify";

async fn verifying(chain: &Chain) -> Server {
    Server::new(chain.clone()).await
}

async fn ask(server: &Server, uri: &str, body: &Value) -> Answer {
    send(server, uri, &body.to_string()).await
}

async fn send(server: &Server, uri: &str, body: &str) -> Answer {
    let request = at(uri).method(Method::POST);
    let request = request.header("content-type", "application/json; charset=utf-8");
    server
        .send(request.body(body.to_owned().into()).unwrap())
        .await
}

/// Returns the result for a credential.
async fn credential_with(server: &Server, credential: &Value, options: Value) -> Value {
    let body = json!({ "verifiableCredential": credential, "options": options });
    result(&ask(server, CREDENTIALS, &body).await)
}

/// Returns the result for a presentation.
async fn presented(server: &Server, presentation: &Value, options: Value) -> Value {
    let body = json!({ "verifiablePresentation": presentation, "options": options });
    result(&ask(server, PRESENTATIONS, &body).await)
}

/// Returns the result, and asserts that its parts agree.
#[track_caller]
fn result(answer: &Answer) -> Value {
    assert_eq!(answer.media_type(), "application/json");
    assert_eq!(answer.header(CACHE_CONTROL), "no-store");
    let result = answer.json();
    let is_presentation = result["results"].get("presentation").is_some();
    let is_bad = result["errors"].as_array().unwrap().iter().any(|error| {
        let title = error["title"].as_str().unwrap();
        [
            "PARSING_ERROR",
            "MALFORMED_VALUE_ERROR",
            "PROOF_VERIFICATION_ERROR",
            "INVALID_VERIFICATION_METHOD",
        ]
        .contains(&title)
    });
    answer.is(match is_bad && !is_presentation {
        true => StatusCode::BAD_REQUEST,
        false => StatusCode::OK,
    });
    let errors = result["errors"].as_array().unwrap();
    let warnings = result["warnings"].as_array().unwrap();
    assert_eq!(result["verified"], json!(errors.is_empty()), "{result}");
    assert_eq!(result["report"]["verified"], result["verified"]);
    assert_eq!(
        result["problemDetails"],
        json!([errors.clone(), warnings.clone()].concat())
    );
    result
}

/// Returns failed checks, with their reasons and the titles of their types.
fn errors(result: &Value) -> Vec<(&str, &str, &str)> {
    let errors = result["errors"].as_array().unwrap().iter();
    let text = |error: &'_ Value, name: &str| error[name].as_str().unwrap().to_owned();
    errors
        .map(|error| {
            assert!(text(error, "type").contains(':') && !text(error, "detail").is_empty());
            let text = |name: &str| error[name].as_str().unwrap();
            (text("check"), text("reason"), text("title"))
        })
        .collect()
}

fn config(challenge: Option<&str>, domain: Option<&str>) -> ProofConfig {
    ProofConfig {
        challenge: challenge.map(Into::into),
        domain: domain.map(Into::into),
        ..ProofConfig::new(
            Cryptosuite::EddsaJcs2022,
            ProofPurpose::Authentication,
            format!("{}#key-1", holder_did()),
        )
    }
}

/// Returns a presentation of credentials, signed by the holder.
fn shown(credentials: &[Value], challenge: Option<&str>, domain: Option<&str>) -> Value {
    let unsigned = presentation(&holder_did().to_string(), credentials).unwrap();
    sign_as(&unsigned, &config(challenge, domain), &key(&holder_did()))
}

/// Returns a credential of a `did:key`, and the key.
fn of_key() -> (Value, SigningKey) {
    let key = SigningKey::from_bytes(&[9; 32]);
    let method = did_key().method().to_owned();
    let unsigned = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": did_key().did(),
        "credentialSubject": { "id": holder_did().to_string() },
    });
    let config = ProofConfig::new(
        Cryptosuite::EddsaRdfc2022,
        ProofPurpose::AssertionMethod,
        method,
    );
    (sign_as(&unsigned, &config, &key), key)
}

#[tokio::test]
async fn a_credential_is_verified_by_what_the_chain_says() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    let result = credential_with(&server, &credential(), json!({})).await;
    assert_eq!(errors(&result), []);
    assert_eq!(result["warnings"], json!([]));
    let checks = json!([
        "json",
        "data-model",
        "contexts",
        "terms",
        "issuer",
        "proof",
        "verification-method",
        "proof-purpose",
        "proof-dates",
        "validity",
        "schema",
        "accreditation",
        "status-list",
        "revocation",
        "suspension",
    ]);
    assert_eq!(result["checks"], checks);
    assert_eq!(
        result["report"]["checks"][4],
        json!({"name": "issuer", "outcome": "passed"})
    );
    assert_eq!(result["block"]["number"], 100);
    assert_eq!(result["block"]["hash"], format!("0x{}", "64".repeat(32)));
    assert_eq!(result.get("credential"), None);

    chain.set(INDEX, Change::Suspend);
    let result = credential_with(&server, &credential(), json!({})).await;
    let status = "STATUS_VERIFICATION_ERROR";
    assert_eq!(errors(&result), [("suspension", "suspended", status)]);
    chain.set(INDEX, Change::Hold);
    let result = credential_with(&server, &credential(), json!({})).await;
    assert_eq!(errors(&result), [("suspension", "held", status)]);
    chain.set(INDEX, Change::Revoke);
    let result = credential_with(&server, &credential(), json!({})).await;
    assert_eq!(errors(&result), [("revocation", "revoked", status)]);
}

#[tokio::test]
async fn what_fails_has_the_type_of_its_standard() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    let altered = |change: &dyn Fn(&mut Value)| {
        let mut credential = credential();
        change(&mut credential);
        credential
    };
    let signed = |change: &dyn Fn(&mut Value)| {
        let mut draft = draft();
        change(&mut draft);
        sign(&draft, &issuer_did(), ProofPurpose::AssertionMethod)
    };
    for (credential, error) in [
        (
            altered(&|credential| credential["validFrom"] = json!("2020-01-01T00:00:00Z")),
            ("proof", "signature", "PROOF_VERIFICATION_ERROR"),
        ),
        (
            altered(&|credential| credential["proof"]["proofPurpose"] = json!("authentication")),
            ("proof", "signature", "PROOF_VERIFICATION_ERROR"),
        ),
        (
            signed(&|draft| draft["validUntil"] = json!("2020-01-01T00:00:00Z")),
            ("validity", "expired", "RANGE_ERROR"),
        ),
        (
            signed(&|draft| draft["validFrom"] = json!("9000-01-01T00:00:00Z")),
            ("validity", "not-yet-valid", "RANGE_ERROR"),
        ),
        (
            signed(&|draft| draft["credentialSubject"]["points"] = json!(0.5)),
            ("schema", "claim", "MALFORMED_VALUE_ERROR"),
        ),
        (
            altered(&|credential| {
                credential.as_object_mut().unwrap().remove("proof");
            }),
            ("proof", "no-proof", "PROOF_VERIFICATION_ERROR"),
        ),
        (
            json!({}),
            ("data-model", "malformed", "MALFORMED_VALUE_ERROR"),
        ),
    ] {
        let result = credential_with(&server, &credential, json!({})).await;
        assert!(errors(&result).contains(&error), "{error:?} {result}");
    }
    chain.set_issuer(Some(deactivated()));
    let result = credential_with(&server, &credential(), json!({})).await;
    assert!(errors(&result).contains(&("issuer", "deactivated", "Not accepted")));
    let method = "INVALID_VERIFICATION_METHOD";
    assert!(errors(&result).contains(&("verification-method", "deactivated", method)));
}

#[tokio::test]
async fn a_credential_of_a_key_needs_no_chain() {
    let chain = Chain::new();
    chain.change(|state| state.is_down = true);
    let server = verifying(&chain).await;
    let (credential, key) = of_key();
    let result = credential_with(&server, &credential, json!({})).await;
    assert_eq!(errors(&result), []);
    assert_eq!(result.get("block"), None);
    assert_eq!(chain.calls("finalized"), 0);

    let did = did_key().did().to_owned();
    let mut config = config(Some("c"), None);
    config.verification_method = did_key().method().into();
    let unsigned = presentation(&did, &[credential]).unwrap();
    let shown = sign_as(&unsigned, &config, &key);
    let options = json!({ "challenge": "c" });
    let result = presented(&server, &shown, options).await;
    assert_eq!(errors(&result), []);
}

/// The server does not load documents from the network.
#[tokio::test]
async fn lists_elsewhere_are_not_fetched() {
    let server = verifying(&Chain::new()).await;
    let mut unsigned = of_key().0;
    unsigned.as_object_mut().unwrap().remove("proof");
    unsigned["credentialStatus"] = json!({
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "1",
        "statusListCredential": "https://elsewhere.example/list",
    });
    let config = ProofConfig::new(
        Cryptosuite::EddsaJcs2022,
        ProofPurpose::AssertionMethod,
        did_key().method(),
    );
    let credential = sign_as(&unsigned, &config, &of_key().1);
    let result = credential_with(&server, &credential, json!({})).await;
    let expected = [("revocation", "not-asked", "STATUS_RETRIEVAL_ERROR")];
    assert_eq!(errors(&result), expected);
}

#[tokio::test]
async fn options_say_what_is_expected() {
    let server = verifying(&Chain::new()).await;
    let credential = credential();
    let options = json!({
        "schemas": [schema_id().to_base58()],
        "checks": ["proof"],
        "returnCredential": true,
        "returnResults": true,
        "returnProblemDetails": true,
    });
    let result = credential_with(&server, &credential, options).await;
    assert_eq!(errors(&result), []);
    assert_eq!(result["credential"], credential);

    let another = aura_primitives::credentials::SchemaId::from([6; 32]).to_base58();
    let result = credential_with(&server, &credential, json!({ "schemas": [another] })).await;
    let expected = [("schema", "wrong-schema", "MALFORMED_VALUE_ERROR")];
    assert_eq!(errors(&result), expected);
}

#[tokio::test]
async fn that_it_was_anchored_is_shown_beside_it() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    let credential = credential();
    let result = credential_with(&server, &credential, json!({ "anchored": true })).await;
    assert_eq!(
        errors(&result),
        [("anchor", "not-anchored", "Not accepted")]
    );

    let mut builder = BatchBuilder::new();
    builder.push(leaf(&[1; 32], &credential)).unwrap();
    builder.push(leaf(&[2; 32], &json!(2))).unwrap();
    let inclusion = Inclusion::new(LIST, &builder.build().unwrap(), 0, [1; 32]).unwrap();
    let options = json!({ "anchored": true, "inclusions": [inclusion] });
    let result = credential_with(&server, &credential, options.clone()).await;
    assert_eq!(
        errors(&result),
        [("anchor", "no-such-batch", "Not accepted")]
    );
    chain.change(|state| {
        let batch = batch(inclusion.root, 2);
        state
            .facts
            .batches
            .insert((LIST, inclusion.root), Some(batch));
    });
    let result = credential_with(&server, &credential, options).await;
    assert_eq!(errors(&result), []);
    assert!(result["checks"]
        .as_array()
        .unwrap()
        .contains(&json!("anchor")));
}

#[tokio::test]
async fn a_presentation_is_verified_with_its_credentials() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    let shown = shown(
        &[credential(), of_key().0],
        Some("c-1"),
        Some("verifier.example"),
    );
    let expected = json!({
        "challenge": "c-1", "domain": "verifier.example", "returnPresentation": true,
    });
    let result = presented(&server, &shown, expected.clone()).await;
    assert_eq!(errors(&result), []);
    assert_eq!(result["warnings"], json!([]));
    assert_eq!(result["verifiablePresentation"], shown);
    assert_eq!(result["report"]["credentials"].as_array().unwrap().len(), 2);

    let result = presented(&server, &shown, json!({})).await;
    assert_eq!(errors(&result), []);
    assert_eq!(result["warnings"][0]["reason"], "no-challenge");
    assert_eq!(result["warnings"][1]["reason"], "no-domain");

    let options = json!({ "challenge": "c-2", "domain": "verifier.example" });
    let result = presented(&server, &shown, options).await;
    let error = ("challenge", "wrong-challenge", "INVALID_CHALLENGE_ERROR");
    assert_eq!(errors(&result), [error]);
    let options = json!({ "challenge": "c-1", "domain": "another.example" });
    let result = presented(&server, &shown, options).await;
    assert_eq!(
        errors(&result),
        [("domain", "wrong-domain", "INVALID_DOMAIN_ERROR")]
    );

    chain.set(INDEX, Change::Revoke);
    let result = presented(&server, &shown, expected).await;
    assert_eq!(
        errors(&result),
        [("revocation", "revoked", "STATUS_VERIFICATION_ERROR")]
    );
    assert_eq!(result["errors"][0]["credential"], 0);
}

#[tokio::test]
async fn anybody_presents_unless_the_subject_must() {
    let server = verifying(&Chain::new()).await;
    let unsigned = presentation(&issuer_did().to_string(), &[credential()]).unwrap();
    let shown = sign(&unsigned, &issuer_did(), ProofPurpose::Authentication);
    let options = json!({ "holderIsSubject": true });
    let result = presented(&server, &shown, options).await;
    assert_eq!(errors(&result), [("holder", "not-subject", "Not accepted")]);
    let result = presented(&server, &shown, json!({})).await;
    assert_eq!(errors(&result), []);
}

/// A copied credential must not pass where a presentation is expected.
#[tokio::test]
async fn a_credential_meets_no_expectation_of_presentations() {
    let server = verifying(&Chain::new()).await;
    let (challenge, domain, holder) = (
        ("challenge", "not-a-presentation", "INVALID_CHALLENGE_ERROR"),
        ("domain", "not-a-presentation", "INVALID_DOMAIN_ERROR"),
        ("holder", "not-a-presentation", "Not accepted"),
    );
    for (options, expected) in [
        (
            json!({ "challenge": "c", "domain": "d" }),
            &[challenge, domain][..],
        ),
        (json!({ "challenge": "c" }), &[challenge]),
        (json!({ "holder": holder_did().to_string() }), &[holder]),
        (json!({}), &[]),
    ] {
        let result = credential_with(&server, &credential(), options).await;
        assert_eq!(errors(&result), expected);
    }
    let body = json!({
        "verifiableCredential": credential(),
        "options": { "holderIsSubject": true },
    });
    ask(&server, CREDENTIALS, &body)
        .await
        .is(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_holder_that_is_expected_presents() {
    let server = verifying(&Chain::new()).await;
    let shown = shown(&[credential()], None, None);
    let by = async |did: String| presented(&server, &shown, json!({ "holder": did })).await;
    let result = by(holder_did().to_string()).await;
    assert_eq!(errors(&result), []);
    let result = by(issuer_did().to_string()).await;
    assert_eq!(
        errors(&result),
        [("holder", "wrong-holder", "Not accepted")]
    );
}

#[tokio::test]
async fn a_presentation_may_have_no_credentials() {
    let server = verifying(&Chain::new()).await;
    let mut unsigned = presentation(&holder_did().to_string(), &[credential()]).unwrap();
    let members = unsigned.as_object_mut().unwrap();
    members.remove("verifiableCredential");
    let shown = sign(&unsigned, &holder_did(), ProofPurpose::Authentication);
    let result = presented(&server, &shown, json!({})).await;
    assert_eq!(errors(&result), []);
    let options = json!({ "schemas": [schema_id().to_base58()], "anchored": true });
    let result = presented(&server, &shown, options).await;
    let expected = [
        ("schema", "no-credential", "MALFORMED_VALUE_ERROR"),
        ("anchor", "no-credential", "Not accepted"),
    ];
    assert_eq!(errors(&result), expected);
}

#[tokio::test]
async fn a_status_of_another_type_is_reported() {
    let server = verifying(&Chain::new()).await;
    let (mut unsigned, key) = of_key();
    unsigned.as_object_mut().unwrap().remove("proof");
    unsigned["credentialStatus"] = json!({ "type": "urn:x:Status" });
    let method = did_key().method().to_owned();
    let purpose = ProofPurpose::AssertionMethod;
    let config = ProofConfig::new(Cryptosuite::EddsaRdfc2022, purpose, method);
    let credential = sign_as(&unsigned, &config, &key);
    let result = credential_with(&server, &credential, json!({})).await;
    let of = |check| (check, "other-status", "STATUS_VERIFICATION_ERROR");
    assert_eq!(
        errors(&result),
        ["status-list", "revocation", "suspension"].map(of)
    );
}

#[tokio::test]
async fn who_goes_by_an_old_block_is_warned() {
    let chain = Chain::new();
    chain.change(|state| state.head.1 = millis() - 400_000);
    let server = verifying(&chain).await;
    let result = credential_with(&server, &credential(), json!({})).await;
    assert_eq!(errors(&result), []);
    assert_eq!(result["warnings"][0]["reason"], "old-block");
    assert_eq!(result["problemDetails"][0]["title"], "Warning");
}

/// Returns the value of `verified` for each part of a member.
fn verified(found: &Value) -> Vec<&Value> {
    let parts = found.as_array().unwrap().iter();
    parts.map(|part| &part["verified"]).collect()
}

#[tokio::test]
async fn each_member_has_its_result() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    let credential = credential();
    let result = credential_with(&server, &credential, json!({})).await;
    let results = &result["results"];
    assert_eq!(results["proof"][0]["input"], credential["proof"]);
    assert_eq!(verified(&results["proof"]), [true]);
    assert_eq!(
        results["credentialSchema"][0]["input"],
        credential["credentialSchema"]
    );
    assert_eq!(verified(&results["credentialSchema"]), [true]);
    let from = json!({ "verified": true, "input": credential["validFrom"] });
    assert_eq!(results["validFrom"], from);
    assert_eq!(results.get("validUntil"), None);
    let status = &results["credentialStatus"];
    assert_eq!(verified(status), [true, true]);
    for (number, entry) in status.as_array().unwrap().iter().enumerate() {
        assert_eq!(entry["input"], credential["credentialStatus"][number]);
        assert_eq!(entry["value"], 0);
    }

    chain.set(INDEX, Change::Revoke);
    let result = credential_with(&server, &credential, json!({})).await;
    let status = &result["results"]["credentialStatus"];
    for entry in status.as_array().unwrap() {
        let is_revocation = entry["input"]["statusPurpose"] == "revocation";
        assert_eq!(entry["verified"], !is_revocation);
        assert_eq!(entry["value"], u8::from(is_revocation));
    }
}

#[tokio::test]
async fn a_date_is_good_beside_one_that_is_not() {
    let server = verifying(&Chain::new()).await;
    for (from, until, good) in [
        (
            "2020-01-01T00:00:00Z",
            "2021-01-01T00:00:00Z",
            (true, false),
        ),
        (
            "9000-01-01T00:00:00Z",
            "9001-01-01T00:00:00Z",
            (false, true),
        ),
        ("2020-01-01T00:00:00Z", "9001-01-01T00:00:00Z", (true, true)),
    ] {
        let mut draft = draft();
        draft["validFrom"] = json!(from);
        draft["validUntil"] = json!(until);
        let signed = sign(&draft, &issuer_did(), ProofPurpose::AssertionMethod);
        let result = credential_with(&server, &signed, json!({})).await;
        let found = |name: &str| result["results"][name].clone();
        let expected = |verified, input: &str| json!({ "verified": verified, "input": input });
        assert_eq!(found("validFrom"), expected(good.0, from));
        assert_eq!(found("validUntil"), expected(good.1, until));
    }
}

#[tokio::test]
async fn what_is_not_checked_is_not_verified() {
    let server = verifying(&Chain::new()).await;
    let mut altered = credential();
    altered["credentialSubject"]["name"] = json!("Somebody else");
    let result = credential_with(&server, &altered, json!({})).await;
    assert_eq!(verified(&result["results"]["proof"]), [false]);
    // Values that cannot be parsed are not verified either.
    let broken = json!({
        "validFrom": "soon", "credentialStatus": [1, { "statusPurpose": "weather" }],
        "proof": ["x"], "credentialSchema": null,
    });
    let result = credential_with(&server, &broken, json!({})).await;
    let results = &result["results"];
    assert_eq!(results["validFrom"]["verified"], false);
    assert_eq!(verified(&results["credentialStatus"]), [false, false]);
    assert_eq!(results["credentialStatus"][0].get("value"), None);
    assert_eq!(verified(&results["proof"]), [false]);
    assert_eq!(verified(&results["credentialSchema"]), [false]);
}

#[tokio::test]
async fn a_presentation_has_the_results_of_its_credentials() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    let shown = shown(
        &[credential(), of_key().0],
        Some("c-1"),
        Some("here.example"),
    );
    let options = json!({ "challenge": "c-1", "domain": "there.example" });
    chain.set(INDEX, Change::Revoke);
    let result = presented(&server, &shown, options).await;
    let alone = &result["results"]["presentation"];
    let found = |verified, input: &str| json!({ "verified": verified, "input": input });
    assert_eq!(alone["challenge"], found(true, "c-1"));
    assert_eq!(alone["domain"], found(false, "there.example"));
    assert_eq!(alone["holder"], found(true, &holder_did().to_string()));
    assert_eq!(verified(&alone["proof"]), [true]);
    let credentials = &result["results"]["credentials"];
    assert_eq!(verified(credentials), [false, true]);
    assert_eq!(credentials[0]["problemDetails"][0]["reason"], "revoked");
    assert_eq!(credentials[1]["problemDetails"], json!([]));
    assert_eq!(verified(&credentials[1]["results"]["proof"]), [true]);

    // Without expectations, nothing was checked.
    let result = presented(&server, &shown, json!({})).await;
    let alone = &result["results"]["presentation"];
    assert_eq!((alone.get("challenge"), alone.get("domain")), (None, None));
}

#[tokio::test]
async fn parts_that_nobody_wants_are_left_out() {
    let server = verifying(&Chain::new()).await;
    let body = json!({
        "verifiableCredential": credential(),
        "options": { "returnResults": false, "returnProblemDetails": false },
    });
    let answer = ask(&server, CREDENTIALS, &body).await;
    answer.is(StatusCode::OK);
    let result = answer.json();
    assert_eq!(result["verified"], true);
    assert_eq!(result.get("results"), None);
    assert_eq!(result.get("problemDetails"), None);
}

#[tokio::test]
async fn a_credential_that_is_bad_in_itself_is_bad_input() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    let mut forged = credential();
    forged["credentialSubject"]["id"] = json!("did:example:thief");
    for bad in [json!({}), forged] {
        let body = json!({ "verifiableCredential": bad });
        let answer = ask(&server, CREDENTIALS, &body).await;
        answer.is(StatusCode::BAD_REQUEST);
        // The response has a result all the same.
        assert_eq!(answer.media_type(), "application/json");
        assert_eq!(answer.json()["verified"], false);
    }
    // The status of a valid credential is not an error of the request.
    chain.set(INDEX, Change::Revoke);
    let body = json!({ "verifiableCredential": credential() });
    let answer = ask(&server, CREDENTIALS, &body).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.json()["verified"], false);
    // Presentations always have a result.
    let body = json!({ "verifiablePresentation": { "type": "VerifiablePresentation" } });
    let answer = ask(&server, PRESENTATIONS, &body).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.json()["verified"], false);
}

#[tokio::test]
async fn options_that_are_not_known_have_the_type_of_vcalm() {
    let server = verifying(&Chain::new()).await;
    let body = json!({ "verifiableCredential": {}, "options": { "mandatoryPointers": [] } });
    let answer = ask(&server, CREDENTIALS, &body).await;
    answer.is(StatusCode::BAD_REQUEST);
    let expected = "https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED";
    assert_eq!(answer.json()["type"], expected);
}

/// With such a clock, expired credentials would still be accepted.
#[tokio::test]
async fn a_clock_that_is_behind_the_chain_verifies_nothing() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    chain.change(|state| state.head.1 = millis() + 290_000);
    let result = credential_with(&server, &credential(), json!({})).await;
    assert_eq!((errors(&result), &result["warnings"]), (vec![], &json!([])));

    let time = millis() + 310_000;
    chain.change(|state| state.head.1 = time);
    let body = json!({ "verifiableCredential": credential() });
    let answer = ask(&server, CREDENTIALS, &body).await;
    answer.is(StatusCode::SERVICE_UNAVAILABLE);
    let detail = answer.json()["detail"].clone();
    let shown = super::ledger::time(time).to_string();
    let detail = detail.as_str().unwrap();
    assert!(
        detail.contains(&shown) && detail.contains("set-ntp"),
        "{detail}"
    );
}

#[tokio::test]
async fn malformed_requests_are_refused() {
    let server = verifying(&Chain::new()).await;
    let (parsing, malformed) = ("PARSING_ERROR", "MALFORMED_VALUE_ERROR");
    let unknown = "UNKNOWN_OPTION_PROVIDED";
    let credential = credential().to_string();
    let twice = credential.replacen("\"issuer\"", "\"issuer\":\"x\",\"issuer\"", 1);
    let twice = format!(r#"{{"verifiableCredential":{twice}}}"#);
    for (body, title, reason) in [
        ("", parsing, "json"),
        ("{}}", parsing, "json"),
        ("\u{feff}{}", parsing, "json"),
        (
            r#"{"verifiableCredential":{},"verifiableCredential":{}}"#,
            parsing,
            "duplicate-key",
        ),
        (twice.as_str(), parsing, "duplicate-key"),
        ("1", malformed, "malformed"),
        ("{}", malformed, "malformed"),
        (r#"{"verifiableCredential":"eyJ"}"#, malformed, "malformed"),
        (r#"{"verifiablePresentation":{}}"#, malformed, "malformed"),
        (
            r#"{"verifiableCredential":{"type":["VerifiablePresentation"]}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"a":1}"#,
            unknown,
            "unknown-option",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"a":1}}"#,
            unknown,
            "unknown-option",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"domain":""}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"challenge":null}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"schemas":[]}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"options":[]}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"schemas":["x"]}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"checks":"x"}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"checks":[1]}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"anchored":1}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"verifiableCredential":{},"options":{"inclusions":[{}]}}"#,
            malformed,
            "malformed",
        ),
    ] {
        let answer = send(&server, CREDENTIALS, body).await;
        answer.is(StatusCode::BAD_REQUEST);
        assert_eq!(answer.media_type(), "application/problem+json");
        let problem = answer.json();
        assert_eq!(
            (&problem["title"], &problem["reason"]),
            (&json!(title), &json!(reason))
        );
    }
    for (body, reason) in [
        (
            r#"{"verifiablePresentation":{"type":"VerifiableCredential"}}"#,
            "malformed",
        ),
        (r#"{"presentation":{}}"#, "malformed"),
        (
            r#"{"verifiablePresentation":{"type":"VerifiablePresentation"},"options":{"challenge":1}}"#,
            "malformed",
        ),
    ] {
        let answer = send(&server, PRESENTATIONS, body).await;
        answer.is(StatusCode::BAD_REQUEST);
        assert_eq!(answer.json()["reason"], reason);
    }
}

#[tokio::test]
async fn what_is_sent_is_bounded() {
    let chain = Chain::new();
    let server = verifying(&chain).await;
    let long = format!(r#"{{"verifiableCredential":"{}"}}"#, "x".repeat(256 * 1024));
    for uri in [CREDENTIALS, PRESENTATIONS] {
        let answer = send(&server, uri, &long).await;
        answer.is(StatusCode::PAYLOAD_TOO_LARGE);
        let form = at(uri)
            .method(Method::POST)
            .header("content-type", "text/plain");
        let answer = server.send(form.body("{}".into()).unwrap()).await;
        answer.is(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let get = server.send(at(uri).body(Body::empty()).unwrap()).await;
        get.is_not_allowed("POST");
    }
    // More credentials than are allowed, and one that names more lists than are queried.
    let many = json!({
        "type": "VerifiablePresentation",
        "verifiableCredential": vec![json!({}); 17],
    });
    let result = presented(&server, &many, json!({})).await;
    assert!(errors(&result).contains(&("data-model", "malformed", "MALFORMED_VALUE_ERROR")));
    let entry = |list: u32| {
        let id = format!("{}/status/{list}/revocation", issuer_did());
        json!({
            "id": format!("{id}#1"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "1",
            "statusListCredential": id,
        })
    };
    let greedy = |number: u32| json!({ "credentialStatus": (0..8).map(|n| entry(number * 8 + n)).collect::<Vec<_>>() });
    let body = json!({ "verifiablePresentation": {
        "type": "VerifiablePresentation",
        "holder": holder_did().to_string(),
        "verifiableCredential": (0..16).map(greedy).collect::<Vec<_>>(),
    }});
    let answer = ask(&server, PRESENTATIONS, &body).await;
    answer.is(StatusCode::BAD_REQUEST);
    assert_eq!(answer.json()["reason"], "too-much");
    assert_eq!(chain.calls("CredentialsApi_list"), 0);
}

#[tokio::test]
async fn without_a_node_nothing_is_found() {
    let chain = Chain::new();
    chain.change(|state| state.is_down = true);
    let server = verifying(&chain).await;
    let body = json!({ "verifiableCredential": credential() });
    let answer = ask(&server, CREDENTIALS, &body).await;
    answer.is(StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.body.contains("secret"), "{}", answer.body);
}

#[tokio::test]
async fn pages_from_anywhere_may_have_it_verified() {
    let server = verifying(&Chain::new()).await;
    let preflight = at(CREDENTIALS)
        .method(Method::OPTIONS)
        .header("origin", "https://verifier.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    let answer = server.send(preflight.body(Body::empty()).unwrap()).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
}
