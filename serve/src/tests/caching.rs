//! `ETag` and `Cache-Control`.

use super::*;
use axum::http::header::{CACHE_CONTROL, ETAG};

async fn again(server: &Server, accept: &str, target: &str, tag: &str) -> Answer {
    let request = identifiers(target)
        .header("accept", accept)
        .header("if-none-match", tag);
    server.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let model = Model::living();
    let server = Server::new(model.clone()).await;
    for accept in ["application/did", "application/did-resolution"] {
        model.go_to(200);
        let answer = server.get_as(accept, DID).await;
        let tag = answer.header(ETAG).to_owned();
        assert!(tag.starts_with("W/\""), "{tag}");
        assert_eq!(answer.header(CACHE_CONTROL), "public, max-age=6");

        // A later block in which nothing else changed.
        model.go_to(210);
        let strong = tag.trim_start_matches("W/");
        for known in [&tag, strong, "*", &format!("\"other\", {tag}")] {
            let answer = again(&server, accept, DID, known).await;
            answer.is(StatusCode::NOT_MODIFIED);
            assert_eq!(answer.body, "");
            assert_eq!(answer.header(ETAG), tag);
            assert_eq!(answer.header(CACHE_CONTROL), "public, max-age=6");
            assert_eq!(answer.headers["vary"], "accept");
        }
        for unknown in ["\"other\"", "", "W/\"\"", strong.trim_matches('"')] {
            let answer = again(&server, accept, DID, unknown).await;
            answer.is(StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn each_form_has_its_own_tag() {
    let server = Server::new(Model::living()).await;
    let mut tags = vec![];
    for accept in [
        "application/did",
        "application/json",
        "application/did-resolution",
        "application/did-url-dereferencing",
    ] {
        let answer = server.get_as(accept, DID).await;
        let tag = answer.header(ETAG).to_owned();
        assert!(!tags.contains(&tag));
        tags.push(tag);
    }
}

#[tokio::test]
async fn giving_a_did_up_is_seen_in_its_old_versions_too() {
    let model = Model::living();
    let server = Server::new(model.clone()).await;
    for target in [DID.to_owned(), format!("{DID}?versionId=120")] {
        model.go_to(200);
        let answer = server.get(&target).await;
        answer.is(StatusCode::OK);
        assert_eq!(answer.header(CACHE_CONTROL), "public, max-age=6");
        let tag = answer.header(ETAG).to_owned();

        model.go_to(310);
        let answer = again(&server, "application/did", &target, &tag).await;
        answer.is(StatusCode::GONE);
        assert_eq!(answer.header(CACHE_CONTROL), "public, max-age=6");
        assert_eq!(answer.header(ETAG), "");
    }
}

#[tokio::test]
async fn a_change_is_another_tag() {
    let model = Model::living();
    let server = Server::new(model.clone()).await;
    model.go_to(115);
    let before = server.get(DID).await.header(ETAG).to_owned();
    model.go_to(200);
    let answer = again(&server, "application/did", DID, &before).await;
    answer.is(StatusCode::OK);
    assert_ne!(answer.header(ETAG), before);
}

#[tokio::test]
async fn what_must_be_fresh_is_not_kept() {
    let server = Server::new(Model::living()).await;
    for query in ["noCache=true", "head=best"] {
        let answer = server.get(&format!("{DID}?{query}")).await;
        answer.is(StatusCode::OK);
        assert_eq!(answer.header(CACHE_CONTROL), "no-store", "{query}");
    }
    for query in ["noCache=false", "head=finalized"] {
        let answer = server.get(&format!("{DID}?{query}")).await;
        assert_eq!(answer.header(CACHE_CONTROL), "public, max-age=6", "{query}");
    }
    // The options of a body are in no cache's key.
    let answer = server.post(DID, "").await;
    assert_eq!(answer.header(CACHE_CONTROL), "no-store");
    let request = identifiers(DID).method(Method::POST);
    let request = request.header("if-none-match", "*");
    let answer = server.send(request.body(Body::empty()).unwrap()).await;
    answer.is(StatusCode::OK);
}

#[tokio::test]
async fn redirections_are_kept_briefly() {
    let server = Server::new(Model::living()).await;
    let target = format!("{DID}?service=files");
    let answer = server.get_as("text/uri-list", &target).await;
    answer.is(StatusCode::SEE_OTHER);
    assert_eq!(answer.header(CACHE_CONTROL), "public, max-age=6");
}
