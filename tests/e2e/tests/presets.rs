//! The checks of `chain-spec-builder` accept the runtime's presets.

use anyhow::{anyhow, Context, Result};
use aura_e2e::run;
use clap::Parser;
use serde_json::Value;
use staging_chain_spec_builder::ChainSpecBuilder;
use std::{fs, path::Path};
use subxt::rpcs::methods::legacy::Bytes;

#[tokio::test]
async fn the_chain_spec_builder_accepts_the_presets() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let runtime = folder.path().join("runtime.wasm");
    for (chain, preset) in [("dev", "development"), ("local", "local_testnet")] {
        let exported = run(&["export-chain-spec", "--chain", chain]).await?.stdout;
        let plain = folder.path().join(format!("{chain}.json"));
        fs::write(&plain, &exported)?;
        build(&folder.path().join("unused"), &["verify", text(&plain)?])?;

        let spec: Value = serde_json::from_slice(&exported)?;
        let code: Bytes = serde_json::from_value(spec["genesis"]["runtimeGenesis"]["code"].clone())
            .context("an exported spec has no code")?;
        fs::write(&runtime, &code.0)?;
        let created = folder.path().join(format!("{preset}.json"));
        build(
            &created,
            &[
                "create",
                "-v",
                "-r",
                text(&runtime)?,
                "named-preset",
                preset,
            ],
        )?;
        build(
            &folder.path().join("raw.json"),
            &["convert-to-raw", text(&created)?],
        )?;
    }
    build(
        &folder.path().join("unused"),
        &["list-presets", "-r", text(&runtime)?],
    )?;
    Ok(())
}

/// Runs `chain-spec-builder` with `arguments`, to write into `output`.
fn build(output: &Path, arguments: &[&str]) -> Result<()> {
    let program = ["chain-spec-builder", "-c", text(output)?];
    let arguments = program.iter().chain(arguments);
    ChainSpecBuilder::try_parse_from(arguments)?
        .run()
        .map_err(|error| anyhow!(error))
}

fn text(path: &Path) -> Result<&str> {
    path.to_str()
        .context("the temporary folder's name is no UTF-8")
}
