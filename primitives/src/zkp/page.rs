//! Pages of policies.

use super::PolicyId;
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A page of a verifier's policies: those among at most
/// [`limits::MAX_SCANNED_POLICIES`](crate::limits::MAX_SCANNED_POLICIES) policies of all verifiers.
/// It may be empty without being the last one.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct PolicyPage {
    /// Policies of the verifier, in the order of their identifiers.
    pub policies: Vec<PolicyId>,
    /// The argument `after` of the next page; `None` after the last one.
    pub next: Option<PolicyId>,
}
