use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn an_announced_call_runs_by_itself_after_the_notice() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store(7)));
        let call_hash = hash(&store(7));
        System::assert_last_event(
            Event::<Test>::Announced {
                call_hash,
                due: 1 + NOTICE,
            }
            .into(),
        );
        for number in 2..1 + NOTICE {
            block(number);
        }
        assert_eq!(stored(), None);
        block(1 + NOTICE);
        assert_eq!(stored(), Some(7));
        let result = Ok(());
        System::assert_last_event(Event::<Test>::Enacted { call_hash, result }.into());
        assert_eq!(Announcements::<Test>::iter().count(), 0);
        // The call does not run a second time.
        sp_io::storage::clear(b"key");
        block(2 + NOTICE);
        assert_eq!(stored(), None);
    });
}

#[test]
fn without_a_notice_it_runs_at_once() {
    chain_with_notice(0).execute_with(|| {
        assert_ok!(RootNotice::announce(part(6), store(7)));
        assert_eq!(stored(), Some(7));
        let result = Ok(());
        let call_hash = hash(&store(7));
        System::assert_last_event(Event::<Test>::Enacted { call_hash, result }.into());
        assert!(Queue::<Test>::get().is_empty());
        // It can be announced any number of times, because nothing of it is left in state.
        assert_ok!(RootNotice::announce(part(6), store(7)));
        RootNotice::do_try_state().unwrap();
    });
}

#[test]
fn two_thirds_announce_and_nobody_else() {
    with_chain(|| {
        let others = [
            part(5),
            RuntimeOrigin::signed(1),
            RuntimeOrigin::root(),
            RuntimeOrigin::none(),
        ];
        for origin in others {
            assert_noop!(RootNotice::announce(origin, store(7)), BadOrigin);
        }
        assert_ok!(RootNotice::announce(part(6), store(7)));
    });
}

#[test]
fn a_call_is_announced_once_at_a_time() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store(7)));
        assert_noop!(
            RootNotice::announce(part(9), store(7)),
            Error::<Test>::AlreadyAnnounced
        );
        block(1 + NOTICE);
        assert_ok!(RootNotice::announce(part(6), store(7)));
    });
}

#[test]
fn announcements_are_bounded() {
    with_chain(|| {
        for value in 0..4 {
            assert_ok!(RootNotice::announce(part(6), store_long(value)));
        }
        assert_noop!(
            RootNotice::announce(part(6), store_long(4)),
            Error::<Test>::TooManyAnnouncements
        );
        assert_ok!(RootNotice::object(part(4), hash(&store_long(2))));
        assert_ok!(RootNotice::announce(part(6), store_long(4)));
    });
}

#[test]
fn a_call_that_is_too_heavy_is_refused_at_once() {
    with_chain(|| {
        let weight = store(7).get_dispatch_info().call_weight;
        MaxCallWeight::set(&weight.saturating_sub(Weight::from_parts(1, 0)));
        assert_noop!(
            RootNotice::announce(part(6), store(7)),
            Error::<Test>::TooHeavy
        );
        MaxCallWeight::set(&weight);
        assert_ok!(RootNotice::announce(part(6), store(7)));
    });
}

#[test]
fn an_announced_call_cannot_announce_or_enact() {
    with_chain(|| {
        let enact = RuntimeCall::from(Call::<Test>::enact {
            call: store(7),
            until: 1,
        });
        let announce = RuntimeCall::from(Call::<Test>::announce { call: store(7) });
        for call in [enact, announce] {
            let call_hash = hash(&call);
            assert_ok!(RootNotice::announce(part(6), Box::new(call)));
            block(System::block_number() + NOTICE);
            let result = Err(BadOrigin);
            System::assert_last_event(Event::<Test>::Enacted { call_hash, result }.into());
            assert_eq!(stored(), None);
        }
    });
}

#[test]
fn the_request_of_another_for_the_preimage_outlives_the_announcement() {
    with_chain(|| {
        let call_hash = hash(&store_long(7));
        assert_ok!(Preimage::request_preimage(RuntimeOrigin::root(), call_hash));
        assert_ok!(RootNotice::announce(part(6), store_long(7)));
        assert_ok!(RootNotice::object(part(4), call_hash));
        assert!(Preimage::is_requested(&call_hash));
        assert!(<Preimage as QueryPreimage>::len(&call_hash).is_some());
    });
}
