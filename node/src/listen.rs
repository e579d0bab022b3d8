//! Listening addresses: WebSocket beside TCP by default, and only on free ports.

use polkadot_sdk::*;
use sc_cli::RunCmd;
use sc_network::{multiaddr::Protocol, Multiaddr};
use sc_service::Configuration;
use std::{
    io::ErrorKind,
    net::{IpAddr, SocketAddr, TcpListener},
};

/// Difference between the port of WebSocket connections and the p2p port.
///
/// It keeps nodes on neighbouring ports of one machine apart. Two nodes on one port would report no
/// error: the network library shares ports, and connections would reach either node by chance.
const WEBSOCKET_PORT_OFFSET: u16 = 100;

/// Adds a WebSocket address beside each TCP address, unless there is a WebSocket address already.
///
/// The SDK gives validators and development nodes plain TCP only. Light clients in browsers could
/// then not reach a chain that starts with few nodes.
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

/// The WebSocket address for a TCP address; `None` for other transports, or if the port would be
/// above 65,535. Port 0, for which the system chooses a port, stays 0.
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

/// Checks that no other process listens on the ports of this node: the port for peers, and those
/// for RPC and Prometheus if an option names them.
///
/// Without this check the node would start without an error. It would share the port for peers,
/// serve RPC on some other port, and have no metrics. An RPC port that no option names may still be
/// replaced.
///
/// # Errors
///
/// If a port is in use; the text names the port and the option that chooses another.
pub fn check_free(run: &RunCmd, config: &Configuration) -> Result<(), String> {
    for socket in config
        .network
        .listen_addresses
        .iter()
        .filter_map(tcp_socket)
    {
        check_socket(socket, "--port` or `--listen-addr")?;
    }
    if run.rpc_params.rpc_port.is_some() {
        for endpoint in config.rpc.addr.iter().flatten() {
            check_socket(endpoint.listen_addr, "--rpc-port")?;
        }
    }
    match &config.prometheus_config {
        Some(prometheus) if run.prometheus_params.prometheus_port.is_some() => {
            check_socket(prometheus.port, "--prometheus-port")
        }
        _ => Ok(()),
    }
}

/// Only a port in use is an error here. An address that the machine does not have is reported when
/// the node listens on it.
fn check_socket(socket: SocketAddr, option: &str) -> Result<(), String> {
    match TcpListener::bind(socket) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let port = socket.port();
            Err(format!(
                "port {port} is in use, perhaps by another node: choose another with `{option}`"
            ))
        }
        _ => Ok(()),
    }
}

fn tcp_socket(address: &Multiaddr) -> Option<SocketAddr> {
    let mut parts = address.iter();
    let host: IpAddr = match parts.next()? {
        Protocol::Ip4(host) => host.into(),
        Protocol::Ip6(host) => host.into(),
        _ => return None,
    };
    match parts.next()? {
        Protocol::Tcp(port) => Some((host, port).into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_until_it_is_free() {
        let other = TcpListener::bind("127.0.0.1:0").unwrap();
        let socket = other.local_addr().unwrap();
        let error = check_socket(socket, "--port").unwrap_err();
        assert!(
            error.contains(&socket.port().to_string()) && error.contains("--port"),
            "{error}"
        );
        drop(other);
        check_socket(socket, "--port").unwrap();
    }

    #[test]
    fn sockets_of_addresses() {
        let socket = |address: &str| tcp_socket(&address.parse().unwrap());
        assert_eq!(
            socket("/ip4/127.0.0.1/tcp/30333/ws"),
            "127.0.0.1:30333".parse().ok()
        );
        assert_eq!(socket("/ip6/::1/tcp/30333"), "[::1]:30333".parse().ok());
        assert_eq!(socket("/ip4/127.0.0.1/udp/30333/webrtc-direct"), None);
        assert_eq!(socket("/dns/example.org/tcp/30333"), None);
    }

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
