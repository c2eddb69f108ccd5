//! The list as a table in order of date: conferences, deadlines, and sessions if they are asked for.
//!
//! Comes in: a filtered feed and the time. Goes out: a table or a digest for people, JSON or CSV for programs, whose keys are
//! documented in `docs/list.md`. Filters nothing itself.

mod digest;
mod terminal;

use std::io::{self, Write as _};

use anyhow::{Context as _, Result, bail};
use chrono::{DateTime, NaiveDate, SecondsFormat, Timelike as _, Utc};
use confcal::{Attendance, Conference, DateOrTime, Feed, Interval, Place, Status};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

pub(crate) use self::digest::Markup;
pub(crate) use self::terminal::text_table;
use crate::args::{DigestStyle, List, ListFormat};

/// The keys of a row, which are the columns of CSV.
const KEYS: [&str; 24] = [
    "kind",
    "uid",
    "conference",
    "id",
    "name",
    "deadline",
    "start",
    "end",
    "date",
    "time",
    "end_date",
    "end_time",
    "zone",
    "days_left",
    "seconds_left",
    "status",
    "attendance",
    "venue",
    "city",
    "state",
    "country",
    "url",
    "tags",
    "expected",
];

/// A row, its fields in the order of [`KEYS`].
#[derive(Clone, Serialize)]
pub(crate) struct TableRow<'f> {
    kind: RowKind,
    uid: String,
    conference: &'f str,
    id: &'f str,
    name: String,
    /// The kind of a deadline, as in the list.
    deadline: Option<&'static str>,
    start: Option<String>,
    end: Option<String>,
    /// The local day and time.
    date: Option<String>,
    time: Option<String>,
    end_date: Option<String>,
    end_time: Option<String>,
    zone: Option<String>,
    days_left: Option<i64>,
    seconds_left: Option<i64>,
    status: &'static str,
    attendance: Option<&'static str>,
    venue: Option<&'f str>,
    city: Option<&'f str>,
    state: Option<&'f str>,
    country: Option<&'static str>,
    url: Option<&'f str>,
    tags: &'f [confcal::Substr],
    /// `2027-10` or `2027`, of a conference without dates.
    expected: Option<String>,
    /// The day by which rows are sorted.
    #[serde(skip)]
    day: NaiveDate,
    #[serde(skip)]
    when: Option<Interval>,
    #[serde(skip)]
    left: Left,
    #[serde(skip)]
    place: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum RowKind {
    Conference,
    Session,
    Deadline,
}

/// The time until an entry starts or is due.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Days from today; negative for a day that is over in UTC, but not yet everywhere.
    Days(i64),
    Seconds(i64),
    /// It has started and is not over.
    Now,
    Past,
    /// It has no dates yet.
    Unknown,
}

impl Left {
    fn until(when: DateOrTime, now: DateTime<Utc>) -> Left {
        match when {
            DateOrTime::Day(day) => Left::Days((day - now.date_naive()).num_days()),
            DateOrTime::Moment(moment) => Left::Seconds((moment.utc() - now).num_seconds()),
        }
    }

    fn for_deadline(due: DateOrTime, now: DateTime<Utc>) -> Left {
        if due.over_at() <= now { Left::Past } else { Left::until(due, now) }
    }

    fn for_interval(when: Interval, now: DateTime<Utc>) -> Left {
        match Left::until(when.start(), now) {
            _ if when.over_at() <= now => Left::Past,
            Left::Days(..0) | Left::Seconds(..=0) => Left::Now,
            left => left,
        }
    }

    fn days(self) -> Option<i64> {
        match self {
            Left::Days(days) => Some(days.max(0)),
            Left::Seconds(seconds) => Some(seconds / (24 * 3600)),
            Left::Now => Some(0),
            Left::Past | Left::Unknown => None,
        }
    }
}

/// The fields of a row that conferences, sessions and deadlines fill differently.
struct RowFields<'f> {
    kind: RowKind,
    uid: Uuid,
    id: &'f str,
    name: String,
    deadline: Option<&'static str>,
    when: Option<Interval>,
    left: Left,
    place: &'f Place,
    attendance: Option<Attendance>,
    url: Option<&'f str>,
}

impl<'f> TableRow<'f> {
    fn new(conference: &'f Conference, fields: RowFields<'f>) -> TableRow<'f> {
        let zone = match fields.when {
            Some(Interval::Times { start, .. }) => Some(start.zone_name().into_owned()),
            _ => None,
        };
        let end = fields
            .when
            .filter(|when| fields.kind != RowKind::Deadline && (zone.is_none() || when.start() != when.end()));
        let Place { venue, city, state, country, .. } = fields.place;
        TableRow {
            kind: fields.kind,
            uid: fields.uid.to_string(),
            conference: &conference.id,
            id: fields.id,
            name: fields.name,
            deadline: fields.deadline,
            start: fields.when.map(|when| stamp(when.start())),
            end: end.map(|when| stamp(when.end())),
            date: fields.when.map(|when| when.start().day().to_string()),
            time: fields.when.and_then(|when| time(when.start())),
            end_date: end.map(|when| when.end().day().to_string()),
            end_time: end.and_then(|when| time(when.end())),
            zone,
            days_left: fields.left.days(),
            seconds_left: if let Left::Seconds(seconds) = fields.left { Some(seconds) } else { None },
            status: conference.status.as_str(),
            attendance: fields.attendance.map(Attendance::as_str),
            venue: venue.as_deref(),
            city: city.as_deref(),
            state: state.as_deref(),
            country: country.map(|country| country.alpha2()),
            url: fields.url,
            tags: &conference.tags,
            expected: conference
                .expected
                .filter(|_| fields.kind == RowKind::Conference)
                .map(|expected| expected.to_string()),
            // A conference without dates comes at the end of its month or year.
            day: fields
                .when
                .map_or(conference.span().map_or(NaiveDate::MAX, |(_, last)| last), |when| when.start().day()),
            when: fields.when,
            left: fields.left,
            place: fields.place.city_text(),
        }
    }

    pub(crate) fn is_past(&self) -> bool {
        self.left == Left::Past
    }

    fn is_cancelled(&self) -> bool {
        self.status == Status::Cancelled.as_str()
    }
}

