//! Exports of calendar programs, stores and sheets: the values that only they write.

use confcal::{ImportInput, ImportOptions};

use crate::import_honesty::report as remarks;

/// A file, its text, and the lines of the list and of the report; those that begin with `!` may not stand there.
pub(crate) type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // Outlook writes the midnight behind the last day.
    (
        "outlook.csv",
        "Subject,Start Date,Start Time,End Date,End Time,All day event,Location\n\
         A,6/14/2026,12:00:00 AM,6/17/2026,12:00:00 AM,True,\"Oslo, Norway\"\n\
         B,6/24/2026,12:00:00 AM,6/25/2026,12:00:00 AM,True,\"Oslo, Norway\"\n\
         C,6/24/2026,9:00:00 AM,6/25/2026,5:00:00 PM,False,\"Oslo, Norway\"\n",
        &["start = 2026-06-14\nend = 2026-06-16\n", "start = 2026-06-24\nid", "end = 2026-06-25T17:00:00"],
        &["end (the day behind the last)", "!not taken"],
    ),
    (
        "german.csv",
        "Betreff,Beginnt am,Beginnt um,Endet am,Endet um,Ganztägiges Ereignis,Ort\n\
         A,14.6.2026,00:00:00,17.6.2026,00:00:00,Wahr,\"Oslo, Norwegen\"\n\
         B,24.6.2026,00:00:00,26.6.2026,00:00:00,Wahr,\"Oslo, Norwegen\"\n\
         C,27.6.2026,09:00:00,27.6.2026,17:00:00,Falsch,\"Oslo, Norwegen\"\n",
        &["end = 2026-06-16", "end = 2026-06-25", "start = 2026-06-27T09:00:00\nend = 2026-06-27T17:00:00"],
        &["!left out"],
    ),
    // Google's own columns have the last day, and no hours of whole days.
    (
        "google.csv",
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Location\n\
         A,06/14/2026,,06/17/2026,,True,\"Oslo, Norway\"\nB,06/24/2026,,06/24/2026,,True,\"Oslo, Norway\"\n",
        &["end = 2026-06-17", "start = 2026-06-24\nid"],
        &[],
    ),
    // An event of a day that ends when it begins shows that ends are last days.
    (
        "plugin.json",
        r#"[{"title": "A", "start_date": "2026-06-14 00:00:00", "end_date": "2026-06-17 00:00:00", "all_day": true},
{"title": "B", "start_date": "2026-06-24 00:00:00", "end_date": "2026-06-24 00:00:00", "all_day": true}]"#,
        &["end = 2026-06-17"],
        &[],
    ),
    (
        "minutes.json",
        r#"[{"title": "A", "start_date": "2026-06-14 00:00:00", "end_date": "2026-06-17 23:59:59", "all_day": true}]"#,
        &["end = 2026-06-17"],
        &[],
    ),
    (
        "graph.json",
        r#"{"value": [{"subject": "A", "isAllDay": true, "start": {"dateTime": "2026-06-14T00:00:00.0000000", "timeZone": "UTC"}, "end": {"dateTime": "2026-06-17T00:00:00.0000000", "timeZone": "UTC"}, "location": {"displayName": "Oslo, Norway"}},
{"subject": "B", "isAllDay": false, "start": {"dateTime": "2026-06-14T09:00:00.0000000", "timeZone": "GMT Standard Time"}, "end": {"dateTime": "2026-06-17T17:00:00.0000000", "timeZone": "GMT Standard Time"}, "location": {"displayName": "Leeds, UK"}}]}"#,
        &["end = 2026-06-16", "end = 2026-06-17T17:00:00", "timezone = \"Europe/London\""],
        &["!time zone"],
    ),
    (
        "fullcalendar.json",
        r#"[{"title": "A", "start": "2026-06-14", "end": "2026-06-17", "allDay": true}, {"title": "B", "start": "2026-06-24", "allDay": true}]"#,
        &["end = 2026-06-16", "start = 2026-06-24\nid"],
        &[],
    ),
    (
        "last-days.json",
        r#"[{"title": "A", "start": "2026-06-14", "end": "2026-06-17", "allDay": true}, {"title": "B", "start": "2026-06-24", "end": "2026-06-24", "allDay": true}]"#,
        &["end = 2026-06-17"],
        &[],
    ),
    (
        "google.json",
        r#"{"items": [{"summary": "A", "start": {"date": "2026-06-14"}, "end": {"date": "2026-06-17"}, "iCalUID": "a@google.com"}]}"#,
        &["end = 2026-06-16"],
        &[],
    ),
    // A line or an entry that is broken costs itself alone.
    (
        "lines.jsonl",
        "{\"name\": \"A\", \"start\": \"2027-05-01\"}\n{\"name\": \"B\", \"start\": \"2027-05-02\"\n\n{\"name\": \"C\", \"start\": \"2027-05-03\"},\nrubbish\n\
         {\"name\": \"D\", \"start\": \"2027-05-04\"}\n",
        &["name = \"A\"", "name = \"C\"", "name = \"D\""],
        &["2: the line cannot be read as JSON: EOF", "5: the line cannot be read as JSON"],
    ),
    (
        "cut.json",
        "[\n{\"name\": \"A\", \"start\": \"2027-05-01\"},\n{\"name\": \"B\", \"start\": \"2027-05-02\"},\n{\"name\": \"C\", \"st\n",
        &["name = \"A\"", "name = \"B\"", "!name = \"C\""],
        &["4: the JSON is cut off in this entry"],
    ),
    (
        "cut-inside.json",
        "{\"title\": \"[x]\", \"events\": [\n{\"name\": \"A\", \"start\": \"2027-05-01\", \"tags\": [\"a\"]},\n{\"name\": \"B\", \"start\": \"2027-05-02\"},\n",
        &["name = \"A\"", "name = \"B\""],
        &["3: the JSON is cut off here"],
    ),
    (
        "one.json",
        "[\n{\"name\": \"A\", \"start\": \"2027-05-01\"},\n{\"name\": \"B\", \"start\": 2027-05-02},\n{\"name\": \"C\", \"start\": \"2027-05-03\"}\n]\n",
        &["name = \"A\"", "name = \"C\"", "!name = \"B\""],
        &["3: the entry cannot be read as JSON"],
    ),
    (
        "colon.yml",
        "- name: A: the best: of all\n  start: 2027-05-01\n- name: B\n  start: 2027-05-02\n- name: [C\n  start: 2027-05-03\n",
        &["name = \"A: the best: of all\"", "name = \"B\"", "!name = \"C\""],
        &[
            "1: `A: the best: of all` has a colon and stands in no quotes: it is taken as it is",
            "the YAML cannot be read",
            "!at line",
        ],
    ),
    // The page of an event in a calendar is no site; the description may name that.
    (
        "pages.json",
        r#"{"items": [{"summary": "A", "htmlLink": "https://www.google.com/calendar/event?eid=abc", "description": "Map: https://maps.example/x, see https://a.example/2026.", "start": {"date": "2026-06-14"}, "end": {"date": "2026-06-17"}},
{"summary": "B", "htmlLink": "https://www.google.com/calendar/event?eid=abd", "start": {"dateTime": "2026-06-14T09:00:00Z"}, "end": {"dateTime": "2026-06-14T17:00:00Z"}}]}"#,
        &[
            "url = \"https://a.example/2026\"",
            "calendar = \"https://www.google.com/calendar/event?eid=abd\"",
            "!url = \"https://www",
        ],
        &["1: `https://a.example/2026` is taken from the description as the site"],
    ),
    // Hours in a field that has days elsewhere.
    (
        "hours.csv",
        "name,day,start,end,city\nA,2027-05-01,4:00 PM,6:00 PM,Oslo\nB,2027-05-02,5:00 PM,7:00 PM,Oslo\nC,,2027-05-03,2027-05-04,Oslo\n",
        &["start = 2027-05-01T16:00:00\nend = 2027-05-01T18:00:00", "start = 2027-05-03\nend = 2027-05-04"],
        &["!left out"],
    ),
    (
        "days.csv",
        "name,day,start,end,city\nA,2027-05-01,4:00 PM,6:00 PM,Oslo\nC,,2027-05-03,2027-05-04,Oslo\nD,,2027-05-05,2027-05-06,Oslo\n",
        &["start = 2027-05-01T16:00:00\nend = 2027-05-01T18:00:00", "start = 2027-05-03\nend = 2027-05-04"],
        &["!left out"],
    ),
    // Ways to take part.
    (
        "ways.csv",
        "name,start,city,Event Type\nA,2027-05-01,Oslo,In-person\nB,2027-05-02,Oslo,Hybrid\nC,2027-05-03,,Virtual\nD,2027-05-04,,Online only\n",
        &["id = \"b-2027\"\ncity = \"Oslo\"\nonline = true", "id = \"d-2027\"\nonline = true"],
        &["online from `Event Type`"],
    ),
    (
        "kinds.csv",
        "name,start,city,Event Type\nA,2027-05-01,Oslo,Conference\nB,2027-05-02,Oslo,Web\n",
        &["!online"],
        &[],
    ),
    (
        "days.json",
        r#"[{"title": "A", "start": {"date": "2026-06-14"}, "end": {"date": "2026-06-17"}, "allDay": true}, {"title": "B", "start": {"date": "2026-06-24"}, "end": {"date": "2026-06-25"}, "allDay": true}]"#,
        &["end = 2026-06-16", "start = 2026-06-24\nid"],
        &[],
    ),
    (
        "beneath.yml",
        "conferences:\n  - name: A\n    start: 2027-05-05\n  - name: B: the conf\n    start: 2027-06-05\n  - name: C\n    desc: [unclosed\n  - name: D\n    start: 2027-08-05\n",
        &["name = \"A\"", "name = \"B: the conf\"", "name = \"D\"\nstart = 2027-08-05", "!name = \"C\""],
        &["4: `B: the conf` has a colon", "7: the YAML cannot be read: unclosed bracket"],
    ),
    // Midnight of the place in UTC is a day.
    (
        "midnight.json",
        r#"[{"name": "A", "start": "2027-05-05T22:00:00.000Z", "end": "2027-05-07T22:00:00.000Z", "city": "Berlin", "country": "DE"},
{"name": "B", "start": "2027-12-05T23:00:00.000Z", "end": "2027-12-05T23:00:00.000Z", "city": "Paris", "country": "FR"},
{"name": "C", "start": "2027-05-05T16:00:00.000Z", "end": "2027-05-05T18:00:00.000Z", "city": "Rome", "country": "IT"},
{"name": "D", "start": "2027-05-05T22:00:00.000Z", "end": "2027-05-06T01:00:00.000Z", "city": "Oslo", "country": "NO"}]"#,
        &[
            "start = 2027-05-06\nend = 2027-05-08",
            "start = 2027-12-06\nid",
            "start = 2027-05-05T16:00:00Z",
            "start = 2027-05-05T22:00:00Z",
        ],
        &["1: A: `2027-05-05T22:00Z` is midnight in Europe/Berlin: 2027-05-06 is taken as its first day", "!D:"],
    ),
    // When a form was opened and sent is none of its answers.
    (
        "form.csv",
        "Submitted at,Event name,First day,Call for speakers deadline\n2026-09-01,A,2027-05-05,2027-01-01\n2026-09-02,B,2027-06-05,2027-02-01\n",
        &["due = 2027-01-01", "!2026-09"],
        &["not taken: Submitted at 2"],
    ),
    (
        "microsoft-forms.csv",
        "ID,Start time,Completion time,Email,Name,Conference,First day,Last day\n\
         1,10/3/2026 14:20:10,10/3/2026 14:22:10,a@b.example,Jo,A,5/14/2027,5/16/2027\n",
        &["name = \"A\"\nstart = 2027-05-14\nend = 2027-05-16", "!2026-10"],
        &["not taken: Start time 1"],
    ),
    (
        "typeform.csv",
        "#,What is the conference called?,When does it start?,Start Date (UTC),Submit Date (UTC)\n\
         abc,A,2027-05-14,2026-10-03 14:20:10,2026-10-03 14:22:10\ndef,B,2027-06-14,2026-10-04 14:20:10,2026-10-04 14:22:10\n",
        &["start = 2027-05-14", "!2026-10"],
        &[],
    ),
    // Hours of a conference are none of a form.
    (
        "hours-of-day.csv",
        "name,date,start time\nA,2027-05-05,09:00\nB,2027-05-06,10:00\n",
        &["start = 2027-05-05"],
        &["{start time}"],
    ),
    // What a store keeps of a page, one to a line.
    (
        "notion.jsonl",
        r#"{"object": "page", "id": "1", "properties": {"Name": {"id": "title", "type": "title", "title": [{"type": "text", "plain_text": "A"}]}, "Date": {"id": "a", "type": "date", "date": {"start": "2027-05-01", "end": "2027-05-03"}}, "City": {"id": "b", "type": "rich_text", "rich_text": [{"type": "text", "plain_text": "Oslo"}]}}}
{"object": "page", "id": "2", "properties": {"Name": {"id": "title", "type": "title", "title": [{"type": "text", "plain_text": "B"}]}, "Date": {"id": "a", "type": "date", "date": {"start": "2027-06-01", "end": null}}, "City": {"id": "b", "type": "rich_text", "rich_text": [{"type": "text", "plain_text": "Rome"}]}}}"#,
        &["name = \"A\"", "city = \"Oslo\"", "city = \"Rome\""],
        &[],
    ),
];

#[test]
fn exports_are_read_as_their_programs_mean_them() {
    check(CASES);
}

/// Imports the text of each case by itself.
pub(crate) fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (name, text, list, report) in cases {
        let imported = confcal::import(&[ImportInput::new(*name, *text)], &ImportOptions::default());
        let guesses = imported.report.files.iter().flat_map(|file| &file.guess).map(|guess| format!("{guess}\n"));
        let said = guesses.chain([remarks(&imported.report)]).collect::<String>();
        for (whole, parts) in [(&imported.list, list), (&said, report)] {
            let holds =
                |part: &&&str| part.strip_prefix('!').map_or(whole.contains(**part), |part| !whole.contains(part));
            let odd: Vec<_> = parts.iter().filter(|part| !holds(part)).collect();
            if !odd.is_empty() {
                wrong.push(format!("{name}: {odd:?} in\n{whole}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
