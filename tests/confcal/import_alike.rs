//! The same records in another notation, with other words around them or before their names, give the same entries.

use confcal::{ImportInput, ImportOptions};
use serde_json::{Map, Value, json};

/// Lists of records: with a field for each value, with texts for dates and places, and with several fields that could be the name.
fn lists() -> [Value; 4] {
    [
        json!([
            {"title": "Rust Nation", "start_date": "2027-02-18", "end_date": "2027-02-19", "city": "London", "country": "United Kingdom",
             "website": "https://rustnation.example/", "cfp_deadline": "2026-10-31", "topics": "Rust, Web"},
            {"title": "Oxidize", "start_date": "2027-09-16", "end_date": "2027-09-18", "city": "Berlin", "country": "Germany",
             "website": "https://oxidize.example/", "cfp_deadline": "2027-04-30", "topics": "Rust, Embedded"},
            {"title": "RustLab", "start_date": "2027-11-01", "end_date": "2027-11-02", "city": "Florence", "country": "Italy",
             "website": "https://rustlab.example/", "cfp_deadline": "2027-06-15", "topics": "Rust"},
        ]),
        json!([
            {"conference": "EuroSciPy", "when": "18-22 August 2027", "where": "Kraków, Poland", "link": "https://euroscipy.example/", "paper_due": "2027-03-01"},
            {"conference": "SciPy Latin America", "when": "5-7 October 2027", "where": "Bogotá, Colombia", "link": "https://scipyla.example/", "paper_due": "2027-05-01"},
            {"conference": "PyData Global", "when": "1-3 December 2027", "where": "Online", "link": "https://pydata.example/", "paper_due": "2027-08-01"},
        ]),
        json!([
            {"acronym": "ICSE", "full_name": "International Conference on Software Engineering", "notification_date": "2026-12-01", "date": "2027-04-25",
             "location": "Dublin, Ireland", "url": "https://icse.example/", "paper_deadline": "2026-08-01"},
            {"acronym": "FSE", "full_name": "Foundations of Software Engineering", "notification_date": "2027-02-01", "date": "2027-07-05",
             "location": "Montreal, Canada", "url": "https://fse.example/", "paper_deadline": "2026-10-01"},
            {"acronym": "ASE", "full_name": "Automated Software Engineering", "notification_date": "2027-06-01", "date": "2027-10-12",
             "location": "Munich, Germany", "url": "https://ase.example/", "paper_deadline": "2027-04-01"},
        ]),
        json!([
            {"talk": "Graphs are everywhere", "speaker": "Ada", "date": "2027-11-02", "location": "Leeds, UK", "url": "https://meet.example/1"},
            {"talk": "Back to school: sorting", "speaker": "Bob", "date": "2027-10-05", "location": "York, UK", "url": "https://meet.example/2"},
            {"talk": "Content security policies", "speaker": "Eve", "date": "2027-09-07", "location": "Hull, UK", "url": "https://meet.example/3"},
        ]),
    ]
}

type Variant = (&'static str, fn(&[Value]) -> Value);

/// The forms in which programs and keepers write the same records.
const VARIANTS: &[Variant] = &[
    ("below a name", |records| json!({"events": records})),
    ("below names of programs", |records| json!({"status": "ok", "data": {"items": records, "total": records.len()}})),
    ("attributes", |records| json!({"data": numbered(records, |id, record| json!({"id": id, "attributes": record}))})),
    (
        "nodes",
        |records| json!({"data": {"all": {"edges": numbered(records, |id, record| json!({"cursor": format!("c{id}"), "node": record}))}}}),
    ),
    ("rows of a store", |records| {
        let row = |id: usize, record: &Value| json!({"id": format!("rec{id:05}"), "createdTime": "2026-01-05T10:00:00.000Z", "fields": record});
        json!({"records": numbered(records, row)})
    }),
    ("a map by drawn keys", |records| keyed(records, |id| format!("-NqX2b81kWc4Hd0pL{id:03}"))),
    ("a map by numbers behind letters", |records| keyed(records, |id| format!("event{id}"))),
    ("names of camels", |records| renamed(records, camel)),
    ("names in capitals", |records| renamed(records, str::to_uppercase)),
    ("names with hyphens", |records| renamed(records, |name| name.replace('_', "-"))),
    ("names behind `event`", |records| renamed(records, |name| format!("event_{name}"))),
    ("names behind the name of a plugin", |records| renamed(records, |name| format!("tribe_{name}"))),
    ("times of the record", |records| {
        let stamped = |id: usize, record: &Value| {
            let mut record = record.clone();
            record["created_at"] = json!(format!("2026-01-{:02}T10:11:12Z", id + 1));
            record["updated_at"] = json!(format!("2026-02-{:02}T10:11:12Z", id + 1));
            record["uuid"] = json!(format!("3f2504e0-4f89-11d3-9a0c-0305e82c33{id:02}"));
            record["author"] = json!("Jane Doe");
            record
        };
        Value::Array(numbered(records, stamped))
    }),
];

fn numbered(records: &[Value], make: impl Fn(usize, &Value) -> Value) -> Vec<Value> {
    records.iter().enumerate().map(|(id, record)| make(id, record)).collect()
}

fn keyed(records: &[Value], key: impl Fn(usize) -> String) -> Value {
    records.iter().enumerate().map(|(id, record)| (key(id), record.clone())).collect::<Map<_, _>>().into()
}

fn renamed(records: &[Value], name: impl Fn(&str) -> String) -> Value {
    let record = |record: &Value| -> Value {
        let members = record.as_object().into_iter().flatten();
        members.map(|(key, value)| (name(key), value.clone())).collect::<Map<_, _>>().into()
    };
    records.iter().map(record).collect()
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

/// The entries that come of a text, without comments.
fn entries(name: &str, text: String) -> String {
    let made = confcal::import(&[ImportInput::new(name, text)], &ImportOptions::default());
    let (_, entries) = made.list.split_once("[[conference]]").unwrap_or_else(|| panic!("{name}: {:?}", made.report));
    entries.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_same_records_in_another_form_are_the_same_entries() {
    for list in lists() {
        let records = list.as_array().unwrap();
        let expected = entries("list.json", list.to_string());
        assert!(expected.contains("\nurl = ") && expected.contains("\ncity = "), "{expected}");
        for (form, write) in VARIANTS {
            assert_eq!(entries("list.json", write(records).to_string()), expected, "{form}");
        }
    }
}

#[test]
fn a_word_before_some_names_is_a_part_of_them() {
    // The talk and its event have names of their own.
    let list = json!([
        {"name": "Ada", "title": "Async in anger", "event_name": "RustLab", "event_date": "2027-11-01", "event_url": "https://rustlab.example/", "slides": "https://slides.example/1"},
        {"name": "Bob", "title": "Types for all", "event_name": "Oxidize", "event_date": "2027-09-16", "event_url": "https://oxidize.example/", "slides": "https://slides.example/2"},
    ]);
    let found = entries("talks.json", list.to_string());
    assert!(found.contains("name = \"RustLab\"") && found.contains("name = \"Oxidize\""), "{found}");
}
