//! The walk of `scripts/up` through the use cases, with `aura` and over HTTP.

use anyhow::{ensure, Context, Result};
use aura_e2e::{aura, ChainSpec, Network};
use serde_json::Value;
use std::{path::Path, process::Output};
use tokio::process::Command;

#[tokio::test(flavor = "multi_thread")]
async fn the_walk_of_a_newcomer() -> Result<()> {
    let network = Network::alone(
        &ChainSpec::dev(crate::TIMING.0, crate::TIMING.1).await?,
        &["--state-pruning", "archive"],
    )
    .await?;
    network.client("alice")?.until_finalized(2).await?;
    let walk = Walk {
        url: network.url("alice").await?,
        folder: network.scratch("walk")?,
    };
    walk.once().await?;
    walk.is_seen_by_the_command_line().await?;
    // A second walk continues with the wallet of the first.
    walk.once().await?;
    network.finish()
}

struct Walk {
    url: String,
    folder: String,
}

impl Walk {
    async fn once(&self) -> Result<()> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/journey");
        let ended = Command::new("bash")
            .arg(script)
            .args([&self.url, &self.folder])
            .env("AURA_CLI", aura()?)
            .kill_on_drop(true)
            .output()
            .await?;
        let (stdout, stderr) = texts(&ended);
        ensure!(ended.status.success(), "{stdout}\n{stderr}");
        for part in [
            "Fee",
            "Deposit",
            "\"expires\"",
            "key-1 is retired",
            "Anchor 12 credentials",
            "\nVERIFIED",
            "has proven",
            "\nREFUSED: revoked at block",
            "\nREFUSED: revoked, as of block",
        ] {
            let printed = stdout.contains(part) || stderr.contains(part);
            ensure!(printed, "no '{part}':\n{stdout}\n{stderr}");
        }
        Ok(())
    }

    /// Every version of the DID, forms that are not a DID, and the exit codes.
    async fn is_seen_by_the_command_line(&self) -> Result<()> {
        let document = std::fs::read(format!("{}/document.json", self.folder))?;
        let document: Value = serde_json::from_slice(&document)?;
        let did = document["id"].as_str().context("no id")?;

        let now = self.show(did, &[]).await?;
        ensure!(now["didDocument"] == document, "{now:#}");
        let versions = &now["didDocumentMetadata"];
        let before = versions["previousVersionId"]
            .as_str()
            .context("no version")?;
        let before = self.show(did, &["--version-id", before]).await?;
        let methods = before["didDocument"]["verificationMethod"].as_array();
        ensure!(methods.map(Vec::len) == Some(2), "{before:#}");
        ensure!(
            before["didDocumentMetadata"]["nextVersionId"] == versions["versionId"],
            "{before:#}"
        );

        let nobody = "did:aura:11111111111111111111111111111111";
        let ended = self.run(&["did", "show", nobody]).await?;
        ensure!(ended.status.code() == Some(1), "{ended:?}");
        ensure!(texts(&ended).1.contains("no such DID"), "{ended:?}");

        let file = format!("{}/purge.json", self.folder);
        let purge = ["did", "purge", did, "key-1", "--out", &file];
        let ended = self.run(&purge).await?;
        ensure!(ended.status.success(), "{ended:?}");
        let sponsor = format!("{}/sponsor", self.folder);
        let submit = ["did", "submit", &file, "--suri-file", &sponsor, "--yes"];
        let ended = self.at_node(&submit)?.output().await?;
        ensure!(ended.status.success(), "{ended:?}");
        let purged = self.show(did, &[]).await?;
        let methods = purged["didDocument"]["verificationMethod"].as_array();
        ensure!(methods.map(Vec::len) == Some(1), "{purged:#}");
        Ok(())
    }

    async fn show(&self, did: &str, options: &[&str]) -> Result<Value> {
        let command = ["did", "show", did, "--json"];
        let ended = self.run(&[&command[..], options].concat()).await?;
        let (stdout, stderr) = texts(&ended);
        ensure!(ended.status.success(), "{stdout}\n{stderr}");
        Ok(serde_json::from_str(&stdout)?)
    }

    async fn run(&self, command: &[&str]) -> Result<Output> {
        let passphrase = format!("{}/passphrase", self.folder);
        let wallet = format!("{}/wallet", self.folder);
        let mut aura = self.at_node(command)?;
        aura.args(["--wallet", &wallet, "--passphrase-file", &passphrase]);
        Ok(aura.output().await?)
    }

    fn at_node(&self, command: &[&str]) -> Result<Command> {
        let mut aura = Command::new(aura()?);
        aura.args(command)
            .args(["--url", &self.url])
            .kill_on_drop(true);
        Ok(aura)
    }
}

fn texts(ended: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&ended.stdout), text(&ended.stderr))
}
