//! From the text of a list to a checked [`Feed`].
//!
//! Comes in: [`Source`]s. Goes out: a feed, if no fault makes it wrong or ambiguous, and every fault of the list in one
//! pass, sorted by place. Reads no file and no clock.

mod addresses;
mod between;
mod conference;
mod dates;
mod faults;
mod feed;
mod fields;
mod fix;
mod foreign;
mod keys;
pub(crate) mod languages;
mod literal;
mod loose_date;
mod pasted;
mod regions;
mod slips;
mod split;
mod suggestions;
mod syntax;
mod values;
mod view;

use std::ops::Range;

use arcstr::ArcStr;
use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostic::{Code, Diagnostic, Level, Source};
use crate::filter::Names;
use crate::model::Feed;
use between::Renamed;
use conference::Entry;
use faults::{Fault, Faults, Span};
use feed::{DEFAULT_REFRESH, Defaults, read_feed, read_regions, root};
use fields::{Fields, Reader, check_count};
pub use fix::{Fixed, FixedFault, fix, mendable};
use keys::{FEED, PER_LIST};
pub(crate) use literal::quoted;
use regions::Regions;

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
    if least == Level::Hint {
        addresses::check(sources, &feed.conferences, &mut faults);
    }
    let is_sound = faults.are_none();
    let mut views = Vec::new();
    for (document, defaults) in documents.iter().zip(&defaults) {
        let mut reader = document.reader(0, &mut faults);
        let of_list = view::OfList { namespace: defaults.namespace, renamed: &renamed, regions: &regions };
        document.check_sources(&mut reader);
        document.read_views(&mut reader, &feed, of_list, is_sound, &mut views);
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
    head: Spanned<DeTable<'s>>,
    /// The other pieces.
    entries: Vec<Range<usize>>,
}

impl<'s> ListText<'s> {
    fn open(source: &'s Source, index: usize, in_pieces: bool, faults: &mut Faults) -> ListText<'s> {
        let nothing = || ListText { source, index, head: Spanned::new(0..0, DeTable::new()), entries: Vec::new() };
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
                return ListText { source, index, head, entries: pieces };
            }
        }
        let head = syntax::parse(source, index, faults);
        ListText { source, index, head, entries: Vec::new() }
    }

    /// True if it holds nothing but comments.
    fn is_blank(&self) -> bool {
        self.entries.is_empty() && self.head.get_ref().is_empty()
    }

    /// Reads a part of it that begins at an offset.
    fn reader<'r>(&'r self, offset: usize, faults: &'r mut Faults) -> Reader<'r> {
        Reader { source: self.index, text: self.source.shared(), offset, faults }
    }

    /// Reads the entries, one parsed after the other. False if a piece cannot stand alone, so that the list has to be
    /// read whole, its settings too.
    fn read_entries(&self, defaults: Defaults, entries: &mut Vec<Entry>, faults: &mut Faults) -> bool {
        entries.reserve(self.entries.len());
        for piece in &self.entries {
            match DeTable::parse(&self.source.text()[piece.clone()]) {
                Ok(table) if table.get_ref().len() == 1 => {
                    let mut reader = self.reader(piece.start, faults);
                    read_conferences(&mut reader, table.get_ref(), defaults, entries);
                }
                _ => return false,
            }
        }
        let mut reader = self.reader(0, faults);
        read_conferences(&mut reader, self.head.get_ref(), defaults, entries);
        true
    }

    /// Checks `[[source]]`, which only an import reads.
    fn check_sources(&self, reader: &mut Reader) {
        let list = quiet_root(reader.source, self.head.get_ref());
        for table in list.tables(reader, "source", "source") {
            let fields = Fields::new(reader, table.value, table.span, &keys::SOURCE);
            fields.require(reader, "path");
            fields.text(reader, "path");
            fields.text(reader, "map");
        }
    }

    /// Reads `[[view]]`, which stands in the head: where it stands between entries, the list is read whole.
    fn read_views(
        &self,
        reader: &mut Reader,
        feed: &Feed,
        of_list: view::OfList,
        is_sound: bool,
        to: &mut Vec<view::OwnView>,
    ) {
        let list = quiet_root(reader.source, self.head.get_ref());
        let views = list.tables(reader, "view", "view");
        let Some(first) = views.first() else { return };
        let whole = first.span.start - reader.offset..first.span.end - reader.offset;
        check_count(reader, "the list", views.len(), MAX_VIEWS, "views", whole);
        let names = Names::of(feed);
        for table in views.into_iter().take(MAX_VIEWS) {
            to.extend(view::read_view(reader, table, of_list, &names, is_sound));
        }
    }
}

