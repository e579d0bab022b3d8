//! Staking on networks of real nodes.
//!
//! Each scenario prints its figures: `scripts/e2e staking` shows them.

mod hand_over;
mod slash;
