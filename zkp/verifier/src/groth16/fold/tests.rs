use super::{
    super::{prepare, verify, verify_folded, Proof, Reference, Simulator, VerifyError},
    *,
};
use aura_primitives::zkp::{Circuit, KeyId};

fn simulator(version: u16) -> Simulator {
    Simulator::new(KeyId {
        circuit: Circuit::Range,
        version,
    })
}

fn key(version: u16) -> PreparedKey {
    prepare::<Reference>(&simulator(version).key()).unwrap()
}

fn fixed(inputs: &[Scalar], places: &[u8]) -> Vec<(u8, Scalar)> {
    let of = |place: &u8| (*place, inputs[usize::from(*place)]);
    places.iter().map(of).collect()
}

#[test]
fn it_makes_no_difference_which_inputs_are_fixed() {
    let inputs: Vec<_> = (1..=11u64).map(Scalar::from).collect();
    let key = key(1);
    let proof = Proof::read(&simulator(1).prove(&inputs)).unwrap();
    let mut wrong = inputs.clone();
    wrong[5] += Scalar::one();
    for places in [&[][..], &[0], &[0, 1, 2, 8, 9, 10], &[3, 4]] {
        let folded = fold::<Reference>(&key, &fixed(&inputs, places)).unwrap();
        let check = |inputs| verify_folded::<Reference>(&key, &folded, &proof, inputs);
        assert_eq!(check(&inputs), Ok(()));
        assert_eq!(check(&wrong), Err(VerifyError::Wrong));
        assert!(check(&inputs[1..]).is_err());
    }
    let all: Vec<u8> = (0..11).collect();
    let folded = fold::<Reference>(&key, &fixed(&inputs, &all)).unwrap();
    let check = |inputs| verify_folded::<Reference>(&key, &folded, &proof, inputs);
    assert_eq!(check(&inputs), Ok(()));
    assert_eq!(check(&wrong), Err(VerifyError::NotFixed(5)));
    assert_eq!(verify::<Reference>(&key, &proof, &inputs), Ok(()));
}

#[test]
fn what_is_fixed_is_fixed_for_one_key() {
    let inputs: Vec<_> = (1..=11u64).map(Scalar::from).collect();
    let folded = fold::<Reference>(&key(2), &fixed(&inputs, &[0])).unwrap();
    let proof = Proof::read(&simulator(1).prove(&inputs)).unwrap();
    let found = verify_folded::<Reference>(&key(1), &folded, &proof, &inputs);
    assert_eq!(found, Err(VerifyError::OtherKey));
}

#[test]
fn inputs_are_fixed_in_order_and_each_once() {
    let one = Scalar::one();
    let fold = |places: &[(u8, Scalar)]| fold::<Reference>(&key(1), places).map(drop);
    assert_eq!(fold(&[(1, one), (1, one)]), Err(FoldError::Order(1)));
    assert_eq!(fold(&[(2, one), (1, one)]), Err(FoldError::Order(1)));
    assert_eq!(fold(&[(11, one)]), Err(FoldError::NoInput(11)));
    assert_eq!(fold(&[(0, one), (10, one)]), Ok(()));
}
