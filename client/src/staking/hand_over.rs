//! The hand-over of the validator set from the council to the stake, and what is missing for it.

use super::{
    types::{Condition, HandOver},
    Amount,
};
use crate::{did::Chain, Result};
use serde::Serialize;

/// State of the hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HandOverStatus {
    /// Session and era of the hand-over, if it has been.
    pub done: Option<HandOver>,
    /// True if it has not been, and happens with the next session that is planned.
    pub met: bool,
    /// Parts of its condition. Empty if it has been.
    pub parts: Vec<Part>,
}

/// A part of the condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// Name of the part, one word.
    pub part: &'static str,
    /// True if nothing is missing.
    pub met: bool,
    /// The part in words, with what there is and what is needed.
    pub words: String,
}

impl HandOverStatus {
    /// Reads the state of the hand-over.
    pub async fn read(chain: &Chain) -> Result<Self> {
        Ok(match chain.handed_over().await? {
            Some(done) => Self {
                done: Some(done),
                met: false,
                parts: vec![],
            },
            None => Self::ahead(&chain.hand_over_condition().await?),
        })
    }

    /// Judges the condition by the rules of `pallet-staked-set`.
    pub fn ahead(condition: &Condition) -> Self {
        let Condition {
            minimum,
            session_validators,
            session_electable,
            electable,
            staked,
            min_staked,
        } = *condition;
        let part = |part, met, words| Part { part, met, words };
        // The least number that is more than two thirds.
        let needed = u64::from(session_validators)
            .saturating_mul(2)
            .checked_div(3)
            .map_or(1, |part| part.saturating_add(1));
        let parts = vec![
            part(
                "armed",
                minimum.is_some(),
                match minimum {
                    Some(minimum) => format!("armed, for at least {minimum} validators"),
                    None => "not armed: two thirds of the council, or root, call stakedSet.arm".into(),
                },
            ),
            part(
                "continuity",
                u64::from(session_electable) >= needed,
                format!(
                    "{session_electable} of the {session_validators} validators of this session are \
                     electable, and it takes {needed}"
                ),
            ),
            part(
                "candidates",
                minimum.is_some_and(|minimum| electable >= minimum),
                match minimum {
                    Some(minimum) => {
                        format!("{electable} candidates are electable, and it takes {minimum}")
                    }
                    None => format!("{electable} candidates are electable"),
                },
            ),
            part(
                "stake",
                staked >= min_staked,
                format!(
                    "{} is bonded, and it takes {}",
                    Amount(staked),
                    Amount(min_staked)
                ),
            ),
        ];
        Self {
            done: None,
            met: parts.iter().all(|part| part.met),
            parts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MET: Condition = Condition {
        minimum: Some(4),
        session_validators: 6,
        session_electable: 5,
        electable: 4,
        staked: 100,
        min_staked: 100,
    };

    fn missing(condition: &Condition) -> Vec<&'static str> {
        let status = HandOverStatus::ahead(condition);
        let missing: Vec<_> = status.parts.iter().filter(|part| !part.met).collect();
        assert_eq!(status.met, missing.is_empty());
        missing.iter().map(|part| part.part).collect()
    }

    #[test]
    fn each_part_that_is_missing_is_named() {
        assert!(missing(&MET).is_empty());
        let unarmed = Condition {
            minimum: None,
            ..MET
        };
        assert_eq!(missing(&unarmed), ["armed", "candidates"]);
        let discontinued = Condition {
            session_electable: 4,
            ..MET
        };
        assert_eq!(missing(&discontinued), ["continuity"]);
        let few = Condition {
            electable: 3,
            ..MET
        };
        assert_eq!(missing(&few), ["candidates"]);
        let poor = Condition { staked: 99, ..MET };
        assert_eq!(missing(&poor), ["stake"]);
    }

    #[test]
    fn the_verdict_is_the_pallets() {
        for minimum in [None, Some(0), Some(4)] {
            for (session_validators, session_electable) in [
                (0, 0),
                (1, 0),
                (1, 1),
                (3, 2),
                (3, 3),
                (4, 3),
                (6, 4),
                (7, 5),
            ] {
                for (electable, staked) in [(3, 99), (4, 100), (5, 101)] {
                    let ours = Condition {
                        minimum,
                        session_validators,
                        session_electable,
                        electable,
                        staked,
                        min_staked: 100,
                    };
                    let theirs = pallet_staked_set::Condition {
                        minimum,
                        session_validators,
                        session_electable,
                        electable,
                        staked,
                        min_staked: 100_u128,
                    };
                    assert_eq!(
                        HandOverStatus::ahead(&ours).met,
                        theirs.is_met(),
                        "{ours:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn words_have_what_there_is_and_what_is_needed() {
        let shown = HandOverStatus::ahead(&MET);
        let words: Vec<_> = shown.parts.iter().map(|part| &part.words[..]).collect();
        assert_eq!(
            words[..3],
            [
                "armed, for at least 4 validators",
                "5 of the 6 validators of this session are electable, and it takes 5",
                "4 candidates are electable, and it takes 4",
            ]
        );
        let json = serde_json::to_value(&shown).unwrap();
        assert_eq!(json["met"], true);
        assert_eq!(json["done"], serde_json::Value::Null);
        assert_eq!(json["parts"][3]["part"], "stake");
    }
}
