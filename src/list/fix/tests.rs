use super::*;
use crate::list::read;
use proptest::prelude::*;
use std::sync::LazyLock;

fn fixed(list: &str) -> String {
    fix(&[Source::new("list.toml", list)]).sources[0].text().to_owned()
}

/// A sound list but for one line in the entry.
fn entry(line: &str) -> String {
    format!("[feed]\nid = 'x'\n\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2027-05-10\ncity = 'X'\n{line}\n")
}

#[test]
fn what_has_one_answer_is_written() {
    for (wrong, right) in [
        ("link = 'https://example.org/' # home", "url = 'https://example.org/' # home"),
        ("Venue = 'Hall'", "venue = 'Hall'"),
        ("vneue   =  'Hall'", "venue   =  'Hall'"),
        ("end = '2027-05-12'", "end = 2027-05-12"),
        ("timezone = 'europe/dublin'", "timezone = \"Europe/Dublin\""),
        ("timezone = 'Europe/Dubln'", "timezone = \"Europe/Dublin\""),
        ("country = 'Irelnad'", "country = \"IE\""),
        ("status = 'canceled'", "status = \"cancelled\""),
        ("tags = 'python, web'", "tags = [\"python\", \"web\"]"),
        ("tags = ['python, web', 'x']", "tags = [\"python\", \"web\", 'x']"),
        ("url = 'example.org/x'", "url = \"https://example.org/x\""),
        ("url = 'htps://example.org/x'", "url = \"https://example.org/x\""),
        ("url = '<https://example.org/x>'", "url = \"https://example.org/x\""),
        ("url = 'me@example.org'", "url = \"mailto:me@example.org\""),
        ("languages = ['german']", "languages = [\"de\"]"),
        ("languages = 'en'", "languages = [\"en\"]"),
        ("busy = 'true'", "busy = true"),
        ("online = 'yes'", "online = true"),
        ("series = 7", "series = \"7\""),
        ("geo = { lat = '53.3', lon = -6.2 }", "geo = { lat = 53.3, lon = -6.2 }"),
        ("geo = { latitude = 53.3, long = -6.2 }", "geo = { lat = 53.3, lon = -6.2 }"),
        ("[[conference.links]]\nx = 'https://example.org/'", "[conference.links]\nx = 'https://example.org/'"),
        ("[conference.deadline]\nkind = 'cfp'", "[[conference.deadline]]\nkind = 'cfp'"),
        ("deadline = { kind = 'cfp' }", "deadline = [{ kind = 'cfp' }]"),
        (
            "session = [{ name = 'S', start = 2027-05-10 }]",
            "session = [{ name = 'S', id = \"s\", start = 2027-05-10 }]",
        ),
        (
            "[[conference.deadline]]\nkind = 'cfp'\nwas = '2027-01-01'",
            "[[conference.deadline]]\nkind = 'cfp'\nwas = [2027-01-01]",
        ),
        (
            "[[conference.deadline]]\nkind = 'cfp'\nwas = 2027-01-01",
            "[[conference.deadline]]\nkind = 'cfp'\nwas = [2027-01-01]",
        ),
        (
            "[[conference.deadline]]\nkind = 'cfp'\ndate = 2027-01-01",
            "[[conference.deadline]]\nkind = 'cfp'\ndate = 2027-01-01",
        ),
    ] {
        assert_eq!(fixed(&entry(wrong)), entry(right), "{wrong}");
    }
}

#[test]
fn what_has_several_answers_or_none_stays() {
    for line in [
        "location = 'Hall, Dublin'",
        "url = 'TBA'",
        "url = '@pycon'",
        "url = 'ftp://example.org/'",
        "link = 'ftp://example.org/'",
        "link = 'https://a.org'\nurl = 'https://b.org'",
        "end = 'soon'",
        "end = '2027-05-09'",
        "timezone = 'CST'",
        "timezone = 'AoE'",
        "country = 'Wakanda'",
        "status = 'moved'",
    ] {
        assert_eq!(fixed(&entry(line)), entry(line), "{line}");
    }
}

