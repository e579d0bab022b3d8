//! One target folder for the WASM builds of several runtimes.

use std::{fs, io, os::unix::fs::symlink, path::Path};

/// Lets the runtime `package` compile its WASM into `projects/target`.
///
/// The builder keeps a project for each runtime in `projects`, its `wbuild`, and compiles into
/// `target` inside of it. This function makes `target` a link: most crates below the runtimes are
/// the same for all, and are compiled once. Cargo makes builds in one target folder wait for each
/// other. If an environment variable that a crate reads has changed, it compiles the crate again,
/// as with the transaction extension that contains the metadata hash. Runtimes of one name must not
/// share the folder, since their results have the same name.
///
/// # Errors
/// If a folder or the link cannot be made.
pub fn share(projects: &Path, package: &str) -> io::Result<()> {
    let project = projects.join(package);
    fs::create_dir_all(&project)?;
    fs::create_dir_all(projects.join("target"))?;
    match symlink("../target", project.join("target")) {
        // A link from an earlier build, or a folder from before links were used, also works.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}
