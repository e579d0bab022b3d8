//! Proofs on a real node: one that the chain accepts, and proofs that were copied, are about a
//! revoked credential, or were made with an insecure key.

use anyhow::{ensure, Context, Result};
use aura_e2e::{
    governance, id,
    proofs::{self, calls, register_key, verify, Asked, Held, Prover},
    ChainSpec, Client, Included, Network,
};
use aura_primitives::{
    credentials::Change,
    zkp::{Circuit, Presentation, Receipt, Uses, VerificationPolicy},
};
use aura_zkp_core::{date::Day, groth16::off_subgroup, value::Value};
use aura_zkp_prover::ProvingKey;
use codec::{Decode, Encode};
use subxt::rpcs::{methods::legacy::Bytes, rpc_params};
use subxt_signer::sr25519::dev;

/// Indices of the credentials.
const FIRST: u32 = 5;
const SECOND: u32 = 700;

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_takes_what_is_proven_and_nothing_else() -> Result<()> {
    let spec = ChainSpec::dev(crate::TIMING.0, crate::TIMING.1).await?;
    let network = Network::alone(&spec, &[]).await?;
    // A single validator never reverts a block.
    let client = network.client("alice")?.trusting_best();
    client.until_finalized(2).await?;
    let world = World::create(&client).await?;

    world.a_proof_gives_its_beneficiary_a_receipt().await?;
    world.a_copied_proof_serves_nobody_else().await?;
    world.what_no_wallet_proves_is_refused().await?;
    world.points_outside_of_their_groups_are_refused().await?;
    world.a_batch_is_taken_whole_or_not_at_all().await?;
    world.a_policy_of_one_use_is_satisfied_once().await?;
    world.a_revoked_credential_proves_nothing().await?;
    world.keys_of_development_can_be_forbidden().await?;
    network.finish()
}

/// An issuer with a strict list, and the policy of its verifier.
struct World {
    client: Client,
    prover: Prover,
    key: ProvingKey,
    adult: VerificationPolicy,
}

impl World {
    async fn create(client: &Client) -> Result<Self> {
        let prover = Prover::create(client, dev::alice(), 3, true).await?;
        let key = ProvingKey::development(Circuit::Age);
        register_key(client, key.verifying_key()).await?;
        let adult = prover.want_age(18, Uses::Many).await?;
        Ok(Self {
            client: client.clone(),
            prover,
            key,
            adult,
        })
    }

    async fn a_proof_gives_its_beneficiary_a_receipt(&self) -> Result<()> {
        let held = self.prover.issue(FIRST, born(2000)?)?;
        let presentation = self.present(&held, &self.adult, 1).await?;
        ensure!(self.dry_run(&presentation).await?.is_none(), "refused");
        // A payer that copies a presentation gains nothing.
        let taken = verify(&self.client, &dev::bob(), &presentation).await?;
        let mut event = taken
            .event(proofs::PALLET.0, "Verified")
            .context("no event")?;
        let (policy, nullifier) = <([u8; 32], [u8; 32])>::decode(&mut event)?;
        ensure!(policy == *self.adult.id().as_bytes(), "another policy");
        ensure!(nullifier == presentation.nullifier, "another nullifier");
        let receipt = self.receipt(&presentation.beneficiary).await?;
        ensure!(
            receipt.is_some_and(|receipt| receipt.nullifier == nullifier),
            "no receipt"
        );
        ensure!(
            self.receipt(&id(&dev::bob())).await?.is_none(),
            "a receipt of the payer"
        );
        self.refused("NullifierAlreadyUsed", &presentation).await
    }

    async fn a_copied_proof_serves_nobody_else(&self) -> Result<()> {
        let held = self.prover.issue(FIRST, born(2000)?)?;
        let presentation = self.present(&held, &self.adult, 2).await?;
        let mut copied = presentation.clone();
        copied.beneficiary = id(&dev::bob());
        self.refused("ProofInvalid", &copied).await?;
        // The owner of the presentation can still submit it.
        verify(&self.client, &dev::charlie(), &presentation).await?;
        Ok(())
    }

