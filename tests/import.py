#!/usr/bin/env python3
"""Compares what `confcal import` makes of lists with a reading of their own: every name, day, place, address and tag, and
every deadline with its kind, its time and its zone. An entry that the reading does not know was made up.

    python3 tests/import.py [--confcal PROGRAM] [--map NAME] FOLDER

FOLDER holds folders named as those of tests/import/. Needs PyYAML. Prints how many entries of each list are right, and what
is wrong in the others; the exit status is 1 if anything is.
"""

import argparse
import glob
import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import date, datetime, timedelta

import yaml

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NAMES = """\
usa=US|u.s.a.=US|u.s.a=US|us=US|united states=US|uk=GB|u.k.=GB|united kingdom=GB|scotland=GB|the netherlands=NL
netherlands=NL|germany=DE|france=FR|spain=ES|italy=IT|poland=PL|portugal=PT|canada=CA|brazil=BR|japan=JP|india=IN
china=CN|norway=NO|sweden=SE|denmark=DK|finland=FI|austria=AT|switzerland=CH|belgium=BE|ireland=IE|australia=AU
singapore=SG|taiwan=TW|south korea=KR|czech republic=CZ|romania=RO|bulgaria=BG|greece=GR|hungary=HU|ukraine=UA|russia=RU
latvia=LV|lithuania=LT|estonia=EE|turkey=TR|mexico=MX|argentina=AR|uruguay=UY|chile=CL|colombia=CO|kenya=KE|ghana=GH
namibia=NA|south africa=ZA|vietnam=VN|thailand=TH|belarus=BY|cyprus=CY"""
COUNTRIES = dict(pair.split("=") for pair in NAMES.replace("\n", "|").split("|"))


class Loader(yaml.SafeLoader):
    """Dates stay text."""


Loader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def load(path):
    return yaml.load(read(path), Loader)


def in_words(text):
    """First and last day of `July 27 - August 1, 2025` and its like."""
    text = text.replace("\N{EN DASH}", "-").strip()
    year = int(re.search(r"(20\d\d)", text).group(1))
    found = re.findall(r"([A-Za-z]+)?\s*(\d{1,2})(?!\d)", text.replace(str(year), ""))
    days, month = [], None
    for name, day in found:
        month = MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in MONTHS else month
        days.append(date(year, month, int(day)))
    return days[0], days[-1]


BUILDINGS = re.compile(r"\b(universit\w+|hotel|cent(er|re)|hall|campus|museum|college|theat(er|re)|institute|arena|palace)\b", re.I)


def entry(name, days, url, place, deadlines=(), **more):
    """An entry as it should be; `more` may have its city, tags, venue, and the kinds and times of its deadlines."""
    start, end = days
    country, city, venue = None, None, {}
    if place:
        plain = re.sub(r"\s*\(.*?\)|\s+and (Online|Virtual)$|[^\x00-\x7f]+$", "", place).strip()
        parts = [part.strip() for part in plain.split(",")]
        country = COUNTRIES.get(parts[-1].lower())
        if len(parts) == 2 and country and not re.search(r"online|virtual|universit|road", plain, re.I):
            city = parts[0]
        # A city and a country alone name no venue; a first part that is a building is one.
        if len(parts) == 2 and city and plain == place.strip():
            venue = {"venue": None}
        elif len(parts) > 2 and country and BUILDINGS.search(parts[0]):
            venue = {"venue": parts[0]}
    made = {"name": name, "start": start, "end": end, "url": url, "country": country, "city": city}
    return made | {"deadlines": sorted(set(deadlines))} | venue | more


def due_at(text, zone=None):
    """A deadline with its clock time and its zone, as a list has them."""
    text = str(text)
    clock = re.search(r"(\d\d:\d\d)(:\d\d)?", text)
    return (iso(text), clock and clock.group(1), zone)


def iso(text):
    return date.fromisoformat(str(text)[:10])


