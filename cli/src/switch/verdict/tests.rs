use super::*;
use crate::switch::report::{About, Block, Chain, Switch, Upgrade};
use std::collections::BTreeMap;

fn account(number: u8) -> AccountId32 {
    AccountId32([number; 32])
}

fn keys(first: u8) -> SessionKeys {
    let names = ["aura", "babe", "grandpa", "authority_discovery"];
    let keys = names
        .into_iter()
        .zip(first..)
        .map(|(name, key)| (name.to_string(), [key; 32]));
    keys.collect::<BTreeMap<_, _>>().into()
}

/// Session keys of a validator that never set the key `name`.
fn keys_without(name: &str, first: u8) -> SessionKeys {
    let mut entries: BTreeMap<_, _> = keys(first)
        .iter()
        .map(|(name, key)| (name.to_string(), key.0))
        .collect();
    entries.insert(name.into(), [0; 32]);
    entries.into()
}

fn block(number: u64, engine: Engine) -> Block {
    Block {
        number,
        hash: H256::repeat_byte(1),
        engine,
        spec_name: "aura".into(),
        impl_name: "aura".into(),
        spec_version: 1,
    }
}

fn validator(number: u8) -> Validator {
    let keys = keys(number * 10);
    Validator {
        account: account(number),
        current: true,
        queued: Some(keys.clone()),
        registered: Some(keys),
        disabled: false,
    }
}

fn node(number: u8) -> About {
    About {
        url: url(number),
        name: "Aura Node".into(),
        version: "0.1.0".into(),
        roles: vec!["Authority".into()],
        genesis: H256::zero(),
        best: 12,
        finalized: 10,
        peers: 3,
        syncing: false,
        knows_phase2: true,
    }
}

fn url(number: u8) -> NodeUrl {
    format!("ws://127.0.0.1:{number}").parse().unwrap()
}

/// A chain of phase 1 with two validators, both of whose nodes answered, and nothing missing.
fn ready() -> Report {
    Report {
        chain: Chain {
            name: "Test".into(),
            genesis: H256::zero(),
            best: block(12, Engine::Aura),
            finalized: block(10, Engine::Aura),
            slot: Some(100),
            slot_duration: 6000,
            session: 4,
            epoch_length: 10,
            epoch: None,
            switch: Switch::Ahead,
        },
        upgrade: Upgrade {
            authorized: None,
            offered: None,
        },
        validators: vec![validator(1), validator(2)],
        nodes: vec![Node::Reached(node(1)), Node::Reached(node(2))],
    }
}

/// Judges the ready report after `change`.
fn after(change: impl FnOnce(&mut Report)) -> Judgement {
    let mut report = ready();
    change(&mut report);
    judge(&report)
}

/// Checks that exactly `finding` is missing after `change`.
#[track_caller]
fn misses(finding: Finding, change: impl FnOnce(&mut Report)) {
    let judgement = after(change);
    assert_eq!(judgement.missing, [finding]);
    assert_eq!(judgement.verdict, Verdict::NotReady);
}

/// Checks that `finding` is the only note after `change`, and does not prevent the switch.
#[track_caller]
fn notes(finding: Finding, change: impl FnOnce(&mut Report)) {
    let judgement = after(change);
    assert_eq!(judgement.notes, [finding]);
    assert_eq!(
        (judgement.verdict, judgement.missing),
        (Verdict::Ready, vec![])
    );
}

#[test]
fn nothing_missing_is_ready() {
    let judgement = judge(&ready());
    assert_eq!(judgement.verdict, Verdict::Ready);
    assert_eq!((judgement.missing, judgement.notes), (vec![], vec![]));
}

#[test]
fn every_needed_key_is_asked_for() {
    for key in ["aura", "babe", "grandpa", "authority_discovery"] {
        for of in [Keys::Queued, Keys::Registered] {
            let finding = Finding::KeyMissing {
                validator: account(2),
                key,
                of,
            };
            let judgement = after(|report| {
                let validator = &mut report.validators[1];
                let keys = match of {
                    Keys::Queued => &mut validator.queued,
                    Keys::Registered => &mut validator.registered,
                };
                *keys = Some(keys_without(key, 20));
            });
            assert_eq!(judgement.missing, [finding]);
        }
    }
}

#[test]
fn a_validator_without_registered_keys_misses_all() {
    let judgement = after(|report| report.validators[0].registered = None);
    assert_eq!(judgement.missing.len(), 4);
    assert_eq!(judgement.verdict, Verdict::NotReady);
}

#[test]
fn a_validator_that_leaves_needs_no_keys_of_the_next_session() {
    let leaves = Finding::Leaves {
        validator: account(1),
        session: 5,
    };
    notes(leaves, |report| report.validators[0].queued = None);
}

#[test]
fn a_validator_that_joins_is_noted() {
    let joins = Finding::Joins {
        validator: account(1),
        session: 5,
    };
    notes(joins, |report| report.validators[0].current = false);
}

