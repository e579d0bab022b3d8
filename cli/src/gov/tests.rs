use super::{submit::call_bytes, view};
use crate::{cli, Cli};
use aura_client::{
    governance::{BlockClock, ReferendumState, ReferendumStatus, Shares, Track},
    staking::{Amount, Percent},
};
use aura_identity::DateTime;
use clap::Parser;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

fn parse(arguments: &[&str]) -> Result<super::Command, clap::Error> {
    let cli = Cli::try_parse_from([&["aura", "gov"], arguments].concat())?;
    match cli.command {
        cli::Command::Gov(command) => Ok(*command),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_command_is_understood() {
    for arguments in [
        &["tracks"][..],
        &["list", "--all", "--json"],
        &["show", "3", "--voter", ALICE],
        &["vote", "3", "aye", "--amount", "5"],
        &["vote", "3", "nay", "--amount", "5", "--conviction", "0"],
        &["vote", "3", "abstain", "--amount", "0.5"],
        &["vote", "3", "remove"],
        &["delegate", "root", "--to", ALICE, "--amount", "5"],
        &["delegate", "10", "--end"],
        &["submit", "staking-admin", "--call", "0x0000"],
        &["submit", "staking-admin", "-"],
        &["deposit", "3"],
        &["whitelist", "0x0000"],
    ] {
        assert!(parse(arguments).is_ok(), "{arguments:?}");
    }
    for arguments in [
        &["vote", "3", "aye"][..],
        &["vote", "3", "maybe", "--amount", "5"],
        &["vote", "3", "aye", "--amount", "5", "--conviction", "7"],
        &["delegate", "root", "--to", ALICE],
        &["delegate", "root", "--end", "--to", ALICE],
        &["submit", "root"],
        &["submit", "root", "file", "--call", "0x00"],
        &["show"],
    ] {
        assert!(parse(arguments).is_err(), "{arguments:?}");
    }
}

#[test]
fn a_call_is_hexadecimal() {
    assert_eq!(call_bytes("0x0001\n").unwrap(), [0, 1]);
    assert_eq!(call_bytes("0001").unwrap(), [0, 1]);
    assert!(call_bytes("System.remark").is_err());
    assert!(call_bytes("0x0").is_err());
}

#[test]
fn tracks_have_periods_by_the_clock() {
    let track = Track {
        number: 0,
        name: "root".into(),
        open: false,
        max_deciding: 1,
        decision_deposit: Amount(10_000_000_000_000_000),
        prepare: 1_200,
        decide: 403_200,
        confirm: 14_400,
        enact: 14_400,
        approval: Percent(500_000_000),
        support: Percent(100_000_000),
    };
    let clock = BlockClock {
        block: 0,
        time: 0,
        slot_millis: 6_000,
    };
    let text = view::tracks(&[track], &clock);
    assert!(
        text.starts_with("0 root (opens with the hand-over)\n"),
        "{text}"
    );
    assert!(text.contains("prepared 2 h, decided 28 d"), "{text}");
    assert!(
        text.contains("50 % of the votes, and 10 % of all tokens"),
        "{text}"
    );
}

#[test]
fn a_referendum_says_what_it_needs() {
    let status = ReferendumStatus {
        referendum: 3,
        state: ReferendumState::Deciding {
            until: DateTime::from_millis(0),
        },
        track: Some("root".into()),
        call_hash: Some("0x01".into()),
        call: None,
        submitter: None,
        has_decision_deposit: true,
        shares: Some(Shares {
            ayes: Amount(2_000_000_000_000),
            nays: Amount(0),
            support: Amount(1_000_000_000_000),
            approval: Percent(1_000_000_000),
            approval_needed: Some(Percent(500_000_000)),
            turnout: Percent(50_000_000),
            turnout_needed: Some(Percent(100_000_000)),
        }),
        enactment: None,
        own_vote: None,
    };
    let text = view::referendum(&status);
    assert!(
        text.contains("rejected 1970-01-01T00:00:00Z unless it passes"),
        "{text}"
    );
    assert!(
        text.contains("2 AURA against 0 AURA: 100 %, 50 % needed now"),
        "{text}"
    );
    assert!(text.contains("it does not pass as things are"), "{text}");
    assert!(view::list(&[]).contains("--all"));
}
