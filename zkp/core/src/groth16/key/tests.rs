use super::{
    super::{development, Reference, Simulator},
    *,
};
use aura_primitives::zkp::{Circuit, KeyId};
use bls12_381::{G1Affine, Scalar};

const ID: KeyId = KeyId {
    circuit: Circuit::Ownership,
    version: 1,
};

fn prepared(change: impl FnOnce(&mut VerifyingKey)) -> Result<PreparedKey, KeyError> {
    let mut key = Simulator::new(ID).key();
    assert!(prepare::<Reference>(&key).is_ok());
    change(&mut key);
    prepare::<Reference>(&key)
}

fn refused(change: impl FnOnce(&mut VerifyingKey)) -> KeyError {
    prepared(change).unwrap_err()
}

fn times(point: &UncompressedG2, factor: Scalar) -> UncompressedG2 {
    let point = G2Affine::from_uncompressed(point).unwrap();
    G2Affine::from(point * factor).to_uncompressed()
}

fn base(factor: Scalar) -> UncompressedG2 {
    times(&G2Affine::generator().to_uncompressed(), factor)
}

fn base_g1(factor: Scalar) -> UncompressedG1 {
    G1Affine::from(G1Affine::generator() * factor).to_uncompressed()
}

fn opposite(point: &UncompressedG1) -> UncompressedG1 {
    (-G1Affine::from_uncompressed(point).unwrap()).to_uncompressed()
}

/// A point of the curve with x = 4 and a point of the twist with x = 2, both outside the subgroups.
fn outside() -> (UncompressedG1, UncompressedG2) {
    let (mut g1, mut g2) = ([0; 48], [0; 96]);
    (g1[0], g1[47], g2[0], g2[95]) = (0x80, 4, 0x80, 2);
    let g1 = G1Affine::from_compressed_unchecked(&g1).unwrap();
    let g2 = G2Affine::from_compressed_unchecked(&g2).unwrap();
    assert!(!bool::from(g1.is_torsion_free() | g2.is_torsion_free()));
    (g1.to_uncompressed(), g2.to_uncompressed())
}

#[test]
fn a_delta_of_which_the_secret_is_known_is_refused() {
    let (one, two) = (Scalar::one(), Scalar::from(2));
    for sign in [one, -one] {
        let of_gamma = |factor| refused(|key| key.delta = times(&key.gamma, factor));
        assert_eq!(of_gamma(sign), KeyError::DeltaIsGamma);
        assert_eq!(of_gamma(sign * two), KeyError::DeltaIsTwiceGamma);
        let of_base = refused(|key| key.delta = base(sign));
        assert_eq!(of_base, KeyError::DeltaIsGenerator);
    }
}

#[test]
fn a_key_with_a_secret_of_development_comes_from_no_ceremony() {
    for sign in [Scalar::one(), -Scalar::one()] {
        let gamma = refused(|key| key.gamma = base(development::gamma() * sign));
        let delta = refused(|key| key.delta = base(development::delta() * sign));
        assert_eq!([gamma, delta], [KeyError::Development; 2]);
        // A ceremony that continued from a development key.
        let alpha = refused(|key| key.alpha = base_g1(development::alpha() * sign));
        let beta = refused(|key| key.beta = base(development::beta() * sign));
        assert_eq!([alpha, beta], [KeyError::Development; 2]);
    }
}

#[test]
fn a_key_for_development_has_both_secrets_of_development() {
    let claimed = refused(|key| key.provenance = Provenance::Development);
    assert_eq!(claimed, KeyError::NotDevelopment);
    let of_development = Simulator::development(ID).key();
    assert!(prepare::<Reference>(&of_development).is_ok());
    for change in [
        |key: &mut VerifyingKey| key.gamma = base(Scalar::from(77)),
        |key: &mut VerifyingKey| key.delta = base(Scalar::from(77)),
    ] {
        let mut key = of_development.clone();
        change(&mut key);
        let half = prepare::<Reference>(&key);
        assert_eq!(half, Err(KeyError::NotDevelopment));
    }
}

