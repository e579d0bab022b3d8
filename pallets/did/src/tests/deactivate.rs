//! Deactivation of DIDs.

use crate::{mock::*, *};
use aura_primitives::did::Change;
use frame_support::{assert_noop, assert_ok};

#[test]
fn a_tombstone_stays_and_so_does_its_share_of_the_deposit() {
    with_chain(|| {
        let did = simple(&alice());
        let created = record(did).created;
        go_on(3);
        let history = record(did).whole_history();
        let (free, issuance) = (
            Balances::total_balance(&bob().account()),
            Balances::total_issuance(),
        );
        assert_ok!(act(&alice(), did, Call::deactivate {}));

        let tombstone = Tombstone {
            created,
            deactivated: crate::now::<Test>(),
            history,
        };
        assert_eq!(Dids::<Test>::get(did), Some(State::Deactivated(tombstone)));
        System::assert_has_event(Event::Deactivated { did }.into());
        let share = types::TOMBSTONE_BYTES as u128;
        assert_eq!(held(&bob()), 0);
        assert_eq!(Balances::total_balance(&bob().account()), free - share);
        assert_eq!(Balances::total_issuance(), issuance - share);
    });
}

#[test]
fn nobody_acts_for_a_did_that_was_given_up() {
    with_chain(|| {
        let did = of_account(&alice());
        let deactivate = || Box::new(Call::<Test>::deactivate {}.into());
        assert_ok!(Identifiers::dispatch_as(
            alice().origin(),
            did,
            deactivate(),
            RICH
        ));
        let again = Identifiers::dispatch_as(alice().origin(), did, deactivate(), RICH);
        assert_noop!(
            again.map_err(|failed| failed.error),
            Error::<Test>::Deactivated
        );
    });
}

fn any_update() -> Call<Test> {
    update(&[Change::SetAlsoKnownAs(Default::default())])
}

#[test]
fn in_one_batch_nothing_follows_it() {
    with_chain(|| {
        let did = simple(&alice());
        let batch = pallet_utility::Call::batch_all {
            calls: vec![Call::deactivate {}.into(), any_update().into()],
        };
        assert_eq!(
            act(&alice(), did, batch),
            Err(Error::<Test>::Deactivated.into())
        );
        // Atomic: the DID is not deactivated either.
        record(did);
    });
}

use frame_support::traits::fungible::Inspect;
