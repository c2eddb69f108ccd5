"""What the scripts that load `confcal serve` share: their arguments, and a server that runs."""

import argparse
import pathlib
import re
import resource
import signal
import subprocess
import sys
import time

from machine import Failure

HOST = "127.0.0.1"
# Seconds until a server has started, and until one has stopped that was told to.
PATIENCE = 30


def parse(doc, arguments, paths, numbers, extend=lambda parser: None):
    """The options of a script: paths that it needs, numbers with their defaults, and those that `extend` adds. Prints the
    documentation if that is asked for, and exits."""
    if arguments in (["-h"], ["--help"]):
        print(doc)
        sys.exit(0)
    parser = argparse.ArgumentParser(add_help=False, usage=doc)
    for name in paths:
        parser.add_argument(f"--{name}", required=True, type=lambda path: pathlib.Path(path).resolve())
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    extend(parser)
    # Also when it is told to stop, nothing stays behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    return parser.parse_args(arguments)


def open_many_files():
    """Raises the number of files that may be open to the most allowed, and returns it."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


class Process:
    """A server that runs."""

    def __init__(self, arguments, errors):
        self.process = subprocess.Popen([str(argument) for argument in arguments], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=errors)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        self.process.kill()
        self.process.wait()


class Confcal(Process):
    """A `confcal serve` that has started, at ports that the system has chosen. `before` is what runs it, `ports` how many it
    listens at."""

    def __init__(self, confcal, listed, log, *options, before=(), ports=1):
        self.log = log
        with open(log, "wb") as errors:
            super().__init__([*before, confcal, "serve", "--listen", f"{HOST}:0", *options, listed], errors)
        deadline, found = time.monotonic() + PATIENCE, []
        while len(found) < ports:
            if time.monotonic() > deadline or self.process.poll() is not None:
                self.kill()
                raise Failure(f"the server does not start: {log.read_text()}")
            time.sleep(0.05)
            found = re.findall(r"serving .* at http://[\d.]+:(\d+)/", log.read_text())
        self.port, *self.other_ports = map(int, found)

    def status(self, name):
        """A figure that the system has of it, such as its memory in kB."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", text)[1])
