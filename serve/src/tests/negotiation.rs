//! Negotiation of media types.

use super::*;

#[tokio::test]
async fn the_form_is_the_one_that_is_wanted_most() {
    let server = Server::new(Model::living()).await;
    for (accept, media_type) in [
        ("", "application/did"),
        ("*/*", "application/did"),
        ("application/*", "application/did"),
        ("application/json, text/plain, */*", "application/did"),
        ("application/json", "application/json"),
        ("application/ld+json", "application/ld+json"),
        ("application/did+json", "application/did+json"),
        ("application/did+ld+json", "application/did+ld+json"),
        (
            "application/did+json, application/did;q=0.9",
            "application/did+json",
        ),
        ("APPLICATION/DID-Resolution", "application/did-resolution"),
        (
            "application/did;q=0.4, application/did-resolution;q=0.5",
            "application/did-resolution",
        ),
        ("application/did;q=0, */*", "application/ld+json"),
        (
            "text/html, application/xhtml+xml, */*;q=0.8",
            "application/did",
        ),
        (
            "application/ld+json;profile=\"https://w3id.org/did-resolution\"",
            "application/did-resolution",
        ),
        (
            "text/html, application/ld+json; profile=\"https://w3id.org/did-resolution\"; q=0.5",
            "application/did-resolution",
        ),
        (
            "application/ld+json;profile=\"https://w3id.org/did-url-dereferencing\"",
            "application/did-url-dereferencing",
        ),
    ] {
        let answer = server.get_as(accept, DID).await;
        answer.is(StatusCode::OK);
        assert_eq!(answer.media_type(), media_type, "{accept}");
    }
}

#[tokio::test]
async fn several_lines_are_one_header() {
    let server = Server::new(Model::living()).await;
    let request = identifiers(DID)
        .header("accept", "application/did;q=0.1")
        .header("accept", "application/did-resolution");
    let answer = server.send(request.body(Body::empty()).unwrap()).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.media_type(), "application/did-resolution");
}

#[tokio::test]
async fn the_document_says_the_media_type_of_the_header() {
    let server = Server::new(Model::living()).await;
    let did = server.get_as("application/did", DID).await;
    let json = server.get_as("application/json", DID).await;
    assert_eq!(did.body, json.body);
    let json = server.get_as("application/did+json", DID).await;
    assert_eq!(did.body, json.body);
}

#[tokio::test]
async fn json_ld_of_the_first_version_has_its_contexts() {
    let server = Server::new(Model::living()).await;
    let contexts = serde_json::json!([
        "https://www.w3.org/ns/did/v1",
        "https://w3id.org/security/multikey/v1",
    ]);
    let mut today = server.get(DID).await.json();
    let mut then = server.get_as("application/did+ld+json", DID).await.json();
    assert_eq!(then["@context"].take(), contexts);
    today["@context"].take();
    assert_eq!(then, today);
    // A part of the document has them too.
    let key = server
        .get_as("application/did+ld+json", &format!("{DID}%23key-1"))
        .await;
    assert_eq!(key.media_type(), "application/did+ld+json");
    assert_eq!(key.json()["@context"], contexts);
}

#[tokio::test]
async fn what_there_is_not_cannot_be_had() {
    let server = Server::new(Model::living()).await;
    for accept in [
        "text/html",
        "text/*",
        "application/did;q=0",
        "application/did;profile=x",
        "*/*;q=0",
        "application/did+cbor",
    ] {
        let answer = server.get_as(accept, DID).await;
        answer.failed(406, "REPRESENTATION_NOT_SUPPORTED", "NOT_ACCEPTABLE");
        assert!(answer.body.contains("application/did-resolution"));
        assert_eq!(answer.headers["vary"], "accept");
    }
}

#[tokio::test]
async fn what_is_no_media_type_is_refused() {
    let server = Server::new(Model::living()).await;
    let long = "a/b,".repeat(1000);
    for accept in ["did", "application/did;q=7", "application/d\u{ef}d", &long] {
        let answer = server.get_as(accept, DID).await;
        answer.failed(400, "INVALID_OPTIONS", "INVALID_OPTION");
    }
}
