//! The same conference in several inputs, or in an input and a list.
//!
//! Comes in: entries, and the text of a list. Goes out: entries without those that are of one conference, or the list with
//! what is new added and what was missing filled in. What a person wrote into the list is never changed, its layout included.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::entry::{Entry, EntryDate, EntryDeadline, EntryOnline};
use super::report::{ImportReport, Remark};
use super::{entry, ids, write};
use crate::diagnostic::{Level, Source};
use crate::slug::feed_slug;

/// The most days between two dates of one site that belong to one conference, which was moved.
const MAX_DAYS_MOVED: i64 = 60;

/// The longest remark that is the name of a round.
const MAX_ROUND_CHARS: usize = 40;

/// Merges entries of one conference: the first counts, tags are united.
pub(crate) fn among(entries: Vec<Entry>, report: &mut ImportReport) -> Vec<Entry> {
    let mut merged: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let keys = keys(&entry);
        let known = keys.iter().filter_map(|key| by_key.get(key).copied()).find(|at| is_same(&merged[*at], &entry));
        match known {
            Some(at) => {
                report.merged += 1;
                join(&mut merged[at], entry, report);
            }
            None => {
                for key in keys {
                    by_key.entry(key).or_insert(merged.len());
                }
                merged.push(entry);
            }
        }
    }
    merged
}

fn site(url: &str) -> String {
    crate::uri::site(url).unwrap_or_default().to_lowercase()
}

/// The keys of an entry: its name and its site, each with its first day.
fn keys(entry: &Entry) -> Vec<String> {
    let start = entry.start.map(|start| start.day().to_string()).or_else(|| entry.expected.clone()).unwrap_or_default();
    let names = entry.aliases.iter().chain([&entry.name]).map(|name| format!("{} {start}", bare(name)));
    let site = entry.url.as_deref().map(|url| format!("{} {start}", site(url)));
    names.chain(site).collect()
}

/// The slug of a name without a count behind it: `PyCon (2/4)`.
fn bare(name: &str) -> String {
    let is_count = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b' '));
    let name = name.trim_end();
    let without = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).filter(|(_, inside)| is_count(inside));
    // `C++ Day` and `C# Day` are two.
    feed_slug(
        without
            .filter(|(before, inside)| !before.trim().is_empty() && inside.len() < 4)
            .map_or(name, |(before, _)| before),
    )
}

/// True if two entries of inputs are one conference: in one file two names are two conferences, whatever their site.
fn is_same(one: &Entry, other: &Entry) -> bool {
    let is_place = one.place.city == other.place.city || one.place.city.is_none() || other.place.city.is_none();
    let is_name = bare(&one.name) == bare(&other.name);
    // Names of a series are used in many cities on one day.
    let is_site = one.url.as_deref().map(site) == other.url.as_deref().map(site);
    is_name && (is_place || is_site && one.url.is_some())
        || is_site && one.url.is_some() && one.origin.file != other.origin.file
}

/// Adds the deadlines of an entry of the same list that differ from those of the first: they are rounds. Their remarks, where
/// these are short, are the names of the rounds.
fn add_rounds(one: &mut Entry, other: &mut Entry) {
    let is_round = |deadline: &EntryDeadline, ours: &EntryDeadline| {
        ours.kind == deadline.kind && ours.due.is_some() && deadline.due.is_some() && ours.due != deadline.due
    };
    let differs = |deadline: &&EntryDeadline| one.deadlines.iter().any(|ours| is_round(deadline, ours));
    let is_known = |deadline: &EntryDeadline| {
        one.deadlines.iter().any(|ours| ours.kind == deadline.kind && ours.due == deadline.due)
    };
    if !other.deadlines.iter().any(|deadline| differs(&deadline)) {
        return;
    }
    let mut rounds: Vec<EntryDeadline> = other.deadlines.iter().filter(differs).cloned().collect();
    rounds.retain(|deadline| !is_known(deadline));
    other.deadlines.retain(|deadline| !one.deadlines.iter().any(|ours| is_round(deadline, ours)));
    let is_short = |text: &&mut String| text.chars().count() <= MAX_ROUND_CHARS && !text.contains('\n');
    if one.description != other.description {
        for (description, deadlines) in
            [(&mut one.description, &mut one.deadlines), (&mut other.description, &mut rounds)]
        {
            if description.as_mut().filter(is_short).is_some()
                && let Some(name) = description.take()
            {
                deadlines
                    .iter_mut()
                    .filter(|deadline| deadline.name.is_none())
                    .for_each(|deadline| deadline.name = Some(name.clone()));
            }
        }
    }
    one.deadlines.append(&mut rounds);
    entry::tell_apart(&mut one.deadlines);
}

