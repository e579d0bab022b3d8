//! Commands that pay at the same moment, and commands that would pay in vain. Alice pays.

use anyhow::{ensure, Context, Result};
use aura_e2e::{Network, Outcome, Person};
use futures::future::try_join_all;
use subxt::rpcs::rpc_params;
use subxt_signer::sr25519::dev;

/// A DID that is not registered.
const NOBODY: &str = "did:aura:11111111111111111111111111111111";

/// Number of Alice's transactions, including those in the pool.
pub async fn transactions(network: &Network) -> Result<u64> {
    let alice = dev::alice().public_key().to_account_id().to_string();
    let client = network.client("alice")?;
    let next = client.request("system_accountNextIndex", rpc_params![alice]);
    next.await?.as_u64().context("no number")
}

/// Two commands change one wallet, and one waits for the other. At the same moment several commands
/// submit signed operations: they start so quickly that they read the same nonce.
pub async fn all_commands_of_one_payer_get_through(
    network: &Network,
    person: &Person,
) -> Result<()> {
    let mut signed = vec![];
    for name in ["first", "second", "third", "fourth", "fifth"] {
        let file = person.path(&format!("{name}.json"));
        let create = ["did", "create", "--name", name, "--out", &file];
        Outcome::of(person.command(&[&create[..], &["--json"]].concat())?)
            .await?
            .done()?;
        signed.push(file);
    }
    let sponsor = &person.path("sponsor");
    let submissions = signed.iter().map(|file| async move {
        let submit = ["did", "submit", file, "--suri-file", sponsor];
        let submit = person.asking(&[&submit[..], &["--yes", "--json"]].concat())?;
        Outcome::of(submit).await?.done()
    });
    let before = transactions(network).await?;
    let create = |name| ["did", "create", "--name", name];
    let (one, other) = (create("one"), create("other"));
    tokio::try_join!(
        try_join_all(submissions),
        person.act(&one),
        person.act(&other),
    )?;
    let sent = transactions(network).await?.saturating_sub(before);
    ensure!(sent == 7, "{sent} transactions in place of seven");
    Ok(())
}

/// Each command is refused with the reason, and no transaction is sent.
pub async fn nothing_doomed_is_paid_for(
    network: &Network,
    person: &Person,
    list: &str,
) -> Result<()> {
    let schema = r#"{"type": "object", "properties": {"grade": {"type": "integer"}}}"#;
    let schema = person.write("accredited.json", schema)?;
    let uri = "https://aura.example/accredited.json";
    let register = ["schema", "register", &schema, "--uri", uri, "--accredited"];
    let school = ["--as", "school"];
    let registered = person.act(&[&register[..], &school].concat()).await?;
    let schema = registered["schema"].as_str().context("no schema")?;

    let before = transactions(network).await?;
    let withdraw = ["accreditation", "withdraw", schema, NOBODY];
    let signed = ["accredit", schema, NOBODY, "--signers", "key-9"];
    for (command, why) in [
        (
            vec!["accredit", schema, NOBODY, "--as", "school"],
            "Credentials.DidNotActive",
        ),
        (
            [&withdraw[..], &school].concat(),
            "Credentials.AccreditationNotFound",
        ),
        ([&signed[..], &school].concat(), "key-9 cannot sign this"),
        (
            vec!["list", "close", list, "--as", "school"],
            "Credentials.ListNotEmpty",
        ),
        (
            vec!["list", "take-over", list, "--as", "school"],
            "Credentials.AlreadyDepositor",
        ),
        (
            vec!["schema", "take-over", schema, "--as", "school"],
            "Credentials.AlreadyDepositor",
        ),
        (vec!["did", "purge", "school", "key-9"], "Did.KeyNotFound"),
    ] {
        let outcome = Outcome::of(person.acting(&command)?).await?;
        outcome.refused(1, why)?;
        outcome.refused(1, "nothing was sent")?;
    }
    let poor = person.command(&["did", "create", "--name", "poor", "--yes"])?;
    let poor = Outcome::of(poor).await?;
    poor.refused(1, "cannot pay for this, so nothing was sent: it has 0 AURA")?;
    let sent = transactions(network).await?.saturating_sub(before);
    ensure!(sent == 0, "{sent} transactions were paid for");
    Ok(())
}
