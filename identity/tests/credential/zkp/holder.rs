//! The holder's rules: which answers are made, and which are refused.

use super::model::*;
use aura_identity::{
    credential::Facts,
    zkp::{
        status_path, AnswerInputs, AuthenticatedRequest, HolderAnswer, Predicate, ProofRefusal,
        Provable, Request, Times, ZkpError,
    },
};
use aura_primitives::{
    credentials::{
        view::{ListView, PageView},
        Page, SchemaId, Standing,
    },
    did::{Did, PublicKey, Relationships},
    zkp::{Circuit, PreparedKey},
};
use aura_zkp_circuits::{check as check_statement, Violation, Witness};
use aura_zkp_core::{date::Day, signature::SecretKey, status::StatusTree, Fr};
use serde_json::Value;

fn asked(request: &Request) -> AuthenticatedRequest {
    AuthenticatedRequest::authenticate(&asking(request), &facts()).unwrap()
}

fn provable(credential: &Value) -> Result<Provable, ProofRefusal> {
    Provable::read(credential, &asked(&adult()))
}

fn age(years: u8) -> Predicate {
    Predicate::Age {
        claim: "birthDate".into(),
        years,
    }
}

fn points(least: i64, greatest: i64) -> Predicate {
    Predicate::Range {
        claim: "points".into(),
        least,
        greatest,
    }
}

fn from(members: &[&str]) -> Predicate {
    Predicate::Membership {
        claim: "country".into(),
        members: members.iter().map(|member| (*member).into()).collect(),
    }
}

/// The first page of the list, and the page of the credential after it.
fn pages(change: impl FnOnce(&mut Page)) -> Vec<PageView> {
    let mut bits = Page::default();
    change(&mut bits);
    vec![PageView {
        page: INDEX / 1024,
        bits,
    }]
}

/// Word and bit of the credential in its page.
const WORD: usize = (INDEX % 1024 / 64) as usize;
const BIT: u64 = 1 << (INDEX % 64);

fn root(pages: &[PageView]) -> [u8; 32] {
    let words = pages.iter().map(|page| (page.page, page.bits.words()));
    StatusTree::new(words).root().to_bytes()
}

fn key(circuit: Circuit) -> PreparedKey {
    let id = aura_primitives::zkp::KeyId {
        circuit,
        version: VERSION,
    };
    facts().keys[&id].clone().unwrap().key
}

/// The answer of a wallet to a request with this predicate, and its witness.
fn answer(predicate: Predicate) -> (HolderAnswer, Witness) {
    let asked = asked(&request(predicate));
    let provable = Provable::read(&credential(), &asked).unwrap();
    let pages = pages(|page| page.revoked[WORD] = !BIT);
    let status_root = root(&pages);
    let status = status_path(&pages, INDEX, &status_root, BLOCK)
        .unwrap()
        .unwrap();
    let inputs = AnswerInputs {
        status_root,
        date: provable.date(&asked, today()).unwrap(),
        beneficiary: Some([5; 32]),
        key: &key(asked.policy().predicate.circuit()),
    };
    let answer = provable.answer(&asked, &wallet_secret(), inputs).unwrap();
    let witness = Witness {
        secret: wallet_secret(),
        blinding: Fr::from(88),
        index: provable.signed.meta.index,
        from: provable.signed.meta.from,
        until: provable.signed.meta.until,
        claims: provable.signed.claims.clone(),
        signature: provable.base.signature,
        status,
        set_path: answer.set_path,
    };
    (answer, witness)
}

/// Checks the statement of an answer by the rules of its circuit.
fn check(predicate: Predicate) -> Result<(), Violation> {
    let (answer, witness) = answer(predicate);
    check_statement(&answer.statement, &witness).unwrap()
}

#[test]
fn what_is_so_satisfies_its_circuit() {
    for predicate in [
        Predicate::Ownership {},
        age(18),
        age(35),
        points(12, 12),
        points(-1, 20),
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
        (points(13, 20), Violation::BelowRange),
        (points(0, 11), Violation::AboveRange),
        (from(&["DE", "LI"]), Violation::NotMember),
    ] {
        assert_eq!(check(predicate.clone()), Err(violation), "{predicate:?}");
    }
}

