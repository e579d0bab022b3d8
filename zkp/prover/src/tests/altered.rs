//! Keys of an untrusted maker: altered points, whose failing proofs reveal a part of the witness,
//! and points of another circuit are refused before they are used.

use std::{fs, path::PathBuf, sync::OnceLock};

use aura_primitives::zkp::{KeyId, Provenance};
use aura_zkp_circuits::{check, AnyCircuit, Witness};
use aura_zkp_core::{
    groth16::{verify, Reference},
    statement::{Circuit, Statement},
    Fr,
};
use bls12_381::{G1Affine, G1Projective};
use tempfile::TempDir;

use super::file::{lists, reseal};
use crate::{
    create::{create, Blinding},
    fast::{Assignment, Constraints, Shape},
    key::{set_up, Secrets},
    prove,
    prove::to_proof,
    trial::{random, Bits},
    KeyError, KeyFileError, Keys, ProveError, ProvingKey, Step,
};

const ID: KeyId = KeyId {
    circuit: Circuit::Ownership,
    version: 1,
};

/// A key for these constraints, as a ceremony would deliver it.
fn of_constraints(constraints: &Constraints) -> ProvingKey {
    let [alpha, beta, gamma, delta, tau] = [3, 5, 7, 11, 13].map(|seed| Fr::from(seed).square());
    let secrets = Secrets {
        alpha,
        beta,
        gamma,
        delta,
        tau,
    };
    let transcript = [1; 32];
    set_up(
        ID,
        Provenance::Ceremony { transcript },
        &secrets,
        constraints,
    )
    .unwrap()
}

fn good() -> &'static ProvingKey {
    static GOOD: OnceLock<ProvingKey> = OnceLock::new();
    GOOD.get_or_init(|| of_constraints(&Constraints::of(ID.circuit)))
}

/// The key after a change of its file.
fn altered(key: &ProvingKey, change: impl FnOnce(&mut [u8])) -> ProvingKey {
    let mut bytes = super::file(key);
    change(&mut bytes);
    reseal(&mut bytes);
    ProvingKey::read(bytes.as_slice()).unwrap()
}

/// Adds a multiple of the generator to a point of a file.
fn add(bytes: &mut [u8], place: usize, multiple: Fr) {
    let point: &mut [u8; 96] = (&mut bytes[place..place + 96]).try_into().unwrap();
    let sum = G1Affine::from_uncompressed(point).unwrap() + G1Projective::generator() * multiple;
    *point = G1Affine::from(sum).to_uncompressed();
}

/// Adds to the point of a variable in the list `l`.
fn add_to_l(bytes: &mut [u8], variable: usize, multiple: Fr) {
    let [_, l, ..] = lists(bytes);
    add(bytes, l + 4 + 96 * variable, multiple);
}

/// Adds Δ to the first point of the list `a`, which is that of 1, and −Δ/v to that of a variable.
fn expect_in_a(bytes: &mut [u8], variable: usize, value: Fr) {
    let [_, _, a, ..] = lists(bytes);
    let shape = Shape::of(ID.circuit);
    let place = shape.a_aux.iter().position(|other| *other == variable);
    let place = shape.inputs + place.expect("A speaks of the variable");
    let delta = Fr::from(99);
    add(bytes, a + 4, delta);
    add(bytes, a + 4 + 96 * place, -delta * value.invert().unwrap());
}

fn with_index(index: u32) -> (Statement, Witness) {
    let bits = Bits {
        index,
        word: 1 << 40,
        before: 0,
    };
    random(ID.circuit, &bits).unwrap()
}

fn values((statement, witness): &(Statement, Witness)) -> Vec<Fr> {
    let shape = Shape::of(ID.circuit);
    let mut values = Assignment::with_capacity(shape.inputs, shape.aux);
    let circuit = AnyCircuit::new(statement, witness).unwrap();
    bellman::Circuit::synthesize(circuit, &mut values).unwrap();
    values.aux.clone()
}

/// A variable that equals a bit of the index for every witness.
fn bit_of_index(bit: u32) -> usize {
    let ones = [0, !0, 1 << bit, !(1 << bit)].map(|index| {
        let index = index & 0xf_ffff;
        (
            values(&with_index(index)),
            Fr::from(u64::from(index >> bit & 1)),
        )
    });
    (0..ones[0].0.len())
        .find(|place| ones.iter().all(|(values, bit)| values[*place] == *bit))
        .expect("bits of the index are variables")
}

/// True if a proof with this key holds: an observer of successes and failures learns this.
fn holds(key: &ProvingKey, (statement, witness): &(Statement, Witness)) -> bool {
    let circuit = AnyCircuit::new(statement, witness).unwrap();
    let points = create(key, circuit, &Blinding::draw().unwrap()).unwrap();
    let inputs = statement.inputs().unwrap();
    verify::<Reference>(key.prepared(), &to_proof(&points).unwrap(), &inputs).is_ok()
}

/// Imports a key from its file into a folder of its own.
fn import(key: &ProvingKey) -> (TempDir, Result<Vec<Step>, KeyError>) {
    let folder = tempfile::tempdir().unwrap();
    let steps = import_into(&folder, key, None);
    (folder, steps)
}

fn import_into(
    folder: &TempDir,
    key: &ProvingKey,
    points: Option<&[u8; 32]>,
) -> Result<Vec<Step>, KeyError> {
    let source = folder.path().join("source");
    fs::write(&source, super::file(key)).unwrap();
    let mut steps = vec![];
    let keys = Keys::open(folder.path()).unwrap();
    keys.import(&source, points, &mut |step| steps.push(step))?;
    Ok(steps)
}

fn kept(folder: &TempDir, key: &ProvingKey) -> PathBuf {
    let name = const_hex::encode(key.digest());
    folder.path().join(name).with_extension("key")
}

