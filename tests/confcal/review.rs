//! What a review finds, and the false alarms that it leaves out.

use confcal::{Level, PreviousFeed, ReviewRule, Source, Stamps, review};

use crate::support::{Folder, feed};

/// An entry of a conference in Ireland, two days long.
fn entry(id: &str, start: &str, rest: &str) -> String {
    let year = &start[..4];
    let name = id.strip_suffix(&format!("-{year}")).map_or(id.to_owned(), |name| format!("{name} {year}"));
    let country = if rest.contains("country") { "" } else { "country = 'IE'\n" };
    format!("[[conference]]\nid = '{id}'\nname = '{name}'\nstart = {start}\n{country}{rest}\n")
}

/// An edition on 1 July of each of these years, from the first to the last.
fn july(years: std::ops::RangeInclusive<i32>) -> String {
    years.map(|year| entry(&format!("x-{year}"), &format!("{year}-07-01"), "")).collect()
}

/// The findings of a list on a day, as `rule conference`.
fn findings(list: &str, day: &str) -> Vec<String> {
    let found =
        review(&feed(&format!("[feed]\nid = 'review'\n{list}")), day.parse().expect("a day"), &Stamps::default());
    assert!(found.is_sorted_by_key(|finding| finding.by), "the most urgent first");
    found.iter().map(|finding| format!("{} {}", finding.rule, finding.conference)).collect()
}

