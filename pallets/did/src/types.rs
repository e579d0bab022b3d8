//! What is stored of a DID.

use crate::deposit::Deposit;
use aura_primitives::did::{
    limits, AlsoKnownAs, Control, Did, KeyIndex, Relationships, Services, Signer, Stamp,
    VerificationMethod, VerificationMethods,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_io::hashing::blake2_256;
use sp_runtime::AccountId32;

/// A DID that exists, or did.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[allow(
    clippy::large_enum_variant,
    reason = "values live for one call, and nearly all are of the large variant"
)]
pub enum State<Ticket> {
    /// In use.
    Active(Record, Deposit<Ticket>),
    /// Given up for ever.
    Deactivated(Tombstone),
}

/// A DID in use.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Record {
    /// Its keys, in the order of their numbers.
    pub methods: VerificationMethods,
    /// Its services.
    pub services: Services,
    /// Other names of the subject.
    pub also_known_as: AlsoKnownAs,
    /// Who may change it.
    pub control: Control<AccountId32>,
    /// How many operations it has signed.
    pub nonce: u64,
    /// The number of the next key.
    pub next_key: KeyIndex,
    /// When it was created.
    pub created: Stamp,
    /// When this version of the document was set.
    pub updated: Stamp,
    /// The block of the version before this one.
    pub previous: Option<u32>,
    /// A hash chain over all versions before this one; see [`Record::begin_version`].
    pub history: [u8; 32],
}

impl Record {
    /// Its entry in state, as it is paid for.
    ///
    /// A key counts in full from the start, so that retiring or revoking one, which notes when,
    /// costs nothing and can never fail for want of money.
    pub fn footprint(&self) -> usize {
        let each = self
            .methods
            .len()
            .saturating_mul(VerificationMethod::max_encoded_len());
        let others = (&self.services, &self.also_known_as, &self.control).encoded_size();
        FIXED.saturating_add(each).saturating_add(others)
    }

    /// The hash chain with this version in it: the history before, the digest of the document and
    /// the stamp under which it was set. With all versions at hand, which archive nodes have,
    /// anybody can check that none was left out.
    pub fn whole_history(&self) -> [u8; 32] {
        blake2_256(&(self.history, self.digest(), self.updated).encode())
    }

    /// Begins the version that the changes of this block make. To be called before each of them.
    pub fn begin_version(&mut self, now: Stamp) {
        if self.updated.block == now.block {
            return;
        }
        self.history = self.whole_history();
        self.previous = Some(self.updated.block);
        self.updated = now;
    }

    /// The digest of the document and of who controls it.
    pub fn digest(&self) -> [u8; 32] {
        let document = (
            &self.methods,
            &self.services,
            &self.also_known_as,
            &self.control,
        );
        blake2_256(&document.encode())
    }

    /// A key, whatever its state.
    pub fn method(&self, index: KeyIndex) -> Option<&VerificationMethod> {
        self.methods.iter().find(|method| method.index == index)
    }

    /// As [`Self::method`], to change it.
    pub fn method_mut(&mut self, index: KeyIndex) -> Option<&mut VerificationMethod> {
        self.methods.iter_mut().find(|method| method.index == index)
    }

    /// How many keys may act for the DID.
    pub fn own_keys(&self) -> usize {
        self.methods
            .iter()
            .filter(|method| method.controls())
            .count()
    }
}

/// Bytes of an entry that every DID has: its key in the map and the fields of one length.
const FIXED: usize = 256;

/// What stays of a DID that was given up, so that nobody ever takes it for one that never was.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Tombstone {
    /// When it was created.
    pub created: Stamp,
    /// When it was deactivated.
    pub deactivated: Stamp,
    /// The hash chain over all its versions.
    pub history: [u8; 32],
}

/// Bytes of a tombstone's entry with its key. Their price is never paid back; that of the item is.
pub const TOMBSTONE: usize = 96;

/// Signers of a call at most: all signatures, and the account that submits if it agrees.
pub type Signers = BoundedVec<Signer<AccountId32>, ConstU32<{ limits::SIGNATURES + 1 }>>;

/// The origin of a call that a DID makes. It carries what was proven and not what is allowed: each
/// call asks for the relationship that it needs.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct DidOrigin {
    /// Who acts.
    pub did: Did,
    /// In which relationships.
    pub relationships: Relationships,
    /// All who agreed, in strict order. The submitter is among them only if it agreed too.
    pub signers: Signers,
    /// The account that submitted the call. What it costs is this account's to pay.
    pub submitter: AccountId32,
}