/// The check that a chain makes at every verification: it does not trust the stored provenance.
#[test]
fn a_stored_key_of_development_is_known_by_any_point_whatever_it_says() {
    let good = prepared(|_| ()).unwrap();
    assert!(!is_development(&good));
    let of_development = prepare::<Reference>(&Simulator::development(ID).key()).unwrap();
    let mut lying = of_development.clone();
    lying.provenance = good.provenance;
    assert!(is_development(&of_development) && is_development(&lying));
    for sign in [Scalar::one(), -Scalar::one()] {
        let mut key = good.clone();
        key.neg_gamma = base(development::gamma() * sign);
        assert!(is_development(&key));
        let mut key = good.clone();
        key.neg_delta = base(development::delta() * sign);
        assert!(is_development(&key));
        let mut key = good.clone();
        key.alpha = base_g1(development::alpha() * sign);
        assert!(is_development(&key));
        let mut key = good.clone();
        key.beta = base(development::beta() * sign);
        assert!(is_development(&key));
    }
}

#[test]
fn points_for_inputs_are_neither_equal_nor_opposite() {
    let (first, second) = (2, 5);
    let same = KeyError::SameInputs { first, second };
    assert_eq!(refused(|key| key.ic[5] = key.ic[2]), same);
    assert_eq!(refused(|key| key.ic[5] = opposite(&key.ic[2])), same);
}

#[test]
fn a_key_has_a_point_for_each_input_and_one_more() {
    let of = |found| KeyError::Inputs { expected: 9, found };
    assert_eq!(refused(|key| key.ic.truncate(8)), of(8));
    assert_eq!(refused(|key| key.ic.truncate(0)), of(0));
    let more = |key: &mut VerifyingKey| key.ic.try_push(key.alpha).unwrap();
    assert_eq!(refused(more), of(10));
    // The number of another circuit.
    assert!(matches!(
        refused(|key| key.id.circuit = Circuit::Range),
        KeyError::Inputs {
            expected: 12,
            found: 9
        }
    ));
}

#[test]
fn every_point_is_one_of_its_group_and_not_the_identity() {
    let (outside_g1, outside_g2) = outside();
    let (mut identity_g1, mut identity_g2) = ([0; 96], [0; 192]);
    (identity_g1[0], identity_g2[0]) = (0x40, 0x40);
    for (g1, g2, error) in [
        (outside_g1, outside_g2, PointError::Subgroup),
        (identity_g1, identity_g2, PointError::Identity),
        ([0; 96], [0; 192], PointError::Curve),
        ([0xff; 96], [0xff; 192], PointError::Encoding),
    ] {
        let of = |point| KeyError::Point { point, error };
        let alpha = refused(|key| key.alpha = g1);
        assert_eq!(alpha, of(KeyPoint::Alpha));
        for place in 0..9 {
            let ic = refused(|key| key.ic[place] = g1);
            assert_eq!(ic, of(KeyPoint::Ic(place)));
        }
        assert_eq!(refused(|key| key.beta = g2), of(KeyPoint::Beta));
        assert_eq!(refused(|key| key.gamma = g2), of(KeyPoint::Gamma));
        assert_eq!(refused(|key| key.delta = g2), of(KeyPoint::Delta));
    }
}

#[test]
fn every_part_of_a_key_makes_another_digest() {
    let good = Simulator::new(ID).key();
    let other = Simulator::new(KeyId {
        circuit: Circuit::Age,
        version: 2,
    })
    .key();
    let changed = |change: &dyn Fn(&mut VerifyingKey)| {
        let mut key = good.clone();
        change(&mut key);
        digest(&key)
    };
    let mut all = vec![
        digest(&good),
        changed(&|key| key.id.circuit = Circuit::Age),
        changed(&|key| key.id.version = 2),
        changed(&|key| key.circuit_hash[31] ^= 1),
        changed(&|key| key.provenance = Provenance::Development),
        changed(&|key| key.provenance = other.provenance),
        changed(&|key| key.alpha = other.alpha),
        changed(&|key| key.beta = other.beta),
        changed(&|key| key.gamma = other.gamma),
        changed(&|key| key.delta = other.delta),
        changed(&|key| key.ic.truncate(8)),
    ];
    all.extend((0..9).map(|place| changed(&|key| key.ic[place] = other.ic[place])));
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn a_key_is_prepared_by_the_chain() {
    let key = Simulator::new(ID).key();
    let prepared = prepare::<Reference>(&key).unwrap();
    assert_eq!(prepared.digest, digest(&key));
    let minus = -Scalar::one();
    assert_eq!(prepared.neg_gamma, times(&key.gamma, minus));
    assert_eq!(prepared.neg_delta, times(&key.delta, minus));
    let pairing = Reference::pairing(&[(key.alpha, key.beta)]).unwrap();
    assert_eq!(prepared.alpha_beta, pairing);
}
