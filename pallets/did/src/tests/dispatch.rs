//! Calls that a DID signs.

use crate::{mock::*, *};
use aura_primitives::did::{Change, Relationships};
use frame_support::{assert_noop, assert_ok};

fn remark() -> frame_system::Call<Test> {
    frame_system::Call::remark_with_event {
        remark: b"aura".to_vec(),
    }
}

/// A change that any DID can make.
fn any_update() -> Call<Test> {
    update(&[Change::SetAlsoKnownAs(Default::default())])
}

#[test]
fn anybody_submits_what_a_did_has_signed() {
    with_chain(|| {
        let did = simple(&alice());
        let operation = operation(did, any_update());
        let signature = by(&operation, &alice(), 1);
        assert_eq!(submit(&carol(), operation, vec![signature]), Ok(Ok(())));
        assert_eq!(record(did).nonce, 1);
        System::assert_has_event(Event::Updated { did }.into());
    });
}

#[test]
fn keys_of_every_kind_sign_operations() {
    with_chain(|| {
        for key in [
            alice().ed25519(),
            alice().sr25519(),
            alice().secp256k1(),
            alice().p256(),
        ] {
            let did = create_signed(&alice(), document(&[for_all(key)]), &bob());
            assert_ok!(act(&alice(), did, any_update()));
        }
    });
}

#[test]
fn an_operation_is_good_once() {
    with_chain(|| {
        let did = simple(&alice());
        let operation = operation(did, any_update());
        let signatures = vec![by(&operation, &alice(), 1)];
        assert_ok!(submit(&bob(), operation.clone(), signatures.clone()));
        let again = submit(&bob(), operation, signatures);
        assert_eq!(again, Err(Error::<Test>::InvalidNonce.into()));
    });
}

#[test]
fn a_call_that_fails_uses_its_operation_up() {
    with_chain(|| {
        let did = simple(&alice());
        // There is no such key.
        let fails = update(&[
            Change::SetAlsoKnownAs(Default::default()),
            Change::RetireKey(7),
        ]);
        let operation = operation(did, fails);
        let signatures = vec![by(&operation, &alice(), 1)];
        let before = record(did);
        assert_eq!(
            submit(&bob(), operation.clone(), signatures.clone()),
            Ok(Err(Error::<Test>::KeyNotFound.into()))
        );
        assert_eq!(record(did).nonce, 1);
        assert_eq!(record(did).methods, before.methods);
        assert_eq!(
            submit(&bob(), operation, signatures),
            Err(Error::<Test>::InvalidNonce.into())
        );
    });
}

#[test]
fn operations_come_in_their_order() {
    with_chain(|| {
        let did = simple(&alice());
        for nonce in [1, 2, u64::MAX] {
            let mut operation = operation(did, any_update());
            operation.nonce = nonce;
            let signatures = vec![by(&operation, &alice(), 1)];
            assert_eq!(
                submit(&bob(), operation, signatures),
                Err(Error::<Test>::InvalidNonce.into())
            );
        }
    });
}

#[test]
fn a_signature_is_for_one_did() {
    with_chain(|| {
        let (did, other) = (simple(&alice()), {
            let methods = [for_all(alice().sr25519()), for_all(alice().ed25519())];
            create_signed(&alice(), document(&methods), &bob())
        });
        let signed = operation(did, any_update());
        let signature = by(&signed, &alice(), 1);
        let mut moved = signed;
        moved.did = other;
        let mut signature = signature;
        // The same key stands there under another number.
        signature.signer = Signer::Own(2);
        assert_eq!(
            submit(&bob(), moved, vec![signature]),
            Err(Error::<Test>::InvalidSignature.into())
        );
    });
}

#[test]
fn the_named_account_submits_and_no_other() {
    with_chain(|| {
        let did = simple(&alice());
        let mut operation = operation(did, any_update());
        operation.submitter = Some(carol().account());
        let signatures = vec![by(&operation, &alice(), 1)];
        assert_eq!(
            submit(&bob(), operation.clone(), signatures.clone()),
            Err(Error::<Test>::OtherSubmitter.into())
        );
        let mut stripped = operation.clone();
        stripped.submitter = None;
        assert_eq!(
            submit(&bob(), stripped, signatures.clone()),
            Err(Error::<Test>::InvalidSignature.into())
        );
        assert_ok!(submit(&carol(), operation, signatures));
    });
}

#[test]
fn an_operation_expires() {
    with_chain(|| {
        let did = simple(&alice());
        let operation = operation(did, any_update());
        let signatures = vec![by(&operation, &alice(), 1)];
        // The checkpoint is one block old already.
        go_on(9);
        let good = frame_support::storage::with_transaction(|| {
            let result = submit(&bob(), operation.clone(), signatures.clone());
            sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(result))
        });
        assert_eq!(good, Ok(Ok(Ok(()))));
        go_on(1);
        assert_eq!(
            submit(&bob(), operation, signatures),
            Err(Error::<Test>::Expired.into())
        );
    });
}

