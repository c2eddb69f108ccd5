//! Entries as the text of a list, as a person would write it.
//!
//! Comes in: entries. Goes out: TOML in the order of the reference, and where each key of each entry stands in it, so that
//! what the list's own reader objects to can be found again.

use std::fmt::Write as _;
use std::ops::Range;

use chrono::Timelike as _;

use super::entry::{Entry, EntryDate, EntryDeadline, EntryOnline, EntryPlace, EntrySession};
use crate::list::quoted;

/// A list as text, with the place of every key.
#[derive(Debug, Default)]
pub(crate) struct WrittenList {
    pub(crate) text: String,
    /// The line of a key, the entry that it is of, and its name, with the part before it: `deadline.0.due`.
    pub(crate) keys: Vec<(Range<usize>, usize, String)>,
}

/// The values of `[feed]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FeedTable {
    pub(crate) name: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) color: Option<String>,
    pub(crate) refresh: Option<String>,
    pub(crate) deadline_length: Option<String>,
    pub(crate) keep: Option<String>,
    pub(crate) contribute: Option<String>,
    pub(crate) correct: Option<String>,
    /// The regions of the list, with the codes of their countries.
    pub(crate) regions: Vec<(String, Vec<String>)>,
    pub(crate) views: Vec<ViewTable>,
}

/// A `[[view]]`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ViewTable {
    pub(crate) path: String,
    pub(crate) name: String,
    /// The values of each of its filters.
    pub(crate) filter: Vec<(String, Vec<String>)>,
}

/// The text of a list. `comments` stand at its top.
pub(crate) fn list(comments: &[String], feed: &FeedTable, entries: &[Entry]) -> WrittenList {
    let mut written = WrittenList::default();
    for comment in comments {
        for line in comment.lines() {
            let _ = writeln!(written.text, "# {}", clean(line));
        }
    }
    if !comments.is_empty() {
        written.text.push('\n');
    }
    written.text.push_str("[feed]\n");
    let rows = [
        ("name", &feed.name),
        ("description", &feed.description),
        ("url", &feed.url),
        ("id", &feed.id),
        ("language", &feed.language),
        ("color", &feed.color),
        ("refresh", &feed.refresh),
        ("deadline-length", &feed.deadline_length),
        ("keep", &feed.keep),
        ("contribute", &feed.contribute),
        ("correct", &feed.correct),
    ];
    for (key, value) in rows {
        if let Some(value) = value {
            let _ = writeln!(written.text, "{key} = {}", quoted(value));
        }
    }
    regions_and_views(feed, &mut written.text);
    for (index, entry) in entries.iter().enumerate() {
        written.text.push('\n');
        written.entry(index, entry);
    }
    written
}

/// Writes `[regions]` and each `[[view]]`.
fn regions_and_views(feed: &FeedTable, to: &mut String) {
    let texts = |values: &[String]| values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ");
    if !feed.regions.is_empty() {
        to.push_str("\n[regions]\n");
    }
    for (name, countries) in &feed.regions {
        let _ = writeln!(to, "{} = [{}]", quoted(name), texts(countries));
    }
    for view in &feed.views {
        let _ = writeln!(to, "\n[[view]]\npath = {}\nname = {}", quoted(&view.path), quoted(&view.name));
        for (key, values) in &view.filter {
            let _ = writeln!(to, "{key} = [{}]", texts(values));
        }
    }
}

/// The text of one entry, for a list that is there already.
pub(crate) fn entry(entry: &Entry) -> String {
    let mut written = WrittenList::default();
    written.entry(0, entry);
    written.text
}

impl WrittenList {
    /// The key that stands at a place, with its entry.
    pub(crate) fn key_at(&self, offset: usize) -> Option<(usize, &str)> {
        let index = self.keys.partition_point(|(range, ..)| range.end <= offset);
        let (range, entry, key) = self.keys.get(index)?;
        range.contains(&offset).then_some((*entry, key.as_str()))
    }

    fn line(&mut self, entry: usize, key: &str, name: &str, value: &str, comment: Option<&String>) {
        let start = self.text.len();
        let comment = comment.map(|comment| format!(" # {}", clean(comment))).unwrap_or_default();
        let _ = writeln!(self.text, "{name} = {value}{comment}");
        self.keys.push((start..self.text.len(), entry, key.to_owned()));
    }

    fn head(&mut self, entry: usize, key: &str, head: &str) {
        let start = self.text.len();
        let _ = writeln!(self.text, "{head}");
        self.keys.push((start..self.text.len(), entry, key.to_owned()));
    }

