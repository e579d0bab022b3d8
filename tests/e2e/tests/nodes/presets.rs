//! The checks of `chain-spec-builder` accept the runtime's presets.

use anyhow::{anyhow, Context, Result};
use aura_e2e::run;
use clap::Parser;
use serde_json::Value;
use staging_chain_spec_builder::ChainSpecBuilder;
use std::{fs, path::Path};
use subxt::rpcs::methods::legacy::Bytes;

#[tokio::test]
async fn the_chain_spec_builder_accepts_the_development_preset() -> Result<()> {
    accepts("dev", "development").await
}

#[tokio::test]
async fn the_chain_spec_builder_accepts_the_local_testnet_preset() -> Result<()> {
    accepts("local", "local_testnet").await
}

/// Checks the chain spec of `chain` that the node exports, and one made from `preset` by the
/// runtime alone.
async fn accepts(chain: &str, preset: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let output = folder.path().join("output.json");
    let exported = folder.path().join("exported.json");
    let json = run(&["export-chain-spec", "--chain", chain]).await?.stdout;
    fs::write(&exported, &json)?;
    build(&output, &["verify", text(&exported)?])?;

    let spec: Value = serde_json::from_slice(&json)?;
    let code: Bytes = serde_json::from_value(spec["genesis"]["runtimeGenesis"]["code"].clone())
        .context("an exported spec has no code")?;
    let runtime = folder.path().join("runtime.wasm");
    fs::write(&runtime, &code.0)?;
    build(
        &output,
        &[
            "create",
            "--verify",
            "-r",
            text(&runtime)?,
            "named-preset",
            preset,
        ],
    )
}

/// Runs `chain-spec-builder` with `arguments`; it writes `output`.
fn build(output: &Path, arguments: &[&str]) -> Result<()> {
    let program = ["chain-spec-builder", "-c", text(output)?];
    let arguments = program.iter().chain(arguments);
    ChainSpecBuilder::try_parse_from(arguments)?
        .run()
        .map_err(|error| anyhow!(error))
}

fn text(path: &Path) -> Result<&str> {
    path.to_str()
        .context("the temporary folder's name is not UTF-8")
}