#[test]
fn genesis_is_no_checkpoint_for_ever() {
    with_chain(|| {
        let did = simple(&alice());
        go_on(30);
        let mut operation = operation(did, any_update());
        operation.checkpoint = 0;
        let forged = SignedBy {
            signer: Signer::Own(1),
            signature: Signature::Ed25519([0; 64]),
        };
        assert_eq!(
            submit(&bob(), operation, vec![forged]),
            Err(Error::<Test>::Expired.into())
        );
    });
}

#[test]
fn a_checkpoint_is_a_block_that_was() {
    with_chain(|| {
        let did = simple(&alice());
        let now = System::block_number() as u32;
        for checkpoint in [now, now + 1, u32::MAX] {
            let mut operation = operation(did, any_update());
            operation.checkpoint = checkpoint;
            let forged = SignedBy {
                signer: Signer::Own(1),
                signature: Signature::Ed25519([0; 64]),
            };
            assert_eq!(
                submit(&bob(), operation, vec![forged]),
                Err(Error::<Test>::InvalidCheckpoint.into())
            );
        }
    });
}

#[test]
fn an_operation_is_good_on_one_branch() {
    with_chain(|| {
        let did = simple(&alice());
        let operation = operation(did, any_update());
        let signatures = vec![by(&operation, &alice(), 1)];
        // Another chain of the same genesis has another block there.
        let height = u64::from(operation.checkpoint);
        frame_system::BlockHash::<Test>::insert(height, sp_core::H256([7; 32]));
        assert_eq!(
            submit(&bob(), operation, signatures),
            Err(Error::<Test>::InvalidSignature.into())
        );
    });
}

#[test]
fn an_operation_is_good_on_one_network() {
    with_chain(|| {
        let did = simple(&alice());
        let operation = operation(did, any_update());
        let signatures = vec![by(&operation, &alice(), 1)];
        frame_system::BlockHash::<Test>::insert(0, sp_core::H256([7; 32]));
        assert_eq!(
            submit(&bob(), operation, signatures),
            Err(Error::<Test>::InvalidSignature.into())
        );
    });
}

#[test]
fn an_operation_is_good_for_one_format_of_calls() {
    with_chain(|| {
        let did = simple(&alice());
        let operation = operation(did, any_update());
        let signatures = vec![by(&operation, &alice(), 1)];
        let mut version = Version::get();
        version.transaction_version += 1;
        Version::set(&version);
        assert_eq!(
            submit(&bob(), operation, signatures),
            Err(Error::<Test>::InvalidSignature.into())
        );
    });
}

#[test]
fn signatures_stand_in_strict_order() {
    with_chain(|| {
        let methods = [for_all(alice().ed25519()), for_all(alice().sr25519())];
        let did = create_signed(&alice(), document(&methods), &bob());
        let operation = operation(did, any_update());
        let (first, second) = (by(&operation, &alice(), 1), by(&operation, &alice(), 2));
        for bad in [
            vec![second.clone(), first.clone()],
            vec![first.clone(), first],
        ] {
            assert_noop!(
                Identifiers::dispatch(bob().origin(), operation.clone(), bad.try_into().unwrap()),
                Error::<Test>::SignaturesUnordered
            );
        }
    });
}

#[test]
fn a_key_proves_what_it_stands_for() {
    with_chain(|| {
        use Relationship::*;
        let methods = [
            for_one(alice().ed25519(), CapabilityInvocation),
            for_one(alice().sr25519(), AssertionMethod),
            for_one(alice().secp256k1(), Authentication),
        ];
        let did = create_signed(&alice(), document(&methods), &bob());
        for (keys, proven) in [
            (&[1][..], vec![CapabilityInvocation]),
            (&[2], vec![AssertionMethod]),
            (&[3], vec![Authentication]),
            (
                &[1, 2, 3],
                vec![Authentication, AssertionMethod, CapabilityInvocation],
            ),
        ] {
            let operation = operation(did, remark());
            let signatures: Vec<_> = keys
                .iter()
                .map(|index| by(&operation, &alice(), *index))
                .collect();
            let origin = Identifiers::authorise(&operation, &signatures, bob().account()).unwrap();
            assert_eq!(origin.proven, proven.into_iter().collect::<Relationships>());
        }
    });
}

