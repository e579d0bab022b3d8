use super::*;
use aura_npos_runtime::{
    configs::tracks::Tracks, origins::Origin as TrackOrigin, AccountId, OriginCaller, RuntimeCall,
    System,
};
use polkadot_sdk::{
    frame_support::traits::{schedule::DispatchTime, Bounded as RuntimeBounded},
    frame_system::{self, RawOrigin},
    pallet_conviction_voting as voting, pallet_preimage as preimage, pallet_referenda as referenda,
    pallet_whitelist as whitelist,
};

const WHO: [u8; 32] = [1; 32];
const AMOUNT: u128 = 12_345_678_901_234_567_890;

fn who() -> AccountId {
    WHO.into()
}

#[test]
fn calls_of_referenda_are_the_runtimes() {
    let remark = RuntimeCall::System(frame_system::Call::remark {
        remark: vec![7; 200],
    })
    .encode();
    let short = Proposal {
        bytes: remark[..100].to_vec(),
    };
    let long = Proposal { bytes: remark };
    let submit = |track, proposal: &Proposal, enactment| GovernanceCall::Submit {
        origin: origin_of(track).unwrap(),
        proposal: proposal.bounded(),
        enactment,
    };
    let theirs = |origin, proposal, enactment_moment| {
        RuntimeCall::Referenda(referenda::Call::submit {
            proposal_origin: Box::new(origin),
            proposal,
            enactment_moment,
        })
    };
    let inline = RuntimeBounded::Inline(short.bytes.clone().try_into().unwrap());
    let lookup = RuntimeBounded::Lookup {
        hash: long.hash().into(),
        len: u32::try_from(long.bytes.len()).unwrap(),
    };
    for (ours, theirs) in [
        (
            submit(0, &short, Enactment::After(5)),
            theirs(
                OriginCaller::system(RawOrigin::Root),
                inline,
                DispatchTime::After(5),
            ),
        ),
        (
            submit(10, &long, Enactment::At(9)),
            theirs(
                OriginCaller::Origins(TrackOrigin::StakingAdmin),
                lookup,
                DispatchTime::At(9),
            ),
        ),
        (
            GovernanceCall::PlaceDecisionDeposit(3),
            RuntimeCall::Referenda(referenda::Call::place_decision_deposit { index: 3 }),
        ),
        (
            GovernanceCall::NotePreimage(long.bytes.clone()),
            RuntimeCall::Preimage(preimage::Call::note_preimage {
                bytes: long.bytes.clone(),
            }),
        ),
        (
            GovernanceCall::Whitelist(WHO),
            RuntimeCall::Whitelist(whitelist::Call::whitelist_call {
                call_hash: WHO.into(),
            }),
        ),
    ] {
        assert_eq!(ours.to_bytes(), theirs.encode(), "{ours:?}");
    }
}

#[test]
fn calls_of_votes_are_the_runtimes() {
    use voting::Call;
    for (ours, theirs) in [
        (
            GovernanceCall::Vote(300, AccountVote::standard(true, 6, AMOUNT)),
            Call::vote {
                poll_index: 300,
                vote: voting::AccountVote::Standard {
                    vote: voting::Vote {
                        aye: true,
                        conviction: voting::Conviction::Locked6x,
                    },
                    balance: AMOUNT,
                },
            },
        ),
        (
            GovernanceCall::Delegate {
                track: 10,
                to: WHO,
                conviction: 2,
                balance: AMOUNT,
            },
            Call::delegate {
                class: 10,
                to: who().into(),
                conviction: voting::Conviction::Locked2x,
                balance: AMOUNT,
            },
        ),
        (
            GovernanceCall::Undelegate(11),
            Call::undelegate { class: 11 },
        ),
        (
            GovernanceCall::Unlock(12, WHO),
            Call::unlock {
                class: 12,
                target: who().into(),
            },
        ),
        (
            GovernanceCall::RemoveVote(20, 5),
            Call::remove_vote {
                class: Some(20),
                index: 5,
            },
        ),
    ] {
        let theirs = RuntimeCall::ConvictionVoting(theirs).encode();
        assert_eq!(ours.to_bytes(), theirs, "{ours:?}");
    }
}

#[test]
fn each_track_has_the_origin_that_leads_to_it() {
    use codec::DecodeAll;
    use referenda::TracksInfo;
    let mut node = crate::test_node::externalities_of("staked", || {
        pallet_staked_set::HandedOver::<aura_npos_runtime::Runtime>::put(
            pallet_staked_set::HandOver { session: 1, era: 1 },
        );
        System::set_block_number(2);
    });
    node.execute_with(|| {
        for track in Tracks::tracks() {
            let origin = origin_of(track.id).unwrap().encode();
            let origin = OriginCaller::decode_all(&mut &origin[..]).unwrap();
            assert_eq!(Tracks::track_for(&origin), Ok(track.id));
        }
    });
    assert!(origin_of(2).is_err());
}
