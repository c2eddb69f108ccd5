//! Other people's lists as a list of our own: any notation in, list TOML out.
//!
//! ```text
//! octets -> notation -> Document -> records -> Record + Mapping -> Entry -> merge -> write -> list TOML
//!                                     guess ----^
//! ```
//!
//! Comes in: files as octets. Goes out: the text of a list, which [`read`](crate::read) then reads as any other, and a
//! report of all that was decided. Opens no file.

mod actions;
mod answers;
mod dated_text;
mod dates;
mod document;
mod editions;
mod entry;
mod folder;
mod groups;
mod guess;
mod head;
mod identifiers;
mod ids;
mod labels;
mod letters;
mod locate;
mod mapping;
mod memo;
mod merge;
mod no_value;
mod notation;
mod ornaments;
mod own;
mod places;
mod prefixes;
mod record;
mod records;
mod relative;
mod report;
mod services;
mod sound;
mod status;
mod tags;
mod unread;
mod unused;
mod width;
mod write;
mod years;

use notation::markdown;

use std::collections::{BTreeMap, HashMap, HashSet};

use document::{Document, MAX_RECORDS};
use entry::{Entry, LeftOut, Maker};
use groups::{GUESS, Group};
use places::PlaceZone;
pub use report::{ImportReport, ImportedFile, NotTaken, Remark};

use crate::diagnostic::Source;
use crate::uri::BaseUrl;

/// A file to import.
///
/// # Examples
///
/// ```
/// let input = confcal::ImportInput::new("list.json", r#"[{"name": "PyCon", "date": "5-8 May 2027"}]"#);
/// let import = confcal::import(&[input], &confcal::ImportOptions::default());
/// assert!(import.list.contains("start = 2027-05-05\nend = 2027-05-08\n"));
/// ```
#[derive(Clone, Debug)]
pub struct ImportInput {
    name: String,
    octets: Result<Vec<u8>, String>,
}

impl ImportInput {
    /// A file with this name and these octets. The name tells the notation where the octets leave it open; folders in it may
    /// be values of the list.
    pub fn new(name: impl Into<String>, octets: impl Into<Vec<u8>>) -> ImportInput {
        ImportInput { name: name.into(), octets: Ok(octets.into()) }
    }

    /// A file that was not read, for the report, with the reason.
    ///
    /// # Examples
    ///
    /// ```
    /// let input = confcal::ImportInput::unread("a.yml", "is a link, and not read");
    /// let report = confcal::import(&[input], &confcal::ImportOptions::default()).report;
    /// assert_eq!(report.faults[0].message, "is a link, and not read");
    /// ```
    pub fn unread(name: impl Into<String>, why: impl Into<String>) -> ImportInput {
        ImportInput { name: name.into(), octets: Err(why.into()) }
    }
}

/// The options of an import.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ImportOptions {
    /// The TOML of a mapping, or the name of a shipped one; without it, it is recognised or guessed.
    pub mapping: Option<String>,
    /// The name of the file that the mapping is from, for messages.
    pub mapping_name: Option<String>,
    /// The address of the site that the files are of, from which their relative references lead (RFC 3986 §5).
    pub base_url: Option<BaseUrl>,
    /// True if the first date of a series of events comes in.
    pub first_of_series: bool,
    /// True if the input wins where it and the list disagree.
    pub prefer_input: bool,
    /// The terms of the source, for the top of the list.
    pub terms: Option<String>,
}

impl ImportOptions {
    /// The fault of the mapping in its file; its message may begin with the line.
    fn fault_of_mapping(&self, message: &str) -> Remark {
        let file = self.mapping_name.clone().unwrap_or_else(|| "the mapping".to_owned());
        let at_line = message.strip_prefix("line ").and_then(|rest| rest.split_once(": "));
        match at_line.and_then(|(line, message)| Some((line.parse().ok()?, message))) {
            Some((line, message)) => Remark { file, line, message: message.to_owned() },
            None => Remark { file, line: 0, message: message.to_owned() },
        }
    }
}

