//! Checks of an issuer by the chain's records.
//!
//! The chain makes these checks when a proof is submitted; wallets make them before they prove, and
//! verifiers when they verify.

use super::{base::method_url, ZkpError};
use crate::credential::{self, Failure};
use aura_primitives::{
    credentials::{ListId, SchemaId},
    did::{Did, KeyIndex, PublicKey as DidKey, Relationship},
    zkp::VerificationPolicy,
};
use aura_zkp_core::signature::PublicKey;

/// Checks that a policy accepts credentials of an issuer.
///
/// # Errors
///
/// [`ZkpError::NotAccepted`].
pub fn check_accepted(policy: &VerificationPolicy, issuer: &Did) -> Result<(), ZkpError> {
    match policy.issuers.binary_search(issuer) {
        Ok(_) => Ok(()),
        Err(_) => Err(ZkpError::NotAccepted),
    }
}

/// Checks that an issuer is in good standing for a schema.
///
/// # Errors
///
/// [`Failure::Unaccredited`], or a missing record.
pub fn check_standing(
    facts: &credential::Facts,
    schema: &SchemaId,
    issuer: &Did,
) -> Result<(), Failure> {
    match facts.standings.get(&(*schema, *issuer)) {
        None => Err(Failure::NotAsked("the issuer's standing")),
        Some(None) => Err(Failure::NoSuchSchema),
        Some(Some(standing)) if standing.is_good() => Ok(()),
        Some(Some(standing)) => Err(Failure::Unaccredited(format!("{standing:?}"))),
    }
}

/// Checks that a status list belongs to an issuer and a schema.
///
/// # Errors
///
/// [`Failure::AnothersList`], `AnotherSchemasList`, or a missing record.
pub fn check_list(
    facts: &credential::Facts,
    list: ListId,
    issuer: &Did,
    schema: &SchemaId,
) -> Result<(), Failure> {
    match facts.lists.get(&list) {
        None => Err(Failure::NotAsked("the status list")),
        Some(None) => Err(Failure::NoSuchList),
        Some(Some(view)) if view.owner != *issuer => Err(Failure::AnothersList),
        Some(Some(view)) if view.schema != *schema => Err(Failure::AnotherSchemasList),
        Some(Some(_)) => Ok(()),
    }
}

/// Finds an issuer's key for proofs. A retired key is valid for what it signed.
///
/// # Errors
///
/// [`Failure::Revoked`], `NotRelated`, a missing record, or a key that is not one for proofs.
pub fn issuer_key(
    facts: &credential::Facts,
    issuer: &Did,
    index: KeyIndex,
) -> Result<PublicKey, Failure> {
    let method = facts.method(issuer, &method_url(issuer, index))?;
    if method.revoked.is_some() {
        return Err(Failure::Revoked);
    }
    let relationship = Relationship::AssertionMethod;
    if !method.relationships.contains(relationship) {
        return Err(Failure::NotRelated(relationship.name()));
    }
    let prefix = DidKey::Jubjub([0; 32]).multicodec();
    let key = method.multikey.strip_prefix(prefix);
    let key = key.and_then(|key| key.try_into().ok());
    PublicKey::from_bytes(key.ok_or(ZkpError::Key)?).map_err(|_| ZkpError::Key.into())
}
