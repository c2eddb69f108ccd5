#!/usr/bin/env python3
"""Runs `confcal serve` under load and abuse while its list is edited, and asserts that whoever asks well notices nothing.

tests/soak.py --confcal PATH [--seconds N]   with that binary, for so long (default 600)

The list is edited every second, and cannot be used for some seconds of each half minute. Beside wrk there are clients that
read or write too slowly, close their half, send garbage, ask for ever new queries, or open connections by the thousand and
say nothing, at times more than the server takes. One client asks as calendar programs do: every answer must be the right
one, whole, and of the newest edit that is two seconds old. Memory, threads and open files must not grow, and in the end
the server must stop in time, with what it has begun.

Exit status: 0 all as it should be, 1 it is not or something could not run, 2 wrong usage.
"""

import collections
import contextlib
import gzip
import http.client
import json
import math
import multiprocessing
import os
import pathlib
import random
import re
import selectors
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "clients"))
from machine import Failure, install
from server import HOST, Confcal, open_many_files, parse

CONFERENCES = 200
# Seconds after which an edit must be seen.
FRESH = 2
# A list that cannot be used is noticed within so many: it has to hold still for 1.5 seconds.
NOTICED = 3
# Seconds that a good request may take, beside all that goes on on this machine.
PROMPT = 2
# Seconds that a request may take to arrive, and that a server which is told to stop may take; and some for the machine.
HEADER, GRACE, SLACK = 30, 10, 5
# How many connections say nothing, and how many do for half of each period; the server takes 4096.
IDLE, STORM, PERIOD = 2000, 5000, 30
# From so many seconds on the second quarter is one that can be compared with.
SETTLED = 480
# Who is too slow, and how many answers a slow reader asks for at once.
SLOW_READERS, SLOW_WRITERS, SLOW_ANSWERS = 20, 100, 30

CANNOT_BE_USED = ["this is no TOML\n", "[[conference]]\nid = 'x'\nname = 'X'\nstart = 2022-05-02\nend = 2022-05-01\n"]
GARBAGE = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    b"GET  /  HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST /all.ics HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /%2e%2e/%2e%2e/etc/passwd%00 HTTP/1.1\r\nHost: a\r\n\r\n",
    b"\r\n" * 5000,
    b"\0" * 70_000,
]


class Soak:
    """The server, what has been seen of it, and the time until all stop."""

    def __init__(self, seconds):
        self.begun, self.seconds = time.monotonic(), seconds
        self.over = threading.Event()
        self.failures, self.counts = [], collections.Counter()
        self.edits = []  # (when, number, whether it can be used), the newest last
        self.took, self.ages, self.samples = [], [], []

    def left(self):
        return self.begun + self.seconds - time.monotonic()

    def fail(self, said):
        if not self.over.is_set():
            at = f"after {time.monotonic() - self.begun:.0f} s"
            print(f"FAIL {at}: {said}", flush=True)
            self.failures.append(said)

    def count(self, what, times=1):
        self.counts[what] += times

    def pause(self, seconds):
        """Waits; whether it is to go on."""
        return not self.over.wait(seconds)

    def is_storm(self):
        return (time.monotonic() - self.begun) % PERIOD > PERIOD / 2


def listing(number):
    yield '[feed]\nname = "Soak"\nid = "confcal-soak"\n'
    # Iceland has the conference that every edit changes.
    yield f'[[conference]]\nid = "edited"\nname = "Edit {number}."\nstart = 2030-01-01\ncountry = "IS"\n'
    for conference in range(CONFERENCES - 1):
        month, day, country = conference % 12 + 1, conference % 25 + 1, ("DE", "FR", "JP", "US")[conference % 4]
        yield f"""[[conference]]
id = "conference-{conference}"
name = "Conference {conference}"
start = {2026 + conference % 5}-{month:02}-{day:02}
country = "{country}"
tags = ["topic-{conference % 20}"]
description = "{'What there is to say of it. ' * 15}"
[[conference.deadline]]
kind = "cfp"
due = 2025-{month:02}-{day:02}T23:59:00
"""


