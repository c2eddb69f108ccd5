//! The conferences as cards: the texts and the `data-` values of each.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};

use arcstr::{ArcStr, Substr};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::links::{feed_id, safe};
use super::translations::Translation;
use super::{date_text, languages};
use crate::model::{Attendance, Conference, Deadline, DueChange, Feed, Online, Session, Status};
use crate::place::{Place, on_one_line};
use crate::site::FeedKind;
use crate::site::feeds::{SiteFeed, event_path, page_path};
use crate::time::{DateOrTime, Interval, next_day, rfc3339};

/// The conferences of a month, of a year if no month is known, or without any date.
pub(super) struct Month<'f> {
    /// `2022-07`; `2022-13` for a year, after its months; `9999-13` without a date. Sorts by time.
    pub(super) key: String,
    pub(super) is_month: bool,
    pub(super) year: i32,
    pub(super) title: String,
    conferences: Vec<&'f Conference>,
    of: &'f Cards<'f>,
}

impl<'f> Month<'f> {
    pub(super) fn count(&self) -> usize {
        self.conferences.len()
    }

    /// Makes one card after the other, because all at once take more memory than the list.
    pub(super) fn cards(&self) -> impl Iterator<Item = Card<'f>> {
        self.conferences.iter().map(|conference| self.of.card(conference))
    }
}

/// A conference.
pub(super) struct Card<'f> {
    pub(super) conference: &'f Conference,
    /// The path of its own page.
    pub(super) page: String,
    /// The instant at which it is over, in RFC 3339; `None` without any date, and where its interval ends then.
    pub(super) over_at: Option<String>,
    pub(super) status: Option<&'static str>,
    /// `None` if it has no dates yet.
    pub(super) times: Option<CardTimes>,
    /// The text in place of its days if it has no dates yet.
    pub(super) undated: Option<String>,
    pub(super) place: Option<Location>,
    /// The address to join by.
    pub(super) join: Option<&'f str>,
    pub(super) links: Vec<(String, &'f str)>,
    pub(super) url: Option<&'f str>,
    /// The deadlines that are open or not dated yet, the next one first.
    pub(super) open: Vec<DeadlineCard<'f>>,
    pub(super) closed: Vec<DeadlineCard<'f>>,
    /// The programme, by time.
    pub(super) sessions: Vec<SessionCard<'f>>,
    /// The path of its event as a file, to import; `None` if it is cancelled or over.
    pub(super) file: Option<String>,
    /// Its times in the form of Google's addresses, `20220711/20220718` with an exclusive end, from which the script makes
    /// addresses that add it to a calendar; `None` if it is cancelled or over.
    pub(super) interval: Option<String>,
    /// The names of the languages that are spoken there, if it is not the list's alone.
    pub(super) languages: Vec<String>,
    /// The address for a correction.
    pub(super) correct: Option<String>,
    pub(super) countries: String,
    /// The slugs of its topics.
    pub(super) tags: String,
    /// Its tags, with the slug of those that are a topic.
    pub(super) topics: Vec<(&'f str, Option<&'f str>)>,
    pub(super) months: String,
}

impl Card<'_> {
    /// Returns true if its name is struck through, because nobody should come on its days.
    pub(super) fn is_off(&self) -> bool {
        !self.conference.status.takes_place()
    }
}

/// The dates of a conference or a session.
pub(super) struct CardTimes {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) days: String,
    /// The instant of its start, and its local times: without the day if it is one day.
    pub(super) clock: Option<(String, String)>,
}

/// The place of a conference or a session, and whether one can join online.
pub(super) struct Location {
    /// The venue and its address, or the cities of the sessions.
    pub(super) text: String,
    pub(super) city: Option<String>,
    pub(super) state: Option<String>,
    pub(super) country: Option<CountryLink>,
    pub(super) online: Option<&'static str>,
}

/// The country of a place.
pub(super) struct CountryLink {
    pub(super) value: String,
    pub(super) name: &'static str,
}