#[test]
fn a_review_finds_this_and_no_false_alarm() {
    let undated =
        |id: &str, rest: &str| format!("[[conference]]\nid = '{id}'\nname = '{id}'\ncountry = 'IE'\n{rest}\n");
    let deadline = |rest: &str| format!("[[conference.deadline]]\n{rest}\n");
    let place = |country: &str| format!("country = '{country}'");
    let cases: Vec<(&str, String, &str, &[&str])> = vec![
        ("due half a year before", july(2024..=2026), "2027-01-15", &["next-edition x-2026"]),
        ("too early", july(2024..=2026), "2026-10-01", &[]),
        ("still running", july(2024..=2026), "2026-07-01", &[]),
        ("overdue", july(2024..=2026), "2027-09-01", &["next-edition x-2026"]),
        ("finished", july(2022..=2024), "2026-09-01", &[]),
        ("one edition", july(2026..=2026), "2027-05-01", &[]),
        ("listed", july(2024..=2027), "2027-01-15", &[]),
        (
            "listed without dates",
            july(2024..=2026) + &undated("x-2027", "series = 'x'\nexpected = '2027'") + "",
            "2027-01-15",
            &["no-dates x-2027"],
        ),
        ("a year left out", july(2022..=2023) + &july(2025..=2026), "2027-01-15", &["next-edition x-2026"]),
        (
            "at odd times",
            entry("x-2024", "2024-02-01", "") + &entry("x-2025", "2025-09-01", "") + &entry("x-2026", "2026-02-01", ""),
            "2027-01-15",
            &[],
        ),
        (
            "cancelled once",
            july(2024..=2025) + &entry("x-2026", "2026-07-01", "status = 'cancelled'"),
            "2027-01-15",
            &["next-edition x-2026"],
        ),
        (
            "cancelled twice",
            july(2024..=2024)
                + &entry("x-2025", "2025-07-01", "status = 'cancelled'")
                + &entry("x-2026", "2026-07-01", "status = 'cancelled'"),
            "2027-01-15",
            &[],
        ),
        (
            "in several cities",
            july(2025..=2026)
                + &entry("y-2025", "2025-07-08", "series = 'x'")
                + &entry("y-2026", "2026-07-08", "series = 'x'"),
            "2027-01-15",
            &["next-edition y-2026"],
        ),
        (
            "names without a year",
            entry("meetup-a", "2025-07-01", "") + &entry("meetup-b", "2026-07-01", ""),
            "2027-01-15",
            &[],
        ),
        (
            "every month",
            ["01-14", "02-11", "03-11"]
                .map(|day| entry(&format!("m-{}", &day[..2]), &format!("2027-{day}"), "series = 'm'"))
                .concat(),
            "2027-03-30",
            &["next-edition m-03"],
        ),
        ("no dates", undated("x", "expected = '2027-10'"), "2027-01-15", &["no-dates x"]),
        ("not even a month", undated("x", ""), "2027-01-15", &["no-dates x"]),
        ("expected and over", undated("x", "expected = '2026-10'"), "2027-01-15", &["no-dates x"]),
        ("cancelled without dates", undated("x", "expected = '2027-10'\nstatus = 'cancelled'"), "2027-01-15", &[]),
        ("postponed", entry("x", "2027-03-01", "status = 'postponed'"), "2027-01-15", &["no-dates x"]),
        ("postponed long ago", entry("x", "2025-03-01", "status = 'postponed'"), "2027-01-15", &[]),
        ("tentative and near", entry("x", "2027-03-01", "status = 'tentative'"), "2027-01-15", &["tentative x"]),
        ("tentative and far", entry("x", "2027-06-01", "status = 'tentative'"), "2027-01-15", &[]),
        ("tentative and over", entry("x", "2027-01-01", "status = 'tentative'"), "2027-01-15", &[]),
        (
            "another country",
            july(2025..=2026) + &entry("x-2027", "2027-07-01", &place("ES")),
            "2027-01-15",
            &["unlike-before x-2027"],
        ),
        (
            "it travels",
            july(2025..=2025)
                + &entry("x-2026", "2026-07-01", &place("SE"))
                + &entry("x-2027", "2027-07-01", &place("ES")),
            "2027-01-15",
            &[],
        ),
        ("one edition before", july(2026..=2026) + &entry("x-2027", "2027-07-01", &place("ES")), "2027-01-15", &[]),
        (
            "another month",
            july(2024..=2026) + &entry("x-2027", "2027-05-20", ""),
            "2027-01-15",
            &["unlike-before x-2027"],
        ),
        (
            "another month after two",
            july(2025..=2026) + &entry("x-2027", "2027-10-20", ""),
            "2027-01-15",
            &["unlike-before x-2027"],
        ),
        (
            "another month after two that are no year apart",
            entry("x-2025", "2025-03-01", "") + &july(2026..=2026) + &entry("x-2027", "2027-10-20", ""),
            "2027-01-15",
            &[],
        ),
        ("some days later", july(2024..=2026) + &entry("x-2027", "2027-07-20", ""), "2027-01-15", &[]),
        ("after a year left out", july(2024..=2026) + &entry("x-2028", "2028-07-04", ""), "2027-01-15", &[]),
        (
            "about the year",
            july(2024..=2025) + &entry("x-2026", "2026-10-01", "") + &entry("x-2027", "2027-05-20", ""),
            "2027-01-15",
            &[],
        ),
        (
            "a link of two",
            entry("x", "2027-03-01", "url = 'https://example.org/a'")
                + &entry("y", "2027-06-01", "url = 'http://www.example.org/a/'"),
            "2027-01-15",
            &["shared-link x", "shared-link y"],
        ),
        (
            "beside each other",
            entry("x", "2027-03-01", "url = 'https://example.org/a'")
                + &entry("y", "2027-03-03", "url = 'https://example.org/a'"),
            "2027-01-15",
            &[],
        ),
        (
            "part of the other",
            entry("x", "2027-03-01", "url = 'https://example.org/a'")
                + &entry("y", "2027-05-03", "part-of = 'x'\nurl = 'https://example.org/a'"),
            "2027-01-15",
            &[],
        ),
        (
            "a home page",
            (1..=5)
                .map(|n| entry(&format!("m{n}"), &format!("2027-0{}-01", n + 1), "url = 'https://example.org/a'"))
                .collect(),
            "2027-01-15",
            &[],
        ),
        (
            "the home page of a series",
            entry("x-2026", "2026-07-01", "url = 'https://example.org/x'")
                + &entry("x-2027", "2027-07-01", "url = 'https://example.org/x'"),
            "2027-01-15",
            &[],
        ),
        (
            "the link of last year",
            entry("x-2026", "2026-07-01", "url = 'https://2026.example.org/'")
                + &entry("x-2027", "2027-07-01", "url = 'https://2026.example.org/'"),
            "2027-01-15",
            &["shared-link x-2027"],
        ),
        (
            "both are over",
            entry("x", "2026-03-01", "url = 'https://example.org/a'")
                + &entry("y", "2026-06-01", "url = 'https://example.org/a'"),
            "2027-01-15",
            &[],
        ),
        ("a deadline without a date", entry("x", "2027-07-01", &deadline("kind = 'cfp'")), "2027-01-15", &["no-due x"]),
        ("of one that is over", entry("x", "2026-07-01", &deadline("kind = 'cfp'")), "2027-01-15", &[]),
        (
            "of one that is off",
            entry("x", "2027-07-01", &format!("status = 'cancelled'\n{}", deadline("kind = 'cfp'"))),
            "2027-01-15",
            &[],
        ),
        (
            "calls closed",
            entry("x", "2027-07-01", &deadline("kind = 'cfp'\ndue = 2027-01-10")),
            "2027-01-15",
            &["call-closed x"],
        ),
        (
            "one is still open",
            entry(
                "x",
                "2027-07-01",
                &(deadline("kind = 'cfp'\ndue = 2027-01-10") + &deadline("kind = 'poster'\ndue = 2027-02-10")),
            ),
            "2027-01-15",
            &[],
        ),
        (
            "with a notification",
            entry(
                "x",
                "2027-07-01",
                &(deadline("kind = 'cfp'\ndue = 2027-01-10") + &deadline("kind = 'notification'\ndue = 2027-02-10")),
            ),
            "2027-01-15",
            &[],
        ),
        (
            "tickets give no results",
            entry("x", "2027-07-01", &deadline("kind = 'tickets'\ndue = 2027-01-10")),
            "2027-01-15",
            &[],
        ),
        (
            "too near for results",
            entry("x", "2027-02-01", &deadline("kind = 'cfp'\ndue = 2027-01-10")),
            "2027-01-15",
            &[],
        ),
        ("unchanged for a year", entry("x", "2027-07-01", "updated = 2025-12-01"), "2027-01-15", &["unchanged x"]),
        ("changed in the last year", entry("x", "2027-07-01", "updated = 2026-12-01"), "2027-01-15", &[]),
        ("unchanged and over", entry("x", "2026-07-01", "updated = 2025-12-01"), "2027-01-15", &[]),
    ];
    let mut rules = std::collections::BTreeSet::new();
    for (what, list, day, expected) in cases {
        let mut found = findings(&list, day);
        found.sort();
        assert_eq!(found, expected, "{what}");
        rules.extend(found.iter().map(|finding| finding.split(' ').next().expect("a rule").to_owned()));
    }
    assert_eq!(rules.len(), ReviewRule::ALL.len(), "every rule finds something: {rules:?}");
}

