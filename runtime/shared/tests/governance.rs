//! The council's only way to root.

use super::{account, chain_of, chain_with, local, try_state};
use crate::{
    configs::governance::{Council2of3, Council5of6, CouncilMotions, CouncilOverThird},
    *,
};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, traits::UnfilteredDispatchable};
use pallet_collective::Instance1;
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_runtime::{traits::Hash as _, DispatchError};

/// The motion that runs `call` as root.
fn as_root(call: RuntimeCall) -> RuntimeCall {
    RuntimeCall::RootNotice(pallet_root_notice::Call::announce {
        call: Box::new(call),
    })
}

fn authorize_upgrade() -> RuntimeCall {
    RuntimeCall::System(frame_system::Call::authorize_upgrade {
        code_hash: Hash::repeat_byte(7),
    })
}

fn signed(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

fn propose(threshold: u32, call: &RuntimeCall) {
    assert_ok!(Council::propose(
        signed("Alice"),
        threshold,
        Box::new(call.clone()),
        call.encoded_size() as u32
    ));
}

fn close(call: &RuntimeCall) {
    assert_ok!(Council::close(
        signed("Alice"),
        Hashing::hash_of(call),
        0,
        MaxWeight::get(),
        call.encoded_size() as u32
    ));
}

frame_support::parameter_types! {
    MaxWeight: frame_support::weights::Weight =
        frame_support::weights::Weight::from_parts(1_000_000_000_000, u64::MAX / 2);
}

fn authorized() -> bool {
    System::authorized_upgrade().is_some()
}

#[test]
fn two_thirds_are_root_at_once_without_a_notice() {
    local().execute_with(|| {
        let motion = as_root(authorize_upgrade());
        propose(2, &motion);
        for name in ["Alice", "Bob"] {
            assert_ok!(Council::vote(
                signed(name),
                Hashing::hash_of(&motion),
                0,
                true
            ));
        }
        close(&motion);
        assert!(authorized());
        try_state();
    });
}

/// The SDK would close such a motion at any time: any account could keep a decision ready and run
/// it later.
#[test]
fn a_motion_with_enough_ayes_is_not_closed_after_its_time() {
    local().execute_with(|| {
        let motion = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_enter {});
        propose(2, &motion);
        let hash = Hashing::hash_of(&motion);
        let vote = |name, approve| {
            assert_ok!(Council::vote(signed(name), hash, 0, approve));
        };
        let can_close = || {
            allowed(&RuntimeCall::Council(pallet_collective::Call::close {
                proposal_hash: hash,
                index: 0,
                proposal_weight_bound: MaxWeight::get(),
                length_bound: 100,
            }))
        };
        vote("Alice", true);
        vote("Bob", true);
        type Motions = <Runtime as pallet_collective::Config<Instance1>>::MotionDuration;
        let end = System::block_number() + <Motions as frame_support::traits::Get<_>>::get();
        System::set_block_number(end);
        assert!(can_close());
        System::set_block_number(end + 1);
        assert!(!can_close());
        // Any account drops it, and its call does not run.
        assert_ok!(RootNotice::drop_motion(signed("Dave"), hash));
        assert!(!SafeMode::is_entered());
        assert!(!pallet_collective::Voting::<Runtime, Instance1>::contains_key(hash));
    });
}

/// A few members take all places of motions, and give their ayes in the last block: then no account
/// can close such a motion.
#[test]
fn a_few_members_cannot_take_the_places_of_motions_for_ever() {
    public().execute_with(|| {
        let motion = |number: u32| {
            RuntimeCall::System(frame_system::Call::remark {
                remark: number.encode(),
            })
        };
        let most = constants::governance::MAX_COUNCIL_MOTIONS;
        let propose = |number: u32| {
            let name = NAMES[number as usize % 4];
            let call = Box::new(motion(number));
            Council::propose(signed(name), 4, call, 100).map_err(|failed| failed.error)
        };
        for number in 0..most {
            assert_ok!(propose(number));
        }
        let hash = |number| Hashing::hash_of(&motion(number));
        let end = <CouncilMotions as pallet_root_notice::Motions<_, _>>::end(hash(0)).unwrap();
        System::set_block_number(end);
        for number in 0..most {
            for name in &NAMES[..4] {
                assert_ok!(Council::vote(signed(name), hash(number), number, true));
            }
        }
        System::set_block_number(end + 1);
        let full = pallet_collective::Error::<Runtime, Instance1>::TooManyProposals;
        assert_eq!(propose(most), Err(full.into()));
        assert_ok!(RootNotice::drop_motion(signed("Judy"), hash(9)));
        assert_ok!(propose(most));
        try_state();
    });
}

