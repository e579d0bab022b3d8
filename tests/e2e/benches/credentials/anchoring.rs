//! Time to anchor credentials, and the size of the state that they need.

use anyhow::Result;
use aura_e2e::{
    credentials::{Issuer, PALLET},
    Client,
};
use aura_identity::anchoring::{leaf, BatchBuilder};
use aura_primitives::credentials::ListId;
use serde_json::{json, Value};
use sp_crypto_hashing::{blake2_256, twox_128};
use std::time::Instant;

/// Hashes credentials, builds the tree over them and anchors its root.
pub async fn measure(client: &Client, issuer: &Issuer, list: ListId, number: u32) -> Result<()> {
    let begun = Instant::now();
    let mut batch = BatchBuilder::new();
    for index in 0..number {
        let secured = secured(issuer, list, index);
        batch.push(leaf(&blake2_256(&index.to_le_bytes()), &secured))?;
    }
    let batch = batch.build()?;
    let hashed = begun.elapsed();
    let bytes = serde_json::to_vec(&secured(issuer, list, number.saturating_sub(1)))?.len();
    let pallet = || client.footprint(twox_128(PALLET.0.as_bytes()).to_vec());
    let before = pallet().await?;
    let sent = Instant::now();
    issuer.anchor(list, 0, number, batch.root()).await?;
    let anchored = sent.elapsed();
    let grown = pallet().await? - before;
    println!(
        "anchored {number} credentials in {:.1} s: {:.1} s to hash them, of {bytes} bytes each, \
         on one core, {:.1} s until the root was final",
        (hashed + anchored).as_secs_f64(),
        hashed.as_secs_f64(),
        anchored.as_secs_f64()
    );
    println!(
        "anchored {number} credentials with 1 extrinsic, {} bytes of state more, keys included",
        grown.keys.saturating_add(grown.values)
    );
    Ok(())
}

/// A credential of the usual size, without a signature: that makes no difference to hashing.
fn secured(issuer: &Issuer, list: ListId, index: u32) -> Value {
    let did = issuer.did.to_string();
    let status = |purpose: &str| {
        json!({
            "id": format!("{did}/status/{list}/{purpose}#{index}"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": index.to_string(),
            "statusListCredential": format!("{did}/status/{list}/{purpose}"),
        })
    };
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": did,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": { "id": format!("did:example:{index}"), "degree": "Bachelor" },
        "credentialStatus": [status("revocation"), status("suspension")],
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2026-01-01T00:00:00Z",
            "verificationMethod": format!("{did}#key-1"),
            "proofPurpose": "assertionMethod",
            "proofValue": format!("z{}", "1".repeat(86)),
        },
    })
}
