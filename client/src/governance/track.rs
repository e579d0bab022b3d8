//! Tracks, as plain data.

use super::{types::TrackInfo, BlockClock};
use crate::staking::{Amount, Percent};
use serde::Serialize;

/// A track. Periods are in blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Track {
    /// Number by which votes name it.
    pub number: u16,
    /// Name, such as `root`.
    pub name: String,
    /// True if referenda can be submitted on it now.
    pub open: bool,
    /// Referenda that it decides at a time.
    pub max_deciding: u32,
    /// Deposit without which nothing is decided.
    pub decision_deposit: Amount,
    /// Blocks from the submission to the decision, at least.
    pub prepare: u32,
    /// Blocks of the decision.
    pub decide: u32,
    /// Blocks for which it must be approved.
    pub confirm: u32,
    /// Blocks from the approval to the enactment, at least.
    pub enact: u32,
    /// Share of ayes that is needed at the end of the decision.
    pub approval: Percent,
    /// Share of all tokens that must vote aye or abstain at the end of the decision.
    pub support: Percent,
}

/// Time at the end of a decision, in parts of a thousand million.
const END: u32 = 1_000_000_000;

/// Numbers of the tracks that act as root: they open with the hand-over.
const OF_ROOT: [u16; 2] = [0, 1];

impl Track {
    /// Makes the track of a number.
    pub fn of(number: u16, info: &TrackInfo, is_handed_over: bool) -> Self {
        Self {
            number,
            name: info.name.0.clone(),
            open: is_handed_over || !OF_ROOT.contains(&number),
            max_deciding: info.max_deciding,
            decision_deposit: Amount(info.decision_deposit),
            prepare: info.prepare,
            decide: info.decide,
            confirm: info.confirm,
            enact: info.enact,
            approval: Percent(info.approval.at(END)),
            support: Percent(info.support.at(END)),
        }
    }

    /// Returns the four periods by the clock.
    pub fn periods(&self, clock: &BlockClock) -> [String; 4] {
        [self.prepare, self.decide, self.confirm, self.enact].map(|blocks| clock.length(blocks))
    }
}
