//! A network of nodes of one chain.

use crate::{
    command::output_of,
    node::{log_tail, Launch, Node},
    ChainSpec, Client,
};
use anyhow::{Context, Result};
use futures::future::try_join_all;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use subxt::rpcs::rpc_params;
use tempfile::TempDir;

/// The validators of the genesis set, in its order.
pub const VALIDATORS: [&str; 4] = ["alice", "bob", "charlie", "dave"];

/// Nodes of one chain, each with its own database and log in one temporary folder.
///
/// A test that succeeds ends with [`Network::finish`]. If a network is dropped without it, the end
/// of every log is printed and the folder is kept.
pub struct Network {
    folder: Option<TempDir>,
    spec: PathBuf,
    launches: Vec<Launch>,
    running: BTreeMap<&'static str, Node>,
}

impl Network {
    /// Starts the four validators of `spec`.
    pub async fn start(spec: &ChainSpec) -> Result<Self> {
        Self::start_with(spec, |name| vec![format!("--{name}")]).await
    }

    /// Starts four validators of `spec`, each with the arguments that `role` gives it.
    pub async fn start_with(spec: &ChainSpec, role: impl Fn(&str) -> Vec<String>) -> Result<Self> {
        Self::start_these(spec, &VALIDATORS, role).await
    }

    /// Starts Alice alone, the validator of the chain `dev`, with additional arguments.
    pub async fn alone(spec: &ChainSpec, arguments: &[&str]) -> Result<Self> {
        let role = |_: &str| {
            let alice = ["--alice", "--force-authoring"];
            let all = alice.iter().chain(arguments);
            all.map(|argument| argument.to_string()).collect()
        };
        Self::start_these(spec, &VALIDATORS[..1], role).await
    }

    async fn start_these(
        spec: &ChainSpec,
        names: &[&'static str],
        role: impl Fn(&str) -> Vec<String>,
    ) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("aura-e2e-").tempdir()?;
        let spec = spec.write_raw(folder.path()).await?;
        let mut network = Self {
            folder: Some(folder),
            spec,
            launches: vec![],
            running: BTreeMap::new(),
        };
        for name in names {
            network.launch(name, role(name));
        }
        network.run(network.launches.clone()).await?;
        Ok(network)
    }

    /// Adds a node that is configured as a validator but has no keys yet.
    pub async fn join(&mut self, name: &'static str) -> Result<Client> {
        self.add(name, &["--validator"]).await
    }

    /// Adds a node with these arguments.
    pub async fn add(&mut self, name: &'static str, arguments: &[&str]) -> Result<Client> {
        let mut role = vec!["--name".into(), name.into()];
        role.extend(arguments.iter().map(|argument| argument.to_string()));
        let launch = self.launch(name, role);
        self.run(vec![launch]).await?;
        self.client(name)
    }

    /// Runs a subcommand on the folder of the node `name`. Returns its standard output. If the
    /// subcommand opens the database, the node must be stopped.
    pub async fn subcommand(&self, name: &str, command: &[&str], rest: &[&str]) -> Result<Vec<u8>> {
        let base = self.folder()?.join(name);
        let (base, spec) = (base.display().to_string(), self.spec.display().to_string());
        let place = ["--base-path", &base, "--chain", &spec];
        output_of(&[command, &place, rest].concat()).await
    }

    /// Connects `left` and `right` until one of them ends, for nodes with reserved peers only.
    pub async fn link(&self, left: &str, right: &str) -> Result<()> {
        for (from, to) in [(left, right), (right, left)] {
            let address = self.node(to)?.client().address().await?;
            let client = self.node(from)?.client();
            client
                .request("system_addReservedPeer", rpc_params![address])
                .await?;
        }
        Ok(())
    }

    fn folder(&self) -> Result<&Path> {
        let folder = self.folder.as_ref().context("the network has ended")?;
        Ok(folder.path())
    }

    /// A client of the running node `name`.
    pub fn client(&self, name: &str) -> Result<Client> {
        Ok(self.node(name)?.client().clone())
    }

