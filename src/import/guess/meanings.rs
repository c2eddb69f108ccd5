//! The meaning of a column of dates, by its name and its surroundings.

use super::columns::Column;
use super::date_columns::is_dates;
use super::words::Tokens;

/// The meaning of a column of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Start,
    End,
    Dates,
    Due,
    Opens,
    Extended,
    /// The date of before.
    Was,
    /// The name says nothing.
    Unnamed,
}

/// Names of fields whose texts are those of a deadline for people.
pub(super) const LABELS: &str = "name label title comment note description round event desc";

/// True if a column gives the moment of another one in the zone of a reader.
pub(super) fn is_other_form(column: &Column) -> bool {
    column.own.has("local localtime localdate utc") && column.own.0.len() < 3
}

/// True if nearly all texts of a column name a kind of deadline and are no sentences: `stage: camera_ready`.
pub(super) fn is_kinds(column: &Column) -> bool {
    let counts = &column.counts;
    let is_kind = |value: &&String| Tokens::of(value).kind().is_some();
    let named = column.values.iter().filter(is_kind).count();
    !is_dates(column) && counts.links == 0 && counts.average_length() < 25 && named > 0 && counts.most(named)
}

/// True if a list of maps holds deadlines or dates of the conference, rather than talks.
pub(super) fn is_list_of_dates(list: &str, column: &Column) -> bool {
    let tokens = Tokens::of(list);
    if tokens.has("timeline deadlines deadline cfp cfps cfs dates date important milestones milestone calls call rounds round submissions submission when") {
        return true;
    }
    column.own.is_deadline() && !tokens.has("talks sessions speakers schedule workshops tutorials papers")
}

/// The meaning of a column of dates, by its name.
pub(super) fn meaning(column: &Column) -> Meaning {
    let tokens = &column.tokens;
    // `start.date` is a start.
    let is_general = column.own.0.iter().all(|token| {
        matches!(token.as_str(), "date" | "datetime" | "time" | "day" | "value" | "iso" | "raw" | "yyyy" | "mm" | "dd")
    });
    let own = if is_general { tokens } else { &column.own };
    let is_conference = own.has("conference conf event dtstart dtend");
    let is_deadline = tokens.is_deadline()
        && !(is_conference
            && (own.is_start() || own.is_end() || own.is_dates())
            && !own.has("cfp deadline submission due"));
    if is_deadline {
        return match () {
            () if own.is_former() && !own.is_extended() => Meaning::Was,
            () if own.has("deadline due close closes closing closed") && !own.is_extended() => Meaning::Due,
            () if own.is_extended() => Meaning::Extended,
            () if own.is_opening() && !own.is_end() => Meaning::Opens,
            () => Meaning::Due,
        };
    }
    match () {
        () if own.is_end() && !own.is_start() => Meaning::End,
        () if own.is_start() && !own.is_end() => Meaning::Start,
        () if own.is_start() && own.is_end() => Meaning::Dates,
        () if own.is_opening() && !own.is_dates() => Meaning::Start,
        () if own.is_dates() || tokens.is_dates() || is_conference => Meaning::Dates,
        () => Meaning::Unnamed,
    }
}

/// The name of a column for people.
pub(super) fn label(column: &Column) -> String {
    const FORMS: [&str; 14] = [
        "date",
        "deadline",
        "end",
        "due",
        "iso",
        "datetime",
        "raw",
        "value",
        "utc",
        "local",
        "timestamp",
        "mm",
        "dd",
        "yyyy",
    ];
    let words = |tokens: &Tokens| {
        let words: Vec<&str> = tokens.0.iter().map(String::as_str).filter(|word| !FORMS.contains(word)).collect();
        // `Deadline 2`
        let is_number = words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        let words = if is_number { tokens.0.join(" ") } else { words.join(" ") };
        Some(words).filter(|_| !is_number || tokens.0.len() > 1)
    };
    if column.tokens.is_work_in_progress() {
        return "Work in progress".to_owned();
    }
    let words = words(&column.own).or_else(|| words(&column.tokens)).unwrap_or_else(|| column.path.clone());
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
