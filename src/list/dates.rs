//! The dates of a list: a TOML date, date-time or offset date-time becomes a day or a moment, in the zone that counts.
//!
//! A local time is never left without a zone; one that the clocks skipped is an error, one that they repeated a
//! warning. Years outside 1900 to 2199 are slips of the finger.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use toml::Spanned;
use toml::value::{Datetime, Offset};

use super::context::{Context, Located};
use super::faults::{Fault, Span};
use super::fields::Fields;
use super::literal::quoted;
use super::loose_date::{LooseDate, impossible_day, two_readings};
use super::table::Value;
use super::undated::not_dated;
use super::wrong_type::{type_fault, wrong_type};
use super::zone_choice::ZoneChoice;
use crate::diagnostic::Code;
use crate::spelling::shown;
use crate::time::{DateOrTime, Expected, Interval, Moment, clock, day_in_words};
use crate::zone::{LocalTime, Zone};

/// The notation of a date, which must not be mixed within one entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Date,
    Local,
    Offset,
}

impl Form {
    fn in_words(self) -> &'static str {
        match self {
            Form::Date => "a day",
            Form::Local => "a local time",
            Form::Offset => "a time with an offset",
        }
    }
}

/// A day or a moment, with what only its writing tells.
#[derive(Clone, Copy)]
pub(super) struct ParsedDate {
    pub(super) when: DateOrTime,
    /// True if it is a time, and that time is 00:00 as the list writes it.
    pub(super) midnight: bool,
    /// True if the zone is missing, which has been reported: then the moment only tells before from after, for it is
    /// as if the clocks showed UTC.
    zoneless: bool,
}

impl Fields<'_, '_> {
    /// The date under this key.
    pub(super) fn date(
        &self,
        context: &mut Context,
        key: &'static str,
        zone: ZoneChoice,
    ) -> Option<Located<ParsedDate>> {
        date(context, key, self.get(key)?, zone)
    }

    /// The month or the year under `expected`.
    pub(super) fn expected(&self, context: &mut Context) -> Option<Expected> {
        let value = self.get("expected")?;
        let fault = match value.get_ref() {
            Value::String(text) => match text.trim().parse::<Expected>() {
                Ok(expected) => return Some(expected),
                Err(error) => {
                    Fault::new(Code::BadExpected, context.span(value.span()), error.message()).help(help_expected(text))
                }
            },
            Value::Integer(year) if year.digits.parse::<Expected>().is_ok() => {
                let help = format!("put it in quotes: `expected = \"{}\"`", year.digits);
                let fix = (context.span(value.span()), quoted(&year.digits));
                type_fault(context, "expected", value, "a text", Some(help)).fix(fix)
            }
            Value::Datetime(Datetime { date: Some(date), .. }) => {
                let help = format!(
                    "write the month alone, `expected = \"{}-{:02}\"`, or, if the day is known, `start = {date}`",
                    date.year, date.month
                );
                wrong_type(context, "expected", value, "a month or a year", Some(help));
                return None;
            }
            _ => {
                wrong_type(context, "expected", value, "a text", Some("write `expected = \"2027-10\"`".to_owned()));
                return None;
            }
        };
        context.report(fault);
        None
    }

    /// Reports what stands under `start` or `end` for a date that is not known yet. Whether there is any.
    fn reports_not_dated(&self, context: &mut Context, what: &str) -> bool {
        let mut is_reported = false;
        for key in ["start", "end"] {
            let Some(value) = self.get(key) else { continue };
            let text = match value.get_ref() {
                Value::String(text) => text.as_ref(),
                Value::Integer(year) => &year.digits,
                _ => continue,
            };
            let Some(expected) = not_dated(text) else { continue };
            let help = match (key, what) {
                ("end", _) => "leave `end` out until it is known".to_owned(),
                (_, "the session") => "leave the session out until its date is known".to_owned(),
                _ => format!(
                    "leave `start` out until the day is known, and write the month or the year: `expected = \"{}\"`",
                    expected.map_or_else(|| "2027-10".to_owned(), |expected| expected.to_string())
                ),
            };
            let message = format!("`{key}` is a date, which `{}` is not", shown(text.trim()));
            context.report(Fault::new(Code::NotDated, context.span(value.span()), message).help(help));
            is_reported = true;
        }
        is_reported
    }

