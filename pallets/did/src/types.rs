//! Types in storage.

use crate::deposit::Deposit;
use aura_primitives::{
    did::{
        AlsoKnownAs, Control, Did, KeyIndex, Relationships, Services, Signer, Stamp,
        VerificationMethod, VerificationMethods,
    },
    limits,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_io::hashing::blake2_256;
use sp_runtime::AccountId32;

/// Entry of a DID.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[allow(
    clippy::large_enum_variant,
    reason = "values live for one call, and nearly all are of the large variant"
)]
pub enum State<Ticket> {
    /// The DID is in use.
    Active(Record, Deposit<Ticket>),
    /// The DID is deactivated, permanently.
    Deactivated(Tombstone),
}

/// Record of a DID in use.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Record {
    /// Verification methods, in ascending order of their numbers.
    pub methods: VerificationMethods,
    /// Services of the document, in the order in which they were first set.
    pub services: Services,
    /// Other identifiers of the DID subject.
    pub also_known_as: AlsoKnownAs,
    /// Controllers and threshold.
    pub control: Control<AccountId32>,
    /// Number of operations made: the nonce of the next one.
    pub nonce: u64,
    /// Number of the next verification method.
    pub next_key: KeyIndex,
    /// Block and time of the creation.
    pub created: Stamp,
    /// Block and time of this version.
    pub updated: Stamp,
    /// Block of the previous version; `None` for the first one.
    pub previous: Option<u32>,
    /// Hash chain over all previous versions; see [`Record::begin_version`].
    pub history: [u8; 32],
}

impl Record {
    /// Footprint of the entry in bytes, as its deposit counts it.
    ///
    /// A key counts with its maximum size from the start, so that retiring or revoking it, which
    /// adds a stamp, is free and cannot fail for lack of funds.
    pub fn footprint(&self) -> usize {
        let each = self
            .methods
            .len()
            .saturating_mul(VerificationMethod::max_encoded_len());
        let others = (&self.services, &self.also_known_as, &self.control).encoded_size();
        FIXED_BYTES.saturating_add(each).saturating_add(others)
    }

    /// The hash chain including this version: a hash of the previous history, the digest of the
    /// document and the stamp. With all versions at hand, as on an archive node, it proves that
    /// none was left out.
    pub fn whole_history(&self) -> [u8; 32] {
        blake2_256(&(self.history, self.digest(), self.updated).encode())
    }

    /// Begins the version of this block. Must be called before each change of the record.
    pub fn begin_version(&mut self, now: Stamp) {
        if self.updated.block == now.block {
            return;
        }
        self.history = self.whole_history();
        self.previous = Some(self.updated.block);
        self.updated = now;
    }

    /// BLAKE2b-256 digest of the document and its control.
    pub fn digest(&self) -> [u8; 32] {
        let document = (
            &self.methods,
            &self.services,
            &self.also_known_as,
            &self.control,
        );
        blake2_256(&document.encode())
    }

    /// A verification method, in any state.
    pub fn method(&self, index: KeyIndex) -> Option<&VerificationMethod> {
        self.methods.iter().find(|method| method.index == index)
    }

    /// Mutable access to a verification method; see [`Self::method`].
    pub fn method_mut(&mut self, index: KeyIndex) -> Option<&mut VerificationMethod> {
        self.methods.iter_mut().find(|method| method.index == index)
    }

    /// Number of own keys that can act for the DID.
    pub fn own_keys(&self) -> usize {
        self.methods
            .iter()
            .filter(|method| method.controls())
            .count()
    }
}

/// Bytes of every entry: its key in the map, and the fields of fixed size.
const FIXED_BYTES: usize = 256;

/// Remains of a deactivated DID, which distinguish it from one that was never created.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Tombstone {
    /// Block and time of the creation.
    pub created: Stamp,
    /// Block and time of the deactivation.
    pub deactivated: Stamp,
    /// Hash chain over all versions.
    pub history: [u8; 32],
}

/// Bytes of a tombstone's entry with its key. Their price is never released; that of the item is.
pub const TOMBSTONE_BYTES: usize = 96;

/// Signers of a call: at most all signatures, and the submitter if it agrees.
pub type Signers = BoundedVec<Signer<AccountId32>, ConstU32<{ limits::MAX_SIGNATURES + 1 }>>;

/// Origin of a call by a DID. It says what was proven, not what is allowed: each call requires its
/// relationship.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct DidOrigin {
    /// The DID that makes the call.
    pub did: Did,
    /// Verification relationships that the signers prove.
    pub relationships: Relationships,
    /// All signers in strictly ascending order; the submitter only if it agreed too.
    pub signers: Signers,
    /// The submitter, which pays for the call.
    pub submitter: AccountId32,
}
