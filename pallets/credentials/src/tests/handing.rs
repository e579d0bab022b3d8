//! Transfer of schemas and lists, closing of lists, and takeover of deposits.

use crate::{mock::*, *};
use aura_primitives::credentials::{Change, Standing};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};
use sp_runtime::traits::Convert;

/// Makes or revokes an offer; an error rolls it back.
fn offer(what: Owned, by_whom: &str, to: Option<&str>) -> DispatchResult {
    with_storage_layer(|| Credentials::offer(by(by_whom), what, to.map(did)))
}

fn accept(what: Owned, who: &str) -> DispatchResult {
    with_storage_layer(|| Credentials::accept(by(who), what))
}

fn close(list: ListId, who: &str) -> DispatchResult {
    with_storage_layer(|| Credentials::close_status_list(by(who), list))
}

fn hand_over(schema: SchemaId, from: &str, to: &str) {
    let what = Owned::Schema(schema);
    assert_ok!(offer(what, from, Some(to)));
    assert_ok!(accept(what, to));
}

fn good(schema: SchemaId, name: &str) -> bool {
    Credentials::standing(schema, did(name)).unwrap().is_good()
}

fn price(footprint: Footprint) -> u128 {
    Price::convert(footprint)
}

#[test]
fn a_schema_is_handed_over_with_both_agreeing() {
    with_chain(|| {
        let schema = accredited();
        let what = Owned::Schema(schema);
        assert_noop!(accept(what, STRANGER), Error::<Test>::OfferNotFound);
        let paid = held(OWNER);
        assert_ok!(offer(what, OWNER, Some(STRANGER)));
        System::assert_last_event(
            Event::Offered {
                what,
                by: did(OWNER),
                to: Some(did(STRANGER)),
            }
            .into(),
        );
        assert_eq!(held(OWNER), paid + price(types::footprint_of_offer()));
        assert_eq!(Credentials::offered(what), Some(did(STRANGER)));
        for who in [OWNER, "Ada"] {
            assert_noop!(accept(what, who), Error::<Test>::NotAuthorized);
        }
        assert_eq!(
            Credentials::schema(schema).unwrap().present_owner,
            did(OWNER)
        );
        assert_ok!(accept(what, STRANGER));
        System::assert_last_event(
            Event::OwnershipTransferred {
                what,
                from: did(OWNER),
                to: did(STRANGER),
            }
            .into(),
        );
        // The deposit goes with the schema.
        assert_eq!((held(OWNER), held(STRANGER)), (0, paid));
        let view = Credentials::schema(schema).unwrap();
        assert_eq!((view.id, view.owner), (schema, did(OWNER)));
        assert_eq!(view.present_owner, did(STRANGER));
        assert_eq!(view.schema().unwrap().id(), schema);
        assert_eq!(Credentials::offered(what), None);
        // The offer is used up.
        assert_noop!(accept(what, STRANGER), Error::<Test>::OfferNotFound);
    });
}

#[test]
fn offers_are_the_owners_and_can_be_taken_back() {
    with_chain(|| {
        let schema = accredited();
        let what = Owned::Schema(schema);
        assert_noop!(
            offer(what, STRANGER, Some("Ada")),
            Error::<Test>::NotAuthorized
        );
        assert_noop!(offer(what, OWNER, Some(OWNER)), Error::<Test>::NothingToDo);
        assert_noop!(
            offer(what, OWNER, Some("Nobody")),
            Error::<Test>::DidNotActive
        );
        assert_noop!(offer(what, OWNER, None), Error::<Test>::OfferNotFound);
        let nothing = Owned::Schema([9; 32].into());
        assert_noop!(
            offer(nothing, OWNER, Some("Ada")),
            Error::<Test>::SchemaNotFound
        );
        let paid = held(OWNER);
        assert_ok!(offer(what, OWNER, Some("Ada")));
        // Another offer replaces it at no further cost.
        assert_ok!(offer(what, OWNER, Some("Ben")));
        assert_eq!(held(OWNER), paid + price(types::footprint_of_offer()));
        assert_noop!(accept(what, "Ada"), Error::<Test>::NotAuthorized);
        assert_noop!(offer(what, "Ben", None), Error::<Test>::NotAuthorized);
        assert_ok!(offer(what, OWNER, None));
        assert_eq!(held(OWNER), paid);
        assert_noop!(accept(what, "Ben"), Error::<Test>::OfferNotFound);
    });
}