/// A list that was imported.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ImportedList {
    /// The text of the list.
    pub list: String,
    /// The report.
    pub report: ImportReport,
    /// The TOML of the mapping that the records were read by, or of several in `[[mapping]]`, each for the records that have its fields.
    pub mapping: String,
}

/// Imports files as a new list.
///
/// # Examples
///
/// ```
/// use confcal::{ImportInput, ImportOptions};
///
/// let yaml = "- conference: PyCon\n  year: 2027\n  dates: 5-8 May 2027\n  place: Oslo, Norway\n";
/// let import = confcal::import(&[ImportInput::new("list.yml", yaml)], &ImportOptions::default());
/// assert!(import.list.contains("country = \"NO\""));
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", import.list)], confcal::Level::Error);
/// assert_eq!(feed.unwrap().conferences[0].name, "PyCon 2027");
/// ```
///
/// # Errors
///
/// The mapping of the options cannot be read.
pub fn import(inputs: &[ImportInput], options: &ImportOptions) -> ImportedList {
    try_import(inputs, options).unwrap_or_else(|message| {
        let mut report = ImportReport::default();
        report.faults.push(options.fault_of_mapping(&message));
        ImportedList { list: String::new(), report, mapping: String::new() }
    })
}

fn try_import(inputs: &[ImportInput], options: &ImportOptions) -> Result<ImportedList, String> {
    let mut gathered = gather(inputs, options, false)?;
    let read: Vec<&str> = inputs.iter().filter(|input| input.octets.is_ok()).map(|input| input.name.as_str()).collect();
    let terms: Vec<String> = options.terms.clone().into_iter().chain(gathered.terms.take()).collect();
    let comments = head::comments(&read, &terms);
    let mut entries = merge::among(std::mem::take(&mut gathered.entries), &mut gathered.report);
    ids::give(&mut entries, &[]);
    let mut feed = gathered.feed;
    let files: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    gathered.report.has_open_id = feed.id.is_none();
    feed.id.get_or_insert_with(|| head::feed_id(&files));
    let list = sound::list(&comments, &feed, &mut entries, &mut gathered.report);
    gathered.report.written = entries.len();
    Ok(ImportedList { list, report: gathered.report, mapping: gathered.mapping })
}

/// A file that a list names as one to bring it up to date from.
///
/// # Examples
///
/// ```
/// let list = confcal::Source::new("list.toml", "[[source]]\npath = 'conferences.yml'\nmap = 'ai-deadlines'\n");
/// let sources = confcal::import_sources(&list).unwrap();
/// assert_eq!((sources[0].path.as_str(), sources[0].map.as_deref()), ("conferences.yml", Some("ai-deadlines")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportSource {
    /// The path, from the folder of the list.
    pub path: String,
    /// The mapping, by name or path.
    pub map: Option<String>,
    /// The address of the site that the file is of.
    pub base_url: Option<BaseUrl>,
}

/// The sources that a list names, in order.
///
/// # Errors
///
/// The list is not TOML, a source has no path, or its `base-url` is no address.
pub fn import_sources(list: &Source) -> Result<Vec<ImportSource>, String> {
    let document: toml_edit::DocumentMut =
        list.text().parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let tables = document.get("source").and_then(toml_edit::Item::as_array_of_tables);
    let text =
        |table: &toml_edit::Table, key: &str| table.get(key).and_then(toml_edit::Item::as_str).map(str::to_owned);
    let source = |table: &toml_edit::Table| {
        let path = text(table, "path").ok_or("a `[[source]]` has no `path`")?;
        let base_url = text(table, "base-url").map(|url| url.parse::<BaseUrl>()).transpose();
        let base_url = base_url.map_err(|fault| format!("`base-url` of a `[[source]]`: {fault}"))?;
        Ok(ImportSource { path, map: text(table, "map"), base_url })
    };
    tables.into_iter().flat_map(toml_edit::ArrayOfTables::iter).map(source).collect()
}