def confs_tech(folder):
    for path in sorted(glob.glob(f"{folder}/*.json")):
        for row in json.loads(read(path)):
            due = [iso(row["cfpEndDate"])] if row.get("cfpEndDate") else []
            topic = os.path.basename(path).removesuffix(".json")
            more = {"tags": [topic], "city": (row.get("city") or "").split(",")[0], "kinds": {("cfp", day) for day in due}}
            yield entry(row["name"], (iso(row["startDate"]), iso(row["endDate"])), row["url"], row.get("country"), due, **more)


def python_deadlines(folder):
    for row in load(f"{folder}/conferences.yml"):
        cfp = row.get("cfp_ext") or row.get("cfp")
        due = [iso(text) for text in (cfp, row.get("tutorial_deadline"), row.get("workshop_deadline")) if re.match(r"\d{4}-", str(text))]
        kinds = {"cfp": cfp, "tutorial": row.get("tutorial_deadline"), "workshop": row.get("workshop_deadline")}
        dated = {kind: text for kind, text in kinds.items() if re.match(r"\d{4}-", str(text))}
        more = {
            "kinds": {(kind, iso(text)) for kind, text in dated.items()},
            "times": {due_at(text, row.get("timezone")) for text in dated.values()},
        }
        yield entry(f"{row['conference']} {row['year']}", (iso(row["start"]), iso(row["end"])), row["link"], row["place"], due, **more)


CCF_TAGS = {"AI": "artificial intelligence", "SC": "security"}


def ccf_deadlines(folder):
    for path in sorted(glob.glob(f"{folder}/*.yml")):
        for series in load(path):
            for row in series["confs"]:
                texts = [line.get(key) for line in row["timeline"] for key in ("deadline", "abstract_deadline")]
                due = [iso(text) for text in texts if text and re.match(r"\d{4}-", text)]
                more = {
                    "tags": [CCF_TAGS[series["sub"]]],
                    "kinds": {
                        (kind, iso(line[key]))
                        for line in row["timeline"]
                        for kind, key in (("paper", "deadline"), ("abstract", "abstract_deadline"))
                        if re.match(r"\d{4}-", line.get(key) or "")
                    },
                }
                yield entry(f"{series['title']} {row['year']}", in_words(row["date"]), row["link"], row["place"], due, **more)


def android_conferences(folder):
    for path in sorted(glob.glob(f"{folder}/*.md")):
        row = yaml.load(read(path).split("---")[1], Loader)
        due = [iso(row["cfp"]["end"])] if (row.get("cfp") or {}).get("end") else []
        kinds = {("cfp", day) for day in due}
        yield entry(row["name"], (iso(row["date_start"]), iso(row["date_end"])), row["website"], row["location"], due, kinds=kinds)


def testing_conferences(folder):
    for path in sorted(glob.glob(f"{folder}/*.yml")):
        for row in load(path):
            if re.search(r"\d,? 20\d\d", row.get("dates") or ""):
                yield entry(row["name"], in_words(row["dates"]), row["url"], row["location"])


def tobna_ai_deadlines(folder):
    for path in sorted(glob.glob(f"{folder}/*.yaml")):
        for row in load(path).values():
            texts = [line.get(key) for line in row.get("timeline", []) for key in ("deadline", "abstractDeadline")]
            due = [iso(text) for text in texts if text and re.match(r"\d{4}-", str(text))]
            name = row.get("title") or row["shortname"]
            days = iso(row["conferenceStartDate"]), iso(row["conferenceEndDate"])
            yield entry(name, days, row.get("website"), row.get("location"), due)


def it_cfp_list(folder):
    for line in read(f"{folder}/README.md").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not re.match(r"\d{4}\.\d\d\.\d\d$", cells[0]):
            continue
        name, url = re.match(r"\[(.*?)\]\((.*?)\)", cells[3]).groups()
        year, month, days = cells[1].split(".")
        days = [int(day) for day in days.split("-")]
        dates = [date(int(year), int(month), day) for day in (days[0], days[-1])]
        due = date(*map(int, cells[0].split(".")))
        yield entry(name, dates, url, cells[2], [due], kinds={("cfp", due)})


