#!/usr/bin/env python3
"""Makes the packages of confcal, installs each in a clean folder, and runs what is in it.

tests/packages/run.py --confcal PATH [PART ...]     PATH is target/debug/confcal or target/release/confcal, which no part builds again
    archive   what GitHub releases have, and cargo-binstall fetches
    wheel     the Python package, in a virtual environment
    sdist     its source, from which pip can build it
    deb       the Debian package: installed, removed and purged in a root of its own   (needs cargo-deb)
    image     the container image, its files run by its user in a chroot               (builds a static program; needs root)
    hooks     both hooks of pre-commit, in a repository with a list                    (builds confcal again, as pre-commit does)
    targets   the crate for Windows and macOS, as far as a check goes                  (needs rustup)

Without PART: archive, wheel, sdist. Exit status: 0 all is as it should be, 1 it is not or something could not run.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import urllib.request

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "clients"))
from machine import Failure, command, install, make_venv

WORK = ROOT / "target" / "packages"
VENV = WORK / "venv"
LIST = ROOT / "conferences.toml"
VERSION = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
MAKE = ROOT / "packages" / "make.py"

# Files that the packages have in common, beneath `share`.
SHARED = ["man/man1/confcal.1", "man/man1/confcal-build.1", "man/man5/confcal-list.5", "bash-completion/completions/confcal"]
SHARED += ["fish/vendor_completions.d/confcal.fish", "zsh/site-functions/_confcal"]

STATIC_TARGET = "x86_64-unknown-linux-musl"

# Builds that are only checked or run once need not be small.
QUICK = {"CARGO_PROFILE_RELEASE_LTO": "off", "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16"}


def expect(is_so: bool, message: str) -> None:
    if not is_so:
        raise Failure(message)


def make(*arguments: object) -> str:
    """Runs packages/make.py with the tools of the virtual environment."""
    return command([VENV / "bin" / "python", MAKE, *arguments], env={**os.environ, "SOURCE_DATE_EPOCH": "1651363200"}).decode().strip()


def runs(program: pathlib.Path, wanted: pathlib.Path) -> None:
    """The program is of this version, makes the same feed, and serves it until it is told to stop."""
    said = command([program, "--version"]).decode()
    expect(said.startswith(f"confcal {VERSION} ("), f"{program} says {said!r}")
    feeds = [command([confcal, "export", LIST]) for confcal in (program, wanted)]
    expect(feeds[0] == feeds[1] and feeds[0].startswith(b"BEGIN:VCALENDAR"), f"{program} makes another feed")
    serves([program, "serve", "--listen", "127.0.0.1:0", LIST])


def serves(arguments: list[object]) -> None:
    server = subprocess.Popen([str(argument) for argument in arguments], stderr=subprocess.PIPE, text=True)
    try:
        line = server.stderr.readline()
        address = re.search(r"http://[^/]*/", line)
        expect(address is not None, f"{arguments[0]} serves nothing: {line}")
        with urllib.request.urlopen(address[0] + "healthz", timeout=30) as answer:
            expect(json.load(answer)["conferences"] > 0, "the server has no conferences")
        with urllib.request.urlopen(address[0] + "all.ics", timeout=30) as answer:
            expect(answer.read().startswith(b"BEGIN:VCALENDAR"), "the server has no feed")
        server.send_signal(signal.SIGTERM)
        server.stderr.read()
        expect(server.wait(timeout=30) == 0, f"{arguments[0]} ended with {server.returncode}")
    finally:
        server.kill()
        server.wait()


def has_shared(share: pathlib.Path, names: list[str], ending: str = "") -> None:
    for name in names:
        path = share / (name + (ending if name.startswith("man/") else ""))
        expect(path.is_file() and path.stat().st_size > 0, f"{path} is missing or empty")


def archive(confcal: pathlib.Path, folder: pathlib.Path) -> None:
    for target, ending in (("x86_64-unknown-linux-musl", "tar.gz"), ("x86_64-pc-windows-msvc", "zip")):
        made = [pathlib.Path(make("archive", "--confcal", confcal, "--target", target, folder / run)) for run in ("first", "second")]
        expect(made[0].name == f"confcal-{VERSION}-{target}.{ending}", f"{made[0]} is not the name that cargo-binstall asks for")
        expect(made[0].read_bytes() == made[1].read_bytes(), "two archives of a program differ")
        shutil.unpack_archive(made[0], folder)
        top = folder / f"confcal-{VERSION}-{target}"
        has_shared(top / "share", SHARED)
        has_shared(top, ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"])
    runs(folder / f"confcal-{VERSION}-x86_64-unknown-linux-musl" / "confcal", confcal)
    has_shared(top, ["confcal.exe"])
    make("checksums", folder / "first")
    command(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder / "first")


def wheel(confcal: pathlib.Path, folder: pathlib.Path) -> None:
    # The same build as that of `confcal`, so that nothing is compiled.
    profile = ["--release"] if confcal.parent.name == "release" else []
    command([VENV / "bin" / "maturin", "build", *profile, "--out", folder], cwd=ROOT, timeout=1200)
    (built,) = folder.glob("*.whl")
    make("wheel", "--confcal", confcal, built)
    venv = folder / "venv"
    command([sys.executable, "-m", "venv", venv])
    pip = [venv / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--quiet"]
    command([*pip, "install", "--no-index", built])
    has_shared(venv / "share", SHARED)
    runs(venv / "bin" / "confcal", confcal)
    metadata = command([*pip, "show", "--verbose", "confcal"]).decode()
    for line in (f"Version: {VERSION}", "Summary: Turns a list of conferences", "License: MIT OR Apache-2.0"):
        expect(line in metadata, f"the package has no line {line!r}:\n{metadata}")
    command([*pip, "uninstall", "--yes", "confcal"])
    expect(not (venv / "bin" / "confcal").exists() and not (venv / "share" / SHARED[0]).exists(), "something stays")


def sdist(_confcal: pathlib.Path, folder: pathlib.Path) -> None:
    command([VENV / "bin" / "maturin", "sdist", "--out", folder], cwd=ROOT)
    (made,) = folder.glob("*.tar.gz")
    with tarfile.open(made) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    for name in ("Cargo.lock", "Cargo.toml", "PKG-INFO", "build.rs", "pyproject.toml", "src/lib.rs"):
        expect(name in names, f"{made.name} has no {name}")


def deb(confcal: pathlib.Path, folder: pathlib.Path) -> None:
    """Installs into a root without any other package: scripts of the package run here, and are told where its root is."""
    install(["lintian"], lambda: shutil.which("lintian") is not None)
    if shutil.which("cargo-deb") is None:
        command(["cargo", "install", "--locked", "--no-default-features", "cargo-deb"], timeout=1800)
    make("share", "--confcal", confcal, WORK / "share")
    expect(confcal == ROOT / "target" / "release" / "confcal", "cargo-deb takes target/release/confcal alone")
    command(["cargo", "deb", "--no-build", "--no-strip", "--output", f"{folder}/"], cwd=ROOT)
    (made,) = folder.glob("*.deb")
    root = folder / "root"
    for name in ("info", "triggers", "updates"):
        (root / "var/lib/dpkg" / name).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    dpkg = ["dpkg", f"--root={root}", "--force-depends", "--force-script-chrootless", "--log=/dev/null"]
    command([*dpkg, "--install", made])
    runs(root / "usr/bin/confcal", confcal)
    debian = {"zsh/site-functions/_confcal": "zsh/vendor-completions/_confcal"}
    has_shared(root / "usr/share", [debian.get(name, name) for name in SHARED], ".gz")
    has_shared(root / "usr/share/doc/confcal", ["README.Debian", "changelog.gz", "copyright", "examples/conferences.toml"])
    serves_by_unit(root)
    options = root / "etc/default/confcal"
    options.write_text("CONFCAL_OPTIONS=--strict\n", encoding="utf-8")
    command([*dpkg, "--force-confold", "--install", made])
    expect("--strict" in options.read_text(encoding="utf-8"), "an upgrade loses the options of the administrator")
    state = root / "var/lib/private/confcal"
    state.mkdir(parents=True)
    command([*dpkg, "--remove", "confcal"])
    expect(options.exists() and state.exists() and not (root / "usr/bin").exists(), "removing is not purging")
    command([*dpkg, "--purge", "confcal"])
    left = [path for path in root.rglob("*") if not path.is_dir() and "var/lib/dpkg" not in str(path)]
    expect(not left and not state.exists(), f"purging leaves {left or state}")
    faults = subprocess.run(["lintian", "--allow-root", "--fail-on", "error", made], check=False, capture_output=True, text=True)
    # There is no address yet, and the changelog is that of the project.
    errors = [line for line in faults.stdout.splitlines() if line.startswith("E: ") and "malformed-contact" not in line]
    expect(not errors, "\n".join(errors))


def serves_by_unit(root: pathlib.Path) -> None:
    """Runs the command line of the unit, with its variables, as systemd would."""
    unit = root / "usr/lib/systemd/system/confcal.service"
    text = unit.read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    verified = root / unit.name
    verified.write_text(text.replace("ExecStart=confcal", f"ExecStart={root}/usr/bin/confcal"), encoding="utf-8")
    command(["systemd-analyze", "verify", "--man=no", verified])
    command(["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=15", verified])
    verified.unlink()
    state = root / "state"
    values = {"${STATE_DIRECTORY}": [state], "$CONFCAL_OPTIONS": ["--listen", "127.0.0.1:0"], "/etc/confcal/conferences.toml": [LIST]}
    words = line.removeprefix("ExecStart=").split()
    expect(words[0] == "confcal" and all(value in words for value in values), line)
    serves([root / "usr/bin/confcal", *(part for word in words[1:] for part in values.get(word, [word]))])
    shutil.rmtree(state)


def image(_confcal: pathlib.Path, folder: pathlib.Path) -> None:
    install(["buildah"], lambda: shutil.which("buildah") is not None)
    command(["rustup", "target", "add", STATIC_TARGET])
    command(["cargo", "build", "--locked", "--release", "--target", STATIC_TARGET], cwd=ROOT, env={**os.environ, **QUICK}, timeout=1800)
    static = ROOT / "target" / STATIC_TARGET / "release" / "confcal"
    context = folder / "context"
    (context / "amd64" / "root" / "state").mkdir(parents=True)
    shutil.copy(static, context / "amd64" / "confcal")
    buildah = ["buildah", "--root", folder / "storage", "--runroot", folder / "run", "--storage-driver", "vfs"]
    recipe = ["--file", ROOT / "docs/serve/Containerfile", "--build-context", f"build={context}"]
    command([*buildah, "build", "--isolation", "chroot", *recipe, "--platform", "linux/amd64", "--tag", "confcal", ROOT])
    config = json.loads(command([*buildah, "inspect", "--type", "image", "confcal"]))["OCIv1"]["config"]
    expect(config["User"] == "65532:65532" and config["StopSignal"] == "SIGTERM", config)
    expect("8080/tcp" in config["ExposedPorts"] and "/state" in config["Volumes"], config)
    container = command([*buildah, "from", "confcal"]).decode().strip()
    mount = pathlib.Path(command([*buildah, "mount", container]).decode().strip())
    files = {path.relative_to(mount).as_posix() for path in mount.rglob("*")}
    expect(files == {"confcal", "state"}, f"the image has {files}")
    (mount / "list").mkdir()
    shutil.copy(LIST, mount / "list")
    words = [word.replace("[::]:8080", "127.0.0.1:0") for word in config["Entrypoint"] + config["Cmd"]]
    serves(["chroot", f"--userspec={config['User']}", mount, *words])
    expect((mount / "state" / "feeds.json").stat().st_uid == 65532, "the state is not written by the user of the image")


def hooks(_confcal: pathlib.Path, folder: pathlib.Path) -> None:
    """Both hooks of the last commit. They share a build, which takes as long as everything else here."""
    make_venv(WORK / "hooks-venv", HERE / "requirements-hooks.txt")
    lists = folder / "lists"
    lists.mkdir()
    commit = command(["git", "-C", ROOT, "rev-parse", "HEAD"]).decode().strip()
    config = f"repos:\n  - repo: {ROOT}\n    rev: {commit}\n    hooks: [{{id: confcal}}, {{id: confcal-src}}]\n"
    (lists / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    shutil.copy(LIST, lists)
    command(["git", "init", "--quiet", lists])
    command(["git", "-C", lists, "add", "--all"])
    environment = {**os.environ, **QUICK, "PRE_COMMIT_HOME": str(folder / "home"), "CARGO_TARGET_DIR": str(WORK / "hooks")}
    run = [WORK / "hooks-venv" / "bin" / "pre-commit", "run", "--all-files", "--color=never"]
    passed = command(run, cwd=lists, env=environment, timeout=1800).decode()
    expect(passed.count("Passed\n") == 2, passed)
    with (lists / "conferences.toml").open("a", encoding="utf-8") as text:
        text.write("colour = 1\n")
    failed = subprocess.run(run, cwd=lists, env=environment, check=False, capture_output=True, text=True, timeout=300).stdout
    expect(failed.count("Failed\n") == 2 and failed.count("unknown key `colour`") == 2, failed)


def targets(_confcal: pathlib.Path, _folder: pathlib.Path) -> None:
    for target in ("x86_64-pc-windows-gnu", "aarch64-apple-darwin"):
        command(["rustup", "target", "add", target])
        command(["cargo", "check", "--locked", "--all-targets", "--target", target], cwd=ROOT, timeout=1800)


PARTS = {part.__name__: part for part in (archive, wheel, sdist, deb, image, hooks, targets)}
QUICK_PARTS = ["archive", "wheel", "sdist"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--confcal", type=lambda path: pathlib.Path(path).resolve(), required=True)
    # `choices` would compare the default as a whole.
    parser.add_argument("parts", metavar="PART", nargs="*", default=QUICK_PARTS)
    options = parser.parse_args()
    unknown = [name for name in options.parts if name not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}; the parts: {', '.join(PARTS)}")
    try:
        make_venv(VENV, HERE / "requirements.txt")
        for name in options.parts:
            with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=WORK) as folder:
                PARTS[name](options.confcal, pathlib.Path(folder))
            print(f"{name}: ok", flush=True)
    except (AssertionError, Failure) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
