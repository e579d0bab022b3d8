//! An operator checks with `aura` whether the chain is ready for phase 2, replaces a validator's
//! keys, and watches the switch of the chain.

use anyhow::{ensure, Context, Result};
use aura_e2e::{
    aura_command,
    governance::hash_of,
    id, stash,
    upgrade::{apply, authorize, phase_two},
    ChainSpec, Client, Network, Outcome, VALIDATORS,
};
use serde_json::json;
use sp_crypto_hashing::twox_128;
use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
};
use subxt::config::substrate::{AccountId32, H256};
use subxt_signer::sr25519::dev;

/// Milliseconds of a slot.
const SLOT_MILLIS: u64 = 2000;
/// Slots of a session.
const SESSION: u64 = 5;

/// URL without a node.
const NOBODY: &str = "ws://127.0.0.1:1";

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_follows_the_chain_across_the_switch() -> Result<()> {
    let _turn = crate::turn().await;
    let network = Network::start(&ChainSpec::local(SLOT_MILLIS, SESSION).await?).await?;
    let alice = network.client("alice")?;
    alice.until_finalized(2).await?;
    let mut urls = vec![];
    for name in VALIDATORS {
        urls.push(network.url(name).await?);
    }

    before_the_vote(&urls).await?;
    keys_are_made_and_registered(&network, &alice, &urls).await?;
    the_switch_is_seen(&network, &alice, &urls).await?;
    network.finish()
}

/// The status before anything is authorised, and faults of nodes.
async fn before_the_vote(urls: &[String]) -> Result<()> {
    let status = ask(urls, &[]).await?;
    verdict_is(&status, 0, "ready")?;
    let outcome = &status.json;
    ensure!(outcome["chain"]["best"]["engine"] == "aura", "{outcome:#}");
    ensure!(
        outcome["chain"]["finalized"]["engine"] == "aura",
        "{outcome:#}"
    );
    ensure!(
        outcome["chain"]["switch"]["state"] == "ahead",
        "{outcome:#}"
    );
    ensure!(outcome["upgrade"]["authorized"].is_null(), "{outcome:#}");
    ensure!(outcome["missing"] == json!([]), "{outcome:#}");
    for (list, length) in [("validators", 4), ("nodes", 4)] {
        ensure!(
            outcome[list].as_array().map(Vec::len) == Some(length),
            "{outcome:#}"
        );
    }
    for node in outcome["nodes"].as_array().into_iter().flatten() {
        ensure!(node["name"] == "Aura Node", "{node:#}");
        ensure!(node["roles"] == json!(["Authority"]), "{node:#}");
        ensure!(node["knowsPhase2"] == true, "{node:#}");
    }
    ensure!(!notes(&status, "binariesNotSeen"), "{outcome:#}");

    // One node shows as much of the chain, and fewer of the binaries.
    let one = ask(&urls[..1], &[]).await?;
    verdict_is(&one, 0, "ready")?;
    ensure!(notes(&one, "binariesNotSeen"), "{:#}", one.json);

    let text = run(&["switch", "status", "--url", &urls[0]]).await?;
    ensure!(text.code == 0, "{}", text.stderr);
    for part in ["phase 1, Aura consensus", "grandpa", "Ready: "] {
        ensure!(text.stdout.contains(part), "no '{part}':\n{}", text.stdout);
    }

    let with_nobody = [urls, &[NOBODY.into()]].concat();
    let status = ask(&with_nobody, &[]).await?;
    verdict_is(&status, 3, "notReady")?;
    ensure!(
        status.json["missing"][0]["kind"] == "unreached"
            && status.json["missing"][0]["node"] == NOBODY,
        "{:#}",
        status.json
    );
    let nobody = run(&["switch", "status", "--url", NOBODY]).await?;
    ensure!(nobody.code == 1, "it ended with {}", nobody.code);
    ensure!(
        nobody.stderr.contains("no answer from"),
        "{}",
        nobody.stderr
    );
    Ok(())
}

/// The session keys of Alice's stash: generated only, refused for a public secret, registered.
async fn keys_are_made_and_registered(
    network: &Network,
    alice: &Client,
    urls: &[String],
) -> Result<()> {
    let owner = id(&stash(&dev::alice()));
    let account = AccountId32(owner).to_string();
    let rotate = ["validator", "rotate-keys", "--json", "--url", &urls[0]];
    let before = next_keys(alice, &owner).await?;

    let made = run(&[&rotate[..], &["--owner", &account]].concat()).await?;
    ensure!(made.code == 0, "{}", made.stderr);
    ensure!(made.json["owner"] == *account, "{:#}", made.json);
    ensure!(made.json["registered"].is_null(), "{:#}", made.json);
    for (whole, part) in [("call", "keys"), ("call", "proof")] {
        let part = hex(&made, part)?;
        let found = hex(&made, whole)?.windows(part.len()).any(|at| at == part);
        ensure!(found && !part.is_empty(), "{:#}", made.json);
    }

    let secret = network.scratch("suri")?;
    fs::write(&secret, "//Alice//stash\n")?;
    let sign = [&rotate[..], &["--suri-file", &secret]].concat();
    fs::set_permissions(&secret, Permissions::from_mode(0o644))?;
    let refused = run(&sign).await?;
    ensure!(refused.code == 1, "it ended with {}", refused.code);
    ensure!(refused.stderr.contains("chmod 600"), "{}", refused.stderr);
    ensure!(
        next_keys(alice, &owner).await? == before,
        "keys were registered without a signature"
    );

    fs::set_permissions(&secret, Permissions::from_mode(0o600))?;
    let registered = run(&sign).await?;
    ensure!(registered.code == 0, "{}", registered.stderr);
    for output in [&registered.stdout, &registered.stderr] {
        ensure!(!output.contains("//Alice"), "the secret is shown: {output}");
    }
    let keys = hex(&registered, "keys")?;
    ensure!(
        keys != before && next_keys(alice, &owner).await? == keys,
        "the registered keys are not those that were made: {:#}",
        registered.json
    );
    let place = &registered.json["registered"];
    ensure!(place["isValidator"] == true, "{place:#}");

    let status = ask(urls, &[]).await?;
    verdict_is(&status, 0, "ready")?;
    let from: u32 = serde_json::from_value(place["fromSession"].clone())?;
    let number: u64 = serde_json::from_value(place["number"].clone())?;
    keys_count_from(alice, number, from, &keys).await
}

