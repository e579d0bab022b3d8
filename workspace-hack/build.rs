//! Does nothing: Cargo counts the features of build dependencies only where a build script is.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
}
