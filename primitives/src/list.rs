//! Bounded lists.

use alloc::vec::Vec;
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::{Deref, DerefMut};
use scale_info::{Type, TypeInfo};

/// A list of at most `MAX` values: a [`BoundedVec`] that the metadata describes as a `Vec`, which
/// every client can compose.
#[derive(
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
)]
pub struct List<T, const MAX: u32>(BoundedVec<T, ConstU32<MAX>>);

impl<T, const MAX: u32> List<T, MAX> {
    /// An empty list.
    pub fn new() -> Self {
        Self(BoundedVec::new())
    }

    /// A list of the first `MAX` values; the others are dropped.
    pub fn truncate_from(values: Vec<T>) -> Self {
        Self(BoundedVec::truncate_from(values))
    }

    /// The values as a [`Vec`].
    pub fn into_inner(self) -> Vec<T> {
        self.0.into_inner()
    }
}

impl<T: TypeInfo + 'static, const MAX: u32> TypeInfo for List<T, MAX> {
    type Identity = <Vec<T> as TypeInfo>::Identity;

    fn type_info() -> Type {
        Vec::<T>::type_info()
    }
}

impl<T, const MAX: u32> Default for List<T, MAX> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, const MAX: u32> TryFrom<Vec<T>> for List<T, MAX> {
    type Error = Vec<T>;

    /// Returns the values as the error if there are more than `MAX`.
    fn try_from(values: Vec<T>) -> Result<Self, Vec<T>> {
        BoundedVec::try_from(values).map(Self)
    }
}

impl<T, const MAX: u32> From<List<T, MAX>> for Vec<T> {
    fn from(list: List<T, MAX>) -> Self {
        list.into_inner()
    }
}

impl<T: PartialEq, const MAX: u32> PartialEq<Vec<T>> for List<T, MAX> {
    fn eq(&self, values: &Vec<T>) -> bool {
        self.as_slice() == values.as_slice()
    }
}

impl<T, const MAX: u32> Deref for List<T, MAX> {
    type Target = BoundedVec<T, ConstU32<MAX>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T, const MAX: u32> DerefMut for List<T, MAX> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<T, const MAX: u32> IntoIterator for List<T, MAX> {
    type Item = T;
    type IntoIter = alloc::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T, const MAX: u32> IntoIterator for &'a List<T, MAX> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, T, const MAX: u32> IntoIterator for &'a mut List<T, MAX> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        credentials::{ClaimName, SchemaId},
        did::{Did, Relationships, ServiceName, Uri},
        zkp::PolicyId,
    };
    use codec::MaxEncodedLen;
    use scale_info::meta_type;

    #[test]
    fn a_list_is_encoded_and_bounded_as_ever() {
        type Plain = BoundedVec<u32, ConstU32<3>>;
        let values = vec![1, 2, 3];
        let list = List::<u32, 3>::try_from(values.clone()).unwrap();
        assert_eq!(list, values);
        assert_eq!(list.encode(), values.encode());
        assert_eq!(List::<u32, 3>::max_encoded_len(), Plain::max_encoded_len());
        assert_eq!(List::decode(&mut &values.encode()[..]), Ok(list));
        let more = vec![0; 4];
        assert_eq!(List::<u32, 3>::try_from(more.clone()), Err(more.clone()));
        assert!(List::<u32, 3>::decode(&mut &more.encode()[..]).is_err());
    }

    #[test]
    fn types_of_one_field_are_described_as_what_they_hold() {
        assert_eq!(meta_type::<List<Did, 3>>(), meta_type::<Vec<Did>>());
        let bytes = meta_type::<Vec<u8>>();
        for text in [
            meta_type::<Uri>(),
            meta_type::<ServiceName>(),
            meta_type::<ClaimName>(),
        ] {
            assert_eq!(text, bytes);
            assert_eq!(text.type_info(), bytes.type_info());
        }
        let hash = meta_type::<[u8; 32]>();
        for id in [
            meta_type::<Did>(),
            meta_type::<SchemaId>(),
            meta_type::<PolicyId>(),
        ] {
            assert_eq!(id, hash);
            assert_eq!(id.type_info(), hash.type_info());
        }
        assert_eq!(meta_type::<Relationships>(), meta_type::<u8>());
    }
}
