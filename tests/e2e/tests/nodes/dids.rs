//! The life of a DID on real nodes: created and changed by signatures that others submit and pay
//! for, resolved at present and in the past.

use anyhow::{ensure, Context, Result};
use aura_e2e::{
    did::{call, calls, operation, Chain, Encoded, Key, Kind},
    id, ChainSpec, Client, Network,
};
use aura_primitives::did::{Change, Changes, Did, NewVerificationMethod, Relationships};
use codec::Decode;
use serde_json::{json, Value};
use subxt::rpcs::rpc_params;
use subxt_signer::sr25519::dev;

/// Milliseconds of a slot.
const SLOT_MILLIS: u64 = 1000;
/// Slots of a session.
const SESSION: u64 = 5;

/// Number of states that the pruning node keeps.
const KEPT: u64 = 12;

#[tokio::test(flavor = "multi_thread")]
async fn a_did_lives_on_signatures() -> Result<()> {
    let spec = ChainSpec::dev(SLOT_MILLIS, SESSION).await?;
    let archive = ["--state-pruning", "archive"];
    let mut network = Network::alone(&spec, &archive).await?;
    let pruning = ["--state-pruning", &KEPT.to_string()];
    let forgetful = network.add("forgetful", &pruning).await?;
    let client = network.client("alice")?;

    let mut holder = Holder::create(&client).await?;
    let first = holder.resolve(json!({})).await?;
    ensure!(first["didDocument"]["id"] == holder.did(), "{first:#}");
    ensure!(
        first["didDocumentMetadata"]["updated"].is_null(),
        "{first:#}"
    );
    let created = version(&first)?;

    let second = holder.retire_a_key().await?;
    holder.fail_and_be_counted().await?;
    holder.replay_is_refused().await?;
    holder.versions_are_kept(&created, &second).await?;
    the_past_is_forgotten(&client, &forgetful, &holder, &created).await?;
    holder.deactivate(&created).await?;
    batches_are_bounded(&client, &holder).await?;
    network.finish()
}

/// Two chains with one genesis: a creation that was signed for one is valid on both, and any other
/// operation only on the one it was signed for.
#[tokio::test(flavor = "multi_thread")]
async fn an_operation_is_good_on_one_fork_only() -> Result<()> {
    let spec = ChainSpec::dev(SLOT_MILLIS, SESSION).await?;
    let (one, other) = (
        Network::alone(&spec, &[]).await?,
        Network::alone(&spec, &[]).await?,
    );
    let (here, there) = (one.client("alice")?, other.client("alice")?);
    ensure!(here.hash(0).await? == there.hash(0).await?, "two geneses");
    let holder = Holder::create(&here).await?;
    Holder::create(&there).await?;

    let signed = holder.update(&[Change::RetireKey(2)], holder.nonce).await?;
    // It must have a block of the checkpoint's height, with another hash.
    there
        .until_finalized(here.finalized().await?.number)
        .await?;
    let refused = there.submit_encoded(&dev::bob(), &signed.0).await;
    ensure!(named(&refused, "InvalidSignature"), "{:?}", refused.err());
    here.submit_encoded(&dev::bob(), &signed.0).await?;
    one.finish()?;
    other.finish()
}

/// A user with keys and without an account.
struct Holder {
    client: Client,
    first: Key,
    did: Did,
    nonce: u64,
}

impl Holder {
    /// Creates a DID with two keys by one signature; Bob pays.
    async fn create(client: &Client) -> Result<Self> {
        client.until_finalized(2).await?;
        let first = Key::new(Kind::Ed25519, "first")?;
        let mut document = first.document();
        let second = NewVerificationMethod {
            key: Key::new(Kind::P256, "second")?.public(),
            relationships: Relationships::SIGNING,
        };
        document.methods.try_push(second).ok().context("room")?;
        let genesis = client.hash(0).await?.0;
        let (did, creation) = first.creation(&genesis, &document)?;
        let included = client.submit_encoded(&dev::bob(), &creation.0).await?;
        let event = included.event("Did", "Created").context("no event")?;
        let (created, depositor) = <(Did, [u8; 32])>::decode(&mut &event[..])?;
        ensure!(created == did, "not the DID that was signed for");
        ensure!(depositor == id(&dev::bob()), "another account pays");
        Ok(Self {
            client: client.clone(),
            first,
            did,
            nonce: 0,
        })
    }

    fn did(&self) -> String {
        self.did.to_string()
    }

    async fn resolve(&self, options: Value) -> Result<Value> {
        resolve(&self.client, &self.did, options).await
    }

