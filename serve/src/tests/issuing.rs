//! `/credentials/issue`.

use super::{ledger::*, *};
use aura_identity::credential::{verify, Expected};
use aura_primitives::{credentials::Standing, did::Relationships};
use axum::http::header::CACHE_CONTROL;
use serde_json::json;

const ISSUE: &str = "/credentials/issue";

/// Anchors indices of the list, up to `allocated`, which may include that of the credential to be
/// issued.
fn anchor(chain: &Chain, allocated: u32) {
    chain.change(|state| {
        let list = state.facts.lists.get_mut(&LIST).unwrap().as_mut().unwrap();
        list.allocated = allocated;
    });
}

async fn issuing(chain: &Chain, issuer: Issuer) -> Server {
    anchor(chain, INDEX);
    Server::signing(Limits::default(), chain.clone(), Some(issuer)).await
}

async fn issue(server: &Server, body: &Value) -> Answer {
    send(server, &body.to_string()).await
}

async fn send(server: &Server, body: &str) -> Answer {
    let request = at(ISSUE).method(Method::POST);
    let request = request.header("content-type", "application/json");
    server
        .send(request.body(body.to_owned().into()).unwrap())
        .await
}

#[track_caller]
fn refused(answer: &Answer, title: &str, reason: &str) {
    answer.is(StatusCode::BAD_REQUEST);
    assert_eq!(answer.media_type(), "application/problem+json");
    assert_eq!(answer.header(CACHE_CONTROL), "no-store");
    let problem = answer.json();
    assert_eq!(problem["reason"], reason, "{problem}");
    assert_eq!(problem["title"], title, "{problem}");
    assert_eq!(problem["status"], 400);
}

/// Returns the checks that the secured credential fails once it is anchored, by the state of the
/// chain.
fn failures(secured: &Value, chain: &Chain) -> Vec<String> {
    let mut facts = chain.change(|state| state.facts.clone());
    if let Some(Some(list)) = facts.lists.get_mut(&LIST) {
        list.allocated = INDEX + 1;
    }
    let now = crate::now();
    let report = verify(secured, &[], &facts, now, &Expected::default());
    let failures = report.failures().map(|(_, reason)| reason.to_owned());
    failures.collect()
}

/// An unsigned credential of a did:key.
fn of_key() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": { "id": did_key().did() },
        "credentialSubject": { "id": "did:example:subject" },
    })
}

#[tokio::test]
async fn a_credential_of_the_issuer_is_secured() {
    let chain = Chain::new();
    let server = issuing(&chain, issuer()).await;
    for (options, suite) in [
        (json!({}), "eddsa-rdfc-2022"),
        (
            json!({ "cryptosuite": "eddsa-rdfc-2022" }),
            "eddsa-rdfc-2022",
        ),
        (
            json!({ "cryptosuite": "eddsa-jcs-2022", "credentialId": "urn:x:1" }),
            "eddsa-jcs-2022",
        ),
    ] {
        let answer = issue(
            &server,
            &json!({ "credential": draft(), "options": options }),
        )
        .await;
        answer.is(StatusCode::CREATED);
        assert_eq!(answer.media_type(), "application/json");
        assert_eq!(answer.header(CACHE_CONTROL), "no-store");
        let secured = &answer.json()["verifiableCredential"];
        assert_eq!(secured["proof"]["cryptosuite"], suite);
        let method = format!("{}#key-1", issuer_did());
        assert_eq!(secured["proof"]["verificationMethod"], method);
        assert!(secured["proof"]["created"].is_string());
        assert_eq!(failures(secured, &chain), Vec::<String>::new());
        let mut unsecured = secured.clone();
        unsecured.as_object_mut().unwrap().remove("proof");
        assert_eq!(unsecured, draft());
    }
}

#[tokio::test]
async fn a_key_issues_without_the_chain() {
    let chain = Chain::new();
    chain.change(|state| state.is_down = true);
    let server = issuing(&chain, did_key()).await;
    let answer = issue(&server, &json!({ "credential": of_key() })).await;
    answer.is(StatusCode::CREATED);
    let secured = &answer.json()["verifiableCredential"];
    let did = did_key().did().to_owned();
    let method = format!("{did}#{}", did.trim_start_matches("did:key:"));
    assert_eq!(secured["proof"]["verificationMethod"], method);
    assert_eq!(failures(secured, &chain), Vec::<String>::new());
}

