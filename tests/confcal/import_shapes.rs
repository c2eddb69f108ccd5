//! Lists whose records stand in unlike places and shapes: where they are found, and that each is understood for itself.

use confcal::{ImportInput, ImportOptions, ImportedList};

/// The files of a case, what the list and the report that come of them hold, and what they must not hold.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // Editions in a map below each series.
    (
        &[(
            "series.yml",
            "AGIS:\n  long name: Conference on Maps\n  events:\n    AGIS 2017: {start: 2017-05-09, end: 2017-05-12, place: \"Wageningen, The Netherlands\"}\n\
             \x20   AGIS 2008: {start: 2008, place: \"Girona, Spain\"}\nCOSI:\n  long name: Conference on Space\n  events:\n    COSI 2017: {start: 2017-09-04, end: 2017-09-08, place: \"Pisa, Italy\"}\n",
        )],
        &["start = 2017-05-09\nend = 2017-05-12", "expected = \"2008\"", "3 records"],
        &[],
    ),
    // Editions in a list below each series, whose own dates are those of its history.
    (
        &[(
            "editions.json",
            r#"[{"name": "ConFoo", "first_event": "2010-03-08", "tags": ["php"], "website": "https://confoo.example", "events": [
                {"name": "ConFoo 2010", "event_start": "2010-03-08", "event_end": "2010-03-12", "location": {"name": "Montreal, QC, Canada"}},
                {"name": "ConFoo Vancouver", "event_start": "2016-12-05", "event_end": "2016-12-07", "cfp_end": "2016-06-06", "location": {"name": "Vancouver, BC, Canada"}}]}]"#,
        )],
        &[
            "name = \"ConFoo 2010\"\nstart = 2010-03-08\nend = 2010-03-12",
            "city = \"Vancouver\"",
            "due = 2016-06-06",
            "tags = [\"php\"]",
        ],
        &["name = \"ConFoo\""],
    ),
    // A series without editions beside others.
    (
        &[(
            "childless.yml",
            "- name: Flow\n  url: https://flow.example\n- name: Rope\n  url: https://rope.example\n  occurences:\n  - {start_date: 2016-09-27, end_date: 2016-09-29, location: \"Portland, OR\"}\n",
        )],
        &["name = \"Rope\"\nstart = 2016-09-27", "Flow: it has neither a date nor a deadline"],
        &[],
    ),
    // Milestones with labels are no conferences.
    (
        &[(
            "milestones.json",
            r#"{"hackathons": [
                {"name": "FOUNDATIONS", "dates": [{"title": "Opening", "date": "2026-03-03"}, {"title": "Closing", "date": "2026-03-17"}]},
                {"name": "IDENTITY", "dates": [{"title": "Opening", "date": "2026-04-07"}, {"title": "Closing", "date": "2026-04-28"}]}]}"#,
        )],
        &["name = \"FOUNDATIONS\"", "name = \"IDENTITY\""],
        &["name = \"Opening"],
    ),
    // The owner and the period of a list beside its events.
    (
        &[(
            "owned.json",
            r#"{"owner": {"name": "Jorge"}, "window": {"from": "2026-10-01", "to": "2028-10-31"}, "focus": "networks",
                "events": [{"name": "IMC", "start": "2026-10-12"}, {"name": "CNSM", "start": "2026-10-26"}]}"#,
        )],
        &["name = \"IMC\"\nstart = 2026-10-12", "name = \"CNSM\"", "2 records"],
        &["Jorge", "2028"],
    ),
    (
        &[(
            "window.json",
            r#"{"window": {"from": "2026-10-01", "to": "2028-10-31"},
                "events": [{"name": "IMC", "start": "2026-10-12"}, {"name": "CNSM", "start": "2026-10-26"}]}"#,
        )],
        &["2 records"],
        &["it has no name"],
    ),
    // Talks in lists beside talks: neither the list nor its period is a conference.
    (
        &[(
            "talks.yml",
            "featured:\n- {\n\tconference: Fronteers,\n\ttitle: Hosting with Firebase, date: 25 November 2016\n}\n\
             all:\n- {\n  period: \"2017\", talks: [\n\t{conference: Source Up!, title: Telling my story, date: 8 April 2017},\n\t{conference: forLoop Nigeria, title: What about progressive enhancement?, date: 9 April 2017}\n  ]\n}\n\
             - {\n  period: Next, talks: [\n\t{conference: Voxxed Days, title: Going offline first, date: May 2018}\n  ]\n}\n",
        )],
        &[
            "name = \"Fronteers\"",
            "name = \"Source Up!\"\nstart = 2017-04-08",
            "name = \"forLoop Nigeria\"",
            "name = \"Voxxed Days\"",
            "4 records",
        ],
        &["it has no name"],
    ),
    // The last day of a range beside a first day that is another, and none of one that is far from it.
    (
        &[(
            "disagree.json",
            r#"[{"name": "A", "dates": "May 27-29, 2026", "start": "2026-05-25"}, {"name": "B", "dates": "May 3-7, 2027", "start": "2027-05-03"},
               {"name": "C", "dates": "May 3-7, 2027", "start": "2027-01-03"}]"#,
        )],
        &[
            "start = 2026-05-25\nend = 2026-05-29",
            "`May 27-29, 2026` begins on 2026-05-27, and another field on 2026-05-25",
            "start = 2027-05-03\nend = 2027-05-07",
            "start = 2027-01-03\nid",
            "`May 3-7, 2027` begins on 2027-05-03, and another field on 2027-01-03: the last day is left open",
        ],
        &[],
    ),
    // A table of the editions of the series that its page is about, in which the sites have no names.
    (
        &[(
            "series.html",
            "<!DOCTYPE html><html><head><title>Conferences — SampTA</title></head><body><h1>Conference Archive</h1><table>\n\
             <tr><th>Year</th><th>Dates</th><th>Location</th><th>Website</th><th>Notes</th></tr>\n\
             <tr><td>2025</td><td>July 28 – August 1</td><td>Vienna, Austria</td><td><a href=\"https://sampta25.example\">sampta25.example</a></td><td>University of Vienna</td></tr>\n\
             <tr><td>2017</td><td>July 3–7</td><td>Tallinn, Estonia</td><td><a href=\"https://web.example/sampta-2017/\">Archived (IEEE)</a></td><td>Tallinn University</td></tr>\n\
             <tr><td>2005</td><td>July 10–15</td><td>Samsun, Turkey</td><td><a href=\"https://web.example/sampta05\">Archived</a></td><td>Host</td></tr>\n\
             <tr><td>2003</td><td>May 26–30</td><td>Strobl, Austria</td><td>old.example/SampTA03 (Offline)</td><td>University of Vienna</td></tr>\n</table></body></html>\n",
        )],
        &[
            "name = \"SampTA 2025\"\nstart = 2025-07-28",
            "name = \"SampTA 2017\"",
            "name = \"SampTA 2005\"",
            "name = \"SampTA 2003\"",
            "url = \"https://old.example/SampTA03\"",
        ],
        &["name = \"Archived", "name = \"sampta", "%20"],
    ),
    (
        &[(
            "series.md",
            "# Real World Crypto\n\n## Past\n\n| Year | Date | Place | Link |\n|-|-|-|-|\n| 2023 | March 27-29 | Tokyo, Japan | [rwc.example/2023](https://rwc.example/2023) |\n\
             | 2024 | March 25-27 | Toronto, Canada | [rwc.example/2024](https://rwc.example/2024) |\n| 2025 | March 26-28 | Sofia, Bulgaria | [archived](https://rwc.example/2025) |\n",
        )],
        &["name = \"Real World Crypto 2023\"", "name = \"Real World Crypto 2025\""],
        &["name = \"rwc", "name = \"archived"],
    ),
    // A page of several series names none.
    (
        &[(
            "several.md",
            "# Crypto events\n\n| Year | Date | Place | Link |\n|-|-|-|-|\n| 2023 | March 27-29 | Tokyo, Japan | [rwc.example/2023](https://rwc.example/2023) |\n\
             | 2024 | May 25-27 | Toronto, Canada | [eurocrypt.example](https://eurocrypt.example) |\n| 2025 | March 26-28 | Sofia, Bulgaria | [fse.example](https://fse.example/2025) |\n",
        )],
        &[],
        &["name = \"Crypto events"],
    ),
    // One conference with sessions, in a file of its own.
    (
        &[(
            "one.json",
            r#"{"name": "PyCon", "dates": {"start": "2027-05-05", "end": "2027-05-08"}, "city": "Oslo",
                "events": [{"name": "Keynote", "date": "2027-05-05"}, {"name": "Dinner", "date": "2027-05-06"}]}"#,
        )],
        &["name = \"PyCon\"\nstart = 2027-05-05\nend = 2027-05-08", "1 records"],
        &["name = \"Keynote\""],
    ),
    // A range in words beside its first day.
    (
        &[(
            "range.yml",
            "- {name: A, dates: \"March 14–16, 2026\", start: 2026-03-14}\n- {name: B, dates: \"May 31 – June 3, 2023\", start: 2023-05-31}\n",
        )],
        &["start = 2026-03-14\nend = 2026-03-16", "start = 2023-05-31\nend = 2023-06-03"],
        &[],
    ),
    // Kinds of deadlines in a field of any name, and the same moment in two zones.
    (
        &[(
            "stages.yml",
            "- name: A\n  start_date: 2026-12-01\n  deadlines:\n    - {stage: abstract, deadline: 2026-05-15, localTime: \"2026-05-15 16:59:59\", note: Mandatory registration}\n\
             \x20   - {stage: paper, deadline: 2026-05-22, note: Phase 1 review}\n    - {stage: workshops_deadline, deadline: 2026-08-10}\n",
        )],
        &[
            "kind = \"abstract\"\nname = \"Mandatory registration\"\ndue = 2026-05-15",
            "kind = \"paper\"\nname = \"Phase 1 review\"\ndue = 2026-05-22",
            "kind = \"workshop\"\ndue = 2026-08-10",
        ],
        &["16:59", "kind = \"registration\"", "kind = \"cfp\""],
    ),
    // The labels of deadlines stay.
    (
        &[(
            "labels.json",
            r#"[{"name": "ICDF2C 2024", "start": "2024-10-09", "deadlines": [{"date": "2024-07-10", "desc": "Short Paper"}, {"date": "2024-07-20", "desc": "PhD Forum"}]},
                {"name": "S&P 2025", "start": "2025-05-12", "deadlines": [{"date": "2024-06-06", "desc": "Full Paper (1. Deadline)"}, {"date": "2024-11-14", "desc": "Full Paper (2. Deadline)"}]}]"#,
        )],
        &[
            "name = \"Short Paper\"",
            "name = \"PhD Forum\"",
            "name = \"Full Paper (1. Deadline)\"",
            "name = \"Full Paper (2. Deadline)\"",
        ],
        &["id = \"paper-1\""],
    ),
    // A note with a deadline says its kind, and a day that another field has at an hour is no second deadline.
    (
        &[(
            "notes.csv",
            "title,deadline,abstract_deadline,start,note\nAAAI,2021-09-08 23:59,2021-08-30 23:59,2022-02-22,\"Mandatory abstract deadline on August 30, 2021\"\n\
             ICPR,2022-01-17 23:59,,2022-08-21,\"Registration deadline on January 10, 2022\"\n",
        )],
        &["kind = \"abstract\"\ndue = 2021-08-30T23:59:00", "kind = \"registration\"\ndue = 2022-01-10"],
        &["Note", "due = 2021-08-30\n"],
    ),
    // Tables of one file with unlike heads, and one of something else.
    (
        &[(
            "tables.md",
            "| Event | Dates | Place |\n|-|-|-|\n| [A](https://a.example) | 5-8 May 2027 | Oslo, Norway |\n\n| Series | Next edition | Where | Official source |\n|-|-|-|-|\n\
             | Bar Camp | 2-4 October 2026 | Berkeley, California | https://b.example |\n\n| Need | Solution |\n|-|-|\n| Money | Sponsors |\n",
        )],
        &[
            "name = \"A\"\nstart = 2027-05-05",
            "name = \"Bar Camp\"\nstart = 2026-10-02\nend = 2026-10-04",
            "rows without a date, with the columns `Need`, `Solution`: 1",
        ],
        &["it has no name"],
    ),
    // Rows of one table, of which some have fewer cells and some more.
    (
        &[(
            "ragged.csv",
            "Name,Date,Deadline,City\nA,2027-05-01,2027-01-01,Oslo\nB,2027-06-01,2027-02-01,Bergen,more\nC,2027-07-01,2027-03-01\n",
        )],
        &["due = 2027-01-01", "due = 2027-02-01", "due = 2027-03-01", "city = \"Bergen\""],
        &[],
    ),
    // One odd file takes nothing from the others.
    (
        &[
            (
                "a.md",
                "---\ntitle: A\ncountry: India\ncity: Auroville\nstarts:\n  yyyy_mm_dd: 2024-03-10\nends:\n  yyyy_mm_dd: 2024-03-15\n---\n",
            ),
            (
                "b.md",
                "---\ntitle: B\ncountry: Norway\ncity: Oslo\nstarts:\n  yyyy_mm_dd: 2024-05-10\nends:\n  yyyy_mm_dd: 2024-05-15\n---\n",
            ),
            (
                "c.md",
                "---\ntitle: C\ntextual_location: Abuja, Nigeria\nstarts: \"2023-11-05T16:00:00Z\"\nends: \"2023-11-22T18:00:00Z\"\nlocation:\n  lat: 48.8\n  long: 2.3\n---\n",
            ),
        ],
        &[
            "end = 2024-03-15",
            "city = \"Auroville\"",
            "end = 2024-05-15",
            "city = \"Oslo\"",
            "end = 2023-11-22T18:00:00Z",
            "city = \"Abuja\"",
        ],
        &[],
    ),
    // Rows below headings that have the month, without a date of their own.
    (
        &[(
            "months.md",
            "## February 2027\n\n| Conference | Location |\n|-|-|\n| [A](https://a.example) | Brussels |\n| B | Oslo |\n",
        )],
        &["name = \"A\"\nexpected = \"2027-02\"", "name = \"B\"\nexpected = \"2027-02\""],
        &[],
    ),
    // The keys of a map are the names.
    (
        &[(
            "keys.yml",
            "\"CLARIN Conference 2024\":\n  begin: 2024-10-15\n  end: 2024-10-17\n  location: Barcelona, Spain\n  submission: 2024-04-12\n\
             \"Linguistics in Leiden (CLIN 34)\":\n  begin: 2024-08-30\n  end: 2024-08-30\n  location: Leiden, Netherlands\n  submission: 2024-02-12\n",
        )],
        &[
            "name = \"CLARIN Conference 2024\"\nstart = 2024-10-15\nend = 2024-10-17",
            "name = \"Linguistics in Leiden (CLIN 34)\"\nstart = 2024-08-30\nid",
            "due = 2024-04-12",
        ],
        &[],
    ),
    (
        &[(
            "deep.json",
            r#"{"events": {"EuroPython": {"location": "Europe", "month": "JUL"}, "PyCon US": {"location": "America", "month": "MAY"}}}"#,
        )],
        &["deep.json: 2 records", "EuroPython: it has neither", "PyCon US: it has neither"],
        &["no name"],
    ),
    // A map of fields, first and last day, ids that begin with a day.
    (
        &[(
            "from.yml",
            "- {id: 2018-01-25-jsconf, name: JSConf, date: {from: 2018-01-25, to: 2018-01-27}}\n- {id: 2018-02-25-holyjs, name: HolyJS, date: {from: 2018-02-25, to: 2018-02-26}}\n",
        )],
        &["start = 2018-01-25\nend = 2018-01-27", "start = 2018-02-25\nend = 2018-02-26"],
        &[],
    ),
    // The name stands in the first column of texts, whatever that is called.
    (
        &[(
            "workshops.md",
            "| Workshop | Dates | Location |\n|-|-|-|\n| [Foo 2026](https://foo.example) | 2026-06-10 | Berlin, Germany |\n| [Bar 2026](https://bar.example) | 2026-07-10 | Oslo, Norway |\n",
        )],
        &["name = \"Foo 2026\"\nstart = 2026-06-10", "url = \"https://bar.example\"", "city = \"Oslo\""],
        &["conference.deadline", "no name"],
    ),
    (
        &[(
            "cities.md",
            "| City | CFP closes | Event |\n|-|-|-|\n| Cairo | 2026-07-25 | 2026-09-26 |\n| Bogotá | 2026-08-31 | 2026-10-23 |\n",
        )],
        &["name = \"Cairo\"\nstart = 2026-09-26", "city = \"Cairo\"", "due = 2026-07-25"],
        &["no name"],
    ),
    (
        &[(
            "venues.csv",
            "venue,area,deadline,website\nML4H,Healthcare,2024-09-11,https://ahli.example/\nPSB,CompBio,2024-08-01,https://psb.example\n",
        )],
        &["name = \"ML4H\"", "due = 2024-09-11", "tags = [\"Healthcare\"]"],
        &["venue ="],
    ),
    // What the head of a list says is not said of its conferences.
    (
        &[(
            "head.json",
            r#"{"name": "Deadlines of our field", "note": "Fields: name, url", "license": "https://l.example", "twitter": "@us", "categories": ["HCI"], "year": 2026, "conferences": [
                {"acronym": "CHI", "start": "2026-05-10"}, {"acronym": "CSCW", "start": "2026-10-10", "note": "Rolling"}]}"#,
        )],
        &["name = \"CHI 2026\"", "name = \"CSCW 2026\"", "description = \"Rolling\""],
        &["field\"", "Fields", "links", "tags"],
    ),
    // Rounds in records of their own.
    (
        &[(
            "rounds.yml",
            "- {title: OOPSLA, year: 2025, id: oopsla-r1, start: 2025-10-12, deadline: 2024-10-15, note: Round 1}\n\
             - {title: OOPSLA, year: 2025, id: oopsla-r2, start: 2025-10-12, deadline: 2025-03-25, note: Round 2}\n\
             - {title: PLDI, year: 2025, id: pldi, start: 2025-06-16, deadline: 2024-11-14, note: \"\"}\n",
        )],
        &["name = \"Round 1\"\ndue = 2024-10-15", "name = \"Round 2\"\ndue = 2025-03-25"],
        &["the first counts", "description"],
    ),
    // The same row in the tables of two states.
    (
        &[(
            "twice.md",
            "## Open\n\n| Event | Date | CFP |\n|-|-|-|\n| [APIcon](https://api.example) (4) | 5 May 2027 | 2027-01-05 |\n\n## All\n\n| Event | Date | CFP |\n|-|-|-|\n\
             | [APIcon](https://api.example) | 5 May 2027 | 2027-01-05 |\n| [Other](https://other.example) | 6 May 2027 | 2027-01-06 |\n",
        )],
        &["name = \"Other\""],
        &["conflict", "id = \"apicon-2027-2\"", "id = \"apicon-4"],
    ),
    // Days that nothing can read are said, and lose no entry.
    (
        &[(
            "tatar.json",
            r#"[{"name": "Alpha", "date": "5нче гыйнвар 2027", "url": "https://a.example"}, {"name": "Beta", "date": "7нче гыйнвар 2027", "url": "https://b.example"}]"#,
        )],
        &["name = \"Alpha\"", "is not a date that confcal understands"],
        &[],
    ),
    (&[("fall.csv", "name,dates\nConf,Fall 2026\n")], &["name = \"Conf\"", "2026"], &[]),
];

