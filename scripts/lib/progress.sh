# shellcheck shell=bash
# Progress lines of long builds, also without a terminal.

# Seconds between two lines.
PROGRESS_INTERVAL=${PROGRESS_INTERVAL:-60}

# with_progress COMMAND...: runs Cargo. On a terminal Cargo shows its progress. Elsewhere it is
# silent for minutes while a crate compiles or a test runs: here one line a minute names them.
with_progress() {
    if [ -t 2 ]; then
        "$@"
        return
    fi
    local self=$BASHPID teller status=0
    tell_progress "$self" &
    teller=$!
    "$@" || status=$?
    kill "$teller" 2>/dev/null || true
    wait "$teller" 2>/dev/null || true
    return "$status"
}

# tell_progress PROCESS: prints the work below PROCESS, until it is stopped or PROCESS has ended.
tell_progress() {
    local never start=$SECONDS tick=1 next work
    # It checks each second if PROCESS has ended, so that it does not keep the output of a stopped
    # script open.
    [[ $PROGRESS_INTERVAL != *.* ]] || tick=$PROGRESS_INTERVAL
    next=$((SECONDS + ${PROGRESS_INTERVAL%.*}))
    # No process writes to this pipe, so reading it waits: `sleep` would outlive this function.
    exec {never}<> <(:)
    while ! read -r -t "$tick" -u "$never" && kill -0 "$1" 2>/dev/null; do
        [ "$SECONDS" -ge "$next" ] || continue
        next=$((SECONDS + ${PROGRESS_INTERVAL%.*}))
        work=$(working "$1")
        printf '    %d min: %s\n' $(((SECONDS - start) / 60)) "${work:-waiting}" >&2
    done
}

# working PROCESS: prints the crates that compilers below PROCESS compile, and the tests that run
# there.
working() {
    ps -A -ww -o pid= -o ppid= -o args= | awk -v root="$1" '
        {
            parent[$1] = $2
            if ($3 ~ /(^|\/)(rustc|clippy-driver)$/) {
                for (i = 4; i < NF; i++) if ($i == "--crate-name") work[$1] = "compiles " $(i + 1)
            } else if ($3 ~ /\/deps\/[a-z0-9_]+-[0-9a-f]+$/) {
                name = $3
                gsub(/.*\/|-[0-9a-f]+$/, "", name)
                work[$1] = "tests " name
            }
        }
        END {
            for (pid in work) {
                for (up = pid; up in parent && up != root; up = parent[up]) continue
                if (up == root && !seen[work[pid]]++) print work[pid]
            }
        }' | sort | awk '
            $1 != verb { line = line (NR > 1 ? "; " : "") (verb = $1); comma = " " }
            { line = line comma $2; comma = ", " }
            END { if (NR) print line }'
}
