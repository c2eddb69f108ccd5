//! Headings: one is a conference where its date stands in it or below it, `### PyCon` over `- **When**: 5-8 May`.

use super::MarkdownReader;
use super::bullets::bullet;
use super::fields::{Nested, RecordFields, day_in, is_call, is_field, is_month, is_next, is_place, label, place_of};
use super::inline::{LINE_BREAKS, Link, is_site, links, plain, without_links};
use super::items::{is_address, is_link, labelled, record, with_links};
use super::leads::{MAX_LEAD_OCTETS, dated, dated_columns, day_at_an_end, is_vague, is_whole_place};
use super::parts::{closing, is_in_city, is_season, parts, place, trimmed};
use crate::import::dates::{self, Hint, Parsed};
use crate::import::guess::words::Tokens;
use crate::import::no_value::{NoValue, no_value};
use crate::import::record::Node;
use crate::import::{actions, ornaments, places, services, status, years};

/// Words of labels that only a conference has beside its date.
const CONFERENCE: &str = "url website web site link links homepage cfp cfps call papers deadline deadlines registration ticket tickets name event conference format";

/// Pictures before a date or a place.
const PICTURES: [char; 5] = ['📅', '📆', '🗓', '📍', '🕒'];

/// A heading with what stands below it.
#[derive(Debug)]
pub(super) struct Section {
    line: usize,
    level: usize,
    heading: String,
    fields: RecordFields,
    /// True if the first line below the heading is a date and a place.
    has_lead: bool,
    is_begun: bool,
    /// The place that stands before the date.
    place_before: String,
    /// The line behind the date, which is the venue if a place stands below it.
    venue: String,
    /// The lines with dates that nothing has read.
    unread: Vec<usize>,
    links: Vec<Link>,
    prose: String,
    items_before: usize,
    /// The heading below it that names a field, `#### Location`.
    context: Option<String>,
}

/// A section that is a conference.
#[derive(Debug)]
pub(super) struct RecordSection {
    pub(super) level: usize,
    /// True if its fields have labels.
    pub(super) is_labelled: bool,
    /// True if its date is a word, and may be of anything.
    pub(super) is_vague: bool,
    /// Its lines with dates that are no more than text.
    pub(super) unread: Vec<usize>,
    pub(super) record: Node,
}

impl Default for Section {
    fn default() -> Section {
        Section::new(1, 0, "", 0)
    }
}

impl Section {
    fn new(line: usize, level: usize, heading: &str, items_before: usize) -> Section {
        Section {
            line,
            level,
            heading: heading.to_owned(),
            fields: RecordFields::new(line),
            has_lead: false,
            is_begun: false,
            place_before: String::new(),
            venue: String::new(),
            unread: Vec::new(),
            links: Vec::new(),
            prose: String::new(),
            items_before,
            context: None,
        }
    }

    /// The heading as it is written.
    pub(super) fn heading(&self) -> &str {
        &self.heading
    }

    /// The name of the deadline that a label with a day is below a heading for them: `Metadata: 5 May 2027` below `#### Deadlines`.
    pub(super) fn deadline(&self, name: &str, value: &str) -> Option<String> {
        let heading = Tokens::of(self.context.as_ref()?);
        let is_below = heading.has("deadline deadlines date dates timeline fristen termine fechas plazos delais");
        let is_one = is_below && links(name).is_empty() && day_in(&plain(value)).is_some();
        is_one.then(|| if Tokens::of(name).is_deadline() { name.to_owned() } else { format!("{name} deadline") })
    }

    /// Adds a field with a label, and the items below it.
    pub(super) fn labelled(&mut self, line: usize, name: &str, value: &str, nested: &[Nested]) {
        self.is_begun = true;
        // `Conference: May 24–28, 2027`
        let tokens = Tokens::of(name);
        let is_of_conference =
            || tokens.0.iter().all(|token| ["conference", "event", "main"].contains(&token.as_str()));
        let name = if is_of_conference() && dated(&plain(value)).is_some_and(|(_, rest)| rest.is_empty()) {
            "dates"
        } else {
            name
        };
        if !value.is_empty() {
            labelled(line, name, value, &mut self.fields);
        }
        for (line, item) in nested {
            match label(item) {
                Some((inner, value)) => labelled(*line, &format!("{name} {inner}"), &value, &mut self.fields),
                None if value.is_empty() => labelled(*line, name, item, &mut self.fields),
                None => {}
            }
        }
    }

