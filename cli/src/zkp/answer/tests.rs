use super::*;
use crate::zkp::{local, model::*};
use aura_identity::zkp::{sign, Predicate as Wanted, Times};
use aura_primitives::{
    credentials::{Page, Standing},
    did::{Did, Relationships},
    zkp::Circuit,
};
use aura_zkp_circuits::Violation;
use aura_zkp_core::signature::SecretKey;
use aura_zkp_prover::{development, ProvingKey};

fn read(credential: &Value) -> Result<Provable, Refusal> {
    Provable::read(credential, &asked(&request(age(18))))
}

fn pages(change: impl FnOnce(&mut Page)) -> Vec<PageView> {
    let mut bits = Page {
        revoked: [0; 16],
        suspended: [0; 16],
        held: [0; 16],
    };
    change(&mut bits);
    vec![PageView { page: 0, bits }]
}

fn root(pages: &[PageView]) -> [u8; 32] {
    let words = pages.iter().map(|page| (page.page, page.bits.words()));
    StatusTree::new(words).root().to_bytes()
}

/// The key that is named in an answer; only its name and digest matter here.
fn key(circuit: Circuit) -> PreparedKey {
    let id = development::id(circuit);
    PreparedKey {
        id,
        circuit_hash: [0; 32],
        provenance: aura_primitives::zkp::Provenance::Development,
        alpha: [0; 96],
        beta: [0; 192],
        neg_gamma: [0; 192],
        neg_delta: [0; 192],
        alpha_beta: [0; 576],
        ic: vec![].try_into().unwrap(),
        digest: development::digest(circuit),
    }
}

/// The answer of a wallet to a request with this predicate.
fn answer(predicate: Wanted) -> Answer {
    let asked = asked(&request(predicate));
    let provable = Provable::read(&credential(), &asked).unwrap();
    let pages = pages(|page| page.revoked[3] = 9);
    let root = root(&pages);
    let path = status(&pages, INDEX, &root, BLOCK).unwrap().unwrap();
    let given = AnswerInputs {
        status: (path, root),
        date: provable.date(&asked, today()).unwrap(),
        beneficiary: Some([5; 32]),
        key: &key(asked.policy().predicate.circuit()),
    };
    provable.answer(&asked, &opening(), given).unwrap()
}

/// Checks the statement of an answer by the rules of its circuit.
fn check(predicate: Wanted) -> Result<(), Violation> {
    let Answer {
        statement, witness, ..
    } = answer(predicate);
    aura_zkp_circuits::check(&statement, &witness).unwrap()
}

fn income(least: i64, greatest: i64) -> Wanted {
    Wanted::Range {
        claim: "income".into(),
        least,
        greatest,
    }
}

fn from(members: &[&str]) -> Wanted {
    Wanted::Membership {
        claim: "country".into(),
        members: members.iter().map(|member| (*member).into()).collect(),
    }
}

#[test]
fn what_is_so_satisfies_its_circuit() {
    for predicate in [
        Wanted::Ownership {},
        age(18),
        age(35),
        income(50_000, 50_000),
        income(-1, 60_000),
        from(&["CH", "LI"]),
        from(&["CH"]),
    ] {
        assert_eq!(check(predicate.clone()), Ok(()), "{predicate:?}");
    }
}

#[test]
fn what_is_not_so_cannot_be_proven() {
    for (predicate, violation) in [
        // The date of birth is 1990-02-28, and today is 2026-01-31.
        (age(36), Violation::AfterCutoff),
        (income(50_001, 60_000), Violation::BelowRange),
        (income(0, 49_999), Violation::AboveRange),
        (from(&["DE", "LI"]), Violation::NotMember),
    ] {
        assert_eq!(check(predicate.clone()), Err(violation), "{predicate:?}");
    }
}

#[test]
fn an_answer_names_who_has_the_use_of_it() {
    let free = answer(age(18)).presentation;
    assert_eq!(free.beneficiary, [5; 32]);
    assert_eq!((free.list, free.date, free.version), (LIST, today().0, 1));
    assert_eq!(free.proof, [0; 384]);
}

