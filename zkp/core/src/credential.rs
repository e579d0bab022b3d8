//! The message that the issuer signs (`docs/zkp.md`, section 4.4).

use crate::{
    date::Day,
    hash::{p3, p5, tag, to_field},
    signature::PublicKey,
    tags,
    value::ABSENT,
    Fr,
};
use aura_primitives::{
    credentials::{Index, ListId, SchemaId},
    did::Did,
};
use core::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Slots of a credential.
pub const SLOTS: usize = 16;

/// The slot of the salt.
pub const SALT_SLOT: u8 = 0;

/// The children of one node. In lists, from the leaves up.
pub type Children = [Fr; 4];

/// The authority: hash of the issuer's key, its DID and the schema.
pub fn authority(key: &PublicKey, did: &Did, schema: &SchemaId) -> Fr {
    let [u, v] = key.coordinates();
    let did = to_field(tags::DID, did.as_bytes());
    let schema = to_field(tags::SCHEMA, schema.as_bytes());
    p5(tag(tags::AUTHORITY), [u, v, did, schema])
}

/// The holder commitment. It hides the secret from the issuer, and two issuers see different
/// commitments.
pub fn holder(secret: &Fr, blinding: &Fr) -> Fr {
    p3(tag(tags::HOLDER), [*secret, *blinding])
}

/// The nullifier of a person in a scope: a presentation shows it instead of the holder.
pub fn nullifier(secret: &Fr, scope: &Fr) -> Fr {
    p3(tag(tags::NULLIFIER), [*secret, *scope])
}

/// The status entry and the validity of a credential.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meta {
    /// The index in the list, below 2^20.
    pub index: Index,
    /// The status list.
    pub list: ListId,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
}

impl Meta {
    /// Packs `index | list << 20 | from << 64 | until << 128`; all other bits are zero. Dates have
    /// 64 bits of room and use 32: with less room, one could borrow from the other. `None` if the
    /// index has more than twenty bits.
    pub fn to_field(&self) -> Option<Fr> {
        (self.index < 1 << 20).then(|| {
            let low = u64::from(self.index) | u64::from(self.list) << 20;
            Fr::from_raw([low, self.from.0.into(), self.until.0.into(), 0])
        })
    }
}

/// The sixteen slots of a credential: the salt, three reserved for later suites, and the schema's
/// claims.
#[derive(Clone, PartialEq, Eq)]
pub struct Claims([Fr; SLOTS]);

impl Claims {
    /// Claims with all slots absent but the salt: 248 random bits that keep the claims from being
    /// guessed.
    pub fn new(salt: &[u8; 31]) -> Self {
        let mut bytes = [0; 32];
        bytes
            .iter_mut()
            .zip(salt)
            .for_each(|(to, from)| *to = *from);
        let mut claims = Self([ABSENT; SLOTS]);
        // Thirty-one bytes are below the modulus.
        claims.set(
            SALT_SLOT,
            Option::from(Fr::from_bytes(&bytes)).unwrap_or_default(),
        );
        claims
    }

    /// Sets the claim of a slot. Does nothing if the slot does not exist.
    pub fn set(&mut self, slot: u8, value: Fr) {
        if let Some(claim) = self.0.get_mut(usize::from(slot)) {
            *claim = value;
        }
    }

    /// The claim of a slot.
    pub fn get(&self, slot: u8) -> Option<Fr> {
        self.0.get(usize::from(slot)).copied()
    }

    /// The root of the tree over all slots.
    pub fn root(&self) -> Fr {
        node(self.groups())
    }

    /// The children on the path from a slot to the root, each group including the path's own node,
    /// from the leaves up. `None` if the slot does not exist.
    pub fn opening(&self, slot: u8) -> Option<[Children; 2]> {
        let group = usize::from(slot) / 4;
        let leaves = self.0.as_chunks().0.get(group)?;
        Some([*leaves, self.groups()])
    }

    fn groups(&self) -> Children {
        let mut groups = [Fr::zero(); 4];
        for (group, leaves) in groups.iter_mut().zip(self.0.as_chunks().0) {
            *group = node(*leaves);
        }
        groups
    }
}

/// Claims are private: `Debug` prints none.
impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claims(..)")
    }
}