    /// From `start` to `end`: the whole day if there is no end to a day, the moment alone if there is none to a moment.
    pub(super) fn interval(&self, context: &mut Context, what: &str, zone: ZoneChoice) -> Option<Located<Interval>> {
        self.require(context, "start");
        if self.reports_not_dated(context, what) {
            return None;
        }
        let forms = self.get("start").and_then(form).zip(self.get("end").and_then(form));
        // Of two kinds, one has to be written anew: that it has no zone either would mislead.
        let mixed = forms.filter(|(start, end)| start != end);
        let zone = if mixed.is_some() && zone == ZoneChoice::None { ZoneChoice::Faulty } else { zone };
        let mut read = |key| self.get(key).and_then(|value| read(context, key, value, zone));
        let (start, end) = match (read("start"), read("end")) {
            (Some(start), None) if !self.has("end") => (start, start),
            (Some(start), Some(end)) => (start, end),
            _ => return None,
        };
        if let Some((other, is)) = mixed {
            let (is, other) = (is.in_words(), other.in_words());
            context.report(
                Fault::new(Code::MixedDates, end.span, format!("`start` is {other}, but `end` is {is}"))
                    .label(is)
                    .secondary(start.span, other)
                    .help(match (start.value.when, end.value.when) {
                        (DateOrTime::Day(_), DateOrTime::Moment(end)) => {
                            format!("write both as {other}: `end = {}`", end.local().date())
                        }
                        (DateOrTime::Moment(_), DateOrTime::Day(end)) => {
                            format!("write both as {other}, with the time at which it ends: `end = {end}T18:00:00`")
                        }
                        _ => format!("write both as {other}"),
                    }),
            );
            return None;
        }
        let interval = match (start.value.when, end.value.when) {
            (DateOrTime::Day(first), DateOrTime::Day(last)) => Interval::Days { first, last },
            (DateOrTime::Moment(start), DateOrTime::Moment(end)) => Interval::Times { start, end },
            _ => return None,
        };
        if start.value.when.is_after(end.value.when) {
            let help = match interval {
                Interval::Days { .. } => format!("`end` is the last day of {what}, inclusive"),
                Interval::Times { .. } => format!("`end` is the moment at which {what} is over"),
            };
            context.report(
                Fault::new(Code::EndsBeforeStart, end.span, format!("{what} ends before it starts"))
                    .label(format!("ends on {}", written(end.value.when)))
                    .secondary(start.span, format!("starts on {}", written(start.value.when)))
                    .help(help),
            );
            return None;
        }
        (!start.value.zoneless && !end.value.zoneless).then(|| start.map(|_| interval))
    }
}

/// As the list writes it: `2022-07-11`, `2022-07-11 09:00`, without the zone.
pub(super) fn written(when: DateOrTime) -> String {
    match when {
        DateOrTime::Day(day) => day.to_string(),
        DateOrTime::Moment(moment) => format!("{} {}", moment.local().date(), clock(moment.local())),
    }
}

/// The day or moment that a value is.
pub(super) fn date(
    context: &mut Context,
    key: &str,
    value: &Spanned<Value<'_>>,
    zone: ZoneChoice,
) -> Option<Located<ParsedDate>> {
    read(context, key, value, zone).filter(|date| !date.value.zoneless)
}

/// The TOML of the month or year that a text means.
fn help_expected(text: &str) -> String {
    match not_dated(text) {
        Some(Some(expected)) => format!("write `expected = \"{expected}\"`"),
        Some(None) => "leave `expected` out if not even the year is known".to_owned(),
        None => "write the month, `expected = \"2027-10\"`, or the year, `expected = \"2027\"`".to_owned(),
    }
}

