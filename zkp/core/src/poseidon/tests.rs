use super::{grain::Grain, *};
use crate::field::ArkFr;
use alloc::{vec, vec::Vec};
use proptest::prelude::*;

/// Decodes an element from big-endian hexadecimal digits.
fn element(hex: &str) -> Fr {
    let mut bytes: [u8; 32] = const_hex::decode_to_array(hex).unwrap();
    bytes.reverse();
    Fr::from_bytes(&bytes).unwrap()
}

fn numbers<const T: usize>() -> [Fr; T] {
    core::array::from_fn(|i| Fr::from(i as u64))
}

#[test]
fn three_lanes_are_permuted_as_the_reference_does() {
    let mut lanes = numbers::<3>();
    permute3(&mut lanes);
    let expected = [
        "28ce19420fc246a05553ad1e8c98f5c9d67166be2c18e9e4cb4b4e317dd2a78a",
        "51f3e312c95343a896cfd8945ea82ba956c1118ce9b9859b6ea56637b4b1ddc4",
        "3b2b69139b235626a0bfb56c9527ae66a7bf486ad8c11c14d1da0c69bbe0f79a",
    ];
    assert_eq!(lanes, expected.map(element));
    let mut lanes = [0, 123, 456].map(Fr::from);
    permute3(&mut lanes);
    let expected = "6eadb49364ff22d841d40765ef4ac418f19467e8511541850aebf2936338a0fa";
    assert_eq!(lanes[0], element(expected));
}

#[test]
fn five_lanes_are_permuted_as_the_reference_does() {
    let mut lanes = numbers::<5>();
    permute5(&mut lanes);
    let expected = "2a918b9c9f9bd7bb509331c81e297b5707f6fc7393dcee1b13901a0b22202e18";
    assert_eq!(lanes[0], element(expected));
}

/// Generates constants and matrix with the LFSR, and compares them.
fn regenerate<const T: usize>(parameters: &Parameters<T>) {
    let rounds = parameters.round_constants.len();
    assert_eq!(rounds, FULL_ROUNDS + parameters.partial_rounds);
    let mut grain = Grain::new(
        T as u32,
        FULL_ROUNDS as u32,
        parameters.partial_rounds as u32,
    );
    for constant in parameters.round_constants.as_flattened() {
        assert_eq!(*constant, grain.constant());
    }
    assert_eq!(parameters.mds.map(Vec::from).to_vec(), grain.matrix(T));
}

#[test]
fn constants_come_from_the_lfsr() {
    regenerate(&T3);
    regenerate(&T5);
}

type Matrix = Vec<Vec<Fr>>;

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    let entry = |row: &Vec<Fr>, j: usize| row.iter().zip(b).map(|(x, row)| x * row[j]).sum();
    a.iter()
        .map(|row| (0..b[0].len()).map(|j| entry(row, j)).collect())
        .collect()
}

fn of<const T: usize>(rows: &[[Fr; T]]) -> Matrix {
    rows.iter().map(|row| row.to_vec()).collect()
}

fn of_ark<const T: usize>(rows: &[[ArkFr; T]]) -> Matrix {
    let row = |row: &[_; T]| row.iter().map(from_ark).collect();
    rows.iter().map(row).collect()
}

/// The basis: lane 0 stays, and the rows for the others are v, vH, vH², … where v is the first row
/// of the matrix without its first entry, and H the matrix without first row and column.
fn basis<const T: usize>(parameters: &Parameters<T>) -> Matrix {
    let lower: Matrix = parameters.mds[1..]
        .iter()
        .map(|row| row[1..].to_vec())
        .collect();
    let mut rows = vec![parameters.mds[0][1..].to_vec()];
    while rows.len() < T - 1 {
        rows.push(times(&vec![rows.last().unwrap().clone()], &lower).remove(0));
    }
    let mut basis = vec![vec![Fr::zero(); T]; T];
    basis[0][0] = Fr::one();
    for (row, entries) in basis[1..].iter_mut().zip(rows) {
        row[1..].copy_from_slice(&entries);
    }
    basis
}

