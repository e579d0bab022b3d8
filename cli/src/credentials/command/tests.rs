use crate::{
    cli::{Cli, Command},
    credentials::Problem,
    private_file,
    wallet::{Commitment, Cost, Kind, NewAnchor, Passphrase, Phrase, WalletEdit, WalletFile},
    Error,
};
use aura_primitives::credentials::{Capacity, SchemaId};
use clap::Parser;
use std::path::Path;
use subxt_signer::DEV_PHRASE;
use zeroize::Zeroizing;

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
fn schemas_and_lists_are_handed_over_and_deposits_taken_over() {
    let schema = schema();
    let did = aura_primitives::did::Did::from([4; 32]).to_string();
    for what in [["schema", &schema], ["list", "7"]] {
        let run = |name, more: &[&str]| parse(&[&[what[0], name, what[1]], more].concat());
        assert!(run("offer", &["heir", "--as", "ministry"]).is_ok());
        assert!(run("offer", &["--nobody"]).is_ok());
        assert!(run("offer", &["heir", "--nobody"]).is_err());
        assert!(run("offer", &[]).is_err());
        assert!(run("accept", &["--as", "heir", "--out", "op.json"]).is_ok());
        assert!(run("take-over", &[]).is_ok());
        assert!(run("take-over", &["--as", "ministry", "--out", "op.json"]).is_ok());
    }
    assert!(parse(&["accreditation", "take-over", &schema, &did]).is_ok());
    assert!(parse(&["list", "close", "7", "--as", "work"]).is_ok());
    assert!(parse(&["schema", "close", &schema]).is_err());
    for what in ["schema", "list"] {
        assert!(parse(&[what, "list", &did]).is_ok());
        assert!(parse(&[what, "list", "work", "--json"]).is_ok());
        // No argument means all DIDs of the wallet.
        assert!(parse(&[what, "list"]).is_ok());
    }
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

#[test]
fn what_is_issued_is_one_credential_or_a_file_or_what_was_begun() {
    let issue =
        |arguments: &[&str]| parse(&[&["credential", "issue", "--out", "o"], arguments].concat());
    let did = "did:aura:1";
    assert!(issue(&["rows.csv", "--list", "7", "--suite", "rdfc"]).is_ok());
    assert!(issue(&[
        "--subject",
        did,
        "--claim",
        "a=b=c",
        "--claim",
        "d=",
        "--list",
        "7"
    ])
    .is_ok());
    assert!(issue(&["--resume"]).is_ok());
    let holder = Commitment::from(aura_zkp_core::Fr::from(7)).to_string();
    let one = ["--subject", did, "--list", "7", "--holder", &holder];
    assert!(issue(&one).is_ok());
    assert!(issue(&[&one[..5], &[&holder[1..]]].concat()).is_err());
    assert!(issue(&["rows.csv", "--list", "7", "--holder", &holder]).is_err());
    assert!(issue(&["rows.csv", "--list", "7", "--proof-key", "key-2"]).is_ok());
    assert!(issue(&["--resume", "--proof-key", "2"]).is_err());
    for bad in [
        &[][..],
        &["rows.csv"],
        &["--list", "7"],
        &["rows.csv", "--list", "7", "--subject", did],
        &["rows.csv", "--list", "7", "--claim", "a=b"],
        &["--subject", did, "--claim", "a", "--list", "7"],
        &["--resume", "rows.csv"],
        &["--resume", "--list", "7"],
        &["--resume", "--valid-until", "2027-01-01"],
        &["rows.csv", "--list", "7", "--valid-until", "2027-02-30"],
        &["rows.csv", "--list", "7", "--suite", "bbs"],
    ] {
        assert!(issue(bad).is_err(), "{bad:?}");
    }
    assert!(parse(&["credential", "issue", "rows.csv", "--list", "7"]).is_err());
}

#[test]
fn a_commitment_is_in_the_wallet_before_anybody_gets_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let passphrase = || Passphrase::new(Zeroizing::new("correct horse".into())).unwrap();
    private_file::create(&path("pass"), b"correct horse").unwrap();
    let little = Cost {
        memory: 8,
        passes: 1,
        lanes: 1,
    };
    let phrase = Phrase::parse(DEV_PHRASE).unwrap();
    let mut edit = WalletEdit::create(&path("w"), phrase, passphrase(), little).unwrap();
    let run = |more: &[&str]| {
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let (wallet, pass) = (text(&path("w")), text(&path("pass")));
        let common = [
            "credential",
            "holder",
            "--wallet",
            &wallet,
            "--passphrase-file",
            &pass,
        ];
        let command = parse(&[&common, more].concat()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(command.run())
    };
    let made = || {
        let wallet = WalletFile::open(&path("w"), &passphrase()).unwrap();
        let all = wallet.commitments().iter();
        let open = all
            .filter_map(|one| wallet.opening(&one.commitment))
            .count();
        assert_eq!(open, wallet.commitments().iter().count());
        open
    };
    let add = |edit: &mut WalletEdit, name: &str| {
        let anchor = NewAnchor::Key(Kind::Ed25519);
        edit.add_did(name.parse().unwrap(), [7; 32], anchor)
            .unwrap();
        edit.save().unwrap();
    };
    add(&mut edit, "a");
    drop(edit);
    run(&[]).unwrap();
    run(&["--as", "a", "--json"]).unwrap();
    assert_eq!(made(), 2);

    // With several DIDs, one must be named.
    let mut edit = WalletEdit::open(&path("w"), passphrase()).unwrap();
    add(&mut edit, "b");
    drop(edit);
    let refused = run(&[]);
    assert!(matches!(
        refused,
        Err(Error::Client(aura_client::Error::Credentials(
            Problem::AmbiguousActingDid(2)
        )))
    ));
    assert!(run(&["--as", "c"]).is_err());
    run(&["--as", "b"]).unwrap();
    assert_eq!(made(), 3);
}

#[test]
fn a_presentation_answers_a_challenge() {
    let present = |more: &[&str]| parse(&[&["credential", "present"], more].concat());
    assert!(present(&["c.json", "--challenge", "x", "--domain", "a.example"]).is_ok());
    assert!(present(&["--credential", "0a1b", "--challenge", "x"]).is_ok());
    assert!(present(&["c.json"]).is_err());
    assert!(present(&["--challenge", "x"]).is_err());
}

#[test]
fn a_status_is_set_of_indices_in_a_list_or_of_files() {
    for name in ["revoke", "suspend", "reinstate", "hold", "release"] {
        let set = |more: &[&str]| parse(&[&["credential", name], more].concat());
        assert!(set(&["--list", "7", "5", "9-12"]).is_ok());
        assert!(set(&["--file", "revoked.ndjson"]).is_ok());
        assert!(set(&["--list", "7", "--file", "indices.txt", "--out", "op.json"]).is_ok());
        assert!(set(&["5"]).is_err());
        assert!(set(&[]).is_err());
    }
}

#[test]
fn credentials_go_into_the_wallet_and_out_of_it() {
    assert!(parse(&["credential", "import", "a.json", "b.ndjson", "--json"]).is_ok());
    assert!(parse(&["credential", "import"]).is_err());
    assert!(parse(&["credential", "list", "--wallet", "w"]).is_ok());
    assert!(parse(&["credential", "export", "0a1b", "--out", "c.json"]).is_ok());
    assert!(parse(&["credential", "export"]).is_err());
    let verify = [
        "credential",
        "verify",
        "p.json",
        "--challenge",
        "x",
        "--anchored",
    ];
    assert!(parse(&verify).is_ok());
    let any = ["credential", "verify", "p.json", "--schema", "x"];
    assert!(parse(&any).is_err());
}
