use super::*;
use aura_identity::{credential::Cryptosuite, DateTime};
use aura_primitives::{
    credentials::{view::ClaimView, Policy},
    did::{Did, Stamp},
};
use proptest::prelude::*;
use serde_json::json;
use std::io::Cursor;

pub fn schema(unique: bool) -> SchemaView {
    let claim = |name: &str, kind| ClaimView {
        name: name.into(),
        kind,
        slot: None,
    };
    SchemaView {
        id: [2; 32].into(),
        owner: Did::from([1; 32]),
        digest: [3; 32],
        uri: "https://a.example/a.json".into(),
        claims: vec![
            claim("age", ClaimKind::Integer),
            claim("birthDate", ClaimKind::Date),
            claim("country", ClaimKind::Text),
            claim("member", ClaimKind::Boolean),
        ],
        policy: Policy::Open,
        unique,
        created: Stamp { block: 1, time: 1 },
    }
}

pub fn terms() -> Terms {
    Terms {
        issuer: Did::from([1; 32]),
        key: 1,
        suite: Cryptosuite::EddsaJcs2022,
        schema: [2; 32].into(),
        list: 7,
        status_base: None,
        created: DateTime::from_millis(1_767_225_600_000),
        valid_from: DateTime::from_millis(1_767_225_600_000),
        valid_until: None,
    }
}

fn input(text: &str) -> Input {
    Input::new(Box::new(Cursor::new(text.as_bytes().to_vec())))
}

fn checked(format: Format, text: &str) -> Result<u32, Vec<(u64, String)>> {
    let schema = schema(true);
    check(read(format, input(text), &schema), &terms(), &schema).map_err(|error| match error {
        Problem::Rows(wrong) => wrong
            .into_iter()
            .map(|wrong| (wrong.line, wrong.reason))
            .collect(),
        other => vec![(0, other.to_string())],
    })
}

const HEAD: &str = "id,age,birthDate,country,member\n";

#[test]
fn both_forms_give_the_same_rows() {
    let csv = format!("{HEAD}did:x:1,42,2024-02-29,\"a, \"\"b\"\"\",true\ndid:x:2,,,c,\n");
    let ndjson = "{\"id\":\"did:x:1\",\"age\":42,\"birthDate\":\"2024-02-29\",\
                  \"country\":\"a, \\\"b\\\"\",\"member\":true}\n\n{\"country\":\"c\",\"id\":\"did:x:2\"}";
    let schema = schema(false);
    let all = |format, text: &str| -> Vec<_> {
        let rows = read(format, input(text), &schema);
        rows.map(|row| row.unwrap())
            .map(|row| (row.line, row.subject, Value::Object(row.claims)))
            .collect()
    };
    let first =
        json!({"age": 42, "birthDate": "2024-02-29", "country": "a, \"b\"", "member": true});
    let second = json!({"country": "c"});
    let expected = |line| {
        [
            (2, "did:x:1", first.clone()),
            (line, "did:x:2", second.clone()),
        ]
    };
    let csv = all(Format::Csv, &csv);
    for (row, (line, subject, claims)) in csv.iter().zip(expected(3)) {
        assert_eq!(*row, (line, subject.into(), claims));
    }
    let ndjson = all(Format::Ndjson, ndjson);
    for ((line, row), (_, subject, claims)) in [1, 3].into_iter().zip(&ndjson).zip(expected(3)) {
        assert_eq!(*row, (line, subject.into(), claims));
    }
    assert_eq!((csv.len(), ndjson.len()), (2, 2));
}

