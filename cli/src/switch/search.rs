//! The search for the switch block.
//!
//! Headers stay where states are pruned, and their seals name the engine: Aura consensus sealed
//! every block up to the switch block, BABE every later one. So the boundary is found by halving.

use super::engine::Engine;

/// What is known so far.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    /// The highest block that is known not to be BABE's: at first the genesis block.
    before: u64,
    /// The lowest block that is known to be BABE's.
    after: u64,
}

impl Search {
    /// Begins from a block that BABE sealed.
    pub fn below(babe: u64) -> Self {
        Self {
            before: 0,
            after: babe,
        }
    }

    /// The block whose seal to look at next; none once the boundary is found.
    pub fn next(&self) -> Option<u64> {
        let distance = self.after.saturating_sub(self.before);
        (distance > 1).then(|| self.before.saturating_add(distance / 2))
    }

    /// Takes in who sealed the block `number`.
    pub fn learn(&mut self, number: u64, sealed: Engine) {
        match sealed {
            Engine::Aura => self.before = self.before.max(number),
            Engine::Babe => self.after = self.after.min(number),
        }
    }

    /// The last block of Aura consensus; none where the chain began with BABE. True once
    /// [`Self::next`] gives no more.
    pub fn last_of_aura(&self) -> Option<u64> {
        (self.before > 0).then_some(self.before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Searches a chain that switched in `switch`, and counts the looks.
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