    /// Reads the lines of a paragraph.
    pub(super) fn paragraph(&mut self, first: usize, lines: &[String]) {
        for (index, line) in lines.iter().enumerate() {
            let text = line.trim().trim_end_matches('\\').trim();
            let text = LINE_BREAKS.into_iter().fold(text, |text, end| text.trim_end_matches(end)).trim();
            if let Some((_, value)) = label(text).filter(|(name, _)| is_next(name))
                && self.next_edition(first + index + 1, &plain(&value))
            {
                continue;
            }
            match label(text).filter(|(name, _)| is_field(name)) {
                Some((name, value)) if !value.is_empty() => self.labelled(first + index + 1, &name, &value, &[]),
                _ if text.starts_with('<') && links(text).is_empty() => {}
                _ if self.context.is_some() => {
                    let name = self.context.clone().unwrap_or_default();
                    self.labelled(first + index + 1, &name, text, &[]);
                }
                _ => self.line(first + index + 1, text),
            }
        }
        if !self.prose.is_empty() {
            self.prose.push('\n');
        }
    }

    /// Reads a line without a label: the date and the place below a heading, each on its own line or both on one, or prose.
    pub(super) fn line(&mut self, line: usize, text: &str) {
        let text = &self.without_actions(ornaments::without_start(text));
        if !self.is_begun && self.lead(line, text) {
            return;
        }
        let bare = plain(text);
        // `[Call for papers](…) until 1 March 2027`
        if let Some(day) =
            closing(&bare).filter(|_| self.level > 0 && bare.len() < MAX_LEAD_OCTETS / 2 && is_call(&bare))
        {
            self.fields.push_at(line, "cfp", day);
            links(text).iter().for_each(|link| self.fields.push_at(line, "cfp url", &link.address));
            return;
        }
        let venue = std::mem::take(&mut self.venue);
        let lacks_place = self.lacks_place(text);
        match lacks_place {
            true if self.has_lead => {
                let joint = if venue.is_empty() { "" } else { ", " };
                return place(&format!("{}{joint}{}", plain(&venue), plain(text)), &mut self.fields);
            }
            _ => self.prose(line, &venue),
        }
        match lacks_place {
            false if self.may_be_venue(text) => self.venue = text.to_owned(),
            // The date may stand below the place.
            true if !self.is_begun && self.place_before.is_empty() => self.place_before = plain(text),
            _ => {
                self.is_begun |= !plain(text).is_empty() && !is_link(text) && !is_address(text);
                if lacks_place && self.level > 0 && is_in_city(&plain(text)) {
                    self.unread.push(line);
                }
                self.prose(line, text);
            }
        }
    }

    /// A place without the links beside it that say what one does there, which are kept: `Vienna, Austria — [Tickets](…)`.
    fn without_actions(&mut self, text: &str) -> String {
        let found: Vec<Link> = links(text).into_iter().filter(|link| !link.is_image).collect();
        let is_other = |link: &Link| is_site(&link.text) || actions::is_action(&plain(&link.text));
        let beside = plain(&without_links(text));
        let beside = trimmed(&beside);
        if found.is_empty() || !found.iter().all(is_other) || beside.is_empty() || !self.lacks_place(beside) {
            return text.to_owned();
        }
        self.links.extend(found);
        beside.to_owned()
    }

    /// Reads the days of the next edition, and its place on either side of them: `Next: Europe (London) September 7-8, 2026`.
    fn next_edition(&mut self, line: usize, text: &str) -> bool {
        let Some((day, rest)) = day_at_an_end(text) else {
            // It is said.
            let is_dated = day_in(text).is_some() || no_value(text) == Some(NoValue::Undecided);
            is_dated.then(|| self.labelled(line, "dates", text, &[]));
            return is_dated;
        };
        self.is_begun = true;
        self.fields.push_at(line, "dates", day);
        for part in [" – ", " — ", " - ", " · ", " | "]
            .iter()
            .fold(vec![rest], |parts, mark| parts.iter().flat_map(|part| part.split(mark)).collect())
        {
            let part = trimmed(part);
            let place = place_of(part);
            if place.country.is_some() || place.online || place.city.as_deref().is_some_and(places::is_city) {
                self.fields.push_at(line, "place", part);
            } else if status::of_text(part).is_some() {
                self.fields.push_at(line, "status", part);
            } else {
                self.prose(line, part);
            }
        }
        true
    }

