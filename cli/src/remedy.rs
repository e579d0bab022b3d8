//! Options and commands of `aura` by which its user can follow the remedy of a library's error.
//!
//! The libraries name no options: other programs use them. Each text here continues the library's.

use aura_client::{credentials, did, zkp, Error};
use aura_identity::clock::ClockError;

/// Returns the end of the text of an error of `aura-client`; empty if its remedy needs no option.
pub fn of_client(error: &Error) -> String {
    match error {
        Error::Unencrypted(_) => " (--insecure)".into(),
        Error::NotFinal { .. } => " (`aura switch status`)".into(),
        Error::Wallet(error) => of_wallet(error).into(),
        Error::Did(problem) => of_did(problem),
        Error::Credentials(problem) => of_credentials(problem),
        Error::Proofs(problem) => of_proofs(problem).into(),
        _ => String::new(),
    }
}

/// Returns the end of the text of an error of `aura-wallet`.
pub const fn of_wallet(error: &aura_wallet::Error) -> &'static str {
    use aura_wallet::Error;
    match error {
        Error::UnknownDid(_) => ": see `aura wallet show`",
        Error::UnknownKey(_) => ": see `aura wallet show --json`",
        Error::NoSuchCredential(_) => ": see `aura credential list`",
        _ => "",
    }
}

/// Returns the end of the text of an error of `aura-serve`.
pub fn of_serve(error: &aura_serve::Error) -> String {
    use aura_serve::{CannotIssue, Error};
    match error {
        Error::CannotIssue { reason, .. } => match reason {
            CannotIssue::NoDid => " (--url, `aura did create`)",
            CannotIssue::NoKey | CannotIssue::NoActiveKey => " with `aura did update`",
            CannotIssue::Deactivated => "",
        }
        .into(),
        Error::Wallet(error) => of_wallet(error).into(),
        Error::Client(error) => of_client(error),
    }
}

fn of_did(problem: &did::Problem) -> String {
    use did::Problem;
    match problem {
        Problem::InsufficientFunds(_) => " (--account, --suri-file)".into(),
        Problem::OtherNetwork { .. } => " with --url".into(),
        Problem::NoTerminal => ": add --yes to confirm".into(),
        Problem::Missing(_) => " (--out, then `aura did sign`)".into(),
        Problem::Exists(_) => ": see `aura did show`".into(),
        Problem::NotProven { .. } => " (--signers; see `aura did show`)".into(),
        Problem::NoKeyFor { relationship, .. } => format!(
            " (`aura did update --add-key KIND:{relationship}`, or --relate-key for a key it has)"
        ),
        Problem::NoEd25519 { relationship, .. } => {
            format!(" with `aura did update --add-key ed25519:{relationship}`")
        }
        Problem::NoJubjub(_) => " with `aura did update --add-key jubjub`".into(),
        _ => String::new(),
    }
}

fn of_credentials(problem: &credentials::Problem) -> String {
    use credentials::Problem;
    match problem {
        Problem::AmbiguousActingDid(_) => " (--as)".into(),
        Problem::NoSlots(_) => " (--slot)".into(),
        Problem::NoValidUntil => " (--valid-until)".into(),
        Problem::Clock(ClockError::Ahead { .. }) => ", or say --allow-old".into(),
        Problem::Unfinished(path) => format!(
            " with `aura credential issue --resume --out {}`",
            path.display()
        ),
        Problem::Changed(_)
        | Problem::OtherCount(_)
        | Problem::OtherRoot
        | Problem::NotAnchored
        | Problem::NotFinal => " (--resume)".into(),
        Problem::OthersList { .. } => " with `aura list create`".into(),
        Problem::ManyChanges(_) => " (--out)".into(),
        _ => String::new(),
    }
}

