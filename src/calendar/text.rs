//! The SUMMARY and the DESCRIPTION of events, as plain text.
//!
//! Google and Outlook hide URL and other properties, so the important ones are repeated here, an address on a line of
//! its own.

mod title;

use std::borrow::Cow;
use std::fmt::Write as _;

use chrono::NaiveDateTime;

use crate::deadline_kind::DeadlineKind;
use crate::model::{Attendance, Conference, Deadline, DueChange, Online, Session, Status};
use crate::time::{DateOrTime, clock, day_in_words, push_clock, push_day};
use crate::zone::Zone;
pub(crate) use title::action;
use title::names_an_action;
pub(super) use title::reminder_title;

/// The local start and end of an event that is written in UTC, and the name of their zone.
pub(super) type LocalTimes = Option<(NaiveDateTime, NaiveDateTime, &'static str)>;

/// The sentences of [`status`].
pub(crate) const STATUS_SENTENCES: [&str; 4] = [
    "Tentative: the conference is not confirmed yet.",
    "Cancelled: the conference does not take place.",
    "Postponed: the new dates are not announced yet.",
    "Postponed: these are the old dates.",
];

/// The meaning of a conference's status for it and its parts, since most programs hide STATUS; `None` if confirmed.
pub(crate) fn status(conference: &Conference) -> Option<&'static str> {
    let [tentative, cancelled, no_dates, old_dates] = STATUS_SENTENCES;
    match conference.status {
        Status::Confirmed => None,
        Status::Tentative => Some(tentative),
        Status::Cancelled => Some(cancelled),
        Status::Postponed => Some(if conference.dates.is_none() { no_dates } else { old_dates }),
    }
}

/// The description of a conference.
pub(super) fn conference(conference: &Conference, local_times: LocalTimes) -> String {
    let mut text = Text::new(status(conference));
    if let Some(description) = &conference.description {
        text.paragraph(description);
    }
    text.local_time(local_times);
    if !conference.aliases.is_empty() {
        text.line(labels::ALIASES, &conference.aliases.join(", "));
    }
    if let Some(parent) = &conference.part_of {
        text.line(labels::PART_OF, &parent.name);
    }
    text.web(conference.url.as_deref());
    text.online(conference.attendance(), conference.online.as_ref());
    for (name, url) in &conference.links {
        text.line(&label(name), url);
    }
    if conference.status != Status::Cancelled {
        for deadline in conference.deadlines.iter().filter(|deadline| deadline.due.is_none()) {
            undated(&mut text, conference, deadline);
        }
    }
    text.finish()
}

/// Adds a line about a deadline without a date.
fn undated(text: &mut Text, conference: &Conference, deadline: &Deadline) {
    let what = match &deadline.name {
        Some(name) if deadline.kind == DeadlineKind::Other => name.to_string(),
        Some(name) => format!("{} ({name})", deadline.kind.subject()),
        None => deadline.kind.subject().to_owned(),
    };
    let date = if deadline.opens.is_some() { "closing date" } else { "date" };
    let mut words = match deadline.was.iter().max_by_key(|was| was.sort_key()) {
        Some(was) => format!("no longer {}, new {date} not announced yet", day_in_words(was.day())),
        None => format!("{date} not announced yet"),
    };
    if let Some(opens) = deadline.opens {
        words = format!("open from {}, {words}", moment_in_words(opens));
    }
    if let Some(url) = deadline.url.as_deref().filter(|url| conference.url.as_deref() != Some(url)) {
        let _ = write!(words, ", {url}");
    }
    text.line(&what, &words);
}

/// The earlier due dates of a deadline, with the time where the day is that of `due`. Those of a deadline that was only
/// ever extended are sorted.
fn earlier_dates(deadline: &Deadline, due: DateOrTime, change: DueChange) -> String {
    let mut was: Vec<DateOrTime> = deadline.earlier().collect();
    if change == DueChange::Extended {
        was.sort_by_key(|was| was.sort_key());
    }
    let words = was.into_iter().map(|was| match was {
        DateOrTime::Moment(was) if was.local().date() == due.day() => {
            format!("{} at {}", day_in_words(due.day()), clock(was.local()))
        }
        _ => day_in_words(was.day()),
    });
    words.collect::<Vec<_>>().join(", then ")
}

