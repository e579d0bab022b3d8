//! The code inside the WASM.

#[cfg(feature = "arkworks")]
#[path = "guest/arkworks.rs"]
mod by;
#[cfg(feature = "aura")]
#[path = "guest/aura.rs"]
mod by;
#[cfg(feature = "fields")]
#[path = "guest/fields.rs"]
mod by;

use core::hint::black_box;

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

static DATA: &[u8] = include_bytes!(env!("AURA_WASM_DATA"));

/// Runs the first `count` checks of the compiled-in data: 1 if all succeed.
#[allow(unsafe_code)] // An export has a name that nobody else may have: here it is the only one.
#[no_mangle]
pub extern "C" fn check(count: u32) -> u32 {
    by::check(black_box(DATA), count)
        .is_some_and(|hold| hold)
        .into()
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
