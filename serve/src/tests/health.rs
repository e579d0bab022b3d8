//! `/health` and `/ready`.

use super::{model::Down, *};
use crate::{BlockHash, Finalized};
use aura_client::Result;
use aura_identity::did::{Dereferencing, Resolution, ResolutionOptions};
use codec::Decode;
use std::time::{SystemTime, UNIX_EPOCH};

/// A node whose last final block has this age in seconds.
struct Aged(i64);

impl Resolver for Aged {
    async fn resolve(&self, _: &str, _: &ResolutionOptions) -> Result<Resolution> {
        unreachable!("nobody resolves")
    }

    async fn dereference(&self, _: &str, _: &ResolutionOptions) -> Result<Dereferencing> {
        unreachable!("nobody dereferences")
    }

    async fn finalized(&self) -> Result<Finalized> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let time = now.as_secs().saturating_add_signed(-self.0) * 1000;
        let hash = [0; 32];
        Ok(Finalized {
            hash,
            number: 7,
            time,
        })
    }

    async fn call<T: Decode + Send>(&self, _: &'static str, _: Vec<u8>, _: BlockHash) -> Result<T> {
        unreachable!("nobody reads the chain")
    }
}

async fn ask(server: &Server, uri: &str) -> Answer {
    server.send(at(uri).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_node_with_young_blocks_is_ready() {
    let server = Server::new(Aged(60)).await;
    let answer = ask(&server, "/ready").await;
    answer.is(StatusCode::OK);
    let ready = answer.json();
    assert_eq!(ready["ready"], true);
    assert_eq!(ready["finalized"]["number"], 7);
    assert!((60..70).contains(&ready["finalized"]["age"].as_u64().unwrap()));
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn one_that_lags_is_not() {
    let server = Server::new(Aged(400)).await;
    let answer = ask(&server, "/ready").await;
    answer.is(StatusCode::SERVICE_UNAVAILABLE);
    let ready = answer.json();
    assert_eq!(ready["ready"], false);
    assert!(ready["finalized"]["age"].as_u64().unwrap() >= 400);
    assert!(ready["problem"].as_str().unwrap().contains("old"));
}

#[tokio::test]
async fn a_server_whose_clock_is_behind_is_not() {
    for (age, is_ready) in [(-290, true), (-310, false)] {
        let server = Server::new(Aged(age)).await;
        let ready = ask(&server, "/ready").await.json();
        assert_eq!(ready["ready"], is_ready, "{ready}");
        let problem = ready["problem"].as_str().unwrap_or_default();
        assert_eq!(problem.contains("time server"), !is_ready, "{ready}");
        assert_eq!(ready["finalized"]["age"], 0);
    }
}

#[tokio::test]
async fn without_a_node_the_server_lives_but_is_not_ready() {
    let server = Server::new(Down).await;
    let answer = ask(&server, "/ready").await;
    answer.is(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["ready"], false);
    assert!(!answer.body.contains("secret"), "{}", answer.body);
    ask(&server, "/health").await.is(StatusCode::OK);
}
