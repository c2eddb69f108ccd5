#!/usr/bin/env python3
"""Measures the memory that confcal takes for lists which make much of a site of little text.

benches/memory.py --confcal PATH   with that binary
    --conferences N   how many conferences the list of `serve` has (default 10000)
    --tags N          how many tags the list of `build` has (default 50000)

`serve` gets a list with 250 regions of its own, each of all countries, and `build` one in which each tag is used once. Exit
status: 0 each takes at most 20 times its list and 64 MB, 1 it does not or something could not run, 2 wrong usage.
"""

import pathlib
import resource
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # no __pycache__ in the checkout
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "clients"))
from machine import Failure
from server import Confcal, parse

REGIONS = 250
# The bound, in octets for each octet of the list, and in octets for any list.
FACTOR, BASE = 20, 64_000_000
COUNTRIES = """AF AL DZ AD AO AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI KH CM CA CV CF TD CL CN CO KM CG
CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ IE IL IT JM
JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG KP
NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW GB US"""
PLACES = ["DE", "FR", "US", "GB", "JP", "IN", "BR", "IE"]


def with_regions(conferences):
    yield '[feed]\nname = "Regions"\nid = "regions"\n[regions]\n'
    for region in range(REGIONS):
        yield f"region-{region} = {COUNTRIES.split()}\n"
    for number in range(conferences):
        year, month, day = 2026 + number % 5, number % 12 + 1, number % 25 + 1
        yield f"""[[conference]]
id = "conference-{number}"
name = "Conference number {number}"
start = {year}-{month:02}-{day:02}
country = "{PLACES[number % len(PLACES)]}"
city = "City {number % 300}"
url = "https://example.org/{number}"
tags = ["topic-{number % 20}"]
description = "{'What there is to say of it. ' * 3}"
[[conference.deadline]]
kind = "cfp"
due = {year - 1}-{month:02}-{day:02}T23:59:00
timezone = "AoE"
"""


def with_tags(tags):
    yield '[feed]\nname = "Tags"\nid = "tags"\n'
    for first in range(0, tags, 100):
        names = [f"t{number}" for number in range(first, min(first + 100, tags))]
        yield f"[[conference]]\nid = 'c{first}'\nname = 'C{first}'\nstart = 2027-05-01\ntags = {names}\n"


def is_within(what, path, octets):
    bound = FACTOR * path.stat().st_size + BASE
    print(f"{what}: {octets / 1e6:.0f} MB for a list of {path.stat().st_size / 1e6:.2f} MB, at most {bound / 1e6:.0f} MB")
    return octets <= bound


def main(arguments):
    options = parse(__doc__, arguments, ["confcal"], {"conferences": 10_000, "tags": 50_000})
    with tempfile.TemporaryDirectory(prefix="confcal-memory-") as temporary:
        folder = pathlib.Path(temporary)
        regions, tags = folder / "regions.toml", folder / "tags.toml"
        regions.write_text("".join(with_regions(options.conferences)))
        tags.write_text("".join(with_tags(options.tags)))
        try:
            build = [options.confcal, "build", "--quiet", "-o", folder / "site", tags]
            subprocess.run(build, check=True, stderr=subprocess.DEVNULL)
            # The most of any process that has ended, and no other has been run yet.
            octets = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
            results = [is_within("build, each tag used once", tags, octets)]
            server = Confcal(options.confcal, regions, folder / "log", "--log", "off")
            for name, what in (("VmRSS", "at rest"), ("VmHWM", "at most")):
                results.append(is_within(f"serve, {REGIONS} regions, {what}", regions, server.status(name) << 10))
            server.stop()
        except (Failure, OSError, subprocess.CalledProcessError) as failure:
            print(f"FAIL {failure}")
            return 1
    return 0 if all(results) else 1


sys.exit(main(sys.argv[1:]))
