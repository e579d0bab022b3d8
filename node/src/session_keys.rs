//! Warnings to the operator of a validator whose session keys do not match the chain, at start and
//! in each session.
//!
//! A validator without its keys shows no fault: it imports blocks and has peers. But it authors no
//! blocks and casts no votes, and the network counts it as offline.

use crate::{
    client::FullClient,
    key::{self, SESSION_KEYS},
    limits::FIRST_BLOCK_TIMEOUT,
};
use aura_runtime_common::{AccountId, Hash};
use codec::{Decode, Encode};
use futures::{
    future::{select, Either},
    StreamExt,
};
use futures_timer::Delay;
use polkadot_sdk::*;
use sc_client_api::{BlockchainEvents, HeaderBackend, StorageProvider};
use sp_api::ProvideRuntimeApi;
use sp_consensus::SyncOracle;
use sp_core::crypto::KeyTypeId;
use sp_io::hashing::{twox_128, twox_64};
use sp_keystore::KeystorePtr;
use sp_session::SessionKeys;
use sp_storage::StorageKey;
use std::{collections::BTreeSet, fmt, sync::Arc};

/// The pallet with the registered keys.
const PALLET: &[u8] = b"Session";
/// Advice to rotate the keys, which is part of every warning.
const ROTATE: &str = "call `author_rotateKeysWithOwner` on this node and send the keys and the \
                      proof with `session.setKeys`; they are in use two sessions later";

/// A public key and its type.
type Key = (KeyTypeId, Vec<u8>);

/// Checks the keys for as long as the node runs. While `sync` reports a sync, blocks are old and
/// give no warnings.
pub async fn watch(
    client: Arc<FullClient>,
    keystore: KeystorePtr,
    sync: impl SyncOracle,
    is_validator: bool,
) {
    let mut blocks = client.import_notification_stream();
    let mut seen = None;
    loop {
        // A node that has just started has no peers, so it does not know yet that it must sync. If
        // no block comes, no validator may have its keys.
        let pause = Delay::new(FIRST_BLOCK_TIMEOUT);
        if let Either::Left((None, _)) = select(blocks.next(), pause).await {
            return;
        }
        let best = client.info();
        let session = session(&client, best.best_hash);
        // A node that is not a validator may have the keys as a reserve: it is warned once.
        let again = is_validator || seen.is_none();
        if seen != session && again && !sync.is_major_syncing() {
            seen = session;
            let chain = Chain {
                client: &client,
                at: best.best_hash,
            };
            for finding in examine(&held(&keystore), &chain, is_validator) {
                log::warn!(
                    "🔑 {finding}; session={} block={}",
                    session.unwrap_or_default(),
                    best.best_number,
                );
            }
        }
    }
}

/// The session keys in the keystore, including those that were replaced.
fn held(keystore: &KeystorePtr) -> Vec<Key> {
    SESSION_KEYS
        .iter()
        .flat_map(|(kind, _)| {
            let keys = keystore.keys(*kind).unwrap_or_default();
            keys.into_iter().map(|key| (*kind, key))
        })
        .collect()
}

/// The session keys that are registered on the chain.
trait Registered {
    /// The validator that registered the key.
    fn owner(&self, key: &Key) -> Option<AccountId>;
    /// The keys that it registered last.
    fn keys(&self, validator: &AccountId) -> Vec<Key>;
}

