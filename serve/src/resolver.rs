//! Who is asked.

use aura_client::Result;
use aura_identity::did::{Dereferencing, Resolution, ResolutionOptions};
use codec::Decode;
use std::future::Future;

/// Resolves DIDs, and reads the rest of the chain. An answer or an error comes within a bounded time.
///
/// What goes wrong in resolving is in the result; an error is that there is no result.
pub trait Resolver: Send + Sync + 'static {
    /// Resolves a DID.
    fn resolve(
        &self,
        did: &str,
        options: &ResolutionOptions,
    ) -> impl Future<Output = Result<Resolution>> + Send;

    /// Dereferences a DID URL.
    fn dereference(
        &self,
        did_url: &str,
        options: &ResolutionOptions,
    ) -> impl Future<Output = Result<Dereferencing>> + Send;

    /// How far the chain is final.
    fn finalised(&self) -> impl Future<Output = Result<Finalised>> + Send;

    /// What the runtime answers to a call of its API, in the state after the block `at`.
    fn call<T: Decode + Send>(
        &self,
        function: &'static str,
        arguments: Vec<u8>,
        at: BlockHash,
    ) -> impl Future<Output = Result<T>> + Send;
}

/// The hash of a block.
pub type BlockHash = [u8; 32];

/// The last final block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finalised {
    /// Its hash.
    pub hash: BlockHash,
    /// Its height.
    pub number: u64,
    /// Its time, in milliseconds since 1970.
    pub time: u64,
}
