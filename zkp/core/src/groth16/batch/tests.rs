use super::{
    super::{prepare, Reference, Simulator},
    *,
};
use aura_primitives::zkp::{Circuit, KeyId, Target, UncompressedG2};
use bls12_381::G1Affine;
use core::cell::Cell;

const ID: KeyId = KeyId {
    circuit: Circuit::Age,
    version: 1,
};

fn inputs(seed: u64) -> Vec<Scalar> {
    (0..10).map(|n| Scalar::from(seed * 100 + n)).collect()
}

fn proof(inputs: &[Scalar]) -> Proof {
    Proof::read(&Simulator::new(ID).prove(inputs)).unwrap()
}

fn key(version: u16) -> PreparedKey {
    let id = KeyId { version, ..ID };
    prepare::<Reference>(&Simulator::new(id).key()).unwrap()
}

/// Adds a multiple of the generator to a point.
fn moved(point: &UncompressedG1, by: Scalar) -> UncompressedG1 {
    let point = G1Affine::from_uncompressed(point).unwrap();
    let sum = G1Affine::generator() * by + point;
    G1Affine::from(sum).to_uncompressed()
}

fn bad(items: &[Item]) -> Vec<usize> {
    let found = verify_batch::<Reference>(items);
    let bad = found.err().map(|error| error.bad).unwrap_or_default();
    bad.into_iter().map(|(place, _)| place).collect()
}

/// [`Reference`], counting the pairs of this thread.
struct CountingBackend;

thread_local! {
    static PAIRS: Cell<usize> = const { Cell::new(0) };
}

impl Backend for CountingBackend {
    fn is_in_g1(point: &UncompressedG1) -> Result<bool, BackendError> {
        Reference::is_in_g1(point)
    }

    fn is_in_g2(point: &UncompressedG2) -> Result<bool, BackendError> {
        Reference::is_in_g2(point)
    }

    fn mul_g1(point: &UncompressedG1, scalar: &[u64]) -> Result<UncompressedG1, BackendError> {
        Reference::mul_g1(point, scalar)
    }

    fn sum_g1(terms: &[(UncompressedG1, Scalar)]) -> Result<UncompressedG1, BackendError> {
        Reference::sum_g1(terms)
    }

    fn pairing(pairs: &[(UncompressedG1, UncompressedG2)]) -> Result<Target, BackendError> {
        PAIRS.set(PAIRS.get() + pairs.len());
        Reference::pairing(pairs)
    }
}

#[test]
fn a_proof_takes_one_pair_and_a_key_three() {
    let keys = [key(1), key(2)];
    let inputs = inputs(1);
    let proofs = [1, 2].map(|version| {
        let id = KeyId { version, ..ID };
        Proof::read(&Simulator::new(id).prove(&inputs)).unwrap()
    });
    let pairs = |of_keys: &[usize]| {
        let items: Vec<_> = of_keys
            .iter()
            .map(|place| Item {
                key: &keys[*place],
                proof: &proofs[*place],
                inputs: &inputs,
            })
            .collect();
        PAIRS.set(0);
        assert_eq!(verify_batch::<CountingBackend>(&items), Ok(()));
        PAIRS.get()
    };
    assert_eq!(pairs(&[0]), 1 + 3);
    assert_eq!(pairs(&[0; 8]), 8 + 3);
    assert_eq!(pairs(&[0, 1, 0, 1, 0]), 5 + 2 * 3);
}

/// Two false proofs whose errors cancel: equal coefficients would accept them.
#[test]
fn errors_do_not_cancel_out() {
    let key = key(1);
    let all = [inputs(1), inputs(2), inputs(3)];
    let mut proofs = all.each_ref().map(|inputs| proof(inputs));
    let item = |place: usize, proofs: &[Proof; 3]| -> (usize, Proof) { (place, proofs[place]) };
    let check = |proofs: &[Proof; 3]| {
        let chosen = [0, 1, 2].map(|place| item(place, proofs));
        let items = chosen.each_ref().map(|(place, proof)| Item {
            key: &key,
            proof,
            inputs: &all[*place],
        });
        bad(&items)
    };
    assert!(check(&proofs).is_empty());
    proofs[0].c = moved(&proofs[0].c, Scalar::from(5));
    proofs[2].c = moved(&proofs[2].c, -Scalar::from(5));
    assert_eq!(check(&proofs), [0, 2]);
}

/// Otherwise a prover could choose a proof to fit its coefficient.
#[test]
fn coefficients_come_from_everything_that_is_checked() {
    let (one, other) = (key(1), key(2));
    let (first, second) = (inputs(1), inputs(2));
    let (proof, again) = (proof(&first), proof(&second));
    let of = |parts: &[(&PreparedKey, &Proof, &[Scalar])]| {
        let items: Vec<_> = parts
            .iter()
            .map(|(key, proof, inputs)| (0, Item { key, proof, inputs }))
            .collect();
        coefficients(&items).collect::<Vec<_>>()
    };
    let base = of(&[(&one, &proof, &first), (&one, &again, &second)]);
    assert_eq!(base[0], [1, 0]);
    assert_eq!(base.len(), 2);
    let mut seen = vec![base[1]];
    let mut changed = second.clone();
    changed[9] += Scalar::one();
    for other in [
        of(&[(&other, &proof, &first), (&one, &again, &second)]),
        of(&[(&one, &proof, &first), (&other, &again, &second)]),
        of(&[(&one, &again, &first), (&one, &again, &second)]),
        of(&[(&one, &proof, &first), (&one, &proof, &second)]),
        of(&[(&one, &proof, &changed), (&one, &again, &second)]),
        of(&[(&one, &proof, &first), (&one, &again, &changed)]),
        of(&[(&one, &proof, &first), (&one, &again, &second[1..])]),
        of(&[(&one, &again, &second), (&one, &proof, &first)]),
        of(&[
            (&one, &proof, &first),
            (&one, &again, &second),
            (&one, &again, &second),
        ]),
    ] {
        // The first coefficient is 1; each of the others is distinct.
        assert_eq!(other[0], [1, 0]);
        seen.extend(&other[1..]);
    }
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), count);
    // Both limbs are used.
    assert!(seen.iter().all(|[low, high]| *low > 0 && *high > 0));
}

#[test]
fn an_empty_batch_holds() {
    assert_eq!(verify_batch::<Reference>(&[]), Ok(()));
}

#[test]
fn inputs_that_are_too_few_are_named_and_not_checked() {
    let key = key(1);
    let inputs = inputs(1);
    let proof = proof(&inputs);
    let item = |inputs| Item {
        key: &key,
        proof: &proof,
        inputs,
    };
    let items = [item(&inputs[..]), item(&inputs[1..]), item(&[])];
    let error = verify_batch::<Reference>(&items).unwrap_err();
    let expected = 10;
    let of = |found| VerifyError::Inputs { expected, found };
    assert_eq!(error.bad, [(1, of(9)), (2, of(0))]);
}
