//! An upgrade is rehearsed over the database of a stopped node.

use anyhow::{ensure, Context, Result};
use aura_e2e::{run, ChainSpec, Network, NEXT_NPOS, NEXT_POA};
use serde_json::Value;
use std::fs;

#[tokio::test(flavor = "multi_thread")]
async fn phase_two_is_rehearsed_over_a_stopped_node() -> Result<()> {
    let _turn = crate::turn().await;
    let code = NEXT_NPOS.context("built without the WASM: unset SKIP_WASM_BUILD")?;
    let mut network = Network::start(&ChainSpec::local(2000, 5).await?).await?;
    let alice = network.client("alice")?;
    // A session has ended, so that the state differs from that of genesis.
    alice.until_finalized(7).await?;
    network.stop("dave").await?;
    let file = network.scratch("next-npos.wasm")?;
    fs::write(&file, code)?;
    let before = network.subcommand("dave", &["chain-info"], &[]).await?;

    let rehearse = ["--runtime", &file, "--json"];
    let report = network.subcommand("dave", &["rehearse-upgrade"], &rehearse);
    let report: Value = serde_json::from_slice(&report.await?)?;
    ensure!(
        report["checked"] == true && report["nextAuthor"] == "BABE",
        "{report:#}"
    );
    let height = report["block"]["number"].as_u64();
    ensure!(height >= Some(5), "{report:#}");
    for (pallet, remains) in [("Aura", false), ("ConsensusSwitch", false), ("Babe", true)] {
        let bytes = &report["storage"][pallet]["bytesAfter"];
        let bytes = bytes.as_u64().with_context(|| format!("{report:#}"))?;
        ensure!((bytes > 0) == remains, "{pallet}: {report:#}");
    }
    let touched = report["storage"].as_object().context("no storage")?;
    let touched: Vec<_> = touched.keys().map(String::as_str).collect();
    // Staking and open governance arrive with the switch.
    let expected = [
        ":code",
        "Aura",
        "Babe",
        "ConsensusSwitch",
        "ConvictionVoting",
        "DelegatedStaking",
        "NominationPools",
        "Origins",
        "Referenda",
        "StakedSet",
        "Staking",
        "System",
        "Treasury",
        "VoterList",
        "Whitelist",
    ];
    ensure!(touched == expected, "{report:#}");

    let best = ["--runtime", &file, "--at", "best"];
    let text = network
        .subcommand("dave", &["rehearse-upgrade"], &best)
        .await?;
    let text = String::from_utf8(text)?;
    ensure!(text.contains("aura-poa 1 -> aura-npos 102"), "{text}");

    // The chain is unchanged, and continues.
    let after = network.subcommand("dave", &["chain-info"], &[]).await?;
    ensure!(before == after, "the database has changed");
    let dave = network.restart("dave").await?;
    dave.until_finalized_more(2).await?;
    network.finish()
}

#[tokio::test]
async fn a_lower_version_is_refused() -> Result<()> {
    let _turn = crate::turn().await;
    let code = NEXT_POA.context("built without the WASM: unset SKIP_WASM_BUILD")?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("next-poa.wasm");
    fs::write(&file, code)?;
    let file = file.to_string_lossy();
    refused(
        &["--chain", "npos-local", "--tmp", "--runtime", &file],
        "spec_version",
    )
    .await
}

#[tokio::test]
async fn without_a_database_there_is_nothing_to_rehearse_over() -> Result<()> {
    let _turn = crate::turn().await;
    let folder = tempfile::tempdir()?;
    let base = folder.path().join("nobody");
    let base = base.to_string_lossy();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    refused(
        &["--chain", "local", "--base-path", &base, "--runtime", file],
        "no database",
    )
    .await?;
    ensure!(
        fs::read_dir(folder.path())?.next().is_none(),
        "a database was made"
    );
    Ok(())
}

/// Checks that the rehearsal ends with exit code 1 and this reason.
async fn refused(arguments: &[&str], why: &str) -> Result<()> {
    let output = run(&[&["rehearse-upgrade"], arguments].concat()).await?;
    let message = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.code() == Some(1) && output.stdout.is_empty(),
        "ended with {}:\n{message}",
        output.status
    );
    ensure!(
        message.contains(why) && !message.contains("panicked"),
        "the message has no '{why}':\n{message}"
    );
    Ok(())
}
