//! `aura zkp request`.

use crate::{
    credentials::{named, sign_with, who, Clock},
    did::{arguments::key_index, Chain, Common, SigningWallet},
    output, private_file,
    random::random_bytes,
    zkp::{
        answerable::{early, warning, Window},
        describe,
        names::digest,
        predicate_arguments::RequestArguments,
        Problem,
    },
    Outcome, Result,
};
use aura_identity::zkp::Request;
use aura_primitives::did::{KeyIndex, Relationship};
use aura_zkp_core::date::Day;
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;
use subxt::config::substrate::AccountId32;

/// Writes a request for a proof, signed by the verifier's DID. Its readers see the verifier and the
/// predicate; only that verifier can use the answers.
#[derive(Debug, Args)]
pub struct Ask {
    #[command(flatten)]
    pub terms: RequestArguments,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub clock: Clock,

    /// The verifier's DID, or its name in the wallet [default: the wallet's only one].
    #[arg(long = "as", value_name = "DID")]
    pub by: Option<String>,

    /// The Ed25519 key that signs [default: the first for authentication].
    #[arg(long, value_name = "N", value_parser = key_index)]
    pub key: Option<KeyIndex>,

    /// The challenge that answers are bound to: 32 bytes in hexadecimal digits [default: random
    /// ones].
    #[arg(long, value_name = "HEX", value_parser = digest)]
    pub challenge: Option<[u8; 32]>,

    /// The last block in which it can be answered [default: as late as the chain accepts answers,
    /// an hour].
    #[arg(long, value_name = "BLOCK")]
    pub expires: Option<u32>,

    /// The account that gets the receipt for an answer, if it is known [default: the holder
    /// chooses].
    #[arg(long, value_name = "ACCOUNT")]
    pub beneficiary: Option<AccountId32>,

    /// Write the request to this new file [default: the standard output].
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestOutput {
    file: PathBuf,
    policy: String,
    /// True if the policy is registered, so that answers can be sent to the chain.
    registered: bool,
    verifier: String,
    expires: u32,
    challenge: String,
}

impl Ask {
    pub(crate) async fn run(self) -> Result<Outcome> {
        let wallet = self.common.access.open()?;
        let chain = self.common.chain().await?;
        let verifier = who(&wallet, self.by.as_deref(), &chain.genesis)?;
        let schema = chain.schema(self.terms.schema, chain.best).await?;
        let issuers = self.terms.issuer.iter();
        let issuers = issuers.map(|issuer| named(&wallet, issuer));
        let issuers = issuers.collect::<Result<Vec<_>>>()?;
        let mut request = self
            .terms
            .request(chain.genesis, verifier, issuers, &schema)?;
        request.challenge = match self.challenge {
            Some(challenge) => challenge,
            None => random_bytes()?,
        };
        let window = window(&chain).await?;
        request.expires = window.expiry(self.expires)?;
        window.expect_open(&request.uses)?;
        request.beneficiary = self.beneficiary.map(|account| account.0);
        // The policy is checked first: a request must not be sent out that cannot be answered.
        let policy = request.policy(&schema).map_err(Problem::Zkp)?;
        let registered = chain.find_policy(policy.id(), chain.best).await?.is_some();

        let mut signing_wallet = SigningWallet::new(&wallet, &chain);
        let (index, key) = signing_wallet
            .ed25519(&verifier, Relationship::Authentication, self.key)
            .await?;
        let now = self.clock.compared(&chain, chain.best).await?;
        // The request is shown before it is signed: the set may have been read differently from
        // what was meant.
        output::progress(&format!("Asks     {verifier}"));
        if let Some(members) = describe::members(&request.predicate) {
            output::progress(&format!("Set      {members}"));
        }
        for line in describe::policy(&policy, Some(&schema)) {
            output::progress(&format!("         {line}"));
        }
        let (expires, minutes) = (request.expires, window.minutes(request.expires));
        output::progress(&format!(
            "Answers  until block {expires}, in about {minutes} minutes"
        ));
        let names = chain.usable_keys(chain.best).await?;
        let usable: Vec<_> = chain
            .keys(chain.best)
            .await?
            .into_iter()
            .filter(|record| names.contains(&record.key.id))
            .map(|record| (record.key.id, record.key.digest))
            .collect();
        let today = Day::from_unix_millis(chain.time(chain.best).await?).0;
        let unanswerable = warning(&request, &usable);
        let warnings = [
            unanswerable.map(|text| format!("{text}: see `aura zkp keys list`")),
            early(&request.uses, today),
        ];
        for warning in warnings.into_iter().flatten() {
            output::progress(&warning);
        }
        let method = format!("{verifier}#key-{index}");
        let signed = request.secure(method, Some(now), sign_with(&key));
        let signed = signed.map_err(Problem::Zkp)?;
        if !registered {
            output::progress(
                "Answers can be verified off the chain. For the chain, register the policy: \
                 `aura zkp policy register`.",
            );
        }
        // Text and numbers can always be written as JSON.
        let mut json = serde_json::to_vec_pretty(&signed).unwrap_or_default();
        json.push(b'\n');
        let Some(path) = self.out else {
            output::print(&json)?;
            return Ok(Outcome::Done);
        };
        private_file::create(&path, &json)?;
        let shown = RequestOutput::new(path, &request, policy.id().to_string(), registered);
        output::print_as(self.common.json, &shown, shown.text())?;
        Ok(Outcome::Done)
    }
}

impl RequestOutput {
    fn new(file: PathBuf, request: &Request, policy: String, registered: bool) -> Self {
        Self {
            file,
            policy,
            registered,
            verifier: request.verifier.to_string(),
            expires: request.expires,
            challenge: const_hex::encode_prefixed(request.challenge),
        }
    }

    fn text(&self) -> String {
        output::lines([
            ("Request", self.file.display().to_string()),
            ("Policy", self.policy.clone()),
            ("Answers", format!("until block {}", self.expires)),
        ])
    }
}

/// Returns the blocks in which the chain accepts an answer to a request that is made now.
pub(super) async fn window(chain: &Chain) -> Result<Window> {
    let best = chain.node.header(chain.best).await?.number;
    let best = u32::try_from(best).unwrap_or(u32::MAX);
    Ok(Window::new(best, chain.blocks("ZkpVerifier", "MaxExpiry")?))
}
