//! Questions that the node asks this runtime, for its metrics.

use crate::{Balance, Runtime};
use codec::{Decode, Encode};
use frame_support::view_functions::{ViewFunction, ViewFunctionDispatchError};
use pallet_staked_set::{Condition, HandOverConditionViewFunction};
use polkadot_sdk::*;

/// Runtime function that answers [`condition`].
pub const VIEW_FUNCTION: &str = "RuntimeViewFunction_execute_view_function";

/// The question for the condition of the hand-over.
pub fn condition() -> Vec<u8> {
    let id = HandOverConditionViewFunction::<Runtime>::id();
    (id, Vec::<u8>::new()).encode()
}

/// The answer to [`condition`]; `None` if the runtime gave none, or another form of it.
pub fn read_condition(answer: &[u8]) -> Option<Condition<Balance>> {
    type Answer = Result<Vec<u8>, ViewFunctionDispatchError>;
    let answer = Answer::decode(&mut &answer[..]).ok()?.ok()?;
    Condition::decode(&mut &answer[..]).ok()
}
