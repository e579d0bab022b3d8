//! Motions of the council of the chain `local`: Alice, Bob and Charlie, of whom two decide.

use crate::{batch, call, did::Encoded, Call, Client, Included};
use anyhow::{Context, Result};
use subxt::{
    config::{
        substrate::{BlakeTwo256, H256},
        Hasher,
    },
    dynamic::Value,
};
use subxt_signer::sr25519::dev;

/// Two thirds of the council.
const THRESHOLD: u128 = 2;

/// Proposes `motion` to the council, which accepts it. Returns the block in which it was executed.
///
/// # Errors
/// If the motion itself fails; the message names the pallet's error.
pub async fn decide(client: &Client, motion: &Call) -> Result<H256> {
    let encoded = client.encode(motion).await?;
    let length = Value::u128(encoded.len().try_into()?);
    let hash = Value::from_bytes(hash_of(&encoded));
    let index: u32 = client
        .read("Council", "ProposalCount", client.best_hash().await?)
        .await?;

    let vote = || {
        let fields = [
            ("proposal", hash.clone()),
            ("index", Value::u128(index.into())),
            ("approve", Value::bool(true)),
        ];
        call("Council", "vote", fields)
    };
    let propose = call(
        "Council",
        "propose",
        [
            ("threshold", Value::u128(THRESHOLD)),
            ("proposal", motion.clone().into_value()),
            ("length_bound", length.clone()),
        ],
    );
    client
        .submit(&dev::alice(), &batch([propose, vote()]))
        .await?;

    let weight = Value::named_composite([
        ("ref_time", Value::u128(200_000_000_000)),
        ("proof_size", Value::u128(1_000_000)),
    ]);
    let close = call(
        "Council",
        "close",
        [
            ("proposal_hash", hash.clone()),
            ("index", Value::u128(index.into())),
            ("proposal_weight_bound", weight),
            ("length_bound", length),
        ],
    );
    let closed = client.submit(&dev::bob(), &batch([vote(), close])).await?;

    executed(&closed)?;
    Ok(closed.block)
}

/// Makes the council announce `root`. On the presets it runs at once, since they have no notice.
///
/// # Errors
/// Those of [`decide`].
pub async fn decide_as_root(client: &Client, root: Call) -> Result<H256> {
    decide(client, &announce(root)).await
}

/// Makes the council of the chain `dev`, which is Alice alone, execute an encoded call as root: her
/// motion is executed at once.
///
/// # Errors
/// If the call fails; the message names the pallet's error.
pub async fn decide_alone_as_root(client: &Client, root: &Encoded) -> Result<()> {
    let motion = announce(client.decode(&root.0).await?);
    let length = client.encode(&motion).await?.len();
    let propose = call(
        "Council",
        "propose",
        [
            ("threshold", Value::u128(1)),
            ("proposal", motion.into_value()),
            ("length_bound", Value::u128(length.try_into()?)),
        ],
    );
    let done = client.submit(&dev::alice(), &propose).await?;
    executed(&done)
}

/// The motion that runs `root` as root.
fn announce(root: Call) -> Call {
    call("RootNotice", "announce", [("call", root.into_value())])
}

/// Checks that a motion was executed without an error, and also its call as root, if there is one.
/// Both events have a hash and an outcome.
fn executed(done: &Included) -> Result<()> {
    let motion = done
        .event("Council", "Executed")
        .context("the motion was not executed")?;
    done.outcome(motion.get(32..).unwrap_or_default())?;
    match done.event("RootNotice", "Enacted") {
        Some(enacted) => done.outcome(enacted.get(32..).unwrap_or_default()),
        None => Ok(()),
    }
}

/// The hash that identifies a call or a code on the chain.
pub fn hash_of(bytes: &[u8]) -> [u8; 32] {
    BlakeTwo256.hash(bytes).0
}