def edit(soak, path):
    """Edits the list every second; for some seconds of each period it cannot be used."""
    number = 1
    while soak.pause(1):
        is_faulty = (time.monotonic() - soak.begun) % PERIOD > PERIOD - 6
        # A list with an error is taken up only once it holds still: it may be half written.
        if is_faulty and soak.edits and not soak.edits[-1][2]:
            continue
        number += 1
        text = "".join(listing(number)) + (random.choice(CANNOT_BE_USED) if is_faulty else "")
        # It may be seen before it is known to be written.
        soak.edits.append((math.inf, number, not is_faulty))
        if number % 2:
            # In place; at no time is the file empty, which would be a list that cannot be used.
            with open(path, "r+b", buffering=0) as file:
                file.write(text.encode())
                file.truncate()
        else:
            # As editors save.
            beside = path.with_name("list.toml~")
            beside.write_text(text)
            beside.replace(path)
        soak.edits[-1] = (time.monotonic(), number, not is_faulty)
        soak.count("faulty edits" if is_faulty else "edits")


# --- Who asks well. ---


def calendar_faults(body):
    text = body.decode()
    if not text.startswith("BEGIN:VCALENDAR\r\n") or not text.endswith("END:VCALENDAR\r\n"):
        return "not one calendar"
    lines = body.split(b"\r\n")
    if any(len(line) > 75 or b"\n" in line or b"\r" in line for line in lines):
        return "a line that is none"
    opened = []
    for line in lines:
        if line.startswith(b"BEGIN:"):
            opened.append(line[6:])
        elif line.startswith(b"END:") and (not opened or opened.pop() != line[4:]):
            return "components are not nested"
    return "a component is not closed" if opened else None


