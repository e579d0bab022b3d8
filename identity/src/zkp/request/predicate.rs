//! What is proven, and how often.

use super::written::{self, decimal};
use crate::zkp::{slots, ZkpError};
use aura_primitives::{
    credentials::view::{ClaimView, SchemaView},
    zkp::{AcceptedKeys, Circuit, Predicate as PolicyPredicate},
};
use aura_zkp_core::set::Set;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is proven of a credential. Claims are named as the schema names them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", tag = "type")]
pub enum Predicate {
    /// That there is one.
    Ownership {},
    /// Its subject has reached an age: the day in a claim is so many years ago, or longer.
    Age {
        /// The claim: a date.
        claim: String,
        /// Years.
        years: u8,
    },
    /// A claim is neither less than one number nor greater than another.
    Range {
        /// The claim: an integer.
        claim: String,
        /// The least.
        #[serde(with = "decimal")]
        least: i64,
        /// The greatest.
        #[serde(with = "decimal")]
        greatest: i64,
    },
    /// A claim is one of a set, all of which stands here: whoever answers sees what it means.
    Membership {
        /// The claim.
        claim: String,
        /// Values of the claim, as a credential would have them.
        members: Vec<Value>,
    },
}

/// How often a person can answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub enum Times {
    /// As often as anybody likes; nobody can tell that two answers are of one person.
    Many,
    /// Once.
    Once {
        /// The day on which the credential must have been in force, as a credential writes it.
        #[serde(with = "written::day")]
        opens: aura_primitives::zkp::Day,
        /// The block from which on nobody can.
        closes: u32,
        /// Persons that can, at most.
        #[serde(rename = "maxUses")]
        max_uses: u32,
    },
}

/// Keys of the circuit whose proofs are taken: `{"atLeast": 1}` or `{"exactly": "<64 digits>"}`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Keys {
    /// Keys of this version or a later one.
    AtLeast(u16),
    /// The one key with this digest.
    Exactly(#[serde(with = "written::hex")] [u8; 32]),
}

impl From<Keys> for AcceptedKeys {
    fn from(keys: Keys) -> Self {
        match keys {
            Keys::AtLeast(version) => Self::AtLeast(version),
            Keys::Exactly(digest) => Self::Exactly(digest),
        }
    }
}

impl Predicate {
    /// The circuit that proves it.
    pub const fn circuit(&self) -> Circuit {
        match self {
            Self::Ownership {} => Circuit::Ownership,
            Self::Age { .. } => Circuit::Age,
            Self::Range { .. } => Circuit::Range,
            Self::Membership { .. } => Circuit::Membership,
        }
    }

    /// The set of which a claim is a member, if it is about one.
    ///
    /// # Errors
    ///
    /// If the schema has no such claim, a member is not of its kind, or there are none or too many.
    pub fn set(&self, schema: &SchemaView) -> Result<Option<Set>, ZkpError> {
        let Self::Membership { claim, members } = self else {
            return Ok(None);
        };
        let (claim, _) = claim_of(schema, claim)?;
        let members = members.iter().map(|member| slots::value(claim, member));
        Ok(Some(Set::new(members.collect::<Result<Vec<_>, _>>()?)?))
    }

    /// The same as the chain knows it, of claims with slots in this schema.
    pub(super) fn wanted(
        &self,
        schema: &SchemaView,
        set: Option<&Set>,
    ) -> Result<PolicyPredicate, ZkpError> {
        let slot = |claim| Ok::<_, ZkpError>(claim_of(schema, claim)?.1);
        Ok(match self {
            Self::Ownership {} => PolicyPredicate::Ownership,
            Self::Age { claim, years } => PolicyPredicate::Age {
                slot: slot(claim)?,
                years: *years,
            },
            Self::Range {
                claim,
                least,
                greatest,
            } => PolicyPredicate::Range {
                slot: slot(claim)?,
                least: *least,
                greatest: *greatest,
            },
            Self::Membership { claim, .. } => PolicyPredicate::Membership {
                slot: slot(claim)?,
                set_root: set.map(|set| set.root().to_bytes()).unwrap_or_default(),
            },
        })
    }
}

/// A claim that has a slot.
fn claim_of<'a>(schema: &'a SchemaView, name: &str) -> Result<(&'a ClaimView, u8), ZkpError> {
    let claim = schema.claims.iter().find(|claim| claim.name == name);
    claim
        .and_then(|claim| Some((claim, claim.slot?)))
        .ok_or_else(|| ZkpError::NoSuchClaim(crate::credential::shown(name)))
}
