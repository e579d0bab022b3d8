//! Which key a proof is made with.

use crate::zkp::{
    chain::{KeyRecord, KeyStatus},
    names, Refusal,
};
use aura_identity::zkp::Asked;
use aura_primitives::zkp::PreparedKey;
use aura_zkp_verifier::groth16::is_development;

/// The newest key that the chain takes and that this machine has; if it has none, the newest.
pub fn choose(
    keys: Vec<KeyRecord>,
    asked: &Asked,
    insecure: bool,
    here: &[[u8; 32]],
) -> std::result::Result<PreparedKey, Refusal> {
    let policy = asked.policy();
    let (circuit, least) = (policy.wanted.circuit(), policy.min_version);
    let fits =
        |record: &KeyRecord| record.key.id.circuit == circuit && record.key.id.version >= least;
    let refused = |why| Refusal::NoKey {
        circuit: names::circuit(circuit),
        least,
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
    all.retain(|record| insecure || !is_development(&record.key));
    all.sort_by_key(|record| (here.contains(&record.key.digest), record.key.id.version));
    let newest = all.pop();
    let newest =
        newest.ok_or_else(|| refused("it is for development, and this chain takes none"))?;
    Ok(newest.key)
}
