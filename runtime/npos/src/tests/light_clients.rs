//! Exports of the WASM for light clients beyond its runtime API.

/// Only a WASM has them, so the test passes where none was built.
#[test]
fn calls_of_aura_consensus_can_still_be_proven() {
    let Some(wasm) = crate::WASM_BINARY_BLOATY else {
        return;
    };
    for name in ["AuraApi_authorities", "AuraApi_slot_duration"] {
        assert!(
            wasm.windows(name.len())
                .any(|bytes| bytes == name.as_bytes()),
            "{name}"
        );
    }
}
