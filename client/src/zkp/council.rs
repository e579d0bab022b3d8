//! Motions of the council: how keys come into force and go out of it (docs/decisions/0017).
//!
//! The motion is the same whoever of the council makes it, so one command does for all: the first puts the
//! motion and says aye, the others say aye, and the last of those that are needed has it executed.

use super::{Problem, Transaction};
use crate::{did::Chain, state::State, Result};
use codec::{Compact, Decode, Encode};
use sp_crypto_hashing::blake2_256;
use subxt::config::substrate::{AccountId32, H256};

/// An account's bytes.
type Account = [u8; 32];

/// What a motion may weigh beyond what is asked for: the chain refuses to close one that weighs more than
/// was said.
const ROOM: u64 = 2;

/// What the council is to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motion {
    /// What it does, a line for each thing.
    pub words: Vec<String>,
    /// The call that the council makes.
    pub call: Vec<u8>,
    /// The share of the council that it takes.
    pub share: Share,
}

/// The share of the council that a motion takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Two thirds: to announce what root does.
    TwoThirds,
    /// More than a third: to stop something.
    OverThird,
}

/// The votes on a motion, as the pallet `Council` stores them.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Votes {
    index: u32,
    threshold: u32,
    ayes: Vec<Account>,
    nays: Vec<Account>,
    /// The block in which the vote ends.
    end: u32,
}

/// The first two bytes of each call that a motion needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calls {
    pub batch_all: [u8; 2],
    pub announce: [u8; 2],
    pub propose: [u8; 2],
    pub vote: [u8; 2],
    pub close: [u8; 2],
}

/// What a member does about a motion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The call.
    pub call: Vec<u8>,
    /// How many must still say aye after it; with none, it is executed.
    pub missing: usize,
}

/// The weight of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Weight {
    #[codec(compact)]
    time: u64,
    #[codec(compact)]
    proof: u64,
}

impl Calls {
    /// Those of this runtime.
    ///
    /// # Errors
    /// If it has no such calls.
    pub fn of(state: &State) -> Result<Self> {
        Ok(Self {
            batch_all: state.numbers_of("Utility", "batch_all")?,
            announce: state.numbers_of("RootNotice", "announce")?,
            propose: state.numbers_of("Council", "propose")?,
            vote: state.numbers_of("Council", "vote")?,
            close: state.numbers_of("Council", "close")?,
        })
    }

    fn batch(&self, calls: &[Vec<u8>]) -> Vec<u8> {
        let count = Compact(u32::try_from(calls.len()).unwrap_or(u32::MAX));
        [&self.batch_all[..], &count.encode(), &calls.concat()].concat()
    }

    /// The call by which the council has root make `call`, after the notice of the chain.
    pub fn as_root(&self, call: &[u8]) -> Vec<u8> {
        [&self.announce[..], call].concat()
    }

    fn vote(&self, hash: &[u8; 32], index: u32) -> Vec<u8> {
        [&self.vote[..], hash, &Compact(index).encode(), &[1]].concat()
    }

    fn close(&self, motion: &Motion, index: u32, weight: Weight) -> Vec<u8> {
        let index = Compact(index).encode();
        let length = motion.length().encode();
        [
            &self.close[..],
            &motion.hash(),
            &index,
            &weight.encode(),
            &length,
        ]
        .concat()
    }

    fn propose(&self, motion: &Motion, threshold: u32) -> Vec<u8> {
        let threshold = Compact(threshold).encode();
        let length = motion.length().encode();
        [&self.propose[..], &threshold, &motion.call, &length].concat()
    }

    /// What a member does about a motion that has these votes, or that nobody has made yet.
    ///
    /// # Errors
    /// If it is no member, or has voted already.
    pub fn step(
        &self,
        motion: &Motion,
        members: &[Account],
        who: &Account,
        votes: Option<&Votes>,
        next_index: u32,
        weight: Weight,
    ) -> std::result::Result<Step, Problem> {
        if !members.contains(who) {
            return Err(Problem::NotOfCouncil(AccountId32(*who).to_string()));
        }
        let needed = motion.share.of(members.len());
        let hash = motion.hash();
        let Some(votes) = votes else {
            let threshold = u32::try_from(needed).unwrap_or(u32::MAX);
            let propose = self.propose(motion, threshold);
            // One alone executes it by making it.
            let call = if needed < 2 {
                propose
            } else {
                self.batch(&[propose, self.vote(&hash, next_index)])
            };
            let missing = needed.saturating_sub(1);
            return Ok(Step { call, missing });
        };
        // The council may have grown since the motion was made: what it decides counts by its size then.
        let needed = needed.max(usize::try_from(votes.threshold).unwrap_or(usize::MAX));
        let others = votes.ayes.iter().filter(|aye| *aye != who).count();
        let has_voted = others != votes.ayes.len();
        let missing = needed.saturating_sub(others.saturating_add(1));
        let close = self.close(motion, votes.index, weight);
        let call = match (has_voted, missing) {
            (true, 0) => close,
            (true, _) => {
                return Err(Problem::VotedAlready {
                    motion: const_hex::encode_prefixed(hash),
                    missing,
                })
            }
            (false, 0) => self.batch(&[self.vote(&hash, votes.index), close]),
            (false, _) => self.vote(&hash, votes.index),
        };
        Ok(Step { call, missing })
    }
}

