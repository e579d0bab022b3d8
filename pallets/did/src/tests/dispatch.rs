//! Operations: calls that a DID signs.

use crate::{mock::*, *};
use aura_primitives::did::{Change, NewVerificationMethod, Relationships};
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

/// An operation signed by Alice with the first key.
fn sign_by_alice(operation: TestOperation) -> Signed {
    let pen = by(&operation, &alice(), 1);
    sign(operation, vec![pen])
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
        let signed = sign_by_alice(operation(did, any_update()));
        assert_ok!(send(&bob(), signed.clone()));
        let again = send(&carol(), signed);
        assert_eq!(again, Err(Error::<Test>::InvalidNonce.into()));
    });
}

#[test]
fn a_call_that_fails_uses_its_operation_up() {
    with_chain(|| {
        let did = simple(&alice());
        // The key does not exist.
        let fails = update(&[
            Change::SetAlsoKnownAs(Default::default()),
            Change::RetireKey(7),
        ]);
        let operation = operation(did, fails);
        let signed = sign_by_alice(operation);
        let before = record(did);
        assert_eq!(
            send(&bob(), signed.clone()),
            Ok(Err(Error::<Test>::KeyNotFound.into()))
        );
        assert_eq!(record(did).nonce, 1);
        assert_eq!(record(did).methods, before.methods);
        assert_eq!(
            send(&bob(), signed),
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
        let pen = by(&signed, &alice(), 1);
        let mut moved = sign(signed, vec![pen]);
        moved.operation.did = other;
        // The same key is in the document under another number.
        let signers = vec![Signer::Own(2)].try_into().unwrap();
        for signers in [moved.operation.signers.clone(), signers] {
            moved.operation.signers = signers;
            assert_eq!(
                send(&bob(), moved.clone()),
                Err(Error::<Test>::InvalidSignature.into())
            );
        }
    });
}

#[test]
fn nobody_on_the_way_leaves_a_signature_out() {
    with_chain(|| {
        let methods = [for_all(alice().ed25519()), for_all(alice().sr25519())];
        let did = create_signed(&alice(), document(&methods), &bob());
        let operation = operation(did, any_update());
        let pens = vec![by(&operation, &alice(), 1), by(&operation, &alice(), 2)];
        let signed = sign(operation, pens);

        let mut without = signed.clone();
        without.signatures.pop();
        assert_eq!(
            send(&carol(), without.clone()),
            Err(Error::<Test>::SignatureCount.into())
        );
        without.operation.signers.pop();
        assert_eq!(
            send(&carol(), without),
            Err(Error::<Test>::InvalidSignature.into())
        );
        // The operation is still valid.
        assert_eq!(send(&bob(), signed), Ok(Ok(())));
    });
}

#[test]
fn a_signature_stands_for_one_signer() {
    with_chain(|| {
        // One key that is Alice's account as well.
        let did = create_signed(&alice(), document(&[for_all(alice().sr25519())]), &bob());
        let operation = operation(did, any_update());
        let pen = by(&operation, &alice(), 1);
        let mut signed = sign(operation, vec![pen]);
        let twice = vec![Signer::Own(1), Signer::Account(alice().account())];
        signed.operation.signers = twice.try_into().unwrap();
        signed.signatures.push(signed.signatures[0].clone());
        assert_eq!(
            send(&carol(), signed),
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
        let signed = sign_by_alice(operation);
        assert_eq!(
            send(&bob(), signed.clone()),
            Err(Error::<Test>::SubmitterMismatch.into())
        );
        let mut stripped = signed.clone();
        stripped.operation.submitter = None;
        assert_eq!(
            send(&bob(), stripped),
            Err(Error::<Test>::InvalidSignature.into())
        );
        assert_ok!(send(&carol(), signed));
    });
}

#[test]
fn an_operation_expires() {
    with_chain(|| {
        let did = simple(&alice());
        let signed = sign_by_alice(operation(did, any_update()));
        // The checkpoint is already one block old.
        go_on(9);
        let good = frame_support::storage::with_transaction(|| {
            let result = send(&bob(), signed.clone());
            sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(result))
        });
        assert_eq!(good, Ok(Ok(Ok(()))));
        go_on(1);
        assert_eq!(send(&bob(), signed), Err(Error::<Test>::Expired.into()));
    });
}

#[test]
fn genesis_is_no_checkpoint_for_ever() {
    with_chain(|| {
        let did = simple(&alice());
        go_on(30);
        let mut operation = operation(did, any_update());
        operation.checkpoint = 0;
        assert_eq!(
            send(&bob(), forged(operation)),
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
            assert_eq!(
                send(&bob(), forged(operation)),
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
        let height = u64::from(operation.checkpoint);
        let signed = sign_by_alice(operation);
        // Another chain with the same genesis has another block there.
        frame_system::BlockHash::<Test>::insert(height, sp_core::H256([7; 32]));
        assert_eq!(
            send(&bob(), signed),
            Err(Error::<Test>::InvalidSignature.into())
        );
    });
}

#[test]
fn an_operation_is_good_on_one_network() {
    with_chain(|| {
        let did = simple(&alice());
        let signed = sign_by_alice(operation(did, any_update()));
        frame_system::BlockHash::<Test>::insert(0, sp_core::H256([7; 32]));
        assert_eq!(
            send(&bob(), signed),
            Err(Error::<Test>::InvalidSignature.into())
        );
    });
}

#[test]
fn an_operation_is_good_for_one_format_of_calls() {
    with_chain(|| {
        let did = simple(&alice());
        let signed = sign_by_alice(operation(did, any_update()));
        let mut version = Version::get();
        version.transaction_version += 1;
        Version::set(&version);
        assert_eq!(
            send(&bob(), signed),
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
        let pens = vec![by(&operation, &alice(), 1), by(&operation, &alice(), 2)];
        let signed = sign(operation, pens);
        for order in [[1, 0], [0, 0]] {
            let mut bad = signed.clone();
            let signers = order.map(|place: usize| signed.operation.signers[place].clone());
            bad.operation.signers = signers.to_vec().try_into().unwrap();
            bad.signatures = order.map(|place| signed.signatures[place].clone()).to_vec();
            assert_eq!(
                send(&bob(), bad),
                Err(Error::<Test>::SignersUnordered.into())
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
            (&[2, 3], vec![Authentication, AssertionMethod]),
            (
                &[1, 2, 3],
                vec![Authentication, AssertionMethod, CapabilityInvocation],
            ),
        ] {
            let operation = operation(did, remark());
            let pens = keys
                .iter()
                .map(|index| by(&operation, &alice(), *index))
                .collect();
            let Signed {
                operation,
                signatures,
            } = sign(operation, pens);
            let origin =
                Identifiers::authorize(&operation, &signatures, bob().account(), Agrees::No)
                    .unwrap();
            assert_eq!(
                origin.relationships,
                proven.into_iter().collect::<Relationships>()
            );
        }
    });
}

/// No call needs it, so it must not use up nonces.
#[test]
fn a_key_for_authentication_alone_makes_no_operation() {
    with_chain(|| {
        let methods = [
            for_one(alice().ed25519(), Relationship::CapabilityInvocation),
            for_one(alice().sr25519(), Relationship::Authentication),
            for_one(alice().secp256k1(), Relationship::AssertionMethod),
            for_one(alice().p256(), Relationship::CapabilityDelegation),
        ];
        let did = create_signed(&alice(), document(&methods), &bob());
        let with = |index| {
            let operation = operation(did, remark());
            let pen = by(&operation, &alice(), index);
            submit(&bob(), operation, vec![pen])
        };
        assert_eq!(with(2), Err(Error::<Test>::NotAuthorized.into()));
        assert_eq!(record(did).nonce, 0);
        for (number, index) in [1, 3, 4].into_iter().enumerate() {
            assert_eq!(record(did).nonce, number as u64);
            assert!(with(index).is_ok());
        }
    });
}

#[test]
fn only_control_changes_a_did() {
    with_chain(|| {
        let methods = [
            for_one(alice().ed25519(), Relationship::CapabilityInvocation),
            NewVerificationMethod {
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
        // The account that paid for the DID proves nothing either.
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
        let pens = vec![by(&operation, &alice(), 1), by(&operation, &alice(), 2)];
        let mut signed = sign(operation, pens);
        signed.signatures[1] = Signature::Sr25519([1; 64]);
        assert_eq!(
            send(&bob(), signed),
            Err(Error::<Test>::InvalidSignature.into())
        );
    });
}

#[test]
fn a_did_without_a_record_signs_nothing() {
    with_chain(|| {
        let did = simple(&alice());
        let mut unknown = forged(operation(did, any_update()));
        let mut late = unknown.clone();
        unknown.operation.did = [9; 32].into();
        assert_eq!(send(&bob(), unknown), Err(Error::<Test>::NotFound.into()));
        assert_ok!(act(&alice(), did, Call::deactivate {}));
        late.operation.nonce = 1;
        assert_eq!(send(&bob(), late), Err(Error::<Test>::Deactivated.into()));
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
            max_deposit: RICH,
        };
        assert_eq!(act(&alice(), did, nested), Err(DispatchError::BadOrigin));
        assert_eq!(act(&alice(), did, remark()), Err(DispatchError::BadOrigin));
    });
}

/// The calls that carry another call.
fn carrying(did: Did, call: impl Fn() -> RuntimeCall) -> [Call<Test>; 3] {
    [
        Call::dispatch_agreeing {
            operation: operation(did, call()),
            signatures: Default::default(),
            max_deposit: RICH,
        },
        Call::dispatch {
            operation: operation(did, call()),
            signatures: Default::default(),
            max_deposit: RICH,
        },
        Call::dispatch_as {
            did,
            call: Box::new(call()),
            max_deposit: RICH,
        },
    ]
}

#[test]
fn the_class_of_the_call_inside_is_not_inherited() {
    use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
    with_chain(|| {
        let did = simple(&alice());
        let mandatory = || pallet_timestamp::Call::<Test>::set { now: 1 }.into();
        let operational = || frame_system::Call::<Test>::set_heap_pages { pages: 1 }.into();
        let inside: [(&dyn Fn() -> RuntimeCall, _); 2] = [
            (&mandatory, DispatchClass::Mandatory),
            (&operational, DispatchClass::Operational),
        ];
        for (inner, class) in inside {
            assert_eq!(inner().get_dispatch_info().class, class);
            for call in carrying(did, inner) {
                assert_eq!(call.get_dispatch_info().class, DispatchClass::Normal);
            }
        }
    });
}

#[test]
fn an_operation_weighs_more_the_longer_its_call_is() {
    use frame_support::dispatch::GetDispatchInfo;
    with_chain(|| {
        let did = simple(&alice());
        let weight = |bytes: usize| {
            let remark = vec![0; bytes];
            let call = frame_system::Call::<Test>::remark { remark };
            let inner = call.get_dispatch_info().call_weight;
            let dispatch = Call::<Test>::dispatch {
                operation: operation(did, call),
                signatures: Default::default(),
                max_deposit: RICH,
            };
            let outer = dispatch.get_dispatch_info().call_weight;
            outer.saturating_sub(inner).ref_time()
        };
        let (short, long) = (weight(100), weight(1_000_100));
        // At least a nanosecond per byte.
        assert!(long - short >= 1_000_000_000, "{short} {long}");
    });
}
