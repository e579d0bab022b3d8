//! Addresses of nodes.

use crate::{Error, Result};
use serde::Serialize;
use std::{fmt, str::FromStr};
use subxt::rpcs::utils::url_is_secure;

/// WebSocket address at which a node serves RPC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NodeUrl(String);

impl NodeUrl {
    /// Returns the address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks that the connection is private: encrypted, or within this machine.
    ///
    /// # Errors
    /// If others could read and change requests and answers on their way.
    pub fn require_privacy(&self) -> Result<()> {
        match url_is_secure(&self.0) {
            Ok(true) => Ok(()),
            _ => Err(Error::Unencrypted(self.clone())),
        }
    }
}

impl FromStr for NodeUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        let is_websocket = text.starts_with("ws://") || text.starts_with("wss://");
        if !is_websocket || url_is_secure(text).is_err() {
            return Err("give an address such as ws://127.0.0.1:9944 or wss://node.example");
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for NodeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_websockets_are_addresses() {
        for text in [
            "",
            "127.0.0.1:9944",
            "http://127.0.0.1",
            "ws://",
            "ws://a b",
        ] {
            assert!(text.parse::<NodeUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn loopback_and_tls_are_private() {
        for (text, private) in [
            ("ws://127.0.0.1:9944", true),
            ("ws://localhost:9944", true),
            ("ws://[::1]:9944", true),
            ("wss://node.example", true),
            ("ws://node.example", false),
            ("ws://192.0.2.1:9944", false),
        ] {
            let url: NodeUrl = text.parse().unwrap();
            assert_eq!(url.require_privacy().is_ok(), private, "{text}");
        }
    }
}
