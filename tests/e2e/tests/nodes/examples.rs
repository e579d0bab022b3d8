//! The examples in `examples/`, all at once on one network.

use anyhow::{ensure, Result};
use aura_e2e::{aura, ChainSpec, Network};
use std::path::Path;
use tokio::process::Command;

#[tokio::test(flavor = "multi_thread")]
async fn the_stories_end_as_they_say() -> Result<()> {
    let network = Network::alone(
        &ChainSpec::dev(crate::TIMING.0, crate::TIMING.1).await?,
        &[],
    )
    .await?;
    network.client("alice")?.until_finalized(2).await?;
    let stage = Stage {
        url: network.url("alice").await?,
        keys: network.scratch("keys")?,
    };
    // Each example has another payer: the transactions of one account wait for one another.
    let age_gate = stage.play(
        "age-gate",
        "//Bob",
        network.scratch("age-gate")?,
        &[
            "WELCOME: 18 or older",
            "TURNED BACK: the same proof",
            "REFUSED: the credential does not satisfy the predicate",
            "TURNED BACK: 17 years old",
            "TURNED BACK: a proof that was made for the club",
        ],
    );
    let vote = stage.play(
        "members-vote",
        "//Charlie",
        network.scratch("members-vote")?,
        &[
            "NullifierAlreadyUsed",
            "NOT ACCEPTED: Ben's second vote",
            "NOT PROVEN: Eve is not a member",
            "RESULT: 2 yes, 1 no",
        ],
    );
    let lease = stage.play(
        "lease",
        "//Dave",
        network.scratch("lease")?,
        &[
            "VERIFIED",
            "ACCEPTED: 30000 a year or more",
            "ACCEPTED: one of four countries",
            "NOT PROVEN: 21000 is less",
            "REFUSED: suspended, as of block",
            "REFUSED: revoked, as of block",
        ],
    );
    tokio::try_join!(age_gate, vote, lease)?;
    network.finish()
}

struct Stage {
    url: String,
    keys: String,
}

impl Stage {
    async fn play(
        &self,
        story: &str,
        sponsor: &str,
        folder: String,
        printed: &[&str],
    ) -> Result<()> {
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        let ended = Command::new("bash")
            .arg(examples.join(story).join("run"))
            .args([&self.url, &folder])
            .env("AURA_CLI", aura()?)
            .env("SPONSOR", sponsor)
            .env("KEYS", &self.keys)
            .kill_on_drop(true)
            .output()
            .await?;
        let stdout = String::from_utf8_lossy(&ended.stdout);
        let stderr = String::from_utf8_lossy(&ended.stderr);
        ensure!(ended.status.success(), "{story}:\n{stdout}\n{stderr}");
        for part in printed {
            ensure!(
                stdout.contains(part),
                "{story}: no '{part}':\n{stdout}\n{stderr}"
            );
        }
        Ok(())
    }
}
