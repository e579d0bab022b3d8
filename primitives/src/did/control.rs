//! Who may change a DID.

use super::{limits, Did, KeyIndex};
use crate::List;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Somebody else who controls a DID.
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
    /// Another DID, by its own keys for capability invocation and its own threshold. It agrees to
    /// nothing while others control it.
    Did(Did),
    /// An account.
    Account(AccountId),
}

/// Who controls a DID: so many of these, or of the DID's own keys for capability invocation if
/// there are none.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[scale_info(skip_type_params())]
pub struct Control<AccountId> {
    /// In strict order.
    pub controllers: List<Controller<AccountId>, { limits::CONTROLLERS }>,
    /// How many must agree; at least one.
    pub threshold: u8,
}

/// Why nobody could ever control a DID so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ControlError {
    /// Nobody has to agree, or more than there are.
    #[error("the threshold must be at least one, and at most the number of those who control")]
    Threshold,
    /// A controller stands twice, or they are out of order.
    #[error("controllers must be in strict order")]
    Order,
}

impl<AccountId> Control<AccountId> {
    /// The DID's own keys, any of them.
    pub fn own() -> Self {
        Self {
            controllers: List::new(),
            threshold: 1,
        }
    }

    /// Whether the DID's own keys control it.
    pub fn is_own(&self) -> bool {
        self.controllers.is_empty()
    }

    /// Checks what can be seen without any state. `own_keys` is how many keys of the DID are for
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
    /// One account.
    pub fn account(account: AccountId) -> Self {
        let mut control = Self::own();
        // There is room for one.
        let _ = control.controllers.try_push(Controller::Account(account));
        control
    }
}

/// Who made a signature.
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
    /// A key of the DID that acts.
    Own(KeyIndex),
    /// A key of a DID that controls it.
    Did(Did, KeyIndex),
    /// An account that controls it.
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
            // Own keys do not count where others control.
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
