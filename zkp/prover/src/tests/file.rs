//! Files of keys are read as they were written, and every corrupted file is refused.

use aura_primitives::zkp::{Provenance, VerifyingKey};
use aura_zkp_core::{
    groth16::{self, KeyPoint, PointError},
    statement::Circuit,
};
use bls12_381::{G1Affine, G2Affine};
use codec::{Decode, Encode};

use super::{file, key};
use crate::{KeyFileError, List, ProvingKey};

/// Bytes before the verifying key: magic, label, format, length.
const BEFORE: usize = 36;

fn age() -> Vec<u8> {
    file(key(Circuit::Age))
}

fn refusal(bytes: &[u8]) -> KeyFileError {
    ProvingKey::read(bytes).expect_err("the file is spoilt")
}

/// The offset after the header.
pub(super) fn body(bytes: &[u8]) -> usize {
    let length = u16::from_le_bytes([bytes[34], bytes[35]]);
    BEFORE + usize::from(length) + 32 + 32
}

/// Recomputes the digest of the points in a file.
pub(super) fn reseal(bytes: &mut [u8]) {
    let body = body(bytes);
    let mut state = blake2b_simd::Params::new().hash_length(32).to_state();
    state.update(b"aura/1/proving key\0");
    state.update(&bytes[body - 64..body - 32]);
    state.update(&bytes[body..]);
    bytes[body - 32..body].copy_from_slice(state.finalize().as_bytes());
}

/// The offsets of the lists h, l, a, b in G1 and b in G2, with their lengths.
pub(super) fn lists(bytes: &[u8]) -> [usize; 5] {
    let mut at = body(bytes) + 2 * 96;
    [96, 96, 96, 96, 192].map(|size| {
        let begin = at;
        let length = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        at += 4 + length as usize * size;
        begin
    })
}

const NAMES: [List; 5] = [List::H, List::L, List::A, List::BG1, List::BG2];

/// A file with another verifying key, and with the right digest and label.
fn with_verifying(change: impl FnOnce(&mut VerifyingKey)) -> Vec<u8> {
    let bytes = age();
    let mut verifying = VerifyingKey::decode(&mut &bytes[BEFORE..]).unwrap();
    change(&mut verifying);
    let mut changed = bytes[..16].to_vec();
    let label: &[u8; 16] = match verifying.provenance {
        Provenance::Development => b"development\0\0\0\0\0",
        Provenance::Ceremony { .. } => b"ceremony\0\0\0\0\0\0\0\0",
    };
    changed.extend_from_slice(label);
    changed.extend_from_slice(&bytes[32..34]);
    let encoded = verifying.encode();
    changed.extend_from_slice(&(encoded.len() as u16).to_le_bytes());
    changed.extend_from_slice(&encoded);
    changed.extend_from_slice(&groth16::digest(&verifying));
    changed.extend_from_slice(&bytes[body(&bytes) - 32..]);
    reseal(&mut changed);
    changed
}

#[test]
fn files_come_back_as_they_were_written() {
    for circuit in Circuit::ALL {
        let key = key(circuit);
        let bytes = file(key);
        let read = ProvingKey::read(bytes.as_slice()).unwrap();
        assert_eq!(read.id(), key.id());
        assert_eq!(read.digest(), key.digest());
        assert_eq!(read.points(), key.points());
        assert_eq!(read.verifying_key(), key.verifying_key());
        assert!(file(&read) == bytes);
    }
}

#[test]
fn the_file_says_that_it_is_for_development() {
    assert!(age().starts_with(b"aura proving keydevelopment\0"));
}

#[test]
fn other_files_and_other_formats_are_refused() {
    let mut bytes = age();
    bytes[3] ^= 1;
    assert!(matches!(refusal(&bytes), KeyFileError::NotAKey));
    let mut bytes = age();
    bytes[32] = 1;
    assert!(matches!(refusal(&bytes), KeyFileError::Format(1)));
    let mut bytes = age();
    bytes[16..32].copy_from_slice(b"ceremony\0\0\0\0\0\0\0\0");
    assert!(matches!(refusal(&bytes), KeyFileError::Label));
    let mut bytes = age();
    bytes[BEFORE] = 9;
    assert!(matches!(refusal(&bytes), KeyFileError::Header));
}

#[test]
fn a_file_that_ends_too_early_or_too_late_is_refused() {
    let bytes = age();
    for length in [0, 10, BEFORE + 7, body(&bytes) - 1, bytes.len() - 1] {
        let found = refusal(&bytes[..length]);
        assert!(
            matches!(found, KeyFileError::Truncated),
            "{length}: {found}"
        );
    }
    let longer = [&bytes[..], &[0]].concat();
    assert!(matches!(refusal(&longer), KeyFileError::Trailing));
}

/// Refused before memory is allocated: no points follow these lengths.
#[test]
fn lists_of_another_length_are_refused() {
    let bytes = age();
    for (begin, name) in lists(&bytes).into_iter().zip(NAMES) {
        for wrong in [0, 1, u32::MAX] {
            let cut = [&bytes[..begin], &wrong.to_le_bytes()].concat();
            let found = refusal(&cut);
            let KeyFileError::Length { list, found, .. } = found else {
                panic!("{found}");
            };
            assert_eq!((list, found), (name, wrong as usize));
        }
    }
}

/// A point of the curve outside of G1: one with a small x.
fn outside_g1() -> [u8; 96] {
    let found = (1..=u8::MAX).find_map(|x| {
        let mut bytes = [0; 48];
        bytes[0] = 0x80;
        bytes[47] = x;
        let point: Option<G1Affine> = G1Affine::from_compressed_unchecked(&bytes).into();
        point.filter(|point| !bool::from(point.is_torsion_free()))
    });
    found.unwrap().to_uncompressed()
}