#[test]
fn a_third_cannot_put_a_motion_that_it_carries_alone() {
    public().execute_with(|| {
        let propose = |threshold| {
            RuntimeCall::Council(pallet_collective::Call::propose {
                threshold,
                proposal: Box::new(authorize_upgrade()),
                length_bound: 100,
            })
        };
        // A single member's motion executes at once, and takes no place.
        assert!(allowed(&propose(1)));
        assert!(!allowed(&propose(2)) && !allowed(&propose(3)));
        assert!(allowed(&propose(4)));
    });
}

/// Each share of the council, just above and just below.
#[test]
fn the_shares_of_the_council_are_those_of_the_table() {
    use frame_support::traits::EnsureOrigin;
    fn has<Share: EnsureOrigin<RuntimeOrigin>>(ayes: u32, of: u32) -> bool {
        Share::try_origin(pallet_collective::RawOrigin::Members(ayes, of).into()).is_ok()
    }
    assert!(has::<Council2of3>(22, 33) && !has::<Council2of3>(21, 32));
    assert!(has::<Council5of6>(25, 30) && !has::<Council5of6>(26, 32));
    assert!(has::<CouncilOverThird>(11, 32) && !has::<CouncilOverThird>(11, 33));
}

/// The bytes of an announced call are stored, and no account stores them again without a deposit.
#[test]
fn a_preimage_that_was_requested_is_noted_once() {
    public().execute_with(|| {
        let long = RuntimeCall::System(frame_system::Call::remark {
            remark: vec![7; 200],
        });
        let note = |call: &RuntimeCall| {
            allowed(&RuntimeCall::Preimage(
                pallet_preimage::Call::note_preimage {
                    bytes: call.encode(),
                },
            ))
        };
        assert!(note(&long));
        decide(6, 0, &as_root(long.clone()));
        assert!(!note(&long) && note(&authorize_upgrade()));
        // A preimage that is requested and missing is accepted.
        assert_ok!(Preimage::request_preimage(
            RuntimeOrigin::root(),
            Hashing::hash_of(&authorize_upgrade())
        ));
        assert!(note(&authorize_upgrade()));
    });
}

/// The last signatory of a multisig, and the account that carries out an announced call, must not
/// be able to make the call fail and be lost.
#[test]
fn nobody_runs_a_call_of_others_so_deep_that_it_fails() {
    use frame_support::storage::{transactional::TRANSACTION_LEVEL_KEY, unhashed};

    let remark = || {
        Box::new(RuntimeCall::System(frame_system::Call::remark {
            remark: vec![],
        }))
    };
    let real = || account("Bob").into();
    let calls = [
        RuntimeCall::Multisig(pallet_multisig::Call::as_multi {
            threshold: 2,
            other_signatories: vec![account("Bob")],
            maybe_timepoint: None,
            call: remark(),
            max_weight: Default::default(),
        }),
        RuntimeCall::Multisig(pallet_multisig::Call::as_multi_threshold_1 {
            other_signatories: vec![account("Bob")],
            call: remark(),
        }),
        RuntimeCall::Proxy(pallet_proxy::Call::proxy {
            real: real(),
            force_proxy_type: None,
            call: remark(),
        }),
        RuntimeCall::Proxy(pallet_proxy::Call::proxy_announced {
            delegate: account("Charlie").into(),
            real: real(),
            force_proxy_type: None,
            call: remark(),
        }),
        RuntimeCall::Recovery(pallet_recovery::Call::control_inherited_account {
            recovered: real(),
            call: remark(),
        }),
    ];
    local().execute_with(|| {
        for call in calls {
            for (layers, is_open) in [(0, true), (6, true), (7, false), (253, false)] {
                unhashed::put::<u32>(TRANSACTION_LEVEL_KEY, &layers);
                assert_eq!(allowed(&call), is_open, "{layers}: {call:?}");
                unhashed::kill(TRANSACTION_LEVEL_KEY);
            }
        }
    });
}