#[test]
fn a_fix_may_lead_to_another_and_bad_ones_leave_the_others_alone() {
    assert_eq!(fixed(&entry("End = '2027-05-12'")), entry("end = 2027-05-12"));
    assert_eq!(fixed(&entry("link = 'example.org/x'")), entry("url = \"https://example.org/x\""));
    let many = "link = 'ftp://x.org'\nvneue = 'Hall'\nend = '2027-05-01'\ntags = 'a'";
    assert_eq!(fixed(&entry(many)), entry("link = 'ftp://x.org'\nvenue = 'Hall'\nend = '2027-05-01'\ntags = [\"a\"]"));
}

#[test]
fn a_line_that_was_mended_keeps_no_other_from_being_mended() {
    // The fault in the second line hides the one in the first, which is mended before it.
    let wrong = entry("vneue \"Hall\"\ntimezone = \"Euroy = \"Dublin\"");
    assert_eq!(fixed(&wrong), entry("venue = \"Hall\"\ntimezone = 'Euroy = \"Dublin'"));
}

#[test]
fn an_added_id_follows_the_layout() {
    let crlf =
        "\u{feff}[feed]\r\nid = 'x'\r\n[[conference]]\r\n\tname = 'A' # first\r\n\tstart = 2027-05-10\r\n\tcity = 'X'";
    assert_eq!(fixed(crlf), crlf.replace("# first\r\n", "# first\r\n\tid = \"a-2027\"\r\n"));
    let last = "[feed]\nid = 'x'\n[[conference]]\nstart = 2027-05-10\ncity = 'X'\nname = 'A'";
    assert_eq!(fixed(last), format!("{last}\nid = \"a-2027\""));
    let url = "[feed]\nurl = 'https://x.org/ä'\n";
    assert!(fixed(url).ends_with("\nid = \"https://x.org/%C3%A4\"\n"), "{}", fixed(url));
    // With an error that could be about its name or its start, nothing is made of these.
    let error = "[feed]\nid = 'x'\n[[conference]]\nname = 'A'\nstart = 2027-05-10\nlocation = 'X'\n";
    assert_eq!(fixed(error), error);
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|fault| fault.level() == Level::Error).count()
}

#[test]
fn twice_is_once_no_error_comes_and_no_uid_changes() {
    let mut mended = 0;
    for list in crate::list::tests::lists() {
        for list in [list.replace("\r\n", "\n"), list.replace("\r\n", "\n").replace('\n', "\r\n")] {
            let sources = [Source::new("list.toml", list.as_str())];
            let (feed, before) = read(&sources, Level::Hint);
            let once = fix(&sources);
            let twice = fix(&once.sources);
            assert_eq!(once.sources, twice.sources, "{list}");
            assert!(twice.changes.is_empty());
            assert!(errors(&once.diagnostics) <= errors(&before), "{list}\n{}", once.sources[0].text());
            if let Some(feed) = &feed {
                let uids = |feed: &Feed| feed.conferences.iter().map(|one| one.uid()).collect::<Vec<_>>();
                assert_eq!(uids(feed), uids(once.feed.as_ref().unwrap()), "{list}");
            }
            // All that is not changed is there still, in its order.
            let (mut rest, mut old_rest) = (once.sources[0].text(), list.as_str());
            let mut at = 0;
            for change in &once.changes {
                let kept = &once.sources[0].text()[at..change.range.start];
                rest = &once.sources[0].text()[change.range.end..];
                old_rest = old_rest
                    .strip_prefix(kept)
                    .and_then(|old| old.strip_prefix(&*change.old_text))
                    .expect("only what is named is changed");
                at = change.range.end;
            }
            assert_eq!(rest, old_rest);
            mended += usize::from(!once.changes.is_empty());
        }
    }
    assert!(mended > 20, "{mended}");
}

