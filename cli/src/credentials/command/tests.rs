use crate::cli::{Cli, Command};
use aura_primitives::credentials::{Capacity, SchemaId};
use clap::Parser;

fn parse(arguments: &[&str]) -> Result<Command, clap::Error> {
    Cli::try_parse_from([&["aura"], arguments].concat()).map(|cli| cli.command)
}

fn schema() -> String {
    SchemaId::from([3; 32]).to_string()
}

#[test]
fn a_schema_says_who_may_issue() {
    let register = |more: &[&str]| {
        let arguments = [
            "schema",
            "register",
            "age.json",
            "--uri",
            "https://a.example/age.json",
        ];
        parse(&[&arguments, more].concat())
    };
    assert!(register(&[]).is_err());
    assert!(register(&["--open", "--accredited"]).is_err());
    assert!(register(&["--open", "--unique", "--slot", "a=4", "--slot", "b=5"]).is_ok());
    assert!(register(&["--accredited", "--slot", "a=3"]).is_err());
    assert!(parse(&["schema", "register", "age.json", "--open"]).is_err());
    assert!(parse(&["schema", "register", "age.json", "--open", "--uri", "no uri"]).is_err());
}

#[test]
fn identifiers_of_schemas_are_strict() {
    assert!(parse(&["schema", "show", &schema()]).is_ok());
    for bad in ["", "x", "did:aura:1", &schema()[1..]] {
        assert!(parse(&["schema", "show", bad]).is_err(), "{bad}");
    }
}

#[test]
fn an_accreditation_is_given_under_both_names() {
    for name in [&["accredit"][..], &["accreditation", "give"]] {
        let give = |more: &[&str]| parse(&[name, &[&schema(), "work"], more].concat());
        assert!(give(&[]).is_ok());
        assert!(give(&["--depth", "4", "--until", "2027-01-01"]).is_ok());
        assert!(give(&["--until", "2027-01-01T12:00:00Z", "--as", "ministry"]).is_ok());
        assert!(give(&["--depth", "5"]).is_err());
        assert!(give(&["--until", "2027-02-29"]).is_err());
        assert!(give(&["--until", "tomorrow"]).is_err());
    }
    for name in ["suspend", "reinstate", "withdraw", "show"] {
        assert!(parse(&["accreditation", name, &schema(), "work"]).is_ok());
        assert!(parse(&["accreditation", name, &schema()]).is_err());
    }
}

#[test]
fn a_list_has_one_of_four_sizes() {
    let create = |more: &[&str]| parse(&[&["list", "create", &schema()], more].concat());
    let Ok(Command::List(command)) = create(&["--strict", "--capacity", "1048576"]) else {
        panic!("these are good arguments")
    };
    let super::list::Command::Create(command) = *command else {
        panic!("not a creation")
    };
    assert_eq!(command.capacity, Capacity::TwoTo20);
    assert!(create(&[]).is_ok());
    assert!(create(&["--capacity", "1000"]).is_err());
    assert!(create(&["--capacity", "many"]).is_err());
    assert!(parse(&["list", "show", "7"]).is_ok());
    assert!(parse(&["list", "show", "-1"]).is_err());
}

#[test]
fn what_a_did_does_can_be_written_to_a_file() {
    let schema = schema();
    let arguments = [
        "accredit",
        &schema,
        "work",
        "--out",
        "op.json",
        "--signers",
        "key-2",
    ];
    assert!(parse(&arguments).is_ok());
}
