"""Compares the features that Cargo gives to dependencies, and writes the workspace-hack's manifest.

Called by `scripts/features`; see docs/decisions/0035-one-set-of-features.md.
"""

import json
import os
import subprocess
import sys

MANIFEST = "workspace-hack/Cargo.toml"
MARKER = "# Written by `scripts/features --write`; do not edit below.\n"
# The same as in `taplo.toml`.
COLUMNS = 120


def cargo(*arguments):
    """Standard output of a Cargo command, as JSON."""
    environment = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
    command = ["cargo", *arguments]
    return json.loads(subprocess.check_output(command, env=environment))


def unit_graph(*arguments):
    """Units that `cargo ARGUMENT...` would compile, each with a key that holds its dependencies."""
    graph = cargo(*arguments, "--release", "--unit-graph", "-Z", "unstable-options")
    units = graph["units"]
    keys = {}

    def key(index):
        if index not in keys:
            unit = units[index]
            own = (
                unit["pkg_id"],
                unit["target"]["name"],
                unit["target"]["kind"],
                unit["profile"],
                unit["platform"],
                unit["mode"],
                unit["features"],
            )
            below = sorted(
                (d["extern_crate_name"], key(d["index"])) for d in unit["dependencies"]
            )
            keys[index] = hash(json.dumps((own, below), sort_keys=True))
        return keys[index]

    for index, unit in enumerate(units):
        unit["key"] = key(index)
    # Documentation tests are compiled when they run, outside any target folder.
    return [unit for unit in units if unit["mode"] != "doctest"]


def side(unit):
    """`build-dependencies` of crates for build scripts and procedural macros, or `dependencies`."""
    host = unit["profile"]["opt_level"] == "0" or "proc-macro" in unit["target"]["kind"]
    return "build-dependencies" if host else "dependencies"


def features(units):
    """Features of each library, by package and side."""
    return {
        (unit["pkg_id"], side(unit)): unit["features"]
        for unit in units
        if unit["mode"] == "build" and not {"bin", "custom-build"} & set(unit["target"]["kind"])
    }


def requirement(version):
    """Version requirement that all releases compatible with `version` meet."""
    if "-" in version:
        return version.split("+")[0]
    parts = version.split("+")[0].split(".")
    length = next((i for i, part in enumerate(parts) if part != "0"), 2) + 1
    return ".".join(parts[:length])


def listed(text, metadata):
    """Packages and sides that the manifest lists already."""
    names = {(p["name"], requirement(p["version"])): p["id"] for p in metadata["packages"]}
    found, section = set(), None
    for line in text.splitlines():
        if line.startswith("["):
            section = "build-dependencies" if "build-" in line else "dependencies"
        elif "version = " in line:
            part = line.split('"')
            found.add((names.get((part[1], part[3])), section))
    return found


def manifest(chosen, of_workspace, metadata):
    """Sections of the manifest that give each chosen package the features of the workspace."""
    packages = {package["id"]: package for package in metadata["packages"]}
    text = ""
    for section in ["dependencies", "build-dependencies"]:
        text += f"\n[target.'cfg(target_os = \"linux\")'.{section}]\n"
        lines = []
        for identity in {identity for identity, where in chosen if where == section}:
            package = packages[identity]
            version = requirement(package["version"])
            key = f"{package['name']}-{version.replace('.', '_')}"
            wanted = [json.dumps(feature) for feature in of_workspace[identity, section]]
            head = (
                f'{key} = {{ package = "{package["name"]}", version = "{version}", '
                "default-features = false, features = ["
            )
            line = f"{head}{', '.join(wanted)}] }}"
            if len(line) > COLUMNS:
                line = head + "".join(f"\n    {feature}," for feature in wanted) + "\n] }"
            lines.append(line + "\n")
        text += "".join(sorted(lines))
    return text


def main():
    sys.setrecursionlimit(10_000)
    write = sys.argv[1:] == ["--write"]
    metadata = cargo("metadata", "--format-version", "1", "--offline")
    members = set(metadata["workspace_members"])
    names = sorted(p["name"] for p in metadata["packages"] if p["id"] in members)
    workspace = unit_graph("build", "--workspace", "--all-targets")
    of_workspace = features(workspace)
    known = {unit["key"] for unit in workspace}

    chosen, failed = set(), False
    for name in names:
        units = unit_graph("test", "--package", name)
        other = [unit for unit in units if unit["key"] not in known]
        print(f"{len(units):6} units, {len(other):4} others  {name}", flush=True)
        failed = failed or bool(other)
        for (identity, where), given in features(other).items():
            if of_workspace.get((identity, where), given) != given:
                if identity in members:
                    lacks = set(of_workspace[identity, where]) - set(given)
                    print(f"       lacks {sorted(lacks)} of {identity}")
                else:
                    chosen.add((identity, where))
    if write:
        with open(MANIFEST, encoding="utf-8") as file:
            head, _, tail = file.read().partition(MARKER)
        chosen |= {entry for entry in listed(tail, metadata) if entry in of_workspace}
        with open(MANIFEST, "w", encoding="utf-8") as file:
            file.write(head + MARKER + manifest(chosen, of_workspace, metadata))
        print(f"{len(chosen)} entries written" + (": run it again" if failed else ""))
    elif failed:
        sys.exit("error: Cargo would compile other units for one package: scripts/features --write")


main()
