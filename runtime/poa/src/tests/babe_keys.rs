//! BABE keys under Aura consensus.

use super::shared::{account, chain_with, local, try_state};
use crate::*;
use frame_support::assert_ok;
use pallet_consensus_switch::{Authorities, NextAuthorities};
use sp_core::{crypto::Ss58Codec, ed25519, sr25519, Pair};
use sp_genesis_builder::DEV_RUNTIME_PRESET;

#[test]
fn they_are_those_of_the_sessions() {
    local().execute_with(|| {
        let dave = account("Dave//stash");
        assert_ok!(ValidatorSet::remove_validator(RuntimeOrigin::root(), dave));
        let sizes = || {
            [
                Authorities::<Runtime>::get().len(),
                NextAuthorities::<Runtime>::get().len(),
            ]
        };
        assert_eq!(sizes(), [4, 4]);
        Session::rotate_session();
        assert_eq!(sizes(), [4, 3]);
        Session::rotate_session();
        assert_eq!(sizes(), [3, 3]);
        try_state();
    });
}

/// Otherwise the first epochs of BABE would have authors that are not validators.
#[test]
#[should_panic(expected = "BABE's next keys are those of the queued session")]
fn keys_that_are_not_those_of_the_queued_session_are_found() {
    local().execute_with(|| {
        let mut keys = NextAuthorities::<Runtime>::get().into_inner();
        keys.swap(0, 1);
        NextAuthorities::<Runtime>::put(frame_support::BoundedVec::truncate_from(keys));
        try_state();
    });
}

#[test]
fn they_are_not_those_of_aura_consensus() {
    let sr25519 = |part: &str| {
        sr25519::Pair::from_string(&format!("//Alice//{part}"), None)
            .unwrap()
            .public()
    };
    let grandpa = ed25519::Pair::from_string("//Alice", None)
        .unwrap()
        .public();
    let stash = account("Alice//stash");
    let keys = serde_json::json!({
        "aura": sr25519("aura").to_ss58check(),
        "babe": sr25519("babe").to_ss58check(),
        "grandpa": grandpa.to_ss58check(),
        "authority_discovery": sr25519("audi").to_ss58check(),
    });
    let changes = serde_json::json!({ "session": { "keys": [[stash, stash, keys]] } });
    chain_with(DEV_RUNTIME_PRESET, changes).execute_with(|| {
        for keys in [
            Authorities::<Runtime>::get(),
            NextAuthorities::<Runtime>::get(),
        ] {
            assert_eq!(keys.to_vec(), [sr25519("babe").into()]);
        }
    });
}
