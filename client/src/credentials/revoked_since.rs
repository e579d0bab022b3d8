//! Block of a revocation, found in old blocks where the node keeps their state.

use crate::did::Chain;
use aura_primitives::credentials::{Index, ListId, Status};

/// Finds the block that revoked a credential, which is revoked after block `last` and was not
/// before block `first`. `None` if the node does not keep the state of the blocks between.
pub async fn revoked(
    chain: &Chain,
    list: ListId,
    index: Index,
    first: u32,
    last: u32,
) -> Option<u32> {
    bisect(first, last, async |number| {
        let at = chain.node.block_at(number.into()).await.ok()??;
        let status = chain.status(list, index, at).await.ok()?;
        Some(status == Some(Status::Revoked))
    })
    .await
}

/// Finds the first number of `first..=last` for which a condition holds. It must hold for `last`,
/// and for every number after the first.
async fn bisect(first: u32, last: u32, holds: impl AsyncFn(u32) -> Option<bool>) -> Option<u32> {
    let (mut low, mut high) = (first, last);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle).await? {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::executor::block_on;
    use proptest::prelude::*;
    use std::cell::Cell;

    proptest! {
        #[test]
        fn the_block_is_found_in_few_steps(first in 0_u32..1000, more in 0_u32..1_000_000, part: u32) {
            let last = first + more;
            let wanted = first + part % (more + 1);
            let asked = Cell::new(0_u32);
            let found = block_on(bisect(first, last, async |number| {
                asked.set(asked.get() + 1);
                Some(number >= wanted)
            }));
            prop_assert_eq!(found, Some(wanted));
            prop_assert!(asked.get() <= 20);
        }
    }

    #[test]
    fn what_is_not_kept_is_not_guessed() {
        assert_eq!(block_on(bisect(1, 9, async |_| None)), None);
        assert_eq!(block_on(bisect(9, 9, async |_| None)), Some(9));
    }
}