/// The notation of a value that is a date.
fn form(value: &Spanned<Value<'_>>) -> Option<Form> {
    let Value::Datetime(datetime) = value.get_ref() else { return None };
    datetime.date?;
    Some(match (datetime.time, datetime.offset) {
        (None, _) => Form::Date,
        (Some(_), None) => Form::Local,
        (Some(_), Some(_)) => Form::Offset,
    })
}

/// As [`date`], also where the zone is missing.
fn read(context: &mut Context, key: &str, value: &Spanned<Value<'_>>, zone: ZoneChoice) -> Option<Located<ParsedDate>> {
    let span = context.span(value.span());
    let datetime = match value.get_ref() {
        Value::Datetime(datetime) => *datetime,
        Value::String(string) => {
            context.report(date_as_string(key, string, span));
            return None;
        }
        _ => {
            let date = match value.get_ref() {
                // `20270510`
                Value::Integer(number) if number.digits.len() == 8 => {
                    NaiveDate::parse_from_str(&number.digits, "%Y%m%d").ok()
                }
                _ => None,
            };
            let help =
                date.map_or_else(|| format!("write `{key} = 2022-07-11`"), |date| format!("write `{key} = {date}`"));
            let fault = type_fault(context, key, value, "a date", Some(help));
            context.report(fault.fix(date.map(|date| (span, date.to_string()))));
            return None;
        }
    };
    let written = resolve(context, key, datetime, zone, span)?;
    Some(Located { value: written, span })
}

fn date_as_string(key: &str, string: &str, span: Span) -> Fault {
    let text = string.trim();
    let message = format!("`{key}` is a date, not a text");
    let is_date = text.parse::<Datetime>().is_ok();
    let help = if is_date {
        let value = if key == "was" { format!("[{text}]") } else { text.to_owned() };
        format!("write it without quotes: `{key} = {value}`")
    } else if let Some(date) = LooseDate::read(text) {
        date.help(key)
    } else if let Some((one, other)) = two_readings(text) {
        format!("it can be read in two ways: write `{key} = {one}` or `{key} = {other}`")
    } else if let Some(why) = impossible_day(text) {
        why
    } else if key == "due" {
        "leave `due` out until the date is known; then write it as `due = 2022-04-03`".to_owned()
    } else {
        format!("write it as year, month and day, without quotes: `{key} = 2022-07-11`")
    };
    // A date under `was` is an item of a list.
    let key = if key == "was" { "due" } else { key };
    let read = || LooseDate::read(text).and_then(|date| date.value(key).or_else(|| date.with_keys(key)));
    let right = if is_date { Some(text.to_owned()) } else { read() };
    Fault::new(Code::DateAsString, span, message)
        .label(format!("`{}` is a text", shown(text)))
        .help(help)
        .fix(right.map(|right| (span, right)))
}

fn resolve(context: &mut Context, key: &str, datetime: Datetime, zone: ZoneChoice, span: Span) -> Option<ParsedDate> {
    let Some(date) = datetime.date else {
        context.report(
            Fault::new(Code::BadDate, span, "a time without a day")
                .help("write the day too: `2022-07-11T09:00:00`".to_owned()),
        );
        return None;
    };
    let day = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day));
    let Some(day) = day.filter(|_| (1900..=2199).contains(&date.year)) else {
        context.report(
            Fault::new(Code::BadDate, span, format!("the year {} is not one of 1900 to 2199", date.year))
                .help("is it a slip of the finger?".to_owned()),
        );
        return None;
    };
    let Some(time) = datetime.time else {
        return Some(ParsedDate { when: DateOrTime::Day(day), midnight: false, zoneless: false });
    };
    let second = u32::from(time.second.unwrap_or(0));
    let Some(clock) = NaiveTime::from_hms_opt(u32::from(time.hour), u32::from(time.minute), second) else {
        context.report(
            Fault::new(Code::BadDate, span, "there is no such time of day").help("seconds go from 0 to 59".to_owned()),
        );
        return None;
    };
    let local = day.and_time(clock);
    let (moment, zoneless) = match (datetime.offset, zone) {
        (Some(Offset::Z), _) => (Moment::with_offset(local, 0), false),
        (Some(Offset::Custom { minutes }), _) => (Moment::with_offset(local, minutes), false),
        (None, ZoneChoice::Zone(zone)) => (in_zone(context, key, local, zone, span)?, false),
        (None, ZoneChoice::Faulty) => (Moment::with_offset(local, 0), true),
        (None, ZoneChoice::None) => {
            context.report(no_zone(local, span));
            (Moment::with_offset(local, 0), true)
        }
    };
    Some(ParsedDate { when: DateOrTime::Moment(moment), midnight: clock == NaiveTime::MIN, zoneless })
}

