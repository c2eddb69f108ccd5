//! From the text of a list to a checked [`Feed`].
//!
//! Comes in: [`Source`]s. Goes out: a feed, if no fault makes it wrong or ambiguous, and every fault of the list in one
//! pass, sorted by place. Reads no file and no clock.

mod addresses;
mod between;
mod conference;
mod context;
mod dates;
mod faults;
mod feed;
mod fields;
mod fix;
mod foreign;
mod ids;
mod keys;
pub(crate) mod languages;
mod literal;
mod loose_date;
mod parts;
mod pasted;
mod plain;
mod regions;
mod slips;
mod split;
mod suggestions;
mod syntax;
mod table;
mod text;
mod undated;
mod url;
mod values;
mod view;
mod wrong_type;
mod zone_choice;

use std::ops::Range;

use arcstr::ArcStr;
use toml::de::DeTable;

use crate::diagnostic::{Code, Diagnostic, Level, Source};
use crate::filter::Names;
use crate::model::{DEFAULT_REFRESH, Feed};
use between::Renamed;
use conference::ListEntry;
use context::Context;
use faults::{Fault, Faults, Span};
use feed::{Defaults, read_feed, read_regions, root};
use fields::{Fields, check_count};
pub use fix::{Fixed, FixedFault, fix, mendable};
pub use keys::LIST_SCHEMA;
use keys::{FEED, PER_LIST};
pub(crate) use literal::quoted;
use regions::Regions;
use table::Table;

/// The most views of a list: each is a feed that may hold every event.
const MAX_VIEWS: usize = 250;

/// Reads lists as one, in the order given, and reports the faults of a level and above. The feed is there if no fault is an
/// error.
///
/// # Examples
///
/// ```
/// use confcal::{Level, Source, read};
///
/// let list = "[[conference]]\nnam = 'PyCon UK'\nstart = 2022-09-16\n";
/// let (feed, errors) = read(&[Source::new("list.toml", list)], Level::Error);
/// assert!(feed.is_none());
/// assert_eq!(errors[0].message, "`name` is missing");
/// assert_eq!(errors[1].help.as_deref(), Some("did you mean `name`?"));
/// ```
///
/// Whoever writes feeds and has nobody to advise leaves out the hints, which take their time in a large list:
///
/// ```
/// use confcal::{Level, Source, read};
///
/// let lists = [Source::new("list.toml", "[feed]\nid = 'x'\n[[conference]]\nname = 'PyCon UK'\nstart = 2022-09-16\ncountry = 'GB'\n")];
/// let (feed, hints) = read(&lists, Level::Hint);
/// assert_eq!(hints[0].code, confcal::Code::NoId);
/// assert_eq!(read(&lists, Level::Warning), (feed, vec![]));
/// ```
pub fn read(sources: &[Source], least: Level) -> (Option<Feed>, Vec<Diagnostic>) {
    let (feed, faults) = read_in(sources, least, true);
    (feed, in_sources(faults, sources))
}

/// The faults with the sources that they are of.
fn in_sources(faults: Vec<Fault>, sources: &[Source]) -> Vec<Diagnostic> {
    faults.into_iter().map(|fault| fault.in_sources(sources)).collect()
}

/// As [`read`], with spans for labels. Lists are read entry by entry where that can be, unless `in_pieces` is false.
fn read_in(sources: &[Source], least: Level, in_pieces: bool) -> (Option<Feed>, Vec<Fault>) {
    let mut faults = Faults::from(sources, least);
    let documents: Vec<_> = sources
        .iter()
        .enumerate()
        .map(|(index, source)| ListText::open(source, index, in_pieces, &mut faults))
        .collect();
    let (mut feed, defaults) = settings(&documents, &mut faults);
    let regions = regions(&documents, &defaults, &mut faults);
    feed.regions = regions.in_feed();
    let mut entries = Vec::new();
    for (document, defaults) in documents.iter().zip(&defaults) {
        if !document.read_entries(*defaults, &mut entries, &mut faults) {
            return read_in(sources, least, false);
        }
    }
    let is_text = sources.iter().all(|source| source.not_utf8().is_none());
    let renamed = if is_text { between::resolve(&mut entries, &mut faults) } else { Renamed::new() };
    if entries.is_empty() && faults.are_none() && documents.iter().all(ListText::is_blank) {
        no_conferences(&documents, &mut faults);
    }
    feed.conferences = entries.into_iter().filter_map(|entry| entry.conference).collect();
    // The entries were larger, and their memory is taken over.
    feed.conferences.shrink_to_fit();
    if least == Level::Hint {
        addresses::check(sources, &feed.conferences, &mut faults);
    }
    let is_sound = faults.are_none();
    let mut views = Vec::new();
    for (document, defaults) in documents.iter().zip(&defaults) {
        let mut context = document.context(0, &mut faults);
        let of_list = view::OfList { namespace: defaults.namespace, renamed: &renamed, regions: &regions };
        document.check_sources(&mut context);
        document.read_views(&mut context, &feed, of_list, is_sound, &mut views);
    }
    feed.views = view::in_feed(views, &mut faults);
    let is_sound = faults.are_none();
    let left_out = faults.left_out();
    let mut found = faults.found;
    syntax::hide_what_follows(sources, &mut found);
    found.extend(left_out);
    found.sort_by_key(|fault| (fault.span(), fault.code));
    (is_sound.then_some(feed), found)
}

