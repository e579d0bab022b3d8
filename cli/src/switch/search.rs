//! The search for the switch block.
//!
//! Nodes keep headers where they prune states, and seals name the engine: Aura consensus sealed
//! every block up to the switch block, BABE every later one. So a binary search finds the boundary.

use super::engine::Engine;

/// State of the search: bounds of the switch block.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    /// The highest block that is known to precede BABE: at first the genesis block.
    before: u64,
    /// The lowest block that is known to have BABE's seal.
    after: u64,
}

impl Search {
    /// Starts the search below a block that BABE sealed.
    pub fn below(babe: u64) -> Self {
        Self {
            before: 0,
            after: babe,
        }
    }

    /// Returns the block whose seal to look at next; `None` once the boundary is found.
    pub fn next(&self) -> Option<u64> {
        let distance = self.after.saturating_sub(self.before);
        (distance > 1).then(|| self.before.saturating_add(distance / 2))
    }

    /// Records the engine that sealed the block `number`.
    pub fn learn(&mut self, number: u64, sealed: Engine) {
        match sealed {
            Engine::Aura => self.before = self.before.max(number),
            Engine::Babe => self.after = self.after.min(number),
        }
    }

    /// Returns the last block of Aura consensus; `None` if the chain began with BABE. The result is
    /// final once [`Self::next`] returns `None`.
    pub fn last_of_aura(&self) -> Option<u64> {
        (self.before > 0).then_some(self.before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Searches a chain that switched in block `switch`; returns the result and the number of
    /// headers that it looked at.
    fn find(switch: u64, best: u64) -> (Option<u64>, u32) {
        let (mut search, mut looks) = (Search::below(best), 0);
        while let Some(number) = search.next() {
            assert!(number > 0 && number < best);
            let aura = number <= switch;
            search.learn(number, if aura { Engine::Aura } else { Engine::Babe });
            looks += 1;
        }
        (search.last_of_aura(), looks)
    }

    #[test]
    fn every_switch_block_is_found() {
        for best in 1..40 {
            for switch in 1..best {
                assert_eq!(find(switch, best).0, Some(switch), "of {best}");
            }
        }
    }

    #[test]
    fn a_chain_that_began_with_babe_has_none() {
        for best in 1..40 {
            assert_eq!(find(0, best).0, None);
        }
    }

    #[test]
    fn a_long_chain_takes_few_looks() {
        let (found, looks) = find(123_456_789, u64::MAX);
        assert_eq!(found, Some(123_456_789));
        assert!(looks <= 64, "{looks}");
    }
}