/// Adds what files hold to a list, whose own text stays as it is.
///
/// # Errors
///
/// The list has errors or cannot be added to; the message says why.
pub fn import_into(list: &Source, inputs: &[ImportInput], options: &ImportOptions) -> Result<ImportedList, String> {
    let gathered = gather(inputs, options, true);
    let mut gathered = gathered.map_err(|message| match options.fault_of_mapping(&message) {
        Remark { file, line: 0, message } => format!("{file}: {message}"),
        Remark { file, line, message } => format!("{file}:{line}: {message}"),
    })?;
    let entries = merge::among(std::mem::take(&mut gathered.entries), &mut gathered.report);
    let list = merge::into(list, entries, options.prefer_input, &mut gathered.report)?;
    Ok(ImportedList { list, report: gathered.report, mapping: gathered.mapping })
}

/// The names of the mappings that come with confcal, and `guess` for none of them.
pub fn import_mappings() -> impl Iterator<Item = &'static str> {
    mapping::SHIPPED.iter().map(|(name, _)| *name).chain([GUESS])
}

/// The entries of all inputs, before they are merged.
struct Gathered {
    entries: Vec<Entry>,
    report: ImportReport,
    mapping: String,
    feed: write::FeedTable,
    terms: Option<String>,
}

/// Reads the inputs. `into_list` is true if their entries may be those of a list.
fn gather(inputs: &[ImportInput], options: &ImportOptions, into_list: bool) -> Result<Gathered, String> {
    let mut report = ImportReport::default();
    let documents = documents(inputs, &mut report);
    let terms = documents.iter().find_map(head::terms);
    let mut documents = folder::join(documents, &mut report);
    if let Some(base_url) = &options.base_url {
        documents.iter_mut().for_each(|document| relative::complete(document, base_url));
    }
    let mut passed_over = Vec::new();
    let mut groups = groups::groups(&documents, options.mapping.as_deref(), &mut passed_over)?;
    limit(&mut groups, &mut report);
    let (found, not_taken) = (Vec::new(), BTreeMap::new());
    let places = groups.iter().flat_map(|group| group.records.iter().map(|record| record.place)).collect();
    let mut reading = Reading { places, options, into_list, documents: &documents, found, not_taken, report };
    groups.iter().for_each(|group| reading.group(group));
    let Reading { mut found, not_taken, mut report, .. } = reading;
    // In the order of the inputs, whatever group a record is of.
    found.sort_by_key(|(at, entry)| (*at, entry.origin.line));
    report.left_out.extend(passed_over);
    let mut read: HashMap<*const Document, Vec<&mapping::Records>> = HashMap::new();
    for group in &groups {
        group.documents.iter().for_each(|document| read.entry(*document).or_default().push(&group.mapping.records));
    }
    for document in &documents {
        let read = read.get(&std::ptr::from_ref(document)).map_or(&[][..], Vec::as_slice);
        report.left_out.extend(unread::lists(document, read).into_iter().chain(unread::items(document, read)));
    }
    report.not_taken = not_taken.into_iter().map(|(field, values)| NotTaken { field, values }).collect();
    report.not_taken.sort_by(|one, other| other.values.cmp(&one.values).then_with(|| one.field.cmp(&other.field)));
    let feeds = groups.iter().filter_map(|group| Some(head::feed(group.documents.first()?, group)));
    let feed = feeds.into_iter().find(|feed| *feed != write::FeedTable::default());
    let mapping = groups::several::mapping_of(&groups);
    Ok(Gathered {
        entries: found.into_iter().map(|(_, entry)| entry).collect(),
        report,
        mapping,
        feed: feed.unwrap_or_default(),
        terms,
    })
}

/// Leaves out the records that are too many, and says so.
fn limit(groups: &mut [Group], report: &mut ImportReport) {
    let mut room = MAX_RECORDS;
    for group in groups {
        if let Some(first) = group.records.get(room) {
            let message = format!("only the first {MAX_RECORDS} records are read: import the others in parts");
            report.faults.push(Remark { file: first.document.file.clone(), line: first.node.line, message });
            group.records.truncate(room);
        }
        room -= group.records.len();
    }
}

