use super::*;
use aura_identity::zkp::{Keys, Times};
use aura_primitives::did::Did;

fn parse(bytes: &[u8]) -> Result<History, Problem> {
    History::parse(bytes, Path::new("answers"))
}

fn request(verifier: u8, claim: &str, least: i64) -> Request {
    Request {
        genesis: [7; 32],
        verifier: Did::from([verifier; 32]),
        schema: [3; 32].into(),
        issuers: vec![],
        predicate: Predicate::Range {
            claim: claim.into(),
            least,
            greatest: 10,
        },
        uses: Times::Many,
        receipt_lifetime: 1,
        keys: Keys::AtLeast(1),
        challenge: [1; 32],
        expires: 1,
        beneficiary: None,
    }
}

#[test]
fn answers_are_counted_by_verifier_and_claim() {
    let secret = Fr::from(5);
    let today = 740_000;
    let mut bytes = History::default().to_json();
    for least in 0..3 {
        let mut history = parse(&bytes).unwrap();
        let request = request(1, "income", least);
        history.note(&secret, &request, today - 40);
        history.note(&secret, &request, today);
        bytes = history.to_json();
    }
    let history = parse(&bytes).unwrap();
    let before = |verifier, claim| history.before(&secret, &request(verifier, claim, 9), today);
    assert_eq!(
        before(1, "income"),
        EarlierAnswers {
            answers: 6,
            lately: 3,
            last: Some(today)
        }
    );
    for (verifier, claim) in [(2, "income"), (1, "age")] {
        assert_eq!(before(verifier, claim).answers, 0);
    }
    // With another wallet's secret nothing can be found.
    let other = history.before(&Fr::from(6), &request(1, "income", 9), today);
    assert_eq!(other.answers, 0);
}

#[test]
fn who_asks_again_and_again_gets_no_answer() {
    let probed = |predicate: &Predicate, lately| {
        let before = EarlierAnswers {
            answers: 50,
            lately,
            last: None,
        };
        expect_no_probing(predicate, &before)
    };
    let range = request(1, "income", 0).predicate;
    assert!(probed(&range, 4).is_ok());
    assert!(matches!(probed(&range, 5), Err(Problem::TooManyAnswers(5))));
    assert!(matches!(probed(&range, 6), Err(Problem::TooManyAnswers(6))));
    assert!(probed(&Predicate::Ownership {}, 6).is_ok());
}

#[test]
fn nobody_reads_who_has_asked() {
    let request = request(1, "income", 0);
    let mut history = History::default();
    history.note(&Fr::from(5), &request, 740_000);
    let text = String::from_utf8(history.to_json()).unwrap();
    for secret in ["income", &request.verifier.to_string(), "did:"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn what_is_no_history_is_refused() {
    for bad in ["", "{}", r#"{"version":2,"answers":{}}"#] {
        assert!(parse(bad.as_bytes()).is_err(), "{bad}");
    }
}
