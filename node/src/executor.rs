//! What runs the runtime's WASM, and what that WASM may ask of the node.

use polkadot_sdk::*;

/// Host functions beside those that every Substrate node has: the elliptic curves of RFC-0163
/// (BLS12-381, Bandersnatch, Pallas, Vesta).
///
/// They are here before any runtime calls them, since a runtime may only count on what every
/// node of the network already has.
pub type ExtraHostFunctions = sp_crypto_ec_utils::HostFunctionsRfc163;

/// All host functions of the node.
pub type HostFunctions = (sp_io::SubstrateHostFunctions, ExtraHostFunctions);

/// Runs runtimes.
pub type Executor = sc_executor::WasmExecutor<HostFunctions>;

/// The one of all tests, so that each runtime is compiled once.
#[cfg(test)]
pub fn shared() -> Executor {
    static SHARED: std::sync::LazyLock<Executor> =
        std::sync::LazyLock::new(|| Executor::builder().with_runtime_cache_size(16).build());
    SHARED.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_executor::sp_wasm_interface::HostFunctions as _;

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
}
