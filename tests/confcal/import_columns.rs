//! Columns that are called or filled in unusual ways, with what must come of them.

use confcal::{ImportInput, ImportOptions};

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // Two rows of one conference with two calls: the note of one of them is no name of a round, unless it is called so.
    (
        &[(
            "rows.csv",
            "Name,Start,City,CFP,Notes\nA,2027-06-01,Oslo,2027-02-01,Bring a coat\nA,2027-06-01,Oslo,2027-02-15,\nB,2027-06-01,Oslo,2027-02-16,\nB,2027-06-01,Oslo,2027-03-15,Second round\n",
        )],
        &[
            "description = \"Bring a coat\"",
            "A: `cfp` is 2027-02-01 in line 2, and 2027-02-15 here: each is taken",
            "name = \"Second round\"\ndue = 2027-03-15",
        ],
        &["name = \"Bring a coat\"", "description = \"Second"],
    ),
    // The river or the region behind a town is of its name; a building is none of it.
    (
        &[(
            "towns.csv",
            "Name,Date,City\nA,2027-05-05,Frankfurt (Oder)\nB,2027-05-06,\"Halle (Saale), Germany\"\nC,2027-05-07,Neustadt (Dosse)\nD,2027-05-08,Berlin (CityCube)\nE,2027-05-09,Washington (DC)\n",
        )],
        &[
            "city = \"Frankfurt (Oder)\"",
            "city = \"Halle (Saale)\"\ncountry = \"DE\"",
            "city = \"Neustadt (Dosse)\"",
            "venue = \"CityCube\"\ncity = \"Berlin\"",
            "city = \"Washington\"\nstate = \"DC\"",
        ],
        &["venue = \"Oder", "venue = \"Saale"],
    ),
    // A control character by its number is a blank.
    (
        &[("controls.json", r#"[{"name": "A\u0000B", "start": "2027-05-05", "city": "Oslo"}]"#)],
        &["name = \"A B\"\nstart = 2027-05-05"],
        &[],
    ),
    // Days apart, of which the first month has two; no times are at stake.
    (
        &[("apart.csv", "Name,Date\nA,\"5, 6 May and 12 May 2027\"\nB,\"5 March 2027, 9 April 2027\"\n")],
        &[
            "start = 2027-05-05\nend = 2027-05-12",
            "`5, 6 May and 12 May 2027` are several dates",
            "only 2027-03-05 is taken",
        ],
        &["times"],
    ),
    (
        &[(
            "calls.md",
            "# 2027\n\n- [Y](https://y.example) (May 9, Berlin 🇩🇪) CFP: Jan 15\n- [T](https://t.example) (May 9-10, Oslo) CFP: Jan 16\n- [Q](https://q.example) May 9-10, Rome, CFP: Jan 17\n",
        )],
        &[
            "city = \"Berlin\"\ncountry = \"DE\"",
            "city = \"Oslo\"",
            "city = \"Rome\"",
            "due = 2027-01-15",
            "due = 2027-01-16",
            "due = 2027-01-17",
        ],
        &[],
    ),
    // A list where one value is expected: the first of several cities or countries is taken, and lent to no other; names are joined.
    (
        &[(
            "lists.yml",
            "- {name: A, start: 2027-05-05, city: [Berlin, Paris]}\n- {name: [B One, B Two], start: 2027-05-06, city: Rome, country: [FR, DE]}\n\
             - {name: C, start: 2027-05-07, city: Rome}\n- {name: D, start: 2027-05-08, city: [Oslo], country: NO, venue: [Hall 1, Hall 2]}\n",
        )],
        &[
            "city = \"Berlin\" # was `Berlin / Paris`",
            "`Paris` is left out",
            "name = \"B One, B Two\"",
            "city = \"Rome\"\ncountry = \"FR\" # was `FR / DE`",
            "`FR / DE` are several countries: only FR is taken",
            "id = \"c-2027\"\ncity = \"Rome\"\n\n",
            "venue = \"Hall 1, Hall 2\"\ncity = \"Oslo\"",
        ],
        &["have that of the other entries"],
    ),
    (
        &[(
            "places.yml",
            "- {name: A, start: 2027-05-05, place: [Berlin, Paris]}\n- {name: B, start: 2027-05-06, place: [Rome, Italy]}\n",
        )],
        &["city = \"Berlin\" # was `Berlin / Paris`", "city = \"Rome\"\ncountry = \"IT\""],
        &["state"],
    ),
    // The year of the first edition is not that of the dates; one that is next to it may be.
    (
        &[(
            "first.csv",
            "name,datestart,dateend,city,country,First Edition\nDev Conf,20270616,20270618,Brno,CZ,2009\n\
             Free Camp,20270202,20270203,Gent,BE,2006\nNew Summit,20270117,20270119,Oslo,NO,2027\n",
        )],
        &[
            "name = \"Dev Conf\"\n",
            "name = \"Free Camp\"\n",
            "name = \"New Summit\"\n",
            "field: \"First Edition\", values: 3",
        ],
        &["2009", "2006"],
    ),
    (
        &[(
            "edition.csv",
            "name,start,end,year\nWinter School,2026-12-28,2027-01-04,2027\nSummer School,2027-07-01,2027-07-09,2027\n",
        )],
        &["name = \"Winter School 2027\"", "name = \"Summer School 2027\""],
        &[],
    ),
    // The form of a presentation says how one takes part, where one may do so at the place; `Web` beside videos is none.
    (
        &[(
            "form.csv",
            "name,start,presentation form,city,country,venue\nDev Conf,2027-06-16,hybrid,Brno,CZ,Town Hall\n\
             Open Conf,2027-03-15,online,,,On the Internet\nFree Conf,2027-03-16,online,,,In the Internet\nState Conf,2027-02-07,offline,London,UK,Queen's Hall\n",
        )],
        &[
            "venue = \"Town Hall\"\ncity = \"Brno\"\ncountry = \"CZ\"\nonline = true",
            "name = \"Open Conf\"\nstart = 2027-03-15\nid = \"open-conf-2027\"\nonline = true",
            "name = \"Free Conf\"\nstart = 2027-03-16\nid = \"free-conf-2027\"\nonline = true",
            "venue = \"Queen's Hall\"\ncity = \"London\"\ncountry = \"GB\"",
        ],
        &["Internet\""],
    ),
    (
        &[(
            "media.csv",
            "name,start,city,country,media\nDev Conf,2027-06-16,Brno,CZ,Stream\nOpen Conf,2027-03-15,Oslo,NO,YouTube\n",
        )],
        &["city = \"Brno\"", "city = \"Oslo\""],
        &["online = true"],
    ),
    // Flags of countries beside codes; emoji of topics are no countries.
    (
        &[(
            "flags.yml",
            "- {name: A Day, start: 2027-12-13, city: Munich, country: 🇩🇪, icon: 🦀}\n- {name: B Day, start: 2027-11-09, city: Salvador, country: BR, icon: 🦀}\n",
        )],
        &["city = \"Munich\"\ncountry = \"DE\"", "city = \"Salvador\"\ncountry = \"BR\"", "field: \"icon\""],
        &[],
    ),
    // The name of the series that an edition is of is no rule by which it recurs.
    (
        &[(
            "editions.json",
            r#"[{"title": "Hack retreat", "starts": "2027-04-22", "ends": "2027-04-28", "recurring_event_slug": "hack-retreat"},
                {"title": "Spring meetup", "starts": "2027-04-25", "recurring_event_slug": "meetup"}]"#,
        )],
        &[
            "name = \"Hack retreat\"\nstart = 2027-04-22\nend = 2027-04-28",
            "series = \"hack-retreat\"",
            "name = \"Spring meetup\"",
        ],
        &[],
    ),
    // Columns of editions: the year is in the names of those with dates, and of others that are of the edition.
    (
        &[(
            "editions.csv",
            "Conference,Place 2026,Dates 2026,Place 2027,Dates 2027,CFP 2027,Visitors 2025\n\
             A Summit,\"Oslo, Norway\",May 5-7,\"Rome, Italy\",May 3-5,2027-01-01,500\nB Summit,\"Bern, Switzerland\",June 5-7,,,,\n",
        )],
        &[
            "name = \"A Summit 2026\"\nstart = 2026-05-05\nend = 2026-05-07\nid = \"a-summit-2026\"\ncity = \"Oslo\"\ncountry = \"NO\"\n\n",
            "name = \"A Summit 2027\"\nstart = 2027-05-03\nend = 2027-05-05\nid = \"a-summit-2027\"\ncity = \"Rome\"",
            "due = 2027-01-01",
            "name = \"B Summit 2026\"\nstart = 2026-06-05",
            "written: 3",
        ],
        &["B Summit 2027", "2025"],
    ),
    // One date of a record is labelled by the field beside it; the number of a service that counts visitors is no id.
    (
        &[(
            "milestones.json",
            r#"[{"conference_name":"A Conf","conference_dates":"2027-05-05 to 2027-05-07","milestone_date":"2026-12-01","milestone_type":"Abstract deadline","gtm_tracking_id":"GTM-1"},
                {"conference_name":"A Conf","conference_dates":"2027-05-05 to 2027-05-07","milestone_date":"2027-03-01","milestone_type":"Registration deadline","gtm_tracking_id":"GTM-2"},
                {"conference_name":"B Conf","conference_dates":"2027-06-05 to 2027-06-07","milestone_date":"2027-02-01","milestone_type":"Panel proposal deadline","event_social_bsky":"https://bsky.app/profile/b.example"}]"#,
        )],
        &[
            "id = \"a-conf-2027\"",
            "kind = \"abstract\"\ndue = 2026-12-01",
            "kind = \"registration\"\ndue = 2027-03-01",
            "kind = \"cfp\"\nname = \"Panel proposal deadline\"\ndue = 2027-02-01",
            "bluesky = \"https://bsky.app/profile/b.example\"",
        ],
        &["\nurl", "gtm-"],
    ),
    // The date stands in the name, the slug, the id or the name of the file.
    (
        &[(
            "titles.yml",
            "- {title: PyCon 12-14 May 2026, location: \"Berlin, Germany\"}\n- {title: \"RustConf (8-11 September 2026)\", location: \"Montreal, Canada\"}\n\
             - {title: \"2026-06-01: Go Day 2026\", location: \"Rome, Italy\"}\n",
        )],
        &[
            "name = \"PyCon\"\nstart = 2026-05-12\nend = 2026-05-14",
            "name = \"RustConf\"\nstart = 2026-09-08\nend = 2026-09-11",
            "name = \"Go Day 2026\"\nstart = 2026-06-01",
        ],
        &[],
    ),
    (
        &[(
            "slugs.yml",
            "- {slug: 2026-05-12-pycon, title: PyCon, city: Berlin}\n- {slug: 2026-06-01-rust, title: Rust, city: Rome}\n",
        )],
        &["name = \"PyCon\"\nstart = 2026-05-12", "name = \"Rust\"\nstart = 2026-06-01"],
        &[],
    ),
    (
        &[
            ("events/2026-05-12-pycon.md", "---\ntitle: PyCon\nlocation: Berlin, Germany\n---\nText\n"),
            ("events/2026-06-12-rust.md", "---\ntitle: Rust\nlocation: Rome, Italy\n---\nText\n"),
        ],
        &["name = \"PyCon\"\nstart = 2026-05-12", "name = \"Rust\"\nstart = 2026-06-12"],
        &[],
    ),
    // A field of dates goes before the day in a name.
    (
        &[("both.csv", "name,date\nPyCon 12 May 2026,2026-05-13\nRust 12 May 2026,2026-05-14\n")],
        &["name = \"PyCon 12 May 2026\"\nstart = 2026-05-13"],
        &[],
    ),
    // Wide figures and brackets, and tags between many marks.
    (
        &[(
            "wide.csv",
            "名称,日付,場所,タグ\nPyCon JP,２０２６年５月１２日,国立京都国際会館（京都）,Python、Web、AI\nRubyKaigi,２０２６／０６／０１,東京,Ruby・Rails\n\
             DevSumi,２０２６年７月１日～３日,東京,Java／Go\n",
        )],
        &[
            "start = 2026-05-12",
            "venue = \"国立京都国際会館\"\ncity = \"京都\"",
            "tags = [\"Python\", \"Web\", \"AI\"]",
            "start = 2026-06-01",
            "tags = [\"Ruby\", \"Rails\"]",
            "start = 2026-07-01\nend = 2026-07-03",
            "tags = [\"Java\", \"Go\"]",
        ],
        &[],
    ),
    (
        &[(
            "dots.csv",
            "name,date,topics\nA,2026-05-05,python · web · ai\nB,2026-05-06,go / rust\nC,2026-05-07,CI/CD\n",
        )],
        &["tags = [\"python\", \"web\", \"ai\"]", "tags = [\"go\", \"rust\"]", "tags = [\"CI/CD\"]"],
        &[],
    ),
    // The id of a video is no account.
    (
        &[(
            "videos.yml",
            "- {title: A, date: 2026-03-01, youtube: dQw4w9WgXcQ, room: Salle 101}\n- {title: B, date: 2026-04-01, youtube: xQw4w9WgXcQ, room: Amphi B}\n",
        )],
        &["youtube = \"https://www.youtube.com/watch?v=dQw4w9WgXcQ\""],
        &["/@", "\nurl =", "city"],
    ),
    // The states of Brazil, some of whose codes are countries'.
    (
        &[(
            "uf.yml",
            "- {date: 2026-02-17, title: A, city: Santos, uf: SP}\n- {date: 2026-02-24, title: B, city: Afogados, uf: PE}\n\
             - {date: 2026-03-01, title: C, city: Milagres, uf: BA}\n- {date: 2026-03-02, title: D, city: Italva, uf: RJ}\n",
        )],
        &[
            "city = \"Afogados\"\nstate = \"PE\"\ncountry = \"BR\"",
            "city = \"Milagres\"\nstate = \"BA\"\ncountry = \"BR\"",
        ],
        &["country = \"PE\""],
    ),
    // A file without a name is called as the file is, and not as the conference beside it.
    (
        &[
            ("db/nsdi/nsdi2018.yaml", "year: 2018\ndates: 2018-04-09\nlocation: {country: USA, city: Renton}\n"),
            (
                "db/pdsw/pdsw2015.yaml",
                "year: 2015\ndates: 2015-11-16\nlocation: {country: USA, city: Austin}\ncolocated: sc2015\n",
            ),
        ],
        &["name = \"nsdi2018\"\nstart = 2018-04-09", "name = \"pdsw2015\"\nstart = 2015-11-16"],
        &["sc2015"],
    ),
    // The year from an address; a place before the date.
    (
        &[(
            "address.csv",
            "Conference,Deadline,URL\nICDM,June 6 (Abstract May 30),https://icdm2025.example/dates\nCogmi,June 21,https://cogmi.example/2025/call\n",
        )],
        &[
            "due = 2025-06-06",
            "kind = \"abstract\"\ndue = 2025-05-30",
            "due = 2025-06-21",
            "names no year: it is taken for 2025-06-21",
        ],
        &[],
    ),
    (
        &[("before.csv", "title,date_string\nA,\"Lisbon, July 28-30, 2025\"\nB,\"July 10-12, 2025\"\n")],
        &["start = 2025-07-28\nend = 2025-07-30", "city = \"Lisbon\""],
        &[],
    ),
    // What authors register for, and what is uploaded.
    (
        &[(
            "kinds.yml",
            "- {name: A 2027, start: 2027-06-14, deadlines: [{type: author_registration, date: 2027-05-10}, {type: notification, date: 2027-04-09}, \
             {type: presentation_upload, label: Upload of slides, date: 2027-05-28}]}\n",
        )],
        &["kind = \"registration\"\ndue = 2027-05-10", "kind = \"notification\"\ndue = 2027-04-09", "kind = \"other\""],
        &["kind = \"cfp\""],
    ),
    // A track that is true or false is no tag.
    (
        &[(
            "tracks.yml",
            "- {name: A, start: 2027-06-14, tags: [naval, ai], security_track: true}\n\
             - {name: B, start: 2027-06-15, tags: [rust], security_track: false}\n",
        )],
        &["tags = [\"naval\", \"ai\"]", "tags = [\"rust\"]"],
        &["\"true\"", "\"false\""],
    ),
    // Lists of dates, of which each tells the order of day and month, or only those of other entries do.
    (
        &[(
            "rounds.csv",
            "Conference,Deadlines,Acceptance,Date\nA,[04-01-2026;12-02-2026],[06-24-2026;03-10-2027],06-22-2027\n\
             B,[12-07-2026],[03-25-2027],07-11-2027\n",
        )],
        &[
            "kind = \"paper\"\nid = \"paper-1\"\ndue = 2026-04-01",
            "due = 2026-12-02",
            "kind = \"notification\"\nid = \"notification-1\"\ndue = 2026-06-24",
            "kind = \"notification\"\ndue = 2027-03-25",
        ],
        &["due = 2026-01-04"],
    ),
    // A track of its own is not that of papers.
    (
        &[(
            "tracks.yml",
            "- name: A 2027\n  start: 2027-05-12\n  deadlines:\n    paper: {submit: 2026-11-01, notification: 2026-12-01}\n\
             \x20   wip: {submit: 2026-12-15, notification: 2027-01-05}\n    poster: {submission: 2027-01-15}\n",
        )],
        &[
            "kind = \"paper\"\ndue = 2026-11-01",
            "kind = \"other\"\nname = \"Work in progress\"\ndue = 2026-12-15",
            "kind = \"notification\"\nname = \"Work in progress\"\ndue = 2027-01-05",
            "kind = \"poster\"\ndue = 2027-01-15",
        ],
        &[],
    ),
    // Turkish names of fields.
    (
        &[(
            "tr.md",
            "## PyCon TR\n- Tarih: 12 Mayıs 2026\n- Yer: İstanbul, Türkiye\n- Web sitesi: https://tr.example\n- Son başvuru: 1 Mart 2026\n\n\
             ## JS TR\n- Tarihi: 15 Haziran 2026\n- Yeri: Ankara, Türkiye\n- Bağlantı: https://js.example\n- Son başvuru tarihi: 1 Nisan 2026\n",
        )],
        &[
            "name = \"PyCon TR\"\nstart = 2026-05-12",
            "url = \"https://tr.example\"\ncity = \"İstanbul\"\ncountry = \"TR\"",
            "due = 2026-03-01",
            "name = \"JS TR\"\nstart = 2026-06-15",
            "city = \"Ankara\"",
            "due = 2026-04-01",
        ],
        &["name = \"Son"],
    ),
    // A column of maps is no site, whatever it is called; beside it another one is.
    (
        &[(
            "map.csv",
            "titulo,fecha,url_lugar,mas_info\nA,2027-03-01,https://goo.gl/maps/abc,https://a.example.org\n\
             B,2027-03-02,https://www.google.com/maps/place/x,https://b.example.org\nC,2027-03-03,,https://c.example.org\n",
        )],
        &[
            "url = \"https://a.example.org\"",
            "links = { venue = \"https://goo.gl/maps/abc\" }",
            "url = \"https://c.example.org\"",
        ],
        &["url = \"https://goo.gl", "mas-info"],
    ),
    (
        &[(
            "link.csv",
            "name,date,link,karte\nA,2027-03-01,https://a.example.org,https://osm.org/go/x\nB,2027-03-02,https://b.example.org,https://osm.org/go/y\n",
        )],
        &["url = \"https://a.example.org\"", "links = { venue = \"https://osm.org/go/x\" }"],
        &[],
    ),
    // `site` beside addresses is where it is held, and alone the address.
    (
        &[(
            "site.csv",
            "name,date,url,site,city,country\nA,2027-03-01,https://a.example.org,Tokyo University of Science,Tokyo,Japan\n\
             B,2027-03-02,https://b.example.org,Online,,\nC,2027-03-03,https://c.example.org,Town Hall,Oslo,Norway\n",
        )],
        &["venue = \"Tokyo University of Science\"", "online = true", "venue = \"Town Hall\"\ncity = \"Oslo\""],
        &["site ="],
    ),
    (
        &[(
            "own.csv",
            "name,date,site\nA,2027-03-01,https://a.example.org\nB,2027-03-02,TBA\nC,2027-03-03,https://c.example.org\n",
        )],
        &["url = \"https://a.example.org\"", "url = \"https://c.example.org\""],
        &["TBA\""],
    ),
    // A building and its street beside their city; a street alone, and a building alone.
    (
        &[(
            "street.csv",
            "name,date,location,city,country\nA,2027-03-01,\"Tech House, Storgata 5\",Oslo,Norway\nB,2027-03-02,\"Storgata 7, 2. etasje\",Oslo,Norway\n\
             C,2027-03-03,Town Hall,Oslo,Norway\nD,2027-03-04,\"ACATE, Rodovia SC-401 600\",Florianópolis,Brazil\n",
        )],
        &[
            "venue = \"Tech House\"",
            "address = \"Storgata 5\"",
            "address = \"Storgata 7, 2. etasje\"",
            "venue = \"ACATE\"",
            "venue = \"Town Hall\"",
        ],
        &["no country was found"],
    ),
    // What is said again in another language, and what a button says.
    (
        &[(
            "twins.yml",
            "- {title: AI Meetup, title_it: Incontro AI, date: 2027-10-05, description: Talks., description_it: Discorsi., register_text: Register on Luma, register_link: \"https://luma.example/a\"}\n\
             - {title: Open Call, title_it: Bando, date: 2027-10-06, description: Papers., description_it: Articoli., register_text: Apply, register_link: \"https://luma.example/b\"}\n",
        )],
        &[
            "description = \"Talks.\"",
            "description = \"Papers.\"",
            "field: \"description_it\"",
            "field: \"register_text\"",
        ],
        &["description = \"Talks.\n", "Discorsi.\"", "Luma\""],
    ),
    // Words for the whole day beside hours; such words alone are no hours.
    (
        &[(
            "hours.csv",
            "title,date,time,city,country\nA,2027-05-08,ganztags,Oslo,Norway\nB,2027-05-09,all day,Oslo,Norway\nC,2027-05-25,17:30,Oslo,Norway\nD,2027-06-20,09:00-19:00,Oslo,Norway\n",
        )],
        &["start = 2027-05-08\n", "start = 2027-05-09\n", "start = 2027-05-25T17:30:00", "end = 2027-06-20T19:00:00"],
        &[],
    ),
    (&[("words.csv", "title,date,time\nA,2027-05-08,evening\nB,2027-05-09,noon\n")], &["field: \"time\""], &["T12:00"]),
    // A link inside a field is called by that.
    (
        &[(
            "monitor.yml",
            "- {title: A, date: 2027-05-08, link: \"https://a.example.org\", monitor: {url: \"https://a.example.org/dates\"}}\n\
             - {title: B, date: 2027-05-09, link: \"https://b.example.org\", monitor: {url: \"https://b.example.org/dates\"}}\n",
        )],
        &["links = { monitor = \"https://a.example.org/dates\" }", "url = \"https://b.example.org\""],
        &["{ url ="],
    ),
    // The days of a programme are no conferences, and maps below days are.
    (
        &[(
            "agenda.yml",
            "- title: A\n  agenda: {day1: {date: 2027-10-28, morning: Talks}, day2: {date: 2027-10-29, morning: Walks}}\n  events:\n  - {year: 2027, id: a27, link: \"https://a.example.org\", date: 2027-10-28 - 2027-10-29}\n\
             - title: B\n  events:\n  - {year: 2027, id: b27, link: \"https://b.example.org\", date: 2027-11-01}\n",
        )],
        &["name = \"A 2027\"\nstart = 2027-10-28\nend = 2027-10-29", "name = \"B 2027\""],
        &["day1", "day2"],
    ),
    (
        &[("days.yml", "2027-05-08: {title: A, city: Oslo}\n2027-05-09: {title: B, city: Rome}\n")],
        &["name = \"A\"\nstart = 2027-05-08", "name = \"B\"\nstart = 2027-05-09"],
        &[],
    ),
    // What ends on a day of the conference is no deadline; the opening of a call belongs to its only deadline.
    (
        &[(
            "ends.yml",
            "- title: A\n  events:\n  - {year: 2027, id: a27, link: \"https://a.example.org\", date: \"November 15-16, 2027\", timeline: [{deadline: \"2027-09-25\", comment: 投稿开始}, {deadline: \"2027-10-19\", comment: 投稿截止}, {deadline: \"2027-11-15T09:00:00\", comment: 学术年会开始}, {deadline: \"2027-11-16T17:00:00\", comment: 学术年会结束}]}\n\
             - title: B\n  events:\n  - {year: 2027, id: b27, link: \"https://b.example.org\", date: \"December 6, 2027\", timeline: [{deadline: \"2027-11-01\", comment: Round 1}, {deadline: \"2027-12-06T18:00:00\", comment: Forum ends}]}\n",
        )],
        &[
            "opens = 2027-09-25",
            "due = 2027-10-19",
            "`学术年会结束` is on a day of the conference",
            "`Forum ends` is on a day of the conference",
        ],
        &["学术年会", "Forum"],
    ),
    // Small letters before a word for what is open are no place.
    (
        &[("host.csv", "name,date,location\nA,2027-05-08,Europe (host TBA)\nB,2027-05-09,\"Berlin, Germany\"\n")],
        &["city = \"Berlin\""],
        &["city = \"host"],
    ),
];

#[test]
fn each_column_is_read() {
    check(CASES);
}

/// The day on which an entry was written is neither the conference nor a deadline, in any language.
#[test]
fn the_day_of_an_entry_is_no_date_of_the_conference() {
    for name in [
        "added",
        "Date added",
        "created_at",
        "añadido",
        "agregado",
        "fecha de alta",
        "hinzugefügt",
        "hinzugefuegt",
        "Eingetragen am",
        "erstellt",
        "ajouté",
        "date d'ajout",
        "aggiunto",
        "dodano",
        "toegevoegd",
        "eklendi",
        "lisätty",
        "creado",
        "publicado",
        "aktualisiert",
        "登録日",
        "追加日",
        "更新日",
    ] {
        let csv = format!(
            "name,date,{name}\nPyConES,2026-11-06,2026-01-02\nJSConf,2026-12-06,2026-01-03\nPyDay,2026-12-07,2026-01-03\n"
        );
        let list = confcal::import(&[ImportInput::new("a.csv", csv)], &ImportOptions::default()).list;
        assert!(!list.contains("2026-01") && list.contains("start = 2026-11-06"), "{name}: {list}");
    }
}
