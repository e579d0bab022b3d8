//! Each command of `aura staking` and `aura gov` once, on a chain whose validators are staked.

use anyhow::{ensure, Context, Result};
use aura_e2e::{ChainSpec, Network, Outcome, Person};
use serde_json::Value;
use std::time::Duration;
use subxt_signer::sr25519::{dev, Keypair};

/// Times that the hand-over is asked about, a session apart: each validator must have made a block
/// before.
const TRIES: usize = 24;

/// `System.remark` of two bytes, in hexadecimal digits.
const REMARK: &str = "0x0000086869";

#[tokio::test(flavor = "multi_thread")]
async fn stakers_and_voters_use_each_command() -> Result<()> {
    let spec = ChainSpec::staked(crate::TIMING.0, crate::TIMING.1).await?;
    let network = Network::start(&spec).await?;
    network.client("alice")?.until_finalized(2).await?;
    let person = Person::create(&network, "alice").await?;
    let staker = Account::new(&person, "Eve")?;
    until_handed_over(&person).await?;
    stakes(&staker).await?;
    tokio::try_join!(
        pools(&person),
        votes(&person),
        reads(&person, "payouts", &staker.address),
    )?;
    network.finish()
}

/// An account with a well-known key, which acts with a wallet that has nothing.
struct Account<'a> {
    person: &'a Person,
    secret: String,
    address: String,
}

impl<'a> Account<'a> {
    fn new(person: &'a Person, name: &str) -> Result<Self> {
        let pair = match name {
            "Bob" => dev::bob(),
            "Eve" => dev::eve(),
            _ => dev::ferdie(),
        };
        Ok(Self {
            person,
            secret: person.write(name, &format!("//{name}\n"))?,
            address: pair.public_key().to_account_id().to_string(),
        })
    }

    async fn outcome(&self, arguments: &[&str]) -> Result<Outcome> {
        let mut command = self.person.command(arguments)?;
        command.args(["--suri-file", &self.secret, "--yes", "--json"]);
        Outcome::of(command).await
    }

    /// Runs a command that signs. Returns its JSON.
    async fn act(&self, arguments: &[&str]) -> Result<Value> {
        let done = self.outcome(arguments).await?.done()?;
        ensure!(done["finalized"] == true, "{done}");
        ensure!(done["does"][0].is_string(), "{done}");
        Ok(done)
    }

    async fn refused(&self, arguments: &[&str], why: &str) -> Result<()> {
        self.outcome(arguments).await?.refused(1, why)
    }
}

/// Address of a validator of the chain.
fn validator() -> Result<String> {
    let stash = Keypair::from_uri(&"//Alice//stash".parse()?)?;
    Ok(stash.public_key().to_account_id().to_string())
}

async fn read(person: &Person, arguments: &[&str]) -> Result<Value> {
    let arguments = [arguments, &["--json"]].concat();
    Outcome::of(person.asking(&arguments)?).await?.done()
}

async fn reads(person: &Person, command: &str, account: &str) -> Result<()> {
    let shown = read(person, &["staking", command, account]).await?;
    ensure!(shown["account"] == account, "{shown}");
    Ok(())
}

/// Waits until the stake names the validators: exit code 3 before, 0 after.
async fn until_handed_over(person: &Person) -> Result<()> {
    let mut last = None;
    for _ in 0..TRIES {
        let asked = person.asking(&["staking", "hand-over", "--json"])?;
        let outcome = Outcome::of(asked).await?;
        if outcome.code == 0 {
            ensure!(outcome.json["done"]["era"] == 1, "{outcome}");
            return Ok(());
        }
        ensure!(outcome.code == 3, "{outcome}");
        last = Some(outcome);
        let session = crate::TIMING.0.saturating_mul(crate::TIMING.1);
        tokio::time::sleep(Duration::from_millis(session)).await;
    }
    anyhow::bail!("no hand-over: {last:?}")
}