    /// A call signed by the first key. Any account can submit it.
    async fn sign(&self, call: Encoded, nonce: u64) -> Result<Encoded> {
        let head = self.client.finalized().await?;
        let checkpoint = head.number.saturating_sub(1);
        let chain = Chain {
            genesis: self.client.hash(0).await?.0,
            checkpoint: (
                checkpoint.try_into()?,
                self.client.hash(checkpoint).await?.0,
            ),
            transaction_version: 1,
        };
        operation(&chain, self.did, nonce, &[(1, &self.first)], call)
    }

    async fn update(&self, changes: &[Change], nonce: u64) -> Result<Encoded> {
        let changes = Changes::try_from(changes.to_vec()).ok().context("room")?;
        self.sign(call(calls::UPDATE, changes), nonce).await
    }

    /// Submits a signed operation. Returns the result of the call in it.
    async fn submit(&mut self, signed: &Encoded) -> Result<Result<()>> {
        let included = self.client.submit_encoded(&dev::bob(), &signed.0).await?;
        let event = included.event("Did", "Dispatched").context("no event")?;
        let (did, nonce) = <(Did, u64)>::decode(&mut &event[..])?;
        ensure!(did == self.did && nonce == self.nonce, "another operation");
        self.nonce = self.nonce.saturating_add(1);
        let result = event.get(40..).context("an event without result")?;
        Ok(included.outcome(result))
    }

    /// A retired key makes no new assertions, and its earlier ones stay valid. Returns the version.
    async fn retire_a_key(&mut self) -> Result<String> {
        let signed = self.update(&[Change::RetireKey(2)], self.nonce).await?;
        self.submit(&signed).await??;
        let resolved = self.resolve(json!({})).await?;
        let document = &resolved["didDocument"];
        let retired = format!("{}#key-2", self.did());
        ensure!(
            document["verificationMethod"][1]["expires"].is_string(),
            "{document:#}"
        );
        let has = |relationship: &str| {
            let methods = document[relationship].as_array();
            methods.is_some_and(|methods| methods.contains(&json!(retired)))
        };
        ensure!(has("assertionMethod"), "{document:#}");
        ensure!(!has("authentication"), "{document:#}");

        let url = rpc_params![&retired, json!({})];
        let method = self.client.request("did_dereference", url).await?;
        ensure!(method["content"]["id"] == retired, "{method:#}");
        version(&resolved)
    }

    /// A call that fails uses up its operation.
    async fn fail_and_be_counted(&mut self) -> Result<()> {
        let twice = self.update(&[Change::RetireKey(2)], self.nonce).await?;
        let failed = self.submit(&twice).await?;
        ensure!(named(&failed, "KeyNotActive"), "{failed:?}");
        let again = self.client.submit_encoded(&dev::bob(), &twice.0).await;
        ensure!(named(&again, "InvalidNonce"), "{:?}", again.err());
        Ok(())
    }

    /// A replay is refused from any account.
    async fn replay_is_refused(&mut self) -> Result<()> {
        let signed = self.update(
            &[Change::SetKeyRelationships(1, Relationships::SIGNING)],
            self.nonce,
        );
        let signed = signed.await?;
        self.submit(&signed).await??;
        for account in [dev::bob(), dev::alice()] {
            let replayed = self.client.submit_encoded(&account, &signed.0).await;
            ensure!(named(&replayed, "InvalidNonce"), "{:?}", replayed.err());
        }
        Ok(())
    }

    /// Each version is resolved by its number, and by times at, before and between the changes.
    async fn versions_are_kept(&self, created: &str, second: &str) -> Result<()> {
        let first = self.resolve(json!({ "versionId": created })).await?;
        ensure!(version(&first)? == created, "{first:#}");
        let methods = &first["didDocument"]["verificationMethod"];
        ensure!(methods[1]["expires"].is_null(), "{first:#}");
        let metadata = &first["didDocumentMetadata"];
        ensure!(metadata["nextVersionId"] == second, "{first:#}");

        for (time, expected) in [
            (&metadata["created"], created),
            (&metadata["nextUpdate"], second),
        ] {
            let found = self.resolve(json!({ "versionTime": time })).await?;
            ensure!(version(&found)? == expected, "{found:#}");
        }
        for (options, reason) in [
            (
                json!({ "versionTime": "2020-01-01T00:00:00Z" }),
                "BEFORE_CREATION",
            ),
            (json!({ "versionId": "1" }), "NO_SUCH_VERSION"),
            (
                json!({ "versionId": "1", "versionTime": "2020-01-01T00:00:00Z" }),
                "VERSION_ID_AND_TIME",
            ),
            (json!({ "colour": "blue" }), "UNKNOWN_OPTION"),
        ] {
            let refused = self.resolve(options).await?;
            let error = &refused["didResolutionMetadata"]["error"];
            ensure!(error["reason"] == reason, "{refused:#}");
            ensure!(refused["didDocument"].is_null(), "{refused:#}");
            ensure!(refused["didDocumentMetadata"] == json!({}), "{refused:#}");
        }
        Ok(())
    }

