//! What a command of `aura` came to.

use crate::within;
use anyhow::{ensure, Context, Result};
use serde_json::Value;
use tokio::process::Command;

/// How a command ended, and what it printed.
#[derive(Debug)]
pub struct Said {
    /// The command.
    command: String,
    /// Its exit code.
    pub code: i32,
    /// Its standard output; null where that is no JSON.
    pub json: Value,
    /// All of its output.
    text: String,
}

impl Said {
    /// Runs a command until it ends by itself.
    ///
    /// # Errors
    /// If it cannot be started, is killed, or does not end within [`PATIENCE`](crate::PATIENCE).
    pub async fn by(mut command: Command) -> Result<Self> {
        let name = name(&command);
        let ended = command.output();
        let ended = within(&name, async { Ok(ended.await?) }).await?;
        let code = ended.status.code();
        let [stdout, stderr] = [&ended.stdout, &ended.stderr].map(|it| String::from_utf8_lossy(it));
        Ok(Self {
            code: code.with_context(|| format!("{name} was killed"))?,
            json: serde_json::from_slice(&ended.stdout).unwrap_or_default(),
            text: format!("{stdout}{stderr}"),
            command: name,
        })
    }

    /// The JSON of a command that succeeded.
    ///
    /// # Errors
    /// If it did not; the message has what it said.
    pub fn done(self) -> Result<Value> {
        let Self {
            command,
            code,
            json,
            text,
        } = self;
        ensure!(code == 0, "{command} ended with {code}: {text}");
        ensure!(!json.is_null(), "{command} printed no JSON: {text}");
        Ok(json)
    }

    /// Checks that the command ended with this code, and said why.
    ///
    /// # Errors
    /// If it ended in another way; the message has what it said.
    pub fn refused(&self, code: i32, why: &str) -> Result<()> {
        ensure!(
            self.code == code && self.text.contains(why),
            "{} was to end with {code} and '{why}', not with {}: {}",
            self.command,
            self.code,
            self.text
        );
        Ok(())
    }
}

/// A command as somebody would type it.
fn name(command: &Command) -> String {
    let arguments = command.as_std().get_args();
    let arguments: Vec<_> = arguments.map(|one| one.to_string_lossy()).collect();
    format!("aura {}", arguments.join(" "))
}