#[test]
fn only_control_changes_a_did() {
    with_chain(|| {
        let methods = [
            for_one(alice().ed25519(), Relationship::CapabilityInvocation),
            NewMethod {
                key: alice().sr25519(),
                relationships: Relationships::SIGNING.without(Relationships::CONTROL),
            },
        ];
        let did = create_signed(&alice(), document(&methods), &bob());
        for call in [
            any_update(),
            Call::deactivate {},
            Call::set_control {
                control: Control::own(),
            },
            Call::purge_methods {
                indices: Default::default(),
            },
        ] {
            let operation = operation(did, call);
            let signature = by(&operation, &alice(), 2);
            assert_eq!(
                submit(&bob(), operation, vec![signature]),
                Ok(Err(DispatchError::BadOrigin))
            );
        }
    });
}

#[test]
fn other_origins_change_no_did() {
    with_chain(|| {
        for origin in [
            RuntimeOrigin::root(),
            alice().origin(),
            RuntimeOrigin::none(),
        ] {
            assert_noop!(
                Identifiers::update(origin.clone(), Default::default()),
                DispatchError::BadOrigin
            );
            assert_noop!(
                Identifiers::deactivate(origin.clone()),
                DispatchError::BadOrigin
            );
            assert_noop!(
                Identifiers::set_control(origin.clone(), Control::own()),
                DispatchError::BadOrigin
            );
            assert_noop!(
                Identifiers::purge_methods(origin, Default::default()),
                DispatchError::BadOrigin
            );
        }
    });
}

#[test]
fn keys_that_are_gone_or_do_not_sign_prove_nothing() {
    with_chain(|| {
        let methods = [
            for_all(alice().ed25519()),
            for_all(alice().sr25519()),
            for_all(alice().secp256k1()),
            for_one(alice().p256(), Relationship::KeyAgreement),
        ];
        let did = create_signed(&alice(), document(&methods), &bob());
        let changes = update(&[Change::RetireKey(2), Change::RevokeKey(3)]);
        assert_ok!(act(&alice(), did, changes));
        for index in [2, 3, 4] {
            let operation = operation(did, any_update());
            let signature = by(&operation, &alice(), index);
            assert_eq!(
                submit(&bob(), operation, vec![signature]),
                Err(Error::<Test>::KeyNotActive.into())
            );
        }
        let operation = operation(did, any_update());
        let mut unknown = by(&operation, &alice(), 1);
        unknown.signer = Signer::Own(9);
        assert_eq!(
            submit(&bob(), operation, vec![unknown]),
            Err(Error::<Test>::KeyNotFound.into())
        );
    });
}

#[test]
fn without_a_signature_nothing_is_proven() {
    with_chain(|| {
        let did = simple(&alice());
        // Not even by the account that paid.
        assert_eq!(
            submit(&bob(), operation(did, any_update()), vec![]),
            Err(Error::<Test>::NotAuthorized.into())
        );
    });
}

#[test]
fn one_bad_signature_spoils_the_operation() {
    with_chain(|| {
        let methods = [for_all(alice().ed25519()), for_all(alice().sr25519())];
        let did = create_signed(&alice(), document(&methods), &bob());
        let operation = operation(did, any_update());
        let good = by(&operation, &alice(), 1);
        let mut bad = by(&operation, &alice(), 2);
        bad.signature = Signature::Sr25519([1; 64]);
        assert_eq!(
            submit(&bob(), operation, vec![good, bad]),
            Err(Error::<Test>::InvalidSignature.into())
        );
    });
}

#[test]
fn a_did_without_a_record_signs_nothing() {
    with_chain(|| {
        let did = simple(&alice());
        let mut unknown = operation(did, any_update());
        let signatures = vec![by(&unknown, &alice(), 1)];
        unknown.did = [9; 32].into();
        assert_eq!(
            submit(&bob(), unknown, signatures.clone()),
            Err(Error::<Test>::NotFound.into())
        );
        let mut late = operation(did, any_update());
        assert_ok!(act(&alice(), did, Call::deactivate {}));
        late.nonce = 1;
        assert_eq!(
            submit(&bob(), late, signatures),
            Err(Error::<Test>::Deactivated.into())
        );
    });
}

#[test]
fn a_did_makes_several_calls_at_once() {
    with_chain(|| {
        let did = simple(&alice());
        let batch = pallet_utility::Call::batch_all {
            calls: vec![
                update(&[Change::SetService(service("a", "https://a.example"))]).into(),
                update(&[Change::SetService(service("b", "https://b.example"))]).into(),
            ],
        };
        assert_ok!(act(&alice(), did, batch));
        assert_eq!(record(did).services.len(), 2);
    });
}

#[test]
fn a_did_does_not_pass_for_an_account() {
    with_chain(|| {
        let did = simple(&alice());
        let operation = operation(did, any_update());
        let nested = Call::<Test>::dispatch {
            operation,
            signatures: Default::default(),
        };
        assert_eq!(act(&alice(), did, nested), Err(DispatchError::BadOrigin));
        assert_eq!(act(&alice(), did, remark()), Err(DispatchError::BadOrigin));
    });
}

use aura_primitives::did::NewMethod;
