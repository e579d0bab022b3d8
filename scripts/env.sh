# shellcheck shell=bash
# Sourced by every script: target folder, compilers, tools, and the display of steps.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/lib/steps.sh
. "$ROOT/scripts/lib/steps.sh"

# One folder outside the checkout, so that every clone shares the compiled SDK.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$HOME/.cache/aura/target}
export AURA_NODE=$CARGO_TARGET_DIR/release/aura-node

# has_wasm_libraries [COMMAND...]: true if the toolchain, run by COMMAND, has `core` for the WASM.
has_wasm_libraries() {
    local folder
    folder=$("$@" rustc --print target-libdir --target wasm32v1-none 2>/dev/null) &&
        compgen -G "$folder/libcore-*.rlib" >/dev/null
}

# choose_toolchains: adds Cargo to the path, and sets the toolchain of the WASM if it is another
# one.
choose_toolchains() {
    command -v cargo >/dev/null || PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
    # If rustup cannot fetch the toolchain of `rust-toolchain.toml`, the default one may do;
    # `scripts/setup` checks that.
    if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && command -v rustup >/dev/null &&
        ! rustc --version >/dev/null 2>&1 && rustup run stable rustc --version >/dev/null 2>&1; then
        export RUSTUP_TOOLCHAIN=stable
    fi
    [ -z "${WASM_BUILD_TOOLCHAIN:-}" ] || return 0
    if ! has_wasm_libraries && has_wasm_libraries rustup run web; then
        export WASM_BUILD_TOOLCHAIN=web
    fi
}

# `scripts/setup` installs a Node.js here if that of the machine is too old.
NODE_FOLDER=$HOME/.cache/aura/node

choose_node() {
    local folder=$NODE_FOLDER/node_modules/node/bin
    [ ! -x "$folder/node" ] || PATH=$folder:$PATH
}

# npm_ci FOLDER: installs the locked packages of FOLDER, unless they are there.
npm_ci() {
    [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] ||
        npm ci --prefix "$1" --no-fund --no-audit
}

# Folder of the Python client of the tests.
PYTHON_FOLDER=$HOME/.cache/aura/python

# python_ci FOLDER: installs the locked packages of FOLDER, unless they are there.
python_ci() {
    cmp -s "$1/requirements.txt" "$PYTHON_FOLDER/requirements.txt" && return
    python3 -m venv --clear "$PYTHON_FOLDER"
    "$PYTHON_FOLDER/bin/pip" install --quiet --disable-pip-version-check \
        --require-hashes --only-binary :all: -r "$1/requirements.txt"
    cp "$1/requirements.txt" "$PYTHON_FOLDER"
}

# Defaults of `aura` in the environment belong to a user, and must not affect these scripts.
unset AURA_URL AURA_WALLET AURA_PASSPHRASE_FILE AURA_SURI_FILE AURA_YES AURA_KEYS

choose_toolchains
choose_node
