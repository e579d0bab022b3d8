//! The server's interface to the chain.

use aura_client::Result;
use aura_identity::did::{Dereferencing, Resolution, ResolutionOptions};
use codec::Decode;
use std::future::Future;

/// Resolves DIDs and reads other state of the chain. Each method returns within a bounded time.
///
/// Errors of DID resolution are part of the result; `Err` means that there is no result.
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

    /// Returns the last final block.
    fn finalized(&self) -> impl Future<Output = Result<Finalized>> + Send;

    /// Calls the runtime API and returns the decoded answer, in the state after the block `at`.
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
pub struct Finalized {
    /// Hash of the block's header.
    pub hash: BlockHash,
    /// Height of the block; the genesis block has 0.
    pub number: u64,
    /// Timestamp in milliseconds since 1970; 0 for the genesis block.
    pub time: u64,
}