    /// The address at which the running node `name` serves RPC.
    pub async fn url(&self, name: &str) -> Result<String> {
        let line = self.until_logged(name, "Running JSON-RPC server: addr=");
        let line = line.await?;
        let (_, addresses) = line.split_once("addr=").context("no address")?;
        let address = addresses.split(',').next().context("no address")?;
        Ok(format!("ws://{address}"))
    }

    /// Waits for a line with `text` in the log of the running node `name`.
    pub async fn until_logged(&self, name: &str, text: &str) -> Result<String> {
        self.node(name)?.until_logged(text).await
    }

    /// The lines with `text` that the running node `name` has logged since it was started.
    pub fn logged(&self, name: &str, text: &str) -> Result<Vec<String>> {
        Ok(self.node(name)?.logged(text))
    }

    fn take(&mut self, name: &str) -> Result<Node> {
        let node = self.running.remove(name);
        node.with_context(|| format!("{name} is not running"))
    }

    fn node(&self, name: &str) -> Result<&Node> {
        let node = self.running.get(name);
        node.with_context(|| format!("{name} is not running"))
    }

    /// Ends the node `name` with `SIGKILL`.
    pub async fn kill(&mut self, name: &str) -> Result<()> {
        self.take(name)?.kill().await
    }

    /// Asks the node `name` to end, and waits until it has.
    pub async fn stop(&mut self, name: &str) -> Result<()> {
        self.take(name)?.stop().await
    }

    /// The path of a file in the folder of the network, which is removed with it.
    pub fn scratch(&self, file: &str) -> Result<String> {
        Ok(self.folder()?.join(file).display().to_string())
    }

    /// Sets the binary of the node `name` from its next start on; `None` is the one under test.
    pub fn run_binary(&mut self, name: &str, binary: Option<PathBuf>) {
        for launch in self
            .launches
            .iter_mut()
            .filter(|launch| launch.name == name)
        {
            launch.binary.clone_from(&binary);
        }
    }

    /// Starts the node `name` again on its database.
    pub async fn restart(&mut self, name: &str) -> Result<Client> {
        let launch = self.launches.iter().find(|launch| launch.name == name);
        let launch = launch
            .with_context(|| format!("{name} was never started"))?
            .clone();
        self.run(vec![launch]).await?;
        self.client(name)
    }

    /// Stops every node and starts them all again on their databases.
    pub async fn restart_all(&mut self) -> Result<()> {
        try_join_all(
            std::mem::take(&mut self.running)
                .into_values()
                .map(Node::stop),
        )
        .await?;
        self.run(self.launches.clone()).await
    }

    /// Ends the network of a test that succeeded, and removes its folder.
    pub fn finish(mut self) -> Result<()> {
        self.running.clear();
        Ok(self.folder.take().map_or(Ok(()), TempDir::close)?)
    }

    fn launch(&mut self, name: &'static str, role: Vec<String>) -> Launch {
        // A secret that no other node has.
        let node_key = format!("{:064x}", self.launches.len() + 1);
        let launch = Launch {
            name,
            node_key,
            role,
            binary: None,
        };
        self.launches.push(launch.clone());
        launch
    }

    /// Starts nodes. If none runs yet, one of them starts first, and the others get its address.
    async fn run(&mut self, mut launches: Vec<Launch>) -> Result<()> {
        let others = if self.running.is_empty() {
            launches.split_off(1)
        } else {
            vec![]
        };
        for launches in [launches, others] {
            let mut bootnodes = vec![];
            for node in self.running.values() {
                bootnodes.push(node.client().address().await?);
            }
            let folder = self.folder()?;
            let start = |launch| Node::start(launch, folder, &self.spec, &bootnodes);
            let nodes = try_join_all(launches.iter().map(start)).await?;
            self.running
                .extend(launches.iter().map(|launch| launch.name).zip(nodes));
        }
        Ok(())
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        let Some(folder) = self.folder.take() else {
            return;
        };
        self.running.clear();
        for Launch { name, .. } in &self.launches {
            eprintln!(
                "---- end of the log of {name}\n{}",
                log_tail(folder.path(), name)
            );
        }
        eprintln!(
            "---- databases and logs are left in {}",
            folder.keep().display()
        );
    }
}
