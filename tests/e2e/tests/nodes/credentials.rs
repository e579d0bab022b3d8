//! Credentials on a real node: permission to issue, anchoring, statuses.

use anyhow::{ensure, Context, Result};
use aura_e2e::{
    credentials::{calls, Issuer},
    did, ChainSpec, Client, Network,
};
use aura_primitives::credentials::{Capacity, Change, IssuancePolicy, ListId, SchemaId};
use serde_json::Value;
use subxt::rpcs::rpc_params;
use subxt_signer::sr25519::dev;

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_is_accredited_anchors_and_revokes() -> Result<()> {
    let spec = ChainSpec::dev(crate::TIMING.0, crate::TIMING.1).await?;
    let network = Network::alone(&spec, &["--state-pruning", "archive"]).await?;
    // A single validator never reverts a block.
    let client = network.client("alice")?.trusting_best();
    client.until_finalized(2).await?;
    let world = World::create(&client).await?;

    world.only_the_accredited_anchor().await?;
    world.an_index_is_given_once().await?;
    world.status_is_as_of_a_block().await?;
    world.the_owner_of_the_schema_revokes().await?;
    world.answers_are_bounded().await?;
    network.finish()
}

/// The owner of a schema, and an issuer under it.
struct World {
    client: Client,
    owner: Issuer,
    issuer: Issuer,
    schema: SchemaId,
    list: ListId,
}

impl World {
    async fn create(client: &Client) -> Result<Self> {
        let owner = Issuer::create(client, dev::alice(), 1).await?;
        let issuer = Issuer::create(client, dev::bob(), 2).await?;
        let schema = owner.register(IssuancePolicy::Accredited).await?;
        let list = issuer.create_list(schema, Capacity::TwoTo17).await?;
        Ok(Self {
            client: client.clone(),
            owner,
            issuer,
            schema,
            list,
        })
    }

    async fn only_the_accredited_anchor(&self) -> Result<()> {
        let refused = self.issuer.anchor(self.list, 0, 3, [1; 32]).await;
        expect("NotAccredited", refused)?;
        let none: Option<u64> = None;
        let accreditation = (self.schema, self.issuer.did, 0u8, none);
        let refused = self.issuer.make(calls::ACCREDIT, accreditation).await;
        expect("OwnAccreditation", refused)?;
        self.owner.make(calls::ACCREDIT, accreditation).await?;
        self.issuer.anchor(self.list, 0, 3, [1; 32]).await?;

        let at = self.client.best_hash().await?;
        let batch = self
            .ask("credentials_batch", rpc_params![self.list, root(1), at])
            .await?;
        ensure!(
            (&batch["firstIndex"], &batch["count"]) == (&0.into(), &3.into()),
            "{batch:#}"
        );
        let nothing = self
            .ask("credentials_batch", rpc_params![self.list, root(2), at])
            .await?;
        ensure!(nothing.is_null(), "{nothing:#}");
        Ok(())
    }

    /// One of two issuers that issue at the same time must start again.
    async fn an_index_is_given_once(&self) -> Result<()> {
        let refused = self.issuer.anchor(self.list, 0, 1, [2; 32]).await;
        expect("FirstIndexTaken", refused)?;
        let refused = self.issuer.anchor(self.list, 3, 1, [1; 32]).await;
        expect("RootAlreadyExists", refused)?;
        let most = Capacity::TwoTo17.entries();
        let refused = self.issuer.anchor(self.list, 3, most, [2; 32]).await;
        expect("ListFull", refused)?;
        let refused = self.owner.anchor(self.list, 3, 1, [2; 32]).await;
        expect("NotAuthorized", refused)?;
        self.issuer.anchor(self.list, 3, 2000, [2; 32]).await?;
        Ok(())
    }

    async fn status_is_as_of_a_block(&self) -> Result<()> {
        let refused = self.issuer.set(self.list, &[2003], Change::Revoke).await;
        expect("NotAnchored", refused)?;
        let done = self.issuer.set(self.list, &[2], Change::Suspend).await?;
        let suspended = done.block;
        self.issuer.set(self.list, &[2], Change::Reinstate).await?;
        ensure!(self.status(2).await? == "valid", "it is still suspended");
        let then = rpc_params![self.list, 2, suspended];
        let then = self.ask("credentials_status", then).await?;
        ensure!(then["status"] == "suspended", "{then:#}");

        self.issuer
            .set(self.list, &[2, 1500], Change::Revoke)
            .await?;
        let refused = self.issuer.set(self.list, &[2], Change::Reinstate).await;
        expect("RevokedIsFinal", refused)?;
        let at = self.client.best_hash().await?;
        let nothing = rpc_params![self.list, 2003, at];
        let nothing = self.ask("credentials_status", nothing).await?;
        ensure!(nothing.is_null(), "{nothing:#}");
        Ok(())
    }

