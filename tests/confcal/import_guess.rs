//! Lists as people keep them, without a mapping: what is taken for what, a kind of list in each row.

use confcal::{ImportInput, ImportOptions};

/// A file, its text, what the list that comes of it holds, and what it must not hold.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // A share of the papers is no date.
    (
        "rate.yml",
        "- {name: AAAI, year: 2017, date: \"2017-02-04\", deadline: \"2016-09-14\", acceptance_rate: 24.6 %}\n\
         - {name: ICML, year: 2017, date: \"2017-08-06\", deadline: \"2017-02-24\", acceptance_rate: 25.5 %}\n",
        &["due = 2016-09-14"],
        &["notification", "2016-06", "ate\""],
    ),
    (
        "rate.csv",
        "Name,Date,Acceptance,Notification\nA,2024-05-01,2024:15.2%,2024-02-01\nB,2024-06-01,2024:26%,2024-03-01\n",
        &["due = 2024-02-01", "due = 2024-03-01"],
        &["2024-02-15"],
    ),
    // Excel's dates.
    (
        "excel.csv",
        "Title,Conference Dates,Location,Submission Deadline,Link\nStartup Cities,21-Nov-25,\"Milan, Italy\",7/31/25,https://a.example\n\
         Other,5-Dec-25,\"Oslo, Norway\",31-Oct-25,https://b.example\n",
        &["start = 2025-11-21", "due = 2025-07-31", "start = 2025-12-05", "due = 2025-10-31"],
        &["end ="],
    ),
    // What only begins as a venue.
    (
        "venue-type.json",
        r#"[{"name":"COSYNE","venue_type":"conference","venue_pattern":"Mostly Fixed","event":{"start":"2027-03-11","end":"2027-03-16","location":"Montreal, Canada"}},
            {"name":"FENS","venue_type":"forum","venue_pattern":"Rotating","event":{"start":"2026-07-07","end":"2026-07-11","location":"Barcelona, Spain"}}]"#,
        &["city = \"Montreal\"", "country = \"ES\""],
        &["venue =", "address ="],
    ),
    // The site is that of the conference.
    (
        "location-url.yml",
        "- {title: A, date: 2027-02-27, location_url: \"https://venue.example\", external_url: \"https://a.example\"}\n\
         - {title: B, date: 2027-03-27, location_url: \"https://venue.example\", external_url: \"https://b.example\"}\n",
        &["url = \"https://a.example\"", "url = \"https://b.example\""],
        &["\nurl = \"https://venue.example\""],
    ),
    (
        "venue-url.yml",
        "- {title: Native Day, date: 2019-09-13, tag: amsterdam-2019, location: {name: \"Pakhuis, Amsterdam\", url: \"https://venue.example/\"}}\n\
         - {title: Cloud Day, date: 2019-10-13, tag: oslo-2019, location: {name: \"Rebel, Oslo\", url: \"https://rebel.example/\"}}\n",
        &["id = \"amsterdam-2019\""],
        &["\nurl =", "tags ="],
    ),
    // Where nothing else is an address, that of the tickets is.
    (
        "signup.yml",
        "- {title: A, date: 2027-02-27, signup: {url: \"https://a.example/in\", title: Register}}\n\
         - {title: B, date: 2027-03-27, signup: {url: \"https://b.example/in\", title: Register}}\n",
        &["\nurl = \"https://a.example/in\"", "\nurl = \"https://b.example/in\""],
        &["links ="],
    ),
    (
        "videos.csv",
        "Name,Date,Location,Videos\nGoLab,2018-10-22,\"Florence, Italy\",http://golab.io\nGC,2018-11-22,\"Oslo, Norway\",https://www.youtube.com/playlist?list=x\n",
        &["\nurl = \"http://golab.io\"", "videos = \"https://www.youtube.com/playlist?list=x\""],
        &["\nurl = \"https://www.youtube"],
    ),
    (
        "site-or-cfp.csv",
        "conference_name,cfp_deadline_MM-DD,cft_deadline_MM-DD,conference_start_date,conference_end_date,website_or_cfp_link,cft_link\n\
         Black Hat,12-11,TBD,2026-04-21,2026-04-24,https://a.example/,https://cft.example/\nOther,03-15,TBD,2026-06-21,2026-06-24,https://b.example/,\n",
        &["\nurl = \"https://a.example/\"", "due = 2025-12-11", "due = 2026-03-15"],
        &["TBD"],
    ),
    // Names that stand elsewhere.
    (
        "venue-is-name.csv",
        "venue,area,deadline,website\nML4H,Healthcare,2024-09-11,https://a.example/\nMICCAI,Imaging,2024-02-11,https://b.example/\n",
        &["name = \"ML4H\"", "tags = [\"Healthcare\"]", "due = 2024-09-11"],
        &["venue ="],
    ),
    (
        "db/sosp/sosp2017.yaml",
        "year: 2017\ndates: [2017-10-28, 2017-10-31]\nlocation: {country: China, city: Shanghai}\n\
         deadlines: {abstract: 2017-04-14, paper: 2017-04-21, notification: 2017-08-07}\nhomepage: http://www.sosp.org/2017\n",
        &["name = \"sosp2017\"", "start = 2017-10-28", "end = 2017-10-31", "city = \"Shanghai\"", "due = 2017-04-21"],
        &[],
    ),
    (
        "who.toml",
        "[[event]]\nvenue = 'Connect Live'\nwhen = '2021-09-01'\nwho = 'NATS Team'\nwhat = 'Our 2nd Annual Conference'\nwhere = 'Virtual'\n\
         [[event]]\nvenue = 'KubeCon'\nwhen = '2021-10-01'\nwho = 'Ginger Collison'\nwhat = 'A talk at KubeCon'\nwhere = 'Virtual'\n",
        &["name = \"Our 2nd Annual Conference\"", "online = true"],
        &["name = \"NATS Team\""],
    ),
    // Cancelled, in whatever way.
    (
        "cancel.yml",
        "- {name: A, start: 2027-05-01, cancel: \"true\"}\n- {name: B, start: 2027-05-02, cancel: \"\"}\n",
        &["start = 2027-05-01\nid = \"a-2027\"\nstatus = \"cancelled\""],
        &["start = 2027-05-02\nid = \"b-2027\"\nstatus"],
    ),
    (
        "is-cancelled.yml",
        "- {name: A, start: 2027-05-01, is_cancelled: yes}\n- {name: B, start: 2027-05-02, is_cancelled: no}\n",
        &["start = 2027-05-01\nid = \"a-2027\"\nstatus = \"cancelled\""],
        &["start = 2027-05-02\nid = \"b-2027\"\nstatus"],
    ),
    (
        "notes.csv",
        "Academic Conference Name,Location,Region,Dates,Notes,Announcement Link\n\
         Geoconvention 2020,\"Oslo, Norway\",America,\"May 13-15, 2020\",\"Postponed, new date TBD\",https://a.example/\n\
         SIAM 2020,\"Bergen, Norway\",Europe,\"May 5-7, 2020\",Cancelled,https://b.example/\n\
         ACS 2020,\"Tromsø, Norway\",Europe,\"May 6-7, 2020\",Cancelled. Refunds are made.,https://c.example/\n",
        &["status = \"cancelled\"", "status = \"postponed\"", "country = \"NO\"", "new date TBD", "Refunds are made"],
        &["country = \"US\""],
    ),
    (
        "type.json",
        r#"[{"title":"A","url":"https://a.example","type":"Regional and Webinar","date":"2018-12-11","address":"Storgata 1, Oslo, Norway"},
            {"title":"B","url":"https://b.example","type":"Webinar","date":"2018-12-12","address":"Storgata 2, Oslo, Norway"}]"#,
        &["Oslo"],
        &["Regional"],
    ),
    (
        "places.yml",
        "- {title: A, date: 2027-05-01, location: \"Hamburg, Germany\"}\n- {title: B, date: 2027-05-02, event: {location: \"Frankfurt, Germany\"}}\n\
         - {title: C, date: 2027-05-03, main: {location: \"Oslo, Norway\"}}\n",
        &["city = \"Hamburg\"", "city = \"Frankfurt\"", "city = \"Oslo\""],
        &[],
    ),
    (
        "iso.json",
        r#"[{"name":"A","start":"2027-05-01","submission":{"type":"datetime","iso":"2026-10-17T23:59:59-04:00"}},
            {"name":"B","start":"2027-06-01","submission":{"type":"datetime","iso":"2026-11-17T23:59:59-04:00"}}]"#,
        &["due = 2026-10-17T23:59:59-04:00"],
        &["Iso", "iso"],
    ),
    (
        "zero.yml",
        "- {name: A, start: 2027-05-01, deadline: \"0001-01-01\"}\n- {name: B, start: 2027-06-01, deadline: \"2027-01-01\"}\n",
        &["due = 2027-01-01"],
        &["0001"],
    ),
    (
        "crunch.md",
        "---\nname: Crunch\nwebsite: https://a.example\nlocation: Budapest, Hungary\nonline: false\nlang: English\ndate_start: 2025-11-04\ndate_end: 2025-11-06\n---\n",
        &["languages = [\"en\"]"],
        &["tags"],
    ),
    (
        "area.json",
        r#"[{"acronym":"ICLR","name":"Conference on Learning","area":"ML","deadline":"2026-09-25","sortDate":"2026-09-25"},
            {"acronym":"IROS","name":"Conference on Robots","area":"Robotics","deadline":"2026-03-25","sortDate":"2026-03-25"},
            {"acronym":"AAAI","name":"Conference on AI","area":"AI","deadline":"2026-08-25","sortDate":"2026-08-25"}]"#,
        &["tags = [\"ML\"]", "tags = [\"AI\"]", "due = 2026-09-25"],
        &["country", "start ="],
    ),
    (
        "response.yml",
        "- {name: A, dates: 16-17 Dec 2023, location: _No response_, summary: _No response_}\n- {name: B, dates: 18 Dec 2023, location: \"Oslo, Norway\", summary: '?'}\n",
        &["start = 2023-12-16", "city = \"Oslo\""],
        &["No response", "description"],
    ),
    (
        "year-of-name.yml",
        "- {name: CppCon 2026, dates: Sept 12–18, location: \"Aurora, CO, USA\"}\n- {name: MHacks 2024, dates: Sep 28th - 29th, location: \"Oslo, Norway\"}\n",
        &["start = 2026-09-12", "end = 2026-09-18", "start = 2024-09-28"],
        &[],
    ),
    (
        "scheme.json",
        r#"[{"name": "A", "website": "//a.example", "start": "2027-05-01"}, {"name": "B", "website": "//b.example/x", "start": "2027-05-02"}]"#,
        &["url = \"https://a.example\""],
        &[],
    ),
    (
        "nowhere.json",
        r##"[{"name": "A", "website": "#", "start": "2027-05-01"}, {"name": "B", "website": "#", "start": "2027-05-02"}, {"name": "C", "website": "https://druid.dk", "start": "2027-05-03"}]"##,
        &["url = \"https://druid.dk\""],
        &[],
    ),
    (
        "duration.yml",
        "- {title: A, date: 2027-05-01, duration: 4 days}\n- {title: B, date: 2027-05-02, duration: 1 day}\n- {title: C, date: 2027-05-03, duration: 2 hours}\n",
        &["start = 2027-05-01\nend = 2027-05-04"],
        &["end = 2027-05-02"],
    ),
    (
        "reg.json",
        r#"[{"name": "A", "start": "2027-09-21", "reg_deadline": "2027-08-22"}, {"name": "B", "start": "2027-09-23", "reg_deadline": "2027-08-23"}]"#,
        &["kind = \"registration\"\ndue = 2027-08-22"],
        &["cfp"],
    ),
    (
        "exact.json",
        r#"[{"name": "A", "date": "May 2026", "dateDetail": "May 27-29, 2026"}, {"name": "B", "date": "June 2026", "dateDetail": "June 3, 2026"}]"#,
        &["start = 2026-05-27\nend = 2026-05-29", "start = 2026-06-03"],
        &["expected"],
    ),
    (
        "talks.yaml",
        "- {date: 2026-03-11, conference: AI Tour Paris, title: Advanced Retrieval, slides: \"https://slides.example/1\"}\n\
         - {date: 2026-04-11, conference: Devoxx, title: Vite the killer, slides: \"https://slides.example/2\"}\n",
        &["name = \"AI Tour Paris\"", "slides = \"https://slides.example/1\""],
        &["\nurl ="],
    ),
    (
        "attendance.yml",
        "- {name: A, date: 2027-05-01, location: \"Oslo, Norway\", attendance: {onsite: true, online: false}}\n- {name: B, date: 2027-05-02, location: \"Oslo, Norway\", attendance: {onsite: true, online: true}}\n",
        &["id = \"b-2027\"\ncity = \"Oslo\"\ncountry = \"NO\"\nonline = true"],
        &["id = \"a-2027\"\ncity = \"Oslo\"\ncountry = \"NO\"\nonline"],
    ),
    (
        "head.json",
        r#"{"name": "Computing Conference Deadlines", "conferences": [{"venue": "CHI", "year": 2027, "fullName": "Conference on Human Factors", "start": "2027-05-01"}, {"venue": "CSCW", "year": 2027, "fullName": "Conference on Cooperative Work", "start": "2027-10-01"}]}"#,
        &["Human Factors", "Cooperative Work"],
        &["name = \"Computing"],
    ),
    (
        "final.yml",
        "- {name: A, start: 2026-01-05, abstract_deadlines: [{label: Final abstract deadline, date: 2025-12-05}]}\n- {name: B, start: 2026-02-05, abstract_deadlines: [{label: Final abstract deadline, date: 2025-11-05}]}\n",
        &["kind = \"abstract\""],
        &["camera"],
    ),
    (
        "slug.yml",
        "- {name: fifth-elephant-2017, title: The Fifth Elephant 2017, date: 2017-05-01}\n- {name: root-conf-2017, title: Rootconf 2017, date: 2017-06-01}\n",
        &["name = \"The Fifth Elephant 2017\"", "id = \"fifth-elephant-2017\""],
        &[],
    ),
    (
        "call.csv",
        "Event,CFP,CFP Start,Deadline,Notification,Dates\nAPIcon,https://a.example/cfp,2025-02-17,2025-04-25,2025-05-01,2025-07-01\nKCDC,https://b.example/cfp,2025-02-18,2025-04-26,2025-05-02,2025-08-01\n",
        &["kind = \"cfp\"\ndue = 2025-04-25\nopens = 2025-02-17\nurl = \"https://a.example/cfp\""],
        &["paper"],
    ),
    (
        "proposals.md",
        "## 2017\n\nConference | Dates | Proposals | Location\n-|-|-|-\n[Fluent](https://a.example) | Jun 20th - 22nd | [Jan 12th](https://a.example/cfp) | San Jose, CA, USA\n\
         [OSCON](https://b.example) | May 8th - 18th | Oct 25th | Austin, TX, USA\n[Script](https://c.example) | Jan 27th | Unknown | Linz, Austria\n",
        &["due = 2017-01-12\nurl = \"https://a.example/cfp\"", "due = 2016-10-25"],
        &[],
    ),
    (
        "workshop.md",
        "| Workshop | Dates | Location |\n|-|-|-|\n| [Foo 2026](https://a.example) | 2026-06-10 | Berlin, Germany |\n| [Bar 2026](https://b.example) | 2026-06-12 | Oslo, Norway |\n",
        &["name = \"Foo 2026\"", "url = \"https://a.example\""],
        &[],
    ),
    (
        "ends.csv",
        "Name,Start,CfP ends,Ort\nA,2026-06-10,2026-03-01,\"Oslo, Norway\"\nB,2026-06-12,2026-03-02,\"Oslo, Norway\"\n",
        &["kind = \"cfp\"\ndue = 2026-03-01"],
        &["end ="],
    ),
    (
        "post.md",
        "---\ntitle: A\ndate: 2026-01-05\nevent_date: 10-12 June 2026\n---\n",
        &["start = 2026-06-10\nend = 2026-06-12"],
        &[],
    ),
    (
        "ticked.md",
        "### Name\n\nA\n\n### Start date\n\n2027-05-01\n\n### Is it online?\n\n- [X] Online\n- [ ] In person\n",
        &["online = true"],
        &[],
    ),
    (
        "at.yml",
        "- {name: EuroRust 2027 @ Vienna, start: 2027-10-10}\n- {name: Talks @ Google, start: 2027-10-11}\n",
        &["name = \"EuroRust 2027\"\nstart = 2027-10-10", "city = \"Vienna\"", "name = \"Talks @ Google\""],
        &[],
    ),
    (
        "micro.html",
        "<!DOCTYPE html><html><body><div itemscope itemtype=\"https://schema.org/Event\"><a itemprop=url href=\"https://p.example/\">\
         <h3 itemprop=name>PyCon 2027</h3></a><meta itemprop=startDate content=\"2027-05-05\"><span itemprop=location>Oslo, Norway</span>\
         </div></body></html>",
        &["name = \"PyCon 2027\"\nstart = 2027-05-05", "url = \"https://p.example/\"\ncity = \"Oslo\""],
        &[],
    ),
    (
        "calls.md",
        "## [Alpha](https://a.example)\n- **When**: 5 May 2027\n- **Where**: Oslo\n- **CFP**: closes 1 March 2027\n\n## [Beta](https://b.example)\n\
         - **When**: 9 May 2027\n- **Where**: Rome\n\n[Submit a talk](https://b.example/cfp)\n",
        &["due = 2027-03-01", "url = \"https://b.example/cfp\""],
        &[],
    ),
    (
        "predicted.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270601\nSUMMARY:[Predicted] CHI 2027\nEND:VEVENT\nBEGIN:VEVENT\n\
         DTSTART;VALUE=DATE:20270118\nSUMMARY:CHI 2027 - Paper deadline\nEND:VEVENT\nEND:VCALENDAR\n",
        &["name = \"CHI 2027\"\nstart = 2027-06-01", "status = \"tentative\"", "due = 2027-01-18"],
        &["Predicted"],
    ),
    // Other markups.
    (
        "a.rst",
        "Conferences\n===========\n\nPyCon 2027\n----------\n\n:When: 5-8 May 2027\n:Where: Oslo, Norway\n:Website: https://p.example\n\n\
         Rust 2027\n---------\n\n:When: 9 May 2027\n:Where: Rome, Italy\n",
        &[
            "name = \"PyCon 2027\"\nstart = 2027-05-05\nend = 2027-05-08",
            "url = \"https://p.example\"\ncity = \"Oslo\"",
            "start = 2027-05-09",
        ],
        &[],
    ),
    (
        "a.adoc",
        "= Clojure South\n2025-10-06\n:jbake-type: event\n:jbake-link: https://c.example/\n:jbake-location: São Paulo and online\n\
         :jbake-start: 2025-10-06\n:jbake-end: 2025-10-07\n\n== Clojure South\n\nIt is back! +\nSee https://c.example[the site].\n",
        &[
            "name = \"Clojure South\"\nstart = 2025-10-06\nend = 2025-10-07",
            "city = \"São Paulo\"\ncountry = \"BR\"\nonline = true",
        ],
        &["==", "##"],
    ),
    (
        "a.wiki",
        "== 2027 ==\n{| class=\"wikitable\"\n! Name !! Date !! Place\n|-\n| [https://a.example Alpha] || 5-8 May || Oslo, Norway\n|}\n",
        &["name = \"Alpha\"\nstart = 2027-05-05", "url = \"https://a.example\"", "city = \"Oslo\""],
        &[],
    ),
    (
        "a.org",
        "* 2027\n** [[https://p.example][PyCon]]\n- When :: <2027-05-05 Wed>--<2027-05-08 Sat>\n- Where :: Oslo, Norway\n",
        &["name = \"PyCon\"\nstart = 2027-05-05\nend = 2027-05-08", "url = \"https://p.example\"\ncity = \"Oslo\""],
        &[],
    ),
    (
        "state-of-call.csv",
        "name,dates,CFP status\nA,\"Sep 3, 2026\",Open — closes Jun 14\nB,2026-11-09,CLOSED (May 31)\nC,2026-12-01,CLOSED\n",
        &["due = 2026-06-14", "due = 2026-05-31"],
        &["CFP status"],
    ),
    ("state.csv", "name,dates,CFP status\nA,2026-09-03,open\nB,2026-11-09,closed\n", &["name = \"A\""], &["deadline"]),
    ("hash.csv", "name,start,tags\nA,2027-05-01,#rust #web\nB,2027-05-02,#go\n", &["tags = [\"rust\", \"web\"]"], &[]),
    (
        "extended.csv",
        "name,start,cfp deadline\nA,2026-06-01,2026-02-01 (extended to 2026-03-01)\nB,2026-06-02,2026-02-02 → 2026-03-02\nC,2026-06-03,❌\nD,2026-06-04,2026-03-04\n",
        &["due = 2026-03-01\nwas = [2026-02-01]", "due = 2026-03-02\nwas = [2026-02-02]", "due = 2026-03-04"],
        &["opens", "id = \"c-2026\"\n\n[[conference.deadline"],
    ),
    // Both dates of a call that was extended, in the words and signs of people.
    (
        "extended.md",
        "# 2027\n\n| Name | Dates | CFP |\n|-|-|-|\n| A | 3-5 May | 15 Feb (extended from 1 Feb) |\n| B | 3-5 June | 16 Feb (was 2 Feb) |\n\
         | C | 3-5 July | 3 Feb -> 17 Feb |\n| D | 3-5 August | ~~4 Feb~~ 18 Feb |\n| E | 3-5 September | <s>5 Feb</s> <b>19 Feb</b> |\n\
         | F | 3-5 October | ~~30 Dec~~ ~~6 Jan~~ 20 Feb 2027, 23:59 CET |\n| G | 3-5 March | 2 Jan 2027 (was 28 Dec) |\n",
        &[
            "due = 2027-02-15\nwas = [2027-02-01]",
            "due = 2027-02-16\nwas = [2027-02-02]",
            "due = 2027-02-17\nwas = [2027-02-03]",
            "due = 2027-02-18\nwas = [2027-02-04]",
            "due = 2027-02-19\nwas = [2027-02-05]",
            "due = 2027-02-20T23:59:00\ntimezone = \"Europe/Paris\"\nwas = [2026-12-30, 2027-01-06]",
            "due = 2027-01-02\nwas = [2026-12-28]",
        ],
        &["opens", "cfp-1"],
    ),
    // Two dates that no word tells apart.
    ("unclear.csv", "name,start,cfp\nA,2027-05-03,1 Feb (15 Feb)\n", &["# due: was `1 Feb (15 Feb)`"], &["opens"]),
    (
        "month.csv",
        "name,month,complete_date\nA,AUGUST,2016-08-06\nB,MAY,2016-05-06\n",
        &["start = 2016-08-06"],
        &["AUGUST"],
    ),
    // Days as JavaScript shows them.
    (
        "javascript.json",
        r#"[{"title": "ALT", "start": "Sat Feb 08 2020 01:00:00 GMT+0100 (Central European Standard Time)",
            "end": "Mon Feb 10 2020 01:00:00 GMT+0100 (Central European Standard Time)"},
            {"title": "KDD", "start": "2020-08-23T02:00:00+02:00", "end": "2020-08-27T02:00:00+02:00"},
            {"title": "Evening", "start": "2020-08-23T19:00:00-05:00", "end": "2020-08-23T21:00:00-05:00"}]"#,
        &[
            "start = 2020-02-08\nend = 2020-02-10",
            "start = 2020-08-23\nend = 2020-08-27",
            "start = 2020-08-23T19:00:00-05:00",
        ],
        &["01:00", "02:00"],
    ),
    // American dates that a German Excel took for its own where it could.
    (
        "excel-german.csv",
        "title,link,deadline,start,end,place\nAAAI,https://a.example,09.08.2021 23:59,2/22/2022,03.01.2022,Vancouver- Canada\n\
         WACV,https://b.example,06.02.2021 23:59,01.04.2022,01.08.2022,Waikoloa- Hawaii- USA\n\
         NAACL,https://c.example,1/15/2022 23:59,07.10.2022,7/15/2022,Seattle- Washington- USA\n",
        &[
            "start = 2022-02-22\nend = 2022-03-01",
            "due = 2021-09-08T23:59:00",
            "start = 2022-01-04\nend = 2022-01-08",
            "start = 2022-07-10\nend = 2022-07-15",
            "due = 2022-01-15T23:59:00",
        ],
        &[],
    ),
    // People are no conferences, and the page that an entry was read from is better than none.
    (
        "people.yml",
        "- {who: Elaine Wong, help: \"\", lessons: Introduction to Data, venue: Bank of Canada, country: ca, site: \"https://a.example/boc\", start_date: 2027-05-27}\n\
         - {who: Tim Dennis, help: David Kane, lessons: Tidy Data, venue: FU Berlin, country: de, site: \"https://a.example/fu\", start_date: 2027-06-24}\n",
        &["name = \"Bank of Canada\"", "name = \"FU Berlin\""],
        &["Kane", "Dennis", "Data"],
    ),
    (
        "source.json",
        r#"[{"name": "A", "start": "2027-05-18", "source_url": "https://a.example/"}, {"name": "B", "start": "2027-05-19", "source_url": "https://b.example/"}]"#,
        &["url = \"https://a.example/\"", "url = \"https://b.example/\""],
        &[],
    ),
    // A date and a place in one text.
    (
        "info.json",
        r#"{"events": [{"name": "Build Stuff", "url": "http://a.example", "info": "15–19 Nov 2027, Vilnius, Lithuania", "countrycode": "lt"},
                       {"name": "KCDC", "url": "http://b.example", "info": "24–26 June 2027, Kansas City MO, USA", "countrycode": "us"},
                       {"name": "Update", "url": "http://c.example", "info": "July 15, 2027 | 9:30 AM", "countrycode": "us"}]}"#,
        &[
            "end = 2027-11-19",
            "city = \"Vilnius\"\ncountry = \"LT\"",
            "city = \"Kansas City\"\nstate = \"MO\"\ncountry = \"US\"",
        ],
        &[],
    ),
    // A locale is a language, the day of a source is no deadline, and an address has its city.
    (
        "locale.json",
        r#"[{"name": "Eurofurence", "startDate": "2026-08-19", "endDate": "2026-08-23", "venue": "CCH", "address": "Congressplatz 1, 20355 Hamburg, Germany", "locale": "en-DE",
             "keyDates": {"registration": {"opens": {"date": "2026-02-08"}, "closes": {"date": "2026-05-18", "asOf": "2026-05-15T15:59:26.599Z"}}}},
            {"name": "Other", "startDate": "2027-08-19", "endDate": "2027-08-23", "venue": "CCH", "address": "Congressplatz 1, 20355 Hamburg, Germany", "locale": "de-DE",
             "keyDates": {"registration": {"opens": {"date": "2027-02-08"}, "closes": {"date": "2027-05-18", "asOf": "2027-05-15T15:59:26.599Z"}}}}]"#,
        &["city = \"Hamburg\"\ncountry = \"DE\"", "kind = \"registration\"\ndue = 2026-05-18\nopens = 2026-02-08"],
        &["city = \"en", "15:59"],
    ),
    // Some addresses of a field named url are paths.
    (
        "paths.csv",
        "type,date,location,title,url\nWorkshop,2027-03-26,Hamburg,Anwendung,/de/events/workshop14\nSymposium,2027-10-11,Berlin,Mobility,https://a.example/mobility/\n\
         Workshop,2027-10-08,Hannover,Map creation,/en/events/workshop12\n",
        &["url = \"https://a.example/mobility/\""],
        &["url = \"/", "https:///"],
    ),
    // Sentences are no tags.
    (
        "sentences.json",
        r#"[{"name": "A", "start": "2027-04-14", "topic_fit": "Premier venue for wireless and cellular measurement"},
            {"name": "B", "start": "2027-05-14", "topic_fit": "Early provocative networking ideas, also agendas"},
            {"name": "C", "start": "2027-06-14", "topic_fit": "Emerging networking experiments, measurement"}]"#,
        &["name = \"C\""],
        &["tags"],
    ),
    // When a program found an entry, and what a form asks for.
    (
        "found.json",
        r#"[{"title": "TechEx", "deadline": "2026-05-17", "event_date": "2026-05-18", "discovered_at": "2026-04-08T12:25:45.455178+00:00",
             "enriched_at": "2026-04-08T12:26:15.806720+00:00", "submission_fields": ["title", "track"], "tags": ["cloud"]}]"#,
        &["kind = \"cfp\"\ndue = 2026-05-17", "tags = [\"cloud\"]"],
        &["12:25", "12:26"],
    ),
    // A place in several fields: nothing of it is lost, and a state says its country.
    (
        "region.json",
        r#"[{"name": "A", "start": "2027-04-14", "location": {"venue": "Hyatt Regency", "locality": "Burlingame", "region": "California", "country": "USA"}}]"#,
        &["venue = \"Hyatt Regency\"\ncity = \"Burlingame\"\nstate = \"California\"\ncountry = \"US\""],
        &[],
    ),
    (
        "building.toml",
        "[[event]]\ntitle = \"A\"\ndate = 2027-09-20\nlocation = \"Bozeman Makerspace\"\ncity = \"Bozeman, MT\"\n\
         [[event]]\ntitle = \"B\"\ndate = 2027-09-27\nlocation = \"TBD\"\ncity = \"Bozeman, MT\"\n",
        &["venue = \"Bozeman Makerspace\"\ncity = \"Bozeman\"\nstate = \"MT\""],
        &["TBD"],
    ),
    (
        "street.md",
        "---\ntitle: Hamvention\nlocation: Greene County Fairgrounds\nstreet: 120 Fairground Road\naddress: Xenia, OH\nstart-date: 2027-05-15\n---\n",
        &[
            "venue = \"Greene County Fairgrounds\"\naddress = \"120 Fairground Road\"\ncity = \"Xenia\"\nstate = \"OH\"\ncountry = \"US\"",
        ],
        &[],
    ),
    (
        "state.json",
        r#"[{"name": "A", "start": "2027-05-18", "city": "San Francisco", "country_or_state": "CA"},
            {"name": "B", "start": "2027-05-19", "city": "Chicago", "country_or_state": "Illinois"},
            {"name": "C", "start": "2027-05-20", "city": "Paris", "country_or_state": "France"}]"#,
        &[
            "state = \"CA\"\ncountry = \"US\"",
            "state = \"Illinois\"\ncountry = \"US\"",
            "city = \"Paris\"\ncountry = \"FR\"",
        ],
        &["state = \"France\""],
    ),
    // Words in place of values are the same in each field, but for the codes of Namibia and others.
    (
        "no-value.csv",
        "name,start,city,country,venue,url,tags,notes\n\
         A,2027-05-01,Windhoek,NA,null,?,TBA,Coming soon\nB,2027-05-02,Oslo,Norway,To be confirmed,—,rust,n/a\n\
         C,2027-05-03,Rome,Italy,Expo Centre,https://c.example,\"web,NA\",A fine one\n",
        &["country = \"NA\"", "tags = [\"rust\"]", "tags = [\"web\", \"NA\"]", "description = \"A fine one\""],
        &["null", "TBA", "onfirmed", "soon", "n/a", "—", "?"],
    ),
];