    /// Reads the first line below a heading as a date and a place.
    fn lead(&mut self, line: usize, text: &str) -> bool {
        let bare = plain(text);
        if let Some((dates, others)) = dated_columns(&bare) {
            self.is_begun = true;
            self.has_lead = true;
            self.fields.push_at(line, "dates", dates);
            others.into_iter().for_each(|other| self.column(line, other));
            return true;
        }
        // `[2026](#2026)` leads to another list.
        let leads_on = |dates: &str| is_vague(dates) && !links(text).is_empty();
        let Some((dates, rest)) = dated(&bare).filter(|(dates, _)| !leads_on(dates)) else { return false };
        self.is_begun = true;
        self.has_lead = true;
        place(&std::mem::take(&mut self.place_before), &mut self.fields);
        self.fields.push_at(line, "dates", dates);
        let (rest, more) = rest.split_once(" + ").unwrap_or((rest, ""));
        parts(rest, &mut self.fields);
        let is_remote = more.to_lowercase().contains("hybrid")
            || more.split(['(', ',']).next().is_some_and(|words| places::is_online(words.trim()));
        if is_remote && day_in(more).is_none() {
            self.fields.push_at(line, "online", "true");
        } else {
            self.fields.push_at(line, "description", more);
        }
        self.links.extend(links(text).into_iter().filter(|link| !link.is_image));
        true
    }

    /// Adds what stands between bars beside the date: a place, a status, or a tag.
    fn column(&mut self, line: usize, text: &str) {
        let place = place_of(text);
        if place.country.is_some() || place.online || place.city.as_deref().is_some_and(places::is_city) {
            self.fields.push_at(line, "place", text);
        } else if status::of_text(text).is_some() {
            self.fields.push_at(line, "status", text);
        } else {
            self.fields.push_tag(line, text);
        }
    }

    /// True if a line is the place of a section that has none yet.
    fn lacks_place(&self, text: &str) -> bool {
        let bare = plain(text);
        self.fields.get("place").is_none()
            && bare.len() < MAX_LEAD_OCTETS / 2
            && (is_place(&bare) || self.has_lead && places::is_city(&bare))
            && !bare.ends_with('.')
    }

    /// True if a short line directly below the date may be the venue of a place below it: `**University of Sussex**` over `Brighton, UK`.
    fn may_be_venue(&self, text: &str) -> bool {
        let bare = plain(text);
        self.has_lead
            && self.fields.get("place").is_none()
            && self.prose.is_empty()
            && bare.len() < MAX_LEAD_OCTETS / 2
            && !bare.is_empty()
            && !bare.ends_with(['.', '!', '?', ':'])
            && (links(text).iter().all(|link| link.is_image) || places::is_venue(&bare))
            && label(text).is_none()
            && closing(&bare).is_none()
    }

    /// True if an item without a name is the date and the place of the heading: below one that is not of a list, no other item has a date.
    pub(super) fn is_dated_by(&self, lines: &[String], at: usize) -> bool {
        if self.level == 0
            || self.is_begun
            || is_month(&self.heading)
            || self.heading.split_whitespace().any(years::is_year)
        {
            return false;
        }
        let is_of_place = |line: &str| {
            let bare = plain(line);
            links(line).is_empty() && dated(&bare).is_some_and(|(_, rest)| is_whole_place(trimmed(rest)))
        };
        let is_item = |line: &&String| bullet(line).is_some() || line.starts_with([' ', '\t']);
        let others = lines[at..].iter().take_while(is_item).filter_map(|line| bullet(line)).skip(1);
        let has_date = |line: &str| {
            let bare = plain(line);
            line.bytes().any(|byte| byte.is_ascii_digit())
                && label(line).is_none()
                && dated(&bare).is_some()
                && closing(&bare).is_none()
        };
        bullet(&lines[at]).is_some_and(|(_, line)| is_of_place(line)) && !others.map(|(_, line)| line).any(has_date)
    }

