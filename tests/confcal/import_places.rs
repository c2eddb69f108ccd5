//! Places in fields of their own that say more than they are called.

use confcal::{ImportInput, ImportOptions};

/// The texts of `city` and `venue`, and the lines that the entry has.
const FIELDS: &[(&str, &str, &str)] = &[
    ("Istanbul", "Istanbul (Tuzla)", "venue = \"Tuzla\"\ncity = \"Istanbul\""),
    ("Istanbul", "\"Sarıyer, Istanbul\"", "venue = \"Sarıyer\"\ncity = \"Istanbul\""),
    ("Istanbul", "\"Istanbul, Beşiktaş\"", "venue = \"Beşiktaş\"\ncity = \"Istanbul\""),
    ("Istanbul", "\"Istanbul, Turkey\"", "city = \"Istanbul\"\n"),
    ("Istanbul (Tuzla)", "", "venue = \"Tuzla\"\ncity = \"Istanbul\""),
    ("Nadarzyn (Ptak Warsaw Expo)", "", "venue = \"Ptak Warsaw Expo\"\ncity = \"Nadarzyn\""),
    ("Folkestone", "\"Folkestone, United Kingdom\"", "city = \"Folkestone\""),
    ("Istanbul", "Istanbul (online)", "city = \"Istanbul\"\nonline = true"),
    ("Istanbul", "Istanbul (TBA)", "city = \"Istanbul\"\n"),
];

/// Imports rows of two fields, each beside the other entry of its list, and looks for the lines of their entries.
fn check_fields(names: &str, other: &str, rows: &[(&str, &str, &str)]) {
    for (one, two, lines) in rows {
        let text = format!("name,date,{names}\nA,2027-05-05,{one},{two}\nB,2027-05-06,{other}\n");
        let made = confcal::import(&[ImportInput::new("list.csv", &*text)], &ImportOptions::default());
        assert!(made.list.contains(lines), "{one}, {two}:\n{}", made.list);
    }
}

#[test]
fn a_venue_that_names_its_city_gives_what_is_beside_it() {
    check_fields("city,venue", "Oslo,Opera House", FIELDS);
}

/// The texts of `city` and `address`, and the lines that the entry has.
const FIELDS_OF_ADDRESS: &[(&str, &str, &str)] = &[
    ("", "Online", "online = true"),
    ("", "Virtual event", "online = true"),
    ("", "\"Online, Anmeldung siehe Link im Titel\"", "online = true"),
    ("Oslo", "Hybrid", "city = \"Oslo\"\nonline = true"),
    ("Oslo", "Storgata 1", "address = \"Storgata 1\"\ncity = \"Oslo\"\n"),
    ("", "Onlinestraße 5", "address = \"Onlinestraße 5\"\n\n"),
];

#[test]
fn an_address_that_is_online_is_none() {
    check_fields("city,address", "Oslo,Karl Johans gate 2", FIELDS_OF_ADDRESS);
}

/// A list of one entry, and what its report says, or does not say behind `-`.
const NOTES: &[(&str, &str)] = &[
    ("Titel,Datum,Ort,Land\nA,2027-05-01,عمان,الأردن\n", "-no country is taken"),
    ("Titel,Datum,Ort\nA,2027-05-01,عمان\n", "no country is taken"),
    ("name,date,place,country\nA,2027-05-01,\"Berlin, Germany\",Austria\n", "in DE by its text, and in AT"),
    ("name,date,place,country\nA,2027-05-01,\"Berlin, Germany\",Germany\n", "-by its text"),
];

#[test]
fn notes_of_places_are_true() {
    for (text, words) in NOTES {
        let made = confcal::import(&[ImportInput::new("list.csv", *text)], &ImportOptions::default());
        let report = format!("{:?}", made.report);
        let holds = words.strip_prefix('-').map_or_else(|| report.contains(words), |words| !report.contains(words));
        assert!(holds, "{text}: {words}\n{report}");
    }
}

