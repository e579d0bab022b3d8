//! Listings of DIDs, and previews of deposits.

use super::control::accounts;
use crate::{mock::*, *};
use aura_primitives::did::{view::DidPage, Change};
use frame_support::assert_ok;

/// All pages of a listing together, and their number.
fn all(page: impl Fn(Option<Did>) -> DidPage) -> (Vec<Did>, usize) {
    let (mut dids, mut pages, mut after) = (vec![], 0, None);
    loop {
        let DidPage { dids: more, next } = page(after);
        dids.extend(more);
        pages += 1;
        if next.is_none() {
            return (dids, pages);
        }
        assert!(next > after, "it goes on");
        after = next;
    }
}

/// Copies of a DID under other names, the first of them below all others.
fn copies(of: Did, number: u32) {
    let state = Dids::<Test>::get(of).unwrap();
    for n in 0..number {
        let mut name = [0; 32];
        name[..4].copy_from_slice(&n.to_be_bytes());
        Dids::<Test>::insert(Did::from(name), &state);
    }
}

#[test]
fn dids_are_listed_by_who_controls_them() {
    with_chain(|| {
        let (own, parent) = (simple(&alice()), simple(&bob()));
        let (of_alice, of_carol) = (of_account(&alice()), of_account(&carol()));
        // Alice and Bob's DID control one together.
        let control = Control {
            controllers: vec![
                Controller::Did(parent),
                Controller::Account(alice().account()),
            ]
            .try_into()
            .unwrap(),
            threshold: 2,
        };
        let give = operation(of_carol, Call::set_control { control });
        let pens = vec![
            by_account(&give, &carol()),
            by_account(&give, &alice()),
            by_did(&give, parent, &bob(), 1),
        ];
        assert_eq!(submit(&carol(), give, pens), Ok(Ok(())));

        let by = |controller: Controller<AccountId32>| {
            all(|after| Identifiers::controlled_by(&controller, after, 100)).0
        };
        let mut both = vec![of_alice, of_carol];
        both.sort();
        assert_eq!(by(Controller::Account(alice().account())), both);
        assert_eq!(by(Controller::Did(parent)), [of_carol]);
        assert!(by(Controller::Account(carol().account())).is_empty());
        assert!(by(Controller::Did(own)).is_empty());

        // A deactivated DID has no controllers.
        let deactivate = Box::new(Call::<Test>::deactivate {}.into());
        assert_ok!(Identifiers::dispatch_as(
            alice().origin(),
            of_alice,
            deactivate,
            0
        ));
        assert_eq!(by(Controller::Account(alice().account())), [of_carol]);
    });
}

#[test]
fn dids_are_listed_by_who_paid_for_them() {
    with_chain(|| {
        let (first, second) = (simple(&alice()), simple(&carol()));
        let paid =
            |person: &Person| all(|after| Identifiers::paid_by(&person.account(), after, 100)).0;
        let mut both = vec![first, second];
        both.sort();
        assert_eq!((paid(&bob()), paid(&alice())), (both, vec![]));
        let operation = operation(first, Call::take_over_deposit {});
        let signature = by(&operation, &alice(), 1);
        assert_eq!(submit(&alice(), operation, vec![signature]), Ok(Ok(())));
        assert_eq!((paid(&bob()), paid(&alice())), (vec![second], vec![first]));
    });
}

#[test]
fn a_page_holds_as_many_as_are_asked_for_and_no_more_than_a_hundred() {
    chain().execute_with(|| {
        copies(of_account(&alice()), 249);
        let controller = Controller::Account(alice().account());
        let page = |after, count| Identifiers::controlled_by(&controller, after, count);
        for (count, most, pages) in [(7, 7, 36), (100, 100, 3), (u32::MAX, 100, 3)] {
            assert_eq!(page(None, count).dids.len(), most);
            let (mut dids, found) = all(|after| page(after, count));
            assert_eq!((dids.len(), found), (250, pages), "{count}");
            dids.dedup();
            assert_eq!(dids.len(), 250);
        }
        // A count of 0 still makes progress.
        assert_eq!(page(None, 0).dids.len(), 1);
    });
}

/// An answer costs the same, however few DIDs match.
#[test]
fn a_page_reads_so_many_entries_at_most() {
    chain().execute_with(|| {
        let wanted = of_account(&bob());
        copies(of_account(&alice()), limits::MAX_SCANNED_DIDS + 10);
        let controller = Controller::Account(bob().account());
        let page = |after| Identifiers::controlled_by(&controller, after, 100);
        let first = page(None);
        assert!(first.dids.is_empty());
        assert!(first.next.is_some());
        assert_eq!(all(page), (vec![wanted], 2));
    });
}

#[test]
fn the_deposit_of_a_call_is_known_before_and_nothing_is_changed() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        let cost = |person: &Person, signers: Vec<Signer<AccountId32>>, call: Call<Test>| {
            Identifiers::deposit_of_call(did, signers, person.account(), call.into())
        };
        let grow = || update(&[Change::SetService(service("site", "https://alice.example"))]);
        let price = cost(&carol(), vec![], grow()).unwrap();
        let difference = cost(&bob(), vec![], grow()).unwrap();
        assert_eq!(difference, price - held(&bob()));
        assert_eq!(cost(&bob(), vec![], Call::deactivate {}), Ok(0));
        assert_eq!(
            cost(&bob(), vec![], update(&[Change::RetireKey(9)])),
            Err(Error::<Test>::KeyNotFound.into())
        );
        assert!(matches!(
            cost(&person("Poor"), vec![], grow()),
            Err(DispatchError::Token(_))
        ));

        // The new controllers are among the signers; otherwise it would fail.
        let control = accounts(&[alice(), bob()], 2);
        let set = || Call::set_control {
            control: control.clone(),
        };
        let not_proven = Err(Error::<Test>::ControllersNotProven.into());
        assert_eq!(cost(&carol(), vec![], set()), not_proven);
        let mut signers = vec![
            Signer::Account(alice().account()),
            Signer::Account(bob().account()),
        ];
        signers.sort();
        assert!(cost(&carol(), signers.clone(), set()).unwrap() > 0);
        let many = vec![Signer::Own(1); 10];
        assert!(cost(&carol(), many, set()).is_err());
        assert_eq!(record(did), before);
        assert_eq!(held(&carol()), 0);

        // The preview equals the amount held.
        let operation = operation(did, grow());
        let pen = by(&operation, &alice(), 1);
        assert_eq!(
            send_within(&carol(), sign(operation, vec![pen]), price),
            Ok(Ok(()))
        );
        assert_eq!(held(&carol()), price);
    });
}
