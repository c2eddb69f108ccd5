//! The words that a keeper puts before a name in a list: how one takes part, the place, or that it is a conference at all.
//!
//! Comes in: a title, `[Online] PyCon`, `[Japan] RubyKaigi`, `Conference: Baltic Ruby`. Goes out: the name, and the words. Reads no field.

use super::places::{self, AttendanceText};

/// Words for the thing that a name is the name of, which say nothing of it.
const KINDS: &str = "conf conference event konferenz tagung veranstaltung termin congress kongress congrès congreso congresso conférence conferencia \
    evento évènement événement save-the-date savethedate";

/// A name, and the words that stood before it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Prefixed<'t> {
    pub(crate) name: &'t str,
    pub(crate) attendance: Option<AttendanceText>,
    /// A country, or a known city with or without its country.
    pub(crate) place: Option<&'t str>,
}

/// The name in a title, without the words before it.
pub(crate) fn without(title: &str) -> Prefixed<'_> {
    let mut found = Prefixed { name: title.trim(), ..Prefixed::default() };
    while let Some((words, mark, name)) = prefix(found.name) {
        // `Live: Rails Girls` is a name.
        let is_said = |found: &AttendanceText| *found != AttendanceText::InPerson || mark == Mark::Brackets;
        if let Some(attendance) = attendance(words).filter(is_said) {
            found.attendance = Some(attendance);
        } else if mark == Mark::Brackets && found.place.is_none() && is_place(words) {
            found.place = Some(words);
        } else if mark == Mark::Dash || !is_kind(words) {
            break;
        }
        found.name = name;
    }
    found
}

/// A name without the words before or behind it that say its call, where a mark parts them: `Call for Papers: PyCon`, `PyCon | CfP`.
pub(crate) fn without_call(title: &str) -> &str {
    const CALLS: [&str; 9] = [
        "announcement and call for papers",
        "last call for submissions",
        "final call for papers",
        "last call for papers",
        "call for submissions",
        "call for abstracts",
        "call for papers",
        "call for paper",
        "cfp",
    ];
    let is_mark = |char: char| matches!(char, ':' | '-' | '–' | '—' | '|');
    let is_edge = |char: char| is_mark(char) || char.is_whitespace();
    let lower = title.to_ascii_lowercase();
    let name = CALLS.iter().find_map(|call| {
        let before = lower.strip_prefix(call).map(|rest| &title[title.len() - rest.len()..]);
        let before =
            before.filter(|rest| rest.trim_start().starts_with(is_mark)).map(|rest| rest.trim_start_matches(is_edge));
        let behind = || {
            let rest = &title[..lower.strip_suffix(call)?.len()];
            rest.trim_end().ends_with(is_mark).then(|| rest.trim_end_matches(is_edge))
        };
        before.or_else(behind)
    });
    name.filter(|name| name.split_whitespace().any(|word| word.chars().filter(|char| char.is_alphabetic()).count() > 2))
        .unwrap_or(title)
}

/// The mark between a name and the words before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Brackets,
    Colon,
    Dash,
}

/// The words before a name, their mark, and the name: `[Online] PyCon`, `Hybrid: PyCon`, `Online | PyCon`.
fn prefix(title: &str) -> Option<(&str, Mark, &str)> {
    const BRACKETS: [(char, char); 3] = [('[', ']'), ('(', ')'), ('【', '】')];
    const MARKS: [(&str, Mark); 6] = [
        (": ", Mark::Colon),
        ("：", Mark::Colon),
        (" - ", Mark::Dash),
        (" – ", Mark::Dash),
        (" — ", Mark::Dash),
        (" | ", Mark::Dash),
    ];
    let in_brackets = BRACKETS.into_iter().find_map(|(open, close)| title.strip_prefix(open)?.split_once(close));
    let at_mark = || {
        let found = MARKS.into_iter().filter_map(|(text, mark)| Some((mark, title.split_once(text)?)));
        found.min_by_key(|(_, (words, _))| words.len())
    };
    let (mark, (words, name)) = in_brackets.map(|parts| (Mark::Brackets, parts)).or_else(at_mark)?;
    let name = name.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, ':' | '-' | '–' | '|'));
    let has_name = name.chars().filter(|char| char.is_alphabetic()).count() > 1;
    has_name.then_some((words.trim(), mark, name))
}