impl Location {
    /// Returns true if it names no place.
    pub(super) fn is_placeless(&self) -> bool {
        self.text.is_empty() && self.city.is_none() && self.state.is_none() && self.country.is_none()
    }
}

/// A session of a conference.
pub(super) struct SessionCard<'f> {
    pub(super) session: &'f Session,
    pub(super) times: CardTimes,
    pub(super) url: Option<&'f str>,
    /// `None` if it is the conference's.
    pub(super) place: Option<Location>,
}

/// A deadline of a conference.
pub(super) struct DeadlineCard<'f> {
    /// The word of its kind.
    pub(super) kind: &'static str,
    /// Its state on the day of the build in words, without a countdown: `CFP closes`, `CFP: closed`.
    pub(super) what: String,
    pub(super) name: Option<&'f str>,
    pub(super) url: Option<&'f str>,
    pub(super) due: Option<DueTime>,
    /// The instant at which it opens, in RFC 3339, if that is ahead.
    pub(super) opens: Option<String>,
    pub(super) note: Option<String>,
    /// True if it asks for proposals.
    pub(super) proposals: bool,
    /// False for a deadline of a cancelled or postponed conference, which nobody has to meet.
    pub(super) is_call: bool,
}

impl DeadlineCard<'_> {
    /// The value of `datetime` of its due date, which sorts by time within a page; of none, the last.
    pub(super) fn datetime(&self) -> (bool, Option<&str>) {
        (self.due.is_none(), self.due.as_ref().map(|due| due.datetime.as_str()))
    }
}

/// The due date of a deadline.
pub(super) struct DueTime {
    /// The value of `datetime`: a day or an instant.
    pub(super) datetime: String,
    /// The instant at which it closes, in RFC 3339.
    pub(super) over_at: String,
    pub(super) is_day: bool,
    pub(super) is_closed: bool,
    pub(super) text: String,
}

/// The parts of a site that cards link to.
#[derive(Debug)]
pub(in crate::site) struct CardTargets {
    /// The file names of topics, by tag in lower case.
    topics: HashMap<String, String>,
    /// The paths of the files of single conferences.
    files: HashSet<ArcStr>,
    /// The ids on the page of the feeds of series, by series in lower case.
    series: HashMap<String, String>,
}

impl CardTargets {
    /// The targets in the feeds of a site, and in its choices.
    pub(in crate::site) fn new(feeds: &[SiteFeed], choices: &[SiteFeed]) -> CardTargets {
        let topics = choices.iter().filter(|choice| choice.kind == FeedKind::Topic);
        let files = feeds.iter().filter(|feed| feed.kind == FeedKind::Conference);
        let series = feeds.iter().filter(|feed| feed.kind == FeedKind::Series);
        CardTargets {
            topics: topics.map(|topic| (topic.label.to_lowercase(), slug(&topic.path).to_owned())).collect(),
            files: files.map(|feed| feed.path.clone()).collect(),
            series: series.map(|feed| (feed.label.to_lowercase(), feed_id(feed))).collect(),
        }
    }

    /// The id on the page of the feed of a conference's series, if the site has it.
    pub(super) fn series_feed(&self, conference: &Conference) -> Option<&str> {
        self.series.get(&conference.series.as_ref()?.to_lowercase()).map(String::as_str)
    }
}

/// Makes the cards of a feed.
pub(super) struct Cards<'f> {
    pub(super) translation: &'static Translation,
    pub(super) feed: &'f Feed,
    /// The start of the day on which the site is built.
    pub(super) now: DateTime<Utc>,
    pub(super) targets: &'f CardTargets,
}

impl<'f> Cards<'f> {
    /// The coming conferences, the next one first, and the past ones, the last one first.
    pub(super) fn coming_and_past(&'f self) -> (Vec<Month<'f>>, Vec<Month<'f>>) {
        let mut conferences: Vec<&Conference> = self.feed.conferences.iter().collect();
        conferences.sort_by_key(|conference| (section(conference), conference.sort_key()));
        let (coming, mut past): (Vec<_>, Vec<_>) =
            conferences.into_iter().partition(|conference| conference.over_at() > self.now);
        past.reverse();
        (self.months(&coming), self.months(&past))
    }

