#!/usr/bin/env python3
"""Puts the same load on `confcal serve` and on nginx with the same files, and compares what a request costs them.

benches/serve.py --confcal PATH --generate PATH   with that binary, and the list that that example binary writes
    --seconds N       how long each measurement takes (default 5)
    --rounds N        how often each is repeated, the servers in turn (default 5)
    --log WAY         on: with an access log, as nginx writes it by itself, a line at a time; buffered: nginx gathers
                      lines as confcal does; off: without one; may be given twice (default: on and off)
    --only WORD       only the cases whose name has this word; may be given twice
    --bare            nginx sends only the headers that it sends by itself, and not all that confcal's answers have
    --conferences N   how many the list has (default 300, with which a topic's feed has 60 kB)

README.md says more. Exit status: 0 confcal keeps what it promises, 1 it does not or something could not run, 2 wrong usage.
"""

import dataclasses
import gzip
import http.client
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "clients"))
from machine import Failure, command, install
from server import HOST, PATIENCE, Process, parse

THREADS, CONNECTIONS = 2, 64
# The servers have a core for themselves and wrk has the others, if there are two: else latency tells how the system
# shares them out. Where it is said that a latency is no worse, this much may come from the clocks.
CORES = sorted(os.sched_getaffinity(0))
SERVERS, CLIENT = (CORES[:1], CORES[1:]) if len(CORES) > 1 else (CORES, CORES)
NO_WORSE = 1.1
# The size of the feed that is asked for, about, in octets.
FEED = 60_000
QUERY = "feed.ics?tag=python&only=deadlines"
TICK = os.sysconf("SC_CLK_TCK")

