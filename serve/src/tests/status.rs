//! Status lists at `/status/`.

use super::{ledger::*, *};
use aura_identity::{
    credential::{verify, Expected, Facts, Questions},
    status::Bitstring,
};
use aura_primitives::{credentials::Change, did::Relationships};
use axum::http::header::{CACHE_CONTROL, ETAG};
use std::time::Duration;

const REVOCATION: &str = "/status/7/revocation";
const SUSPENSION: &str = "/status/7/suspension";

/// Limits without a cache, so that the chain is queried at each request.
fn always() -> Limits {
    Limits {
        cache: Duration::ZERO,
        ..Limits::default()
    }
}

async fn serving(limits: Limits, chain: &Chain) -> Server {
    Server::signing(limits, chain.clone(), Some(issuer())).await
}

async fn get(server: &Server, uri: &str) -> Answer {
    server.send(at(uri).body(Body::empty()).unwrap()).await
}

fn bits(list: &Value) -> Bitstring {
    let subject = &list["credentialSubject"];
    Bitstring::decode(subject["encodedList"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_list_is_a_credential_of_the_issuer() {
    let chain = Chain::new();
    chain.set(3, Change::Revoke);
    chain.set(199_999, Change::Revoke);
    chain.set(INDEX, Change::Suspend);
    let server = serving(Limits::default(), &chain).await;
    let made = chain.change(|state| state.head.1);
    for (uri, purpose, set) in [
        (REVOCATION, "revocation", &[3, 199_999][..]),
        (SUSPENSION, "suspension", &[INDEX]),
    ] {
        let answer = get(&server, uri).await;
        answer.is(StatusCode::OK);
        assert_eq!(answer.media_type(), "application/vc");
        let list = answer.json();
        let url = format!("{BASE}{uri}");
        assert_eq!(list["id"], url);
        assert_eq!(list["issuer"], issuer_did().to_string());
        let types = serde_json::json!(["VerifiableCredential", "BitstringStatusListCredential"]);
        assert_eq!(list["type"], types);
        assert_eq!(list["validFrom"], time(made).to_string());
        // Dated by the chain's clock, not by this machine's.
        assert_eq!(list["proof"]["created"], time(made).to_string());
        assert_eq!(list["validUntil"], time(made + 1_800_000).to_string());
        let subject = &list["credentialSubject"];
        assert_eq!(subject["id"], format!("{url}#list"));
        assert_eq!(subject["type"], "BitstringStatusList");
        assert_eq!(subject["statusPurpose"], purpose);
        assert_eq!(subject["ttl"], 300_000);
        assert_eq!(list["proof"]["cryptosuite"], "eddsa-rdfc-2022");
        let bits = bits(&list);
        assert_eq!(bits.len(), 1 << 18);
        let shown: Vec<_> = (0..bits.len()).filter(|n| bits.get(*n).unwrap()).collect();
        assert_eq!(shown, set);
    }
}

/// Verifiers that have the lists, but no chain, find out the status of a credential.
#[tokio::test]
async fn verifiers_can_go_by_the_list() {
    let chain = Chain::new();
    let credential = credential();
    let verified = async || {
        let server = serving(always(), &chain).await;
        let mut facts: Facts = chain.change(|state| state.facts.clone());
        facts.statuses.clear();
        assert!(!Questions::of(&credential, &[]).statuses.is_empty());
        for uri in [REVOCATION, SUSPENSION] {
            let list = get(&server, uri).await.json();
            facts.status_lists.insert(format!("{BASE}{uri}"), list);
        }
        let report = verify(&credential, &[], &facts, crate::now(), &Expected::default());
        let failures = report.failures().map(|(_, reason)| reason.to_owned());
        failures.collect::<Vec<_>>()
    };
    assert_eq!(verified().await, Vec::<String>::new());
    chain.set(INDEX, Change::Suspend);
    assert_eq!(verified().await, ["suspended"]);
    chain.set(INDEX, Change::Reinstate);
    assert_eq!(verified().await, Vec::<String>::new());
    // In the standard's lists, a credential that is held by an accreditor or the schema's owner is
    // suspended.
    chain.set(INDEX, Change::Hold);
    assert_eq!(verified().await, ["suspended"]);
    chain.set(INDEX, Change::Release);
    assert_eq!(verified().await, Vec::<String>::new());
    chain.set(INDEX, Change::Revoke);
    assert_eq!(verified().await, ["revoked"]);
}

#[tokio::test]
async fn only_the_issuers_lists_are_shown() {
    let server = serving(Limits::default(), &Chain::new()).await;
    for uri in [
        "/status/8/revocation",
        "/status/9/revocation",
        "/status/07/revocation",
        "/status/+7/revocation",
        "/status/-1/revocation",
        "/status/4294967296/revocation",
        "/status/7/message",
        "/status/7/Revocation",
        "/status/x/revocation",
        "/status/7",
        "/status/7/revocation/",
    ] {
        let answer = get(&server, uri).await;
        answer.is(StatusCode::NOT_FOUND);
        assert_eq!(answer.media_type(), "application/problem+json", "{uri}");
        assert_eq!(answer.header(CACHE_CONTROL), "no-store");
    }
}

#[tokio::test]
async fn without_an_issuer_on_the_chain_there_are_no_lists() {
    for issuer in [None, Some(did_key())] {
        let server = Server::signing(Limits::default(), Chain::new(), issuer).await;
        let answer = get(&server, REVOCATION).await;
        answer.is(StatusCode::NOT_IMPLEMENTED);
        let problem = answer.json();
        assert_eq!(
            problem["type"],
            "https://www.w3.org/ns/did#FEATURE_NOT_SUPPORTED"
        );
        assert_eq!(problem["reason"], "NO_ISSUER");
        assert_eq!(problem["status"], 501);
    }
}

#[tokio::test]
async fn a_list_comes_in_three_names() {
    let server = serving(Limits::default(), &Chain::new()).await;
    let mut tags = vec![];
    let ask = |accept: &str| at(REVOCATION).header("accept", accept);
    for (accept, media_type) in [
        ("*/*", "application/vc"),
        ("application/json", "application/json"),
        ("application/ld+json, text/html", "application/ld+json"),
        ("application/vc;q=0.5, application/json", "application/json"),
    ] {
        let answer = server.send(ask(accept).body(Body::empty()).unwrap()).await;
        answer.is(StatusCode::OK);
        assert_eq!(answer.media_type(), media_type);
        assert_eq!(answer.headers["vary"], "accept");
        tags.push(answer.header(ETAG).to_owned());
    }
    assert_eq!(tags[1], tags[3]);
    tags.truncate(3);
    tags.dedup();
    assert_eq!(tags.len(), 3);
    for accept in ["text/html", "x", "application/vc;q=0"] {
        let answer = server.send(ask(accept).body(Body::empty()).unwrap()).await;
        answer.is(StatusCode::NOT_ACCEPTABLE);
    }
    let post = at(REVOCATION).method(Method::POST);
    let answer = server.send(post.body(Body::empty()).unwrap()).await;
    answer.is_not_allowed("GET,HEAD");
}

#[tokio::test]
async fn a_flood_makes_a_list_once() {
    let chain = Chain::new();
    chain.set(3, Change::Revoke);
    let server = serving(Limits::default(), &chain).await;
    let many = (0..50).map(|n| get(&server, [REVOCATION, SUSPENSION][n % 2]));
    for answer in futures::future::join_all(many).await {
        answer.is(StatusCode::OK);
    }
    for function in [
        "finalized",
        "CredentialsApi_list",
        "CredentialsApi_status_pages",
    ] {
        assert_eq!(chain.calls(function), 1, "{function}");
    }
    // Requests for lists that do not exist do not keep the node busy either.
    for _ in 0..20 {
        get(&server, "/status/8/revocation").await;
    }
    assert_eq!(chain.calls("CredentialsApi_list"), 2);
}

#[tokio::test]
async fn a_list_stays_the_same_until_it_changes() {
    let chain = Chain::new();
    chain.set(3, Change::Revoke);
    let server = serving(always(), &chain).await;
    let first = get(&server, REVOCATION).await;
    let tag = first.header(ETAG).to_owned();
    assert_eq!(first.header(CACHE_CONTROL), "public, max-age=6");
    // A later block in which nothing changed.
    chain.change(|state| state.head = (state.head.0 + 1, state.head.1 + 6000));
    let again = at(REVOCATION).header("if-none-match", &tag);
    let again = server.send(again.body(Body::empty()).unwrap()).await;
    again.is(StatusCode::NOT_MODIFIED);
    assert_eq!(again.header(ETAG), tag);
    assert_eq!(again.header(CACHE_CONTROL), "public, max-age=6");
    assert_eq!(again.body, "");

    chain.set(4, Change::Revoke);
    let changed = get(&server, REVOCATION).await;
    assert_ne!(changed.header(ETAG), tag);
    assert_eq!(bits(&changed.json()).get(4), Some(true));
    let tag = changed.header(ETAG).to_owned();
    // A list is not served for longer than its `ttl`.
    chain.change(|state| state.head.1 += 300_000);
    assert_ne!(get(&server, REVOCATION).await.header(ETAG), tag);
}

#[tokio::test]
async fn every_page_of_a_list_is_read() {
    let chain = Chain::new();
    for page in 0..200 {
        chain.set(page * 1000, Change::Revoke);
    }
    let server = serving(always(), &chain).await;
    let bits = bits(&get(&server, REVOCATION).await.json());
    let set = (0..bits.len()).filter(|n| bits.get(*n).unwrap());
    assert!(set.eq((0..200).map(|page| page * 1000)));
    assert_eq!(chain.calls("CredentialsApi_status_pages"), 2);
}

#[tokio::test]
async fn nothing_is_signed_with_a_key_that_is_not_good_any_more() {
    let chain = Chain::new();
    let server = serving(always(), &chain).await;
    get(&server, REVOCATION).await.is(StatusCode::OK);
    let good = method(&issuer_did(), Relationships::SIGNING);
    let mut retired = good.clone();
    retired.expires = Some(1);
    let mut revoked = good.clone();
    revoked.revoked = Some(1);
    let unrelated = method(&issuer_did(), Relationships::CONTROL);
    let another = method(&holder_did(), Relationships::SIGNING);
    let mut views: Vec<_> = [retired, revoked, unrelated, another]
        .map(|method| Some(active(vec![method])))
        .into();
    views.extend([None, Some(deactivated()), Some(active(vec![]))]);
    for view in views {
        chain.set_issuer(view);
        let answer = get(&server, REVOCATION).await;
        answer.is(StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("another key"), "{}", answer.body);
    }
    chain.set_issuer(Some(active(vec![good])));
    get(&server, REVOCATION).await.is(StatusCode::OK);
}

#[tokio::test]
async fn nothing_is_said_of_a_chain_that_stands_still_or_does_not_answer() {
    let chain = Chain::new();
    let server = serving(always(), &chain).await;
    chain.change(|state| state.head.1 = millis() - 1_900_000);
    let answer = get(&server, REVOCATION).await;
    answer.is(StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.body.contains("too old"), "{}", answer.body);
    chain.change(|state| state.is_down = true);
    let answer = get(&server, REVOCATION).await;
    answer.is(StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.body.contains("ask again later"), "{}", answer.body);
    assert!(!answer.body.contains("secret"), "{}", answer.body);
}

#[test]
fn nothing_shows_the_key() {
    let shown = format!("{:?}", issuer());
    assert_eq!(shown, format!("Issuer({}#key-1)", issuer_did()));
}