/// An owner can prepare a transfer to an heir.
#[test]
fn an_offer_outlives_the_did_that_made_it() {
    with_chain(|| {
        let schema = chain_of(2);
        assert_ok!(offer(Owned::Schema(schema), OWNER, Some(STRANGER)));
        deactivate(OWNER);
        assert!(!good(schema, "Ada"));
        assert_ok!(accept(Owned::Schema(schema), STRANGER));
        assert!(good(schema, "Ada"));
        assert!(good(schema, "Ben"));
    });
}

#[test]
fn what_the_owner_gave_the_next_one_has_given() {
    with_chain(|| {
        let schema = chain_of(5);
        let list = list_of("Ben", schema);
        hand_over(schema, OWNER, STRANGER);
        assert!(LEVELS.iter().all(|name| good(schema, name)));
        let view = Credentials::accreditation(schema, did("Ada")).unwrap();
        assert_eq!((view.by, view.path), (did(STRANGER), vec![did(STRANGER)]));
        assert_ok!(anchor("Ben", list, 0, 9, 1));
        // The new owner has all the power, and the old one none.
        assert_noop!(
            set(OWNER, list, &[change(0, Change::Hold)]),
            Error::<Test>::NotAuthorized
        );
        assert_noop!(suspend(schema, OWNER, "Ben"), Error::<Test>::NotAuthorized);
        assert!(accredit(schema, OWNER, "Ada", 0).is_err());
        assert_eq!(
            Credentials::standing(schema, did(OWNER)),
            Some(Standing::Missing)
        );
        assert_ok!(set(STRANGER, list, &[change(0, Change::Hold)]));
        assert_ok!(suspend(schema, STRANGER, "Ada"));
        assert_ok!(lift(schema, STRANGER, "Ada"));
        // Updating an accreditation leaves its deposit where it is.
        let paid = held(OWNER);
        assert_ok!(accredit(schema, STRANGER, "Ada", 4));
        assert_eq!(held(OWNER), paid);
        assert_ok!(withdraw(schema, STRANGER, "Ada"));
        assert!(!good(schema, "Ben"));
        // The old owner can issue again once it is accredited.
        assert_ok!(accredit(schema, STRANGER, OWNER, 0));
        assert!(good(schema, OWNER));
    });
}

#[test]
fn what_the_owner_held_and_suspended_the_next_one_lifts() {
    with_chain(|| {
        let schema = chain_of(2);
        let list = list_of("Ben", schema);
        assert_ok!(anchor("Ben", list, 0, 9, 1));
        assert_ok!(set(OWNER, list, &[change(0, Change::Hold)]));
        assert_ok!(suspend(schema, OWNER, "Ben"));
        hand_over(schema, OWNER, STRANGER);
        assert_noop!(
            set("Ada", list, &[change(0, Change::Release)]),
            Error::<Test>::HoldNotLifted
        );
        assert_noop!(lift(schema, "Ada", "Ben"), Error::<Test>::NotAuthorized);
        assert_ok!(set(STRANGER, list, &[change(0, Change::Release)]));
        assert_ok!(lift(schema, STRANGER, "Ben"));
    });
}

#[test]
fn an_issuer_becomes_the_owner() {
    with_chain(|| {
        let schema = chain_of(3);
        let list = list_of("Ben", schema);
        let paid = held("Ada");
        hand_over(schema, OWNER, "Ben");
        // The new owner needs no accreditation, and that deposit is released.
        assert_eq!(Credentials::accreditation(schema, did("Ben")), None);
        assert_eq!(
            held("Ada"),
            paid - price(types::footprint_of_accreditation())
        );
        assert_ok!(anchor("Ben", list, 0, 9, 1));
        // Descendants of the new owner are directly below it now, and so is Ada.
        assert!(good(schema, "Cleo"));
        assert_ok!(suspend(schema, "Ben", "Ada"));
        // Accreditations that it gave before it was the owner break at the next transfer, unless it
        // renews them.
        assert_ok!(accredit(schema, "Ben", "Dan", 0));
        hand_over(schema, "Ben", STRANGER);
        assert_eq!(
            Credentials::standing(schema, did("Cleo")),
            Some(Standing::Broken(did("Ben")))
        );
        assert!(good(schema, "Dan"));
    });
    with_chain(|| {
        let schema = chain_of(3);
        hand_over(schema, OWNER, "Ben");
        assert_ok!(accredit(schema, "Ben", "Cleo", 2));
        hand_over(schema, "Ben", STRANGER);
        assert!(good(schema, "Cleo"));
    });
}

