//! Deposits for entries in state: price, held amount and depositor.

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

/// Price of `count` entries of `size` bytes in total. A footprint without entries costs only its
/// bytes.
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

/// A consideration that never rises when its entry shrinks.
pub trait Shrink: Consideration<AccountId32, Footprint> {
    /// Holds the price of the smaller entry, or the present amount if that is less: prices may have
    /// risen.
    ///
    /// # Errors
    ///
    /// Those of the currency; none while the amount is held.
    fn shrink(self, who: &AccountId32, size: Footprint) -> Result<Self, DispatchError>;
}

/// An amount of the currency `F`, held for the reason `R` and priced by `D`: a
/// [`HoldConsideration`](frame_support::traits::fungible::HoldConsideration) that can [`Shrink`].
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
        // The trait returns no error: an amount that is not held cannot be burnt.
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

/// The deposit for an entry, and its depositor.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Deposit<Ticket> {
    /// The account on which the deposit is held.
    pub depositor: AccountId32,
    /// The held amount.
    pub ticket: Ticket,
}

impl<Ticket: Consideration<AccountId32, Footprint>> Deposit<Ticket> {
    /// Holds the price of an entry of that size on `depositor`.
    ///
    /// # Errors
    ///
    /// [`DispatchError`] of the currency if the account cannot pay.
    pub fn new(depositor: AccountId32, size: Footprint) -> Result<Self, DispatchError> {
        let ticket = Ticket::new(&depositor, size)?;
        Ok(Self { depositor, ticket })
    }

    /// Adjusts the deposit from one size of the entry to another. The submitter of a growth becomes
    /// the depositor of the whole entry.
    ///
    /// # Errors
    ///
    /// [`DispatchError`] of the currency if that account cannot pay.
    pub fn resize(
        self,
        before: Footprint,
        after: Footprint,
        submitter: &AccountId32,
    ) -> Result<Self, DispatchError> {
        match after.size.cmp(&before.size) {
            // The price paid stays, even if prices have risen since.
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

    /// Releases the deposit, and holds today's price of an entry of that size on another account.
    ///
    /// # Errors
    ///
    /// [`DispatchError`] of the currency if that account cannot pay.
    pub fn take_over(self, depositor: AccountId32, size: Footprint) -> Result<Self, DispatchError> {
        self.release()?;
        Self::new(depositor, size)
    }

    /// Releases the deposit.
    ///
    /// # Errors
    ///
    /// [`DispatchError`] of the currency if the amount is not held.
    pub fn release(self) -> Result<(), DispatchError> {
        self.ticket.drop(&self.depositor)
    }
}

impl<Ticket: Shrink> Deposit<Ticket> {
    /// Adjusts the deposit to a smaller entry without ever raising it: a removal cannot fail for
    /// lack of funds, and costs the depositor nothing.
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

    /// Burns the price of the permanent remains of an entry, at most the held amount, and releases
    /// the rest.
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
