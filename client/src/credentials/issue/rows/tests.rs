use super::*;
use crate::limits::MAX_ROW_BYTES;
use aura_identity::{data_integrity::Cryptosuite, DateTime};
use aura_primitives::{
    credentials::{view::ClaimView, IssuancePolicy},
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
        present_owner: Did::from([1; 32]),
        digest: [3; 32],
        uri: "https://a.example/a.json".into(),
        claims: vec![
            claim("age", ClaimKind::Integer),
            claim("birthDate", ClaimKind::Date),
            claim("country", ClaimKind::Text),
            claim("member", ClaimKind::Boolean),
        ],
        policy: IssuancePolicy::Open,
        unique,
        created: Stamp { block: 1, time: 1 },
    }
}

pub fn terms() -> Terms {
    Terms {
        issuer: Did::from([1; 32]),
        key: 1,
        proof_key: None,
        suite: Cryptosuite::EddsaJcs2022,
        schema: [2; 32].into(),
        list: 7,
        status_base: None,
        created: DateTime::from_millis(1_767_225_600_000),
        valid_from: DateTime::from_millis(1_767_225_600_000),
        valid_until: None,
    }
}

/// Makes a schema whose credentials something can be proven of.
pub fn provable_schema() -> SchemaView {
    let mut schema = schema(false);
    for (claim, slot) in schema.claims.iter_mut().zip([4, 5]) {
        claim.slot = Some(slot);
    }
    schema
}

/// Makes the terms of such credentials.
pub fn provable_terms() -> Terms {
    Terms {
        proof_key: Some(2),
        valid_until: Some(DateTime::from_millis(1_798_761_600_000)),
        ..terms()
    }
}

/// Makes the commitment of a number, as an issuer gets it.
pub fn commitment(number: u64) -> String {
    Commitment::from(aura_zkp_core::Fr::from(number)).to_string()
}

fn input(text: &str) -> Input {
    Input::new(Box::new(Cursor::new(text.as_bytes().to_vec())))
}

fn checked(format: Format, text: &str) -> Result<u32, Vec<(u64, String)>> {
    let schema = schema(true);
    let count = check(read(format, input(text), &schema), &terms(), &schema);
    count.map(|count| count.rows).map_err(lines)
}

fn lines(error: Problem) -> Vec<(u64, String)> {
    match error {
        Problem::Rows(wrong) => wrong
            .shown
            .into_iter()
            .map(|wrong| (wrong.line, wrong.reason))
            .collect(),
        other => vec![(0, other.to_string())],
    }
}

const HEAD: &str = "id,age,birthDate,country,member\n";

