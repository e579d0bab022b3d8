//! Compiles the runtime that governance has authorised, before a block sets it.
//!
//! The compilation takes seconds. Otherwise it would fall into the slot after the upgrade, on every
//! validator at once. The code comes from this binary, which has the runtimes of its release, or
//! from the pool, to which the upgrade is sent. Only code with the authorised hash is compiled. The
//! code of any other upgrade (set by root, or by the scheduler) is compiled when its block is
//! imported.

use crate::{
    chain_spec,
    client::{FullClient, TransactionPool},
    executor::Executor,
    limits::MAX_CANDIDATES,
};
use aura_runtime_common::{Hash, Hashing};
use codec::Decode;
use futures::StreamExt;
use polkadot_sdk::*;
use sc_client_api::{BlockchainEvents, HeaderBackend, StorageProvider};
use sc_executor::RuntimeVersionOf;
use sc_transaction_pool_api::{InPoolTransaction, TransactionPool as _};
use sp_core::traits::{RuntimeCode, WrappedRuntimeCode};
use sp_runtime::traits::Hash as _;
use sp_state_machine::BasicExternalities;
use sp_storage::StorageKey;
use std::{sync::Arc, time::Instant};

/// First bytes of a compressed runtime, and of an uncompressed one.
const PREFIXES: [&[u8]; 2] = [&[82, 188, 83, 118, 70, 219, 142, 5], b"\0asm"];

/// Bytes of the length before the code: a compact number of 2^14 to 2^30.
const LENGTH_PREFIX_BYTES: usize = 4;

/// Watches the chain and the pool for as long as the node runs.
pub async fn run(client: Arc<FullClient>, pool: Arc<TransactionPool>, executor: Executor) {
    let mut blocks = client.import_notification_stream().fuse();
    let mut transactions = pool.import_notification_stream().fuse();
    // The authorised hash that is not compiled yet, and the last compiled one.
    let (mut wanted, mut warm) = (None, None);
    loop {
        futures::select! {
            block = blocks.next() => {
                let Some(block) = block else { return };
                if !block.is_new_best {
                    continue;
                }
                wanted = authorized(&client).filter(|hash| warm != Some(*hash));
                let Some(hash) = wanted else { continue };
                let own = chain_spec::runtimes().find(|code| Hashing::hash(code) == hash);
                if let Some(code) = own {
                    compile(&executor, code, hash);
                    (wanted, warm) = (None, Some(hash));
                }
            }
            transaction = transactions.next() => {
                let Some(transaction) = transaction else { return };
                let Some(hash) = wanted else { continue };
                let Some(transaction) = pool.ready_transaction(&transaction) else { continue };
                if let Some(code) = code_in(transaction.data().inner(), hash) {
                    compile(&executor, &code, hash);
                    (wanted, warm) = (None, Some(hash));
                }
            }
        }
    }
}

/// The hash of the code that is authorised in the state after the best block.
fn authorized(client: &FullClient) -> Option<Hash> {
    let key = [
        sp_io::hashing::twox_128(b"System"),
        sp_io::hashing::twox_128(b"AuthorizedUpgrade"),
    ];
    let best = client.info().best_hash;
    let value = client.storage(best, &StorageKey(key.concat())).ok()??;
    // A flag follows the hash: true if the version is checked.
    Hash::decode(&mut value.0.as_slice()).ok()
}

/// The code with that hash, if an extrinsic has it among its arguments.
fn code_in(extrinsic: &[u8], hash: Hash) -> Option<Vec<u8>> {
    let begins = |at: &usize| {
        let code = extrinsic.get(*at..).unwrap_or_default();
        PREFIXES.iter().any(|prefix| code.starts_with(prefix))
    };
    let arguments = (LENGTH_PREFIX_BYTES..extrinsic.len()).filter(begins);
    arguments.take(MAX_CANDIDATES).find_map(|at| {
        let argument = extrinsic.get(at.checked_sub(LENGTH_PREFIX_BYTES)?..)?;
        let code = Vec::<u8>::decode(&mut &*argument).ok()?;
        (Hashing::hash(&code) == hash).then_some(code)
    })
}

/// Compiles `code` into the cache that the import of blocks uses, by reading its version.
fn compile(executor: &Executor, code: &[u8], hash: Hash) {
    let start = Instant::now();
    let runtime = RuntimeCode {
        code_fetcher: &WrappedRuntimeCode(code.into()),
        heap_pages: None,
        hash: hash.as_bytes().to_vec(),
    };
    match executor.runtime_version(&mut BasicExternalities::default(), &runtime) {
        Ok(version) => log::info!(
            "🔀 The authorised runtime {}-{} is compiled, in {} ms",
            version.impl_name,
            version.spec_version,
            start.elapsed().as_millis(),
        ),
        Err(error) => log::warn!("🔀 The authorised runtime {hash} cannot be compiled: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Encode;

    const CODE: &[u8] = b"\0asm and what follows";

    /// An extrinsic that carries code of the size of a runtime between other arguments.
    fn extrinsic(code: &[u8]) -> Vec<u8> {
        (b"signature \0asm".as_slice(), code, 7u8).encode()
    }

    fn runtime() -> Vec<u8> {
        CODE.iter().copied().chain([0; 1 << 17]).collect()
    }

    #[test]
    fn the_authorized_code_is_found() {
        let code = runtime();
        let found = code_in(&extrinsic(&code), Hashing::hash(&code));
        assert_eq!(found, Some(code));
    }

    #[test]
    fn other_code_is_not_taken() {
        let code = runtime();
        assert_eq!(code_in(&extrinsic(&code), Hash::repeat_byte(1)), None);
    }

    #[test]
    fn only_so_many_places_are_tried() {
        let code = runtime();
        let decoys = b"\0\0\0\0\0asm".repeat(MAX_CANDIDATES);
        let extrinsic = (decoys.as_slice(), code.as_slice()).encode();
        assert_eq!(code_in(&extrinsic, Hashing::hash(&code)), None);
    }

    #[test]
    fn a_cut_extrinsic_is_no_trouble() {
        let extrinsic = extrinsic(&runtime());
        for length in [0, 3, 4, 30, extrinsic.len() / 2] {
            assert_eq!(code_in(&extrinsic[..length], Hash::zero()), None);
        }
    }
}
