//! The requirements of DID Resolution's section on HTTP.

use super::{model::*, *};
use axum::http::header::LOCATION;
use serde_json::json;

const RESOLUTION: &str = "application/did-resolution";

#[tokio::test]
async fn a_did_resolves_to_its_document() {
    let server = Server::new(Model::living()).await;
    let answer = server.get(DID).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.media_type(), "application/did");
    let document = answer.json();
    assert_eq!(document["@context"], "https://www.w3.org/ns/did/v1.1");
    assert_eq!(document["id"], DID);
    assert_eq!(
        document["alsoKnownAs"],
        json!(["https://social.example/@alice"])
    );
}

#[tokio::test]
async fn a_whole_result_says_more() {
    let server = Server::new(Model::living()).await;
    let answer = server.get_as(RESOLUTION, DID).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.media_type(), RESOLUTION);
    let result = answer.json();
    assert_eq!(result["didDocument"]["id"], DID);
    let metadata = &result["didResolutionMetadata"];
    assert_eq!(metadata["contentType"], "application/did");
    assert_eq!(metadata["block"]["number"], 200);
    let about = &result["didDocumentMetadata"];
    assert_eq!(about["created"], "2026-01-31T12:01:40Z");
    assert_eq!(about["updated"], "2026-01-31T12:02:00Z");
    assert_eq!(about["versionId"], "120");
}

#[tokio::test]
async fn options_travel_in_the_query() {
    let server = Server::new(Model::gone()).await;
    for query in [
        "versionId=120",
        "versionTime=2026-01-31T12:02:30Z",
        "versionTime=2026-01-31T12%3A02%3A30Z",
        "version%49d=120&noCache=true&expandRelativeUrls=true&head=best",
    ] {
        for did in [DID.to_owned(), encoded()] {
            let answer = server.get_as(RESOLUTION, &format!("{did}?{query}")).await;
            let about = &answer.json()["didDocumentMetadata"];
            assert_eq!(about["versionId"], "120", "{query}");
        }
    }
}