/// The list as a table, its keys checked before.
fn quiet_root<'t, 'i>(source: usize, table: &'t DeTable<'i>) -> Fields<'t, 'i> {
    root(&mut Reader { source, offset: 0, text: &ArcStr::new(), faults: &mut Faults::from(&[], Level::Error) }, table)
}

fn read_conferences(reader: &mut Reader, table: &DeTable<'_>, defaults: Defaults, entries: &mut Vec<Entry>) {
    let list = quiet_root(reader.source, table);
    for table in list.tables(reader, "conference", "conference") {
        entries.push(conference::read(reader, table, defaults));
    }
}

/// `[regions]` of all lists.
fn regions(documents: &[ListText], defaults: &[Defaults], faults: &mut Faults) -> Regions {
    let mut regions = Regions::default();
    for (document, defaults) in documents.iter().zip(defaults) {
        let list = quiet_root(document.index, document.head.get_ref());
        read_regions(&mut document.reader(0, faults), &list, defaults.namespace, &mut regions);
    }
    regions
}

/// `[feed]` of all lists, and what the entries of each get from it.
fn settings(documents: &[ListText], faults: &mut Faults) -> (Feed, Vec<Defaults>) {
    let feeds: Vec<_> = documents
        .iter()
        .map(|document| {
            let mut reader = document.reader(0, faults);
            let list = root(&mut reader, document.head.get_ref());
            read_feed(&mut reader, &list)
        })
        .collect();
    let Some(first) = feeds.iter().flatten().next() else {
        let has_feed = |document: &ListText| document.head.get_ref().contains_key("feed");
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
        own.inspect(|own| unused_keys(&mut document.reader(0, faults), document, own.span, first.span));
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
fn unused_keys(reader: &mut Reader, document: &ListText, own: Span, first: Span) {
    let Some(feed) = document.head.get_ref().get("feed").and_then(|feed| feed.get_ref().as_table()) else { return };
    let counts = |key: &str| PER_LIST.contains(&key) || key == "url" && !feed.contains_key("id");
    let unused: Vec<_> =
        FEED.keys.iter().filter(|key| feed.contains_key(**key) && !counts(key)).map(|key| format!("`{key}`")).collect();
    if let [others @ .., last] = &unused[..] {
        let (keys, verb) = match others {
            [] => (last.clone(), "is"),
            _ => (format!("{} and {last}", others.join(", ")), "are"),
        };
        let message = format!("{keys} of this `[feed]` {verb} not used");
        reader.report(
            Fault::new(Code::FeedIgnored, own, message).secondary(first, "the first one counts, for all lists"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arcstr::Substr;
    use proptest::prelude::*;

    /// All lists of the tests, sound and faulty.
    pub(super) fn lists() -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut lists = vec![include_str!("../../conferences.toml").to_owned()];
        for folder in ["tests/lists/ok", "tests/lists/faults", "tests/clients/lists"] {
            let files = std::fs::read_dir(root.join(folder)).unwrap().map(|file| file.unwrap().path());
            let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "toml"));
            lists.extend(files.map(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned()));
        }
        lists.sort();
        lists
    }

    /// Both ways of reading give the same feed and the same diagnostics.
    fn compare(text: &str) {
        let sources = [Source::new("list.toml", text)];
        assert_eq!(read_in(&sources, Level::Hint, true), read_in(&sources, Level::Hint, false), "{text}");
    }

    #[test]
    fn reading_in_pieces_is_reading_whole() {
        let lists = lists();
        lists.iter().for_each(|list| compare(list));
        assert!(lists.iter().filter(|list| split::pieces(list).is_some_and(|pieces| pieces.len() > 2)).count() > 15);
        for tricky in [
            "[[conference]]\nname = '''\n[[conference]]\n'''\n[[conference]]\nname = 'b'\n",
            "a = '''\n[[conference]]\nname = 'x'\n'''\n[[conference]]\n",
            "x = \"\"\"\n[[conference]]\n\"\"\"\n",
            "[[conference]]\nname = 'a'\n[[conference]] # comment\nname = 'b'\n",
            "[[conference]]\nname = 'a'\n[conference]\nname = 'b'\n",
            "[[conference]]\n[[conference.session]]\n[[conference]]\nconference = 1\n",
            "[[conference]]\ntags = [\n[[conference]]\n]\n",
            "[[conference]]\ngeo = {\n[[conference]]\n}\n",
            "[[conference]]\nname = 'a'\n[feed]\nid = 'x'\n[[conference]]\nname = 'b'\n",
            "conference = []\n[[conference]]\nname = 'a'\n",
            "[conference]\n[[conference]]\nname = 'a'\n",
            "[[conference]]\r\nname = 'a'\r\n\r\n[[conference]]\r\nname = 'b'",
            "\u{feff}[[conference]]\nname = 'a'\n[[conference]]\nname = 'b'\n",
            "[[conference]]\nname = 'a'\n\u{feff}[[conference]]\nname = 'b'\n",
            "[[conference]]\nlinks.a = 'https://x.org'\n[conference.links]\nb = 'https://x.org'\n",
            "[[conference]]\nname = 'a'\n[[conference.deadline]]\n[conference.deadline.x]\n[[conference]]\n",
            "[[conference]]\nfeed.id = 'x'\n[[conference]]\n",
        ] {
            compare(tricky);
        }
    }

    #[test]
    fn diagnostics_are_kept_in_proportion_to_the_list_and_the_others_counted() {
        for entries in [50, 1000, 10_000] {
            let list = format!("[feed]\nid = 'x'\n{}", "[[conference]]\n".repeat(entries));
            let (feed, found) = read(&[Source::new("list.toml", &*list)], Level::Hint);
            assert!(feed.is_none());
            let kept = 200 + list.len() / 100;
            let count = |level| found.iter().filter(|fault| fault.level() == level).count();
            let errors = 2 * entries;
            if errors <= kept {
                assert_eq!((count(Level::Error), count(Level::Hint)), (errors, entries));
                continue;
            }
            assert_eq!(count(Level::Error), kept);
            let left_out = found.iter().find(|fault| fault.code == Code::MoreFaults).expect("it is said");
            let says = format!("the list has {} more errors", errors - kept);
            assert!(left_out.message.starts_with(&says), "{left_out:?}");
        }
    }

    #[test]
    fn a_list_that_would_take_too_much_memory_is_refused_before_it_is_parsed() {
        let entry = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncountry = 'GB'\n";
        let many = entry.repeat(20_000);
        let settings = "[feed]\nid = 'x'\n";
        for (list, code, says) in [
            ("=\n".repeat(500_000), Code::TooMany, "before the first entry"),
            ("\r".repeat(1_000_000), Code::TooMany, "before the first entry"),
            (format!("x = [{}]\n", "1,".repeat(500_000)), Code::TooMany, "before the first entry"),
            (format!("{settings}{entry}tags = [{}]\n", "'',".repeat(300_000)), Code::TooMany, "this entry"),
            (format!("{many}[feed]\nid = 'x'\n"), Code::TooMany, "its order does not allow"),
            (format!("{settings}{many}nonsense\n{many}"), Code::Syntax, ""),
        ] {
            let (feed, found) = read(&[Source::new("list.toml", &*list)], Level::Hint);
            assert!(feed.is_none());
            let errors: Vec<_> = found.iter().filter(|fault| fault.level() == Level::Error).collect();
            assert!(errors.len() == 1 && errors[0].code == code && errors[0].message.contains(says), "{errors:?}");
            if code == Code::Syntax {
                let line = list[..errors[0].labels[0].range.start].rsplit('\n').next();
                assert_eq!(line, Some("nonsense"));
            }
        }
        let sound = |list: &str| !syntax_is_refused(list);
        assert!(sound(&many) && sound(&format!("{entry}description = '{}'\n", "conference, ".repeat(200_000))));
    }

    fn syntax_is_refused(list: &str) -> bool {
        let pieces = split::pieces(list);
        syntax::too_many_tokens(&Source::new("list.toml", list), 0, pieces.as_deref(), true).is_some()
    }

    #[test]
    fn a_tag_that_differs_only_in_case_is_the_same() {
        let tags = |tags: &[&str]| {
            let list = format!("[[conference]]\nname = 'x'\nstart = 2022-09-16\ntags = {tags:?}\n");
            read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap().conferences.remove(0).tags
        };
        let few = ["Rust", "É", "rust", "é", "RUST", "go"];
        assert_eq!(tags(&few), ["Rust", "É", "go"]);
        let many: Vec<&str> = ["a", "b", "c", "d", "e", "f", "g", "h", "A", "H"].into_iter().chain(few).collect();
        assert_eq!(tags(&many), ["a", "b", "c", "d", "e", "f", "g", "h", "Rust", "É", "go"]);
    }

    #[test]
    fn a_feed_shares_the_texts_of_its_list() {
        let source = Source::new(
            "list.toml",
            "[[conference]]\nname = ' PyCon UK '\nid = 'pycon-uk'\nstart = 2022-09-16\ncity = \"Bras\\u00edlia\"\n",
        );
        let conference = read(std::slice::from_ref(&source), Level::Hint).0.unwrap().conferences.remove(0);
        let is_shared = |text: &Substr| ArcStr::ptr_eq(text.parent(), source.shared());
        assert_eq!((&*conference.name, is_shared(&conference.name)), ("PyCon UK", true));
        let city = conference.place.city.unwrap();
        assert_eq!((&*city, is_shared(&city)), ("Brasília", false), "what is not written so is a text of its own");
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 400,
            failure_persistence: None,
            rng_seed: prop::test_runner::RngSeed::Fixed(5545),
            ..Default::default()
        })]

        /// Lines taken from all lists, and those that could be mistaken, in any order.
        #[test]
        fn any_lines_are_read_the_same_in_pieces(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..40)) {
            let odd = ["[[conference]]", "[[conference]]", "[[conference]]", "\"\"\"", "'''", "[feed]", "]", "x = [", "}", "\\"];
            let lists = lists();
            let lines: Vec<&str> = lists.iter().filter(|list| list.len() < 20_000).flat_map(|list| list.lines()).collect();
            let pick = |index: &prop::sample::Index| match index.index(3) {
                0 => odd[index.index(odd.len())],
                _ => lines[index.index(lines.len())],
            };
            compare(&picks.iter().map(pick).collect::<Vec<_>>().join("\n"));
        }

        /// Whole entries in any order, one byte of the list changed.
        #[test]
        fn a_changed_list_is_read_the_same_in_pieces(
            which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), by in "[\"'\\[\\]\n#=a ]",
        ) {
            let lists = lists();
            let mut list = which.get(&lists).clone();
            prop_assume!(list.len() < 20_000);
            let mut at = at.index(list.len() + 1);
            while !list.is_char_boundary(at) {
                at -= 1;
            }
            list.insert_str(at, &by);
            compare(&list);
        }
    }
}
