//! Control of a DID: its controllers and the signature threshold.

use super::{Did, KeyIndex};
use crate::{limits, List};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A controller of a DID other than its own keys.
#[derive(
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Controller<AccountId> {
    /// Another DID, acting by its own capability-invocation keys and its own threshold. It cannot
    /// agree to anything while others control it.
    Did(Did),
    /// An account of the chain.
    Account(AccountId),
}

/// Controllers of a DID and the signature threshold. With no controllers, the DID's own
/// capability-invocation keys count.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[scale_info(skip_type_params())]
pub struct Control<AccountId> {
    /// Controllers in strictly ascending order; empty if the DID is self-controlled.
    pub controllers: List<Controller<AccountId>, { limits::MAX_CONTROLLERS }>,
    /// Number of controllers, or of own keys, that must agree; at least 1.
    pub threshold: u8,
}

/// A [`Control`] that nobody could ever exercise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ControlError {
    /// The threshold is zero, or above the number of controllers or own keys.
    #[error(
        "the threshold must be at least one, and at most the number of controllers or own keys"
    )]
    Threshold,
    /// A controller appears twice, or the controllers are out of order.
    #[error("controllers must be in strictly ascending order")]
    Order,
}

impl<AccountId> Control<AccountId> {
    /// Self-control with a threshold of 1: any own key for capability invocation suffices.
    pub fn own() -> Self {
        Self {
            controllers: List::new(),
            threshold: 1,
        }
    }

    /// Returns true if the DID's own keys control it.
    pub fn is_own(&self) -> bool {
        self.controllers.is_empty()
    }

    /// Checks the rules that need no state. `own_keys` is the number of the DID's own keys for
    /// capability invocation.
    ///
    /// # Errors
    ///
    /// See [`ControlError`].
    pub fn check(&self, own_keys: usize) -> Result<(), ControlError>
    where
        AccountId: Ord,
    {
        let many = if self.is_own() {
            own_keys
        } else {
            self.controllers.len()
        };
        if self.threshold == 0 || usize::from(self.threshold) > many {
            return Err(ControlError::Threshold);
        }
        if !self.controllers.is_sorted_by(|a, b| a < b) {
            return Err(ControlError::Order);
        }
        Ok(())
    }
}

impl<AccountId: Clone> Control<AccountId> {
    /// Control by one account.
    pub fn account(account: AccountId) -> Self {
        let mut control = Self::own();
        // An empty list has room for one controller.
        let _ = control.controllers.try_push(Controller::Account(account));
        control
    }
}

/// The maker of a signature over an operation.
#[derive(
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Signer<AccountId> {
    /// A key of the acting DID.
    Own(KeyIndex),
    /// A key of another DID that controls the acting one.
    Did(Did, KeyIndex),
    /// An account that controls the acting DID.
    Account(AccountId),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(controllers: &[u8], threshold: u8) -> Control<u8> {
        let controllers: Vec<_> = controllers
            .iter()
            .copied()
            .map(Controller::Account)
            .collect();
        Control {
            controllers: controllers.try_into().unwrap(),
            threshold,
        }
    }

    #[test]
    fn a_threshold_is_of_those_who_control() {
        for (own_keys, threshold, good) in [
            (0, 0, false),
            (0, 1, false),
            (1, 0, false),
            (1, 1, true),
            (1, 2, false),
            (2, 2, true),
            (16, 255, false),
        ] {
            assert_eq!(control(&[], threshold).check(own_keys).is_ok(), good);
        }
        for (threshold, good) in [(0, false), (1, true), (2, true), (3, false)] {
            // Own keys do not count under external control.
            assert_eq!(control(&[1, 2], threshold).check(9).is_ok(), good);
        }
    }

    #[test]
    fn controllers_stand_in_strict_order() {
        assert_eq!(control(&[1, 2, 3], 1).check(0), Ok(()));
        for bad in [&[2, 1][..], &[1, 1], &[1, 2, 2]] {
            assert_eq!(control(bad, 1).check(0), Err(ControlError::Order));
        }
        let did = Controller::Did(Did::from([9; 32]));
        let mixed = |controllers: [Controller<u8>; 2]| Control {
            controllers: controllers.to_vec().try_into().unwrap(),
            threshold: 1,
        };
        let account = Controller::Account(0);
        assert_eq!(mixed([did.clone(), account.clone()]).check(0), Ok(()));
        assert_eq!(mixed([account, did]).check(0), Err(ControlError::Order));
    }
}
