//! One running node.

use crate::{
    command::{aura_node, node_command},
    within, Client,
};
use anyhow::{ensure, Context, Result};
use nix::{
    sys::signal::{self, Signal},
    unistd::Pid,
};
use std::{
    collections::VecDeque,
    fs::{self, File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, ChildStderr},
    sync::{oneshot, Notify},
};

/// Lines of a node's log that a failed test shows.
const TAIL: usize = 40;

/// Arguments of a node. The same launch starts it again on the same database.
#[derive(Clone)]
pub(crate) struct Launch {
    /// The node's name, and that of its folder.
    pub name: &'static str,
    /// The secret key of its network identity.
    pub node_key: String,
    /// Arguments that make the node a certain validator.
    pub role: Vec<String>,
    /// Binary to run, if it is not the one under test.
    pub binary: Option<PathBuf>,
}

/// A node's process, ended with `SIGKILL` when this is dropped.
pub(crate) struct Node {
    name: &'static str,
    process: Child,
    client: Client,
    log: Arc<Log>,
}

/// Lines that a node has logged since it was started.
#[derive(Default)]
struct Log {
    lines: Mutex<Vec<String>>,
    grown: Notify,
}

impl Log {
    fn push(&self, line: String) {
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
        self.grown.notify_waiters();
    }

    fn containing(&self, text: &str) -> Vec<String> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines
            .iter()
            .filter(|line| line.contains(text))
            .cloned()
            .collect()
    }
}

impl Node {
    /// Starts a node of the chain in `spec`, with its database and log below `folder`, and waits
    /// until it answers RPC.
    pub async fn start(
        launch: &Launch,
        folder: &Path,
        spec: &Path,
        bootnodes: &[String],
    ) -> Result<Self> {
        let base = folder.join(launch.name);
        fs::create_dir_all(&base)?;
        let log = log_of(folder, launch.name);

        let binary = launch.binary.clone().map_or_else(aura_node, Ok)?;
        let mut command = node_command(binary)?;
        command
            .args(["--listen-addr", "/ip4/127.0.0.1/tcp/0", "--rpc-port", "0"])
            .args(["--no-mdns", "--no-telemetry", "--no-prometheus"])
            .args(["--node-key", &launch.node_key])
            .args(&launch.role)
            .arg("--base-path")
            .arg(&base)
            .arg("--chain")
            .arg(spec);
        for address in bootnodes {
            command.args(["--bootnodes", address]);
        }
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;

        let stderr = process
            .stderr
            .take()
            .context("a node was started without a log")?;
        let file = OpenOptions::new().create(true).append(true).open(log)?;
        let (found, port) = oneshot::channel();
        let log = Arc::new(Log::default());
        tokio::spawn(keep_log(stderr, file, log.clone(), found));

        let what = format!("the RPC port of {}", launch.name);
        let port = within(&what, async {
            port.await
                .with_context(|| format!("{} ended before it opened one", launch.name))
        })
        .await?;
        let client = Client::connect(&format!("ws://127.0.0.1:{port}")).await?;
        Ok(Self {
            name: launch.name,
            process,
            client,
            log,
        })
    }

    /// The lines with `text` that the node has logged since it was started.
    pub fn logged(&self, text: &str) -> Vec<String> {
        self.log.containing(text)
    }

    /// Waits for a line with `text`.
    pub async fn until_logged(&self, text: &str) -> Result<String> {
        within(&format!("{} to log '{text}'", self.name), async {
            loop {
                let grown = self.log.grown.notified();
                if let Some(line) = self.log.containing(text).pop() {
                    return Ok(line);
                }
                grown.await;
            }
        })
        .await
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Kills the node without warning, like a power cut.
    pub async fn kill(mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }

    /// Asks the node to end, like an operator, and waits until it has ended.
    pub async fn stop(mut self) -> Result<()> {
        let pid = self
            .process
            .id()
            .context("the node ended without a signal")?;
        signal::kill(Pid::from_raw(pid.try_into()?), Signal::SIGTERM)?;
        let what = format!("{} to end", self.name);
        let status = within(&what, async { Ok(self.process.wait().await?) }).await?;
        ensure!(
            status.success(),
            "{} ended with {status} when asked to",
            self.name
        );
        Ok(())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if self.process.start_kill().is_ok() {
            // A killed process ends within moments; its folder must not be removed before.
            while matches!(self.process.try_wait(), Ok(None)) {
                std::thread::yield_now();
            }
        }
    }
}

/// Path of the log of the node `name`.
fn log_of(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.log"))
}

/// The last lines of the log of the node `name`.
pub(crate) fn log_tail(folder: &Path, name: &str) -> String {
    let log = fs::read_to_string(log_of(folder, name)).unwrap_or_default();
    let mut tail = VecDeque::with_capacity(TAIL);
    for line in log.lines() {
        if tail.len() == TAIL {
            tail.pop_front();
        }
        tail.push_back(line);
    }
    tail.into_iter().flat_map(|line| [line, "\n"]).collect()
}

/// Copies a node's log to its file until the node ends, and sends the RPC port once it is logged.
async fn keep_log(stderr: ChildStderr, mut file: File, log: Arc<Log>, found: oneshot::Sender<u16>) {
    let mut found = Some(found);
    let mut lines = BufReader::new(stderr).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        // If the log cannot be written, the node must still not block on a full pipe.
        let _ = writeln!(file, "{line}");
        if let Some(port) = rpc_port(&line) {
            if let Some(found) = found.take() {
                let _ = found.send(port);
            }
        }
        log.push(line);
    }
}

/// The port in the log line in which a node names its RPC address.
fn rpc_port(line: &str) -> Option<u16> {
    let (_, addresses) = line.split_once("Running JSON-RPC server: addr=127.0.0.1:")?;
    addresses.split(',').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rpc_port_is_read_from_the_log() {
        let line = "2026-01-01 00:00:00 Running JSON-RPC server: addr=127.0.0.1:41234,[::1]:39555";
        assert_eq!(rpc_port(line), Some(41234));
        assert_eq!(rpc_port("Running JSON-RPC server: addr=[::1]:39555"), None);
        assert_eq!(rpc_port("Idle (3 peers)"), None);
    }
}