    /// False statements are proven anyway: with the chain's own key, about an absent claim, about a
    /// holder who is too young, and about a claim that is not a date.
    async fn what_no_wallet_proves_is_refused(&self) -> Result<()> {
        let young = born(2030)?;
        for (challenge, claim) in [
            (20, Value::Absent),
            (21, Value::Date(young)),
            (22, Value::Text("2000-01-01")),
        ] {
            let held = self.prover.issue_any(FIRST, claim)?;
            let refused = self.present(&held, &self.adult, challenge).await;
            let refused = format!("{:#}", refused.err().context("it was proven")?);
            ensure!(refused.contains("is after the stated cut-off"), "{refused}");
            let asked = self.asked(&self.adult, challenge).await?;
            let status = self.prover.status().await?;
            let forced = self
                .prover
                .present_by_force(&self.key, &held, &status, &asked)?;
            self.refused("ProofInvalid", &forced).await?;
        }
        // The proof is made in the usual way.
        let held = self.prover.issue(FIRST, born(2000)?)?;
        let asked = self.asked(&self.adult, 23).await?;
        let status = self.prover.status().await?;
        let forced = self
            .prover
            .present_by_force(&self.key, &held, &status, &asked)?;
        verify(&self.client, &dev::bob(), &forced).await?;
        Ok(())
    }

    /// Points of every small order are refused: a randomised check would accept some of them at
    /// times.
    async fn points_outside_of_their_groups_are_refused(&self) -> Result<()> {
        let held = self.prover.issue(FIRST, born(2000)?)?;
        let presentation = self.present(&held, &self.adult, 10).await?;
        let mut all = vec![];
        for point in off_subgroup::g1() {
            all.extend([(0, point.to_vec()), (288, point.to_vec())]);
        }
        all.extend(
            off_subgroup::g2()
                .into_iter()
                .map(|point| (96, point.to_vec())),
        );
        for (at, point) in all {
            let altered = with_point(&presentation, at, &point)?;
            let outcome = self.dry_run(&altered).await?;
            ensure!(
                outcome.as_deref() == Some("ProofMalformed"),
                "{at}: {outcome:?}"
            );
        }
        Ok(())
    }

    /// The sums over a batch catch them, which differ from those over a single proof.
    async fn a_batch_is_taken_whole_or_not_at_all(&self) -> Result<()> {
        let held = self.prover.issue(FIRST, born(2000)?)?;
        let g1: Vec<_> = off_subgroup::g1()
            .iter()
            .map(|point| point.to_vec())
            .collect();
        let g2: Vec<_> = off_subgroup::g2()
            .iter()
            .map(|point| point.to_vec())
            .collect();
        for (number, at, points) in [(11, 0, &g1), (13, 96, &g2), (15, 288, &g1)] {
            // Both are made anew for each place: every refusal takes a block, and presentations
            // expire.
            let first = self.present(&held, &self.adult, number).await?;
            let second = self.present(&held, &self.adult, number + 1).await?;
            for point in points {
                let altered = with_point(&second, at, point)?;
                self.refused_together("ProofMalformed", &first, &altered)
                    .await?;
            }
            let mut forged = second.clone();
            forged.proof = first.proof;
            self.refused_together("ProofInvalid", &first, &forged)
                .await?;
            self.refused_together("NullifierAlreadyUsed", &first, &first)
                .await?;
            // Nothing of the refused presentations was stored.
            self.verify_batch(&[&first, &second]).await?;
            self.refused("NullifierAlreadyUsed", &second).await?;
        }
        Ok(())
    }

    /// Expects the chain to refuse these presentations in one batch, for this reason.
    async fn refused_together(
        &self,
        error: &str,
        first: &Presentation<[u8; 32]>,
        second: &Presentation<[u8; 32]>,
    ) -> Result<()> {
        failed(error, self.verify_batch(&[first, second]).await)
    }

    async fn verify_batch(&self, all: &[&Presentation<[u8; 32]>]) -> Result<Included> {
        let call = proofs::call(calls::VERIFY_BATCH, (all, false));
        self.client.submit_encoded(&dev::bob(), &call.0).await
    }

    async fn a_policy_of_one_use_is_satisfied_once(&self) -> Result<()> {
        let once = Uses::Once {
            opens: self.prover.today().await?.0,
            closes: u32::try_from(self.client.best().await?.number)? + 1000,
            max_uses: 10,
        };
        let policy = self.prover.want_age(18, once).await?;
        let held = self.prover.issue(FIRST, born(2000)?)?;
        let first = self.present(&held, &policy, 3).await?;
        verify(&self.client, &dev::bob(), &first).await?;
        // A second proof by the same person, for another account.
        let mut second = self.present(&held, &policy, 4).await?;
        ensure!(first.nullifier == second.nullifier, "another number");
        self.refused("NullifierAlreadyUsed", &second).await?;
        second.nullifier[0] ^= 1;
        self.refused("ProofInvalid", &second).await?;
        // Another person can.
        let held = self.prover.issue(SECOND, born(2001)?)?;
        let other = self.present(&held, &policy, 5).await?;
        verify(&self.client, &dev::bob(), &other).await?;
        Ok(())
    }