    /// Keeps a line of prose, and its links.
    pub(super) fn prose(&mut self, line: usize, text: &str) {
        let text = &with_links(text);
        let may_be_dated = |bare: &str| day_in(bare).is_some() || is_name_of_year(bare);
        if text.len() <= MAX_LEAD_OCTETS * 2 && may_be_dated(&plain(text)) && !is_about_list(text) {
            self.unread.push(line);
        }
        if is_address(text) {
            self.links.extend(links(text));
            return;
        }
        self.links.extend(links(text).into_iter().filter(|link| !link.is_image));
        let bare = plain(text);
        if links(text).iter().all(|link| link.is_image) && !bare.is_empty() && !self.prose.contains('\n') {
            if !self.prose.is_empty() {
                self.prose.push(' ');
            }
            self.prose.push_str(&bare);
        }
    }

    /// The fields of the conference that the section is, and whether they have labels.
    fn conference(mut self) -> Option<(RecordFields, bool)> {
        let venue = std::mem::take(&mut self.venue);
        if places::is_venue(&plain(&venue)) {
            place(&plain(&venue), &mut self.fields);
        } else {
            self.prose(self.line, &venue);
        }
        let heading_links = links(&self.heading);
        let titled = plain(&self.heading);
        let is_labelled = !self.has_lead && self.has_labels();
        let mut fields = RecordFields::new(self.line);
        let inner = record(&self.heading, self.line, &[]).filter(|inner| is_titled(inner, &titled));
        match inner {
            Some(inner) => ["name", "dates", "place", "url", "cfp", "cfp url"].into_iter().for_each(|key| {
                inner.get(key).into_iter().for_each(|text| fields.push(key, &text));
            }),
            None if !is_labelled && !self.has_lead => return None,
            None => self.name(&titled, &mut fields),
        }
        if fields.get("dates").is_some() && self.fields.get("dates").is_some() {
            fields.remove("dates");
        }
        if let Some(link) = heading_links.iter().find(|link| !link.is_image && fields.get("url").is_none()) {
            fields.push("url", &link.address);
        }
        fields.append(self.fields);
        if fields.get("place").is_none() && !fields.names().any(|name| is_place_label(&name)) {
            place(&self.place_before, &mut fields);
        }
        site(&self.links, &mut fields);
        if fields.get("description").is_none() {
            fields.push("description", self.prose.trim());
        }
        fields.get("name").is_some().then_some((fields, is_labelled))
    }

    /// Adds the name: that of a field, else the heading without the place in its brackets.
    fn name(&mut self, heading: &str, fields: &mut RecordFields) {
        let is_name = |name: &String| {
            let tokens = Tokens::of(name);
            tokens.has("name title event conference")
                && tokens
                    .0
                    .iter()
                    .all(|token| ["name", "title", "event", "conference", "of", "the"].contains(&token.as_str()))
        };
        let named = self.fields.names().find(is_name);
        if let Some(name) = named
            && let Some(value) = self.fields.remove(&name)
        {
            return fields.push("name", &plain(&value));
        }
        let Some((before, inside)) = heading.strip_suffix(')').and_then(|heading| heading.rsplit_once(" (")) else {
            return fields.push("name", heading);
        };
        let has_place = self.fields.get("place").is_some() || self.fields.names().any(|name| is_place_label(&name));
        if is_place(inside) {
            fields.push("name", before);
            if !has_place {
                place(inside, fields);
            }
        } else {
            fields.push("name", heading);
        }
    }

    /// True if a date has a label, and something else has one too, or the label is of a conference: `When`.
    fn has_labels(&self) -> bool {
        let is_date = |name: &String| {
            let tokens = Tokens::of(name);
            let text = self.fields.get(name).unwrap_or_default();
            let text = plain(&text);
            !tokens.is_meta()
                && (dates::is_date(&text)
                    || tokens.has("when dates")
                        && !tokens.is_deadline()
                        && (day_in(&text).is_some() || is_season(&text))
                    || tokens.is_dates()
                        && (matches!(dates::parse(&text, &Hint::default()), Parsed::Word(_))
                            || status::of_text(&text).is_some()))
        };
        let names: Vec<String> = self.fields.names().collect();
        let is_of_conference = |name: &String| is_place_label(name) || Tokens::of(name).has(CONFERENCE);
        let is_when = |name: &String| Tokens::of(name).has("when dates");
        names.iter().any(is_date)
            && (names.iter().any(is_of_conference) || names.iter().any(is_when) || !self.links.is_empty())
    }
}

fn is_place_label(name: &str) -> bool {
    Tokens::of(name).has("where location place venue city ort wo lieu lugar")
}

/// True if a text says of the list when it was made or changed.
fn is_about_list(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["updated", "last ", "since", "version"].iter().any(|word| lower.contains(word))
}