class Client:
    """Asks like a calendar program, and looks at every answer."""

    def __init__(self, soak, port):
        self.soak, self.port, self.connection = soak, port, None

    def get(self, path, status=200, method="GET", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.connection is None:
            self.connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        begun, is_old = time.monotonic(), self.connection.sock is not None
        try:
            self.connection.request(method, path, headers=headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            if not is_old:
                raise
            # RFC 9112 §9.3.1: a connection that is kept may end at any time, and who asks does so again.
            self.connection.close()
            self.soak.count("good requests on a connection that had ended")
            self.connection.request(method, path, headers=headers)
            answer = self.connection.getresponse()
        body = answer.read()
        self.soak.took.append(time.monotonic() - begun)
        self.soak.count("good requests")
        if answer.status != status:
            raise Failure(f"{path}: {answer.status} instead of {status}: {body[:100]}")
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return answer, body

    def calendar(self, path, events=None):
        begun = time.monotonic()
        answer, body = self.get(path)
        if answer.headers["Content-Type"] != "text/calendar; charset=utf-8":
            raise Failure(f"{path}: {answer.headers['Content-Type']}")
        fault = calendar_faults(body)
        if fault:
            raise Failure(f"{path}: {fault}")
        count = body.count(b"BEGIN:VEVENT")
        if events is not None and count != events:
            raise Failure(f"{path}: {count} events instead of {events}")
        edited = re.search(rb"SUMMARY:Edit (\d+)\.", body)
        if edited:
            self.is_new(path, int(edited[1]), begun)
        return answer, body

    def is_new(self, path, seen, begun):
        ended = time.monotonic()
        sound = {number: when for when, number, is_sound in list(self.soak.edits) if is_sound}
        newest = max((number for number, when in sound.items() if when <= begun - FRESH), default=1)
        if seen < newest:
            raise Failure(f"{path}: edit {seen}, but edit {newest} is {ended - sound[newest]:.1f} s old")
        later = [when for number, when in sound.items() if number > seen]
        if later:
            self.soak.ages.append(max(0.0, begun - min(later)))

    def health(self):
        begun = time.monotonic()
        health = json.loads(self.get("/healthz")[1])
        edits = [(0, 1, True), *self.soak.edits]
        seen = max(place for place, (when, *_) in enumerate(edits) if when <= begun - NOTICED)
        kinds = {is_sound for *_, is_sound in edits[seen:]}
        # Where all edits that may count are of one kind, it is known what must be said.
        if len(kinds) == 1 and health["stale"] == (True in kinds):
            raise Failure(f"/healthz: {health}, after {edits[seen:]}")
        if health["conferences"] != CONFERENCES:
            raise Failure(f"/healthz: {health}")

    def round(self):
        answer, _ = self.calendar("/countries/is.ics", 1)
        tag = answer.headers["ETag"]
        again, nothing = self.get("/countries/de.ics", If_None_Match="\"other\"")
        _, nothing = self.get("/countries/de.ics", 304, If_None_Match=again.headers["ETag"])
        head, nothing = self.get("/all.ics", method="HEAD")
        if nothing or not tag or int(head.headers["Content-Length"]) < 100_000:
            raise Failure("/all.ics: HEAD with a body, or without a length")
        self.calendar("/all.ics", 2 * CONFERENCES - 1)
        self.calendar("/feed.ics?country=IS", 1)
        self.calendar("/feed.ics?tag=topic-3&only=deadlines", 10)
        self.get("/feed.ics?country=Atlantis", 400)
        self.get("/nothing/here", 404)
        page = self.get("/", Accept_Encoding="gzip")[1]
        if not page.rstrip().endswith(b"</html>"):
            raise Failure("/: not whole")
        for path in ("/conferences.json", "/feeds.json"):
            json.loads(self.get(path, Accept_Encoding="gzip")[1])
        self.health()


def ask_well(soak, port):
    client, rounds = Client(soak, port), 0
    while soak.pause(0.2):
        try:
            client.round()
        except (Failure, OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as failure:
            soak.fail(f"a good request: {failure!r}")
            client.connection = None
        rounds += 1
        # Calendar programs connect anew; browsers and proxies keep a connection.
        if rounds % 3 == 0 and client.connection:
            client.connection.close()
            client.connection = None


def load(soak, port):
    paths = ["countries/de.ics", "feeds.json", "all.ics", "", "feed.ics?tag=topic-5"]
    while soak.left() > 12 and not soak.over.is_set():
        path = paths[soak.counts["runs of wrk"] % len(paths)]
        arguments = ["wrk", "-t1", "-c32", "-d10s", "-H", "Accept-Encoding: gzip", f"http://{HOST}:{port}/{path}"]
        said = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False).stdout
        requests = re.search(r"(\d+) requests in", said)
        soak.count("runs of wrk")
        soak.count("requests of wrk", int(requests[1]) if requests else 0)
        if not requests or "Non-2xx" in said or "Socket errors" in said:
            soak.fail(f"wrk, /{path}:\n{said}")


# --- Who does not. ---


def connected(port, buffer=None):
    stream = socket.socket()
    if buffer:
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    stream.settimeout(10)
    stream.connect((HOST, port))
    return stream


def drop(stream):
    """Closes without a good-bye."""
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stream.close()


def say_nothing(soak, port):
    """Keeps thousands of connections open, and opens anew what the server closes."""
    waiting = selectors.DefaultSelector()
    opened = set()
    while not soak.over.is_set():
        wanted = STORM if soak.is_storm() else IDLE
        while len(opened) > wanted:
            stream = opened.pop()
            waiting.unregister(stream)
            drop(stream) if random.random() < 0.5 else stream.close()
        for _ in range(min(wanted - len(opened), 200)):
            try:
                stream = connected(port)
            except OSError as error:
                soak.fail(f"a connection that says nothing: {error!r}")
                break
            waiting.register(stream, selectors.EVENT_READ)
            opened.add(stream)
            soak.count("connections that say nothing")
        for key, _ in waiting.select(0.1):
            waiting.unregister(key.fileobj)
            opened.discard(key.fileobj)
            key.fileobj.close()
        soak.pause(0.05)
    for stream in opened:
        stream.close()


def read_slowly(soak, port):
    """Asks for more than the system keeps for it, reads some octets a second; then goes, or reads the rest, all of it."""
    ask = b"GET /all.ics HTTP/1.1\r\nHost: a\r\n"
    asked = (ask + b"\r\n") * (SLOW_ANSWERS - 1) + ask + b"Connection: close\r\n\r\n"

    def read():
        while not soak.over.is_set():
            with contextlib.closing(connected(port, 4096)) as stream:
                stream.sendall(asked)
                parts, until = [], time.monotonic() + random.uniform(5, 40)
                try:
                    while time.monotonic() < until and soak.pause(1):
                        parts.append(stream.recv(50))
                    if random.random() < 0.3 or soak.over.is_set():
                        drop(stream)
                        soak.count("slow readers that went")
                        continue
                    while part := stream.recv(1 << 16):
                        parts.append(part)
                except OSError:
                    soak.count("slow readers that were cut")
                    continue
            got, answers = b"".join(parts), 0
            while length := re.match(rb"HTTP/1.1 200 OK\r\n(?:[^\r]+\r\n)*?content-length: (\d+)\r\n(?:[^\r]+\r\n)*\r\n", got):
                body, got = got[length.end():][:int(length[1])], got[length.end() + int(length[1]):]
                if len(body) < int(length[1]):
                    break
                answers += 1
                if not body.startswith(b"BEGIN:VCALENDAR\r\n") or not body.endswith(b"\r\nEND:VCALENDAR\r\n"):
                    soak.fail("a slow reader got something else")
            soak.count("slow readers that got all" if answers == SLOW_ANSWERS else "slow readers that were cut")
    guarded(soak, [read] * SLOW_READERS)


def write_slowly(soak, port):
    """Sends a request octet by octet: in time, which must be answered, or for ever, which the server must end."""
    def write(number):
        while not soak.over.is_set():
            with contextlib.closing(connected(port)) as stream:
                in_time = number % 4 == 0
                request = b"GET /countries/fr.ics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                if not in_time:
                    request = request[:-2] + b"X-Slow: " + b"x" * 1000
                begun = time.monotonic()
                try:
                    for octet in request:
                        stream.sendall(bytes([octet]))
                        if not soak.pause(0.15 if in_time else 1):
                            return
                    got = b""
                    while part := stream.recv(1 << 16):
                        got += part
                except OSError:
                    # By whom there are too many of, it may be cut earlier.
                    got = b""
                took = time.monotonic() - begun
                # It notices that it was cut only with the octet after the next.
                if took > HEADER + 2 * SLACK:
                    soak.fail(f"a request could take {took:.0f} s to arrive")
                elif in_time and got.startswith(b"HTTP/1.1 200") and got.endswith(b"END:VCALENDAR\r\n"):
                    soak.count("slow writers that were answered")
                elif in_time and got:
                    soak.fail(f"a slow writer got {got[:100]}")
                else:
                    soak.count("slow writers that were cut")
    guarded(soak, [lambda number=number: write(number) for number in range(SLOW_WRITERS)])


def close_half(soak, port):
    while soak.pause(0.1):
        with contextlib.closing(connected(port)) as stream:
            asks = random.random() < 0.7
            if asks:
                stream.sendall(b"GET /countries/jp.ics HTTP/1.1\r\nHost: a\r\n\r\n")
            stream.shutdown(socket.SHUT_WR)
            got = b""
            while part := stream.recv(1 << 16):
                got += part
            if (asks and not (got.startswith(b"HTTP/1.1 200") and got.endswith(b"END:VCALENDAR\r\n"))) or (got and not asks):
                soak.fail(f"who had closed its half got {len(got)} octets: {got[:100]}")
            soak.count("half-closed connections")


def send_garbage(soak, port):
    while soak.pause(0.05):
        sent = random.choice([*GARBAGE, random.randbytes(random.randrange(1, 3000))])
        with contextlib.closing(connected(port)) as stream:
            got = b""
            with contextlib.suppress(OSError):
                stream.sendall(sent)
                stream.shutdown(socket.SHUT_WR)
                while part := stream.recv(1 << 16):
                    got += part
        for status in re.findall(rb"HTTP/1\.\d (\d+)", got):
            soak.count(f"garbage answered with {status.decode()}")
            if status[:1] != b"4":
                soak.fail(f"{sent[:60]} was answered with {got[:100]}")
        soak.count("garbage")


def ask_anew(soak, port):
    """Asks for what nobody has asked for before."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    while not soak.over.is_set():
        latitude, kilometres = random.uniform(-80, 80), random.uniform(1000, 9000)
        connection.request("GET", f"/feed.ics?near={latitude:.6f},9.5,{kilometres:.3f}&country=DE&country=FR&only=deadlines")
        answer = connection.getresponse()
        body = answer.read()
        soak.count("new queries")
        is_looked_at = soak.counts["new queries"] % 20 == 0
        if answer.status not in (200, 400) or (answer.status == 200 and is_looked_at and calendar_faults(body)):
            soak.fail(f"a new query: {answer.status} {body[:100]}")
        if not soak.pause(0.01):
            break


def misbehave(soak, port, told):
    """What all of these do, in a process of its own, so that they do not make slow who asks well; what came of it."""
    clients = [say_nothing, read_slowly, write_slowly, close_half, send_garbage, ask_anew]
    ends_in_time(soak)
    guarded(soak, [lambda client=client: client(soak, port) for client in clients])
    told.put((soak.counts, soak.failures))


def ends_in_time(soak):
    stopper = threading.Timer(soak.left(), soak.over.set)
    stopper.daemon = True
    stopper.start()


def guarded(soak, works):
    """Does all at a time; what stops one of them is a failure."""
    def do(work):
        try:
            work()
        except (OSError, http.client.HTTPException) as error:
            soak.fail(f"{getattr(work, '__qualname__', work)}: {error!r}")
    threads = [threading.Thread(target=do, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# --- The server. ---


def start(confcal, folder):
    return Confcal(confcal, folder / "list.toml", folder / "log", "--metrics-listen", f"{HOST}:0", "--state",
                   folder / "state", "--base-url", "https://example.org/", ports=2)


def sample(server):
    """Resident memory in kB, threads, open files."""
    return server.status("VmRSS"), server.status("Threads"), len(os.listdir(f"/proc/{server.process.pid}/fd"))


def watch(soak, server):
    while soak.pause(1):
        try:
            soak.samples.append((time.monotonic() - soak.begun, *sample(server)))
        except (OSError, TypeError) as error:
            soak.fail(f"the server is gone: {error!r}")
            soak.over.set()
        # A log of millions of lines is for nobody; what the server says of itself is looked at before.
        if server.log.stat().st_size > 1 << 26:
            look_at_log(soak, server)
            os.truncate(server.log, 0)


def look_at_log(soak, server):
    said = server.log.read_bytes()
    if (place := said.find(b"panicked")) >= 0:
        soak.fail(said[max(place - 200, 0):place + 200].decode(errors="replace"))
    place = -1
    while (place := said.find(b" requests are not in the log", place + 1)) >= 0:
        soak.count("requests that are not in the log", int(said[place - 20:place].split()[-1]))


def settle(soak, server, rest):
    """When the others have gone, nothing of them may stay."""
    deadline = time.monotonic() + SLACK
    while (now := sample(server))[2] > rest[2] + 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    if now[2] > rest[2] + 2:
        soak.failures.append(f"{now[2]} files are open, and {rest[2]} were before")
    print(f"files open: {rest[2]} at the beginning, {now[2]} when the others had gone; memory then {now[0] / 1024:.1f} MiB")
    connection = http.client.HTTPConnection(HOST, server.other_ports[0], timeout=5)
    connection.request("GET", "/metrics")
    figures = connection.getresponse().read().decode()
    connection.close()
    wrong = re.findall(r"confcal_requests_total\{.*status=\"5.*", figures)
    if wrong:
        soak.failures.append(f"the server counts {wrong}")
    for name in ("connections_total", "connections_dropped_total"):
        print(f"{name}: " + re.search(rf"^confcal_{name} (\d+)", figures, re.MULTILINE)[1])


def stop(soak, server):
    """Tells it to stop while one client is reading, who must get all, and another does not read, for whom it must not wait."""
    asked = b"GET /all.ics HTTP/1.1\r\nHost: a\r\n\r\n"
    with contextlib.closing(connected(server.port, 4096)) as reader, contextlib.closing(connected(server.port, 4096)) as other:
        reader.sendall(asked)
        other.sendall(asked * 200)
        got = reader.recv(100)
        # The other's answers fill what the system keeps for it.
        time.sleep(0.5)
        begun = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        with contextlib.suppress(ConnectionRefusedError):
            connected(server.port).close()
            soak.failures.append("the server still accepts when it stops")
        while part := reader.recv(1 << 16):
            got += part
        if calendar_faults(got.partition(b"\r\n\r\n")[2]):
            soak.failures.append("what was begun when the server stopped is not whole")
        try:
            status = server.process.wait(GRACE + 2)
        except subprocess.TimeoutExpired:
            server.process.kill()
            status = "not in time"
        took = time.monotonic() - begun
    print(f"stopped with {status} after {took:.1f} s beside a client that did not read")
    if status != 0 or took > GRACE + 1:
        soak.failures.append(f"the server stopped with {status} after {took:.1f} s")


def summary(soak):
    for what, count in sorted(soak.counts.items()):
        print(f"{count:>12} {what}")
    took = sorted(soak.took)
    if not took or not soak.samples:
        raise Failure("nothing was measured")
    if took[-1] > PROMPT:
        soak.failures.append(f"a good request took {took[-1]:.1f} s")
    print("good requests took " + ", ".join(
        f"{took[min(int(len(took) * part), len(took) - 1)] * 1000:.1f} ms ({name})"
        for part, name in ((0.5, "half"), (0.99, "99 %"), (1, "all"))))
    print(f"an edit was still not seen after {max(soak.ages, default=0):.2f} s at most")
    print("              memory in MiB, threads, open files: median and most")
    quarters = []
    for quarter in range(4):
        low, high = quarter * soak.seconds / 4, (quarter + 1) * soak.seconds / 4
        figures = list(zip(*[sample[1:] for sample in soak.samples if low <= sample[0] < high], strict=True))
        quarters.append([statistics.median(figure) for figure in figures])
        memory, threads, files = ((statistics.median(figure), max(figure)) for figure in figures)
        print(f"quarter {quarter + 1}: {memory[0] / 1024:>9.1f} {memory[1] / 1024:>6.1f}  {threads[0]:>4.0f} {threads[1]:>3}"
              f"  {files[0]:>6.0f} {files[1]:>5}")
    second, last = quarters[1], quarters[3]
    # At first memory grows to what the load takes. 5 % and 2 MiB are what an allocator may need.
    if soak.seconds < SETTLED:
        print(f"whether memory grows can be told only after {SETTLED} s")
    elif last[0] > second[0] * 1.05 + 2048:
        soak.failures.append(f"memory grows: {second[0] / 1024:.1f} MiB, later {last[0] / 1024:.1f} MiB")
    # One more may be begun where two things take long at once.
    if last[1] > second[1] + 1:
        soak.failures.append("threads become more")
    # Neither connections that say nothing nor ever new queries drive out who reads slowly, and fewer than 100 do here.
    if soak.counts["slow readers that were cut"]:
        soak.failures.append("slow readers were cut")
    for what in ("new queries", "slow readers that got all", "slow writers that were answered", "half-closed connections"):
        if not soak.counts[what]:
            soak.failures.append(f"no {what}")


def run(confcal, seconds, folder):
    (folder / "list.toml").write_text("".join(listing(1)))
    server = start(confcal, folder)
    try:
        soak, port = Soak(seconds), server.port
        rest = sample(server)
        forks = multiprocessing.get_context("fork")
        told = forks.SimpleQueue()
        others = forks.Process(target=misbehave, args=(soak, port, told), daemon=True)
        others.start()
        ends_in_time(soak)
        guarded(soak, [lambda: edit(soak, folder / "list.toml"), lambda: watch(soak, server), lambda: load(soak, port),
                       lambda: ask_well(soak, port)])
        others.join(6 * SLACK)
        if told.empty():
            raise Failure("who misbehaves does not end")
        counts, failures = told.get()
        soak.counts += counts
        soak.failures += failures
        settle(soak, server, rest)
        stop(soak, server)
        soak.over.clear()
        look_at_log(soak, server)
        summary(soak)
    finally:
        server.kill()
    for failure in soak.failures[:20]:
        print(f"FAIL {failure}")
    print(f"{'FAIL' if soak.failures else 'ok'}   {seconds} s, {len(soak.failures)} failures")
    return 1 if soak.failures else 0


def main(arguments):
    options = parse(__doc__, arguments, ["confcal"], {"seconds": 600})
    most = open_many_files()
    try:
        if most < STORM + 1000:
            raise Failure(f"only {most} files may be open here, too few for {STORM} connections")
        install(["wrk"], lambda: shutil.which("wrk"))
        with tempfile.TemporaryDirectory(prefix="confcal-soak-") as folder:
            return run(options.confcal, options.seconds, pathlib.Path(folder))
    except (Failure, OSError) as failure:
        print(f"FAIL {failure}")
        return 1


sys.exit(main(sys.argv[1:]))