#[test]
fn both_forms_give_the_same_rows() {
    let csv = format!("{HEAD}did:x:1,42,2024-02-29,\"a, \"\"b\"\"\",true\ndid:x:2,,,c,\n");
    let ndjson = "{\"id\":\"did:x:1\",\"age\":42,\"birthDate\":\"2024-02-29\",\
                  \"country\":\"a, \\\"b\\\"\",\"member\":true}\n\n\
                  {\"country\":\"c\",\"id\":\"did:x:2\"}";
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
        ("did:x:1,old,,,", "not a whole number"),
        ("did:x:1,007,,,", "not a whole number"),
        ("did:x:1,1.5,,,", "not a whole number"),
        ("did:x:1,9007199254740993,,,", "age"),
        ("did:x:1,,2023-02-29,,", "birthDate"),
        ("did:x:1,,29.2.2024,,", "birthDate"),
        ("did:x:1,,,,yes", "neither true nor false"),
        ("somebody,,,,", "credentialSubject.id"),
        (",,,,", "it is empty: delete it"),
        (",1,,,", "credentialSubject.id"),
        ("did:x:0,,,,", "an earlier row has this subject"),
    ] {
        let text = format!("{HEAD}did:x:0,1,,,\n{row}\ndid:x:3,,,c,false\n");
        let wrong = checked(Format::Csv, &text).unwrap_err();
        assert_eq!(wrong.len(), 1, "{row}: {wrong:?}");
        assert_eq!(wrong[0].0, 3, "{row}: {wrong:?}");
        assert!(wrong[0].1.contains(why), "{row}: {wrong:?}");
    }
    for (row, why) in [
        ("{", "JSON"),
        ("[]", "not a JSON object"),
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
fn there_are_no_more_rows_than_a_list_has_room_for() {
    let schema = schema(false);
    for (rows, taken) in [(3, true), (4, false)] {
        let all: String = (0..rows).map(|row| format!("did:x:{row},,,,\n")).collect();
        let all = format!("{HEAD}{all}");
        let all = read(Format::Csv, input(&all), &schema);
        match check_up_to(3, all, &terms(), &schema) {
            Ok(count) => assert!(taken && count.rows == rows),
            Err(error) => assert!(!taken && matches!(error, Problem::TooManyRows), "{error}"),
        }
    }
}

#[test]
fn the_first_line_names_the_columns() {
    for (head, why) in [
        ("age,country", "no column 'id'"),
        ("id,age,age", "appears twice"),
        ("id,salary", "no claim 'salary'"),
        ("age", "no column 'id'"),
    ] {
        let wrong = checked(Format::Csv, &format!("{head}\na,b,c\n")).unwrap_err();
        assert_eq!(wrong[0].0, 1);
        assert!(wrong[0].1.contains(why), "{head}: {wrong:?}");
    }
}

#[test]
fn holders_are_read_from_both_forms_and_may_be_missing() {
    let schema = provable_schema();
    let one = commitment(1);
    let csv = format!("id,holder,age\ndid:x:1,{one},7\ndid:x:2,,7\n");
    let ndjson = format!(
        "{{\"id\":\"did:x:1\",\"holder\":\"{one}\",\"age\":7}}\n{{\"id\":\"did:x:2\",\"age\":7}}\n"
    );
    for (format, text) in [(Format::Csv, csv), (Format::Ndjson, ndjson)] {
        let rows: Vec<_> = read(format, input(&text), &schema)
            .map(|row| row.unwrap())
            .collect();
        let holders = [Some(one.parse().unwrap()), None];
        assert!(rows.iter().map(|row| row.holder).eq(holders));
        assert!(rows.iter().all(|row| row.claims.len() == 1));
        let count = check(
            read(format, input(&text), &schema),
            &provable_terms(),
            &schema,
        );
        assert_eq!(
            count.unwrap(),
            Count {
                rows: 2,
                provable: 1
            }
        );
    }
}

#[test]
fn holders_that_are_none_and_those_that_stand_twice_are_named_by_their_lines() {
    let schema = provable_schema();
    let head = "id,holder,age,birthDate,country,member\n";
    let order = {
        use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
        format!("u{}", URL_SAFE_NO_PAD.encode([0xff; 32]))
    };
    for (holder, rest, why) in [
        ("x", ",,,", "not a holder's commitment"),
        (&commitment(1)[1..], ",,,", "not a holder's commitment"),
        // Another encoding of a number: it is not below the order of the field.
        (&order, ",,,", "not a holder's commitment"),
        (&commitment(0), ",,,", "an earlier row has this holder"),
        (&commitment(1), "old,,,", "not a whole number"),
        (&commitment(1), ",2023-02-29,,", "birthDate"),
    ] {
        let first = format!("did:x:0,{},,,,\n", commitment(0));
        let text = format!("{head}{first}did:x:1,{holder},{rest}\n");
        let rows = read(Format::Csv, input(&text), &schema);
        let wrong = lines(check(rows, &provable_terms(), &schema).unwrap_err());
        assert_eq!(wrong.len(), 1, "{holder}: {wrong:?}");
        assert_eq!(wrong[0].0, 3, "{holder}: {wrong:?}");
        assert!(wrong[0].1.contains(why), "{holder}: {wrong:?}");
    }
    let text = "{\"id\":\"did:x:1\",\"holder\":7}\n";
    let rows = read(Format::Ndjson, input(text), &schema);
    let wrong = lines(check(rows, &provable_terms(), &schema).unwrap_err());
    assert!(wrong[0].1.contains("`holder` is not a string"), "{wrong:?}");
}

#[test]
fn what_no_circuit_could_read_is_named_before_anything_is_signed() {
    let mut schema = provable_schema();
    // With a slot for the country, too, which is written with a combining accent.
    schema.claims[2].slot = Some(6);
    let text = format!(
        "id,holder,country\ndid:x:0,{},e\u{301}\ndid:x:1,,e\u{301}\n",
        commitment(0)
    );
    let rows = || read(Format::Csv, input(&text), &schema);
    let wrong = lines(check(rows(), &provable_terms(), &schema).unwrap_err());
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].1.contains("Normalization"), "{wrong:?}");
    // Without a key for proofs, holders are counted: the caller says why it has no key.
    let count = check(rows(), &terms(), &schema).unwrap();
    assert_eq!((count.rows, count.provable), (2, 1));
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert!(checked(Format::Csv, HEAD).is_err());
    assert!(checked(Format::Ndjson, "\n\n").is_err());
    let longest = "x".repeat(2 * MAX_ROW_BYTES);
    // A quotation mark that is never closed takes the rest of the file.
    let open = format!("{HEAD}did:x:0,,,\"{longest}\n");
    let wrong = checked(Format::Csv, &open).unwrap_err();
    assert!(wrong[0].1.contains("65,536"), "{wrong:?}");
    let line = format!("{{\"id\":\"did:x:0\",\"country\":\"{longest}\"}}\n");
    let wrong = checked(Format::Ndjson, &line).unwrap_err();
    assert!(wrong[0].1.contains("65,536"), "{wrong:?}");
    // A fault of every row is not reported a thousand times.
    let many = format!("{HEAD}{}", "x,,,,\n".repeat(1000));
    assert_eq!(checked(Format::Csv, &many).unwrap_err().len(), 20);
}

