//! The texts of an entry: its name, addresses, tags, accounts and description.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::super::answers::yes_or_no;
use super::super::dates::{self, Dates, Hint, Parsed, When};
use super::super::document::Notation;
use super::super::guess::{self, LinkLabel, words::Tokens};
use super::super::mapping::Texts;
use super::super::no_value::{is_no_value, is_no_value_or_code};
use super::super::notation::description;
use super::super::record::{Node, Value};
use super::super::records::{Found, Record, is_empty};
use super::super::{markdown, ornaments, places, prefixes, services, status, tags};
use super::addresses::address;
use super::links::site;
use super::{Entry, EntryOnline, Maker, shown};

/// The name as plain text, and the status that it says.
pub(super) fn name(written: &str) -> (String, Option<&'static str>) {
    if let Some(struck) = struck_beside_status(written) {
        return struck;
    }
    let name = markdown::plain(written);
    let is_struck = ["~~", "<s>", "<del>", "<strike>"].iter().any(|mark| written.contains(mark));
    let (name, status) = status::of_name(&name).map_or((name, None), |(name, status)| (name, Some(status)));
    let status = status.or(is_struck.then_some("cancelled"));
    (prefixes::without_call(ornaments::without(&name)).to_owned(), status)
}

/// The name that is struck out beside a word for its status, and that status: `~~PyCon~~ cancelled`.
fn struck_beside_status(written: &str) -> Option<(String, Option<&'static str>)> {
    let (before, rest) = written.split_once("~~")?;
    let (name, behind) = rest.split_once("~~")?;
    let status = status::of_text(&markdown::plain(&format!("{before} {behind}")))?;
    Some((ornaments::without(&markdown::plain(name)).to_owned(), Some(status)))
}

/// A name without the whole date that it begins or ends with: `PyCon (12-14 May 2027)`, `2027-05-12 PyCon`; without that day alone if
/// there is one.
pub(super) fn without_date(name: &str, only: Option<NaiveDate>) -> &str {
    // Without a number beside that of a year, nothing in it is a day.
    let mut numbers = name.split(|char: char| !char.is_numeric()).filter(|number| !number.is_empty());
    let (first, second) = (numbers.next(), numbers.next());
    if first.is_none_or(crate::import::years::is_year) && second.is_none() {
        return name;
    }
    let is_mark = |char: char| !char.is_alphanumeric() && !matches!(char, '+' | '#' | '!' | '?' | '"' | '.');
    let is_date = |text: &str| {
        let text = text.trim_matches(is_mark);
        let parsed = dates::parse(text, &Hint::default());
        matches!(parsed, Parsed::Dates(Dates { start: When::Day(day), guessed_year: false, ref leftover, .. })
            if leftover.is_empty() && only.is_none_or(|only| only == day))
    };
    let cuts = || name.char_indices().filter(|(_, char)| is_mark(*char)).map(|(at, char)| (at, at + char.len_utf8()));
    let rest = |text: &'_ str| text.chars().filter(|char| char.is_alphabetic()).count() > 1;
    let before = cuts().find(|(_, end)| is_date(&name[*end..])).map(|(at, _)| name[..at].trim_end_matches(is_mark));
    let behind = || {
        let cuts: Vec<_> = cuts().collect();
        cuts.iter().rev().find(|(at, _)| is_date(&name[..*at])).map(|(_, end)| name[*end..].trim_start_matches(is_mark))
    };
    before.filter(|text| rest(text)).or_else(|| behind().filter(|text| rest(text))).unwrap_or(name)
}

/// The site among several links of a text that are called by what they lead to: `[Talks](…) [Website](…)`.
fn labelled_site(text: &str) -> Option<String> {
    if text.matches("](").count() < 2 {
        return None;
    }
    let links: Vec<(String, String)> = markdown::links(text)
        .into_iter()
        .filter(|link| !link.is_image)
        .map(|link| (markdown::plain(&link.text), link.address))
        .collect();
    let is_site = |(name, _): &&(String, String)| guess::link_label(name) == LinkLabel::Site;
    let first = links.first().filter(|link| !is_site(link))?;
    let is_other = matches!(guess::link_label(&first.0), LinkLabel::Named(_)) || services::is_film(&first.1);
    links.iter().find(is_site).filter(|_| is_other).and_then(|(_, written)| address(written).0)
}

/// The items of a list that stands where one text is expected, between commas: `[PyCon, EuroPython]`.
pub(super) fn joined(record: &Record, texts: &Texts) -> Option<String> {
    let found = texts.0.iter().flat_map(|path| record.values(path)).find(|found| found.node.is_list())?;
    let items: Vec<String> = found.node.items().iter().filter_map(Node::scalar).collect();
    (!items.is_empty()).then(|| items.join(", "))
}