/// Derives the shortcut from constants and matrix, and compares it.
fn derive<const T: usize>(parameters: &Parameters<T>, shortcut: &Shortcut<T>) {
    let mds = of(parameters.mds);
    let basis = basis(parameters);
    let mut shift = vec![vec![Fr::zero(); T]; T];
    for (i, row) in shift.iter_mut().enumerate() {
        row[0] = from_ark(&shortcut.first_column[i]);
        row[(i + 1) % T] += Fr::from(u64::from(i + 1 < T));
    }
    shift[T - 1] = shortcut.last_row.each_ref().map(from_ark).to_vec();
    assert_eq!(times(&shift, &basis), times(&basis, &mds));
    assert_eq!(of_ark(shortcut.mds), mds);
    assert_eq!(of_ark(shortcut.enter), times(&basis, &mds));
    assert_eq!(times(&of_ark(shortcut.leave), &basis), mds);

    let half = FULL_ROUNDS / 2;
    let (before, constants) = parameters.round_constants.split_at(half);
    assert_eq!(of_ark(shortcut.before), of(before));
    let mut pending = [Fr::zero(); T];
    let mut constants = constants.iter();
    for constant in shortcut.lane_constants {
        add(&mut pending, constants.next().unwrap());
        assert_eq!(pending[0], from_ark(constant));
        pending[0] = Fr::zero();
        mix(&mut pending, parameters.mds);
    }
    add(&mut pending, constants.next().unwrap());
    let after: Vec<_> = [pending].into_iter().chain(constants.copied()).collect();
    assert_eq!(of_ark(shortcut.after), of(&after));
    assert_eq!(shortcut.lane_constants.len(), parameters.partial_rounds);
}

#[test]
fn the_shortcut_follows_from_constants_and_matrix() {
    derive(&T3, &SHORT_T3);
    derive(&T5, &SHORT_T5);
}

/// The permutation as it is published, step by step.
fn permute_plainly<const T: usize>(parameters: &Parameters<T>, lanes: &mut [Fr; T]) {
    let partial = FULL_ROUNDS / 2..FULL_ROUNDS / 2 + parameters.partial_rounds;
    for (round, constants) in parameters.round_constants.iter().enumerate() {
        add(lanes, constants);
        let boxed = if partial.contains(&round) { 1 } else { T };
        for lane in &mut lanes[..boxed] {
            *lane = lane.square().square() * *lane;
        }
        mix(lanes, parameters.mds);
    }
}

fn add<const T: usize>(lanes: &mut [Fr; T], constants: &[Fr; T]) {
    for (lane, constant) in lanes.iter_mut().zip(constants) {
        *lane += constant;
    }
}

fn mix<const T: usize>(lanes: &mut [Fr; T], matrix: &[[Fr; T]; T]) {
    let product = |row: &[Fr; T]| row.iter().zip(&*lanes).map(|(x, y)| x * y).sum();
    *lanes = matrix.each_ref().map(product);
}

/// Any element, including zero and the largest.
fn element_or_edge() -> impl Strategy<Value = Fr> {
    prop_oneof![
        1 => Just(Fr::zero()),
        1 => Just(-Fr::one()),
        6 => any::<[u64; 4]>().prop_map(Fr::from_raw),
    ]
}

proptest! {
    #[test]
    fn the_shortcut_is_the_same_permutation(lanes in prop::array::uniform5(element_or_edge())) {
        let (mut short, mut plain) = (lanes, lanes);
        permute5(&mut short);
        permute_plainly(&T5, &mut plain);
        prop_assert_eq!(short, plain);
        let mut short = [lanes[0], lanes[1], lanes[2]];
        let mut plain = short;
        permute3(&mut short);
        permute_plainly(&T3, &mut plain);
        prop_assert_eq!(short, plain);
    }
}
