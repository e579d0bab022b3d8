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

# changed_packages: the packages of files that differ from the last commit of the main branch.
changed_packages() {
    local base file
    base=$(git merge-base HEAD origin/HEAD 2>/dev/null || git rev-parse HEAD)
    {
        git diff --name-only "$base"
        git ls-files --others --exclude-standard
    } | grep -v '^tests/ssi/' | while read -r file; do
        package_of "$file"
    done | sort -u
}
