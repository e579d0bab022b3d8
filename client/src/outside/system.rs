//! The operating system as the outside: sockets, its randomness, its clock and `tokio`'s timers.

use super::Outside;
use crate::NodeUrl;
use aura_identity::DateTime;
use futures::future::BoxFuture;
use std::{
    io,
    sync::Arc,
    time::{Duration, SystemTime},
};
use subxt::rpcs::{self, RpcClient};

/// The operating system. It holds no keys.
///
/// A connection takes at most ten seconds, an answer at most a minute and 10 MiB. Connections and
/// timers need a runtime of `tokio`.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

/// Returns the operating system as the outside of operations.
pub fn system() -> Arc<dyn Outside> {
    Arc::new(System)
}

impl Outside for System {
    fn connect<'a>(
        &'a self,
        url: &'a NodeUrl,
    ) -> BoxFuture<'a, std::result::Result<RpcClient, rpcs::Error>> {
        Box::pin(RpcClient::from_insecure_url(url.as_str()))
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(io::Error::from)
    }

    fn now(&self) -> DateTime {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let millis = since.map_or(0, |since| since.as_millis());
        DateTime::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
