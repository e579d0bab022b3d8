//! One target folder for the WASM builds of several runtimes.

use std::{fs, io, os::unix::fs::symlink, path::Path};

/// Lets the runtime `package` compile its WASM into `projects/target`.
///
/// The builder keeps a project for each runtime in `projects`, its `wbuild`, and compiles into
/// `target` inside of it. That is made a link: most crates below the runtimes are the same for all,
/// and are compiled once. Cargo lets builds of one target folder wait for each other, and compiles
/// again what reads a variable of the environment that has changed, as the extension does that has
/// the hash of the metadata. Runtimes of one name must not share it: the results have that name
/// too.
///
/// # Errors
/// If a folder or the link cannot be made.
pub fn share(projects: &Path, package: &str) -> io::Result<()> {
    let project = projects.join(package);
    fs::create_dir_all(&project)?;
    fs::create_dir_all(projects.join("target"))?;
    match symlink("../target", project.join("target")) {
        // The link of another time, or a folder from before there were links: that works as well.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}