/// Checks that the keys, registered in the block `number`, author blocks from the session `from` on
/// and in none before.
async fn keys_count_from(client: &Client, number: u64, from: u32, keys: &[u8]) -> Result<()> {
    let end = number.saturating_add(2 * SESSION);
    client.until_finalized(end).await?;
    let mut counted = false;
    for number in number..=end {
        let hash = client.hash(number).await?;
        let session: u32 = client.read("Session", "CurrentIndex", hash).await?;
        for (pallet, place) in [("Aura", 0), ("ConsensusSwitch", 1)] {
            let authorities: Vec<[u8; 32]> = client.read(pallet, "Authorities", hash).await?;
            let key = keys.chunks(32).nth(place).context("too few keys")?;
            let counts = authorities.iter().any(|authority| authority == key);
            ensure!(
                counts == (session >= from),
                "block {number} of session {session}: {pallet} {} the key that counts from \
                 session {from} on",
                if counts { "has" } else { "lacks" }
            );
        }
        counted |= session >= from;
    }
    ensure!(counted, "session {from} did not begin by block {end}");
    Ok(())
}

/// Compares the authorised code with a file, and shows the switch block.
async fn the_switch_is_seen(network: &Network, alice: &Client, urls: &[String]) -> Result<()> {
    let code = phase_two().await?;
    let (file, other) = (network.scratch("npos.wasm")?, network.scratch("other")?);
    fs::write(&file, &code)?;
    fs::write(&other, "another code")?;
    let with_file = ["--runtime", &file];

    let status = ask(urls, &with_file).await?;
    verdict_is(&status, 0, "ready")?;
    ensure!(notes(&status, "nothingAuthorized"), "{:#}", status.json);

    authorize(alice, &code).await?;
    let hash = format!("{:?}", H256(hash_of(&code)));
    let status = ask(urls, &with_file).await?;
    verdict_is(&status, 0, "ready")?;
    let upgrade = &status.json["upgrade"];
    ensure!(
        upgrade["authorized"] == *hash && upgrade["offered"] == *hash,
        "{upgrade:#}"
    );
    let status = ask(urls, &["--runtime", &other]).await?;
    verdict_is(&status, 3, "notReady")?;
    ensure!(
        status.json["missing"][0]["kind"] == "otherCode",
        "{:#}",
        status.json
    );

    for name in VALIDATORS {
        network
            .until_logged(name, "The authorised runtime aura-npos")
            .await?;
    }
    let block = apply(alice, &code).await?.block;
    let number = alice.header(block).await?.number;
    for at in [number, number.saturating_add(SESSION)] {
        alice.until_finalized(at).await?;
        let status = ask(urls, &[]).await?;
        verdict_is(&status, 0, "switched")?;
        let chain = &status.json["chain"];
        ensure!(chain["finalized"]["engine"] == "babe", "{chain:#}");
        ensure!(
            chain["switch"]
                == json!({ "state": "done", "number": number, "hash": format!("{block:?}") }),
            "the switch block is {number}: {chain:#}"
        );
        ensure!(chain["epoch"]["length"] == SESSION, "{chain:#}");
    }
    Ok(())
}

/// Runs `aura` with these arguments.
async fn run(arguments: &[&str]) -> Result<Outcome> {
    Outcome::of(aura_command(arguments)?).await
}

/// Runs `aura` for the status of the switch, as these nodes see it.
async fn ask(urls: &[String], rest: &[&str]) -> Result<Outcome> {
    let mut arguments = vec!["switch", "status", "--json"];
    arguments.extend(urls.iter().flat_map(|url| ["--url", url]));
    arguments.extend(rest);
    run(&arguments).await
}

/// Checks the exit code of a status and its verdict.
fn verdict_is(status: &Outcome, code: i32, verdict: &str) -> Result<()> {
    ensure!(
        status.code == code && status.json["verdict"] == verdict,
        "expected exit code {code} and {verdict}: {status}"
    );
    Ok(())
}

/// True if a status has a note of this kind.
fn notes(status: &Outcome, kind: &str) -> bool {
    let notes = status.json["notes"].as_array();
    notes.is_some_and(|notes| notes.iter().any(|note| note["kind"] == kind))
}

/// The bytes of a field in hexadecimal digits.
fn hex(outcome: &Outcome, field: &str) -> Result<Vec<u8>> {
    let text = outcome.json[field].as_str();
    let text = text.with_context(|| format!("no {field}: {outcome}"))?;
    Ok(const_hex::decode(text)?)
}

/// The encoded keys that `account` registered last, read without the tool under test.
async fn next_keys(client: &Client, account: &[u8; 32]) -> Result<Vec<u8>> {
    let entry = [twox_128(b"Session"), twox_128(b"NextKeys")].concat();
    let state = client
        .pallet_state("Session", client.best_hash().await?)
        .await?;
    let mut keys = state
        .into_iter()
        .filter(|(key, _)| key.starts_with(&entry) && key.ends_with(account));
    Ok(keys.next().context("no keys are registered")?.1)
}
