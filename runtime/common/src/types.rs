//! The primitive types of the chain, the same in every phase.

use polkadot_sdk::{sp_core, sp_runtime};
use sp_runtime::{
    generic,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
    MultiAddress, MultiSignature, OpaqueExtrinsic,
};

/// Number of a block, counted from genesis.
pub type BlockNumber = u32;
/// Hash of blocks, extrinsics and state: BLAKE2b-256.
pub type Hash = sp_core::H256;
/// Hasher behind [`type@Hash`].
pub type Hashing = BlakeTwo256;
/// Header of a block.
pub type Header = generic::Header<BlockNumber, Hashing>;
/// A block with opaque extrinsics: the node needs no more of them than their bytes.
pub type Block = generic::Block<Header, OpaqueExtrinsic>;
/// Signature of an account: Ed25519, Sr25519 or ECDSA over secp256k1.
pub type Signature = MultiSignature;
/// Identifier of an account, 32 bytes: a public key, or a hash.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// Address of an account in an extrinsic.
pub type Address = MultiAddress<AccountId, ()>;
/// Amount of the native token in its smallest unit; [`crate::constants::currency::AURA`] is one
/// token.
pub type Balance = u128;
/// Number of transactions that an account has sent.
pub type Nonce = u32;
