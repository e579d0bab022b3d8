use super::*;
use group::cofactor::CofactorGroup;
use proptest::prelude::*;

fn secret(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

/// A point of order eight.
fn small() -> ExtendedPoint {
    // Among many points, one has a component of order eight.
    (1u64..)
        .filter_map(|v| {
            let bytes = Fr::from(v).to_bytes();
            Option::<AffinePoint>::from(AffinePoint::from_bytes(bytes))
        })
        .map(|point| ExtendedPoint::from(point).mul_by_order())
        .find(|point| !bool::from(point.double().double().is_identity()))
        .unwrap()
}

trait MulByOrder {
    fn mul_by_order(&self) -> ExtendedPoint;
}

impl MulByOrder for ExtendedPoint {
    fn mul_by_order(&self) -> ExtendedPoint {
        // ℓ = (ℓ − 1) + 1.
        *self * -Order::one() + *self
    }
}

#[test]
fn a_signature_is_of_its_message_and_key_alone() {
    let (one, other) = (secret(1), secret(2));
    let message = Fr::from(77);
    let signature = one.sign(&message, &[3; 32]);
    assert!(one.public_key().verify(&message, &signature));
    assert!(!other.public_key().verify(&message, &signature));
    assert!(!one.public_key().verify(&Fr::from(78), &signature));
    let mut wrong = signature;
    wrong.c[0] ^= 1;
    assert!(!one.public_key().verify(&message, &wrong));
    let mut wrong = signature;
    wrong.s += Order::one();
    assert!(!one.public_key().verify(&message, &wrong));
}

#[test]
fn keys_are_of_prime_order() {
    let key = secret(1).public_key();
    assert_eq!(PublicKey::from_bytes(&key.to_bytes()), Ok(key));
    let point = ExtendedPoint::from(key.affine());
    let torsion = small();
    let mut refused = Vec::new();
    let mut sum = ExtendedPoint::identity();
    for order in 0..8 {
        // Points of small order, and each plus a point of prime order.
        refused.push(sum);
        if order > 0 {
            refused.push(point + sum);
        }
        sum += torsion;
    }
    assert!(bool::from(sum.is_identity()));
    for point in refused {
        let bytes = AffinePoint::from(point).to_bytes();
        assert_eq!(PublicKey::from_bytes(&bytes), Err(PublicKeyError));
    }
    let in_group: Option<SubgroupPoint> = point.into_subgroup().into();
    assert!(in_group.is_some());
}

/// The bytes decode to the same point, or to none, as in `jubjub`.
fn assert_read_as_jubjub(bytes: [u8; 32]) {
    let expected: Option<AffinePoint> = AffinePoint::from_bytes(bytes).into();
    let found = PublicKey::from_document(&bytes);
    assert_eq!(found.ok().map(|key| key.affine()), expected, "{bytes:?}");
}

#[test]
fn the_edges_are_read_as_jubjub_reads_them() {
    let mut modulus = (-Fr::one()).to_bytes();
    modulus[0] += 1;
    let mut above = modulus;
    above[0] += 1;
    let minus = (-Fr::one()).to_bytes();
    let zero_one_two = [0, 1, 2].map(|v| Fr::from(v).to_bytes());
    for bytes in [modulus, above, minus, [0xff; 32]]
        .into_iter()
        .chain(zero_one_two)
    {
        let mut signed = bytes;
        signed[31] ^= 0x80;
        assert_read_as_jubjub(bytes);
        assert_read_as_jubjub(signed);
    }
}

#[test]
fn keys_have_one_encoding() {
    // The identity with the sign bit, v = 1 plus the modulus, and bytes off the curve.
    let mut negative = [0; 32];
    negative[0] = 1;
    negative[31] = 0x80;
    let mut beyond = (-Fr::one()).to_bytes();
    beyond[0] += 2;
    for bytes in [negative, beyond, [0xff; 32], [0x55; 32]] {
        assert_eq!(PublicKey::from_bytes(&bytes), Err(PublicKeyError));
    }
    let key = secret(4).public_key().to_bytes();
    // v plus the modulus would encode the same point, if v is small enough.
    let mut again = key;
    again[31] |= 0x7f;
    assert!(PublicKey::from_bytes(&again).is_err());
}

#[test]
fn a_response_has_one_encoding() {
    let signature = secret(1).sign(&Fr::from(5), &[0; 32]);
    let bytes = signature.to_bytes();
    assert_eq!(Signature::from_bytes(&bytes), Ok(signature));
    let mut order = [0; 48];
    order[16..].copy_from_slice(&(-Order::one()).to_bytes());
    assert!(Signature::from_bytes(&order).is_ok());
    order[16] += 1;
    assert_eq!(Signature::from_bytes(&order), Err(SignatureError));
    assert_eq!(Signature::from_bytes(&[0xff; 48]), Err(SignatureError));
}

/// The signer retries until the challenge has fewer bits; a verifier refuses all others.
#[test]
fn a_challenge_of_too_many_bits_is_refused() {
    let secret = secret(9);
    let key = secret.public_key();
    let message = Fr::from(5);
    let mut found = 0;
    for n in 1u64..20 {
        let nonce = Order::from(n);
        let point = SubgroupPoint::generator() * nonce;
        if challenge(&point, &message).is_some() {
            continue;
        }
        found += 1;
        let affine = AffinePoint::from(ExtendedPoint::from(point));
        let hash = p3(tag(tags::CHALLENGE), [affine.get_v(), message]).to_bytes();
        let c = *hash.first_chunk().unwrap();
        let s = nonce + exponent(&c) * secret.scalar;
        assert!(!key.verify(&message, &Signature { c, s }));
    }
    assert!(found > 0);
}

#[test]
fn the_nonce_depends_on_everything() {
    let one = secret(1);
    let key = one.public_key().to_bytes();
    let nonce = |secret: &SecretKey, key, message: u64, random: u8, counter| {
        secret
            .nonce(&key, &Fr::from(message), &[random; 32], counter)
            .to_bytes()
    };
    let mut all = vec![
        nonce(&one, key, 1, 1, 0),
        nonce(&secret(2), key, 1, 1, 0),
        nonce(&one, [0; 32], 1, 1, 0),
        nonce(&one, key, 2, 1, 0),
        nonce(&one, key, 1, 2, 0),
        nonce(&one, key, 1, 1, 1),
    ];
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 6);
}

