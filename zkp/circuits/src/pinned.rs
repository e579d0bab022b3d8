//! Digests that are written in the code as hexadecimal digits.

/// Decodes a digest of 32 bytes.
///
/// # Panics
///
/// If `digits` are not 64 hexadecimal digits: in a constant, an error of the build.
pub const fn digest(digits: &str) -> [u8; 32] {
    match const_hex::const_decode_to_array(digits.as_bytes()) {
        Ok(digest) => digest,
        Err(_) => panic!("a digest has 64 hexadecimal digits"),
    }
}
