//! The test vectors of SLIP-0010, all of them.

use super::*;
use crate::{Kind, PrivateKey};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    curve: String,
    seed: String,
    nodes: Vec<Expected>,
}

/// A test vector. A step in `path` is hardened if a `'` follows it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expected {
    path: String,
    chain_code: String,
    private: String,
    public: String,
}

impl Vector {
    fn all() -> Vec<Self> {
        serde_json::from_str(include_str!("vectors.json")).unwrap()
    }

    fn curve(&self) -> (Curve, Kind) {
        match self.curve.as_str() {
            "ed25519" => (Curve::Ed25519, Kind::Ed25519),
            "curve25519" => (Curve::Curve25519, Kind::X25519),
            "secp256k1" => (Curve::Secp256k1, Kind::Secp256k1),
            "nist256p1" => (Curve::P256, Kind::P256),
            other => panic!("{other}"),
        }
    }
}

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    const_hex::decode_to_array(hex).unwrap()
}

impl Expected {
    fn node(&self, curve: Curve) -> Node {
        Node {
            curve,
            key: Zeroizing::new(bytes(&self.private)),
            chain_code: Zeroizing::new(bytes(&self.chain_code)),
        }
    }

    fn check(&self, node: &Node) {
        assert_eq!(const_hex::encode(*node.key), self.private, "{}", self.path);
        assert_eq!(
            const_hex::encode(*node.chain_code),
            self.chain_code,
            "{}",
            self.path
        );
    }
}

#[test]
fn master_keys() {
    for vector in Vector::all() {
        let seed = const_hex::decode(&vector.seed).unwrap();
        let (curve, _) = vector.curve();
        vector.nodes[0].check(&Node::derive(curve, &seed, &[]));
    }
}

/// Derives each hardened step from the node before it, which may be one that is not derived here.
#[test]
fn hardened_steps() {
    let mut steps = 0;
    for vector in Vector::all() {
        let (curve, _) = vector.curve();
        for pair in vector.nodes.windows(2) {
            let [parent, child] = pair else { continue };
            let (_, step) = child.path.rsplit_once('/').unwrap();
            let Some(step) = step.strip_suffix('\'') else {
                continue;
            };
            child.check(&parent.node(curve).child(step.parse().unwrap()));
            steps += 1;
        }
    }
    assert_eq!(steps, 29);
}

#[test]
fn paths_from_the_seed() {
    let mut whole = 0;
    for vector in Vector::all() {
        let seed = const_hex::decode(&vector.seed).unwrap();
        let (curve, _) = vector.curve();
        for expected in &vector.nodes {
            let steps = expected.path.split('/').skip(1);
            let steps = steps.map(|step| step.strip_suffix('\'')?.parse().ok());
            if let Some(path) = steps.collect::<Option<Vec<u32>>>() {
                expected.check(&Node::derive(curve, &seed, &path));
                whole += 1;
            }
        }
    }
    // All vectors for the two forms of Curve25519, and the masters and their children at `m/0'`.
    assert_eq!(whole, 24 + 6 + 2 + 1);
}

/// The vectors prefix keys without a sign with a zero byte.
#[test]
fn public_keys() {
    for vector in Vector::all() {
        let (_, kind) = vector.curve();
        for expected in &vector.nodes {
            let key = PrivateKey::from_bytes(kind, &Zeroizing::new(bytes(&expected.private)));
            let public = const_hex::encode(key.unwrap().public().as_bytes());
            assert_eq!(format!("{public:0>66}"), expected.public);
        }
    }
}