/// Any account can close a motion, and a motion ends even if its call fails. So no account may make
/// the call fail by closing the motion inside so many batches that no storage layers are left.
#[test]
fn nobody_closes_a_motion_so_deep_that_its_call_fails() {
    use frame_support::storage::{transactional::TRANSACTION_LEVEL_KEY, unhashed};
    use sp_runtime::traits::Dispatchable;

    let is_executed = |layers: u32| {
        local().execute_with(|| {
            let motion = as_root(authorize_upgrade());
            propose(2, &motion);
            for name in ["Alice", "Bob"] {
                let hash = Hashing::hash_of(&motion);
                assert_ok!(Council::vote(signed(name), hash, 0, true));
            }
            let close = RuntimeCall::Council(pallet_collective::Call::close {
                proposal_hash: Hashing::hash_of(&motion),
                index: 0,
                proposal_weight_bound: MaxWeight::get(),
                length_bound: motion.encoded_size() as u32,
            });
            // This is the state inside `layers` batches.
            unhashed::put(TRANSACTION_LEVEL_KEY, &layers);
            let result = close.dispatch(signed("Dave"));
            unhashed::kill(TRANSACTION_LEVEL_KEY);
            assert_eq!(result.is_ok(), authorized());
            let is_open = pallet_collective::ProposalOf::<Runtime, Instance1>::contains_key(
                Hashing::hash_of(&motion),
            );
            assert_eq!(is_open, !authorized());
            authorized()
        })
    };
    assert!(is_executed(0) && is_executed(16));
    assert!(!is_executed(17));
    // The motion's call would have no layers.
    assert!(!is_executed(253));
}

fn allowed(call: &RuntimeCall) -> bool {
    use frame_support::traits::Contains;
    <Runtime as frame_system::Config>::BaseCallFilter::contains(call)
}

#[test]
fn one_of_three_is_not() {
    local().execute_with(|| {
        let motion = as_root(authorize_upgrade());
        // The call executes at once, with the origin of one member.
        propose(1, &motion);
        assert!(!authorized());
    });
}

#[test]
fn alice_alone_is_root_of_a_development_chain() {
    chain_of(DEV_RUNTIME_PRESET).execute_with(|| {
        propose(1, &as_root(authorize_upgrade()));
        assert!(authorized());
    });
}

#[test]
fn the_council_is_not_root_by_itself() {
    local().execute_with(|| {
        let origin = RuntimeOrigin::from(pallet_collective::RawOrigin::Members(3, 3));
        assert_noop!(
            authorize_upgrade().dispatch_bypass_filter(origin),
            DispatchError::BadOrigin
        );
    });
}

/// A council of five, of whom three vote for root.
#[test]
fn silence_is_no_vote() {
    let names = ["Alice", "Bob", "Charlie", "Dave", "Eve"];
    let council = serde_json::json!({ "council": { "members": names.map(account) } });
    chain_with(LOCAL_TESTNET_RUNTIME_PRESET, council).execute_with(|| {
        let motion = as_root(authorize_upgrade());
        propose(5, &motion);
        for name in &names[..3] {
            assert_ok!(Council::vote(
                signed(name),
                Hashing::hash_of(&motion),
                0,
                true
            ));
        }
        System::set_block_number(1_000);
        close(&motion);
        System::assert_has_event(
            pallet_collective::Event::<Runtime, Instance1>::Disapproved {
                proposal_hash: Hashing::hash_of(&motion),
            }
            .into(),
        );
        assert!(!authorized());
    });
}

/// A public network: a council of nine, and the default notice.
fn public() -> sp_io::TestExternalities {
    let changes = serde_json::json!({
        "council": { "members": NAMES.map(account) },
        "rootNotice": { "notice": 72, "councilFloor": 5 },
    });
    chain_with(LOCAL_TESTNET_RUNTIME_PRESET, changes)
}

