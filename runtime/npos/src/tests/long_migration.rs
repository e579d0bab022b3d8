//! A migration over several blocks that begins at the switch.

use super::{
    chain::{state, Chain},
    shared::migrations,
};
use crate::*;

/// BABE has its state before the first step, and its epochs go on.
#[test]
fn begins_after_the_migration_of_the_engines() {
    migrations::plan_moving(3);
    let mut chain = Chain::switched(5, 12);
    chain.execute(|| migrations::make_dids(40));
    let session = chain.execute(Session::current_index);
    chain.babe_block(chain.slot + 1);
    let epochs = chain.execute(state);
    assert_eq!(epochs.epoch_index, u64::from(session));
    assert!(chain.execute(migrations::is_running));
    chain.babe_blocks_to(chain.slot + 11);
    assert!(chain.execute(Session::current_index) > session + 1);
    assert!(chain.execute(migrations::is_running));
    chain.babe_blocks_to(chain.slot + 5);
    assert!(!chain.execute(migrations::is_running));
    let now = chain.slot * 2_000;
    chain.execute(|| {
        assert_eq!(migrations::moved().len(), 40);
        assert_eq!(Timestamp::get(), now);
    });
}
