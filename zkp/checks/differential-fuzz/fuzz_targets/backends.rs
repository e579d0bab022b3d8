//! The process stops at bytes on which the backends disagree, and libFuzzer keeps these bytes.

#![no_main]

use aura_zkp_differential_fuzz::agree;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    agree(data);
});
