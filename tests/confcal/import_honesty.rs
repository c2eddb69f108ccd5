//! The contract of honesty: a value is in the list, in a remark, or among the fields that nothing took.

use confcal::{ImportInput, ImportOptions, ImportReport, ImportedList};

fn import(name: &str, text: &str) -> ImportedList {
    confcal::import(&[ImportInput::new(name, text)], &ImportOptions::default())
}

/// The remarks and the fields that nothing took, as one text.
fn report(report: &ImportReport) -> String {
    let remarks = [&report.faults, &report.changed, &report.left_out, &report.conflicts].into_iter().flatten();
    let remarks = remarks.map(|remark| format!("{}: {}\n", remark.line, remark.message));
    let fields = report.not_taken.iter().map(|field| format!("not taken: {} {}\n", field.field, field.values));
    remarks.chain(fields).collect()
}

/// A file, what stands in the list, and what in the report.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // A series without an edition is left out with its line.
    (
        "empty.json",
        "{\"conferences\": [\n{\"name\": \"ICSE\", \"editions\": [{\"year\": 2027, \"start\": \"2027-05-01\"}]},\n{\"name\": \"CCS\", \"editions\": []},\n{\"name\": \"ISSTA\", \"editions\": null},\n{\"name\": \"FSE\"}\n]}",
        &["name = \"ICSE 2027\""],
        &["3: CCS", "4: ISSTA", "5: FSE"],
    ),
    // Fields of the maps around the records.
    (
        "parents.yml",
        "- name: PyCon\n  speaker_kit: {hotel: included}\n  editions:\n    - {year: 2027, start: 2027-05-01}\n    - {year: 2028, start: 2028-05-01}\n",
        &["name = \"PyCon 2028\""],
        &["not taken: speaker_kit.hotel 1"],
    ),
    // Lists beside that of the conferences.
    (
        "beside.json",
        "{\"updated\": \"2026-10-05\",\n\"events\": [{\"name\": \"A\", \"start\": \"2027-05-01\"}],\n\"watching\": [{\"name\": \"PAM\"},\n{\"name\": \"IMC\"}],\n\"meta\": {\"venues\":\n{\"a\": {\"city\": \"Oslo\"}, \"b\": {\"city\": \"Bonn\"}}}}",
        &["name = \"A\""],
        &["3: `watching` is another list", "of 2: it is not read", "`meta.venues` is another list"],
    ),
    // Of two addresses each stays, or is said.
    (
        "links.csv",
        "name,start,cfp_deadline,cfp_url,submission_url\nA,2027-05-01,2027-01-01,https://a.example/cfp,https://submit.example/a\n",
        &["url = \"https://a.example/cfp\"", "submission-url = \"https://submit.example/a\""],
        &[],
    ),
    (
        "rounds.json",
        r#"[{"name": "A", "start": "2027-05-01", "rounds": [{"name": "First", "deadline": "2027-01-01", "cfp": "https://a.example/cfp", "submission_link": "https://submit.example/a"}]},
{"name": "B", "start": "2027-06-01", "rounds": [{"name": "First", "deadline": "2027-02-01", "cfp": "https://b.example/cfp", "submission_link": "https://submit.example/b"}]}]"#,
        &["url = \"https://a.example/cfp\"", "url = \"https://b.example/cfp\""],
        &["not taken: rounds.submission_link 2"],
    ),
    (
        "sources.yml",
        "- {name: A, start: 2027-05-01, url: 'https://a.example', source_urls: ['https://one.example', 'https://two.example']}\n- {name: B, start: 2027-05-02, url: 'https://b.example', source_urls: ['https://three.example']}\n",
        &[
            "source = \"https://one.example\"",
            "source-2 = \"https://two.example\"",
            "source = \"https://three.example\"",
        ],
        &[],
    ),
    // Records that are merged say where they differ.
    (
        "merged.csv",
        "name,start,city,venue,description,slides\nA,2027-05-01,Oslo,Hall 1,On Rust,https://one.example\nA,2027-05-01,Oslo,Hall 2,On Go,https://two.example\n",
        &["venue = \"Hall 1\"", "description = \"On Rust\""],
        &[
            "3: A: `venue` is `Hall 1` in merged.csv:2, and `Hall 2` here",
            "`description` is `On Rust`",
            "`links.slides` is `https://one.example`",
        ],
    ),
    // Hours that no day has.
    (
        "hours.yml",
        "- name: A\n  start: 2026-01-01T25:00\n  end: 2026-01-02 99:99\n  cfp: 2025-10-05 12:60\n",
        &["start = 2026-01-01", "due = 2025-10-05"],
        &["`25:00` in `2026-01-01T25:00` is no time of day", "`99:99` in", "`12:60` in"],
    ),
    // Words of a deadline that tell no kind.
    (
        "kinds.yml",
        "- name: A\n  start: 2026-01-01\n  deadlines: [{type: weird thing, date: 2025-11-05}, {type: paper, date: 2025-11-07}]\n",
        &["name = \"weird thing\"\ndue = 2025-11-05", "kind = \"paper\"\ndue = 2025-11-07"],
        &[],
    ),
    // Degrees that the Earth does not have.
    (
        "geo.yml",
        "- {name: A, start: 2026-01-01, geo: '91,200'}\n- {name: B, start: 2026-01-03, geo: '100.5,13.7'}\n",
        &["lat = 13.7"],
        &["1: `91, 200` is no point of the Earth"],
    ),
];

#[test]
fn nothing_is_lost_in_silence() {
    for (name, text, list, said) in CASES {
        let made = import(name, text);
        let report = report(&made.report);
        for line in *list {
            assert!(made.list.contains(line), "{name}: {line}\n{}\n{report}", made.list);
        }
        for line in *said {
            assert!(report.contains(line), "{name}: {line}\n{}\n{report}", made.list);
        }
    }
}