/// The text of the field for the dates, where no field has the place, and the lines that the entry has, or has not behind `-`.
const DATES: &[(&str, &[&str])] = &[
    ("\"London, September 7-8, 2026\"", &["start = 2026-09-07", "city = \"London\""]),
    ("\"Europe (London) September 7-8, 2026\"", &["end = 2026-09-08", "city = \"London\""]),
    ("\"London September 7-8, 2026\"", &["end = 2026-09-08", "city = \"London\""]),
    ("\"September 7-8, 2026 (London)\"", &["end = 2026-09-08", "city = \"London\""]),
    ("7-8 September 2026 in London", &["end = 2026-09-08", "city = \"London\""]),
    ("\"7-8 September 2026 at ExCeL, London, UK\"", &["end = 2026-09-08", "venue = \"ExCeL\"", "country = \"GB\""]),
    ("\"September 7-8, 2026 (tentative)\"", &["end = 2026-09-08", "-city"]),
    ("\"September 7-8, 2026 (Monday)\"", &["end = 2026-09-08", "-city"]),
    ("\"Monday September 7, 2026\"", &["start = 2026-09-07", "-city"]),
    ("\"Late September 2026\"", &["expected = \"2026-09\"", "-city"]),
    ("\"Riyadh December 1-3; London December 7-10, 2026\"", &["-start =", "-city"]),
];

#[test]
fn a_place_may_stand_beside_the_date() {
    for (dates, lines) in DATES {
        let text = format!("name,date\nA,{dates}\nB,2027-05-06\n");
        let made = confcal::import(&[ImportInput::new("list.csv", &*text)], &ImportOptions::default());
        let list: String = made.list.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        for line in *lines {
            let holds = line
                .strip_prefix('-')
                .map_or_else(|| list.contains(line), |line| !list.split("\"B\"").next().unwrap().contains(line));
            assert!(holds, "{dates}: {line}\n{}", made.list);
        }
    }
}

/// The cell of a place in a table of Markdown, and the lines that the entry has.
const CELLS: &[(&str, &str)] = &[
    ("![Germany](https://c.example/de.svg) Berlin", "city = \"Berlin\"\ncountry = \"DE\""),
    ("<img src=\"https://c.example/de.svg\" alt=\"DE\"> Berlin", "city = \"Berlin\"\ncountry = \"DE\""),
    ("<img src=\"de.svg\" alt=\"DE\" /> Wien, Austria", "city = \"Wien\"\ncountry = \"AT\""),
    (
        "<img src=\"us.svg\" alt=\"USA\" /> United States, Boston, MA",
        "city = \"Boston\"\nstate = \"MA\"\ncountry = \"US\"",
    ),
    ("![logo](https://c.example/logo.svg) Berlin, Germany", "city = \"Berlin\"\ncountry = \"DE\""),
    ("[Berlin, Germany](https://maps.google.com/?q=Berlin)", "city = \"Berlin\"\ncountry = \"DE\""),
    ("Iran, Islamic Republic of, Tehran, Iran", "city = \"Tehran\"\ncountry = \"IR\""),
    ("Seoul, Korea, Republic of", "city = \"Seoul\"\ncountry = \"KR\""),
    ("Pyongyang, Korea, Democratic People's Republic of", "city = \"Pyongyang\"\ncountry = \"KP\""),
    ("Taipei, Taiwan, Province of China", "city = \"Taipei\"\ncountry = \"TW\""),
];

#[test]
fn pictures_and_maps_beside_a_place_are_no_links() {
    for (cell, lines) in CELLS {
        let row = |name| format!("| [{name}](https://{name}.example/) | 9 - 12 May, 2027 | {cell} |\n");
        let text = format!("| Conference | Date | Where |\n|---|---|---|\n{}{}", row("a"), row("b"));
        let made = confcal::import(&[ImportInput::new("list.md", &*text)], &ImportOptions::default());
        assert_eq!(made.list.matches(lines).count(), 2, "{cell}:\n{}", made.list);
        assert!(!made.list.contains("venue"), "{cell}:\n{}", made.list);
    }
}