const NAMES: [&str; 9] = [
    "Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie", "Grace", "Heidi", "Ivan",
];
/// Balance of each of the first six members.
const FORTUNE: Balance = 1_000_000 * constants::currency::AURA;

/// Blocks of the notice: three days of the presets, whose day has 60 blocks.
const NOTICE: BlockNumber = 180;

/// The block `number` after its inherents.
fn poll(number: BlockNumber) {
    use frame_support::{traits::OnPoll, weights::WeightMeter};
    System::set_block_number(number);
    AllPalletsWithSystem::on_poll(number, &mut WeightMeter::with_limit(MaxWeight::get()));
}

/// Passes the motion `index` with the ayes of the first members.
fn decide(ayes: usize, index: u32, motion: &RuntimeCall) {
    propose(u32::try_from(ayes).unwrap(), motion);
    for name in &NAMES[..ayes] {
        assert_ok!(Council::vote(
            signed(name),
            Hashing::hash_of(motion),
            index,
            true
        ));
    }
    assert_ok!(Council::close(
        signed("Alice"),
        Hashing::hash_of(motion),
        index,
        MaxWeight::get(),
        motion.encoded_size() as u32
    ));
}

#[test]
fn root_acts_after_three_days_and_no_sooner() {
    public().execute_with(|| {
        assert_eq!(
            <pallet_root_notice::Notice<Runtime> as frame_support::traits::Get<u32>>::get(),
            NOTICE
        );
        decide(6, 0, &as_root(authorize_upgrade()));
        poll(NOTICE);
        assert!(!authorized());
        poll(NOTICE + 1);
        assert!(authorized());
        try_state();
    });
}

#[test]
fn more_than_a_third_prevent_it() {
    public().execute_with(|| {
        decide(6, 0, &as_root(authorize_upgrade()));
        let call_hash = Hashing::hash_of(&authorize_upgrade());
        for name in &NAMES[5..] {
            assert_ok!(RootNotice::object(signed(name), call_hash));
        }
        poll(NOTICE + 1);
        assert!(!authorized());
        try_state();
    });
}

#[test]
fn five_sixths_act_at_once() {
    public().execute_with(|| {
        let motion = RuntimeCall::RootNotice(pallet_root_notice::Call::enact {
            call: Box::new(authorize_upgrade()),
            until: 1,
        });
        decide(7, 0, &motion);
        assert!(!authorized());
        decide(8, 1, &motion);
        assert!(authorized());
    });
}

/// The last block of an epoch has no weight left, so the call waits.
#[test]
fn a_full_block_is_not_overfilled() {
    public().execute_with(|| {
        decide(6, 0, &as_root(authorize_upgrade()));
        System::set_block_number(NOTICE + 1);
        use frame_support::{traits::OnPoll, weights::WeightMeter};
        let mut nothing_left = WeightMeter::with_limit(Default::default());
        AllPalletsWithSystem::on_poll(NOTICE + 1, &mut nothing_left);
        assert!(!authorized());
        poll(NOTICE + 2);
        assert!(authorized());
    });
}

#[test]
fn an_announced_call_is_bounded_by_what_a_motion_may_weigh() {
    use frame_support::dispatch::GetDispatchInfo;
    type MaxCallWeight = <Runtime as pallet_root_notice::Config>::MaxCallWeight;
    // The shortest slots have the smallest blocks.
    let (most, blocks) = local().execute_with(|| {
        let blocks = <Runtime as frame_system::Config>::BlockWeights::get();
        (MaxCallWeight::get(), blocks)
    });
    assert!(most.all_lt(blocks.max_block));
    // Calls that the runtime needs: bringing a key of maximum size into force, changing the
    // council, setting code.
    for call in [
        RuntimeCall::System(frame_system::Call::set_code { code: vec![] }),
        RuntimeCall::RootNotice(pallet_root_notice::Call::set_council {
            members: Default::default(),
        }),
    ] {
        let weight = as_root(call).get_dispatch_info().call_weight;
        assert!(weight.all_lt(most));
    }
}

mod deposits {
    use super::*;
    use crate::constants::governance::{
        MAX_COUNCIL_MOTIONS as MAX, MAX_FREE_MOTIONS, MOTION_DEPOSIT,
    };

