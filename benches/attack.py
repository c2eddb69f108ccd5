#!/usr/bin/env python3
"""Measures what ordinary clients of `confcal serve` notice of others that attack it.

benches/attack.py --confcal PATH --generate PATH   with that binary, and the list that that example binary writes
    --seconds N       how long each measurement takes (default 10)
    --rounds N        how often each is repeated, each with a new server (default 3)
    --conferences N   how many the list has (default 3000)

One client asks for files of the site and for a query that it asked before, one request after another: first alone, then beside
each attack. README.md says more. Exit status: 0 confcal keeps what it promises, 1 it does not or something could not run, 2 wrong
usage.
"""

import contextlib
import http.client
import multiprocessing
import pathlib
import select
import signal
import socket
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "clients"))
from machine import Failure, command
from server import HOST, PATIENCE, Confcal, open_many_files, parse

# Milliseconds by which the 99th percentile may be later beside an attack, and MiB by which the memory may grow.
MAX_DELAY, MAX_GROWTH = 10, 64
# Seconds between two ordinary requests, and until an attack has got going.
PAUSE, WARM_UP = 0.003, 3
QUERY = "/feed.ics?tag=python&country=DE"
ORDINARY = [
    ("/countries/ie.ics", {}),
    ("/", {"Accept-Encoding": "gzip"}),
    ("/feeds.json", {"Accept-Encoding": "gzip"}),
    (QUERY, {}),
    ("/healthz", {}),
]


class Attack:
    """Connections that ask and never read. Each is replaced after some seconds, or when it is cut."""

    def __init__(self, name, connections, lives, requests):
        self.name, self.connections, self.lives, self.requests = name, connections, lives, requests

    def run(self, port):
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        poll, opened, number = select.epoll(), {}, 0
        while True:
            now = time.monotonic()
            for descriptor, _ in poll.poll(0.01):
                self.close(poll, opened, descriptor)
            # Those that were opened first stand first.
            while opened and now - next(iter(opened.values()))[1] > self.lives:
                self.close(poll, opened, next(iter(opened)))
            # The first ones come spread over the time that each lives, as all later ones do.
            wanted = min(self.connections, len(opened) + max(1, self.connections // 20))
            while len(opened) < wanted:
                number += 1
                stream = socket.socket()
                with contextlib.suppress(OSError):
                    stream.settimeout(1)
                    stream.connect((HOST, port))
                    stream.sendall(self.requests(number))
                    poll.register(stream, select.EPOLLRDHUP)
                opened[stream.fileno()] = (stream, now)

    @staticmethod
    def close(poll, opened, descriptor):
        if descriptor in opened:
            with contextlib.suppress(OSError):
                poll.unregister(descriptor)
            opened.pop(descriptor)[0].close()


def new_query(number):
    query = f"near=52.{number % 10_000:04},13.4,{20_000 + number // 10_000}"
    return f"GET /feed.ics?{query} HTTP/1.1\r\nHost: a\r\n\r\n".encode()


ATTACKS = [
    Attack("400 connections that ask new queries and do not read", 400, 5, new_query),
    Attack("1,500 connections with 20 requests each that do not read", 1500, 20,
           lambda _: b"GET /all.ics HTTP/1.1\r\nHost: a\r\n\r\n" * 20),
    Attack("1,500 connections with 20 requests for many feeds", 1500, 20,
           lambda number: b"".join(f"GET /{path} HTTP/1.1\r\nHost: a\r\n\r\n".encode() for path in
                                   [("countries/de.ics", "topics/python.ics", "deadlines.ics")[number % 3]] * 20)),
]


def memory(server):
    """The memory of a server in MiB, without what the system can take back."""
    return server.status("RssAnon") / 1024


def measure(server, seconds):
    """The milliseconds that half and 99 of 100 ordinary requests take at most, the longest, and the most memory meanwhile."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=PATIENCE)
    took, held, until, number = [], [], time.monotonic() + seconds, 0
    over = threading.Event()

    def watch():
        while not over.wait(0.05):
            held.append(memory(server))
    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    while time.monotonic() < until:
        path, headers = ORDINARY[number % len(ORDINARY)]
        number += 1
        begun = time.monotonic()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        took.append((time.monotonic() - begun) * 1000)
        if answer.status != 200:
            raise Failure(f"{path}: {answer.status}")
        time.sleep(PAUSE)
    over.set()
    watching.join()
    connection.close()
    took.sort()
    return took[len(took) // 2], took[len(took) * 99 // 100], took[-1], max(held)


def round_of(options, folder):
    """Measures the quiet server, and each attack on a new one."""
    figures, forks = {}, multiprocessing.get_context("fork")
    for attack in ATTACKS:
        server = Confcal(options.confcal, folder / "list.toml", folder / "log", "--log", "off",
                         "--base-url", "https://example.org/")
        try:
            # What is sent in gzip is made once.
            measure(server, 1)
            rest = memory(server)
            quiet = measure(server, options.seconds)
            attacker = forks.Process(target=attack.run, args=(server.port,), daemon=True)
            attacker.start()
            try:
                time.sleep(WARM_UP)
                beside = measure(server, options.seconds)
            finally:
                attacker.kill()
                attacker.join()
            figures[attack.name] = (quiet, beside, rest)
        finally:
            server.stop()
    return figures


def main(arguments):
    options = parse(__doc__, arguments, ["confcal", "generate"], {"seconds": 10, "rounds": 3, "conferences": 3000})
    open_many_files()
    kept = True
    try:
        with tempfile.TemporaryDirectory(prefix="confcal-attack-") as name:
            folder = pathlib.Path(name)
            (folder / "list.toml").write_bytes(command([options.generate, options.conferences]))
            rounds = [round_of(options, folder) for _ in range(options.rounds)]
    except (Failure, OSError, http.client.HTTPException) as failure:
        print(f"FAIL {failure!r}")
        return 1
    print("milliseconds for half, 99 % and all; MiB               quiet                  beside          memory: rest, beside")
    for attack in ATTACKS:
        # Neighbours on the machine only ever add to a latency.
        quiet, beside, rest = min((one[attack.name] for one in rounds), key=lambda one: one[1][1] - one[0][1])
        grown = max(one[attack.name][1][3] - one[attack.name][2] for one in rounds)
        missed = []
        if beside[1] > quiet[1] + MAX_DELAY:
            missed.append(f"99 %: at most {MAX_DELAY} ms more are promised")
        if grown > MAX_GROWTH:
            missed.append(f"memory: at most {MAX_GROWTH} MiB more are promised")
        kept &= not missed
        print(f"{attack.name:<57}" + "".join(f"{one:7.2f}" for one in quiet[:3]) + "  "
              + "".join(f"{one:7.2f}" for one in beside[:3]) + f"  {rest:9.1f}{rest + grown:9.1f}"
              + (f"  MISSED {', '.join(missed)}" if missed else ""), flush=True)
    return 0 if kept else 1


sys.exit(main(sys.argv[1:]))
