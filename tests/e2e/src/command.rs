//! The binaries, and the node's short-lived subcommands.

use anyhow::{bail, ensure, Context, Result};
use std::{env, path::PathBuf, process::Output};
use tokio::process::Command;

/// The node under test: `$AURA_NODE`, or else the binary in the target folder of this test.
///
/// # Errors
/// If there is no such file; the message says how to build it.
pub fn aura_node() -> Result<PathBuf> {
    binary("aura-node", "AURA_NODE")
}

/// The command line under test: `$AURA_CLI`, or else the binary beside that node.
///
/// # Errors
/// Those of [`aura_node`].
pub fn aura() -> Result<PathBuf> {
    binary("aura", "AURA_CLI")
}

/// Environment variables that `aura` uses as defaults. They are removed, since they belong to the
/// person who runs the tests.
const DEFAULTS: [&str; 6] = [
    "AURA_URL",
    "AURA_WALLET",
    "AURA_PASSPHRASE_FILE",
    "AURA_SURI_FILE",
    "AURA_YES",
    "AURA_KEYS",
];

/// A command of `aura` with these arguments alone. It is killed when it is dropped.
///
/// # Errors
/// Those of [`aura`].
pub fn aura_command(arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(aura()?);
    command.args(arguments).kill_on_drop(true);
    for default in DEFAULTS {
        command.env_remove(default);
    }
    Ok(command)
}

fn binary(name: &str, variable: &str) -> Result<PathBuf> {
    let path = match env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => profile()?.join(name),
    };
    if !path.is_file() {
        bail!(
            "no {name} at {}: build it with `scripts/build`, \
             or name one in {variable}",
            path.display()
        );
    }
    Ok(path)
}

/// A command of the node `binary`, which is killed when it is dropped. Compiled runtimes are cached
/// beside the test's binary, so that each is compiled once for all tests.
///
/// # Errors
/// If the test's binary is not in a target folder.
pub(crate) fn node_command(binary: PathBuf) -> Result<Command> {
    let mut command = Command::new(binary);
    command
        .env("AURA_UNSAFE_RUNTIME_CACHE", profile()?.join("runtimes"))
        .kill_on_drop(true);
    Ok(command)
}

/// The folder of the profile in which this test was built.
fn profile() -> Result<PathBuf> {
    // Tests are in `deps`, one folder below the binaries of their profile.
    let own = env::current_exe()?;
    let folder = own.parent().and_then(|deps| deps.parent());
    Ok(folder
        .context("the test's binary is not in a target folder")?
        .into())
}

/// Runs the node with `arguments` until it ends by itself.
///
/// # Errors
/// If it cannot be started, or does not end within [`EVENT_TIMEOUT`](crate::EVENT_TIMEOUT).
pub async fn run(arguments: &[&str]) -> Result<Output> {
    let ended = node_command(aura_node()?)?.args(arguments).output();
    crate::within(&format!("aura-node {}", arguments.join(" ")), async {
        Ok(ended.await?)
    })
    .await
}

/// Like [`run`], for a command that must succeed. Returns its standard output.
pub(crate) async fn output_of(arguments: &[&str]) -> Result<Vec<u8>> {
    let output = run(arguments).await?;
    ensure!(
        output.status.success(),
        "aura-node {} ended with {}:\n{}",
        arguments.join(" "),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output.stdout)
}
