//! Names of records that have no field for them: the keys of a map, the first column of a table, the names of files.

use std::collections::HashSet;

use super::columns::{self, Column};
use super::progress::Guess;
use super::rules;
use super::words::{self, Tokens};
use crate::import::document::Notation;
use crate::import::letters::bare;
use crate::import::mapping::Texts;
use crate::import::records::Record;
use crate::import::{actions, identifiers, markdown, years};

/// True if the keys of the map that the records are in are their names: each is its own, and no year, month or field.
pub(super) fn are_names(records: &[Record]) -> bool {
    let is_name = |key: &str| {
        let is_month = key.len() < 10 && words::month(key).is_some();
        key.chars().any(char::is_alphabetic) && !is_month && !Tokens::of(key).are_known()
    };
    let keys: Vec<&str> = records.iter().filter_map(|record| record.keys.first().copied()).collect();
    let distinct: HashSet<&str> = keys.iter().copied().filter(|key| is_name(key)).collect();
    !keys.is_empty() && keys.len() == records.len() && distinct.len() * 10 >= keys.len() * 9 && !are_serial(&keys)
}

/// True if the keys of the maps around those that the records are in are the names of series: no year, month or field.
fn are_names_of_series(records: &[Record]) -> bool {
    let keys: Vec<&str> = records.iter().filter_map(|record| record.keys.get(1).copied()).collect();
    let is_name =
        |key: &str| key.chars().any(char::is_alphabetic) && words::month(key).is_none() && !Tokens::of(key).are_known();
    keys.len() == records.len() && !keys.is_empty() && !are_serial(&keys) && keys.iter().all(|key| is_name(key))
}

/// True if the keys are numbers behind the same letters, or what a program drew: `e12`, `rec-0007`, `-NqX2b81kWc4Hd0pLm3a`.
pub(super) fn are_serial(keys: &[impl AsRef<str>]) -> bool {
    let keys = || keys.iter().map(AsRef::as_ref);
    let shape = |key: &str| -> String { key.chars().filter(|char| !char.is_ascii_digit()).collect() };
    let is_numbered = |key: &str| key.bytes().any(|byte| byte.is_ascii_digit()) && years::years(key).next().is_none();
    let shapes: HashSet<String> = keys().map(shape).collect();
    let is_drawn = |key: &str| identifiers::is_identifier(key) || key.len() == 20 && key.starts_with("-N");
    keys().all(is_drawn) || shapes.len() == 1 && keys().nth(1).is_some() && keys().all(is_numbered)
}

/// True if a column has what a meeting is about, which is its name where it has no other.
fn is_topic(column: &Column) -> bool {
    column.own.0.len() == 1
        && !column.path.contains('.')
        && column.own.has("topic subject theme talk lecture thema tema")
}

/// True if the heading next above a record is a name.
fn is_below_a_name(record: &Record) -> bool {
    let heading = record.values("@section").into_iter().find_map(|found| found.node.scalar()).unwrap_or_default();
    is_name_of_series(&heading)
}

/// True if a heading is a name: it has a word that is neither a date nor one for any list.
pub(crate) fn is_name_of_series(heading: &str) -> bool {
    const GENERAL: &str = "event events conference conferences meetup meetups upcoming past previous future current calendar archive archives \
                           schedule list lists of the our and in all other next a talks dates edition editions history";
    let is_general = |word: &str| GENERAL.split_ascii_whitespace().any(|other| other == word);
    let is_name = |word: &str| word.len() > 2 && !is_general(word) && words::month(word).is_none();
    heading.to_lowercase().split(|char: char| !char.is_alphabetic()).any(is_name)
}

