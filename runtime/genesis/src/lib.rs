//! Checks of a public network's genesis: refuses chain specs that are unsafe to launch.
//!
//! - [`check`]: reads a chain spec, plain or raw, and lists all its faults.
//! - [`Refusal`]: each possible fault, with its remedy.
//!
//! Presets are compiled into a runtime, so they cannot contain keys of real validators. The preset
//! `staging` has everything but keys; people add them, and this check is between the file and a
//! chain. The node runs it on each chain spec of the type `Live`; a genesis ceremony can run it on
//! every draft. It depends on no runtime, only on names and encodings that clients rely on as well.

#![deny(missing_docs)]

mod genesis;
mod public_keys;
mod refusal;
#[cfg(test)]
mod tests;

pub use genesis::{Genesis, Keys, Validator};
pub use refusal::{Refusal, Role};

use aura_runtime_common::{
    constants::{currency::EXISTENTIAL_DEPOSIT, genesis as least},
    AccountId,
};
use public_keys::seed_of;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Prefix of the ids of public test networks. Their genesis may accept verifying keys with public
/// secrets, until the keys of a ceremony exist.
pub const TESTNET_ID: &str = "aura-testnet-";

/// Milliseconds of a minute.
const MINUTE: u64 = 60_000;
/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// The reason for which a chain spec must not become a public network.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is not JSON.
    #[error("the chain spec is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// A part of the genesis cannot be read.
    #[error("`{part}` of the genesis cannot be read: {reason}")]
    Unreadable {
        /// Path of the part.
        part: &'static str,
        /// Reason in words.
        reason: String,
    },
    /// The genesis can be read but has faults.
    #[error("the genesis is not fit for a public network:{}", listed(.0))]
    Refused(Vec<Refusal>),
}

fn listed(refusals: &[Refusal]) -> String {
    refusals
        .iter()
        .map(|refusal| format!("\n- {refusal}"))
        .collect()
}

/// Checks a chain spec of a public network; a spec whose `chainType` is not `Live` passes.
///
/// A spec with the state of a later block, as `export-state` writes it, has no genesis and passes.
///
/// # Errors
///
/// [`Error::Refused`] lists all faults, not only the first one.
pub fn check(spec: &str) -> Result<(), Error> {
    let spec: Value = serde_json::from_str(spec)?;
    if spec["chainType"] != "Live" {
        return Ok(());
    }
    let Some(genesis) = Genesis::of_spec(&spec)? else {
        return Ok(());
    };
    let id = spec["id"].as_str().unwrap_or_default();
    let is_testnet = id.starts_with(TESTNET_ID) && spec["properties"]["testnet"] == true;
    let refusals = genesis.refusals(is_testnet);
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(refusals))
    }
}

impl Genesis {
    /// All faults of this genesis for a public network.
    pub fn refusals(&self, is_testnet: bool) -> Vec<Refusal> {
        let mut refusals = vec![];
        self.check_sizes(&mut refusals);
        self.check_rules(is_testnet, &mut refusals);
        self.check_keys(&mut refusals);
        self.check_endowments(&mut refusals);
        refusals
    }

    fn check_sizes(&self, refusals: &mut Vec<Refusal>) {
        let validators = self.validators.len();
        if validators < least::MIN_VALIDATORS {
            refusals.push(Refusal::TooFewValidators { found: validators });
        }
        if self.floor < least::MIN_VALIDATOR_FLOOR {
            refusals.push(Refusal::FloorTooLow { found: self.floor });
        }
        let members = self.council.len();
        if members < least::MIN_COUNCIL_MEMBERS {
            refusals.push(Refusal::CouncilTooSmall { found: members });
        }
        if self.council_floor < least::MIN_COUNCIL_FLOOR {
            refusals.push(Refusal::CouncilFloorTooLow {
                found: self.council_floor,
            });
        }
    }

