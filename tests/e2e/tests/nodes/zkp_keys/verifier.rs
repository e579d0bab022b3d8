//! A verifier that asks for an age, and a card that proves it. One wallet does both, and issues the
//! card.

use anyhow::{ensure, Context, Result};
use aura_e2e::{Outcome, Person};
use serde_json::Value;
use subxt_signer::sr25519::dev;

/// Claims of a card from which an age can be proven.
const CARD: &str =
    r#"{"type": "object", "properties": {"birthDate": {"type": "string", "format": "date"}}}"#;

/// The registered policy, and the path of the proof.
pub struct Verifier<'a> {
    person: &'a Person,
    policy: String,
}

impl<'a> Verifier<'a> {
    /// Issues a card, requests a proof of it, and registers the policy of the request.
    pub async fn create(person: &'a Person) -> Result<Self> {
        let created = person.act(&["did", "create", "--name", "bar"]).await?;
        let did = text(&created, "did")?;
        // The Jubjub key signs cards for proofs.
        let add_key = ["did", "update", "bar", "--add-key", "jubjub"];
        person.act(&add_key).await?;
        let card = person.write("schema.json", CARD)?;
        let uri = "https://aura.example/schema.json";
        let register = ["schema", "register", &card, "--uri", uri, "--open"];
        let slot = ["--slot", "birthDate=4"];
        let registered = person.act(&[&register[..], &slot].concat()).await?;
        let schema = text(&registered, "schema")?;
        issue(person, did, schema).await?;

        let policy = ask(person, did, schema).await?;
        let request = person.path("request.json");
        let register = ["zkp", "policy", "register", &request];
        let registered = person.act(&register).await?;
        ensure!(registered["policy"] == *policy, "{registered:#}");
        Ok(Self { person, policy })
    }

    /// Writes the proof.
    pub async fn prove(&self, keys: &str) -> Result<()> {
        let proven = self.proves(keys, "proof.json").await?.done()?;
        ensure!(proven["key"] == "age/1", "{proven:#}");
        Ok(())
    }

    /// Result of answering the request with the keys of a folder, into this file.
    pub async fn proves(&self, keys: &str, out: &str) -> Result<Outcome> {
        let [request, card, out] = ["request.json", "card", out].map(|file| self.person.path(file));
        let beneficiary = dev::ferdie().public_key().to_account_id().to_string();
        let prove = ["prove", &request, "--credential", &card, "--keys", keys];
        let to = ["--beneficiary", &beneficiary, "--out", &out];
        let prove = [&prove[..], &to].concat();
        Outcome::of(self.person.acting(&prove)?).await
    }

    /// Checks a dry run of the proof: no error, or the name of the pallet's error.
    pub async fn dry_run(&self, error: Option<&str>) -> Result<()> {
        let proof = self.person.path("proof.json");
        let dry_run = ["zkp", "dry-run", &proof, "--json"];
        let outcome = Outcome::of(self.person.asking(&dry_run)?).await?;
        let code = if error.is_none() { 0 } else { 3 };
        ensure!(
            outcome.code == code
                && outcome.json["accepted"] == error.is_none()
                && outcome.json["error"].as_str() == error,
            "expected {error:?}: {outcome:?}"
        );
        Ok(())
    }

    /// Result of submitting the proof to the chain.
    pub async fn submit(&self) -> Result<Outcome> {
        let proof = self.person.path("proof.json");
        Outcome::of(self.person.acting(&["zkp", "submit", &proof])?).await
    }

    /// Checks that the chain shows the policy.
    pub async fn policy_is_shown(&self) -> Result<()> {
        let shown = self.shows_policy().await?.done()?;
        ensure!(
            shown["id"] == *self.policy && shown["circuit"] == "age",
            "{shown:#}"
        );
        Ok(())
    }

    /// Result of the command that shows the policy.
    pub async fn shows_policy(&self) -> Result<Outcome> {
        let show = ["zkp", "policy", "show", &self.policy, "--json"];
        Outcome::of(self.person.asking(&show)?).await
    }

    /// Result of the command that closes the policy, by its verifier.
    pub async fn closes_policy(&self) -> Result<Outcome> {
        let close = ["zkp", "policy", "close", &self.policy];
        Outcome::of(self.person.acting(&close)?).await
    }
}

/// Issues a card for the wallet itself.
async fn issue(person: &Person, did: &str, schema: &str) -> Result<()> {
    let list = person.act(&["list", "create", schema]).await?["list"].to_string();
    let holder = person.offline(&["credential", "holder", "--json"])?;
    let holder = Outcome::of(holder).await?.done()?;
    let holder = text(&holder, "holder")?;
    let out = person.path("card");
    let issue = ["credential", "issue", "--list", &list, "--out", &out];
    let of = ["--subject", did, "--holder", holder];
    let claim = ["--claim", "birthDate=1990-01-01"];
    // Proofs use whole days, and need an end of the validity period.
    let days = ["--valid-from", "2020-01-01", "--valid-until", "2100-01-01"];
    let issue = [&issue[..], &of, &claim, &days].concat();
    person.act(&issue).await?;
    Ok(())
}

/// Requests a proof of full age. Returns the policy.
async fn ask(person: &Person, did: &str, schema: &str) -> Result<String> {
    let out = person.path("request.json");
    let request = ["zkp", "request", "--schema", schema, "--issuer", did];
    let wanted = ["--age", "18", "--claim", "birthDate", "--out", &out];
    let request = [&request[..], &wanted, &["--json"]].concat();
    let asked = Outcome::of(person.command(&request)?).await?.done()?;
    ensure!(asked["registered"] == false, "{asked:#}");
    Ok(text(&asked, "policy")?.into())
}

/// Text of a member of the JSON output.
fn text<'a>(outcome: &'a Value, name: &str) -> Result<&'a str> {
    let text = outcome[name].as_str();
    text.with_context(|| format!("no {name} in {outcome:#}"))
}
