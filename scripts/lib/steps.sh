# shellcheck shell=bash
# Numbered steps with their times, and the end of scripts.

STEP_NAMES=()
STEP_SECONDS=()

# die MESSAGE...: ends the script with the fault and its remedy.
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# step NAME COMMAND...: runs COMMAND as the next step.
step() {
    STEP_NAMES+=("$1")
    local start=$SECONDS
    printf '\n==> %d. %s\n' "${#STEP_NAMES[@]}" "$1"
    "${@:2}"
    STEP_SECONDS+=($((SECONDS - start)))
    printf '    done in %d s\n' "${STEP_SECONDS[-1]}"
}

# print_times: prints the times of the steps; call it at the end, also after a failure.
print_times() {
    local i
    printf '\n%8s  step\n' seconds
    for i in "${!STEP_NAMES[@]}"; do
        printf '%8s  %s\n' "${STEP_SECONDS[i]:-failed}" "${STEP_NAMES[i]}"
    done
    printf '%8d  in all\n' "$SECONDS"
}