fn assert_refused(key: &ProvingKey) {
    let (folder, found) = import(key);
    let Err(KeyError::File {
        error: KeyFileError::Trial(error),
        ..
    }) = found
    else {
        panic!("{found:?}");
    };
    assert!(matches!(*error, ProveError::Faulty(_)), "{error}");
    assert!(!kept(&folder, key).exists());
}

#[test]
fn a_key_that_asks_for_a_bit_of_the_index_is_refused() {
    let (good, bit) = (good(), bit_of_index(3));
    let [zero, one] = [0, 1 << 3].map(with_index);
    // Proofs fail if the bit is not 0.
    let oracle = altered(good, |bytes| add_to_l(bytes, bit, Fr::from(9)));
    assert!(holds(&oracle, &zero) && !holds(&oracle, &one));
    assert_refused(&oracle);
    // Proofs fail if it is not 1.
    let oracle = altered(good, |bytes| expect_in_a(bytes, bit, Fr::one()));
    assert!(!holds(&oracle, &zero) && holds(&oracle, &one));
    assert_refused(&oracle);
}

#[test]
fn a_key_that_asks_for_the_holder_is_refused() {
    let (good, known, other) = (good(), with_index(1), with_index(1));
    let place = |value| values(&known).iter().position(|one| *one == value);
    let secret = known.1.secret;
    let secret_place = place(secret).unwrap();
    let oracle = altered(good, |bytes| expect_in_a(bytes, secret_place, secret));
    assert!(holds(&oracle, &known) && !holds(&oracle, &other));
    assert_refused(&oracle);
}

/// Parameters of another circuit with the same variables, in which no input is in another
/// constraint: the verifying key is the same.
#[test]
fn a_key_of_another_circuit_of_the_same_size_is_refused() {
    let mut constraints = Constraints::of(ID.circuit);
    constraints.a.double_last_factor_of_a_variable();
    let other = of_constraints(&constraints);
    assert_eq!(other.digest(), good().digest());
    assert_refused(&other);
}

#[test]
fn a_good_key_is_tried_before_it_is_taken() {
    let good = good();
    // In place of a broken file, and with the digest of its points.
    let folder = tempfile::tempdir().unwrap();
    fs::write(kept(&folder, good), &super::file(good)[..1000]).unwrap();
    let steps = import_into(&folder, good, Some(&good.points())).unwrap();
    assert_eq!(steps, [Step::Checking(ID), Step::Trying(ID)]);
    assert!(fs::read(kept(&folder, good)).unwrap() == super::file(good));
    // Afterwards it is read without a trial; a file placed there by others is tried too.
    let get = || {
        let mut steps = vec![];
        let keys = Keys::open(folder.path()).unwrap();
        let key = keys.get(ID, &good.digest(), &mut |step| steps.push(step));
        (key, steps)
    };
    let (key, steps) = get();
    assert_eq!(steps, [Step::Reading(ID)]);
    assert_eq!(key.unwrap().points(), good.points());
    let mut bytes = super::file(good);
    add_to_l(&mut bytes, bit_of_index(0), Fr::one());
    reseal(&mut bytes);
    fs::write(kept(&folder, good), &bytes).unwrap();
    let (key, steps) = get();
    assert_eq!(steps, [Step::Checking(ID), Step::Trying(ID)]);
    assert!(matches!(
        key,
        Err(KeyError::File {
            error: KeyFileError::Trial(_),
            ..
        })
    ));
}

/// The mark belongs to a trial that the other key passed.
#[test]
fn a_good_key_is_not_replaced_by_one_with_other_points() {
    let good = good();
    let folder = tempfile::tempdir().unwrap();
    let other = altered(good, |bytes| add_to_l(bytes, 0, Fr::one()));
    let bytes = super::file(&other);
    fs::write(kept(&folder, good), &bytes).unwrap();
    let hash = blake2b_simd::Params::new().hash_length(32).hash(&bytes);
    let mark = kept(&folder, good).with_extension("checked");
    fs::write(mark, hash.as_bytes()).unwrap();
    let found = import_into(&folder, good, None);
    let Err(KeyError::OtherPoints {
        kept: here, found, ..
    }) = found
    else {
        panic!("{found:?}");
    };
    assert_eq!((here, found), (other.points(), good.points()));
    assert!(fs::read(kept(&folder, good)).unwrap() == bytes);
}

#[test]
fn a_key_is_taken_only_with_the_points_that_are_expected() {
    let good = good();
    let folder = tempfile::tempdir().unwrap();
    let found = import_into(&folder, good, Some(&[7; 32]));
    assert!(matches!(found, Err(KeyError::NotThePoints { found }) if found == good.points()));
    assert!(!kept(&folder, good).exists());
}

#[test]
fn random_witnesses_of_every_circuit_are_good() {
    for circuit in Circuit::ALL {
        for _ in 0..10 {
            let bits = Bits::draw().unwrap();
            for bits in [bits, bits.opposite()] {
                let (statement, witness) = random(circuit, &bits).unwrap();
                assert_eq!(check(&statement, &witness).unwrap(), Ok(()));
            }
        }
        let (statement, witness) = random(circuit, &Bits::draw().unwrap()).unwrap();
        prove(super::key(circuit), &statement, &witness).unwrap();
    }
}

/// Development keys are pinned by their points: no trial is needed.
#[test]
fn other_points_of_a_key_for_development_are_refused() {
    let key = super::key(Circuit::Ownership);
    let other = altered(key, |bytes| add_to_l(bytes, bit_of_index(0), Fr::one()));
    let (_, found) = import(&other);
    assert!(matches!(
        found,
        Err(KeyError::File {
            error: KeyFileError::Points,
            ..
        })
    ));
}