    /// The owner can do so even after it withdrew the accreditation, and after the issuer's DID was
    /// deactivated.
    async fn the_owner_of_the_schema_revokes(&self) -> Result<()> {
        let withdrawn = (self.schema, self.issuer.did);
        self.owner
            .make(calls::WITHDRAW_ACCREDITATION, withdrawn)
            .await?;
        let refused = self.issuer.anchor(self.list, 2003, 1, [3; 32]).await;
        expect("NotAccredited", refused)?;
        self.issuer.set(self.list, &[0], Change::Revoke).await?;
        let refused = self.owner.set(self.list, &[5], Change::Reinstate).await;
        expect("ChangeNotAllowed", refused)?;
        self.owner.set(self.list, &[7], Change::Hold).await?;
        self.issuer.set(self.list, &[7], Change::Reinstate).await?;
        ensure!(self.status(7).await? == "held", "the issuer released it");
        self.owner.set(self.list, &[7], Change::Release).await?;

        let deactivate = did::call(did::calls::DEACTIVATE, ());
        self.issuer.make_any(deactivate).await?;
        let refused = self.issuer.set(self.list, &[5], Change::Revoke).await;
        expect("Deactivated", refused)?;
        self.owner.set(self.list, &[5], Change::Revoke).await?;
        ensure!(self.status(5).await? == "revoked", "it is not revoked");
        Ok(())
    }

    async fn answers_are_bounded(&self) -> Result<()> {
        // Without `at`, the node answers for the last final block.
        let best = self.client.best().await?.number;
        self.client.until_finalized(best).await?;
        let pages = |from: u32, count: u32| {
            self.ask(
                "credentials_statusPages",
                rpc_params![self.list, from, count],
            )
        };
        let first = pages(0, 1).await?;
        ensure!(first["next"] == 1, "{first:#}");
        ensure!(first["pages"][0]["page"] == 0, "{first:#}");
        let revoked = first["pages"][0]["revoked"].as_str().context("no bits")?;
        // The bits 0, 2 and 5.
        ensure!(revoked.starts_with("0x2500"), "{revoked}");
        let second = pages(1, 128).await?;
        ensure!(second["next"].is_null(), "{second:#}");
        // 1500 is bit 476 of its page.
        let revoked = second["pages"][0]["revoked"].as_str().context("no bits")?;
        ensure!(
            revoked.get(2 + 59 * 2..2 + 60 * 2) == Some("10"),
            "{revoked}"
        );
        for count in [0, 129] {
            let refused = pages(0, count).await.err().context("it was accepted")?;
            ensure!(format!("{refused:#}").contains("1 to 128"), "{refused:#}");
        }
        let nowhere = rpc_params![self.list, 0, root(9)];
        let refused = self.ask("credentials_status", nowhere).await;
        let refused = refused.err().context("it was accepted")?;
        ensure!(
            format!("{refused:#}").contains("no such block"),
            "{refused:#}"
        );
        Ok(())
    }

    async fn status(&self, index: u32) -> Result<Value> {
        let at = self.client.best_hash().await?;
        let found = self
            .ask("credentials_status", rpc_params![self.list, index, at])
            .await?;
        Ok(found["status"].clone())
    }

    async fn ask(&self, method: &str, params: subxt::rpcs::client::RpcParams) -> Result<Value> {
        self.client.request(method, params).await
    }
}

fn root(byte: u8) -> String {
    const_hex::encode_prefixed([byte; 32])
}

/// Expects a failure with the pallet's error of this name.
fn expect<T>(error: &str, result: Result<T>) -> Result<()> {
    let found = result.err().with_context(|| format!("no {error}"))?;
    let found = format!("{found:#}");
    ensure!(found.contains(error), "no {error}: {found}");
    Ok(())
}