/// A name that says more, and the lines that the entry has, or has not behind `-`.
const NAMES: &[(&str, &[&str])] = &[
    ("Botconf (Strasbourg - FR)", &["name = \"Botconf\"", "city = \"Strasbourg\"\ncountry = \"FR\""]),
    ("BruCON (Mechelen/BE)", &["name = \"BruCON\"", "city = \"Mechelen\"\ncountry = \"BE\""]),
    ("Web Summit - Lisbon, Portugal", &["name = \"Web Summit\"", "city = \"Lisbon\""]),
    ("Day of Data - Oslo - Norway", &["name = \"Day of Data\"", "city = \"Oslo\"\ncountry = \"NO\""]),
    ("TestCon, São Paulo (Brazil)", &["name = \"TestCon\"", "city = \"São Paulo\"\ncountry = \"BR\""]),
    ("RustFest @ Vienna / Austria", &["name = \"RustFest\"", "city = \"Vienna\"\ncountry = \"AT\""]),
    (
        "Workshop on Robots in Oslo, Norway",
        &["name = \"Workshop on Robots in Oslo, Norway\"", "city = \"Oslo\"\ncountry = \"NO\""],
    ),
    ("Women in Tech, India", &["name = \"Women in Tech, India\"", "-city"]),
    ("PyData - Graphs - Spark", &["name = \"PyData - Graphs - Spark\"", "-city"]),
    ("Conference on Trade - Policy - China", &["name = \"Conference on Trade - Policy - China\"", "-city"]),
    ("Adobe MAX - Virtual Event", &["name = \"Adobe MAX\"", "online = true"]),
    ("GitHub Universe | Online", &["name = \"GitHub Universe\"", "online = true"]),
    ("[Online] Remote Conf", &["name = \"Remote Conf\"", "online = true"]),
    ("Hybrid: Day of Rust", &["name = \"Day of Rust\"", "online = true"]),
    ("[Japan] RubyKaigi", &["name = \"RubyKaigi\"", "country = \"JP\""]),
    ("Lunch and Learn - Gitlab CI/CD", &["name = \"Lunch and Learn - Gitlab CI/CD\"", "-country"]),
    ("A History - Discord", &["name = \"A History - Discord\"", "-online"]),
    ("Live: Rails Girls", &["name = \"Live: Rails Girls\"", "-online"]),
];

#[test]
fn what_stands_beside_a_name_is_read() {
    for (name, lines) in NAMES {
        let text = format!("- {{name: '{name}', date: 2027-05-05}}\n- {{name: Other, date: 2027-05-06}}\n");
        let list = confcal::import(&[ImportInput::new("list.yml", &*text)], &ImportOptions::default()).list;
        let entry = list.split("[[conference]]").nth(1).unwrap_or_default();
        for line in *lines {
            let holds = line.strip_prefix('-').map_or_else(|| entry.contains(line), |line| !entry.contains(line));
            assert!(holds, "{name}: {line}\n{entry}");
        }
    }
}

/// Fields of an address in JSON, and the lines that the entry has, or has not behind `-`.
const ADDRESSES: &[(&str, &[&str])] = &[
    (
        r#""venue_name": "Ballroom", "venue_address1": "54 W 40th St", "venue_address2": "New York, NY, 10018", "venue_country": "US""#,
        &["venue = \"Ballroom\"", "city = \"New York\"\nstate = \"NY\"\ncountry = \"US\""],
    ),
    (
        r#""venue_name": "Edney Center", "venue_territory": "TN", "venue_address1": "1100 Market St", "venue_address2": "Chattanooga", "venue_country": "US""#,
        &["city = \"Chattanooga\"\nstate = \"TN\"\ncountry = \"US\""],
    ),
    (
        r#""venue_territory": "Budapest", "venue_address1": "Southern Block, H-1117", "venue_country": "Hungary""#,
        &["city = \"Budapest\"\ncountry = \"HU\"", "-state ="],
    ),
    (
        r#""venue_name": "Hall", "address1": "1-1-11 Muromachi", "address2": "Kokurakita Ward", "country": "JP""#,
        &["country = \"JP\"", "-city"],
    ),
];

#[test]
fn the_city_of_an_address_in_lines_is_found() {
    for (fields, lines) in ADDRESSES {
        let text = format!(r#"[{{"title": "PyCon", "start": "2027-05-05", {fields}}}]"#);
        let list = confcal::import(&[ImportInput::new("list.json", &*text)], &ImportOptions::default()).list;
        for line in *lines {
            let holds = line.strip_prefix('-').map_or_else(|| list.contains(line), |line| !list.contains(line));
            assert!(holds, "{fields}: {line}\n{list}");
        }
    }
}

#[test]
fn front_matter_may_be_json() {
    let page = "{\n  \"title\": \"Code LDN\",\n  \"start\": \"2027-07-18\",\n  \"city\": \"London\"\n}\n---\nCode LDN\n---\nA day.\n";
    let made = confcal::import(&[ImportInput::new("events/code-ldn.md", page)], &ImportOptions::default());
    assert!(made.list.contains("name = \"Code LDN\"\nstart = 2027-07-18"), "{}", made.list);
    assert!(made.report.faults.is_empty(), "{:?}", made.report.faults);
    let broken = confcal::import(&[ImportInput::new("list.json", page)], &ImportOptions::default());
    assert!(!broken.report.faults.is_empty());
}

#[test]
fn a_place_may_be_a_link() {
    let text = r#"[{"name": "A", "start": "2027-05-05", "location": "[Berlin, Germany](https://hall.example)", "url": "https://a.example"},
                   {"name": "B", "start": "2027-06-05", "location": "[Lisbon, Portugal](https://fil.example)", "url": "https://b.example"}]"#;
    let list = confcal::import(&[ImportInput::new("list.json", text)], &ImportOptions::default()).list;
    assert!(list.contains("url = \"https://a.example\"\ncity = \"Berlin\"\ncountry = \"DE\""), "{list}");
    // A link in a field of another name is the site.
    let text = text.replace("\"url\"", "\"page\"").replace("\"location\"", "\"website\"");
    let list = confcal::import(&[ImportInput::new("list.json", text)], &ImportOptions::default()).list;
    assert!(list.contains("url = \"https://hall.example\""), "{list}");
}

