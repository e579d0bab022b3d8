//! Time in which `aura serve` returns a status list, and the size of the list.

use anyhow::{ensure, Context, Result};
use aura_e2e::{figures::print_latencies, Client, Network, Person, Server};
use hyper::{
    body::Bytes,
    header::{ETAG, IF_NONE_MATCH},
    StatusCode,
};
use serde_json::Value;
use std::{process::Stdio, time::Instant};

/// Number of servers, each of which makes and signs the list once.
const SERVERS: usize = 20;

/// Number of requests for a cached list.
const NUMBER: usize = 2_000;

/// Number of issued credentials, of which each tenth is revoked.
const ISSUED: usize = 1_000;

/// Requests a list of the largest capacity over HTTP.
pub async fn measure(network: &Network, client: &Client) -> Result<()> {
    let person = Person::create(network, "alice").await?;
    let path = format!("/status/{}/revocation", revoked(&person).await?);
    // The server reads the last final block.
    client.until_finalized(client.best().await?.number).await?;

    let mut made = vec![];
    for _ in 0..SERVERS {
        let mut server = start(&person).await?;
        let begun = Instant::now();
        expect(&mut server, &path, None, StatusCode::OK).await?;
        made.push(begun.elapsed());
    }
    print_latencies("a list over HTTP, read, made and signed", made);

    let mut server = start(&person).await?;
    let (tag, body) = expect(&mut server, &path, None, StatusCode::OK).await?;
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
            expect(&mut server, &path, tag, status).await?;
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

/// Starts the issuer's server.
async fn start(person: &Person) -> Result<Server> {
    let mut serve = person.command(&["serve", "--issuer", "issuer"])?;
    serve.stderr(Stdio::null());
    Server::start(serve).await
}

/// Requests a list. Returns its tag and its bytes.
async fn expect(
    server: &mut Server,
    path: &str,
    known: Option<&str>,
    status: StatusCode,
) -> Result<(String, Bytes)> {
    let known = known.map(|tag| (IF_NONE_MATCH, tag));
    let answer = server.get(path, known.as_slice()).await?;
    ensure!(answer.status() == status, "{}", answer.status());
    let tag = answer.headers().get(ETAG).context("no tag")?;
    let tag = tag.to_str()?.to_string();
    Ok((tag, answer.into_body()))
}
