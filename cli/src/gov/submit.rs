//! `aura gov submit` and `deposit`.

use super::vote::encoded;
use crate::{
    staking::transact::{Acting, Proposal as Transaction},
    text, Outcome, Result,
};
use aura_client::{
    governance::{
        origin_of,
        types::{Enactment, ReferendumInfo},
        GovernanceCall, Problem, Proposal,
    },
    staking::Amount,
};
use clap::Args;
use std::path::PathBuf;

/// Limit in bytes of a file with a call in hexadecimal digits: twice what the chain stores, and its
/// prefix.
const MAX_CALL_BYTES: u64 = 8 * 1024 * 1024;

/// Submits a referendum about a call. It is decided when somebody has placed the decision deposit
/// of its track (`aura gov deposit`).
#[derive(Debug, Args)]
pub struct Submit {
    /// Name or number of the track: the call is made with its origin.
    #[arg(value_name = "TRACK")]
    pub track: String,

    /// File with the call in hexadecimal digits, as other tools print it (`-` for the standard
    /// input).
    #[arg(
        value_name = "FILE",
        required_unless_present = "call",
        conflicts_with = "call"
    )]
    pub file: Option<PathBuf>,

    /// The call in hexadecimal digits.
    #[arg(long, value_name = "HEX")]
    pub call: Option<String>,

    #[command(flatten)]
    pub acting: Acting,
}

/// Places the decision deposit of a referendum. It comes back when the referendum is over, unless
/// that is killed.
#[derive(Debug, Args)]
pub struct Deposit {
    /// Number of the referendum.
    #[arg(value_name = "REFERENDUM")]
    pub referendum: u32,

    #[command(flatten)]
    pub acting: Acting,
}

/// Reads the bytes of a call from hexadecimal digits.
pub(super) fn call_bytes(text: &str) -> std::result::Result<Vec<u8>, Problem> {
    const_hex::decode(text.trim()).map_err(|error| Problem::NoCall(error.to_string()))
}

impl Submit {
    pub(super) async fn run(self) -> Result<Outcome> {
        let digits = match (&self.call, &self.file) {
            (Some(call), _) => call.clone(),
            (None, Some(file)) => text::read_file(file, MAX_CALL_BYTES)?,
            (None, None) => String::new(),
        };
        let proposal = Proposal {
            bytes: call_bytes(&digits)?,
        };
        let actor = self.acting.voter().await?;
        let chain = &actor.chain;
        let described = chain.state.words_of(&proposal.bytes);
        let described = described.map_err(|error| Problem::NoCall(error.to_string()))?;
        let track = chain.track(&self.track).await?;
        if !track.open {
            return Err(Problem::NotOpen(track.name).into());
        }
        let clock = chain.block_clock().await?;
        let deposit: u128 = chain.state.constant("Referenda", "SubmissionDeposit")?;
        let [prepare, decide, confirm, enact] = track.periods(&clock);
        let mut words = vec![
            format!("Submit a referendum on the track {}", track.name),
            format!("Call     {described}"),
            format!("Hash     {}", const_hex::encode_prefixed(proposal.hash())),
            format!("{} is held until it is over, by whatever outcome", Amount(deposit)),
            format!(
                "It is decided after {prepare} for {decide}, once somebody has placed the deposit of {}; \
                 it must pass for {confirm}, and is enacted {enact} later",
                track.decision_deposit
            ),
        ];
        let mut calls = vec![];
        let hash = proposal.hash();
        let length = u32::try_from(proposal.bytes.len()).unwrap_or(u32::MAX);
        if !proposal.is_inline() && chain.preimage(&hash, length).await?.is_none() {
            words
                .push("The bytes of the call are stored too, for a deposit by their length".into());
            calls.push(GovernanceCall::NotePreimage(proposal.bytes.clone()));
        }
        calls.push(GovernanceCall::Submit {
            origin: origin_of(track.number)?,
            proposal: proposal.bounded(),
            enactment: Enactment::After(track.enact),
        });
        let transaction = Transaction {
            words,
            warnings: vec![],
            call: encoded(&actor, &calls)?,
            locks: deposit,
        };
        self.acting.send(&actor, transaction).await
    }
}

impl Deposit {
    pub(super) async fn run(self) -> Result<Outcome> {
        let actor = self.acting.voter().await?;
        let number = self.referendum;
        let ReferendumInfo::Ongoing(ongoing) = actor.chain.referendum(number).await? else {
            return Err(Problem::Over(number).into());
        };
        if ongoing.decision_deposit.is_some() {
            return Err(Problem::Deposited(number).into());
        }
        let track = actor.chain.track(&ongoing.track.to_string()).await?;
        let words = vec![
            format!(
                "Place the decision deposit of referendum {number}, {}",
                track.decision_deposit
            ),
            "It comes back when the referendum is over, unless it is killed".into(),
        ];
        let calls = [GovernanceCall::PlaceDecisionDeposit(number)];
        let transaction = Transaction {
            words,
            warnings: vec![],
            call: encoded(&actor, &calls)?,
            locks: track.decision_deposit.0,
        };
        self.acting.send(&actor, transaction).await
    }
}
