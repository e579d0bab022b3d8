//! `aura serve`, and one connection to it.

use anyhow::{ensure, Context, Result};
use aura_e2e::aura;
use http_body_util::{BodyExt, Empty};
use hyper::{
    body::Bytes,
    client::conn::http1::{handshake, SendRequest},
    header::{ACCEPT, HOST},
    Request,
};
use hyper_util::rt::TokioIo;
use std::process::Stdio;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
};

/// A resolver over HTTP, which ends when this is dropped.
pub struct Server {
    _process: Child,
    address: String,
    connection: SendRequest<Empty<Bytes>>,
}

impl Server {
    /// Starts it for the node at `url`, and connects to it.
    pub async fn start(url: &str) -> Result<Self> {
        let mut process = Command::new(aura()?)
            .args(["serve", "--json", "--listen", "127.0.0.1:0", "--url", url])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = process.stdout.take().context("no output")?;
        let line = BufReader::new(stdout).lines().next_line().await?;
        let line: serde_json::Value = serde_json::from_str(&line.context("it has ended")?)?;
        let address = line["address"].as_str().context("no address")?.to_string();

        let stream = TcpStream::connect(&address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self {
            _process: process,
            address,
            connection: sender,
        })
    }

    /// Asks for a DID; gives the whole result of its resolution.
    pub async fn resolve(&mut self, did: &str) -> Result<Bytes> {
        let request = Request::get(format!("/1.0/identifiers/{did}"))
            .header(HOST, &self.address)
            .header(ACCEPT, "application/did-resolution")
            .body(Empty::new())?;
        self.connection.ready().await?;
        let answer = self.connection.send_request(request).await?;
        ensure!(answer.status() == 200, "{}", answer.status());
        Ok(answer.into_body().collect().await?.to_bytes())
    }
}
