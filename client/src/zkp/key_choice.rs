//! The choice of the key for a proof.

use super::{
    chain::{KeyRecord, KeyStatus},
    describe, names, Refusal,
};
use aura_identity::zkp::AuthenticatedRequest;
use aura_primitives::zkp::PreparedKey;
use aura_zkp_core::groth16::is_development;

/// Chooses the newest key that the chain accepts and that this machine has; if it has none, the
/// newest. `here` are the digests of the keys of this machine; `block` is the last final one, and
/// `insecure` says if the chain accepts keys for development.
///
/// # Errors
/// [`Refusal::NoKey`] if the chain accepts no key that the request accepts.
pub fn choose_key(
    keys: Vec<KeyRecord>,
    asked: &AuthenticatedRequest,
    (block, insecure): (u32, bool),
    here: &[[u8; 32]],
) -> Result<PreparedKey, Refusal> {
    let policy = asked.policy();
    let (circuit, accepted) = (policy.predicate.circuit(), policy.keys);
    let fits = |KeyRecord { key, .. }: &KeyRecord| {
        key.id.circuit == circuit && accepted.accept(key.id.version, &key.digest)
    };
    let refused = |why| Refusal::NoKey {
        circuit: names::circuit(circuit),
        accepted: describe::keys(&accepted),
        why,
    };
    let mut all: Vec<_> = keys.into_iter().filter(fits).collect();
    if all.is_empty() {
        return Err(refused("none was registered"));
    }
    all.retain(|record| record.status == KeyStatus::Active);
    if all.is_empty() {
        return Err(refused("they were retired or disabled"));
    }
    all.retain(|record| record.active_from <= block);
    if all.is_empty() {
        return Err(refused("it is not active yet"));
    }
    all.retain(|record| insecure || !is_development(&record.key));
    all.sort_by_key(|record| (here.contains(&record.key.digest), record.key.id.version));
    let newest = all.pop();
    let newest =
        newest.ok_or_else(|| refused("it is for development, and this chain accepts none"))?;
    Ok(newest.key)
}
