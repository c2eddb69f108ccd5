//! Values that people write into the form for a new conference: each comes into the entry as it is meant, or is reported.

use confcal::{ImportInput, ImportOptions};

/// The entry that comes of a form, without its first lines, and the report.
fn filled_in(fields: &[(&str, &str)]) -> (String, String) {
    let rows = [
        ("Conference name", "PyForm"),
        ("Website", "https://pyform.example/"),
        ("First day", "2027-05-05"),
        ("Last day", "_No response_"),
        ("City", "_No response_"),
        ("Country", "_No response_"),
        ("Attendance", "_No response_"),
        ("Call for papers closes", "_No response_"),
        ("Address of the call", "_No response_"),
        ("Topics", "_No response_"),
    ];
    assert!(fields.iter().all(|(given, _)| rows.iter().any(|(label, _)| label == given)), "{fields:?}");
    let value = |(label, default)| fields.iter().find(|(given, _)| *given == label).map_or(default, |(_, text)| *text);
    let form: String = rows.into_iter().map(|row| format!("### {}\n\n{}\n\n", row.0, value(row))).collect();
    let made = confcal::import(&[ImportInput::new("form.md", form)], &ImportOptions::default());
    (made.list, format!("{:?}", made.report))
}

/// A value of a field, lines of the entry, and a text of the report.
type Case<'c> = (&'c str, &'c [&'c str], &'c str);