/// Verifiers would refuse a proof that is dated by such a clock.
#[tokio::test]
async fn nothing_is_issued_by_a_clock_that_differs_from_the_chain() {
    for (issuer, draft) in [(issuer(), draft()), (did_key(), of_key())] {
        let chain = Chain::new();
        let server = issuing(&chain, issuer).await;
        for (offset, good) in [
            (-310_000, false),
            (-290_000, true),
            (290_000, true),
            (310_000, false),
        ] {
            let time = millis().saturating_add_signed(offset);
            chain.change(|state| state.head.1 = time);
            let answer = issue(&server, &json!({ "credential": draft })).await;
            if good {
                answer.is(StatusCode::CREATED);
                continue;
            }
            answer.is(StatusCode::SERVICE_UNAVAILABLE);
            let detail = answer.json()["detail"].clone();
            let detail = detail.as_str().unwrap();
            let shown = super::ledger::time(time).to_string();
            assert!(
                detail.contains(&shown) && detail.contains("set-ntp"),
                "{detail}"
            );
        }
    }
}

/// A draft with another party's proof by this suite.
fn with_proof(suite: &str) -> Value {
    let mut draft = draft();
    draft["proof"] = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "verificationMethod": format!("{}#key-2", issuer_did()),
        "proofPurpose": "assertionMethod",
        "proofValue": "uAAAA",
    });
    draft
}

#[tokio::test]
async fn proofs_of_others_stay() {
    let server = issuing(&Chain::new(), issuer()).await;
    let draft = with_proof("bbs-2023");
    let answer = issue(&server, &json!({ "credential": draft })).await;
    answer.is(StatusCode::CREATED);
    let proofs = &answer.json()["verifiableCredential"]["proof"];
    assert_eq!(proofs[0], draft["proof"]);
    assert_eq!(proofs[1]["cryptosuite"], "eddsa-rdfc-2022");
}

#[tokio::test]
async fn a_proof_to_which_nothing_is_bound_is_refused() {
    let server = issuing(&Chain::new(), issuer()).await;
    let draft = with_proof("aura-groth16-2026");
    let answer = issue(&server, &json!({ "credential": draft })).await;
    refused(&answer, "PROOF_VERIFICATION_ERROR", "unbound");
}

#[tokio::test]
async fn nothing_is_issued_in_the_name_of_others() {
    let server = issuing(&Chain::new(), issuer()).await;
    for name in [
        json!(holder_did().to_string()),
        json!(did_key().did()),
        json!({ "id": holder_did().to_string() }),
        json!({ "name": issuer_did().to_string() }),
        json!([issuer_did().to_string()]),
        Value::Null,
    ] {
        let mut draft = draft();
        draft["issuer"] = name;
        let answer = issue(&server, &json!({ "credential": draft })).await;
        refused(&answer, "MALFORMED_VALUE_ERROR", "another-issuer");
    }
}

#[tokio::test]
async fn nothing_is_issued_that_nobody_would_accept() {
    let chain = Chain::new();
    let server = issuing(&chain, issuer()).await;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut draft = draft();
        change(&mut draft);
        json!({ "credential": draft })
    };
    let malformed = "MALFORMED_VALUE_ERROR";
    let of_list = "STATUS_VERIFICATION_ERROR";
    type Wrong<'a> = (&'a dyn Fn(&mut Value), &'a str, &'a str);
    let wrongs: [Wrong; 8] = [
        (
            &|draft| draft["salary"] = json!(1),
            malformed,
            "undefined-term",
        ),
        (
            &|draft| draft["validFrom"] = json!("yesterday"),
            malformed,
            "date",
        ),
        (
            &|draft| {
                let text = draft["@context"].to_string().replace("#points", "#score");
                draft["@context"] = serde_json::from_str(&text).unwrap();
            },
            malformed,
            "schema-context",
        ),
        (
            &|draft| draft["@context"][1] = json!("https://www.w3.org/2018/credentials/v1"),
            malformed,
            "unknown-context",
        ),
        (
            &|draft| draft["credentialSubject"]["points"] = json!("many"),
            malformed,
            "claim",
        ),
        (
            &|draft| {
                draft.as_object_mut().unwrap().remove("credentialSchema");
            },
            malformed,
            "no-schema",
        ),
        (
            &|draft| {
                draft.as_object_mut().unwrap().remove("credentialStatus");
            },
            of_list,
            "status-entries",
        ),
        (
            &|draft| {
                let text = draft["credentialStatus"].to_string();
                let text = text.replace("/status/7/", "/status/8/");
                draft["credentialStatus"] = serde_json::from_str(&text).unwrap();
            },
            of_list,
            "anothers-list",
        ),
    ];
    for (change, title, reason) in wrongs {
        refused(&issue(&server, &with(change)).await, title, reason);
    }
    // A status list has no schema: revocations are recorded on the chain.
    let list = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": format!("{BASE}/status/7/revocation"),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did().to_string(),
        "credentialSubject": {
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "uAAAA",
        },
    });
    let answer = issue(&server, &json!({ "credential": list })).await;
    refused(&answer, malformed, "no-schema");

    let good = json!({ "credential": draft() });
    let of = (schema_id(), issuer_did());
    chain.change(|state| state.facts.standings.insert(of, Some(Standing::Missing)));
    refused(&issue(&server, &good).await, "Not accepted", "unaccredited");
    chain.change(|state| state.facts.standings.insert(of, Some(Standing::Good)));

    // The index belongs to another credential.
    anchor(&chain, INDEX + 1);
    let answer = issue(&server, &good).await;
    answer.is(StatusCode::BAD_REQUEST);
    assert!(
        answer.body.contains("anchored at the index"),
        "{}",
        answer.body
    );
}