    /// The open deadlines that close next, the first one first, one of each coming conference.
    pub(super) fn closing(&self, most: usize) -> Vec<(&'f Conference, DeadlineCard<'f>)> {
        let conferences = self.feed.conferences.iter();
        let coming = conferences.filter(|one| one.status.takes_place() && one.over_at() > self.now);
        let is_open = |deadline: &Deadline| {
            deadline.kind.is_call()
                && deadline.due.is_some_and(|due| due.over_at() > self.now)
                && deadline.opens.is_none_or(|opens| opens.sort_key() <= self.now)
        };
        let deadlines = coming.flat_map(|one| one.deadlines.iter().map(move |deadline| (one, deadline)));
        let mut open: Vec<_> = deadlines.filter(|(_, deadline)| is_open(deadline)).collect();
        open.sort_by_key(|(_, deadline)| deadline.due.map(DateOrTime::over_at));
        let mut seen = HashSet::new();
        open.retain(|(conference, _)| seen.insert(&conference.id));
        open.truncate(most);
        open.into_iter().map(|(conference, deadline)| (conference, self.deadline(conference, deadline))).collect()
    }

    fn months(&'f self, conferences: &[&'f Conference]) -> Vec<Month<'f>> {
        let chunks = conferences.chunk_by(|one, other| section(one) == section(other));
        let months = chunks.filter_map(|chunk| {
            let (year, number) = section(chunk.first()?);
            let is_month = (1..=12).contains(&number);
            let title = match year {
                UNDATED_YEAR => self.translation.not_dated.to_owned(),
                _ if is_month => date_text::month(self.translation, year, number),
                _ => date_text::year(self.translation, year),
            };
            Some(Month {
                key: format!("{year:04}-{number:02}"),
                is_month,
                year,
                title,
                conferences: chunk.to_vec(),
                of: self,
            })
        });
        months.collect()
    }

    /// The card of a conference.
    pub(super) fn card(&'f self, conference: &'f Conference) -> Card<'f> {
        let is_past = conference.over_at() <= self.now;
        let is_open = !is_past && conference.status != Status::Cancelled;
        // Nobody should answer a call of a conference that does not take place then.
        let has_calls = !is_past && conference.status.takes_place();
        let (open, closed) = if has_calls { self.deadlines(conference) } else { Default::default() };
        let dates = conference.dates.filter(|_| is_open);
        let is_told = dates.is_some_and(|dates| dates.end().over_at() == conference.over_at());
        let links = conference.links.iter();
        let links = links.filter_map(|(name, url)| Some((self.label(name), safe(url)?)));
        let topic = |tag: &Substr| self.targets.topics.get(&tag.to_lowercase()).map(String::as_str);
        let tags = conference.tags.iter().filter_map(&topic);
        let mut sessions: Vec<&Session> = conference.sessions.iter().collect();
        sessions.sort_by_key(|session| session.dates.start().sort_key());
        let file = event_path(&conference.id);
        let has_file = self.targets.files.contains(&file);
        Card {
            conference,
            page: page_path(&conference.id),
            over_at: conference.span().filter(|_| !is_told).map(|_| rfc3339(conference.over_at())),
            status: self.translation.status(conference.status),
            times: conference.dates.map(|dates| self.times(dates)),
            undated: conference.dates.is_none().then(|| date_text::for_conference(self.translation, conference)),
            place: self.location(conference),
            join: conference.online.as_ref().and_then(|online| safe(online.url.as_deref()?)),
            links: links.collect(),
            url: conference.url.as_deref().and_then(safe),
            open,
            closed,
            sessions: sessions.into_iter().map(|session| self.session(conference, session)).collect(),
            file: (has_file && is_open).then(|| file.to_string()),
            interval: dates.map(interval),
            languages: self.languages(conference),
            correct: self.feed.correct_url(conference),
            countries: joined(conference.countries().map(|country| country.alpha2().to_lowercase())),
            tags: joined(tags),
            topics: conference.tags.iter().map(|tag| (tag.as_str(), topic(tag))).collect(),
            months: months(conference),
        }
    }

    fn languages(&self, conference: &Conference) -> Vec<String> {
        let is_alone = matches!(&conference.languages[..], [only] if Some(only) == self.feed.language.as_ref());
        let spoken = conference.languages.iter().filter(|_| !is_alone);
        spoken.map(|tag| languages::name(tag, self.translation.language)).collect()
    }

    /// The deadlines of a conference that are open or not dated yet, and the closed ones, by their dates.
    pub(super) fn deadlines(&self, conference: &'f Conference) -> (Vec<DeadlineCard<'f>>, Vec<DeadlineCard<'f>>) {
        let mut deadlines: Vec<&Deadline> = conference.deadlines.iter().collect();
        deadlines.sort_by_key(|one| (one.due.is_none(), one.due.map(DateOrTime::sort_key)));
        let deadlines = deadlines.into_iter().map(|deadline| self.deadline(conference, deadline));
        deadlines.partition(|card| !card.due.as_ref().is_some_and(|due| due.is_closed))
    }

    fn times(&self, when: Interval) -> CardTimes {
        let (first, last) = (when.start().day(), when.last_day());
        let clock = match when {
            Interval::Days { .. } => None,
            Interval::Times { start, end } => {
                let is_one_day = first == last;
                let times = || date_text::times(self.translation, start, end);
                Some((rfc3339(start.utc()), if is_one_day { date_text::hours(start, end) } else { times() }))
            }
        };
        CardTimes { first, last, days: date_text::days(self.translation, first, last), clock }
    }

    /// The place of a conference, or the cities of its sessions if it has none.
    fn location(&self, conference: &Conference) -> Option<Location> {
        let own = self.place(&conference.place, conference.online.as_ref(), conference.attendance());
        if own.as_ref().is_some_and(|own| !own.is_placeless()) {
            return own;
        }
        let mut cities: Vec<String> = Vec::new();
        for city in conference.sessions.iter().map(|session| session.place.city_text()) {
            if !city.is_empty() && !cities.contains(&city) {
                cities.push(city);
            }
        }
        if cities.is_empty() {
            return own;
        }
        let online = own.and_then(|own| own.online);
        Some(Location { text: cities.join(" · "), city: None, state: None, country: None, online })
    }

    fn place(&self, place: &Place, online: Option<&Online>, attendance: Option<Attendance>) -> Option<Location> {
        let online = online.map(|_| match attendance {
            Some(Attendance::Hybrid) => self.translation.hybrid,
            _ => self.translation.online,
        });
        let line = |parts: &[&Option<Substr>]| on_one_line(parts).0;
        let part = |part: &Option<Substr>| Some(line(&[part])).filter(|text| !text.is_empty());
        attendance.map(|_| Location {
            text: line(&[&place.venue, &place.address]),
            city: part(&place.city),
            state: part(&place.state),
            country: place.country_in_text().map(|country| CountryLink {
                value: country.alpha2().to_lowercase(),
                name: country.name_in(self.translation.language),
            }),
            online,
        })
    }

    fn session(&self, conference: &Conference, session: &'f Session) -> SessionCard<'f> {
        let is_elsewhere = session.place != conference.place || session.online != conference.online;
        let url = session.url.as_deref().filter(|url| conference.url.as_deref() != Some(url)).and_then(safe);
        let place = || self.place(&session.place, session.online.as_ref(), session.attendance());
        SessionCard { session, times: self.times(session.dates), url, place: is_elsewhere.then(place).flatten() }
    }

    fn deadline(&self, conference: &'f Conference, deadline: &'f Deadline) -> DeadlineCard<'f> {
        let due = deadline.due.map(|due| DueTime {
            datetime: match due {
                DateOrTime::Day(day) => day.to_string(),
                DateOrTime::Moment(moment) => rfc3339(moment.utc()),
            },
            over_at: rfc3339(due.over_at()),
            is_day: matches!(due, DateOrTime::Day(_)),
            is_closed: due.over_at() <= self.now,
            text: date_text::when(self.translation, due),
        });
        let is_call = conference.status.takes_place();
        let opens = deadline.opens.filter(|opens| is_call && opens.sort_key() > self.now);
        let texts = self.translation.deadline_texts(deadline.kind);
        DeadlineCard {
            kind: deadline.kind.as_str(),
            what: match &due {
                Some(due) if is_call && due.is_closed => texts.closed,
                Some(_) if is_call => without_countdown(&texts.closes),
                _ => texts.subject.to_owned(),
            },
            name: deadline.name.as_deref(),
            url: deadline.url.as_deref().or(conference.url.as_deref()).and_then(safe),
            note: self.note(deadline, opens),
            opens: opens.map(|opens| rfc3339(opens.sort_key())),
            proposals: deadline.kind.is_proposals(),
            is_call,
            due,
        }
    }

    /// The rest of what is known of a deadline: that it has no date, when it opens, the date that it had before.
    fn note(&self, deadline: &Deadline, opens: Option<DateOrTime>) -> Option<String> {
        let mut notes = Vec::new();
        if deadline.due.is_none() {
            notes.push(self.translation.undated.to_owned());
        }
        if let Some(opens) = opens {
            notes.push(self.translation.opens.replace("{time}", &date_text::when(self.translation, opens)));
        }
        // Without a new due date, nobody knows whether it will be moved or extended.
        let (note, was) = match deadline.change() {
            Some(DueChange::Moved) => (self.translation.moved, deadline.earlier().last()),
            Some(DueChange::Extended) | None => {
                (self.translation.extended, deadline.earlier().max_by_key(|was| was.sort_key()))
            }
        };
        if let Some(was) = was {
            notes.push(note.replace("{day}", &date_text::day(self.translation, was.day())));
        }
        Some(notes.join(self.translation.dates.comma)).filter(|note| !note.is_empty())
    }

    /// The label of a link: `jobs-fair` as `Jobs fair`.
    fn label(&self, key: &str) -> String {
        if key == "conduct" {
            return self.translation.conduct.to_owned();
        }
        let text = key.replace(['-', '_'], " ");
        let mut chars = text.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.collect::<String>() + chars.as_str()
    }
}

