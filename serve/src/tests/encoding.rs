//! Traps in percent-encoding.

use super::*;

#[tokio::test]
async fn the_path_is_decoded_exactly_once() {
    let server = Server::new(Model::living()).await;
    let all: String = DID.bytes().map(|byte| format!("%{byte:02x}")).collect();
    for same in [DID.to_owned(), encoded(), all] {
        server.get(&same).await.is(StatusCode::OK);
    }
    let twice = encoded().replace('%', "%25");
    let answer = server.get(&twice).await;
    answer.failed(400, "INVALID_DID", "NOT_A_DID");
}

#[tokio::test]
async fn what_is_not_encoded_well_is_refused() {
    let server = Server::new(Model::living()).await;
    for (target, error_type, reason) in [
        ("%FF".to_owned(), "INVALID_DID_URL", "NOT_UTF8"),
        (format!("{DID}%C3%28"), "INVALID_DID_URL", "NOT_UTF8"),
        (format!("{DID}?%FF=1"), "INVALID_DID_URL", "NOT_UTF8"),
        (
            format!("{DID}?versionId=%FF"),
            "INVALID_DID_URL",
            "NOT_UTF8",
        ),
        (format!("{DID}?service=%FF"), "INVALID_DID_URL", "NOT_UTF8"),
        (format!("{DID}%"), "INVALID_DID", "NOT_AN_ID"),
        (format!("{DID}%2"), "INVALID_DID", "NOT_AN_ID"),
        (format!("{DID}%zz"), "INVALID_DID", "NOT_AN_ID"),
        (format!("{DID}%00"), "INVALID_DID", "NOT_AN_ID"),
        (format!("{DID}%0d%0aX-A"), "INVALID_DID", "NOT_AN_ID"),
        (format!("{DID}%20"), "INVALID_DID", "NOT_AN_ID"),
        (format!("{DID}+"), "INVALID_DID", "NOT_AN_ID"),
        (format!("%20{DID}"), "INVALID_DID", "NOT_A_DID"),
        (DID.replace("did:", "DID:"), "INVALID_DID", "NOT_A_DID"),
    ] {
        server.get(&target).await.failed(400, error_type, reason);
    }
}

#[tokio::test]
async fn a_slash_begins_a_path_however_it_is_written() {
    let server = Server::new(Model::living()).await;
    for slash in ["/", "%2F", "%2f", "/..", "%2F..", "//"] {
        let answer = server.get(&format!("{DID}{slash}")).await;
        answer.failed(404, "NOT_FOUND", "NO_PATHS");
    }
    // Dot segments do not lead out of the prefix.
    let answer = server.get("../../health").await;
    answer.failed(400, "INVALID_DID_URL", "SYNTAX");
}

#[tokio::test]
async fn a_plus_is_a_plus() {
    let server = Server::new(Model::living()).await;
    let target = format!("{DID}?service=files&relativeRef=a+b");
    let answer = server.get_as("text/uri-list", &target).await;
    let location = answer.header(axum::http::header::LOCATION);
    assert_eq!(location, "https://files.example/alice/a+b");
}

#[tokio::test]
async fn a_bare_fragment_never_comes_this_far() {
    let server = Server::new(Model::living()).await;
    let head = "HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let request = format!("GET /1.0/identifiers/{DID}#key-1 {head}");
    let answer = server.raw(request.as_bytes()).await;
    // Clients do not send fragments; one that does gets the document.
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains("verificationMethod"), "{answer}");
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let server = Server::new(Model::living()).await;
    for bad in [
        &b"GET /1.0/identifiers/\xff\xfe HTTP/1.1\r\nhost: x\r\n\r\n"[..],
        b"GET / x HTTP/1.1\r\nhost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ] {
        let answer = server.raw(bad).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer:?}");
    }
}
