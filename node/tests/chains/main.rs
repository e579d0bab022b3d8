//! The node's parts over real databases and the real runtimes, without a network.

// The SDK's error is large.
#![allow(clippy::result_large_err)]

mod rehearsal;
mod switch;

use aura_node_lib::executor::Executor;
use std::sync::LazyLock;

/// The executor of all tests here, so that each runtime is compiled once.
fn executor() -> Executor {
    static SHARED: LazyLock<Executor> =
        LazyLock::new(|| Executor::builder().with_runtime_cache_size(16).build());
    SHARED.clone()
}
