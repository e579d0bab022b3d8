//! stand-in
use crate::{hash::to_field, tags, Fr};
use aura_primitives::did::Did;
use codec::Encode;
pub fn scope(genesis: &[u8; 32], application: &Did, label: &[u8; 32]) -> Fr {
    to_field(tags::SCOPE, &(genesis, application, label).encode())
}
pub struct Context<'a> {
    pub genesis: &'a [u8; 32],
    pub key_digest: &'a [u8; 32],
    pub application: &'a Did,
    pub policy: &'a [u8; 32],
    pub beneficiary: &'a [u8; 32],
    pub challenge: &'a [u8; 32],
    pub expires: u32,
}
impl Context<'_> {
    pub fn to_field(&self) -> Fr {
        to_field(
            tags::CONTEXT,
            &(
                self.genesis,
                self.key_digest,
                self.application,
                self.policy,
                self.beneficiary,
                self.challenge,
                self.expires,
            )
                .encode(),
        )
    }
}
