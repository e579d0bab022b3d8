use crate::cli::{Cli, Command};
use clap::Parser;

const DID: &str = "did:aura:US517G5965aydkZ46HS38QLi7UQiSojurfbQfKCELFx";
const ID: &str = "US517G5965aydkZ46HS38QLi7UQiSojurfbQfKCELFx";
const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

fn parse(arguments: &[&str]) -> Result<Command, clap::Error> {
    let all = [&["aura"], arguments].concat();
    Cli::try_parse_from(all).map(|cli| cli.command)
}

#[test]
fn keys_are_named_by_their_circuits() {
    for good in [
        &["zkp", "keys", "list", "--offline"][..],
        &["zkp", "keys", "show", "age/2", "--json"],
        &["zkp", "keys", "make"],
        &["zkp", "keys", "make", "age", "range", "--keys", "folder"],
        &["zkp", "keys", "import", "file.key"],
        &[
            "zkp",
            "keys",
            "import",
            "file.key",
            "--points",
            &"0a".repeat(32),
        ],
        &[
            "zkp",
            "keys",
            "register",
            "age",
            "--suri-file",
            "alice",
            "--yes",
        ],
        &["zkp", "keys", "register", "file.key"],
        &["zkp", "keys", "retire", "age/1", "--suri-file", "alice"],
        &["zkp", "keys", "disable", "membership"],
    ] {
        assert!(parse(good).is_ok(), "{good:?}");
    }
    for bad in [
        &["zkp", "keys", "show"][..],
        &["zkp", "keys", "make", "height"],
        &["zkp", "keys", "retire", "age/x"],
        &["zkp", "keys", "import", "file.key", "--points", "0a"],
        &[
            "zkp",
            "keys",
            "list",
            "--offline",
            "--url",
            "ws://127.0.0.1:1",
        ],
    ] {
        assert!(parse(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn a_request_says_what_is_wanted_of_whom() {
    let request = |more: &[&str]| {
        let common = ["zkp", "request", "--schema", ID, "--issuer", DID];
        parse(&[&common, more].concat())
    };
    let age = ["--age", "18", "--claim", "birthDate"];
    assert!(request(&age).is_ok());
    let challenge = "00".repeat(32);
    for more in [
        &["--challenge", &challenge][..],
        &["--expires", "900", "--as", "bar", "--out", "request.json"],
        &["--beneficiary", ALICE],
        &["--issuer", DID],
        &[
            "--once-from",
            "2026-01-31",
            "--once-until",
            "900",
            "--max-uses",
            "9",
        ],
        &["--min-version", "2"],
        &["--only-key", &challenge],
    ] {
        assert!(request(&[&age, more].concat()).is_ok(), "{more:?}");
    }
    for more in [
        &["--challenge", "00"][..],
        &["--beneficiary", "alice"],
        &["--once-from", "2026-01-31"],
        &["--once-from", "yesterday", "--once-until", "900"],
    ] {
        assert!(request(&[&age, more].concat()).is_err(), "{more:?}");
    }
    assert!(parse(&["zkp", "request", "--schema", ID, "--ownership"]).is_err());
}

#[test]
fn policies_are_those_of_requests() {
    assert!(parse(&["zkp", "policy", "register", "request.json", "--as", "bar"]).is_ok());
    assert!(parse(&["zkp", "policy", "register"]).is_err());
    assert!(parse(&["zkp", "policy", "show", ID]).is_ok());
    assert!(parse(&["zkp", "policy", "close", ID, "--as", "bar", "--yes"]).is_ok());
    assert!(parse(&["zkp", "policy", "show", "1"]).is_err());
}

#[test]
fn a_proof_answers_a_request() {
    for good in [
        &["prove", "request.json", "--out", "proof.json"][..],
        &[
            "prove",
            "request.json",
            "--credential",
            "card.json",
            "--as",
            "me",
            "--yes",
        ],
        &[
            "prove",
            "request.json",
            "--beneficiary",
            ALICE,
            "--submit",
            "--suri-file",
            "payer",
        ],
        &["verify-proof", "proof.json", "--request", "request.json"],
        &[
            "verify-proof",
            "proof.json",
            "--request",
            "r",
            "--nullifiers",
            "taken",
            "--json",
        ],
        &[
            "verify-proof",
            "proof.json",
            "--request",
            "r",
            "--key-digest",
            &"0a".repeat(32),
        ],
        &[
            "zkp",
            "submit",
            "proof.json",
            "--suri-file",
            "payer",
            "--yes",
        ],
        &["zkp", "dry-run", "proof.json"],
        &["zkp", "receipt", ALICE, ID],
        &["list", "commit", "7", "--suri-file", "payer"],
    ] {
        assert!(parse(good).is_ok(), "{good:?}");
    }
    for bad in [
        &["prove"][..],
        &["prove", "request.json", "--beneficiary", "me"],
        &["verify-proof", "proof.json"],
        &["verify-proof", "p", "--request", "r", "--key-digest", "0a"],
        &["zkp", "submit"],
        &["zkp", "receipt", ALICE],
        &["list", "commit", "x"],
    ] {
        assert!(parse(bad).is_err(), "{bad:?}");
    }
}
