//! The checked parts of a genesis, read from a chain spec.

use crate::Error;
use aura_runtime_common::{AccountId, Balance};
use codec::{Decode, DecodeAll};
use polkadot_sdk::*;
use serde::{de::DeserializeOwned, Deserialize};
use serde_json::Value;
use sp_core::{ed25519, sr25519};
use sp_io::hashing::twox_128;
use std::collections::BTreeMap;

/// The checked parts of a genesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genesis {
    /// Accounts with their balances.
    pub endowments: Vec<(AccountId, Balance)>,
    /// The first set of validators.
    pub validators: Vec<Validator>,
    /// Accounts with session keys that are not in the first set.
    pub candidates: Vec<Validator>,
    /// Members of the council.
    pub council: Vec<AccountId>,
    /// Minimum number of validators.
    pub floor: u32,
    /// Minimum number of council members.
    pub council_floor: u32,
    /// True if verifying keys with public secrets are accepted.
    pub insecure_setup: bool,
    /// Hours between an announcement by the council and its effect as root.
    pub notice_hours: u32,
    /// Milliseconds of a slot.
    pub slot_duration: u64,
    /// Slots of an epoch, which is also a session.
    pub epoch_length: u32,
    /// Blocks of a day.
    pub day: u32,
    /// Last block of a halt of the calls of users; `None` without one at genesis.
    pub halted_until: Option<u32>,
    /// Pallets and items of storage with entries that no genesis writes. Only a raw spec can have
    /// them.
    pub prefilled: Vec<(&'static str, &'static str)>,
}

/// A validator with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validator {
    /// Account of the validator.
    pub account: AccountId,
    /// Session keys of the validator.
    pub keys: Keys,
}

/// Session keys, in the order of the runtime.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Decode)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// Authors blocks in phase 1.
    pub aura: sr25519::Public,
    /// Authors blocks in phase 2.
    pub babe: sr25519::Public,
    /// Votes on finality.
    pub grandpa: ed25519::Public,
    /// Signs the addresses of the node.
    pub authority_discovery: sr25519::Public,
}