/// A fault of the session keys of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Finding {
    /// A validator has no session keys.
    None,
    /// A validator has keys that are not registered.
    Unknown(Vec<Key>),
    /// A validator lacks keys that are registered together with others that it has.
    Missing(AccountId, Vec<Key>),
    /// A node has the keys of a validator, but does not run as one.
    Unused(AccountId),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => write!(
                f,
                "This validator makes no blocks and casts no votes, since its keystore has no \
                 session keys: {ROTATE}"
            ),
            Self::Unknown(keys) => write!(
                f,
                "This validator makes no blocks and casts no votes, since the chain does not know \
                 the session keys in its keystore: {ROTATE}; keys={}",
                List(keys)
            ),
            Self::Missing(validator, keys) => write!(
                f,
                "The keystore of this validator lacks session keys that it has registered: insert \
                 them with `aura-node key insert`, or {ROTATE}; validator={validator} missing={}",
                List(keys)
            ),
            Self::Unused(validator) => write!(
                f,
                "The keystore has the session keys of a validator, but this node does not use \
                 them: start it with `--validator`, unless another node has the same keys, which \
                 would be slashed; validator={validator}"
            ),
        }
    }
}

/// Keys as text.
struct List<'a>(&'a [Key]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (kind, key)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let key = const_hex::encode_prefixed(key);
            write!(f, "{comma}{}:{key}", key::name(*kind))?;
        }
        Ok(())
    }
}

/// The faults of a node that has the keys `held`.
fn examine(held: &[Key], chain: &impl Registered, is_validator: bool) -> Vec<Finding> {
    let owners: BTreeSet<_> = held.iter().filter_map(|key| chain.owner(key)).collect();
    match (is_validator, held.is_empty(), owners.is_empty()) {
        (false, ..) => owners.into_iter().map(Finding::Unused).collect(),
        (true, true, _) => vec![Finding::None],
        (true, false, true) => vec![Finding::Unknown(held.to_vec())],
        (true, false, false) => owners
            .into_iter()
            .filter_map(|owner| {
                let registered = chain.keys(&owner).into_iter();
                let missing: Vec<_> = registered.filter(|key| !held.contains(key)).collect();
                (!missing.is_empty()).then_some(Finding::Missing(owner, missing))
            })
            .collect(),
    }
}

/// Registered keys, read from the state after a block.
struct Chain<'a> {
    client: &'a FullClient,
    at: Hash,
}

impl Chain<'_> {
    fn read<T: Decode>(&self, key: Vec<u8>) -> Option<T> {
        let value = self.client.storage(self.at, &StorageKey(key)).ok()??;
        T::decode(&mut value.0.as_slice()).ok()
    }
}

impl Registered for Chain<'_> {
    fn owner(&self, key: &Key) -> Option<AccountId> {
        self.read(entry(b"KeyOwner", key))
    }

    fn keys(&self, validator: &AccountId) -> Vec<Key> {
        let key = StorageKey(entry(b"NextKeys", validator));
        let keys = self.client.storage(self.at, &key).ok().flatten();
        let decode = |encoded| {
            let api = self.client.runtime_api();
            api.decode_session_keys(self.at, encoded).ok().flatten()
        };
        keys.and_then(|keys| decode(keys.0))
            .unwrap_or_default()
            .into_iter()
            .map(|(key, kind)| (kind, key))
            .collect()
    }
}

/// The session of the best block.
fn session(client: &FullClient, at: Hash) -> Option<u32> {
    Chain { client, at }.read(value(b"CurrentIndex"))
}

/// Storage key of a value of the pallet.
fn value(name: &[u8]) -> Vec<u8> {
    [twox_128(PALLET), twox_128(name)].concat()
}

