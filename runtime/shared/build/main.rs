//! Compiles a runtime to WASM; each runtime names this file in its manifest.

#[cfg(feature = "std")]
mod target;

fn main() {
    #[cfg(feature = "std")]
    wasm();
}

#[cfg(feature = "std")]
fn wasm() {
    // The lint driver of this workspace belongs to its toolchain; the WASM may need another one.
    std::env::set_var("RUSTC_WORKSPACE_WRAPPER", "");

    // With a target folder outside the checkout, the WASM build does not find the lock file by
    // itself.
    std::env::set_var(
        "WASM_BUILD_WORKSPACE_HINT",
        concat!(env!("CARGO_MANIFEST_DIR"), "/../.."),
    );

    // The builder watches the folders of packages, and the shared sources are outside of them.
    println!("cargo:rerun-if-changed=../shared");

    // The hash that `CheckMetadataHash` compares with (RFC-78) is known before the compilation: a
    // test recomputes it from the native runtime. See docs/decisions.
    let hash = "metadata.hash";
    println!("cargo:rerun-if-changed={hash}");
    let hash = std::fs::read_to_string(hash).expect("metadata.hash must be beside Cargo.toml");
    std::env::set_var("RUNTIME_METADATA_HASH", hash.trim());

    // <target>/<profile>/build/<this package>/out
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let profile = out.ancestors().nth(3).expect("cargo puts it there");
    target::share(&profile.join("wbuild"), env!("CARGO_PKG_NAME"))
        .expect("the target folder can be written to");

    substrate_wasm_builder::WasmBuilder::build_using_defaults();
}