def python_org(folder):
    text = read(f"{folder}/events.ics").replace("\n ", "")
    for event in re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT", text, re.S):
        if "\nRRULE" in event:
            continue
        values = dict(re.findall(r"^([A-Z-]+)[^:\n]*:(.*)$", event, re.M))
        texts = {key: re.sub(r"\\(.)", lambda escape: "\n" if escape[1] in "nN" else escape[1], text) for key, text in values.items()}
        start, end = (date.fromisoformat(values.get(key, values["DTSTART"])[:8]) for key in ("DTSTART", "DTEND"))
        if len(values.get("DTEND", "")) == 8:
            end = max(start, end - timedelta(days=1))
        yield entry(" ".join(texts["SUMMARY"].split()), (start, end), None, " ".join(texts.get("LOCATION", "").split()))


READERS = {
    "confs-tech": confs_tech, "python-deadlines": python_deadlines, "ccf-deadlines": ccf_deadlines,
    "android-conferences": android_conferences, "testing-conferences": testing_conferences,
    "tobna-ai-deadlines": tobna_ai_deadlines, "it-cfp-list": it_cfp_list, "python-org": python_org,
}


# Lists with entries that the reading here passes over: those without a day of their own.
UNREAD = {"testing-conferences"}


def day(value):
    return value.date() if isinstance(value, datetime) else value


def plain(url):
    return re.sub(r"^https?://(www\.)?", "", url or "").rstrip("/").lower()


def same(expected, found):
    """What of an entry is not as expected."""
    wrong = []
    if expected["start"] != day(found.get("start")):
        wrong.append("start")
    if expected["end"] != day(found.get("end") or found.get("start")) and expected["end"] >= expected["start"]:
        wrong.append("end")
    if expected["url"] and plain(expected["url"]) != plain(found.get("url")):
        wrong.append("url")
    if expected["country"] and expected["country"] != found.get("country"):
        wrong.append("country")
    if expected["city"] and expected["city"] != found.get("city"):
        wrong.append("city")
    if "venue" in expected and expected["venue"] != found.get("venue"):
        wrong.append("venue")
    if not {tag.lower() for tag in expected.get("tags", [])} <= {tag.lower() for tag in found.get("tags", [])}:
        wrong.append("tags")
    deadlines = [deadline for deadline in found.get("deadline", []) if "due" in deadline]
    if set(expected["deadlines"]) != {day(deadline["due"]) for deadline in deadlines}:
        wrong.append("deadlines")
    if "kinds" in expected and expected["kinds"] != {(deadline["kind"], day(deadline["due"])) for deadline in deadlines}:
        wrong.append("kinds")
    for due, clock, zone in expected.get("times", ()):
        alike = [deadline for deadline in deadlines if day(deadline["due"]) == due]
        if clock and not any(str(deadline["due"])[11:16] == clock for deadline in alike):
            wrong.append("time")
        if zone and zone != "AoE" and not any(deadline.get("timezone") == zone for deadline in alike):
            wrong.append("zone")
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--confcal", default="target/debug/confcal")
    parser.add_argument("--map")
    args = parser.parse_args()
    bad = 0
    for name, reader in READERS.items():
        folder = os.path.join(args.folder, name)
        if not os.path.isdir(folder):
            continue
        command = [args.confcal, "import", folder, "-q"] + (["--map", args.map] if args.map else [])
        made = subprocess.run(command, capture_output=True, check=False)
        entries = tomllib.loads(made.stdout.decode()).get("conference", []) if made.stdout else []
        expected, right = list(reader(folder)), 0
        for one in expected:
            alike = [found for found in entries if " ".join(one["name"].split()) in (found["name"], *found.get("aliases", []))]
            faults = min((same(one, found) for found in alike), key=len, default=["name"])
            right += not faults
            if faults:
                print(f"  {name}: {one['name']}: {', '.join(faults)}: expected {one}")
        names = {" ".join(one["name"].split()) for one in expected}
        made_up = [found["name"] for found in entries if not names & {found["name"], *found.get("aliases", [])}]
        if made_up and name not in UNREAD:
            print(f"  {name}: made up: {', '.join(made_up)}")
            bad += len(made_up)
        bad += len(expected) - right
        print(f"{name}: {right} of {len(expected)} right; {len(entries)} entries written")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
