//! Every limit of this crate. Those of the chain are in `aura-runtime-common`.

use std::time::Duration;

/// Timeout for the first block, after which the session keys are checked without one.
pub const FIRST_BLOCK_TIMEOUT: Duration = Duration::from_secs(60);
/// Positions of one extrinsic that may be a runtime and are tried. Each costs a hash of perhaps
/// megabytes, and an extrinsic could consist of such positions.
pub const MAX_CANDIDATES: usize = 4;
/// Telemetry messages that wait to be sent; further ones are dropped.
pub const MAX_TELEMETRY_MESSAGES: usize = 16;
/// Blocks between two stored justifications. Those at a change of the validator set are always
/// stored.
pub const MAX_JUSTIFICATION_PERIOD_BLOCKS: u32 = 512;
