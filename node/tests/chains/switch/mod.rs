//! The switch over a real database and the real runtimes, by the queue that blocks come in through.

mod chain;
mod epochs;
mod equivocations;
mod metrics;
mod restart;
mod revert;
mod turns;
mod verifying;
mod view;
