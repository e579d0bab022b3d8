//! A council whose members run the commands `aura zkp keys`.

use anyhow::{ensure, Result};
use aura_e2e::{Outcome, Person};
use serde_json::Value;
use subxt_signer::sr25519::{dev, Keypair};

/// The member that proposes the motions and gives the first aye.
pub const FIRST: &str = "Bob";
/// The member that gives the second aye.
const SECOND: &str = "Charlie";
/// The member that gives the last aye that is needed, the third of four.
const LAST: &str = "Dave";
/// The member whose aye is not needed.
pub const SILENT: &str = "Eve";
/// An account outside the council.
pub const STRANGER: &str = "Ferdie";

/// The accounts of the members.
pub fn accounts() -> [Keypair; 4] {
    [dev::bob(), dev::charlie(), dev::dave(), dev::eve()]
}

/// The council, and the folder of proving keys that its members share.
pub struct Council<'a> {
    /// Folder of the secrets, and the node.
    place: &'a Person,
    keys: String,
}

impl<'a> Council<'a> {
    /// Writes a file with the secret of each account.
    pub fn new(place: &'a Person) -> Result<Self> {
        for who in [FIRST, SECOND, LAST, SILENT, STRANGER] {
            place.write(who, &format!("//{who}\n"))?;
        }
        let keys = place.path("keys");
        Ok(Self { place, keys })
    }

    /// The folder of proving keys.
    pub fn keys(&self) -> &str {
        &self.keys
    }

    /// Result of a command of the member `who`.
    pub async fn says(&self, who: &str, what: &[&str]) -> Result<Outcome> {
        let secret = self.place.path(who);
        let by = ["--suri-file", &secret, "--yes", "--json"];
        self.ask(&[what, &by].concat()).await
    }

    /// All deciding members but the last run a command: the first proposes a motion, whose hash
    /// this returns.
    pub async fn first_say(&self, what: &[&str]) -> Result<Value> {
        let put = self.says(FIRST, what).await?.done()?;
        expect_missing(&put, 2)?;
        let joined = self.says(SECOND, what).await?.done()?;
        expect_missing(&joined, 1)?;
        expect_motion(&joined, &put["motion"])?;
        Ok(put["motion"].clone())
    }

    /// The last deciding member runs the command, which executes the motion.
    pub async fn last_says(&self, what: &[&str], motion: &Value) -> Result<()> {
        let executed = self.says(LAST, what).await?.done()?;
        expect_missing(&executed, 0)?;
        expect_motion(&executed, motion)
    }

    /// All deciding members run a command, one after the other.
    pub async fn decides(&self, what: &[&str]) -> Result<()> {
        let motion = self.first_say(what).await?;
        self.last_says(what, &motion).await
    }

    /// Two of four, more than a third, run a command that only stops something.
    pub async fn stops(&self, what: &[&str]) -> Result<()> {
        let put = self.says(FIRST, what).await?.done()?;
        expect_missing(&put, 1)?;
        let executed = self.says(SECOND, what).await?.done()?;
        expect_missing(&executed, 0)?;
        expect_motion(&executed, &put["motion"])
    }

    /// Entry of a key in `keys list`; null if the key is not listed.
    pub async fn listed(&self, key: &str) -> Result<Value> {
        let all = self.ask(&["list", "--json"]).await?.done()?;
        let mut all = all.as_array().into_iter().flatten();
        let found = all.find(|one| one["key"] == key);
        Ok(found.cloned().unwrap_or_default())
    }

    /// Checks the status of a key of the chain in `keys list` and `keys show`.
    pub async fn expect(&self, key: &str, status: &str) -> Result<()> {
        let listed = self.listed(key).await?;
        ensure!(listed["status"] == status, "expected {status}: {listed:#}");
        let shown = self.ask(&["show", key, "--json"]).await?.done()?;
        ensure!(
            shown["status"] == status && shown["usable"] == (status == "active"),
            "expected {status}: {shown:#}"
        );
        Ok(())
    }

    async fn ask(&self, what: &[&str]) -> Result<Outcome> {
        let mut command = self.place.asking(&[&["zkp", "keys"], what].concat())?;
        command.env("AURA_KEYS", &self.keys);
        Outcome::of(command).await
    }
}

/// Checks how many members must still run a command, and that 0 means it was executed.
fn expect_missing(outcome: &Value, missing: usize) -> Result<()> {
    ensure!(
        outcome["missing"] == missing && outcome["executed"] == (missing == 0),
        "expected {missing} missing: {outcome:#}"
    );
    Ok(())
}

fn expect_motion(outcome: &Value, motion: &Value) -> Result<()> {
    ensure!(
        outcome["motion"] == *motion,
        "expected the motion {motion}: {outcome:#}"
    );
    Ok(())
}
