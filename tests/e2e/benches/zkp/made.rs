//! Presentations that hold, many of them fast: by a key of development whose secrets are known. How
//! a proof was made makes no difference to its check.

use anyhow::{Context, Result};
use aura_e2e::{
    id,
    proofs::{self, calls, register_key, Asked, Prover},
    Client,
};
use aura_primitives::zkp::{Circuit, KeyId, PreparedKey, Presentation, Uses, VerificationPolicy};
use aura_zkp_core::{
    date::Day,
    groth16::{prepare, Reference, Simulator},
    status::StatusTree,
    Fr,
};
use subxt_signer::sr25519::dev;

/// The key: that of the circuit of most use.
const KEY: KeyId = KeyId {
    circuit: Circuit::Age,
    version: 1,
};

/// An issuer, a policy and a key on a chain.
pub struct Maker {
    prover: Prover,
    simulator: Simulator,
    /// The key, as the chain has it.
    pub key: PreparedKey,
    policy: VerificationPolicy,
    status: StatusTree,
}

/// A presentation and what its proof is about.
pub struct Made {
    pub presentation: Presentation<[u8; 32]>,
    pub inputs: Vec<Fr>,
}

impl Maker {
    /// Registers what proofs are about.
    pub async fn create(client: &Client) -> Result<Self> {
        let simulator = Simulator::development(KEY);
        let key = prepare::<Reference>(&simulator.key())?;
        register_key(client, &simulator.key()).await?;
        let prover = Prover::create(client, dev::alice(), 1, false).await?;
        let policy = prover.want_age(18, Uses::Many).await?;
        let status = prover.status().await?;
        Ok(Self {
            prover,
            simulator,
            key,
            policy,
            status,
        })
    }

    /// So many presentations from the number `first` on, each of another challenge.
    pub async fn make(&self, first: u32, count: u32) -> Result<Vec<Made>> {
        let date = self.prover.today().await?;
        let expires = self.prover.expiry().await?;
        let born = Day::new(2000, 1, 1).context("no such day")?;
        let held = self.prover.issue(0, born)?;
        let made = |number: u32| {
            let mut challenge = [0; 32];
            challenge[..4].copy_from_slice(&number.to_le_bytes());
            let asked = Asked {
                policy: &self.policy,
                beneficiary: id(&dev::eve()),
                challenge,
                date,
                expires,
            };
            let prover = &self.prover;
            let statement = prover.statement(&self.key.digest, &held, &self.status, &asked)?;
            let inputs = statement.inputs()?;
            let proof = self.simulator.prove(&inputs);
            let presentation = prover.presentation(KEY.version, &statement, &asked, proof);
            Ok(Made {
                presentation,
                inputs,
            })
        };
        (first..first.saturating_add(count)).map(made).collect()
    }
}

/// The call that takes these: one by itself, several together.
pub fn verification(made: &[Made]) -> Vec<u8> {
    let all: Vec<_> = made.iter().map(|made| &made.presentation).collect();
    match all.as_slice() {
        [one] => proofs::call(calls::VERIFY, one).0,
        many => proofs::call(calls::VERIFY_BATCH, (many, false)).0,
    }
}
