//! Errors of staking and of its commands.

use super::Amount;
use subxt::config::substrate::AccountId32;

/// Error of an operation on stake. Its text gives the reason and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The runtime has no staking.
    #[error(
        "the chain has no staking: it runs {name}, version {version}, and staking comes with version \
         101 of aura-npos"
    )]
    NoStaking {
        /// `impl_name` of the runtime.
        name: String,
        /// `spec_version` of the runtime.
        version: u32,
    },

    /// The text is not an amount of AURA.
    #[error("'{0}' is no amount of AURA: write 12 or 0.5, with at most twelve decimals")]
    NoAmount(String),

    /// The text is not a share in per cent.
    #[error("'{0}' is no share: write 5 or 7.5, from 0 to 100 per cent")]
    NoShare(String),

    /// The account has nothing bonded.
    #[error("{0} has nothing bonded: bond with `aura staking bond`")]
    NotBonded(AccountId32),

    /// The account has bonded already.
    #[error("{0} has bonded already: add to it with `aura staking bond-extra`")]
    BondedAlready(AccountId32),

    /// The account is a member of a pool, and the same account cannot stake by itself.
    #[error(
        "{account} is a member of pool {pool}, and nobody stakes twice: leave the pool first, or take \
         another account"
    )]
    InPool {
        /// Account that would act.
        account: AccountId32,
        /// Number of its pool.
        pool: u32,
    },

    /// The account is not a member of a pool.
    #[error(
        "{0} is in no pool: see `aura staking pool list`, and join with `aura staking pool join`"
    )]
    NotInPool(AccountId32),

    /// The chain does not have the pool.
    #[error("the chain has no pool {0}: see `aura staking pool list`")]
    NoPool(u32),

    /// The pool does not accept members.
    #[error("pool {pool} takes no members, it is {state}: see `aura staking pool list`")]
    PoolClosed {
        /// Number of the pool.
        pool: u32,
        /// State of the pool, one word.
        state: &'static str,
    },

    /// The amount is less than the chain accepts.
    #[error("{amount} is too little: {what} needs at least {minimum}")]
    TooLittle {
        /// Amount that was asked for.
        amount: Amount,
        /// The role that needs more.
        what: &'static str,
        /// The minimum of the chain.
        minimum: Amount,
    },

    /// More is asked for than there is.
    #[error("only {available} of {who} {what}, not {amount}")]
    TooMuch {
        /// Account that would act.
        who: AccountId32,
        /// Amount that was asked for.
        amount: Amount,
        /// The amount that is there.
        available: Amount,
        /// Form in which it must be there, such as `is bonded`.
        what: &'static str,
    },

    /// The rest would be too little for the role.
    #[error(
        "{left} would stay bonded, and {role} needs at least {minimum}: unbond less, or give up the role \
         first with `aura staking chill`"
    )]
    BelowMinimum {
        /// The rest.
        left: Amount,
        /// The role.
        role: &'static str,
        /// The minimum of the chain.
        minimum: Amount,
    },

    /// No more amounts can be unbonded until one is withdrawn.
    #[error(
        "{count} amounts are unbonding already, the most there can be: withdraw what is free first"
    )]
    ManyChunks {
        /// Number of the amounts.
        count: usize,
    },

    /// The commission is below the minimum of the chain.
    #[error("the chain takes no commission below {0}: see `aura staking status`")]
    LowCommission(super::Percent),

    /// A nominated account is not a candidate, or is named twice, or too many are named.
    #[error("{0}")]
    Targets(String),

    /// There is nothing to do.
    #[error("{0}")]
    Nothing(String),
}
