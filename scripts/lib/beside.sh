# shellcheck shell=bash
# Work in the background of other steps. Its output is kept until its own step.

declare -A BESIDE_PROCESS=() BESIDE_LOG=()

# gently COMMAND...: runs COMMAND with the processor time that no other process needs.
gently() {
    renice --priority 19 --pid "$BASHPID" >/dev/null
    "$@"
}

# beside NAME COMMAND...: starts COMMAND in the background of the next steps.
beside() {
    local name=$1 log
    log=$(mktemp)
    BESIDE_LOG[$name]=$log
    "${@:2}" >"$log" 2>&1 </dev/null &
    BESIDE_PROCESS[$name]=$!
}

# await_beside NAME: shows the output of NAME until it ends; fails if it failed.
await_beside() {
    local process=${BESIDE_PROCESS[$1]} log=${BESIDE_LOG[$1]} status=0
    tail -n +1 -f --pid="$process" "$log"
    wait "$process" || status=$?
    unset "BESIDE_PROCESS[$1]"
    rm "$log"
    return "$status"
}

# stop_beside: ends all background work, after a failure.
stop_beside() {
    local name
    for name in "${!BESIDE_PROCESS[@]}"; do
        kill_tree "${BESIDE_PROCESS[$name]}"
        printf '\n%s, until it was stopped:\n' "$name"
        tail -n 20 "${BESIDE_LOG[$name]}"
        rm "${BESIDE_LOG[$name]}"
    done
}

# kill_tree PROCESS: ends a process and all its descendants.
kill_tree() {
    local child
    for child in $(ps -o pid= --ppid "$1"); do
        kill_tree "$child"
    done
    kill "$1" 2>/dev/null || true
}