/// Fills in what the first lacks.
fn join(one: &mut Entry, mut other: Entry, report: &mut ImportReport) {
    let origin = other.origin.clone();
    if one.origin.file == other.origin.file {
        add_rounds(one, &mut other);
    }
    let mut differ = |key: &str, ours: String, theirs: String| {
        let message = format!(
            "{}: `{key}` is {ours} in {}:{}, and {theirs} here: the first counts",
            one.name, one.origin.file, one.origin.line
        );
        report.conflicts.push(Remark::new(&origin, message));
    };
    if let (Some(ours), Some(theirs)) = (one.end, other.end)
        && ours != theirs
    {
        differ("end", write::literal(ours), write::literal(theirs));
    }
    for (key, ours, theirs) in
        [("city", &one.place.city, &other.place.city), ("country", &one.place.country, &other.place.country)]
    {
        if let (Some(ours), Some(theirs)) = (ours, theirs)
            && ours != theirs
        {
            differ(key, format!("`{ours}`"), format!("`{theirs}`"));
        }
    }
    for deadline in other.deadlines {
        match one
            .deadlines
            .iter_mut()
            .find(|ours| ours.kind == deadline.kind && ours.name == deadline.name && ours.id == deadline.id)
        {
            None => one.deadlines.push(deadline),
            Some(ours) => {
                ours.url = ours.url.take().or(deadline.url);
                match (ours.due, deadline.due) {
                    (None, Some(_)) => {
                        (ours.due, ours.timezone, ours.comment) = (deadline.due, deadline.timezone, None)
                    }
                    (Some(due), Some(theirs)) if due != theirs => {
                        differ(deadline.kind, write::literal(due), write::literal(theirs))
                    }
                    _ => {}
                }
            }
        }
    }
    one.end = one.end.or(other.end);
    one.short = one.short.take().or(other.short);
    one.url = one.url.take().or(other.url);
    if one.place.is_empty() {
        one.place = other.place;
    }
    one.place.geo = one.place.geo.or(None);
    one.online = one.online.take().or(other.online);
    one.series = one.series.take().or(other.series);
    one.description = one.description.take().or(other.description);
    one.status = one.status.or(other.status);
    for (texts, more) in
        [(&mut one.tags, other.tags), (&mut one.languages, other.languages), (&mut one.aliases, other.aliases)]
    {
        for text in more {
            if !texts.iter().any(|known| known.to_lowercase() == text.to_lowercase()) {
                texts.push(text);
            }
        }
    }
    if bare(&one.name) == bare(&other.name) {
        // The one without a count.
        if other.name.len() < one.name.len() {
            one.name = other.name;
        }
    } else if !one.aliases.contains(&other.name) {
        one.aliases.push(other.name);
    }
    for (name, url) in other.links {
        if !one.links.iter().any(|(known, _)| *known == name) {
            one.links.push((name, url));
        }
    }
}

/// An entry of the list, as far as it tells what conference it is.
struct Known {
    id: Option<String>,
    names: Vec<String>,
    site: Option<String>,
    start: Option<NaiveDate>,
}

