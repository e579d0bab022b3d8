//! Queries to a node about referenda and votes.

use super::{
    types::{Account, ReferendumInfo, TrackInfo, Voting},
    BlockClock, Problem, ReferendumState, ReferendumStatus, Shares, Track,
};
use crate::{
    did::Chain,
    staking::{
        storage::{blake2, last_number, twox},
        types::Timing,
    },
    Result,
};
use codec::Encode;
use std::collections::BTreeMap;
use subxt::config::substrate::AccountId32;

/// Length of a slot in milliseconds, on a chain whose genesis has none.
const DEFAULT_SLOT_MILLIS: u64 = 6_000;

/// Tracks with their numbers.
pub type Tracks = BTreeMap<u16, TrackInfo>;

impl Chain {
    /// Checks that the runtime has referenda.
    ///
    /// # Errors
    /// [`Problem::NoReferenda`] if it does not.
    pub async fn expect_referenda(&self) -> Result<()> {
        if self.state.has_pallet("Referenda") {
            return Ok(());
        }
        let version = self.node.runtime_version(self.best).await?;
        let (name, version) = (version.impl_name, version.spec_version);
        Err(Problem::NoReferenda { name, version }.into())
    }

    /// Returns all tracks.
    pub fn track_infos(&self) -> Result<Tracks> {
        let all: Vec<(u16, TrackInfo)> = self.state.constant("Referenda", "Tracks")?;
        Ok(all.into_iter().collect())
    }

    /// Returns all tracks as plain data.
    pub async fn tracks(&self) -> Result<Vec<Track>> {
        let is_handed_over = self.handed_over().await?.is_some();
        let tracks = self.track_infos()?;
        let tracks = tracks.iter();
        let tracks = tracks.map(|(number, info)| Track::of(*number, info, is_handed_over));
        Ok(tracks.collect())
    }

    /// Returns a track by its name or number.
    ///
    /// # Errors
    /// [`Problem::NoTrack`] if the chain does not have it.
    pub async fn track(&self, text: &str) -> Result<Track> {
        let tracks = self.tracks().await?;
        let found = tracks
            .into_iter()
            .find(|track| track.name == text.replace('-', "_") || track.number.to_string() == text);
        Ok(found.ok_or_else(|| Problem::NoTrack(text.into()))?)
    }

    /// Returns blocks by the clock.
    pub async fn block_clock(&self) -> Result<BlockClock> {
        let header = self.node.header(self.best).await?;
        let timing: Option<Timing> = self.stored("ChainTiming", "Timing", &[], self.best).await?;
        Ok(BlockClock {
            block: u32::try_from(header.number).unwrap_or(u32::MAX),
            time: self.time(self.best).await?,
            slot_millis: timing.map_or(DEFAULT_SLOT_MILLIS, |timing| timing.slot_duration),
        })
    }

    /// Returns a referendum.
    ///
    /// # Errors
    /// [`Problem::NoReferendum`] if the chain does not have it.
    pub async fn referendum(&self, number: u32) -> Result<ReferendumInfo> {
        let key = blake2(&number.encode());
        let info = self
            .stored("Referenda", "ReferendumInfoFor", &key, self.best)
            .await?;
        Ok(info.ok_or(Problem::NoReferendum(number))?)
    }

    /// Returns the status of a referendum, with the vote of an account.
    pub async fn referendum_status(
        &self,
        number: u32,
        voter: Option<&Account>,
    ) -> Result<ReferendumStatus> {
        let info = self.referendum(number).await?;
        self.status_of(number, &info, voter).await
    }

    /// Returns all referenda, the latest first.
    pub async fn referenda(&self) -> Result<Vec<ReferendumStatus>> {
        let all: Vec<(Vec<u8>, ReferendumInfo)> = self
            .entries("Referenda", "ReferendumInfoFor", &[], self.best)
            .await?;
        let mut statuses = vec![];
        for (key, info) in all {
            statuses.push(self.status_of(last_number(&key), &info, None).await?);
        }
        statuses.sort_by_key(|status| std::cmp::Reverse(status.referendum));
        Ok(statuses)
    }

