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
        "month.csv",
        "name,month,complete_date\nA,AUGUST,2016-08-06\nB,MAY,2016-05-06\n",
        &["start = 2016-08-06"],
        &["AUGUST"],
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
