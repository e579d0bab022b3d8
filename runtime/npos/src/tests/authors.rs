//! Authors of blocks.

use super::{
    chain::{remove, Chain},
    engine,
    shared::account,
};
use crate::*;

const LENGTH: u64 = 5;

/// Starts a block and returns its author.
fn author_of(chain: &mut Chain, slot: u64, index: u32) -> Option<AccountId> {
    let header = chain.header(slot, engine::digest(slot, index));
    chain.execute(|| {
        Executive::initialize_block(&header);
        Authorship::author()
    })
}

fn stash(name: &str) -> Option<AccountId> {
    Some(account(&format!("{name}//stash")))
}

#[test]
fn is_the_validator_at_the_index() {
    let mut chain = Chain::switched(LENGTH as u32, 12);
    let slot = chain.slot + 1;
    assert_eq!(author_of(&mut chain, slot, 2), stash("Charlie"));
}

/// Alice leaves, so that Bob is the first of the next epoch, and of its first block.
#[test]
fn is_of_the_new_set_in_the_first_block_of_an_epoch() {
    let mut chain = Chain::phase_1(LENGTH as u32);
    chain.aura_blocks(6);
    chain.execute(|| remove("Alice"));
    chain.aura_blocks(5);
    let end = chain.slot + LENGTH;
    chain.babe_blocks_to(end - 1);
    assert_eq!(
        chain.execute(Session::validators)[0],
        stash("Alice").unwrap()
    );
    assert_eq!(author_of(&mut chain, end, 0), stash("Bob"));
    assert_eq!(chain.execute(Session::validators)[0], stash("Bob").unwrap());
}

#[test]
fn is_nobody_beyond_the_set() {
    let mut chain = Chain::switched(LENGTH as u32, 12);
    let slot = chain.slot + 1;
    assert_eq!(author_of(&mut chain, slot, 4), None);
}
