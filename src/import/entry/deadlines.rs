//! The deadlines of an entry.

use chrono::Datelike as _;

use super::super::dates::{self, Doubt, Hint, Parsed, When, Word};
use super::super::guess::words::Tokens;
use super::super::mapping::{self, Texts};
use super::super::places::PlaceZone;
use super::super::records::Record;
use super::super::{labels, markdown};
use super::deadline_ids::tell_apart;
use super::deadline_kinds::{of_general, says_only};
use super::deadline_labels::{self, is_of_conference, is_on_conference};
use super::deadline_texts::{DueTexts, TextAt, due_texts, in_lines, is_of_due, of_year, without_travel};
use super::deadline_years::{before, in_year_near, near};
use super::times::timed;
use super::{Entry, EntryDate, EntryDeadline, Maker, moved, shown};
use crate::deadline_kind::DeadlineKind;

/// The surroundings of a deadline.
pub(super) struct DeadlineContext<'d> {
    pub(super) record: &'d Record<'d>,
    hint: &'d Hint,
    /// With the words for it.
    zone: Option<(dates::ZoneText, String)>,
    /// An abbreviation of the deadline that means another zone at the place of the conference, and that zone.
    there: Option<(String, PlaceZone)>,
}

/// The mapping of a deadline for each date of a list that stands where one date is expected: `deadline: [2026-12-01, 2027-01-01]`.
fn listed(record: &Record, deadline: &mapping::DeadlineMapping) -> Option<mapping::DeadlineMapping> {
    let is_list = |path: &&String| {
        record
            .values(path)
            .iter()
            .any(|found| found.node.is_list() && found.node.items().iter().all(|item| item.scalar().is_some()))
    };
    let path = deadline.due.0.iter().filter(|_| deadline.each.is_none()).find(is_list)?;
    Some(mapping::DeadlineMapping { each: Some(path.clone()), due: mapping::Texts::one("."), ..deadline.clone() })
}

