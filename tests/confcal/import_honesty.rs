//! The contract of honesty: a value is in the list, in a remark, or among the fields that nothing took.

use confcal::{ImportInput, ImportOptions, ImportReport, ImportedList};

fn import(name: &str, text: &str) -> ImportedList {
    confcal::import(&[ImportInput::new(name, text)], &ImportOptions::default())
}

/// The remarks and the fields that nothing took, as one text.
pub(crate) fn report(report: &ImportReport) -> String {
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
    // Editions below their years, whatever is around them: each comes, with what the series says.
    (
        "years.yml",
        "conf1:\n  title: DevConf\n  url: https://a.example\n  2025: {start: 2025-05-01, city: Oslo}\n  2026: {start: 2026-05-01, city: Bonn}\n",
        &[
            "name = \"DevConf 2025\"\nstart = 2025-05-01\nid = \"devconf-2025\"\nurl = \"https://a.example\"\ncity = \"Oslo\"",
            "name = \"DevConf 2026\"\nstart = 2026-05-01\nid = \"devconf-2026\"\nurl = \"https://a.example\"\ncity = \"Bonn\"",
        ],
        &[],
    ),
    (
        "series.yml",
        "conf1:\n  title: DevConf\n  y2025: {start: 2025-05-01}\n  y2026: {start: 2026-05-01}\nconf2:\n  title: RustDays\n  \"2026\": {start: 2026-06-01}\n  location: {city: Oslo}\n",
        &["name = \"DevConf 2025\"", "name = \"DevConf 2026\"", "name = \"RustDays 2026\"", "city = \"Oslo\""],
        &[],
    ),
    (
        "lists.yml",
        "- title: DevConf\n  2025: [{start: 2025-05-01}]\n  2026:\n    - {start: 2026-05-01}\n    - {start: 2026-10-01}\n",
        &["start = 2025-05-01", "start = 2026-05-01", "start = 2026-10-01"],
        &[],
    ),
    (
        "days.yml",
        "- title: DevConf\n  2025: 1 May 2025\n  2026: 3-5 May\n",
        &["name = \"DevConf 2025\"\nstart = 2025-05-01", "start = 2026-05-03\nend = 2026-05-05"],
        &[],
    ),
    (
        "columns.csv",
        "Conference,2025,2026,URL\nDevConf,1-3 May 2025,4-6 May 2026,https://devconf.example\nRustDays,1-3 June 2025,,https://rust.example\n",
        &["name = \"DevConf 2025\"", "name = \"DevConf 2026\"", "name = \"RustDays 2025\""],
        &[],
    ),
    (
        "keys.yml",
        "DevConf:\n  2025: {start: 2025-05-01}\n  2026: {start: 2026-05-01}\nRustDays:\n  2026: {start: 2026-06-01}\n",
        &["name = \"DevConf 2025\"", "name = \"DevConf 2026\"", "name = \"RustDays 2026\""],
        &[],
    ),
    // Dates of the series are those of a conference beside its editions; its deadline is that of the last.
    (
        "now.yml",
        "- title: DevConf\n  start: 2026-05-01\n  2025: {start: 2025-05-01, guests: 300}\n- title: RustDays\n  cfp_end: 2026-01-05\n  2025: {start: 2025-06-01}\n  2026: {start: 2026-06-01}\n",
        &[
            "start = 2026-05-01",
            "start = 2025-05-01",
            "start = 2025-06-01",
            "id = \"rustdays-2026\"\n\n[[conference.deadline]]\nkind = \"cfp\"\ndue = 2026-01-05",
        ],
        &["not taken: guests 1"],
    ),
    // Fields with a year in their name are no editions.
    (
        "fields.yml",
        "- title: DevConf\n  cfp2026: {end: 2026-01-01}\n  start: 2026-05-01\n- title: RustDays\n  cfp2026: {end: 2026-01-01}\n  start: 2026-06-01\n",
        &[
            "name = \"DevConf\"\nstart = 2026-05-01",
            "name = \"RustDays\"\nstart = 2026-06-01",
            "kind = \"cfp\"\ndue = 2026-01-01",
        ],
        &[],
    ),
    // Conferences by their keys, beside a note.
    (
        "named.yml",
        "events:\n  devconf: {title: DevConf, start: 2027-05-01}\n  note: kept by hand\n  rustdays: {title: RustDays, start: 2027-05-02}\n",
        &["name = \"DevConf\"", "name = \"RustDays\""],
        &[],
    ),
    // Of two fields for one key the second is said where it says another thing.
    (
        "seasons.yml",
        "- title: DevConf\n  summer: {start: 2025-05-01, city: Oslo}\n  winter: {start: 2026-01-01, city: Bonn}\n- title: RustDays\n  winter: {start: 2026-02-01, city: Bonn}\n",
        &["start = 2025-05-01", "start = 2026-02-01"],
        &["not taken: winter.start 1", "not taken: winter.city 1"],
    ),
    // Items of a list of maps that are none.
    (
        "items.yml",
        "- {title: DevConf, start: 2027-05-01}\n- RustDays, 5 May 2027\n- [GoConf, 2027-06-01]\n- {title: JSConf, start: 2027-07-01}\n",
        &["name = \"DevConf\"", "name = \"JSConf\""],
        &[
            "2: 2 items of the list have no fields, and no entry comes of them, `RustDays, 5 May 2027`; the others are in lines 3",
        ],
    ),
    // Half a point.
    (
        "half.yml",
        "- {name: A, start: 2026-01-01, lat: 59.9}\n- {name: B, start: 2026-01-02, lat: 59.9, lon: 10.7}\n- {name: C, start: 2026-01-03, lat: north, lon: 10.7}\n- {name: D, start: 2026-01-04, lon: 10.5}\n",
        &["geo = { lat = 59.9, lon = 10.7 }"],
        &[
            "1: the latitude `59.9` has no longitude",
            "3: `north, 10.7` is no point",
            "4: the longitude `10.5` has no latitude",
        ],
    ),
    (
        "odd.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART;VALUE=DATE:20270510\nDTEND;VALUE=DATE:20270501\nGEO:here\nURL:see the site\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:B\nDTSTART;TZID=Nowhere/Land:20270510T090000\nEND:VEVENT\nEND:VCALENDAR\n",
        &["start = 2027-05-10"],
        &[
            "5: A: it ends on 2027-05-01, before it begins",
            "6: `here` is no point of the Earth",
            "7: `see the site` is not an address of the web",
            "11: the time of B is in the zone `Nowhere/Land`, which is not known: only the day is taken",
        ],
    ),
    (
        "zones.yml",
        "- {name: A, start: 2027-05-10T09:00, timezone: Mars/Olympus}\n- {name: B, start: 2027-05-11, timezone: Mars/Olympus}\n- {name: C, start: 2027-05-12T09:00, timezone: Europe/Oslo}\n",
        &["start = 2027-05-10 # at 09:00, in `Mars/Olympus`", "timezone = \"Europe/Oslo\""],
        &[
            "2: the time zone `Mars/Olympus` is not known",
            "1: the time of A is in the zone `Mars/Olympus`, which is not known",
        ],
    ),
    (
        "virtual.json",
        r#"{"@context": "https://schema.org", "@type": "Event", "name": "A", "startDate": "2027-05-01", "url": "https://a.example", "location": {"@type": "VirtualLocation", "url": "https://stream.example/a"}}"#,
        &["online = true", "online = \"https://stream.example/a\""],
        &[],
    ),
    // Values that are none of their kind.
    (
        "kind.json",
        "[{\"name\": \"A\", \"start\": \"2027-05-01\", \"end\": \"later 3\", \"online\": \"maybe 4\"},\n{\"name\": \"B\", \"start\": \"2027-05-02\", \"end\": \"2027-05-03\", \"online\": true},\n{\"name\": \"C\", \"start\": \"2027-05-04\", \"end\": \"2027-05-06\", \"online\": false}]",
        &["start = 2027-05-01\nid", "end = 2027-05-03", "end = 2027-05-06"],
        &[
            "1: `later 3` is not a date that confcal understands: A has no last day",
            "1: `maybe 4` does not say whether it is online",
        ],
    ),
    (
        "length.csv",
        "name,start,days\nA,2027-05-01,3\nB,2027-05-02,many\nC,2027-05-03,2\nD,2027-05-05,4\n",
        &["end = 2027-05-03", "start = 2027-05-02\nid", "end = 2027-05-04"],
        &["3: `many` is no number of days: B has no last day"],
    ),
    // Dates in three columns each.
    (
        "parts.csv",
        "name,start_y,start_m,start_d,end_y,end_m,end_d,cfp_y,cfp_m,cfp_d\nA,2027,5,30,2027,6,2,2027,2,1\nB,2027,6,4,2027,6,5,,,\n",
        &[
            "name = \"A\"\nstart = 2027-05-30\nend = 2027-06-02",
            "due = 2027-02-01",
            "start = 2027-06-04\nend = 2027-06-05",
        ],
        &[],
    ),
    (
        "words.csv",
        "name,Start Year,Start Month,Start Day,Abstract Year,Abstract Month,Abstract Day\nA,2027,May,30,2026,December,1\nB,2027,June,4,2027,January,2\n",
        &["start = 2027-05-30", "kind = \"abstract\"\ndue = 2026-12-01"],
        &[],
    ),
    // A line without a link, and words behind its date that are no place; two deadlines in one part of an item.
    (
        "lines.md",
        "# 2026\n\n- Foo 2026-08-01, something\n- [Bar](https://bar.example) - June 16-20, 2026, Frankfurt, Germany; extended abstract deadline 13 Feb 2026, poster deadline 24 Apr 2026\n",
        &[
            "name = \"Foo\"\nstart = 2026-08-01",
            "description = \"something\"",
            "kind = \"abstract\"\ndue = 2026-02-13",
            "kind = \"poster\"\ndue = 2026-04-24",
        ],
        &[],
    ),
    // Items of a list of texts that are maps.
    (
        "topics.yml",
        "- {name: A, start: 2027-05-01, topics: [\"a\", {\"x\": 1}]}\n- {name: B, start: 2027-05-02, topics: [b, {name: c}]}\n",
        &["tags = [\"a\"]", "tags = [\"b\", \"c\"]"],
        &["1: A: 1 of its tags are maps without a name"],
    ),
    // Shipped mappings.
    (
        "google.csv",
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Location\nA,2026-05-13,9:00 AM,2026-05-13,5:00 PM,False,\"Oslo, Norway\"\nB,2026-05-14,,2026-05-15,,True,\"Oslo, Norway\"\n",
        &["start = 2026-05-13T09:00:00\nend = 2026-05-13T17:00:00", "start = 2026-05-14\nend = 2026-05-15"],
        &["times that name no zone are taken for those of their place"],
    ),
    (
        "yaml2ics.yml",
        "name: Cal\ntimezone: Europe/Oslo\nevents:\n  - {summary: A, begin: 2027-05-01 10:00, duration: {hours: 3}}\n",
        &["start = 2027-05-01T10:00:00"],
        &["not taken: duration.hours 1"],
    ),
    // Dates that are in doubt.
    (
        "doubt.csv",
        "name,dates,cfp_deadline\nA,~10 May 2027,around 1 March 2027\nB,not before 5 May 2027,not before 1 Mar 2027\nC,10 May 2027 (tentative),1 Mar 2027\nD,10 May 2027 or 17 May 2027,\nE,between 10 May 2027 and 12 May 2027,\n",
        &[
            "start = 2027-05-10 # was `~10 May 2027`",
            "due = 2027-03-01 # was `around 1 March 2027`",
            "name = \"B\"\nexpected = \"2027\"",
            "# due: was `not before 1 Mar 2027`",
            "name = \"D\"\nexpected = \"2027\"",
            "start = 2027-05-10\nend = 2027-05-12",
        ],
        &[
            "2: `~10 May 2027` is no sure date: the entry is tentative",
            "2: `around 1 March 2027` is no sure date",
            "3: `not before 5 May 2027` names no day that is sure",
            "3: `not before 1 Mar 2027` names no day that is sure: the deadline has no date",
            "5: `10 May 2027 or 17 May 2027` names no day that is sure",
        ],
    ),
    // Degrees that the Earth does not have.
    (
        "geo.yml",
        "- {name: A, start: 2026-01-01, geo: '91,200'}\n- {name: B, start: 2026-01-03, geo: '100.5,13.7'}\n",
        &["lat = 13.7"],
        &["1: `91, 200` is no point of the Earth"],
    ),
    // Ranges apart, of which the first is taken; near ones are one.
    (
        "ranges.csv",
        "name,date\nA,27-28 January and 3-4 March 2027\nB,9-10 e 16-17 settembre 2027\nC,\"March 9-12 & 13-20, 2027\"\n",
        &[
            "name = \"A\"\nstart = 2027-01-27\nend = 2027-01-28",
            "name = \"B\"\nstart = 2027-09-09\nend = 2027-09-17",
            "name = \"C\"\nstart = 2027-03-09\nend = 2027-03-20",
        ],
        &[
            "2: `27-28 January and 3-4 March 2027` are several dates: only 2027-01-27 to 2027-01-28 are taken",
            "3: `9-10 e 16-17 settembre 2027` are several dates: taken for 2027-09-09 to 2027-09-17",
        ],
    ),
    // Dates of the steps of a contest.
    (
        "steps.json",
        "{\"hackathons\": [\n{\"name\": \"A\", \"dates\": [{\"date\": \"2027-03-03\", \"type\": \"apertura\"}, {\"date\": \"2027-03-31\", \"type\": \"premios\"}]},\n\
         {\"name\": \"B\", \"dates\": [{\"date\": \"2027-04-07\", \"type\": \"apertura\"}]}]}",
        &["name = \"A\"\nstart = 2027-03-03"],
        &["`dates.date` has 2 dates for A: only 2027-03-03 is taken"],
    ),
    // The meetings of one group, which their list does not name.
    (
        "meetings.yml",
        "- {number: 115, date: 2027-10-23}\n- {number: 114, date: 2027-09-25}\n",
        &[],
        &[
            "`name = \"FIELD\"` below `[fields]` in it says which one is, or `name = \"Our meetup {FIELD}\"` for the meetings of one group",
        ],
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

/// Two inputs with one name and day in two cities.
#[test]
fn conferences_of_one_name_and_day_in_other_cities_are_said() {
    let input =
        |name: &str, city: &str| ImportInput::new(name, format!("name,start,city\nDevFest,2027-05-01,{city}\n"));
    let made = confcal::import(&[input("a.csv", "Oslo"), input("b.csv", "Bonn")], &ImportOptions::default());
    assert_eq!(made.report.written, 2);
    let said = "2: DevFest: is in `Bonn`, and in a.csv:2 on the same day in `Oslo`: both are written";
    assert!(report(&made.report).contains(said), "{}", report(&made.report));
    let made = confcal::import(&[input("a.csv", "Oslo"), input("b.csv", "Oslo")], &ImportOptions::default());
    assert_eq!((made.report.written, made.report.merged), (1, 1));
}

/// What a list and an input say of one key, each with a conflict.
#[test]
fn differences_from_a_list_are_said() {
    let list = "[feed]\nid = \"x\"\n\n[[conference]]\nname = \"A\"\nstart = 2027-05-01\nid = \"a\"\nurl = \"https://a.example\"\ncity = \"Oslo\"\nonline = true\nlinks = { slides = \"https://one.example\" }\ndescription = \"On Rust\"\n";
    let input = "name,start,url,city,slides,description,online\nA,2027-05-01,https://a.example,Oslo,https://two.example,On Go,false\n";
    let inputs = [ImportInput::new("in.csv", input)];
    let of_list = confcal::Source::new("list.toml", list);
    let made = confcal::import_into(&of_list, &inputs, &ImportOptions::default()).expect("the list is sound");
    assert_eq!(made.list, list);
    for said in [
        "2: A: `description` is \"On Rust\" in the list, and \"On Go\" here: the list counts",
        "2: A: `links.slides` is \"https://one.example\" in the list, and \"https://two.example\" here: the list counts",
        "2: A: `online` is true in the list, and it is in person here: the list counts",
    ] {
        assert!(report(&made.report).contains(said), "{said}\n{}", report(&made.report));
    }
    let mut options = ImportOptions::default();
    options.prefer_input = true;
    let made = confcal::import_into(&of_list, &inputs, &options).expect("the list is sound");
    assert!(made.list.contains("slides = \"https://two.example\"") && made.list.contains("\"On Go\""), "{}", made.list);
    // A second run says nothing more.
    let again = confcal::import_into(&confcal::Source::new("list.toml", made.list), &inputs, &options);
    assert_eq!(report(&again.expect("the list is sound").report), "");
}

/// A mapping that was given and finds no record says why.
#[test]
fn a_mapping_without_records_says_where_they_are() {
    for (mapping, said) in [
        (
            "[fields]\nname = \"title\"\n",
            "no `at` below `[records]`, which says where the entries are; they seem to be at = \"*\"",
        ),
        (
            "[records]\nat = \"events.*\"\n[fields]\nname = \"title\"\n",
            "`at = \"events.*\"` of the mapping leads to no entry",
        ),
    ] {
        let mut options = ImportOptions::default();
        options.mapping = Some(mapping.to_owned());
        let input = ImportInput::new("a.yml", "- {title: A, start: 2027-05-01}\n- {title: B, start: 2027-05-02}\n");
        let made = confcal::import(&[input], &options);
        assert!(report(&made.report).contains(said), "{}", report(&made.report));
    }
}
