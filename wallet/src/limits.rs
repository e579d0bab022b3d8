//! Every limit of this crate.

/// Bytes of a wallet file. It is read whole, and decrypted in memory.
pub const MAX_WALLET_FILE_BYTES: u64 = 16 << 20;
/// The cost of trying a passphrase: the parameters of Argon2id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Number of passes over the memory.
    pub passes: u32,
    /// Number of lanes of the memory.
    pub lanes: u32,
}
/// Costs of Argon2id (RFC 9106) in a wallet file, above which it counts as damaged: 1 GiB of
/// memory, and some seconds. Otherwise a file from elsewhere could use up the machine.
pub const MAX_COST: Cost = Cost {
    memory: 1 << 20,
    passes: 16,
    lanes: 16,
};

/// Characters of a new passphrase, at least, as NIST SP 800-63B requires of one that a user chose.
pub const MIN_PASSPHRASE_CHARS: usize = 8;
/// Factor by which normalization lengthens UTF-8, by Unicode's FAQ: 11 for NFKC and NFKD. A buffer
/// that grows leaves copies of the passphrase in memory.
pub const MAX_NORMALIZATION_FACTOR: usize = 11;

/// Characters of the owner's name for a DID.
pub const MAX_NAME_CHARS: usize = 32;
/// Numbers of DIDs in a wallet, and of keys of a DID: a hardened step of SLIP-0010 has 31 bits, and
/// its last number is reserved. The greatest number is one less.
pub const MAX_NUMBERS: u32 = (1 << 31) - 1;

/// Credentials in a wallet.
pub const MAX_CREDENTIALS: usize = 1000;
/// Bytes of a stored credential in canonical JSON (RFC 8785).
pub const MAX_CREDENTIAL_BYTES: usize = 256 * 1024;
/// Commitments in a wallet, one for each credential that was requested.
pub const MAX_COMMITMENTS: usize = 4096;
