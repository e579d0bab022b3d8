//! The check of one proof as a WASM of its own, by our verifier or by arkworks: to be measured.
//!
//! What is checked is compiled in, from the file that `AURA_TWIN_DATA` names: a key, a proof and its
//! inputs, as the benchmark of `aura-zkp-twin` writes them. For other targets this is empty.

#![cfg_attr(target_family = "wasm", no_std)]

#[cfg(target_family = "wasm")]
extern crate alloc;

#[cfg(all(target_family = "wasm", feature = "arkworks"))]
#[path = "arkworks.rs"]
mod by;
#[cfg(all(target_family = "wasm", feature = "aura"))]
#[path = "aura.rs"]
mod by;

#[cfg(target_family = "wasm")]
mod export {
    use core::hint::black_box;

    #[global_allocator]
    static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

    static DATA: &[u8] = include_bytes!(env!("AURA_TWIN_DATA"));

    /// Reads the key and checks the proof: 1 if it holds.
    #[allow(unsafe_code)] // An export has a name that nobody else may have: here it is the only one.
    #[no_mangle]
    pub extern "C" fn check() -> u32 {
        super::by::check(black_box(DATA))
            .is_some_and(|holds| holds)
            .into()
    }

    #[panic_handler]
    fn panic(_: &core::panic::PanicInfo) -> ! {
        core::arch::wasm32::unreachable()
    }
}
