//! Keys whose secrets are public.

use polkadot_sdk::*;
use sp_core::{
    crypto::{DeriveJunction, Pair as PairT, DEV_PHRASE},
    ecdsa, ed25519, sr25519,
};
use sp_io::hashing::blake2_256;
use std::{collections::HashMap, sync::LazyLock};

/// Seed phrases printed in documentation.
const PHRASES: [&str; 2] = [
    DEV_PHRASE,
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
];

/// Names from which tools derive development keys.
const NAMES: [&str; 14] = [
    "Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie", "Grace", "Heidi", "One", "Two", "alice",
    "bob", "charlie", "dave",
];

/// Second components of such derivations.
const PARTS: [&str; 16] = [
    "stash",
    "controller",
    "aura",
    "babe",
    "grandpa",
    "gran",
    "audi",
    "authority_discovery",
    "authority-discovery",
    "imon",
    "im_online",
    "beefy",
    "session",
    "validator",
    "council",
    "account",
];

/// Number of numeric derivations, in place of names and second components.
const NUMBERS: u32 = 32;

static PUBLIC: LazyLock<HashMap<[u8; 32], String>> = LazyLock::new(|| {
    let mut keys = HashMap::new();
    let paths = paths();
    for phrase in PHRASES {
        derive::<sr25519::Pair>(&mut keys, phrase, &paths);
        derive::<ed25519::Pair>(&mut keys, phrase, &paths);
        derive::<ecdsa::Pair>(&mut keys, phrase, &paths);
    }
    for byte in 0..=u8::MAX {
        let seed = format!("the seed of 32 bytes {byte:#04x}");
        insert(
            &mut keys,
            sr25519::Pair::from_seed_slice(&[byte; 32]).ok(),
            &seed,
        );
        insert(
            &mut keys,
            ed25519::Pair::from_seed_slice(&[byte; 32]).ok(),
            &seed,
        );
        insert(
            &mut keys,
            ecdsa::Pair::from_seed_slice(&[byte; 32]).ok(),
            &seed,
        );
    }
    keys
});

/// The seed of a key or account, if it is public. The first call derives some ten thousand keys.
pub fn seed_of(key: &[u8; 32]) -> Option<&'static str> {
    PUBLIC.get(key).map(String::as_str)
}

/// Adds the keys derived from a phrase. Soft derivations exist for Sr25519 only.
fn derive<Pair: PairT>(keys: &mut HashMap<[u8; 32], String>, phrase: &str, paths: &[Vec<String>]) {
    let Ok((root, seed)) = Pair::from_phrase(phrase, None) else {
        return;
    };
    for path in paths {
        let junctions = path.iter().map(|part| DeriveJunction::from(&part[1..]));
        let pair = root.derive(junctions, Some(seed.clone())).ok();
        let name = if phrase == DEV_PHRASE && !path.is_empty() {
            format!("`{}`", path.concat())
        } else {
            format!("`{phrase}{}`", path.concat())
        };
        insert(keys, pair.map(|(pair, _)| pair), &name);
    }
}

fn insert<Pair: PairT>(keys: &mut HashMap<[u8; 32], String>, pair: Option<Pair>, seed: &str) {
    let Some(pair) = pair else { return };
    let public = pair.public();
    let bytes: &[u8] = public.as_ref();
    // The account of an ECDSA key is the hash of the key.
    let key = <[u8; 32]>::try_from(bytes).unwrap_or_else(|_| blake2_256(bytes));
    keys.entry(key).or_insert_with(|| seed.to_owned());
}

/// Derivation paths; each component includes its slashes.
fn paths() -> Vec<Vec<String>> {
    let numbers = || (0..NUMBERS).map(|number| number.to_string());
    let names = || NAMES.map(str::to_owned).into_iter().chain(numbers());
    let mut paths = vec![vec![]];
    for name in names() {
        paths.push(vec![format!("//{name}")]);
        paths.push(vec![format!("/{name}")]);
    }
    for name in names() {
        for part in PARTS
            .map(str::to_owned)
            .into_iter()
            .chain(numbers().take(8))
        {
            paths.push(vec![format!("//{name}"), format!("//{part}")]);
        }
    }
    for part in PARTS {
        paths.push(vec![format!("//{part}")]);
        for number in numbers() {
            paths.push(vec![format!("//{part}"), format!("//{number}")]);
        }
    }
    paths
}