/// The lists that are not mended as they should be, each with what came out.
fn differing(lists: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    lists.map(|(wrong, right)| (fixed(&wrong), right)).filter(|(got, right)| got != right).collect()
}

/// A deadline below the entry, with one line of its own.
fn deadline(line: &str) -> String {
    format!("[[conference.deadline]]\nkind = 'cfp'\n{line}")
}

#[test]
fn slips_of_syntax_with_one_answer_are_written() {
    let slips = [
        // Quotes.
        ("venue = “Hall”", "venue = \"Hall\""),
        ("venue = „Hall“ # big", "venue = \"Hall\" # big"),
        ("venue = ‘L’Aquila’", "venue = \"L’Aquila\""),
        ("venue = “It’s”,", "venue = \"It’s\""),
        ("venue = «Hall #1»", "venue = \"Hall #1\""),
        ("venue = \"Hall”", "venue = \"Hall\""),
        ("tags = [“a”, “b”]", "tags = [\"a\", \"b\"]"),
        ("venue = 'L'Aquila'", "venue = \"L'Aquila\""),
        ("venue = \"the \"best\" place\"", "venue = 'the \"best\" place'"),
        ("venue = \"\"Hall\"\"", "venue = \"Hall\""),
        ("venue = `Hall`", "venue = \"Hall\""),
        ("venue = \"Hall", "venue = \"Hall\""),
        ("venue = Hall", "venue = \"Hall\""),
        ("venue = Hall 7 # big", "venue = \"Hall 7\" # big"),
        ("short = C# Days", "short = \"C# Days\""),
        ("url = https://example.org/?a=b", "url = \"https://example.org/?a=b\""),
        ("venue = \"C:\\hall\\x\"", "venue = 'C:\\hall\\x'"),
        // Signs.
        ("venue: \"Hall\"", "venue = \"Hall\""),
        ("venue: Hall # big", "venue = \"Hall\" # big"),
        ("venue: \"Hall\" // big", "venue = \"Hall\" # big"),
        ("\"venue\": \"Hall\",", "venue = \"Hall\""),
        ("url: https://example.org/?a=b", "url = \"https://example.org/?a=b\""),
        ("end: 2027-05-12", "end = 2027-05-12"),
        ("venue := \"Hall\"", "venue = \"Hall\""),
        ("venue == \"Hall\"", "venue = \"Hall\""),
        ("venue => \"Hall\"", "venue = \"Hall\""),
        ("venue \"Hall\"", "venue = \"Hall\""),
        ("venue = \"Hall\",", "venue = \"Hall\""),
        ("venue = \"Hall\";", "venue = \"Hall\""),
        ("venue = \"Hall\", # big", "venue = \"Hall\" # big"),
        ("end = 2027-05-12,", "end = 2027-05-12"),
        ("venue = \"Hall\" state = \"X\"", "venue = \"Hall\"\nstate = \"X\""),
        ("end = 2027-05-12, state = \"X\"", "end = 2027-05-12\nstate = \"X\""),
        ("start date = 2027-05-09", "start date = 2027-05-09"),
        ("end date = 2027-05-12", "end = 2027-05-12"),
        // Comments.
        ("// big", "# big"),
        ("; venue = 'Hall'", "# venue = 'Hall'"),
        ("/* big */", "# big"),
        ("<!-- big -->", "# big"),
        ("end = 2027-05-12 // last", "end = 2027-05-12 # last"),
        ("end = 2027-05-12; // last", "end = 2027-05-12 # last"),
        ("venue = \"Hall\" ; big", "venue = \"Hall\" # big"),
        ("tags = [\n  \"a\", // first\n  \"b\",\n]", "tags = [\n  \"a\", # first\n  \"b\",\n]"),
        // Characters.
        ("end\u{a0}=\u{a0}2027-05-12", "end = 2027-05-12"),
        ("\u{3000}end =\u{200b} 2027-05-12\u{feff}", " end = 2027-05-12"),
        ("end ＝ 2027-05-12", "end = 2027-05-12"),
        ("part–of = 'a'", "part–of = 'a'"),
        ("short = Zürich – Süd", "short = \"Zürich – Süd\""),
        ("venue = 東京（Tokyo）", "venue = \"東京（Tokyo）\""),
        // Numbers.
        ("geo = { lat = 59,9, lon = 10,7 }", "geo = { lat = 59.9, lon = 10.7 }"),
        ("geo = { lat: 59.9, lon: 10.7 }", "geo = { lat = 59.9, lon = 10.7 }"),
        ("geo = { lat = 59.9, lon = 10.7", "geo = { lat = 59.9, lon = 10.7 }"),
        ("[conference.geo]\nlat = 59,9\nlon = −10.7", "[conference.geo]\nlat = 59.9\nlon = -10.7"),
        ("[conference.geo]\nlat = 59.9° N\nlon = 10.7° W", "[conference.geo]\nlat = 59.9\nlon = -10.7"),
        // Lists.
        ("tags = python, web", "tags = [\"python\", \"web\"]"),
        ("tags: python, web", "tags = [\"python\", \"web\"]"),
        ("tags = [python, web]", "tags = [\"python\", \"web\"]"),
        ("tags = [\"python\" \"web\"]", "tags = [\"python\", \"web\"]"),
        ("tags = \"python\", \"web\"", "tags = [\"python\", \"web\"]"),
        ("tags = (\"python\", \"web\")", "tags = [\"python\", \"web\"]"),
        ("tags = [\"python\", \"web\"", "tags = [\"python\", \"web\"]"),
        ("tags = [\"python\", \"web\"],", "tags = [\"python\", \"web\"]"),
        // Dates.
        ("end = 2027-5-12", "end = 2027-05-12"),
        ("end = 2027/05/12", "end = 2027-05-12"),
        ("end = “2027-05-12”", "end = 2027-05-12"),
        ("end: 12 May 2027,", "end = 2027-05-12"),
        ("end = \"12 May 2027\"", "end = 2027-05-12"),
        ("end = 31/05/2027", "end = 2027-05-31"),
        ("busy = Yes", "busy = true"),
        // Headers.
        (
            "[[conference.session]\nname = 'S'\nid = 's'\nstart = 2027-05-10",
            "[[conference.session]]\nname = 'S'\nid = 's'\nstart = 2027-05-10",
        ),
        (
            "[[conference.session]] // first\nname = 'S'\nid = 's'\nstart = 2027-05-10",
            "[[conference.session]] # first\nname = 'S'\nid = 's'\nstart = 2027-05-10",
        ),
        (
            "[[conference.session]] name = 'S'\nid = 's'\nstart = 2027-05-10",
            "[[conference.session]]\nname = 'S'\nid = 's'\nstart = 2027-05-10",
        ),
        ("[conference.links]]\na = 'https://x.org'", "[conference.links]\na = 'https://x.org'"),
    ];
    let got = differing(slips.iter().map(|(wrong, right)| (entry(wrong), entry(right))));
    assert_eq!(got, []);
    for (wrong, right) in [
        ("due = 31/12/2026", "due = 2026-12-31"),
        ("due = 2026-12-31T24:00:00", "due = 2027-01-01T00:00:00"),
        ("due = 2027-01-10 11:59 PM", "due = 2027-01-10T23:59:00"),
        ("due = 2027-01-10T23:59:00 UTC", "due = 2027-01-10T23:59:00Z"),
        ("due = 2027-01-10T23:59:00 AoE # firm", "due = 2027-01-10T23:59:00\ntimezone = \"AoE\" # firm"),
        ("due = \"2027-01-10 23:59 AoE\"", "due = 2027-01-10T23:59:00\ntimezone = \"AoE\""),
        ("was = [\"1 January 2027\"]\ndue = 2027-02-01", "was = [2027-01-01]\ndue = 2027-02-01"),
    ] {
        assert_eq!(fixed(&entry(&deadline(wrong))), entry(&deadline(right)), "{wrong}");
    }
    let undated = "[feed]\nid = 'x'\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2027-10\ncity = 'X'\n";
    assert_eq!(fixed(undated), undated.replace("start = 2027-10", "expected = \"2027-10\""));
    let range = undated.replace("2027-10", "12-14 May 2027");
    assert_eq!(fixed(&range), undated.replace("2027-10", "2027-05-12\nend = 2027-05-14"));
}

