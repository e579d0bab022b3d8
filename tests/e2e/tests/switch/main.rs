//! The switch from Aura consensus to BABE, on networks of real nodes.
//!
//! Each scenario prints its figures: `scripts/e2e switch` shows them. The scenarios take turns,
//! since each has the machine's cores busy with a network of its own.

mod equivocation;
mod kills;
mod late;
mod live;
mod missing_key;
mod old_binary;
mod partition;
mod revert;
mod support;
