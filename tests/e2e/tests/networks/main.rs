//! Tests over networks of validators. They take turns, since each has the machine's cores busy with
//! a network of its own, and its validators must keep up with their slots.

mod finality;
mod operator;
mod rehearsal;
mod restart;
mod switch;
mod upgrade;
mod validators;

use tokio::sync::{Mutex, MutexGuard};

/// Waits until the machine is the caller's, for as long as it holds what this gives.
async fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::const_new(());
    TURN.lock().await
}
