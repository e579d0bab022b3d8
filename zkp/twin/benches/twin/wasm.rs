//! The check of a proof as a WASM, built from `aura-zkp-twin-wasm` and run by the SDK's wasmtime.

use std::{fs, path::Path, process::Command};

use wasmtime::{Engine, Error, Instance, Store, TypedFunc};

/// Where it is built.
const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");
const TARGET: &str = "wasm32v1-none";

/// A WASM that has what it checks in it.
pub struct Module {
    bytes: usize,
    store: Store<()>,
    check: TypedFunc<(), u32>,
}

impl Module {
    /// Builds the one that checks `by` a library, with `data` in it: as small as a runtime, which is
    /// one unit without symbols.
    pub fn build(by: &str, data: &[u8]) -> Result<Self, Error> {
        let folder = Path::new(FOLDER).join(by);
        fs::create_dir_all(&folder)?;
        let file = folder.join("data");
        fs::write(&file, data)?;
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--release", "--locked", "--package"])
            .args(["aura-zkp-twin-wasm", "--features", by])
            .args(["--target", TARGET, "--target-dir"])
            .arg(&folder)
            .env("AURA_TWIN_DATA", &file)
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "fat")
            .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
            .status()?;
        if !status.success() {
            return Err(Error::msg("cargo could not build the WASM"));
        }
        let built = format!("{TARGET}/release/aura_zkp_twin_wasm.wasm");
        let code = fs::read(folder.join(built))?;
        let engine = Engine::default();
        let module = wasmtime::Module::new(&engine, &code)?;
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[])?;
        let check = instance.get_typed_func(&mut store, "check")?;
        Ok(Self {
            bytes: code.len() - data.len(),
            store,
            check,
        })
    }

    /// Bytes of the WASM, without what it checks.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Checks it. Whether it holds.
    pub fn check(&mut self) -> Result<bool, Error> {
        Ok(self.check.call(&mut self.store, ())? == 1)
    }
}