/// The file name of a feed without its extension.
pub(super) fn slug(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".ics").unwrap_or(name)
}

/// The distinct words in order, separated by spaces.
pub(super) fn joined<W: Ord + Borrow<str>>(words: impl Iterator<Item = W>) -> String {
    let mut words: Vec<W> = words.collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// The year of conferences without a date, later than every year of a list.
const UNDATED_YEAR: i32 = 9999;

/// The year and the month under which a conference is listed; month 13 if only the year is known.
pub(super) fn section(conference: &Conference) -> (i32, u32) {
    match (conference.dates, conference.expected) {
        (Some(dates), _) => (dates.start().day().year(), dates.start().day().month()),
        (None, Some(expected)) => (expected.year(), expected.month().unwrap_or(13)),
        (None, None) => (UNDATED_YEAR, 13),
    }
}

/// The months in which a conference takes place, twelve at most.
fn months(conference: &Conference) -> String {
    let Some((first, last)) = conference.span() else { return String::new() };
    let number = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    let months = (number(first)..=number(last)).take(12);
    joined(months.map(|month| format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)))
}

/// The times of a conference in the form of Google's addresses. The end is exclusive.
fn interval(dates: Interval) -> String {
    match dates {
        Interval::Days { first, last } => format!("{}/{}", first.format("%Y%m%d"), next_day(last).format("%Y%m%d")),
        Interval::Times { start, end } => {
            format!("{}/{}", start.utc().format("%Y%m%dT%H%M%SZ"), end.utc().format("%Y%m%dT%H%M%SZ"))
        }
    }
}

/// A text with the place of a countdown, which only the script can fill.
fn without_countdown(text: &str) -> String {
    text.replace("{in}", "").trim_end().trim_end_matches(':').to_owned()
}