/// A day as `2022-07-11`, a moment as `2022-07-11T08:00:00Z`.
fn stamp(when: DateOrTime) -> String {
    match when {
        DateOrTime::Day(day) => day.to_string(),
        DateOrTime::Moment(moment) => moment.utc().to_rfc3339_opts(SecondsFormat::Secs, true),
    }
}

/// The local time: `09:00`, with seconds unless they are zero.
fn time(when: DateOrTime) -> Option<String> {
    let DateOrTime::Moment(moment) = when else { return None };
    let clock = moment.local().time();
    Some(clock.format(if clock.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string())
}

/// All rows of a feed, in order of date.
pub(crate) fn rows(feed: &Feed, now: DateTime<Utc>, with_sessions: bool) -> Vec<TableRow<'_>> {
    let mut rows = Vec::new();
    for conference in &feed.conferences {
        let whole = || RowFields {
            kind: RowKind::Conference,
            uid: conference.uid(),
            id: &conference.id,
            name: conference.title(),
            deadline: None,
            when: conference.dates,
            left: match conference.dates {
                Some(dates) => Left::for_interval(dates, now),
                None if conference.over_at() <= now => Left::Past,
                None => Left::Unknown,
            },
            place: &conference.place,
            attendance: conference.attendance(),
            url: conference.url.as_deref(),
        };
        let sessions = conference.sessions.iter().filter(|_| with_sessions).map(|session| RowFields {
            kind: RowKind::Session,
            uid: conference.session_uid(session),
            id: &session.id,
            name: session.title(conference),
            when: Some(session.dates),
            left: Left::for_interval(session.dates, now),
            place: &session.place,
            attendance: session.attendance(),
            url: session.url.as_deref(),
            ..whole()
        });
        let deadlines = conference.deadlines.iter().filter_map(|deadline| {
            let due = deadline.due?;
            Some(RowFields {
                kind: RowKind::Deadline,
                uid: conference.deadline_uid(deadline),
                id: &deadline.id,
                name: deadline.title(conference),
                deadline: Some(deadline.kind.as_str()),
                when: Some(match due {
                    DateOrTime::Day(day) => Interval::Days { first: day, last: day },
                    DateOrTime::Moment(moment) => Interval::Times { start: moment, end: moment },
                }),
                left: Left::for_deadline(due, now),
                url: deadline.url.as_deref(),
                ..whole()
            })
        });
        let whole_too = conference.included.then(whole);
        rows.extend(
            whole_too.into_iter().chain(sessions).chain(deadlines).map(|fields| TableRow::new(conference, fields)),
        );
    }
    // By the local day, because that is the one shown.
    rows.sort_by_cached_key(|row| (row.day, row.start.is_none(), row.start.clone()));
    rows
}

/// Writes the rows to standard output, or into the document that `--into` names.
pub(crate) fn show(rows: &[TableRow], args: &List) -> Result<()> {
    let style = args.style.unwrap_or(DigestStyle::Table);
    if let Some(path) = &args.into {
        let markup = digest::markup(path, args.format)?;
        return digest::put(path, &digest::render(rows, markup, style), markup);
    }
    let format = args.format.unwrap_or(ListFormat::Table);
    if args.style.is_some() && !matches!(format, ListFormat::Markdown | ListFormat::Html) {
        bail!("`--style` is for `--format markdown` and `--format html`");
    }
    let bytes = match format {
        ListFormat::Markdown => digest::render(rows, Markup::Markdown, style).into_bytes(),
        ListFormat::Html => digest::render(rows, Markup::Html, style).into_bytes(),
        ListFormat::Table => terminal::render(rows, terminal::width()).into_bytes(),
        ListFormat::Json => {
            let json = serde_json::to_string_pretty(rows)?;
            format!("{}\n", crate::report::harmless_json(&json)).into_bytes()
        }
        ListFormat::Csv => csv(rows)?,
    };
    // Colours are removed from the table if standard output is not a terminal.
    let mut stdout: Box<dyn io::Write> =
        if format == ListFormat::Table { Box::new(anstream::stdout().lock()) } else { Box::new(io::stdout().lock()) };
    stdout.write_all(&bytes).and_then(|()| stdout.flush()).context("cannot write to standard output")
}

/// The rows as CSV (RFC 4180), with a header.
fn csv(rows: &[TableRow]) -> Result<Vec<u8>> {
    let terminator = csv::Terminator::CRLF;
    let mut writer = csv::WriterBuilder::new().has_headers(false).terminator(terminator).from_writer(Vec::new());
    writer.write_record(KEYS)?;
    for row in rows {
        let row = serde_json::to_value(row)?;
        writer.write_record(KEYS.map(|key| cell(&row[key])))?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}

/// A value as a cell. Tags are joined by commas, which no tag contains.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => inert(text.clone()),
        Value::Array(texts) => inert(texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

/// Text that no spreadsheet runs as a formula: one that begins like a formula gets an apostrophe (OWASP, CSV injection).
fn inert(text: String) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if runs { format!("'{text}") } else { text }
}
