//! Times of day that name no zone: that of the place where it tells one, else the day and a line of the report.

use confcal::{ImportInput, ImportOptions, ImportedList};

/// The cells for the date, the time and the place, and what the list has then: `start`, `end` and `timezone`, as far as it has them.
const ROWS: &[(&str, &str, &str, &str)] = &[
    // Of a country with one zone, or whose clocks agree.
    ("2027-03-01 09:00", "", "Katowice, Poland", "2027-03-01T09:00:00 - Europe/Warsaw"),
    ("2027-03-01T09:00", "", "Japan", "2027-03-01T09:00:00 - Asia/Tokyo"),
    ("5 March 2027, 10am to 4pm", "", "Hürth, Germany", "2027-03-05T10:00:00 2027-03-05T16:00:00 Europe/Berlin"),
    ("5 March 2027 à 19h30", "", "Tours, France", "2027-03-05T19:30:00 - Europe/Paris"),
    ("2027-03-01 09:00", "", "Mendoza, Argentina", "2027-03-01T09:00:00 - America/Argentina/Buenos_Aires"),
    // Of one with several, the state or the city tells.
    ("2027-03-01 09:00", "", "Boston, USA", "2027-03-01T09:00:00 - America/New_York"),
    ("2027-03-01 09:00", "", "Fresno, CA, USA", "2027-03-01T09:00:00 - America/Los_Angeles"),
    ("2027-03-01 09:00", "", "Portland, Maine, USA", "2027-03-01T09:00:00 - America/New_York"),
    ("2027-03-01 09:00", "", "Montreal, Canada", "2027-03-01T09:00:00 - America/Toronto"),
    ("2027-03-01 09:00", "", "Springfield, USA", "2027-03-01 - -"),
    ("2027-03-01 09:00", "", "Columbus, NE, USA", "2027-03-01 - -"),
    // A city alone, if there is no other of its name.
    ("2027-03-01 09:00", "", "Berlin", "2027-03-01T09:00:00 - Europe/Berlin"),
    ("2027-03-01 09:00", "", "Newcastle", "2027-03-01 - -"),
    ("2027-03-01 09:00", "", "Online", "2027-03-01 - -"),
    // A night, and a slip.
    ("5 March 2027, 22:00-02:00", "", "Oslo, Norway", "2027-03-05T22:00:00 2027-03-06T02:00:00 Europe/Oslo"),
    ("5 March 2027, 9:00-5:00", "", "Oslo, Norway", "2027-03-05T09:00:00 - Europe/Oslo"),
    // Both ends or none.
    ("5-7 March 2027, 9:00", "", "Oslo, Norway", "2027-03-05 2027-03-07 -"),
    // Stamps of programs are days.
    ("2027-03-05 00:00", "", "Oslo, Norway", "2027-03-05 - -"),
    ("2027-03-05 23:59", "", "Oslo, Norway", "2027-03-05 - -"),
    // The zone that the text names counts.
    ("2027-03-01 09:00 CET", "", "Boston, USA", "2027-03-01T09:00:00 - Europe/Paris"),
    ("2027-03-01 09:00+02:00", "", "Boston, USA", "2027-03-01T09:00:00+02:00 - -"),
    // A column of its own.
    ("2027-03-01", "09:00", "Katowice, Poland", "2027-03-01T09:00:00 - Europe/Warsaw"),
    ("2027-03-01", "18:30 - 21:00", "Katowice, Poland", "2027-03-01T18:30:00 2027-03-01T21:00:00 Europe/Warsaw"),
    ("2027-03-01", "10:00-12:00", "Katowice, Poland", "2027-03-01T10:00:00 2027-03-01T12:00:00 Europe/Warsaw"),
    ("01.03.2027", "19 Uhr", "Bonn, Germany", "2027-03-01T19:00:00 - Europe/Berlin"),
    ("5-7 March 2027", "9:00", "Bonn, Germany", "2027-03-05 2027-03-07 -"),
];

fn import(name: &str, text: &str) -> ImportedList {
    confcal::import(&[ImportInput::new(name, text)], &ImportOptions::default())
}

/// The value of a key of the only entry without its comment, `-` without one.
fn value<'l>(list: &'l str, key: &str) -> &'l str {
    let prefix = format!("{key} = ");
    let found = list.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap_or("-");
    found.split(" # ").next().unwrap_or_default().trim_matches('"')
}