#[tokio::test]
async fn options_travel_in_a_body() {
    let server = Server::new(Model::gone()).await;
    let answer = server.post(DID, r#"{"versionId":"120"}"#).await;
    assert_eq!(answer.media_type(), RESOLUTION);
    assert_eq!(answer.json()["didDocumentMetadata"]["versionId"], "120");
    let answer = server.post(DID, "").await;
    assert_eq!(answer.json()["didDocumentMetadata"]["versionId"], "300");
    // Options of the query and of the body are combined.
    let answer = server
        .post(&format!("{DID}?versionId=120"), r#"{"versionId":"120"}"#)
        .await;
    assert_eq!(answer.status, 400);
    for body in ["[]", "{", "1", r#"{"a":1} "#.repeat(2).as_str()] {
        let answer = server.post(DID, body.to_owned()).await;
        answer.failed(400, "INVALID_OPTIONS", "INVALID_OPTION");
    }
}

#[tokio::test]
async fn each_error_has_its_status_code() {
    let server = Server::new(Model::living()).await;
    for (target, status, error_type, reason) in [
        ("", 400, "INVALID_DID", "NOT_A_DID"),
        ("alice", 400, "INVALID_DID", "NOT_A_DID"),
        ("did:aura", 400, "INVALID_DID", "NOT_A_DID"),
        ("did:aura:0", 400, "INVALID_DID", "NOT_AN_ID"),
        (ABSENT, 404, "NOT_FOUND", "NO_SUCH_DID"),
        (
            "did:web:example.com",
            501,
            "METHOD_NOT_SUPPORTED",
            "OTHER_METHOD",
        ),
    ] {
        let answer = server.get(target).await;
        answer.failed(status, error_type, reason);
        assert_eq!(answer.media_type(), RESOLUTION);
    }
    for (query, status, error_type, reason) in [
        ("versionId=121", 404, "NOT_FOUND", "NO_SUCH_VERSION"),
        ("versionId=now", 400, "INVALID_OPTIONS", "INVALID_OPTION"),
        (
            "versionId=120&versionId=120",
            400,
            "INVALID_OPTIONS",
            "REPEATED_OPTION",
        ),
        (
            "versionId=120&versionTime=2026-01-31T12:02:30Z",
            400,
            "INVALID_OPTIONS",
            "VERSION_ID_AND_TIME",
        ),
        (
            "versionTime=2026-01-31",
            400,
            "INVALID_OPTIONS",
            "INVALID_OPTION",
        ),
        (
            "versionTime=2026-01-31T12:00:00Z",
            404,
            "NOT_FOUND",
            "BEFORE_CREATION",
        ),
        (
            "versionId=100",
            501,
            "FEATURE_NOT_SUPPORTED",
            "HISTORY_NOT_KEPT",
        ),
        ("colour=red", 501, "FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION"),
        // This option has a header, `Accept`.
        (
            "accept=application/did",
            400,
            "INVALID_OPTIONS",
            "REPEATED_OPTION",
        ),
    ] {
        let answer = server.get(&format!("{DID}?{query}")).await;
        answer.failed(status, error_type, reason);
    }
    let answer = server.get_as("text/html", DID).await;
    answer.failed(406, "REPRESENTATION_NOT_SUPPORTED", "NOT_ACCEPTABLE");
}

#[tokio::test]
async fn a_did_that_was_given_up_is_gone() {
    let server = Server::new(Model::gone()).await;
    for accept in ["application/did", RESOLUTION] {
        let answer = server.get_as(accept, DID).await;
        answer.is(StatusCode::GONE);
        assert_eq!(answer.media_type(), RESOLUTION);
        let result = answer.json();
        assert_eq!(result["didDocument"], Value::Null);
        assert_eq!(result["didDocumentMetadata"]["deactivated"], true);
        assert_eq!(result["didResolutionMetadata"]["error"], Value::Null);

        // Old documents are still returned, with a status that shows the deactivation.
        let answer = server.get_as(accept, &format!("{DID}?versionId=120")).await;
        answer.is(StatusCode::GONE);
        let result = answer.json();
        assert_eq!(result["didDocument"]["id"], DID);
        assert_eq!(result["didDocumentMetadata"]["deactivated"], true);
    }
}

#[tokio::test]
async fn without_a_node_there_is_an_internal_error_that_tells_no_secrets() {
    let server = Server::new(Down).await;
    let answer = server.get(DID).await;
    answer.failed(500, "INTERNAL_ERROR", "CHAIN_FAILED");
    assert_eq!(answer.media_type(), RESOLUTION);
    assert!(!answer.body.contains("secret"), "{}", answer.body);
    assert!(answer.body.contains("ask again later"), "{}", answer.body);
    let answer = server.get(&format!("{DID}%23key-1")).await;
    answer.failed(500, "INTERNAL_ERROR", "CHAIN_FAILED");
    assert_eq!(answer.media_type(), "application/did-url-dereferencing");
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let server = Server::new(Model::living()).await;
    let head = identifiers(DID).method(Method::HEAD);
    let head = server.send(head.body(Body::empty()).unwrap()).await;
    let mut get = server.get(DID).await;
    assert_eq!(head.body, "");
    get.headers.remove("date");
    for (name, value) in &get.headers {
        assert_eq!(head.headers.get(name), Some(value), "{name}");
    }
    assert_eq!(
        head.header(axum::http::header::CONTENT_LENGTH),
        get.body.len().to_string()
    );
}

#[tokio::test]
async fn other_methods_are_not_allowed() {
    let server = Server::new(Model::living()).await;
    let put = identifiers(DID).method(Method::PUT);
    let answer = server.send(put.body(Body::empty()).unwrap()).await;
    answer.is_not_allowed("GET,HEAD,POST");
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    for uri in ["/health", "/ready"] {
        let post = at(uri).method(Method::POST);
        let answer = server.send(post.body(Body::empty()).unwrap()).await;
        answer.is_not_allowed("GET,HEAD");
    }
}

#[tokio::test]
async fn pages_from_anywhere_may_ask() {
    let server = Server::new(Model::living()).await;
    let ask = identifiers(DID).header("origin", "https://wallet.example");
    let answer = server.send(ask.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    assert_eq!(answer.headers["vary"], "accept");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");

    let preflight = identifiers(DID)
        .method(Method::OPTIONS)
        .header("origin", "https://wallet.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    let answer = server.send(preflight.body(Body::empty()).unwrap()).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    assert_eq!(
        answer.headers["access-control-allow-methods"],
        "GET,HEAD,POST"
    );
    let headers = answer.headers["access-control-allow-headers"]
        .to_str()
        .unwrap();
    assert!(headers.contains("content-type"), "{headers}");
    assert!(!answer
        .headers
        .contains_key("access-control-allow-credentials"));
}

#[tokio::test]
async fn elsewhere_there_is_nothing() {
    let server = Server::new(Model::living()).await;
    for uri in ["/", "/1.0/identifiers", "/1.0/", "/2.0/identifiers/x", "//"] {
        let answer = server.send(at(uri).body(Body::empty()).unwrap()).await;
        answer.is(StatusCode::NOT_FOUND);
        assert_eq!(answer.media_type(), "application/problem+json");
        assert_eq!(answer.header(LOCATION), "");
    }
}
