//! Blocks by the clock.

use crate::staking::duration;
use aura_identity::DateTime;

/// Times of blocks, computed from one. Blocks that are missing delay all later ones, so times ahead
/// are the earliest ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockClock {
    /// Height of a block.
    pub block: u32,
    /// Time of that block in milliseconds since 1970.
    pub time: u64,
    /// Length of a slot in milliseconds.
    pub slot_millis: u64,
}

impl BlockClock {
    /// Returns the time of a block, at the earliest.
    pub fn at(&self, block: u32) -> DateTime {
        let length = |blocks: u32| u64::from(blocks).saturating_mul(self.slot_millis);
        let time = match block.checked_sub(self.block) {
            Some(ahead) => self.time.saturating_add(length(ahead)),
            None => self.time.saturating_sub(length(self.block.abs_diff(block))),
        };
        DateTime::from_millis(time)
    }

    /// Formats a number of blocks as a length of time.
    pub fn length(&self, blocks: u32) -> String {
        duration(u64::from(blocks).saturating_mul(self.slot_millis))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_times_before_and_after_the_known_one() {
        let clock = BlockClock {
            block: 100,
            time: 3_600_000,
            slot_millis: 6_000,
        };
        assert_eq!(clock.at(100).to_string(), "1970-01-01T01:00:00Z");
        assert_eq!(clock.at(110).to_string(), "1970-01-01T01:01:00Z");
        assert_eq!(clock.at(90).to_string(), "1970-01-01T00:59:00Z");
        assert_eq!(clock.length(14_400), "1 d");
        let far = BlockClock {
            slot_millis: u64::MAX,
            ..clock
        };
        assert_eq!(far.at(u32::MAX).to_string(), "9999-12-31T23:59:59Z");
        assert_eq!(far.at(0).to_string(), "1970-01-01T00:00:00Z");
    }
}