/// Checks what comes of each value: the lines stand in the entry, and where one is of a date or a country, no other of its key does.
fn check(label: &str, cases: &[Case]) {
    let mut wrong = Vec::new();
    for (value, lines, says) in cases {
        let (list, report) = filled_in(&[(label, value)]);
        let mark = if label.starts_with("Call") { "[[conference.deadline]]" } else { "[[conference]]" };
        let entry = list.split_once(mark).map_or("", |(_, entry)| entry);
        let values = |key: &str| entry.lines().filter(|line| key_of(line) == key).count();
        let has = |line: &&str| match line.strip_prefix('!') {
            Some(key) => values(key) == 0,
            None => {
                let is_there = entry.lines().any(|other| other == *line || other.starts_with(&format!("{line} #")));
                is_there && values(key_of(line)) == lines.iter().filter(|other| key_of(other) == key_of(line)).count()
            }
        };
        if !lines.iter().all(has) || !report.contains(says) {
            wrong.push(format!("{value}: expected {lines:?} [{says}]\n{entry}{report}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn key_of(line: &str) -> &str {
    line.split(" = ").next().unwrap_or_default()
}

const CFP: &str = "kind = \"cfp\"";

#[test]
fn a_call_opens_and_closes() {
    let both: &[&str] = &[CFP, "opens = 2027-01-01", "due = 2027-02-15", "!name"];
    check(
        "Call for papers closes",
        &[
            ("opens 2027-01-01, closes 2027-02-15", both, ""),
            ("Opens 1 January 2027 - closes 15 February 2027", both, ""),
            ("open: 1 Jan 2027; close: 15 Feb 2027", both, ""),
            ("CFP opens 1 Jan 2027, CFP closes 15 Feb 2027", both, ""),
            ("closes 2027-02-15, opens 2027-01-01", both, ""),
            ("15 Feb 2027 (opens 1 Jan 2027)", both, ""),
            ("from 1 January 2027 until 15 February 2027", both, ""),
            ("Opens: Jan 1, 2027, Closes: Feb 15, 2027", both, ""),
            ("opens on Jan 1, 2027 and closes on Feb 15, 2027", both, ""),
            ("opens 2027-01-01", &[CFP, "opens = 2027-01-01", "!due"], ""),
            ("open until 15 Feb 2027", &[CFP, "due = 2027-02-15", "!opens", "!name"], ""),
            (
                "until 1 Mar 2027 (early bird until 1 Jan 2027)",
                &[CFP, "kind = \"early-bird\"", "due = 2027-03-01", "due = 2027-01-01"],
                "",
            ),
            (
                "15 Feb 2027 (notification 1 Mar 2027)",
                &[CFP, "kind = \"notification\"", "due = 2027-02-15", "due = 2027-03-01"],
                "",
            ),
        ],
    );
}

#[test]
fn a_deadline_that_was_moved_keeps_its_dates() {
    check(
        "Call for papers closes",
        &[
            ("15 Feb 2027 -> 20 Feb 2027 -> 1 Mar 2027", &["due = 2027-03-01", "was = [2027-02-15, 2027-02-20]"], ""),
            ("15 Feb 2027 (was 1 Feb, then 10 Feb)", &["due = 2027-02-15", "was = [2027-02-01, 2027-02-10]"], ""),
            (
                "1 Mar 2027 (was 15 Feb 2027, was 1 Feb 2027)",
                &["due = 2027-03-01", "was = [2027-02-01, 2027-02-15]"],
                "",
            ),
            ("1 Feb 2027 (was 15 Feb)", &["due = 2027-02-01", "was = [2027-02-15]"], ""),
            ("2 Jan 2027 (was 20 Dec)", &["due = 2027-01-02", "was = [2026-12-20]"], ""),
            ("20 Dec 2026 -> 10 Jan", &["due = 2027-01-10", "was = [2026-12-20]"], ""),
            ("15/02/2027 (was 01/02/2027)", &["due = 2027-02-15", "was = [2027-02-01]"], ""),
            ("01/02/2027 -> 15/02/2027", &["due = 2027-02-15", "was = [2027-02-01]"], ""),
            ("02/01/2027 -> 02/15/2027", &["due = 2027-02-15", "was = [2027-02-01]"], ""),
            ("TBA (was 1 Mar 2027)", &["!due"], "`TBA`"),
            ("1 Mar 2027 -> TBA", &["!due"], "`TBA`"),
            ("~~1 Mar 2027~~ TBA", &["!due"], "`TBA`"),
            ("closed (was 1 Mar 2027)", &["due = 2027-03-01"], ""),
            ("cancelled (was 1 Mar 2027)", &["!due"], "`cancelled`"),
        ],
    );
}

#[test]
fn a_time_of_a_deadline_is_kept() {
    let evening: &[&str] = &["due = 2027-02-15T23:59:00", "timezone = \"Europe/Paris\""];
    check(
        "Call for papers closes",
        &[
            ("2027-02-15 at 23.59 CET", evening, ""),
            ("2027-02-15 23.59 CET", evening, ""),
            ("15 Feb 2027, 23h59 CET", evening, ""),
            ("15.02.2027 um 23.59 Uhr CET", evening, ""),
            ("15.02.2027 2359 CET", evening, ""),
            ("2027-02-15 09.05 CET", &["due = 2027-02-15T09:05:00"], ""),
            ("2027-02-15 10.00", &["due = 2027-02-15T10:00:00"], ""),
            ("2027-02-15 1800 UTC", &["due = 2027-02-15T18:00:00", "timezone = \"UTC\""], ""),
            ("2027-02-15 18 UTC", &["due = 2027-02-15T18:00:00", "timezone = \"UTC\""], ""),
            ("15 Feb 2027 at 18 CET", &["due = 2027-02-15T18:00:00", "timezone = \"Europe/Paris\""], ""),
            ("2027-02-15 1800 (UTC)", &["due = 2027-02-15T18:00:00", "timezone = \"UTC\""], ""),
            ("2027-02-15 12:00 AM", &["due = 2027-02-15T00:00:00"], ""),
            ("2027-02-15 12am CET", &["due = 2027-02-15T00:00:00"], ""),
            ("2027-02-15 12:00 PM", &["due = 2027-02-15T12:00:00"], ""),
            ("2/15/2027 12:00:00 AM", &["due = 2027-02-15"], ""),
            ("2027-02-15 8 pm", &["due = 2027-02-15T20:00:00"], ""),
            ("15 Feb 2027", &["due = 2027-02-15"], ""),
            ("15.02.2027", &["due = 2027-02-15"], ""),
        ],
    );
}

#[test]
fn the_days_of_a_conference_that_was_moved_are_those_of_now() {
    check(
        "First day",
        &[
            ("2027-05-06 (was 2026-11-05)", &["start = 2027-05-06", "!end"], ""),
            ("May 5-7, 2027 (postponed from Nov 5-7, 2026)", &["start = 2027-05-05", "end = 2027-05-07"], ""),
            ("~~5 May~~ 6 May 2027", &["start = 2027-05-06", "!end"], ""),
            ("5 May 2027 -> 6 May 2027", &["start = 2027-05-06", "!end"], ""),
            ("5 May 2027 -> 6 May", &["start = 2027-05-06", "!end"], ""),
            ("06/05/2027 (was 15/04/2027)", &["start = 2027-05-06"], ""),
            ("Cancelled (was 5-7 May 2027)", &["start = 2027-05-05", "end = 2027-05-07", "status = \"cancelled\""], ""),
            ("Postponed (was 5-7 May 2027)", &["start = 2027-05-05", "status = \"postponed\""], ""),
        ],
    );
    check(
        "Last day",
        &[
            ("2027-05-08 (was 2027-05-07)", &["start = 2027-05-05", "end = 2027-05-08"], ""),
            ("7 May 2027 -> 8 May 2027", &["end = 2027-05-08"], ""),
        ],
    );
    for (dates, first, last) in [
        ("Nov 5-7, 2026 -> May 5-7, 2027", "2027-05-05", "2027-05-07"),
        ("Nov 5, 2026 -> May 5, 2027", "2027-05-05", ""),
        ("5 May 2027 -> 7 May 2027", "2027-05-05", "2027-05-07"),
        ("May 5-7, 2027 (was Nov 5-7, 2026)", "2027-05-05", "2027-05-07"),
    ] {
        let yaml = format!("- name: PyForm\n  dates: \"{dates}\"\n  url: https://pyform.example\n");
        let list = confcal::import(&[ImportInput::new("a.yml", yaml)], &ImportOptions::default()).list;
        let end = if last.is_empty() { String::new() } else { format!("end = {last}\n") };
        assert!(list.contains(&format!("start = {first}\n{end}")), "{dates}: {list}");
        assert_eq!(list.contains("\nend = "), !last.is_empty(), "{dates}: {list}");
    }
}

#[test]
fn a_country_is_the_one_that_is_written_or_reported() {
    check(
        "Country",
        &[
            ("مصر", &["country = \"EG\""], ""),
            ("عمان", &["country = \"OM\""], ""),
            ("الهند", &["country = \"IN\""], ""),
            ("غوندور", &["!country"], "is not a country that confcal knows"),
            ("US-CA", &["country = \"US\"", "state = \"CA\""], ""),
            ("DE-BY", &["country = \"DE\"", "state = \"BY\""], ""),
            ("USA / Canada", &["country = \"US\""], "are several countries: only US is taken"),
            ("Germany & France", &["country = \"DE\""], "are several countries: only DE is taken"),
            ("Germany and France", &["country = \"DE\""], "are several countries: only DE is taken"),
            ("Trinidad & Tobago", &["country = \"TT\""], ""),
            ("Bosnia and Herzegovina", &["country = \"BA\""], ""),
            ("USA / United States", &["country = \"US\""], ""),
        ],
    );
}

#[test]
fn a_weekday_that_is_another_is_reported() {
    let says = "`Monday, 7 May 2027` is a Friday: the date is taken, not the weekday";
    check("First day", &[("Monday, 7 May 2027", &["start = 2027-05-07"], says)]);
    check(
        "Call for papers closes",
        &[("Mon 15 Feb 2027", &["due = 2027-02-15"], ""), ("Tue 15 Feb 2027", &["due = 2027-02-15"], "is a Monday")],
    );
    for date in [
        "Friday, 7 May 2027",
        "7 May 2027",
        "Fri-Sun 7-9 May 2027",
        "7 mai 2027, vendredi",
        "segunda chamada, 7 May 2027",
    ] {
        let (list, report) = filled_in(&[("First day", date)]);
        assert!(list.contains("start = 2027-05-07") && !report.contains("weekday"), "{date}: {list}{report}");
    }
}

/// An issue that was edited so that it has no name is left out: the name of its file is none.
#[test]
fn a_form_without_a_name_is_left_out() {
    for name in ["_No response_", ""] {
        let (list, report) = filled_in(&[("Conference name", name)]);
        assert!(!list.contains("[[conference]]") && report.contains("it has no name"), "{name}: {list}{report}");
    }
}
