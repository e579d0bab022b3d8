//! stand-in
use crate::{
    hash::{p3, tag},
    Fr,
};
use group::Group;
use jubjub::{AffinePoint, ExtendedPoint, SubgroupPoint};
#[derive(Clone, Copy, Debug)]
pub struct PublicKey(pub AffinePoint);
#[derive(Clone)]
pub struct SecretKey(pub jubjub::Fr);
#[derive(Clone)]
pub struct Signature {
    pub c: [u8; 16],
    pub s: jubjub::Fr,
}
fn e(c: u128) -> jubjub::Fr {
    let mut w = [0; 64];
    w[..16].copy_from_slice(&c.to_le_bytes());
    let c = jubjub::Fr::from_bytes_wide(&w);
    let mut w = [0; 64];
    w[16] = 1;
    jubjub::Fr::from_bytes_wide(&w) + c.double() + jubjub::Fr::one()
}
fn challenge(r: ExtendedPoint, m: Fr) -> Option<u128> {
    let h = p3(tag("challenge"), [AffinePoint::from(r).get_v(), m]).to_bytes();
    if h[31] >= 0x40 {
        return None;
    }
    Some(u128::from_le_bytes(h[..16].try_into().unwrap()))
}
impl SecretKey {
    pub fn public_key(&self) -> PublicKey {
        PublicKey(AffinePoint::from(ExtendedPoint::from(
            SubgroupPoint::generator() * self.0,
        )))
    }
    pub fn sign(&self, m: Fr) -> Signature {
        for i in 1.. {
            let k = jubjub::Fr::from(i) * self.0 * self.0 + jubjub::Fr::one();
            if let Some(c) = challenge((SubgroupPoint::generator() * k).into(), m) {
                return Signature {
                    c: c.to_le_bytes(),
                    s: k + e(c) * self.0,
                };
            }
        }
        unreachable!()
    }
}
impl PublicKey {
    pub fn verify(&self, m: Fr, s: &Signature) -> bool {
        let c = u128::from_le_bytes(s.c);
        challenge(
            ExtendedPoint::from(SubgroupPoint::generator() * s.s)
                - ExtendedPoint::from(self.0) * e(c),
            m,
        ) == Some(c)
    }
}

impl PublicKey {
    pub fn from_bytes(b: &[u8; 32]) -> Result<Self, ()> {
        let p: Option<AffinePoint> = AffinePoint::from_bytes(*b).into();
        let p = p.ok_or(())?;
        if !bool::from(p.is_prime_order()) {
            return Err(());
        }
        Ok(Self(p))
    }
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }
}
impl SecretKey {
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let mut w = [0; 64];
        w[..32].copy_from_slice(seed);
        Self(jubjub::Fr::from_bytes_wide(&w))
    }
}
impl Signature {
    pub fn to_bytes(&self) -> [u8; 48] {
        let mut b = [0; 48];
        b[..16].copy_from_slice(&self.c);
        b[16..].copy_from_slice(&self.s.to_bytes());
        b
    }
    pub fn from_bytes(b: &[u8; 48]) -> Option<Self> {
        let s: Option<jubjub::Fr> = jubjub::Fr::from_bytes(b[16..].try_into().ok()?).into();
        Some(Self {
            c: b[..16].try_into().ok()?,
            s: s?,
        })
    }
}
