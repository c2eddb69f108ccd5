//! Pages of Markdown and HTML, and calendars, by how they are laid out, with what must come of them.

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // Items without labels below the heading of each conference, in a post with a day of its own.
    (
        &[(
            "items.md",
            "---\ntitle: Upcoming events in our field\ndate: 2026-01-05\ntags: [events]\n---\n\nSome words.\n\n\
             ## PyCon DE\n\n- 12-14 May 2026\n- Berlin, Germany\n- https://2026.pycon.de\n\n\
             ## EuroPython\n\n- Kraków, Poland\n- 13-19 July 2026\n- <https://ep2026.europython.eu>\n\n\
             ## RustConf\n- 8-11 September 2026, Montreal, Canada\n- [Website](https://rustconf.com)\n",
        )],
        &[
            "name = \"PyCon DE\"\nstart = 2026-05-12\nend = 2026-05-14",
            "url = \"https://2026.pycon.de\"\ncity = \"Berlin\"\ncountry = \"DE\"",
            "name = \"EuroPython\"\nstart = 2026-07-13\nend = 2026-07-19",
            "url = \"https://ep2026.europython.eu\"\ncity = \"Kraków\"\ncountry = \"PL\"",
            "name = \"RustConf\"\nstart = 2026-09-08\nend = 2026-09-11",
            "url = \"https://rustconf.com\"\ncity = \"Montreal\"\ncountry = \"CA\"",
        ],
        &["Upcoming", "2026-01-05"],
    ),
    // The same as paragraphs.
    (
        &[(
            "paragraphs.md",
            "---\nlayout: post\ntitle: Conferences worth a visit\ndate: 2026-01-05\n---\n\n\
             ## PyCon DE\n\n12-14 May 2026\n\nBerlin, Germany\n\nhttps://2026.pycon.de\n\n\
             ## EuroPython\n\nhttps://ep2026.europython.eu\n\n13-19 July 2026\n\nKraków, Poland\n",
        )],
        &[
            "name = \"PyCon DE\"\nstart = 2026-05-12",
            "url = \"https://2026.pycon.de\"\ncity = \"Berlin\"",
            "name = \"EuroPython\"\nstart = 2026-07-13",
            "url = \"https://ep2026.europython.eu\"\ncity = \"Kraków\"",
        ],
        &["links =", "description", "worth"],
    ),
    // Dated items below a heading are conferences of their own where several have a date.
    (
        &[("list.md", "## Events\n\n- 12 May 2026, PyCon, Berlin, Germany\n- 13 May 2026, RustConf, Rome, Italy\n")],
        &["start = 2026-05-12", "start = 2026-05-13", "written: 2"],
        &["name = \"Events\""],
    ),
    // A table inside groups of HTML, without a blank line; one without names of columns.
    (
        &[(
            "group.md",
            "# Events 2026\n\n<div class=\"table\">\n<table>\n<tr><th>Name</th><th>Date</th><th>Place</th></tr>\n\
             <tr><td><a href=\"https://a.example\">PyCon A</a></td><td>5-8 May 2026</td><td>Oslo, Norway</td></tr>\n\
             <tr><td><a href=\"https://b.example\">PyCon B</a></td><td>15-18 May 2026</td><td>Rome, Italy</td></tr>\n</table>\n</div>\n",
        )],
        &[
            "name = \"PyCon A\"\nstart = 2026-05-05",
            "name = \"PyCon B\"\nstart = 2026-05-15",
            "url = \"https://b.example\"",
        ],
        &[],
    ),
    (
        &[(
            "headless.html",
            "<html><body><table><tbody>\n<tr><td>5-8 May 2026</td><td><a href=\"https://a.example\">PyCon A</a></td><td>Oslo, Norway</td></tr>\n\
             <tr><td>15-18 May 2026</td><td><a href=\"https://b.example\">PyCon B</a></td><td>Rome, Italy</td></tr>\n</tbody></table></body></html>\n",
        )],
        &["name = \"PyCon A\"\nstart = 2026-05-05", "name = \"PyCon B\"\nstart = 2026-05-15", "city = \"Oslo\""],
        &[],
    ),
    (
        &[(
            "headless.md",
            "| 5-8 May 2026 | [PyCon A](https://a.example) | Oslo, Norway |\n|---|---|---|\n| 15-18 May 2026 | [PyCon B](https://b.example) | Rome, Italy |\n",
        )],
        &["name = \"PyCon A\"\nstart = 2026-05-05", "name = \"PyCon B\"\nstart = 2026-05-15", "city = \"Oslo\""],
        &[],
    ),
    // The text of the link is the name where no column is.
    (
        &[(
            "links.md",
            "| Date | City | Country | Website | CFP |\n|---|---|---|---|---|\n| 5-8 May 2026 | Oslo | Norway | [PyCon A](https://a.example) | [CFP](https://a.example/cfp) |\n\
             | 15-18 May 2026 | Rome | Italy | [PyCon B](https://b.example) | [link](https://b.example/cfp) |\n",
        )],
        &["name = \"PyCon A\"", "name = \"PyCon B\"", "url = \"https://b.example/cfp\""],
        &[],
    ),
    // Ornaments of names and lines.
    (
        &[(
            "ornaments.md",
            "# Conferences\n\n- :rocket: **PyCon A**, 5-8 May 2026, Oslo, Norway\n- NEW! [PyCon B](https://b.example) - 25-28 May 2026 - Rome, Italy\n\
             - **[PyCon C:](https://c.example)** 25-28 June 2026, Rome, Italy\n\n## 1. PyCon D\n\n- 5 May 2026\n\n## 2. PyCon E\n\n- 6 May 2026\n",
        )],
        &[
            "name = \"PyCon A\"\nstart = 2026-05-05",
            "name = \"PyCon B\"\nstart = 2026-05-25",
            "name = \"PyCon C\"\nstart = 2026-06-25",
            "name = \"PyCon D\"\nstart = 2026-05-05",
            "name = \"PyCon E\"\nstart = 2026-05-06",
        ],
        &["NEW", "rocket", "venue"],
    ),
    (
        &[(
            "ordinals.csv",
            "name,date\n3. Jahrestagung,2026-05-05\n\"\"\"12. Tage\"\"\",2026-05-06\n✅ PyCon ⭐️ 🇫🇷,2026-05-07\n",
        )],
        &["country = \"FR\"", "name = \"3. Jahrestagung\"", "name = \"12. Tage\"", "name = \"PyCon\""],
        &[],
    ),
    // Days in bold letters below their month.
    (
        &[(
            "days.md",
            "# Events\n\n### May 2026\n\n- **12-14**: PyCon A, Oslo, Norway\n- **20**: [PyCon B](https://b.example), Rome, Italy\n\
             - **28 - 30** PyCon C (Berlin, Germany)\n\n### June 2026\n\n- 1-3: PyCon D, Online\n- **5th**: PyCon E, Madrid, Spain\n",
        )],
        &[
            "name = \"PyCon A\"\nstart = 2026-05-12\nend = 2026-05-14",
            "name = \"PyCon B\"\nstart = 2026-05-20",
            "name = \"PyCon C\"\nstart = 2026-05-28\nend = 2026-05-30",
            "name = \"PyCon D\"\nstart = 2026-06-01\nend = 2026-06-03",
            "name = \"PyCon E\"\nstart = 2026-06-05",
        ],
        &[],
    ),
    // Below headings that say so, conferences wait for their dates.
    (
        &[(
            "waiting.md",
            "# Conferences\n\n## May 2026\n\n- [PyCon A](https://a.example), 5-8 May 2026, Oslo, Norway\n\n## TBD\n\n\
             - [PyCon B](https://b.example), Paris, France\n\n## Date unknown\n\n- [PyCon C](https://c.example)\n\n## Books\n\n- [Book](https://d.example)\n",
        )],
        &["name = \"PyCon B\"", "city = \"Paris\"", "name = \"PyCon C\""],
        &["Book"],
    ),
    // Days as headings or items over the meetings of each.
    (
        &[(
            "by-day.md",
            "# Meetups\n\n### Upcoming (September 2026)\n\n* *Sept 23rd*\n  * **San Francisco, CA, USA** [JS Study Group](http://a.example/)\n* *Sept 24th*\n\
             \x20 * **Wellington, New Zealand** [Node Wellington](http://b.example/)\n  * **Philadelphia, Pennsilvania** [Philly JS](http://c.example/)\n\n\
             ### 2 October 2026\n\n- [Rust Oslo](http://d.example/), Oslo, Norway\n",
        )],
        &[
            "name = \"JS Study Group\"\nstart = 2026-09-23",
            "name = \"Node Wellington\"\nstart = 2026-09-24",
            "name = \"Philly JS\"\nstart = 2026-09-24",
            "city = \"Philadelphia\"",
            "name = \"Rust Oslo\"\nstart = 2026-10-02",
        ],
        &[],
    ),
    // Pictures before the date and the place of a heading, as headings of their own or as items.
    (
        &[(
            "pictures.md",
            "# Events\n\n## 2026\n\n### January\n\n#### ECC 2026 : Electronics Conference\n###### 📅 Jan 04-06\n###### 📍 Sanya, China\n\n\
             #### PHPM 2026\n- 📅 Jan 10-12\n- 📍 Oslo, Norway\n",
        )],
        &[
            "name = \"ECC 2026 : Electronics Conference\"\nstart = 2026-01-04",
            "city = \"Sanya\"",
            "name = \"PHPM 2026\"\nstart = 2026-01-10",
            "city = \"Oslo\"",
        ],
        &[],
    ),
    // Paragraphs of an item, whose lines have labels.
    (
        &[(
            "loose.md",
            "# Events\n\n- **Guild Launch**\n\n  Introduction to all of it.\n\n  Date: Saturday 28th, January 2026\n  Venue: Peace Hotel\n\n\
             - **TechFest 2026**\n\n  An annual gathering.\n\n  Date & Venue: TBA (To be announced).\n",
        )],
        &["name = \"Guild Launch\"\nstart = 2026-01-28", "venue = \"Peace Hotel\"", "name = \"TechFest 2026\""],
        &["city"],
    ),
    // Conferences below the name of their country.
    (
        &[(
            "countries.md",
            "# Conferences 2026\n\n## Germany\n\n- [PyCon A](https://a.example), 5-8 May 2026, Berlin\n- [PyCon B](https://b.example), 5-8 June 2026\n\n\
             ## Online\n\n- [PyCon C](https://c.example), 9 June 2026\n",
        )],
        &[
            "city = \"Berlin\"\ncountry = \"DE\"",
            "url = \"https://b.example\"\ncountry = \"DE\"",
            "url = \"https://c.example\"\nonline = true",
        ],
        &[],
    ),
    // Conferences below the name of their city, which may be below that of its country.
    (
        &[(
            "cities.md",
            "# Events in Nigeria\n\n## Lagos\n\n### May 2027\n\n- [A](https://a.example), 5 May 2027\n- [B](https://b.example), 6 May 2027, Abuja\n\
             - [C](https://c.example), 7 May 2027, Online\n- [D](https://d.example), 8 May 2027, Civic Centre\n\n\
             ## Ilorin\n\n- **E**\n\n  Date: 9 May 2027\n  Venue: Peace Hotel\n",
        )],
        &[
            "url = \"https://a.example\"\ncity = \"Lagos\"",
            "url = \"https://b.example\"\ncity = \"Abuja\"",
            "url = \"https://c.example\"\nonline = true",
            "venue = \"Civic Centre\"\ncity = \"Lagos\"",
            "venue = \"Peace Hotel\"\ncity = \"Ilorin\"",
        ],
        &[],
    ),
    (
        &[(
            "meetups.md",
            "# Germany\n\n## Berlin\n\n- [A](https://a.example), 5 May 2027\n\n## Köln\n\n- [B](https://b.example), 6 May 2027\n\n# Oslo, Norway\n\n\
             | Event | Date | Venue |\n|-|-|-|\n| [C](https://c.example) | 7 May 2027 | Sentralen |\n",
        )],
        &[
            "url = \"https://a.example\"\ncity = \"Berlin\"\ncountry = \"DE\"",
            "city = \"Köln\"\ncountry = \"DE\"",
            "venue = \"Sentralen\"\ncity = \"Oslo\"\ncountry = \"NO\"",
        ],
        &[],
    ),
    // A country as a link to a map, and one that is the name of a zone too.
    (
        &[(
            "maps.md",
            "# 2017\n\n* [Goto](https://goto.example) (10/23 - 10/24) ~ 🇩🇰 [Denmark](https://www.google.com/maps/search/?query=Bella+Center)\n\
             * [Mobi](https://mobi.example) (10/25 - 10/26) ~ Poland\n* [Asia](https://asia.example) (10/27) - Singapore\n\
             * [Map](https://map.example) (10/28), Oslo, Norway, [map](https://www.google.com/maps/?q=Oslo)\n\
             * DevOpsDays [London](https://l.example) (10/29), [Paris](https://p.example)\n",
        )],
        &[
            "start = 2017-10-23\nend = 2017-10-24",
            "url = \"https://goto.example\"\ncountry = \"DK\"",
            "start = 2017-10-25\nend = 2017-10-26",
            "url = \"https://mobi.example\"\ncountry = \"PL\"",
            "country = \"SG\"",
            "city = \"Oslo\"\ncountry = \"NO\"",
        ],
        &["Paris", "venue = \"map\""],
    ),
    // A call behind the place, a time behind it, and a name that is struck out.
    (
        &[(
            "march.md",
            "# Conferences 2027\n\n## March\n\n- [A](https://a.example) — Mar 22-23, Amsterdam (NL), [CFP](https://a.example/cfp) closes Jan 10\n\
             - [B](https://b.example) — Mar 24, Oslo, Norway, CFP closes Jan 10, 2027\n\
             - [C](https://c.example): 15 Mar 2027 @ Berlin, Germany, 18:00 CET\n- 9–11 March – ~~[D](https://d.example), Lyon, France~~\n",
        )],
        &[
            "start = 2027-03-22\nend = 2027-03-23",
            "url = \"https://a.example\"\ncity = \"Amsterdam\"\ncountry = \"NL\"",
            "start = 2027-03-24\n",
            "city = \"Oslo\"\ncountry = \"NO\"",
            "due = 2027-01-10",
            "start = 2027-03-15T18:00:00",
            "city = \"Berlin\"\ncountry = \"DE\"",
            "start = 2027-03-09\nend = 2027-03-11",
            "city = \"Lyon\"\ncountry = \"FR\"\nstatus = \"cancelled\"",
        ],
        &["expected", "address"],
    ),
    // Months in bold letters over lists, a name beside the link of its call, and slashes between parts.
    (
        &[(
            "bold.md",
            "# Upcoming\n\n**January 2027**\n\n- Jan 12: **PGConf** (Paris, FR) [site](https://pg.example) / [CFP until Nov 30](https://pg.example/cfp)\n\
             - Jan 25, 19:00–21:30: [Meetup](https://ml.example), La Cuisine du Web, 3 rue des Capucins, Lyon\n\n\
             **February 2027**:\n\n- Feb 10 - Feb 12 // [KubeDay](https://kd.example) // Tokyo, Japan\n",
        )],
        &[
            "name = \"PGConf\"\nstart = 2027-01-12",
            "city = \"Paris\"\ncountry = \"FR\"",
            "due = 2026-11-30",
            "venue = \"La Cuisine du Web\"\naddress = \"3 rue des Capucins\"\ncity = \"Lyon\"",
            "start = 2027-02-10\nend = 2027-02-12",
            "city = \"Tokyo\"\ncountry = \"JP\"",
        ],
        &["name = \"CFP"],
    ),
    // A heading is no city because its name is one too.
    (
        &[(
            "reading.md",
            "# 2027\n\n## Reading\n\n- [A](https://a.example), 5 May 2027\n\n## Rust\n\n- [B](https://b.example), 6 May 2027\n\n## Go\n\n\
             - [C](https://c.example), 7 May 2027\n",
        )],
        &["url = \"https://a.example\""],
        &["city"],
    ),
    // Deadlines that a calendar has as events.
    (
        &[(
            "calls.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:SUBMISSION: ICSE 2027\nDTSTART;VALUE=DATE:20260703\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:2\nSUMMARY:ICSE 2027\nDTSTART;VALUE=DATE:20270425\nDTEND;VALUE=DATE:20270502\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:3\nSUMMARY:CFP closes: PyCon\nDTSTART;VALUE=DATE:20261112\nEND:VEVENT\nEND:VCALENDAR\n",
        )],
        &[
            "name = \"ICSE 2027\"\nstart = 2027-04-25",
            "kind = \"paper\"\ndue = 2026-07-03",
            "kind = \"cfp\"\ndue = 2026-11-12",
        ],
        &["SUBMISSION", "closes"],
    ),
    // The files of one list: those of other years have fewer fields, and belong to it all the same; a file of another folder does not.
    (
        &[
            (
                "conferences/2026/ruby.json",
                "[{\"name\": \"Euruko\", \"url\": \"https://e.example\", \"startDate\": \"2026-05-05\", \"endDate\": \"2026-05-06\", \"city\": \"Oslo\", \"country\": \"Norway\", \"online\": false}]",
            ),
            (
                "conferences/2018/elixir.json",
                "[{\"name\": \"ElixirConf\", \"url\": \"https://x.example\", \"startDate\": \"2018-05-05\", \"endDate\": \"2018-05-06\", \"city\": \"Oslo\", \"country\": \"Norway\", \"cocUrl\": \"https://x.example/coc\"}]",
            ),
            (
                "others/haskell.json",
                "[{\"name\": \"ZuriHac\", \"url\": \"https://z.example\", \"startDate\": \"2018-06-05\", \"endDate\": \"2018-06-06\", \"city\": \"Zurich\", \"country\": \"Switzerland\"}]",
            ),
        ],
        &[
            "tags = [\"ruby\"]",
            "tags = [\"elixir\"]",
            "links = { conduct = \"https://x.example/coc\" }",
            "name = \"ZuriHac\"",
        ],
        &["haskell", "data"],
    ),
    // What a fork adds in the list of deadlines that the known list has.
    (
        &[(
            "acml.yml",
            "- title: ACML\n  description: Asian Conference on Machine Learning\n  sub: AI\n  rank: C\n  dblp: acml\n  confs:\n  - year: 2026\n    id: acml26\n    link: https://a.example/\n    timeline:\n    \
             - deadline: '2026-06-20 23:59:59'\n      rebuttal_deadline: '2026-08-01 23:59:59'\n      decision_deadline: '2026-08-20 23:59:59'\n      camera_ready: '2026-09-20'\n      comment: Early submission\n    \
             timezone: AoE\n    date: December 1-3, 2026\n    place: Melbourne, Australia\n",
        )],
        &[
            "series = \"ACML\"",
            "kind = \"paper\"\nname = \"Early submission\"\ndue = 2026-06-20T23:59:59",
            "kind = \"other\"\nname = \"Rebuttal: Early submission\"\ndue = 2026-08-01T23:59:59",
            "kind = \"notification\"\nname = \"Early submission\"\ndue = 2026-08-20T23:59:59",
            "kind = \"camera-ready\"\nname = \"Early submission\"\ndue = 2026-09-20",
        ],
        &["early-bird"],
    ),
    // One day of a series in several cities, whose site is one; the same city twice is one conference.
    (
        &[(
            "days.md",
            "## 2027\n\n### May\n\n* 15: [AFUP Day](https://a.example/) - Lille (France)\n* 15: [AFUP Day](https://a.example/) - Lyon (France)\n\
             * 15: [AFUP Day](https://a.example/) - Lyon (France)\n",
        )],
        &["city = \"Lille\"", "city = \"Lyon\"", "AFUP Day is merged into the entry of line 6"],
        &[],
    ),
    // Several ranges of days: those that are near are one, and the report says so.
    (
        &[(
            "ranges.yml",
            "- {name: A Conf, dates: 'June 21-24 and 28 (virtual posters), 2027', location: 'Oslo, Norway'}\n\
             - {name: B Conf, dates: 'August 4-5 (virtual) and August 16-19 (on site), 2027', location: 'Oslo, Norway'}\n\
             - {name: C Conf, dates: 'April 19 or 20, 2027', location: 'Oslo, Norway'}\n",
        )],
        &[
            "start = 2027-06-21\nend = 2027-06-28",
            "are several dates: taken for 2027-06-21 to 2027-06-28",
            "start = 2027-08-04\nend = 2027-08-05",
            "only 2027-08-04 to 2027-08-05 are taken",
            "names no day that is sure: C Conf is expected in 2027",
        ],
        &["2020"],
    ),
];

#[test]
fn each_layout_is_read() {
    check(CASES);
}