/// The location and the description of an event in a calendar, and the lines that the entry has, or has not behind `-`.
const CALLS: &[(&str, &str, &[&str])] = &[
    ("Zoom: https://zoom.us/j/999?pwd=abc", "", &["online = \"https://zoom.us/j/999?pwd=abc\"", "-address"]),
    (
        "https://bbb.example/rooms/a/join (BigBlueButton)",
        "",
        &["online = \"https://bbb.example/rooms/a/join\"", "-venue"],
    ),
    (
        "https://us02web.zoom.us/j/1",
        "https://a.example",
        &["online = \"https://us02web.zoom.us/j/1\"", "url = \"https://a.example\""],
    ),
    (
        "Microsoft Teams-Besprechung",
        "https://teams.microsoft.com/l/meetup-join/19",
        &["online = \"https://teams", "-url ="],
    ),
    (
        "Oslo\\, Norway",
        "Site: https://a.example Call: https://meet.google.com/abc",
        &["city = \"Oslo\"", "url = \"https://a.example\"", "online = \"https://meet.google.com/abc\""],
    ),
    (
        "Town Hall\\, Oslo\\, Norway (https://maps.app.goo.gl/x)",
        "",
        &["venue = \"Town Hall\"", "city = \"Oslo\"", "-online"],
    ),
    (
        "https://luma.com/event/evt-2",
        "See https://luma.com/summit27",
        &["url = \"https://luma.com/summit27\"", "-online"],
    ),
    ("Oslo\\, Norway https://venue.example/info", "", &["city = \"Oslo\"", "country = \"NO\"", "-online"]),
];

#[test]
fn an_address_in_the_place_of_a_calendar_is_a_room_or_none() {
    for (location, description, lines) in CALLS {
        let text = format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:PyCon\nDTSTART;VALUE=DATE:20270505\nLOCATION:{location}\nDESCRIPTION:{description}\nEND:VEVENT\n\
             END:VCALENDAR\n"
        );
        let list = confcal::import(&[ImportInput::new("feed.ics", &*text)], &ImportOptions::default()).list;
        let entry = list.split("[[conference]]").nth(1).unwrap_or_default();
        for line in *lines {
            let holds = line.strip_prefix('-').map_or_else(|| entry.contains(line), |line| !entry.contains(line));
            assert!(holds, "{location}: {line}\n{entry}");
        }
    }
}

/// A city and the text of the field for its country, and the lines that the entry has.
const COUNTRIES: &[(&str, &str, &str)] = &[
    ("St. Louis", "MO", "state = \"MO\"\ncountry = \"US\""),
    ("San Francisco", "CA", "state = \"CA\"\ncountry = \"US\""),
    ("Atlanta", "GA", "state = \"GA\"\ncountry = \"US\""),
    ("Seattle", "WA", "state = \"WA\"\ncountry = \"US\""),
    ("Toronto", "CA", "city = \"Toronto\"\ncountry = \"CA\""),
    ("Bangalore", "IN", "city = \"Bangalore\"\ncountry = \"IN\""),
    ("Berlin", "DE", "city = \"Berlin\"\ncountry = \"DE\""),
    ("Haifa", "IL", "city = \"Haifa\"\ncountry = \"IL\""),
];

#[test]
fn a_state_in_the_field_for_the_country_is_none() {
    check_fields("city,country", "Oslo,NO", COUNTRIES);
}
