//! Prices of state follow one formula.

use super::{
    account,
    credentials::{did_of, register},
    local,
};
use crate::{
    constants::currency::{deposit, AURA, EXISTENTIAL_DEPOSIT},
    *,
};
use aura_primitives::{
    credentials::Capacity,
    zkp::{AcceptedKeys, Predicate, Uses, VerificationPolicy},
};
use frame_support::{assert_ok, traits::fungible::Mutate};
use sp_io::hashing::twox_128;
use sp_runtime::traits::OpaqueKeys;

/// Bytes that all keys of one item have in common.
const PREFIX: usize = 32;

/// Entries of an item or a pallet, and the bytes of their keys and values.
fn stored(prefix: &[u8]) -> (u32, u32) {
    let (mut items, mut bytes, mut key) = (0, 0, prefix.to_vec());
    while let Some(next) = sp_io::storage::next_key(&key).filter(|next| next.starts_with(prefix)) {
        // Single values, including counters, are not entries that a user adds.
        if next.len() > PREFIX {
            items += 1;
            bytes += next.len() - PREFIX + sp_io::storage::get(&next).unwrap().len();
        }
        key = next;
    }
    (items, bytes as u32)
}

/// Maximum excess of a price over the formula, in bytes: some fields count with their maximum
/// length.
enum Price {
    /// Exactly what is stored.
    Exact,
    /// At most this number of bytes more.
    Within(u32),
    /// Including bytes that the entry may take later without a further deposit.
    Ahead,
}

/// Runs `act` by Alice, and compares the growth of her pallet's storage with her deposit.
fn compare(pallet: &str, price: Price, act: impl FnOnce()) {
    let alice = account("Alice");
    let measure = || stored(&twox_128(pallet.as_bytes()));
    // The measure includes holds and reserves.
    let (before, paid_before) = (measure(), Balances::reserved_balance(&alice));
    act();
    let (after, paid_after) = (measure(), Balances::reserved_balance(&alice));
    let (items, bytes) = (after.0 - before.0, after.1 - before.1);
    let (least, paid) = (deposit(items, bytes), paid_after - paid_before);
    let most = match price {
        Price::Exact => least,
        Price::Within(more) => deposit(items, bytes + more),
        Price::Ahead => Balance::MAX,
    };
    assert!(
        (least..=most).contains(&paid),
        "{pallet}: {items} entries of {bytes} bytes cost {least}, paid {paid}"
    );
}

fn alice() -> RuntimeOrigin {
    RuntimeOrigin::signed(account("Alice"))
}

#[test]
fn an_account_costs_its_existential_deposit() {
    local().execute_with(|| {
        let item = [twox_128(b"System"), twox_128(b"Account")].concat();
        let before = stored(&item);
        Balances::set_balance(&account("Nobody"), EXISTENTIAL_DEPOSIT);
        let after = stored(&item);
        let (items, bytes) = (after.0 - before.0, after.1 - before.1);
        assert_eq!(items, 1);
        assert_eq!(EXISTENTIAL_DEPOSIT, deposit(items, bytes));
        assert_eq!(EXISTENTIAL_DEPOSIT, 101_280_000_000);
    });
}

#[test]
fn session_keys_cost_what_they_store() {
    local().execute_with(|| {
        let validator = account("Alice//stash");
        let size = |key: Vec<u8>| {
            let value = sp_io::storage::get(&key).unwrap();
            (key.len() - PREFIX + value.len()) as u32
        };
        let mut bytes = size(pallet_session::NextKeys::<Runtime>::hashed_key_for(
            &validator,
        ));
        let keys = pallet_session::NextKeys::<Runtime>::get(&validator).unwrap();
        let mut items = 1;
        for id in SessionKeys::key_ids() {
            let owner = (*id, keys.get_raw(*id).to_vec());
            bytes += size(pallet_session::KeyOwner::<Runtime>::hashed_key_for(owner));
            items += 1;
        }
        assert_eq!(configs::session::KeyDeposit::get(), deposit(items, bytes));
    });
}

#[test]
fn what_accounts_add_costs_what_it_stores() {
    local().execute_with(|| {
        Balances::set_balance(&account("Alice"), 1_000 * AURA);
        let bob = || account("Bob").into();
        for (delegate, delay) in [("Bob", 0), ("Charlie", 1)] {
            let delegate = account(delegate).into();
            compare("Proxy", Price::Exact, || {
                assert_ok!(Proxy::add_proxy(
                    alice(),
                    delegate,
                    Default::default(),
                    delay
                ));
            });
        }
        assert_ok!(Proxy::add_proxy(
            RuntimeOrigin::signed(account("Bob")),
            account("Alice").into(),
            Default::default(),
            1
        ));
        for call in [1, 2] {
            compare("Proxy", Price::Exact, || {
                assert_ok!(Proxy::announce(alice(), bob(), Hash::repeat_byte(call)));
            });
        }
        // The first approving signatory pays for all approvals.
        for threshold in [2, 3] {
            compare("Multisig", Price::Within(32 * threshold + 1), || {
                let mut others = vec![account("Bob"), account("Charlie")];
                others.sort();
                assert_ok!(Multisig::approve_as_multi(
                    alice(),
                    threshold as u16,
                    others,
                    None,
                    [threshold as u8; 32],
                    Default::default()
                ));
            });
        }
        compare("Preimage", Price::Within(16), || {
            assert_ok!(Preimage::note_preimage(alice(), vec![7; 1_000]));
        });
        compare("Recovery", Price::Exact, || {
            let group = pallet_recovery::FriendGroup {
                friends: vec![account("Bob")].try_into().unwrap(),
                friends_needed: 1,
                inheritor: account("Charlie"),
                inheritance_delay: 10,
                inheritance_priority: 0,
                cancel_delay: 10,
            };
            assert_ok!(Recovery::set_friend_groups(alice(), vec![group]));
        });
    });
}

#[test]
fn what_identities_add_costs_what_it_stores() {
    local().execute_with(|| {
        Balances::set_balance(&account("Alice"), 1_000 * AURA);
        let bob = did_of("Bob");
        let mut alice = None;
        // `did_of` adds another balance to her account.
        compare("Did", Price::Within(300), || alice = Some(did_of("Alice")));
        let alice = alice.unwrap();
        let act = |call: RuntimeCall| {
            let call = Box::new(call);
            assert_ok!(Did::dispatch_as(self::alice(), alice, call, Balance::MAX));
        };
        let mut schema = None;
        compare("Credentials", Price::Within(128), || {
            schema = Some(register(alice))
        });
        let schema = schema.unwrap();
        compare("Credentials", Price::Within(128), || {
            act(RuntimeCall::Credentials(
                pallet_credentials::Call::accredit {
                    schema,
                    did: bob,
                    depth: 0,
                    until: None,
                },
            ));
        });
        compare("Credentials", Price::Ahead, || {
            act(RuntimeCall::Credentials(
                pallet_credentials::Call::create_status_list {
                    schema,
                    capacity: Capacity::TwoTo17,
                    strict: false,
                },
            ));
        });
        let policy = VerificationPolicy {
            verifier: alice,
            schema,
            issuers: vec![alice].try_into().unwrap(),
            predicate: Predicate::Ownership,
            uses: Uses::Many,
            lifetime: 60,
            keys: AcceptedKeys::AtLeast(1),
        };
        compare("ZkpVerifier", Price::Within(128), || {
            act(RuntimeCall::ZkpVerifier(
                pallet_zkp_verifier::Call::register_policy {
                    policy: Box::new(policy),
                },
            ));
        });
    });
}
