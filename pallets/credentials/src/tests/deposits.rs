//! Depositors of entries. After every test, holds must equal the price of the entries.

use crate::{mock::*, *};
use aura_primitives::credentials::Change;
use frame_support::{
    assert_noop, assert_ok,
    traits::fungible::{Inspect, Mutate},
};
use sp_runtime::traits::Convert;

fn price_of_list(batches: u32) -> u128 {
    Price::convert(types::footprint_of_list(Capacity::TwoTo17, batches))
}

#[test]
fn a_list_is_paid_for_with_all_its_pages() {
    with_chain(|| {
        let schema = open();
        for capacity in Capacity::ALL {
            let before = held("Ada");
            list_with("Ada", schema, capacity);
            let pages = u128::from(capacity.entries() / 1024);
            assert!(held("Ada") - before >= pages * (10 + 256));
        }
    });
}

#[test]
fn whoever_anchors_pays_for_the_whole_list() {
    with_chain(|| {
        let list = list_of("Ada", open());
        assert_eq!(held("Ada"), price_of_list(0));
        assert_ok!(anchor("Ada", list, 0, 1, 1));
        assert_eq!(held("Ada"), price_of_list(1));
        assert_ok!(anchor_by(paid_by("Ada", "Payer"), list, 1, 1, [2; 32]));
        assert_eq!((held("Ada"), held("Payer")), (0, price_of_list(2)));
    });
}

#[test]
fn nothing_is_anchored_that_the_submitter_cannot_pay() {
    with_chain(|| {
        let list = list_of("Ada", open());
        let poor = paid_by("Ada", "Poor");
        let result =
            frame_support::storage::with_storage_layer(|| anchor_by(poor, list, 0, 1, [1; 32]));
        assert!(result.is_err());
        assert_eq!(held("Ada"), price_of_list(0));
        assert_eq!(Batches::<Test>::iter().count(), 0);
    });
}

/// The deposit for the list covers every page.
#[test]
fn revoking_needs_no_money() {
    with_chain(|| {
        let list = list_of("Ada", open());
        assert_ok!(anchor("Ada", list, 0, 1 << 17, 1));
        Balances::set_balance(&account("Ada"), 1);
        let all: Vec<_> = (0..128)
            .map(|page| change(page * 1024, Change::Revoke))
            .collect();
        let before = held("Ada");
        let changes = all.try_into().unwrap();
        assert_ok!(Credentials::set_status(
            paid_by("Ada", "Poor"),
            list,
            changes
        ));
        assert_eq!(held("Ada"), before);
    });
}

#[test]
fn the_deposit_of_an_accreditation_returns_to_who_paid() {
    with_chain(|| {
        let schema = accredited();
        let ada = did("Ada");
        assert_ok!(Credentials::accredit(
            paid_by(OWNER, "Payer"),
            schema,
            ada,
            0,
            None
        ));
        let price = Price::convert(types::footprint_of_accreditation());
        assert_eq!(held("Payer"), price);
        // An update by the same parent leaves the deposit where it is, for any submitter.
        assert_ok!(accredit(schema, OWNER, "Ada", 3));
        assert_eq!(held("Payer"), price);
        assert_ok!(withdraw(schema, "Ada", "Ada"));
        assert_eq!(Balances::balance(&account("Payer")), RICH);
    });
}

#[test]
fn whoever_takes_an_accreditation_over_pays_for_it() {
    with_chain(|| {
        let schema = chain_of(2);
        let price = Price::convert(types::footprint_of_accreditation());
        assert_eq!(held("Ada"), price);
        let owners = held(OWNER);
        assert_ok!(accredit(schema, OWNER, "Ben", 3));
        assert_eq!((held("Ada"), held(OWNER)), (0, owners + price));
    });
}

#[test]
fn nobody_is_accredited_whom_nobody_pays_for() {
    with_chain(|| {
        let schema = accredited();
        let origin = paid_by(OWNER, "Poor");
        assert!(Credentials::accredit(origin, schema, did("Ada"), 0, None).is_err());
        assert_noop!(
            withdraw(schema, OWNER, "Ada"),
            Error::<Test>::AccreditationNotFound
        );
    });
}
