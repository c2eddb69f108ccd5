//! The texts that a deadline stands in: the one of now, those of before, and what is no deadline in them.

use super::super::dates::{self, Hint, Parsed, Word};
use super::super::mapping::{self, Texts};
use super::super::records::Record;
use super::super::{labels, markdown};
use super::moved;

/// A text without its marks, in the lines that it has.
pub(super) fn in_lines(text: &str) -> String {
    let text = markdown::LINE_BREAKS.into_iter().fold(text.to_owned(), |text, end| text.replace(end, "\n"));
    text.lines().map(markdown::plain).collect::<Vec<_>>().join("\n")
}

/// A text and its line.
pub(super) type TextAt = (String, usize);

/// The first of the alternatives that is a date.
fn first_date(at: &Record, texts: &Texts, hint: &Hint) -> Option<TextAt> {
    let found = texts.0.iter().filter(|_| texts.0.len() > 1).filter_map(|path| at.text(&Texts::one(path)));
    let is_date = |text: &str| !matches!(dates::parse(&markdown::plain(text), hint), Parsed::Unknown);
    found.into_iter().find(|(text, _)| is_date(text))
}

/// The text of the date on which a deadline is due, and those of the dates that it had before.
pub(super) struct DueTexts {
    pub(super) now: Option<TextAt>,
    pub(super) before: Vec<TextAt>,
}

/// The texts of a deadline in its fields.
pub(super) fn due_texts(at: &Record, fields: &mapping::DeadlineMapping, hint: &Hint) -> DueTexts {
    let due = first_date(at, &fields.due, hint).or_else(|| at.text(&fields.due)).or_else(|| at.text(&fields.was));
    let due = due.or_else(|| at.text(&fields.opens).filter(|(text, _)| is_of_due(text, hint)));
    let is_date = |text: &str| !matches!(dates::parse(text, hint), Parsed::Word(Word::None));
    if let Some(extended) = at.text(&fields.extended).filter(|(text, _)| is_date(text)) {
        return DueTexts { now: Some(extended), before: Vec::from_iter(due) };
    }
    let both = due.as_ref().and_then(|(text, line)| Some((moved::moved(text)?, *line)));
    match both {
        Some((moved, line)) => DueTexts {
            now: Some((moved.now, line)),
            before: moved.before.into_iter().map(|before| (before, line)).collect(),
        },
        None => DueTexts { now: due, before: Vec::new() },
    }
}

/// True if the text of a field for the day on which a call opens says when it is due: `until 1 February`, `1 Jan - 1 Feb`.
pub(super) fn is_of_due(text: &str, hint: &Hint) -> bool {
    let has_end = matches!(dates::parse(text, hint), Parsed::Dates(found) if found.end.is_some());
    has_end || labels::is_closing(text) && text.contains(|char: char| char.is_ascii_digit())
}

/// The text with the year of a conference in the place of `%y`, and the year before for `%Y`.
pub(super) fn of_year(text: String, year: Option<i32>) -> String {
    match year {
        Some(year) if text.contains("%y") || text.contains("%Y") => {
            text.replace("%y", &year.to_string()).replace("%Y", &(year - 1).to_string())
        }
        _ => text,
    }
}

/// The text without its parts about the journey: `book hotel by 31 January`.
pub(super) fn without_travel(text: String) -> String {
    const WORDS: [&str; 6] = ["hotel", "accommodation", "lodging", "housing", "flight", "visa"];
    let is_travel = |part: &str| {
        let lower = part.to_lowercase();
        !part.contains("://")
            && WORDS.iter().any(|word| {
                lower.split(|char: char| !char.is_alphabetic()).any(|other| other.trim_end_matches('s') == *word)
            })
    };
    if !is_travel(&text) {
        return text;
    }
    let parts: Vec<&str> = text.split(';').map(str::trim).filter(|part| !is_travel(part)).collect();
    parts.join("; ")
}