#[test]
fn the_exponent_is_odd_and_has_129_bits() {
    assert_eq!(exponent(&[0; 16]).to_bytes()[..17], {
        let mut bytes = [0; 17];
        (bytes[0], bytes[16]) = (1, 1);
        bytes
    });
    let most = exponent(&[0xff; 16]).to_bytes();
    assert_eq!(most[..16], [0xff; 16]);
    assert_eq!((most[16], most[17]), (2, 0));
}

#[test]
fn secrets_are_not_shown() {
    let secret = secret(1);
    let signature = secret.sign(&Fr::one(), &[0; 32]);
    assert_eq!(
        format!("{secret:?}{signature:?}"),
        "SecretKey(..)Signature(..)"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn points_are_read_as_jubjub_reads_them(bytes: [u8; 32], high in 0u8..0x80) {
        let mut below = bytes;
        below[31] &= high;
        assert_read_as_jubjub(bytes);
        assert_read_as_jubjub(below);
    }

    #[test]
    fn what_is_signed_is_verified(seed: [u8; 32], random: [u8; 32], message: [u64; 4]) {
        let secret = SecretKey::from_seed(&seed);
        let message = Fr::from_raw(message);
        let signature = secret.sign(&message, &random);
        prop_assert!(secret.public_key().verify(&message, &signature));
        prop_assert_eq!(Signature::from_bytes(&signature.to_bytes()), Ok(signature));
    }
}
