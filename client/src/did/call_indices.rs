//! Indices of the calls of the pallet `Did` in a runtime.

use super::Problem;
use crate::{state::State, Result};

/// First two bytes of each call of the pallet in the node's runtime: the indices of the pallet and
/// of the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallIndices {
    /// Indices of `Did.create`.
    pub create: [u8; 2],
    /// Indices of `Did.dispatch`.
    pub dispatch: [u8; 2],
    /// Indices of `Did.dispatch_as`.
    pub dispatch_as: [u8; 2],
    /// Indices of `Did.dispatch_agreeing`.
    pub dispatch_agreeing: [u8; 2],
    /// Indices of `Did.take_over_deposit`.
    pub take_over_deposit: [u8; 2],
    /// Indices of `Did.update`.
    pub update: [u8; 2],
    /// Indices of `Did.set_control`.
    pub set_control: [u8; 2],
    /// Indices of `Did.deactivate`.
    pub deactivate: [u8; 2],
    /// Indices of `Did.purge_methods`.
    pub purge_methods: [u8; 2],
}

/// Name of the pallet in the runtimes.
const PALLET: &str = "Did";

impl CallIndices {
    /// Indices in the runtimes of the network. They never change.
    pub const NETWORK: Self = Self {
        create: [60, 0],
        update: [60, 1],
        set_control: [60, 2],
        deactivate: [60, 3],
        dispatch: [60, 4],
        dispatch_as: [60, 5],
        purge_methods: [60, 6],
        dispatch_agreeing: [60, 7],
        take_over_deposit: [60, 8],
    };

    /// Returns the indices after comparing them with this runtime's.
    ///
    /// A node that reports others could have a call signed that is not the one shown to the user.
    ///
    /// # Errors
    /// If the runtime has no such pallet or call, or reports other indices.
    pub fn of(state: &State) -> Result<Self> {
        let known = Self::NETWORK;
        for (call, indices) in [
            ("create", known.create),
            ("update", known.update),
            ("set_control", known.set_control),
            ("deactivate", known.deactivate),
            ("dispatch", known.dispatch),
            ("dispatch_as", known.dispatch_as),
            ("purge_methods", known.purge_methods),
            ("dispatch_agreeing", known.dispatch_agreeing),
            ("take_over_deposit", known.take_over_deposit),
        ] {
            if state.indices_of(PALLET, call)? != indices {
                return Err(Problem::OtherIndices(PALLET, call).into());
            }
        }
        Ok(known)
    }
}