#[test]
fn a_line_tells_of_each_row_and_all_that_is_wrong_with_it() {
    let schema = schema(false);
    let message = |rows: usize| {
        let rows = "did:x:1,old,29.2.2024,c,yes\n".repeat(rows);
        let text = format!("{HEAD}{rows}");
        let error = check(read(Format::Csv, input(&text), &schema), &terms(), &schema);
        error.unwrap_err().to_string()
    };
    let twenty = message(20);
    let lines: Vec<_> = twenty.lines().collect();
    assert_eq!(lines.len(), 21);
    assert!(lines[1].starts_with("line 2: age: 'old'"), "{twenty}");
    assert!(lines[20].starts_with("line 21: age: 'old'"), "{twenty}");
    for part in [
        "; birthDate: '29.2.2024' is not a day",
        "; member: 'yes' is neither",
    ] {
        assert!(lines[1].contains(part), "{twenty}");
    }
    let thousand = message(1000);
    assert_eq!(thousand.lines().count(), 22);
    assert!(thousand.ends_with("\nand 980 more"), "{thousand}");
}

/// Formats the rows of a text as `line subject claims`.
fn rows_of(format: Format, bytes: &[u8]) -> Vec<Result<String, String>> {
    let input = Input::new(Box::new(Cursor::new(bytes.to_vec())));
    let schema = schema(false);
    let rows = read(format, input, &schema);
    rows.map(|row| match row {
        Ok(row) => Ok(format!(
            "{} {} {}",
            row.line,
            row.subject,
            Value::Object(row.claims)
        )),
        Err(wrong) => Err(format!("{} {}", wrong.line, wrong.reason)),
    })
    .collect()
}