impl Keys {
    /// Each key with its name in a genesis.
    pub fn named(&self) -> [(&'static str, [u8; 32]); 4] {
        [
            ("aura", self.aura.0),
            ("babe", self.babe.0),
            ("grandpa", self.grandpa.0),
            ("authority_discovery", self.authority_discovery.0),
        ]
    }
}

/// Defaults of the runtime for absent parts of a genesis.
mod default {
    pub const NOTICE_HOURS: u32 = 72;
    pub const SLOT_DURATION: u64 = 6_000;
    pub const EPOCH_LENGTH: u32 = 2_400;
    pub const DAY: u32 = 14_400;
    pub const FLOOR: u32 = 1;
    pub const COUNCIL_FLOOR: u32 = 1;
}

impl Genesis {
    /// The genesis of a chain spec, or `None` if the spec has the state of a later block.
    ///
    /// # Errors
    ///
    /// [`Error`] if a part cannot be read, or there is no genesis.
    pub fn of_spec(spec: &Value) -> Result<Option<Self>, Error> {
        let genesis = &spec["genesis"];
        if let Some(top) = genesis["raw"]["top"].as_object() {
            return Raw::new(top)?.genesis();
        }
        let runtime = &genesis["runtimeGenesis"];
        for form in ["patch", "config"] {
            if runtime[form].is_object() {
                return Config::read(&runtime[form]).map(|config| Some(config.into()));
            }
        }
        Err(Error::Unreadable {
            part: "genesis",
            reason: "it has neither `raw` nor `runtimeGenesis` with `patch` or `config`".into(),
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Timing {
    slot_duration: Option<u64>,
    epoch_length: Option<u32>,
    day: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Balances {
    balances: Vec<(AccountId, Balance)>,
}

type NamedKeys = (AccountId, AccountId, Keys);

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Session {
    keys: Vec<NamedKeys>,
    non_authority_keys: Vec<NamedKeys>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Council {
    members: Vec<AccountId>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ValidatorSet {
    floor: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ZkpVerifier {
    allow_insecure_setup: bool,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct RootNotice {
    notice: Option<u32>,
    council_floor: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct SafeMode {
    entered_until: Option<u32>,
}

/// The genesis of a plain chain spec.
struct Config {
    timing: Timing,
    balances: Balances,
    session: Session,
    council: Council,
    validator_set: ValidatorSet,
    zkp_verifier: ZkpVerifier,
    root_notice: RootNotice,
    safe_mode: SafeMode,
}

impl Config {
    fn read(json: &Value) -> Result<Self, Error> {
        fn part<Part: Default + DeserializeOwned>(
            json: &Value,
            part: &'static str,
        ) -> Result<Part, Error> {
            match &json[part] {
                Value::Null => Ok(Part::default()),
                value => Part::deserialize(value).map_err(|error| Error::Unreadable {
                    part,
                    reason: error.to_string(),
                }),
            }
        }
        Ok(Self {
            timing: part(json, "chainTiming")?,
            balances: part(json, "balances")?,
            session: part(json, "session")?,
            council: part(json, "council")?,
            validator_set: part(json, "validatorSet")?,
            zkp_verifier: part(json, "zkpVerifier")?,
            root_notice: part(json, "rootNotice")?,
            safe_mode: part(json, "safeMode")?,
        })
    }
}

impl From<Config> for Genesis {
    fn from(config: Config) -> Self {
        let validators = |keys: Vec<NamedKeys>| {
            let validator = |(_, account, keys)| Validator { account, keys };
            keys.into_iter().map(validator).collect()
        };
        Self {
            endowments: config.balances.balances,
            validators: validators(config.session.keys),
            candidates: validators(config.session.non_authority_keys),
            council: config.council.members,
            floor: config.validator_set.floor.unwrap_or(default::FLOOR),
            council_floor: config
                .root_notice
                .council_floor
                .unwrap_or(default::COUNCIL_FLOOR),
            insecure_setup: config.zkp_verifier.allow_insecure_setup,
            notice_hours: config.root_notice.notice.unwrap_or(default::NOTICE_HOURS),
            slot_duration: config
                .timing
                .slot_duration
                .unwrap_or(default::SLOT_DURATION),
            epoch_length: config.timing.epoch_length.unwrap_or(default::EPOCH_LENGTH),
            day: config.timing.day.unwrap_or(default::DAY),
            halted_until: config.safe_mode.entered_until,
            prefilled: vec![],
        }
    }
}

/// Storage items that begin empty. With entries, calls would wait that nobody has seen announced,
/// accounts would act for others, or proofs would be checked with keys that no check has seen.
pub(crate) const EMPTY: [(&str, &str); 13] = [
    ("Council", "Proposals"),
    ("Council", "ProposalOf"),
    ("Council", "Voting"),
    ("Multisig", "Multisigs"),
    ("MultiBlockMigrations", "Cursor"),
    ("Proxy", "Announcements"),
    ("Proxy", "Proxies"),
    ("RootNotice", "Announcements"),
    ("RootNotice", "NextHalt"),
    ("RootNotice", "Queue"),
    ("Scheduler", "Agenda"),
    ("System", "AuthorizedUpgrade"),
    ("ZkpVerifier", "Keys"),
];

/// The genesis of a raw chain spec: storage.
struct Raw(BTreeMap<Vec<u8>, Vec<u8>>);

/// References to an account and its nonce, then its balances.
type Account = ((u32, u32, u32, u32), (Balance, Balance, Balance, u128));

impl Raw {
    fn new(top: &serde_json::Map<String, Value>) -> Result<Self, Error> {
        let bytes = |text: &str| {
            const_hex::decode(text).map_err(|error| Error::Unreadable {
                part: "genesis.raw.top",
                reason: format!("{text}: {error}"),
            })
        };
        let entry = |(key, value): (&String, &Value)| {
            Ok((bytes(key)?, bytes(value.as_str().unwrap_or_default())?))
        };
        top.iter().map(entry).collect::<Result<_, _>>().map(Self)
    }

    fn genesis(&self) -> Result<Option<Genesis>, Error> {
        if self.value::<u32>("System", "Number")?.unwrap_or(0) > 0 {
            return Ok(None);
        }
        let set: Vec<AccountId> = self.value("Session", "Validators")?.unwrap_or_default();
        let all = self.entries::<Keys>("Session", "NextKeys", "Session.NextKeys")?;
        let all = all
            .into_iter()
            .map(|(account, keys)| Validator { account, keys });
        let (validators, candidates): (Vec<_>, Vec<_>) =
            all.partition(|validator| set.contains(&validator.account));
        let accounts = self.entries::<Account>("System", "Account", "System.Account")?;
        let endowments = accounts
            .into_iter()
            .map(|(who, (_, (free, reserved, ..)))| (who, free.saturating_add(reserved)))
            // Genesis adds references to accounts without a balance.
            .filter(|(_, balance)| *balance > 0);
        let (slot_duration, epoch_length, day) = self.value("ChainTiming", "Timing")?.unwrap_or((
            default::SLOT_DURATION,
            default::EPOCH_LENGTH,
            default::DAY,
        ));
        let insecure = self.value("ZkpVerifier", "AllowInsecureSetup")?;
        let notice = self.value("RootNotice", "NoticeHours")?;
        Ok(Some(Genesis {
            endowments: endowments.collect(),
            validators,
            candidates,
            council: self.value("Council", "Members")?.unwrap_or_default(),
            floor: self
                .value("ValidatorSet", "Floor")?
                .unwrap_or(default::FLOOR),
            council_floor: self
                .value("RootNotice", "CouncilFloor")?
                .unwrap_or(default::COUNCIL_FLOOR),
            insecure_setup: insecure.unwrap_or(false),
            notice_hours: notice.unwrap_or(default::NOTICE_HOURS),
            slot_duration,
            epoch_length,
            day,
            halted_until: self.value("SafeMode", "EnteredUntil")?,
            prefilled: self.prefilled(),
        }))
    }

    /// Items of [`EMPTY`] that have entries.
    fn prefilled(&self) -> Vec<(&'static str, &'static str)> {
        let has_entries = |(pallet, item): &(&str, &str)| {
            let prefix = prefix(pallet, item);
            self.0
                .range(prefix.clone()..)
                .next()
                .is_some_and(|(key, _)| key.starts_with(&prefix))
        };
        EMPTY.into_iter().filter(has_entries).collect()
    }

    fn value<Value: Decode>(
        &self,
        pallet: &'static str,
        item: &'static str,
    ) -> Result<Option<Value>, Error> {
        let value = self.0.get(&prefix(pallet, item));
        value
            .map(|bytes| Value::decode_all(&mut bytes.as_slice()))
            .transpose()
            .map_err(|error| Error::Unreadable {
                part: pallet,
                reason: format!("{item}: {error}"),
            })
    }

    /// The entries of a map over accounts, whose keys end with the account.
    fn entries<Value: Decode>(
        &self,
        pallet: &str,
        item: &str,
        part: &'static str,
    ) -> Result<Vec<(AccountId, Value)>, Error> {
        let unreadable = |reason: String| Error::Unreadable { part, reason };
        let prefix = prefix(pallet, item);
        let range = self.0.range(prefix.clone()..);
        let theirs = range.take_while(|(key, _)| key.starts_with(&prefix));
        theirs
            .map(|(key, value)| {
                let account = key
                    .last_chunk::<32>()
                    .ok_or_else(|| unreadable("a key without an account".into()))?;
                let value = Value::decode_all(&mut value.as_slice())
                    .map_err(|error| unreadable(error.to_string()))?;
                Ok((AccountId::new(*account), value))
            })
            .collect()
    }
}

pub(crate) fn prefix(pallet: &str, item: &str) -> Vec<u8> {
    [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}
