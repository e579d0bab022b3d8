//! The tour: every command in `docs/tour.md`, line by line, with the output shown there.

use anyhow::{bail, ensure, Context, Result};
use aura_e2e::{aura, ChainSpec, Network};
use std::{env, fs, net::TcpListener, path::Path};
use tokio::process::Command;

/// Address of the server in the tour.
const LISTEN: &str = "127.0.0.1:8080";

/// Preparation: errors end the script, all output is one stream, and the walk of `scripts/up`,
/// which registers the key for proofs of age, has ended.
const BEFORE: &str = "
set -euo pipefail
exec 2>&1
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
(umask 077 && echo //Alice >council)
aura zkp keys register age --suri-file council --yes
";

/// Commands of the tour, and the output that it shows for them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Step {
    commands: String,
    shown: Vec<String>,
}

/// The shell blocks of a page, each with the text block below it.
fn steps(page: &str) -> Result<Vec<Step>> {
    let mut steps: Vec<Step> = vec![];
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        match (language, steps.last_mut()) {
            ("sh", _) => steps.push(Step {
                commands: format!("{}\n", block.join("\n")),
                shown: vec![],
            }),
            ("text", Some(last)) if last.shown.is_empty() => {
                last.shown = block.iter().map(ToString::to_string).collect();
            }
            _ => bail!("a block of '{language}' that shows nothing of a command"),
        }
    }
    Ok(steps)
}

/// True if a line matches the line of a page, where `…` matches anything and columns may be wider.
fn is_as_shown(line: &str, shown: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (line, shown) = (plain(line), plain(shown));
    let mut parts = shown.split('…').map(str::trim);
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        let Some(place) = rest.find(part) else {
            return false;
        };
        rest = rest
            .get(place.saturating_add(part.len())..)
            .unwrap_or_default();
        last = Some(part);
    }
    // After a `…` at the end more may follow.
    rest.is_empty() || last == Some("")
}

/// Expects all shown lines in the output, in this order.
fn expect_shown(output: &str, step: &Step) -> Result<()> {
    let mut lines = output.lines();
    for shown in &step.shown {
        ensure!(
            lines.any(|line| is_as_shown(line, shown)),
            "no '{shown}' after\n{}\nin\n{output}",
            step.commands
        );
    }
    Ok(())
}

#[test]
fn a_line_is_as_shown_whatever_stands_for_anything() {
    for (line, shown) in [
        ("VERIFIED", "VERIFIED"),
        ("Credentials  2", "Credentials 2"),
        (
            "REFUSED: revoked at block 42",
            "REFUSED: revoked at block …",
        ),
        (
            "5abc has proven 0x12: valid until block 7.",
            "… has proven 0x…: valid until block ….",
        ),
    ] {
        assert!(is_as_shown(line, shown), "{line}");
    }
    for (line, shown) in [
        ("NOT VERIFIED", "VERIFIED"),
        ("VERIFIED not", "VERIFIED"),
        ("REFUSED: it is old", "REFUSED: revoked …"),
    ] {
        assert!(!is_as_shown(line, shown), "{line}");
    }
}

#[test]
fn a_page_is_commands_and_what_they_show() {
    let page = "# a\n```sh\nls\ncd\n```\ntext\n```text\nb\n```\n```sh\nexit\n```\n";
    let steps = steps(page).unwrap();
    assert_eq!(steps.len(), 2);
    assert_eq!(steps[0].commands, "ls\ncd\n");
    assert_eq!(steps[0].shown, ["b"]);
    assert!(self::steps("```text\nb\n```\n").is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_does_and_shows_what_it_says() -> Result<()> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tour.md");
    let steps = steps(&fs::read_to_string(page)?)?;
    let (network_step, rest) = steps.split_first().context("an empty tour")?;
    ensure!(network_step.commands == "scripts/up\n", "{network_step:?}");

    let spec = ChainSpec::dev(crate::TIMING.0, crate::TIMING.1).await?;
    let network = Network::alone(&spec, &["--state-pruning", "archive"]).await?;
    network.client("alice")?.until_finalized(2).await?;
    let home = network.scratch("home")?;
    fs::create_dir(&home)?;
    let mut script = BEFORE.to_owned();
    for (step, number) in rest.iter().zip(1..) {
        script.push_str(&format!("echo '=== {number}'\n{}", step.commands));
    }
    script.push_str("echo '=== end'\n");
    let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
    let file = format!("{home}/tour.sh");
    fs::write(&file, script.replace(LISTEN, &free))?;

    let aura = aura()?;
    let folder = aura.parent().context("no folder")?;
    let path = env::var("PATH")?;
    let ended = Command::new("bash")
        .arg(&file)
        .current_dir(&home)
        .env("HOME", &home)
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("AURA_URL", network.url("alice").await?)
        .env_remove("XDG_DATA_HOME")
        .env_remove("AURA_KEYS")
        .kill_on_drop(true)
        .output()
        .await?;
    let output = String::from_utf8_lossy(&ended.stdout);
    ensure!(ended.status.success(), "{}:\n{output}", ended.status);
    let mut parts = output.split("\n=== ").skip(1);
    for step in rest {
        expect_shown(parts.next().unwrap_or_default(), step)?;
    }
    ensure!(
        parts.next().is_some_and(|end| end.starts_with("end")),
        "{output}"
    );
    network.finish()
}
