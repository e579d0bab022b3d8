//! Credentials under the prices and limits of the chain.

use super::{account, local, try_state};
use crate::{constants::currency::*, *};
use aura_primitives::{
    credentials::{
        view::{BatchView, ListView, SchemaView},
        Capacity, Change, IssuancePolicy, Schema, SchemaId, Standing, Status, StatusChange,
    },
    did::{Did as DidId, Uri},
    limits,
};
use codec::{Decode, Encode};
use frame_support::{
    assert_ok,
    dispatch::{DispatchClass, GetDispatchInfo},
    traits::fungible::{InspectHold, Mutate},
};
use pallet_credentials::Call;
use sp_runtime::DispatchError;

/// The DID that the account of that name controls.
pub fn did_of(name: &str) -> DidId {
    let origin = RuntimeOrigin::signed(account(name));
    Balances::set_balance(&account(name), 1_000 * AURA);
    assert_ok!(Did::create(
        origin,
        Default::default(),
        [0; 32],
        None,
        Balance::MAX
    ));
    System::events()
        .into_iter()
        .rev()
        .find_map(|record| match record.event {
            RuntimeEvent::Did(pallet_did::Event::Created { did, .. }) => Some(did),
            _ => None,
        })
        .unwrap()
}

/// A call of the DID that the account of that name controls.
fn act(name: &str, did: DidId, call: Call<Runtime>) {
    let origin = RuntimeOrigin::signed(account(name));
    let call = Box::new(RuntimeCall::Credentials(call));
    assert_ok!(Did::dispatch_as(origin, did, call, Balance::MAX));
}

fn schema(owner: DidId) -> Schema {
    Schema {
        owner,
        digest: [1; 32],
        uri: Uri::new("https://aura.example/schema.json").unwrap(),
        claims: Default::default(),
        policy: IssuancePolicy::Accredited,
        unique: true,
    }
}

pub fn register(owner: DidId) -> SchemaId {
    let schema = schema(owner);
    let id = schema.id();
    let schema = Box::new(schema);
    act("Alice", owner, Call::register_schema { schema });
    id
}

fn held(name: &str) -> Balance {
    Balances::balance_on_hold(
        &configs::credentials::CredentialsHold::get(),
        &account(name),
    )
}

/// Calls the credentials API in this state, as a client does.
fn ask<Answer: Decode>(function: &str, arguments: impl Encode) -> Answer {
    let function = format!("CredentialsApi_{function}");
    let answer = apis::api::dispatch(&function, &arguments.encode()).unwrap();
    Answer::decode(&mut &answer[..]).unwrap()
}

#[test]
fn a_credential_is_anchored_revoked_and_read() {
    local().execute_with(|| {
        let (alice, bob) = (did_of("Alice"), did_of("Bob"));
        let schema = register(alice);
        let view: Option<SchemaView> = ask("schema", schema);
        assert_eq!(view.unwrap().owner, alice);
        let standing = || ask::<Option<Standing>>("standing", (schema, bob));
        assert_eq!(standing(), Some(Standing::Missing));
        let accredit = Call::accredit {
            schema,
            did: bob,
            depth: 0,
            until: None,
        };
        act("Alice", alice, accredit);
        assert_eq!(standing(), Some(Standing::Good));

        let create = Call::create_status_list {
            schema,
            capacity: Capacity::TwoTo17,
            strict: false,
        };
        act("Bob", bob, create);
        let root = [7u8; 32];
        let anchor = Call::anchor {
            list: 0,
            first_index: 0,
            count: 10,
            root,
        };
        act("Bob", bob, anchor);
        let change = Change::Revoke;
        let changes = vec![StatusChange { index: 9, change }].try_into().unwrap();
        act("Bob", bob, Call::set_status { list: 0, changes });

        let list: Option<ListView> = ask("list", 0u32);
        assert_eq!(list.unwrap().allocated, 10);
        let batch: Option<BatchView> = ask("batch", (0u32, root));
        assert_eq!(batch.unwrap().count, 10);
        let status = |index: u32| ask::<Option<Status>>("status", (0u32, index));
        assert_eq!(status(8), Some(Status::Valid));
        assert_eq!(status(9), Some(Status::Revoked));
        assert_eq!(status(10), None);
        try_state();
    });
}

#[test]
fn entries_cost_what_the_api_said() {
    local().execute_with(|| {
        let alice = did_of("Alice");
        let price: Result<Balance, DispatchError> = ask("deposit_of_schema", schema(alice));
        let schema = register(alice);
        assert_eq!(Ok(held("Alice")), price);
        for capacity in Capacity::ALL {
            let (before, price) = (held("Alice"), ask::<Balance>("deposit_of_list", capacity));
            let create = Call::create_status_list {
                schema,
                capacity,
                strict: true,
            };
            act("Alice", alice, create);
            assert_eq!(held("Alice") - before, price);
        }
        let price = |capacity| ask::<Balance>("deposit_of_list", capacity) / AURA;
        assert_eq!(price(Capacity::TwoTo17), 18);
        assert_eq!(price(Capacity::TwoTo20), 142);
        try_state();
    });
}

#[test]
fn as_many_changes_as_can_be_fit_a_block() {
    let changes: Vec<_> = (0..limits::MAX_STATUS_CHANGES)
        .map(|number| StatusChange {
            index: number % limits::MAX_CHANGED_PAGES * limits::ENTRIES_PER_PAGE,
            change: Change::Revoke,
        })
        .collect();
    let call = pallet_did::Call::<Runtime>::dispatch_as {
        did: [1; 32].into(),
        call: Box::new(RuntimeCall::Credentials(Call::set_status {
            list: 0,
            changes: changes.try_into().unwrap(),
        })),
        max_deposit: 0,
    };
    let info = call.get_dispatch_info();
    let limits = configs::system::RuntimeBlockWeights::get();
    let most = limits.get(DispatchClass::Normal).max_extrinsic.unwrap();
    assert_eq!(info.class, DispatchClass::Normal);
    assert!(info.call_weight.all_lte(most), "{:?}", info.call_weight);
}