/// The description of a session.
pub(super) fn session(conference: &Conference, session: &Session, local_times: LocalTimes) -> String {
    let mut text = Text::new(status(conference));
    text.paragraph(&["Part of ", &conference.name, " (", &conference.days_in_words(), ")."].concat());
    if let Some(description) = &session.description {
        text.paragraph(description);
    }
    text.local_time(local_times);
    text.web(session.url.as_deref());
    text.online(session.attendance(), session.online.as_ref());
    text.finish()
}

/// The description of a deadline.
pub(super) fn deadline(conference: &Conference, deadline: &Deadline, due: DateOrTime) -> String {
    let sentence: Cow<str> = match (&deadline.name, deadline.kind) {
        (Some(name), DeadlineKind::Other) if names_an_action(name) => name.as_str().into(),
        (Some(name), DeadlineKind::Other) => format!("{} is", action(name)).into(),
        (Some(name), kind) => format!("{name}: {}", lower_first(kind.sentence())).into(),
        (None, kind) => kind.sentence().into(),
    };
    // The status stands on the first line, because a list of events shows no other.
    let mut text = Text::new(status(conference));
    for part in [if text.text.is_empty() { "" } else { " " }, &sentence, " on "] {
        text.text.push_str(part);
    }
    push_moment(due, &mut text.text);
    text.text.push('.');
    let mut more = Vec::new();
    if let Some(opens) = deadline.opens {
        more.push(format!("Open from {}.", moment_in_words(opens)));
    }
    if let Some(change) = deadline.change() {
        let verb = match change {
            DueChange::Extended => "Extended",
            DueChange::Moved => "Moved",
        };
        more.push(format!("{verb} from {}.", earlier_dates(deadline, due, change)));
    }
    if !more.is_empty() {
        text.paragraph(&more.join(" "));
    }
    // A calendar of deadlines alone shows the conference nowhere else.
    let mut words = conference.days_in_words();
    if conference.short_name() != conference.name {
        words = format!("{}, {words}", conference.name);
    }
    let place: Cow<str> = match conference.attendance() {
        Some(Attendance::Online) => "online".into(),
        _ => conference.place.city_text().into(),
    };
    if !place.is_empty() {
        words.push_str(", ");
        words.push_str(&place);
    }
    text.line("Conference", &words);
    text.web(deadline.url.as_deref());
    text.finish()
}

/// `3 April 2022 at 23:59 Europe/Dublin (22:59 UTC)`.
fn moment_in_words(when: DateOrTime) -> String {
    let mut text = String::with_capacity(96);
    push_moment(when, &mut text);
    text
}

/// Appends [`moment_in_words`].
fn push_moment(when: DateOrTime, text: &mut String) {
    let moment = match when {
        DateOrTime::Day(day) => return push_day(day, text),
        DateOrTime::Moment(moment) => moment,
    };
    let (local, utc, zone) = (moment.local(), moment.utc().naive_utc(), moment.zone());
    push_day(local.date(), text);
    text.push_str(" at ");
    push_clock(local, text);
    if local == utc && zone.is_utc() {
        text.push_str(" UTC");
        return;
    }
    if zone == Zone::AoE {
        text.push_str(" anywhere on Earth (AoE, UTC−12), that is ");
    } else if zone.is_utc() {
        // The list gave an offset instead of a zone.
        let minutes = moment.offset().local_minus_utc() / 60;
        let (sign, minutes) = (if minutes < 0 { '−' } else { '+' }, minutes.abs());
        let _ = write!(text, " UTC{sign}{}:{:02} (", minutes / 60, minutes % 60);
    } else {
        for word in [" ", zone.name(), " ("] {
            text.push_str(word);
        }
    }
    if utc.date() != local.date() {
        push_day(utc.date(), text);
        text.push_str(" at ");
    }
    push_clock(utc, text);
    text.push_str(if zone == Zone::AoE { " UTC" } else { " UTC)" });
}

