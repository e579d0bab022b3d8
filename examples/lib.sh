# shellcheck shell=bash
# Sourced by the stories: who takes part, who issues, and what must be refused. Uses NODE and FOLDER.

# shellcheck source=scripts/env.sh
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/env.sh"

# Secrets, and credentials with their salts.
umask 077

AURA=${AURA_CLI:-$CARGO_TARGET_DIR/release/aura}
# Who pays for everything; and the folder of proving keys, which stories can share.
SPONSOR=${SPONSOR:-//Alice}
KEYS=${KEYS:-$FOLDER/keys}
# For proofs, a credential is in force on whole days.
TODAY=$(date -u +%F)
YEAR=("--valid-from=${TODAY}T00:00:00Z" "--valid-until=$(date -u -d '+1 year' +%F)T00:00:00Z")

# as NAME COMMAND...: with the wallet of NAME. act NAME COMMAND...: the same, and the sponsor pays.
as() {
    "$AURA" "${@:2}" --url "$NODE" --wallet "$FOLDER/$1/wallet" --passphrase-file "$FOLDER/$1/passphrase"
}
act() {
    as "$@" --suri-file "$FOLDER/sponsor" --yes
}

# wallet NAME: a wallet of their own, for it holds the secret by which a person is told from others.
wallet() {
    [ ! -e "$FOLDER/$1" ] || die "$FOLDER has an earlier run: name a new folder"
    mkdir -p "$FOLDER/$1"
    head -c 24 /dev/urandom | base64 >"$FOLDER/$1/passphrase"
    echo "$SPONSOR" >"$FOLDER/sponsor"
    "$AURA" wallet create --wallet "$FOLDER/$1/wallet" --passphrase-file "$FOLDER/$1/passphrase" \
        --phrase-out "$FOLDER/$1/phrase" >/dev/null
}

# person NAME: a DID that the chain never sees; no more is needed to hold credentials.
person() {
    wallet "$1"
    as "$1" did create --name "$1" --out "$FOLDER/$1/unsent.json" --json | jq -r .did >"$FOLDER/$1/did"
}

# organisation NAME: with a DID on the chain.
organisation() {
    wallet "$1"
    act "$1" did create --name "$1" --json | jq -r .did >"$FOLDER/$1/did"
}

# did NAME
did() {
    cat "$FOLDER/$1/did"
}

# register_schema OWNER FILE OPTION...: prints its identifier.
register_schema() {
    act "$1" schema register "$2" --accredited --uri "https://aura.example/${2##*/}" "${@:3}" --json |
        jq -r .schema
}

# make_issuer NAME SCHEMA: gives it a key for proofs and a status list, whose number it prints.
make_issuer() {
    act "$1" did update "$1" --add-key jubjub >/dev/null
    act "$1" list create "$2" --json | jq -r .list
}

# holder NAME: what an issuer learns of the wallet in which NAME will prove something.
holder() {
    "$AURA" credential holder --wallet "$FOLDER/$1/wallet" --passphrase-file "$FOLDER/$1/passphrase" --json |
        jq -r .holder
}

# issue ISSUER LIST NAME... <CLAIMS: a line of claims for each NAME, below the names of the claims. Each
# gets a file `card.json`.
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

# have_keys CIRCUIT...: keys of development here and on the chain, whose council is Alice.
have_keys() {
    local circuit council
    "$AURA" zkp keys make "$@" --keys "$KEYS"
    echo //Alice >"$FOLDER/council"
    # Stories that run side by side have one council, whose transactions follow one another.
    exec {council}<"$KEYS"
    flock "$council"
    for circuit in "$@"; do
        if "$AURA" zkp keys list --keys "$KEYS" --url "$NODE" --json |
            jq -e --arg key "$circuit/1" 'any(.[]; .key == $key and .status == "active")' >/dev/null; then
            echo "the chain has the key $circuit/1 already"
        else
            "$AURA" zkp keys register "$circuit" --keys "$KEYS" --url "$NODE" \
                --suri-file "$FOLDER/council" --yes
        fi
    done
    exec {council}<&-
}

# prove NAME REQUEST OUT OPTION...
prove() {
    act "$1" prove "$2" --credential "$FOLDER/$1/card.json" --keys "$KEYS" --out "$3" "${@:4}"
}

# expect STATUS PHRASE COMMAND...: what is not to work must end so, and say so.
expect() {
    local status=0
    "${@:3}" >"$FOLDER/said" 2>&1 || status=$?
    cat "$FOLDER/said"
    [ "$status" = "$1" ] || die "that ended with $status, not with $1"
    grep -q "$2" "$FOLDER/said" || die "that does not say '$2'"
}
