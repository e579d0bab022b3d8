//! `aura serve`, and one connection to it.

use anyhow::{Context, Result};
use http_body_util::{BodyExt, Empty};
use hyper::{
    body::Bytes,
    client::conn::http1::{handshake, SendRequest},
    header::{HeaderName, HOST},
    Request, Response,
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::process::Stdio;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
};

/// A server, which is killed when this is dropped, and one connection to it.
pub struct Server {
    _process: Child,
    address: String,
    connection: SendRequest<Empty<Bytes>>,
}

impl Server {
    /// Starts a server by a command `aura serve` on a free port of the loopback interface, and
    /// connects to it.
    ///
    /// # Errors
    /// If it does not print its address, or accepts no connection there.
    pub async fn start(mut serve: Command) -> Result<Self> {
        let mut process = serve
            .args(["--json", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = process.stdout.take().context("no output")?;
        let line = BufReader::new(stdout).lines().next_line().await?;
        let line: Value = serde_json::from_str(&line.context("it has ended")?)?;
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

    /// Requests a path with additional headers. Returns the whole response, with any status code.
    ///
    /// # Errors
    /// If there is no response.
    pub async fn get(
        &mut self,
        path: &str,
        headers: &[(HeaderName, &str)],
    ) -> Result<Response<Bytes>> {
        let mut request = Request::get(path).header(HOST, &self.address);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        self.connection.ready().await?;
        let answer = self.connection.send_request(request.body(Empty::new())?);
        let (head, body) = answer.await?.into_parts();
        Ok(Response::from_parts(head, body.collect().await?.to_bytes()))
    }
}
