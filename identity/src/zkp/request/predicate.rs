//! Predicates, and the number of answers.

use super::written::{self, decimal};
use crate::zkp::{slots, ZkpError};
use aura_primitives::{
    credentials::view::{ClaimView, SchemaView},
    zkp::{AcceptedKeys, Circuit, Predicate as PolicyPredicate},
};
use aura_zkp_core::set::Set;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Predicate about a credential. Claims have the names of the schema.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", tag = "type")]
pub enum Predicate {
    /// The holder has a valid credential.
    Ownership {},
    /// The subject has reached an age: the date in a claim is at least this many years ago.
    Age {
        /// Name of the claim, a date.
        claim: String,
        /// Age in years.
        years: u8,
    },
    /// A claim is within a range, ends included.
    Range {
        /// Name of the claim, an integer.
        claim: String,
        /// Least value.
        #[serde(with = "decimal")]
        least: i64,
        /// Greatest value.
        #[serde(with = "decimal")]
        greatest: i64,
    },
    /// A claim is a member of a set. All members are in the request, so that the holder sees them.
    Membership {
        /// Name of the claim.
        claim: String,
        /// Members, as values of the claim in a credential.
        members: Vec<Value>,
    },
}

/// Number of answers by one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub enum Times {
    /// Any number; two answers of one person cannot be linked.
    Many,
    /// One.
    Once {
        /// Day on which the credential must be in force, in the format of credentials.
        #[serde(with = "written::day")]
        opens: aura_primitives::zkp::Day,
        /// Block from which no answer is accepted.
        closes: u32,
        /// Greatest number of persons.
        #[serde(rename = "maxUses")]
        max_uses: u32,
    },
}

/// Accepted keys of the circuit: `{"atLeast": 1}` or `{"exactly": "<64 digits>"}`.
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
    /// Circuit of the predicate.
    pub const fn circuit(&self) -> Circuit {
        match self {
            Self::Ownership {} => Circuit::Ownership,
            Self::Age { .. } => Circuit::Age,
            Self::Range { .. } => Circuit::Range,
            Self::Membership { .. } => Circuit::Membership,
        }
    }

    /// Set of a membership predicate.
    ///
    /// # Errors
    ///
    /// The schema has no such claim, a member is not of its kind, or there are no members or too
    /// many.
    pub fn set(&self, schema: &SchemaView) -> Result<Option<Set>, ZkpError> {
        let Self::Membership { claim, members } = self else {
            return Ok(None);
        };
        let (claim, _) = claim_of(schema, claim)?;
        let members = members.iter().map(|member| slots::value(claim, member));
        Ok(Some(Set::new(members.collect::<Result<Vec<_>, _>>()?)?))
    }

    /// Predicate in the format of the chain, with the slots of this schema.
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

/// Finds a claim that has a slot.
fn claim_of<'a>(schema: &'a SchemaView, name: &str) -> Result<(&'a ClaimView, u8), ZkpError> {
    let claim = schema.claims.iter().find(|claim| claim.name == name);
    claim
        .and_then(|claim| Some((claim, claim.slot?)))
        .ok_or_else(|| ZkpError::NoSuchClaim(crate::data_integrity::shown(name)))
}