#[test]
fn slips_of_syntax_with_several_answers_stay() {
    let lines = [
        "end = 05/06/2027",
        "end = 2027-05-09 to 2027-05-12",
        "end = 2027-02-30",
        "end = TBA",
        "end = soon",
        "end =",
        "nonsense",
        "name of the place",
        "<<<<<<< HEAD\nvenue = 'A'\n=======\nvenue = 'B'\n>>>>>>> other",
        "venue = “A” “B”",
        "venue = Hall A // Hall B",
        "venue = Hall #1",
        "venue = \"Hall\nB\"",
        "venue = \"Hall # big",
        "venue = \"C:\\new\\hall\"",
        "description = \"First line\nsecond line\"",
        "description = \"First line\n\nsecond line\"",
        "tags = [machine learning]",
        "tags = [\"a, b\", c\"]",
        "geo = 59°54′N 10°45′E",
        "[conference.geo]\nlat = 59.9° W\nlon = 10.7",
        "[[conference.sesion]\nname = 'S'",
        "/* one\ntwo */",
        "url = “TBA”",
        "country = “Wakanda”",
    ];
    assert_eq!(differing(lines.iter().map(|line| (entry(line), entry(line)))), []);
    for line in ["due = 2027-01-10T23:59:00 CET", "due = 2027-01-10T23:59:00 AoE\ntimezone = 'UTC'"] {
        assert_eq!(fixed(&entry(&deadline(line))), entry(&deadline(line)), "{line}");
    }
}

