//! Several deadlines in one text, each with a label: `Abstract: 3 Sep 2026; Paper: 10 Sep 2026`.

use chrono::Datelike as _;

use super::dates::{self, Dates, Hint, Parsed, When};
use super::guess::words::Tokens;
use super::years;
use crate::deadline_kind::DeadlineKind;

/// Marks between two deadlines, the surest first.
const MARKS: [&str; 7] = ["\n", ";", "|", " / ", " · ", ", ", " and "];

/// The label of a deadline, if it has one, and when it is due.
type Labelled = (Option<String>, When);

/// The deadlines of a plain text that has several, of which at least one has a label, or one with a label that names its kind.
pub(super) fn parts(text: &str, hint: &Hint) -> Option<Vec<Labelled>> {
    let has_label = |part: &&str| {
        let label = before_colon(part, hint).is_some();
        label || labelled(part, hint).and_then(|(label, _)| label).is_some_and(|label| is_label(&label))
    };
    // `31 May (abstract 24 May)`
    let bracket = || {
        let (before, inner) = text.strip_suffix(')')?.split_once(" (").filter(|(_, inner)| !inner.contains(')'))?;
        let found = vec![labelled(before, hint)?, labelled(inner, hint)?];
        has_label(&inner).then_some(found)
    };
    let splits = MARKS.into_iter().filter(|mark| text.contains(mark)).map(|mark| text.split(mark).collect());
    let several = || {
        splits.chain([at_words(text)]).find_map(|parts: Vec<&str>| {
            let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
            let hints = (0..parts.len()).map(|at| with_year_behind(&parts[at..], hint));
            let found: Vec<Labelled> =
                parts.iter().zip(hints).map(|(part, hint)| labelled(part, &hint)).collect::<Option<_>>()?;
            (found.len() > 1 && parts.iter().any(has_label)).then_some(found)
        })
    };
    bracket().or_else(several).or_else(|| {
        let (label, _) = text.split_once(':').filter(|(label, _)| kind(label).is_some())?;
        labelled(text, hint).filter(|(found, _)| found.as_deref() == Some(label.trim())).map(|one| vec![one])
    })
}

/// The surroundings of the first of several parts, which may have its year behind the next: `March 7 (first) and July 11 (second) 2025`.
fn with_year_behind(parts: &[&str], hint: &Hint) -> Hint {
    let [first, behind @ ..] = parts else { return *hint };
    let has_year = |part: &&&str| years::years(part).next().is_some();
    if has_year(&first) {
        return *hint;
    }
    let year = behind.iter().find(has_year).and_then(|part| years::years(part).next()?.parse::<i32>().ok());
    let month = |part: &str| match dates::parse(part, &Hint { year, ..*hint }) {
        Parsed::Dates(found) => found.start.day().map(|day| (day.month(), day.day())),
        _ => None,
    };
    // `10 Dec; 5 Jan 2027`
    let is_later = |(first, behind): ((u32, u32), (u32, u32))| first > behind;
    let days = month(first).zip(behind.iter().find(has_year).and_then(|part| month(part)));
    match (year, days) {
        (Some(year), Some(days)) => Hint { year: Some(year - i32::from(is_later(days))), ..*hint },
        _ => *hint,
    }
}

/// The words before a colon, if they are no date.
fn before_colon<'t>(part: &'t str, hint: &Hint) -> Option<&'t str> {
    let (label, _) = part.split_once([':', '：'])?;
    (label.chars().any(char::is_alphabetic) && !is_date(label, hint)).then_some(label.trim())
}

/// Words beside a date without those that say how it stands: `abstracts passed` is of abstracts.
pub(super) fn without_state(words: &str) -> String {
    const STATES: &str = "passed past closed over expired ended hard firm strict tentative expected tbc";
    let bare = |word: &str| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    let is_state = |word: &&str| STATES.split(' ').any(|state| state == bare(word));
    words.split_whitespace().filter(|word| !is_state(word)).collect::<Vec<_>>().join(" ")
}

/// The parts of a text between commas in front of words, as `Jan 1, 2027, closes` has one.
fn at_words(text: &str) -> Vec<&str> {
    let is_word = |at: usize| text[at..].trim_start().starts_with(char::is_alphabetic);
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, mark) in text.match_indices(", ").filter(|(at, mark)| is_word(at + mark.len())) {
        parts.push(&text[from..at]);
        from = at + mark.len();
    }
    parts.push(&text[from..]);
    parts
}

/// The kind of deadline that a label names; talks are submitted as well as papers.
pub(super) fn kind(label: &str) -> Option<DeadlineKind> {
    let tokens = Tokens::of(label);
    // `10 Dec 2026 (abs: 3 Dec)`
    if tokens.0 == ["abs"] || tokens.0 == ["abstr"] {
        return Some(DeadlineKind::Abstract);
    }
    let is_general = || !tokens.has("paper papers manuscript article articles full fulltext");
    tokens.kind().filter(|kind| *kind != DeadlineKind::Paper || !is_general())
}