#[test]
fn an_answer_names_who_has_the_use_of_it() {
    let free = answer(age(18)).0.presentation;
    assert_eq!(free.beneficiary, [5; 32]);
    assert_eq!(
        (free.list, free.date, free.version),
        (LIST, today().0, VERSION)
    );
    assert_eq!(free.proof, [0; 384]);
}

#[test]
fn credentials_that_the_request_does_not_take_are_refused() {
    assert!(provable(&credential()).is_ok());
    let refused = |credential: &Value| provable(credential).unwrap_err();
    assert_eq!(refused(&draft()), ProofRefusal::NoBaseProof);
    let other = Request {
        issuers: vec![stranger()],
        ..adult()
    };
    let not_accepted = Provable::read(&credential(), &asked(&other)).unwrap_err();
    assert_eq!(not_accepted, ProofRefusal::IssuerNotAccepted(issuer()));
    let mut altered = credential();
    altered["credentialSubject"]["points"] = 60.into();
    assert_eq!(
        refused(&altered),
        ProofRefusal::NotProvable(ZkpError::ClaimsRoot)
    );
    let mut altered = credential();
    altered["validUntil"] = "2036-01-31T00:00:00Z".into();
    assert_eq!(
        refused(&altered),
        ProofRefusal::NotProvable(ZkpError::Signature)
    );
    let mut other_schema = credential();
    let url = other_schema["credentialSchema"]["id"].as_str().unwrap();
    let known = schema().id.to_string();
    let url = url.replace(&known, &SchemaId::from([4; 32]).to_string());
    other_schema["credentialSchema"]["id"] = url.into();
    assert_eq!(
        refused(&other_schema),
        ProofRefusal::OtherSchema(schema().id)
    );
    let not_provable = refused(&Value::Null);
    assert!(matches!(not_provable, ProofRefusal::NotProvable(_)));
}

/// The issuer's verification method for proofs.
fn method_for_proofs(facts: &mut Facts) -> &mut aura_primitives::did::view::VerificationMethodView {
    &mut methods_of(facts, &issuer())[1]
}

#[test]
fn what_the_chain_says_of_the_issuer_counts() {
    let provable = provable(&credential()).unwrap();
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
        assert_eq!(refused(&set), ProofRefusal::Standing(standing));
    }
    let revoked = refused(&|facts| method_for_proofs(facts).revoked = Some(1));
    assert_eq!(revoked, ProofRefusal::IssuerKey("revoked"));
    let other = PublicKey::Jubjub(SecretKey::from_seed(&[5; 32]).public_key().to_bytes());
    let another = refused(&|facts| method_for_proofs(facts).multikey = other.to_multikey());
    assert_eq!(another, ProofRefusal::IssuerKey("a different key"));
    let none = refused(&|facts| method_for_proofs(facts).fragment = "key-9".into());
    assert_eq!(none, ProofRefusal::IssuerKey("not present"));
    // A retired key remains valid for its earlier signatures.
    let mut facts = records();
    method_for_proofs(&mut facts).expires = Some(1);
    assert_eq!(provable.check(&facts), Ok(()));
    let gone = refused(&|facts| {
        facts.dids.insert(issuer(), None);
    });
    assert_eq!(gone, ProofRefusal::IssuerKey("no longer valid"));
    let list = |change: &dyn Fn(&mut ListView)| {
        refused(&|facts| change(facts.lists.get_mut(&LIST).unwrap().as_mut().unwrap()))
    };
    let others = ProofRefusal::OthersList(LIST);
    assert_eq!(list(&|list| list.owner = verifier()), others);
    assert_eq!(list(&|list| list.schema = [0; 32].into()), others);
    assert_eq!(refused(&|facts| facts.lists.clear()), others);
}

