use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn five_sixths_act_at_once_and_nobody_else() {
    with_chain(|| {
        let others = [
            part(7),
            RuntimeOrigin::signed(1),
            RuntimeOrigin::root(),
            RuntimeOrigin::none(),
        ];
        for origin in others {
            assert_noop!(RootNotice::enact(origin, store(7), 1), BadOrigin);
        }
        assert_ok!(RootNotice::enact(part(8), store(7), 1));
        assert_eq!(stored(), Some(7));
        let (call_hash, result) = (hash(&store(7)), Ok(()));
        System::assert_last_event(Event::<Test>::Enacted { call_hash, result }.into());
    });
}

#[test]
fn an_announcement_of_the_same_call_goes_with_it() {
    with_chain(|| {
        let call_hash = hash(&store_long(7));
        assert_ok!(RootNotice::announce(part(6), store_long(7)));
        assert_ok!(RootNotice::announce(part(6), store_long(8)));
        assert_ok!(RootNotice::enact(part(8), store_long(7), 1));
        assert_eq!(stored(), Some(7));
        assert_eq!(<Preimage as QueryPreimage>::len(&call_hash), None);
        assert_eq!(Queue::<Test>::get().len(), 1);
        // The other call runs when it is due, and this one does not run a second time.
        block(1 + NOTICE);
        assert_eq!(stored(), Some(8));
        block(2 + NOTICE);
        assert_eq!(stored(), Some(8));
    });
}

#[test]
fn a_decision_is_carried_out_in_its_time_or_not_at_all() {
    with_chain(|| {
        // A motion of block 1 lasts until block 101.
        assert_noop!(
            RootNotice::enact(part(9), store(7), 102),
            Error::<Test>::ExpiresTooLate
        );
        System::set_block_number(102);
        assert_noop!(
            RootNotice::enact(part(9), store(7), 101),
            Error::<Test>::Expired
        );
        System::set_block_number(101);
        assert_ok!(RootNotice::enact(part(9), store(7), 101));
    });
}

#[test]
fn weight_is_that_of_the_call() {
    with_chain(|| {
        let weight = store(7).get_dispatch_info().call_weight;
        let enact = RuntimeCall::from(Call::<Test>::enact {
            call: store(7),
            until: 1,
        });
        assert_eq!(enact.get_dispatch_info().call_weight, weight);
        let announce = RuntimeCall::from(Call::<Test>::announce { call: store(7) });
        assert_eq!(announce.get_dispatch_info().call_weight, weight);
        // A pending call has used no weight yet.
        let done = RootNotice::announce(part(6), store(7)).unwrap();
        assert_eq!(done.actual_weight, Some(Weight::zero()));
    });
}