#[test]
fn handing_over_takes_delegation() {
    use aura_primitives::did::Relationships;
    with_chain(|| {
        let what = Owned::Schema(accredited());
        let others = Relationships::ALL.without(Relationship::CapabilityDelegation.into());
        let to = Some(did("Ada"));
        assert_noop!(
            Credentials::offer(by_proving(OWNER, others), what, to),
            DispatchError::BadOrigin
        );
        assert_ok!(offer(what, OWNER, Some("Ada")));
        assert_noop!(
            Credentials::accept(by_proving("Ada", others), what),
            DispatchError::BadOrigin
        );
        deactivate("Ada");
        assert_noop!(accept(what, "Ada"), Error::<Test>::Deactivated);
    });
}

#[test]
fn nobody_accepts_what_the_submitter_cannot_pay() {
    with_chain(|| {
        let what = Owned::Schema(accredited());
        assert_ok!(offer(what, OWNER, Some("Ada")));
        let poor = || Credentials::accept(paid_by("Ada", "Poor"), what);
        assert!(with_storage_layer(poor).is_err());
        assert_eq!(Credentials::offered(what), Some(did("Ada")));
        assert_ok!(Credentials::accept(paid_by("Ada", "Payer"), what));
        assert_eq!(held(OWNER), 0);
    });
}

/// Signed credentials name their issuer, so a list with batches belongs to its owner for ever.
#[test]
fn a_list_is_handed_over_while_nothing_is_anchored_in_it() {
    with_chain(|| {
        let schema = open();
        let (empty, used) = (list_of("Ada", schema), list_of("Ada", schema));
        assert_ok!(offer(Owned::List(used), "Ada", Some("Ben")));
        assert_ok!(anchor("Ada", used, 0, 1, 1));
        assert_noop!(
            accept(Owned::List(used), "Ben"),
            Error::<Test>::ListNotEmpty
        );
        assert_noop!(
            offer(Owned::List(used), "Ada", Some("Cleo")),
            Error::<Test>::ListNotEmpty
        );
        assert_noop!(
            offer(Owned::List(used), "Ben", None),
            Error::<Test>::NotAuthorized
        );
        assert_ok!(offer(Owned::List(used), "Ada", None));

        assert_noop!(
            offer(Owned::List(empty), "Ben", Some("Cleo")),
            Error::<Test>::NotAuthorized
        );
        assert_ok!(offer(Owned::List(empty), "Ada", Some("Ben")));
        assert_ok!(accept(Owned::List(empty), "Ben"));
        assert_eq!(Credentials::list(empty).unwrap().owner, did("Ben"));
        assert_eq!(
            held("Ben"),
            price(types::footprint_of_list(Capacity::TwoTo17, 0))
        );
        assert!(anchor("Ada", empty, 0, 1, 1).is_err());
        assert_ok!(anchor("Ben", empty, 0, 1, 1));
        let nothing = Owned::List(used + 1);
        assert_noop!(
            offer(nothing, "Ada", Some("Ben")),
            Error::<Test>::ListNotFound
        );
    });
}

#[test]
fn a_list_without_a_batch_is_closed_and_its_deposit_returns() {
    with_chain(|| {
        let schema = open();
        let (empty, used) = (list_of("Ada", schema), list_of("Ada", schema));
        assert_ok!(anchor("Ada", used, 0, 1, 1));
        assert_ok!(offer(Owned::List(empty), "Ada", Some("Ben")));
        let paid = held("Ada");
        assert_noop!(close(used, "Ada"), Error::<Test>::ListNotEmpty);
        assert_noop!(close(empty, "Ben"), Error::<Test>::NotAuthorized);
        assert_noop!(close(empty + 9, "Ada"), Error::<Test>::ListNotFound);
        assert_ok!(close(empty, "Ada"));
        System::assert_last_event(
            Event::StatusListClosed {
                list: empty,
                by: did("Ada"),
            }
            .into(),
        );
        let returned = price(types::footprint_of_list(Capacity::TwoTo17, 0))
            + price(types::footprint_of_offer());
        assert_eq!(held("Ada"), paid - returned);
        assert_eq!(Credentials::list(empty), None);
        assert_noop!(
            accept(Owned::List(empty), "Ben"),
            Error::<Test>::OfferNotFound
        );
        assert_noop!(close(empty, "Ada"), Error::<Test>::ListNotFound);
        // The number of a closed list is not assigned again.
        assert_eq!(list_of("Ada", schema), used + 1);
    });
}