/// The list with what is new in the entries.
///
/// # Errors
///
/// The list has errors of its own, or holds its conferences in a form that nothing can be added to.
pub(crate) fn into(
    list: &Source,
    entries: Vec<Entry>,
    prefer_input: bool,
    report: &mut ImportReport,
) -> Result<String, String> {
    if let Some(error) = first_error(list.text()) {
        return Err(format!("the list has errors, and nothing is added to it: {error}; `confcal check` shows them"));
    }
    let document: DocumentMut =
        list.text().parse().map_err(|error: toml_edit::TomlError| format!("the list cannot be read: {error}"))?;
    let unchanged = document.to_string();
    let known = known(&document)?;
    let by_text = by_text(&known);
    let mut fresh = Vec::new();
    let mut found: Vec<(usize, Entry)> = Vec::new();
    for entry in entries {
        match find(&known, &by_text, &entry) {
            Some(at) => found.push((at, entry)),
            None => fresh.push(entry),
        }
    }
    report.merged += found.len();
    let taken: Vec<String> = known.iter().filter_map(|known| known.id.clone()).collect();
    ids::give(&mut fresh, &taken);
    // Values that make a new entry faulty are left out first.
    super::sound(
        &[],
        &write::FeedTable { id: Some("new".to_owned()), ..write::FeedTable::default() },
        &mut fresh,
        report,
    );
    report.written = fresh.len();
    let mut left_alone: HashSet<usize> = HashSet::new();
    loop {
        let mut document = document.clone();
        let mut remarks = ImportReport::default();
        fill_all(&mut document, &found, &left_alone, prefer_input, &mut remarks);
        let mut text = document.to_string();
        if !fresh.is_empty() && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        for entry in &fresh {
            text.push('\n');
            text.push_str(&write::entry(entry));
        }
        let Some(error) = first_error(&text) else {
            report.changed.append(&mut remarks.changed);
            report.conflicts.append(&mut remarks.conflicts);
            return Ok(if text == unchanged { list.text().to_owned() } else { in_style_of(list.text(), text) });
        };
        // An entry that would have an error is left as it is; with all of them left there is none.
        let at = found.iter().map(|(at, _)| *at).find(|at| !left_alone.contains(at));
        let culprit = culprit(&document, &found, &left_alone, prefer_input).or(at);
        match culprit {
            Some(at) => {
                left_alone.insert(at);
                let entry = found.iter().find(|(other, _)| *other == at).map(|(_, entry)| entry);
                if let Some(entry) = entry {
                    report.changed.push(Remark::new(
                        &entry.origin,
                        format!("{}: nothing is filled in, because the list would have an error: {error}", entry.name),
                    ));
                }
            }
            None => return Err(format!("the list with the new entries would have an error: {error}")),
        }
    }
}

