//! Indices of the calls of the pallet `Did` in a runtime.

use super::Problem;
use crate::{state::State, Result};

/// First two bytes of each call of the pallet in the node's runtime: the indices of the pallet and
/// of the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallIndices {
    pub create: [u8; 2],
    pub dispatch: [u8; 2],
    pub dispatch_as: [u8; 2],
    pub dispatch_agreeing: [u8; 2],
    pub take_over_deposit: [u8; 2],
    pub update: [u8; 2],
    pub set_control: [u8; 2],
    pub deactivate: [u8; 2],
    pub purge_methods: [u8; 2],
}

/// Name of the pallet in the runtimes. `NUMBER` is its index, and `CALLS` has the names of its
/// calls in the order of their indices.
const PALLET: &str = "Did";
const NUMBER: u8 = 60;
const CALLS: [&str; 9] = [
    "create",
    "update",
    "set_control",
    "deactivate",
    "dispatch",
    "dispatch_as",
    "purge_methods",
    "dispatch_agreeing",
    "take_over_deposit",
];

impl CallIndices {
    /// Returns the indices in this runtime.
    ///
    /// They never change. A node that reports others could have a call signed that is not the one
    /// shown to the user.
    ///
    /// # Errors
    /// If the runtime has no such pallet or call, or reports other indices.
    pub fn of(state: &State) -> Result<Self> {
        let numbers = |call| -> Result<[u8; 2]> {
            let told = state.numbers_of(PALLET, call)?;
            let known = CALLS.iter().zip(0..).find(|(name, _)| **name == call);
            match known {
                Some((_, number)) if told == [NUMBER, number] => Ok(told),
                _ => Err(Problem::OtherNumbers(PALLET, call).into()),
            }
        };
        Ok(Self {
            create: numbers("create")?,
            dispatch: numbers("dispatch")?,
            dispatch_as: numbers("dispatch_as")?,
            dispatch_agreeing: numbers("dispatch_agreeing")?,
            take_over_deposit: numbers("take_over_deposit")?,
            update: numbers("update")?,
            set_control: numbers("set_control")?,
            deactivate: numbers("deactivate")?,
            purge_methods: numbers("purge_methods")?,
        })
    }
}