async fn stakes(eve: &Account<'_>) -> Result<()> {
    let validator = validator()?;
    eve.refused(&["staking", "unbond", "1"], "has nothing bonded")
        .await?;
    let bonded = eve.act(&["staking", "bond", "2000"]).await?;
    ensure!(bonded["locks"] == "2000000000000000", "{bonded}");
    eve.refused(&["staking", "bond", "1"], "has bonded already")
        .await?;
    eve.act(&["staking", "bond-extra", "9000"]).await?;
    eve.act(&["staking", "nominate", &validator]).await?;
    eve.act(&["staking", "unbond", "50"]).await?;
    eve.refused(&["staking", "withdraw"], "nothing is free yet")
        .await?;
    eve.act(&["staking", "rebond", "20"]).await?;
    let status = read(eve.person, &["staking", "status", &eve.address]).await?;
    let unbonding = &status["bond"]["unbonding"][0];
    ensure!(unbonding["amount"] == "30000000000000", "{status}");
    ensure!(unbonding["free"]["time"].is_string(), "{status}");
    ensure!(
        status["nominations"][0]["candidate"] == *validator,
        "{status}"
    );
    eve.act(&["staking", "validate", "--commission", "5"])
        .await?;
    let status = read(eve.person, &["staking", "status", &eve.address]).await?;
    ensure!(
        status["validator"]["standing"]["standing"] == "withoutKeys",
        "{status}"
    );
    eve.act(&["staking", "chill"]).await?;
    Ok(())
}

async fn pools(person: &Person) -> Result<()> {
    let ferdie = Account::new(person, "Ferdie")?;
    let validator = validator()?;
    let create = ["staking", "pool", "create", "1500", "--name", "ours"];
    ferdie
        .act(&[&create[..], &["--nominate", &validator]].concat())
        .await?;
    let pools = read(person, &["staking", "pool", "list"]).await?;
    let pool = pools["pools"][0]["pool"].to_string();
    ensure!(pools["pools"][0]["nominations"] == 1, "{pools}");
    let join = ["staking", "pool", "join", &pool, "10"];
    ferdie.refused(&join, "nobody stakes twice").await?;
    ferdie.act(&["staking", "pool", "extra", "10"]).await?;
    ferdie.act(&["staking", "pool", "unbond", "5"]).await?;
    ferdie
        .refused(&["staking", "pool", "withdraw"], "nothing is free yet")
        .await?;
    ferdie
        .refused(&["staking", "pool", "claim"], "no rewards")
        .await?;
    reads(person, "status", &ferdie.address).await
}

async fn votes(person: &Person) -> Result<()> {
    let bob = Account::new(person, "Bob")?;
    let tracks = read(person, &["gov", "tracks"]).await?;
    ensure!(tracks["tracks"][0]["open"] == true, "{tracks}");
    bob.act(&["gov", "submit", "staking-admin", "--call", REMARK])
        .await?;
    let list = read(person, &["gov", "list"]).await?;
    let number = list["referenda"][0]["referendum"].to_string();
    bob.act(&["gov", "deposit", &number]).await?;
    bob.act(&["gov", "vote", &number, "aye", "--amount", "100"])
        .await?;
    let show = ["gov", "show", &number, "--voter", &bob.address];
    let shown = read(person, &show).await?;
    let vote = shown["ownVote"].as_str().context("no vote")?;
    ensure!(vote.starts_with("aye with 100 AURA"), "{shown}");
    ensure!(shown["hasDecisionDeposit"] == true, "{shown}");
    bob.act(&["gov", "vote", &number, "remove"]).await?;
    let delegate = ["gov", "delegate", "treasurer"];
    let to = dev::alice().public_key().to_account_id().to_string();
    bob.act(&[&delegate[..], &["--to", &to, "--amount", "5"]].concat())
        .await?;
    bob.act(&[&delegate[..], &["--end"]].concat()).await?;
    let motion = bob.outcome(&["gov", "whitelist", REMARK]).await?.done()?;
    ensure!(motion["callHash"].is_string(), "{motion}");
    Ok(())
}
