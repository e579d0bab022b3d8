//! Judges whether a chain is ready for phase 2.

use super::{
    engine::Engine,
    report::{Node, Report, Validator},
};
use crate::{limits::MAX_USUAL_LAG_BLOCKS, output::counted, session_keys::SessionKeys, NodeUrl};
use serde::Serialize;
use std::fmt;
use subxt::config::substrate::{AccountId32, H256};

/// The result of the judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// The chain is in phase 2 already.
    Switched,
    /// Nothing that was checked is missing.
    Ready,
    /// At least one condition for the switch is missing.
    NotReady,
}

/// A verdict and its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// The result.
    pub verdict: Verdict,
    /// Findings that prevent the switch.
    pub missing: Vec<Finding>,
    /// Findings that the operator should know, and that do not prevent the switch.
    pub notes: Vec<Finding>,
}

/// The set of session keys that a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Keys {
    /// The keys with which the next session begins.
    Queued,
    /// The keys that the validator registered last.
    Registered,
}

/// A fact about the chain, a validator or a node that matters for the switch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[allow(missing_docs)] // The fields say what the text of each shows.
pub enum Finding {
    /// A validator lacks a session key.
    KeyMissing {
        validator: AccountId32,
        key: &'static str,
        of: Keys,
    },
    /// A node's binary does not know phase 2.
    OldBinary { node: NodeUrl },
    /// A node did not answer.
    Unreached { node: NodeUrl, reason: String },
    /// A node is of another chain than the first.
    OtherChain { node: NodeUrl, genesis: H256 },
    /// A node is still catching up.
    Syncing { node: NodeUrl },
    /// The code that may be applied is not the one on offer.
    OtherCode { authorized: H256, offered: H256 },
    /// The code on offer waits for governance.
    NothingAuthorized,
    /// Some code may be applied, and the operator named no file to compare it with.
    CodeNotCompared { authorized: H256 },
    /// A validator's keys of the next session differ from its registered ones.
    KeysChange {
        validator: AccountId32,
        session: u32,
    },
    /// A validator joins the set.
    Joins {
        validator: AccountId32,
        session: u32,
    },
    /// A validator leaves the set.
    Leaves {
        validator: AccountId32,
        session: u32,
    },
    /// A validator is disabled for an offence.
    Disabled { validator: AccountId32 },
    /// A validator has one key for both engines.
    OneKeyForBoth { validator: AccountId32 },
    /// Fewer nodes of validators answered than there are validators.
    BinariesNotSeen {
        authorities: usize,
        validators: usize,
    },
    /// Finality trails the best block by more than usual.
    FinalityTrails { blocks: u64 },
    /// The switch block can still be reverted.
    SwitchNotFinal,
}

/// Judges a report. The result depends on the report alone, so it is the same for equal reports.
pub fn judge(report: &Report) -> Judgement {
    let mut missing: Vec<_> = report.validators.iter().flat_map(keys_missing).collect();
    missing.extend(
        report
            .nodes
            .iter()
            .filter_map(|node| nodes_fault(report, node)),
    );
    let mut notes = vec![];
    let upgrade = report.upgrade;
    match (upgrade.authorized, upgrade.offered) {
        (Some(authorized), Some(offered)) if authorized != offered => {
            missing.push(Finding::OtherCode {
                authorized,
                offered,
            });
        }
        (Some(authorized), None) => notes.push(Finding::CodeNotCompared { authorized }),
        (None, Some(_)) => notes.push(Finding::NothingAuthorized),
        (Some(_), Some(_)) | (None, None) => {}
    }
    let session = report.chain.session;
    let of_validator = |validator| validators_notes(validator, session);
    notes.extend(report.validators.iter().flat_map(of_validator));
    notes.extend(binaries_not_seen(report));
    notes.extend(finality_trails(report));

    if report.chain.best.engine == Engine::Babe {
        // The vote is over: findings that would have prevented it are only notes now.
        missing.retain(|finding| !matches!(finding, Finding::OtherCode { .. }));
        notes.retain(|note| !matches!(note, Finding::NothingAuthorized));
        if report.chain.finalized.engine == Engine::Aura {
            notes.insert(0, Finding::SwitchNotFinal);
        }
        missing.append(&mut notes);
        return Judgement {
            verdict: Verdict::Switched,
            missing: vec![],
            notes: missing,
        };
    }
    Judgement {
        verdict: match missing.is_empty() {
            true => Verdict::Ready,
            false => Verdict::NotReady,
        },
        missing,
        notes,
    }
}

/// Returns the keys that a validator lacks: those of the next session, if it is in that session's
/// set, and those of its registration, from which every later session takes them.
fn keys_missing(validator: &Validator) -> Vec<Finding> {
    let none = SessionKeys::default();
    let registered = validator.registered.as_ref().unwrap_or(&none);
    let queued = validator.queued.iter().map(|keys| (Keys::Queued, keys));
    let mut missing: Vec<Finding> = vec![];
    for (of, keys) in queued.chain([(Keys::Registered, registered)]) {
        missing.extend(keys.missing().map(|key| Finding::KeyMissing {
            validator: validator.account,
            key,
            of,
        }));
    }
    missing
}

