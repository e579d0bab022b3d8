//! Destinations of fees and tips.

use super::{account, engine, local};
use crate::{constants::currency::*, *};
use frame_support::traits::{
    fungible::{Balanced, Inspect},
    tokens::Preservation,
    OnUnbalanced,
};

const FEE: Balance = 5 * MILLI;
const TIP: Balance = 2 * MILLI;

/// Starts a block by the first validator, Alice's stash.
fn block_of_alice() -> AccountId {
    System::initialize(&2, &Default::default(), &engine::digest(4, 0));
    let author = Authorship::author().unwrap();
    assert_eq!(author, account("Alice//stash"));
    author
}

/// Bob pays the fee and the tip; returns the decrease of the total issuance.
fn pay() -> Balance {
    let before = Balances::total_issuance();
    let credit = |amount| {
        <Balances as Balanced<AccountId>>::withdraw(
            &account("Bob"),
            amount,
            frame_support::traits::tokens::Precision::Exact,
            Preservation::Preserve,
            frame_support::traits::tokens::Fortitude::Polite,
        )
        .unwrap()
    };
    fees::BurnFeeTipAuthor::<Runtime>::on_unbalanceds([credit(FEE), credit(TIP)].into_iter());
    before - Balances::total_issuance()
}

#[test]
fn the_fee_is_burnt_and_the_tip_is_the_authors() {
    local().execute_with(|| {
        let author = block_of_alice();
        let before = Balances::balance(&author);
        assert_eq!(pay(), FEE);
        assert_eq!(Balances::balance(&author), before + TIP);
    });
}

#[test]
fn without_an_author_all_is_burnt() {
    local().execute_with(|| assert_eq!(pay(), FEE + TIP));
}

#[test]
fn empty_blocks_do_not_make_transactions_free() {
    local().execute_with(|| {
        type Update = <Runtime as pallet_transaction_payment::Config>::FeeMultiplierUpdate;
        let floor = fees::MinimumMultiplier::get();
        let after = <Update as sp_runtime::traits::Convert<_, _>>::convert(floor);
        assert_eq!(after, floor);
    });
}
