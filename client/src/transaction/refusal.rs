//! Refusals of transactions by a node's pool.

use crate::{display::tame, rpc};
use std::fmt;
use subxt::rpcs::UserError;

/// Error codes of the node's `author` methods for the answers of its pool.
mod codes {
    pub const INVALID: i32 = 1010;
    pub const BANNED: i32 = 1012;
    pub const IMPORTED: i32 = 1013;
    pub const LOW_PRIORITY: i32 = 1014;
    pub const FULL: i32 = 1016;
    pub const UNACTIONABLE: i32 = 1018;
    pub const NO_FUTURE: i32 = 1021;
}

/// Causes of an invalid transaction, by the beginning of the `data` in the node's error.
const INVALID: [(&str, Cause); 8] = [
    ("Inability to pay some fees", Cause::Payment),
    ("Transaction is outdated", Cause::Stale),
    ("Transaction will be valid in the future", Cause::Future),
    ("Transaction has an ancient birth block", Cause::Ancient),
    ("Transaction has a bad signature", Cause::Signature),
    (
        "Transaction would exhaust the block limits",
        Cause::Exhausts,
    ),
    ("Transaction call is not expected", Cause::Call),
    ("Invalid signing address", Cause::Signer),
];

/// Prefix of the `data` before the code of a transaction extension.
const CUSTOM: &str = "Custom error: ";

/// A transaction that a node's pool did not accept. It is in no block and costs nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Cause, as far as it is known.
    pub cause: Cause,
    /// Text of the node's error, with its `data`.
    pub said: String,
}

/// Cause of a [`Refusal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The account cannot pay the fee.
    Payment,
    /// The nonce was used already.
    Stale,
    /// The nonce is higher than the next one.
    Future,
    /// The first block of its validity is too old.
    Ancient,
    /// The signature is not valid for the transaction as the chain reads it.
    Signature,
    /// The account cannot sign transactions.
    Signer,
    /// A block has no room for the transaction.
    Exhausts,
    /// The runtime does not accept such a call in a transaction.
    Call,
    /// A transaction extension refuses it with a code of its own. Those of this network have no
    /// codes.
    Custom(u8),
    /// The node refused the same transaction a short time ago.
    Banned,
    /// The node has the same transaction already.
    Imported,
    /// Another transaction of the account has the same nonce, and takes precedence.
    LowPriority,
    /// The node's pool is full.
    Full,
    /// The node makes no blocks, and may not send the transaction on.
    Unactionable,
    /// Any other cause.
    Other,
}

impl Refusal {
    /// Reads the error of a node's `author` method.
    pub fn of(error: &UserError) -> Self {
        let said = rpc::error_text(error);
        let data = rpc::data(error).unwrap_or_default();
        let cause = match error.code {
            codes::INVALID => invalid(&data),
            codes::BANNED => Cause::Banned,
            codes::IMPORTED => Cause::Imported,
            codes::LOW_PRIORITY => Cause::LowPriority,
            codes::FULL => Cause::Full,
            codes::UNACTIONABLE => Cause::Unactionable,
            codes::NO_FUTURE => Cause::Future,
            _ => Cause::Other,
        };
        Self {
            cause,
            said: tame(&said),
        }
    }

    /// Returns true if the same call may be accepted with the next nonce.
    pub const fn is_of_the_nonce(&self) -> bool {
        matches!(
            self.cause,
            Cause::Stale | Cause::Future | Cause::LowPriority
        )
    }
}