impl Maker<'_> {
    /// Reads what is text: addresses, tags, other names, the description.
    pub(super) fn texts(&mut self, record: &Record, entry: &mut Entry, name: &str) {
        let fields = &self.mapping.fields;
        entry.short = plain(record, &fields.short).filter(|short| *short != entry.name && short.len() < 60);
        entry.is_correction = fields.entry.0.iter().any(|path| record.node.get(path).is_some());
        entry.corrects = record.text(&fields.entry).map(|(text, _)| text.trim().to_owned());
        entry.id = record.text(&fields.id).map(|(text, _)| crate::slug(&text)).filter(|id| is_id(id));
        entry.url = self.url(record, &self.own(record, &fields.url, &self.mapping.feed.url));
        if entry.url.is_none()
            && let Some(link) = markdown::links(name).into_iter().find(|link| !link.is_image)
        {
            entry.url = address(&link.address).0;
        }
        entry.series = plain(record, &fields.series).filter(|series| series.len() < 100);
        entry.part_of = record.text(&fields.part_of).map(|(text, _)| text);
        for path in &fields.aliases.0 {
            for found in record.values(path) {
                let names = if found.node.is_list() {
                    found.node.items().iter().filter_map(Node::scalar).collect()
                } else {
                    Vec::from_iter(found.node.scalar())
                };
                for name in names.iter().map(|name| markdown::plain(name)) {
                    if name != entry.name && !name.is_empty() && !entry.aliases.contains(&name) {
                        entry.aliases.push(name);
                    }
                }
            }
        }
        self.status(record, entry);
        // `cancelled` in the field for the city
        let in_place = [&fields.end, &fields.url, &fields.city, &fields.country, &fields.state, &fields.venue];
        let mut said = in_place.into_iter().filter_map(|texts| status::in_place_of_value(&plain(record, texts)?));
        entry.status = entry.status.or_else(|| said.next());
        self.tags(record, entry);
        self.languages(record, entry);
        self.links(record, entry);
        let mut description = String::new();
        for path in &self.own(record, &fields.description, &self.mapping.feed.description).0 {
            let text = record.values(path).into_iter().filter_map(|found| found.node.scalar()).next();
            if let Some(text) =
                text.map(|text| crate::html::plain_text(&text).unwrap_or(text)).map(|text| text.trim().to_owned())
                && text != entry.name
                && !is_no_value(&text)
                && !(entry.status.is_some() && entry.status == status::of_word(&text))
                && !description.contains(&text)
                && (description.is_empty() || !path.starts_with('^'))
            {
                entry.status = entry.status.or_else(|| status::of_text(&text));
                if places::is_online(&text) && text.split_whitespace().any(places::is_tag_of_online) {
                    entry.online.get_or_insert(EntryOnline::Yes);
                }
                if !description.is_empty() {
                    description.push_str("\n\n");
                }
                description.push_str(&text);
            }
        }
        // The page of an event in a calendar is no site.
        if entry.url.is_none() && self.mapping.fields.links.contains_key("calendar") {
            entry.url = description::site(&description);
            if let Some(url) = &entry.url {
                self.note(record, 0, format!("`{}` is taken from the description as the site", shown(url)));
            }
        }
        entry.description = Some(description).filter(|text| !text.is_empty());
    }

    /// The paths without those that are of the feed where the record has no value of its own: what the head of a list says
    /// of the list is not said of each entry.
    fn own(&self, record: &Record, texts: &Texts, of_feed: &Texts) -> Texts {
        let has = |path: &str| {
            let mut found = Vec::new();
            record.node.all(path, &mut found);
            !found.iter().all(|node| is_empty(node))
        };
        Texts(texts.0.iter().filter(|path| !of_feed.0.contains(path) || has(path)).cloned().collect())
    }

    /// The first address at the paths, with a note of what had to be changed.
    pub(super) fn url(&mut self, record: &Record, texts: &Texts) -> Option<String> {
        let films = self.mapping.fields.links.get("videos");
        let is_films = |path: &String| films.is_some_and(|films| films.0.contains(path));
        for path in &texts.0 {
            let links = self.links_of_list(record, path);
            if !links.is_empty() {
                let name = record.text(&self.mapping.fields.name).map(|(name, _)| markdown::plain(&name));
                match site(&links, &name.unwrap_or_default()) {
                    Some(address) => return Some(address),
                    None => continue,
                }
            }
            for found in record.values(path) {
                let texts = if found.node.is_list() {
                    found.node.items().iter().filter_map(Node::scalar).collect()
                } else {
                    Vec::from_iter(found.node.scalar())
                };
                let is_prose = path == "@body";
                for text in texts {
                    if is_prose {
                        let name = record.text(&self.mapping.fields.name).map(|(name, _)| markdown::plain(&name));
                        match markdown::site_in_prose(&text, &name.unwrap_or_default()) {
                            Some(address) => return Some(address),
                            None => continue,
                        }
                    }
                    if let Some(address) = labelled_site(&text) {
                        return Some(address);
                    }
                    let (address, note) = address(&text);
                    let is_shown =
                        |address: &str| services::is_picture(address) || is_films(path) && services::is_film(address);
                    if address.as_deref().is_some_and(is_shown) {
                        continue;
                    }
                    let is_name = markdown::links(&text).is_empty() && address.is_none() && !text.contains("mailto:");
                    // A person who fills in a form is told.
                    let is_form = record.document.notation == Notation::IssueForm;
                    let is_named_by = self.mapping.fields.name.0.contains(path);
                    if let Some(note) = note.filter(|_| is_form || !is_name || !text.contains(' ') || !is_named_by) {
                        self.note(record, found.line, note);
                    }
                    if address.is_some() {
                        return address;
                    }
                }
            }
        }
        None
    }

    fn status(&mut self, record: &Record, entry: &mut Entry) {
        let mut unknown = Vec::new();
        for (found, status) in self.statuses(record) {
            match status {
                Some("confirmed") => entry.is_confirmed = true,
                None => unknown.extend(found.node.scalar().map(|text| (text, found.line))),
                // iCalendar has no word for postponed: the name says it.
                Some("tentative") if entry.status.is_some() => {}
                status => entry.status = status,
            }
        }
        for (text, line) in unknown {
            // `status: online only`
            if places::is_online(&text) {
                entry.online.get_or_insert(EntryOnline::Yes);
                continue;
            }
            // `tbc: false`
            if yes_or_no(&text).is_none() && !is_no_value(&text) {
                let message = format!("`{}` is not a status that confcal knows: it is left out", shown(&text));
                self.note(record, line, message);
            }
        }
    }

    /// The values of the fields for the status, each with the one that it says.
    fn statuses<'r>(&self, record: &'r Record) -> Vec<(Found<'r>, Option<&'static str>)> {
        let name_of = |path: &str| Tokens::of(path.rsplit('.').next().unwrap_or(path));
        let status = |path: &str, found: &Found| {
            let text = found.node.scalar()?;
            let word = self.mapping.words.status.get(&text).and_then(|word| status::of_word(word));
            let name = name_of(path);
            match yes_or_no(&text) {
                Some(true) => name.status(),
                // `confirmed: false`
                Some(false) => (name.status() == Some("confirmed") && path.to_lowercase().contains("confirm"))
                    .then_some("tentative"),
                // `cancelled: due to the virus`
                _ if matches!(name.status(), Some("cancelled" | "postponed")) && !is_no_value(&text) => {
                    word.or_else(|| status::at_start(&markdown::plain(&text))).or(name.status())
                }
                _ if name.is_status() => word.or_else(|| status::at_start(&markdown::plain(&text))),
                _ => word.or_else(|| status::of_text(&markdown::plain(&text))),
            }
        };
        let paths = self.mapping.fields.status.0.iter();
        let found = paths.flat_map(|path| record.values(path).into_iter().map(move |found| (path, found)));
        let scalars = found.filter(|(_, found)| found.node.scalar().is_some());
        let all = scalars.map(|(path, found)| (path, status(path, &found), found));
        // Notes may say anything else.
        let said = all.filter(|(path, status, _)| status.is_some() || name_of(path).is_status());
        said.map(|(_, status, found)| (found, status)).collect()
    }

    /// True if a field says that the dates of a conference are not certain: `tbc: true`.
    pub(super) fn is_tentative(&self, record: &Record) -> bool {
        self.statuses(record).iter().any(|(_, status)| *status == Some("tentative"))
    }

    fn tags(&mut self, record: &Record, entry: &mut Entry) {
        let fields = &self.mapping.fields;
        let mut unnamed = 0;
        let mut known: HashSet<String> = HashSet::new();
        let mut push = |tag: &str| {
            let tag = self.mapping.words.tags.get(tag).map_or(tag, String::as_str);
            let tag = markdown::plain(tag);
            let tag = unquoted(tag.trim().trim_matches(['[', ']'])).trim_start_matches('#').trim();
            if tag.len() < 80 && !is_no_value_or_code(tag) && known.insert(tag.to_lowercase().replace(['-', '_'], " "))
            {
                entry.tags.push(tag.to_owned());
            }
        };
        for (path, found) in
            fields.tags.0.iter().flat_map(|path| record.values(path).into_iter().map(move |found| (path, found)))
        {
            unnamed += found.node.items().iter().filter(|item| item.is_map() && tag_of(item).is_none()).count();
            let texts = tag_texts(path, &found.node);
            for text in texts.iter().filter(|text| path != "@key" || !tags::is_other(text)) {
                if found.node.is_list() {
                    push(text);
                    continue;
                }
                tags::parts(text).iter().for_each(|tag| push(tag));
            }
        }
        for path in &fields.flags.0 {
            let is_true = |found: &Found| found.node.scalar().and_then(|text| yes_or_no(&text)) == Some(true);
            if record.values(path).iter().any(is_true) {
                push(path.rsplit('.').next().unwrap_or(path));
            }
        }
        if unnamed > 0 {
            let message =
                format!("{}: {unnamed} of its tags are maps without a name: they are left out", shown(&entry.name));
            self.note(record, 0, message);
        }
        if entry.tags.iter().any(|tag| places::is_tag_of_online(tag)) {
            entry.online.get_or_insert(EntryOnline::Yes);
        }
    }

    fn languages(&mut self, record: &Record, entry: &mut Entry) {
        for found in self.mapping.fields.languages.0.iter().flat_map(|path| record.values(path)) {
            let texts = if found.node.is_list() {
                found.node.items().iter().filter_map(Node::scalar).collect()
            } else {
                Vec::from_iter(found.node.scalar())
            };
            // `Finnish and English`
            let texts = texts.iter().map(|text| {
                [" and ", " und ", " et ", " y ", " e ", " or "]
                    .into_iter()
                    .fold(text.clone(), |text, joint| text.replace(joint, ","))
            });
            for text in texts.collect::<Vec<_>>().iter().flat_map(|text| text.split([',', ';', '/', '&'])) {
                let Some(code) = language(text.trim()) else {
                    if !text.trim().is_empty() {
                        self.note(
                            record,
                            found.line,
                            format!("`{}` is not a language that confcal knows: it is left out", shown(text.trim())),
                        );
                    }
                    continue;
                };
                if !entry.languages.contains(&code) {
                    entry.languages.push(code);
                }
            }
        }
    }
}