/// Storage key of an entry of a map of the pallet.
fn entry(map: &[u8], key: &impl Encode) -> Vec<u8> {
    let key = key.encode();
    [&value(map)[..], &twox_64(&key), &key].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_poa_runtime::{Block, Runtime};
    use sp_core::crypto::key_types::{AURA, BABE, GRANDPA};
    use sp_genesis_builder::{
        runtime_decl_for_genesis_builder::GenesisBuilder, LOCAL_TESTNET_RUNTIME_PRESET,
    };
    use sp_session::runtime_decl_for_session_keys::SessionKeys as DecodeKeys;

    /// A chain on which one validator has registered these keys.
    struct Known(Vec<Key>);

    const VALIDATOR: AccountId = AccountId::new([7; 32]);

    impl Registered for Known {
        fn owner(&self, key: &Key) -> Option<AccountId> {
            self.0.contains(key).then_some(VALIDATOR)
        }

        fn keys(&self, _: &AccountId) -> Vec<Key> {
            self.0.clone()
        }
    }

    fn keys(first: u8) -> Vec<Key> {
        [AURA, BABE, GRANDPA]
            .map(|kind| (kind, vec![first; 32]))
            .to_vec()
    }

    #[test]
    fn a_validator_with_its_keys_is_left_alone() {
        let all = [keys(1), keys(2)].concat();
        assert_eq!(examine(&all, &Known(keys(1)), true), []);
        assert_eq!(examine(&[], &Known(keys(1)), false), []);
        assert_eq!(examine(&keys(2), &Known(keys(1)), false), []);
    }

    #[test]
    fn a_validator_without_keys_is_told() {
        let found = examine(&[], &Known(keys(1)), true);
        assert_eq!(found, [Finding::None]);
        let text = found[0].to_string();
        assert!(text.contains("author_rotateKeysWithOwner"), "{text}");
        assert!(!text.contains('\n'), "{text}");
    }

    #[test]
    fn a_validator_is_told_that_nobody_knows_its_keys() {
        let found = examine(&keys(2), &Known(keys(1)), true);
        assert_eq!(found, [Finding::Unknown(keys(2))]);
        let text = found[0].to_string();
        let shown = format!(",gran:0x{}", "02".repeat(32));
        assert!(text.ends_with(&shown), "{text}");
    }

    /// A key with the right secret and the wrong scheme also counts as missing: its public key is
    /// another.
    #[test]
    fn a_validator_is_told_which_keys_it_lacks() {
        let mut held = keys(1);
        held[2].1 = vec![9; 32];
        let lacking = vec![(GRANDPA, vec![1; 32])];
        assert_eq!(
            examine(&held, &Known(keys(1)), true),
            [Finding::Missing(VALIDATOR, lacking)]
        );
    }

    #[test]
    fn a_node_that_is_no_validator_is_told_that_it_has_the_keys_of_one() {
        let found = examine(&keys(1), &Known(keys(1)), false);
        assert_eq!(found, [Finding::Unused(VALIDATOR)]);
    }

    /// The storage keys used here match the runtime: in a genesis, the keys of a validator lead to
    /// the validator, and the validator to its keys.
    #[test]
    fn the_keys_are_found_where_the_chain_keeps_them() {
        let json = |preset: Option<&str>| -> serde_json::Value {
            let preset = preset.map(Into::into);
            let bytes = <Runtime as GenesisBuilder<Block>>::get_preset(&preset);
            serde_json::from_slice(&bytes.unwrap()).unwrap()
        };
        sp_state_machine::BasicExternalities::default().execute_with(|| {
            let mut genesis = json(None);
            sc_chain_spec::json_merge(&mut genesis, json(Some(LOCAL_TESTNET_RUNTIME_PRESET)));
            <Runtime as GenesisBuilder<Block>>::build_state(genesis.to_string().into_bytes())
                .unwrap();
            let alice = sp_keyring::Sr25519Keyring::Alice.to_raw_public().to_vec();
            let owner = sp_io::storage::get(&entry(b"KeyOwner", &(AURA, alice.clone()))).unwrap();
            let owner = AccountId::decode(&mut &owner[..]).unwrap();
            let registered = sp_io::storage::get(&entry(b"NextKeys", &owner)).unwrap();
            let kinds: Vec<_> = SESSION_KEYS.iter().map(|(kind, _)| *kind).collect();
            let decoded =
                <Runtime as DecodeKeys<Block>>::decode_session_keys(registered.into()).unwrap();
            assert!(decoded.contains(&(alice, AURA)));
            for (_, kind) in &decoded {
                assert!(kinds.contains(kind));
            }
            assert_eq!(decoded.len(), kinds.len());
        });
    }
}