fn invalid(data: &str) -> Cause {
    if let Some(code) = data.strip_prefix(CUSTOM) {
        return code.trim().parse().map_or(Cause::Other, Cause::Custom);
    }
    let known = INVALID.iter().find(|(words, _)| data.starts_with(words));
    known.map_or(Cause::Other, |(_, cause)| *cause)
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Payment => {
                "it cannot pay the fee: transfer AURA to it, or pay with another account"
            }
            Self::Stale => {
                "another transaction of the account has used this nonce: run the command again"
            }
            Self::Future => {
                "an earlier transaction of the account, with the nonce before, is missing: run the \
                 command again when that is in a block"
            }
            Self::LowPriority => {
                "another transaction of the account with the same nonce waits for a block: run the \
                 command again when that is in one"
            }
            Self::Ancient => "it has expired: run the command again",
            Self::Signature => {
                "its signature is not valid on the chain: check that the node belongs to the \
                 network, and whether its runtime was just upgraded, and run the command again"
            }
            Self::Signer => "this account cannot sign transactions: pay with another account",
            Self::Exhausts => "no block has room for it: do less at a time, or try later",
            Self::Call => "the runtime does not accept this call as a transaction",
            Self::Custom(code) => {
                return write!(
                    f,
                    "a rule of the chain refuses it with the code {code}, which this tool does not \
                     know: check whether there is a newer version of it"
                )
            }
            Self::Banned => {
                "the node refused this same transaction a short time ago and does not look at it \
                 again for a while: run the command again, which signs another"
            }
            Self::Imported => "the node already has it",
            Self::Full => "the node's pool is full: try later, or at another node",
            Self::Unactionable => {
                "this node neither authors blocks nor passes transactions on: use another node"
            }
            Self::Other => "read the node's error, and try again or at another node",
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (the node says: {})", self.cause, self.said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn error(code: i32, message: &str, data: Option<&str>) -> UserError {
        let data = data.map(|text| serde_json::value::to_raw_value(text).unwrap());
        UserError {
            code,
            message: message.into(),
            data,
        }
    }

    /// Errors as `author/error.rs` of `sc-rpc-api` 0.60 and `sp-runtime` 49 write them.
    fn all() -> Vec<(UserError, Cause)> {
        let invalid = |data| error(1010, "Invalid Transaction", Some(data));
        vec![
            (
                invalid("Inability to pay some fees (e.g. account balance too low)"),
                Cause::Payment,
            ),
            (invalid("Transaction is outdated"), Cause::Stale),
            (
                invalid("Transaction will be valid in the future"),
                Cause::Future,
            ),
            (
                invalid("Transaction has an ancient birth block"),
                Cause::Ancient,
            ),
            (invalid("Transaction has a bad signature"), Cause::Signature),
            (
                invalid("Transaction would exhaust the block limits"),
                Cause::Exhausts,
            ),
            (invalid("Transaction call is not expected"), Cause::Call),
            (invalid("Invalid signing address"), Cause::Signer),
            (invalid("Custom error: 7"), Cause::Custom(7)),
            (
                error(1012, "Transaction is temporarily banned", None),
                Cause::Banned,
            ),
            (
                error(1013, "Transaction Already Imported", Some("0x01")),
                Cause::Imported,
            ),
            (
                error(
                    1014,
                    "Priority is too low: (1 vs 1)",
                    Some(
                        "The transaction has too low priority to replace another transaction \
                         already in the pool.",
                    ),
                ),
                Cause::LowPriority,
            ),
            (
                error(1016, "Immediately Dropped", Some("the limit")),
                Cause::Full,
            ),
            (error(1018, "Unactionable", None), Cause::Unactionable),
            (error(1099, "else", None), Cause::Other),
        ]
    }

    #[test]
    fn every_cause_is_told_apart_and_said_in_the_nodes_words() {
        let mut texts = BTreeSet::new();
        for (error, cause) in all() {
            let refusal = Refusal::of(&error);
            assert_eq!(refusal.cause, cause, "{error}");
            let text = refusal.to_string();
            assert!(text.contains(&error.message), "{text}");
            if let Some(data) = rpc::data(&error) {
                assert!(text.contains(&data), "{text}");
            }
            assert!(texts.insert(refusal.cause.to_string()), "twice: {text}");
        }
        let future = error(1021, "The pool is not accepting future transactions", None);
        assert_eq!(Refusal::of(&future).cause, Cause::Future);
    }

    #[test]
    fn an_empty_account_and_a_used_nonce_do_not_read_alike() {
        let (poor, used) = (Cause::Payment.to_string(), Cause::Stale.to_string());
        assert!(poor.contains("fee") && !poor.contains("nonce"), "{poor}");
        assert!(used.contains("nonce") && !used.contains("AURA"), "{used}");
    }

    #[test]
    fn only_what_a_nonce_mends_is_tried_again() {
        for (error, cause) in all() {
            let expected = matches!(cause, Cause::Stale | Cause::Future | Cause::LowPriority);
            assert_eq!(Refusal::of(&error).is_of_the_nonce(), expected, "{cause:?}");
        }
    }
}
