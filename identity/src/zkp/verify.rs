//! Verification of an answer to a request, check by check: the checks of the chain, for a verifier
//! that sends nothing to it. It reads no network: see [`Questions`](super::Questions).

use super::{
    check_accepted, check_list, check_standing, derived::read, issuer_key, pinned, text,
    AuthenticatedRequest, Facts, KeyFact, ZkpError,
};
use crate::{
    clock,
    credential::{report::Checks, CheckName, Failure, Report},
    data_integrity::jcs,
    DateTime,
};
use aura_primitives::zkp::{AcceptedKeys, KeyId, PreparedKey, Presentation};
use aura_zkp_core::{
    date::Day,
    groth16::{self, is_development, Proof, Reference},
    signature::PublicKey,
};
use serde_json::Value;

/// Knowledge of a verifier that does not come from the chain's state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Expected {
    /// Digest of the expected verifying key, from the chain's source or from the publisher of the
    /// ceremony. With it, a wrong key in [`Facts`] from a lying node is refused; without it, the
    /// key is trusted.
    pub key_digest: Option<[u8; 32]>,
}

/// Verifies an answer to a request of the verifier. `now` is the verifier's time, and `facts` must
/// be recent.
///
/// The verifier prevents repeated answers of one person: it stores the nullifiers of accepted
/// answers, or sends the answers to the chain, which stores them.
///
/// The facts are trusted, with the verifying key among them. A verifier that queries another
/// party's node uses [`verify_expecting`].
pub fn verify(request: &Value, answer: &Value, facts: &Facts, now: DateTime) -> Report {
    verify_expecting(request, answer, facts, now, &Expected::default())
}

/// As [`verify`], with expectations of the verifier.
pub fn verify_expecting(
    request: &Value,
    answer: &Value,
    facts: &Facts,
    now: DateTime,
    expected: &Expected,
) -> Report {
    let read = read(answer);
    let context = Verifier {
        asked: AuthenticatedRequest::authenticate(request, facts),
        answer: read.clone().map_err(Failure::from),
        document: answer,
        facts,
        now,
        expected,
    };
    context.report(read)
}

/// Reads both documents strictly and verifies. Unreadable documents also result in a report.
pub fn verify_bytes(request: &[u8], answer: &[u8], facts: &Facts, now: DateTime) -> Report {
    verify_bytes_expecting(request, answer, facts, now, &Expected::default())
}

/// As [`verify_bytes`], with expectations of the verifier.
pub fn verify_bytes_expecting(
    request: &[u8],
    answer: &[u8],
    facts: &Facts,
    now: DateTime,
    expected: &Expected,
) -> Report {
    match jcs::parse(request).and_then(|request| Ok((request, jcs::parse(answer)?))) {
        Ok((request, answer)) => verify_expecting(&request, &answer, facts, now, expected),
        Err(error) => Report::unreadable(&error.into()),
    }
}

type Answer = Presentation<[u8; 32]>;
type Checked<T = ()> = Result<T, Failure>;

/// Input of every check.
struct Verifier<'a> {
    asked: Checked<AuthenticatedRequest>,
    answer: Checked<Answer>,
    document: &'a Value,
    facts: &'a Facts,
    now: DateTime,
    expected: &'a Expected,
}

