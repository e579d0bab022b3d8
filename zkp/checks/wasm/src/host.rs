//! Builds the WASM, and runs it in the SDK's wasmtime.

use std::{fs, path::Path, process::Command};
use wasmtime::{Engine, Error, Instance, Store, TypedFunc};

const TARGET: &str = "wasm32v1-none";

/// The content of the WASM.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// Our verifier of proofs.
    Aura,
    /// The verifier of arkworks.
    Arkworks,
    /// No proofs: hashes and keys of our verifier, in the arithmetic that it uses in WASM.
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

/// A WASM with its data compiled in.
pub struct Module {
    bytes: usize,
    store: Store<()>,
    check: TypedFunc<u32, u32>,
}

impl Module {
    /// Builds the WASM in a folder, optimised for size like a runtime: one codegen unit, no
    /// symbols.
    ///
    /// `data` is a key, followed by proofs, each with its inputs: for our verifier a `PreparedKey`,
    /// a proof of an extrinsic and a `Vec<[u8; 32]>`, as SCALE encodes them; for arkworks its own
    /// uncompressed encoding. For hashes and keys it is their digest.
    ///
    /// # Errors
    ///
    /// If the WASM cannot be built or started.
    pub fn build(by: By, data: &[u8], folder: &Path) -> Result<Self, Error> {
        let folder = folder.join(by.feature());
        fs::create_dir_all(&folder)?;
        let file = folder.join("data");
        fs::write(&file, data)?;
        let status = cargo()
            // The ordinary build runs the lints.
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

    /// Bytes of the WASM, without its data.
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Reads the key and verifies the first `count` proofs: true if all hold.
    ///
    /// # Errors
    ///
    /// If the WASM traps.
    pub fn check(&mut self, count: u32) -> Result<bool, Error> {
        Ok(self.check.call(&mut self.store, count)? == 1)
    }
}

/// Cargo of the toolchain that has the target's libraries: `WASM_BUILD_TOOLCHAIN` may name another
/// one, as for the runtimes.
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
