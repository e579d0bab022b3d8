//! The node's questions have answers.

use super::shared::local;
use crate::{queries, *};
use codec::{Decode, Encode};
use frame_support::view_functions::ViewFunctionId;

#[test]
fn the_condition_of_the_hand_over_is_told() {
    local().execute_with(|| {
        pallet_staked_set::Armed::<Runtime>::put(7);
        let question = queries::condition();
        let (id, input) = <(ViewFunctionId, Vec<u8>)>::decode(&mut &question[..]).unwrap();
        let answer = Runtime::execute_view_function(id, input).encode();
        let condition = queries::read_condition(&answer).unwrap();
        assert_eq!(condition, StakedSet::condition());
        assert_eq!((condition.minimum, condition.electable), (Some(7), 0));
        assert_eq!(queries::read_condition(&[1]), None);
    });
}