#[test]
fn a_time_without_a_zone_has_that_of_its_place() {
    for (date, time, place, expected) in ROWS {
        let csv = format!("Name,Date,Time,Place\nA,\"{date}\",{time},\"{place}\"\n");
        let made = import("meetings.csv", &csv);
        let found = ["start", "end", "timezone"].map(|key| value(&made.list, key)).join(" ");
        assert_eq!(found, *expected, "{csv}{}{:?}", made.list, made.report);
        let has_time = date.contains(':') || date.contains("am ") || !time.is_empty();
        let is_stamp = date.ends_with("00:00");
        let report = format!("{:?}", made.report.changed);
        let is_said = ["names no zone", "taken for those of their place", "do not fit both"]
            .iter()
            .any(|said| report.contains(said));
        let names_zone = date.contains("CET") || date.contains('+') || is_stamp;
        assert_eq!(is_said, has_time && !names_zone || date.contains('h'), "{csv}{report}");
    }
}

/// A time with an abbreviation, a place, and the zone that it has then.
const ABBREVIATIONS: &[(&str, &str, &str)] = &[
    ("2027-05-01 09:00 IST", "Dublin, Ireland", "Europe/Dublin"),
    ("2027-12-01 09:00 IST", "Dublin, Ireland", "Europe/Dublin"),
    ("2027-05-01 09:00 IST", "Tel Aviv, Israel", "Asia/Jerusalem"),
    ("2027-05-01 09:00 IST", "Pune, India", "Asia/Kolkata"),
    ("2027-05-01 09:00 IST", "Online", "Asia/Kolkata"),
    ("2027-05-01 09:00 CST", "Beijing, China", "Asia/Shanghai"),
    ("2027-05-01 09:00 CST", "Paris, France", "America/Chicago"),
    ("2027-05-01 09:00 EST", "Sydney, Australia", "Australia/Sydney"),
    ("2027-07-01 09:00 MST", "Phoenix, AZ, USA", "America/Phoenix"),
    ("2027-05-01 09:00 BST", "Dhaka, Bangladesh", "Asia/Dhaka"),
    ("2027-05-01 09:00 BST", "Leeds, UK", "Europe/London"),
    ("2027-07-01 09:00 CET", "Oslo, Norway", "Europe/Paris"),
];

#[test]
fn an_abbreviation_means_the_hours_of_the_place_if_it_is_used_there() {
    for (date, place, zone) in ABBREVIATIONS {
        let made = import("meetings.csv", &format!("Name,Date,Place\nA,{date},\"{place}\"\n"));
        assert_eq!(value(&made.list, "timezone"), *zone, "{date} {place}: {:?}", made.report);
    }
}

#[test]
fn the_zone_is_said_once_for_a_list() {
    let rows: String = (1..9).map(|day| format!("A{day},2027-03-0{day} 19:00,\"Gdynia, Poland\"\n")).collect();
    let made = import("meetings.csv", &format!("Name,Date,Place\n{rows}B,2027-04-01 19:00,\"Boston, USA\"\n"));
    let said: Vec<&str> = made.report.changed.iter().map(|remark| remark.message.as_str()).collect();
    assert_eq!(
        said,
        ["times that name no zone are taken for those of their place: Europe/Warsaw, the only zone of Poland; \
          America/New_York, the zone of Boston"]
    );
}

#[test]
fn a_place_behind_a_time_is_no_zone_alone() {
    let list = "# Meetings\n\n- [Rust](https://rust.example) — 2027-03-01 18:00, Warsaw, Poland\n\
                - [Go](https://go.example) — 4 March 2027, 18:00-21:00, Radisson Blu Hotel, Oslo, Norway\n";
    let made = import("meetings.md", list).list;
    assert!(made.contains("city = \"Warsaw\"\ncountry = \"PL\""), "{made}");
    assert!(made.contains("city = \"Oslo\"\ncountry = \"NO\""), "{made}");
    assert!(made.contains("start = 2027-03-04T18:00:00\nend = 2027-03-04T21:00:00"), "{made}");
}

#[test]
fn a_part_has_the_zone_of_its_conference() {
    let list = r#"[{"name": "RustConf", "start": "2027-03-01", "end": "2027-03-03", "city": "Gdynia", "country": "PL",
        "parts": [{"title": "Workshop", "from": "2027-03-01 10:00", "to": "2027-03-01 12:00"}]}]"#;
    let mapping = "[records]\nat = \"*\"\n[fields]\nname = \"name\"\nstart = \"start\"\nend = \"end\"\ncity = \"city\"\ncountry = \"country\"\n\
                   [session]\neach = \"parts\"\nname = \"title\"\nstart = \"from\"\nend = \"to\"\n";
    let mut options = ImportOptions::default();
    options.mapping = Some(mapping.to_owned());
    let made = confcal::import(&[ImportInput::new("events.json", list)], &options);
    let list = &made.list;
    assert!(list.contains("start = 2027-03-01T10:00:00\nend = 2027-03-01T12:00:00"), "{list}{:?}", made.report);
    assert!(list.contains("timezone = \"Europe/Warsaw\""), "{list}");
}