    async fn a_revoked_credential_proves_nothing(&self) -> Result<()> {
        let held = self.prover.issue(SECOND, born(2000)?)?;
        let before = self.prover.status().await?;
        let kept = self.present(&held, &self.adult, 6).await?;
        let issuer = self.prover.did();
        issuer
            .set(self.prover.list, &[SECOND], Change::Revoke)
            .await?;
        // A block has the time to compute the root. In case this one had not, any account can
        // commit it.
        let _ = self.prover.commit(&dev::bob()).await;
        let status = self.prover.status().await?;
        ensure!(status.root() != before.root(), "the same root");
        // The earlier proof is about a root that has expired.
        self.refused("StatusRootNotRecent", &kept).await?;
        // It cannot be changed to name the new root,
        let mut pretended = kept.clone();
        pretended.status_root = status.root().to_bytes();
        self.refused("ProofInvalid", &pretended).await?;
        // and no proof for the new root can be made.
        let refused = self.present(&held, &self.adult, 7).await;
        let refused = format!("{:#}", refused.err().context("it was proven")?);
        ensure!(refused.contains("revoked"), "{refused}");
        // Other credentials of the list can still be proven.
        let other = self.prover.issue(FIRST, born(2000)?)?;
        let presentation = self.present(&other, &self.adult, 8).await?;
        verify(&self.client, &dev::bob(), &presentation).await?;
        Ok(())
    }

    async fn keys_of_development_can_be_forbidden(&self) -> Result<()> {
        let held = self.prover.issue(FIRST, born(2000)?)?;
        let presentation = self.present(&held, &self.adult, 9).await?;
        let forbid = proofs::call(calls::FORBID_INSECURE_SETUP, ());
        governance::decide_alone_as_root(&self.client, &forbid).await?;
        self.refused("InsecureSetup", &presentation).await
    }

    async fn present(
        &self,
        held: &Held,
        policy: &VerificationPolicy,
        challenge: u8,
    ) -> Result<Presentation<[u8; 32]>> {
        let asked = self.asked(policy, challenge).await?;
        let status = self.prover.status().await?;
        self.prover.present(&self.key, held, &status, &asked)
    }

    async fn asked<'a>(&self, policy: &'a VerificationPolicy, challenge: u8) -> Result<Asked<'a>> {
        let date = match policy.uses {
            Uses::Many => self.prover.today().await?,
            Uses::Once { opens, .. } => Day(opens),
        };
        Ok(Asked {
            policy,
            beneficiary: id(&dev::eve()),
            challenge: [challenge; 32],
            date,
            expires: self.prover.expiry().await?,
        })
    }

    /// Expects node and chain to refuse a presentation, both for this reason.
    async fn refused(&self, error: &str, presentation: &Presentation<[u8; 32]>) -> Result<()> {
        let outcome = self.dry_run(presentation).await?;
        ensure!(outcome.as_deref() == Some(error), "no {error}: {outcome:?}");
        failed(error, verify(&self.client, &dev::bob(), presentation).await)
    }

    /// The name of the error with which the node would refuse a presentation.
    async fn dry_run(&self, presentation: &Presentation<[u8; 32]>) -> Result<Option<String>> {
        let params = rpc_params![Bytes(presentation.encode())];
        let answer = self.client.request("zkp_verify", params).await?;
        let error = answer["error"].as_str().map(str::to_string);
        ensure!(answer["verified"] == error.is_none(), "{answer:#}");
        Ok(error)
    }

    async fn receipt(&self, account: &[u8; 32]) -> Result<Option<Receipt>> {
        let arguments = Bytes((account, self.adult.id()).encode());
        let at = self.client.best_hash().await?;
        let params = rpc_params!["ZkpApi_receipt", arguments, at];
        let answer = self.client.request("state_call", params).await?;
        let answer: Bytes = serde_json::from_value(answer)?;
        Ok(Decode::decode(&mut answer.0.as_slice())?)
    }
}

/// Expects a submitted transaction to have failed for this reason.
fn failed(error: &str, sent: Result<Included>) -> Result<()> {
    let sent = format!("{:#}", sent.err().with_context(|| format!("no {error}"))?);
    ensure!(sent.contains(error), "no {error}: {sent}");
    Ok(())
}

/// The presentation with other bytes in place of a point of its proof.
fn with_point(
    presentation: &Presentation<[u8; 32]>,
    at: usize,
    point: &[u8],
) -> Result<Presentation<[u8; 32]>> {
    let mut changed = presentation.clone();
    let place = changed.proof.get_mut(at..at + point.len());
    place.context("no such point")?.copy_from_slice(point);
    Ok(changed)
}

fn born(year: u32) -> Result<Day> {
    Day::new(year, 1, 1).context("no such day")
}
