//! Checks that a request can be answered in time, before it is signed.

use super::{describe::day, names::circuit, Problem};
use crate::limits::MIN_ANSWER_BLOCKS;
use aura_identity::zkp::{Keys, Request, Times};
use aura_primitives::zkp::{Day, KeyId};

/// Blocks in which the chain accepts an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    best: u32,
    last: u32,
}

impl Window {
    /// Creates the window after the block `best`, on a chain that accepts answers for at most
    /// `longest` blocks.
    pub const fn new(best: u32, longest: u32) -> Self {
        Self {
            best,
            last: best.saturating_add(longest),
        }
    }

    /// Returns the last block in which a request can be answered: the wanted one, or the last that
    /// the chain allows.
    ///
    /// # Errors
    /// If the wanted block leaves no time for an answer, or is later than the chain allows.
    pub const fn expiry(self, wanted: Option<u32>) -> Result<u32, Problem> {
        let first = self.best.saturating_add(MIN_ANSWER_BLOCKS);
        match wanted {
            None => Ok(self.last),
            Some(block) if block >= first && block <= self.last => Ok(block),
            Some(expires) => Err(Problem::Expiry {
                expires,
                best: self.best,
                first,
                last: self.last,
            }),
        }
    }

    /// Checks that a policy which each person can satisfy once is still open.
    ///
    /// # Errors
    /// If it has closed, or closes too soon for an answer.
    pub const fn expect_open(self, uses: &Times) -> Result<(), Problem> {
        match *uses {
            Times::Once { closes, .. } if closes <= self.best.saturating_add(MIN_ANSWER_BLOCKS) => {
                Err(Problem::ClosesTooSoon {
                    closes,
                    best: self.best,
                })
            }
            Times::Once { .. } | Times::Many => Ok(()),
        }
    }

    /// Returns the time left for an answer, in minutes of ten blocks each.
    pub const fn minutes(self, expires: u32) -> u32 {
        expires.saturating_sub(self.best) / 10
    }
}

/// Returns a warning if a request cannot be answered yet: a policy that each person can satisfy
/// once needs a credential that is valid on its first day, and that day has not begun.
pub fn early(uses: &Times, today: Day) -> Option<String> {
    match *uses {
        Times::Once { opens, .. } if opens > today => Some(format!(
            "WARNING  Nobody can answer before {}, so ask again then: until that day, the request \
             can only be used to register its policy",
            day(opens)
        )),
        Times::Once { .. } | Times::Many => None,
    }
}

/// Returns a warning if the chain, with its current keys, accepts no proof that the request asks
/// for.
///
/// `usable` are the chain's keys, each with its digest.
pub fn warning(request: &Request, usable: &[(KeyId, [u8; 32])]) -> Option<String> {
    let of = request.predicate.circuit();
    let mut fitting = usable.iter().filter(|(key, _)| key.circuit == of);
    let name = circuit(of);
    let wanted = match request.keys {
        Keys::AtLeast(least) if fitting.any(|(key, _)| key.version >= least) => return None,
        Keys::AtLeast(least) => format!("{name}/{least} or later"),
        Keys::Exactly(digest) if fitting.any(|(_, other)| *other == digest) => return None,
        Keys::Exactly(digest) => {
            format!(
                "of {name} with the digest {}",
                const_hex::encode_prefixed(digest)
            )
        }
    };
    Some(format!(
        "WARNING  The chain has no key {wanted} in use, so nobody can answer until it has one"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_identity::zkp::Predicate;
    use aura_primitives::{did::Did, zkp::Circuit};

    const NOW: Window = Window::new(1000, 600);

    #[test]
    fn a_request_that_nobody_can_answer_is_refused() {
        assert_eq!(NOW.expiry(None).unwrap(), 1600);
        for block in [1005, 1300, 1600] {
            assert_eq!(NOW.expiry(Some(block)).unwrap(), block);
        }
        for block in [0, 1, 1000, 1004, 1601, u32::MAX] {
            let refused = NOW.expiry(Some(block)).unwrap_err().to_string();
            assert!(refused.contains("from 1005 to 1600"), "{refused}");
        }
        assert_eq!(NOW.minutes(1600), 60);
    }

    #[test]
    fn what_can_be_done_once_closes_after_somebody_could() {
        let once = |closes| Times::Once {
            opens: 1,
            closes,
            max_uses: 1,
        };
        assert!(NOW.expect_open(&Times::Many).is_ok());
        assert!(NOW.expect_open(&once(1006)).is_ok());
        for closes in [0, 1, 1000, 1005] {
            let refused = NOW.expect_open(&once(closes)).unwrap_err().to_string();
            assert!(refused.contains("the chain is at block 1000"), "{refused}");
        }
    }

    #[test]
    fn what_begins_on_a_later_day_is_told() {
        let once = |opens| Times::Once {
            opens,
            closes: 9000,
            max_uses: 1,
        };
        assert_eq!(early(&Times::Many, 719_163), None);
        assert_eq!(early(&once(719_163), 719_163), None);
        let warned = early(&once(719_164), 719_163).unwrap();
        assert!(warned.contains("before 1970-01-02"), "{warned}");
    }

    #[test]
    fn keys_that_the_chain_lacks_are_told() {
        let request = |version| Request {
            genesis: [0; 32],
            verifier: Did::from([1; 32]),
            schema: [0; 32].into(),
            issuers: vec![],
            predicate: Predicate::Ownership {},
            uses: Times::Many,
            receipt_lifetime: 1,
            keys: Keys::AtLeast(version),
            challenge: [0; 32],
            expires: 0,
            beneficiary: None,
        };
        let key = |circuit, version| (KeyId { circuit, version }, [9; 32]);
        let usable = [key(Circuit::Ownership, 2), key(Circuit::Age, 9)];
        assert_eq!(warning(&request(1), &usable), None);
        assert_eq!(warning(&request(2), &usable), None);
        let warned = warning(&request(3), &usable).unwrap();
        assert!(warned.contains("no key ownership/3 or later"), "{warned}");
        let exactly = |digest| Request {
            keys: Keys::Exactly(digest),
            ..request(1)
        };
        assert_eq!(warning(&exactly([9; 32]), &usable), None);
        assert!(warning(&exactly([9; 32]), &usable[1..]).is_some());
        let warned = warning(&exactly([8; 32]), &usable).unwrap();
        assert!(
            warned.contains("of ownership with the digest 0x0808"),
            "{warned}"
        );
    }
}
