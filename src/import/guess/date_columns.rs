//! Tells the columns of dates from others, by their names and their values.

use super::columns::Column;
use crate::import::dates::{self, Hint};
use crate::import::status;

/// True if a column holds dates.
pub(super) fn is_dates(column: &Column) -> bool {
    let counts = &column.counts;
    // `[1 March](…)` and `closed` in a column of calls.
    let is_linked = counts.dates > 0
        && column.own.is_deadline()
        && (counts.dates + counts.words + counts.links) * 2 >= counts.all
        && (counts.dates + counts.words) * 5 >= counts.all;
    if is_linked && column.list.is_none() && counts.links > 0 {
        return true;
    }
    // `Cancelled` and `Postponed until October 2020` are notes.
    let is_status = || column.more_than_half(|value| status::of_text(value).is_some());
    if is_names_with_dates(column) || counts.words > 0 && !column.own.is_date_like() && is_status() {
        return false;
    }
    // `January` beside a column of days.
    let is_month_alone = || {
        column.own.has("month monat mes mois")
            && !column.tokens.is_deadline()
            && !column.values.iter().any(|value| value.contains(char::is_numeric))
    };
    // The first day of a series, `first_event`, is none of its conferences.
    if column.tokens.is_rate()
        || column.tokens.is_history() && !column.tokens.has("next latest last current")
        || is_month_alone()
        || column.own.is_property() && !is_state_of_call(column)
        || column.own.has("id slug uid permalink")
        || column.list.is_some() && column.own.0.len() == 1 && column.own.has("round name title label")
        || counts.most(counts.bools)
        || counts.most(counts.links) && !counts.are_dates()
        || column.path.starts_with("^") && counts.are_dates() && column.own.is_meta()
    {
        return false;
    }
    let is_share = || column.own.has("acceptance accepted selectivity");
    if counts.most(counts.numbers) && (!column.tokens.is_date_like() || is_share()) && !are_moments(column) {
        return false;
    }
    let is_named =
        column.own.is_date_like() && counts.dates > 0 && (counts.dates + counts.words + counts.years) * 2 >= counts.all;
    // `TBA` in all of them.
    let is_waiting = column.own.has("deadline deadlines cfp") && counts.all == counts.words && counts.all > 0;
    let is_free = counts.are_dates() && !counts.most(counts.years);
    // `1-3` is a date only where the name says so or a month stands above.
    let is_short = counts.average_length() < 6 && !column.tokens.is_date_like();
    (is_free || is_named || is_waiting) && !is_short && !is_time_of_day(column)
}

/// True if a column says how a call stands, and of some when it closes: `CFP status` with `Open — closes Jun 14`.
fn is_state_of_call(column: &Column) -> bool {
    column.own.is_deadline() && column.own.0.last().is_some_and(|last| last == "status") && column.counts.dates > 0
}

/// True if all values are seconds or milliseconds since 1970 at a quarter of an hour between 2000 and 2040, as no ids are: `1479686400000`.
fn are_moments(column: &Column) -> bool {
    let is_moment = |value: &String| {
        let seconds = match value.len() {
            10 => value.parse::<i64>().ok(),
            13 => value.strip_suffix("000").and_then(|seconds| seconds.parse::<i64>().ok()),
            _ => None,
        };
        seconds.is_some_and(|seconds| seconds % 900 == 0 && (946_684_800..2_208_988_800).contains(&seconds))
    };
    column.counts.all > 1 && column.values.iter().all(is_moment)
}

/// True if a column that is called as names are has words beside the dates in its values: `Reunión Enero 2017`.
pub(super) fn is_names_with_dates(column: &Column) -> bool {
    column.own.0.len() == 1
        && column.own.has("name title nombre titulo titre titel event conference summary")
        && column.most(has_other_words)
}

/// True if a text has words that are no part of a date.
fn has_other_words(text: &str) -> bool {
    !dates::parse(text, &Hint { year: Some(2024), ..Hint::default() }).are_dates_alone()
}

fn is_time_of_day(column: &Column) -> bool {
    column.counts.average_length() < 6 && column.values.iter().all(|value| value.contains(':'))
}
