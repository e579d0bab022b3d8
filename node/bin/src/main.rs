//! The binary of the node: [`aura_node_lib`] with a version that names the commit.

use std::process::ExitCode;

fn main() -> ExitCode {
    match aura_node_lib::run(env!("SUBSTRATE_CLI_IMPL_VERSION")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error}");
            ExitCode::FAILURE
        }
    }
}