    /// A unique motion.
    fn motion(number: u32) -> RuntimeCall {
        RuntimeCall::System(frame_system::Call::remark {
            remark: number.encode(),
        })
    }

    fn try_propose(name: &str, number: u32) -> bool {
        let call = motion(number);
        let length = call.encoded_size() as u32;
        Council::propose(signed(name), 9, Box::new(call), length).is_ok()
    }

    fn held(name: &str) -> Balance {
        use frame_support::traits::fungible::hold::Inspect;
        Balances::balance_on_hold(
            &configs::governance::MotionHoldReason::get(),
            &account(name),
        )
    }

    #[test]
    fn the_first_motions_cost_nothing() {
        public().execute_with(|| {
            for number in 0..MAX_FREE_MOTIONS {
                assert!(try_propose("Bob", number));
            }
            assert_eq!(held("Bob"), 0);
        });
    }

    #[test]
    fn a_member_that_floods_runs_out_and_the_others_do_not() {
        public().execute_with(|| {
            let opened = (0..MAX).take_while(|number| try_propose("Alice", *number));
            let opened = u32::try_from(opened.count()).unwrap();
            // A million tokens pay for twenty places, and the next one would cost as much again.
            assert_eq!(opened, MAX_FREE_MOTIONS + 20);
            assert!(held("Alice") > FORTUNE / 2);
            // Another member's deposit is independent of the flood.
            assert!(try_propose("Bob", MAX));
            assert_eq!(held("Bob"), MOTION_DEPOSIT);
            assert!(try_propose("Bob", MAX + 1));
            assert!(try_propose("Bob", MAX + 2));
            assert_eq!(held("Bob"), 4 * MOTION_DEPOSIT);
        });
    }

    #[test]
    fn two_rich_members_cannot_take_every_place() {
        public().execute_with(|| {
            let mut number = 0;
            for name in &NAMES[..2] {
                while try_propose(name, number) {
                    number += 1;
                }
            }
            assert!(number < MAX);
            assert!(try_propose("Ferdie", number));
        });
    }

    #[test]
    fn a_deposit_returns_when_the_motion_is_closed() {
        public().execute_with(|| {
            for number in 0..=MAX_FREE_MOTIONS {
                assert!(try_propose("Alice", number));
            }
            assert_eq!(held("Alice"), MOTION_DEPOSIT);
            let hash = Hashing::hash_of(&motion(MAX_FREE_MOTIONS));
            assert!(Council::release_proposal_cost(signed("Bob"), hash).is_err());
            assert_ok!(Council::vote(signed("Bob"), hash, MAX_FREE_MOTIONS, false));
            let weight = MaxWeight::get();
            assert_ok!(Council::close(
                signed("Bob"),
                hash,
                MAX_FREE_MOTIONS,
                weight,
                100
            ));
            assert_ok!(Council::release_proposal_cost(signed("Bob"), hash));
            assert_eq!(held("Alice"), 0);
        });
    }

    /// The SDK would lose track of the held deposit, so that it could not be released.
    #[test]
    fn a_motion_is_not_put_again_before_its_deposit_is_released() {
        public().execute_with(|| {
            for number in 0..=MAX_FREE_MOTIONS {
                assert!(try_propose("Alice", number));
            }
            let propose = |number| {
                allowed(&RuntimeCall::Council(pallet_collective::Call::propose {
                    threshold: 9,
                    proposal: Box::new(motion(number)),
                    length_bound: 100,
                }))
            };
            assert!(!propose(MAX_FREE_MOTIONS));
            assert!(propose(MAX_FREE_MOTIONS + 1));
        });
    }

    #[test]
    fn root_burns_the_deposit_of_a_motion_that_it_kills() {
        public().execute_with(|| {
            for number in 0..=MAX_FREE_MOTIONS {
                assert!(try_propose("Alice", number));
            }
            let before = Balances::total_issuance();
            let hash = Hashing::hash_of(&motion(MAX_FREE_MOTIONS));
            assert_ok!(Council::kill(RuntimeOrigin::root(), hash));
            assert_eq!(held("Alice"), 0);
            assert_eq!(Balances::total_issuance(), before - MOTION_DEPOSIT);
        });
    }
}
