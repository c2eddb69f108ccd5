"""Fails if a dependency has a licence that is not allowed, or needs a newer Rust than Cargo.toml promises."""

import json
import re
import subprocess
import sys

ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC",
    "MIT", "MIT-0", "Unicode-3.0", "Unlicense", "Zlib",
}


def allowed(expression: str) -> bool:
    """Whether an SPDX expression can be met with allowed licences alone (OR: one of them; AND: all)."""
    expression = expression.replace("/", " OR ")
    tokens = re.findall(r"\(|\)|\bOR\b|\bAND\b|[^\s()]+(?: WITH \S+)?", expression)
    python = "".join({"OR": " or ", "AND": " and ", "(": "(", ")": ")"}.get(t) or f" {t in ALLOWED} " for t in tokens)
    return bool(eval(python, {"__builtins__": {}}, {}))  # made of True, False, and, or and brackets alone


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in (text.split(".") + ["0", "0"])[:3])


metadata = json.loads(subprocess.run(
    ["cargo", "metadata", "--locked", "--format-version", "1"], check=True, capture_output=True, text=True).stdout)
packages = {package["id"]: package for package in metadata["packages"]}
root = packages[metadata["resolve"]["root"]]
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}

# What the crate itself is built from; what only its tests use may need a newer Rust.
needed, queue = set(), [root["id"]]
while queue:
    package = queue.pop()
    if package in needed:
        continue
    needed.add(package)
    for dependency in nodes[package]["deps"]:
        if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
            queue.append(dependency["pkg"])

faults = []
for identity in sorted(needed):
    package = packages[identity]
    name = f"{package['name']} {package['version']}"
    if not package["license"] or not allowed(package["license"]):
        faults.append(f"{name}: licence {package['license']}")
    if package["rust_version"] and version(package["rust_version"]) > version(root["rust_version"]):
        faults.append(f"{name} needs Rust {package['rust_version']}, Cargo.toml promises {root['rust_version']}")
if len(needed) < 20:
    faults.append(f"only {len(needed)} packages were looked at")
print(f"{len(needed)} packages, Rust {root['rust_version']}")
sys.exit("\n".join(faults) or None)
