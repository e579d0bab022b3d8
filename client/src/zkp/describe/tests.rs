use super::*;

#[test]
fn what_is_wanted_has_its_words() {
    let range = |least, greatest| PolicyPredicate::Range {
        slot: 5,
        least,
        greatest,
    };
    for (one, expected) in [
        (
            PolicyPredicate::Ownership,
            "the holder has a valid credential",
        ),
        (
            PolicyPredicate::Age { slot: 4, years: 18 },
            "the date in slot 4 is at least 18 years ago",
        ),
        (range(1, 2), "slot 5 is between 1 and 2, both included"),
        (range(-MAX_SAFE_INTEGER, 2), "slot 5 is 2 at most"),
        (range(-1, MAX_SAFE_INTEGER), "slot 5 is -1 at least"),
        (range(i64::MIN, i64::MAX), "slot 5 is a number"),
    ] {
        assert_eq!(wanted(&one, None), expected);
    }
    let member = PolicyPredicate::Membership {
        slot: 6,
        set_root: [0xab; 32],
    };
    assert!(wanted(&member, None).contains("slot 6 is one of the set 0xabab"));
}

#[test]
fn days_are_those_of_the_calendar() {
    assert_eq!(day(719_163), "1970-01-01");
    assert_eq!(day(u32::MAX), "day 4294967295");
}

#[test]
fn requests_have_their_words() {
    let range = |least, greatest| Predicate::Range {
        claim: "income".into(),
        least,
        greatest,
    };
    let members = |count: usize| Predicate::Membership {
        claim: "country".into(),
        members: (0..count).map(Value::from).collect(),
    };
    for (one, expected) in [
        (
            Predicate::Age {
                claim: "birthDate".into(),
                years: 18,
            },
            "that birthDate is at least 18 years ago",
        ),
        (range(1, 2), "that income is between 1 and 2, both included"),
        (range(-MAX_SAFE_INTEGER, 2), "that income is 2 at most"),
        (range(1, MAX_SAFE_INTEGER), "that income is 1 at least"),
        (members(2), "that country is one of 2 values: 0, 1"),
    ] {
        assert_eq!(predicate(&one), expected);
    }
    let shown = predicate(&members(300));
    assert!(
        shown.starts_with("that country is one of 300 values: 0, 1,"),
        "{shown}"
    );
    assert!(shown.ends_with(" 11, …"), "{shown}");
    let hostile = Predicate::Age {
        claim: "a\u{1b}[2J".into(),
        years: 1,
    };
    assert!(!predicate(&hostile).contains('\u{1b}'));
}

#[test]
fn what_tells_more_than_it_says_is_warned_of() {
    let one = Predicate::Membership {
        claim: "country".into(),
        members: vec!["DE".into()],
    };
    assert_eq!(warnings(&one, 5000).len(), 1);
    // A repeated member is not another value.
    let twice = Predicate::Membership {
        claim: "country".into(),
        members: vec!["DE".into(), "DE".into()],
    };
    assert_eq!(warnings(&twice, 5000).len(), 1);
    assert_eq!(super::members(&twice).unwrap(), "1 value: DE, DE");
    assert_eq!(warnings(&one, 12).len(), 2);
    assert!(warnings(&one, 12)[0].contains("at most 12 credentials"));
    let same = Predicate::Range {
        claim: "a".into(),
        least: 3,
        greatest: 3,
    };
    assert_eq!(warnings(&same, 5000).len(), 1);
    assert!(warnings(&Predicate::Ownership {}, 1000).is_empty());
}

#[test]
fn several_keys_of_an_issuer_are_warned_of() {
    assert_eq!(split_crowd(0), None);
    assert_eq!(split_crowd(1), None);
    let warning = split_crowd(2).unwrap();
    assert!(
        warning.starts_with("WARNING  The issuer has 2 keys"),
        "{warning}"
    );
}