/// A document that breaks a rule of the Data Model is not signed, and one valid case of each kind
/// is.
#[tokio::test]
async fn the_data_model_is_kept() {
    let server = issuing(&Chain::new(), did_key()).await;
    for member in [
        json!({"name": 5}),
        json!({"credentialSubject": [{}]}),
        json!({"termsOfUse": {"id": "urn:x:1"}}),
        json!({"evidence": {}}),
        json!({"refreshService": {"id": "urn:x:1"}}),
        json!({"credentialSchema": {"id": "urn:x:1"}}),
        json!({"credentialStatus": {"id": "urn:x:1"}}),
        json!({"relatedResource": ["urn:x:1"]}),
        json!({"relatedResource": {"id": "urn:x:1"}}),
    ] {
        let mut credential = of_key();
        let members = credential.as_object_mut().unwrap();
        members.extend(member.as_object().unwrap().clone());
        let answer = issue(&server, &json!({ "credential": credential })).await;
        refused(&answer, "MALFORMED_VALUE_ERROR", "malformed");
    }
    for member in [
        json!({"name": "Card"}),
        json!({"termsOfUse": {"type": "urn:x:T"}}),
        json!({"evidence": [{"type": "urn:x:T", "id": "urn:x:1"}]}),
        json!({"credentialStatus": {"type": "urn:x:T"}}),
        json!({"validUntil": "2001-01-01T00:00:00+02:00"}),
    ] {
        let mut credential = of_key();
        let members = credential.as_object_mut().unwrap();
        members.extend(member.as_object().unwrap().clone());
        let answer = issue(&server, &json!({ "credential": credential })).await;
        answer.is(StatusCode::CREATED);
        let mut secured = answer.json()["verifiableCredential"].clone();
        secured.as_object_mut().unwrap().remove("proof");
        assert_eq!(secured, credential);
    }
}

/// RDF has no base directions.
#[tokio::test]
async fn base_directions_are_signed_as_json() {
    let server = issuing(&Chain::new(), did_key()).await;
    let mut credential = of_key();
    credential["name"] = json!({"@value": "بطاقة", "@language": "ar", "@direction": "rtl"});
    let ask = |options: Value| issue_with(&server, &credential, options);
    for options in [json!({}), json!({ "cryptosuite": "eddsa-jcs-2022" })] {
        let answer = ask(options).await;
        answer.is(StatusCode::CREATED);
        let proof = &answer.json()["verifiableCredential"]["proof"];
        assert_eq!(proof["cryptosuite"], "eddsa-jcs-2022");
    }
    let answer = ask(json!({ "cryptosuite": "eddsa-rdfc-2022" })).await;
    refused(&answer, "MALFORMED_VALUE_ERROR", "undefined-term");
}

async fn issue_with(server: &Server, credential: &Value, options: Value) -> Answer {
    let body = json!({ "credential": credential, "options": options });
    issue(server, &body).await
}

/// Anchoring comes after issuing.
#[tokio::test]
async fn a_credential_is_issued_before_it_is_anchored() {
    let chain = Chain::new();
    chain.change(|state| {
        state.facts.statuses.insert((LIST, INDEX), None);
    });
    let server = issuing(&chain, issuer()).await;
    let mut later = draft();
    later["validFrom"] = json!("9000-01-01T00:00:00Z");
    for credential in [draft(), later] {
        let answer = issue(&server, &json!({ "credential": credential })).await;
        answer.is(StatusCode::CREATED);
    }
}

