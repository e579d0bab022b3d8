//! Credentials are issued in batches with `aura`, which is killed at every stage: nothing is lost,
//! and nothing is issued twice.

use crate::paying;
use anyhow::{ensure, Context, Result};
use aura_e2e::{ChainSpec, Network, Person};
use serde_json::Value;
use std::{collections::BTreeSet, path::Path, process::Stdio, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Child,
    time::{sleep, timeout},
};

/// Credentials of a batch.
const COUNT: usize = 400;

/// Maximum wait for a stage.
const SIGNING_TIMEOUT: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_loses_and_doubles_nothing() -> Result<()> {
    let spec = ChainSpec::dev(crate::TIMING.0, crate::TIMING.1).await?;
    let network = Network::alone(&spec, &[]).await?;
    network.client("alice")?.until_finalized(2).await?;
    let school = School::open(&network).await?;

    school.killed_while_it_signs().await?;
    school.killed_after_it_has_sent().await?;
    school.killed_and_overtaken().await?;
    school.what_is_there_stays().await?;
    paying::all_commands_of_one_payer_get_through(&network, &school.person).await?;
    paying::nothing_doomed_is_paid_for(&network, &school.person, &school.list).await?;
    network.finish()
}

/// An issuer, and the credentials that it has issued.
struct School {
    person: Person,
    list: String,
    rows: String,
}

impl School {
    async fn open(network: &Network) -> Result<Self> {
        let person = Person::create(network, "alice").await?;
        person.act(&["did", "create", "--name", "school"]).await?;
        let schema = r#"{"type": "object", "properties": {"number": {"type": "integer"}}}"#;
        let schema = person.write("schema.json", schema)?;
        let uri = ["--uri", "https://aura.example/schema.json", "--open"];
        let register = [&["schema", "register", &schema][..], &uri].concat();
        let registered = person.act(&register).await?;
        let schema = registered["schema"].as_str().context("no schema")?;
        let list = person.act(&["list", "create", schema]).await?;
        let rows: String = (0..COUNT)
            .map(|n| format!("did:example:{n},{n}\n"))
            .collect();
        let rows = person.write("rows.csv", &format!("id,number\n{rows}"))?;
        Ok(Self {
            person,
            list: list["list"].to_string(),
            rows,
        })
    }

    fn issue(&self, out: &str) -> Result<Child> {
        let out = self.person.path(out);
        let issue = [
            "credential",
            "issue",
            &self.rows,
            "--list",
            &self.list,
            "--out",
            &out,
        ];
        let mut command = self.person.acting(&issue)?;
        Ok(command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?)
    }

    async fn resume(&self, out: &str) -> Result<()> {
        let path = self.person.path(out);
        let resume = ["credential", "issue", "--resume", "--out", &path];
        let done = self.person.act(&resume).await?;
        let first = done["first"].as_u64().context("no index")?;
        self.is_whole(out, first)
    }

    async fn killed_while_it_signs(&self) -> Result<()> {
        let mut issuing = self.issue("signing")?;
        self.until_there("signing.part").await?;
        issuing.kill().await?;
        ensure!(!self.exists("signing"), "it was already done");
        self.resume("signing").await?;
        self.allocated(1).await
    }

    async fn killed_after_it_has_sent(&self) -> Result<()> {
        let mut issuing = self.issue("sent")?;
        until_said(&mut issuing, "In block").await?;
        issuing.kill().await?;
        ensure!(!self.exists("sent"), "it was already done");
        self.resume("sent").await?;
        self.allocated(2).await
    }

    /// Another command takes the indices that the killed one had reserved.
    async fn killed_and_overtaken(&self) -> Result<()> {
        let mut issuing = self.issue("late")?;
        self.until_there("late.part").await?;
        issuing.kill().await?;
        let status = self.issue("first")?.wait_with_output().await?;
        ensure!(status.status.success(), "{status:?}");
        self.resume("late").await?;
        self.allocated(4).await
    }

    async fn what_is_there_stays(&self) -> Result<()> {
        let again = self.issue("sent")?.wait_with_output().await?;
        ensure!(again.status.code() == Some(1), "{again:?}");
        self.allocated(4).await
    }

    /// Each index of the batch is on one line, and no file is left beside the output.
    fn is_whole(&self, out: &str, first: u64) -> Result<()> {
        let text = std::fs::read_to_string(self.person.path(out))?;
        let mut indices = BTreeSet::new();
        for line in text.lines() {
            let line: Value = serde_json::from_str(line)?;
            let status = &line["credential"]["credentialStatus"][0]["statusListIndex"];
            let index: u64 = status.as_str().context("no index")?.parse()?;
            ensure!(indices.insert(index), "{index} appears twice");
        }
        let expected: BTreeSet<_> = (first..).take(COUNT).collect();
        ensure!(indices == expected, "{first}: {indices:?}");
        for beside in ["journal", "part"] {
            ensure!(!self.exists(&format!("{out}.{beside}")), "{beside} is left");
        }
        Ok(())
    }

    /// The chain has that number of batches, each whole.
    async fn allocated(&self, batches: usize) -> Result<()> {
        let show = ["list", "show", &self.list, "--json"];
        let shown = self.person.command(&show)?.output().await?;
        let shown: Value = serde_json::from_slice(&shown.stdout)?;
        ensure!(
            shown["allocated"] == batches * COUNT && shown["batches"] == batches,
            "{shown:#}"
        );
        Ok(())
    }

    fn exists(&self, file: &str) -> bool {
        Path::new(&self.person.path(file)).exists()
    }

    /// Waits until a file exists; the file system does not notify.
    async fn until_there(&self, file: &str) -> Result<()> {
        let look = async {
            while !self.exists(file) {
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(SIGNING_TIMEOUT, look)
            .await
            .context("it never signed")
    }
}

/// Waits until a command has written this text to the standard error.
async fn until_said(command: &mut Child, text: &str) -> Result<()> {
    let stderr = command.stderr.take().context("no standard error")?;
    let mut lines = BufReader::new(stderr).lines();
    let look = async {
        while let Some(line) = lines.next_line().await? {
            if line.contains(text) {
                return Ok(());
            }
        }
        anyhow::bail!("it ended without '{text}'")
    };
    timeout(SIGNING_TIMEOUT, look).await?
}