# As a static site is served well: files stay open, sendfile, what gzip makes of them beside them, and the headers that
# calendar programs and browsers are sent.
NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.error.log;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; text/calendar ics; application/json json; }}
    default_type application/octet-stream;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    access_log {log};
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    etag on;
    keepalive_timeout 65;
    keepalive_requests 1000000000;
    open_file_cache max=1000 inactive=60s;
    open_file_cache_valid 60s;
    gzip_vary on;
    server {{
        listen {host}:{port};
        root {folder}/site;
        location ~ \\.ics$ {{ {feeds} }}
        location ~ \\.json$ {{ {json} gzip_static on; }}
        location / {{ {pages} index index.html; gzip_static on; }}
    }}
}}
"""

NOSNIFF = "add_header X-Content-Type-Options nosniff always; charset utf-8; charset_types text/calendar application/json;"
OPEN = (f'{NOSNIFF} add_header Cache-Control "max-age=3600, must-revalidate"; add_header Access-Control-Allow-Origin *;'
        " add_header Access-Control-Expose-Headers ETag;")
HEADERS = {
    "feeds": f'{OPEN} add_header Content-Disposition inline;',
    "json": OPEN,
    "pages": f"{NOSNIFF} add_header Cache-Control no-cache; add_header X-Frame-Options SAMEORIGIN;"
             """ add_header Content-Security-Policy "frame-ancestors 'self'; base-uri 'none'; object-src 'none'";"""
             " add_header Referrer-Policy strict-origin-when-cross-origin;"
             ' add_header Permissions-Policy "camera=(), geolocation=(), microphone=()";',
}


class Server(Process):
    """A server that runs; what its processes have used."""

    def __init__(self, name, arguments, port, errors):
        super().__init__([*on(SERVERS), *arguments], errors)
        self.name, self.port = name, port

    def wait(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection((HOST, self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise Failure(f"{self.name} does not answer")

    def processes(self):
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def cpu(self):
        """Seconds of CPU time that its processes have taken, in the program and in the kernel for it."""
        ticks = 0
        for process in self.processes():
            fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICK

    def memory(self):
        """Its resident set in kB."""
        status = (pathlib.Path(f"/proc/{process}/status").read_text() for process in self.processes())
        return sum(int(re.search(r"VmRSS:\s+(\d+)", text)[1]) for text in status)

    def ask(self, path, headers):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{path}", headers=headers)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()


@dataclasses.dataclass
class Case:
    name: str
    path: str
    status: int
    headers: dict
    # The most CPU time a request may take, in times of nginx's; None: nothing is promised.
    most: float | None


@dataclasses.dataclass
class Measured:
    requests: int
    per_second: float
    cpu: float  # microseconds of CPU time to a request
    half: float  # milliseconds in which half of the requests are answered
    most: float  # and 99 of 100


def on(cores):
    return ["taskset", "--cpu-list", ",".join(map(str, cores))]


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def load(server, case, headers, seconds):
    """Asks as fast as the server answers, for so many seconds."""
    arguments = [*on(CLIENT), "wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for name, value in headers.items():
        arguments += ["-H", f"{name}: {value}"]
    before = server.cpu()
    said = command([*arguments, f"http://{HOST}:{server.port}/{case.path}"], timeout=seconds + 30).decode()
    cpu = server.cpu() - before
    requests = int(re.search(r"(\d+) requests in", said)[1])
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    if "Non-2xx" in said or (errors and any(int(count) for count in errors.groups())) or not requests:
        raise Failure(f"{server.name}, {case.name}: not every request was answered well\n{said}")
    percent = dict(re.findall(r"(\d+)%\s+([\d.]+\w+)", said))
    return Measured(requests, float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), cpu / requests * 1e6,
                    milliseconds(percent["50"]), milliseconds(percent["99"]))


def prepared(case, servers, bare):
    """The headers to ask each server with, after both have given the same answer."""
    asked, bodies, names = {}, {}, {}
    for server in servers:
        headers = dict(case.headers)
        if case.status == 304:
            headers["If-None-Match"] = server.ask(case.path, headers)[0].headers["ETag"]
        answer, body = server.ask(case.path, headers)
        names[server] = {name.lower() for name in answer.headers} - {"server", "accept-ranges", "connection"}
        coding = answer.headers.get("Content-Encoding")
        if answer.status != case.status or (coding == "gzip") != ("Accept-Encoding" in headers):
            raise Failure(f"{server.name}, {case.name}: {answer.status} in {coding}")
        asked[server], bodies[server] = headers, gzip.decompress(body) if coding else body
    if len(set(bodies.values())) != 1:
        raise Failure(f"{case.name}: the servers do not send the same")
    confcal, nginx = names.values()
    if not bare and confcal - nginx:
        raise Failure(f"{case.name}: nginx does not send {', '.join(confcal - nginx)}")
    return asked


def cases(site):
    feed = min(site.rglob("*.ics"), key=lambda path: (abs(path.stat().st_size - FEED), path))
    size, path = feed.stat().st_size, feed.relative_to(site).as_posix()
    zipped = {"Accept-Encoding": "gzip"}
    return [
        Case(f"304 of a feed of {size / 1000:.0f} kB", path, 304, {}, 1.0),
        Case("the page in gzip", "", 200, zipped, 1.0),
        Case("feeds.json in gzip", "feeds.json", 200, zipped, 1.0),
        Case("404.html in gzip", "404.html", 200, zipped, 1.0),
        Case(f"a feed of {size / 1000:.0f} kB", path, 200, {}, 1.3),
        Case("a query asked before", QUERY, 200, {}, None),
    ]


def compare(options, folder, logged):
    """Measures every case with a pair of servers that write their log this way; whether all is as promised."""
    port = {"confcal": free_port(), "nginx": free_port()}
    log = {"on": f"{folder}/nginx.access.log combined", "off": "off",
           "buffered": f"{folder}/nginx.access.log combined buffer=64k flush=1s"}[logged]
    configuration = folder / "nginx.conf"
    headers = dict.fromkeys(HEADERS, "") if options.bare else HEADERS
    configuration.write_text(NGINX.format(folder=folder, host=HOST, port=port["nginx"], log=log, **headers))
    with open(folder / "confcal.log", "wb") as said:
        confcal = Server("confcal", [options.confcal, "serve", "--base-url", "http://example.org/", "--log",
                                     "off" if logged == "off" else "text", "--listen", f"{HOST}:{port['confcal']}",
                                     folder / "list.toml"], port["confcal"], said)
    nginx = Server("nginx", [shutil.which("nginx"), "-c", configuration], port["nginx"], subprocess.DEVNULL)
    servers = [confcal, nginx]
    try:
        for server in servers:
            server.wait()
        # nginx knows no filters: what the query gives is a file of its site.
        (folder / "site" / "feed.ics").write_bytes(confcal.ask(QUERY, {})[1])
        kept = measure(options, cases(folder / "site"), servers, logged)
        print("resident memory: " + ", ".join(f"{server.name} {server.memory() / 1024:.1f} MiB" for server in servers)
              + " (nginx's files are in the system's cache beside)\n", flush=True)
    finally:
        for server in servers:
            server.stop()
    return kept


def measure(options, cases, servers, logged):
    chosen = [case for case in cases if not options.only or any(word in case.name for word in options.only)]
    print(f"{'access log: ' + logged:<24}"
          "    µs of CPU a request        requests a second    ms for half     ms for 99 %")
    print(f"{'':<24}" + "   confcal  nginx  ratio" + "      confcal    nginx" + "   confcal nginx" + "   confcal nginx")
    kept = True
    for case in chosen:
        asked = prepared(case, servers, options.bare)
        rounds = [[load(server, case, asked[server], options.seconds) for server in servers]
                  for _ in range(options.rounds)]

        def median(figure):
            return [statistics.median(getattr(round[place], figure) for round in rounds) for place in range(2)]

        def least(figure):
            # Neighbours only ever add to a latency.
            return [min(getattr(round[place], figure) for round in rounds) for place in range(2)]
        (cpu, per_second), (half, most) = map(median, ("cpu", "per_second")), map(least, ("half", "most"))
        # Both of a round have met the same neighbours.
        ratio = statistics.median(confcal.cpu / nginx.cpu for confcal, nginx in rounds)
        missed = []
        if case.most is not None and ratio > case.most:
            missed.append(f"CPU: at most {case.most} is promised")
        if case.most is not None and most[0] > most[1] * NO_WORSE:
            missed.append("99 %: no worse is promised")
        kept &= not missed
        print(f"{case.name:<24}{cpu[0]:>10.2f}{cpu[1]:>7.2f}{ratio:>7.2f}{per_second[0]:>13.0f}{per_second[1]:>9.0f}"
              f"{half[0]:>10.2f}{half[1]:>6.2f}{most[0]:>10.2f}{most[1]:>6.2f}"
              + (f"  MISSED {', '.join(missed)}" if missed else ""), flush=True)
    return kept


def prepare(options, folder):
    """Writes the list and its site, with what gzip makes of each file beside it."""
    listed = folder / "list.toml"
    listed.write_bytes(command([options.generate, options.conferences]))
    # The page that is served offers more feeds than the one that `build` writes, so nginx gets the files of a server.
    serve = [options.confcal, "serve", "--listen", f"{HOST}:0", "--state", folder / "site"]
    with subprocess.Popen([*serve, "--base-url", "http://example.org/", listed], stderr=subprocess.PIPE) as server:
        said = next((line for line in server.stderr if b"serving" in line), None)
        server.terminate()
    if said is None:
        raise Failure("confcal does not serve the list")
    for path in sorted((folder / "site").rglob("*")):
        if path.suffix in (".html", ".json"):
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
            os.utime(path.with_name(path.name + ".gz"), (path.stat().st_mtime, path.stat().st_mtime))
    # nginx's worker may be another user.
    folder.chmod(0o755)


def main(arguments):
    def extend(parser):
        parser.add_argument("--bare", action="store_true")
        parser.add_argument("--log", action="append", choices=["on", "buffered", "off"])
        parser.add_argument("--only", action="append", default=[])

    options = parse(__doc__, arguments, ["confcal", "generate"], {"seconds": 5, "rounds": 5, "conferences": 300}, extend)
    try:
        install(["nginx-light", "wrk"], lambda: shutil.which("nginx") and shutil.which("wrk"))
        with tempfile.TemporaryDirectory(prefix="confcal-serve-") as name:
            folder = pathlib.Path(name)
            prepare(options, folder)
            kept = [compare(options, folder, logged) for logged in options.log or ["on", "off"]]
    except (Failure, OSError) as failure:
        print(f"FAIL {failure}")
        return 1
    return 0 if all(kept) else 1


sys.exit(main(sys.argv[1:]))
