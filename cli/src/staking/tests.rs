use super::{
    stake::{amount_or_all, AmountOrAll},
    view,
};
use crate::{cli, Cli};
use aura_client::staking::{
    types::{Condition, HandOver},
    Amount, BondExtra, HandOverStatus, Payee, Percent,
};
use clap::Parser;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

fn parse(arguments: &[&str]) -> Result<super::Command, clap::Error> {
    let cli = Cli::try_parse_from([&["aura", "staking"], arguments].concat())?;
    match cli.command {
        cli::Command::Staking(command) => Ok(*command),
        other => panic!("{other:?}"),
    }
}

#[test]
fn amounts_are_in_aura() {
    let super::Command::Bond(bond) = parse(&["bond", "12.5"]).unwrap() else {
        panic!("another command")
    };
    assert_eq!(bond.amount, Amount(12_500_000_000_000));
    assert_eq!(bond.payee, Payee::Staked);
    assert!(parse(&["bond", "12.5 AURA"]).is_err());
    assert!(parse(&["bond", "-1"]).is_err());
    assert!(parse(&["bond"]).is_err());
    assert_eq!(amount_or_all("all").unwrap(), AmountOrAll::All);
    assert_eq!(AmountOrAll::All.or(7), 7);
    assert_eq!(amount_or_all("2").unwrap().or(7), 2_000_000_000_000);
}

#[test]
fn the_pay_goes_where_it_is_told() {
    let payee = |text: &str| match parse(&["bond", "1", "--payee", text]) {
        Ok(super::Command::Bond(bond)) => Some(bond.payee),
        _ => None,
    };
    assert_eq!(payee("free"), Some(Payee::Stash));
    assert!(matches!(payee(ALICE), Some(Payee::Account(_))));
    assert_eq!(payee("nowhere"), None);
}

#[test]
fn each_command_is_understood() {
    for arguments in [
        &["bond-extra", "1"][..],
        &["unbond", "all"],
        &["rebond", "1"],
        &["withdraw"],
        &["validate", "--commission", "5"],
        &["nominate", ALICE],
        &["chill"],
        &["status"],
        &["status", ALICE, "--json"],
        &["payouts", ALICE, "--eras", "3", "--pay"],
        &["hand-over"],
        &["pool", "list"],
        &["pool", "join", "1", "10"],
        &["pool", "extra", "rewards"],
        &["pool", "unbond", "all"],
        &["pool", "withdraw"],
        &["pool", "claim"],
        &[
            "pool",
            "create",
            "1000",
            "--name",
            "ours",
            "--nominate",
            ALICE,
        ],
    ] {
        assert!(parse(arguments).is_ok(), "{arguments:?}");
    }
    let super::Command::Validate(validate) =
        parse(&["validate", "--commission", "7.5", "--blocked"]).unwrap()
    else {
        panic!("another command")
    };
    assert_eq!(validate.commission, Percent(75_000_000));
    assert!(validate.blocked);
    for arguments in [
        &["nominate"][..],
        &["nominate", "5Grwva"],
        &["validate"],
        &["validate", "--commission", "101"],
        &["pool", "join", "1"],
        &["pool", "create", "1000"],
    ] {
        assert!(parse(arguments).is_err(), "{arguments:?}");
    }
    let super::Command::Pool(super::pool::Command::Extra(extra)) =
        parse(&["pool", "extra", "0.5"]).unwrap()
    else {
        panic!("another command")
    };
    assert_eq!(extra.amount, BondExtra::FreeBalance(500_000_000_000));
}

#[test]
fn the_hand_over_says_what_is_missing() {
    let condition = Condition {
        minimum: None,
        session_validators: 4,
        session_electable: 4,
        electable: 4,
        staked: 50_000_000_000_000,
        min_staked: 100_000_000_000_000,
    };
    let text = view::hand_over(&HandOverStatus::ahead(&condition));
    assert!(text.contains("MISSING  not armed"), "{text}");
    assert!(text.contains("met      4 of the 4 validators"), "{text}");
    assert!(
        text.contains("MISSING  50 AURA is bonded, and it takes 100 AURA"),
        "{text}"
    );
    assert!(
        text.ends_with("Not yet: the council's set goes on.\n"),
        "{text}"
    );
    let done = HandOverStatus {
        done: Some(HandOver { session: 9, era: 1 }),
        met: false,
        parts: vec![],
    };
    let text = view::hand_over(&done);
    assert!(text.contains("since session 9, era 1"), "{text}");
}
