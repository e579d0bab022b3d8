//! Funds of an account, checked before the user is asked to confirm a transaction.

use crate::{did::Problem, display::amount, state::State};
use subxt::{config::substrate::AccountId32, ext::scale_decode::DecodeAsType};

/// Entry of an account in `System.Account`, with the members that are read here.
#[derive(Debug, Clone, Copy, Default, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Account {
    providers: u32,
    data: Balance,
}

/// Shortfall of an account that cannot pay for a transaction. Amounts are in plancks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{account} cannot pay for this, so nothing was sent: it has {} that is not held, the fee is \
     {}, {} more would be held, and {} must stay on it. Transfer {} more to it, or pay with \
     another account",
    amount(*free), amount(*fee), amount(*locks), amount(*minimum), amount(*missing)
)]
pub struct Lack {
    /// Account that would pay.
    pub account: AccountId32,
    /// Balance that is not held.
    pub free: u128,
    /// Fee of the transaction.
    pub fee: u128,
    /// Maximum amount that would be held in addition.
    pub locks: u128,
    /// Existential deposit of the chain.
    pub minimum: u128,
    /// Minimum amount that must be added to the account.
    pub missing: u128,
}

/// Balance of an account, in plancks.
#[derive(Debug, Clone, Copy, Default, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Balance {
    free: u128,
    reserved: u128,
    frozen: u128,
}

impl State {
    /// Returns all that an account has, in plancks: what is held and what is not.
    pub async fn balance_of(&self, account: &AccountId32) -> crate::Result<u128> {
        let entry: Option<Account> = self.read_of("System", "Account", account).await?;
        let data = entry.unwrap_or_default().data;
        Ok(data.free.saturating_add(data.reserved))
    }

    /// Checks that an account can pay this fee, and can have `locks` plancks held after that.
    ///
    /// # Errors
    /// [`Problem::InsufficientFunds`] if it cannot.
    pub async fn expect_funds(
        &self,
        account: &AccountId32,
        fee: u128,
        locks: u128,
    ) -> crate::Result<()> {
        let entry: Option<Account> = self.read_of("System", "Account", account).await?;
        let minimum: u128 = self.constant("Balances", "ExistentialDeposit")?;
        let entry = entry.unwrap_or_default();
        match entry.missing(minimum, fee, locks) {
            0 => Ok(()),
            missing => Err(Problem::InsufficientFunds(Box::new(Lack {
                account: *account,
                free: entry.data.free,
                fee,
                locks,
                minimum,
                missing,
            }))
            .into()),
        }
    }
}

impl Account {
    /// Returns the plancks that the account lacks, by the rules of `pallet-balances`. After the fee
    /// it keeps the existential deposit and all that is frozen and not held; frozen plancks can be
    /// held.
    fn missing(&self, minimum: u128, fee: u128, locks: u128) -> u128 {
        let Balance {
            free,
            reserved,
            frozen,
        } = self.data;
        let kept = minimum.max(frozen.saturating_sub(reserved));
        let for_fee = fee.saturating_add(kept).saturating_sub(free);
        if locks == 0 {
            return for_fee;
        }
        // An account with another provider can have its whole balance held.
        let kept = if self.providers > 1 { 0 } else { minimum };
        let needed = fee.saturating_add(locks).saturating_add(kept);
        for_fee.max(needed.saturating_sub(free))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIMUM: u128 = 10;

    fn account(free: u128, reserved: u128, frozen: u128, providers: u32) -> Account {
        let data = Balance {
            free,
            reserved,
            frozen,
        };
        Account { providers, data }
    }

    #[test]
    fn fee_deposit_and_minimum_have_to_be_there() {
        let missing = |account: Account, fee, locks| account.missing(MINIMUM, fee, locks);
        assert_eq!(missing(Account::default(), 5, 0), 15);
        assert_eq!(missing(account(15, 0, 0, 1), 5, 0), 0);
        assert_eq!(missing(account(14, 0, 0, 1), 5, 0), 1);
        assert_eq!(missing(account(115, 0, 0, 1), 5, 100), 0);
        assert_eq!(missing(account(114, 0, 0, 1), 5, 100), 1);
        assert_eq!(missing(account(105, 0, 0, 2), 5, 100), 0);
        assert_eq!(missing(account(9, 0, 0, 1), 5, u128::MAX), u128::MAX - 9);
    }

    #[test]
    fn what_is_frozen_pays_no_fee_and_can_be_held() {
        let missing = |account: Account, fee, locks| account.missing(MINIMUM, fee, locks);
        // Frozen by staking, for instance.
        assert_eq!(missing(account(100, 0, 100, 1), 5, 0), 5);
        assert_eq!(missing(account(100, 40, 100, 1), 5, 0), 0);
        assert_eq!(missing(account(105, 0, 100, 1), 5, 90), 0);
        assert_eq!(missing(account(105, 0, 100, 1), 5, 91), 1);
    }
}
