//! Runs the subcommands.

use crate::{
    chain_spec,
    cli::{Cli, Subcommand},
    consensus, listen, service,
};
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_cli::SubstrateCli;
use sc_network::{config::NetworkBackendType, Litep2pNetworkBackend, NetworkWorker};
use sc_service::Configuration;
use std::sync::OnceLock;

impl SubstrateCli for Cli {
    fn impl_name() -> String {
        "Aura Node".into()
    }

    fn impl_version() -> String {
        VERSION.get().copied().unwrap_or("unknown").into()
    }

    fn description() -> String {
        "The node of the Aura network.".into()
    }

    fn author() -> String {
        "The Aura contributors".into()
    }

    fn support_url() -> String {
        "the issue tracker of the Aura project".into()
    }

    fn copyright_start_year() -> i32 {
        2026
    }

    fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
        Ok(Box::new(chain_spec::load(id)?))
    }
}

/// Version of the binary.
static VERSION: OnceLock<&str> = OnceLock::new();

/// Runs the command line. `version` is what `--version` prints.
///
/// # Errors
///
/// Any error of the subcommand or of the node, worded for the operator.
pub fn run(version: &'static str) -> sc_cli::Result<()> {
    VERSION.get_or_init(|| version);
    let cli = Cli::from_args();

    match &cli.subcommand {
        None => run_node(&cli),
        Some(Subcommand::Key(cmd)) => cmd.run(&cli),
        Some(Subcommand::BuildSpec(cmd)) => cli
            .create_runner(cmd)?
            .sync_run(|config| cmd.run(config.chain_spec, config.network)),
        Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
        Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let chain = service::new_partial(&config)?;
            Ok((
                cmd.run(chain.client, chain.import_queue),
                chain.task_manager,
            ))
        }),
        Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let chain = service::new_partial(&config)?;
            Ok((cmd.run(chain.client, config.database), chain.task_manager))
        }),
        Some(Subcommand::ExportState(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let chain = service::new_partial(&config)?;
            Ok((cmd.run(chain.client, config.chain_spec), chain.task_manager))
        }),
        Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let chain = service::new_partial(&config)?;
            Ok((
                cmd.run(chain.client, chain.import_queue),
                chain.task_manager,
            ))
        }),
        Some(Subcommand::PurgeChain(cmd)) => cli
            .create_runner(cmd)?
            .sync_run(|config| cmd.run(config.database)),
        Some(Subcommand::Revert(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let chain = service::new_partial(&config)?;
            let forget =
                Box::new(|client, backend, blocks| Ok(consensus::revert(client, backend, blocks)?));
            let revert = cmd.run(chain.client, chain.backend, Some(forget));
            Ok((revert, chain.task_manager))
        }),
        Some(Subcommand::RehearseUpgrade(cmd)) => {
            cli.create_runner(cmd)?.sync_run(|config| cmd.run(&config))
        }
        Some(Subcommand::ChainInfo(cmd)) => cli
            .create_runner(cmd)?
            .sync_run(|config| cmd.run::<Block>(&config)),
    }
}

fn run_node(cli: &Cli) -> sc_cli::Result<()> {
    let mut runner = cli.create_runner(&cli.run)?;
    if cli.run.network_params.listen_addr.is_empty() {
        listen::add_websocket(&mut runner.config_mut().network.listen_addresses);
    }
    listen::check_free(&cli.run, runner.config())?;
    runner.run_node_until_exit(|config: Configuration| async move {
        let storage_monitor = cli.storage_monitor.clone();
        match config.network.network_backend {
            NetworkBackendType::Litep2p => {
                service::new_full::<Litep2pNetworkBackend>(config, storage_monitor)
            }
            NetworkBackendType::Libp2p => {
                service::new_full::<NetworkWorker<_, _>>(config, storage_monitor)
            }
        }
        .map_err(sc_cli::Error::Service)
    })
}
