# shellcheck shell=bash
# Sourced by the examples: parties, issuance, and expected refusals. Uses NODE and FOLDER.

# shellcheck source=scripts/env.sh
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/env.sh"

# The folder holds secrets, and credentials with their salts.
umask 077

AURA=${AURA_CLI:-$CARGO_TARGET_DIR/release/aura}
# The account that pays for everything; the folder of proving keys, which examples can share.
SPONSOR=${SPONSOR:-//Alice}
KEYS=${KEYS:-$FOLDER/keys}
# For proofs, a credential is valid on whole days.
TODAY=$(date -u +%F)
YEAR=("--valid-from=${TODAY}T00:00:00Z" "--valid-until=$(date -u -d '+1 year' +%F)T00:00:00Z")

# as NAME COMMAND...: with the wallet of NAME. act NAME COMMAND...: the same, and the sponsor pays.
as() {
    "$AURA" "${@:2}" --url "$NODE" --wallet "$FOLDER/$1/wallet" --passphrase-file "$FOLDER/$1/passphrase"
}
act() {
    as "$@" --suri-file "$FOLDER/sponsor" --yes
}

# wallet NAME: creates a wallet, which holds the secret that distinguishes a person from others.
wallet() {
    [ ! -e "$FOLDER/$1" ] || die "$FOLDER has an earlier run: name a new folder"
    mkdir -p "$FOLDER/$1"
    head -c 24 /dev/urandom | base64 >"$FOLDER/$1/passphrase"
    echo "$SPONSOR" >"$FOLDER/sponsor"
    "$AURA" wallet create --wallet "$FOLDER/$1/wallet" --passphrase-file "$FOLDER/$1/passphrase" \
        --phrase-out "$FOLDER/$1/phrase" >/dev/null
}

# person NAME: a DID that is never sent to the chain, which suffices to hold credentials.
person() {
    wallet "$1"
    as "$1" did create --name "$1" --out "$FOLDER/$1/unsent.json" --json | jq -r .did >"$FOLDER/$1/did"
}

# organisation NAME: a DID on the chain.
organisation() {
    wallet "$1"
    act "$1" did create --name "$1" --json | jq -r .did >"$FOLDER/$1/did"
}

# did NAME
did() {
    cat "$FOLDER/$1/did"
}

# register_schema OWNER FILE OPTION...: registers a schema and prints its identifier.
register_schema() {
    act "$1" schema register "$2" --accredited --uri "https://aura.example/${2##*/}" "${@:3}" --json |
        jq -r .schema
}

# make_issuer NAME SCHEMA: adds a key for proofs and a status list, and prints the list's number.
make_issuer() {
    act "$1" did update "$1" --add-key jubjub >/dev/null
    act "$1" list create "$2" --json | jq -r .list
}

# holder NAME: prints the holder commitment of NAME's wallet, for the issuer.
holder() {
    "$AURA" credential holder --wallet "$FOLDER/$1/wallet" --passphrase-file "$FOLDER/$1/passphrase" --json |
        jq -r .holder
}

# issue ISSUER LIST NAME... <CLAIMS: issues a credential to each NAME, as `card.json`. CLAIMS has a
# line of claims for each NAME, after a line with the names of the claims.
issue() {
    local issuer=$1 list=$2 rows out line name
    shift 2
    rows=$FOLDER/$issuer/$1.csv out=$FOLDER/$issuer/$1.ndjson
    read -r line
    echo "id,$line,holder" >"$rows"
    for name in "$@"; do
        read -r line
        echo "$(did "$name"),$line,$(holder "$name")" >>"$rows"
    done
    act "$issuer" credential issue "$rows" --list "$list" --out "$out" "${YEAR[@]}"
    for name in "$@"; do
        read -r line
        echo "$line" >"$FOLDER/$name/card.json"
    done <"$out"
}

# have_keys CIRCUIT...: makes development keys and registers them on the chain (council: Alice).
have_keys() {
    local circuit council
    "$AURA" zkp keys make "$@" --keys "$KEYS"
    echo //Alice >"$FOLDER/council"
    # Examples that run side by side share the council, so they send its transactions in turn.
    exec {council}<"$KEYS"
    flock "$council"
    for circuit in "$@"; do
        if "$AURA" zkp keys list --keys "$KEYS" --url "$NODE" --json |
            jq -e --arg key "$circuit/1" 'any(.[]; .key == $key and .status == "active")' >/dev/null; then
            echo "the chain already has the key $circuit/1"
        else
            "$AURA" zkp keys register "$circuit" --keys "$KEYS" --url "$NODE" \
                --suri-file "$FOLDER/council" --yes
        fi
    done
    exec {council}<&-
}

# prove NAME REQUEST OUT OPTION...: answers a request with NAME's card.
prove() {
    act "$1" prove "$2" --credential "$FOLDER/$1/card.json" --keys "$KEYS" --out "$3" "${@:4}"
}

# expect STATUS PHRASE COMMAND...: the command must exit with STATUS and print PHRASE.
expect() {
    local status=0
    "${@:3}" >"$FOLDER/said" 2>&1 || status=$?
    cat "$FOLDER/said"
    [ "$status" = "$1" ] || die "the command ended with $status, not with $1"
    grep -q "$2" "$FOLDER/said" || die "the output has no '$2'"
}