#[test]
fn two_single_tables_become_a_list_of_tables() {
    let list = |open: &str, close: &str| {
        format!(
            "[feed]\nid = 'x'\n\n{open}conference{close} # first\nid = 'a'\nname = 'A'\nstart = 2027-05-10\ncity = 'X'\n\n\
             {open}conference{close}\nid = 'b'\nname = 'B'\nstart = 2027-06-10\ncity = 'X'\n\n\
             {open}conference{close}\nid = 'c'\nname = 'C'\nstart = 2027-07-10\ncity = 'X'\n"
        )
    };
    assert_eq!(fixed(&list("[", "]")), list("[[", "]]"));
    assert_eq!(fix(&[Source::new("list.toml", list("[", "]"))]).changes.len(), 3);
    let one_of_two = list("[", "]").replace("name = 'B'\n", "");
    assert_eq!(fixed(&one_of_two), one_of_two);
}

#[test]
fn pasted_html_and_invisible_characters_are_taken_out() {
    for (wrong, right) in [
        ("description = '<p>My text</p>'", "description = 'My text'"),
        ("description = \"Fish &amp; chips\"", "description = \"Fish & chips\""),
        ("description = '<p>It&#39;s on</p>'", "description = \"It's on\""),
        ("description = \"<p>One</p><p>Two</p>\"", "description = \"\"\"\nOne\n\nTwo\"\"\""),
        (
            "description = \"\"\"\n<p>One \\\n  line</p>\n<p>\\\"Two\\\"</p>\n\"\"\" # text",
            "description = \"\"\"\nOne line\n\n\"Two\"\n\"\"\" # text",
        ),
        ("description = '''\n<b>C:\\x</b>\n'''", "description = '''\nC:\\x\n'''"),
        ("venue = 'Hall<br>Floor 2'", "venue = 'Hall Floor 2'"),
        ("url = 'https://x.org/?a=1&amp;b=2'", "url = 'https://x.org/?a=1&b=2'"),
        ("description = 'a &amp;lt; b'", "description = 'a &amp;lt; b'"),
        ("description = '<p>&lt;b&gt;x&lt;/b&gt;</p>'", "description = '<p>&lt;b&gt;x&lt;/b&gt;</p>'"),
        ("description = '<br>'", "description = '<br>'"),
        ("venue = 'The\u{200b} Hall'", "venue = 'The Hall'"),
        ("venue = \"The\\u200b Hall\u{ad}\"", "venue = \"The Hall\""),
        ("tags = ['a\u{feff}b']", "tags = ['ab']"),
        ("venue = '\u{202e}llaH\u{202c}'", "venue = '\u{202e}llaH\u{202c}'"),
        ("venue = 'Hall&shy;way'", "venue = 'Hallway'"),
        ("name = '\u{200b}'", "name = '\u{200b}'"),
    ] {
        let list = |line: &str| match line.starts_with("name") {
            true => entry("").replace("name = 'A'", line),
            false => entry(line),
        };
        assert_eq!(fixed(&list(wrong)), list(right), "{wrong}");
        assert_eq!(fixed(&list(right)), list(right), "twice is once: {right}");
    }
}