#[test]
fn a_time_comes_into_a_list_with_its_zone() {
    let input = ImportInput::new("meetings.csv", "Name,Date,Place\nRust 2027,2027-03-01 19:00,\"Gdynia, Poland\"\n");
    let list = |keys: &str| {
        confcal::Source::new("list.toml", format!("[feed]\nid = \"x\"\n\n[[conference]]\nname = \"Rust 2027\"\n{keys}"))
    };
    let mut options = ImportOptions::default();
    let expected =
        confcal::import_into(&list("expected = \"2027\"\n"), std::slice::from_ref(&input), &options).unwrap();
    assert!(expected.list.contains("start = 2027-03-01T19:00:00"), "{}{:?}", expected.list, expected.report);
    assert!(expected.list.contains("timezone = \"Europe/Warsaw\""), "{}", expected.list);
    options.prefer_input = true;
    let moved = confcal::import_into(&list("start = 2027-03-01\n"), &[input], &options).unwrap();
    assert!(moved.list.contains("start = 2027-03-01T19:00:00"), "{}{:?}", moved.list, moved.report);
    assert!(moved.list.contains("timezone = \"Europe/Warsaw\""), "{}", moved.list);
}

/// A list, the zone of its entry `X`, which has no place, and the words of the report that say why.
const LISTS: &[(&str, &str, &str, &str)] = &[
    // The other places have one zone.
    (
        "a.csv",
        "Name,Date,City\nA,2027-03-01 19:00,Gdynia\nB,2027-03-02 19:00,Sopot\nX,2027-03-03 19:00,\n",
        "Europe/Warsaw",
        "of their place: Europe/Warsaw, the zone of Gdynia",
    ),
    (
        "a.csv",
        "Name,Date,City\nA,2027-03-01 19:00,Gdynia\nB,2027-03-02 19:00,Oslo\nX,2027-03-03 19:00,\n",
        "-",
        "names no zone",
    ),
    ("a.csv", "Name,Date,City\nA,2027-03-01 19:00,Gdynia\nX,2027-03-03 19:00,\n", "-", "names no zone"),
    (
        "a.csv",
        "Name,Date,City\nA,2027-03-01,Gdynia\nB,2027-03-02,Sopot\nX,2027-03-03 19:00,Online\n",
        "Europe/Warsaw",
        "the zone of the other places",
    ),
    (
        "a.csv",
        "Name,Date,City,Country\nA,2027-03-01,Gdynia,\nB,2027-03-02,Sopot,\nX,2027-03-03 19:00,Springfield,USA\n",
        "-",
        "names no zone",
    ),
    // The list is named after a city.
    (
        "a.md",
        "# Meetups in Bristol\n\n- [A](https://a.example), 2027-03-01 19:00\n- [X](https://x.example), 2027-03-02 19:00\n",
        "Europe/London",
        "the zone of Bristol, which the list is named after",
    ),
    (
        "a.ics",
        "BEGIN:VCALENDAR\nNAME:CSS Bristol Events\nBEGIN:VEVENT\nSUMMARY:X\nDTSTART:20270302T190000\nEND:VEVENT\nEND:VCALENDAR\n",
        "Europe/London",
        "the zone of Bristol, which the list is named after",
    ),
    ("a.md", "# Reading and Perl\n\n- [X](https://x.example), 2027-03-02 19:00\n", "-", "names no zone"),
    (
        "a.yml",
        "# Meetups of PHP London\n- {name: X, date: \"2027-03-02 19:00\", venue: Pub}\n",
        "Europe/London",
        "the zone of London, which the list is named after",
    ),
    (
        "a.md",
        "# New York Python\n\n- [X](https://x.example), 2027-03-02 19:00\n",
        "America/New_York",
        "the zone of New York",
    ),
    // An address that ends with a city is not enough.
    (
        "meetups.yml",
        "- {name: X, date: \"2027-03-02 19:00\", url: \"https://meetup.example/phplondon/1\"}\n- {name: Y, date: \"2027-03-03 19:00\", url: \"https://meetup.example/phplondon/2\"}\n",
        "-",
        "names no zone",
    ),
    // The head of a page lends its city, or its zone.
    (
        "a.md",
        "---\ntitle: Our meetups\ncity: Oulu\n---\n- 3 May 2027, 18:00: [A](https://a.example)\n- 4 May 2027, 18:00: [B](https://b.example)\n- 5 May 2027, 18:00: [X](https://x.example)\n",
        "Europe/Helsinki",
        "the zone of Oulu",
    ),
    // A place, a building and a name have one city.
    (
        "a.csv",
        "Name,Date,Place\nA,2027-03-01,Technopolis Oulu City Centre\nB,2027-03-02,\"Radisson Blu, Oulu\"\nOulu Slush,2027-03-04,\nX,2027-03-03 19:00,\n",
        "Europe/Helsinki",
        "the zone of the other places",
    ),
    (
        "a.csv",
        "Name,Date,Place\nA,2027-03-01,Technopolis Oulu City Centre\nB,2027-03-02,\"Radisson Blu, Oulu\"\nPyCon Oslo,2027-03-04,\nX,2027-03-03 19:00,\n",
        "-",
        "names no zone",
    ),
    // Beside one place, the sites are in the domain of its country.
    (
        "a.csv",
        "name,date,location,link\nA,2027-03-01,Online,https://a.example.it\nB,2027-03-02,Online,https://b.example.it/x\nC,2027-03-04,Roma + Online,https://c.example.it\nX,2027-03-03 19:00,Online,https://x.example.com\n",
        "Europe/Rome",
        "the zone of the other places",
    ),
    // A domain of another country, and one that anybody takes.
    (
        "a.csv",
        "name,date,location,link\nA,2027-03-01,Online,https://a.example.it\nB,2027-03-02,Online,https://b.example.it/x\nC,2027-03-04,Roma + Online,https://c.example.fi\nX,2027-03-03 19:00,Online,https://x.example.com\n",
        "-",
        "names no zone",
    ),
    (
        "a.csv",
        "name,date,location,link\nA,2027-03-01,Online,https://a.example.io\nB,2027-03-02,Online,https://b.example.io\nC,2027-03-04,Roma + Online,https://c.example.ai\nX,2027-03-03 19:00,Online,https://x.example.com\n",
        "-",
        "names no zone",
    ),
    // Most of its conferences are.
    (
        "a.csv",
        "Name,Date\nToulouse DevOps: A,2027-03-01 19:00\nToulouse DevOps: B,2027-03-02 19:00\nToulouse DevOps: C,2027-03-03 19:00\nX,2027-03-04 19:00\n",
        "Europe/Paris",
        "the zone of Toulouse, which the names have",
    ),
    (
        "a.csv",
        "Name,Date\nPyCon Oslo,2027-03-01 19:00\nPyCon Lyon,2027-03-02 19:00\nX,2027-03-04 19:00\n",
        "-",
        "names no zone",
    ),
];