fn take_over(entry: Entry, by_whom: &str, payer: &str) -> DispatchResult {
    with_storage_layer(|| Credentials::take_over_deposit(paid_by(by_whom, payer), entry))
}

/// A schema, an accreditation, a list with a batch, and an offer of each kind, with the DID that
/// decides about its deposit.
fn entries() -> Vec<(Entry, &'static str)> {
    let schema = chain_of(2);
    let (used, empty) = (list_of("Ada", schema), list_of("Ada", schema));
    assert_ok!(anchor("Ada", used, 0, 1, 1));
    assert_ok!(offer(Owned::List(empty), "Ada", Some(STRANGER)));
    assert_ok!(offer(Owned::Schema(schema), OWNER, Some(STRANGER)));
    vec![
        (Entry::Schema(schema), OWNER),
        (Entry::List(used), "Ada"),
        (Entry::List(empty), "Ada"),
        (Entry::Offer(Owned::List(empty)), "Ada"),
        (Entry::Offer(Owned::Schema(schema)), OWNER),
        (Entry::Accreditation(schema, did("Ada")), OWNER),
        (Entry::Accreditation(schema, did("Ben")), "Ada"),
    ]
}

#[test]
fn deposits_are_taken_over_with_both_agreeing() {
    with_chain(|| {
        let entries = entries();
        let paid = held(OWNER) + held("Ada") + held("Ben");
        for (entry, owner) in entries {
            let expected = held("Payer") + price(Credentials::footprint_of(entry).unwrap());
            assert_ok!(take_over(entry, owner, "Payer"));
            assert_eq!(held("Payer"), expected);
            System::assert_last_event(
                Event::DepositTakenOver {
                    entry,
                    from: account(owner),
                    to: account("Payer"),
                }
                .into(),
            );
            assert_noop!(
                take_over(entry, owner, "Payer"),
                Error::<Test>::AlreadyDepositor
            );
            check();
        }
        assert!(held("Payer") > 0);
        assert_eq!(
            held("Payer") + held(OWNER) + held("Ada") + held("Ben"),
            paid
        );
    });
}

/// Otherwise a stranger could repeatedly make the next batch of a list cost its issuer the deposit
/// for the whole list.
#[test]
fn nobody_takes_a_deposit_over_that_its_owner_has_not_given() {
    with_chain(|| {
        let entries = entries();
        for (entry, owner) in &entries {
            for alone in [account("Payer"), account(owner)] {
                let alone = RuntimeOrigin::signed(alone);
                assert_noop!(
                    Credentials::take_over_deposit(alone, *entry),
                    DispatchError::BadOrigin
                );
            }
            for other in [OWNER, "Ada", "Ben", STRANGER] {
                if other != *owner {
                    assert_noop!(
                        take_over(*entry, other, "Payer"),
                        Error::<Test>::NotAuthorized
                    );
                }
            }
            let issuing = by_proving(owner, Relationship::AssertionMethod.into());
            assert_noop!(
                Credentials::take_over_deposit(issuing, *entry),
                DispatchError::BadOrigin
            );
        }
        assert_eq!(held("Payer"), 0);
        // A batch costs only its own bytes.
        let list = entries.iter().find_map(|(entry, _)| match entry {
            Entry::List(list) => Some(*list),
            _ => None,
        });
        let (list, paid) = (list.unwrap(), held("Ada"));
        assert_ok!(anchor("Ada", list, 1, 1, 2));
        let batch = Footprint::from_parts(1, types::BATCH_BYTES);
        assert_eq!(held("Ada") - paid, price(batch));
    });
}

