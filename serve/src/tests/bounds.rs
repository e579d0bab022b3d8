//! Limits on requests, bodies and connections.

use super::{ledger::Chain, model::Slow, *};
use axum::http::header::RETRY_AFTER;
use serde_json::json;
use std::{convert::Infallible, time::Duration};
use tokio::time::timeout;

/// A timeout that is too short to slow down a test.
const SHORT_TIMEOUT: Duration = Duration::from_millis(50);

#[tokio::test]
async fn only_so_many_requests_are_worked_on() {
    let limits = Limits {
        requests: 1,
        ..Limits::default()
    };
    let slow = Slow::new();
    let server = Server::within(limits, slow.clone()).await;
    let first = async {
        let answer = server.get(DID).await;
        answer.is(StatusCode::OK);
    };
    let second = async {
        slow.asked.acquire().await.unwrap().forget();
        let answer = server.get(DID).await;
        answer.is(StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.header(RETRY_AFTER), "1");
        assert_eq!(answer.media_type(), "application/problem+json");
        assert_eq!(answer.json()["status"], 503);
        assert_eq!(answer.headers["access-control-allow-origin"], "*");
        // The server is alive all the same.
        let health = server.send(at("/health").body(Body::empty()).unwrap());
        health.await.is(StatusCode::OK);
        slow.may_answer.add_permits(1);
    };
    tokio::join!(first, second);
    server.get(DID).await.is(StatusCode::OK);
}

#[tokio::test]
async fn what_asks_the_node_waits_for_no_turn() {
    let limits = Limits {
        requests: 0,
        ..Limits::default()
    };
    let server = Server::signing(limits, Chain::new(), Some(ledger::issuer())).await;
    let busy = |answer: &Answer| {
        answer.is(StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.header(RETRY_AFTER), "1");
    };
    let list = at("/status/7/revocation").body(Body::empty()).unwrap();
    busy(&server.send(list).await);
    let presentation = json!({
        "type": "VerifiablePresentation", "verifiableCredential": ledger::credential(),
    });
    for (uri, body) in [
        (
            "/credentials/issue",
            json!({ "credential": ledger::draft() }),
        ),
        (
            "/credentials/verify",
            json!({ "verifiableCredential": ledger::credential() }),
        ),
        (
            "/presentations/verify",
            json!({ "verifiablePresentation": presentation }),
        ),
    ] {
        let post = at(uri).method(Method::POST);
        let post = post.header("content-type", "application/json");
        busy(
            &server
                .send(post.body(body.to_string().into()).unwrap())
                .await,
        );
    }
}

/// Otherwise a few clients that send nothing could shut out all others.
#[tokio::test]
async fn a_body_that_does_not_come_keeps_nobody_waiting() {
    let limits = Limits {
        requests: 1,
        ..Limits::default()
    };
    let server = Server::within(limits, Model::living()).await;
    let never = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, Infallible>>());
    let silent = identifiers(DID).method(Method::POST).body(never).unwrap();
    let others = async {
        for _ in 0..20 {
            server.get(DID).await.is(StatusCode::OK);
        }
    };
    tokio::select! {
        _ = server.send(silent) => panic!("a body that never came was answered"),
        () = others => {}
    }
}

