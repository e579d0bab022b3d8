//! Errors of referenda and votes.

use crate::staking::Amount;
use subxt::config::substrate::AccountId32;

/// Error of an operation on referenda. Its text gives the reason and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The runtime has no referenda.
    #[error(
        "the chain has no referenda: it runs {name}, version {version}, and open governance comes with \
         version 101 of aura-npos"
    )]
    NoReferenda {
        /// `impl_name` of the runtime.
        name: String,
        /// `spec_version` of the runtime.
        version: u32,
    },

    /// The chain does not have the track.
    #[error("the chain has no track '{0}': see `aura gov tracks`")]
    NoTrack(String),

    /// The chain does not have the referendum.
    #[error("the chain has no referendum {0}: see `aura gov list`")]
    NoReferendum(u32),

    /// The referendum is over.
    #[error("referendum {0} is over: see `aura gov show {0}`")]
    Over(u32),

    /// The account has less than it would vote with.
    #[error("{who} has {available} in all, staked tokens included, and cannot vote with {amount}")]
    TooMuch {
        /// Account that would act.
        who: AccountId32,
        /// Amount that was asked for.
        amount: Amount,
        /// All that the account has.
        available: Amount,
    },

    /// The account votes itself on the track, so it cannot delegate on it.
    #[error(
        "{0} has votes of its own on this track: remove them first with `aura gov vote N remove`"
    )]
    Votes(AccountId32),

    /// The account has delegated on the track, so it cannot vote on it.
    #[error(
        "{0} has delegated its votes on this track: end that first with `aura gov delegate TRACK --end`"
    )]
    Delegates(AccountId32),

    /// The account has neither voted nor delegated.
    #[error("{0}")]
    Nothing(String),

    /// The referendum has its decision deposit.
    #[error("referendum {0} has its decision deposit already")]
    Deposited(u32),

    /// The track opens with the hand-over.
    #[error(
        "the track {0} opens with the hand-over, see `aura staking hand-over`: until then the council is \
         the way to root"
    )]
    NotOpen(String),

    /// The text is not a call.
    #[error("that is no call of this chain: give its bytes in hexadecimal digits ({0})")]
    NoCall(String),

    /// The council has whitelisted the call already.
    #[error("the call {0} is whitelisted already")]
    Whitelisted(String),
}
