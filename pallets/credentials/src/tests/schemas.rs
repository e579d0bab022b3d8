//! Registration of schemas.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

fn with_claims(claims: Vec<aura_primitives::credentials::Claim>) -> Box<Schema> {
    Box::new(Schema {
        claims: claims.try_into().unwrap(),
        ..schema(1, IssuancePolicy::Open)
    })
}

#[test]
fn a_schema_is_found_under_what_it_says() {
    with_chain(|| {
        let schema = schema(1, IssuancePolicy::Accredited);
        assert_ok!(Credentials::register_schema(
            by(OWNER),
            Box::new(schema.clone())
        ));
        let record = Schemas::<Test>::get(schema.id()).unwrap();
        assert_eq!(record.schema, schema);
        assert_eq!(record.created, pallet_did::now::<Test>());
        assert_eq!(record.deposit.depositor, account(OWNER));
        System::assert_last_event(
            Event::SchemaRegistered {
                schema: schema.id(),
                owner: did(OWNER),
            }
            .into(),
        );
    });
}

#[test]
fn a_schema_is_registered_once() {
    with_chain(|| {
        open();
        let again = Box::new(schema(2, IssuancePolicy::Open));
        assert_noop!(
            Credentials::register_schema(by(OWNER), again),
            Error::<Test>::SchemaAlreadyExists
        );
    });
}

/// Otherwise a copy could take the identifier before its author registers it.
#[test]
fn nobody_registers_the_schema_of_another() {
    with_chain(|| {
        let olgas = Box::new(schema(1, IssuancePolicy::Open));
        assert_noop!(
            Credentials::register_schema(by(STRANGER), olgas),
            Error::<Test>::NotAuthorized
        );
        let copy = Schema {
            owner: did(STRANGER),
            ..schema(1, IssuancePolicy::Open)
        };
        assert_ok!(Credentials::register_schema(
            by(STRANGER),
            Box::new(copy.clone())
        ));
        assert_ne!(copy.id(), schema(1, IssuancePolicy::Open).id());
    });
}

#[test]
fn what_is_no_schema_says_why() {
    with_chain(|| {
        for (claims, error) in [
            (vec![claim("id", None)], Error::<Test>::ClaimNameReserved),
            (vec![claim("holderSecret", None)], Error::ClaimNameReserved),
            (
                vec![claim("age", Some(4)), claim("age", None)],
                Error::ClaimNameAlreadyExists,
            ),
            (vec![claim("age", Some(3))], Error::SlotNotAllowed),
            (vec![claim("age", Some(16))], Error::SlotNotAllowed),
            (
                vec![claim("age", Some(4)), claim("size", Some(4))],
                Error::SlotAlreadyExists,
            ),
        ] {
            assert_noop!(
                Credentials::register_schema(by(OWNER), with_claims(claims)),
                error
            );
        }
    });
}

#[test]
fn nothing_is_registered_that_nobody_pays_for() {
    with_chain(|| {
        let schema = Box::new(schema(1, IssuancePolicy::Open));
        assert!(Credentials::register_schema(paid_by(OWNER, "Poor"), schema).is_err());
        assert_eq!(Schemas::<Test>::iter().count(), 0);
    });
}