/// A line with a slip that has one answer, if the slip can be in it.
fn with_slip(line: &str, slip: usize) -> Option<String> {
    let is_header = line.starts_with("[[") && line.ends_with("]]");
    if is_header {
        return match slip % 3 {
            0 => Some(line[1..].to_owned()),
            1 => Some(line[..line.len() - 1].to_owned()),
            _ => Some(format!("{line} // entry")),
        };
    }
    if let Some(comment) = line.strip_prefix("# ").filter(|comment| !comment.contains("--") && !comment.is_empty()) {
        return Some(format!("{} {comment}", ["//", ";"][slip % 2]));
    }
    let (key, value) = line.split_once(" = ").filter(|(key, _)| key.bytes().all(|byte| byte.is_ascii_lowercase()))?;
    let text = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let text = text.filter(|text| !text.is_empty() && !text.contains(['"', '\\', '#', ',', ';', '“', '”']));
    let is_whole = value.parse::<toml::Value>().is_ok();
    let is_name = |text: &&str| {
        let is_word = |char: char| char.is_alphanumeric() || char == ' ';
        text.len() > 3 && text.starts_with(|char: char| char.is_uppercase()) && text.chars().all(is_word)
    };
    let date = value.parse::<chrono::NaiveDate>().ok();
    match (slip, text) {
        (0, Some(text)) => Some(format!("{key} = “{text}”")),
        (1, Some(text)) => Some(format!("{key} = “{text}\"")),
        (2, Some(text)) if is_name(&text) && key == "name" => Some(format!("{key} = {text}")),
        (3, Some(text)) => Some(format!("{key} \"{text}\"")),
        (4, Some(text)) => Some(format!("{key} = \"\"{text}\"\"")),
        (5, Some(text)) if is_name(&text) && key == "name" => Some(format!("{key}: {text}")),
        (6, _) if date.is_some() => Some(format!("{key} = {}", date?.format("%Y/%-m/%-d"))),
        (7, _) if date.is_some() => Some(format!("{key} = \"{}\"", date?.format("%-d %B %Y"))),
        (8, _) if is_whole => Some(format!("{key} == {value}")),
        (9, _) if is_whole => Some(format!("{key}\u{a0}= {value}")),
        (10, _) if is_whole => Some(format!("{key} =\u{200b}{value}")),
        (11, _) if is_whole => Some(format!("{line},")),
        (12, _) if is_whole => Some(format!("{line} // slip")),
        (13, _) if is_whole => Some(format!("{line} ; slip")),
        (14, _) if is_whole => Some(format!("{key}: {value}")),
        _ => None,
    }
}