/// True if a text names a kind of deadline or a round.
fn is_label(label: &str) -> bool {
    let tokens = Tokens::of(label);
    kind(label).is_some()
        || tokens.kind().is_some()
        || tokens.has("round cycle deadline closes close closing ends until")
        || tokens.is_extended()
        || is_opening(label)
}

/// True if a label is of the day on which a call opens: `opens`, `CFP opens`, `submission start`.
pub(super) fn is_opening(label: &str) -> bool {
    let tokens = Tokens::of(label);
    tokens.has("open opens opened opening start starts begin begins from")
        && !tokens.has("deadline due round close closes closed closing")
        && !tokens.is_end()
}

/// True if words beside a date say that it is the day up to which a call is open: `until 1 February`, `closes 2 Feb`.
pub(super) fn is_closing(words: &str) -> bool {
    Tokens::of(words).has("until till closes close closing closed ends end by due deadline bis jusqu hasta entro")
}

/// True if words beside a date say that it is the day on which a call opens, and no more: `opens 1 January`, but not `open until`.
pub(super) fn is_opening_alone(words: &str) -> bool {
    is_opening(words) && Tokens::of(words).has("opens opening starts")
}

/// The label and the date of one deadline: `Abstract: 3 Sep 2026`, `3 Sep 2026 (abstract)`, `Round 1: 10 Oct 2026`.
fn labelled(part: &str, hint: &Hint) -> Option<Labelled> {
    let (label, date) = match before_colon(part, hint) {
        Some(label) => (Some(label), part.split_once([':', '：']).map_or("", |(_, date)| date.trim())),
        None => (None, part),
    };
    let Parsed::Dates(Dates { start, end, guessed_year, leftover }) = dates::parse(date, hint) else { return None };
    let due = end.unwrap_or(start);
    due.day().filter(|_| !guessed_year || hint.year.is_some())?;
    let leftover = without_state(leftover.trim_matches(|char: char| !char.is_alphanumeric()));
    Some((label.map(str::to_owned).or(Some(leftover).filter(|label| !label.is_empty())), due))
}

fn is_date(text: &str, hint: &Hint) -> bool {
    dates::parse(text, hint).are_dates_alone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_deadlines_in_one_text_are_told_apart() {
        let hint = Hint { year: Some(2027), ..Hint::default() };
        for (text, expected) in [
            ("Abstract: Sep 3, 2026; Paper: Sep 10, 2026", "Abstract 2026-09-03 | Paper 2026-09-10"),
            ("Abstract: 3 Sep 2026\nFull paper: 10 Sep 2026", "Abstract 2026-09-03 | Full paper 2026-09-10"),
            ("3 Sep 2026 (abstract), 10 Sep 2026 (paper)", "abstract 2026-09-03 | paper 2026-09-10"),
            ("10 Sep 2026 (Abstract 3 Sep 2026)", " 2026-09-10 | Abstract 2026-09-03"),
            ("June 6 (Abstract May 30)", " 2027-06-06 | Abstract 2027-05-30"),
            ("abstracts 2026-09-03 / papers 2026-09-10", "abstracts 2026-09-03 | papers 2026-09-10"),
            ("Round 1: 10 Oct 2026; Round 2: 25 Mar 2027", "Round 1 2026-10-10 | Round 2 2027-03-25"),
            ("2026-09-03; poster 2026-10-10", " 2026-09-03 | poster 2026-10-10"),
            (
                "3 Sep 2026 (abstracts, passed); 10 Sep 2026 (papers, hard deadline)",
                "abstracts 2026-09-03 | papers 2026-09-10",
            ),
            ("3 Sep 2026 (passed); late-breaking: Oct 10–26, 2026", " 2026-09-03 | late-breaking 2026-10-26"),
            ("Sep 3, 2026 (notification: Oct 15)", " 2026-09-03 | notification 2027-10-15"),
            ("3 Sep 2026 (passed)", ""),
            ("3 Sep 2026", ""),
            ("3 Sep 2026; 10 Sep 2026", ""),
            ("Paper: 3 Sep 2026", "Paper 2026-09-03"),
            ("Submission: 3 Sep 2026", ""),
            ("Sep 3, 2026", ""),
        ] {
            let found = parts(text, &hint).unwrap_or_default();
            let shown = |(label, due): &Labelled| {
                format!(
                    "{} {}",
                    label.as_deref().unwrap_or_default(),
                    due.day().map(|day| day.to_string()).unwrap_or_default()
                )
            };
            assert_eq!(found.iter().map(shown).collect::<Vec<_>>().join(" | "), expected, "{text}");
        }
    }
}
