//! The indices of the calls of the pallet `Did` in a runtime.

use super::Problem;
use crate::{state::State, Result};

/// The first two bytes of each call of the pallet, in the runtime of the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calls {
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

/// The pallet's name and number in the runtimes, and its calls in the order of theirs.
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

impl Calls {
    /// Those of this runtime.
    ///
    /// They are the same for ever, and a node that tells others could have another call signed than
    /// the one that is shown.
    ///
    /// # Errors
    /// If it has no such pallet, or tells other numbers.
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
