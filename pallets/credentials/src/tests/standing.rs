//! Standing, and the DID at which it fails.

use crate::{mock::*, *};
use aura_primitives::credentials::Standing;
use frame_support::assert_ok;

fn standing(schema: SchemaId, name: &str) -> Standing {
    Credentials::standing(schema, did(name)).unwrap()
}

#[test]
fn by_an_open_schema_everybody_issues_who_exists() {
    with_chain(|| {
        let schema = open();
        assert_eq!(standing(schema, STRANGER), Standing::Good);
        deactivate(STRANGER);
        assert_eq!(
            standing(schema, STRANGER),
            Standing::Deactivated(did(STRANGER))
        );
        // An open schema has no ancestors; not even its owner matters.
        deactivate(OWNER);
        assert_eq!(standing(schema, "Ada"), Standing::Good);
    });
}

#[test]
fn the_owner_and_all_five_levels_are_in_good_standing() {
    with_chain(|| {
        let schema = chain_of(5);
        for name in [OWNER].into_iter().chain(LEVELS) {
            assert_eq!(standing(schema, name), Standing::Good, "{name}");
        }
        assert_eq!(standing(schema, STRANGER), Standing::Missing);
        assert_eq!(
            standing(schema, "Nobody"),
            Standing::Deactivated(did("Nobody"))
        );
        assert_eq!(Credentials::standing([9; 32].into(), did("Ada")), None);
    });
}

/// A fault at one level affects it and all levels below, and is reported there.
fn breaks(happens: impl Fn(SchemaId, &str), at: fn(Did) -> Standing) {
    for (broken, name) in LEVELS.into_iter().enumerate() {
        with_chain(|| {
            let schema = chain_of(5);
            happens(schema, name);
            for (level, who) in LEVELS.into_iter().enumerate() {
                let expected = if level < broken {
                    Standing::Good
                } else {
                    at(did(name))
                };
                // A DID without accreditation is reported as missing, not as broken above.
                let missing = expected == Standing::Broken(did(who));
                let expected = if missing { Standing::Missing } else { expected };
                assert_eq!(standing(schema, who), expected, "{who} below {name}");
            }
            assert_eq!(standing(schema, OWNER), Standing::Good);
        });
    }
}

#[test]
fn a_suspension_anywhere_is_felt_below() {
    breaks(
        |schema, name| suspend(schema, OWNER, name).unwrap(),
        Standing::Suspended,
    );
}

#[test]
fn a_withdrawal_anywhere_is_felt_below() {
    breaks(
        |schema, name| withdraw(schema, OWNER, name).unwrap(),
        Standing::Broken,
    );
}

#[test]
fn a_deactivation_anywhere_is_felt_below() {
    breaks(|_, name| deactivate(name), Standing::Deactivated);
}

#[test]
fn the_end_of_an_accreditation_anywhere_is_felt_below() {
    breaks(
        |schema, name| {
            let id = did(name);
            let now = pallet_did::now::<Test>().time;
            Accreditations::<Test>::mutate(schema, id, |record| {
                record.as_mut().unwrap().accreditation.until = Some(now);
            });
        },
        Standing::Expired,
    );
}

#[test]
fn an_accreditation_lapses_at_its_time() {
    with_chain(|| {
        let schema = accredited();
        let until = pallet_did::now::<Test>().time + BLOCK;
        assert_ok!(accredit_until(schema, OWNER, "Ada", 0, Some(until)));
        assert_eq!(standing(schema, "Ada"), Standing::Good);
        pallet_timestamp::Now::<Test>::put(until - 1);
        assert_eq!(standing(schema, "Ada"), Standing::Good);
        go_on(1);
        assert_eq!(standing(schema, "Ada"), Standing::Expired(did("Ada")));
    });
}

/// Batches anchored before an expiry stay valid, so an expiry must not hide a graver fault.
#[test]
fn a_lapse_hides_nothing() {
    with_chain(|| {
        let schema = chain_of(3);
        let lapse = |name| {
            let now = pallet_did::now::<Test>().time;
            Accreditations::<Test>::mutate(schema, did(name), |record| {
                record.as_mut().unwrap().accreditation.until = Some(now);
            });
        };
        lapse("Cleo");
        lapse("Ben");
        assert_eq!(standing(schema, "Cleo"), Standing::Expired(did("Cleo")));
        suspend(schema, OWNER, "Ada").unwrap();
        assert_eq!(standing(schema, "Cleo"), Standing::Suspended(did("Ada")));
        withdraw(schema, OWNER, "Ada").unwrap();
        assert_eq!(standing(schema, "Cleo"), Standing::Broken(did("Ada")));
        deactivate("Ben");
        assert_eq!(standing(schema, "Cleo"), Standing::Deactivated(did("Ben")));
    });
}

#[test]
fn nobody_issues_when_the_owner_is_gone() {
    with_chain(|| {
        let schema = chain_of(2);
        deactivate(OWNER);
        for name in [OWNER, "Ada", "Ben"] {
            assert_eq!(standing(schema, name), Standing::Deactivated(did(OWNER)));
        }
    });
}

#[test]
fn what_was_given_on_is_felt_when_less_may_be() {
    with_chain(|| {
        let schema = chain_of(3);
        // Ben has a depth of three, and Ada now one of two.
        assert_ok!(accredit(schema, OWNER, "Ada", 2));
        assert_eq!(standing(schema, "Ada"), Standing::Good);
        assert_eq!(standing(schema, "Ben"), Standing::TooDeep(did("Ben")));
        assert_eq!(standing(schema, "Cleo"), Standing::TooDeep(did("Ben")));
        // An equal depth is not less.
        assert_ok!(accredit(schema, OWNER, "Ada", 3));
        assert_eq!(standing(schema, "Ben"), Standing::TooDeep(did("Ben")));
        assert_ok!(accredit(schema, OWNER, "Ada", 4));
        assert_eq!(standing(schema, "Cleo"), Standing::Good);
    });
}

#[test]
fn whoever_comes_back_lower_brings_those_below_too_deep() {
    with_chain(|| {
        let schema = chain_of(5);
        assert_ok!(accredit(schema, OWNER, STRANGER, 4));
        assert_ok!(withdraw(schema, "Ada", "Ada"));
        assert_ok!(accredit(schema, STRANGER, "Ada", 3));
        assert_eq!(standing(schema, "Ada"), Standing::Good);
        assert_eq!(standing(schema, "Eve"), Standing::TooDeep(did("Ben")));
        // The path from Eve has six links, of which five are looked up.
        let eve = Credentials::path(schema, did(OWNER), did("Eve"));
        assert_eq!(eve.links.len(), 5);
        assert_eq!(eve.end, did(STRANGER));
    });
}

/// Depths alone keep paths short; the bound holds without them.
#[test]
fn six_levels_are_too_many_whatever_their_depths() {
    with_chain(|| {
        let schema = chain_of(5);
        let mut record = Accreditations::<Test>::get(schema, did("Ada")).unwrap();
        (record.accreditation.by, record.by_owner) = (did(STRANGER), false);
        Accreditations::<Test>::insert(schema, did("Ada"), record.clone());
        assert_eq!(standing(schema, "Ada"), Standing::Broken(did(STRANGER)));
        assert_eq!(standing(schema, "Eve"), Standing::TooDeep(did("Ada")));
        (record.accreditation.by, record.by_owner) = (did(OWNER), true);
        Accreditations::<Test>::insert(schema, did("Ada"), record);
    });
}
