# shellcheck shell=bash
# Checks that need no build, for `scripts/check` and `scripts/test`.

check_format() {
    local scripts
    cargo fmt --all --check
    cargo fmt --manifest-path tests/ssi/Cargo.toml --check
    RUST_LOG=warn scripts/lint/node_modules/.bin/taplo format --check
    mapfile -t scripts < <(
        find scripts scripts/lib scripts/lint .ci -maxdepth 1 -type f -executable ! -name '*.mjs'
        find examples -type f -executable
    )
    shellcheck --check-sourced "${scripts[@]}"
}

check_language() {
    node --test scripts/lint/wording.test.mjs
    scripts/lint/prose.mjs
}