#[tokio::test]
async fn nothing_is_issued_with_a_key_that_is_not_good_any_more() {
    let chain = Chain::new();
    let server = issuing(&chain, issuer()).await;
    let mut retired = method(&issuer_did(), Relationships::SIGNING);
    retired.expires = Some(millis() + 1_000_000);
    for view in [None, Some(deactivated()), Some(active(vec![retired]))] {
        chain.set_issuer(view);
        let answer = issue(&server, &json!({ "credential": draft() })).await;
        answer.is(StatusCode::SERVICE_UNAVAILABLE);
    }
    chain.change(|state| state.is_down = true);
    let answer = issue(&server, &json!({ "credential": draft() })).await;
    answer.is(StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.body.contains("secret"), "{}", answer.body);
}

#[tokio::test]
async fn requests_are_read_strictly() {
    let server = issuing(&Chain::new(), issuer()).await;
    let (parsing, malformed) = ("PARSING_ERROR", "MALFORMED_VALUE_ERROR");
    let good = json!({ "credential": draft() }).to_string();
    let twice = good.replacen("{\"credential\"", "{\"credential\":{},\"credential\"", 1);
    let deeper = good.replacen("\"issuer\"", "\"issuer\":\"x\",\"issuer\"", 1);
    for (body, title, reason) in [
        ("", parsing, "json"),
        ("{", parsing, "json"),
        (twice.as_str(), parsing, "duplicate-key"),
        (deeper.as_str(), parsing, "duplicate-key"),
        (r#"{"credential":{"a":1e999}}"#, parsing, "number"),
        ("[]", malformed, "malformed"),
        ("{}", malformed, "malformed"),
        (r#"{"credential":[]}"#, malformed, "malformed"),
        (
            r#"{"credential":{"type":"VerifiablePresentation"}}"#,
            malformed,
            "malformed",
        ),
        (r#"{"credential":{},"options":1}"#, malformed, "malformed"),
        (
            r#"{"credential":{},"options":{"cryptosuite":1}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"credential":{},"options":{"cryptosuite":"x"}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"credential":{},"options":{"credentialId":1}}"#,
            malformed,
            "malformed",
        ),
        (
            r#"{"credential":{},"options":{"mandatoryPointers":[]}}"#,
            "UNKNOWN_OPTION_PROVIDED",
            "unknown-option",
        ),
        (
            r#"{"credential":{},"x":1}"#,
            "UNKNOWN_OPTION_PROVIDED",
            "unknown-option",
        ),
    ] {
        refused(&send(&server, body).await, title, reason);
    }
    let deep = format!("{}{}", "[".repeat(40), "]".repeat(40));
    refused(&send(&server, &deep).await, parsing, "too-deep");
    let long = format!("{{\"credential\":\"{}\"}}", "x".repeat(256 * 1024));
    send(&server, &long).await.is(StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn web_pages_issue_nothing() {
    let server = issuing(&Chain::new(), issuer()).await;
    let body = json!({ "credential": draft() }).to_string();
    let post = || at(ISSUE).method(Method::POST);
    let page = post()
        .header("origin", "https://page.example")
        .header("content-type", "application/json");
    let answer = server.send(page.body(body.clone().into()).unwrap()).await;
    answer.is(StatusCode::FORBIDDEN);
    assert!(!answer.headers.contains_key("access-control-allow-origin"));
    for media_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
    ] {
        let form = post().header("content-type", media_type);
        let answer = server.send(form.body(body.clone().into()).unwrap()).await;
        answer.is(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let answer = server.send(post().body(body.into()).unwrap()).await;
    answer.is(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let preflight = at(ISSUE)
        .method(Method::OPTIONS)
        .header("origin", "https://page.example")
        .header("access-control-request-method", "POST");
    let answer = server.send(preflight.body(Body::empty()).unwrap()).await;
    answer.is(StatusCode::METHOD_NOT_ALLOWED);
    assert!(!answer.headers.contains_key("access-control-allow-origin"));
    let get = server.send(at(ISSUE).body(Body::empty()).unwrap()).await;
    get.is_not_allowed("POST");
}

#[tokio::test]
async fn without_an_issuer_nothing_is_issued() {
    for issuer in [None, Some(issuer().for_lists_only())] {
        let server = Server::signing(Limits::default(), Chain::new(), issuer).await;
        let answer = issue(&server, &json!({ "credential": draft() })).await;
        answer.is(StatusCode::NOT_FOUND);
    }
}
