//! Lists of Markdown and HTML as keepers write them, with what must come of them.

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // A table with a name that is struck out beside the word for it, and marks of footnotes.
    (
        &[(
            "when.md",
            "# Events 2027\n\n| When | Where | What | CFP |\n|-|-|-|-|\n| Mar 9–11 | Nuremberg, DE | [embedded world](https://e.example)[^1] | closed |\n\
             | Sep 1st – 3rd | San José, CA, USA | ~~[ESC](https://s.example)~~ cancelled | - |\n| 12 Oct[^2] | online | Cancelled: ~~TinyML~~ | - |\n\n\
             [^1]: Booked out.\n[^2]: To be confirmed.\n",
        )],
        &[
            "name = \"embedded world\"\nstart = 2027-03-09\nend = 2027-03-11",
            "name = \"ESC\"\nstart = 2027-09-01\nend = 2027-09-03",
            "name = \"TinyML\"\nstart = 2027-10-12",
        ],
        &["[^", "cancelled\"\nstart"],
    ),
    // The link of the conference on its date; that of a call on a deadline.
    (
        &[(
            "dates.md",
            "| Event | Date | City | CFP |\n|-|-|-|-|\n| Perl Workshop | [22.–24. März 2027](https://g.example/2027) | Berlin, Deutschland | |\n\
             | TPRC | [June 25-28, 2027](https://t.example) | Greenville, SC, US | |\n| Perl Day | 5 June 2027 | Oslo, Norway | [1 May 2027](https://c.example) |\n",
        )],
        &[
            "id = \"perl-workshop-2027\"\nurl = \"https://g.example/2027\"",
            "id = \"tprc-2027\"\nurl = \"https://t.example\"",
            "due = 2027-05-01\nurl = \"https://c.example\"",
        ],
        &["id = \"perl-day-2027\"\nurl"],
    ),
    // Editions in one cell.
    (
        &[(
            "editions.md",
            "| Conference | Editions | Site |\n|-|-|-|\n| useR! | July 8-11, 2025 (Durham, USA); July 6-9, 2026 (Warsaw, Poland) | [user](https://u.example) |\n\
             | satRday | March 6, 2027 (Johannesburg, South Africa) | [satrday](https://s.example) |\n",
        )],
        &[
            "name = \"useR!\"\nstart = 2025-07-08\nend = 2025-07-11",
            "city = \"Durham\"",
            "start = 2026-07-06\nend = 2026-07-09",
            "city = \"Warsaw\"",
            "name = \"satRday\"\nstart = 2027-03-06",
            "city = \"Johannesburg\"",
        ],
        &[],
    ),
    // Lines with labels in one paragraph, and a word for the status beside the year.
    (
        &[(
            "labels.md",
            "## DjangoCon Europe 2027\n\n**Date:** April 14–18, 2027\n**Location:** Gdańsk, Poland\n**Website:** [d.example](https://d.example)\n\n\
             ## PyCon Uganda\n\n**Date:** postponed to 2028\n**Location:** Kampala, Uganda\n**Website:** [u.example](https://u.example)\n",
        )],
        &[
            "name = \"DjangoCon Europe 2027\"\nstart = 2027-04-14\nend = 2027-04-18",
            "url = \"https://d.example\"\ncity = \"Gdańsk\"",
            "name = \"PyCon Uganda\"\nexpected = \"2028\"",
            "status = \"postponed\"",
        ],
        &["name = \"Website"],
    ),
    // A date that is not known below a picture; the venue between the date and the city.
    (
        &[(
            "pictures.md",
            "# Events 2027\n\n### [Ada Camp](https://a.example)\n📅 5-8 May 2027\n**Hotel Astoria**\n📍 Oslo, Norway\n\n\
             ### [Bee Camp](https://b.example)\n📅 TBA\n📍 Helsinki, Finland\n\n### [Cee Camp](https://c.example)\n📅 6 May 2027\n_By invitation_\n\nA day about C.\n",
        )],
        &[
            "name = \"Ada Camp\"\nstart = 2027-05-05",
            "venue = \"Hotel Astoria\"\ncity = \"Oslo\"",
            "name = \"Bee Camp\"\nexpected = \"2027\"",
            "city = \"Helsinki\"",
            "name = \"Cee Camp\"\nstart = 2027-05-06",
        ],
        &["venue = \"By"],
    ),
    // Months that take several rows beside their days, and a name that is struck out in HTML.
    (
        &[(
            "months.html",
            "<!DOCTYPE html><html><body><h2>Calendar 2027</h2><table><tr><th>Month</th><th>Day</th><th>Meeting</th><th>Place</th></tr>\n\
             <tr><td rowspan=2>January</td><td>11-13</td><td><a href='https://a.example'>POPL</a></td><td>Mexico City, Mexico</td></tr>\n\
             <tr><td>25</td><td><s>Proof Day</s></td><td>Oslo, Norway</td></tr>\n\
             <tr><td>April</td><td>5-9</td><td><a href='https://c.example'>ETAPS</a><sup>1</sup></td><td>Turin, Italy</td></tr></table></body></html>",
        )],
        &[
            "name = \"POPL\"\nstart = 2027-01-11\nend = 2027-01-13",
            "name = \"Proof Day\"\nstart = 2027-01-25",
            "status = \"cancelled\"",
            "name = \"ETAPS\"\nstart = 2027-04-05",
        ],
        &["ETAPS1"],
    ),
    // Months alone below a year; days are those of a month above them.
    (
        &[(
            "months.md",
            "## 2027\n\n| Month | Name | City |\n|-|-|-|\n| January | Ada Camp | Oslo, Norway |\n| May | Bee Camp | Oslo, Norway |\n\n\
             ## March 2028\n\n| Day | Name | City |\n|-|-|-|\n| 3-5 | Cee Camp | Oslo, Norway |\n",
        )],
        &[
            "name = \"Ada Camp\"\nexpected = \"2027-01\"",
            "name = \"Bee Camp\"\nexpected = \"2027-05\"",
            "name = \"Cee Camp\"\nstart = 2028-03-03\nend = 2028-03-05",
        ],
        &[],
    ),
    // Cards with a line of text below the place.
    (
        &[(
            "cards.html",
            "<html><body><h1>Events</h1><div><div class=card><div>2 June 2027</div><div><a href='https://e.example'>Edge Day</a></div><div>Online</div>\
             <div>One day of talks about the edge.</div></div><div class=card><div>20 June 2027</div><div><a href='https://n.example'>Nets</a></div>\
             <div>Graz, Austria</div><div>The yearly summit.</div></div></div></body></html>",
        )],
        &["online = true\ndescription = \"One day of talks about the edge\"", "city = \"Graz\""],
        &["address", "venue"],
    ),
    // Short heads of columns of deadlines.
    (
        &[(
            "short.md",
            "| Acronym | Sub date | Abs. DL | Event date | Name |\n|-|-|-|-|-|\n\
             | [FOCS](https://f.example) | 30/07/21 | 23/07/21 | 07-10/02/22 | Foundations |\n| [HPCA](https://h.example) | 31/07/21 | 24/07/21 | 02-06/04/22 | Computers |\n",
        )],
        &["kind = \"paper\"\ndue = 2021-07-30", "kind = \"abstract\"\ndue = 2021-07-23"],
        &[],
    ),
    (
        &[("subject.csv", "title,sub,deadline,start\nFOCS,ML,2027-01-05,2027-05-05\nHPCA,DM,2027-02-05,2027-06-05\n")],
        &["due = 2027-01-05", "tags = [\"ML\"]"],
        &[],
    ),
    // A second column of dates is not dropped in silence.
    (
        &[(
            "twice.md",
            "| Name | Event date | Datum |\n|-|-|-|\n| Ada Camp | 5-8 May 2027 | 3 March 2027 |\n| Bee Camp | 5-8 June 2027 | 6 June 2027 |\n",
        )],
        &["start = 2027-05-05", "`3 March 2027` of `Datum` is another date than that of the conference"],
        &["`6 June 2027` of"],
    ),
    // Names with a bare address in brackets, or a bracket too many; venues with the name of their column, below the heading of the city.
    (
        &[(
            "venues.md",
            "# Online\n\n| Name | Date | Venue | Register |\n|-|-|-|-|\n| **Ada Camp** (https://a.example/x) | May 5, 2027 | Venue: Virtual | [Register](https://r.example) |\n\
             | **Bee Camp** (https://b.example) Join us and bring a friend. | May 6, 2027 | Virtual | |\n| **Cee Camp** (https://c.example) | May 7, 2027 | [Meeting](https://m.example) | |\n\n\
             # Ilorin\n\n| Name | Date | Venue | Register |\n|-|-|-|-|\n| [ **Dee Camp** | May 8, 2027 | Hub 1 Ilofa Road Ilorin, 240101 | |\n\
             | **Eee Camp 2027** | TBA (To be announced) | TBA (To be announced) | |\n",
        )],
        &[
            "name = \"Ada Camp\"",
            "url = \"https://a.example/x\"",
            "name = \"Bee Camp\"",
            "name = \"Dee Camp\"\nstart = 2027-05-08",
            "city = \"Ilorin\"",
            "name = \"Eee Camp 2027\"\nexpected = \"2027\"",
        ],
        &["Venue: ", "venue = \"TBA", "name = \"["],
    ),
    // Cards with tags beside the date, and the place behind the name; tags of site generators.
    (
        &[(
            "tags.html",
            "<html><body><div class=section><h2>Conferences</h2><div class=card><h3>DH 2025 - Lisbon, Portugal</h3><div>\n<span class=tag>Upcoming</span>\n\
             <span class=tag>July 14-18, 2025</span>\n</div><p>Theme: \"Access\" at NOVA.</p><a href='https://d25.example/'>Visit Website</a></div>\n\
             <div class=card><h3>Keystone</h3><div>\n<span class=tag>USA</span>\n<span class=tag>May 2024</span>\n</div><p>Hosted by Penn State.</p>\
             <a href='https://k.example/'>Visit Website</a></div></div></body></html>",
        )],
        &[
            "name = \"DH 2025\"\nstart = 2025-07-14\nend = 2025-07-18",
            "url = \"https://d25.example/\"\ncity = \"Lisbon\"",
            "tags = [\"Upcoming\"]",
            "name = \"Keystone\"\nexpected = \"2024-05\"",
            "country = \"US\"",
        ],
        &[],
    ),
    (
        &[(
            "liquid.md",
            "## 2021\n\n#### October\n- 10/26-28: [API:World - Virtual Event](https://a.example) {% include account.html url=\"https://b.example\" %}\n\
             - 10/28: [Web Summit - Lisbon, Portugal](https://w.example) {% include account.html url=\"https://b.example\" %}\n",
        )],
        &["name = \"API:World\"\nstart = 2021-10-26", "online = true", "name = \"Web Summit\"", "city = \"Lisbon\""],
        &["include", "Virtual"],
    ),
    // Days that a label of the conference names, and quotes.
    (
        &[(
            "named.md",
            "# Calendar\n\n## ICRA 2027\n- Website: https://i.example\n- Location: Seoul, South Korea\n- Conference: May 24–28, 2027\n- Paper submission: Sep 15, 2026\n\n\
             ## RSS 2027\n- Location: TBD\n- Conference: November 2027\n\n## Conference details\n- Conference: PyCon Oslo\n- Date: 5 May 2027\n- Location: Oslo, Norway\n",
        )],
        &[
            "name = \"ICRA 2027\"\nstart = 2027-05-24",
            "due = 2026-09-15",
            "name = \"RSS 2027\"\nexpected = \"2027-11\"",
            "name = \"PyCon Oslo\"\nstart = 2027-05-05",
        ],
        &[],
    ),
    (
        &[(
            "quotes.md",
            "# Events\n\n#### UX London\n> 📍 London, UK  \n> 🗓️ 2–4 March 2027  \n> 🔗 https://u.example\n\n#### UXLx\n> 📍 Lisbon, Portugal  \n> 🗓️ 1–4 June 2027  \n",
        )],
        &[
            "name = \"UX London\"\nstart = 2027-03-02",
            "url = \"https://u.example\"\ncity = \"London\"",
            "city = \"Lisbon\"",
        ],
        &[">"],
    ),
    // A place beside the links below a heading with the date.
    (
        &[(
            "beside.md",
            "# We organise\n\n### PyLadies Day — 8 March 2027\n\n📍 Impact Hub, Vienna, Austria — [Tickets](https://p.example/t) — [Website](https://p.example)\n\n\
             ### Python Pizza — 13 November 2027\n\n📍 Vienna, Austria — [Website](https://z.example)\n",
        )],
        &[
            "name = \"PyLadies Day\"\nstart = 2027-03-08",
            "url = \"https://p.example\"\nvenue = \"Impact Hub\"\ncity = \"Vienna\"",
            "url = \"https://z.example\"\ncity = \"Vienna\"",
        ],
        &["venue = \"Website"],
    ),
    // A table without names of columns whose places are cities; months in the place of a name of a column.
    (
        &[(
            "cities.html",
            "<html><body><h2>Tagungen 2027</h2><table><tr><td>10.-12.03.2027</td><td><a href='https://g.example'>GOR-Jahrestagung</a></td><td>Dresden</td></tr>\n\
             <tr><td>05.-07.05.2027</td><td><a href='https://w.example'>Modelle</a></td><td>Würzburg</td></tr>\n\
             <tr><td>22.09.2027</td><td><a href='https://t.example'>Tag</a></td><td>online</td></tr></table></body></html>",
        )],
        &["city = \"Dresden\"", "city = \"Würzburg\"", "online = true"],
        &[],
    ),
    (
        &[(
            "heads.md",
            "# 2027\n\nJan | Event | Where\n:-- | :-- | :--\n12–13 | [Agile Tour](https://a.example) | Vienna, Austria\n28 | [Lean Day](https://l.example) | Graz, Austria\n\n\
             Feb | Event | Where\n:-- | :-- | :--\n4–5 | [Scrum Day](https://s.example) | Zurich, Switzerland\n",
        )],
        &[
            "name = \"Agile Tour\"\nstart = 2027-01-12\nend = 2027-01-13",
            "name = \"Lean Day\"\nstart = 2027-01-28",
            "name = \"Scrum Day\"\nstart = 2027-02-04\nend = 2027-02-05",
        ],
        &[],
    ),
    // A card whose link holds but a picture, and a short label of a deadline.
    (
        &[(
            "pictures.html",
            "<html><body><div><div class=col><a href='https://n.example'><img src=n.png></a><h4>Nano Expo</h4><small>Mar 3-5, 2027 &bull; Tokyo, Japan</small></div>\n\
             <div class=col><a href='https://m.example'><img src=m.png></a><h4>Micro Expo</h4><small>Apr 7-9, 2027 &bull; Osaka, Japan</small></div></div></body></html>",
        )],
        &[
            "id = \"nano-expo-2027\"\nurl = \"https://n.example\"",
            "id = \"micro-expo-2027\"\nurl = \"https://m.example\"",
        ],
        &[],
    ),
    (
        &[(
            "abs.md",
            "| Conference | Dates | Submission |\n|-|-|-|\n| OSDI 2027 | Jul 12–14, 2027 | Dec 10, 2026 (abs: Dec 3) |\n| SOSP 2027 | Sep 27–30, 2027 | Apr 16, 2027 |\n",
        )],
        &["kind = \"abstract\"", "due = 2026-12-03", "due = 2027-04-16"],
        &[],
    ),
    // The site of an edition in brackets.
    (
        &[(
            "series.md",
            "# Scala Days\n\n- 2027: 2–4 June, Prague, Czechia\n- 2026: 9–11 June, Lausanne, Switzerland ([site](https://s26.example))\n\
             - 2025: 19–21 August, Lausanne, Switzerland ([website](https://s25.example))\n",
        )],
        &[
            "name = \"Scala Days 2027\"\nstart = 2027-06-02",
            "id = \"scala-days-2026\"\nurl = \"https://s26.example\"",
            "id = \"scala-days-2025\"\nurl = \"https://s25.example\"",
        ],
        &["nothing took"],
    ),
];

#[test]
fn lists_of_keepers_are_read() {
    check(CASES);
}