/// A list as far as it is parsed: its head with the settings, and its entries still to come.
struct ListText<'s> {
    source: &'s Source,
    index: usize,
    /// The table of the first piece, which is the whole list where it is read whole.
    head: Table<'s>,
    /// The other pieces.
    entries: Vec<Range<usize>>,
}

impl<'s> ListText<'s> {
    fn open(source: &'s Source, index: usize, in_pieces: bool, faults: &mut Faults) -> ListText<'s> {
        let nothing = || ListText { source, index, head: Table::default(), entries: Vec::new() };
        if let Some(fault) = foreign::other_format(source, index) {
            faults.push(fault);
            return nothing();
        }
        if let Some(offset) = source.not_utf8().or_else(|| foreign::utf16_without_mark(source.text())) {
            faults.push(foreign::not_utf8(source, index, offset));
            if source.text().contains('\0') {
                return nothing();
            }
        }
        let pieces = split::pieces(source.text());
        if let Some(fault) = syntax::too_many_tokens(source, index, pieces.as_deref(), in_pieces) {
            faults.push(fault);
            return nothing();
        }
        if in_pieces && let Some(mut pieces) = pieces {
            let head = pieces.remove(0);
            if let Ok(head) = DeTable::parse(&source.text()[head])
                && !head.get_ref().contains_key("conference")
            {
                return ListText { source, index, head: head.into_inner().into(), entries: pieces };
            }
        }
        let head = syntax::parse(source, index, faults);
        ListText { source, index, head: head.into_inner().into(), entries: Vec::new() }
    }

    /// True if it holds nothing but comments.
    fn is_blank(&self) -> bool {
        self.entries.is_empty() && self.head.is_empty()
    }

    /// Reads a part of it that begins at an offset.
    fn context<'r>(&'r self, offset: usize, faults: &'r mut Faults) -> Context<'r> {
        Context { source: self.index, text: self.source.shared(), offset, faults }
    }

    /// Reads the entries, one parsed after the other. False if a piece cannot stand alone, so that the list has to be
    /// read whole, its settings too.
    fn read_entries(&self, defaults: Defaults, entries: &mut Vec<ListEntry>, faults: &mut Faults) -> bool {
        entries.reserve(self.entries.len());
        for piece in &self.entries {
            let text = &self.source.text()[piece.clone()];
            let table = plain::read(text).or_else(|| Some(DeTable::parse(text).ok()?.into_inner().into()));
            let Some(table) = table.filter(|table| table.len() == 1) else { return false };
            read_conferences(&mut self.context(piece.start, faults), &table, defaults, entries);
        }
        let mut context = self.context(0, faults);
        read_conferences(&mut context, &self.head, defaults, entries);
        true
    }

    /// Checks `[[source]]`, which only an import reads.
    fn check_sources(&self, context: &mut Context) {
        let list = quiet_root(context.source, &self.head);
        for table in list.tables(context, "source", "source") {
            let fields = Fields::new(context, table.value, table.span, &keys::SOURCE);
            fields.require(context, "path");
            fields.text(context, "path");
            fields.text(context, "map");
            fields.url(context, "base-url");
        }
    }

    /// Reads `[[view]]`, which stands in the head: where it stands between entries, the list is read whole.
    fn read_views(
        &self,
        context: &mut Context,
        feed: &Feed,
        of_list: view::OfList,
        is_sound: bool,
        to: &mut Vec<view::OwnView>,
    ) {
        let list = quiet_root(context.source, &self.head);
        let views = list.tables(context, "view", "view");
        let Some(first) = views.first() else { return };
        let whole = first.span.start - context.offset..first.span.end - context.offset;
        check_count(context, "the list", views.len(), MAX_VIEWS, "views", whole);
        let names = Names::of(feed);
        for table in views.into_iter().take(MAX_VIEWS) {
            to.extend(view::read_view(context, table, of_list, &names, is_sound));
        }
    }
}

/// The list as a table, its keys checked before.
fn quiet_root<'t, 'i>(source: usize, table: &'t Table<'i>) -> Fields<'t, 'i> {
    root(&mut Context { source, offset: 0, text: &ArcStr::new(), faults: &mut Faults::from(&[], Level::Error) }, table)
}

fn read_conferences(context: &mut Context, table: &Table<'_>, defaults: Defaults, entries: &mut Vec<ListEntry>) {
    let list = quiet_root(context.source, table);
    for table in list.tables(context, "conference", "conference") {
        entries.push(conference::read(context, table, defaults));
    }
}

/// `[regions]` of all lists.
fn regions(documents: &[ListText], defaults: &[Defaults], faults: &mut Faults) -> Regions {
    let mut regions = Regions::default();
    for (document, defaults) in documents.iter().zip(defaults) {
        let list = quiet_root(document.index, &document.head);
        read_regions(&mut document.context(0, faults), &list, defaults.namespace, &mut regions);
    }
    regions
}

/// `[feed]` of all lists, and what the entries of each get from it.
fn settings(documents: &[ListText], faults: &mut Faults) -> (Feed, Vec<Defaults>) {
    let feeds: Vec<_> = documents
        .iter()
        .map(|document| {
            let mut context = document.context(0, faults);
            let list = root(&mut context, &document.head);
            read_feed(&mut context, &list)
        })
        .collect();
    let Some(first) = feeds.iter().flatten().next() else {
        let has_feed = |document: &ListText| document.head.contains_key("feed");
        let is_read =
            !faults.found.iter().any(|fault| matches!(fault.code, Code::NotUtf8 | Code::NotAList | Code::TooMany));
        if let Some(document) = documents.first().filter(|_| is_read && !documents.iter().any(has_feed)) {
            let top = Span::new(document.index, 0..0);
            faults.push(
                Fault::new(Code::NoFeedId, top, "the list has no `[feed]` with an `id`")
                    .help("add `[feed]` with an `id` of your choice, and never change it".to_owned()),
            );
        }
        let feed = Feed { refresh: DEFAULT_REFRESH, ..Feed::default() };
        return (feed, vec![Defaults::default(); documents.len()]);
    };
    for (document, feed) in documents.iter().zip(&feeds) {
        let own = feed.as_ref().filter(|feed| feed.span != first.span);
        own.inspect(|own| unused_keys(&mut document.context(0, faults), document, own.span, first.span));
    }
    let defaults = feeds.iter().map(|feed| match feed {
        // An entry with a time and no zone to go by is an error in its own list, so no hour of it can change.
        Some(feed) => Defaults { zone: feed.value.1.zone.or(first.value.1.zone), ..feed.value.1 },
        None => first.value.1,
    });
    let defaults = defaults.collect();
    (first.value.0.clone(), defaults)
}

/// Says that nothing is listed, and how an entry begins.
fn no_conferences(documents: &[ListText], faults: &mut Faults) {
    let Some(document) = documents.first() else { return };
    // The `id` of a feed matters once it has events.
    faults.found.retain(|fault| fault.code != Code::NoFeedId);
    let end = document.source.text().trim_end().len();
    let place = Span::new(document.index, end..end);
    let help = "begin each with `[[conference]]`, with a `name` and a `start` below; `confcal init` writes an example";
    faults.push(Fault::new(Code::NoConferences, place, "no conference is listed").help(help.to_owned()));
}

/// Says which keys of a `[feed]` do not count, because another list comes first.
fn unused_keys(context: &mut Context, document: &ListText, own: Span, first: Span) {
    let Some(feed) = document.head.get("feed").and_then(|feed| feed.get_ref().as_table()) else { return };
    let counts = |key: &str| PER_LIST.contains(&key) || key == "url" && !feed.contains_key("id");
    let unused: Vec<_> =
        FEED.keys.iter().filter(|key| feed.contains_key(key) && !counts(key)).map(|key| format!("`{key}`")).collect();
    if let [others @ .., last] = &unused[..] {
        let (keys, verb) = match others {
            [] => (last.clone(), "is"),
            _ => (format!("{} and {last}", others.join(", ")), "are"),
        };
        let message = format!("{keys} of this `[feed]` {verb} not used");
        context.report(
            Fault::new(Code::FeedIgnored, own, message).secondary(first, "the first one counts, for all lists"),
        );
    }
}

#[cfg(test)]
mod tests;