/// True if a heading holds a date beside a name.
fn is_titled(inner: &RecordFields, heading: &str) -> bool {
    let has_month = inner.get("dates").is_some_and(|dates| dates::is_date(&dates));
    !is_about_list(heading)
        && !heading.starts_with(['v', 'V'])
        && has_month
        && inner.get("name").is_some_and(|name| name.chars().filter(|char| char.is_alphabetic()).count() > 2)
}

/// Adds the links of a section: the site, accounts, calls, and others by their text.
fn site(links: &[Link], fields: &mut RecordFields) {
    let free = |link: &&Link| services::of_address(&link.address).is_none() && link.address.contains("://");
    let is_call = |link: &&Link| is_call(&plain(&link.text)) || services::is_call_for_papers(&link.address);
    let first = links.iter().find(|link| is_site(&link.text));
    let first = first.or_else(|| links.iter().find(|link| free(link) && !is_call(link)));
    let first = first.or_else(|| links.iter().find(free));
    let has_url = fields
        .names()
        .any(|name| name != "cfp url" && Tokens::of(&name).has("url website web site homepage link links"));
    // Another link to the same site says nothing.
    let first = first.filter(|link| !has_url || !is_call(link) && services::of_address(&link.address).is_none());
    if let Some(link) = first.filter(|_| !has_url) {
        fields.push("url", &link.address);
    }
    for link in links.iter().filter(|link| first != Some(link)) {
        super::parts::later_link(link, fields);
    }
}

impl MarkdownReader {
    /// Ends the open section, and opens the next one.
    pub(super) fn open(&mut self, line: usize, level: usize, heading: &str) {
        let name = plain(heading);
        // `Call for Papers (if applicable)`
        let bare = name.split(" (").next().unwrap_or(&name);
        let is_below =
            level > self.section.level || level == self.section.level && is_field(&plain(&self.section.heading));
        if is_field(bare) && self.section.level > 0 && is_below && !self.has_items() {
            self.section.context = Some(bare.to_owned());
            return;
        }
        // `#### Publication date: March 13, 2023`
        if level > self.section.level
            && self.section.level > 0
            && let Some((field, value)) = label(heading)
            && is_field(&field)
            && Tokens::of(&field).is_dates()
            && dates::is_date(&plain(&value))
        {
            self.section.labelled(line, &field, &value, &[]);
            return;
        }
        // `###### 📅 5-8 May` below the heading of its conference.
        if self.section.level > 0 && level > self.section.level && name.starts_with(PICTURES) {
            self.section.line(line, heading);
            return;
        }
        self.close();
        self.head(level, name);
        self.section = Section::new(line, level, heading, self.items.len() + self.rows.len());
    }

    pub(super) fn has_items(&self) -> bool {
        self.items.len() + self.rows.len() > self.section.items_before
    }

    /// Ends the open section: it is a conference if it has a date of its own and no list of conferences.
    pub(super) fn close(&mut self) {
        let has_items = self.has_items();
        let section = std::mem::take(&mut self.section);
        let level = section.level;
        let is_list = has_items && !section.has_lead && !section.has_labels();
        if is_list {
            return self.unread.extend(section.unread);
        }
        let mut unread = section.unread.clone();
        // A place below a heading, where no date is read.
        if level > 0 && !section.place_before.is_empty() && unread.is_empty() {
            unread.push(section.line);
        }
        let lead = section.fields.get("dates").filter(|_| section.has_lead);
        let is_vague = lead.is_some_and(|lead| is_vague(&lead));
        let Some((fields, is_labelled)) = section.conference() else { return self.unread.extend(unread) };
        // The headings above its own.
        let above: Vec<&str> =
            self.headings.iter().filter(|(other, _)| *other < level).map(|(_, heading)| heading.as_str()).collect();
        let above = above.join(" / ");
        self.sections.push(RecordSection { level, is_labelled, is_vague, unread, record: fields.finish(&above) });
    }
}

/// True if a line is a few words and a year behind a comma, as a conference without a date is: `Open Repositories, 2018`.
fn is_name_of_year(line: &str) -> bool {
    const MAX_WORDS: usize = 8;
    let parts = line.trim().rsplit_once(", ").filter(|(_, year)| years::is_year(year));
    parts.is_some_and(|(name, _)| name.split(' ').count() <= MAX_WORDS && name.starts_with(char::is_uppercase))
}