/// The documents of all inputs; what cannot be read of them is reported.
fn documents(inputs: &[ImportInput], report: &mut ImportReport) -> Vec<Document> {
    let mut documents = Vec::new();
    for input in inputs {
        let (read, faults) = match &input.octets {
            Ok(octets) => notation::read(&input.name, octets),
            Err(why) => (Vec::new(), vec![document::ReadFault::new(0, why.as_str())]),
        };
        documents.extend(read);
        for document::ReadFault { line, message, is_entry } in faults {
            let remarks = if is_entry { &mut report.left_out } else { &mut report.faults };
            remarks.push(Remark { file: input.name.clone(), line, message });
        }
    }
    documents
}

/// The entries of a group, each with the place of its document among the inputs.
struct Made<'g> {
    maker: Maker<'g>,
    found: Vec<(usize, Entry)>,
    /// The number of records of each document.
    counts: BTreeMap<usize, usize>,
    left_out: Vec<Remark>,
    /// The paths of values that are not in the entries, since another field counts.
    unused: Vec<String>,
}

/// The reading of records, group by group.
struct Reading<'r> {
    options: &'r ImportOptions,
    into_list: bool,
    documents: &'r [Document],
    /// The nodes of all records, of all groups.
    places: HashSet<*const record::Node>,
    /// The entries, each with the place of its document among the inputs.
    found: Vec<(usize, Entry)>,
    not_taken: BTreeMap<String, usize>,
    report: ImportReport,
}