/// The name of the one series that a page is about: a part of its title or of a heading that most of its addresses have too.
fn series_of_page(records: &[Record]) -> Option<String> {
    const MARKS: [&str; 8] = [" — ", " – ", " - ", " | ", " · ", " / ", ": ", " :: "];
    let first = records.first()?;
    let headings = first.values("@heading").into_iter().filter_map(|found| found.node.scalar());
    let texts = first.document.titles.iter().cloned().chain(headings);
    let parts = texts.flat_map(|text| {
        let text = MARKS.into_iter().fold(text, |text, mark| text.replace(mark, "\n"));
        text.lines().map(|part| part.trim().to_owned()).collect::<Vec<_>>()
    });
    let is_in_most = |name: &str| {
        let key = bare(name);
        let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
        let keys = [key, bare(&initials)];
        let has = |record: &&Record| {
            let texts = record.node.members().iter().filter_map(|(_, node)| node.scalar());
            let mut addresses = texts.filter(|text| text.contains("://")).map(|text| bare(&text));
            addresses.any(|address| keys.iter().any(|key| key.len() > 2 && address.contains(key.as_str())))
        };
        records.iter().filter(has).count() * 10 >= records.len() * 6
    };
    let is_series = |name: &String| {
        name.split_whitespace().count() < 5
            && !name.contains(['{', '}'])
            && years::years(name).next().is_none()
            && is_name_of_series(name)
            && is_in_most(name)
    };
    let found: HashSet<String> = parts.filter(is_series).collect();
    found.iter().next().filter(|_| found.len() == 1 && records.len() > 2).cloned()
}

