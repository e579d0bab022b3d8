# shellcheck shell=bash
# Installation of Rust and the WASM target, for `scripts/setup`.
#
# 1. With rustup: its toolchain, and its WASM target.
# 2. With rustup but without its WASM target: Debian's compiler beside it for the WASM, linked as
# the toolchain `web`.
# 3. Without Rust: Debian's compiler for everything.

# Debian's current Rust, its library source, and the linker, which Rust does not depend on there.
DEBIAN_RUST=(rustc-web cargo-web rust-web-src rust-web-llvm lld-22)
DEBIAN_RUST_TOOLS=(rust-web-clippy rustfmt-web)

install_rust() {
    if command -v rustup >/dev/null; then
        rustc --version >/dev/null || { rustup default stable && choose_toolchains; }
        clippy-driver --version >/dev/null || rustup component add clippy
        rustfmt --version >/dev/null || rustup component add rustfmt
    elif ! command -v cargo >/dev/null; then
        command -v apt-get >/dev/null || die "install Rust with rustup (https://rustup.rs)"
        install "${DEBIAN_RUST[@]}" "${DEBIAN_RUST_TOOLS[@]}"
    fi
    check_rust_version
    echo "Rust: $(rustc --version) from $(command -v rustc)"
}

check_rust_version() {
    local need have
    need=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml")
    have=$(rustc --version | cut -d ' ' -f 2)
    printf '%s\n' "$need" "$have" | sort -CV ||
        die "Rust $have is too old, $need is needed: run 'rustup update', or where Rust is not" \
            "from rustup, remove it and run this again"
    clippy-driver --version >/dev/null || die "install clippy for Rust $have"
}

install_wasm_target() {
    if links_wasm; then
        echo "WASM: the compiler's own target"
    elif command -v rustup >/dev/null && links_wasm rustup run web; then
        echo "WASM: Debian's compiler, linked into rustup as 'web'"
    elif command -v rustup >/dev/null && rustup target add wasm32v1-none && links_wasm; then
        echo "WASM: a target that rustup installed"
    elif command -v rustup >/dev/null; then
        command -v apt-get >/dev/null || die "'rustup target add wasm32v1-none' must work here"
        install "${DEBIAN_RUST[@]}"
        rustup toolchain link web /usr
        build_wasm_libraries rustup run web
        echo "WASM: Debian's compiler, linked into rustup as 'web'"
    else
        build_wasm_libraries
        echo "WASM: Debian's compiler, with libraries built from its source"
    fi
}

# links_wasm [COMMAND...]: true if the toolchain, run by COMMAND, compiles and links WASM. It uses
# LTO, like a runtime: without bitcode in the libraries that fails.
links_wasm() {
    local folder status=0
    folder=$(mktemp -d)
    cat >"$folder/probe.rs" <<'RUST'
#![no_std]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
RUST
    "$@" rustc --target wasm32v1-none --crate-type cdylib -C lto -C opt-level=3 \
        -o "$folder/probe.wasm" "$folder/probe.rs" 2>/dev/null || status=$?
    rm -r "$folder"
    return "$status"
}

# build_wasm_libraries [COMMAND...]: compiles `core` and `alloc` with the toolchain, run by COMMAND,
# and installs them in it. `-Zbuild-std` in the real build does not suffice: the builder of the WASM
# first compiles a test crate without it.
build_wasm_libraries() {
    local folder target
    folder=$(mktemp -d)
    mkdir "$folder/src"
    echo '#![no_std]' >"$folder/src/lib.rs"
    printf '[package]\nname = "empty"\nedition = "2021"\n' >"$folder/Cargo.toml"
    # The bitcode is for the link-time optimisation of the runtime.
    RUSTC_WORKSPACE_WRAPPER='' RUSTC_BOOTSTRAP=1 RUSTFLAGS="-C embed-bitcode=yes" \
        "$@" cargo build --release --target wasm32v1-none -Zbuild-std=core,alloc \
        --manifest-path "$folder/Cargo.toml" --target-dir "$folder/target"
    target=$("$@" rustc --print target-libdir --target wasm32v1-none)
    as_root mkdir -p "$target"
    # The compiler would also find the libraries of an earlier version.
    as_root find "$target" -name '*.rlib' -delete
    as_root cp "$folder"/target/wasm32v1-none/release/deps/lib{core,alloc,compiler_builtins}-*.rlib \
        "$target"
    rm -r "$folder"
    links_wasm "$@" || die "the compiler still cannot link WASM: see docs/development.md"
}