#[test]
fn a_list_may_tell_the_zone_of_times_without_a_place() {
    for (name, text, zone, why) in LISTS {
        let made = import(name, text);
        let found = made.list.split("[[conference]]").find(|entry| entry.contains("name = \"X\"")).unwrap_or_default();
        assert_eq!(value(found, "timezone"), *zone, "{text}{}{:?}", made.list, made.report.changed);
        assert!(format!("{:?}", made.report.changed).contains(why), "{text}{:?}", made.report.changed);
    }
}

#[test]
fn hours_in_no_zone_stay_as_a_comment() {
    for (time, comment) in [
        ("2027-03-03 19:00", "start = 2027-03-03 # at 19:00, in a zone that nothing names"),
        ("2027-03-03 19:00-21:30", "start = 2027-03-03 # at 19:00 to 21:30, in a zone that nothing names"),
        ("2027-03-03", "start = 2027-03-03\n"),
    ] {
        let made = import("a.csv", &format!("Name,Date\nX,{time}\nY,2027-03-04\n"));
        assert!(made.list.contains(comment), "{time}: {}", made.list);
    }
}

#[test]
fn a_length_in_hours_gives_the_end_of_a_time() {
    for (date, length, end) in [
        ("2027-03-05T17:00:00Z", "3h0m0s", "2027-03-05T20:00:00Z"),
        ("2027-03-05T17:00:00Z", "PT2H30M", "2027-03-05T19:30:00Z"),
        ("2027-03-05 17:00 Europe/Oslo", "90 minutes", "2027-03-05T18:30:00"),
        // Nothing is to be said of a day, and of a length that is none.
        ("2027-03-05", "2 hours", "-"),
        ("2027-03-05T17:00:00Z", "0s", "-"),
        ("2027-03-05", "2 days", "2027-03-06"),
    ] {
        let made = import("a.csv", &format!("name,date,duration\nA,{date},{length}\nB,{date},{length}\nC,{date},4h\n"));
        let first = made.list.split("[[conference]]").nth(1).unwrap_or_default();
        assert_eq!(value(first, "end"), end, "{date} {length}: {}", made.list);
        assert!(
            made.report.changed.iter().all(|remark| !remark.message.contains("number of days")),
            "{:?}",
            made.report
        );
    }
}