impl Guess<'_> {
    /// The names where no column is one by its name: the keys of the map, the first column of a table whose texts are each its own,
    /// or the names of the files.
    pub(super) fn names_elsewhere(&mut self) {
        if are_names(self.records) {
            self.mapping.fields.name.push("@key");
            return;
        }
        // `PyCon: {2025: {…}, 2026: {…}}`
        if are_names_of_series(self.records) {
            let are_years = self.records.iter().all(|record| years::is_year(record.keys[0]));
            let year = self.free().find(|(_, column)| rules::YEAR.holds(column)).map(|(index, _)| index);
            let name = match year {
                Some(index) => format!("{{@key2}} {{{}}}", self.take(index)),
                None if are_years => "{@key2} {@key}".to_owned(),
                None => "@key2".to_owned(),
            };
            self.mapping.fields.name = Texts(vec![name, "@key2".to_owned()]);
            self.mapping.fields.name.0.dedup();
            return;
        }
        let is_table =
            self.records.iter().all(|record| matches!(record.document.notation, Notation::Csv | Notation::Markdown));
        if let Some(series) = is_table.then(|| series_of_page(self.records)).flatten() {
            let year = self.free().find(|(_, column)| rules::YEAR.holds(column)).map(|(index, _)| index);
            if let Some(index) = year {
                let path = self.take(index).to_owned();
                self.mapping.fields.name.push(format!("{series} {{{path}}}"));
                self.mapping.fields.year.push(path);
            }
            self.mapping.fields.name.push(format!("= {series}"));
            return;
        }
        // In a tree whose fields have names, only a venue may be one: where papers are published is called so too.
        let found = self.first_of_its_own(|column| is_table || column.own.has("venue") || is_topic(column));
        let is_of_place = |index: usize| {
            let (fields, path) = (&self.mapping.fields, &self.columns[index].path);
            [&fields.venue, &fields.city, &fields.place].iter().any(|texts| texts.0.contains(path))
        };
        // A table of places and dates below the name of a series.
        if is_table && found.is_none_or(is_of_place) && self.records.iter().all(is_below_a_name) {
            let name = &mut self.mapping.fields.name;
            if let Some(city) = self.mapping.fields.city.0.first().filter(|_| self.records.len() > 1) {
                name.push(format!("{{@section}} {{{city}}}"));
            }
            name.push("@section");
            return;
        }
        if let Some(index) = found {
            let path = self.take(index).to_owned();
            self.release(&path);
            self.mapping.fields.name.push(path);
            return;
        }
        // The file of an issue form is named by whoever saved it.
        let is_whole = |record: &Record| {
            std::ptr::eq(&*record.node, &record.document.root) && record.document.notation != Notation::IssueForm
        };
        if !self.records.is_empty() && self.records.iter().all(is_whole) {
            self.titles();
            self.mapping.fields.name.push("@file");
        }
    }

    /// Takes the headings of pages whose heads have no name.
    pub(super) fn titles(&mut self) {
        if self.records.iter().any(|record| record.node.get("@title").is_some()) {
            self.mapping.fields.name.push("@title");
        }
    }

    /// The first column whose texts could be names: those that nothing took, then those of links, tags and venues, then cities.
    fn first_of_its_own(&self, may_be: impl Fn(&Column) -> bool) -> Option<usize> {
        let looked_at = self.records.len().min(columns::MAX_LOOKED_AT);
        let could_be = |column: &Column| {
            let counts = &column.counts;
            let texts: HashSet<String> =
                column.values.iter().map(|value| markdown::plain(value).to_lowercase()).collect();
            let is_bare = |value: &&String| columns::is_address(value) || identifiers::names_nothing(value);
            let bare = column.values.iter().filter(is_bare).count();
            may_be(column)
                && column.list.is_none()
                && !column.is_list
                && !column.path.starts_with(['^', '@'])
                && !column.own.has("organizer organiser organizers host speaker speakers who help helper helpers instructor instructors author contact country state status email rank")
                && counts.most(counts.letters)
                && !counts.are_dates()
                && !counts.most(bare)
                && !column.most(|value| actions::is_action(&markdown::plain(value)))
                && !counts.most(counts.bools)
                && counts.all * 5 >= looked_at * 4
                && texts.len() * 10 >= counts.all * 9
                && counts.average_length() < 100
        };
        let fields = &self.mapping.fields;
        let rank = |index: &usize| {
            let column = &self.columns[*index];
            let path = &column.path;
            let is_in = |texts: &Texts| texts.0.contains(path);
            let linked = column.values.iter().filter(|value| !markdown::links(value).is_empty()).count();
            match () {
                () if column.counts.most(linked) => 0,
                () if is_topic(column) => 1,
                () if column
                    .own
                    .has("area field category track topic topics tags kind type level format series sub subject") =>
                {
                    3
                }
                () if !self.taken[*index] => 1,
                () if is_in(&fields.city) => 4,
                () if is_in(&fields.place) || is_in(&fields.country) || is_in(&fields.state) => 5,
                // Where papers are published is called a venue too.
                () if is_in(&fields.venue) && column.counts.places > 0 => 5,
                () if is_in(&fields.venue) => 2,
                () if is_in(&fields.timezone) || is_in(&fields.online) || is_in(&fields.address) => 9,
                () => 3,
            }
        };
        let found = (0..self.columns.len()).filter(|index| could_be(&self.columns[*index]));
        let best = found.map(|index| (rank(&index), index)).min();
        best.filter(|(rank, _)| *rank < 5).map(|(_, index)| index)
    }

    /// Takes a column back from what it was taken for, but for a city, which it may be too.
    fn release(&mut self, path: &str) {
        let fields = &mut self.mapping.fields;
        for texts in [&mut fields.venue, &mut fields.tags, &mut fields.series, &mut fields.short] {
            texts.0.retain(|other| other != path);
        }
        for texts in fields.links.values_mut() {
            texts.0.retain(|other| other != path);
        }
        fields.links.retain(|_, texts| !texts.is_empty());
        for deadline in &mut self.mapping.deadlines {
            deadline.url.0.retain(|other| other != path);
        }
        self.mapping.deadlines.retain(|deadline| {
            let has = |texts: &Texts| !texts.is_empty();
            has(&deadline.due) || has(&deadline.url) || has(&deadline.opens) || has(&deadline.extended)
        });
        // The address of the name is that of the conference.
        if self.columns.iter().any(|column| column.path == path && column.counts.most(column.counts.links)) {
            self.mapping.fields.url.push(path);
        }
    }
}