    /// Deactivation is final; earlier versions can still be resolved.
    async fn deactivate(&mut self, created: &str) -> Result<()> {
        let signed = self.sign(call(calls::DEACTIVATE, ()), self.nonce).await?;
        self.submit(&signed).await??;
        let gone = self.resolve(json!({})).await?;
        ensure!(gone["didDocument"].is_null(), "{gone:#}");
        ensure!(
            gone["didDocumentMetadata"]["deactivated"] == true,
            "{gone:#}"
        );
        let before = self.resolve(json!({ "versionId": created })).await?;
        ensure!(before["didDocument"]["id"] == self.did(), "{before:#}");
        ensure!(
            before["didDocumentMetadata"]["deactivated"] == true,
            "{before:#}"
        );
        let signed = self.update(&[Change::RetireKey(1)], self.nonce).await?;
        let refused = self.client.submit_encoded(&dev::bob(), &signed.0).await;
        ensure!(named(&refused, "Deactivated"), "{:?}", refused.err());
        Ok(())
    }
}

/// A node that keeps few states reports it, and resolves the present like any node.
async fn the_past_is_forgotten(
    client: &Client,
    forgetful: &Client,
    holder: &Holder,
    created: &str,
) -> Result<()> {
    let since: u64 = created.parse()?;
    forgetful
        .until_finalized(since.saturating_add(KEPT * 2))
        .await?;
    let now = resolve(forgetful, &holder.did, json!({})).await?;
    let known = resolve(client, &holder.did, json!({})).await?;
    ensure!(now["didDocument"] == known["didDocument"], "{now:#}");
    let past = resolve(forgetful, &holder.did, json!({ "versionId": created })).await?;
    let error = &past["didResolutionMetadata"]["error"];
    ensure!(error["reason"] == "HISTORY_NOT_KEPT", "{past:#}");
    Ok(())
}

/// A batch resolves at most 100 DIDs, in their order.
async fn batches_are_bounded(client: &Client, holder: &Holder) -> Result<()> {
    let other = Key::new(Kind::Sr25519, "other")?;
    let genesis = client.hash(0).await?.0;
    let (other, creation) = other.creation(&genesis, &other.document())?;
    client.submit_encoded(&dev::alice(), &creation.0).await?;

    let unknown = |n| Did::from([n; 32]).to_string();
    let mut dids: Vec<_> = (0..97).map(unknown).collect();
    dids.insert(0, "did:aura:nobody".into());
    dids.insert(50, holder.did());
    dids.push(other.to_string());
    let batch = |parameters| client.request("did_resolveBatch", parameters);
    let all = batch(rpc_params![&dids]).await?;
    let answers = all.as_array().context("no list")?;
    ensure!(answers.len() == 100, "{all:#}");
    for (place, answer) in answers.iter().enumerate() {
        let error = &answer["didResolutionMetadata"]["error"]["reason"];
        let right = match place {
            0 => error == "NOT_AN_ID",
            50 => answer["didDocumentMetadata"]["deactivated"] == true,
            99 => answer["didDocument"]["id"] == other.to_string(),
            _ => error == "NO_SUCH_DID",
        };
        ensure!(right, "{place}: {answer:#}");
    }

    let old = batch(rpc_params![&dids, json!({ "versionId": "1" })]).await;
    dids.push(holder.did());
    let many = batch(rpc_params![&dids]).await;
    for (refused, why) in [(old, "one at a time"), (many, "at most 100")] {
        let outcome = format!("{:#}", refused.err().context("it was accepted")?);
        ensure!(outcome.contains(why), "{outcome}");
    }
    Ok(())
}

async fn resolve(client: &Client, did: &Did, options: Value) -> Result<Value> {
    client
        .request("did_resolve", rpc_params![did.to_string(), options])
        .await
}

/// The version that was resolved.
fn version(resolved: &Value) -> Result<String> {
    let version = resolved["didDocumentMetadata"]["versionId"].as_str();
    Ok(version.with_context(|| format!("{resolved:#}"))?.into())
}

/// True if the result is this error of the pallet.
fn named<T>(result: &Result<T>, error: &str) -> bool {
    matches!(result, Err(found) if format!("{found:#}").contains(error))
}
