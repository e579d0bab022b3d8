//! The subcommand `key`: the SDK's, but it refuses keys that no validator could use.
//!
//! The SDK inserts a key of any type and scheme. With the wrong scheme the node would never find
//! it: the public key differs from the one that is registered on the chain.

use clap::{error::ErrorKind, ArgMatches, Command, Error, FromArgMatches, Subcommand};
use polkadot_sdk::*;
use sc_cli::{CryptoScheme, KeySubcommand, SubstrateCli};
use sp_core::crypto::{key_types, KeyTypeId};

/// The session keys of a validator, in both phases, and their schemes.
pub const SESSION_KEYS: [(KeyTypeId, CryptoScheme); 4] = [
    (key_types::AURA, CryptoScheme::Sr25519),
    (key_types::BABE, CryptoScheme::Sr25519),
    (key_types::GRANDPA, CryptoScheme::Ed25519),
    (key_types::AUTHORITY_DISCOVERY, CryptoScheme::Sr25519),
];

/// Generates, inspects and inserts keys.
#[derive(Debug)]
pub struct KeyCommand(KeySubcommand);

impl KeyCommand {
    /// Runs the subcommand.
    ///
    /// # Errors
    ///
    /// Those of the SDK's subcommand.
    pub fn run<C: SubstrateCli>(&self, cli: &C) -> sc_cli::Result<()> {
        self.0.run(cli)
    }
}

impl Subcommand for KeyCommand {
    fn augment_subcommands(command: Command) -> Command {
        KeySubcommand::augment_subcommands(command)
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        KeySubcommand::augment_subcommands_for_update(command)
    }

    fn has_subcommand(name: &str) -> bool {
        KeySubcommand::has_subcommand(name)
    }
}

impl FromArgMatches for KeyCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        check(matches)?;
        KeySubcommand::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        check(matches)?;
        self.0.update_from_arg_matches(matches)
    }
}

/// Refuses to insert a key that is not a session key, or of another scheme than its type has.
fn check(matches: &ArgMatches) -> Result<(), Error> {
    let Some(("insert", insert)) = matches.subcommand() else {
        return Ok(());
    };
    let (Some(kind), Some(given)) = (
        insert.try_get_one::<String>("key_type").ok().flatten(),
        insert.try_get_one::<CryptoScheme>("scheme").ok().flatten(),
    ) else {
        return Ok(());
    };
    let refused = |message: String| Err(Error::raw(ErrorKind::ValueValidation, message + "\n"));
    match SESSION_KEYS.iter().find(|(id, _)| name(*id) == *kind) {
        Some((_, scheme)) if scheme == given => Ok(()),
        Some((_, scheme)) => refused(format!(
            "a `{kind}` key is of the scheme {}, not {}: insert it with `--scheme {}`",
            text(*scheme),
            text(*given),
            text(*scheme),
        )),
        None => refused(format!(
            "validators of this chain have no `{kind}` key: give `--key-type` one of {}",
            SESSION_KEYS
                .map(|(id, scheme)| format!("`{}` ({})", name(id), text(scheme)))
                .join(", "),
        )),
    }
}

/// The four letters of a key type.
pub fn name(id: KeyTypeId) -> String {
    String::from_utf8_lossy(&id.0).into_owned()
}

/// The name of a scheme, as an argument of `--scheme`.
const fn text(scheme: CryptoScheme) -> &'static str {
    match scheme {
        CryptoScheme::Ed25519 => "ed25519",
        CryptoScheme::Sr25519 => "sr25519",
        CryptoScheme::Ecdsa => "ecdsa",
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::{Cli, Subcommand};
    use polkadot_sdk::*;
    use sc_cli::SubstrateCli;

    fn inserting(kind: &str, scheme: &str) -> Result<(), String> {
        let command = ["aura-node", "key", "insert", "--chain", "dev"];
        let key = ["--suri", "//Alice", "--key-type", kind, "--scheme", scheme];
        match Cli::try_from_iter(command.iter().chain(&key).map(ToString::to_string)) {
            Ok(cli) => {
                assert!(matches!(cli.subcommand, Some(Subcommand::Key(_))));
                Ok(())
            }
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn a_key_of_another_scheme_is_refused_with_the_right_one() {
        for (kind, right) in [
            ("aura", "sr25519"),
            ("babe", "sr25519"),
            ("gran", "ed25519"),
            ("audi", "sr25519"),
        ] {
            for scheme in ["sr25519", "ed25519", "ecdsa"] {
                let inserted = inserting(kind, scheme);
                if scheme == right {
                    assert_eq!(inserted, Ok(()));
                } else {
                    let error = inserted.unwrap_err();
                    let cure = format!("insert it with `--scheme {right}`");
                    assert!(error.contains(&cure) && error.contains(kind), "{error}");
                }
            }
        }
    }

    #[test]
    fn a_type_that_no_validator_has_is_refused_with_those_that_it_has() {
        for kind in ["grna", "imon", "GRAN", "gran ", ""] {
            let error = inserting(kind, "ed25519").unwrap_err();
            assert!(error.contains("`gran` (ed25519)"), "{error}");
        }
    }

    #[test]
    fn the_other_subcommands_are_the_sdk_s() {
        for command in ["generate", "generate-node-key", "inspect"] {
            let cli = Cli::try_from_iter(["aura-node", "key", command]).unwrap();
            assert!(matches!(cli.subcommand, Some(Subcommand::Key(_))));
        }
    }
}
