use crate::{mock::*, Floor, Validators};

#[test]
fn the_first_set_is_that_of_the_session() {
    with_chain(|| {
        assert_eq!(Validators::<Test>::get().to_vec(), [1, 2, 3, 4]);
        assert_eq!(Session::validators(), [1, 2, 3, 4]);
        assert_eq!(Floor::<Test>::get(), 3);
    });
}

#[test]
#[should_panic(expected = "must be at least 1")]
fn a_floor_of_zero_is_refused() {
    chain_with_floor(0);
}

#[test]
fn a_floor_above_the_first_set_comes_down_to_it() {
    chain_with_floor(9).execute_with(|| {
        assert_eq!(Floor::<Test>::get(), 4);
        ValidatorSet::do_try_state().unwrap();
    });
}
