//! DIDs under the prices and limits of the chain.

use super::{account, local, try_state};
use crate::{constants::currency::*, *};
use aura_primitives::{
    did::{
        view::DidPage, Change, Changes, Control, Controller, Did as DidId, Document,
        NewVerificationMethod, Operation, PublicKey, Relationships, Signature, Signer,
    },
    limits,
};
use frame_support::{
    assert_ok,
    dispatch::{DispatchClass, GetDispatchInfo},
    traits::fungible::{Inspect, InspectHold},
};
use sp_core::{ed25519, sr25519, Pair};
use sp_runtime::DispatchError;

fn document() -> Document {
    let key = ed25519::Pair::from_seed(&[1; 32]).public().0;
    Document {
        methods: vec![NewVerificationMethod {
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

fn total(of: &AccountId) -> Balance {
    <Balances as Inspect<AccountId>>::total_balance(of)
}

/// The DID API in this state, as a client calls it.
mod api {
    use super::*;

    fn ask<Answer: codec::Decode>(function: &str, arguments: impl codec::Encode) -> Answer {
        let function = format!("DidApi_{function}");
        let answer = apis::api::dispatch(&function, &arguments.encode()).unwrap();
        codec::DecodeAll::decode_all(&mut &answer[..]).unwrap()
    }

    pub fn deposit_of_creation(control: Control<AccountId>) -> Balance {
        let answer: Result<Balance, DispatchError> =
            ask("deposit_of_creation", (document(), control));
        answer.unwrap()
    }

    pub fn deposit_of_call(
        did: DidId,
        submitter: &AccountId,
        call: Vec<u8>,
    ) -> Result<Balance, DispatchError> {
        let signers: Vec<Signer<AccountId>> = vec![];
        ask("deposit_of_call", (did, signers, submitter, call))
    }

    pub fn price_of_entry(did: DidId) -> Result<Balance, DispatchError> {
        ask("price_of_entry", did)
    }

    pub fn price_of_tombstone() -> Balance {
        ask("price_of_tombstone", ())
    }

    pub fn controlled_by(account: &AccountId) -> DidPage {
        let controller = Controller::Account(account.clone());
        ask("dids_controlled_by", (controller, None::<DidId>, 10_u32))
    }

    pub fn paid_by(account: &AccountId) -> DidPage {
        ask("dids_paid_by", (account, None::<DidId>, 10_u32))
    }
}

/// A DID that the account controls.
fn of(account: &AccountId) -> DidId {
    assert_ok!(Did::create(
        RuntimeOrigin::signed(account.clone()),
        Box::new(document()),
        [0; 32],
        None,
        Balance::MAX
    ));
    let mut dids = pallet_did::Dids::<Runtime>::iter_keys();
    dids.next().unwrap()
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
    let largest =
        frame_support::traits::Footprint::from_parts(1, limits::MAX_RECORD_BYTES as usize);
    assert!(configs::did::DidPrice::convert(largest) < AURA / 5);
}

#[test]
fn giving_a_did_up_costs_the_bytes_of_its_tombstone() {
    local().execute_with(|| {
        let alice = account("Alice");
        let before = total(&alice);
        let did = of(&alice);
        let call = RuntimeCall::Did(pallet_did::Call::deactivate {});
        assert_eq!(
            api::deposit_of_call(did, &alice, codec::Encode::encode(&call)),
            Ok(0)
        );
        let origin = RuntimeOrigin::signed(alice.clone());
        assert_ok!(Did::dispatch_as(origin, did, Box::new(call), 0));
        assert_eq!(held(&alice), 0);
        // 96 bytes at 10 millionths of a token.
        assert_eq!(api::price_of_tombstone(), 960 * MICRO);
        assert_eq!(total(&alice), before - 960 * MICRO);
        try_state();
    });
}

#[test]
fn the_api_says_what_a_call_would_lock() {
    local().execute_with(|| {
        let (alice, bob) = (account("Alice"), account("Bob"));
        let did = of(&alice);
        let update = pallet_did::Call::update {
            changes: vec![Change::AddKey(NewVerificationMethod {
                key: PublicKey::Sr25519(sr25519::Pair::from_seed(&[2; 32]).public().0),
                relationships: Relationships::ASSERTION,
            })]
            .try_into()
            .unwrap(),
        };
        let call = codec::Encode::encode(&RuntimeCall::Did(update));
        let whole = api::deposit_of_call(did, &bob, call.clone()).unwrap();
        let more = api::deposit_of_call(did, &alice, call.clone()).unwrap();
        assert_eq!(held(&alice) + more, whole);
        assert_eq!(api::price_of_entry(did), Ok(held(&alice)));

        // The bytes are not a call, or more than one.
        let longer = [&call[..], &[0]].concat();
        for bad in [vec![], vec![255, 0], longer] {
            assert!(api::deposit_of_call(did, &alice, bad).is_err());
        }
        // The call is nested deeper than a transaction can be.
        let mut deep = codec::Encode::encode(&RuntimeCall::System(frame_system::Call::remark {
            remark: vec![],
        }));
        let batch = RuntimeCall::Utility(pallet_utility::Call::batch { calls: vec![] });
        let batch = codec::Encode::encode(&batch);
        for _ in 0..300 {
            // Each list has one call.
            deep = [&batch[..2], &[4], &deep[..]].concat();
        }
        assert!(api::deposit_of_call(did, &alice, deep).is_err());
        assert_eq!(held(&bob), 0);
    });
}

#[test]
fn the_api_lists_dids() {
    local().execute_with(|| {
        let (alice, bob) = (account("Alice"), account("Bob"));
        let did = of(&alice);
        let only = DidPage {
            dids: vec![did],
            next: None,
        };
        assert_eq!(api::controlled_by(&alice), only);
        assert_eq!(api::paid_by(&alice), only);
        assert_eq!(api::controlled_by(&bob), DidPage::default());
        let operation = pallet_did::DidOrigin {
            did,
            relationships: aura_primitives::did::Relationships::SIGNING,
            signers: Default::default(),
            submitter: bob.clone(),
        };
        assert_ok!(Did::take_over_deposit(operation.into()));
        assert_eq!((api::paid_by(&bob), held(&alice)), (only, 0));
        assert_eq!(api::paid_by(&alice), DidPage::default());
        try_state();
    });
}

/// P-256 signatures are verified in WASM, and are the most expensive ones.
#[test]
fn an_operation_of_as_many_signatures_as_can_be_fits_a_block() {
    let signers: Vec<_> = (1..=limits::MAX_SIGNATURES).map(Signer::Own).collect();
    let signatures = vec![Signature::P256([0; 64]); signers.len()];
    let changes: Changes = vec![
        Change::AddKey(NewVerificationMethod {
            key: PublicKey::P256([0; 33]),
            relationships: Relationships::SIGNING,
        });
        limits::MAX_CHANGES as usize
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