/// Nobody looks anything up for the bundled list: it is of 2022.
#[test]
fn a_list_of_the_past_needs_no_review() {
    let list = feed(include_str!("../../conferences.toml"));
    assert_eq!(review(&list, "2027-01-15".parse().expect("a day"), &Stamps::default()), []);
}

#[test]
fn the_published_feed_tells_what_has_not_changed() {
    let list = entry("x", "2027-07-01", "");
    let list = feed(&format!("[feed]\nid = 'review'\n{list}"));
    let published = Source::from_bytes("all.ics", confcal::Calendar::new(&list, crate::support::stamp()).to_bytes());
    let stamps = PreviousFeed::read(&published).stamps();
    let found = review(&list, "2027-01-15".parse().expect("a day"), &stamps);
    assert_eq!(found.iter().map(|finding| &*finding.message).collect::<Vec<_>>(), ["has not changed since 1 May 2022"]);
}

/// 2022-05-01, when a conference and a deadline lie ahead.
#[test]
fn the_command_shows_findings_for_people_issues_and_programs() {
    let folder = Folder::new();
    let list = "[feed]\nid = 'x'\n".to_owned()
        + &entry("x", "2022-06-01", "status = 'tentative'")
        + "[[conference]]\nid = 'y'\nname = 'A | <b> @y'\nexpected = '2022-11'\ncountry = 'IE'\n";
    folder.put("conferences.toml", &list);
    let run = folder.run("review");
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    assert_eq!(
        run.out,
        "By          Conference  Reason                                         Rule       Line\n\
         now         x           is still tentative and begins on 1 June 2022   tentative  conferences.toml:5\n\
         4 Jul 2022  y           has no dates; it is expected in November 2022  no-dates   conferences.toml:11\n"
    );
    let markdown = folder.run("review --format markdown --rule tentative").out;
    assert_eq!(
        markdown,
        "| By | Conference | Reason | Rule |\n|-|-|-|-|\n\
         | now | `x` conferences.toml:5 | is still tentative and begins on 1 June 2022 | `tentative` |\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&folder.run("review --format json --except X").out).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&json[0]["rule"], &json[0]["by"], &json[0]["line"]),
        (&"no-dates".into(), &"2022-07-04".into(), &11.into())
    );
    // A workflow closes its issue if nothing is written.
    let run = folder.run("review --format markdown --except x,y");
    assert_eq!((run.code, &*run.out, &*run.err), (Some(0), "", ""));
    folder.run("review --rule no-date").fails(2, "did you mean `no-dates`?");
    assert_eq!(folder.run("review --except x,y").err, "confcal: nothing to look up\n");
    folder.put("conferences.toml", "x = 1\n");
    folder.run("review").fails(1, "unknown key");
}