/// The way to take part that words say; a platform may be the topic: `Discord: a history`.
fn attendance(words: &str) -> Option<AttendanceText> {
    let is_meant = places::is_tag_of_online(words) || !places::is_online(words);
    places::attendance(words).filter(|found| is_meant || *found == AttendanceText::Hybrid)
}

/// True for the name of a country or of a known city; capital letters may be a topic: `[AI]`, `[PR]`.
fn is_place(words: &str) -> bool {
    let last = words.rsplit(',').next().unwrap_or_default().trim();
    let is_country = |text: &str| ["UK", "USA", "UAE"].contains(&text) || places::is_name_of_country(text);
    match words.split_once(',') {
        Some((city, _)) => is_country(last) && city.starts_with(char::is_uppercase),
        None => is_country(words) || words.len() > 3 && places::is_city(words),
    }
}

fn is_kind(words: &str) -> bool {
    let lower = words.to_lowercase().replace(' ', "-");
    KINDS.split_ascii_whitespace().any(|kind| kind == lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_no_part_of_a_name() {
        for (title, name) in [
            ("Call for Papers: 2027 Ski Conference", "2027 Ski Conference"),
            ("CALL FOR PAPERS: The Conference on Pricing", "The Conference on Pricing"),
            ("Call for Papers- 5th Frontiers of Investing", "5th Frontiers of Investing"),
            ("9th Winter Workshop | Call for Papers", "9th Winter Workshop"),
            ("Finance Summit - Call for Papers", "Finance Summit"),
            ("CfP: PyCon", "PyCon"),
            ("Conference in Venice - CALL FOR PAPER", "Conference in Venice"),
            // Words of a name, or all of it.
            ("Call for Papers Day", "Call for Papers Day"),
            ("Call for Papers", "Call for Papers"),
            ("CFP Conf 2027", "CFP Conf 2027"),
            ("Call for Papers: 2027", "Call for Papers: 2027"),
            ("How to write a call for papers", "How to write a call for papers"),
        ] {
            assert_eq!(without_call(title), name, "{title}");
        }
    }

    #[test]
    fn words_before_a_name_are_no_part_of_it() {
        use AttendanceText::{Hybrid, InPerson, Online};
        for (title, name, attendance, place) in [
            ("[Online] Ruby Remote Conf", "Ruby Remote Conf", Some(Online), None),
            ("(Virtual) PyCon", "PyCon", Some(Online), None),
            ("Online: PyCon", "PyCon", Some(Online), None),
            ("Hybrid: Day of Rust", "Day of Rust", Some(Hybrid), None),
            ("HYBRID | PyCon", "PyCon", Some(Hybrid), None),
            ("[In person] PyCon", "PyCon", Some(InPerson), None),
            ("オンライン：PyCon", "PyCon", Some(Online), None),
            ("[Japan] RubyKaigi 2027", "RubyKaigi 2027", None, Some("Japan")),
            ("[UK] Brighton Ruby", "Brighton Ruby", None, Some("UK")),
            ("[Berlin] Rust Day", "Rust Day", None, Some("Berlin")),
            ("[Oslo, Norway] NDC", "NDC", None, Some("Oslo, Norway")),
            ("[Online] [Conference] PyCon", "PyCon", Some(Online), None),
            ("Conference: Baltic Ruby", "Baltic Ruby", None, None),
            ("Save the date: Baltic Ruby", "Baltic Ruby", None, None),
            ("Tagung: Software Engineering", "Software Engineering", None, None),
            // What is a part of the name, or a topic.
            ("[AI] Summit", "[AI] Summit", None, None),
            ("[PR] Day", "[PR] Day", None, None),
            ("Live: Rails Girls", "Live: Rails Girls", None, None),
            ("Discord: a history", "Discord: a history", None, None),
            ("Webinar: Introduction to Rust", "Webinar: Introduction to Rust", None, None),
            ("Workshop: Introduction to Rust", "Workshop: Introduction to Rust", None, None),
            ("Web - the next decade", "Web - the next decade", None, None),
            ("Madrid: Madrid Ruby Day", "Madrid: Madrid Ruby Day", None, None),
            ("Online Conference", "Online Conference", None, None),
            ("Conference - Day One", "Conference - Day One", None, None),
            ("Conference: 27", "Conference: 27", None, None),
            ("[Online]", "[Online]", None, None),
            ("", "", None, None),
        ] {
            assert_eq!(without(title), Prefixed { name, attendance, place }, "{title}");
        }
    }
}