/// The names of the lines at the end of a description, for those who read one back too.
pub(crate) mod labels {
    pub(crate) const LOCAL_TIME: &str = "Local time";
    pub(crate) const ALIASES: &str = "Also known as";
    pub(crate) const PART_OF: &str = "Part of";
    pub(crate) const WEB: &str = "Web";
    pub(crate) const JOIN: &str = "Join online";
    pub(crate) const ONLINE: &str = "Online";
    /// The value of [`ONLINE`].
    pub(crate) const HYBRID: &str = "yes, besides the venue";
}

/// `jobs-fair` as `Jobs fair`.
pub(crate) fn label(key: &str) -> String {
    if key == "conduct" {
        return "Code of conduct".to_owned();
    }
    let mut chars = key.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    first + &chars.as_str().replace(['-', '_'], " ")
}

pub(crate) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_lowercase).collect();
    first + chars.as_str()
}

/// Paragraphs, then lines of a name and a value.
struct Text {
    text: String,
    in_lines: bool,
}

impl Text {
    fn new(first: Option<&str>) -> Text {
        let mut text = String::with_capacity(512);
        text.push_str(first.unwrap_or_default());
        Text { text, in_lines: false }
    }

    fn paragraph(&mut self, paragraph: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(paragraph);
    }

    fn line(&mut self, name: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push_str(if self.in_lines { "\n" } else { "\n\n" });
        }
        self.in_lines = true;
        for part in [name, ": ", value] {
            self.text.push_str(part);
        }
    }

    fn web(&mut self, url: Option<&str>) {
        if let Some(url) = url {
            self.line(labels::WEB, url);
        }
    }

    fn online(&mut self, attendance: Option<Attendance>, online: Option<&Online>) {
        match (online, attendance) {
            (Some(Online { url: Some(join) }), _) => self.line(labels::JOIN, join),
            (Some(Online { url: None }), Some(Attendance::Hybrid)) => self.line(labels::ONLINE, labels::HYBRID),
            _ => {}
        }
    }

    fn local_time(&mut self, local_times: LocalTimes) {
        let Some((start, end, zone)) = local_times else { return };
        let moment = |time: NaiveDateTime| format!("{}, {}", day_in_words(time.date()), clock(time));
        let to = if end == start {
            String::new()
        } else if end.date() == start.date() {
            format!(" to {}", clock(end))
        } else {
            format!(" to {}", moment(end))
        };
        self.line(labels::LOCAL_TIME, &format!("{}{to} ({zone})", moment(start)));
    }

    fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;

    fn words(utc: &str, zone: &str) -> String {
        moment_in_words(DateOrTime::Moment(Moment::new(utc.parse().unwrap(), zone.parse().unwrap())))
    }

    #[test]
    fn a_moment_is_said_in_its_zone_and_in_utc() {
        assert_eq!(words("2022-04-03T22:59:00Z", "Europe/Dublin"), "3 April 2022 at 23:59 Europe/Dublin (22:59 UTC)");
        assert_eq!(words("2022-04-03T22:59:00Z", "UTC"), "3 April 2022 at 22:59 UTC");
        assert_eq!(words("2024-03-20T23:59:59Z", "UTC"), "20 March 2024 at 23:59:59 UTC");
        // During Ramadan the clocks of Morocco show UTC.
        assert_eq!(
            words("2024-03-20T23:59:00Z", "Africa/Casablanca"),
            "20 March 2024 at 23:59 Africa/Casablanca (23:59 UTC)"
        );
        assert_eq!(
            words("2022-05-09T11:59:00Z", "AoE"),
            "8 May 2022 at 23:59 anywhere on Earth (AoE, UTC−12), that is 9 May 2022 at 11:59 UTC"
        );
    }

    #[test]
    fn labels_are_words() {
        assert_eq!(label("jobs-fair"), "Jobs fair");
        assert_eq!(label("écoles"), "Écoles");
    }
}