const fn of_proofs(problem: &zkp::Problem) -> &'static str {
    use zkp::Problem;
    match problem {
        Problem::NoBeneficiary | Problem::WhichBeneficiary => " (--beneficiary)",
        Problem::NoKey(_) => ": see `aura zkp keys list`",
        Problem::NoFolder => " with --keys or in AURA_KEYS",
        Problem::NoKeyHere(_) => " with `aura zkp keys import`",
        Problem::Expiry { .. } => " (--expires)",
        Problem::ClosesTooSoon { .. } => " (--once-until)",
        Problem::TooManyAnswers(_) => ": add --anyway to answer all the same",
        Problem::AmbiguousCredential(_) => " with --credential, as in `aura credential list`",
        Problem::OtherHolder(_) => " (--as)",
        Problem::OtherBeneficiary(_) => " (--beneficiary)",
        _ => "",
    }
}

/// Returns the end of the text of a refusal to answer a request.
pub fn of_refusal(refusal: &zkp::Refusal) -> String {
    match refusal {
        zkp::Refusal::ChangesPending(list) => format!(" with `aura list commit {list}`"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::Error;
    use aura_client::{credentials, did, zkp};
    use aura_identity::{clock::compare, DateTime};
    use std::path::PathBuf;

    const NOW: u64 = 1_769_860_800_000;

    /// Asserts that the text of an error names an option or a command of `aura`.
    fn names(error: impl Into<Error>, option: &str) {
        let text = error.into().to_string();
        assert!(text.contains(option), "{text}");
    }

    #[test]
    fn errors_of_a_chain_name_the_options_that_help() {
        let url = "ws://node.example".parse().unwrap();
        names(aura_client::Error::Unencrypted(url), "--insecure");
        names(did::Problem::NoTerminal, "add --yes to confirm");
        names(did::Problem::Missing(vec!["key-1".into()]), "--out");
        names(did::Problem::Exists("did".into()), "`aura did show`");
        let relationship = "assertionMethod";
        names(
            did::Problem::NoEd25519 {
                did: "did".into(),
                relationship,
            },
            "add one with `aura did update --add-key ed25519:assertionMethod`",
        );
        names(
            did::Problem::NoKeyFor {
                did: "did".into(),
                relationship,
            },
            "--relate-key",
        );
    }

    #[test]
    fn errors_of_credentials_name_the_options_that_help() {
        use credentials::Problem;
        names(Problem::AmbiguousActingDid(2), " (--as)");
        names(Problem::NoValidUntil, "--valid-until");
        names(Problem::NotAnchored, "--resume");
        names(
            Problem::Unfinished(PathBuf::from("out")),
            "with `aura credential issue --resume --out out`",
        );
        let [early, late] = [0, 600_000].map(|after| DateTime::from_millis(NOW + after));
        let behind = compare(early, late).unwrap_err();
        let ahead = compare(late, early).unwrap_err();
        names(Problem::from(ahead), ", or say --allow-old");
        let text = Error::from(Problem::from(behind)).to_string();
        assert!(!text.contains("--allow-old"), "{text}");
    }

    #[test]
    fn a_refusal_names_the_command_that_helps() {
        let refusal = zkp::Refusal::ChangesPending(7);
        let text = format!("{refusal}{}", super::of_refusal(&refusal));
        assert!(
            text.ends_with("committed with `aura list commit 7`"),
            "{text}"
        );
    }

    #[test]
    fn errors_of_proofs_and_wallets_name_the_options_that_help() {
        use zkp::Problem;
        names(Problem::NoBeneficiary, "--beneficiary");
        names(Problem::NoFolder, " with --keys or in AURA_KEYS");
        names(
            Problem::TooManyAnswers(3),
            ": add --anyway to answer all the same",
        );
        names(Problem::AmbiguousCredential(2), " with --credential, as");
        let unknown = || aura_wallet::Error::UnknownDid("me".into());
        names(unknown(), "see `aura wallet show`");
        names(
            aura_client::Error::from(unknown()),
            "see `aura wallet show`",
        );
        let issuer = "did".into();
        let reason = aura_serve::CannotIssue::NoActiveKey;
        names(
            aura_serve::Error::CannotIssue { issuer, reason },
            "add one with `aura did update`",
        );
    }
}