#[test]
fn credentials_that_the_request_does_not_take_are_refused() {
    assert!(read(&credential()).is_ok());
    let refused = |credential: &Value| read(credential).unwrap_err();
    assert_eq!(refused(&unsigned(issuer())), Refusal::NoBaseProof);
    let other = Did::from([4; 32]);
    let of_other = sign(&unsigned(other), &schema(), KEY, &issuer_key(), &[4; 32]).unwrap();
    assert_eq!(refused(&of_other), Refusal::IssuerNotAccepted(other));
    let mut altered = credential();
    altered["credentialSubject"]["income"] = 60_000.into();
    assert_eq!(
        refused(&altered),
        Refusal::NotProvable(ZkpError::ClaimsRoot)
    );
    let mut altered = credential();
    altered["validUntil"] = "2036-01-31T00:00:00Z".into();
    assert_eq!(refused(&altered), Refusal::NotProvable(ZkpError::Signature));
    let mut other_schema = credential();
    let url = other_schema["credentialSchema"]["id"].as_str().unwrap();
    let known = schema().id.to_string();
    let url = url.replace(
        &known,
        &aura_primitives::credentials::SchemaId::from([4; 32]).to_string(),
    );
    other_schema["credentialSchema"]["id"] = url.into();
    assert_eq!(refused(&other_schema), Refusal::OtherSchema(schema().id));
    assert!(matches!(refused(&Value::Null), Refusal::NotProvable(_)));
}

#[test]
fn what_the_chain_says_of_the_issuer_counts() {
    let provable = read(&credential()).unwrap();
    assert_eq!(provable.check(&records()), Ok(()));
    let refused = |change: &dyn Fn(&mut Facts)| {
        let mut facts = records();
        change(&mut facts);
        provable.check(&facts).unwrap_err()
    };
    for standing in [
        None,
        Some(Standing::Missing),
        Some(Standing::Suspended(issuer())),
        Some(Standing::Expired(issuer())),
    ] {
        let set = |facts: &mut Facts| {
            facts.standings.values_mut().for_each(|one| *one = standing);
        };
        assert_eq!(refused(&set), Refusal::Standing(standing));
    }
    let revoked = refused(&|facts| proof_method(facts).revoked = Some(1));
    assert_eq!(revoked, Refusal::IssuerKey("revoked"));
    let other = DidKey::Jubjub(SecretKey::from_seed(&[5; 32]).public_key().to_bytes());
    let another = refused(&|facts| proof_method(facts).multikey = other.to_multikey());
    assert_eq!(another, Refusal::IssuerKey("a different key"));
    let none = refused(&|facts| proof_method(facts).fragment = "key-9".into());
    assert_eq!(none, Refusal::IssuerKey("not present"));
    // A retired key remains valid for its earlier signatures.
    let mut facts = records();
    proof_method(&mut facts).expires = Some(1);
    assert_eq!(provable.check(&facts), Ok(()));
    let gone = refused(&|facts| {
        facts.dids.insert(issuer(), None);
    });
    assert_eq!(gone, Refusal::IssuerKey("no longer valid"));
    let list = |change: &dyn Fn(&mut aura_primitives::credentials::view::ListView)| {
        refused(&|facts| change(facts.lists.get_mut(&LIST).unwrap().as_mut().unwrap()))
    };
    let others = Refusal::OthersList(LIST);
    assert_eq!(list(&|list| list.owner = verifier()), others);
    assert_eq!(list(&|list| list.schema = [0; 32].into()), others);
    assert_eq!(refused(&|facts| facts.lists.clear()), others);
}

