//! Records that are read alike: by the mapping that is given, by a shipped one, or by one guess.
//!
//! Comes in: documents, and the mapping of the options. Goes out: [`Group`]s of records, each with its mapping. Records that
//! share few fields are of different groups: a guess over both would take fields from one for the sake of the other.

pub(super) mod several;

use std::collections::{HashMap, HashSet};

use super::dates;
use super::document::{Document, Notation};
use super::editions;
use super::guess::words::{self, Tokens};
use super::locate::{dates_in, locate};
use super::mapping::{self, DeadlineMapping, FieldMapping, Mapping, Texts};
use super::record::Node;
use super::records::{self, Record};
use super::report::Remark;
use super::{guess, markdown, own};

/// The word for a mapping that is guessed even where a shipped one fits.
pub(super) const GUESS: &str = "guess";

/// Records that are read by one mapping.
pub(super) struct Group<'d> {
    /// The name of the mapping, `given` or `guessed`.
    pub(super) name: String,
    pub(super) mapping: Mapping,
    /// The part of the mapping that was guessed, where the rest is shipped.
    pub(super) guessed: Mapping,
    pub(super) documents: Vec<&'d Document>,
    pub(super) records: Vec<Record<'d>>,
}

impl<'d> Group<'d> {
    fn new(name: &str, mapping: Mapping, documents: Vec<&'d Document>) -> Group<'d> {
        let (at, columns) = (&mapping.records.at, mapping.records.columns.as_deref());
        let paths = mapping.paths();
        let records = documents.iter().flat_map(|document| records::extract(document, at, columns));
        let records = records.flat_map(|record| editions::split(record, &paths)).collect();
        Group::of(name, mapping, documents, records)
    }

    fn of(name: &str, mapping: Mapping, documents: Vec<&'d Document>, records: Vec<Record<'d>>) -> Group<'d> {
        Group { name: name.to_owned(), mapping, guessed: Mapping::default(), documents, records }
    }

    /// Takes what a list has beside the fields of its shipped mapping, as forks of a known list have: deadlines, the building,
    /// and whether a conference is online or cancelled.
    fn take_other_fields(&mut self) {
        // A notation has no forks, and lists of confcal are read by their own reader.
        if self.mapping.recognise.fields.is_empty() || own::MAPPINGS.contains(&self.name.as_str()) {
            return;
        }
        const OTHERS: [fn(&mut FieldMapping) -> &mut Texts; 3] =
            [|fields| &mut fields.status, |fields| &mut fields.online, |fields| &mut fields.venue];
        let taken = self.mapping.paths();
        let is_free =
            |path: &String| !taken.iter().any(|taken| path == taken || path.starts_with(&format!("{taken}.")));
        let lists: Vec<String> = self.mapping.deadlines.iter().filter_map(|deadline| deadline.each.clone()).collect();
        let is_other = |deadline: &DeadlineMapping| {
            let is_listed = deadline.each.as_ref().is_none_or(|each| lists.contains(each));
            let whole = |path: &String| deadline.each.as_ref().map_or(path.clone(), |each| format!("{each}.{path}"));
            is_listed
                && !deadline.due.is_empty()
                && deadline.due.0.iter().chain(&deadline.opens.0).all(|path| is_free(&whole(path)))
        };
        let mut guess = guess::fields(&self.records);
        self.guessed.deadlines = guess.deadlines.into_iter().filter(is_other).collect();
        self.mapping.deadlines.extend(self.guessed.deadlines.iter().cloned());
        for field in OTHERS {
            let guess = std::mem::take(field(&mut guess.fields));
            if field(&mut self.mapping.fields).is_empty() && guess.0.iter().all(is_free) {
                *field(&mut self.guessed.fields) = guess.clone();
                *field(&mut self.mapping.fields) = guess;
            }
        }
    }
}

