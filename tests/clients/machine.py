"""What the scripts of this folder ask of the machine: commands, and what they need where it is missing."""

import hashlib
import os
import subprocess
import sys


class Failure(Exception):
    """Something is wrong or could not be run: never a reason to skip."""


def command(arguments, **options):
    """What the command prints to standard output, as bytes."""
    arguments = [str(argument) for argument in arguments]
    options = {"timeout": 300, "stdin": subprocess.DEVNULL, **options}
    try:
        done = subprocess.run(arguments, check=False, capture_output=True, **options)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failure(f"{arguments[0]} cannot be run: {error}") from error
    if done.returncode != 0:
        said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()[-20:]
        raise Failure(f"`{' '.join(arguments)}` failed with {done.returncode}:\n    " + "\n    ".join(said))
    return done.stdout


def install(packages, is_there):
    """Installs Debian packages, as root or with sudo, unless `is_there` finds what they bring."""
    if is_there():
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    # Another step of .ci/run may be installing, too.
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--option=DPkg::Lock::Timeout=600"]
    apt += ["install", "--yes", "--no-install-recommends"]
    try:
        command([*apt, *packages], timeout=1200)
    except Failure:
        # The package lists may be missing or old.
        command([*sudo, "apt-get", "update"])
        command([*apt, *packages], timeout=1200)
    if not is_there():
        raise Failure(f"{', '.join(packages)} are installed, yet what they bring is not found")


def once(product, inputs, make):
    """Runs `make` unless the stamp beside its product says that it has been run for these very inputs."""
    stamp = product.with_name(product.name + ".stamp")
    digest = hashlib.sha256(b"\0".join(inputs)).hexdigest()
    if product.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    stamp.unlink(missing_ok=True)
    make()
    stamp.write_text(digest)


def make_venv(venv, requirements):
    """A virtual environment with exactly what a file pins."""

    def make():
        command([sys.executable, "-m", "venv", "--clear", venv])
        # --no-deps: the file pins the dependencies of dependencies too, and `pip check` sees that none is missing.
        pip = [venv / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--quiet"]
        command([*pip, "install", "--no-deps", "--requirement", requirements])
        command([*pip, "check"])

    venv.parent.mkdir(parents=True, exist_ok=True)
    # An environment knows its own path, and so cannot be moved.
    once(venv, [str(venv).encode(), sys.version.encode(), requirements.read_bytes()], make)