#[tokio::test]
async fn long_urls_and_heads_are_refused() {
    let server = Server::new(Model::living()).await;
    let answer = server.get(&"x".repeat(9000)).await;
    answer.is(StatusCode::URI_TOO_LONG);
    let answer = server.get(&format!("{DID}?a={}", "x".repeat(9000))).await;
    answer.is(StatusCode::URI_TOO_LONG);
    let answer = server.get(&format!("did:aura:{}", "x".repeat(4000))).await;
    answer.is(StatusCode::BAD_REQUEST);
    let request = identifiers(DID).header("x-long", "x".repeat(20_000));
    let answer = server.send(request.body(Body::empty()).unwrap()).await;
    answer.is(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
}

#[tokio::test]
async fn long_bodies_are_refused() {
    let server = Server::new(Model::living()).await;
    let body = format!(r#"{{"versionId":"{}"}}"#, "1".repeat(9000));
    let answer = server.post(DID, body).await;
    answer.is(StatusCode::PAYLOAD_TOO_LARGE);
    // The limit also holds if the length is not announced.
    let chunk = "x".repeat(9000);
    let request = format!(
        "POST /1.0/identifiers/{DID} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\
         connection: close\r\n\r\n{:x}\r\n{chunk}\r\n0\r\n\r\n",
        chunk.len()
    );
    let answer = server.raw(request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn many_options_are_refused() {
    let server = Server::new(Model::living()).await;
    for most in [16, 17, 400] {
        let query: Vec<_> = (0..most).map(|n| format!("o{n}=1")).collect();
        let answer = server.get(&format!("{DID}?{}", query.join("&"))).await;
        answer.failed(400, "INVALID_OPTIONS", "TOO_MANY_OPTIONS");
    }
    let body: serde_json::Map<_, _> = (0..17).map(|n| (format!("o{n}"), n.into())).collect();
    let answer = server.post(DID, serde_json::to_vec(&body).unwrap()).await;
    answer.failed(400, "INVALID_OPTIONS", "INVALID_OPTION");
}

#[tokio::test]
async fn slow_clients_are_cut_off() {
    let limits = Limits {
        head_time: SHORT_TIMEOUT,
        body_time: SHORT_TIMEOUT,
        ..Limits::default()
    };
    let server = Server::within(limits, Model::living()).await;
    for silent in ["", "GET /1.0/identif", "GET / HTTP/1.1\r\nhost: x\r\n"] {
        let answer = server.raw(silent.as_bytes()).await;
        assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let request = "POST /1.0/identifiers/x HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{";
    let answer = server.raw(request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    // A connection that sends one request and is idle afterwards.
    let answer = server.raw(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test]
async fn connections_have_an_end() {
    let limits = Limits {
        connection_time: SHORT_TIMEOUT,
        ..Limits::default()
    };
    let server = Server::within(limits, Model::living()).await;
    let answer = server.raw(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

/// A server with room for this many connections, whose clients are slow.
async fn crowded(connections: usize, resolver: impl Resolver) -> Server {
    let limits = Limits {
        connections,
        ..Limits::default()
    };
    Server::within(limits, resolver).await
}

/// Returns true if the server closes the connection without sending anything.
async fn is_closed(stream: &mut TcpStream) -> bool {
    let mut answer = [0];
    matches!(stream.read(&mut answer).await, Ok(0) | Err(_))
}

#[tokio::test]
async fn slow_clients_shut_nobody_out() {
    let server = crowded(8, Model::living()).await;
    let mut slow = vec![];
    // Far more than there is room for, in every state of an incomplete request.
    let beginnings: [&[u8]; 4] = [
        b"",
        b"GET /1.0/identif",
        b"GET /health HTTP/1.1\r\nhost: x\r\n",
        b"POST /1.0/identifiers/x HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{",
    ];
    for _ in 0..50 {
        for beginning in beginnings {
            let mut stream = server.connect().await;
            // The server may have closed it already.
            let _ = stream.write_all(beginning).await;
            slow.push(stream);
        }
        let health = server.send(at("/health").body(Body::empty()).unwrap());
        health.await.is(StatusCode::OK);
    }
    server.get(DID).await.is(StatusCode::OK);
    // The first connections were closed.
    assert!(is_closed(&mut slow[0]).await);
}

#[tokio::test]
async fn one_that_lies_idle_gives_way() {
    let server = crowded(1, Model::living()).await;
    let request = b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut first = server.connect().await;
    first.write_all(request).await.unwrap();
    assert_eq!(first.read_u8().await.unwrap(), b'H');
    let mut second = server.connect().await;
    second.write_all(request).await.unwrap();
    assert_eq!(second.read_u8().await.unwrap(), b'H');
    // The rest of the answer still comes.
    let mut rest = vec![];
    let _ = first.read_to_end(&mut rest).await;
    assert!(rest.ends_with(b"\"up\"}"));
}

#[tokio::test]
async fn one_that_is_worked_for_does_not_give_way() {
    let slow = Slow::new();
    let server = crowded(1, slow.clone()).await;
    let first = async { server.get(DID).await.is(StatusCode::OK) };
    let second = async {
        slow.asked.acquire().await.unwrap().forget();
        let mut second = server.connect().await;
        let request = b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n";
        second.write_all(request).await.unwrap();
        assert!(timeout(SHORT_TIMEOUT, second.read_u8()).await.is_err());
        slow.may_answer.add_permits(1);
        assert_eq!(second.read_u8().await.unwrap(), b'H');
    };
    tokio::join!(first, second);
}

/// Bodies that would be misread otherwise.
#[tokio::test]
async fn encoded_bodies_and_other_charsets_are_refused() {
    let server = Server::new(Model::living()).await;
    let resolution = format!("/1.0/identifiers/{DID}");
    let json = "application/json";
    for (header, value) in [
        ("content-encoding", "gzip"),
        ("content-encoding", "br"),
        ("content-encoding", "gzip, identity"),
        ("content-type", "application/json; charset=utf-16"),
        ("content-type", "application/json;charset=\"ISO-8859-1\""),
        (
            "content-type",
            "application/json; charset=utf-8; charset=utf-16",
        ),
        ("content-type", "application/json, text/plain"),
        ("content-type", "json"),
    ] {
        for uri in [
            resolution.as_str(),
            "/credentials/verify",
            "/presentations/verify",
        ] {
            let request = at(uri).method(Method::POST).header(header, value);
            let request = match header {
                "content-type" => request,
                _ => request.header("content-type", json),
            };
            let answer = server.send(request.body("{}".into()).unwrap()).await;
            assert_eq!(answer.status, 415, "{uri} {value}");
            assert_eq!(answer.media_type(), "application/problem+json");
            assert_eq!(answer.headers["accept-encoding"], "identity");
        }
    }
    for media_type in [
        json,
        "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"",
        "application/did-resolution",
    ] {
        let request = at(&resolution).method(Method::POST);
        let request = request.header("content-type", media_type);
        let request = request.header("content-encoding", "identity");
        let answer = server.send(request.body("{}".into()).unwrap()).await;
        assert_eq!(answer.status, 200, "{media_type}");
    }
}
