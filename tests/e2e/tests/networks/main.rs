//! Tests over networks of validators. They run one at a time, since each keeps all cores of the
//! machine busy, and its validators must keep up with their slots.

mod finality;
mod operator;
mod rehearsal;
mod restart;
mod staking;
mod support;
mod switch;
mod twin;
mod upgrade;
mod validators;

use tokio::sync::{Mutex, MutexGuard};

/// Waits until no other test uses the machine. The test has the machine until it drops the guard.
async fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::const_new(());
    TURN.lock().await
}
