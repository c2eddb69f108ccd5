"""Fails if a dependency has a licence that deny.toml does not allow or is banned there, if it needs a newer Rust than
Cargo.toml promises, or if Cargo.toml gives no reason for it in a comment."""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
DENY = tomllib.loads((ROOT / "deny.toml").read_text())
ALLOWED = set(DENY["licenses"]["allow"])
BANNED = {ban["name"]: ban["reason"] for ban in DENY["bans"]["deny"]}


def allowed(expression: str) -> bool:
    """Whether an SPDX expression can be met with allowed licences alone (OR: one of them; AND: all)."""
    expression = expression.replace("/", " OR ")
    tokens = re.findall(r"\(|\)|\bOR\b|\bAND\b|[^\s()]+(?: WITH \S+)?", expression)
    python = "".join({"OR": " or ", "AND": " and ", "(": "(", ")": ")"}.get(t) or f" {t in ALLOWED} " for t in tokens)
    return bool(eval(python, {"__builtins__": {}}, {}))  # made of True, False, and, or and brackets alone


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in [*text.split("."), "0", "0"][:3])


metadata = json.loads(subprocess.run(
    ["cargo", "metadata", "--locked", "--format-version", "1"], check=True, capture_output=True, text=True).stdout)
packages = {package["id"]: package for package in metadata["packages"]}
root = packages[metadata["resolve"]["root"]]
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}

# What the crate itself is built from. What only its tests use may need a newer Rust.
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
# The licences of what only tests use count too: nobody should have to take a copyleft library to run them.
for identity in sorted(nodes):
    package = packages[identity]
    name = f"{package['name']} {package['version']}"
    if not package["license"] or not allowed(package["license"]):
        faults.append(f"{name}: licence {package['license']}")
    if package["name"] in BANNED:
        faults.append(f"{name}: {BANNED[package['name']]}")
    rust = package["rust_version"]
    if identity in needed and rust and version(rust) > version(root["rust_version"]):
        faults.append(f"{name} needs Rust {rust}, Cargo.toml promises {root['rust_version']}")
if len(needed) < 20 or len(nodes) <= len(needed):
    faults.append(f"only {len(needed)} and {len(nodes)} packages were looked at")

direct, section = 0, None
for line in (ROOT / "Cargo.toml").read_text().splitlines():
    if line.startswith("["):
        section = line.strip("[]")
    elif re.fullmatch(r"(target\.'[^']+'\.)?(dev-)?dependencies", section or "") and re.match(r"[a-z][\w-]* = ", line):
        direct += 1
        if not re.search(r" # \S.{3,}$", line):
            faults.append(f"Cargo.toml gives no reason for {line.split(' = ')[0]}")
if direct != len(root["dependencies"]):
    faults.append(f"{direct} lines of Cargo.toml were looked at, it has {len(root['dependencies'])} dependencies")
print(f"{len(nodes)} packages, {len(needed)} of them in the command, Rust {root['rust_version']}")
sys.exit("\n".join(faults) or None)
