//! The switch over a real database and the real runtimes, through the import queue.

mod chain;
mod epochs;
mod equivocations;
mod metrics;
mod restart;
mod revert;
mod turns;
mod verifying;
mod view;