impl Zeroize for Claims {
    fn zeroize(&mut self) {
        self.0.iter_mut().for_each(Zeroize::zeroize);
    }
}

impl Drop for Claims {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for Claims {}

fn node(children: Children) -> Fr {
    p5(tag(tags::CLAIMS), children)
}

/// The message that the issuer signs: `P5("credential"; authority, holder, meta, claims)`. `None`
/// if the index has more than twenty bits.
pub fn message(authority: &Fr, holder: &Fr, meta: &Meta, claims_root: &Fr) -> Option<Fr> {
    let meta = meta.to_field()?;
    Some(p5(
        tag(tags::CREDENTIAL),
        [*authority, *holder, meta, *claims_root],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{signature::SecretKey, value::Value};

    const META: Meta = Meta {
        index: 5,
        list: 7,
        from: Day(739_000),
        until: Day(745_000),
    };

    #[test]
    fn parts_of_meta_have_their_own_bits() {
        let bytes = META.to_field().unwrap().to_bytes();
        let mut expected = [0; 32];
        expected[..8].copy_from_slice(&(5u64 | 7 << 20).to_le_bytes());
        expected[8..12].copy_from_slice(&739_000u32.to_le_bytes());
        expected[16..20].copy_from_slice(&745_000u32.to_le_bytes());
        assert_eq!(bytes, expected);
        let most = Meta {
            index: (1 << 20) - 1,
            list: u32::MAX,
            from: Day(u32::MAX),
            until: Day(u32::MAX),
        };
        let bytes = most.to_field().unwrap().to_bytes();
        assert_eq!(bytes[..7], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
        assert_eq!(
            (bytes[11], bytes[12], bytes[19], bytes[20]),
            (255, 0, 255, 0)
        );
        let beyond = Meta {
            index: 1 << 20,
            ..META
        };
        assert_eq!(beyond.to_field(), None);
        assert_eq!(message(&ABSENT, &ABSENT, &beyond, &ABSENT), None);
    }

    #[test]
    fn every_slot_opens_under_the_root() {
        let mut claims = Claims::new(&[1; 31]);
        for slot in 4..16 {
            claims.set(slot, Value::Integer(slot.into()).to_field());
        }
        for slot in 0..16u8 {
            let [leaves, groups] = claims.opening(slot).unwrap();
            assert_eq!(Some(leaves[usize::from(slot % 4)]), claims.get(slot));
            assert_eq!(groups[usize::from(slot / 4)], node(leaves));
            assert_eq!(node(groups), claims.root());
        }
        assert_eq!(claims.opening(16), None);
        assert_eq!(claims.get(16), None);
    }

    #[test]
    fn every_part_makes_another_message() {
        let key = |seed| SecretKey::from_seed(&[seed; 32]).public_key();
        let of = |key: &PublicKey, did, schema, secret, meta: Meta, claim| {
            let mut claims = Claims::new(&[1; 31]);
            claims.set(4, Fr::from(claim));
            let authority = authority(key, &Did::from([did; 32]), &SchemaId::from([schema; 32]));
            let holder = holder(&Fr::from(secret), &Fr::from(9));
            message(&authority, &holder, &meta, &claims.root()).unwrap()
        };
        let other = Meta { index: 6, ..META };
        let mut all = [
            of(&key(1), 1, 1, 1, META, 1),
            of(&key(2), 1, 1, 1, META, 1),
            of(&key(1), 2, 1, 1, META, 1),
            of(&key(1), 1, 2, 1, META, 1),
            of(&key(1), 1, 1, 2, META, 1),
            of(&key(1), 1, 1, 1, other, 1),
            of(&key(1), 1, 1, 1, META, 2),
        ]
        .map(|message| message.to_bytes())
        .to_vec();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 7);
    }

    #[test]
    fn no_scope_leads_to_the_holder() {
        // Even for a blinding that equals a scope: the tags differ.
        let (secret, blinding) = (Fr::from(3), Fr::from(4));
        assert_ne!(holder(&secret, &blinding), nullifier(&secret, &blinding));
    }

    #[test]
    fn claims_are_not_shown() {
        assert_eq!(alloc::format!("{:?}", Claims::new(&[1; 31])), "Claims(..)");
    }
}
