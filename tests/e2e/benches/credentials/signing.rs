//! Speed of signing credentials and of verifying their proofs, on one core.

use anyhow::Result;
use aura_e2e::figures::print_latencies;
use aura_identity::{
    credential::secure,
    data_integrity::{proofs, Cryptosuite, ProofConfig, ProofPurpose},
};
use aura_primitives::did::Did;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{json, Value};
use std::time::{Duration, Instant};

/// Number of credentials for each suite.
const NUMBER: u32 = 2_000;

/// Signs credentials by each suite and verifies them.
pub fn measure(issuer: &Did) -> Result<()> {
    let key = SigningKey::from_bytes(&[7; 32]);
    let public = key.verifying_key().to_bytes();
    for suite in Cryptosuite::ALL {
        let method = format!("{issuer}#key-1");
        let config = ProofConfig::new(suite, ProofPurpose::AssertionMethod, method);
        let (mut signing, mut checking) = (vec![], vec![]);
        for index in 0..NUMBER {
            let document = unsecured(issuer, index);
            let begun = Instant::now();
            let secured = secure(&document, &config, |bytes| Ok(key.sign(bytes).to_bytes()))?;
            signing.push(begun.elapsed());
            let begun = Instant::now();
            for proof in proofs(&secured)? {
                proof.verify(&secured, &public)?;
            }
            checking.push(begun.elapsed());
        }
        let total: Duration = signing.iter().sum();
        println!(
            "{}: {:.0} credentials signed in a second",
            suite.name(),
            f64::from(NUMBER) / total.as_secs_f64()
        );
        print_latencies(&format!("{}: signing", suite.name()), signing);
        print_latencies(&format!("{}: checking", suite.name()), checking);
    }
    Ok(())
}

/// A credential of one claim, which its own context defines.
fn unsecured(issuer: &Did, index: u32) -> Value {
    let term = format!("{issuer}/schemas/example#degree");
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            { "@protected": true, "degree": term },
        ],
        "type": ["VerifiableCredential"],
        "issuer": issuer.to_string(),
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": { "id": format!("did:example:{index}"), "degree": "Bachelor" },
        "credentialStatus": {
            "id": format!("{issuer}/status/0/revocation#{index}"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": index.to_string(),
            "statusListCredential": format!("{issuer}/status/0/revocation"),
        },
    })
}
