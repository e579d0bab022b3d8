# shellcheck shell=bash
# A local network: its state folder, its nodes and their ports. For `scripts/up`.

STATE=${XDG_STATE_HOME:-$HOME/.local/state}/aura
VALIDATORS=(alice bob charlie dave)
# Running nodes by position: process, RPC port, metrics port.
NODES=()
RPC_PORTS=()
METRICS_PORTS=()
# Maximum time to the next final block of a network, in seconds.
FINALITY_LIMIT=180
# Maximum time for a node to end, in seconds.
STOP_LIMIT=30

# lock_state: ensures that one copy of this script runs. The nodes inherit the lock, so nodes that
# outlived a killed script have it too.
lock_state() {
    mkdir -p "$STATE"
    exec 9>>"$STATE/lock"
    flock -n 9 || die "a second copy is running: processes $(paste -sd ' ' "$STATE/lock")." \
        "Stop it with Ctrl-C, or, if its terminal is gone, with kill."
    echo $$ >"$STATE/lock"
}

# prepare_chain COUNT FRESH: makes the chain spec and the folder of a network of COUNT validators.
# The spec of the first run, with the runtime of its genesis, is kept for as long as the state.
prepare_chain() {
    NETWORK=$STATE/$1
    VALIDATORS=("${VALIDATORS[@]:0:$1}")
    [ -z "$2" ] || rm -rf "$NETWORK"
    mkdir -p "$NETWORK"
    build_spec "$1" >"$NETWORK/built.json"
    if [ ! -e "$NETWORK/spec.json" ]; then
        mv "$NETWORK/built.json" "$NETWORK/spec.json"
        echo "a new chain in $NETWORK"
    elif cmp -s "$NETWORK/built.json" "$NETWORK/spec.json"; then
        echo "the chain of the last run, from $NETWORK"
    else
        echo "the chain of an earlier run, whose genesis has another runtime; --fresh starts a new one"
    fi
}

# build_spec COUNT: writes the spec of the chain `dev` for one validator, or of `local` with its
# first COUNT.
build_spec() {
    local chain=local
    [ "$1" != 1 ] || chain=dev
    "$AURA_NODE" export-chain-spec --chain "$chain" |
        node "$ROOT/scripts/lib/first-validators.js" "$1"
}

# free_port PORT: prints the first free port from PORT on.
free_port() {
    local port=$1
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        echo "port $port is in use" >&2
        port=$((port + 1))
    done
    echo "$port"
}

start_nodes() {
    local name p2p=30333 rpc=9944 metrics=9615 boot=()
    for name in "${VALIDATORS[@]}"; do
        p2p=$(free_port "$p2p") rpc=$(free_port "$rpc") metrics=$(free_port "$metrics")
        start_node "$name" "$p2p" "$rpc" "$metrics" "${boot[@]}"
        [ ${#boot[@]} -gt 0 ] || boot=(--bootnodes "/ip4/127.0.0.1/tcp/$p2p/p2p/$(peer_id "$name")")
        p2p=$((p2p + 1)) rpc=$((rpc + 1)) metrics=$((metrics + 1))
    done
}

# start_node NAME P2P RPC METRICS [OPTION...]
start_node() {
    local name=$1 folder=$NETWORK/$1
    mkdir -p "$folder"
    [ -e "$folder/node-key" ] ||
        "$AURA_NODE" key generate-node-key --file "$folder/node-key" 2>/dev/null
    "$AURA_NODE" --chain "$NETWORK/spec.json" "--$name" --base-path "$folder" \
        --node-key-file "$folder/node-key" --listen-addr "/ip4/127.0.0.1/tcp/$2" \
        --rpc-port "$3" --prometheus-port "$4" --no-mdns --no-telemetry "${@:5}" \
        >"$folder.log" 2>&1 </dev/null &
    NODES+=($!)
    RPC_PORTS+=("$3")
    METRICS_PORTS+=("$4")
    echo $! >>"$STATE/lock"
    echo "$name: process $!, log $folder.log"
}

# peer_id NAME
peer_id() {
    "$AURA_NODE" key inspect-node-key --file "$NETWORK/$1/node-key"
}

# await_finality: waits until the final block of every node grows.
await_finality() {
    local i
    for i in "${!NODES[@]}"; do
        await_finality_of "${VALIDATORS[i]}" "${NODES[i]}"
    done
}

# await_finality_of NAME PROCESS: reads the log of a node, which reports its blocks every few
# seconds.
await_finality_of() {
    local line shown='' first='' deadline=$((SECONDS + FINALITY_LIMIT)) log=$NETWORK/$1.log
    # The time limit of a read applies to a node that runs and logs nothing.
    while read -r -t "$FINALITY_LIMIT" line; do
        [ "$SECONDS" -lt "$deadline" ] || fail_with_log "no block became final" "$1"
        [[ $line =~ best:\ \#([0-9]+).*\ finalized\ \#([0-9]+) ]] || continue
        [ "$shown" = "${BASH_REMATCH[0]}" ] ||
            echo "$1: best block ${BASH_REMATCH[1]}, final ${BASH_REMATCH[2]}"
        shown=${BASH_REMATCH[0]}
        : "${first:=${BASH_REMATCH[2]}}"
        [ "${BASH_REMATCH[2]}" -le "$first" ] || return 0
    done < <(tail -n +1 -f --pid="$2" "$log" 9>&-)
    ! kill -0 "$2" 2>/dev/null || fail_with_log "no block became final" "$1"
    fail_with_log "the node ended" "$1"
}

# fail_with_log MESSAGE NAME
fail_with_log() {
    printf '\nlast lines of %s:\n' "$NETWORK/$2.log" >&2
    tail -n 20 "$NETWORK/$2.log" >&2
    die "$2: $1. If its state is broken, --fresh starts a new one."
}

print_places() {
    local i
    printf '\nAura runs, and its blocks are final. Apps: %s\n\n' \
        "https://polkadot.js.org/apps/?rpc=ws://127.0.0.1:${RPC_PORTS[0]}"
    printf '%-8s %-22s %s\n' node RPC metrics
    for i in "${!NODES[@]}"; do
        printf '%-8s %-22s %s\n' "${VALIDATORS[i]}" "ws://127.0.0.1:${RPC_PORTS[i]}" \
            "http://127.0.0.1:${METRICS_PORTS[i]}/metrics"
    done
    printf '\nState and logs are in %s; --fresh forgets them.\n' "$NETWORK"
}

# watch_nodes: waits until a node ends, which is a failure.
watch_nodes() {
    local i
    wait -n "${NODES[@]}" || true
    for i in "${!NODES[@]}"; do
        kill -0 "${NODES[i]}" 2>/dev/null || fail_with_log "the node ended" "${VALIDATORS[i]}"
    done
}

stop_nodes() {
    [ ${#NODES[@]} -gt 0 ] || return 0
    local pid
    kill "${NODES[@]}" 2>/dev/null || true
    for pid in "${NODES[@]}"; do
        # A node that does not end by itself is killed.
        timeout "$STOP_LIMIT" tail -f /dev/null --pid="$pid" || kill -KILL "$pid" 2>/dev/null || true
    done
    wait "${NODES[@]}" 2>/dev/null || true
}
