//! Builds the runtimes that tests vote in: the released sources with the next `spec_version`.

#[path = "../../runtime/shared/build/target.rs"]
mod target;

use std::{
    env, fs, io,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()?;
    let out = own_folder(Path::new(&env::var("OUT_DIR")?))?;

    env::set_var("OUT_DIR", &out);
    // The target folder may be outside the workspace; the workspace's lock file must be used then
    // too.
    env::set_var("WASM_BUILD_WORKSPACE_HINT", &workspace);
    // The WASM may be compiled by another toolchain than this script. A lint driver that is set for
    // the workspace belongs to this script's toolchain.
    env::set_var("RUSTC_WORKSPACE_WRAPPER", "");
    // The builder watches only the packages themselves for changes.
    let shared = workspace.join("runtime/shared");
    println!("cargo:rerun-if-changed={}", shared.display());

    // <next-runtime>/release/build/next-runtime
    let profile = out.ancestors().nth(2).ok_or("no folder of the profile")?;
    for phase in ["poa", "npos"] {
        target::share(&profile.join("wbuild"), &format!("aura-{phase}-runtime"))?;
        // Each package has its own hash, and that of this version differs from the released one.
        env::remove_var("RUNTIME_METADATA_HASH");
        let file = format!("next_{phase}.rs");
        let mut builder = substrate_wasm_builder::WasmBuilder::new()
            .with_project(workspace.join(format!("runtime/{phase}/Cargo.toml")))?
            .import_memory()
            .export_heap_base()
            .enable_feature("next-spec-version")
            .set_file_name(&file);
        // Phase 2 has the checks of its upgrade, for rehearsals.
        if phase == "npos" {
            builder = builder.enable_feature("try-runtime");
        }
        builder.build();
        let variable = format!("NEXT_{}_RS", phase.to_uppercase());
        let file = out.join(file);
        println!("cargo:rustc-env={variable}={}", file.display());
    }
    Ok(())
}

/// A folder that the builder uses as the output folder of a separate crate.
///
/// The builder puts its project beside the nearest `build` folder above `OUT_DIR`, under the name
/// of the runtime. By default that is the project of the released runtime, which it would
/// overwrite. Every clone of the sources uses the same folder, so that the SDK is compiled only
/// once. The folder also needs the time at which cargo started this script; otherwise cargo would
/// run it every time.
fn own_folder(out: &Path) -> io::Result<PathBuf> {
    // `out` is <target>/<profile>/build/<this package>/out.
    let profile = out.ancestors().nth(3).ok_or(io::ErrorKind::NotFound)?;
    let build = profile.join("next-runtime/release/build");
    let folder = build.join("next-runtime");
    fs::create_dir_all(&folder)?;

    let started = build.join("invoked.timestamp");
    if started.is_symlink() {
        fs::remove_file(&started)?;
    }
    symlink(out.with_file_name("invoked.timestamp"), started)?;
    Ok(folder)
}
