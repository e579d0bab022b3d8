//! Calls that ask for a DID.

use crate::types::DidOrigin;
use aura_primitives::did::Relationship;
use core::marker::PhantomData;
use frame_support::traits::{EnsureOrigin, Get};
use polkadot_sdk::*;

/// Any DID that has proven the relationship `R`.
pub struct EnsureDid<R>(PhantomData<R>);

impl<O, R> EnsureOrigin<O> for EnsureDid<R>
where
    O: From<DidOrigin> + Into<Result<DidOrigin, O>>,
    R: Get<Relationship>,
{
    type Success = DidOrigin;

    fn try_origin(origin: O) -> Result<DidOrigin, O> {
        let origin: DidOrigin = origin.into()?;
        if origin.relationships.contains(R::get()) {
            Ok(origin)
        } else {
            Err(origin.into())
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin() -> Result<O, ()> {
        let origin = DidOrigin {
            did: [1; 32].into(),
            relationships: R::get().into(),
            signers: Default::default(),
            submitter: [1; 32].into(),
        };
        Ok(origin.into())
    }
}

/// Control of the DID itself.
pub struct Control;

impl Get<Relationship> for Control {
    fn get() -> Relationship {
        Relationship::CapabilityInvocation
    }
}

/// Statements of the DID: credentials that it issues, and what has become of them.
pub struct Assertion;

impl Get<Relationship> for Assertion {
    fn get() -> Relationship {
        Relationship::AssertionMethod
    }
}

/// What the DID lets others do.
pub struct Delegation;

impl Get<Relationship> for Delegation {
    fn get() -> Relationship {
        Relationship::CapabilityDelegation
    }
}
