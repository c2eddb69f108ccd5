//! The table for people: as wide as the terminal, or with one line to a row without a terminal.
//!
//! Colours are always there; the caller removes them if standard output is not a terminal. Control characters in the texts of
//! the list are escaped.

use std::io::{self, IsTerminal as _};

use chrono::NaiveDate;
use clap::builder::styling::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, presets};
use confcal::{DateOrTime, Moment, Zone};

use super::{Left, RowKind, TableRow};
use confcal::harmless;

/// The separator between two rows of the layout; control characters in names are escaped, so no name contains it.
const BOUNDARY: char = '\u{1}';

const HEADER: [&str; 6] = ["When", "Left", "What", "Where", "Web", "Tags"];

/// The columns that are always shown; further ones only if they fit.
const MIN_COLUMNS: usize = 3;

/// The spaces between columns.
const COLUMN_GAP: u16 = 2;

/// The least width of a terminal on which dates are not wrapped.
const MIN_WIDTH_FOR_DATES: u16 = 60;

/// The least width of the table, even on a narrower terminal.
const MIN_WIDTH: u16 = 30;

/// A deadline in fewer days is highlighted.
const SOON_DAYS: i64 = 7;

/// The table as text; empty if there is no row.
pub(super) fn render(rows: &[TableRow], width: Option<u16>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut styles = std::iter::once(Style::new().bold()).chain(rows.iter().map(style));
    let mut style = styles.next().unwrap_or_default();
    let mut text = String::new();
    for line in layout(rows, width).lines() {
        if line.starts_with(BOUNDARY) {
            style = styles.next().unwrap_or_default();
        } else {
            text += &format!("{style}{}{style:#}\n", line.trim_end());
        }
    }
    text
}

/// The width of the terminal; `None` if standard output is not one, so that each row is one line.
pub(super) fn width() -> Option<u16> {
    let stdout = io::stdout();
    stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout).map_or(80, |(width, _)| width.0))
}

/// A table of texts, as wide as the terminal, without styles; empty if there is no row.
pub(crate) fn text_table<const N: usize>(header: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header).add_rows(rows);
    if table.is_empty() {
        return String::new();
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((if index == 0 { 0 } else { COLUMN_GAP }, 0));
    }
    if let Some(width) = width() {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width.max(MIN_WIDTH));
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The table with all columns that fit, and separators between its rows.
fn layout(rows: &[TableRow], width: Option<u16>) -> Table {
    let cells: Vec<_> = rows.iter().map(cells).collect();
    let all = table(&cells);
    let Some(width) = width else { return all };
    let width = width.max(MIN_WIDTH);
    let widths = all.column_max_content_widths();
    let fits = |&columns: &usize| {
        let needed: usize =
            widths.iter().take(columns).map(|&column| usize::from(column) + usize::from(COLUMN_GAP)).sum();
        needed <= usize::from(width) + usize::from(COLUMN_GAP)
    };
    let columns = (MIN_COLUMNS..=HEADER.len()).rev().find(fits).unwrap_or(MIN_COLUMNS);
    let cells: Vec<Vec<String>> = cells
        .into_iter()
        .zip(rows)
        .map(|(cells, row)| {
            let mut cells = Vec::from(cells);
            // Without its column, the place follows the name.
            if columns == MIN_COLUMNS && row.kind != RowKind::Deadline && !cells[3].is_empty() {
                cells[2] = format!("{}, {}", cells[2], cells[3]);
            }
            cells.truncate(columns);
            cells
        })
        .collect();
    let mut table = table(&cells);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    if width >= MIN_WIDTH_FOR_DATES {
        for column in table.column_iter_mut().take(2) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table
}

fn table(rows: &[impl AsRef<[String]>]) -> Table {
    let boundary = LineStyle::none().fill(BOUNDARY);
    let mut table = Table::new();
    table.load_style(presets::NOTHING.header_separator(boundary).row_separator(boundary));
    let columns = rows.first().map_or(0, |row| row.as_ref().len());
    table.set_header(&HEADER[..columns]);
    table.add_rows(rows.iter().map(|row| row.as_ref()));
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((if index == 0 { 0 } else { COLUMN_GAP }, 0));
    }
    table
}