    async fn status_of(
        &self,
        number: u32,
        info: &ReferendumInfo,
        voter: Option<&Account>,
    ) -> Result<ReferendumStatus> {
        let clock = self.block_clock().await?;
        let tracks = self.track_infos()?;
        let timeout: u32 = self.state.constant("Referenda", "UndecidingTimeout")?;
        let ongoing = match info {
            ReferendumInfo::Ongoing(ongoing) => Some(ongoing),
            _ => None,
        };
        let track = ongoing.and_then(|ongoing| tracks.get(&ongoing.track));
        let mut own_vote = None;
        let mut call = None;
        if let Some(ongoing) = ongoing {
            if let Some(voter) = voter {
                let voting = self.voting(voter, ongoing.track).await?;
                own_vote = voting.and_then(|voting| voting.on(number));
            }
            call = self.call_words(&ongoing.proposal).await?;
        }
        let issuance = self.active_issuance().await?;
        let shares = ongoing.map(|ongoing| Shares::of(ongoing, track, clock.block, issuance));
        Ok(ReferendumStatus {
            referendum: number,
            state: ReferendumState::of(info, track, &clock, timeout),
            track: track.map(|track| track.name.0.clone()),
            call_hash: ongoing.map(|ongoing| ongoing.proposal.hash()),
            call,
            submitter: ongoing.map(|ongoing| AccountId32(ongoing.submission_deposit.who)),
            has_decision_deposit: ongoing.is_some_and(|one| one.decision_deposit.is_some()),
            shares,
            enactment: ongoing.map(|ongoing| ongoing.enactment.words(&clock)),
            own_vote: own_vote.map(|vote| vote.words()),
        })
    }

    /// Returns the call of a referendum in words; `None` if its bytes are not on the chain, or are
    /// no call of it.
    async fn call_words(&self, proposal: &super::types::Bounded) -> Result<Option<String>> {
        use super::types::Bounded;
        let bytes = match proposal {
            Bounded::Legacy(_) => None,
            Bounded::Inline(bytes) => Some(bytes.clone()),
            Bounded::Lookup(hash, length) => self.preimage(hash, *length).await?,
        };
        Ok(bytes.and_then(|bytes| self.state.words_of(&bytes).ok()))
    }

    /// Returns the bytes that the chain stores for a hash and length; `None` if it has none.
    pub async fn preimage(&self, hash: &[u8; 32], length: u32) -> Result<Option<Vec<u8>>> {
        // The key is hashed with `Identity`.
        let key = (hash, length).encode();
        let bytes = self.stored("Preimage", "PreimageFor", &key, self.best);
        bytes.await
    }

    /// Returns the votes of an account on a track; `None` if it never voted on it.
    pub async fn voting(&self, who: &Account, track: u16) -> Result<Option<Voting>> {
        let key = [twox(who), twox(&track.encode())].concat();
        self.stored("ConvictionVoting", "VotingFor", &key, self.best)
            .await
    }

    /// Returns all that an account has and can vote with, in plancks.
    pub async fn voting_balance(&self, who: &Account) -> Result<u128> {
        self.state.balance_of(&AccountId32(*who)).await
    }

    /// Returns the number of blocks for which a conviction of 1 locks tokens.
    pub fn vote_lock(&self) -> Result<u32> {
        self.state.constant("ConvictionVoting", "VoteLockingPeriod")
    }

    /// Returns true if the council has whitelisted a call.
    pub async fn is_whitelisted(&self, hash: &[u8; 32]) -> Result<bool> {
        let entry: Option<()> = self
            .stored("Whitelist", "WhitelistedCall", &twox(hash), self.best)
            .await?;
        Ok(entry.is_some())
    }

    /// Returns all tokens that can vote, in plancks.
    async fn active_issuance(&self) -> Result<u128> {
        let all = self.supply().await?;
        let inactive: Option<u128> = self
            .stored("Balances", "InactiveIssuance", &[], self.best)
            .await?;
        Ok(all.saturating_sub(inactive.unwrap_or_default()))
    }
}