fn nodes_fault(report: &Report, node: &Node) -> Option<Finding> {
    match node {
        Node::Unreached { url, reason } => Some(Finding::Unreached {
            node: url.clone(),
            reason: reason.clone(),
        }),
        Node::Reached(about) => {
            let node = about.url.clone();
            if about.genesis != report.chain.genesis {
                let genesis = about.genesis;
                Some(Finding::OtherChain { node, genesis })
            } else if !about.knows_phase2 {
                Some(Finding::OldBinary { node })
            } else if about.syncing {
                Some(Finding::Syncing { node })
            } else {
                None
            }
        }
    }
}

fn validators_notes(validator: &Validator, session: u32) -> Vec<Finding> {
    let account = validator.account;
    let next = session.saturating_add(1);
    let mut notes = vec![];
    match (validator.current, &validator.queued) {
        (true, None) => notes.push(Finding::Leaves {
            validator: account,
            session: next,
        }),
        (false, Some(_)) => notes.push(Finding::Joins {
            validator: account,
            session: next,
        }),
        _ => {}
    }
    if let (Some(queued), Some(registered)) = (&validator.queued, &validator.registered) {
        if queued != registered {
            notes.push(Finding::KeysChange {
                validator: account,
                session: next.saturating_add(1),
            });
        }
    }
    if validator.disabled {
        notes.push(Finding::Disabled { validator: account });
    }
    let shared =
        |keys: &SessionKeys| keys.get("aura").is_some() && keys.get("aura") == keys.get("babe");
    if validator.registered.as_ref().is_some_and(shared) {
        notes.push(Finding::OneKeyForBoth { validator: account });
    }
    notes
}

fn binaries_not_seen(report: &Report) -> Option<Finding> {
    let is_authority = |node: &&Node| match node {
        Node::Reached(about) => about.roles.iter().any(|role| role == "Authority"),
        Node::Unreached { .. } => false,
    };
    let authorities = report.nodes.iter().filter(is_authority).count();
    let validators = report.validators.len();
    (authorities < validators).then_some(Finding::BinariesNotSeen {
        authorities,
        validators,
    })
}

fn finality_trails(report: &Report) -> Option<Finding> {
    let chain = &report.chain;
    let blocks = chain.best.number.saturating_sub(chain.finalized.number);
    (blocks > MAX_USUAL_LAG_BLOCKS).then_some(Finding::FinalityTrails { blocks })
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Queued => "among its keys of the next session",
            Self::Registered => "among its registered keys",
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyMissing { validator, key, of } => write!(
                f,
                "{validator} has no key {key} {of}: let its operator register all with \
                 `aura validator rotate-keys`; they count two sessions later"
            ),
            Self::OldBinary { node } => write!(
                f,
                "the binary of {node} does not know phase 2: install this release there"
            ),
            Self::Unreached { node, reason } => write!(
                f,
                "{node} did not answer: check that it runs and serves RPC there ({reason})"
            ),
            Self::OtherChain { node, genesis } => write!(
                f,
                "{node} belongs to another chain, with the genesis {genesis:?}"
            ),
            Self::Syncing { node } => {
                write!(
                    f,
                    "{node} is still synchronising: wait until it has finished"
                )
            }
            Self::OtherCode {
                authorized,
                offered,
            } => write!(
                f,
                "the authorised code {authorized:?} is not that of the file, {offered:?}: do not \
                 apply it before you know its source"
            ),
            Self::NothingAuthorized => {
                f.write_str("no code is authorised yet: that of the file awaits its vote")
            }
            Self::CodeNotCompared { authorized } => write!(
                f,
                "the code {authorized:?} is authorised: compare it with --runtime FILE"
            ),
            Self::KeysChange { validator, session } => write!(
                f,
                "{validator} has registered other keys, which count from session {session} on"
            ),
            Self::Joins { validator, session } => {
                write!(f, "{validator} joins the set with session {session}")
            }
            Self::Leaves { validator, session } => {
                write!(f, "{validator} leaves the set with session {session}")
            }
            Self::Disabled { validator } => {
                write!(
                    f,
                    "{validator} is disabled for an offence and authors no blocks"
                )
            }
            Self::OneKeyForBoth { validator } => {
                write!(
                    f,
                    "{validator} has one key for both engines, which is allowed"
                )
            }
            Self::BinariesNotSeen {
                authorities,
                validators,
            } => write!(
                f,
                "of {validators} validators the binaries of {authorities} were seen: name every \
                 validator's node with --url"
            ),
            Self::FinalityTrails { blocks } => write!(
                f,
                "finality trails by {}: check that more than two thirds of the validators are \
                 online",
                counted(*blocks, "block")
            ),
            Self::SwitchNotFinal => f.write_str("the switch is not final yet"),
        }
    }
}

#[cfg(test)]
mod tests;
