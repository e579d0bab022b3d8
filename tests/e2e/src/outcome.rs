//! Result of a command of `aura`.

use crate::within;
use anyhow::{ensure, Context, Result};
use serde_json::Value;
use std::fmt;
use tokio::process::Command;

/// Exit code and output of a command.
#[derive(Debug)]
pub struct Outcome {
    /// Command line, for messages.
    command: String,
    /// Exit code.
    pub code: i32,
    /// Standard output as JSON; null if it is not JSON.
    pub json: Value,
    /// Standard output as text.
    pub stdout: String,
    /// Standard error as text.
    pub stderr: String,
}

impl Outcome {
    /// Runs a command until it ends by itself.
    ///
    /// # Errors
    /// If it cannot be started, is killed, or does not end within
    /// [`EVENT_TIMEOUT`](crate::EVENT_TIMEOUT).
    pub async fn of(mut command: Command) -> Result<Self> {
        let name = name(&command);
        let ended = command.output();
        let ended = within(&name, async { Ok(ended.await?) }).await?;
        let code = ended.status.code();
        Ok(Self {
            code: code.with_context(|| format!("{name} was killed"))?,
            json: serde_json::from_slice(&ended.stdout).unwrap_or_default(),
            stdout: String::from_utf8(ended.stdout)?,
            stderr: String::from_utf8(ended.stderr)?,
            command: name,
        })
    }

    /// The JSON output of a command that must have succeeded.
    ///
    /// # Errors
    /// If it failed; the message has its output.
    pub fn done(self) -> Result<Value> {
        ensure!(self.code == 0, "{self}");
        ensure!(!self.json.is_null(), "the output is not JSON: {self}");
        Ok(self.json)
    }

    /// Checks that the command failed with this exit code, and that its standard error has this
    /// text.
    ///
    /// # Errors
    /// If it ended in another way; the message has its output.
    pub fn refused(&self, code: i32, why: &str) -> Result<()> {
        ensure!(
            self.code == code && (self.stdout.contains(why) || self.stderr.contains(why)),
            "expected exit code {code} and '{why}': {self}"
        );
        Ok(())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            command,
            code,
            stdout,
            stderr,
            ..
        } = self;
        write!(f, "{command} ended with {code}: {stdout}{stderr}")
    }
}

/// The command line, as a user types it.
fn name(command: &Command) -> String {
    let arguments = command.as_std().get_args();
    let arguments: Vec<_> = arguments.map(|one| one.to_string_lossy()).collect();
    format!("aura {}", arguments.join(" "))
}
