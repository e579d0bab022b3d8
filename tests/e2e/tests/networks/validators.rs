//! The council adds a validator and removes it. Each change takes effect two sessions later.

use crate::support::refused;
use anyhow::{ensure, Result};
use aura_e2e::{
    call,
    governance::{decide, decide_as_root},
    id, set_keys, stash, Call, ChainSpec, Client, Network,
};
use subxt::{config::substrate::H256, dynamic::Value};
use subxt_signer::sr25519::{dev, Keypair};

/// Blocks of a session.
const SESSION: u64 = 5;

#[tokio::test(flavor = "multi_thread")]
async fn the_council_adds_and_removes_validators() -> Result<()> {
    let _turn = crate::turn().await;
    let spec = ChainSpec::local(1000, SESSION).await?.floor(4)?;
    let mut network = Network::start(&spec).await?;
    let alice = network.client("alice")?;
    let eve = network.join("eve").await?;
    alice.until_finalized(1).await?;

    let (keys, proof) = eve.rotate_keys(&dev::eve()).await?;
    alice.submit(&dev::eve(), &set_keys(&keys, proof)).await?;
    let added = decide_as_root(&alice, member("add_validator", &dev::eve())).await?;
    let authored = takes_effect(&alice, added, &dev::eve(), true).await?;
    ensure!(
        authored,
        "the new validator authored no block of its first session"
    );

    let removed = decide_as_root(&alice, member("remove_validator", &dev::eve())).await?;
    refuses_what_it_must(&alice).await?;
    takes_effect(&alice, removed, &dev::eve(), false).await?;

    // Finality does not need the removed validator.
    network.kill("eve").await?;
    alice.until_finalized_more(4).await?;
    network.finish()
}

/// Checks that `who` joins or leaves the set exactly two sessions after the block `decided`, and
/// waits for the end of its first session in or out. Returns true if it authored a block there.
async fn takes_effect(client: &Client, decided: H256, who: &Keypair, joins: bool) -> Result<bool> {
    let start = client.header(decided).await?.number;
    let end = client
        .until_finalized(start.saturating_add(3 * SESSION))
        .await?
        .number;
    let blocks = client.blocks(start..=end).await?;
    let session = blocks
        .iter()
        .map(|block| block.session)
        .min()
        .unwrap_or_default();
    for block in &blocks {
        let changed = block.session >= session.saturating_add(2);
        ensure!(
            block.validators.contains(&id(who)) == (changed == joins),
            "decided in session {session}, but in session {} the set is {:?}",
            block.session,
            block.validators
        );
    }
    Ok(blocks.iter().any(|block| block.author == id(who)))
}

/// Tries calls that the chain must refuse while its set is at the floor.
async fn refuses_what_it_must(client: &Client) -> Result<()> {
    let add_ferdie = member("add_validator", &dev::ferdie());
    refused(
        decide_as_root(client, add_ferdie).await,
        "ValidatorSet::KeysNotFound",
    )?;
    let remove_dave = member("remove_validator", &stash(&dev::dave()));
    refused(
        decide(client, &remove_dave).await,
        "ValidatorSet::NotOffender",
    )?;
    refused(
        decide_as_root(client, remove_dave.clone()).await,
        "ValidatorSet::FloorReached",
    )?;
    refused(
        client.submit(&dev::dave(), &remove_dave).await,
        "Bad origin",
    )?;
    let purge = call("Session", "purge_keys", []);
    refused(
        client.submit(&stash(&dev::dave()), &purge).await,
        "System::CallFiltered",
    )
}

/// The call `name` of the pallet `validator-set` for the account of `who`.
fn member(name: &str, who: &Keypair) -> Call {
    call(
        "ValidatorSet",
        name,
        [("validator", Value::from_bytes(id(who)))],
    )
}