    fn entry(&mut self, at: usize, entry: &Entry) {
        self.head(at, "", "[[conference]]");
        let comment = |key: &str| entry.comments.get(key);
        let text = |written: &mut WrittenList, key: &str, value: &Option<String>| {
            if let Some(value) = value {
                written.line(at, key, key, &quoted(value), comment(key));
            }
        };
        self.line(at, "name", "name", &quoted(&entry.name), comment("name"));
        text(self, "short", &entry.short);
        self.time(at, "start", "start", entry.start, comment("start"));
        text(self, "expected", &entry.expected);
        // A last day alone is of an entry of the list.
        if entry.start.is_some() {
            self.time(at, "end", "end", entry.end, comment("end"));
        }
        text(self, "id", &entry.id);
        text(self, "timezone", &entry.timezone);
        text(self, "url", &entry.url);
        self.place(at, "", &entry.place, &|key| comment(key).cloned());
        self.online(at, "online", entry.online.as_ref());
        self.texts(at, "tags", &entry.tags);
        text(self, "series", &entry.series);
        self.texts(at, "aliases", &entry.aliases);
        self.texts(at, "languages", &entry.languages);
        text(self, "part-of", &entry.part_of);
        self.links(at, &entry.links);
        text(self, "description", &entry.description);
        if let Some(status) = entry.status {
            self.line(at, "status", "status", &quoted(status), comment("status"));
        }
        if entry.busy {
            self.line(at, "busy", "busy", "true", None);
        }
        self.time(at, "updated", "updated", entry.updated, None);
        // A value that could not be written is reported all the same.
        for (key, value) in &entry.comments {
            let is_written =
                self.keys.iter().rev().take_while(|(_, other, _)| *other == at).any(|(_, _, written)| written == key);
            if !is_written {
                let _ = writeln!(self.text, "# {key}: {}", clean(value));
            }
        }
        for (index, session) in entry.sessions.iter().enumerate() {
            self.session(at, index, session);
        }
        for (index, deadline) in entry.deadlines.iter().enumerate() {
            self.deadline(at, index, deadline);
        }
    }

    fn session(&mut self, at: usize, index: usize, session: &EntrySession) {
        let key = |name: &str| format!("session.{index}.{name}");
        self.text.push('\n');
        self.head(at, &format!("session.{index}"), "[[conference.session]]");
        self.line(at, &key("name"), "name", &quoted(&session.name), None);
        self.time(at, &key("start"), "start", Some(session.start), None);
        self.time(at, &key("end"), "end", session.end, None);
        for (name, value) in [("id", &session.id), ("timezone", &session.timezone), ("url", &session.url)] {
            if let Some(value) = value {
                self.line(at, &key(name), name, &quoted(value), None);
            }
        }
        self.place(at, &format!("session.{index}."), &session.place, &|_| None);
        self.online(at, &key("online"), session.online.as_ref());
        if let Some(description) = &session.description {
            self.line(at, &key("description"), "description", &quoted(description), None);
        }
    }

    fn deadline(&mut self, at: usize, index: usize, deadline: &EntryDeadline) {
        let key = |name: &str| format!("deadline.{index}.{name}");
        self.text.push('\n');
        self.head(at, &format!("deadline.{index}"), "[[conference.deadline]]");
        self.line(at, &key("kind"), "kind", &quoted(deadline.kind), None);
        for (name, value) in [("name", &deadline.name), ("id", &deadline.id)] {
            if let Some(value) = value {
                self.line(at, &key(name), name, &quoted(value), None);
            }
        }
        self.time(at, &key("due"), "due", deadline.due, deadline.comment.as_ref());
        if let (None, Some(comment)) = (deadline.due, &deadline.comment) {
            let _ = writeln!(self.text, "# due: {}", clean(comment));
        }
        if let Some(zone) = &deadline.timezone {
            self.line(at, &key("timezone"), "timezone", &quoted(zone), None);
        }
        self.time(at, &key("opens"), "opens", deadline.opens, None);
        if !deadline.was.is_empty() {
            let times: Vec<String> = deadline.was.iter().map(|time| literal(*time)).collect();
            self.line(at, &key("was"), "was", &format!("[{}]", times.join(", ")), None);
        }
        if let Some(url) = &deadline.url {
            self.line(at, &key("url"), "url", &quoted(url), None);
        }
        if !deadline.remind.is_empty() {
            let times: Vec<String> = deadline.remind.iter().map(|time| quoted(time)).collect();
            self.line(at, &key("remind"), "remind", &format!("[{}]", times.join(", ")), None);
        }
    }

    fn time(&mut self, at: usize, key: &str, name: &str, time: Option<EntryDate>, comment: Option<&String>) {
        if let Some(time) = time {
            self.line(at, key, name, &literal(time), comment);
        }
    }

