//! The command line.

use crate::{key::KeyCommand, rehearsal::RehearseUpgradeCmd};
use polkadot_sdk::*;
use sc_cli::{
    BuildSpecCmd, ChainInfoCmd, CheckBlockCmd, ExportBlocksCmd, ExportChainSpecCmd, ExportStateCmd,
    ImportBlocksCmd, PurgeChainCmd, RevertCmd, RunCmd,
};
use sc_storage_monitor::StorageMonitorParams;

/// The command line. Without a subcommand it runs a node.
#[derive(Debug, clap::Parser)]
pub struct Cli {
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,

    #[clap(flatten)]
    pub run: RunCmd,

    #[clap(flatten)]
    pub storage_monitor: StorageMonitorParams,
}

/// Everything but running a node.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    /// Generate, inspect and insert keys.
    #[command(subcommand)]
    Key(KeyCommand),

    /// Print the chain spec of a chain. See also `export-chain-spec`.
    BuildSpec(BuildSpecCmd),

    /// Export the chain spec of a chain.
    ExportChainSpec(ExportChainSpecCmd),

    /// Verify and execute a block again.
    CheckBlock(CheckBlockCmd),

    /// Export blocks.
    ExportBlocks(ExportBlocksCmd),

    /// Export the state at a block as a chain spec.
    ExportState(ExportStateCmd),

    /// Import blocks.
    ImportBlocks(ImportBlocksCmd),

    /// Remove the database of a chain.
    PurgeChain(PurgeChainCmd),

    /// Take back blocks that are not final.
    Revert(RevertCmd),

    /// Show what a new runtime would make of the state of a chain, and check it.
    RehearseUpgrade(RehearseUpgradeCmd),

    /// Print the best and the finalized block.
    ChainInfo(ChainInfoCmd),
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_cli::SubstrateCli;

    #[test]
    fn the_command_line_is_well_formed() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn help_lists_the_subcommands_that_tools_look_for() {
        let help = Cli::try_from_iter(["aura-node", "--help"])
            .unwrap_err()
            .to_string();
        for subcommand in ["build-spec", "export-chain-spec", "key", "purge-chain"] {
            assert!(
                help.contains(&format!("\n  {subcommand} ")),
                "{subcommand} is missing:\n{help}"
            );
        }
    }

    #[test]
    fn a_node_or_a_subcommand_is_asked_for() {
        let cli = Cli::try_from_iter(["aura-node", "--dev", "--tmp"]).unwrap();
        assert!(cli.subcommand.is_none() && cli.run.shared_params.is_dev());

        let cli = Cli::try_from_iter(["aura-node", "export-chain-spec", "--chain", "dev"]).unwrap();
        assert!(matches!(
            cli.subcommand,
            Some(Subcommand::ExportChainSpec(_))
        ));
    }
}
