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
    for (files, holds, holds_not) in CASES {
        let text = shown(&import(files));
        for expected in *holds {
            assert!(text.contains(expected), "{}: no {expected:?} in\n{text}", files[0].0);
        }
        for unexpected in *holds_not {
            assert!(!text.contains(unexpected), "{}: {unexpected:?} in\n{text}", files[0].0);
        }
    }
}
