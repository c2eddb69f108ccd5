"""What the scripts of this folder ask of the machine: commands, and Debian packages where they are missing."""

import os
import subprocess


class Failure(Exception):
    """Something is wrong or could not be run: never a reason to skip."""


def command(arguments, **options):
    """What the command prints to standard output, as bytes."""
    arguments = [str(argument) for argument in arguments]
    options = {"timeout": 300, "stdin": subprocess.DEVNULL, **options}
    try:
        done = subprocess.run(arguments, capture_output=True, **options)
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
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes", "--no-install-recommends"]
    try:
        command([*apt, *packages], timeout=1200)
    except Failure:
        # The package lists may be missing or old.
        command([*sudo, "apt-get", "update"])
        command([*apt, *packages], timeout=1200)
    if not is_there():
        raise Failure(f"{', '.join(packages)} are installed, yet what they bring is not found")
