//! Records that a presentation refers to: each of them must match.

use crate::{mock::*, *};
use aura_primitives::did::Change;
use frame_support::{assert_noop, assert_ok};

fn registered() -> (VerificationPolicy, Presentation<AccountId32>) {
    let policy = policy(ADULT);
    register(&policy);
    let presentation = presented(&policy);
    (policy, presentation)
}

fn refused(presentation: Presentation<AccountId32>, error: Error<Test>) {
    assert_noop!(verify(proven(presentation)), error);
}

#[test]
fn a_policy_must_exist() {
    with_chain(|| {
        let (_, mut presentation) = registered();
        presentation.policy = [1; 32].into();
        refused(presentation, Error::PolicyNotFound);
    });
}

#[test]
fn the_issuer_must_be_one_of_the_policys() {
    with_chain(|| {
        let (_, mut presentation) = registered();
        presentation.issuer = did(OTHER_ISSUER);
        presentation.list = 1;
        refused(presentation, Error::IssuerNotAllowed);
    });
}

#[test]
fn the_issuer_must_be_in_good_standing() {
    let broken: [fn(); 3] = [
        || {
            let schema = schema(true).id();
            assert_ok!(Credentials::set_suspended(
                by(OWNER),
                schema,
                did(ISSUER),
                true
            ));
        },
        || {
            let schema = schema(true).id();
            assert_ok!(Credentials::withdraw_accreditation(
                by(OWNER),
                schema,
                did(ISSUER)
            ));
        },
        || {
            assert_ok!(Identifiers::deactivate(by(ISSUER)));
        },
    ];
    for breaks in broken {
        with_chain(|| {
            let (_, presentation) = registered();
            breaks();
            refused(presentation, Error::IssuerNotInStanding);
        });
    }
}

#[test]
fn a_retired_key_still_stands_for_what_it_signed_and_a_revoked_one_does_not() {
    with_chain(|| {
        let (_, presentation) = registered();
        let change = |change| {
            let changes = vec![change].try_into().unwrap();
            assert_ok!(Identifiers::update(by(ISSUER), changes));
        };
        change(Change::RetireKey(PROOF_KEY));
        assert_ok!(verify(presentation.clone()));
        change(Change::RevokeKey(PROOF_KEY));
        let mut again = presentation;
        again.nullifier = nullifier(2);
        refused(again, Error::IssuerKeyRevoked);
    });
}

#[test]
fn the_key_must_be_one_of_the_issuers_for_proofs() {
    with_chain(|| {
        let (_, mut presentation) = registered();
        presentation.key = 9;
        refused(presentation.clone(), Error::IssuerKeyNotFound);
        let add = Change::AddKey(aura_primitives::did::NewVerificationMethod {
            key: aura_primitives::did::PublicKey::Ed25519(
                sp_keyring::Ed25519Keyring::Alice.to_raw_public(),
            ),
            relationships: aura_primitives::did::Relationships::ASSERTION,
        });
        let changes = vec![add].try_into().unwrap();
        assert_ok!(Identifiers::update(by(ISSUER), changes));
        presentation.key = 2;
        refused(presentation, Error::IssuerKeyNotFound);
    });
}

/// A stranger cannot list another's key: adding one needs a signature by it over the stranger's
/// DID.
#[test]
fn another_issuers_key_proves_nothing() {
    with_chain(|| {
        let mut policy = policy(ADULT);
        let mut both = vec![did(ISSUER), did(OTHER_ISSUER)];
        both.sort();
        policy.issuers = both.try_into().unwrap();
        register(&policy);
        let mut presentation = presented(&policy);
        // Made for one issuer, claimed for the other.
        presentation.issuer = did(OTHER_ISSUER);
        presentation.list = 1;
        assert_noop!(verify(presentation.clone()), Error::<Test>::ProofInvalid(0));
        assert_ok!(verify(proven(presentation)));
    });
}

#[test]
fn the_list_must_be_the_issuers_for_that_schema() {
    with_chain(|| {
        let (_, presentation) = registered();
        let with_list = |list| {
            let mut presentation = presentation.clone();
            presentation.list = list;
            presentation
        };
        refused(with_list(1), Error::ListNotOfIssuer);
        refused(with_list(99), Error::ListNotFound);
        let other = schema(false);
        let id = other.id();
        assert_ok!(Credentials::register_schema(by(OWNER), Box::new(other)));
        assert_ok!(Credentials::accredit(by(OWNER), id, did(ISSUER), 0, None));
        refused(
            with_list(list_of(ISSUER, id, false)),
            Error::ListNotOfIssuer,
        );
        // Another list of the same issuer and schema is another statement.
        let second = list_of(ISSUER, schema(true).id(), false);
        assert_noop!(verify(with_list(second)), Error::<Test>::ProofInvalid(0));
    });
}

#[test]
fn a_revoked_credential_is_good_no_longer_than_the_grace() {
    with_chain(|| {
        let (_, presentation) = registered();
        revoke(ISSUER, 0, 5);
        let with_nullifier = |n| {
            let mut presentation = presentation.clone();
            presentation.nullifier = nullifier(n);
            presentation.expires = now() + 1;
            proven(presentation)
        };
        // The change waits for its commit.
        assert_ok!(verify(with_nullifier(1)));
        commit(0);
        go_on(4);
        assert_ok!(verify(with_nullifier(2)));
        let last = with_nullifier(3);
        go_on(1);
        assert_noop!(verify(last), Error::<Test>::StatusRootNotRecent);
    });
}

#[test]
fn no_proof_rests_on_a_list_whose_changes_wait_too_long() {
    with_chain(|| {
        let (_, mut presentation) = registered();
        revoke(ISSUER, 0, 5);
        presentation.expires = now() + 20;
        let presentation = proven(presentation);
        go_on(11);
        assert_noop!(verify(presentation), Error::<Test>::StatusChangesPending);
    });
}

#[test]
fn a_root_of_another_list_is_refused() {
    with_chain(|| {
        let (_, mut presentation) = registered();
        revoke(OTHER_ISSUER, 1, 5);
        commit(1);
        presentation.status_root = Credentials::status_root(1).unwrap().root;
        refused(presentation, Error::StatusRootNotRecent);
    });
}