/// The present owner of a schema decides, also about accreditations by previous owners.
#[test]
fn who_has_an_entry_now_decides_who_pays_for_it() {
    with_chain(|| {
        let schema = chain_of(1);
        hand_over(schema, OWNER, STRANGER);
        for entry in [
            Entry::Schema(schema),
            Entry::Accreditation(schema, did("Ada")),
        ] {
            assert_noop!(
                take_over(entry, OWNER, "Payer"),
                Error::<Test>::NotAuthorized
            );
            assert_ok!(take_over(entry, STRANGER, "Payer"));
        }
    });
}

#[test]
fn nobody_takes_over_what_is_not_there_or_what_it_cannot_pay() {
    with_chain(|| {
        let schema = accredited();
        for (entry, error) in [
            (Entry::Schema([9; 32].into()), Error::<Test>::SchemaNotFound),
            (
                Entry::Accreditation([9; 32].into(), did("Ada")),
                Error::<Test>::SchemaNotFound,
            ),
            (
                Entry::Accreditation(schema, did("Ada")),
                Error::<Test>::AccreditationNotFound,
            ),
            (Entry::List(7), Error::<Test>::ListNotFound),
            (Entry::Offer(Owned::List(7)), Error::<Test>::ListNotFound),
            (
                Entry::Offer(Owned::Schema(schema)),
                Error::<Test>::OfferNotFound,
            ),
        ] {
            assert_noop!(take_over(entry, OWNER, "Payer"), error);
        }
        let paid = held(OWNER);
        assert!(take_over(Entry::Schema(schema), OWNER, "Poor").is_err());
        assert_eq!(held(OWNER), paid);
    });
}

fn release(what: Owned) -> DispatchResult {
    with_storage_layer(|| {
        Credentials::release_stranded(RuntimeOrigin::signed(account(STRANGER)), what)
    })
}

/// The accounts that paid for them may be others than the owner's, and cannot close them.
#[test]
fn any_account_releases_an_empty_list_of_a_did_that_was_given_up() {
    with_chain(|| {
        let schema = open();
        let (empty, used) = (list_of("Ada", schema), list_of("Ada", schema));
        assert_ok!(anchor("Ada", used, 0, 1, 1));
        let paid = held("Ada");
        assert_noop!(release(Owned::List(empty)), Error::<Test>::NotStranded);
        assert_noop!(release(Owned::List(empty + 9)), Error::<Test>::ListNotFound);
        assert_noop!(
            Credentials::release_stranded(by("Ada"), Owned::List(empty)),
            DispatchError::BadOrigin
        );
        deactivate("Ada");
        assert_noop!(release(Owned::List(used)), Error::<Test>::NotStranded);
        assert_noop!(release(Owned::Schema(schema)), Error::<Test>::NotStranded);
        assert_ok!(release(Owned::List(empty)));
        assert_eq!(Credentials::list(empty), None);
        let returned = price(types::footprint_of_list(Capacity::TwoTo17, 0));
        assert_eq!(held("Ada"), paid - returned);
    });
}

#[test]
fn any_account_releases_an_offer_that_nobody_can_accept() {
    with_chain(|| {
        let schema = open();
        let [left, used, kept] = [(); 3].map(|()| list_of("Ada", schema));
        for list in [left, used, kept] {
            assert_ok!(offer(Owned::List(list), "Ada", Some("Ben")));
        }
        assert_ok!(anchor("Ada", used, 0, 1, 1));
        let paid = held("Ada");
        deactivate("Ada");
        // A list with a batch stays, with its last owner.
        assert_ok!(release(Owned::List(used)));
        assert_eq!(Credentials::offered(Owned::List(used)), None);
        assert!(Credentials::list(used).is_some());
        let of_offer = price(types::footprint_of_offer());
        assert_eq!(held("Ada"), paid - of_offer);
        // An offer that can be accepted stays.
        assert_noop!(release(Owned::List(kept)), Error::<Test>::NotStranded);
        assert_ok!(accept(Owned::List(kept), "Ben"));
        // Once the heir is deactivated too, the offer can be released.
        deactivate("Ben");
        assert_ok!(release(Owned::List(left)));
        assert_eq!(Credentials::offered(Owned::List(left)), None);
        assert_eq!(Credentials::list(left), None);
    });
}
