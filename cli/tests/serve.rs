//! Tests of `aura serve` as a process.

use nix::{
    sys::signal::{kill, Signal},
    unistd::Pid,
};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
};

fn start(arguments: &[&str]) -> (Child, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_aura"))
        .arg("serve")
        // No RPC server listens at this port.
        .args(["--url", "ws://127.0.0.1:1"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(process.stdout.as_mut().unwrap());
    output.read_line(&mut line).unwrap();
    (process, line)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn stop(process: Child, signal: Signal) -> String {
    kill(Pid::from_raw(process.id() as i32), signal).unwrap();
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn it_says_where_it_listens_and_ends_when_asked_to() {
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let (process, line) = start(&["--listen", "127.0.0.1:0"]);
        let address = line.trim_end().strip_prefix("http://").unwrap();
        assert!(get(address, "/health").starts_with("HTTP/1.1 200 OK"));
        let did = "did:aura:US517G5965aydkZ46HS38QLi7UQiSojurfbQfKCELFx";
        for _ in 0..3 {
            let answer = get(address, &format!("/1.0/identifiers/{did}"));
            assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
            assert!(answer.contains("INTERNAL_ERROR"), "{answer}");
        }
        assert!(get(address, "/ready").starts_with("HTTP/1.1 503 "));
        let log = stop(process, signal);
        // The log has the error once, and the requested DIDs not at all.
        assert_eq!(
            log.matches("no answer from ws://127.0.0.1:1").count(),
            1,
            "{log}"
        );
        assert!(!log.contains("did:aura"), "{log}");
        assert!(
            log.lines().all(|line| line.starts_with("aura serve: ")),
            "{log}"
        );
    }
}

#[test]
fn it_says_so_in_json_too() {
    let (process, line) = start(&["--listen", "127.0.0.1:0", "--json"]);
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = said["address"].as_str().unwrap();
    assert_eq!(said["url"], format!("http://{address}"));
    assert!(get(address, "/health").starts_with("HTTP/1.1 200 OK"));
    stop(process, Signal::SIGTERM);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (process, line) = start(&["--listen", &address]);
    assert_eq!(line, "");
    let output = process.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains(&address) && error.contains("--listen"),
        "{error}"
    );
}

#[test]
fn an_issuer_is_looked_at_before_anything_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = folder.path().join("wallet");
    let (process, line) = start(&[
        "--listen",
        "127.0.0.1:0",
        "--issuer",
        "university",
        "--wallet",
        wallet.to_str().unwrap(),
    ]);
    assert_eq!(line, "");
    let output = process.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("there is no wallet at"), "{error}");
}

#[test]
fn a_node_elsewhere_needs_tls() {
    let output = Command::new(env!("CARGO_BIN_EXE_aura"))
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--url",
            "ws://node.example",
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("--insecure"), "{error}");
}