impl Motion {
    /// The motion that has root make `call`.
    pub fn as_root(calls: &Calls, words: Vec<String>, call: &[u8]) -> Self {
        Self {
            words,
            call: calls.as_root(call),
            share: Share::TwoThirds,
        }
    }

    /// The hash by which the chain knows the announcement of a root call, if this is one.
    pub fn announces(&self, calls: &Calls) -> Option<[u8; 32]> {
        let call = self.call.strip_prefix(&calls.announce)?;
        Some(blake2_256(call))
    }

    /// Its hash, by which the chain knows it.
    pub fn hash(&self) -> [u8; 32] {
        blake2_256(&self.call)
    }

    fn length(&self) -> Compact<u32> {
        Compact(u32::try_from(self.call.len()).unwrap_or(u32::MAX))
    }
}

impl Share {
    /// The number of ayes that a council of `members` needs.
    const fn of(self, members: usize) -> usize {
        match self {
            Self::TwoThirds => members.saturating_mul(2).div_ceil(3),
            Self::OverThird => (members / 3).saturating_add(1),
        }
    }
}

impl Chain {
    /// What an account does about a motion now, as a transaction, and how many ayes are missing then.
    ///
    /// # Errors
    /// If it is none of the council, has voted already, or what it is about is announced.
    pub async fn motion(
        &self,
        calls: &Calls,
        motion: &Motion,
        who: &Account,
    ) -> Result<(Transaction, usize)> {
        let at = self.best;
        if let Some(announced) = motion.announces(calls) {
            // The chain announces no call twice, and the motion would have been paid for.
            if let Some(due) = self.due(announced, at).await? {
                return Err(Problem::Announced(due).into());
            }
        }
        let members: Option<Vec<Account>> = self.stored("Council", "Members", &[], at).await?;
        let votes: Option<Votes> = self.stored("Council", "Voting", &motion.hash(), at).await?;
        let count: Option<u32> = self.stored("Council", "ProposalCount", &[], at).await?;
        let weight = self.weight(&motion.call, at).await?;
        let members = members.unwrap_or_default();
        let count = count.unwrap_or_default();
        let step = calls.step(motion, &members, who, votes.as_ref(), count, weight)?;
        let mut words = motion.words.clone();
        let hash = const_hex::encode_prefixed(motion.hash());
        words.push(match (step.missing, votes.is_some()) {
            (0, false) => format!("As the council alone: motion {hash}"),
            (0, true) => format!("With the last aye that motion {hash} needs, and execute it"),
            (_, false) => format!("By the new motion {hash} of the council"),
            (_, true) => format!("Say aye to motion {hash} of the council"),
        });
        let transaction = Transaction {
            words,
            call: step.call,
            locks: 0,
        };
        Ok((transaction, step.missing))
    }

    /// The block in which an announced root call is due, if it is announced.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn due(&self, call: [u8; 32], at: H256) -> Result<Option<u32>> {
        let queue: Option<Vec<(u32, [u8; 32])>> =
            self.stored("RootNotice", "Queue", &[], at).await?;
        let mut queue = queue.unwrap_or_default().into_iter();
        Ok(queue.find(|(_, other)| *other == call).map(|(due, _)| due))
    }

    /// What a call weighs at most.
    async fn weight(&self, call: &[u8], at: H256) -> Result<Weight> {
        let function = "TransactionPaymentCallApi_query_call_info";
        let length = u32::try_from(call.len()).unwrap_or(u32::MAX);
        let arguments = [call, &length.encode()].concat();
        let (weight, _class, _fee): (Weight, u8, u128) = self.ask(function, &arguments, at).await?;
        Ok(Weight {
            time: weight.time.saturating_mul(ROOM),
            proof: weight.proof.saturating_mul(ROOM),
        })
    }
}

#[cfg(test)]
#[path = "council/tests.rs"]
mod tests;
