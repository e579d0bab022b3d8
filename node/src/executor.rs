//! The executor of runtimes, and the host functions that it offers them.

use polkadot_sdk::*;
use sc_executor::{HeapAllocStrategy, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_service::{config::ExecutorConfiguration, ChainType, Configuration};
use std::{
    env,
    ffi::OsString,
    path::{self, PathBuf},
};

/// Host functions beside those that every Substrate node has: the elliptic curves of RFC-0163
/// (BLS12-381, Bandersnatch, Pallas, Vesta).
///
/// The node offers them before any runtime calls them, since a runtime may use only functions that
/// every node of the network has.
pub type ExtraHostFunctions = sp_crypto_ec_utils::HostFunctionsRfc163;

/// All host functions of the node.
pub type HostFunctions = (sp_io::SubstrateHostFunctions, ExtraHostFunctions);

/// Runs runtimes.
pub type Executor = sc_executor::WasmExecutor<HostFunctions>;

/// Environment variable with a folder in which compiled runtimes are kept, so that a second node
/// need not compile the same one.
///
/// For tests alone, and unsafe elsewhere: nothing checks the machine code in that folder, so anyone
/// who can write there controls the node. A node of a live chain ignores the variable.
pub const UNSAFE_CACHE: &str = "AURA_UNSAFE_RUNTIME_CACHE";

/// Makes the executor of a configuration, with the cache of [`UNSAFE_CACHE`] if it is set.
pub fn new(config: &Configuration) -> Executor {
    let Some(folder) = cache(config.chain_spec.chain_type(), env::var_os(UNSAFE_CACHE)) else {
        return sc_service::new_wasm_executor(&config.executor);
    };
    log::warn!(
        "⚠️ Compiled runtimes are read from {}, because {UNSAFE_CACHE} is set: for tests only",
        folder.display()
    );
    with_cache(&config.executor, folder)
}

/// The folder for compiled runtimes of a chain of that kind.
fn cache(chain: ChainType, folder: Option<OsString>) -> Option<PathBuf> {
    let folder = folder.filter(|folder| !folder.is_empty())?;
    if chain == ChainType::Live {
        log::warn!(
            "⚠️ {UNSAFE_CACHE} is ignored: the chain is live, and that variable is for tests"
        );
        return None;
    }
    // wasmtime refuses a relative path.
    path::absolute(folder).ok()
}

/// Like [`sc_service::new_wasm_executor`], which has no argument for a cache.
fn with_cache(config: &ExecutorConfiguration, folder: PathBuf) -> Executor {
    let strategy = match config.default_heap_pages {
        Some(pages) => HeapAllocStrategy::Static {
            extra_pages: pages.try_into().unwrap_or(u32::MAX),
        },
        None => DEFAULT_HEAP_ALLOC_STRATEGY,
    };
    Executor::builder()
        .with_execution_method(config.wasm_method)
        .with_onchain_heap_alloc_strategy(strategy)
        .with_offchain_heap_alloc_strategy(strategy)
        .with_max_runtime_instances(config.max_runtime_instances)
        .with_runtime_cache_size(config.runtime_cache_size)
        .with_cache_path(folder)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_executor::{sp_wasm_interface::HostFunctions as _, RuntimeVersionOf};
    use sp_core::traits::{RuntimeCode, WrappedRuntimeCode};
    use sp_state_machine::BasicExternalities;

    fn known(name: &str) -> bool {
        HostFunctions::host_functions()
            .iter()
            .any(|function| function.name().starts_with(name))
    }

    #[test]
    fn every_curve_of_rfc_0163_is_there() {
        for function in [
            "ext_host_calls_bls12_381_multi_miller_loop",
            "ext_host_calls_bls12_381_final_exponentiation",
            "ext_host_calls_bls12_381_msm_g1",
            "ext_host_calls_bls12_381_msm_g2",
            "ext_host_calls_ed_on_bls12_381_bandersnatch_msm",
            "ext_host_calls_pallas_msm",
            "ext_host_calls_vesta_msm",
        ] {
            assert!(known(function), "{function} is missing");
        }
    }

    #[test]
    fn no_runtime_of_a_live_chain_is_kept() {
        let folder = Some("/tmp/runtimes".into());
        assert_eq!(cache(ChainType::Live, folder.clone()), None);
        for chain in [ChainType::Development, ChainType::Local] {
            assert_eq!(
                cache(chain.clone(), folder.clone()),
                folder.clone().map(Into::into)
            );
            assert_eq!(cache(chain.clone(), Some("".into())), None);
            assert_eq!(cache(chain, None), None);
        }
        let relative = cache(ChainType::Local, Some("runtimes".into()));
        assert!(relative.is_some_and(|folder| folder.is_absolute()));
    }

    #[test]
    fn a_compiled_runtime_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let code = aura_poa_runtime::WASM_BINARY.unwrap();
        let runtime = RuntimeCode {
            code_fetcher: &WrappedRuntimeCode(code.into()),
            heap_pages: None,
            hash: vec![1],
        };
        let version = || {
            with_cache(&ExecutorConfiguration::default(), folder.path().into())
                .runtime_version(&mut BasicExternalities::default(), &runtime)
                .unwrap()
        };
        let first = version();
        assert!(folder.path().join("modules").is_dir());
        assert_eq!(version(), first);
    }
}
