//! Types that the pallet stores, or answers with.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_staking::{EraIndex, SessionIndex};

/// Session and era from which on the stake names the validators.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct HandOver {
    /// First session of elected validators.
    pub session: SessionIndex,
    /// First era of elected validators.
    pub era: EraIndex,
}

/// Record of a validator that was idle or committed an offence.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Record {
    /// Eras in which it was in the set and made no block.
    pub idle: u32,
    /// Last era for which it is not electable.
    pub out_until: EraIndex,
}

/// Standing of a validator candidate in the next election.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Standing {
    /// It made a block in this era or the last.
    Tried,
    /// It made none, and is among the few untried ones that the next set may have.
    Admitted,
    /// It made none, and other untried candidates come first.
    Waiting,
    /// It sits in this era and has made no block yet, though it had time for many.
    Silent,
    /// It has no session keys.
    WithoutKeys,
    /// It is disabled in this session, or known as an offender.
    Offender,
    /// It is left out until the era is over: it was idle for an era, or committed an offence.
    LeftOut {
        /// Last era for which it is not electable.
        until: EraIndex,
    },
}

impl Standing {
    /// Says if the candidate can be elected.
    pub fn is_electable(&self) -> bool {
        matches!(self, Self::Tried | Self::Admitted)
    }
}

/// Parts of the condition of the hand-over, as they are now.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Condition<Balance> {
    /// Validators that must be elected at least, if the hand-over is armed.
    pub minimum: Option<u32>,
    /// Validators of the current session.
    pub session_validators: u32,
    /// Validators of the current session that are electable.
    pub session_electable: u32,
    /// Candidates that are electable.
    pub electable: u32,
    /// Active stake that is bonded, in the smallest unit.
    pub staked: Balance,
    /// Active stake that must be bonded at least, in the smallest unit.
    pub min_staked: Balance,
}

impl<Balance: PartialOrd> Condition<Balance> {
    /// Says if the hand-over is armed.
    pub fn is_armed(&self) -> bool {
        self.minimum.is_some()
    }

    /// Says if more than two thirds of the session's validators are electable: they know how to run
    /// a node, and finality needs as many.
    pub fn has_continuity(&self) -> bool {
        u64::from(self.session_electable).saturating_mul(3)
            > u64::from(self.session_validators).saturating_mul(2)
    }

    /// Says if there are as many electable candidates as must be elected.
    pub fn has_candidates(&self) -> bool {
        self.minimum
            .is_some_and(|minimum| self.electable >= minimum)
    }

    /// Says if enough stake is bonded.
    pub fn has_stake(&self) -> bool {
        self.staked >= self.min_staked
    }

    /// Says if the hand-over happens with the next session that is planned.
    pub fn is_met(&self) -> bool {
        self.is_armed() && self.has_continuity() && self.has_candidates() && self.has_stake()
    }
}
