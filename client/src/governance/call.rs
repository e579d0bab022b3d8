//! Calls of voters: their encoding, which is compared with the runtime's own types in tests.

use super::{
    types::{AccountVote, Bounded, Enactment, Origin},
    Problem,
};
use crate::{
    staking::{checked, Address},
    state::State,
    Result,
};
use codec::{Compact, Encode};
use sp_crypto_hashing::blake2_256;

/// Maximum number of bytes of a call that a referendum holds itself.
const MAX_INLINE_BYTES: usize = 128;

/// A call of a voter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GovernanceCall {
    /// Submits a referendum.
    Submit {
        /// Origin with which the call is made.
        origin: Origin,
        /// The call.
        proposal: Bounded,
        /// Time of the enactment.
        enactment: Enactment,
    },
    /// Places the decision deposit of a referendum.
    PlaceDecisionDeposit(u32),
    /// Votes on a referendum.
    Vote(u32, AccountVote),
    /// Delegates on a track.
    Delegate {
        /// Number of the track.
        track: u16,
        /// Account that votes for this one.
        to: [u8; 32],
        /// Number from 0 to 6.
        conviction: u8,
        /// The tokens in plancks.
        balance: u128,
    },
    /// Ends a delegation on a track.
    Undelegate(u16),
    /// Releases tokens whose lock on a track is over.
    Unlock(u16, [u8; 32]),
    /// Takes a vote back.
    RemoveVote(u16, u32),
    /// Stores the bytes of a call.
    NotePreimage(Vec<u8>),
    /// Whitelists a call, as the council.
    Whitelist([u8; 32]),
}

/// The call of a referendum that is to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Bytes of the call.
    pub bytes: Vec<u8>,
}

impl Proposal {
    /// Returns the hash of the call.
    pub fn hash(&self) -> [u8; 32] {
        blake2_256(&self.bytes)
    }

    /// Returns the form in which a referendum holds the call.
    pub fn bounded(&self) -> Bounded {
        if self.is_inline() {
            Bounded::Inline(self.bytes.clone())
        } else {
            let length = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
            Bounded::Lookup(self.hash(), length)
        }
    }

    /// Returns true if the referendum holds the bytes itself.
    pub fn is_inline(&self) -> bool {
        self.bytes.len() <= MAX_INLINE_BYTES
    }
}

/// Returns the origin of a track, by its number.
///
/// # Errors
/// If this tool does not know the track.
pub fn origin_of(track: u16) -> std::result::Result<Origin, Problem> {
    Ok(match track {
        0 => Origin::System(0),
        1 => Origin::Track(0),
        10 => Origin::Track(1),
        11 => Origin::Track(2),
        12 => Origin::Track(3),
        20 => Origin::Track(4),
        21 => Origin::Track(5),
        other => return Err(Problem::NoTrack(other.to_string())),
    })
}

impl GovernanceCall {
    /// Returns the names of pallet and call, and their indices.
    const fn place(&self) -> (&'static str, &'static str, [u8; 2]) {
        match self {
            Self::Submit { .. } => ("Referenda", "submit", [25, 0]),
            Self::PlaceDecisionDeposit(_) => ("Referenda", "place_decision_deposit", [25, 1]),
            Self::Vote(..) => ("ConvictionVoting", "vote", [26, 0]),
            Self::Delegate { .. } => ("ConvictionVoting", "delegate", [26, 1]),
            Self::Undelegate(_) => ("ConvictionVoting", "undelegate", [26, 2]),
            Self::Unlock(..) => ("ConvictionVoting", "unlock", [26, 3]),
            Self::RemoveVote(..) => ("ConvictionVoting", "remove_vote", [26, 4]),
            Self::NotePreimage(_) => ("Preimage", "note_preimage", [21, 0]),
            Self::Whitelist(_) => ("Whitelist", "whitelist_call", [23, 0]),
        }
    }

    /// Encodes the call, with the index of the pallet.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (_, _, place) = self.place();
        let arguments = match self {
            Self::Submit {
                origin,
                proposal,
                enactment,
            } => (origin, proposal, enactment).encode(),
            Self::PlaceDecisionDeposit(referendum) => referendum.encode(),
            Self::Vote(referendum, vote) => (Compact(*referendum), vote).encode(),
            Self::Delegate {
                track,
                to,
                conviction,
                balance,
            } => (track, Address::Id(*to), conviction, balance).encode(),
            Self::Undelegate(track) => track.encode(),
            Self::Unlock(track, target) => (track, Address::Id(*target)).encode(),
            Self::RemoveVote(track, referendum) => (Some(*track), referendum).encode(),
            Self::NotePreimage(bytes) => bytes.encode(),
            Self::Whitelist(hash) => hash.encode(),
        };
        [&place[..], &arguments].concat()
    }

    /// Returns the bytes, if the node's runtime gives the call its indices, which never change.
    ///
    /// # Errors
    /// If the runtime has no such pallet or call, or reports other indices.
    pub fn checked(&self, state: &State) -> Result<Vec<u8>> {
        let (pallet, call, _) = self.place();
        checked(state, pallet, call, self.to_bytes())
    }
}

#[cfg(test)]
#[path = "call/tests.rs"]
mod tests;
