use super::*;

const CALLS: Calls = Calls {
    batch_all: [30, 2],
    announce: [40, 0],
    propose: [20, 2],
    vote: [20, 3],
    close: [20, 6],
};

const WEIGHT: Weight = Weight { time: 1, proof: 2 };

fn motion() -> Motion {
    Motion::as_root(&CALLS, vec![], &[62, 1, 1, 1, 0])
}

fn votes(ayes: &[u8]) -> Votes {
    Votes {
        index: 7,
        threshold: 2,
        ayes: ayes.iter().map(|member| [*member; 32]).collect(),
        nays: vec![],
        end: 100,
    }
}

fn step(members: u8, who: u8, votes: Option<&Votes>) -> std::result::Result<Step, Problem> {
    let members: Vec<Account> = (1..=members).map(|member| [member; 32]).collect();
    CALLS.step(&motion(), &members, &[who; 32], votes, 9, WEIGHT)
}

#[test]
fn root_is_reached_by_an_announcement() {
    assert_eq!(motion().call, [40, 0, 62, 1, 1, 1, 0]);
    let announced = blake2_256(&[62, 1, 1, 1, 0]);
    assert_eq!(motion().announces(&CALLS), Some(announced));
    let disable = Motion {
        words: vec![],
        call: vec![62, 2, 1, 1, 0],
        share: Share::OverThird,
    };
    assert_eq!(disable.announces(&CALLS), None);
}

#[test]
fn one_alone_executes_it_at_once() {
    let found = step(1, 1, None).unwrap();
    let length = Compact(u32::try_from(motion().call.len()).unwrap());
    let expected = [&[20, 2, 4][..], &motion().call, &length.encode()].concat();
    assert_eq!(found.call, expected);
    assert_eq!(found.missing, 0);
}

#[test]
fn of_three_two_decide() {
    let hash = motion().hash();
    let first = step(3, 1, None).unwrap();
    assert_eq!(first.call[..3], [30, 2, 8]);
    // The member votes on the motion that it proposes.
    let aye = [&[20, 3][..], &hash, &[9 << 2, 1]].concat();
    assert!(first.call.ends_with(&aye));
    assert_eq!(first.missing, 1);
    let second = step(3, 2, Some(&votes(&[1]))).unwrap();
    let aye = [&[20, 3][..], &hash, &[7 << 2, 1]].concat();
    assert!(second.call[3..].starts_with(&aye));
    let close = [&[20, 6][..], &hash, &[7 << 2, 4, 8]].concat();
    assert!(second.call[3 + aye.len()..].starts_with(&close));
    assert_eq!(second.missing, 0);
    // With five members and a higher threshold of the motion, a vote does not execute it.
    let mut wanting = votes(&[1]);
    wanting.threshold = 4;
    let vote = step(5, 2, Some(&wanting)).unwrap();
    assert_eq!((vote.call, vote.missing), (aye, 2));
}

#[test]
fn who_has_voted_waits_for_the_others_or_executes() {
    let refused = step(3, 1, Some(&votes(&[1]))).unwrap_err();
    assert!(
        matches!(refused, Problem::VotedAlready { missing: 1, .. }),
        "{refused}"
    );
    let closed = step(3, 1, Some(&votes(&[1, 2]))).unwrap();
    assert_eq!(closed.call[..2], [20, 6]);
    assert_eq!(closed.missing, 0);
}

#[test]
fn a_council_that_has_grown_needs_more() {
    // The motion was proposed when two of three were enough; now there are six members.
    let vote = step(6, 2, Some(&votes(&[1]))).unwrap();
    assert_eq!((&vote.call[..2], vote.missing), (&[20, 3][..], 2));
    let last = step(6, 4, Some(&votes(&[1, 2, 3]))).unwrap();
    assert_eq!((&last.call[..2], last.missing), (&[30, 2][..], 0));
}

#[test]
fn nobody_else_decides() {
    let refused = step(3, 4, None).unwrap_err();
    assert!(matches!(refused, Problem::NotOfCouncil(_)), "{refused}");
}

#[test]
fn two_thirds_are_never_less() {
    for (members, needed) in [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5)] {
        assert_eq!(Share::TwoThirds.of(members), needed);
    }
}

#[test]
fn a_third_is_never_more_than_a_third() {
    for (members, needed) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 2), (6, 3), (9, 4)] {
        assert_eq!(Share::OverThird.of(members), needed);
    }
}