#[test]
fn new_keys_count_from_the_session_after_the_next() {
    let change = Finding::KeysChange {
        validator: account(1),
        session: 6,
    };
    notes(change, |report| {
        report.validators[0].registered = Some(keys(90))
    });
}

#[test]
fn a_disabled_validator_is_noted() {
    let disabled = Finding::Disabled {
        validator: account(2),
    };
    notes(disabled, |report| report.validators[1].disabled = true);
}

#[test]
fn one_key_for_both_engines_is_a_note_only() {
    let same: BTreeMap<_, _> = ["aura", "babe", "grandpa", "authority_discovery"]
        .map(|name| (name.to_string(), [7; 32]))
        .into();
    let same = SessionKeys::from(same);
    notes(
        Finding::OneKeyForBoth {
            validator: account(1),
        },
        |report| {
            report.validators[0].queued = Some(same.clone());
            report.validators[0].registered = Some(same);
        },
    );
}

#[test]
fn a_binary_without_phase_2_is_missing() {
    misses(Finding::OldBinary { node: url(2) }, |report| {
        report.nodes[1] = Node::Reached(About {
            knows_phase2: false,
            ..node(2)
        });
    });
}

#[test]
fn a_node_that_catches_up_is_not_ready() {
    misses(Finding::Syncing { node: url(2) }, |report| {
        report.nodes[1] = Node::Reached(About {
            syncing: true,
            ..node(2)
        });
    });
}

#[test]
fn a_node_of_another_chain_is_told_apart() {
    let genesis = H256::repeat_byte(9);
    let other = Finding::OtherChain {
        node: url(2),
        genesis,
    };
    misses(other, |report| {
        report.nodes[1] = Node::Reached(About { genesis, ..node(2) });
    });
}

#[test]
fn a_silent_node_is_missing() {
    let unreached = Finding::Unreached {
        node: url(2),
        reason: "refused".into(),
    };
    misses(unreached, |report| {
        report.nodes[1] = Node::Unreached {
            url: url(2),
            reason: "refused".into(),
        };
    });
}

#[test]
fn binaries_that_were_not_seen_are_counted() {
    let not_seen = || Finding::BinariesNotSeen {
        authorities: 1,
        validators: 2,
    };
    notes(not_seen(), |report| {
        report.nodes.pop();
    });
    notes(not_seen(), |report| {
        report.nodes[1] = Node::Reached(About {
            roles: vec!["Full".into()],
            ..node(2)
        });
    });
}

#[test]
fn the_authorised_code_is_compared_with_the_file() {
    let (one, other) = (H256::repeat_byte(1), H256::repeat_byte(2));
    let upgrade = |authorized, offered| {
        move |report: &mut Report| {
            report.upgrade = Upgrade {
                authorized,
                offered,
            }
        }
    };
    let same = after(upgrade(Some(one), Some(one)));
    assert_eq!((same.verdict, same.notes), (Verdict::Ready, vec![]));
    let different = Finding::OtherCode {
        authorized: one,
        offered: other,
    };
    misses(different, upgrade(Some(one), Some(other)));
    notes(Finding::NothingAuthorized, upgrade(None, Some(one)));
    let authorized = one;
    notes(
        Finding::CodeNotCompared { authorized },
        upgrade(Some(one), None),
    );
}

#[test]
fn finality_may_trail_a_little() {
    let finalized =
        |number| move |report: &mut Report| report.chain.finalized = block(number, Engine::Aura);
    assert_eq!(after(finalized(2)).notes, []);
    notes(Finding::FinalityTrails { blocks: 11 }, finalized(1));
}

#[test]
fn a_chain_in_phase_2_has_switched_whatever_is_missing() {
    let judgement = after(|report| {
        report.chain.best.engine = Engine::Babe;
        report.chain.finalized.engine = Engine::Babe;
        report.nodes[1] = Node::Reached(About {
            knows_phase2: false,
            ..node(2)
        });
    });
    assert_eq!(judgement.verdict, Verdict::Switched);
    assert_eq!(judgement.missing, []);
    assert_eq!(judgement.notes, [Finding::OldBinary { node: url(2) }]);
}

#[test]
fn a_switch_that_is_not_final_is_said_to_be() {
    let judgement = after(|report| report.chain.best.engine = Engine::Babe);
    assert_eq!(judgement.verdict, Verdict::Switched);
    assert_eq!(judgement.notes, [Finding::SwitchNotFinal]);
}

#[test]
fn findings_are_tagged_for_programs() {
    let finding = Finding::KeyMissing {
        validator: account(1),
        key: "babe",
        of: Keys::Queued,
    };
    let json = serde_json::to_value(&finding).unwrap();
    assert_eq!(json["kind"], "keyMissing");
    assert_eq!(
        (&json["key"], &json["of"]),
        (&"babe".into(), &"queued".into())
    );
}