/// The records of all documents, by their mappings: the one that is given, the shipped one that knows a document, or a guess
/// for all records that are alike. Rows that are of no list of conferences are passed over.
///
/// # Errors
///
/// The fault of the mapping that is given.
pub(super) fn groups<'d>(
    documents: &'d [Document],
    given: Option<&str>,
    passed_over: &mut Vec<Remark>,
) -> Result<Vec<Group<'d>>, String> {
    if let Some(given) = given.filter(|given| *given != GUESS) {
        let shipped = mapping::SHIPPED.iter().find(|(name, _)| *name == given);
        let (name, text) = shipped.map_or(("given", given), |(name, text)| (*name, *text));
        return Ok(match Mapping::parse_all(text)? {
            mappings if mappings.len() == 1 => {
                mappings.into_iter().map(|mapping| Group::new(name, mapping, documents.iter().collect())).collect()
            }
            mappings => several::assigned(mappings, documents),
        });
    }
    type Layout = (Notation, mapping::Texts, Option<String>);
    let mut known: Vec<(&str, &Mapping, Vec<&Document>)> = Vec::new();
    let mut unknown: Vec<&Document> = Vec::new();
    let shipped: Vec<(&str, Mapping)> =
        mapping::SHIPPED.iter().filter_map(|(name, text)| Some((*name, Mapping::parse(text).ok()?))).collect();
    for document in documents {
        let is_fixed = |mapping: &Mapping| mapping.recognise.fields.is_empty();
        let of =
            shipped.iter().find(|(_, mapping)| (given.is_none() || is_fixed(mapping)) && recognises(mapping, document));
        match of {
            None => unknown.push(document),
            Some((name, mapping)) => match known.iter_mut().find(|(other, ..)| other == name) {
                Some((.., documents)) => documents.push(document),
                None => known.push((*name, mapping, vec![document])),
            },
        }
    }
    let mut guessed: Vec<(Layout, Vec<&Document>)> = Vec::new();
    for document in unknown {
        if let Some((.., documents)) = known.iter_mut().find(|(_, mapping, known)| is_of_list(mapping, document, known))
        {
            documents.push(document);
            continue;
        }
        let (at, columns) = locate(document);
        let layout = (document.notation, at, columns);
        match guessed.iter_mut().find(|(other, _)| *other == layout) {
            Some((_, documents)) => documents.push(document),
            None => guessed.push((layout, vec![document])),
        }
    }
    let mut groups: Vec<Group> =
        known.into_iter().map(|(name, mapping, documents)| Group::new(name, mapping.clone(), documents)).collect();
    groups.iter_mut().for_each(settle_day_order);
    groups.iter_mut().for_each(Group::take_other_fields);
    for ((notation, at, columns), documents) in guessed {
        groups.extend(guesses(
            notation,
            mapping::Records { at, columns, join: Texts::default() },
            documents,
            passed_over,
        ));
    }
    Ok(groups)
}

/// Settles the order of day and month by the dates of a group, where its mapping leaves it open.
fn settle_day_order(group: &mut Group) {
    let (words, fields) = (&mut group.mapping.words, &group.mapping.fields);
    if words.date_order.is_some() {
        return;
    }
    let dates = [&fields.start, &fields.end, &fields.dates];
    let texts = group.records.iter().flat_map(|record| dates.into_iter().filter_map(|date| record.text(date)));
    let texts: Vec<String> = texts.map(|(text, _)| text).collect();
    words.date_order = dates::day_order(texts.iter().map(String::as_str)).word();
}

/// True if a document is of the kind that a shipped mapping is for.
fn recognises(mapping: &Mapping, document: &Document) -> bool {
    let recognise = &mapping.recognise;
    let is_notation = recognise.notation.as_ref().is_none_or(|notation| *notation == document.notation.key());
    if !is_notation || recognise.fields.is_empty() && recognise.notation.is_none() {
        return false;
    }
    recognise.fields.is_empty() || has_known_fields(mapping, document, |known, all| known == all)
}

/// True if a document has more than half of the fields of the list to which others of its folders belong: the files of other
/// years and topics, of conferences without a last day.
fn is_of_list(mapping: &Mapping, document: &Document, known: &[&Document]) -> bool {
    let recognise = &mapping.recognise;
    let is_beside = |other: &&Document| {
        let (one, other) = (folder(&document.file), folder(&other.file));
        one == other || !folder(one).is_empty() && folder(one) == folder(other)
    };
    recognise.notation.as_deref() == Some(document.notation.key())
        && known.iter().any(is_beside)
        && has_known_fields(mapping, document, |known, all| known * 2 > all)
}

/// The folder of a file, or the one above a folder; empty at the top.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// True if most records of a document have enough of the fields that tell a shipped mapping, which leaves none of their deadlines.
/// `are_enough` gets the number of those fields that the records have, and of all.
fn has_known_fields(mapping: &Mapping, document: &Document, are_enough: impl Fn(usize, usize) -> bool) -> bool {
    let records = records::extract(document, &mapping.records.at, mapping.records.columns.as_deref());
    let records = &records[..records.len().min(50)];
    // A form has the label of a field that was left empty.
    let is_form = document.notation == Notation::IssueForm;
    let has_field =
        |record: &Record, field: &str| !record.values(field).is_empty() || is_form && record.node.get(field).is_some();
    let has = |field: &&String| records.iter().filter(|record| has_field(record, field)).count() * 2 > records.len();
    let fields = &mapping.recognise.fields.0;
    are_enough(fields.iter().filter(has).count(), fields.len()) && !leaves_deadlines(mapping, records)
}

