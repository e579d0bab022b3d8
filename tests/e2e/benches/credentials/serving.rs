//! How long `aura serve` takes to show a status list, and how large it is.

use anyhow::{ensure, Context, Result};
use aura_e2e::{figures::print_latencies, Client, Network, Person};
use http_body_util::{BodyExt, Empty};
use hyper::{
    body::Bytes,
    client::conn::http1::{handshake, SendRequest},
    header::{ETAG, HOST, IF_NONE_MATCH},
    Request, StatusCode,
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::{process::Stdio, time::Instant};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
    process::Child,
};

/// Servers that are started, each of which makes and signs the list once.
const SERVERS: usize = 20;

/// Requests for a list that is kept.
const NUMBER: usize = 2_000;

/// Credentials that are issued, of which each tenth is revoked.
const ISSUED: usize = 1_000;

/// Shows a list of the largest capacity over HTTP.
pub async fn measure(network: &Network, client: &Client) -> Result<()> {
    let person = Person::create(network, "alice").await?;
    let path = format!("/status/{}/revocation", revoked(&person).await?);
    // The server reads the last final block.
    client.until_finalized(client.best().await?.number).await?;

    let mut made = vec![];
    for _ in 0..SERVERS {
        let mut server = Server::start(&person).await?;
        let begun = Instant::now();
        server.expect(&path, None, StatusCode::OK).await?;
        made.push(begun.elapsed());
    }
    print_latencies("a list over HTTP, read, made and signed", made);

    let mut server = Server::start(&person).await?;
    let (tag, body) = server.expect(&path, None, StatusCode::OK).await?;
    let list: Value = serde_json::from_slice(&body)?;
    let bits = &list["credentialSubject"]["encodedList"];
    let bits = bits.as_str().context("no list")?.len();
    println!(
        "a list over HTTP: {} bytes, of which the bitstring {bits}",
        body.len()
    );
    for (what, tag, status) in [
        ("kept", None, StatusCode::OK),
        ("not modified", Some(tag.as_str()), StatusCode::NOT_MODIFIED),
    ] {
        let mut all = vec![];
        for _ in 0..NUMBER {
            let begun = Instant::now();
            server.expect(&path, tag, status).await?;
            all.push(begun.elapsed());
        }
        print_latencies(&format!("a list over HTTP, {what}"), all);
    }
    Ok(())
}

/// The number of a list of which each tenth credential is revoked.
async fn revoked(person: &Person) -> Result<String> {
    person.act(&["did", "create", "--name", "issuer"]).await?;
    let schema = r#"{"type": "object", "properties": {"number": {"type": "integer"}}}"#;
    let schema = person.write("schema.json", schema)?;
    let uri = "https://aura.example/schema.json";
    let register = ["schema", "register", &schema, "--uri", uri, "--open"];
    let registered = person.act(&register).await?;
    let schema = registered["schema"].as_str().context("no schema")?;
    let create = ["list", "create", schema, "--capacity", "1048576"];
    let list = person.act(&create).await?["list"].to_string();

    let rows: String = (0..ISSUED)
        .map(|n| format!("did:example:{n},{n}\n"))
        .collect();
    let rows = person.write("rows.csv", &format!("id,number\n{rows}"))?;
    let out = person.path("issued");
    let issue = ["credential", "issue", &rows, "--list", &list, "--out", &out];
    person.act(&issue).await?;
    let indices: Vec<_> = (0..ISSUED).step_by(10).map(|n| n.to_string()).collect();
    let mut revoke = vec!["credential", "revoke", "--list", &list];
    revoke.extend(indices.iter().map(String::as_str));
    person.act(&revoke).await?;
    Ok(list)
}

/// The issuer's server, which ends when this is dropped, and one connection to it.
struct Server {
    _process: Child,
    address: String,
    connection: SendRequest<Empty<Bytes>>,
}

impl Server {
    async fn start(person: &Person) -> Result<Self> {
        let serve = ["serve", "--json", "--listen", "127.0.0.1:0"];
        let mut command = person.command(&[&serve[..], &["--issuer", "issuer"]].concat())?;
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
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

    /// Asks for a list; gives its tag and its bytes.
    async fn expect(
        &mut self,
        path: &str,
        known: Option<&str>,
        status: StatusCode,
    ) -> Result<(String, Bytes)> {
        let mut request = Request::get(path).header(HOST, &self.address);
        if let Some(tag) = known {
            request = request.header(IF_NONE_MATCH, tag);
        }
        self.connection.ready().await?;
        let answer = self.connection.send_request(request.body(Empty::new())?);
        let answer = answer.await?;
        ensure!(answer.status() == status, "{}", answer.status());
        let tag = answer.headers().get(ETAG).context("no tag")?;
        let tag = tag.to_str()?.to_string();
        Ok((tag, answer.into_body().collect().await?.to_bytes()))
    }
}
