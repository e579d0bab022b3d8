//! The witness of a proof: what only the holder knows.

use aura_identity::zkp::Provable;
use aura_wallet::Opening;
use aura_zkp_circuits::Witness;
use aura_zkp_core::{credential::Children, set, status::Path};

/// Collects the witness of an answer: the credential, the secrets of its holder, the path from its
/// status to the status root, and the path from its claim to the root of the set, if there is one.
pub fn witness(
    provable: &Provable,
    opening: &Opening,
    status: Path,
    set_path: Option<[Children; set::LEVELS]>,
) -> Witness {
    let Provable { signed, base } = provable;
    Witness {
        secret: opening.secret,
        blinding: opening.blinding,
        index: signed.meta.index,
        from: signed.meta.from,
        until: signed.meta.until,
        claims: signed.claims.clone(),
        signature: base.signature,
        status,
        set_path,
    }
}
