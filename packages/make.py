#!/usr/bin/env python3
"""Makes the files of a release from a built program.

packages/make.py share --confcal PROGRAM FOLDER                     manual pages and completions, as in /usr/share
packages/make.py archive --confcal PROGRAM --target TRIPLE FOLDER   confcal-VERSION-TRIPLE.tar.gz, or .zip for Windows
packages/make.py wheel --confcal PROGRAM [--static] WHEEL           adds the pages and completions to a wheel of maturin
packages/make.py checksums FOLDER                                   SHA256SUMS of the files in it
packages/make.py notes TAG                                          checks that the tag is of this version, and prints its notes

The program is run, so each is made on the system that it is for. The same program gives the same bytes; SOURCE_DATE_EPOCH is the
time of the files. `wheel` needs the package `wheel`. Exit status: 0 done, 1 it could not be done, 2 wrong usage.
"""

import argparse
import gzip
import hashlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Files by shell, where each looks for them beneath a prefix.
COMPLETIONS = {
    "bash": "bash-completion/completions/confcal",
    "fish": "fish/vendor_completions.d/confcal.fish",
    "zsh": "zsh/site-functions/_confcal",
}
DOCUMENTS = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"]

# A static program needs no library of the system, so that it runs on every Linux.
STATIC_TAGS = "manylinux_2_17_{arch}.manylinux2014_{arch}.musllinux_1_1_{arch}"


def fail(message: str) -> None:
    print(f"packages/make.py: {message}", file=sys.stderr)
    sys.exit(1)


def version() -> str:
    return tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]


def make_share(confcal: pathlib.Path, folder: pathlib.Path) -> None:
    subprocess.run([confcal, "man", folder / "man"], check=True)
    for shell, name in COMPLETIONS.items():
        script = subprocess.run([confcal, "completions", shell], check=True, stdout=subprocess.PIPE).stdout
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(script)


def make_archive(confcal: pathlib.Path, target: str, folder: pathlib.Path) -> pathlib.Path:
    name = f"confcal-{version()}-{target}"
    is_windows = "windows" in target
    program = "confcal.exe" if is_windows else "confcal"
    with tempfile.TemporaryDirectory() as temporary:
        top = pathlib.Path(temporary) / name
        make_share(confcal, top / "share")
        shutil.copyfile(confcal, top / program)
        for document in DOCUMENTS:
            shutil.copyfile(ROOT / document, top / document)
        files = [(f"{name}/{path.relative_to(top).as_posix()}", path) for path in sorted(top.rglob("*")) if path.is_file()]
        folder.mkdir(parents=True, exist_ok=True)
        archive = folder / (name + (".zip" if is_windows else ".tar.gz"))
        archive.write_bytes(zipped(files) if is_windows else tarred(files, f"{name}/{program}"))
    return archive


def moment() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))


def tarred(files: list[tuple[str, pathlib.Path]], program: str) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=out, mtime=moment()) as compressed, tarfile.open(fileobj=compressed, mode="w") as archive:
        for name, path in files:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = path.stat().st_size, moment()
            entry.mode = 0o755 if name == program else 0o644
            with path.open("rb") as content:
                archive.addfile(entry, content)
    return out.getvalue()


def zipped(files: list[tuple[str, pathlib.Path]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files:
            entry = zipfile.ZipInfo(name, time.gmtime(moment())[:6])
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def add_to_wheel(confcal: pathlib.Path, wheel: pathlib.Path, is_static: bool) -> pathlib.Path:
    """Replaces the wheel, under another name if it is for more systems than before."""
    tool = [sys.executable, "-m", "wheel"]
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run([*tool, "unpack", "--dest", temporary, wheel], check=True, stdout=subprocess.DEVNULL)
        (top,) = pathlib.Path(temporary).iterdir()
        make_share(confcal, top / f"{top.name}.data" / "data" / "share")
        wheel.unlink()
        subprocess.run([*tool, "pack", "--dest-dir", wheel.parent, top], check=True, stdout=subprocess.DEVNULL)
    if not is_static:
        return wheel
    arch = re.search(r"(x86_64|aarch64)\.whl\Z", wheel.name)
    if arch is None:
        fail(f"{wheel.name} is of no architecture that Linux packages are made for")
    tags = STATIC_TAGS.format(arch=arch[1])
    named = subprocess.run([*tool, "tags", "--remove", "--platform-tag", tags, wheel], check=True, stdout=subprocess.PIPE, text=True)
    return wheel.with_name(named.stdout.strip())


def write_checksums(folder: pathlib.Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def notes(tag: str) -> str:
    """The section of the version in CHANGELOG.md."""
    if tag != f"v{version()}":
        fail(f"the tag is {tag}, but Cargo.toml has the version {version()}")
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = re.escape(version())
    section = re.search(rf"^## \[?{heading}\]?(?: [^\n]*)?\n(.*?)(?=^## |^\[[^]]+\]: |\Z)", text, re.MULTILINE | re.DOTALL)
    if section is None or not section[1].strip():
        fail(f"CHANGELOG.md has no section {version()}")
    return section[1].strip() + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, argument in [("share", "folder"), ("archive", "folder"), ("wheel", "wheel")]:
        command = commands.add_parser(name)
        command.add_argument("--confcal", type=lambda path: pathlib.Path(path).resolve(), required=True)
        command.add_argument(argument, type=pathlib.Path)
        if name == "archive":
            command.add_argument("--target", required=True)
        if name == "wheel":
            command.add_argument("--static", action="store_true")
    commands.add_parser("checksums").add_argument("folder", type=pathlib.Path)
    commands.add_parser("notes").add_argument("tag")
    options = parser.parse_args()
    if options.command == "share":
        make_share(options.confcal, options.folder)
    elif options.command == "archive":
        print(make_archive(options.confcal, options.target, options.folder))
    elif options.command == "wheel":
        print(add_to_wheel(options.confcal, options.wheel, options.static))
    elif options.command == "checksums":
        write_checksums(options.folder)
    else:
        sys.stdout.write(notes(options.tag))


if __name__ == "__main__":
    main()
