//! Builds the WASM, and runs it by the SDK's wasmtime.

use std::{fs, path::Path, process::Command};
use wasmtime::{Engine, Error, Instance, Store, TypedFunc};

const TARGET: &str = "wasm32v1-none";

/// What the WASM does: by whom proofs are checked, or what else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// Our verifier.
    Aura,
    /// arkworks.
    Arkworks,
    /// No proofs: hashes and keys of our verifier, by the arithmetic that it has in WASM.
    Fields,
}

impl By {
    /// The feature of this crate.
    const fn feature(self) -> &'static str {
        match self {
            Self::Aura => "aura",
            Self::Arkworks => "arkworks",
            Self::Fields => "fields",
        }
    }
}

/// A WASM that has what it checks in it.
pub struct Module {
    bytes: usize,
    store: Store<()>,
    check: TypedFunc<u32, u32>,
}

impl Module {
    /// Builds it in a folder: as small as a runtime, which is one unit without symbols.
    ///
    /// `data` is a key, and behind it proofs, each with its inputs: for ours a `PreparedKey`, a proof of an
    /// extrinsic and a `Vec<[u8; 32]>`, as SCALE encodes them; for arkworks its own, uncompressed. For hashes
    /// and keys it is their digest.
    ///
    /// # Errors
    ///
    /// If that cannot be built or started.
    pub fn build(by: By, data: &[u8], folder: &Path) -> Result<Self, Error> {
        let folder = folder.join(by.feature());
        fs::create_dir_all(&folder)?;
        let file = folder.join("data");
        fs::write(&file, data)?;
        let status = cargo()
            // The lints are those of the ordinary build.
            .env("RUSTC_WORKSPACE_WRAPPER", "")
            .args(["rustc", "--quiet", "--release", "--locked"])
            .args(["--manifest-path", MANIFEST, "--lib", "--crate-type"])
            .args(["cdylib", "--features", by.feature(), "--target", TARGET])
            .arg("--target-dir")
            .arg(&folder)
            .env("AURA_WASM_DATA", &file)
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "fat")
            .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
            .status()?;
        if !status.success() {
            return Err(Error::msg("cargo could not build the WASM"));
        }
        let code = fs::read(folder.join(TARGET).join("release/aura_zkp_wasm.wasm"))?;
        let engine = Engine::default();
        let module = wasmtime::Module::new(&engine, &code)?;
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[])?;
        let check = instance.get_typed_func(&mut store, "check")?;
        Ok(Self {
            bytes: code.len().saturating_sub(data.len()),
            store,
            check,
        })
    }

    /// Bytes of the WASM, without what it checks.
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether the first `count` proofs hold. To check them begins with reading the key.
    ///
    /// # Errors
    ///
    /// If the WASM traps.
    pub fn check(&mut self, count: u32) -> Result<bool, Error> {
        Ok(self.check.call(&mut self.store, count)? == 1)
    }
}

/// Cargo of the toolchain that has the libraries of the target: another, if `WASM_BUILD_TOOLCHAIN` names one,
/// as for the runtimes.
fn cargo() -> Command {
    match std::env::var_os("WASM_BUILD_TOOLCHAIN") {
        Some(toolchain) => {
            let mut rustup = Command::new("rustup");
            rustup.arg("run").arg(toolchain).arg("cargo");
            rustup
        }
        None => Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
    }
}

/// This crate.
const MANIFEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