#[test]
fn lists_are_read_as_their_keepers_mean_them() {
    let mut wrong = Vec::new();
    for (name, text, holds, lacks) in CASES {
        let made = confcal::import(&[ImportInput::new(*name, *text)], &ImportOptions::default());
        // The top of a list says where it is from.
        let list = made.list.find("[[conference]]").map_or("", |at| &made.list[at..]);
        let absent = holds.iter().filter(|text| !list.contains(**text)).map(|text| format!("lacks {text:?}"));
        let present = lacks.iter().filter(|text| list.contains(**text)).map(|text| format!("holds {text:?}"));
        let faults: Vec<String> = absent.chain(present).collect();
        if !faults.is_empty() {
            wrong.push(format!("{name}: {}\n{list}\n{:?}\n{}", faults.join(", "), made.report, made.mapping));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong\n{}", wrong.len(), CASES.len(), wrong.join("\n=====\n"));
}

/// The words beside the time of a deadline, the zone that it has then, and the report of them.
const ZONES: &[(&str, &str, &str)] = &[
    ("17:00 Oslo time", "Europe/Oslo", "`Oslo time` is not the name of a time zone: it is taken for Europe/Oslo"),
    ("17:00 (Oslo local time)", "Europe/Oslo", "is taken for Europe/Oslo"),
    ("Oslo 17:00", "Europe/Oslo", "is taken for Europe/Oslo"),
    ("17:00 Europe/Oslo", "Europe/Oslo", ""),
    ("23:59 Bogotá", "America/Bogota", "`Bogotá` is not the name of a time zone: it is taken for America/Bogota"),
    ("23:59 New York time", "America/New_York", "is taken for America/New_York"),
    ("6pm Munich time", "Europe/Berlin", "is taken for Europe/Berlin"),
    ("noon Pacific", "America/Los_Angeles", ""),
    ("noon Pacific Time", "America/Los_Angeles", ""),
    ("23:59 UTC", "UTC", ""),
    ("23:59 AoE", "", ""),
    ("23:59 sharp", "", ""),
    ("23:59", "", ""),
    ("23:59 CST", "America/Chicago", "`CST` names several time zones: it is taken for America/Chicago"),
    ("18:00 Cambridge time", "", " is not a time zone that confcal knows: deadlines are taken for AoE"),
    ("18:00 local time", "", "`local time` is not a time zone that confcal knows: deadlines are taken for AoE"),
    (
        "18:00 Wibble Standard",
        "",
        "`Wibble Standard` is not a time zone that confcal knows: deadlines are taken for AoE",
    ),
];

#[test]
fn a_zone_in_words_is_read_or_reported() {
    let form = |words: &str| {
        let labels = ["Conference name", "Website", "First day", "Last day", "City", "Country", "Attendance"];
        let values = ["A 2027", "https://a.example/", "2027-05-03", "2027-05-05", "Oslo", "Norway", "In person"];
        let fields: Vec<_> =
            labels.into_iter().zip(values).map(|(label, value)| format!("### {label}\n\n{value}\n\n")).collect();
        format!("{}### Call for papers closes\n\n15 Feb 2027, {words}\n", fields.concat())
    };
    let rows = |words: &str| format!("name,start,cfp\nA,2027-05-03,\"15 Feb 2027, {words}\"\n");
    let column = |words: &str| {
        let (time, zone) = words.split_once(' ').unwrap_or((words, ""));
        format!("name,start,cfp,timezone\nA,2027-05-03,2027-02-15 {time},{zone}\n")
    };
    for (words, zone, report) in ZONES {
        let is_behind =
            words.starts_with(|char: char| char.is_ascii_digit()) && words.contains(":") && !words.contains(['(', 's']);
        for (file, text, line) in [("form.md", form(words), 30), ("a.csv", rows(words), 2), ("b.csv", column(words), 2)]
        {
            if file == "b.csv" && !is_behind {
                continue;
            }
            let made = confcal::import(&[ImportInput::new(file, text)], &ImportOptions::default());
            let named: Vec<&str> = made.list.lines().filter_map(|line| line.strip_prefix("timezone = ")).collect();
            assert_eq!(named.join("").trim_matches('"'), *zone, "{words}: {}", made.list);
            let said: Vec<_> = made.report.changed.iter().map(|remark| (remark.file.as_str(), remark.line)).collect();
            assert_eq!(said, if report.is_empty() { vec![] } else { vec![(file, line)] }, "{words}: {:?}", made.report);
            let message = made.report.changed.first().map_or("", |remark| &remark.message);
            assert!(message.ends_with(report), "{words}: {message}");
        }
    }
}

#[test]
fn nothing_is_reported_that_is_not_so() {
    let made = confcal::import(
        &[ImportInput::new("month.csv", "name,month,complete_date\nA,AUGUST,2016-08-06\nB,MAY,2016-05-06\n")],
        &ImportOptions::default(),
    );
    assert_eq!(made.report.changed, []);
}

#[test]
fn a_field_that_one_entry_has_is_named_or_taken() {
    let yaml = "- {name: A, start: 2027-05-01, notification_date: 2027-01-01}\n- {name: B, start: 2027-05-02, notification_date: 2027-01-02}\n\
                - {name: C, start: 2027-05-03, notificate_date: 2027-01-03, length: \"24\"}\n";
    let made = confcal::import(&[ImportInput::new("a.yml", yaml)], &ImportOptions::default());
    for (field, value) in [("notificate_date", "2027-01-03"), ("length", "24")] {
        let is_named = made.report.not_taken.iter().any(|not_taken| not_taken.field == field);
        assert!(is_named || made.list.contains(value), "{field}: {} {:?}", made.list, made.report);
    }
}

#[test]
fn a_list_without_names_says_what_to_do() {
    let toml = "[[event]]\nyear = 2027\nstart = 2027-05-01\ncity = 'Oslo'\n[[event]]\nyear = 2028\nstart = 2028-05-01\ncity = 'Oslo'\n";
    let made = confcal::import(&[ImportInput::new("a.toml", toml)], &ImportOptions::default());
    assert_eq!((made.report.read, made.report.written), (2, 0));
    assert!(made.report.left_out[0].message.contains("`year`, `start`, `city`"), "{:?}", made.report.left_out);
    assert!(made.report.faults[0].message.contains("--write-map"), "{:?}", made.report.faults);
}

/// The members of a record beside a list of four that have a `name`, and the name that comes of it; empty if it is left out.
const INSTEAD_OF_NAMES: &[(&str, &str)] = &[
    ("label: PyCon E", "PyCon E"),
    ("title: PyCon E", "PyCon E"),
    ("event_name: PyCon E", "PyCon E"),
    ("note: Ask us", ""),
    ("venue: Opera House", ""),
];

#[test]
fn another_column_has_the_name_where_the_first_has_none() {
    let named = ["A", "B", "C", "D"].map(|name| format!("- {{name: PyCon {name}, date: 2027-05-05, city: Oslo}}\n"));
    for (member, expected) in INSTEAD_OF_NAMES {
        let text = format!("{}- {{{member}, date: 2027-06-05, city: Bergen}}\n", named.concat());
        let made =
            confcal::import(&[confcal::ImportInput::new("list.yml", &*text)], &confcal::ImportOptions::default());
        let last = made.list.rsplit("name = ").next().and_then(|rest| rest.lines().next()).unwrap_or_default();
        let expected = if expected.is_empty() { "PyCon D" } else { expected };
        assert_eq!(last, format!("{expected:?}"), "{member}:\n{}", made.list);
    }
}
