//! The chain as BABE sees it.

use super::chain::Chain;
use aura_node_lib::consensus::{engine::Engine, switch::SwitchClient};
use aura_runtime_common::{Block, Hash};
use polkadot_sdk::*;
use sc_client_api::{AuxStore, HeaderBackend};
use sc_consensus_babe::{aux_schema, find_pre_digest};

#[test]
fn a_header_of_aura_consensus_shows_its_slot_to_babe() {
    let (mut chain, before, switch) = Chain::switched();
    let view = SwitchClient::new(chain.client.clone());
    for block in [before, switch] {
        let plain = chain.client.header(block).unwrap().unwrap();
        assert_eq!(Engine::Babe.slot(&plain), None);
        let shown = view.header(block).unwrap().unwrap();
        let claim = find_pre_digest::<Block>(&shown).unwrap();
        assert_eq!(Some(claim.slot()), Engine::Aura.slot(&plain));
        // The view adds only that digest.
        assert!(shown.digest.logs.starts_with(&plain.digest.logs));
        assert_eq!(shown.digest.logs.len(), plain.digest.logs.len() + 1);
    }

    let first = chain.babe_block(switch);
    let first = chain.extend(&first);
    for block in [chain.client.info().genesis_hash, first, Hash::zero()] {
        assert_eq!(
            view.header(block).unwrap(),
            chain.client.header(block).unwrap()
        );
    }
}

#[test]
fn a_block_of_aura_consensus_weighs_nothing() {
    let (mut chain, before, switch) = Chain::switched();
    let view = SwitchClient::new(chain.client.clone());
    let stored = |block| aux_schema::load_block_weight(&*chain.client, block).unwrap();
    for block in [before, switch] {
        assert_eq!(stored(block), None);
        assert_eq!(view.weight(block).unwrap(), Some(0));
    }
    assert_eq!(view.weight(Hash::repeat_byte(7)).unwrap(), None);
    assert_eq!(view.weight(chain.client.info().genesis_hash).unwrap(), None);

    let mut tip = switch;
    let mut weight = 0;
    for _ in 0..4 {
        let block = chain.babe_block(tip);
        let primary = find_pre_digest::<Block>(&block.header).unwrap();
        weight += primary.added_weight();
        tip = chain.extend(&block);
        assert_eq!(view.weight(tip).unwrap(), Some(weight));
    }
}

#[test]
fn babe_keeps_no_headers_to_tell_equivocations_by() {
    let (chain, ..) = Chain::switched();
    let view = SwitchClient::new(chain.client.clone());
    let (key, value) = (&b"slot_header_map01234567"[..], &b"a header"[..]);
    view.insert_aux(&[(key, value)], &[]).unwrap();
    assert_eq!(chain.client.get_aux(key).unwrap(), None);
    chain.client.insert_aux(&[(key, value)], &[]).unwrap();
    assert_eq!(view.get_aux(key).unwrap(), None);
}

#[test]
fn what_is_stored_under_other_keys_stays_as_it_is() {
    let (chain, _, switch) = Chain::switched();
    let view = SwitchClient::new(chain.client.clone());
    for prefix in [&b""[..], b"block", b"grandpa"] {
        let key = [prefix, switch.as_bytes()].concat();
        assert_eq!(view.get_aux(&key).unwrap(), None);
    }
    let (key, value) = (&b"some key"[..], &b"some value"[..]);
    view.insert_aux(&[(key, value)], &[]).unwrap();
    assert_eq!(chain.client.get_aux(key).unwrap().as_deref(), Some(value));
    assert_eq!(view.get_aux(key).unwrap().as_deref(), Some(value));
    view.insert_aux(&[], &[key]).unwrap();
    assert_eq!(chain.client.get_aux(key).unwrap(), None);
}