fn no_zone(local: NaiveDateTime, span: Span) -> Fault {
    Fault::new(Code::NoTimezone, span, "a time without a zone").label("in which zone?").help(format!(
        "add the zone of the place to the entry or to `[feed]`, such as `timezone = \"Europe/Dublin\"`, or write the \
             offset behind the time, such as `{}+02:00`",
        local.format("%H:%M:%S")
    ))
}

fn in_zone(context: &mut Context, key: &str, local: NaiveDateTime, zone: Zone, span: Span) -> Option<Moment> {
    match zone.resolve(local) {
        LocalTime::Unambiguous(utc) => Some(Moment::new(utc, zone)),
        LocalTime::Fold { first, second } => {
            let said = format!("{} comes twice on {} in {}", clock(local), day_in_words(local.date()), zone.name());
            let [first_offset, second_offset] = [first, second].map(|utc| {
                format!(
                    "`{}{}` ({} UTC)",
                    local.format("%Y-%m-%dT%H:%M:%S"),
                    zone.offset_at(utc),
                    clock(utc.naive_utc())
                )
            });
            let both = if matches!(key, "start" | "end") { "; `start` and `end` then both need an offset" } else { "" };
            context.report(
                Fault::new(Code::RepeatedTime, span, said)
                    .label("the first is taken")
                    .help(format!("write {first_offset} for the first, or {second_offset} for the second{both}")),
            );
            Some(Moment::new(first, zone))
        }
        LocalTime::Gap { before, after } => {
            let said = format!("there is no {} on {} in {}", clock(local), day_in_words(local.date()), zone.name());
            context.report(
                Fault::new(Code::SkippedTime, span, said)
                    .label(format!("the clocks go from {} to {}", side(local, before), side(local, after)))
                    .help(format!(
                        "the last time before it is {}, the first after it {}",
                        side(local, before - TimeDelta::seconds(1)),
                        side(local, after)
                    )),
            );
            None
        }
    }
}

/// One side of a gap; with its day if that is not the day of the time that was asked for.
fn side(local: NaiveDateTime, side: NaiveDateTime) -> String {
    if side.date() == local.date() { clock(side) } else { format!("{} {}", side.date(), clock(side)) }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Level, Source};

    /// A time in a zone that does not exist is no instant: nothing else is concluded from it.
    #[test]
    fn a_zone_that_does_not_exist_is_the_only_fault() {
        let codes = |zone: &str| -> Vec<Code> {
            let list = format!(
                "[feed]\nid = 'x'\n[[conference]]\nid = 'a'\nname = 'A'\ncity = 'Dublin'\ntimezone = '{zone}'\n\
                 start = 2022-07-01T09:00:00\nend = 2022-09-30T18:00:00\n"
            );
            let (_, faults) = crate::list::read(&[Source::new("list.toml", list)], crate::Level::Hint);
            faults.iter().filter(|fault| fault.level() != Level::Hint).map(|fault| fault.code).collect()
        };
        assert_eq!(codes("Europe/Dublin"), [Code::LongConference]);
        assert_eq!(codes("Europe/Dublinn"), [Code::UnknownTimezone]);
    }
}
