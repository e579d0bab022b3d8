//! Bytes on which the backends disagree stop the process, and libFuzzer keeps them.

#![no_main]

use aura_zkp_differential_fuzz::agree;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    agree(data);
});
