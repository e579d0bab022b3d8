//! DIDs under the prices and limits of the chain.

use super::{account, local, try_state};
use crate::{constants::currency::*, *};
use aura_primitives::did::{
    limits, Changes, Control, Document, NewMethod, Operation, PublicKey, Relationships, Signature,
    Signer,
};
use frame_support::{
    assert_ok,
    dispatch::{DispatchClass, GetDispatchInfo},
    traits::fungible::{Inspect, InspectHold},
};
use sp_core::{ed25519, Pair};

fn document() -> Document {
    let key = ed25519::Pair::from_seed(&[1; 32]).public().0;
    Document {
        methods: vec![NewMethod {
            key: PublicKey::Ed25519(key),
            relationships: Relationships::SIGNING,
        }]
        .try_into()
        .unwrap(),
        ..Default::default()
    }
}

fn held(by: &AccountId) -> Balance {
    Balances::balance_on_hold(&configs::did::DidHold::get(), by)
}

/// The DID API as a client calls it, in this state.
mod api {
    use super::*;

    pub fn deposit_of_creation(control: Control<AccountId>) -> Balance {
        let arguments = codec::Encode::encode(&(document(), control));
        let answer = apis::api::dispatch("DidApi_deposit_of_creation", &arguments).unwrap();
        let answer: Result<Balance, sp_runtime::DispatchError> =
            codec::Decode::decode(&mut &answer[..]).unwrap();
        answer.unwrap()
    }
}

#[test]
fn a_did_costs_what_the_api_said() {
    local().execute_with(|| {
        let alice = account("Alice");
        let price = api::deposit_of_creation(Control::account(alice.clone()));
        assert_ok!(Did::create(
            RuntimeOrigin::signed(alice.clone()),
            Box::new(document()),
            [0; 32],
            None,
            Balance::MAX
        ));
        assert_eq!(held(&alice), price);
        assert!((100 * MILLI..110 * MILLI).contains(&price), "{price}");
        try_state();
    });
}

#[test]
fn the_largest_entry_costs_less_than_a_fifth_of_a_token() {
    use sp_runtime::traits::Convert;
    let largest = frame_support::traits::Footprint::from_parts(1, limits::RECORD as usize);
    assert!(configs::did::DidPrice::convert(largest) < AURA / 5);
}

#[test]
fn giving_a_did_up_costs_the_bytes_of_its_tombstone() {
    local().execute_with(|| {
        let alice = account("Alice");
        let before = Balances::total_balance(&alice);
        let origin = || RuntimeOrigin::signed(alice.clone());
        assert_ok!(Did::create(
            origin(),
            Box::new(document()),
            [0; 32],
            None,
            Balance::MAX
        ));
        let (did, _) = pallet_did::Dids::<Runtime>::iter().next().unwrap();
        let call = Box::new(RuntimeCall::Did(pallet_did::Call::deactivate {}));
        assert_ok!(Did::dispatch_as(origin(), did, call, Balance::MAX));
        assert_eq!(held(&alice), 0);
        // 96 bytes at 10 millionths of a token.
        assert_eq!(Balances::total_balance(&alice), before - 960 * MICRO);
        try_state();
    });
}

/// Signatures over P-256 are checked in WASM: the dearest of all.
#[test]
fn an_operation_of_as_many_signatures_as_can_be_fits_a_block() {
    let signers: Vec<_> = (1..=limits::SIGNATURES).map(Signer::Own).collect();
    let signatures = vec![Signature::P256([0; 64]); signers.len()];
    let changes: Changes = vec![
        aura_primitives::did::Change::AddKey(NewMethod {
            key: PublicKey::P256([0; 33]),
            relationships: Relationships::SIGNING,
        });
        limits::CHANGES as usize
    ]
    .try_into()
    .unwrap();
    let call = pallet_did::Call::<Runtime>::dispatch {
        operation: Operation {
            did: [1; 32].into(),
            nonce: 0,
            submitter: None,
            checkpoint: 0,
            signers: signers.try_into().unwrap(),
            call: Box::new(RuntimeCall::Did(pallet_did::Call::update { changes })),
        },
        signatures: signatures.try_into().unwrap(),
        max_deposit: 0,
    };
    let info = call.get_dispatch_info();
    let limits = configs::system::RuntimeBlockWeights::get();
    let most = limits.get(DispatchClass::Normal).max_extrinsic.unwrap();
    assert_eq!(info.class, DispatchClass::Normal);
    assert!(info.call_weight.all_lte(most), "{:?}", info.call_weight);
}
