//! A user with a wallet, for whom Alice pays.

use crate::{aura_command, Network, Outcome};
use anyhow::{ensure, Result};
use serde_json::Value;
use std::{fs::OpenOptions, io::Write, os::unix::fs::OpenOptionsExt};
use tokio::process::Command;

/// A wallet in a separate folder, and the node that its commands use.
pub struct Person {
    url: String,
    folder: String,
}

impl Person {
    /// Makes a wallet.
    ///
    /// # Errors
    /// If the command fails.
    pub async fn create(network: &Network, node: &str) -> Result<Self> {
        let person = Self {
            url: network.url(node).await?,
            folder: network.scratch("person")?,
        };
        std::fs::create_dir(&person.folder)?;
        person.write("passphrase", "of a test\n")?;
        person.write("sponsor", "//Alice\n")?;
        let phrase = person.path("phrase");
        let create = ["wallet", "create", "--phrase-out", &phrase];
        let ended = person.offline(&create)?.output().await?;
        ensure!(ended.status.success(), "{ended:?}");
        Ok(person)
    }

    /// A file of this person.
    pub fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.folder)
    }

    /// Writes a file that only its owner can read.
    ///
    /// # Errors
    /// If the file exists already, or cannot be written.
    pub fn write(&self, file: &str, text: &str) -> Result<String> {
        let path = self.path(file);
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        file.write_all(text.as_bytes())?;
        Ok(path)
    }

    /// A command with the wallet and the node. It is killed when it is dropped.
    ///
    /// # Errors
    /// If there is no binary.
    pub fn command(&self, arguments: &[&str]) -> Result<Command> {
        Ok(self.with_wallet(self.asking(arguments)?))
    }

    /// A command with the node and without the wallet, likewise.
    ///
    /// # Errors
    /// If there is no binary.
    pub fn asking(&self, arguments: &[&str]) -> Result<Command> {
        let mut command = aura_command(arguments)?;
        command.args(["--url", &self.url]);
        Ok(command)
    }

    /// A command with the wallet and without a node, likewise.
    ///
    /// # Errors
    /// If there is no binary.
    pub fn offline(&self, arguments: &[&str]) -> Result<Command> {
        Ok(self.with_wallet(aura_command(arguments)?))
    }

    /// A command with the wallet and the node for which Alice pays.
    ///
    /// # Errors
    /// If there is no binary.
    pub fn acting(&self, arguments: &[&str]) -> Result<Command> {
        let sponsor = self.path("sponsor");
        let mut command = self.command(arguments)?;
        command.args(["--suri-file", &sponsor, "--yes", "--json"]);
        Ok(command)
    }

    /// Runs a command for which Alice pays. Returns its JSON.
    ///
    /// # Errors
    /// If it fails; the message has its output.
    pub async fn act(&self, arguments: &[&str]) -> Result<Value> {
        Outcome::of(self.acting(arguments)?).await?.done()
    }

    fn with_wallet(&self, mut command: Command) -> Command {
        let (wallet, passphrase) = (self.path("wallet"), self.path("passphrase"));
        command.args(["--wallet", &wallet, "--passphrase-file", &passphrase]);
        command
    }
}
