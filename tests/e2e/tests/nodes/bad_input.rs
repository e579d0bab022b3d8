//! The node refuses bad input with a message that names the fault.

use anyhow::{ensure, Result};
use aura_e2e::run;
use std::fs;

#[tokio::test]
async fn an_unknown_chain_is_refused() -> Result<()> {
    refused("nowhere", "nowhere").await
}

#[tokio::test]
async fn a_malformed_chain_spec_is_refused() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let spec = folder.path().join("broken.json");
    fs::write(&spec, r#"{ "name": "Broken" "#)?;
    refused(&spec.to_string_lossy(), "broken.json").await
}

#[tokio::test]
async fn a_spec_of_no_chain_is_refused() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let spec = folder.path().join("empty.json");
    fs::write(&spec, "{}")?;
    refused(&spec.to_string_lossy(), "empty.json").await
}

/// Checks that the node ends with exit code 1 for this `chain`, and that its message has `culprit`.
async fn refused(chain: &str, culprit: &str) -> Result<()> {
    let output = run(&["--tmp", "--chain", chain]).await?;
    let message = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.code() == Some(1),
        "ended with {}:\n{message}",
        output.status
    );
    ensure!(
        message.contains(culprit),
        "the message does not name {culprit}:\n{message}"
    );
    ensure!(
        !message.contains("panicked"),
        "the node panicked:\n{message}"
    );
    Ok(())
}
