//! Files that no list is, or that are made to hurt: each notation refuses them with a message, and whatever is imported is sound.

use confcal::{ImportInput, ImportOptions, ImportedList};
use proptest::prelude::*;

fn import(name: &str, text: impl Into<Vec<u8>>) -> ImportedList {
    confcal::import(&[ImportInput::new(name, text)], &ImportOptions::default())
}

/// What was imported passes the check of lists without an error, and the same input gives the same text.
fn is_sound(name: &str, octets: &[u8]) -> Result<(), TestCaseError> {
    let made = import(name, octets);
    if made.report.written > 0 {
        let (_, errors) = confcal::read(&[confcal::Source::new("list", made.list.as_str())], confcal::Level::Error);
        prop_assert_eq!(errors, [], "{}", made.list);
    }
    prop_assert_eq!(import(name, octets).list, made.list);
    Ok(())
}

const NAMES: [&str; 9] = ["a.yml", "a.json", "a.csv", "a.toml", "a.md", "a.ics", "a.html", "a", "b/2027.md"];

/// Pieces that lists are made of, and that go wrong together.
const PIECES: [&str; 46] = [
    "- name: A\n",
    "  start: 2027-05-01\n",
    "name,start,url\n",
    "A,2027-05-01,https://a.example\n",
    "A;1.5.2027;x\n",
    "| name | date |\n|-|-|\n",
    "| [A](https://a.example) | 5-8 May |\n",
    "# 2027\n",
    "## May\n",
    "* 5-8: [B](https://b.example) - Oslo (Norway)\n",
    "---\n",
    "+++\n",
    "title: C\n",
    "date: 2027-06-01T09:00:00Z\n",
    "[[event]]\n",
    "name = \"A\"\n",
    "start = 2027-05-01\n",
    "[{\"name\": \"A\", ",
    "\"start\": \"2027-05-01\"}]\n",
    "{\"@type\": \"Event\", \"name\": \"E\",",
    "\"startDate\": \"2027-01-01\"}",
    "BEGIN:VCALENDAR\r\n",
    "BEGIN:VEVENT\r\n",
    "SUMMARY:A\r\n",
    "DTSTART;VALUE=DATE:20270501\r\n",
    "DTSTART;TZID=Europe/Oslo:20270328T023000\r\n",
    "DTEND:20270101T000000Z\r\n",
    "LOCATION:Oslo\\, Norway\r\n",
    "GEO:91;181\r\n",
    "END:VEVENT\r\n",
    "END:VCALENDAR\r\n",
    "<html><script type=\"application/ld+json\">",
    "</script>",
    "### Start date\n\n2027-05-01\n\n",
    "### Name\n\nA\n\n",
    "  deadline: '31 Feb 2027 25:61 PST'\n",
    "  place: \"Köln, 中国 (Online) & \u{202e}\"\n",
    "  url: https://[::1\n",
    "  tags: [a, 'B', ~, {c: d}]\n",
    "  end: 0001-01-01\n",
    "  id: ''\n",
    "  timezone: Mars/Olympus\n",
    "\u{feff}",
    "\0",
    "\"",
    "  date: 9999-12-31 - 0000-00-00\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_octets_are_imported_without_a_panic(name in prop::sample::select(&NAMES[..]), octets in prop::collection::vec(any::<u8>(), 0..300)) {
        is_sound(name, &octets)?;
    }

    #[test]
    fn any_mixture_of_notations_is_imported_as_a_sound_list(
        name in prop::sample::select(&NAMES[..]),
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14),
    ) {
        is_sound(name, pieces.concat().as_bytes())?;
    }
}

#[test]
fn what_is_made_to_hurt_is_refused_with_a_message() {
    let deep = 100_000;
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
    }
    // In a long file too, aliases stand for few values.
    let padding = format!("filler: '{}'\n", "x".repeat(300)).repeat(2_000);
    let padded = format!("{bomb}{padding}");
    let long = "x".repeat((1 << 20) + 1);
    for (name, text, says) in [
        ("bomb.yml", bomb, "the YAML cannot be read"),
        ("padded.yml", padded, "alias replay limit"),
        ("deep.yml", "[".repeat(deep), "cannot be read"),
        ("dashes.yml", "- ".repeat(deep), "cannot be read"),
        ("deep.json", "[".repeat(deep), "the JSON cannot be read"),
        ("closed.json", "[".repeat(2000) + &"]".repeat(2000), "more than 32 levels"),
        ("maps.json", "{\"a\":".repeat(deep), "the JSON cannot be read"),
        ("deep.toml", format!("a = {}", "[".repeat(deep)), "the TOML cannot be read"),
        ("front.md", format!("---\na: {}\n---\nx\n", "[".repeat(deep)), "cannot be read"),
        ("deep.ics", format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\n".repeat(2000)), "no end"),
        (
            "deep.html",
            format!("<html><script type=\"application/ld+json\">{}</script>", "{\"subEvent\":".repeat(deep)),
            "cannot be read",
        ),
        ("quote.csv", format!("name,start\n\"A{}", ",2027-05-01\nB".repeat(deep)), "a quote is opened and not closed"),
        ("quote.json", "[{\"name\": \"A".to_owned(), "the JSON cannot be read"),
        ("quote.toml", "a = \"x\nb = 1\n".to_owned(), "the TOML cannot be read"),
        ("line.csv", format!("name,start\nA,{long}\n"), "line is longer than 1 MiB"),
        ("line.md", format!("| name | date |\n|-|-|\n| {long} | x |\n"), "line is longer than 1 MiB"),
        ("line.yml", format!("- name: {long}\n"), "line is longer than 1 MiB"),
        ("line.toml", format!("name = \"{long}\"\n"), "line is longer than 1 MiB"),
        ("line.ics", format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{long}\n"), "line is longer than 1 MiB"),
        ("line.json", format!("[{{\"name\": \"{long}\"}}]"), "longer than 1 MiB"),
        ("many.csv", format!("name,start\n{}", ",".repeat(1 << 19)), "import it in parts"),
    ] {
        let made = import(name, text);
        let fault = made.report.faults.first().map(|fault| fault.message.as_str()).unwrap_or_default();
        assert!(fault.contains(says), "{name}: {fault:?} does not say {says:?}");
        assert!(fault.len() < 300, "{name}: {}", fault.len());
        assert_eq!(made.report.written, 0, "{name}");
    }
}

/// A line of many marks is not read again from each mark to its end, which takes minutes for some of these.
#[test]
fn long_lines_cost_no_more_than_their_length() {
    let many = 1 << 16;
    for (marks, line) in [("(x ", "- A Conf "), (", x", "- A Conf"), (" - 5", "- A Conf"), ("(5 ", "- A Conf ")] {
        let item = format!("# 2027\n\n## May\n{line}{}\n- B Conf (5, Oslo)\n", marks.repeat(many / marks.len()));
        assert!(import("items.md", item).list.contains("name = \"B Conf\"\nstart = 2027-05-05"), "{marks}");
    }
    for cell in ["word ", "https://a.example ", "CFP https://a.example x "] {
        let cell = cell.repeat(many / cell.len());
        let table = format!("| Name | Date | Notes |\n|-|-|-|\n| A Conf | 5 May 2027 | {cell} |\n");
        assert!(import("table.md", table).list.contains("name = \"A Conf\"\nstart = 2027-05-05"), "{}", &cell[..9]);
    }
}
