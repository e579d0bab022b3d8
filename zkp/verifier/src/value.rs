//! stand-in
/// offset
pub const fn offset(v: i64) -> u64 {
    (v as u64) ^ (1 << 63)
}