/// A point of the twist outside of G2.
fn outside_g2() -> [u8; 192] {
    let found = (1..=u8::MAX).find_map(|x| {
        let mut bytes = [0; 96];
        bytes[0] = 0x80;
        bytes[95] = x;
        let point: Option<G2Affine> = G2Affine::from_compressed_unchecked(&bytes).into();
        point.filter(|point| !bool::from(point.is_torsion_free()))
    });
    found.unwrap().to_uncompressed()
}

#[test]
fn points_that_are_none_of_their_group_are_refused_in_every_list() {
    let good = age();
    for (begin, name) in lists(&good).into_iter().zip(NAMES) {
        let in_g2 = name == List::BG2;
        let size = if in_g2 { 192 } else { 96 };
        let outside = if in_g2 {
            outside_g2().to_vec()
        } else {
            outside_g1().to_vec()
        };
        let mut identity = vec![0; size];
        identity[0] = 0x40;
        let off_curve = vec![1; size];
        let not_canonical = vec![0x1f; size];
        // The last point of the list, so that all are checked.
        let length = u32::from_le_bytes(good[begin..begin + 4].try_into().unwrap()) as usize;
        let place = begin + 4 + (length - 1) * size;
        for bad in [outside, identity, off_curve, not_canonical] {
            let mut bytes = good.clone();
            bytes[place..place + size].copy_from_slice(&bad);
            reseal(&mut bytes);
            let found = refusal(&bytes);
            assert!(
                matches!(found, KeyFileError::Point { list } if list == name),
                "{name}: {found}"
            );
        }
    }
}

#[test]
fn beta_and_delta_are_the_same_in_both_groups() {
    let good = age();
    let begin = body(&good);
    for (place, name) in [(begin, List::Beta), (begin + 96, List::Delta)] {
        let mut bytes = good.clone();
        let other = G1Affine::generator().to_uncompressed();
        bytes[place..place + 96].copy_from_slice(&other);
        reseal(&mut bytes);
        let found = refusal(&bytes);
        assert!(matches!(found, KeyFileError::NotTheSame(list) if list == name));
        bytes[place..place + 96].copy_from_slice(&outside_g1());
        let found = refusal(&bytes);
        assert!(matches!(found, KeyFileError::Point { list } if list == name));
        let mut identity = [0; 96];
        identity[0] = 0x40;
        bytes[place..place + 96].copy_from_slice(&identity);
        reseal(&mut bytes);
        let found = refusal(&bytes);
        assert!(matches!(found, KeyFileError::Point { list } if list == name));
    }
}

#[test]
fn another_verifying_key_than_the_digest_says_is_refused() {
    let mut bytes = age();
    let digest = body(&bytes) - 33;
    bytes[digest] ^= 1;
    assert!(matches!(refusal(&bytes), KeyFileError::Digest));
    // The version, with the old digest.
    let mut bytes = age();
    bytes[BEFORE + 1] ^= 1;
    assert!(matches!(refusal(&bytes), KeyFileError::Digest));
}

#[test]
fn other_points_than_their_digest_says_are_refused() {
    let good = age();
    let digest = body(&good) - 32;
    let mut bytes = good.clone();
    bytes[digest] ^= 1;
    assert!(matches!(refusal(&bytes), KeyFileError::Points));
    // Each list, by exchanging two points; and the two points before them, by their opposites.
    for (begin, name) in lists(&good).into_iter().zip(NAMES) {
        let size = if name == List::BG2 { 192 } else { 96 };
        let mut bytes = good.clone();
        let (first, second) = bytes[begin + 4..].split_at_mut(size);
        first.swap_with_slice(&mut second[..size]);
        assert!(matches!(refusal(&bytes), KeyFileError::Points), "{name}");
        reseal(&mut bytes);
        assert!(ProvingKey::read(bytes.as_slice()).is_ok(), "{name}");
    }
    for place in [body(&good), body(&good) + 96] {
        let mut bytes = good.clone();
        let point = G1Affine::from_uncompressed(bytes[place..][..96].try_into().unwrap()).unwrap();
        bytes[place..][..96].copy_from_slice(&(-point).to_uncompressed());
        assert!(matches!(refusal(&bytes), KeyFileError::Points));
    }
}

#[test]
fn keys_of_other_constraints_are_refused() {
    let bytes = with_verifying(|key| key.circuit_hash[0] ^= 1);
    let found = refusal(&bytes);
    assert!(matches!(found, KeyFileError::OtherCircuit(Circuit::Age)));
    // The points of another circuit have another number.
    let bytes = with_verifying(|key| key.id.circuit = Circuit::Membership);
    assert!(matches!(refusal(&bytes), KeyFileError::Length { .. }));
}

#[test]
fn a_verifying_key_that_no_chain_takes_is_refused() {
    let bytes = with_verifying(|key| {
        let transcript = [1; 32];
        key.provenance = Provenance::Ceremony { transcript };
    });
    let found = refusal(&bytes);
    assert!(matches!(
        found,
        KeyFileError::Key(groth16::KeyError::Development)
    ));
    let bytes = with_verifying(|key| key.alpha = outside_g1());
    let found = refusal(&bytes);
    let expected = groth16::KeyError::Point {
        point: KeyPoint::Alpha,
        error: PointError::Subgroup,
    };
    assert!(matches!(found, KeyFileError::Key(error) if error == expected));
}
