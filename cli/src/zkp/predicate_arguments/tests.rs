use super::*;
use crate::zkp::model::schema;
use clap::Parser;
use serde_json::json;
use serde_json::Value;

#[derive(Debug, Parser)]
struct Command {
    #[command(flatten)]
    terms: RequestArguments,
}

const ISSUER: &str = "did:aura:US517G5965aydkZ46HS38QLi7UQiSojurfbQfKCELFx";

fn parse(arguments: &[&str]) -> std::result::Result<RequestArguments, clap::Error> {
    let schema = schema().id.to_string();
    let common = ["aura", "--schema", &schema, "--issuer", ISSUER];
    let all = common.iter().chain(arguments);
    Command::try_parse_from(all).map(|command| command.terms)
}

fn request(arguments: &[&str]) -> Request {
    let terms = parse(arguments).unwrap();
    let verifier = Did::from([9; 32]);
    let issuers = vec![ISSUER.parse().unwrap()];
    terms
        .request([7; 32], verifier, issuers, &schema())
        .unwrap()
}

#[test]
fn one_thing_is_proven_of_one_claim() {
    for (arguments, expected) in [
        (&["--ownership"][..], Predicate::Ownership {}),
        (
            &["--age", "18", "--claim", "birthDate"],
            Predicate::Age {
                claim: "birthDate".into(),
                years: 18,
            },
        ),
        (
            &["--range", "-5..60000", "--claim", "income"],
            Predicate::Range {
                claim: "income".into(),
                least: -5,
                greatest: 60000,
            },
        ),
    ] {
        let request = request(arguments);
        assert_eq!(request.predicate, expected);
        assert_eq!(request.uses, Times::Many);
        assert!(request.policy(&schema()).is_ok(), "{arguments:?}");
    }
    for bad in [
        &[][..],
        &["--age", "18"],
        &["--ownership", "--claim", "income"],
        &["--ownership", "--age", "18", "--claim", "birthDate"],
        &["--age", "18", "--range", "1..2", "--claim", "income"],
        &["--age", "256", "--claim", "birthDate"],
        &["--claim", "income"],
    ] {
        assert!(parse(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn once_a_person_has_a_day_and_an_end() {
    let once = ["--ownership", "--once-from", "2026-11-24"];
    assert!(parse(&once).is_err());
    let bounded = [&once[..], &["--once-until", "900"]].concat();
    assert!(parse(&bounded).is_err());
    let whole = [&bounded[..], &["--max-uses", "40"]].concat();
    assert_eq!(
        request(&whole).uses,
        Times::Once {
            opens: 739_944,
            closes: 900,
            max_uses: 40,
        }
    );
    assert!(parse(&["--ownership", "--once-until", "900", "--max-uses", "40"]).is_err());
    assert!(parse(&["--ownership", "--max-uses", "40"]).is_err());
}

#[test]
fn keys_are_taken_from_a_version_on_or_one_alone() {
    assert_eq!(request(&["--ownership"]).keys, Keys::AtLeast(1));
    let later = request(&["--ownership", "--min-version", "3"]);
    assert_eq!(later.keys, Keys::AtLeast(3));
    let digits = "0b".repeat(32);
    for text in [digits.clone(), format!("0x{digits}")] {
        let pinned = request(&["--ownership", "--only-key", &text]);
        assert_eq!(pinned.keys, Keys::Exactly([11; 32]));
    }
    let short = ["--ownership", "--only-key", "0b0b"];
    assert!(parse(&short).is_err());
    let both = ["--ownership", "--only-key", &digits, "--min-version", "3"];
    assert!(parse(&both).is_err());
}

#[test]
fn members_are_lines_or_json() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("members");
    let file = path.to_str().unwrap();
    let members = |text: &str, claim: &str| {
        std::fs::write(&path, text).unwrap();
        let terms = parse(&["--member-of", file, "--claim", claim]).unwrap();
        let request = terms.request([7; 32], Did::from([9; 32]), vec![], &schema())?;
        match request.predicate {
            Predicate::Membership { members, .. } => Ok(members),
            other => panic!("{other:?}"),
        }
    };
    let text = |result: Result<Vec<Value>>| result.unwrap_err().to_string();
    let countries = members("DE\n\n AT \n", "country").unwrap();
    assert_eq!(countries, [json!("DE"), json!("AT")]);
    assert_eq!(members("-1\n7", "income").unwrap(), [json!(-1), json!(7)]);
    assert_eq!(members("[1, 2]", "income").unwrap(), [json!(1), json!(2)]);
    assert!(text(members("1\nx", "income")).contains("line 2"));
    assert!(text(members("a", "height")).contains("'height'"));
    assert!(text(members("[1", "income")).contains("list of members"));
}