#[test]
fn csv_is_read_as_spreadsheets_write_it() {
    let expected = |first| {
        [
            format!(r#"{first} did:x:1 {{"age":42,"country":"a, b; c","member":true}}"#),
            format!(r#"{} did:x:2 {{"member":false}}"#, first + 1),
        ]
        .map(Ok)
    };
    let rows = "did:x:1;42;\"a, b; c\";TRUE\ndid:x:2;;;False\n";
    for (text, first) in [
        (format!("id;age;country;member\n{rows}"), 2),
        (format!("sep=;\nid;age;country;member\n{rows}"), 3),
        (format!("\u{feff}sep=;\nid;age;country;member\n{rows}"), 3),
        (format!("\u{feff} id ;age; country;\"member\"\n{rows}"), 2),
        (format!("\n\nid;age;country;member\n{rows}"), 4),
        (
            "id\tage\tcountry\tmember\ndid:x:1\t 42\ta, b; c\tTRUE\ndid:x:2\t\t\tFalse\n".into(),
            2,
        ),
        (
            "id, age, country, member\n did:x:1, 42,\"a, b; c\", true\ndid:x:2,,,false".into(),
            2,
        ),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let text = text.replace('\n', end);
            assert_eq!(
                rows_of(Format::Csv, text.as_bytes()),
                expected(first),
                "{text:?}"
            );
        }
    }
}

#[test]
fn csv_that_is_not_read_says_why_and_what_to_do() {
    let utf16: Vec<u8> = HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = [HEAD.as_bytes(), b"did:x:1,,,\xd6sterreich,\n"].concat();
    for (bytes, why) in [
        (&b"\nid,age\n\n\n,\"\n\"\n"[..], "5 it is empty: delete it"),
        (
            b"id,country,age\n\ndid:x:1,\"a\nb\",c",
            "3 age: 'c' is not a whole number",
        ),
        (b"", "1 the file is empty"),
        (b"\r\n\r\n", "1 the file is empty"),
        (&utf16, "1 it is text in UTF-16: save it as UTF-8"),
        (&latin, "2 it is not UTF-8: save the file as UTF-8"),
        (
            b"id,age,\ndid:x:1,1,\n",
            "1 column 3 has no name: name or delete it",
        ),
        (
            b"id,Age,pay\n",
            "1 the schema has no claim 'Age'; the schema has no claim 'pay'",
        ),
        (
            b"sep=;\nid;pay\n",
            "2 the schema has no claim 'pay'; the columns are id, holder, age,",
        ),
        (
            b"id,age\ndid:x:1,1,5\n",
            "2 it has 3 fields, and the line of names 2",
        ),
        (
            "id,country\ndid:x:1,A\u{200b}T\n".as_bytes(),
            "2 country: 'A\u{200b}T' has an invisible",
        ),
        (
            "id,country\ndid:x:\u{200e}1,AT\n".as_bytes(),
            "2 id: 'did:x:\u{200e}1' has an invisible",
        ),
        (
            "id,a\u{ad}ge\n".as_bytes(),
            "1 'a\u{ad}ge' has an invisible",
        ),
    ] {
        let rows = rows_of(Format::Csv, bytes);
        let [Err(fault)] = &rows[..] else {
            panic!("{rows:?}");
        };
        assert!(fault.starts_with(why), "{fault}");
    }
}

#[test]
fn lines_of_json_are_read_as_every_system_ends_them() {
    let text = "\u{feff}{\"id\":\"did:x:1\",\"country\":\"a\\r\\nb\"}\n\n{\"id\":\"did:x:2\"}";
    for end in ["\n", "\r\n", "\r"] {
        let rows = rows_of(Format::Ndjson, text.replace('\n', end).as_bytes());
        let expected = [r#"1 did:x:1 {"country":"a\r\nb"}"#, "3 did:x:2 {}"];
        assert_eq!(rows, expected.map(|row| Ok(row.to_owned())), "{end:?}");
    }
    let hidden = "{\"id\":\"did:x:1\"}\n{\"id\":\"did:x:2\",\"country\":\"A\\u200bT\"}\n";
    let wrong = rows_of(Format::Ndjson, hidden.as_bytes())[1]
        .clone()
        .unwrap_err();
    assert!(
        wrong.contains("2 'A\u{200b}T' has an invisible character, U+200B"),
        "{wrong}"
    );
    let latin = rows_of(Format::Ndjson, b"{\"id\":\"\xd6\"}");
    assert!(
        latin[0].clone().unwrap_err().contains("not UTF-8"),
        "{latin:?}"
    );
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
