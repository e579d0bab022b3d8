//! A council of four decides with `aura` about keys for proofs, and a verifier closes its policy: a
//! proof counts until its key is disabled, and then the chain has the reason.

mod council;
mod verifier;

use crate::paying;
use anyhow::{ensure, Result};
use aura_e2e::{ChainSpec, Network, Person};
use council::Council;
use verifier::Verifier;

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_counts_until_the_council_disables_its_key() -> Result<()> {
    let spec = ChainSpec::dev(crate::TIMING.0, crate::TIMING.1).await?;
    let spec = spec.council(&council::accounts())?;
    let network = Network::alone(&spec, &[]).await?;
    network.client("alice")?.until_finalized(2).await?;
    let person = Person::create(&network, "alice").await?;
    let council = Council::new(&person)?;

    // Alice pays for the verifier and is not in the council, so that neither waits for the other.
    let (verifier, ()) =
        tokio::try_join!(Verifier::create(&person), keys_come_into_force(&council))?;
    verifier.prove(council.keys()).await?;
    verifier.dry_run(None).await?;
    an_answer_is_taken_once(&network, &verifier).await?;
    a_key_is_disabled(&council, &verifier).await?;
    a_key_is_retired(&council).await?;
    the_policy_is_closed(&verifier).await?;
    network.finish()
}

/// Two of four are too few. Neither a second aye of one of them nor an aye from outside counts as
/// the third.
async fn keys_come_into_force(council: &Council<'_>) -> Result<()> {
    let register = ["register", "age"];
    let motion = council.first_say(&register).await?;
    let age = council.listed("age/1").await?;
    ensure!(age["status"].is_null(), "two of four decided: {age:#}");
    for (who, why) in [
        (council::FIRST, "has already voted aye on motion"),
        (council::STRANGER, "is not a member of the council"),
    ] {
        council.says(who, &register).await?.refused(1, why)?;
    }
    council.last_says(&register, &motion).await?;
    council.expect("age/1", "active").await?;

    // A decided motion is not proposed again, and the command for it succeeds again.
    let again = council.says(council::SILENT, &register).await?.done()?;
    ensure!(
        again["already"] == true && again["status"] == "active",
        "{again:#}"
    );
    council.decides(&["register", "ownership"]).await?;
    council.expect("ownership/1", "active").await
}

/// The second answer is refused before anything is sent.
async fn an_answer_is_taken_once(network: &Network, verifier: &Verifier<'_>) -> Result<()> {
    verifier.submit().await?.done()?;
    let before = paying::transactions(network).await?;
    let again = verifier.submit().await?;
    again.refused(1, "ZkpVerifier.NullifierAlreadyUsed")?;
    again.refused(1, "nothing was sent")?;
    ensure!(paying::transactions(network).await? == before, "{again}");
    Ok(())
}

/// The key no longer accepts proofs, and earlier receipts no longer count.
async fn a_key_is_disabled(council: &Council<'_>, verifier: &Verifier<'_>) -> Result<()> {
    let none = council.says(council::FIRST, &["disable", "range"]).await?;
    none.refused(1, "has no key range/1")?;
    council.stops(&["disable", "age"]).await?;
    council.expect("age/1", "disabled").await?;
    council.expect("ownership/1", "active").await?;
    let again = council
        .says(council::FIRST, &["disable", "age"])
        .await?
        .done()?;
    ensure!(
        again["already"] == true && again["status"] == "disabled",
        "{again:#}"
    );
    for other in ["retire", "register"] {
        let other = council.says(council::FIRST, &[other, "age"]).await?;
        other.refused(1, "age/1 is already disabled")?;
    }

    verifier.dry_run(Some("KeyNotActive")).await?;
    verifier.submit().await?.refused(1, "KeyNotActive")?;
    let unproven = verifier.proves(council.keys(), "again.json").await?;
    unproven.refused(3, "retired or disabled")?;
    ensure!(unproven.json["reason"] == "no-such-key", "{unproven:?}");
    Ok(())
}

async fn a_key_is_retired(council: &Council<'_>) -> Result<()> {
    council.decides(&["retire", "ownership"]).await?;
    council.expect("ownership/1", "retired").await?;
    council.expect("age/1", "disabled").await
}

/// A closed policy no longer exists, and the chain checks that first.
async fn the_policy_is_closed(verifier: &Verifier<'_>) -> Result<()> {
    verifier.policy_is_shown().await?;
    verifier.closes_policy().await?.done()?;
    let gone = "the chain has no policy";
    verifier.shows_policy().await?.refused(1, gone)?;
    verifier.dry_run(Some("PolicyNotFound")).await?;
    verifier.submit().await?.refused(1, gone)?;
    verifier.closes_policy().await?.refused(1, gone)
}