/// Lists of a size that is quickly read, without errors, and without texts of several lines, in which a slip is none.
static SOUND: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lists = crate::list::tests::lists()
        .into_iter()
        .filter(|list| (1..4000).contains(&list.len()) && !list.contains("\"\"\"") && !list.contains("'''"));
    lists.filter(|list| read(&[Source::new("list.toml", list.as_str())], Level::Hint).0.is_some()).collect()
});

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        failure_persistence: None,
        rng_seed: prop::test_runner::RngSeed::Fixed(5545),
        ..Default::default()
    })]

    /// Sound lists with slips in any lines, also several in one, say the same again once they are mended.
    #[test]
    fn slips_in_sound_lists_are_mended(
        which in any::<prop::sample::Index>(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), 0..15usize), 1..12),
    ) {
        let list = which.get(&SOUND);
        let sources = [Source::new("list.toml", list.as_str())];
        let sound = fix(&sources);
        let mut lines: Vec<String> = list.lines().map(str::to_owned).collect();
        for (line, slip) in slips {
            let line = line.index(lines.len());
            // Another one in the line comes behind the first, or before its sign.
            let is_free = lines[line] == list.lines().nth(line).unwrap_or_default() || matches!(slip, 11..=13);
            if let Some(wrong) = with_slip(&lines[line], slip).filter(|_| is_free) {
                lines[line] = wrong;
            }
        }
        let wrong = lines.join("\n") + "\n";
        let once = fix(&[Source::new("list.toml", wrong.as_str())]);
        let mended = once.sources[0].text();
        prop_assert_eq!(errors(&once.diagnostics), 0, "{}\n---\n{}\n{:?}", wrong, mended, once.diagnostics);
        prop_assert_eq!(&once.feed, &sound.feed, "{}\n---\n{}", wrong, mended);
        prop_assert_eq!(fix(&once.sources).changes, []);
    }

    /// Whatever is in a line: nothing is mended twice, and no error comes.
    #[test]
    fn odd_lines_are_mended_once(line in "[a-z=:;,/\"'\\[\\]{}“”‘’ #0-9\u{a0}\u{200b}-]{0,24}", key in "(name|city|end|tags|geo) ?[=:] ?") {
        for line in [line.clone(), format!("{key}{line}")] {
            let list = entry(&line);
            let sources = [Source::new("list.toml", list)];
            let once = fix(&sources);
            prop_assert!(errors(&once.diagnostics) <= errors(&read(&sources, Level::Hint).1), "{}", line);
            prop_assert_eq!(fix(&once.sources).changes, [], "{} {}", line, once.sources[0].text());
        }
    }

    /// Faults that hide each other, in lines of any kind: what the first run leaves, the second leaves too.
    #[test]
    fn odd_lines_together_are_mended_once(
        lines in prop::collection::vec("(name|cit|end|tags|timezone) ?[=:]? ?[a-z=,\"'\\[\\] 0-9-]{0,12}['\"]?", 2..5),
    ) {
        let once = fix(&[Source::new("list.toml", entry(&lines.join("\n")))]);
        prop_assert_eq!(fix(&once.sources).changes, [], "{:?} {}", lines, once.sources[0].text());
    }
}

#[test]
fn what_was_found_in_lists_need_not_be_looked_for_again() {
    for list in crate::list::tests::lists() {
        let sources = [Source::new("other.toml", ""), Source::new("list.toml", &*list)];
        for fault in read_in(&sources, Level::Hint, true).1 {
            let again = Fault::of(&fault.clone().in_sources(&sources), &sources);
            assert_eq!(again, Some(fault));
        }
    }
}
