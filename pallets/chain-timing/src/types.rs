//! Timing parameters and their bounds.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

const HOURS_A_DAY: u64 = 24;

/// Timing of a chain.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct TimingParameters {
    /// Milliseconds of a slot.
    pub slot_duration: u64,
    /// Slots of an epoch, which is also a session.
    pub epoch_length: u32,
    /// Blocks per day for governance; every long period is a share or a multiple of it.
    pub day: u32,
}

/// The reason for which a genesis timing is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidTiming {
    /// `slotDuration` must be even and from 200 to 60,000 milliseconds: half of it is the minimum
    /// distance of two timestamps.
    SlotDuration,
    /// `epochLength` must be at least 4: shorter epochs are skipped when a few authors fail.
    EpochLength,
    /// `day` must be from 1 to 2^24 blocks.
    Day,
}

impl TimingParameters {
    /// Checks the bounds within which a chain can run.
    pub fn check(&self) -> Result<(), InvalidTiming> {
        if !(200..=60_000).contains(&self.slot_duration) || self.slot_duration & 1 != 0 {
            return Err(InvalidTiming::SlotDuration);
        }
        if self.epoch_length < 4 {
            return Err(InvalidTiming::EpochLength);
        }
        if !(1..=1 << 24).contains(&self.day) {
            return Err(InvalidTiming::Day);
        }
        Ok(())
    }

    /// Blocks in `minutes` minutes by the clock, with a block in every slot; at least 1.
    pub fn minutes(&self, minutes: u32) -> u32 {
        let blocks = u64::from(minutes)
            .saturating_mul(60_000)
            .checked_div(self.slot_duration)
            .unwrap_or(1);
        u32::try_from(blocks).unwrap_or(u32::MAX).max(1)
    }

    /// Blocks in `hours` hours, rounded down.
    pub fn hours(&self, hours: u32) -> u32 {
        let blocks = u64::from(self.day).saturating_mul(hours.into()) / HOURS_A_DAY;
        u32::try_from(blocks).unwrap_or(u32::MAX)
    }
}