/// True if a mapping would leave deadlines that records have, so that they are of a list which only looks like the known one.
/// In the list of deadlines that it reads, a fork may have others.
fn leaves_deadlines(mapping: &Mapping, records: &[Record]) -> bool {
    let lists = mapping.deadlines.iter().filter_map(|deadline| deadline.each.clone());
    let taken: Vec<String> = mapping.paths().into_iter().chain(lists).collect();
    let is_due = |record: &Record, path: &str| {
        let tokens = Tokens::of(path);
        let is_named = tokens.has("cfp deadline deadlines due submission") && !tokens.is_meta();
        let is_taken = |taken: &String| {
            path.strip_prefix(taken.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let is_date = |found: &records::Found| found.node.scalar().is_some_and(|text| dates::is_date(&text));
        is_named && !taken.iter().any(is_taken) && record.values(path).iter().any(is_date)
    };
    records.iter().any(|record| records::leaves(&record.node).iter().any(|path| is_due(record, path)))
}

/// The groups of documents whose records are at the same paths: one for each shape of them.
fn guesses<'d>(
    notation: Notation,
    at: mapping::Records,
    documents: Vec<&'d Document>,
    passed_over: &mut Vec<Remark>,
) -> Vec<Group<'d>> {
    let mapping = Mapping { records: at, ..Mapping::default() };
    let Group { mut records, documents, .. } = Group::new("guessed", mapping.clone(), documents);
    let has_head = has_head(&mapping.records.at, &documents);
    records.iter_mut().for_each(|record| record.has_head = has_head);
    let mut shapes = shapes(records);
    if notation == Notation::Markdown {
        shapes.iter_mut().for_each(|records| pass_over(records, passed_over));
        shapes.retain(|records| !records.is_empty());
    }
    let guess = |records: Vec<Record<'d>>| {
        let mut guess = Mapping { records: mapping.records.clone(), ..guess::fields(&records) };
        guess::listed_deadlines::settle(&mut guess, &records);
        let of = |document: &&&Document| records.iter().any(|record| std::ptr::eq(record.document, **document));
        let documents = documents.iter().filter(of).copied().collect();
        Group::of("guessed", guess, documents, records)
    };
    let mut groups: Vec<Group> = shapes.into_iter().map(guess).collect();
    // Those without records are files of the report too.
    let is_empty = |document: &&Document| {
        !groups.iter().any(|group| group.documents.iter().any(|other| std::ptr::eq(*other, *document)))
    };
    let empty: Vec<&Document> = documents.iter().copied().filter(is_empty).collect();
    if !empty.is_empty() {
        groups.push(Group::of("guessed", mapping, empty, Vec::new()));
    }
    // The order of day and month is that of the whole file, in whichever table it shows.
    let orders: HashSet<Option<String>> = groups.iter().map(|group| group.mapping.words.date_order.clone()).collect();
    if let [order] = orders.into_iter().flatten().collect::<Vec<_>>().as_slice() {
        groups.iter_mut().for_each(|group| group.mapping.words.date_order = Some(order.clone()));
    }
    groups
}

/// True if the top of a file is the head of a list, rather than a series with its editions.
fn has_head(at: &mapping::Texts, documents: &[&Document]) -> bool {
    let is_editions = |path: &String| {
        let first = path.split('.').next().unwrap_or_default();
        let tokens = Tokens::of(first);
        let lists = "conferences confs deadlines cfps items entries list data records results rows";
        tokens.has("edition editions occurrences occurences instances years iterations history")
            || documents.len() > 1 && !tokens.has(lists)
    };
    documents.iter().all(|document| document.root.is_map()) && !at.is_empty() && !at.0.iter().any(is_editions)
}