impl Verifier<'_> {
    fn report(&self, read: Result<Answer, ZkpError>) -> Report {
        let mut checks = Checks::default();
        checks.add(CheckName::Json, Ok(()));
        checks.add(CheckName::DataModel, read.map(|_| ()).map_err(Into::into));
        checks.add(CheckName::Request, self.asked().map(|_| ()));
        checks.add(CheckName::Challenge, self.challenge());
        checks.add(CheckName::Policy, self.policy());
        checks.add(CheckName::Beneficiary, self.beneficiary());
        checks.add(CheckName::AcceptedIssuer, self.accepted_issuer());
        checks.add(CheckName::Accreditation, self.accreditation());
        checks.add(CheckName::VerificationMethod, self.issuer_key().map(|_| ()));
        checks.add(CheckName::StatusList, self.status_list());
        checks.add(CheckName::StatusRoot, self.status_root());
        checks.add(CheckName::Date, self.date());
        checks.add(CheckName::VerifyingKey, self.verifying_key().map(|_| ()));
        checks.add(CheckName::Nullifier, self.nullifier());
        checks.add(CheckName::Proof, self.proof());
        checks.report(Vec::new())
    }

    fn asked(&self) -> Checked<&AuthenticatedRequest> {
        self.asked.as_ref().map_err(Clone::clone)
    }

    fn answer(&self) -> Checked<&Answer> {
        self.answer.as_ref().map_err(Clone::clone)
    }

    fn challenge(&self) -> Checked {
        let (asked, answer) = (self.asked()?.request(), self.answer()?);
        let same = answer.challenge == asked.challenge && answer.expires == asked.expires;
        ensure(same, ZkpError::OtherChallenge)
    }

    /// Checks that the proof is about the policy, and that the document around it shows the same.
    fn policy(&self) -> Checked {
        let (asked, answer) = (self.asked()?, self.answer()?);
        ensure(answer.policy == asked.policy_id(), ZkpError::OtherPolicy)?;
        ensure(asked.show(answer)? == *self.document, ZkpError::Shown)
    }

    fn beneficiary(&self) -> Checked {
        let (asked, answer) = (self.asked()?.request(), self.answer()?);
        let named = asked.beneficiary.unwrap_or(answer.beneficiary);
        ensure(answer.beneficiary == named, ZkpError::OtherBeneficiary)
    }

    fn accepted_issuer(&self) -> Checked {
        Ok(check_accepted(
            self.asked()?.policy(),
            &self.answer()?.issuer,
        )?)
    }

    fn accreditation(&self) -> Checked {
        let (schema, issuer) = (self.asked()?.policy().schema, self.answer()?.issuer);
        check_standing(&self.facts.records, &schema, &issuer)
    }

    fn issuer_key(&self) -> Checked<PublicKey> {
        let answer = self.answer()?;
        issuer_key(&self.facts.records, &answer.issuer, answer.key)
    }

    fn status_list(&self) -> Checked {
        let (asked, answer) = (self.asked()?, self.answer()?);
        let schema = &asked.policy().schema;
        check_list(&self.facts.records, answer.list, &answer.issuer, schema)
    }

    /// Checks that the root is the newest, or was within the grace period, and that no change has
    /// waited for too long. A strict list has neither grace nor wait.
    fn status_root(&self) -> Checked {
        let answer = self.answer()?;
        let (list, roots) = (
            self.facts.records.lists.get(&answer.list),
            self.facts.roots.get(&answer.list),
        );
        let (Some(list), Some(roots)) = (list, roots) else {
            return Err(Failure::NotAsked("the roots of the status list"));
        };
        let (Some(list), Some(roots)) = (list, roots) else {
            return Err(Failure::NoSuchList);
        };
        let (grace, patience) = match list.strict {
            true => (0, 0),
            false => (roots.grace, roots.patience),
        };
        let ago = |block| self.facts.block.saturating_sub(block);
        let waits = roots
            .pending_since
            .is_some_and(|since| list.strict || ago(since) > patience);
        ensure(!waits, ZkpError::ChangesPending)?;
        let mut superseded = roots.superseded.iter();
        let known = answer.status_root == roots.current
            || superseded.any(|(root, at)| *root == answer.status_root && ago(*at) < grace);
        ensure(known, ZkpError::NotRecent)
    }

    /// Checks the date: today or yesterday by some clock within the tolerance, or the day that the
    /// request names.
    fn date(&self) -> Checked {
        let date = Day(self.answer()?.date);
        let (earliest, latest) = clock::around(self.now);
        let (earliest, latest) = (
            Day::from_unix_millis(earliest),
            Day::from_unix_millis(latest),
        );
        let fits = match self.asked()?.date() {
            // Before that day, the credential could be issued again and be in force on it.
            Some(day) => date == day && day <= latest,
            None => date <= latest && date.0.saturating_add(1) >= earliest.0,
        };
        ensure(fits, ZkpError::Date)
    }

    fn verifying_key(&self) -> Checked<&PreparedKey> {
        let (asked, answer) = (self.asked()?, self.answer()?);
        let (version, keys) = (answer.version, asked.policy().keys);
        if let AcceptedKeys::AtLeast(least) = keys {
            ensure(version >= least, ZkpError::KeyTooOld(least))?;
        }
        let circuit = asked.policy().predicate.circuit();
        let id = KeyId { circuit, version };
        let KeyFact { key, active } = match self.facts.keys.get(&id) {
            None => return Err(Failure::NotAsked("the key")),
            Some(None) => return Err(ZkpError::NoSuchKey.into()),
            Some(Some(fact)) => fact,
        };
        ensure(key.id == id, ZkpError::NoSuchKey)?;
        // The verifier signed the digest in the request: the node's word for the key is not enough.
        if let AcceptedKeys::Exactly(digest) = keys {
            ensure(pinned::is_key(key, &digest), ZkpError::KeyNotPinned)?;
        }
        let digest = self.expected.key_digest;
        let expected = digest.is_none_or(|digest| pinned::is_key(key, &digest));
        ensure(expected, ZkpError::OtherDigest)?;
        ensure(*active, ZkpError::KeyNotActive)?;
        let secure = self.facts.allow_insecure_setup || !is_development(key);
        ensure(secure, ZkpError::Insecure)?;
        Ok(key)
    }

    fn nullifier(&self) -> Checked {
        let canonical = text::canonical(&self.answer()?.nullifier);
        ensure(canonical.is_some(), ZkpError::NotCanonical("nullifier"))
    }

    fn proof(&self) -> Checked {
        let answer = self.answer()?;
        let (key, issuer_key) = (self.verifying_key()?, self.issuer_key()?);
        let statement = self.asked()?.statement(answer, &issuer_key, &key.digest)?;
        let inputs = statement.inputs().map_err(ZkpError::from)?;
        let invalid = |error: String| Failure::from(ZkpError::Proof(error));
        let proof = Proof::read(&answer.proof).map_err(|error| invalid(error.to_string()))?;
        groth16::verify::<Reference>(key, &proof, &inputs)
            .map_err(|error| invalid(error.to_string()))
    }
}

fn ensure(holds: bool, error: ZkpError) -> Checked {
    if holds {
        Ok(())
    } else {
        Err(error.into())
    }
}
