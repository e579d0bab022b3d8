//! `aura gov vote` and `delegate`.

use crate::{
    staking::transact::{Acting, Actor, Proposal},
    Outcome, Result,
};
use aura_client::{
    governance::{
        advice::{self, Voter},
        types::{AccountVote, ReferendumInfo},
        GovernanceCall, Problem,
    },
    staking::{batch, Amount},
};
use clap::{Args, ValueEnum};
use subxt::config::substrate::AccountId32;

/// Votes on a referendum, or removes a vote. Staked tokens vote too.
#[derive(Debug, Args)]
pub struct Vote {
    /// Number of the referendum.
    #[arg(value_name = "REFERENDUM")]
    pub referendum: u32,

    /// The vote.
    #[arg(value_enum)]
    pub side: Side,

    /// The amount in AURA that votes.
    #[arg(long, value_name = "AURA", required_if_eq_any = [("side", "aye"), ("side", "nay"), ("side", "abstain")])]
    pub amount: Option<Amount>,

    /// Conviction from 0 to 6: 0 counts a tenth and locks nothing after the end; n counts n times,
    /// and locks the tokens for 1, 2, 4, 8, 16 or 32 weeks if it ends as voted.
    #[arg(long, value_name = "0-6", default_value_t = 1, value_parser = clap::value_parser!(u8).range(0..=6))]
    pub conviction: u8,

    #[command(flatten)]
    pub acting: Acting,
}

/// The sides of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// For it.
    Aye,
    /// Against it.
    Nay,
    /// Neither; it counts as support.
    Abstain,
    /// Remove the vote.
    Remove,
}

/// Lets another account vote on a track with one's tokens, or ends that.
#[derive(Debug, Args)]
pub struct Delegate {
    /// Name or number of the track.
    #[arg(value_name = "TRACK")]
    pub track: String,

    /// The account (SS58) that votes.
    #[arg(long, value_name = "ACCOUNT", required_unless_present = "end")]
    pub to: Option<AccountId32>,

    /// The amount in AURA.
    #[arg(long, value_name = "AURA", required_unless_present = "end")]
    pub amount: Option<Amount>,

    /// Conviction from 0 to 6, as for a vote; the lock begins when the delegation ends.
    #[arg(long, value_name = "0-6", default_value_t = 1, value_parser = clap::value_parser!(u8).range(0..=6))]
    pub conviction: u8,

    /// End the delegation.
    #[arg(long, conflicts_with_all = ["to", "amount"])]
    pub end: bool,

    #[command(flatten)]
    pub acting: Acting,
}

impl Vote {
    pub(super) async fn run(self) -> Result<Outcome> {
        let actor = self.acting.voter().await?;
        let number = self.referendum;
        let ReferendumInfo::Ongoing(ongoing) = actor.chain.referendum(number).await? else {
            return Err(Problem::Over(number).into());
        };
        let track = ongoing.track;
        let voter = voter(&actor, track).await?;
        let amount = self.amount.unwrap_or_default().0;
        let vote = match self.side {
            Side::Remove => return self.remove(&actor, &voter, track).await,
            Side::Aye => AccountVote::standard(true, self.conviction, amount),
            Side::Nay => AccountVote::standard(false, self.conviction, amount),
            Side::Abstain => AccountVote::abstention(amount),
        };
        let state = actor.chain.referendum_status(number, None).await?.state;
        let words = advice::vote(&voter, number, &state, &vote)?;
        let calls = [GovernanceCall::Vote(number, vote)];
        send(&self.acting, &actor, words, &calls).await
    }

    async fn remove(&self, actor: &Actor, voter: &Voter, track: u16) -> Result<Outcome> {
        let words = advice::remove(voter, self.referendum)?;
        let calls = [
            GovernanceCall::RemoveVote(track, self.referendum),
            GovernanceCall::Unlock(track, voter.account.0),
        ];
        send(&self.acting, actor, words, &calls).await
    }
}

impl Delegate {
    pub(super) async fn run(self) -> Result<Outcome> {
        let actor = self.acting.voter().await?;
        let track = actor.chain.track(&self.track).await?;
        let number = track.number;
        let voter = voter(&actor, number).await?;
        let (words, calls) = match (self.to, self.amount) {
            (Some(to), Some(amount)) => {
                let words = advice::delegate(&voter, &track, &to, self.conviction, amount.0)?;
                let mut calls = vec![];
                if voter.delegates() {
                    calls.push(GovernanceCall::Undelegate(number));
                }
                calls.push(GovernanceCall::Delegate {
                    track: number,
                    to: to.0,
                    conviction: self.conviction,
                    balance: amount.0,
                });
                (words, calls)
            }
            _ => {
                let words = advice::undelegate(&voter, &track)?;
                let calls = vec![
                    GovernanceCall::Undelegate(number),
                    GovernanceCall::Unlock(number, voter.account.0),
                ];
                (words, calls)
            }
        };
        send(&self.acting, &actor, words, &calls).await
    }
}

/// Reads the state of the account on a track.
async fn voter(actor: &Actor, track: u16) -> Result<Voter> {
    let account = actor.account();
    let chain = &actor.chain;
    Ok(Voter {
        account,
        voting: chain.voting(&account.0, track).await?,
        balance: chain.voting_balance(&account.0).await?,
        lock: chain.vote_lock()?,
        clock: chain.block_clock().await?,
    })
}

/// Sends calls of the account, all or none of which are carried out.
pub(super) async fn send(
    acting: &Acting,
    actor: &Actor,
    words: Vec<String>,
    calls: &[GovernanceCall],
) -> Result<Outcome> {
    let proposal = Proposal {
        words,
        warnings: vec![],
        call: encoded(actor, calls)?,
        locks: 0,
    };
    acting.send(actor, proposal).await
}

/// Encodes calls: one as it is, several as a batch.
pub(super) fn encoded(actor: &Actor, calls: &[GovernanceCall]) -> Result<Vec<u8>> {
    let state = &actor.chain.state;
    let encoded: aura_client::Result<Vec<_>> =
        calls.iter().map(|call| call.checked(state)).collect();
    let mut encoded = encoded?;
    match (encoded.pop(), encoded.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            encoded.push(last);
            Ok(batch(state, &encoded)?)
        }
        (None, _) => Ok(batch(state, &[])?),
    }
}
