//! The form of the files: a header, and content that is encrypted under a passphrase.
//! `docs/wallet.md` describes it byte by byte.

use super::Passphrase;
use crate::{
    limits::{Cost, MAX_COST, MAX_WALLET_FILE_BYTES},
    Error, Random, Result,
};
use aes_gcm::{aead::AeadInPlace, Aes256Gcm, KeyInit};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::path::Path;
use zeroize::Zeroizing;

/// The purpose of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A wallet with its phrase.
    Wallet,
    /// An export, without the phrase.
    Export,
}

impl Purpose {
    /// Returns the first bytes of a file.
    const fn magic(self) -> &'static [u8; 12] {
        match self {
            Self::Wallet => b"aura-wallet\0",
            Self::Export => b"aura-export\0",
        }
    }

    /// Returns the name of the purpose in error messages.
    const fn name(self) -> &'static str {
        match self {
            Self::Wallet => "a wallet",
            Self::Export => "an export of a wallet",
        }
    }
}

/// Version of the file form.
const VERSION: u8 = 1;

const SALT: usize = 16;
const NONCE: usize = 12;
const TAG: usize = 16;

/// Length of the header in bytes: magic, version, cost, salt and nonce.
const HEADER: usize = 12 + 1 + 12 + SALT + NONCE;

impl Cost {
    /// The second recommendation of RFC 9106, section 4, which exceeds that of OWASP.
    pub const STANDARD: Self = Self {
        memory: 64 << 10,
        passes: 3,
        lanes: 4,
    };

    fn to_bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        let parts = [self.memory, self.passes, self.lanes];
        for (part, place) in parts.iter().zip(bytes.chunks_exact_mut(4)) {
            place.copy_from_slice(&part.to_le_bytes());
        }
        bytes
    }

    /// Reads the cost; `None` if it exceeds [`MAX_COST`].
    fn from_bytes(bytes: &[u8; 12]) -> Option<Self> {
        let (parts, _) = bytes.as_chunks();
        let [memory, passes, lanes] = *parts else {
            return None;
        };
        let [memory, passes, lanes] = [memory, passes, lanes].map(u32::from_le_bytes);
        let bounded =
            memory <= MAX_COST.memory && passes <= MAX_COST.passes && lanes <= MAX_COST.lanes;
        bounded.then_some(Self {
            memory,
            passes,
            lanes,
        })
    }
}

/// Encrypts `content` under the passphrase.
///
/// # Errors
/// If the content is larger than a file may be, or there is no randomness.
pub fn seal(
    purpose: Purpose,
    cost: Cost,
    passphrase: &Passphrase,
    content: &[u8],
    random: Random<'_>,
) -> Result<Vec<u8>> {
    let mut drawn = [0; SALT + NONCE];
    random(&mut drawn).map_err(Error::Randomness)?;
    let mut header = [0; HEADER];
    let parts: [&[u8]; 4] = [purpose.magic(), &[VERSION], &cost.to_bytes(), &drawn];
    header.copy_from_slice(&parts.concat());

    let length = HEADER + content.len() + TAG;
    if length as u64 > MAX_WALLET_FILE_BYTES {
        return Err(Error::Full);
    }
    let mut bytes = Vec::with_capacity(length);
    bytes.extend_from_slice(&header);
    bytes.extend_from_slice(content);
    let (_, body) = bytes.split_at_mut(HEADER);
    let nonce = drawn.split_at(SALT).1;
    let tag = cipher(&header, cost, passphrase.as_bytes())
        .and_then(|cipher| {
            cipher
                .encrypt_in_place_detached(nonce.into(), &header, body)
                .ok()
        })
        .ok_or(Error::Full)?;
    bytes.extend_from_slice(&tag);
    Ok(bytes)
}

/// Decrypts the bytes of the file at `path`. Also returns the cost of trying a passphrase there.
///
/// # Errors
/// If the file has another purpose or version. Everything else gives one and the same error,
/// whatever the cause.
pub fn open(
    purpose: Purpose,
    path: &Path,
    bytes: &[u8],
    passphrase: &Passphrase,
) -> Result<(Cost, Zeroizing<Vec<u8>>)> {
    let Some(rest) = bytes.strip_prefix(purpose.magic()) else {
        return Err(Error::OtherFile {
            path: path.into(),
            wanted: purpose.name(),
        });
    };
    match rest.first() {
        Some(&VERSION) | None => {}
        Some(version) => {
            return Err(Error::Newer {
                path: path.into(),
                version: (*version).into(),
            })
        }
    }
    let mut forms = passphrase.candidates();
    let opened = forms.find_map(|passphrase| decrypt(bytes, passphrase));
    opened.ok_or_else(|| Error::NotOpened { path: path.into() })
}

fn decrypt(bytes: &[u8], passphrase: &[u8]) -> Option<(Cost, Zeroizing<Vec<u8>>)> {
    let (header, rest) = bytes.split_first_chunk::<HEADER>()?;
    let (body, tag) = rest.split_last_chunk::<TAG>()?;
    let nonce = header.last_chunk::<NONCE>()?;
    let cost = Cost::from_bytes(header.get(13..)?.first_chunk()?)?;
    let cipher = cipher(header, cost, passphrase)?;
    let mut content = Zeroizing::new(body.to_vec());
    cipher
        .decrypt_in_place_detached(nonce.into(), header, &mut content, tag.into())
        .ok()?;
    Some((cost, content))
}

/// Returns the cipher with the key that Argon2id derives from the passphrase and the header's salt.
/// Each file gets a new salt, so no key is used twice.
fn cipher(header: &[u8; HEADER], cost: Cost, passphrase: &[u8]) -> Option<Aes256Gcm> {
    let (_, random) = header.split_last_chunk::<{ SALT + NONCE }>()?;
    let (salt, _) = random.split_at(SALT);
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).ok()?;
    let mut memory = Zeroizing::new(vec![Block::default(); params.block_count()]);
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(passphrase, salt, &mut *key, &mut **memory)
        .ok()?;
    Some(Aes256Gcm::new((&*key).into()))
}

#[cfg(test)]
mod tests;
