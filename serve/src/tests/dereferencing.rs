//! Dereferencing of DID URLs.

use super::{model::*, *};
use axum::http::header::LOCATION;

const DEREFERENCING: &str = "application/did-url-dereferencing";

#[tokio::test]
async fn a_fragment_leads_to_a_key() {
    let server = Server::new(Model::living()).await;
    let answer = server.get(&format!("{DID}%23key-1")).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.media_type(), "application/did");
    let key = answer.json();
    assert_eq!(key["id"], format!("{DID}#key-1"));
    assert_eq!(key["type"], "Multikey");

    let answer = server
        .get_as(DEREFERENCING, &format!("{DID}%23key-1"))
        .await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.media_type(), DEREFERENCING);
    // The standard has two names for it.
    assert_eq!(answer.json()["content"], key);
    assert_eq!(answer.json()["contentStream"], key);

    let answer = server.get(&format!("{DID}%23key-2")).await;
    answer.failed(404, "NOT_FOUND", "NO_SUCH_FRAGMENT");
    assert_eq!(answer.media_type(), DEREFERENCING);
}

#[tokio::test]
async fn a_key_must_stand_for_what_it_is_wanted_for() {
    let server = Server::new(Model::living()).await;
    let url = |relationship| format!("{DID}%23key-1?verificationRelationship={relationship}");
    server.get(&url("assertionMethod")).await.is(StatusCode::OK);
    let answer = server.get(&url("authentication")).await;
    answer.is(StatusCode::INTERNAL_SERVER_ERROR);
    let (error_type, _) = answer.error();
    let expected = "https://w3id.org/security#INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD";
    assert_eq!(error_type, expected);
    let answer = server.get(&url("friendship")).await;
    answer.failed(400, "INVALID_OPTIONS", "INVALID_OPTION");
}

#[tokio::test]
async fn a_service_is_gone_to() {
    let server = Server::new(Model::living()).await;
    let query = "service=files&relativeRef=resume.pdf%3Fpage%3D2";
    for target in [
        format!("{DID}?{query}"),
        format!("{}?{query}", encoded()),
        format!("{DID}%3F{}", query.replace('%', "%25").replace('&', "%26")),
        format!("{DID}%3Fservice%3Dfiles?relativeRef=resume.pdf%3Fpage%3D2"),
    ] {
        // The whole result is a redirect, too.
        for accept in ["text/uri-list", DEREFERENCING] {
            let answer = server.get_as(accept, &target).await;
            answer.is(StatusCode::SEE_OTHER);
            let url = "https://files.example/alice/resume.pdf?page=2";
            assert_eq!(answer.header(LOCATION), url, "{target}");
            assert_eq!(answer.body, "");
            // The service must not learn which DID led to it.
            assert_eq!(answer.headers["referrer-policy"], "no-referrer");
        }
    }
    let target = format!("{DID}%23intro?service=files&relativeRef=resume");
    let answer = server.get_as("text/uri-list", &target).await;
    let url = "https://files.example/alice/resume#intro";
    assert_eq!(answer.header(LOCATION), url);
}

#[tokio::test]
async fn otherwise_a_service_is_shown_in_its_document() {
    let server = Server::new(Model::living()).await;
    for (accept, media_type) in [
        ("application/did", "application/did"),
        ("*/*", "application/did"),
        ("application/did+json", "application/did+json"),
    ] {
        let answer = server.get_as(accept, &format!("{DID}?service=files")).await;
        answer.is(StatusCode::OK);
        assert_eq!(answer.media_type(), media_type);
        assert_eq!(answer.json()["service"][0]["id"], format!("{DID}#files"));
    }
}

#[tokio::test]
async fn what_leads_nowhere_says_why() {
    let server = Server::new(Model::living()).await;
    for (target, status, error_type, reason) in [
        ("/path", 404, "NOT_FOUND", "NO_PATHS"),
        ("%2Fpath", 404, "NOT_FOUND", "NO_PATHS"),
        ("?service=none", 404, "NOT_FOUND", "NO_SUCH_SERVICE"),
        (
            "?relativeRef=x",
            400,
            "INVALID_DID_URL",
            "RELATIVE_REF_ALONE",
        ),
        (
            "?service=files&relativeRef=..%2Fbob",
            400,
            "INVALID_DID_URL",
            "RELATIVE_REF",
        ),
        (
            "?service=files&service=files",
            400,
            "INVALID_DID_URL",
            "REPEATED_PARAMETER",
        ),
        (
            "%3Fcolour=red",
            501,
            "FEATURE_NOT_SUPPORTED",
            "UNKNOWN_OPTION",
        ),
        ("%23a%20b", 400, "INVALID_DID_URL", "SYNTAX"),
    ] {
        for accept in ["application/did", DEREFERENCING] {
            let answer = server.get_as(accept, &format!("{DID}{target}")).await;
            answer.failed(status, error_type, reason);
            assert_eq!(answer.media_type(), DEREFERENCING);
        }
    }
    // Resolution accepts DIDs only.
    let target = format!("{DID}%23key-1");
    let answer = server.get_as("application/did-resolution", &target).await;
    answer.failed(400, "INVALID_DID", "NOT_AN_ID");
    // Only services give URLs.
    let answer = server.get_as("text/uri-list", DID).await;
    answer.failed(406, "REPRESENTATION_NOT_SUPPORTED", "NOT_ACCEPTABLE");
}

#[tokio::test]
async fn what_was_given_up_has_no_keys() {
    let server = Server::new(Model::gone()).await;
    let answer = server.get(&format!("{DID}%23key-1")).await;
    answer.is(StatusCode::GONE);
    assert_eq!(answer.media_type(), DEREFERENCING);
    assert_eq!(answer.json()["content"], Value::Null);
    let answer = server.get(&format!("{DID}%23key-1?versionId=120")).await;
    answer.is(StatusCode::GONE);
    assert_eq!(answer.json()["content"]["id"], format!("{DID}#key-1"));
}

#[tokio::test]
async fn a_did_is_a_did_url_too() {
    let server = Server::new(Model::living()).await;
    for query in ["", "?versionId=120", "%3FversionId=120"] {
        let answer = server.get_as(DEREFERENCING, &format!("{DID}{query}")).await;
        answer.is(StatusCode::OK);
        assert_eq!(answer.json()["content"]["id"], DID);
    }
}