    fn place(&mut self, at: usize, before: &str, place: &EntryPlace, comment: &dyn Fn(&str) -> Option<String>) {
        let rows = [
            ("venue", &place.venue),
            ("address", &place.address),
            ("city", &place.city),
            ("state", &place.state),
            ("country", &place.country),
        ];
        for (name, value) in rows {
            if let Some(value) = value {
                self.line(at, &format!("{before}{name}"), name, &quoted(value), comment(name).as_ref());
            }
        }
        if let Some((lat, lon)) = place.geo {
            self.line(
                at,
                &format!("{before}geo"),
                "geo",
                &format!("{{ lat = {}, lon = {} }}", decimal(lat), decimal(lon)),
                None,
            );
        }
    }

    fn online(&mut self, at: usize, key: &str, online: Option<&EntryOnline>) {
        match online {
            Some(EntryOnline::No) => self.line(at, key, "online", "false", None),
            Some(EntryOnline::Yes) => self.line(at, key, "online", "true", None),
            Some(EntryOnline::Join(url)) => self.line(at, key, "online", &quoted(url), None),
            None => {}
        }
    }

    fn texts(&mut self, at: usize, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            self.line(at, key, key, &format!("[{}]", texts.join(", ")), None);
        }
    }

    fn links(&mut self, at: usize, links: &[(String, String)]) {
        if links.is_empty() {
            return;
        }
        let is_bare = |name: &str| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        let links: Vec<String> = links
            .iter()
            .map(|(name, url)| format!("{} = {}", if is_bare(name) { name.clone() } else { quoted(name) }, quoted(url)))
            .collect();
        self.line(at, "links", "links", &format!("{{ {} }}", links.join(", ")), None);
    }
}

/// A date as TOML has it.
pub(crate) fn literal(time: EntryDate) -> String {
    match time {
        EntryDate::Day(day) => day.to_string(),
        EntryDate::Local(time) if time.second() == 0 => time.format("%Y-%m-%dT%H:%M:%S").to_string(),
        EntryDate::Local(time) => time.format("%Y-%m-%dT%H:%M:%S").to_string(),
        EntryDate::Instant(instant) if instant.offset().local_minus_utc() == 0 => {
            instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()
        }
        EntryDate::Instant(instant) => instant.format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
    }
}

/// A number of degrees that TOML takes for a float.
fn decimal(number: f64) -> String {
    let text = format!("{number}");
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// A comment may hold no control character.
fn clean(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}

impl Entry {
    /// Leaves out what stands at a key; of the name or the whole, nothing can be, and the entry goes.
    pub(crate) fn without(&mut self, key: &str) -> bool {
        let mut parts = key.split('.');
        match (
            parts.next().unwrap_or_default(),
            parts.next().and_then(|index| index.parse::<usize>().ok()),
            parts.next(),
        ) {
            ("deadline", Some(index), name) if index < self.deadlines.len() => {
                let deadline = &mut self.deadlines[index];
                match name {
                    Some("due") => (deadline.due, deadline.timezone) = (None, None),
                    Some("timezone") => deadline.timezone = None,
                    Some("opens") => deadline.opens = None,
                    Some("was") => deadline.was.clear(),
                    Some("url") => deadline.url = None,
                    Some("id") => deadline.id = None,
                    Some("remind") => deadline.remind.clear(),
                    _ => drop(self.deadlines.remove(index)),
                }
            }
            ("session", Some(index), name) if index < self.sessions.len() => {
                let session = &mut self.sessions[index];
                match name {
                    Some("end") => session.end = None,
                    Some("url") => session.url = None,
                    Some("online") => session.online = None,
                    Some("description") => session.description = None,
                    Some("geo") => session.place.geo = None,
                    _ => drop(self.sessions.remove(index)),
                }
            }
            ("short", ..) => self.short = None,
            ("start", ..) => (self.start, self.end) = (None, None),
            ("expected", ..) => self.expected = None,
            ("end", ..) => self.end = None,
            ("id", ..) => self.id = None,
            ("timezone", ..) => self.timezone = None,
            ("url", ..) => self.url = None,
            ("venue", ..) => self.place.venue = None,
            ("address", ..) => self.place.address = None,
            ("city", ..) => self.place.city = None,
            ("state", ..) => self.place.state = None,
            ("country", ..) => self.place.country = None,
            ("geo", ..) => self.place.geo = None,
            ("online", ..) => self.online = None,
            ("tags", ..) => self.tags.clear(),
            ("series", ..) => self.series = None,
            ("aliases", ..) => self.aliases.clear(),
            ("languages", ..) => self.languages.clear(),
            ("part-of", ..) => self.part_of = None,
            ("links", ..) => self.links.clear(),
            ("description", ..) => self.description = None,
            ("status", ..) => self.status = None,
            ("updated", ..) => self.updated = None,
            _ => return false,
        }
        true
    }
}