/// The text with the byte order mark and the line ends of the list, which `toml_edit` leaves out.
fn in_style_of(list: &str, text: String) -> String {
    let has_crlf = list.contains("\r\n") && !list.replace("\r\n", "").contains('\n');
    let text = if has_crlf { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
    match list.strip_prefix('\u{feff}') {
        Some(_) if !text.starts_with('\u{feff}') => format!("\u{feff}{text}"),
        _ => text,
    }
}

/// The entry whose filling in makes an error, tried one by one.
fn culprit(
    document: &DocumentMut,
    found: &[(usize, Entry)],
    left_alone: &HashSet<usize>,
    prefer_input: bool,
) -> Option<usize> {
    found.iter().filter(|(at, _)| !left_alone.contains(at)).find_map(|one| {
        let mut tried = document.clone();
        fill_all(&mut tried, std::slice::from_ref(one), left_alone, prefer_input, &mut ImportReport::default());
        first_error(&tried.to_string()).map(|_| one.0)
    })
}

fn first_error(text: &str) -> Option<String> {
    let (_, diagnostics) = crate::list::read(&[Source::new("list", text)], Level::Error);
    diagnostics.into_iter().find(|diagnostic| diagnostic.level() == Level::Error).map(|diagnostic| diagnostic.message)
}

fn known(document: &DocumentMut) -> Result<Vec<Known>, String> {
    let Some(conferences) = document.get("conference") else { return Ok(Vec::new()) };
    let Some(tables) = conferences.as_array_of_tables() else {
        return Err(
            "its conferences stand in one array; write each as a table with `[[conference]]` above it".to_owned()
        );
    };
    let known = |table: &Table| {
        let text = |key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
        let mut names: Vec<String> = text("name").into_iter().collect();
        names.extend(
            table
                .get("aliases")
                .and_then(Item::as_array)
                .into_iter()
                .flatten()
                .filter_map(|name| name.as_str().map(str::to_owned)),
        );
        Known {
            id: text("id").or_else(|| {
                text("name").map(|name| {
                    crate::slug::default_id(&name, day(table.get("start")).map(|day| chrono::Datelike::year(&day)))
                })
            }),
            names: names.iter().map(|name| feed_slug(name)).collect(),
            site: text("url").map(|url| site(&url)),
            start: day(table.get("start")),
        }
    };
    Ok(tables.iter().map(known).collect())
}

fn day(item: Option<&Item>) -> Option<NaiveDate> {
    let date = item?.as_datetime()?.date?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

/// The entries of the list by each text that tells what conference they are: a name, a site or an id.
fn by_text(known: &[Known]) -> HashMap<&str, Vec<usize>> {
    let mut by_text: HashMap<&str, Vec<usize>> = HashMap::with_capacity(known.len() * 3);
    for (at, known) in known.iter().enumerate() {
        for text in known.names.iter().chain(&known.site).chain(&known.id) {
            by_text.entry(text).or_default().push(at);
        }
    }
    by_text
}

/// The entry of the list that is the same conference: by its site, else by a name, each with its dates.
fn find(known: &[Known], by_text: &HashMap<&str, Vec<usize>>, entry: &Entry) -> Option<usize> {
    let start = entry.start.map(EntryDate::day);
    let site = entry.url.as_deref().map(site).filter(|site| !site.is_empty());
    let names: Vec<String> = entry.aliases.iter().chain([&entry.name]).map(|name| feed_slug(name)).collect();
    // Every rule below wants a text in common.
    let texts = names.iter().chain(&site).chain(&entry.id).filter_map(|text| by_text.get(text.as_str()));
    let mut candidates: Vec<usize> = texts.flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    let days = |known: &Known| known.start.zip(start).map(|(one, other)| (one - other).num_days().abs());
    let is_name = |known: &Known| known.names.iter().any(|name| names.contains(name));
    let is_site = |known: &Known| site.is_some() && known.site == site;
    let best = |most: i64, is: &dyn Fn(&Known) -> bool| {
        let same = candidates.iter().copied().filter(|at| is(&known[*at]));
        let near = same.filter_map(|at| Some((days(&known[at])?, at)));
        near.filter(|(days, _)| *days <= most).min().map(|(_, at)| at)
    };
    best(0, &|known| is_site(known) && is_name(known))
        .or_else(|| best(0, &is_site))
        .or_else(|| best(0, &is_name))
        .or_else(|| best(MAX_DAYS_MOVED, &|known| is_site(known) && is_name(known)))
        .or_else(|| best(MAX_DAYS_MOVED, &|known| entry.id.is_some() && known.id == entry.id))
        .or_else(|| best(MAX_DAYS_MOVED, &|known| is_site(known) && known.names.len() == 1))
        // One of the two is not dated yet.
        .or_else(|| {
            let is_open = |known: &Known| known.start.is_none() || start.is_none();
            candidates.iter().copied().find(|at| {
                let known = &known[*at];
                is_open(known) && is_name(known) && (known.site == site || known.site.is_none() || site.is_none())
            })
        })
}

fn fill_all(
    document: &mut DocumentMut,
    found: &[(usize, Entry)],
    left_alone: &HashSet<usize>,
    prefer_input: bool,
    report: &mut ImportReport,
) {
    let Some(tables) = document.get_mut("conference").and_then(Item::as_array_of_tables_mut) else { return };
    for (at, entry) in found.iter().filter(|(at, _)| !left_alone.contains(at)) {
        if let Some(table) = tables.get_mut(*at) {
            Filling { table, entry, prefer_input, report }.fill();
        }
    }
}

/// An entry of the list that gets what it lacks.
struct Filling<'f> {
    table: &'f mut dyn TableLike,
    entry: &'f Entry,
    prefer_input: bool,
    report: &'f mut ImportReport,
}

impl Filling<'_> {
    fn fill(&mut self) {
        let entry = self.entry;
        let is_moved =
            day(self.table.get("start")).zip(entry.start.map(EntryDate::day)).is_some_and(|(one, other)| one != other);
        let was_open = self.table.get("start").is_none();
        self.time("start", entry.start);
        if was_open && entry.start.is_some() {
            self.table.remove("expected");
        }
        // The last day belongs to the first.
        if !is_moved || self.prefer_input {
            let length_known = self.table.get("end").is_some() || entry.end.is_some();
            if length_known {
                self.time("end", entry.end);
            }
        }
        if self.table.get("start").is_none() {
            self.text("expected", entry.expected.as_deref());
        }
        self.text("short", entry.short.as_deref());
        self.text("url", entry.url.as_deref());
        self.place();
        self.rest();
        self.deadlines();
    }

    fn note(&mut self, message: String) {
        self.report.changed.push(Remark::new(&self.entry.origin, message));
    }

    /// Sets a key that is not there; where it is there with another value, says so.
    fn set(&mut self, key: &str, value: Value) {
        let shown = plain(&value);
        match self.table.get_mut(key).and_then(Item::as_value_mut) {
            None => {
                self.table.insert(key, Item::Value(value));
                self.note(format!("{}: `{key}` is filled in: {shown}", self.entry.name));
            }
            Some(ours) if plain(ours) != shown => {
                let old = plain(ours);
                let counts = if self.prefer_input {
                    let decor = ours.decor().clone();
                    *ours = value;
                    *ours.decor_mut() = decor;
                    "the input"
                } else {
                    "the list"
                };
                let message =
                    format!("{}: `{key}` is {old} in the list, and {shown} here: {counts} counts", self.entry.name);
                self.report.conflicts.push(Remark::new(&self.entry.origin, message));
            }
            Some(_) => {}
        }
    }

    fn text(&mut self, key: &str, text: Option<&str>) {
        let Some(text) = text else { return };
        let ours = self.table.get(key).and_then(Item::as_str);
        let is_alike = ours.is_some_and(|ours| match key {
            "url" => site(ours) == site(text),
            "country" => ours.parse::<crate::Country>().ok() == text.parse().ok(),
            "description" | "short" => true,
            _ => ours.trim() == text.trim(),
        });
        if !is_alike {
            self.set(key, Value::from(text));
        }
    }

    fn time(&mut self, key: &str, time: Option<EntryDate>) {
        if let Some(value) = time.and_then(|time| write::literal(time).parse::<toml_edit::Datetime>().ok()) {
            self.set(key, Value::from(value));
        }
    }

    fn place(&mut self) {
        let place = &self.entry.place;
        for (key, text) in [
            ("city", &place.city),
            ("country", &place.country),
            ("state", &place.state),
            ("venue", &place.venue),
            ("address", &place.address),
        ] {
            // Of another city, the venue would be wrong.
            let is_other_city = self
                .table
                .get("city")
                .and_then(Item::as_str)
                .zip(place.city.as_deref())
                .is_some_and(|(one, other)| one != other);
            if key != "city" && is_other_city && !self.prefer_input {
                continue;
            }
            self.text(key, text.as_deref());
        }
        if let Some((lat, lon)) = place.geo.filter(|_| self.table.get("geo").is_none()) {
            let mut geo = InlineTable::new();
            geo.insert("lat", Value::from(lat));
            geo.insert("lon", Value::from(lon));
            self.set("geo", Value::from(geo));
        }
    }

    fn rest(&mut self) {
        let entry = self.entry;
        match &entry.online {
            Some(online) if self.table.get("online").is_none() => self.set(
                "online",
                match online {
                    EntryOnline::Yes => Value::from(true),
                    EntryOnline::Join(url) => Value::from(url.as_str()),
                },
            ),
            _ => {}
        }
        for (key, texts) in [("tags", &entry.tags), ("aliases", &entry.aliases), ("languages", &entry.languages)] {
            self.unite(key, texts);
        }
        self.text("series", entry.series.as_deref());
        self.text("description", entry.description.as_deref());
        if entry.status.is_some() {
            self.text("status", entry.status);
        }
        let name = entry.name.as_str();
        let ours: Vec<String> = self.table.get("name").and_then(Item::as_str).map(crate::slug).into_iter().collect();
        if !ours.contains(&crate::slug(name)) {
            self.unite("aliases", &[name.to_owned()]);
        }
        self.links();
    }

    fn unite(&mut self, key: &str, texts: &[String]) {
        let ours: Vec<String> = self
            .table
            .get(key)
            .and_then(Item::as_array)
            .into_iter()
            .flatten()
            .filter_map(|text| text.as_str().map(str::to_lowercase))
            .collect();
        let new: Vec<&String> = texts.iter().filter(|text| !ours.contains(&text.to_lowercase())).collect();
        if new.is_empty() {
            return;
        }
        match self.table.get_mut(key).and_then(Item::as_array_mut) {
            Some(array) => new.iter().for_each(|text| array.push(text.as_str())),
            None => {
                let array: Array = new.iter().map(|text| text.as_str()).collect();
                self.table.insert(key, Item::Value(Value::from(array)));
            }
        }
        let shown = new.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ");
        self.note(format!("{}: {shown} is added to `{key}`", self.entry.name));
    }

    fn links(&mut self) {
        let entry = self.entry;
        let is_known = |table: &dyn TableLike, name: &str| {
            table.get("links").and_then(Item::as_table_like).is_some_and(|links| links.contains_key(name))
        };
        let new: Vec<&(String, String)> = entry.links.iter().filter(|(name, _)| !is_known(self.table, name)).collect();
        if new.is_empty() {
            return;
        }
        if self.table.get("links").is_none() {
            self.table.insert("links", Item::Value(Value::from(InlineTable::new())));
        }
        if let Some(links) = self.table.get_mut("links").and_then(Item::as_table_like_mut) {
            for (name, url) in &new {
                links.insert(name, Item::Value(Value::from(url.as_str())));
            }
        }
        let shown = new.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        self.note(format!("{}: {shown} is added to `links`", entry.name));
    }

    fn deadlines(&mut self) {
        let entry = self.entry;
        for deadline in &entry.deadlines {
            let mut tables = self.table.get_mut("deadline").map(tables).unwrap_or_default();
            match tables.iter().position(|table| is_of(*table, deadline)) {
                Some(at) => {
                    let table = tables.swap_remove(at);
                    let (prefer_input, report) = (self.prefer_input, &mut *self.report);
                    Filling { table, entry, prefer_input, report }.deadline(deadline);
                }
                None => self.add_deadline(deadline),
            }
        }
    }

    fn add_deadline(&mut self, deadline: &EntryDeadline) {
        if !self.table.contains_key("deadline") {
            self.table.insert("deadline", Item::ArrayOfTables(ArrayOfTables::new()));
        }
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        table.insert("kind", toml_edit::value(deadline.kind));
        for (key, text) in [("name", &deadline.name), ("id", &deadline.id)] {
            if let Some(text) = text {
                table.insert(key, toml_edit::value(text.as_str()));
            }
        }
        let time = |time: EntryDate| write::literal(time).parse::<toml_edit::Datetime>().ok();
        if let Some(due) = deadline.due.and_then(time) {
            table.insert("due", toml_edit::value(due));
        }
        if let Some(zone) = &deadline.timezone {
            table.insert("timezone", toml_edit::value(zone.as_str()));
        }
        if let Some(opens) = deadline.opens.and_then(time) {
            table.insert("opens", toml_edit::value(opens));
        }
        if !deadline.was.is_empty() {
            let was: Array = deadline.was.iter().filter_map(|was| time(*was)).collect();
            table.insert("was", toml_edit::value(was));
        }
        if let Some(url) = &deadline.url {
            table.insert("url", toml_edit::value(url.as_str()));
        }
        match self.table.get_mut("deadline") {
            Some(Item::ArrayOfTables(tables)) => tables.push(table),
            Some(Item::Value(Value::Array(array))) => array.push(table.into_inline_table()),
            _ => return,
        }
        self.note(format!("{}: the deadline `{}` is added", self.entry.name, deadline.kind));
    }

    /// Fills in a deadline, which is the table.
    fn deadline(&mut self, deadline: &EntryDeadline) {
        let is_same_day =
            day(self.table.get("due")).zip(deadline.due.map(EntryDate::day)).is_some_and(|(one, other)| one == other);
        // An hour beside a day, or a zone beside none, is no other date.
        if !is_same_day {
            let had_none = self.table.get("due").is_none();
            self.time("due", deadline.due);
            if had_none || self.prefer_input {
                self.text("timezone", deadline.timezone.as_deref());
            }
        }
        self.time("opens", deadline.opens);
        self.text("url", deadline.url.as_deref());
    }
}

/// The tables of a key, whether they have headers or stand in an array.
fn tables(item: &mut Item) -> Vec<&mut dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter_mut().map(|table| table as &mut dyn TableLike).collect(),
        Item::Value(Value::Array(array)) => {
            array.iter_mut().filter_map(Value::as_inline_table_mut).map(|table| table as &mut dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

/// True if a deadline of the list is this one.
fn is_of(table: &dyn TableLike, deadline: &EntryDeadline) -> bool {
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(crate::slug);
    let name = deadline.name.as_deref().map(crate::slug);
    let is_kind = table.get("kind").and_then(Item::as_str) == Some(deadline.kind);
    is_kind
        && (text("name") == name && text("id") == deadline.id
            || day(table.get("due")).is_some() && day(table.get("due")) == deadline.due.map(EntryDate::day))
}

/// A value without the blanks and comments around it.
fn plain(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string().trim().to_owned()
}
