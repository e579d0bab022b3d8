//! The server over real connections, with a model of the chain behind it.

mod binding;
mod bounds;
mod caching;
mod dereferencing;
mod encoding;
mod health;
mod issuer;
mod issuing;
mod ledger;
mod model;
mod negotiation;
mod node;
mod status;
mod stopping;
mod verifying;

use super::{listen::listen, router, Issuer, Limits, Resolver};
use axum::{
    body::Body,
    http::{header::HeaderName, request, HeaderMap, Method, Request, StatusCode},
};
use http_body_util::BodyExt;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use model::{Model, DID};
use serde_json::Value;
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

/// A server on a port of its own, which ends when this is dropped.
struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// A response of the server.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Server {
    async fn new(resolver: impl Resolver) -> Self {
        Self::within(Limits::default(), resolver).await
    }

    async fn within(limits: Limits, resolver: impl Resolver) -> Self {
        Self::signing(limits, resolver, None).await
    }

    async fn signing(limits: Limits, resolver: impl Resolver, issuer: Option<Issuer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            let stopped = async move { drop(stopped.await) };
            listen(listener, router(resolver, issuer, limits), limits, stopped).await;
        });
        Self {
            address,
            stop,
            task,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        send(self.connect().await, request).await
    }

    /// Requests `target` after `/1.0/identifiers/`.
    async fn get(&self, target: &str) -> Answer {
        self.send(identifiers(target).body(Body::empty()).unwrap())
            .await
    }

    async fn get_as(&self, accept: &str, target: &str) -> Answer {
        let request = identifiers(target).header("accept", accept);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn post(&self, target: &str, body: impl Into<Body>) -> Answer {
        let request = identifiers(target).method(Method::POST);
        let request = request.header("accept", "application/did-resolution");
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Sends these bytes, and reads until the server closes the connection.
    async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        stream.write_all(bytes).await.unwrap();
        let mut answer = vec![];
        // A connection may also end with a reset.
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }
}

/// Builds a request for `target` after `/1.0/identifiers/`.
fn identifiers(target: &str) -> request::Builder {
    at(&format!("/1.0/identifiers/{target}"))
}

fn at(uri: &str) -> request::Builder {
    Request::builder().uri(uri).header("host", "resolver")
}

async fn send(stream: TcpStream, request: Request<Body>) -> Answer {
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
    let connection = tokio::spawn(connection);
    let (parts, body) = sender.send_request(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    connection.abort();
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: String::from_utf8(body.into()).unwrap(),
    }
}

impl Answer {
    fn header(&self, name: impl Into<HeaderName>) -> &str {
        let value = self.headers.get(name.into());
        value.map_or("", |value| value.to_str().unwrap())
    }

    fn media_type(&self) -> &str {
        self.header(axum::http::header::CONTENT_TYPE)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }

    /// Returns the error type and reason of a whole result, and asserts that its other parts are
    /// empty.
    fn error(&self) -> (String, String) {
        let json = self.json();
        let (metadata, nothing, about) = match self.media_type() {
            "application/did-resolution" => (
                "didResolutionMetadata",
                "didDocument",
                "didDocumentMetadata",
            ),
            "application/did-url-dereferencing" => {
                ("dereferencingMetadata", "content", "contentMetadata")
            }
            other => panic!("{other}: {}", self.body),
        };
        assert_eq!(json.get(nothing), Some(&Value::Null), "{json}");
        assert_eq!(json[about], serde_json::json!({}), "{json}");
        let error = &json[metadata]["error"];
        assert!(error["title"].is_string() && error["detail"].is_string());
        let text = |name: &str| error[name].as_str().unwrap().to_owned();
        (text("type"), text("reason"))
    }

    #[track_caller]
    fn failed(&self, status: u16, error_type: &str, reason: &str) {
        let error_type = format!("https://www.w3.org/ns/did#{error_type}");
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.error(), (error_type, reason.into()), "{self:?}");
        assert_eq!(self.header(axum::http::header::CACHE_CONTROL), "no-store");
    }

    /// Asserts that the route exists, but not for this method.
    #[track_caller]
    fn is_not_allowed(&self, allowed: &str) {
        self.is(StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(self.header(axum::http::header::ALLOW), allowed);
        assert_eq!(self.media_type(), "application/problem+json");
        assert_eq!(self.json()["status"], 405);
    }

    #[track_caller]
    fn is(&self, status: StatusCode) {
        assert_eq!(self.status, status.as_u16(), "{self:?}");
    }
}

/// Returns the DID of most tests, percent-encoded as a whole.
fn encoded() -> String {
    DID.replace(':', "%3A")
}
