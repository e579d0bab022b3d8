//! `aura gov whitelist`: a motion of the council.

use super::submit::call_bytes;
use crate::{
    output,
    staking::transact::{Acting, Proposal as Transaction},
    transact::SentTransaction,
    zkp::council::{Calls, Motion, Share},
    Outcome, Result,
};
use aura_client::governance::{GovernanceCall, Problem, Proposal};
use clap::Args;
use serde::Serialize;

/// Has the council whitelist a call, with two thirds of its members: each gives the same command.
/// The track whitelisted_caller then decides on it faster than root's.
#[derive(Debug, Args)]
pub struct Whitelist {
    /// The call in hexadecimal digits, or its hash.
    #[arg(value_name = "CALL|HASH")]
    pub call: String,

    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WhitelistOutput<'a> {
    call_hash: String,
    motion: String,
    /// True if the council has decided.
    executed: bool,
    /// Number of members that must still give the same command.
    missing: usize,
    #[serde(flatten)]
    sent: &'a SentTransaction,
}

impl Whitelist {
    pub(super) async fn run(self) -> Result<Outcome> {
        let bytes = call_bytes(&self.call)?;
        let actor = self.acting.voter().await?;
        let chain = &actor.chain;
        let (hash, described) = match <[u8; 32]>::try_from(&bytes[..]) {
            Ok(hash) => (hash, None),
            Err(_) => {
                let described = chain.state.words_of(&bytes);
                let described = described.map_err(|error| Problem::NoCall(error.to_string()))?;
                (Proposal { bytes }.hash(), Some(described))
            }
        };
        let shown = const_hex::encode_prefixed(hash);
        if chain.is_whitelisted(&hash).await? {
            return Err(Problem::Whitelisted(shown).into());
        }
        let mut words = vec![format!("Whitelist the call {shown}")];
        words.extend(described.map(|call| format!("Call     {call}")));
        words.push("It is made as root, if the track whitelisted_caller approves it".into());
        let motion = Motion {
            words,
            call: GovernanceCall::Whitelist(hash).checked(&chain.state)?,
            share: Share::TwoThirds,
        };
        let calls = Calls::of(&chain.state)?;
        let (transaction, missing) = chain.motion(&calls, &motion, &actor.account().0).await?;
        let proposal = Transaction {
            words: transaction.words,
            warnings: vec![],
            call: transaction.call,
            locks: transaction.locks,
        };
        let sent = self.acting.submit(&actor, &proposal).await?;
        let output = WhitelistOutput {
            call_hash: shown,
            motion: const_hex::encode_prefixed(motion.hash()),
            executed: missing == 0,
            missing,
            sent: &sent,
        };
        output::print_as(self.acting.common.json, &output, output.text())?;
        Ok(Outcome::Done)
    }
}

impl WhitelistOutput<'_> {
    fn text(&self) -> String {
        let done = if self.executed {
            format!("Whitelisted {}\n", self.call_hash)
        } else {
            format!(
                "Not decided yet: {} more of the council must give the same command.\n",
                output::counted(self.missing, "member")
            )
        };
        format!("{}{done}", self.sent.text())
    }
}