fn import(files: &[(&str, &str)]) -> ImportedList {
    let inputs: Vec<ImportInput> = files.iter().map(|(name, text)| ImportInput::new(*name, *text)).collect();
    confcal::import(&inputs, &ImportOptions::default())
}

/// The list and the report as one text, in short.
fn shown(made: &ImportedList) -> String {
    let report = &made.report;
    let remarks = [&report.faults, &report.changed, &report.left_out, &report.conflicts].into_iter().flatten();
    let remarks: Vec<String> =
        remarks.map(|remark| format!("{}:{}: {}", remark.file, remark.line, remark.message)).collect();
    let files: Vec<String> =
        report.files.iter().map(|file| format!("{}: {} records", file.file, file.records)).collect();
    format!("{}\n{}\n{}\n{:?}", made.list, remarks.join("\n"), files.join("\n"), report.not_taken)
}

#[test]
fn each_record_is_found_and_understood_for_itself() {
    let mut wrong = String::new();
    for (files, holds, holds_not) in CASES {
        let text = shown(&import(files));
        let missing =
            holds.iter().filter(|expected| !text.contains(**expected)).map(|expected| format!("no {expected:?}"));
        let present = holds_not
            .iter()
            .filter(|unexpected| text.contains(**unexpected))
            .map(|unexpected| format!("{unexpected:?}"));
        let faults: Vec<String> = missing.chain(present).collect();
        if !faults.is_empty() {
            wrong.push_str(&format!("{}: {} in\n{text}\n", files[0].0, faults.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