#[test]
fn nothing_is_proven_of_what_was_revoked_or_suspended() {
    let of = |pages: &[PageView]| status(pages, INDEX, &root(pages), BLOCK);
    assert!(of(&[]).unwrap().is_some());
    assert!(of(&pages(|page| page.revoked[0] = !(1 << INDEX)))
        .unwrap()
        .is_some());
    let revoked = of(&pages(|page| page.revoked[0] = 1 << INDEX));
    assert_eq!(revoked, Err(Refusal::Revoked(BLOCK)));
    let suspended = of(&pages(|page| page.suspended[0] = 1 << INDEX));
    assert_eq!(suspended, Err(Refusal::Suspended(BLOCK)));
    let held = of(&pages(|page| page.held[0] = 1 << INDEX));
    assert_eq!(held, Err(Refusal::Held(BLOCK)));
    // The status is refused even if the root on the chain is older than the page.
    let older = root(&[]);
    let newer = pages(|page| page.revoked[0] = 1 << INDEX);
    assert_eq!(
        status(&newer, INDEX, &older, BLOCK),
        Err(Refusal::Revoked(BLOCK))
    );
}

#[test]
fn changes_of_others_wait_for_their_root() {
    let newer = pages(|page| page.revoked[1] = 1);
    assert_eq!(status(&newer, INDEX, &root(&[]), BLOCK), Ok(None));
}

#[test]
fn a_credential_is_in_force_on_the_day_of_the_proof() {
    let provable = read(&credential()).unwrap();
    let meta = provable.signed.meta;
    let many = asked(&request(age(18)));
    for (day, expected) in [
        (meta.from.0 - 1, Err(Refusal::NotYetValid(meta.from.0))),
        (meta.from.0, Ok(meta.from)),
        (meta.until.0, Ok(meta.until)),
        (meta.until.0 + 1, Err(Refusal::Expired(meta.until.0))),
    ] {
        assert_eq!(provable.date(&many, Day(day)), expected);
    }
    // If a request can be answered once only, its own day counts.
    let mut once = request(age(18));
    once.uses = Times::Once {
        opens: meta.from.0,
        closes: BLOCK + 9,
        max_uses: 1,
    };
    let once = asked(&once);
    assert_eq!(provable.date(&once, Day(meta.until.0 + 1)), Ok(meta.from));
    let early = provable.date(&once, Day(meta.from.0 - 1));
    assert_eq!(early, Err(Refusal::NotOpen(meta.from.0)));
}

#[test]
fn keys_for_proofs_of_the_issuer_are_counted_while_they_are_not_revoked() {
    let provable = read(&credential()).unwrap();
    let mut facts = records();
    assert_eq!(provable.keys(&facts), 1);
    let Some(Some(View::Active(view))) = facts.dids.get_mut(&issuer()) else {
        panic!("the issuer is there");
    };
    let jubjub = SecretKey::from_seed(&[8; 32]).public_key().to_bytes();
    let other = method(3, &DidKey::Jubjub(jubjub), Relationships::ASSERTION);
    let mut revoked = other.clone();
    revoked.revoked = Some(1);
    let signs = method(5, &DidKey::Ed25519([4; 32]), Relationships::SIGNING);
    view.methods.extend([other, revoked, signs]);
    assert_eq!(provable.keys(&facts), 2);
    facts.dids.clear();
    assert_eq!(provable.keys(&facts), 0);
}

#[tokio::test]
async fn a_proof_is_made_with_a_key_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    let Answer {
        statement, witness, ..
    } = answer(age(18));
    let key = key(Circuit::Age);
    let made = local::make(keys.clone(), &key, statement.clone(), witness);
    let made = made.await.unwrap().unwrap();
    let [listed] = &local::list(keys.clone()).await.unwrap()[..] else {
        panic!("the key for development stays in the folder")
    };
    assert_eq!(listed.digest, key.digest);
    // The key's file can be imported elsewhere, and makes such proofs there as well.
    let elsewhere = folder.path().join("elsewhere");
    let imported = local::import(elsewhere, listed.path.clone(), None)
        .await
        .unwrap();
    let checked = aura_zkp_core::groth16::verify::<aura_zkp_core::groth16::Reference>(
        ProvingKey::prepared(&imported),
        &made.proof,
        &statement.inputs().unwrap(),
    );
    assert_eq!(checked, Ok(()));
    // A false statement gives no proof, and no error either.
    let Answer {
        statement, witness, ..
    } = answer(age(36));
    let refused = local::make(keys, &key, statement, witness).await.unwrap();
    assert!(refused.is_err_and(|error| error.to_string().contains("after")));
}