impl Maker<'_> {
    /// Reads the deadlines, each with its kind, and tells those of one kind apart.
    pub(super) fn deadlines(&mut self, record: &Record, entry: &mut Entry) {
        let mut hint = self.hint(record);
        // A deadline without a year is of the year of the conference, or the one before.
        hint.year = entry.day_of_start().map(|day| day.year()).or(hint.year);
        hint.month = None;
        let mapping = self.mapping;
        for deadline in &mapping.deadlines {
            // A field for one date may hold several.
            let listed = listed(record, deadline);
            let deadline = listed.as_ref().unwrap_or(deadline);
            let Some(each) = &deadline.each else {
                self.deadline(record, record, deadline, &hint, entry);
                continue;
            };
            for found in record.values(each) {
                let items: Vec<_> =
                    if found.node.is_list() { found.node.items().to_vec() } else { vec![found.node.into_owned()] };
                for item in items {
                    let inner = Record::alone(record.document, std::borrow::Cow::Owned(item));
                    self.deadline(record, &inner, deadline, &hint, entry);
                }
            }
        }
        tell_apart(&mut entry.deadlines);
        deadline_labels::address_of_call(entry);
        deadline_labels::opening_of_call(entry);
    }

    /// True if an item of a list has the date of another deadline: `{abstract: null, paper: 2027-01-13}`.
    fn has_other(&self, at: &Record, fields: &mapping::DeadlineMapping) -> bool {
        let is_beside = |other: &&mapping::DeadlineMapping| other.each == fields.each && other.due != fields.due;
        fields.each.is_some()
            && self.mapping.deadlines.iter().filter(is_beside).any(|other| at.text(&other.due).is_some())
    }

    /// Reads one deadline: its fields are those of `at`, which is the record itself or an item of a list in it.
    fn deadline(
        &mut self,
        record: &Record,
        at: &Record,
        fields: &mapping::DeadlineMapping,
        hint: &Hint,
        entry: &mut Entry,
    ) {
        let hint = &at.text(&fields.due).map_or(*hint, |(text, _)| hint.settled_by(&text));
        let mut deadline = self.undated(record, at, fields, hint);
        let there = self.abbreviation_there(record, at, fields, entry);
        let zone = self.zone(record, at, fields, there.as_ref());
        let around = DeadlineContext { record, hint, zone, there };
        let DueTexts { now, before: old } = due_texts(at, fields, hint);
        let Some((text, line)) = now else {
            // A call whose date is not known: its address is worth keeping.
            if (deadline.url.is_some() || deadline.opens.is_some()) && !self.has_other(at, fields) {
                entry.deadlines.push(deadline);
            }
            return;
        };
        let text = without_travel(of_year(text, hint.year));
        if text.is_empty() {
            return;
        }
        if moved::is_struck(&text) {
            self.note(record, line, format!("`{}` is struck out: it is no deadline", shown(&text)));
            if deadline.url.is_some() {
                deadline.comment = Some(format!("was `{}`", shown(&text)));
                entry.deadlines.push(deadline);
            }
            return;
        }
        let link = markdown::links(&text).into_iter().find(|link| !link.is_image);
        deadline.url = deadline.url.or_else(|| super::address(&link?.address).0);
        if let Some((first, second)) = moved::open(&text).filter(|_| old.is_empty()) {
            let text = shown(&text);
            let message =
                format!("`{text}` names {first} and {second}, and not which of them counts: the deadline has no date");
            deadline.comment = Some(format!("was `{text}`"));
            entry.deadlines.push(deadline);
            self.note(record, line, message);
            return;
        }
        // A date alone has no label.
        let has_words =
            text.contains(char::is_alphabetic) && text.contains([':', '(', ';', ',', '|', '/', '·', '\n', '<']);
        if has_words && let Some(parts) = labels::parts(&in_lines(&text), hint) {
            self.labelled(&around, &deadline, parts, (&text, line), entry);
            return;
        }
        // More than two dates between strokes.
        let listed = text.replace(" / ", "; ");
        let is_list = listed.matches("; ").count() > 1 && matches!(dates::parse(&listed, hint), Parsed::Several(_));
        let parsed = self.parse(record, if is_list { &listed } else { &text }, line, hint);
        if let (Parsed::Dates(found), Some(label)) = (&parsed, deadline_labels::of_item(at, fields)) {
            let day = deadline_labels::day(found);
            if let Some(day) = day.filter(|day| is_on_conference(&label, deadline.kind, *day, entry)) {
                let is_end = [entry.start, entry.end].into_iter().flatten().any(|end| end.day() == day);
                if !is_end || !is_of_conference(&label) {
                    let message = format!("`{}` is on a day of the conference: it is no deadline", shown(&label));
                    self.note(record, at.node.line, message);
                }
                return;
            }
            if let Some(opening) = deadline_labels::opening(&label, found, &deadline) {
                entry.deadlines.push(opening);
                return;
            }
        }
        let doubt = dates::doubt(&markdown::plain(&text)).filter(|doubt| *doubt != Doubt::UpTo);
        match parsed {
            Parsed::Dates(_) | Parsed::Several(_) if doubt == Some(Doubt::OtherDay) => {
                let text = shown(&text);
                deadline.comment = Some(format!("was `{text}`"));
                entry.deadlines.push(deadline);
                self.note(record, line, format!("`{text}` names no day that is sure: the deadline has no date"));
            }
            Parsed::Dates(found)
                if found.end.is_none() && (labels::is_opening_alone(&found.leftover) || is_opening_day(&text)) =>
            {
                deadline.opens = deadline.opens.or(found.start.day().map(EntryDate::Day));
                if deadline.opens.is_none() {
                    deadline.comment = Some(format!("was `{}`", shown(&text)));
                    self.note(record, line, format!("`{}` names no day: the deadline has no date", shown(&text)));
                }
                entry.deadlines.push(deadline);
            }
            // A stroke opens no call.
            Parsed::Dates(dates::Dates { start, end: Some(end), .. }) if dates::are_apart_by_stroke(&text, hint) => {
                let end = if start.day().is_some() { vec![start, end] } else { vec![start] };
                self.several_due(&around, &deadline, end, (&text, line), fields, entry);
            }
            Parsed::Dates(found) => {
                deadline = of_general(deadline, &found.leftover);
                if doubt.is_some() {
                    let text = shown(&text);
                    deadline.comment = Some(format!("was `{text}`"));
                    self.note(record, line, format!("`{text}` is no sure date: a comment beside the deadline says so"));
                }
                self.dated(&around, &mut deadline, found, (text, line), old, entry);
                entry.deadlines.push(deadline);
            }
            Parsed::Several(whens) => self.several_due(&around, &deadline, whens, (&text, line), fields, entry),
            Parsed::Word(word) if !old.is_empty() => {
                let message = format!(
                    "`{}` is in the place of a date that was withdrawn: the deadline has no date",
                    shown(&text)
                );
                self.note(record, line, message);
                if word != Word::Cancelled || deadline.url.is_some() {
                    deadline.comment = Some(format!("was `{}`", shown(&text)));
                    entry.deadlines.push(deadline);
                }
            }
            Parsed::Word(word @ (Word::None | Word::Closed | Word::Cancelled)) if deadline.url.is_none() => {
                if word != Word::None || dates::is_word_of_call(&text) {
                    self.note(record, line, format!("`{}` names no day: there is no deadline", shown(&text)));
                }
            }
            Parsed::Word(word) => {
                deadline.comment = (word != Word::None).then(|| format!("was `{}`", shown(&text)));
                entry.deadlines.push(deadline);
            }
            Parsed::Ambiguous(..) | Parsed::Unknown => {
                self.unread(&around, &mut deadline, (text, line), old);
                entry.deadlines.push(deadline);
            }
        }
    }

    /// Sets when a deadline is due, when the call opens, and what the date was before.
    fn dated(
        &mut self,
        around: &DeadlineContext,
        deadline: &mut EntryDeadline,
        found: dates::Dates,
        (text, line): TextAt,
        old: Vec<TextAt>,
        entry: &Entry,
    ) {
        let (opens, due) = match found.end {
            Some(end) => (found.start.day(), end),
            None => (None, found.start),
        };
        // `20 Dec 2026 -> 10 Jan`
        let dated = old.iter().find_map(|(old, _)| match dates::parse(old, around.hint) {
            Parsed::Dates(found) if !found.guessed_year => found.start.day(),
            _ => None,
        });
        let due = match dated {
            _ if !found.guessed_year => due,
            Some(other) => in_year_near(due, other),
            None => before(due, entry),
        };
        self.set_due(around, deadline, &due, (&text, line));
        if deadline.due.is_none() {
            let message = format!("`{}` names no day: the deadline has no date", shown(&text));
            self.note(around.record, line, message);
            return;
        }
        deadline.opens = deadline.opens.or(opens.map(EntryDate::Day));
        for (old, line) in old {
            self.was(around, deadline, &old, line);
        }
        let due = deadline.due.map(EntryDate::day);
        deadline.was.retain(|was| Some(was.day()) != due);
        deadline.was.sort_by_key(|was| was.day());
        deadline.was.dedup();
        if let (Some(due), Some(was)) = (due, deadline.was.last().map(|was| was.day()).filter(|was| Some(*was) > due)) {
            let message = format!("the deadline is moved from {was} to {due}, which is before it: {due} is taken");
            self.note(around.record, line, message);
        }
        if let Some(due) = deadline.due.filter(|_| found.guessed_year && !text.contains('%')) {
            let text = shown(&text);
            self.note(around.record, line, format!("`{text}` names no year: it is taken for {}", due.day()));
        }
    }

    /// Takes a text that is not a date: an address, or the reason why the deadline has no date.
    fn unread(
        &mut self,
        around: &DeadlineContext,
        deadline: &mut EntryDeadline,
        (text, line): TextAt,
        old: Vec<TextAt>,
    ) {
        let (address, _) = super::address(&text);
        if let Some(address) = address.filter(|_| text.contains("://") || !markdown::links(&text).is_empty()) {
            deadline.url = deadline.url.take().or(Some(address));
            if let Some((due, line)) = old.into_iter().find(|(due, _)| *due != text)
                && let Parsed::Dates(found) = self.parse(around.record, &due, line, around.hint)
            {
                self.set_due(around, deadline, &found.start, (&due, line));
            } else if has_date_beside_links(&text) {
                let text = shown(&text);
                deadline.comment = Some(format!("was `{text}`"));
                self.note(around.record, line, format!("`{text}` names no year: the deadline has no date"));
            }
            return;
        }
        let text = shown(&text);
        deadline.comment = Some(format!("was `{text}`"));
        let hint = Hint { year: Some(2024), ..*around.hint };
        let what = match dates::parse(&text, &hint) {
            Parsed::Dates(_) | Parsed::Ambiguous(..) if around.hint.year.is_none() => {
                "names no year, and nothing around it does"
            }
            _ => "is not a date that confcal understands",
        };
        self.note(around.record, line, format!("`{text}` {what}: the deadline has no date"));
    }

    /// The deadline without the day on which it is due.
    fn undated(
        &mut self,
        record: &Record,
        at: &Record,
        fields: &mapping::DeadlineMapping,
        hint: &Hint,
    ) -> EntryDeadline {
        let url = self.url(at, &fields.url);
        let (kind, name) = self.kind(at, fields);
        let mut opens = None;
        if let Some((text, line)) = at.text(&fields.opens).filter(|(text, _)| !is_of_due(text, hint)) {
            match self.parse(record, &text, line, hint) {
                Parsed::Dates(found) => opens = found.start.day().map(EntryDate::Day),
                Parsed::Word(Word::None | Word::Undecided) => {}
                _ => self.note(
                    record,
                    line,
                    format!("`{}` is no day on which a call opens: it is left out", shown(&text)),
                ),
            }
        }
        let old = fields.was.0.iter().flat_map(|path| at.values(path)).flat_map(|found| {
            if found.node.is_list() {
                found.node.items().iter().filter_map(super::super::record::Node::scalar).collect()
            } else {
                Vec::from_iter(found.node.scalar())
            }
        });
        let day = |old: String| match dates::parse(&old, hint) {
            Parsed::Dates(found) => found.start.day().map(EntryDate::Day),
            _ => None,
        };
        EntryDeadline {
            kind: kind.as_str(),
            name,
            id: at.text(&fields.id).map(|(id, _)| crate::slug(&id)),
            due: None,
            timezone: None,
            is_aoe: false,
            opens,
            was: old.filter_map(day).collect(),
            url,
            remind: Vec::new(),
            comment: None,
        }
    }

    /// The date that a deadline had before.
    fn was(&mut self, around: &DeadlineContext, deadline: &mut EntryDeadline, old: &str, line: usize) {
        let Some(due) = deadline.due.map(EntryDate::day) else { return };
        let hint = Hint { year: Some(due.year()), ..*around.hint };
        if let Parsed::Dates(found) = self.parse(around.record, old, line, &hint)
            && let Some(day) = found.end.unwrap_or(found.start).day()
        {
            // `2 Jan 2027 (was 20 Dec)`
            let day = if found.guessed_year { near(day, due) } else { day };
            if day != due {
                deadline.was.push(EntryDate::Day(day));
            }
        }
    }

    /// Sets when it is due, and says where the words for its zone may mean another, or none.
    pub(super) fn set_due(
        &mut self,
        around: &DeadlineContext,
        deadline: &mut EntryDeadline,
        due: &When,
        (text, line): (&str, usize),
    ) {
        let zone = around.zone.as_ref().map(|(zone, _)| zone);
        let there = around.there.as_ref().map(|(word, there)| (word.as_str(), there));
        let due = &match (due, there) {
            (When::Local(time, Some(words)), Some((word, there))) if word == words => {
                self.note_zone_there(around.record, line, word, there);
                When::Local(*time, Some(there.name.to_owned()))
            }
            (due, _) => due.clone(),
        };
        if let When::Local(_, Some(words)) = due {
            self.note_zone(around.record, line, words, zone);
        }
        let found = timed(due, zone);
        let words = around.zone.as_ref().map(|(_, words)| words.as_str());
        if let (When::Local(local, own), Some((_, Some(name)))) = (due, &found)
            && let Some(words) = own.as_deref().or(words)
        {
            self.note_season(around.record, line, (words, name), *local);
        }
        match (due, found) {
            (_, Some((time, name))) => {
                deadline.due = Some(time);
                // Deadlines of a list are AoE where they name no zone.
                deadline.is_aoe = name.as_deref() == Some("AoE");
                deadline.timezone = name.filter(|name| name != "AoE");
            }
            (When::Local(time, words), None) => {
                deadline.due = Some(EntryDate::Local(*time));
                // As the report says.
                deadline.is_aoe = words.is_some();
            }
            (When::Day(day), None) => deadline.due = Some(EntryDate::Day(*day)),
            _ => deadline.comment = Some(format!("was `{}`", shown(text))),
        }
    }

    /// Reports words for a zone that are not its name; `other` is the zone if they mean none.
    fn note_zone(&mut self, record: &Record, line: usize, words: &str, other: Option<&dates::ZoneText>) {
        let taken = match dates::zone_of_words(words) {
            Some(dates::ZoneText::Name(name)) if dates::is_ambiguous_zone(words) => {
                format!("names several time zones: it is taken for {name}")
            }
            Some(dates::ZoneText::Name(name)) if dates::zone(words).is_none() => {
                format!("is not the name of a time zone: it is taken for {name}")
            }
            Some(_) => return,
            None => {
                let other = match other {
                    Some(dates::ZoneText::Name(name)) => name,
                    Some(dates::ZoneText::Offset(_)) => "the offset beside it",
                    Some(dates::ZoneText::Aoe) | None => "AoE",
                };
                format!("is not a time zone that confcal knows: deadlines are taken for {other}")
            }
        };
        self.note(record, line, format!("`{}` {taken}", shown(words)));
    }

    pub(super) fn kind(&self, at: &Record, fields: &mapping::DeadlineMapping) -> (DeadlineKind, Option<String>) {
        let default =
            DeadlineKind::ALL.iter().copied().find(|kind| kind.as_str() == fields.kind).unwrap_or(DeadlineKind::Other);
        let label = |texts: &Texts| {
            at.text(texts).map(|(text, _)| markdown::plain(&text)).filter(|text| !text.is_empty() && text.len() < 200)
        };
        let name = label(&fields.name);
        let named = fields.kind_from.0.iter().filter_map(|path| label(&Texts::one(path))).find_map(|label| {
            let word = self.mapping.words.kind.get(&label).map_or(label.as_str(), String::as_str);
            DeadlineKind::ALL.iter().copied().find(|kind| kind.as_str() == word).or_else(|| Tokens::of(word).kind())
        });
        let is_of_event = named.is_none()
            && deadline_labels::of_item(at, fields).is_some_and(|label| deadline_labels::is_of_event(&label));
        let is_other = fields.kind.is_empty() || is_of_event;
        let kind = named.unwrap_or(if is_other { DeadlineKind::Other } else { default });
        // Words that tell no kind are kept as the name.
        let is_open = named.is_none() || kind == DeadlineKind::Other;
        // A date that stands in the place of a sentence is none.
        let words = || label(&fields.kind_from).filter(|words| !dates::is_date(words));
        let name = name.or_else(|| if is_open { words() } else { None });
        // A name that says no more than the kind is none.
        let name = name.filter(|name| kind == DeadlineKind::Other || !says_only(name, kind));
        match (kind, &name) {
            (DeadlineKind::Other, None) => (
                if fields.kind.is_empty() { DeadlineKind::Cfp } else { default },
                Some("Deadline".to_owned()).filter(|_| fields.kind == "other"),
            ),
            _ => (kind, name),
        }
    }

    /// The zone of a deadline.
    fn zone(
        &mut self,
        record: &Record,
        at: &Record,
        fields: &mapping::DeadlineMapping,
        there: Option<&(String, PlaceZone)>,
    ) -> Option<(dates::ZoneText, String)> {
        let own = at.text(&fields.timezone).or_else(|| record.text(&self.mapping.fields.timezone));
        let Some((text, line)) = own else {
            let words = self.mapping.words.deadline_timezone.clone()?;
            return Some((dates::zone(&words)?, words));
        };
        if let Some((_, there)) = there.filter(|(word, _)| *word == text) {
            self.note_zone_there(record, line, &text, there);
            return Some((dates::ZoneText::Name(there.name.to_owned()), text));
        }
        self.note_zone(record, line, &text, None);
        Some((dates::zone_of_words(&text)?, text))
    }
}

/// True if a text names the day from which on a call is open, and no other: `from 1 March`.
fn is_opening_day(text: &str) -> bool {
    const WORDS: [&str; 9] = ["from", "since", "starting", "ab", "desde", "dal", "vanaf", "dès", "od"];
    let first = text.trim().split([' ', ':']).next().unwrap_or_default().to_lowercase();
    WORDS.contains(&first.as_str())
}

/// True if a text has a day beside its links: `[Form](…) (April 14)`.
fn has_date_beside_links(text: &str) -> bool {
    let words = markdown::plain(&markdown::without_links(text));
    let hint = Hint { year: Some(2024), ..Hint::default() };
    matches!(dates::parse(words.trim_matches(|char: char| !char.is_alphanumeric()), &hint), Parsed::Dates(_))
}
