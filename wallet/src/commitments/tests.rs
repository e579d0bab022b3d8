use super::*;
use crate::random::system;
use subxt_signer::DEV_PHRASE;

const HERE: [u8; 32] = [7; 32];

fn phrase() -> Phrase {
    Phrase::parse(DEV_PHRASE).unwrap()
}

fn did() -> Did {
    Did::from([1; 32])
}

#[test]
fn a_commitment_opens_for_its_phrase_and_chain_alone() {
    let mut all = Commitments::default();
    let commitment = all.add(&phrase(), did(), &HERE, &system).unwrap();
    let record = all.find(&commitment).unwrap();
    let opening = record.open(&phrase(), &HERE).unwrap();
    assert_eq!(opening.secret, *derivation::holder(&phrase(), &HERE));
    assert_eq!(
        holder(&opening.secret, &opening.blinding),
        commitment.value()
    );
    let other = Phrase::generate(Default::default(), &system).unwrap();
    assert_eq!(record.open(&other, &HERE), None);
    assert_eq!(record.open(&phrase(), &[8; 32]), None);
    assert_eq!(all.find(&Commitment::from(Fr::from(1))), None);
}

#[test]
fn every_credential_has_another_blinding_and_the_same_secret() {
    let mut all = Commitments::default();
    let [one, two] = [(); 2].map(|()| all.add(&phrase(), did(), &HERE, &system).unwrap());
    assert_ne!(one, two);
    let open = |commitment| {
        all.find(commitment)
            .unwrap()
            .open(&phrase(), &HERE)
            .unwrap()
    };
    assert_ne!(open(&one).blinding, open(&two).blinding);
    assert_eq!(open(&one).secret, open(&two).secret);
}

#[test]
fn what_was_written_is_read() {
    let mut all = Commitments::default();
    all.add(&phrase(), did(), &HERE, &system).unwrap();
    let json = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Commitments>(&json).unwrap(), all);
    let hex = &json[json.len() - 67..json.len() - 3];
    for bad in [
        json.replace("\"blinding\"", "\"blind\""),
        json.replace("\"did\"", "\"more\":1,\"did\""),
        json.replace(hex, &"ff".repeat(32)),
        json.replace(hex, &"00".repeat(31)),
        json.replace("\"u", "\"x"),
    ] {
        assert_ne!(bad, json);
        assert!(serde_json::from_str::<Commitments>(&bad).is_err(), "{bad}");
    }
    // A record with another blinding can be parsed, but does not open.
    let changed = json.replace(hex, &"00".repeat(32));
    let changed: Commitments = serde_json::from_str(&changed).unwrap();
    let record = changed.iter().next().unwrap();
    assert_eq!(record.open(&phrase(), &HERE), None);
}

#[test]
fn two_files_together_have_each_once() {
    let (mut ours, mut theirs) = (Commitments::default(), Commitments::default());
    ours.add(&phrase(), did(), &HERE, &system).unwrap();
    theirs.add(&phrase(), did(), &HERE, &system).unwrap();
    let merged = ours.merge(&theirs).unwrap();
    assert_eq!(merged.iter().count(), 2);
    assert_eq!(merged.merge(&theirs).unwrap(), merged);
    assert_eq!(merged.merge(&ours).unwrap(), merged);
}

#[test]
fn there_is_a_bound_and_none_stands_twice() {
    let mut all = Commitments::default();
    all.add(&phrase(), did(), &HERE, &system).unwrap();
    let one = all.0[0].clone();
    all.0 = vec![one.clone(); 2];
    assert!(!all.is_sound());
    let numbered = |n: usize| CommitmentRecord {
        commitment: Commitment::from(Fr::from(n as u64)),
        ..one.clone()
    };
    all.0 = (0..MAX_COMMITMENTS).map(numbered).collect();
    assert!(all.is_sound());
    let full = all.add(&phrase(), did(), &HERE, &system);
    assert!(matches!(full, Err(Error::Full)));
    all.0.push(numbered(MAX_COMMITMENTS));
    assert!(!all.is_sound());
}

#[test]
fn nothing_shows_a_secret() {
    let mut all = Commitments::default();
    let commitment = all.add(&phrase(), did(), &HERE, &system).unwrap();
    let record = all.find(&commitment).unwrap();
    let opening = record.open(&phrase(), &HERE).unwrap();
    let shown = format!("{all:?} {opening:?}");
    assert!(shown.contains("Blinding(secret)") && shown.contains("Opening(secret)"));
    for secret in [opening.secret, opening.blinding] {
        let hex = const_hex::encode(secret.to_bytes());
        assert!(!shown.contains(&hex) && !shown.contains(&format!("{secret:?}")));
    }
}
