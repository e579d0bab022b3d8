//! Origin checks for calls by a DID.

use crate::{types::DidOrigin, Registry};
use aura_primitives::did::Relationship;
use core::marker::PhantomData;
use frame_support::{
    ensure,
    traits::{EnsureOrigin, Get},
};
use polkadot_sdk::*;
use sp_runtime::DispatchError;

/// Ensures that the origin is a DID in use, with any relationships. A batch can deactivate the DID
/// before it makes a call.
///
/// # Errors
///
/// [`DispatchError::BadOrigin`] for another origin, and `deactivated` for a deactivated DID.
pub fn ensure_in_use<Dids: Registry, O: Into<Result<DidOrigin, O>>>(
    origin: O,
    deactivated: impl Into<DispatchError>,
) -> Result<DidOrigin, DispatchError> {
    let origin = origin.into().map_err(|_| DispatchError::BadOrigin)?;
    ensure!(Dids::is_active(origin.did), deactivated);
    Ok(origin)
}

/// Accepts any DID that has proven the relationship `R`.
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

/// Capability invocation: control of the DID itself.
pub struct Control;

impl Get<Relationship> for Control {
    fn get() -> Relationship {
        Relationship::CapabilityInvocation
    }
}

/// Assertion: issuing credentials and changing their status.
pub struct Assertion;

impl Get<Relationship> for Assertion {
    fn get() -> Relationship {
        Relationship::AssertionMethod
    }
}

/// Capability delegation: power that the DID has over others.
pub struct Delegation;

impl Get<Relationship> for Delegation {
    fn get() -> Relationship {
        Relationship::CapabilityDelegation
    }
}
