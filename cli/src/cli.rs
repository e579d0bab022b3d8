//! Arguments, options and groups of commands of `aura`.

use crate::{
    credentials, did, gov, output, serve, staking, switch, validator, wallet, zkp, NodeUrl,
    Outcome, Result,
};
use aura_client::{did::Chain, outside::system};
use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

/// The command line of the Aura network.
#[derive(Debug, Parser)]
#[command(name = "aura", version, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  done; of a check: passed
  1  an error stopped it
  2  the command line was not understood
  3  of a check: not passed";

/// Groups of commands, and the commands without a group.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Resolve DIDs over HTTP, show status lists, issue and verify credentials.
    Serve(serve::Serve),

    /// The switch of the chain from Aura consensus to BABE.
    #[command(subcommand)]
    Switch(switch::Command),

    /// Commands for the operator of a validator.
    #[command(subcommand)]
    Validator(validator::Command),

    /// Stake: bond, nominate, be a candidate, join pools, and see the pay.
    #[command(subcommand)]
    Staking(Box<staking::Command>),

    /// Open governance: tracks, referenda, votes.
    #[command(subcommand)]
    Gov(Box<gov::Command>),

    /// The wallet: the keys of accounts and DIDs, in an encrypted file.
    #[command(subcommand)]
    Wallet(wallet::Command),

    /// DIDs: create, change and show them, with the keys of the wallet.
    #[command(subcommand)]
    Did(Box<did::Command>),

    /// Schemas: the claims of credentials of one kind, and the DIDs that may issue them.
    #[command(subcommand)]
    Schema(Box<credentials::schema::Command>),

    /// Accredit a DID to issue under a schema: short for `aura accreditation give`.
    Accredit(Box<credentials::accreditation::Give>),

    /// Accreditations: the DIDs that may issue under a schema.
    #[command(subcommand)]
    Accreditation(Box<credentials::accreditation::Command>),

    /// Credentials: issue, present, verify and revoke them.
    #[command(subcommand)]
    Credential(Box<credentials::credential::Command>),

    /// Status lists: space for credentials, and their status.
    #[command(subcommand)]
    List(Box<credentials::list::Command>),

    /// Proofs: their keys, the policies of verifiers, requests and receipts.
    #[command(subcommand)]
    Zkp(Box<zkp::Command>),

    /// Prove a statement about a credential without showing it.
    Prove(Box<zkp::Prove>),

    /// Verify a proof, off the chain.
    VerifyProof(Box<zkp::Verify>),

    /// Print the completions of a shell, for it to source.
    Completions {
        /// The shell for which the script is written.
        shell: Shell,
    },
}

/// Option that lets unencrypted connections leave this machine, for all commands that connect to
/// nodes.
#[derive(Debug, Clone, Copy, Args)]
pub struct Connection {
    /// Allow ws:// to other machines, if the network in between is your own.
    #[arg(long)]
    pub insecure: bool,
}

/// RPC address of a node on this machine, the default of `--url`.
pub const LOCAL_NODE: &str = "ws://127.0.0.1:9944";

impl Connection {
    /// Checks all addresses before anything is sent to one of them.
    ///
    /// # Errors
    /// If the connection to one would cross a network unencrypted.
    pub fn check(self, urls: &[NodeUrl]) -> Result<()> {
        if self.insecure {
            return Ok(());
        }
        Ok(urls.iter().try_for_each(NodeUrl::require_privacy)?)
    }

