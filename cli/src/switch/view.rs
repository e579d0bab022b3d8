//! Formats a report and its judgement as text.

use super::{
    report::{Block, Chain, Node, Report, Switch, Upgrade, Validator},
    verdict::{Finding, Judgement, Verdict},
};
use crate::{output, session_keys::REQUIRED_KEYS};

/// Formats the output of `aura switch status`.
pub(super) fn text(report: &Report, judgement: &Judgement) -> String {
    let mut text = chain(&report.chain, report.upgrade);
    text.push_str(&format!("\nValidators\n{}", validators(&report.validators)));
    text.push_str(&format!("\nNodes\n{}", nodes(&report.nodes)));
    text.push_str(&list("Missing", &judgement.missing));
    text.push_str(&list("Notes", &judgement.notes));
    text.push('\n');
    text.push_str(match judgement.verdict {
        Verdict::Switched => "Switched: the chain is in phase 2.\n",
        Verdict::Ready => "Ready: nothing is missing at the nodes that were queried.\n",
        Verdict::NotReady => "Not ready: see the findings above.\n",
    });
    text
}

fn chain(chain: &Chain, upgrade: Upgrade) -> String {
    output::lines([
        (
            "Chain",
            format!("{}, genesis {:?}", chain.name, chain.genesis),
        ),
        ("Best", block(&chain.best)),
        ("Finalised", block(&chain.finalized)),
        ("Time", time(chain)),
        ("Switch", switch(&chain.switch)),
        ("Authorised", authorized(upgrade)),
    ])
}

fn block(block: &Block) -> String {
    format!(
        "#{} {:?}: {}; {} of {}, version {}",
        block.number,
        block.hash,
        block.engine,
        block.impl_name,
        block.spec_name,
        block.spec_version
    )
}

fn time(chain: &Chain) -> String {
    let slot = match chain.slot {
        Some(slot) => format!("slot {slot}"),
        None => "no slot yet".into(),
    };
    let epoch = match chain.epoch {
        Some(epoch) => format!("; epoch {} from slot {}", epoch.index, epoch.start),
        None => String::new(),
    };
    format!(
        "session {} of {} slots, {slot} of {} ms{epoch}",
        chain.session, chain.epoch_length, chain.slot_duration
    )
}

fn switch(switch: &Switch) -> String {
    match switch {
        Switch::Ahead => "ahead".into(),
        Switch::Done { number, hash } => format!("in block #{number} {hash:?}"),
        Switch::AtGenesis => "none: the chain began in phase 2".into(),
        Switch::Unknown { absent } => format!(
            "unknown, since the node lacks the header of block #{absent}: ask one that has synced \
             from genesis"
        ),
    }
}

fn authorized(upgrade: Upgrade) -> String {
    match (upgrade.authorized, upgrade.offered) {
        (None, _) => "nothing".into(),
        (Some(code), None) => format!("{code:?}"),
        (Some(code), Some(offered)) if code == offered => format!("{code:?}, the file's"),
        (Some(code), Some(_)) => format!("{code:?}, NOT the file's"),
    }
}

fn validators(validators: &[Validator]) -> String {
    validators.iter().map(validator).collect()
}

fn validator(validator: &Validator) -> String {
    let session = match (validator.current, &validator.queued) {
        (true, Some(_)) => "this, next",
        (true, None) => "this",
        (false, _) => "next",
    };
    let disabled = if validator.disabled { "; DISABLED" } else { "" };
    // For a validator that has registered other keys since: the keys of the next session.
    let keys = validator.queued.as_ref().or(validator.registered.as_ref());
    let key = |name| {
        let key = keys.and_then(|keys| keys.get(name));
        let key = key.map_or_else(|| "MISSING".into(), |key| key.short());
        format!("{name} {key}")
    };
    let lines = [
        ("Session", format!("{session}{disabled}")),
        ("Keys", REQUIRED_KEYS.map(key).join(", ")),
    ];
    output::entry(&validator.account.to_string(), lines)
}

fn nodes(nodes: &[Node]) -> String {
    nodes.iter().map(node).collect()
}

fn node(node: &Node) -> String {
    let about = match node {
        Node::Reached(about) => about,
        Node::Unreached { url, .. } => {
            return output::entry(url.as_str(), [("State", "NOT REACHED".into())]);
        }
    };
    let syncing = if about.syncing { " (catching up)" } else { "" };
    let phase2 = if about.knows_phase2 {
        "known"
    } else {
        "UNKNOWN"
    };
    let binary = format!("{} {}", about.name, about.version);
    let best = format!("{}{syncing}, final {}", about.best, about.finalized);
    let lines = [
        ("Binary", binary),
        ("Role", about.roles.join(", ")),
        ("Best", best),
        ("Peers", about.peers.to_string()),
        ("Phase 2", phase2.into()),
    ];
    output::entry(about.url.as_str(), lines)
}

fn list(about: &str, findings: &[Finding]) -> String {
    let mut text = String::new();
    for (place, finding) in findings.iter().enumerate() {
        if place == 0 {
            text.push_str(&format!("\n{about}\n"));
        }
        text.push_str(&format!("- {finding}\n"));
    }
    text
}