#[test]
fn rows_that_cannot_be_issued_are_named_by_their_lines() {
    for (row, why) in [
        ("did:x:1,42,2024-02-29,c", "4 fields"),
        ("did:x:1,42,2024-02-29,c,true,more", "6 fields"),
        ("did:x:1,old,,,", "no whole number"),
        ("did:x:1,007,,,", "no whole number"),
        ("did:x:1,1.5,,,", "no whole number"),
        ("did:x:1,9007199254740993,,,", "age"),
        ("did:x:1,,2023-02-29,,", "birthDate"),
        ("did:x:1,,29.2.2024,,", "birthDate"),
        ("did:x:1,,,,yes", "neither true nor false"),
        ("somebody,,,,", "credentialSubject.id"),
        (",,,,", "credentialSubject.id"),
        ("did:x:0,,,,", "above already"),
    ] {
        let text = format!("{HEAD}did:x:0,1,,,\n{row}\ndid:x:3,,,c,false\n");
        let wrong = checked(Format::Csv, &text).unwrap_err();
        assert_eq!(wrong.len(), 1, "{row}: {wrong:?}");
        assert_eq!(wrong[0].0, 3, "{row}: {wrong:?}");
        assert!(wrong[0].1.contains(why), "{row}: {wrong:?}");
    }
    for (row, why) in [
        ("{", "JSON"),
        ("[]", "no JSON object"),
        ("{\"age\":1}", "no `id`"),
        ("{\"id\":\"did:x:1\",\"id\":\"did:x:2\"}", "twice"),
        ("{\"id\":\"did:x:1\",\"age\":\"1\"}", "age"),
        ("{\"id\":\"did:x:1\",\"salary\":1}", "salary"),
        (
            "{\"id\":\"did:x:1\",\"birthDate\":\"2024-04-31\"}",
            "birthDate",
        ),
    ] {
        let text = format!("{{\"id\":\"did:x:0\"}}\n{row}\n{{\"id\":\"did:x:3\"}}\n");
        let wrong = checked(Format::Ndjson, &text).unwrap_err();
        assert_eq!(wrong.len(), 1, "{row}: {wrong:?}");
        assert_eq!(wrong[0].0, 2, "{row}: {wrong:?}");
        assert!(wrong[0].1.contains(why), "{row}: {wrong:?}");
    }
}

#[test]
fn the_first_line_names_the_columns() {
    for (head, why) in [
        ("age,country", "no column 'id'"),
        ("id,age,age", "stands twice"),
        ("id,salary", "no claim 'salary'"),
        ("age", "no column 'id'"),
    ] {
        let wrong = checked(Format::Csv, &format!("{head}\na,b,c\n")).unwrap_err();
        assert_eq!(wrong[0].0, 1);
        assert!(wrong[0].1.contains(why), "{head}: {wrong:?}");
    }
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert!(checked(Format::Csv, HEAD).is_err());
    assert!(checked(Format::Ndjson, "\n\n").is_err());
    let longest = "x".repeat(2 * LONGEST);
    // A quotation mark that is never closed takes the rest of the file.
    let open = format!("{HEAD}did:x:0,,,\"{longest}\n");
    let wrong = checked(Format::Csv, &open).unwrap_err();
    assert!(wrong[0].1.contains("65,536"), "{wrong:?}");
    let line = format!("{{\"id\":\"did:x:0\",\"country\":\"{longest}\"}}\n");
    let wrong = checked(Format::Ndjson, &line).unwrap_err();
    assert!(wrong[0].1.contains("65,536"), "{wrong:?}");
    // What is wrong everywhere is not told for ever.
    let many = format!("{HEAD}{}", "x,,,,\n".repeat(1000));
    assert_eq!(checked(Format::Csv, &many).unwrap_err().len(), SHOWN);
}

#[test]
fn many_rows_are_read() {
    let rows: String = (0..20_000)
        .map(|n| format!("did:x:{n},{n},,c,\n"))
        .collect();
    assert_eq!(checked(Format::Csv, &format!("{HEAD}{rows}")), Ok(20_000));
}

#[test]
fn the_digest_is_of_the_whole_file() {
    use sha2::{Digest, Sha256};
    let text = format!("{HEAD}did:x:0,,,c,\n\n\n");
    let (input, schema) = (input(&text), schema(false));
    let watch = input.watch();
    assert_eq!(read(Format::Csv, input, &schema).count(), 1);
    assert_eq!(watch.digest(), <[u8; 32]>::from(Sha256::digest(&text)));
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "[\\PC\n\",]{0,200}") {
        let _ = checked(Format::Csv, &text);
        let _ = checked(Format::Csv, &format!("{HEAD}{text}"));
        let _ = checked(Format::Ndjson, &text);
    }
}