    /// Connects to a chain through the node at `url`.
    ///
    /// # Errors
    /// If the connection is not private, and those of [`Chain::connect`].
    pub async fn chain(self, url: &NodeUrl) -> Result<Chain> {
        self.check(std::slice::from_ref(url))?;
        Ok(Chain::connect(system(), url, output::progress).await?)
    }
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Serve(command) => command.run().await,
            Self::Switch(command) => command.run().await,
            Self::Validator(command) => command.run().await,
            Self::Staking(command) => command.run().await,
            Self::Gov(command) => command.run().await,
            Self::Wallet(command) => command.run().await,
            Self::Did(command) => command.run().await,
            Self::Schema(command) => command.run().await,
            Self::Accredit(command) => command.run().await,
            Self::Accreditation(command) => command.run().await,
            Self::Credential(command) => command.run().await,
            Self::List(command) => command.run().await,
            Self::Zkp(command) => command.run().await,
            Self::Prove(command) => command.run().await,
            Self::VerifyProof(command) => command.run().await,
            Self::Completions { shell } => {
                let mut script = vec![];
                clap_complete::generate(shell, &mut Cli::command(), "aura", &mut script);
                output::print(&script)?;
                Ok(Outcome::Done)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn status_takes_several_nodes_and_otherwise_the_local_one() {
        let urls = |arguments: &[&str]| {
            let cli = Cli::try_parse_from([&["aura", "switch", "status"], arguments].concat());
            match cli.unwrap().command {
                Command::Switch(switch::Command::Status(status)) => status.url,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(urls(&[]), [LOCAL_NODE.parse().unwrap()]);
        let two = ["--url", "wss://a.example", "--url", "wss://b.example"];
        assert_eq!(urls(&two).len(), 2);
    }

    #[test]
    fn keys_need_an_owner_or_its_secret() {
        let parse = |arguments: &[&str]| {
            Cli::try_parse_from([&["aura", "validator", "rotate-keys"], arguments].concat())
        };
        let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
        assert!(parse(&[]).is_err());
        assert!(parse(&["--owner", "5Grwva"]).is_err());
        assert!(parse(&["--owner", alice]).is_ok());
        assert!(parse(&["--suri-file", "secret"]).is_ok());
        assert!(parse(&["--ask-suri", "--owner", alice]).is_ok());
        assert!(parse(&["--ask-suri", "--suri-file", "secret"]).is_err());
    }

    /// Collects all commands without subcommands, with their paths.
    fn leaves(command: &clap::Command, path: &str, all: &mut Vec<(String, clap::Command)>) {
        if command.get_subcommands().next().is_none() {
            all.push((path.trim().into(), command.clone()));
        }
        for inner in command.get_subcommands() {
            leaves(inner, &format!("{path} {}", inner.get_name()), all);
        }
    }

    #[test]
    fn every_command_that_asks_a_node_takes_its_address() {
        let mut all = vec![];
        leaves(&Cli::command(), "", &mut all);
        let offline: Vec<_> = all
            .iter()
            .filter(|(_, command)| command.get_arguments().all(|one| one.get_id() != "url"))
            .map(|(path, _)| path.as_str())
            .collect();
        assert_eq!(
            offline,
            [
                "wallet create",
                "wallet restore",
                "wallet show",
                "wallet export",
                "wallet import",
                "wallet passphrase",
                "credential holder",
                "credential import",
                "credential list",
                "credential export",
                "zkp keys make",
                "zkp keys import",
                "completions",
            ]
        );
    }

    #[test]
    fn help_names_the_variables_that_save_typing() {
        let mut all = vec![];
        leaves(&Cli::command(), "", &mut all);
        for (path, command) in all {
            for argument in command.get_arguments() {
                let variable = match argument.get_id().as_str() {
                    "url" => "AURA_URL",
                    "wallet" => "AURA_WALLET",
                    "passphrase_file" => "AURA_PASSPHRASE_FILE",
                    "suri_file" if path != "validator rotate-keys" => "AURA_SURI_FILE",
                    "folder" => "AURA_KEYS",
                    _ => continue,
                };
                let help = argument.get_help().map(ToString::to_string);
                let help = help.unwrap_or_default();
                assert!(help.contains(variable), "{path}: {help}");
            }
        }
    }

    #[test]
    fn a_file_can_be_the_standard_input() {
        for arguments in [
            &["did", "submit", "-"][..],
            &["did", "sign", "-"],
            &["credential", "import", "-"],
            &["credential", "present", "-", "--challenge", "c"],
            &["credential", "verify", "-"],
            &["credential", "revoke", "--file", "-"],
            &["credential", "issue", "-", "--list", "1", "--out", "o"],
            &["prove", "-", "--credential", "-"],
            &["verify-proof", "-", "--request", "r"],
            &["zkp", "submit", "-"],
            &["zkp", "dry-run", "-"],
            &["zkp", "policy", "register", "-"],
            &["wallet", "show", "--passphrase-file", "-"],
        ] {
            let parsed = Cli::try_parse_from([&["aura"], arguments].concat());
            assert!(parsed.is_ok(), "{arguments:?}: {parsed:?}");
        }
    }

    #[test]
    fn help_names_the_exit_codes() {
        let help = Cli::command().render_help().to_string();
        assert!(help.contains("3  of a check: not passed"), "{help}");
    }

    #[test]
    fn unencrypted_connections_stay_on_this_machine_unless_allowed() {
        let far = ["ws://node.example:9944".parse().unwrap()];
        assert!(Connection { insecure: false }.check(&far).is_err());
        assert!(Connection { insecure: true }.check(&far).is_ok());
    }
}
