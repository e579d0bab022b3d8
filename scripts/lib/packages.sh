# shellcheck shell=bash
# Packages of the workspace to which files belong.

# package_of FILE: prints the package whose folder has FILE; nothing if there is none.
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

# changed_files: prints files that differ from the last commit of the main branch.
changed_files() {
    local base
    base=$(git merge-base HEAD origin/HEAD 2>/dev/null || git rev-parse HEAD)
    git diff --name-only --diff-filter d "$base"
    git ls-files --others --exclude-standard
}

# manifests_changed: true if the features of a package may differ from those on the main branch.
manifests_changed() {
    grep -Eq '(^|/)Cargo\.(toml|lock)$' <<<"$(changed_files)"
}

# changed_packages: prints the packages of changed files, except those of `tests/ssi`, which is a
# separate workspace.
changed_packages() {
    local file
    changed_files | { grep -v '^tests/ssi/' || true; } | while read -r file; do
        package_of "$file"
    done | sort -u
}
