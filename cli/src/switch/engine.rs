//! The two consensus engines, and how to recognise them in runtimes and headers.

use crate::rpc::{Header, RuntimeVersion};
use serde::Serialize;
use sp_crypto_hashing::blake2_64;
use std::fmt;
use subxt::{config::substrate::DigestItem, ext::codec::Decode};

/// An engine that authors blocks. There is one for each phase of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// Aura consensus, the engine of phase 1.
    Aura,
    /// BABE, the engine of phase 2.
    Babe,
}

/// The runtime exposes the API of neither engine, or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoEngine;

impl Engine {
    /// Returns the engine that authors on top of a state: the one whose API the runtime exposes.
    ///
    /// # Errors
    /// If the runtime is not one of this network: those expose exactly one.
    pub fn of_runtime(version: &RuntimeVersion) -> Result<Self, NoEngine> {
        let exposes = |api: &str| {
            let id = const_hex::encode_prefixed(blake2_64(api.as_bytes()));
            version.apis.iter().any(|(exposed, _)| *exposed == id)
        };
        match (exposes("AuraApi"), exposes("BabeApi")) {
            (true, false) => Ok(Self::Aura),
            (false, true) => Ok(Self::Babe),
            _ => Err(NoEngine),
        }
    }

    /// Returns the engine that sealed a block; the genesis block has no seal.
    pub fn of_header(header: &Header) -> Option<Self> {
        match header.digest.logs.last()? {
            DigestItem::Seal(engine, _) => Self::of_id(engine),
            _ => None,
        }
    }

    fn of_id(id: &[u8; 4]) -> Option<Self> {
        match id {
            b"aura" => Some(Self::Aura),
            b"BABE" => Some(Self::Babe),
            _ => None,
        }
    }
}

impl fmt::Display for NoEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it does not expose exactly one of AuraApi and BabeApi")
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aura => "phase 1, Aura consensus",
            Self::Babe => "phase 2, BABE",
        })
    }
}

/// Returns the slot of a block, from the first claim in its header.
pub fn slot(header: &Header) -> Option<u64> {
    header.digest.logs.iter().find_map(|item| match item {
        DigestItem::PreRuntime(engine, claim) => match Engine::of_id(engine)? {
            Engine::Aura => u64::decode(&mut claim.as_slice()).ok(),
            // In all three kinds of BABE claims the author's index and the slot come first.
            Engine::Babe => {
                let (_, _, slot) = <(u8, u32, u64)>::decode(&mut claim.as_slice()).ok()?;
                Some(slot)
            }
        },
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use subxt::{
        config::substrate::{Digest, H256},
        ext::codec::Encode,
    };

    // The identifiers that the SDK's chains publish.
    const AURA_API: &str = "0xdd718d5cc53262d4";
    const BABE_API: &str = "0xcbca25e39f142387";

    fn runtime(apis: &[&str]) -> RuntimeVersion {
        RuntimeVersion {
            spec_name: "aura".into(),
            impl_name: "aura".into(),
            spec_version: 1,
            apis: apis.iter().map(|id| (id.to_string(), 1)).collect(),
        }
    }

    fn header(logs: Vec<DigestItem>) -> Header {
        Header {
            parent_hash: H256::zero(),
            number: 1,
            state_root: H256::zero(),
            extrinsics_root: H256::zero(),
            digest: Digest { logs },
        }
    }

    #[test]
    fn the_exposed_api_is_the_phase() {
        let core = "0xdf6acb689907609b";
        assert_eq!(
            Engine::of_runtime(&runtime(&[core, AURA_API])),
            Ok(Engine::Aura)
        );
        assert_eq!(
            Engine::of_runtime(&runtime(&[BABE_API, core])),
            Ok(Engine::Babe)
        );
    }

    #[test]
    fn a_runtime_with_both_or_no_api_is_in_no_phase() {
        assert_eq!(Engine::of_runtime(&runtime(&[])), Err(NoEngine));
        let both = runtime(&[AURA_API, BABE_API]);
        assert_eq!(Engine::of_runtime(&both), Err(NoEngine));
    }

    #[test]
    fn the_seal_is_the_last_item() {
        let seal = |id: &[u8; 4]| DigestItem::Seal(*id, vec![0; 64]);
        assert_eq!(
            Engine::of_header(&header(vec![seal(b"aura")])),
            Some(Engine::Aura)
        );
        assert_eq!(
            Engine::of_header(&header(vec![seal(b"BABE")])),
            Some(Engine::Babe)
        );
        assert_eq!(Engine::of_header(&header(vec![seal(b"pow_")])), None);
        assert_eq!(Engine::of_header(&header(vec![])), None);
        let unsealed = vec![seal(b"aura"), DigestItem::Other(vec![])];
        assert_eq!(Engine::of_header(&header(unsealed)), None);
    }

    #[test]
    fn the_slot_is_read_of_either_engine() {
        let aura = DigestItem::PreRuntime(*b"aura", 7u64.encode());
        assert_eq!(slot(&header(vec![aura])), Some(7));
        let babe = DigestItem::PreRuntime(*b"BABE", (1u8, 3u32, 9u64, [0u8; 96]).encode());
        assert_eq!(slot(&header(vec![babe])), Some(9));
        let cut = DigestItem::PreRuntime(*b"aura", vec![1]);
        assert_eq!(slot(&header(vec![cut])), None);
        assert_eq!(slot(&header(vec![])), None);
    }
}
