//! Options of `aura serve` for the issuer.

use crate::{output::progress, wallet::Access, Result};
use aura_serve::{Issuer, Resolver};
use clap::Args;
use std::net::SocketAddr;

/// The issuer for which the server signs, if there is one.
#[derive(Debug, Args)]
pub struct IssuerArgs {
    /// Sign for this DID of the wallet: its status lists, and credentials that clients send to be
    /// issued.
    #[arg(long, value_name = "DID")]
    pub issuer: Option<String>,

    /// Issue as the did:key of that DID's key. It needs no DID on the chain, and has no status
    /// lists.
    #[arg(long, requires = "issuer", conflicts_with = "status_base")]
    pub did_key: bool,

    /// The public https URL of this server that credentials were issued with as their status base,
    /// without a slash at its end [default: the issuer's DID].
    #[arg(long, value_name = "URL", requires = "issuer", value_parser = base)]
    pub status_base: Option<String>,

    /// Issue for other machines too. Any client that reaches the server can then have anything
    /// signed: let only authorised clients reach it.
    #[arg(long, requires = "issuer")]
    pub issue_for_others: bool,

    #[command(flatten)]
    pub access: Access,
}

impl IssuerArgs {
    /// Opens the issuer, if one was named.
    ///
    /// # Errors
    /// If it cannot sign.
    pub async fn open(&self, chain: &impl Resolver, listen: SocketAddr) -> Result<Option<Issuer>> {
        let Some(name) = &self.issuer else {
            return Ok(None);
        };
        let wallet = self.access.open()?;
        let issuer = if self.did_key {
            Issuer::open_key(&wallet, name)?
        } else {
            Issuer::open(&wallet, name, chain, self.status_base.clone()).await?
        };
        progress(&format!("aura serve: signs with {}", issuer.method()));
        if listen.ip().is_loopback() {
            return Ok(Some(issuer));
        }
        if self.issue_for_others {
            progress(
                "aura serve: other machines can have credentials signed: let only authorised \
                 clients reach it",
            );
            return Ok(Some(issuer));
        }
        progress("aura serve: issues no credentials for other machines without --issue-for-others");
        Ok(Some(issuer.for_lists_only()))
    }
}

fn base(text: &str) -> std::result::Result<String, String> {
    let rest = text.strip_prefix("https://").unwrap_or_default();
    let is_plain = rest.chars().all(|one| one.is_ascii_graphic());
    if rest.is_empty() || !is_plain || rest.ends_with('/') || rest.contains(['?', '#']) {
        return Err("write an https URL without a slash at its end, a query or a fragment".into());
    }
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        private_file,
        wallet::{Cost, Kind, NewAnchor, Passphrase, Phrase, WalletEdit},
    };
    use aura_serve::NodeResolver;
    use clap::Parser;
    use std::time::Duration;
    use subxt_signer::DEV_PHRASE;
    use zeroize::Zeroizing;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        issuer: IssuerArgs,
    }

    #[test]
    fn what_an_issuer_does_needs_one() {
        let parse = |line: &str| Line::try_parse_from(line.split(' '));
        for bad in [
            "x --did-key",
            "x --status-base https://a.example",
            "x --issue-for-others",
            "x --issuer a --did-key --status-base https://a.example",
            "x --issuer a --status-base http://a.example",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        for good in [
            "x --issuer a --did-key --issue-for-others",
            "x --issuer a --status-base https://a.example --wallet w --passphrase-file p",
        ] {
            assert!(parse(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn lists_are_found_at_https() {
        for good in ["https://a.example", "https://a.example:8443/b"] {
            assert_eq!(base(good).unwrap(), good);
        }
        for bad in [
            "",
            "a.example",
            "http://a.example",
            "https://",
            "https://a.example/",
            "https://a.example?a",
            "https://a.example#a",
            "https://a example",
        ] {
            assert!(base(bad).is_err(), "{bad}");
        }
    }

    #[tokio::test]
    async fn it_issues_for_other_machines_only_where_that_was_said() {
        let folder = tempfile::tempdir().unwrap();
        let wallet = folder.path().join("wallet");
        let phrase = Phrase::parse(DEV_PHRASE).unwrap();
        let passphrase = Passphrase::new(Zeroizing::new("correct horse".into())).unwrap();
        let mut edit = WalletEdit::create(&wallet, phrase, passphrase, Cost::STANDARD).unwrap();
        let name = "university".parse().unwrap();
        let anchor = NewAnchor::Key(Kind::Ed25519);
        edit.add_did(name, [7; 32], anchor).unwrap();
        edit.save().unwrap();
        let pass = folder.path().join("pass");
        private_file::create(&pass, b"correct horse\n").unwrap();
        // No node is asked: a did:key is not on a chain.
        let node = "ws://127.0.0.1:1".parse().unwrap();
        let chain = NodeResolver::new(node, Duration::from_secs(1));
        let opened = async |issue_for_others, listen: &str| {
            let arguments = IssuerArgs {
                issuer: Some("university".into()),
                did_key: true,
                status_base: None,
                issue_for_others,
                access: Access {
                    wallet: Some(wallet.clone()),
                    passphrase_file: Some(pass.clone()),
                },
            };
            let issuer = arguments.open(&chain, listen.parse().unwrap()).await;
            issuer.unwrap().unwrap().signs_credentials()
        };
        assert!(opened(false, "127.0.0.1:80").await);
        assert!(opened(false, "[::1]:80").await);
        assert!(!opened(false, "0.0.0.0:80").await);
        assert!(opened(true, "0.0.0.0:80").await);
    }
}
