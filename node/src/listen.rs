//! Where the node listens for peers when nobody told it.

use polkadot_sdk::sc_network::{multiaddr::Protocol, Multiaddr};

/// What is added to the p2p port to get the port of WebSocket connections.
///
/// Far enough apart that nodes on neighbouring ports of one machine do not meet. They would not
/// notice: the network library shares ports, and connections would go to either node by chance.
const WEBSOCKET_PORT_OFFSET: u16 = 100;

/// Adds a WebSocket address beside each TCP address, unless one of them is for WebSocket already.
///
/// The SDK gives validators and development nodes plain TCP only. A chain that starts with few
/// nodes, or with one, is then out of reach of light clients in browsers.
pub fn add_websocket(addresses: &mut Vec<Multiaddr>) {
    if addresses.iter().any(is_websocket) {
        return;
    }
    let beside: Vec<_> = addresses.iter().filter_map(websocket_beside).collect();
    addresses.extend(beside);
}

fn is_websocket(address: &Multiaddr) -> bool {
    address
        .iter()
        .any(|part| matches!(part, Protocol::Ws(_) | Protocol::Wss(_)))
}

/// The WebSocket address for a TCP address; none for other transports, or if there is no such
/// port. Port 0, which the system chooses, stays 0.
fn websocket_beside(address: &Multiaddr) -> Option<Multiaddr> {
    let mut parts = address.iter();
    let (host, Protocol::Tcp(port)) = (parts.next()?, parts.next()?) else {
        return None;
    };
    let port = if port == 0 {
        0
    } else {
        port.checked_add(WEBSOCKET_PORT_OFFSET)?
    };
    let address = Multiaddr::empty().with(host).with(Protocol::Tcp(port));
    Some(address.with(Protocol::Ws("/".into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listening(addresses: &[&str]) -> Vec<String> {
        let mut addresses: Vec<Multiaddr> = addresses
            .iter()
            .map(|address| address.parse().unwrap())
            .collect();
        add_websocket(&mut addresses);
        addresses.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn tcp_gets_websocket_beside_it() {
        assert_eq!(
            listening(&["/ip6/::/tcp/30333", "/ip4/0.0.0.0/tcp/30333"]),
            [
                "/ip6/::/tcp/30333",
                "/ip4/0.0.0.0/tcp/30333",
                "/ip6/::/tcp/30433/ws",
                "/ip4/0.0.0.0/tcp/30433/ws",
            ],
        );
    }

    #[test]
    fn websocket_stays_alone() {
        let given = [
            "/ip4/0.0.0.0/tcp/30333/ws",
            "/ip4/0.0.0.0/udp/30333/webrtc-direct",
        ];
        assert_eq!(listening(&given), given);
    }

    #[test]
    fn other_transports_get_nothing() {
        let given = ["/ip4/0.0.0.0/udp/30333/webrtc-direct"];
        assert_eq!(listening(&given), given);
    }

    #[test]
    fn edge_ports() {
        assert_eq!(
            listening(&["/ip4/127.0.0.1/tcp/0"]),
            ["/ip4/127.0.0.1/tcp/0", "/ip4/127.0.0.1/tcp/0/ws"],
        );
        assert_eq!(
            listening(&["/ip4/127.0.0.1/tcp/65500"]),
            ["/ip4/127.0.0.1/tcp/65500"]
        );
    }
}
