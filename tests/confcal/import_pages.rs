//! Pages of Markdown that were read wrongly when they were first seen, with what must come of them; and several mappings.

use confcal::{ImportInput, ImportOptions};

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // A page whose head has no date is the list that a table below it is, though its title does not say so.
    (
        &[(
            "tagungen.md",
            "---\nlayout: page\ntitle: Tagungen\n---\n\nSie finden wie folgt statt:\n\n| Jahr | Zeit | Ort | Daten |\n|-|-|-|-|\n| 2027 | Frühjahr | Bremen, DE | 08.-10.05.2027 |\n\n\
             ## Vergangene\n\n| Jahr | Zeit | Ort |\n|-|-|-|\n| 2026 | Herbst | Linz, AT |\n",
        )],
        &[
            "name = \"Frühjahr 2027\"\nstart = 2027-05-08\nend = 2027-05-10",
            "city = \"Bremen\"\ncountry = \"DE\"",
            "name = \"Herbst 2026\"\nexpected = \"2026\"",
        ],
        &["Tagungen"],
    ),
    // Rows without a head are no table; the report says that there are dates.
    (
        &[(
            "rows.md",
            "---\ntitle: Dates\n---\n\n### A\n\n| 2027.02.15 | Abstract |\n| 2027.02.19 | Paper |\n| 2027.11.22-24 | [A](https://a.example) (Rome, Italy)|\n\n\
             ### B\n\n| 2027.03.15 | Abstract |\n| 2027.03.19 | Paper |\n| 2027.12.02 | [B](https://b.example) (Oslo)|\n",
        )],
        &["the text has 6 lines with dates"],
        &["[[conference]]"],
    ),
    // A line with a name and a year may be a conference.
    (
        &[(
            "plain.md",
            "# Events\n\n[A Conf](https://a.example), May 2-3, 2027\n\nOpen Days, 2027\n\nWe met the keeper of all these lists in the summer, 2027\n\nB Meeting, March 13-14 2027\n",
        )],
        &["line: 5, message: \"the line may be about a conference"],
        &["line: 7"],
    ),
    // A cell of a table that takes several rows or columns.
    (
        &[(
            "spans.html",
            "<table><tr><th>Date</th><th>Event</th><th colspan=2>Location</th><th>Status</th></tr>\n\
             <tr><td rowspan=2>May 4–6, 2027</td><td><a href='https://a.example'>A Summit</a></td><td>Paris</td><td>France</td><td>Confirmed</td></tr>\n\
             <tr><td><a href='https://b.example'>B Summit</a></td><td>Lyon</td><td>France</td><td>Provisional</td></tr>\n\
             <tr><td>June 1, 2027</td><td><a href='https://c.example'>C Summit</a></td><td colspan=2>Rome</td><td>Cancelled</td></tr></table>",
        )],
        &[
            "name = \"A Summit\"\nstart = 2027-05-04",
            "name = \"B Summit\"\nstart = 2027-05-04\nend = 2027-05-06",
            "city = \"Lyon\"\ncountry = \"FR\"\nstatus = \"tentative\"",
            "name = \"C Summit\"\nstart = 2027-06-01",
            "status = \"cancelled\"",
        ],
        &["name = \"Lyon"],
    ),
    (
        &[(
            "heads.html",
            "<table><tr><th rowspan=2>Event</th><th colspan=2>Dates</th><th rowspan=2>City</th></tr><tr><th>Start</th><th>End</th></tr>\n\
             <tr><td>A Summit</td><td>2027-05-04</td><td>2027-05-06</td><td>Paris</td></tr>\n\
             <tr><td>B Summit</td><td>2027-06-04</td><td>2027-06-07</td><td>Lyon</td></tr></table>",
        )],
        &[
            "name = \"A Summit\"\nstart = 2027-05-04\nend = 2027-05-06",
            "end = 2027-06-07\nid = \"b-summit-2027\"\ncity = \"Lyon\"",
        ],
        &[],
    ),
    (
        &[(
            "rounds.html",
            "<table><tr><th>Conference</th><th colspan=2>Deadlines</th><th>Dates</th></tr>\n\
             <tr><td rowspan=2>VLDB 2027</td><td>Abstract</td><td>2026-12-01</td><td rowspan=2>Aug 23-27, 2027</td></tr>\n\
             <tr><td>Paper</td><td>2027-03-01</td></tr>\n\
             <tr><td>ICDE 2027</td><td>Abstract</td><td>2026-10-10</td><td>May 3-7, 2027</td></tr></table>",
        )],
        &[
            "kind = \"abstract\"\ndue = 2026-12-01",
            "kind = \"paper\"\ndue = 2027-03-01",
            "kind = \"abstract\"\ndue = 2026-10-10",
        ],
        &[],
    ),
    (
        &[(
            "spoken.md",
            "# Talks\n\n- 2026-06-18 – [DevConf.CZ](https://d.example), Brno: *Immutable desktops* ([slides](https://s.example/1))\n\
             - 2026-02-01 – [FOSDEM](https://f.example), Brussels: *Small tools*\n",
        )],
        &[
            "city = \"Brno\"",
            "\ndescription = \"Immutable desktops\"",
            "city = \"Brussels\"\ndescription = \"Small tools\"",
        ],
        &["()"],
    ),
    // The next days in other languages, and below headings of Markdown.
    (
        &[(
            "proximas.html",
            r#"<html><body><h1>Conferencias</h1>
<div class="card"><h4>JSConf ES</h4><p><b>Próxima edición:</b> Madrid, 5-7 de mayo de 2027</p><p><a href="https://jsconf.example">Web</a></p></div>
<div class="card"><h4>Codemotion</h4><p><b>Próxima edición:</b> por confirmar</p><p><a href="https://cm.example">Web</a></p></div>
<a href="https://dm.example"><h3>dmexco</h3><p>Nächster Termin: 22./23. September 2027 in Köln</p></a>
</body></html>"#,
        )],
        &[
            "name = \"JSConf ES\"\nstart = 2027-05-05\nend = 2027-05-07\nid = \"jsconf-es-2027\"\nurl = \"https://jsconf.example\"\ncity = \"Madrid\"",
            "name = \"Codemotion\"",
            "name = \"dmexco\"\nstart = 2027-09-22\nend = 2027-09-23\nid = \"dmexco-2027\"\nurl = \"https://dm.example\"\ncity = \"Köln\"",
        ],
        &["Próxima"],
    ),
    (
        &[(
            "meet.md",
            "## Where to meet us\n\n### [Embedded World](https://ew.example)\n📅 March 9–11, 2027 · 📍 Nuremberg, Germany · Hall 4\n\n\
             ### [FOSDEM](https://fosdem.example)\nNext: 30–31 January 2027, Brussels\n\n\
             ### [Open Source Summit](https://oss.example)\n**Next edition:** August 2027 (Vancouver, Canada) – *tentative*\n",
        )],
        &[
            "name = \"Embedded World\"\nstart = 2027-03-09\nend = 2027-03-11",
            "city = \"Nuremberg\"",
            "end = 2027-01-31\nid = \"fosdem-2027\"\nurl = \"https://fosdem.example\"\ncity = \"Brussels\"",
            "expected = \"2027-08\"",
            "city = \"Vancouver\"\ncountry = \"CA\"\nstatus = \"tentative\"",
        ],
        &[],
    ),
    // Lines of an item that end in a line break are parts of their own.
    (
        &[(
            "breaks.md",
            "# Events\n\n- [PyCon](https://p.example) - Berlin, Germany, 5 May 2027  \n  The conference for Python folks.\n\
             - [RustConf](https://r.example)  \n  *Berlin, Germany*  \n  6 May 2027  \n  Free entry, bring a friend!\n\
             - [GoConf](https://g.example), Oslo, 7 May 2027  \n  [CFP](https://cfp.example) until 1 March 2027\n\
             - **8 May 2027**  \n  [JSConf](https://j.example)  \n  Rome, Italy\n\
             - **9 May 2027** - [ElmConf](https://e.example) - Lyon, France  \n  CFP closes 2 March 2027  \n  Organised by Elm people\n\
             - [Zig](https://z.example)\\\n  10 May 2027\\\n  Online\n",
        )],
        &[
            "name = \"PyCon\"\nstart = 2027-05-05",
            "name = \"RustConf\"\nstart = 2027-05-06",
            "due = 2027-03-01\nurl = \"https://cfp.example\"",
            "name = \"JSConf\"\nstart = 2027-05-08",
            "description = \"Organised by Elm people\"\n\n[[conference.deadline]]\nkind = \"cfp\"\ndue = 2027-03-02",
            "name = \"Zig\"\nstart = 2027-05-10",
        ],
        &["address", "expected"],
    ),
    // The title of a talk over its conference; a line break parts one line of an item from the next.
    (
        &[(
            "talks.md",
            "## Talks\n\n- **What is new**  \n  [FUDCon](https://f.example) – Puno, Peru | October 12, 2016  \n  *Co-presenter: Jane Doe*  \n  [Details](x/)\n\n\
             - **Look down**\n  [Dojo 2016](https://d.example) – 29 January 2016  \n  *Co-presenter: Jane Roe*\n\n\
             - **Look up**\n  **Event:** [SFScon](https://s.example) – Bolzano, Italy  \n  **Date:** November 12, 2021\n\n\
             - **PyCon 2027**\n  [Oslo Congress Centre](https://o.example) – Oslo, Norway | May 12, 2027\n\n\
             - GoDay  \n  Venue: Town Hall, Paris, France  \n  16 May 2027  \n  Host: Jane Doe\n\n\
             ## Featured Articles\n\n- **A text**  \n  **Date:** June 6, 2022  \n  **Version:** [T](https://t.example)\n",
        )],
        &[
            "name = \"FUDCon\"\nstart = 2016-10-12\nid = \"fudcon-2016\"\nurl = \"https://f.example\"\ncity = \"Puno\"\ncountry = \"PE\"",
            "What is new\nCo-presenter: Jane Doe",
            "name = \"SFScon\"\nstart = 2021-11-12\nid = \"sfscon-2021\"\nurl = \"https://s.example\"\ncity = \"Bolzano\"",
            "`Look up` is taken for a talk at SFScon",
            "name = \"PyCon 2027\"\nstart = 2027-05-12\nid = \"pycon-2027\"\nvenue = \"Oslo Congress Centre\"",
            "name = \"GoDay\"\nstart = 2027-05-16\nid = \"goday-2027\"\nvenue = \"Town Hall\"",
            "1 item of a list below headings without a date, or about something else, is left out",
        ],
        &["A text", "city = \"Co-", "name = \"What is new", "name = \"Look up"],
    ),
    // Cards whose next days stand behind a label, on a page whose JSON-LD has no events.
    (
        &[(
            "cards.html",
            r#"<!DOCTYPE html><html><head><script type="application/ld+json">{"@context": "https://schema.org", "@type": "ItemList", "itemListElement": [{"@type": "ListItem", "url": "https://a.example"}]}</script></head><body>
<a href="https://a.example"><div class="card"><h3>A</h3><p><strong>Next:</strong> Europe (London) September 7-8, 2026</p><p>Run by practitioners.</p></div></a>
<a href="https://b.example"><div class="card"><h3>B</h3><p><strong>Next edition:</strong> Folded into C, November 30-December 4, 2026</p></div></a>
<a href="https://c.example"><div class="card"><h3>C</h3><p><strong>Upcoming:</strong> April 13-15, 2027 (Las Vegas)</p></div></a>
<a href="https://d.example"><div class="card"><h3>D</h3><p><strong>Next:</strong> Riyadh (MEA) December 1-3; London (Europe) December 7-10, 2026</p></div></a>
</body></html>"#,
        )],
        &[
            "name = \"A\"\nstart = 2026-09-07\nend = 2026-09-08\nid = \"a-2026\"\nurl = \"https://a.example\"\ncity = \"London\"",
            "name = \"B\"\nstart = 2026-11-30\nend = 2026-12-04",
            "end = 2027-04-15\nid = \"c-2027\"\nurl = \"https://c.example\"\ncity = \"Las Vegas\"",
            "`Riyadh (MEA) December 1-3; London (Europe) December 7-10, 2026` is not a date that confcal understands: D is not dated",
        ],
        &["2026-12-07"],
    ),
    // A page without events says so, whatever its JSON-LD is about.
    (
        &[(
            "none.html",
            r#"<!DOCTYPE html><html><head><script type="application/ld+json">{"@context": "https://schema.org", "@type": "Organization", "name": "A"}</script></head><body><p>A text.</p></body></html>"#,
        )],
        &["the page holds neither events as JSON-LD"],
        &[],
    ),
    // A name in bold letters before the link of its host.
    (
        &[(
            "u4.md",
            r#"# Events

**National Forum**, [Some Library](https://host.example), March 1-3 2017

**LDCX** ([notes](https://docs.example/x)), Stanford University, March 27-29, 2017

[**csvconf**](https://csvconf.example), May 2-3, 2017

[**Shaping Data**](https://shaping.example/), Digital Humanities, August 7, 2017
"#,
        )],
        &[
            "name = \"National Forum\"\nstart = 2017-03-01",
            "name = \"LDCX\"\nstart = 2017-03-27",
            r#"venue = "Stanford University""#,
        ],
        &["Some Library"],
    ),
    // A name with a colon over its place and date.
    (
        &[(
            "u3.md",
            r#"## 2027

[Foo](https://foo.org/)  
MITP, Mainz (Germany), 5-9 July 2027

Quantum Chaos: From Many-Body Dynamics to Black Holes  
ICTP-SAIFR, São Paulo (Brazil), 23 August - 27 August 2027
"#,
        )],
        &["name = \"Quantum Chaos: From Many-Body Dynamics to Black Holes\"\nstart = 2027-08-23\nend = 2027-08-27"],
        &[],
    ),
    // A table without names below the name of a series.
    (
        &[(
            "u17.md",
            r#"# Events 2024
## GeoRabbles
| **City** | **Date** | **Venue** | **Tickets** |
| --- | --- | --- | --- |
| **Melbourne** | Thursday 18th April | The Clyde | https://georabble.org/ |
| **Newcastle** | 5.30pm -8pm, 11th April | Happy Wombat, Hunter St | [Tickets](https://ti.to/georabble) |
"#,
        )],
        &[
            "name = \"GeoRabbles Melbourne\"\nstart = 2024-04-18",
            "name = \"GeoRabbles Newcastle\"\nstart = 2024-04-11 # at",
        ],
        &["2024-05-30"],
    ),
    // Dates with the name of the month inside, before names.
    (
        &[(
            "u14.md",
            r#"# Hamfests
#### 2026-March-07 Saturday [SWIARC Ham-Fest](https://swiradio.org/2026/)
Text
#### 2026-April-11 Saturday [BARC Ham-Fest](/blog/x.pdf)
Text
#### 2026-Sept-12 Saturday AARC Ham-Fest - Dan N0POT
Text
"#,
        )],
        &["name = \"SWIARC Ham-Fest\"\nstart = 2026-03-07", "name = \"AARC Ham-Fest - Dan N0POT\"\nstart = 2026-09-12"],
        &[],
    ),
    // The link that says so is the site, that of a call is not.
    (
        &[(
            "u15.md",
            r#"# Conferences

### QGIS User Conference
9-10 September 2024, Bratislava, Slovakia

[Call for papers](https://uc2024.qgis.sk/call-for-papers/)

[Click for more information](https://uc2024.qgis.sk/)

### GeoCart 2024
21-23 August 2024, Wellington, New Zealand

With [Jane](https://jane.example/) as speaker. [Click for more information](https://www.cartography.org.nz/geocart2024)
"#,
        )],
        &[
            r#"url = "https://uc2024.qgis.sk/""#,
            r#"url = "https://www.cartography.org.nz/geocart2024""#,
            "kind = \"cfp\"\nurl = \"https://uc2024.qgis.sk/call-for-papers/\"",
        ],
        &[],
    ),
    // Date and place in one cell, and the year in the names of the others.
    (
        &[(
            "u8.md",
            r#"<table>
<tr><th>Title</th><th>Date/Location</th><th>Website</th></tr>
<tr><td><p>DFRWS-EU 2017</p></td><td><p>Mar 21-23<br />
Lake Constance, Germany</p></td><td><a href="https://www.dfrws.org/eu-2017">x</a></td></tr>
<tr><td><p>A 2017</p></td><td><p>Jun 1-3<br />Orlando, FL</p></td><td></td></tr>
<tr><td><p>B 2017</p></td><td><p>Jul 1-3<br />Rennes, France</p></td><td></td></tr>
<tr><td><p>29th Annual FIRST Conference</p></td><td><p>Jun 11-16<br />San Juan, Puerto Rico</p></td><td></td></tr>
</table>
"#,
        )],
        &[
            "city = \"Lake Constance\"\ncountry = \"DE\"",
            "name = \"29th Annual FIRST Conference\"\nstart = 2017-06-11 # was `Jun 11-16",
            "city = \"Orlando\"\nstate = \"FL\"",
            "2017 is taken from around it",
        ],
        &[],
    ),
    // Parts of a year are no places.
    (
        &[(
            "m55.md",
            r#"# 2026
### January
- Q3: [Unknown](https://u.example)
- H2: [Half](https://h.example)
- Spring: [Spr](https://s.example)
- Fall 2026: [Fal](https://f.example)
- early May: [Ear](https://e.example)
- mid-June 2026: [Mid](https://m.example)
- Week 12: [Wee](https://w.example)
- 5: [Fifth](https://fi.example)
"#,
        )],
        &["name = \"Ear\"\nexpected = \"2026-05\"", "name = \"Unknown\"\nexpected = \"2026"],
        &[r#"Q3""#, "city", r#"address = "Week"#],
    ),
    // A page whose title is of several is none of them.
    (
        &[(
            "r.md",
            r#"---
title: "Some R Conferences for 2025"
date: "2025-01-16"
---

Exciting times ahead.

## February

(6 - 7) [Rencontres](https://x.example) in Mons, Belgium
"#,
        )],
        &["name = \"Rencontres\"\nstart = 2025-02-06\nend = 2025-02-07"],
        &["Some R"],
    ),
    (
        &[("r.md", "---\ntitle: Our events\ndate: 2025-01-16\n---\n\nSoon.\n")],
        &["`Our events` is the title of a list"],
        &["Our events"],
    ),
    // A table of deadlines beside one of dates.
    (
        &[(
            "calls.md",
            "## Calls 2027\n\n| Title | Due | Website |\n|-|-|-|\n| Workshop on Forensics | 19 June 2027 | https://w.example |\n\n\
             ## Conferences 2027\n\n| Title | Dates | Location | Website |\n|-|-|-|-|\n| Workshop on Forensics | 4-7 December 2027 | Rennes, France | https://w.example |\n",
        )],
        &["start = 2027-12-04\nend = 2027-12-07", "due = 2027-06-19", "read: 2, written: 1, merged: 1"],
        &[],
    ),
    // A call behind the conference is for the next one.
    (
        &[(
            "calls.md",
            "| Title | Due | Website |\n|-|-|-|\n| Workshop on Forensics | 19 June 2027 | https://w.example |\n\n\
             | Title | Dates | Location | Website |\n|-|-|-|-|\n| Workshop on Forensics | 4-7 May 2027 | Rennes, France | https://w.example |\n",
        )],
        &["read: 2, written: 2, merged: 0"],
        &[],
    ),
    // A key of front matter that cannot be read costs itself; both days are those of the list.
    (
        &[(
            "newcastle.md",
            "---\ntitle: \"Newcastle\"\ndate_range: [2016-10-01, 2016-10-02]\nteams:\n    - {project: \"WETFLAG\", url: \"tbc\"}\n    \
             - {project: \"Counter\", url: \"Not yet\"\n    - {project: \"My Surgery\", url: \"NA\"}\nlabel: x\n---\nText\n",
        )],
        &["name = \"Newcastle\"\nstart = 2016-10-01\nend = 2016-10-02", ": `teams` is left out"],
        &[],
    ),
    // The booking of a hotel is no deadline.
    (
        &[(
            "iiif.md",
            "| Conference | Dates | Deadlines |\n|-|-|-|\n| IIIF 2027 | 5-8 June 2027 | CfP out in Dec; book hotel by Jan 31 for low rates |\n\
             | JCDL 2027 | 6-8 June 2027 | 14 January 2027 |\n| TPDL 2027 | 9-11 June 2027 | 15 January 2027 |\n",
        )],
        &["due = 2027-01-14"],
        &["2027-01-31"],
    ),
    // Days alone behind a name that is no link, below the month that they are of.
    (
        &[(
            "days.md",
            "# 2027\n\n## May\n- **A Summit** (5-7, Oslo)\n- B Summit (12, Rome)\n- **C Summit** 20-22, Paris\n- D Summit - 23-24 - Lyon\n- E Summit, 3rd\n- Hall 12 (a room)\n",
        )],
        &[
            "name = \"A Summit\"\nstart = 2027-05-05\nend = 2027-05-07\nid = \"a-summit-2027\"\ncity = \"Oslo\"",
            "name = \"B Summit\"\nstart = 2027-05-12\nid = \"b-summit-2027\"\ncity = \"Rome\"",
            "name = \"C Summit\"\nstart = 2027-05-20\nend = 2027-05-22",
            "name = \"D Summit\"\nstart = 2027-05-23\nend = 2027-05-24\nid = \"d-summit-2027\"\ncity = \"Lyon\"",
            "name = \"E Summit\"\nstart = 2027-05-03",
            "line: 9, message: \"the line may be about a conference",
        ],
        &["Hall 12"],
    ),
    // Before a month that no item has a link in, the report is silent about no line.
    (
        &[(
            "said.md",
            "# 2027\n\n## May\n- A Summit\n- B Summit\n\n## June\n- [C Summit](https://c.example) (1-2, Berlin)\n",
        )],
        &[
            "name = \"C Summit\"",
            "line: 4, message: \"the line may be about a conference",
            "line: 5, message: \"the line may be about a conference",
        ],
        &[],
    ),
    // A date in bold letters, or behind a name in bold letters, without a mark between them.
    (
        &[(
            "bold.md",
            "# 2027\n\n- **A Summit** 5-7 May 2027, Oslo\n- **B Summit** 5 May 2027\n- **May 12** C Summit\n- **13 May 2027**, D Summit\n- **14 May** 15 May\n",
        )],
        &[
            "name = \"A Summit\"\nstart = 2027-05-05\nend = 2027-05-07\nid = \"a-summit-2027\"\ncity = \"Oslo\"",
            "name = \"B Summit\"\nstart = 2027-05-05",
            "name = \"C Summit\"\nstart = 2027-05-12",
            "name = \"D Summit\"\nstart = 2027-05-13",
            "written: 4",
        ],
        &["name = \"Oslo\""],
    ),
    // Cells of several addresses: calls by their label, films for no site, a label that says site. One tilde strikes out as two do.
    (
        &[(
            "cells.md",
            "| Name | Date | Location | Talks, Archives |\n|-|-|-|-|\n\
             | A Summit | 2027-05-03 | Oslo, Norway | https://a.example/ |\n\
             | B Summit | 2027-05-04 | Denver, CO | https://b.example/<br>Talks: https://www.youtube.com/playlist?list=b |\n\
             | C Summit | 2027-05-05 | Rome, Italy | [Talks](https://www.youtube.com/playlist?list=c)<br>[Website](https://c.example) |\n\
             | D Summit | 2027-05-06 | Rome, Italy | CfP: https://d.example/cfp |\n\
             | E Summit | 2027-05-07 | Rome, Italy | https://e.example CFP: https://e.example/cfp |\n\
             | ~F Summit~ | ~2027-05-08-10~ | ~London, UK~ | https://f.example/ |\n\
             | G Summit | 2027-06-01-05-30 | China Beijing | https://g.example/ |\n",
        )],
        &[
            "url = \"https://b.example/\"",
            "url = \"https://c.example\"",
            "url = \"https://d.example/cfp\"",
            "url = \"https://e.example\"",
            "url = \"https://e.example/cfp\"",
            "name = \"F Summit\"\nstart = 2027-05-08\nend = 2027-05-10",
            "city = \"London\"\ncountry = \"GB\"\nstatus = \"cancelled\"",
            "name = \"G Summit\"\nstart = 2027-06-01\nid",
            "G Summit ends on 2027-05-30, before it starts on 2027-06-01",
            "city = \"Beijing\"\ncountry = \"CN\"",
        ],
        &["\nurl = \"https://www.youtube", "tentative"],
    ),
    // The only year that dates and addresses of the page name is that of the others; of two years neither is.
    (
        &[(
            "year.md",
            "### April\n\n- [A Summit](https://a.example/2027): April 16th, 2027 in Oslo\n- [B Summit](https://b.example), April 18-20 in Rome\n\n### May\n\n- [C Summit](https://c.example/2027/): May 3-5 in Bern\n",
        )],
        &["start = 2027-04-18 # was `April 18-20`", "start = 2027-05-03", "`April 18-20` names no year: 2027 is taken"],
        &[],
    ),
    (
        &[(
            "years.md",
            "- [A Summit](https://a.example/2027): April 16th, 2026 in Oslo\n- [B Summit](https://b.example), April 18-20 in Rome\n",
        )],
        &["`April 18-20` names no year, and nothing around it does"],
        &["2026-04-18", "2027-04-18"],
    ),
    // Calls without a year beside conferences that are only expected; a call that is none.
    (
        &[(
            "calls.md",
            "| Name | Location | Date | CFP |\n|-|-|-|-|\n\
             | [A Summit](https://a.example) | Oslo, Norway | December? 2027 | [Link](https://a.example/cfp) (April 14) |\n\
             | [B Summit](https://b.example) | Oslo, Norway | March 2027 | [Link](https://b.example/cfp) (Closes November 14) |\n\
             | [C Summit](https://c.example) | Oslo, Norway | 4-6 May 2027 | Unconference, no CFP |\n\
             | [D Summit](https://d.example) | Oslo, Norway | 9 May 2027 | [Link](https://d.example/cfp) |\n",
        )],
        &[
            "due = 2027-04-14",
            "due = 2026-11-14",
            "name = \"C Summit\"\nstart = 2027-05-04\nend = 2027-05-06\nid = \"c-summit-2027\"\nurl = \"https://c.example\"\ncity = \"Oslo\"\ncountry = \"NO\"\n\n[[conference]]",
        ],
        &[],
    ),
];

#[test]
fn each_kind_of_page_is_read() {
    check(CASES);
}

#[test]
fn records_of_several_shapes_are_read_by_the_mappings_that_are_kept() {
    let tables = "# 2027\n\n| Conference | Date | Location |\n|-|-|-|\n| [PyCon A](https://a.example/) | 5-8 May 2027 | Oslo, Norway |\n\n\
                  | Meetup | When | City | CFP |\n|-|-|-|-|\n| [Rust C](https://c.example/) | 7 May 2027 | Bern | 1 March 2027 |\n";
    let maps = "- {name: A, start: 2027-05-05, end: 2027-05-06, city: Oslo, country: NO}\n\
                - {titel: C, wann: \"7. Mai 2027\", ort: \"Bern, Schweiz\", webseite: \"https://c.example/\", themen: [rust]}\n\
                - {name: B, start: 2027-06-05, city: Rome, country: IT}\n";
    for (name, text) in [("two.md", tables), ("two.yml", maps)] {
        let inputs = [ImportInput::new(name, text)];
        let guessed = confcal::import(&inputs, &ImportOptions::default());
        assert_eq!(guessed.mapping.matches("[[mapping]]").count(), 2, "{name}: {}", guessed.mapping);
        let mut options = ImportOptions::default();
        options.mapping = Some(guessed.mapping.clone());
        let given = confcal::import(&inputs, &options);
        assert_eq!(given.list, guessed.list, "{name}");
        assert_eq!(given.mapping, guessed.mapping, "{name}");
    }
    let mut options = ImportOptions::default();
    options.mapping = Some("[[mapping]]\nfields = 5\n".to_owned());
    let made = confcal::import(&[ImportInput::new("a.yml", "- name: A\n")], &options);
    assert!(made.report.faults[0].message.starts_with("`[[mapping]]` 1: "), "{:?}", made.report.faults);
}