/// GitHub refuses a longer text; what is left out is the least urgent, and counted.
#[test]
fn markdown_is_cut_at_a_whole_finding() {
    let folder = Folder::new();
    let entries: String = (0..40)
        .map(|number| format!("[[conference]]\nid = 'c-{number}'\nname = 'Ü | {number}'\nexpected = '2027'\n"))
        .collect();
    folder.put("conferences.toml", &format!("[feed]\nid = 'x'\n{entries}"));
    let whole = folder.run("review --format markdown").out;
    let length = whole.chars().count();
    for most in [0, 100, 1000, length - 1, length, length + 1, 65_000] {
        let cut = folder.run(&format!("review --format markdown --max-length {most}")).out;
        if most >= length {
            assert_eq!(cut, whole);
            continue;
        }
        assert!(cut.chars().count() <= most.max(120), "{most}: {cut}");
        let (shown, left_out) = cut.rsplit_once("\n\n").unwrap_or_else(|| panic!("{most}: {cut}"));
        assert!(whole.starts_with(&format!("{shown}\n")), "{most}: {cut}");
        let count = 40 - (shown.lines().count() - 2);
        assert_eq!(
            left_out,
            format!("{count} more findings are left out here; `confcal review` shows all.\n"),
            "{most}"
        );
    }
    folder.run("review --max-length 9").fails(2, "`--max-length` is for `--format markdown`");
}

#[test]
fn a_name_that_leaves_nothing_out_is_reported() {
    let folder = Folder::new();
    folder.put(
        "conferences.toml",
        &format!("[feed]\nid = 'x'\n{}{}", july(2025..=2026), entry("y-2026", "2026-05-01", "series = 'Why'")),
    );
    for (names, says) in [
        ("nosuch", "there is no conference or series `nosuch` that `--except` could leave out\n"),
        (
            "x-2025,X-2027",
            "there is no conference or series `X-2027` that `--except` could leave out; did you mean `x-2025`?\n",
        ),
        ("x", ""),
        ("X-2026", ""),
        ("why", ""),
        ("Why,y-2026", ""),
    ] {
        for format in ["table", "markdown", "json"] {
            let run = folder.run(&format!("review --except {names} --format {format}"));
            let said: String =
                run.err.lines().filter(|line| line.contains("--except")).map(|line| format!("{line}\n")).collect();
            assert_eq!(said.trim_start_matches("confcal: "), says, "{names}");
            assert_eq!(run.code, Some(0));
        }
    }
}

#[test]
fn the_rules_are_documented() {
    let document = include_str!("../../docs/review.md");
    for rule in ReviewRule::ALL {
        assert!(document.contains(&format!("\n| `{rule}` | ")), "{rule} is not in docs/review.md");
        assert_eq!(rule.to_string().parse(), Ok(*rule));
    }
    assert_eq!(document.matches("\n| `").count(), ReviewRule::ALL.len());
}

/// Findings come in one order, whatever the order of the list.
#[test]
fn the_order_of_the_list_changes_nothing() {
    let entries = [
        july(2024..=2026),
        entry("a", "2027-03-01", "status = 'tentative'"),
        entry("b", "2027-03-01", "status = 'tentative'"),
    ];
    let found = |list: String| {
        let lists = [Source::new("list.toml", format!("[feed]\nid = 'review'\n{list}"))];
        let feed = confcal::read(&lists, Level::Error).0.expect("a feed");
        review(&feed, "2027-01-15".parse().expect("a day"), &Stamps::default())
    };
    let reversed: String = entries.iter().rev().cloned().collect();
    assert_eq!(found(entries.concat()), found(reversed));
}