/// Records by their shapes, in the order in which these first stand. Rows have the shape of the head of their table; of other
/// records those are alike that share half of their fields with the many.
fn shapes(records: Vec<Record>) -> Vec<Vec<Record>> {
    let mut numbers: HashMap<(bool, Vec<String>), usize> = HashMap::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut of: Vec<usize> = Vec::with_capacity(records.len());
    for record in &records {
        let next = counts.len();
        let number = *numbers.entry(fields(record)).or_insert(next);
        if number == next {
            counts.push(0);
        }
        counts[number] += 1;
        of.push(number);
    }
    let mut by_count: Vec<(&(bool, Vec<String>), usize)> =
        numbers.iter().map(|(fields, number)| (fields, *number)).collect();
    by_count.sort_by_key(|(_, number)| (std::cmp::Reverse(counts[*number]), *number));
    let mut clusters: Vec<(bool, Vec<&str>, HashSet<&str>)> = Vec::new();
    let mut cluster_of: Vec<usize> = vec![0; counts.len()];
    for ((is_row, fields), number) in by_count {
        let own: Vec<&str> = fields.iter().map(String::as_str).collect();
        // A row may have fewer cells than its table.
        let is_alike = |(row, first, known): &(bool, Vec<&str>, HashSet<&str>)| match (*is_row, *row) {
            (true, true) => first.iter().zip(&own).all(|(one, other)| one == other),
            (false, false) => own.iter().filter(|field| known.contains(*field)).count() * 2 >= own.len(),
            _ => false,
        };
        let at = clusters.iter().position(is_alike);
        match at {
            Some(at) => clusters[at].2.extend(own),
            None => clusters.push((*is_row, own.clone(), own.into_iter().collect())),
        }
        cluster_of[number] = at.unwrap_or(clusters.len() - 1);
    }
    let mut shapes: Vec<(usize, Vec<Record>)> = Vec::new();
    for (record, number) in records.into_iter().zip(of) {
        let cluster = cluster_of[number];
        match shapes.iter_mut().find(|(other, _)| *other == cluster) {
            Some((_, records)) => records.push(record),
            None => shapes.push((cluster, vec![record])),
        }
    }
    shapes.into_iter().map(|(_, records)| records).collect()
}

/// The fields of a record, and whether it is a row: then they are the names of its columns.
fn fields(record: &Record) -> (bool, Vec<String>) {
    if let Some(head) = record.node.get(markdown::TABLE).and_then(Node::scalar) {
        return (true, head.split(" | ").filter(|name| !name.is_empty()).map(str::to_owned).collect());
    }
    if is_row(record) {
        let is_named = |name: &&str| name.strip_prefix("column ").is_none_or(|rest| rest.parse::<usize>().is_err());
        return (true, column_names(&record.node).filter(is_named).map(str::to_owned).collect());
    }
    (false, records::leaves(&record.node).into_iter().filter(|path| !path.starts_with('@')).collect())
}

fn column_names(node: &Node) -> impl Iterator<Item = &str> {
    node.members().iter().map(|(key, _)| key.as_str()).filter(|key| !key.starts_with('@'))
}

/// True if a record is a row of a table, rather than an item of a list in Markdown, whose fields the reader names.
fn is_row(record: &Record) -> bool {
    match record.document.notation {
        Notation::Csv => true,
        Notation::Markdown => record.node.get(markdown::TABLE).is_some(),
        _ => false,
    }
}

/// Leaves out the rows of tables of other things, and items that are no conferences; a remark says how many.
fn pass_over(records: &mut Vec<Record>, passed_over: &mut Vec<Remark>) {
    let before = records.len();
    let Some(first) = records.first() else { return };
    let (file, line) = (first.document.file.clone(), first.node.line);
    let columns: Vec<String> = column_names(&first.node).map(|name| format!("`{name}`")).collect();
    let dated = records.iter().filter(|record| is_dated(&record.node)).count();
    let what = if is_row(first) {
        let is_date =
            |name: &str| Tokens::of(name).has("date dates when day days datum fecha quand wann termin deadline cfp");
        if dated > 0 || column_names(&first.node).any(is_date) || records.iter().any(has_month) {
            return;
        }
        records.clear();
        format!("rows without a date, with the columns {}", columns.join(", "))
    } else {
        if dated * 5 >= before * 2 {
            return;
        }
        records.retain(|record| is_dated(&record.node));
        "items without a date".to_owned()
    };
    passed_over.push(Remark { file, line, message: format!("{what}: {}", before - records.len()) });
}

/// True if the headings above a record name a month and its year.
fn has_month(record: &Record) -> bool {
    let heading = record.node.get("@heading").and_then(Node::scalar).unwrap_or_default();
    let has_year = |heading: &str| super::years::years(heading).next().is_some();
    markdown::headings(&heading).any(|heading| words::month(heading).is_some())
        && markdown::headings(&heading).any(has_year)
}

/// True if a row or an item has a date: one that its reader found, or a text that is one.
fn is_dated(node: &Node) -> bool {
    let is_date = |node: &Node| node.scalar().is_some_and(|text| dates::is_date(&markdown::plain(&text)));
    dates_in(node) > 0
        || node.members().iter().any(|(key, node)| !key.starts_with('@') && (key == "dates" || is_date(node)))
}
