//! Shapes of lists that were read wrongly when they were first seen: a row for each, with what must come of it.

use confcal::{ImportInput, ImportOptions};

/// The name and the text of a file, what the list or the report holds, and what the list must not hold.
pub(crate) type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // An edition of an annual conference is one; what is held each week is not.
    (
        "annual.json",
        r#"[{"name": "App Conf", "dateDetail": "May 27-29, 2027", "recurring": "Annual (May)"}, {"name": "Chain", "dateDetail": "July 30-31, 2027", "recurring": "Annual (July)"},
 {"name": "Meetup", "dateDetail": "June 3, 2027", "recurring": "weekly"}]"#,
        &["start = 2027-05-27", "start = 2027-07-30", "it recurs (weekly)"],
        &["name = \"Meetup\""],
    ),
    // A sentence may say the place; blanks of HTML are blanks; a page beside the list is no site.
    (
        "sentence.csv",
        "ID,Name,Website,Description,Date\n1,SAS,https://sas.example/,\"Annual meeting for affective science in Boston, MA\",2027-03-21\n2,OHBM,1-ohbm.md,\"Talks for those who live in towns, villages\",5.&nbsp;9. 2027\n",
        &["city = \"Boston\"", "start = 2027-09-05", "`1-ohbm.md` is the name of a file"],
        &["villages\"\ncountry", "https://1-ohbm"],
    ),
    // The page to sign up at stands in for the site, whatever the text of the page links to.
    (
        "signup.md",
        "---\ntitle: Community meeting\neventdate: 2027-01-04\nsignup:\n  url: https://meet.example/282612916/\n  title: Join\n---\n\nTopics are in the [agenda](https://pad.example/B_k).\n",
        &["url = \"https://meet.example/282612916/\""],
        &["url = \"https://pad.example"],
    ),
    // Links to what remains are no name; a row without a value is none.
    (
        "material.md",
        "## Workshops 2027\n\n| Venue | Description | Dates | Material |\n|---|---|---|---|\n| Zoom! | Spectrum Resolver | 7/1/2027 | TBD |\n| Lund | Networks in Spanish | 7/15/2027 | [Material](https://m.example/1) [Video](https://v.example/1) |\n| Lund | Users Meeting | 7/29/2027 | [Material](https://m.example/2) |\n| TBD | TBD | TBD | ---- |\n",
        &["name = \"Spectrum Resolver\"", "name = \"Networks in Spanish\"", "name = \"Users Meeting\""],
        &["name = \"Material", "name = \"--"],
    ),
    // The subject of a meeting is its name where the group has none.
    (
        "subject.yml",
        "- {title: User Group, subject: The basics, startDate: '2027-06-28', url: 'https://ug.example/1'}\n- {title: '', subject: droidcon, startDate: '2027-07-05', url: 'https://droid.example/'}\n- {title: Other Group, subject: Resources, startDate: '2027-07-12', url: 'https://og.example/2'}\n",
        &["name = \"droidcon\"", "name = \"User Group\""],
        &[],
    ),
    // The date and the place stand in a text of each record.
    (
        "text.yml",
        "past:\n  - {year: 2025, name: VLSI, text: \"33rd Conference on Very Large Scale Integration, October 12-15, Puerto Varas, Chile\"}\n  - {year: 2022, name: ACCAD, text: \"CAD workshop, co-located with ICCAD, San Diego, October 30 - November 3, 2022\"}\n  - {year: 2021, name: SoC, text: \"29th Conference, 4-8 October 2021, Singapore (virtual event)\"}\n",
        &[
            "start = 2025-10-12",
            "city = \"Puerto Varas\"\ncountry = \"CL\"",
            "start = 2022-10-30\nend = 2022-11-03",
            "city = \"San Diego\"",
            "start = 2021-10-04\nend = 2021-10-08",
            "online = true",
            "dates from `@dated text`",
            "description = \"33rd Conference",
        ],
        &[],
    ),
    // A date in prose is none of the conference.
    (
        "prose.yml",
        "- {name: A, cfp: 2027-01-01, text: \"Join us on May 5th for talks, food and fun\"}\n- {name: B, cfp: 2027-02-01, text: \"We meet since 3 June 2001 each year, in Oslo\"}\n",
        &["name = \"B\""],
        &["start ="],
    ),
    // One date in two forms is no range; the day on which an entry is taken off the page is none of it.
    (
        "forms.json",
        r#"[{"title": "A", "date": {"datetime": "2019-03-16", "human": "March 3rd, 2019"}, "type": "Regional"},
 {"title": "B", "date": {"datetime": "2019-02-21", "human": "February 2nd, 2019"}, "type": "Webinar", "expire": "2019-02-23"}]"#,
        &["start = 2019-03-16\nid", "start = 2019-02-21\nid = \"b-2019\"\nonline = true"],
        &["end ="],
    ),
    (
        "shown.csv",
        "name,date,date_text,kind\nA,2027-05-05,5 May 2027,Workshop\nB,2027-06-05,5 June 2027,webcast\n",
        &["start = 2027-05-05\nid = \"a-2027\"\n\n", "start = 2027-06-05\nid = \"b-2027\"\nonline = true"],
        &["end ="],
    ),
    // Moments in a field whose name says nothing; ids are none.
    (
        "moments.json",
        r#"[{"name": "A", "begin": "2027-05-05", "datesub": 1795219200000, "ref": 1234567891},
 {"name": "B", "begin": "2027-06-05", "datesub": 1801353600000, "ref": 1234567892}]"#,
        &["due = 2026-11-21", "due = 2027-01-31", "\"ref\", values: 2"],
        &["2009"],
    ),
    // A deadline in a field and again in a remark is one, though a second is between them.
    (
        "twice.yml",
        "- {name: A, start: 2027-11-09, abstract_deadline: '2027-05-25 23:59:59', timezone: UTC-12, note: 'Abstract submission deadline on May 25, 2027 (11:59PM, AoE).'}\n- {name: B, start: 2027-11-10, abstract_deadline: '2027-05-26 23:59:59', timezone: UTC-12, note: 'Abstract submission deadline on May 26, 2027 (11:59PM, AoE).'}\n",
        &["due = 2027-05-25T23:59:"],
        &["abstract-2"],
    ),
    // A kind that is a topic says nothing of where.
    (
        "kinds.csv",
        "name,date,type\nA,2027-05-05,Web\nB,2027-06-05,Mobile\nC,2027-07-05,Stream\n",
        &["name = \"C\""],
        &["online"],
    ),
    // A script that names a value.
    (
        "events.js",
        "let events = [{\n  \"@type\": \"Event\", \"name\": \"Pause Fest\", \"startDate\": \"2019-02-06\", \"endDate\": \"2019-02-08\",\n\
         \x20 \"location\": {\"@type\": \"Place\", \"name\": \"Melbourne, Australia\"}\n}];\n",
        &["name = \"Pause Fest\"\nstart = 2019-02-06\nend = 2019-02-08", "city = \"Melbourne\""],
        &[],
    ),
    // A column of addresses by its name, where most are not known yet; a venue that says the city again.
    (
        "astro.md",
        "| Begin | End | Title | Location | Website |\n| --- | --- | --- | --- | --- |\n\
         | 2019-06-26 | 2019-06-28 | Pulsar Symposium | Xian, China | http://pulsar.example/FPS8.html |\n\
         | 16 Sep 2019 | 20 Sep 2019 | ION GNSS+ 2019 | Miami, Florida, USA | <font color=darkred>TBA</font> |\n\
         | 01 October 2019 | 30 November 2019 | Rotation | <font color=darkred>TBA</font> | <font color=darkred>TBA</font> |\n",
        &["url = \"http://pulsar.example/FPS8.html\""],
        &["TBA\""],
    ),
    (
        "page.html",
        "<!doctype html><script type=\"application/ld+json\">{\"@type\": \"Event\", \"name\": \"Pause\", \"startDate\": \"2027-02-06\", \"location\":\
         {\"@type\": \"Place\", \"name\": \"Melbourne, Australia\", \"address\": {\"addressLocality\": \"Melbourne\", \"addressCountry\": \"Australia\"}}}</script>",
        &["city = \"Melbourne\"\ncountry = \"AU\""],
        &["venue"],
    ),
    // A table whose head is empty has its names in the first row.
    (
        "calendar.md",
        "|     |     |     |\n| --- | --- | --- |\n| **Conference** | Dates | Location |\n| FORCE 2024 | 2024.08.01-03 | Lille, France |\n\
         | PIDfest | 2024.06.11-13 | Prague, Czechia |\n",
        &["name = \"FORCE 2024\"\nstart = 2024-08-01\nend = 2024-08-03", "city = \"Prague\""],
        &["name = \"Conference\""],
    ),
    // A name over a line with its place and date.
    (
        "strings.md",
        "## 2027\n\n[Foo](https://foo.example/)  \nMITP, Mainz (Germany), 5-9 July 2027\n\nStrings 2027  \nHamburg (Germany), 6-10 September 2027\n\n\
         [Bar](https://bar.example/)  \nPerimeter Institute, Toronto (Canada), 22 September - 25 September 2027\n\n\
         [Baz](https://baz.example/)  \nUniversidad Adolfo Ibañez, Viña del Mar, Chile, 13 - 17 July 2027\n",
        &[
            "name = \"Strings 2027\"\nstart = 2027-09-06\nend = 2027-09-10",
            "name = \"Bar\"\nstart = 2027-09-22\nend = 2027-09-25",
            "venue = \"Perimeter Institute\"\ncity = \"Toronto\"",
            "start = 2027-07-13\nend = 2027-07-17",
        ],
        &[],
    ),
    // A line for each conference, without a list.
    (
        "events.md",
        "# Events\n\n**Completed**\n\n**National Forum**, University of California Santa Barbara, March 1-3 2017\n\n\
         [**csvconf**](https://csvconf.example), May 2-3, 2017\n\n[**Shaping Data**](https://shaping.example/), Digital Humanities, August 7, 2017\n\n\
         DPLA Members Meeting, March 13-14 2018\n\nThis page was made on May 2, 2016.\n",
        &[
            "name = \"National Forum\"\nstart = 2017-03-01\nend = 2017-03-03",
            "name = \"csvconf\"\nstart = 2017-05-02",
            "name = \"DPLA Members Meeting\"\nstart = 2018-03-13",
        ],
        &["name = \"Events\"", "This page"],
    ),
    // Deadlines as events of their own.
    (
        "deadlines.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260828\nSUMMARY:🔴 3DV 마감\n\
         DESCRIPTION:Paper Submission Deadline · April 6-9\\, 2027\\nhttps://3dv.example/\nURL:https://3dv.example/\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270406\nDTEND;VALUE=DATE:20270410\nSUMMARY:📍 3DV 2027\n\
         LOCATION:Not announced\\, Thessaloniki\\, Greece\nURL:https://3dv.example/\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270110\nSUMMARY:CFP closes: PyCon Norway\nEND:VEVENT\nEND:VCALENDAR\n",
        &[
            "name = \"3DV 2027\"\nstart = 2027-04-06\nend = 2027-04-09",
            "city = \"Thessaloniki\"\ncountry = \"GR\"",
            "kind = \"paper\"\ndue = 2026-08-28",
            "name = \"PyCon Norway\"",
            "kind = \"cfp\"\ndue = 2027-01-10",
        ],
        &["마감", "📍", "announced\"", "start = 2027-01-10"],
    ),
    // A table of HTML inside Markdown, as pandoc writes it.
    (
        "upcoming.md",
        "# Events\n\n<table>\n<thead>\n<tr class=\"header\">\n<th><p>Title</p></th>\n<th><p>Date</p></th>\n<th><p>Location</p></th>\n<th><p>Website</p></th>\n</tr>\n</thead>\n\
         <tbody>\n<tr class=\"odd\">\n<td><p>DFRWS-EU 2017</p></td>\n<td><p>Mar 21-23</p></td>\n<td><p>Lake Constance,<br />\nGermany</p></td>\n\
         <td><p><a\nhref=\"https://dfrws.example/eu-2017\">https://dfrws.example/eu-2017</a></p></td>\n</tr>\n\
         <tr><td>FIRST 2017</td><td>Jun 11-16</td><td>San Juan, Puerto Rico</td><td><a href=\"https://first.example\">Site</a></td></tr>\n</tbody>\n</table>\n",
        &[
            "end = 2017-03-23\nid = \"dfrws-eu-2017\"\nurl = \"https://dfrws.example/eu-2017\"",
            "city = \"Lake Constance\"",
            "url = \"https://first.example\"",
        ],
        &[],
    ),
    // And in a page.
    (
        "page.html",
        "<!doctype html>\n<html><body><p>Hello</p><table border=1><tr><th>Name<th>When<th>Where</tr>\n\
         <tr><td><a href=https://a.example/>PyCon A</a><td>5&ndash;8 May 2027<td>Oslo, Norway</tr></table></body></html>\n",
        &[
            "name = \"PyCon A\"\nstart = 2027-05-05\nend = 2027-05-08",
            "url = \"https://a.example/\"",
            "city = \"Oslo\"",
        ],
        &[],
    ),
    (
        "page.html",
        "<!doctype html>\n<html><p>Hello</p></html>\n",
        &["neither events as JSON-LD", "nor tables, lists, headings or paragraphs"],
        &[],
    ),
    // Lists, cards and terms in a page.
    (
        "page.html",
        "<!doctype html><html><head><title>Conferences 2027</title></head><body><nav><ul><li><a href=/>5 May</a></ul></nav>\n<ul>\n\
         <li><a href=\"https://a.example/\">PyCon A</a>, 5–8 May, Oslo, Norway\n<li><a href=\"https://b.example/\">PyCon B</a><br>1 July<br>Online</li>\n\
         <li><h3><a href=\"https://c.example/\">PyCon C</a></h3><p>When: 1 August</p><p>Where: Berlin, Germany</p></li></ul>\n\
         <div class=row><div><a href=\"https://d.example/\">PyCon D</a><div>5–8 May 2027</div><div>Rome, Italy</div></div>\n\
         <div><div>6 May 2027</div><div><a href=\"https://e.example/\">PyCon E</a></div><p>Paris, France</p></div></div>\n\
         <dl><dt><a href=\"https://f.example/\">PyCon F</a></dt><dd>2 August 2027</dd><dd>Bern, Switzerland</dd></dl></body></html>\n",
        &[
            "name = \"PyCon A\"\nstart = 2027-05-05\nend = 2027-05-08",
            "name = \"PyCon B\"\nstart = 2027-07-01",
            "name = \"PyCon C\"\nstart = 2027-08-01",
            "city = \"Berlin\"",
            "name = \"PyCon D\"\nstart = 2027-05-05\nend = 2027-05-08",
            "url = \"https://e.example/\"\ncity = \"Paris\"",
            "name = \"PyCon F\"\nstart = 2027-08-02",
        ],
        &["name = \"5 May\""],
    ),
    (
        "cards.html",
        "<html><body><article><a href=\"https://e.example/\"><h3>DevConf</h3><time datetime=\"2027-09-01\">Sep 1</time><p>Brno, Czechia</p></a></article>\n\
         <article><a href=\"https://f.example/\"><h3>EuroPython</h3><time datetime=\"2027-10-01\">Oct 1</time> <span>Prague, Czechia</span></a></article></body></html>",
        &["name = \"DevConf\"\nstart = 2027-09-01", "url = \"https://f.example/\"\ncity = \"Prague\""],
        &[],
    ),
    // HTML inside a post: its titles stand over lists of labels, and the post is none of the conferences.
    (
        "post.md",
        "---\ntitle: Upcoming Conferences\ndate: 2020-02-28T06:00:40+01:00\ntags: [conferences]\n---\n<p>An <a href=\"https://x.example\">intro</a>.</p>\n\n\
         <h3 id=\"may\">May 2022</h3>\n\n<p><a href=\"https://io.example/2022/\">IO 2022</a><br/>\nWords</p>\n\n<ul>\n<li><strong>When:</strong> May 3-5, 2022</li>\n\
         <li><strong>Where:</strong> Online</li>\n</ul>\n\n<p><a href=\"https://cx.example\">CX 2022</a></p>\n\n<ul>\n<li><strong>When:</strong> Mai 11-12, 2022</li>\n\
         <li><strong>Where:</strong> Boston, USA</li>\n</ul>\n\n**Third**\n\n- When: 13 May 2022\n- Where: Stockholm, Sweden\n",
        &[
            "name = \"IO 2022\"\nstart = 2022-05-03\nend = 2022-05-05",
            "name = \"CX 2022\"\nstart = 2022-05-11\nend = 2022-05-12",
            "city = \"Boston\"",
            "name = \"Third\"\nstart = 2022-05-13",
        ],
        &["Upcoming Conferences\"", "2020-02-28"],
    ),
    (
        "post.md",
        "---\ntitle: Upcoming Conferences\ndate: 2020-02-28\n---\nPyCon was on May 3, 2022 and then\n\nRustFest is somewhere around Jun 3, 2022 we think.\n\n\
         GoCon was on 4 July 2022!!\n\nJSConf of Aug 5, 2022 cancelled, and\n\nDevConf on 6 September 2022 or so?\n",
        &["line: 5, message: \"the text has 5 lines with dates, here to line 13"],
        &["[[conference]]"],
    ),
    // The day on which a page goes is no deadline.
    (
        "event.md",
        "---\ntitle: Workshop on Software\nevent_date: \"November 15, 2021\"\nexpires: 2021-11-20\nlocation: Online\n---\nText\n",
        &["start = 2021-11-15", "online = true"],
        &["2021-11-20"],
    ),
    // Name, dates and place in a heading.
    (
        "testing.md",
        "# 2022\n\n### StarWest (Oct 2-7) - Anaheim, CA, USA and Online\n[StarWest](https://starwest.example/) is a conference.\n\n\
         ### HUSTEF (October 4-6) -  Budapest, Hungary\n[Site](https://hustef.example/)\n\n### SeleniumConf (July 29-30) - Online\nText\n",
        &[
            "name = \"StarWest\"\nstart = 2022-10-02\nend = 2022-10-07",
            "city = \"Anaheim\"",
            "name = \"HUSTEF\"",
            "name = \"SeleniumConf\"",
        ],
        &["name = \"Online\"", "name = \"Budapest"],
    ),
    // A list of deadlines.
    (
        "deadlines.json",
        r#"{"items": [{"abbr": "SODA", "edition": "2027", "kind": "paper", "date": "2026-07-09"}, {"abbr": "SODA", "edition": "2027", "kind": "초록", "date": "2026-07-06"},
            {"abbr": "STOC", "edition": "2027", "kind": "abstract", "date": "2026-11-01"}]}"#,
        &["kind = \"paper\"\ndue = 2026-07-09", "kind = \"abstract\"\ndue = 2026-07-06", "1 merged"],
        &["start = "],
    ),
    // Several documents of YAML.
    (
        "events.yaml",
        "---\nname: PyCon A\nstart: 2027-05-05\nplace: Oslo, Norway\n---\nname: PyCon B\nstart: 2027-06-05\nplace: Rome, Italy\n",
        &["name = \"PyCon A\"", "name = \"PyCon B\"\nstart = 2027-06-05"],
        &["description"],
    ),
    // Countries as keys.
    (
        "europe.json",
        r#"{"Europe": {"Italy": [{"name": "PyCon Italia", "date": "2027-05-05", "city": "Bologna"}], "France": [{"name": "PyCon FR", "date": "2027-10-05", "city": "Lyon"}]}}"#,
        &["city = \"Bologna\"\ncountry = \"IT\"", "city = \"Lyon\"\ncountry = \"FR\""],
        &[],
    ),
    // Dates that another field calls less precise.
    (
        "precision.yml",
        "- {name: RubyConf A, start_date: 2025-12-31, end_date: 2025-12-31, date_precision: year, location: \"Oslo, Norway\"}\n\
         - {name: RubyConf B, start_date: 2025-06-01, end_date: 2025-06-30, date_precision: month, location: \"Rome, Italy\"}\n\
         - {name: RubyConf C, start_date: 2025-07-01, end_date: 2025-07-03, date_precision: day, location: \"Rome, Italy\"}\n",
        &["expected = \"2025\"", "expected = \"2025-06\"", "start = 2025-07-01"],
        &["2025-12-31\n", "start = 2025-06-01"],
    ),
    // Properties of iCalendar, whose keys have their parameters.
    (
        "devrel.yml",
        "- UID: \"1@x\"\n  DTSTART;TZID=Asia/Tokyo: \"20190703T190000\"\n  DTEND;TZID=Asia/Tokyo: \"20190703T220000\"\n  SUMMARY: DevRel 1\n\
         - UID: \"2@x\"\n  DTSTART;VALUE=DATE: \"20190803\"\n  SUMMARY: DevRel 2\n  URL;VALUE=URI: https://x.example/2/\n",
        &[
            "start = 2019-07-03T19:00:00\nend = 2019-07-03T22:00:00",
            "timezone = \"Asia/Tokyo\"",
            "changed: []",
            "start = 2019-08-03\n",
            "url = \"https://x.example/2/\"",
        ],
        &[],
    ),
    // A street, a postal code and a city, without a country.
    (
        "aarhus.csv",
        "name,date,venue,address\nA,2026-06-26,Dentsu,\"Åboulevarden 18, 8000 Aarhus\"\nB,2026-06-27,Uber,\"Åbogade 15, 8200 Aarhus N\"\n\
         C,2026-06-28,Nicolinehus,\"Nicoline Kochs Plads 31, Aarhus Ø\"\nD,2026-06-29,Mill,\"Mill Road 4, Upper Floor\"\n",
        &[
            "venue = \"Dentsu\"\naddress = \"Åboulevarden 18, 8000 Aarhus\"\ncity = \"Aarhus\"",
            "address = \"Åbogade 15, 8200 Aarhus N\"\ncity = \"Aarhus\"",
            "address = \"Nicoline Kochs Plads 31, Aarhus Ø\"\ncity = \"Aarhus\"",
        ],
        &["city = \"Upper"],
    ),
    // First and last days of the registration and of the event in Polish and Czech.
    (
        "hakatony.json",
        r#"[{"nazwa": "Hack A", "data_rejestracji_od": "2025-07-17", "data_rejestracji_do": "2025-10-05", "data_odbycia": "2025-10-14",
           "data_odbycia_do": "2025-10-15", "miejsce": "Szczecin", "kategoria": "Zdrowie", "temat_przewodni": "Learn, Launch, Lead"},
           {"nazwa": "Hack B", "data_rejestracji_od": "2025-08-29", "data_rejestracji_do": "2025-09-24", "data_odbycia": "2025-09-24",
           "data_odbycia_do": "2025-09-25", "miejsce": "Katowice", "kategoria": "Edukacja", "temat_przewodni": "Dom"}]"#,
        &[
            "start = 2025-10-14\nend = 2025-10-15",
            "start = 2025-09-24\nend = 2025-09-25",
            "kind = \"registration\"\ndue = 2025-10-05\nopens = 2025-07-17",
            "tags = [\"Zdrowie\"]",
        ],
        &["Launch", "start = 2025-07", "start = 2025-08"],
    ),
    (
        "akce.json",
        r#"[{"název": "Den A", "registrace_od": "2025-07-17", "registrace_do": "2025-10-05", "datum_konání_od": "2025-10-14", "datum_konání_do": "2025-10-15", "město": "Brno"},
           {"název": "Den B", "registrace_od": "2025-07-18", "registrace_do": "2025-10-06", "datum_konání_od": "2025-10-16", "datum_konání_do": "2025-10-17", "město": "Praha"}]"#,
        &[
            "start = 2025-10-14\nend = 2025-10-15",
            "kind = \"registration\"\ndue = 2025-10-05\nopens = 2025-07-17",
            "city = \"Brno\"",
        ],
        &[],
    ),
    (
        "wydarzenia.csv",
        "wydarzenie,od,do,miasto,strona\nHack A,2025-10-14,2025-10-15,Gdynia,https://a.example/\nHack B,2025-10-24,2025-10-25,Sopot,https://b.example/\n",
        &[
            "name = \"Hack A\"\nstart = 2025-10-14\nend = 2025-10-15",
            "city = \"Gdynia\"",
            "url = \"https://a.example/\"",
        ],
        &[],
    ),
    // A map of others beside records.
    (
        "2019.yaml",
        "A2019: {name: Conf A, date: 2019-10-17, city: Shanghai}\nB2019: {name: Conf B, date: 2019-10-19, city: Shanghai}\n\
         others:\n  dotCSS2019: {date: 2019-12-04, city: \"Paris, France\"}\n  dotJS2019: {date: 2019-12-05, city: \"Paris, France\"}\n",
        &[
            "name = \"Conf A\"",
            "name = \"Conf B\"",
            "name = \"dotCSS2019\"\nstart = 2019-12-04",
            "name = \"dotJS2019\"\nstart = 2019-12-05",
        ],
        &["others"],
    ),
    (
        "2020.yaml",
        "A2020: {name: Conf A, date: 2020-10-17, city: Shanghai}\nB2020: {name: Conf B, date: 2020-10-19, city: Shanghai}\n\
         C2020: {name: Conf C, date: 2020-10-20, city: Shanghai}\nD2020: {name: Conf D, date: 2020-10-21, city: Shanghai, venue: {name: Hall}}\n\
         $others:\n  dotCSS: {name: dotCSS 2020, date: 2020-12-04, city: \"Paris, France\"}\n  dotJS: {date: 2020-12-05, city: \"Paris, France\"}\n",
        &[
            "name = \"Conf D\"",
            "name = \"dotCSS 2020\"\nstart = 2020-12-04",
            "name = \"dotJS\"\nstart = 2020-12-05",
            "written: 6",
        ],
        &["others"],
    ),
    // Articles of an archive, with the date in their foot, in words or before their heading.
    (
        "archive.html",
        "<!doctype html><html lang=\"ru\"><body><h1>Архив</h1><ol><li><article><h2><a href=\"https://a.example\">Встреча 3</a></h2><footer><time>27.02.2019</time></footer></article></li>\
         <li><article><h2><a href=\"https://b.example\">Встреча 2</a></h2><p>28 января 2019 года</p></article></li></ol>\
         <article><time datetime=\"2018-12-25\">25 декабря</time><h3>Встреча 1</h3><footer><a href=\"https://c.example\">Подробнее</a></footer></article>\
         <article><p>6. Mai 2018</p><h3>Встреча 0</h3></article><footer>© 2019</footer></body></html>",
        &[
            "name = \"Встреча 3\"\nstart = 2019-02-27\nid = \"vstrecha-3-2019\"\nurl = \"https://a.example\"",
            "name = \"Встреча 2\"\nstart = 2019-01-28",
            "name = \"Встреча 1\"\nstart = 2018-12-25\nid = \"vstrecha-1-2018\"\nurl = \"https://c.example\"",
            "name = \"Встреча 0\"\nstart = 2018-05-06",
        ],
        &["expected"],
    ),
    (
        "headings.md",
        "# Conferences\n\n### [JSConf](https://jsconf.example)\n- 2027: Berlin, Germany, June 5-7\n- 2026: Berlin, Germany, June 6-8\n- 2025: cancelled\n\n\
         ### NDC\n- June 2-4, 2027\n- June 3-5, 2026\n\n## Others\n\n* EuroPython https://europython.example\n  * 2027: 12-18 July, Prague\n\
         * FOSDEM - Brussels, Belgium\n  * 2027 (30-31 January)\n",
        &[
            "name = \"JSConf 2027\"\nstart = 2027-06-05\nend = 2027-06-07\nid = \"jsconf-2027\"\nurl = \"https://jsconf.example\"\ncity = \"Berlin\"",
            "name = \"JSConf 2026\"\nstart = 2026-06-06",
            "name = \"JSConf 2025\"\nexpected = \"2025\"",
            "name = \"NDC 2027\"\nstart = 2027-06-02",
            "name = \"NDC 2026\"\nstart = 2026-06-03",
            "name = \"EuroPython 2027\"\nstart = 2027-07-12\nend = 2027-07-18\nid = \"europython-2027\"\nurl = \"https://europython.example\"",
            "name = \"FOSDEM 2027\"\nstart = 2027-01-30\nend = 2027-01-31\nid = \"fosdem-2027\"\ncity = \"Brussels\"\ncountry = \"BE\"",
        ],
        &["name = \"NDC\"", "description"],
    ),
    // The kind and the state of a deadline in brackets.
    (
        "calls.csv",
        "Name,Date,Submission deadline,Poster deadline\nA,2026-10-20,\"August 24, 2026 (abstracts, passed)\",\nB,2026-10-21,\"August 25, 2026 (full papers, extended)\",\n\
         C,2026-10-22,\"August 26, 2026 (hard deadline)\",\nD,2026-10-23,,\"May 18, 2026 (passed); late-breaking: Aug 10–26, 2026\"\nE,2026-10-24,,\"May 19, 2026 (abstracts)\"\n\
         F,2026-10-25,\"August 27, 2026 (notification: Sept 15)\",\nG,2026-10-26,,\"September 23, 2026 (camera-ready, accepted papers)\"\n",
        &[
            "kind = \"abstract\"\ndue = 2026-08-24",
            "kind = \"paper\"\ndue = 2026-08-25",
            "kind = \"cfp\"\ndue = 2026-08-26",
            "kind = \"poster\"\ndue = 2026-05-18",
            "kind = \"poster\"\nname = \"late-breaking\"\ndue = 2026-08-26",
            "kind = \"poster\"\ndue = 2026-05-19",
            "kind = \"notification\"\ndue = 2026-09-15",
            "kind = \"camera-ready\"\ndue = 2026-09-23",
        ],
        &["name = \"2026", "not a date"],
    ),
    // Editions below their series, as an item or as a heading.
    (
        "series.md",
        "# Events\n\n- **Linuxwochen** (web: [linuxwochen.at](http://linuxwochen.example), twitter: [lw](https://twitter.com/lw))\n\
         \x20 - 2018 @ Vienna; Thu-Sat May/3-5 (FREE) - FH Technikum\n  - [2017 @ Vienna, Fri+Sat April/28+29](https://lw17.example) (€10) - Impact Hub\n\
         - PyDays\n  - 2018 @ Oslo\n\n## NDC\n\n- 2018: June 4-5, Oslo\n- 2017: June 5-6, Oslo\n\n## Notes\n\n- **Talks**\n  - 2018 was good\n  - 2017: a talk\n",
        &[
            "name = \"Linuxwochen 2018\"\nstart = 2018-05-03\nend = 2018-05-05\nid = \"linuxwochen-2018\"\nurl = \"http://linuxwochen.example\"\nvenue = \"FH Technikum\"\ncity = \"Vienna\"\nseries = \"Linuxwochen\"",
            "name = \"Linuxwochen 2017\"\nstart = 2017-04-28\nend = 2017-04-29\nid = \"linuxwochen-2017\"\nurl = \"https://lw17.example\"\nvenue = \"Impact Hub\"",
            "name = \"PyDays 2018\"\nexpected = \"2018\"",
            "name = \"NDC 2018\"\nstart = 2018-06-04\nend = 2018-06-05",
            "name = \"NDC 2017\"\nstart = 2017-06-05\nend = 2017-06-06",
            "field: \"price\", values: 2",
        ],
        &["Talks", "name = \"NDC\""],
    ),
    // A name that begins with its year.
    (
        "hackathons.md",
        "# Hackathons\n\n- <a href=\"http://hack.example/\">2019 Cloud Hackathon</a>, November 18-20, 2019, Denver, CO, USA.\n\
         - 2018 Cloud Hackathon at SC18, November 12-14, 2018, Dallas, TX, USA.\n- 2017 Cloud Hackathon - 12 November 2017 - Dallas, TX, USA\n",
        &[
            "name = \"2018 Cloud Hackathon at SC18\"\nstart = 2018-11-12\nend = 2018-11-14",
            "name = \"2017 Cloud Hackathon\"\nstart = 2017-11-12",
        ],
        &["expected", "address"],
    ),
    // The name of a country in that of a province; names that are no city.
    (
        "places.csv",
        "name,date,place\nA,2026-06-26,Provinciehuis Noord-Holland\nB,2026-06-27,Stadhuis Zuid-Holland\nC,2026-06-28,\"meeting, ESTEC in Noorwijk, the Netherlands\"\n\
         D,2026-06-29,Porto-Portugal\n",
        &[
            "venue = \"Provinciehuis Noord-Holland\"",
            "venue = \"Stadhuis Zuid-Holland\"",
            "city = \"ESTEC in Noorwijk\"",
            "city = \"Porto\"\ncountry = \"PT\"",
        ],
        &["city = \"meeting\"", "city = \"Provinciehuis", "city = \"Stadhuis"],
    ),
    (
        "meetups.yml",
        "- {title: M 1, date: 2026-01-01, local: Universidade Veiga}\n- {title: M 2, date: 2026-02-01, local: WeWork}\n- {title: M 3, date: 2026-03-01, local: Colégio Niterói}\n\
         - {title: M 4, date: 2026-04-01, local: 42 Rio}\n",
        &["venue = \"42 Rio\""],
        &["city = \"Rio\""],
    ),
];

#[test]
fn each_shape_is_read() {
    check(CASES);
}

/// Imports the text of each case, and compares what came of it.
pub(crate) fn check(cases: &[Case]) {
    for (name, text, has, lacks) in cases {
        let made = confcal::import(&[ImportInput::new(*name, *text)], &ImportOptions::default());
        let report = format!("{:?} {} merged", made.report, made.report.merged);
        for text in *has {
            assert!(made.list.contains(text) || report.contains(text), "{name}: {text}\n{}\n{report}", made.list);
        }
        for text in *lacks {
            assert!(!made.list.contains(text), "{name}: not {text}\n{}\n{report}", made.list);
        }
    }
}