/// A text without the quotes around it; one that is of a word in it stays: `stablecoins as 'infrastructure'`.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or_else(|| {
        let is_odd = |quote: &char| text.matches(*quote).count() == 1;
        text.trim_matches(|char| matches!(char, '"' | '\'') && is_odd(&char))
    })
}

/// The tag that an item of a list is: its text, or its name.
fn tag_of(item: &Node) -> Option<String> {
    item.scalar().or_else(|| ["name", "title", "label", "slug"].iter().find_map(|key| item.get(key)?.scalar()))
}

/// The texts of a field of tags: those of a list, the names of what is true in a map, or one with marks between them.
fn tag_texts(path: &str, node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(tag_of).collect(),
        Value::Map(members) => members
            .iter()
            .filter(|(_, node)| matches!(node.value, Value::Bool(true)))
            .map(|(key, _)| key.clone())
            .collect(),
        // The year in the name of a file is no topic.
        _ if path == "@file" => node
            .scalar()
            .map(|stem| {
                stem.split(['-', '_', ' ']).filter(|part| part.parse::<u32>().is_err()).collect::<Vec<_>>().join(" ")
            })
            .into_iter()
            .collect(),
        _ => node.scalar().into_iter().collect(),
    }
}

/// The tag of a language by its code or name.
fn language(text: &str) -> Option<String> {
    crate::list::languages::code(text)
}

fn plain(record: &Record, texts: &Texts) -> Option<String> {
    record.text(texts).map(|(text, _)| markdown::plain(&text)).filter(|text| !text.is_empty())
}

/// True if a slug of another list makes an id: it is not just a number.
fn is_id(id: &str) -> bool {
    id.len() > 2 && id.len() < 80 && id.bytes().any(|byte| byte.is_ascii_alphabetic()) && !looks_random(id)
}

/// A UUID, or another id that a program made up.
fn looks_random(id: &str) -> bool {
    let letters = id.bytes().filter(u8::is_ascii_alphabetic).count();
    let hex = id.bytes().filter(|byte| byte.is_ascii_hexdigit()).count();
    let digits = id.bytes().filter(u8::is_ascii_digit).count();
    id.len() >= 20
        && digits * 5 > id.len()
        && (hex + id.matches('-').count() == id.len() || letters * 2 < id.len() * 2 && !id.contains('-'))
}
