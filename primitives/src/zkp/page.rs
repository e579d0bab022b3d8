//! Lists of policies, in pages.

use super::PolicyId;
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A page of the policies of a verifier. A page may be empty and not be the last one: it lists those of
/// the verifier among at most [`limits::POLICIES_READ`](super::limits::POLICIES_READ) policies of all.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct PolicyPage {
    /// Policies of the verifier, in the order of their identifiers.
    pub policies: Vec<PolicyId>,
    /// The argument `after` of the next page; `None` after the last one.
    pub next: Option<PolicyId>,
}
