# shellcheck shell=bash
# The packages of the workspace that files belong to.

# package_of FILE: the package whose folder FILE is in; nothing for a file of no package.
package_of() {
    local folder=$1
    while [[ $folder == */* ]]; do
        folder=${folder%/*}
        if [ -e "$folder/Cargo.toml" ]; then
            sed -n '/^\[package\]/,/^\[/s/^name = "\(.*\)"/\1/p' "$folder/Cargo.toml"
            return
        fi
    done
}

# changed_files: those that differ from the last commit of the main branch.
changed_files() {
    local base
    base=$(git merge-base HEAD origin/HEAD 2>/dev/null || git rev-parse HEAD)
    git diff --name-only --diff-filter d "$base"
    git ls-files --others --exclude-standard
}

# manifests_changed: whether the features of a package may be others than on the main branch.
manifests_changed() {
    grep -Eq '(^|/)Cargo\.(toml|lock)$' <<<"$(changed_files)"
}

# changed_packages: the packages of changed files, but those of `tests/ssi`, which has a workspace
# of its own.
changed_packages() {
    local file
    changed_files | { grep -v '^tests/ssi/' || true; } | while read -r file; do
        package_of "$file"
    done | sort -u
}
