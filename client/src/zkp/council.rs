//! Motions of the council, by which keys are put into use and taken out of it
//! (docs/decisions/0017).
//!
//! The motion is the same for every member, so one command serves all: the first member proposes
//! the motion and votes aye, the others vote aye, and the last aye that is needed executes it.

use super::{Problem, Transaction};
use crate::{did::Chain, state::State, Result};
use codec::{Compact, Decode, Encode};
use sp_crypto_hashing::blake2_256;
use subxt::config::substrate::{AccountId32, H256};

/// Identifier of an account, 32 bytes.
type Account = [u8; 32];

/// Factor by which the declared weight of a motion exceeds the reported one: the chain refuses to
/// close a motion that weighs more than was declared.
const WEIGHT_FACTOR: u64 = 2;

/// A decision that the council is to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motion {
    /// Summary for the user, one line per effect.
    pub words: Vec<String>,
    /// Encoded call that the council makes.
    pub call: Vec<u8>,
    /// Share of the council that must vote aye.
    pub share: Share,
}

/// Share of the council that a motion needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Two thirds: to announce a call of root.
    TwoThirds,
    /// More than a third: to stop something.
    OverThird,
}

/// Votes on a motion, as the pallet `Council` stores them.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Votes {
    index: u32,
    threshold: u32,
    ayes: Vec<Account>,
    nays: Vec<Account>,
    /// Block in which the vote ends.
    end: u32,
}

/// First two bytes of each call that a motion needs: the indices of the pallet and of the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calls {
    /// Indices of `Utility.batch_all`, which makes several calls or none.
    pub batch_all: [u8; 2],
    /// Indices of `RootNotice.announce`, which has root make a call after the chain's notice.
    pub announce: [u8; 2],
    /// Indices of `Council.propose`, which opens a motion.
    pub propose: [u8; 2],
    /// Indices of `Council.vote`.
    pub vote: [u8; 2],
    /// Indices of `Council.close`, which executes a motion with enough ayes.
    pub close: [u8; 2],
}

/// Next step of a member in a motion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Encoded call of the member.
    pub call: Vec<u8>,
    /// Number of ayes that are missing after it; at 0 the motion is executed.
    pub missing: usize,
}

/// Weight of a call: execution time in picoseconds, and proof size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Weight {
    #[codec(compact)]
    time: u64,
    #[codec(compact)]
    proof: u64,
}

impl Calls {
    /// Returns the indices in this runtime.
    ///
    /// # Errors
    /// If the runtime does not have one of the calls.
    pub fn of(state: &State) -> Result<Self> {
        Ok(Self {
            batch_all: state.indices_of("Utility", "batch_all")?,
            announce: state.indices_of("RootNotice", "announce")?,
            propose: state.indices_of("Council", "propose")?,
            vote: state.indices_of("Council", "vote")?,
            close: state.indices_of("Council", "close")?,
        })
    }

    fn batch(&self, calls: &[Vec<u8>]) -> Vec<u8> {
        let count = Compact(u32::try_from(calls.len()).unwrap_or(u32::MAX));
        [&self.batch_all[..], &count.encode(), &calls.concat()].concat()
    }

    /// Encodes the call by which the council has root make `call`, after the notice of the chain.
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

    /// Returns the next step of a member in a motion that has these votes, or that nobody has
    /// proposed yet.
    ///
    /// # Errors
    /// If `who` is not a member, or has voted aye and other ayes are missing.
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
            // A single member executes a motion by proposing it.
            let call = if needed < 2 {
                propose
            } else {
                self.batch(&[propose, self.vote(&hash, next_index)])
            };
            let missing = needed.saturating_sub(1);
            return Ok(Step { call, missing });
        };
        // The council may have grown since the proposal. Its share counts by its size at the end,
        // so more ayes may be needed than the threshold.
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
    /// Creates the motion that has root make `call`.
    pub fn as_root(calls: &Calls, words: Vec<String>, call: &[u8]) -> Self {
        Self {
            words,
            call: calls.as_root(call),
            share: Share::TwoThirds,
        }
    }

    /// Returns the hash by which the chain knows the announced call of root, if the motion
    /// announces one.
    pub fn announces(&self, calls: &Calls) -> Option<[u8; 32]> {
        let call = self.call.strip_prefix(&calls.announce)?;
        Some(blake2_256(call))
    }

    /// Returns the hash by which the chain knows the motion.
    pub fn hash(&self) -> [u8; 32] {
        blake2_256(&self.call)
    }

    fn length(&self) -> Compact<u32> {
        Compact(u32::try_from(self.call.len()).unwrap_or(u32::MAX))
    }
}

impl Share {
    /// Returns the number of ayes that a council of `members` needs.
    const fn of(self, members: usize) -> usize {
        match self {
            Self::TwoThirds => members.saturating_mul(2).div_ceil(3),
            Self::OverThird => (members / 3).saturating_add(1),
        }
    }
}

impl Chain {
    /// Returns the next step of an account in a motion as a transaction, and the number of ayes
    /// that are missing after it.
    ///
    /// # Errors
    /// If the account is not a member of the council, has voted already, or the call of the motion
    /// is announced already.
    pub async fn motion(
        &self,
        calls: &Calls,
        motion: &Motion,
        who: &Account,
    ) -> Result<(Transaction, usize)> {
        let at = self.best;
        if let Some(announced) = motion.announces(calls) {
            // The chain announces no call twice, and the account would pay for the motion in vain.
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
            (0, false) => format!("As the only member of the council: motion {hash}"),
            (0, true) => format!("Give the last aye that motion {hash} needs, and execute it"),
            (_, false) => format!("By the new motion {hash} of the council"),
            (_, true) => format!("Vote aye on motion {hash} of the council"),
        });
        let transaction = Transaction {
            words,
            call: step.call,
            locks: 0,
        };
        Ok((transaction, step.missing))
    }

    /// Returns the block in which an announced call of root is due; `None` if it is not announced.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn due(&self, call: [u8; 32], at: H256) -> Result<Option<u32>> {
        let queue: Option<Vec<(u32, [u8; 32])>> =
            self.stored("RootNotice", "Queue", &[], at).await?;
        let mut queue = queue.unwrap_or_default().into_iter();
        Ok(queue.find(|(_, other)| *other == call).map(|(due, _)| due))
    }

    /// Returns the maximum weight to declare for a call.
    async fn weight(&self, call: &[u8], at: H256) -> Result<Weight> {
        let function = "TransactionPaymentCallApi_query_call_info";
        let length = u32::try_from(call.len()).unwrap_or(u32::MAX);
        let arguments = [call, &length.encode()].concat();
        let (weight, _class, _fee): (Weight, u8, u128) = self.ask(function, &arguments, at).await?;
        Ok(Weight {
            time: weight.time.saturating_mul(WEIGHT_FACTOR),
            proof: weight.proof.saturating_mul(WEIGHT_FACTOR),
        })
    }
}

#[cfg(test)]
mod tests;