    fn check_rules(&self, is_testnet: bool, refusals: &mut Vec<Refusal>) {
        if self.notice_hours < least::MIN_NOTICE_HOURS {
            refusals.push(Refusal::NoticeTooShort {
                found: self.notice_hours,
            });
        }
        if self.insecure_setup && !is_testnet {
            refusals.push(Refusal::InsecureSetup);
        }
        if self.slot_duration < least::MIN_SLOT_MILLIS {
            refusals.push(Refusal::SlotTooShort {
                found: self.slot_duration,
            });
        }
        if self.slot_duration.saturating_mul(self.day.into()) != DAY {
            refusals.push(Refusal::DayIsNotADay {
                slot: self.slot_duration,
                day: self.day,
            });
        }
        let epoch = self.slot_duration.saturating_mul(self.epoch_length.into());
        if !(least::MIN_EPOCH_MINUTES * MINUTE..=DAY).contains(&epoch) {
            refusals.push(Refusal::EpochLength {
                slot: self.slot_duration,
                length: self.epoch_length,
            });
        }
        if let Some(until) = self.halted_until {
            refusals.push(Refusal::Halted { until });
        }
        for (pallet, item) in &self.prefilled {
            refusals.push(Refusal::Prefilled { pallet, item });
        }
    }

    /// Checks that no key is public, zero or used twice. An endowed account may also be a validator
    /// or council member, but not a session key.
    fn check_keys(&self, refusals: &mut Vec<Refusal>) {
        let mut used = BTreeMap::<[u8; 32], Role>::new();
        let mut endowed = BTreeSet::new();
        let accounts = self.endowments.iter().map(|(who, _)| who);
        for who in accounts {
            judge(who.clone().into(), Role::Endowed, refusals);
            if !endowed.insert(<[u8; 32]>::from(who.clone())) {
                refusals.push(Refusal::KeyTwice {
                    key: hex(who.as_ref()),
                    first: Role::Endowed,
                    second: Role::Endowed,
                });
            }
        }
        for (key, role) in self.keys() {
            judge(key, role.clone(), refusals);
            let is_session_key = matches!(role, Role::SessionKey { .. });
            let first = match used.get(&key) {
                None if is_session_key && endowed.contains(&key) => Some(Role::Endowed),
                first => first.cloned(),
            };
            match first {
                Some(first) => refusals.push(Refusal::KeyTwice {
                    key: hex(&key),
                    first,
                    second: role,
                }),
                None => drop(used.insert(key, role)),
            }
        }
    }

    /// All keys that must differ from each other, with their roles.
    fn keys(&self) -> Vec<([u8; 32], Role)> {
        let mut keys = vec![];
        for member in &self.council {
            keys.push((member.clone().into(), Role::CouncilMember));
        }
        for validator in self.validators.iter().chain(&self.candidates) {
            let account = validator.account.clone();
            keys.push((account.clone().into(), Role::Validator));
            for (name, key) in validator.keys.named() {
                let of = account.clone();
                keys.push((key, Role::SessionKey { name, of }));
            }
        }
        keys
    }

    fn check_endowments(&self, refusals: &mut Vec<Refusal>) {
        if self.endowments.is_empty() {
            refusals.push(Refusal::NoEndowments);
            return;
        }
        for (account, balance) in &self.endowments {
            if *balance < EXISTENTIAL_DEPOSIT {
                refusals.push(Refusal::BelowExistentialDeposit {
                    account: account.clone(),
                    balance: *balance,
                });
            }
        }
        let endowed: BTreeSet<&AccountId> = self.endowments.iter().map(|(who, _)| who).collect();
        let members = self.council.iter().map(|who| (who, Role::CouncilMember));
        let validators = self.validators.iter();
        let validators = validators.map(|validator| (&validator.account, Role::Validator));
        for (account, role) in members.chain(validators) {
            if !endowed.contains(account) {
                refusals.push(Refusal::NotEndowed {
                    account: account.clone(),
                    role,
                });
            }
        }
    }
}

fn judge(key: [u8; 32], role: Role, refusals: &mut Vec<Refusal>) {
    if key == [0; 32] {
        refusals.push(Refusal::KeyMissing { role });
    } else if let Some(seed) = seed_of(&key) {
        refusals.push(Refusal::PublicSeed {
            key: hex(&key),
            role,
            seed: seed.to_owned(),
        });
    }
}

fn hex(key: &[u8]) -> String {
    const_hex::encode_prefixed(key)
}