#[test]
fn nothing_is_proven_of_what_was_revoked_or_suspended() {
    let of = |pages: &[PageView]| status_path(pages, INDEX, &root(pages), BLOCK);
    assert!(of(&[]).unwrap().is_some());
    assert!(of(&pages(|page| page.revoked[WORD] = !BIT))
        .unwrap()
        .is_some());
    let revoked = of(&pages(|page| page.revoked[WORD] = BIT));
    assert_eq!(revoked, Err(ProofRefusal::Revoked(BLOCK)));
    let suspended = of(&pages(|page| page.suspended[WORD] = BIT));
    assert_eq!(suspended, Err(ProofRefusal::Suspended(BLOCK)));
    let held = of(&pages(|page| page.held[WORD] = BIT));
    assert_eq!(held, Err(ProofRefusal::Held(BLOCK)));
    // The status is refused even if the root on the chain is older than the page.
    let older = root(&[]);
    let newer = pages(|page| page.revoked[WORD] = BIT);
    assert_eq!(
        status_path(&newer, INDEX, &older, BLOCK),
        Err(ProofRefusal::Revoked(BLOCK))
    );
}

#[test]
fn changes_of_others_wait_for_their_root() {
    let newer = pages(|page| page.revoked[WORD + 1] = 1);
    assert_eq!(status_path(&newer, INDEX, &root(&[]), BLOCK), Ok(None));
}

#[test]
fn a_credential_is_in_force_on_the_day_of_the_proof() {
    let provable = provable(&credential()).unwrap();
    let meta = provable.signed.meta;
    let many = asked(&adult());
    for (day, expected) in [
        (meta.from.0 - 1, Err(ProofRefusal::NotYetValid(meta.from.0))),
        (meta.from.0, Ok(meta.from)),
        (meta.until.0, Ok(meta.until)),
        (meta.until.0 + 1, Err(ProofRefusal::Expired(meta.until.0))),
    ] {
        assert_eq!(provable.date(&many, Day(day)), expected);
    }
    // If a request can be answered once only, its own day counts.
    let mut once = adult();
    // Such a request names one issuer.
    once.issuers = vec![issuer()];
    once.uses = Times::Once {
        opens: meta.from.0,
        closes: BLOCK + 9,
        max_uses: 1,
    };
    let once = asked(&once);
    assert_eq!(provable.date(&once, Day(meta.until.0 + 1)), Ok(meta.from));
    let early = provable.date(&once, Day(meta.from.0 - 1));
    assert_eq!(early, Err(ProofRefusal::NotOpen(meta.from.0)));
}

#[test]
fn keys_for_proofs_of_the_issuer_are_counted_while_they_are_not_revoked() {
    let provable = provable(&credential()).unwrap();
    let mut facts = records();
    assert_eq!(provable.issuer_key_count(&facts), 1);
    let jubjub = SecretKey::from_seed(&[8; 32]).public_key().to_bytes();
    let mut other = proof_method();
    other.fragment = "key-3".into();
    other.multikey = PublicKey::Jubjub(jubjub).to_multikey();
    let mut revoked = other.clone();
    revoked.revoked = Some(1);
    let signs = method(&stranger(), Relationships::SIGNING);
    methods_of(&mut facts, &issuer()).extend([other, revoked, signs]);
    assert_eq!(provable.issuer_key_count(&facts), 2);
    facts.dids.clear();
    assert_eq!(provable.issuer_key_count(&facts), 0);
}

#[test]
fn refusals_say_why_in_words_and_in_a_word() {
    let did = Did::from([1; 32]);
    for (refusal, reason, part) in [
        (
            ProofRefusal::Standing(Some(Standing::Suspended(did))),
            "unaccredited",
            format!("the accreditation of {did} is suspended"),
        ),
        (
            ProofRefusal::Revoked(90),
            "revoked",
            "revoked, as of block 90".into(),
        ),
        (
            ProofRefusal::NotYetValid(719_163),
            "not-yet-valid",
            "only from 1970-01-01".into(),
        ),
        (
            ProofRefusal::NotProvable(ZkpError::Unbound),
            ZkpError::Unbound.reason(),
            "nothing can be proven of the credential".into(),
        ),
    ] {
        assert_eq!(refusal.reason(), reason);
        assert!(refusal.to_string().contains(&part), "{refusal}");
    }
}
