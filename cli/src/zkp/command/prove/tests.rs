use super::*;
use crate::zkp::{
    chain::{KeyRecord, KeyStatus},
    choose_key,
    history::EarlierAnswers,
    model::*,
};
use aura_identity::zkp::{Keys, Predicate, Provable};
use aura_primitives::{
    did::Stamp,
    zkp::{Circuit, KeyId, PreparedKey},
};
use aura_zkp_core::status::StatusTree;
use aura_zkp_prover::ProvingKey;
use std::sync::LazyLock;

/// A key for development. Its circuit does not matter to the checks of its provenance.
static DEVELOPMENT: LazyLock<PreparedKey> = LazyLock::new(|| {
    ProvingKey::development(Circuit::Ownership)
        .prepared()
        .clone()
});

fn record(version: u16, circuit: Circuit, status: KeyStatus, development: bool) -> KeyRecord {
    let mut key = DEVELOPMENT.clone();
    if !development {
        (key.alpha, key.beta) = ([0; 96], [0; 192]);
        (key.neg_gamma, key.neg_delta) = ([0; 192], [0; 192]);
    }
    key.id = KeyId { circuit, version };
    key.digest = [u8::try_from(version).unwrap(); 32];
    KeyRecord {
        key,
        status,
        registered: Stamp { block: 1, time: 2 },
        active_from: u32::from(version) + 90,
    }
}

fn ready(predicate: Predicate) -> ProvingInputs {
    let asked = asked(&request(predicate));
    let provable = Provable::read(&credential(), &asked).unwrap();
    let path = StatusTree::new([]).path(INDEX).unwrap();
    let list = records().lists[&LIST].unwrap();
    ProvingInputs {
        asked,
        provable,
        opening: opening(),
        list,
        issuer_keys: 1,
        status: (path, [0; 32]),
        date: today(),
        today: today(),
        key: record(1, Circuit::Age, KeyStatus::Active, true).key,
    }
}

const NOBODY_ASKED: EarlierAnswers = EarlierAnswers {
    answers: 0,
    lately: 0,
    last: None,
};

#[test]
fn the_holder_is_told_to_whom_what_is_proven() {
    let lines = disclosed(&ready(age(18)), Some([5; 32]), &NOBODY_ASKED).join("\n");
    for word in [
        verifier().to_string(),
        issuer().to_string(),
        "birthDate is at least 18 years ago".into(),
        "one of at most 12 credentials of list 7 that key-2 has signed".into(),
        "no two can be linked".into(),
        AccountId32([5; 32]).to_string(),
        "anybody can forge such proofs".into(),
        "WARNING  The list has at most 12 credentials".into(),
    ] {
        assert!(lines.contains(&word), "{word}: {lines}");
    }
    // The lines contain no values of the credential, and no secret.
    for hidden in ["1990", "50000", "CH\n"] {
        assert!(!lines.contains(hidden), "{hidden}: {lines}");
    }
    assert!(!lines.contains("keys for proofs"), "{lines}");
    let mut several = ready(age(18));
    several.issuer_keys = 15;
    let lines = disclosed(&several, None, &NOBODY_ASKED).join("\n");
    assert!(
        lines.contains("The issuer has 15 keys for proofs"),
        "{lines}"
    );
    let off_chain = disclosed(&ready(age(18)), None, &NOBODY_ASKED).join("\n");
    assert!(off_chain.contains("off the chain"), "{off_chain}");
}

#[test]
fn the_holder_is_warned_of_those_who_ask_again_and_again() {
    let before = EarlierAnswers {
        answers: 4,
        lately: 2,
        last: Some(719_163),
    };
    let lines = disclosed(&ready(age(18)), None, &before).join("\n");
    assert!(lines.contains("got 4 answers about this claim before, the last on 1970-01-01"));
    // A proof of ownership reveals the same each time.
    let lines = disclosed(&ready(Predicate::Ownership {}), None, &before).join("\n");
    assert!(!lines.contains("answers about this claim"), "{lines}");
}

