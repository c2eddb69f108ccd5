//! Lists of other habits, with what must come of them.

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // Places that are links, flags, and days whose order only their range tells.
    (
        &[(
            "links.md",
            "# Conferences\n\n| Badge |\n|--|\n| x |\n\n## 2027\n\n\
             * [Goto](https://goto.example) (10/01 - 10/03) ~ 🇩🇰 [Denmark](https://www.google.com/maps/search/?api=1&query=Bella)\n\
             * [Mobile Era](https://era.example) (10/05 - 10/06) ~ 🇳🇴 [Oslo, Norway](https://www.google.com/maps/search/?api=1)\n\
             * [Three](https://three.example) (11/05 - 11/06) ~ 🇵🇱\n\
             * [Four](https://four.example) - 5 October 2027 - Kraków, [Poland](https://osm.org/1)\n\
             * [Hamburg](https://goo.gl/maps/x): [Five](https://five.example), 7 October 2027\n\
             * [Six](https://six.example) - 8 October 2027 ~ Lyon, France\n\
             * [Seven](https://seven.example) - 9 October 2027\n  * [Town Hall, Wien, Austria](https://maps.google.com/x)\n",
        )],
        &[
            "start = 2027-10-01\nend = 2027-10-03\nid = \"goto-2027\"\nurl = \"https://goto.example\"\ncountry = \"DK\"",
            "end = 2027-10-06\nid = \"mobile-era-2027\"\nurl = \"https://era.example\"\ncity = \"Oslo\"\ncountry = \"NO\"",
            "end = 2027-11-06\nid = \"three-2027\"\nurl = \"https://three.example\"\ncountry = \"PL\"",
            "city = \"Kraków\"\ncountry = \"PL\"",
            "name = \"Five\"",
            "city = \"Hamburg\"",
            "city = \"Lyon\"\ncountry = \"FR\"",
            "name = \"Seven\"",
            "venue = \"Town Hall\"\ncity = \"Wien\"",
            "1 row is not read: the items from line 9 on have most of the dates",
        ],
        &["name = \"Hamburg\""],
    ),
    // Topics under a short name, and days that stand in for a month or a quarter.
    (
        &[(
            "short.json",
            r#"{"conferences": [
                {"n": "MozCon", "city": "Oslo", "d": "Jul 14, 2027", "iso": "2027-07-14", "tbc": false, "cat": "SEO"},
                {"n": "Digital Summit", "city": "Oslo", "d": "Aug 2027", "iso": "2027-08-19", "tbc": true, "cat": "Marketing"},
                {"n": "Pubcon", "city": "Oslo", "d": "Q4 2027", "iso": "2027-10-15", "tbc": true, "cat": "SEO"},
                {"n": "Elm Day", "city": "Oslo", "d": "Sep 2027", "iso": "2027-09-01", "tbc": false, "cat": "Web"},
                {"n": "Ada Day", "city": "Oslo", "d": "Sep 2027", "iso": "2027-09-17", "tbc": false, "cat": "Web"},
                {"n": "Zig Day", "city": "Oslo", "d": "Sep 4, 2027", "iso": "2027-09-04", "tbc": true, "cat": "Web"}]}"#,
        )],
        &[
            "start = 2027-07-14",
            "tags = [\"SEO\"]",
            "name = \"Digital Summit\"\nexpected = \"2027-08\"",
            "`2027-08-19` stands for `Aug 2027`: Digital Summit is expected in 2027-08, and not dated",
            "name = \"Pubcon\"\nexpected = \"2027\"",
            "name = \"Elm Day\"\nexpected = \"2027-09\"",
            "name = \"Ada Day\"\nstart = 2027-09-17",
            "name = \"Zig Day\"\nstart = 2027-09-04",
            "tags = [\"Web\"]\nstatus = \"tentative\"",
        ],
        &["start = 2027-08-19", "start = 2027-10-15"],
    ),
    // A whole month that stands for none of its days.
    (
        &[(
            "month.yml",
            "- name: Summit\n  start_date: 2027-06-01\n  end_date: 2027-06-30\n  date_text: June 2027\n\
             - name: Camp\n  start_date: 2027-07-05\n  end_date: 2027-07-07\n  date_text: July 2027\n\
             - name: Day\n  start_date: 2027-08-01\n  end_date: 2027-08-02\n  date_text: August 2027\n",
        )],
        &[
            "name = \"Summit\"\nexpected = \"2027-06\"",
            "start = 2027-07-05\nend = 2027-07-07",
            "start = 2027-08-01\nend = 2027-08-02",
        ],
        &["start = 2027-06-01"],
    ),
    // Hours in fields of their own, and a night that ends on the next day.
    (
        &[(
            "hours.yml",
            "- title: Meetup\n  date: 2027-05-01\n  start: 4:00 PM\n  end: 8:00 PM\n  location: Oslo, Norway\n\
             - title: Night\n  date: 2027-05-02\n  start: 8:00 PM\n  end: 2:00 AM\n  location: Oslo, Norway\n\
             - title: Day\n  date: 2027-05-03\n  location: Oslo, Norway\n",
        )],
        &[
            "start = 2027-05-01T16:00:00\nend = 2027-05-01T20:00:00",
            "start = 2027-05-02T20:00:00\nend = 2027-05-03T02:00:00",
            "start = 2027-05-03\n",
            "Europe/Oslo",
        ],
        &["the end is left out"],
    ),
    // A column of long names below a heading that is no word for a name. Their page has a title, which is that of none.
    (
        &[(
            "termine.md",
            "---\ntitle: Termine\n---\n\n| Datum | Termin |\n|--|--|\n\
             | 2027-06-13 | [Tech Stream Conference](https://a.example/) |\n\
             | 2027-06-16 | [Flexible Architekturen, nur wie und in welchem Umfang?](https://b.example/session/flexible-architekturen-nur-wie-und-in-welchem-umfang/) beim [Software Architecture Forum](https://b.example/software-architecture-forum/) |\n\
             | 2027-06-16 | [Fishbowl: Lernen und Modelle, was und wie wollen wir lernen?](https://c.example/session/fishbowl-lernen-und-modelle/) beim [Software Architecture Forum](https://c.example/software-architecture-forum/) |\n\
             | 2027-06-18 | [Training](https://d.example/) Hannover |\n",
        )],
        &[
            "name = \"Tech Stream Conference\"",
            "name = \"Flexible Architekturen, nur wie und in welchem Umfang? beim Software Architecture Forum\"",
            "name = \"Fishbowl: Lernen und Modelle, was und wie wollen wir lernen? beim Software Architecture Forum\"",
            "name = \"Training\"\nstart = 2027-06-18",
            "city = \"Hannover\"",
            "the place `Hannover` is taken from behind the name of Training",
        ],
        &["name = \"Termine\""],
    ),
    // Rows whose name is the heading above them are never one; two that have one name themselves are, and that is said.
    (
        &[("talks.md", "# Rust Group Oslo\n\n| Date | Host |\n|--|--|\n| 2027-03-01 | Ada |\n| 2027-03-01 | Ada |\n")],
        &["rust-group-oslo-2027-03-3", "merged: 0"],
        &[],
    ),
    (
        &[("twice.csv", "name,date,city\nPyCon,2027-03-01,Oslo\nPyCon,2027-03-01,Oslo\n")],
        &["PyCon is merged into the entry of line 2, which has its name and its day", "merged: 1"],
        &[],
    ),
    // A venue that is a firm, and a town behind a street: neither is a country.
    (
        &[(
            "firms.toml",
            r#"[[event]]
title = "Meetup 46"
date = 2027-05-30
venue = "Nine A/S"
address = "Kanalvej 7, Kongens Lyngby"
[[event]]
title = "Meetup 47"
date = 2027-06-30
venue = "Equinor AS"
address = "Kongens Nytorv 18, 1050 København"
"#,
        )],
        &[
            "venue = \"Nine A/S\"\naddress = \"Kanalvej 7, Kongens Lyngby\"\ncity = \"Kongens Lyngby\"",
            "venue = \"Equinor AS\"\naddress = \"Kongens Nytorv 18, 1050 København\"\ncity = \"København\"",
            "taken for cities: `Kongens Lyngby`",
        ],
        &["country ="],
    ),
    // The topic of a meeting is its name, and `where.name` a building.
    (
        &[(
            "topic.json",
            r#"{"group":"PDX Rust","url":"https://pdxrust.example.org","events":[
 {"topic":"Async deep dive","when":{"date":"2026-03-04","start":"18:30","end":"21:00"},"where":{"name":"Base Camp Brewing","street":"930 SE Oak St","city":"Portland"},"rsvp":"https://meetup.com/pdxrust/events/101"},
 {"topic":"Lightning talks","when":{"date":"2026-04-01","start":"18:30","end":"21:00"},"where":{"name":"Base Camp Brewing","street":"930 SE Oak St","city":"Portland"},"rsvp":"https://meetup.com/pdxrust/events/102"},
 {"topic":"Embedded night","when":{"date":"2026-05-06","start":"18:30","end":"21:00"},"where":{"name":"Online","street":"","city":""},"rsvp":"https://meetup.com/pdxrust/events/103"}]}
"#,
        )],
        &[r#"name = "Async deep dive""#, r#"venue = "Base Camp Brewing""#, "online = true"],
        &[r#"name = "Base"#],
    ),
    // A call until a day, and how one takes part.
    (
        &[(
            "es.yml",
            r#"eventos:
  - titulo: PyConES 2026
    fecha_inicio: 2026-11-06
    fecha_fin: 2026-11-08
    modalidad: presencial
    lugar: Facultad de Informática, Granada, España
    web: https://2026.es.pycon.org
    inscripcion_hasta: 2026-10-30
    envio_de_charlas: 2026-06-15
  - titulo: JSConf Chile
    fecha_inicio: 2026-02-06
    fecha_fin: 2026-02-07
    modalidad: híbrida
    lugar: Santiago, Chile
    web: https://jsconf.cl
  - titulo: Meetup de datos
    fecha_inicio: 2026-03-12
    fecha_fin: 2026-03-12
    modalidad: virtual
    lugar: Zoom
    web: https://datos.example.mx/marzo
"#,
        )],
        &[
            r#"kind = "registration"
due = 2026-10-30"#,
            r#"kind = "cfp"
due = 2026-06-15"#,
            "online = true",
        ],
        &[],
    ),
    // A name in bold letters, a bracket and deadlines in one line.
    (
        &[(
            "prose.md",
            r#"# Upcoming CS conferences

- **ICSE 2027** (Dublin, Ireland, 25 Apr – 1 May 2027) — abstract: 3 Jul 2026; full paper: 10 Jul 2026. [web](https://conf.researchr.org/home/icse-2027)
- **PLDI 2027** (Seoul, South Korea, 14-18 June 2027) — paper: 12 Nov 2026. [web](https://pldi27.sigplan.org)
- **OOPSLA 2027** (online, Oct 2027) — round 1: 10 Oct 2026; round 2: 25 Mar 2027. [web](https://2027.splashcon.org)
"#,
        )],
        &[
            r#"name = "ICSE 2027"
start = 2027-04-25
end = 2027-05-01"#,
            r#"city = "Dublin"
country = "IE""#,
            r#"kind = "abstract"
due = 2026-07-03"#,
            r#"kind = "paper"
due = 2026-07-10"#,
            r#"kind = "paper"
due = 2026-11-12"#,
            r#"name = "round 2"
due = 2027-03-25"#,
        ],
        &[],
    ),
    // Deadlines of several kinds in one cell.
    (
        &[(
            "cell.csv",
            r#"Conference,Dates,Venue,Deadlines,Website
CHI 2027,"May 10-14, 2027","Pittsburgh, USA","Abstract: Sep 3, 2026; Paper: Sep 10, 2026",https://chi2027.acm.org
UIST 2026,"Nov 2-5, 2026","Detroit, USA","Paper: Mar 31, 2026; Poster: Jul 10, 2026",https://uist.acm.org/2026
CSCW 2026,"Oct 10-14, 2026","Salt Lake City, USA","Paper: May 13, 2026",https://cscw.acm.org/2026
"#,
        )],
        &[
            r#"kind = "abstract"
due = 2026-09-03"#,
            r#"kind = "paper"
due = 2026-09-10"#,
            r#"kind = "poster"
due = 2026-07-10"#,
            r#"kind = "paper"
due = 2026-05-13"#,
        ],
        &[],
    ),
    // Days with two stops between them.
    (
        &[(
            "plain.md",
            r#"# Rust events 2026

- 2026-05-18..22 — RustWeek — Utrecht, NL — https://rustweek.org
- 2026-08-21..22 — RustConf India — Bangalore, IN — https://rustconf.in
- 2026-09-08..11 — RustConf — Montréal, CA — https://rustconf.com
- 2026-10-14..17 — EuroRust — Barcelona, ES — https://eurorust.eu
"#,
        )],
        &[
            "start = 2026-05-18
end = 2026-05-22",
            "start = 2026-10-14
end = 2026-10-17",
        ],
        &[],
    ),
    // Several editions of one record, each with its deadline and place.
    (
        &[(
            "editions.yml",
            r#"- name: "Workshop on Smart Antennas"
  acronym: WSA
  dates:
    - [2025-09-16, 2025-09-18]
    - [2026-10-05, 2026-10-07]
  places: ["Erlangen, Germany", "Barcelona, Spain"]
  deadline:
    - 2025-06-02
    - 2026-05-14
  link: https://wsa.example.org
- name: "ICASSP"
  acronym: ICASSP
  dates:
    - [2026-05-04, 2026-05-08]
  places: ["Barcelona, Spain"]
  deadline:
    - 2025-09-17
  link: https://icassp.example.org
"#,
        )],
        &[
            "start = 2025-09-16
end = 2025-09-18",
            r#"city = "Erlangen""#,
            "due = 2025-06-02",
            "start = 2026-10-05
end = 2026-10-07",
            r#"city = "Barcelona""#,
            "due = 2026-05-14",
        ],
        &[],
    ),
    // Editions below a record that has no date.
    (
        &[(
            "occurrences.yml",
            r#"- {title: A, date: 2026-05-01}
- title: Klanginstallation
  url: https://k.example/
  occurrences:
    - {date: "2019-12-13", place: Landesmuseum Detmold, label: Eröffnung}
    - {date: "2020-01-17", place: Beethoven-Haus Bonn}
- {title: C, date: 2026-05-03}
"#,
        )],
        &[
            r#"name = "Klanginstallation"
start = 2019-12-13"#,
            "start = 2020-01-17",
            r#"venue = "Landesmuseum Detmold""#,
        ],
        &[],
    ),
    // A page on a site for meetings, beside that of the group, is the address.
    (
        &[(
            "meetup.yml",
            r#"- {title: Kickoff, meetup: meetup.com/p2p, meetupLink: "https://www.meetup.com/p2p/events/1/", date: 2019-02-07}
- {title: Second, meetup: meetup.com/p2p, meetupLink: "https://www.meetup.com/p2p/events/2/", date: 2019-03-28}
"#,
        )],
        &[r#"url = "https://www.meetup.com/p2p/events/1/""#, r#"url = "https://www.meetup.com/p2p/events/2/""#],
        &[],
    ),
    // A host may be a word for online; the site of a partner is not that of the conference.
    (
        &[(
            "host.csv",
            r#"name,date,host,partner_1_www,speaker_1_www,logo
A,2026-03-01,online,http://partner.example,https://speaker.example,https://a.example/l.png
B,2026-04-01,Dynatrace,http://partner.example,https://speaker.example,https://a.example/l.png
"#,
        )],
        &[r#"name = "A"
start = 2026-03-01
id = "a-2026"
online = true"#],
        &["url =", "cfp"],
    ),
    // A day without its year, beside the whole date, is no deadline.
    (
        &[(
            "display.yml",
            r#"- {date: 2026-10-08, time: "18:00:00-07:00", display: "Oct 08", title: Ubuntu Hour, location: "Carl's Jr."}
- {date: 2026-10-27, time: "17:00:00-07:00", display: "Oct 27", title: Supper, location: "La Casita, 465 E Fry Blvd"}
"#,
        )],
        &[r#"venue = "Carl's Jr.""#],
        &["deadline", "city"],
    ),
    // Names alone are what the others of the list are.
    (
        &[(
            "meetings.csv",
            r#"Title,Date,Location
Social gathering,2017-08-01 19:00,crepeville
Night Sky,2017-08-21 19:00,Explorit
Installfest,2017-09-18 19:00,library
Raspberry Pi,2017-10-16 19:00,tba
"#,
        )],
        &[r#"venue = "crepeville""#, r#"venue = "Explorit""#, r#"venue = "library""#, "taken for venues: `Explorit`"],
        &["city"],
    ),
    // Strokes in dates, and a weekday that settles their order.
    (
        &[
            (
                "strokes.md",
                r#"| Evento | Data | Local |
|---|---|---|
| BrightonSEO | 30/abr-1/mai/2026 | Brighton, UK |
| GEO | 1/out/2026 | Berlim, Alemanha |
"#,
            ),
            (
                "weekday.csv",
                r#"name,date
IGL,Thursday 04/06/2020
"#,
            ),
        ],
        &[
            "start = 2026-04-30
end = 2026-05-01",
            "start = 2026-10-01",
            "start = 2020-06-04",
        ],
        &["2020-04-06"],
    ),
    // A shipped mapping that would leave deadlines is not the one of a list.
    (
        &[(
            "a.md",
            r#"---
name: "GoLab"
website: https://golab.io/
location: Florence, Italy
date_start: 2024-11-11
date_end:   2024-11-13
cfp_start: 2024-03-15
cfp_end:   2024-05-01
cfp_site: https://sessionize.com/golab-2024
---
"#,
        )],
        &["due = 2024-05-01", "opens = 2024-03-15", r#"url = "https://sessionize.com/golab-2024""#],
        &[],
    ),
    // Headings, labels and dates of Korean pages.
    (
        &[(
            "ko.md",
            r#"## 25년 08월
- __[PyCon Korea 2025](https://2025.pycon.kr/)__
  - 분류: `오프라인(동국대)`, `유료`
  - 주최: 파이콘
  - 일시: 08. 15(금) ~ 08. 17(일)
- __[바이브코딩 세미나](https://okky.kr/1)__
  - 분류: `온라인`, `유료`
  - 주최: OKKY
  - 접수: 07. 07(월) ~ 08. 11(월)
"#,
        )],
        &[
            "start = 2025-08-15
end = 2025-08-17",
            "opens = 2025-07-07",
            "due = 2025-08-11",
            "online = true",
        ],
        &[],
    ),
    // Quotes in a tag; the number of an edition is no name.
    (
        &[(
            "tags.csv",
            r#"event,dates,themes
A,"2026-06-30 to 2026-07-03","RWA; stablecoins as 'infrastructure'; 'DeFi'"
"#,
        )],
        &[r#"tags = ["RWA", "stablecoins as 'infrastructure'", "DeFi"]"#],
        &[],
    ),
    // JSON with comments of both kinds.
    (
        &[(
            "comments.json",
            r#"[
 {"title": "A", "on": "20100121", "url": "http://a.example/*b*/"}, // first
 {"title": "B", "on": "20100210"}/*,
 {"title": "C", "on": "20110208"} */
]
"#,
        )],
        &[
            r#"name = "A"
start = 2010-01-21"#,
            r#"name = "B"
start = 2010-02-10"#,
        ],
        &[r#"name = "C""#],
    ),
];

#[test]
fn lists_of_other_habits_are_read() {
    check(CASES);
}
