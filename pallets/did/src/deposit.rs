//! Deposits of entries: the price, what is held, and the account on which it is held.

use codec::{Decode, Encode, MaxEncodedLen};
use core::{cmp::Ordering, marker::PhantomData};
use frame_support::{
    traits::{
        fungible::MutateHold,
        tokens::{Fortitude::Force, Precision::BestEffort},
        Consideration, Footprint, Get,
    },
    CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_runtime::{
    traits::{Convert, Saturating},
    AccountId32, DispatchError,
};

/// Price of `count` entries that have `size` bytes together. A footprint without an entry costs its
/// bytes alone.
pub struct EntryPrice<Item, Byte, Balance>(PhantomData<(Item, Byte, Balance)>);

impl<Item, Byte, Balance> Convert<Footprint, Balance> for EntryPrice<Item, Byte, Balance>
where
    Item: Get<Balance>,
    Byte: Get<Balance>,
    Balance: From<u64> + Saturating,
{
    fn convert(footprint: Footprint) -> Balance {
        let items = Item::get().saturating_mul(footprint.count.into());
        let bytes = Byte::get().saturating_mul(footprint.size.into());
        items.saturating_add(bytes)
    }
}

/// A deposit that never rises when its entry shrinks.
pub trait Shrink: Consideration<AccountId32, Footprint> {
    /// Holds the price of the smaller entry, or what is held already if that is less: prices may have
    /// risen since.
    ///
    /// # Errors
    ///
    /// Those of the currency; none if what is held is there.
    fn shrink(self, who: &AccountId32, size: Footprint) -> Result<Self, DispatchError>;
}

/// An amount of the currency `F` that is held for the reason `R`, priced by `D`. As
/// [`HoldConsideration`](frame_support::traits::fungible::HoldConsideration), and it can [`Shrink`].
#[derive(
    CloneNoBound, EqNoBound, PartialEqNoBound, DebugNoBound, Encode, Decode, TypeInfo, MaxEncodedLen,
)]
#[scale_info(skip_type_params(F, R, D))]
#[codec(mel_bound())]
pub struct Hold<F, R, D>(F::Balance, PhantomData<fn() -> (R, D)>)
where
    F: MutateHold<AccountId32>;

impl<
        #[cfg(not(feature = "runtime-benchmarks"))] F: 'static + MutateHold<AccountId32>,
        #[cfg(feature = "runtime-benchmarks")] F: 'static + MutateHold<AccountId32> + frame_support::traits::fungible::Mutate<AccountId32>,
        R: 'static + Get<F::Reason>,
        D: 'static + Convert<Footprint, F::Balance>,
    > Consideration<AccountId32, Footprint> for Hold<F, R, D>
{
    fn new(who: &AccountId32, footprint: Footprint) -> Result<Self, DispatchError> {
        let amount = D::convert(footprint);
        F::hold(&R::get(), who, amount)?;
        Ok(Self(amount, PhantomData))
    }

    fn update(self, who: &AccountId32, footprint: Footprint) -> Result<Self, DispatchError> {
        let amount = D::convert(footprint);
        if amount > self.0 {
            F::hold(&R::get(), who, amount.saturating_sub(self.0))?;
        } else {
            F::release(&R::get(), who, self.0.saturating_sub(amount), BestEffort)?;
        }
        Ok(Self(amount, PhantomData))
    }

    fn drop(self, who: &AccountId32) -> Result<(), DispatchError> {
        F::release(&R::get(), who, self.0, BestEffort).map(|_| ())
    }

    fn burn(self, who: &AccountId32) {
        // There is nobody to tell: what is not there cannot be burnt.
        let _ = F::burn_held(&R::get(), who, self.0, BestEffort, Force);
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn ensure_successful(who: &AccountId32, footprint: Footprint) {
        let amount = F::minimum_balance().saturating_add(D::convert(footprint));
        let _ = F::mint_into(who, amount);
    }
}

impl<F, R, D> Shrink for Hold<F, R, D>
where
    Self: Consideration<AccountId32, Footprint>,
    F: 'static + MutateHold<AccountId32>,
    R: 'static + Get<F::Reason>,
    D: 'static + Convert<Footprint, F::Balance>,
{
    fn shrink(self, who: &AccountId32, size: Footprint) -> Result<Self, DispatchError> {
        let price = D::convert(size);
        let amount = if price < self.0 { price } else { self.0 };
        F::release(&R::get(), who, self.0.saturating_sub(amount), BestEffort)?;
        Ok(Self(amount, PhantomData))
    }
}

/// The deposit of an entry, and the account on which it is held.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Deposit<Ticket> {
    /// The account on which it is held.
    pub depositor: AccountId32,
    /// What is held.
    pub ticket: Ticket,
}

impl<Ticket: Consideration<AccountId32, Footprint>> Deposit<Ticket> {
    /// Holds the price of an entry of that size.
    ///
    /// # Errors
    ///
    /// If the account does not have as much.
    pub fn new(depositor: AccountId32, size: Footprint) -> Result<Self, DispatchError> {
        let ticket = Ticket::new(&depositor, size)?;
        Ok(Self { depositor, ticket })
    }

    /// Holds the price of an entry that was of one size and is of another. The account that submits
    /// what makes it grow pays for all of it from then on.
    ///
    /// # Errors
    ///
    /// If that account does not have as much.
    pub fn resize(
        self,
        before: Footprint,
        after: Footprint,
        submitter: &AccountId32,
    ) -> Result<Self, DispatchError> {
        match after.size.cmp(&before.size) {
            // At whatever price it was paid, also if that has risen since.
            Ordering::Equal => Ok(self),
            Ordering::Greater if self.depositor != *submitter => {
                self.take_over(submitter.clone(), after)
            }
            Ordering::Greater | Ordering::Less => Ok(Self {
                ticket: self.ticket.update(&self.depositor, after)?,
                depositor: self.depositor,
            }),
        }
    }

    /// Gives back what is held, and holds today's price of an entry of that size on another account.
    ///
    /// # Errors
    ///
    /// If that account does not have as much.
    pub fn take_over(self, depositor: AccountId32, size: Footprint) -> Result<Self, DispatchError> {
        self.release()?;
        Self::new(depositor, size)
    }

    /// Gives back what is held.
    ///
    /// # Errors
    ///
    /// If it is not there.
    pub fn release(self) -> Result<(), DispatchError> {
        self.ticket.drop(&self.depositor)
    }
}

impl<Ticket: Shrink> Deposit<Ticket> {
    /// Holds the price of an entry that has become smaller, and never more than is held already: a
    /// removal can neither fail for want of money nor cost the depositor anything.
    ///
    /// # Errors
    ///
    /// Those of [`Shrink::shrink`].
    pub fn shrink(self, after: Footprint) -> Result<Self, DispatchError> {
        Ok(Self {
            ticket: self.ticket.shrink(&self.depositor, after)?,
            depositor: self.depositor,
        })
    }

    /// Burns the price of what stays of an entry for ever, at most what is held, and gives the rest
    /// back.
    ///
    /// # Errors
    ///
    /// Those of [`Shrink::shrink`].
    pub fn bury(self, remains: Footprint) -> Result<(), DispatchError> {
        let Self { depositor, ticket } = self.shrink(remains)?;
        ticket.burn(&depositor);
        Ok(())
    }
}
