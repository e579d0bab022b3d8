//! Policies of one use per person: the maximum number of persons, and the deposit for their
//! nullifiers.

use crate::{
    mock::*,
    types::{footprint_of_policy, footprint_of_uses},
    *,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::traits::Convert;

fn held() -> u128 {
    Balances::balance_on_hold(&Reason::get(), &account(VERIFIER))
}

fn price_of_uses(policy: &VerificationPolicy) -> u128 {
    match policy.uses {
        Uses::Many => 0,
        Uses::Once { max_uses, .. } => Price::convert(footprint_of_uses(max_uses)),
    }
}

fn price_of(policy: &VerificationPolicy) -> u128 {
    Price::convert(footprint_of_policy(policy)) + price_of_uses(policy)
}

fn presented_as(policy: &VerificationPolicy, n: u8) -> Presentation<AccountId32> {
    proven(Presentation {
        nullifier: nullifier(n),
        ..presented(policy)
    })
}

fn stored(policy: &VerificationPolicy) -> Option<u32> {
    PolicyUses::<Test>::get(policy.id()).map(|uses| uses.used)
}

/// Each use is two entries of state until the policy closes.
#[test]
fn a_policy_pays_for_all_uses_that_it_allows() {
    with_chain(|| {
        let (few, many) = (once(policy(ADULT), 50, 3), once(policy(ADULT), 50, 30));
        for policy in [&few, &many] {
            let price = Verifier::footprint_of_policy(policy).map(Price::convert);
            let before = held();
            register(policy);
            assert_eq!(held() - before, price_of(policy));
            assert_eq!(price, Ok(price_of(policy)));
            assert_eq!(stored(policy), Some(0));
        }
        let more = price_of_uses(&many) - price_of_uses(&few);
        assert_eq!(more, 27 * (2 * 10 + 241));
    });
}

#[test]
fn a_policy_that_nobody_has_satisfied_gives_all_back_when_it_is_closed() {
    with_chain(|| {
        let policy = once(policy(ADULT), 50, 3);
        let id = register(&policy);
        assert_ok!(Verifier::close_policy(by(VERIFIER), id));
        assert_eq!((held(), stored(&policy)), (0, None));
        assert_eq!(ExpiresAt::<Test>::iter().count(), 0);
        // It can be registered again, because nothing is left in state.
        register(&policy);
        assert_eq!(held(), price_of(&policy));
    });
}

#[test]
fn the_deposit_for_nullifiers_is_held_until_they_are_forgotten() {
    with_chain(|| {
        let policy = once(policy(ADULT), 20, 3);
        let id = register(&policy);
        assert_ok!(verify(presented_as(&policy, 1)));
        assert_ok!(verify(presented_as(&policy, 2)));
        assert_eq!(stored(&policy), Some(2));
        assert_ok!(Verifier::close_policy(by(VERIFIER), id));
        assert_eq!(held(), price_of_uses(&policy));
        go_on(19);
        assert_eq!(held(), price_of_uses(&policy));
        assert_eq!(Nullifiers::<Test>::iter().count(), 2);
        go_on(2);
        assert_eq!(Nullifiers::<Test>::iter().count(), 0);
        assert_eq!((held(), stored(&policy)), (0, None));
    });
}

/// The nullifiers are pruned, whether or not the verifier closes the policy.
#[test]
fn a_policy_that_nobody_closes_gives_the_deposit_for_nullifiers_back() {
    with_chain(|| {
        let policy = once(policy(ADULT), 20, 3);
        let id = register(&policy);
        assert_ok!(verify(presented_as(&policy, 1)));
        go_on(21);
        assert_eq!(held(), Price::convert(footprint_of_policy(&policy)));
        assert_ok!(Verifier::close_policy(by(VERIFIER), id));
        assert_eq!(held(), 0);
    });
}

#[test]
fn a_policy_that_is_registered_again_pays_once_for_its_nullifiers() {
    with_chain(|| {
        let policy = once(policy(ADULT), 20, 2);
        let id = register(&policy);
        assert_ok!(verify(presented_as(&policy, 1)));
        assert_ok!(Verifier::close_policy(by(VERIFIER), id));
        let price = Verifier::footprint_of_policy(&policy).map(Price::convert);
        assert_eq!(price, Ok(Price::convert(footprint_of_policy(&policy))));
        register(&policy);
        assert_eq!(held(), price_of(&policy));
        // Earlier uses count.
        assert_ok!(verify(presented_as(&policy, 2)));
        let third = presented_as(&policy, 3);
        assert_noop!(verify(third), Error::<Test>::NoUsesLeft);
    });
}

#[test]
fn no_more_persons_satisfy_a_policy_than_it_pays_for() {
    with_chain(|| {
        let policy = once(policy(ADULT), 50, 2);
        register(&policy);
        let all: Vec<_> = (1..=3).map(|n| presented_as(&policy, n)).collect();
        let batch = |all: &[Presentation<AccountId32>]| {
            let all = all.to_vec().try_into().unwrap();
            let checked = Verifier::verify_batch(signed(RELAYER), all, true);
            checked.map(|_| ()).map_err(|failed| failed.error)
        };
        // A batch cannot exceed the maximum either.
        assert_noop!(batch(&all), Error::<Test>::NoUsesLeft);
        assert_ok!(batch(&all[..2]));
        assert_eq!(stored(&policy), Some(2));
        assert_noop!(verify(all[2].clone()), Error::<Test>::NoUsesLeft);
        // Used ones are skipped before the remaining uses are counted.
        assert_ok!(batch(&all[..2]));
    });
}

/// An emergency does not wait for stored nullifiers, and their deposit stays held.
#[test]
fn a_stopped_policy_pays_for_its_nullifiers_until_they_are_forgotten() {
    with_chain(|| {
        let policy = once(policy(ADULT), 20, 2);
        let id = register(&policy);
        assert_ok!(verify(presented_as(&policy, 1)));
        assert_ok!(Verifier::stop_policy(signed("Council"), id));
        assert_eq!(held(), price_of_uses(&policy));
        go_on(21);
        assert_eq!(held(), 0);
    });
}

/// A block without time for it leaves the deposit for the next one.
#[test]
fn a_deposit_is_given_back_when_a_block_has_time_for_it() {
    with_chain(|| {
        let policy = once(policy(ADULT), 20, 2);
        register(&policy);
        assert_ok!(Verifier::close_policy(by(VERIFIER), policy.id()));
        register(&policy);
        assert_ok!(verify(presented_as(&policy, 1)));
        assert_ok!(Verifier::close_policy(by(VERIFIER), policy.id()));
        go_on(20);
        System::set_block_number(System::block_number() + 1);
        assert!(held() > 0);
        let needed = <Test as Config>::WeightInfo::prune_uses();
        let one = <Test as Config>::WeightInfo::prune();
        // Only the deposit is due in this block.
        let idle = |weight| Verifier::on_idle(System::block_number(), weight);
        idle(needed.saturating_sub(Weight::from_parts(1, 0)));
        assert!(held() > 0);
        idle(needed + one + one);
        assert_eq!(held(), 0);
    });
}