/// The cells of a row.
fn cells(row: &TableRow) -> [String; 6] {
    let tags = row.tags.join(", ");
    let cells = [when(row), left(row), row.name.clone(), place(row), row.url.unwrap_or_default().to_owned(), tags];
    let line_breaks = ['\n', '\r', '\t', '\u{85}', '\u{2028}', '\u{2029}'];
    cells.map(|cell| harmless(&cell.replace(line_breaks, " ")).into_owned())
}

/// The city and the country, and whether one can join online.
pub(super) fn place(row: &TableRow) -> String {
    match row.attendance {
        Some("online") => "online".to_owned(),
        Some("hybrid") if row.place.is_empty() => "hybrid".to_owned(),
        Some("hybrid") => format!("{} (hybrid)", row.place),
        _ => row.place.clone(),
    }
}

/// The time left: `in 3 days`, `in 5 h`, `closed`.
fn left(row: &TableRow) -> String {
    match row.left {
        _ if row.when.is_none() => "not dated yet".to_owned(),
        Left::Days(..0) => "last hours".to_owned(),
        Left::Days(0) => "today".to_owned(),
        Left::Days(1) => "in 1 day".to_owned(),
        Left::Days(days) => format!("in {days} days"),
        Left::Seconds(seconds @ ..3600) => format!("in {} min", seconds / 60),
        Left::Seconds(seconds) if seconds < 48 * 3600 => format!("in {} h", seconds / 3600),
        Left::Seconds(seconds) => format!("in {} days", seconds / (24 * 3600)),
        Left::Now => "now".to_owned(),
        Left::Past if row.kind == RowKind::Deadline => "closed".to_owned(),
        Left::Past | Left::Unknown => "over".to_owned(),
    }
}

fn style(row: &TableRow) -> Style {
    if row.is_past() || row.is_cancelled() {
        Style::new().dimmed()
    } else if row.kind == RowKind::Deadline && row.left.days().is_some_and(|days| days < SOON_DAYS) {
        AnsiColor::Yellow.on_default()
    } else {
        Style::new()
    }
}

/// The days of an entry, with the time if it is on one day; without dates, its expected month or year.
pub(super) fn when(row: &TableRow) -> String {
    let Some(when) = row.when else {
        let month = |expected: &String| {
            let first = format!("{expected}-01").parse::<NaiveDate>();
            first.map_or_else(|_| expected.clone(), |first| first.format("%b %Y").to_string())
        };
        return row.expected.as_ref().map_or_else(String::new, month);
    };
    let (first, last) = (when.start().day(), when.last_day());
    match when.start() {
        DateOrTime::Moment(moment) if first == last => {
            format!("{} {}", moment.local().format("%-d %b %Y, %H:%M"), zone(moment))
        }
        _ => days(first, last),
    }
}

/// `11–17 Jul 2022`, `29 Aug – 2 Sep 2022`, `30 Dec 2022 – 2 Jan 2023`.
fn days(first: NaiveDate, last: NaiveDate) -> String {
    let from = if first == last {
        String::new()
    } else if first.format("%b %Y").to_string() == last.format("%b %Y").to_string() {
        first.format("%-d–").to_string()
    } else if first.format("%Y").to_string() == last.format("%Y").to_string() {
        first.format("%-d %b – ").to_string()
    } else {
        first.format("%-d %b %Y – ").to_string()
    };
    format!("{from}{}", last.format("%-d %b %Y"))
}

/// `AoE`, `UTC`, `UTC+2`, `UTC+5:30`.
fn zone(moment: Moment) -> String {
    let minutes = moment.offset().local_minus_utc() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        _ if moment.zone() == Zone::AoE => "AoE".to_owned(),
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}