impl Reading<'_> {
    fn group(&mut self, group: &Group) {
        let mut made = self.made(group, None);
        if made.maker.unzoned > 0 {
            let entries: Vec<&Entry> = made.found.iter().map(|(_, entry)| entry).collect();
            if let Some(zone) = entry::zone_of_list(&entries, &head::titles(group)) {
                made = self.made(group, Some(zone));
            }
        }
        let Made { maker, found, counts, left_out, unused } = made;
        unused.into_iter().for_each(|path| *self.not_taken.entry(path).or_default() += 1);
        self.report.read += group.records.len();
        self.report.left_out.extend(left_out);
        let before = self.found.len();
        self.found.extend(found);
        ornaments::without_numbers(
            &mut self.found[before..].iter_mut().map(|(_, entry)| &mut entry.name).collect::<Vec<_>>(),
        );
        for document in &group.documents {
            self.file(document, group, counts.get(&self.place(document)).copied().unwrap_or(0));
        }
        self.report.changed.extend(maker.notes.iter().map(|note| Remark::new(&note.origin, note.text.clone())));
        let file = group.documents.first().map(|document| document.file.clone()).unwrap_or_default();
        let is_own = own::MAPPINGS.contains(&group.name.as_str());
        let read = self.found[before..].iter_mut().map(|(_, entry)| entry);
        let countries = if is_own { None } else { entry::countries_of_cities(read) };
        let guessed = maker.guessed_places.sentences().chain(entry::sentence_of_zones(&maker.zones_of_places));
        let guessed = guessed.chain(countries);
        self.report.changed.extend(guessed.map(|message| Remark { file: file.clone(), line: 0, message }));
        self.without_names(group);
        self.without_records(group, &counts);
        self.count_not_taken(group);
    }

    /// The place of a document among the inputs.
    fn place(&self, document: &Document) -> usize {
        self.documents.iter().position(|other| std::ptr::eq(other, document)).unwrap_or(0)
    }

    /// The entries of a group, whose times are in a zone where nothing else tells one.
    fn made<'g>(&self, group: &'g Group, list_zone: Option<PlaceZone>) -> Made<'g> {
        let mut maker = Maker {
            mapping: &group.mapping,
            order: entry::order(&group.mapping, &group.records),
            habits: entry::habits(&group.mapping, &group.records),
            is_croatian: entry::is_croatian(&group.mapping, &group.records),
            year: entry::year_of_list(&group.mapping, &group.records),
            first_of_series: self.options.first_of_series,
            may_be_undated: self.into_list,
            around: entry::Around::default(),
            notes: Vec::new(),
            guessed_places: entry::GuessedPlaces::default(),
            zones_of_places: Vec::new(),
            words_beside: None,
            zone_words: None,
            list_zone,
            unzoned: 0,
        };
        let (mut found, mut counts, mut left_out, mut unused) = (Vec::new(), BTreeMap::new(), Vec::new(), Vec::new());
        let is_own = own::MAPPINGS.contains(&group.name.as_str());
        for record in &group.records {
            let at = self.place(record.document);
            *counts.entry(at).or_default() += 1;
            match if is_own { own::entry(record) } else { maker.entry(record) } {
                Ok(entry) => {
                    if !is_own {
                        unused.extend(unused::paths(record, &group.mapping, &entry));
                    }
                    found.push((at, entry));
                }
                Err(LeftOut { origin, name, why }) => {
                    let name = if name.is_empty() { String::new() } else { format!("{}: ", entry::shown(&name)) };
                    left_out.push(Remark::new(&origin, format!("{name}{why}")));
                }
            }
        }
        Made { maker, found, counts, left_out, unused }
    }

    /// Says how to name the field of the names where no field looks like it.
    fn without_names(&mut self, group: &Group) {
        if let Some(first) = group.records.first().filter(|_| group.mapping.fields.name.is_empty()) {
            let message = "no field looks like the name of a conference; `--write-map FILE` keeps the mapping, `name = \"FIELD\"` below `[fields]` in it says which one is, or \
                           `name = \"Our meetup {FIELD}\"` for the meetings of one group, and `--map FILE` reads by it";
            self.report.faults.push(Remark { file: first.document.file.clone(), line: 0, message: message.to_owned() });
        }
    }

    /// Says where a mapping that was given finds no record, and where they seem to be.
    fn without_records(&mut self, group: &Group, counts: &BTreeMap<usize, usize>) {
        if group.name == "guessed" || self.options.mapping.is_none() || !group.records.is_empty() {
            return;
        }
        let is_unread = |document: &&&Document| !counts.contains_key(&self.place(document));
        let unread: Vec<&Document> = group.documents.iter().filter(is_unread).copied().collect();
        for document in unread {
            let (at, _) = locate::locate(document);
            let at: Vec<String> = at.0.iter().map(|path| format!("\"{}\"", entry::shown(path))).collect();
            let at = if at.is_empty() { String::new() } else { format!("; they seem to be at = {}", at.join(", ")) };
            let paths = &group.mapping.records.at.0;
            let wrong = match paths.first() {
                None => "the mapping has no `at` below `[records]`, which says where the entries are".to_owned(),
                Some(path) => format!("`at = \"{}\"` of the mapping leads to no entry", entry::shown(path)),
            };
            self.report.faults.push(Remark { file: document.file.clone(), line: 0, message: format!("{wrong}{at}") });
        }
    }

    /// Counts the records of a file, of which several groups may have some.
    fn file(&mut self, document: &Document, group: &Group, records: usize) {
        let (notation, mapping) = (document.notation.name(), &group.name);
        let mut guess = if mapping == "guessed" { &group.mapping } else { &group.guessed }.in_short();
        let is_same = |file: &&mut ImportedFile| {
            file.file == document.file && file.notation == notation && file.mapping == *mapping
        };
        match self.report.files.iter_mut().find(is_same) {
            Some(file) => {
                file.records += records;
                guess.retain(|key| !file.guess.contains(key));
                file.guess.append(&mut guess);
            }
            None => self.report.files.push(ImportedFile {
                file: document.file.clone(),
                notation,
                mapping: mapping.clone(),
                records,
                guess,
            }),
        }
    }

    fn count_not_taken(&mut self, group: &Group) {
        let taken = group.mapping.paths();
        let own = group.records.iter().flat_map(|record| records::leaves(&record.node));
        for path in own.chain(records::leaves_around(&group.records, &self.places)) {
            let is_taken = taken.iter().any(|taken| {
                let taken = taken.trim_start_matches('^');
                taken == path || path.strip_prefix(taken).is_some_and(|rest| rest.starts_with('.'))
            });
            if !is_taken && !path.starts_with('@') {
                *self.not_taken.entry(path).or_default() += 1;
            }
        }
    }
}