#[test]
fn the_newest_key_in_use_is_taken_and_rather_one_that_is_here() {
    use KeyStatus::{Active, Disabled, Retired};
    let asked = asked(&request(age(18)));
    let keys = || {
        vec![
            record(1, Circuit::Age, Retired, false),
            record(2, Circuit::Age, Active, false),
            record(3, Circuit::Age, Active, false),
            record(4, Circuit::Age, Disabled, false),
            record(5, Circuit::Range, Active, false),
        ]
    };
    let version = |here: &[[u8; 32]]| {
        choose_key(keys(), &asked, (BLOCK, false), here)
            .unwrap()
            .id
            .version
    };
    assert_eq!(version(&[]), 3);
    let second = keys()[1].key.digest;
    assert_eq!(version(&[second]), 2);
    // A key that is here and disabled does not count.
    let disabled = keys()[3].key.digest;
    assert_eq!(version(&[disabled]), 3);
}

#[test]
fn without_a_key_in_use_nothing_is_proven() {
    use KeyStatus::{Active, Retired};
    let asked = asked(&request(age(18)));
    let why = |keys, insecure| match choose_key(keys, &asked, (BLOCK, insecure), &[]) {
        Err(Refusal::NoKey { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    assert!(why(vec![], true).contains("registered"));
    let other = vec![record(1, Circuit::Range, Active, false)];
    assert!(why(other, true).contains("registered"));
    let retired = vec![record(1, Circuit::Age, Retired, false)];
    assert!(why(retired, true).contains("retired"));
    let development = || vec![record(1, Circuit::Age, Active, true)];
    assert!(why(development(), false).contains("development"));
    assert!(choose_key(development(), &asked, (BLOCK, true), &[]).is_ok());
    let early = choose_key(development(), &asked, (90, true), &[]);
    let early = early.unwrap_err().to_string();
    assert!(early.contains("not active yet"), "{early}");
    let mut newer = request(age(18));
    newer.keys = Keys::AtLeast(2);
    let newer = crate::zkp::model::asked(&newer);
    let refused = choose_key(development(), &newer, (BLOCK, true), &[]);
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("of version 2 or later"), "{refused}");
    let mut pinned = request(age(18));
    for (digest, taken) in [([1; 32], true), ([2; 32], false)] {
        pinned.keys = Keys::Exactly(digest);
        let pinned = crate::zkp::model::asked(&pinned);
        let chosen = choose_key(development(), &pinned, (BLOCK, true), &[]);
        assert_eq!(chosen.is_ok(), taken);
    }
}

#[test]
fn what_was_made_is_told_with_its_times() {
    let shown = ProveOutput {
        file: Some("proof.json".into()),
        policy: "p".into(),
        verifier: "v".into(),
        key: "age/1".into(),
        key_digest: "0x00".into(),
        among: 12,
        issuer_keys: 2,
        loading_ms: 30,
        proving_ms: 200,
        submitted: None,
    };
    assert_eq!(
        shown.text(),
        "PROVEN, with the key age/1 in 200 ms (loaded in 30 ms).\nWritten to proof.json.\n"
    );
    let json = serde_json::to_value(&shown).unwrap();
    assert_eq!(json["provingMs"], 200);
    assert_eq!(
        (&json["among"], &json["issuerKeys"]),
        (&12.into(), &2.into())
    );
    assert!(json.get("submitted").is_none());
}

/// The command `aura prove request.json` with more arguments.
fn command(more: &[&str]) -> Prove {
    use clap::Parser;
    let arguments = [&["aura", "prove", "request.json"], more].concat();
    match crate::cli::Cli::try_parse_from(arguments).map(|cli| cli.command) {
        Ok(crate::cli::Command::Prove(prove)) => *prove,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_receipt_is_never_the_payers_by_default() {
    let account = AccountId32([5; 32]);
    let address = account.to_string();
    let nobody = || -> Result<AccountId32> { panic!("nothing is to be asked") };
    let chosen = || Ok(AccountId32([6; 32]));
    // Off the chain the answer is for the verifier only.
    assert_eq!(command(&[]).beneficiary(None, nobody).unwrap(), None);
    let submit = command(&["--submit"]);
    assert_eq!(
        submit.beneficiary(Some([7; 32]), nobody).unwrap(),
        Some([7; 32])
    );
    assert_eq!(submit.beneficiary(None, chosen).unwrap(), Some([6; 32]));
    let named = command(&["--submit", "--beneficiary", &address]);
    assert_eq!(named.beneficiary(None, nobody).unwrap(), Some(account.0));
    // `--yes` does not choose an account.
    let refused = command(&["--submit", "--yes"]).beneficiary(None, nobody);
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("--beneficiary"), "{refused}");
}
