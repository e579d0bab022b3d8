//! Progress lines of scripts. No node is needed.

use anyhow::{ensure, Context, Result};
use std::{path::Path, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    time::{timeout, Duration},
};

/// Maximum wait for a line that is written twenty times a second.
const SCRIPT_TIMEOUT: Duration = Duration::from_secs(60);

/// A compiler that stays at one crate until its standard input ends.
const BUILD: &str = r#"
. "$1/scripts/lib/progress.sh"
PROGRESS_INTERVAL=0.05 with_progress bash -c 'exec -a "rustc --crate-name slow_crate" cat; exit 1'
"#;

#[tokio::test]
async fn a_long_build_says_what_compiles_and_ends_as_it_ends() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut build = Command::new("bash")
        .args(["-c", BUILD, "build"])
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let outcome = BufReader::new(build.stderr.take().context("no standard error")?);
    let mut lines = outcome.lines();
    let progress = async {
        loop {
            let line = lines.next_line().await?.context("it ended in silence")?;
            if line.ends_with("0 min: compiles slow_crate") {
                break;
            }
        }
        // The build ends, and so must its progress lines: no process keeps the standard error open.
        drop(build.stdin.take());
        while lines.next_line().await?.is_some() {}
        let status = build.wait().await?;
        ensure!(status.success(), "{status}");
        Ok(())
    };
    timeout(SCRIPT_TIMEOUT, progress)
        .await
        .context("it reported nothing")?
}
