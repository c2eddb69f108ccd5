//! Faults of a list, as data.
//!
//! A [`Source`] is the text of one file; a [`Label`] points into it; a [`Diagnostic`] says what is wrong there, how bad
//! it is, and what to do. [`Code`] is the one table of everything that can be said about a list. Nothing here prints:
//! the command renders diagnostics for a terminal, as JSON, or as annotations.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use arcstr::{ArcStr, Substr};

use crate::error::Error;
use crate::spelling::{nearest, shown};

/// The text of one list or feed, under the name that messages call it by. A clone shares both.
///
/// # Examples
///
/// ```
/// let source = confcal::Source::new("conferences.toml", "[feed]\nname = \"Python\"\n");
/// assert_eq!(source.position(7), (2, 1));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    name: ArcStr,
    text: ArcStr,
    not_utf8: Option<usize>,
    /// The number of lines before the text, in the file that it is a line of.
    lines_before: usize,
}

/// Its name: the text may be large, and every label has a source.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Source {
    /// A source with this name and text.
    pub fn new(name: impl Into<ArcStr>, text: impl Into<ArcStr>) -> Source {
        Source { name: name.into(), text: text.into(), not_utf8: None, lines_before: 0 }
    }

    /// A line of a file that is not held as a whole, and the number of lines before it.
    pub(crate) fn line(name: &ArcStr, lines_before: usize, line: &str) -> Source {
        Source { lines_before, ..Source::new(name.clone(), line) }
    }

    /// A source from bytes as they were read. Bytes that are not UTF-8 are replaced by U+FFFD, and
    /// [`read`](crate::read) reports the first of them.
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::from_bytes("list.toml", b"# caf\xe9".to_vec());
    /// let (_, diagnostics) = confcal::read(&[source], confcal::Level::Error);
    /// assert!(diagnostics.iter().any(|fault| fault.code == confcal::Code::NotUtf8));
    /// ```
    pub fn from_bytes(name: impl Into<ArcStr>, bytes: Vec<u8>) -> Source {
        match String::from_utf8(bytes) {
            Ok(text) => Source::new(name, text),
            Err(error) => Source {
                name: name.into(),
                // The text before the first bad byte stays as it is, so the offset holds in the replaced text.
                not_utf8: Some(error.utf8_error().valid_up_to()),
                text: String::from_utf8_lossy(error.as_bytes()).into(),
                lines_before: 0,
            },
        }
    }

    /// The name that messages call it by: a path, or `<stdin>`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and the column of a byte offset, both from 1; the column counts characters.
    /// An offset past the end is the end.
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::new("a.toml", "é = 1\nb = 2");
    /// assert_eq!(source.position(3), (1, 3));
    /// assert_eq!(source.position(99), (2, 6));
    /// ```
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        // A byte order mark is no character that an editor would count.
        let line_start = before
            .rfind('\n')
            .map_or(self.text.len() - self.text.trim_start_matches('\u{feff}').len(), |newline| newline + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        (self.lines_before + line, before.get(line_start..).unwrap_or_default().chars().count() + 1)
    }

    /// True if one is a clone of the other: two sources with one name and one text may be a list that was given twice.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Source;
    /// let (one, other) = (Source::new("a.toml", "# hi"), Source::new("a.toml", "# hi"));
    /// assert!(one == other && !Source::ptr_eq(&one, &other));
    /// assert!(Source::ptr_eq(&one, &one.clone()));
    /// ```
    pub fn ptr_eq(one: &Source, other: &Source) -> bool {
        ArcStr::ptr_eq(&one.text, &other.text) && ArcStr::ptr_eq(&one.name, &other.name)
    }

    /// The text, to be shared in parts.
    pub(crate) fn shared(&self) -> &ArcStr {
        &self.text
    }

    /// The range of a text that shares this source; `None` of one that stands elsewhere, or is written with escapes.
    pub(crate) fn range_of(&self, text: &Substr) -> Option<Range<usize>> {
        ArcStr::ptr_eq(text.parent(), &self.text).then(|| text.range())
    }

    /// The offset of the first byte that is not UTF-8.
    pub(crate) fn not_utf8(&self) -> Option<usize> {
        self.not_utf8
    }
}

/// A range of a source that a diagnostic points at, and a remark on it.
///
/// # Examples
///
/// ```
/// let source = confcal::Source::new("list.toml", "start = 2022-07-11\n");
/// let label = confcal::Label::new(&source, 8..18, "starts on 2022-07-11");
/// assert_eq!(&label.source.text()[label.range], "2022-07-11");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The text that it points into: a whole list, or one line of a published feed.
    pub source: Source,
    /// The bytes that it points at.
    pub range: Range<usize>,
    /// A few words beside the underlined text; may be empty.
    pub text: String,
}

impl Label {
    /// A label at a range of a source.
    pub fn new(source: &Source, range: Range<usize>, text: impl Into<String>) -> Label {
        Label { source: source.clone(), range, text: text.into() }
    }

    /// A label at the place of a value, which shares the text of one of these lists; `None` if it shares none.
    pub(crate) fn of(value: &Substr, lists: &[Source], text: impl Into<String>) -> Option<Label> {
        let (list, range) = lists.iter().find_map(|list| Some((list, list.range_of(value)?)))?;
        Some(Label::new(list, range, text))
    }
}

/// A change of a list's text that mends a fault which has one answer only; [`fix`](crate::fix) makes such changes.
///
/// # Examples
///
/// ```
/// let list = "[[conference]]\nname = 'PyCon UK'\nstart = '2022-09-16'\n";
/// let lists = [confcal::Source::new("list.toml", list)];
/// let (_, diagnostics) = confcal::read(&lists, confcal::Level::Error);
/// let fix = diagnostics[0].fix.as_ref().unwrap();
/// assert_eq!((&list[fix.range.clone()], &*fix.text), ("'2022-09-16'", "2022-09-16"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// The list that is changed.
    pub source: Source,
    /// The bytes that are replaced; an empty range inserts.
    pub range: Range<usize>,
    /// The text in their place.
    pub text: String,
}

/// The severity of a diagnostic.
///
/// # Examples
///
/// ```
/// use confcal::Level;
/// assert!(Level::Error > Level::Warning && Level::Warning > Level::Hint);
/// assert_eq!(Level::Warning.to_string(), "warning");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Advice.
    Hint,
    /// Suspicious, but it can be written.
    Warning,
    /// Would make a wrong or ambiguous feed: nothing is exported.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Hint => "hint",
            Level::Warning => "warning",
            Level::Error => "error",
        })
    }
}

/// One fault: what is wrong, where, and what to do about it.
///
/// # Examples
///
/// ```
/// let list = "[feed]\nid = 'x'\n[[conference]]\nstart = 2022-07-11\nid = 'pycon'\ncity = 'Dublin'\n";
/// let (_, diagnostics) = confcal::read(&[confcal::Source::new("list.toml", list)], confcal::Level::Hint);
/// assert_eq!(diagnostics[0].code, confcal::Code::MissingKey);
/// assert_eq!(diagnostics[0].message, "`name` is missing");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The fault; its level is the code's.
    pub code: Code,
    /// The fault in one sentence without a full stop.
    pub message: String,
    /// The places, the first is the primary one. Empty where the fault has no place.
    pub labels: Vec<Label>,
    /// The advice.
    pub help: Option<String>,
    /// The change that does it, where there is one answer only.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A fault at a place.
    pub fn new(code: Code, label: Label, message: impl Into<String>) -> Diagnostic {
        Diagnostic { labels: vec![label], ..Diagnostic::unlocated(code, message) }
    }

    /// A fault without a place.
    pub fn unlocated(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, message: message.into(), labels: Vec::new(), help: None, fix: None }
    }

    /// Points at another place that has to do with it.
    pub(crate) fn secondary(mut self, label: Label) -> Diagnostic {
        self.labels.push(label);
        self
    }

    pub(crate) fn help(mut self, help: impl Into<Option<String>>) -> Diagnostic {
        self.help = help.into();
        self
    }

    /// The severity of a diagnostic.
    pub fn level(&self) -> Level {
        self.code.level()
    }
}

macro_rules! codes {
    ($($code:ident = $name:literal, $level:ident, $explanation:literal;)*) => {
        /// Every fault that confcal knows, by its name: the word in brackets of `error[ends-before-start]`.
        ///
        /// # Examples
        ///
        /// ```
        /// use confcal::{Code, Level};
        /// let code: Code = "ends-before-start".parse().unwrap();
        /// assert_eq!((code, code.level()), (Code::EndsBeforeStart, Level::Error));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $explanation] $code,)*
        }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &[Code] = &[$(Code::$code),*];

            /// Its name, in kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$code => $name),* }
            }

            /// The severity, the same in every case.
            pub fn level(self) -> Level {
                match self { $(Code::$code => Level::$level),* }
            }

            /// The meaning of the fault and its consequence, in a sentence or two.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$code => $explanation),* }
            }
        }
    };
}

codes! {
    NotUtf8 = "not-utf8", Error,
        "A list is UTF-8 text. Save the file in that encoding; most editors call it just UTF-8.";
    NotAList = "not-a-list", Error,
        "The file is of another format. A list is TOML: text with `[[conference]]` before each entry and `key = value` on each line.";
    Syntax = "syntax", Error,
        "The file is not TOML at this place, so it cannot be read. The syntax is explained at <https://toml.io>.";
    UnknownKey = "unknown-key", Error,
        "A key that confcal does not know, most often a slip of spelling. It is an error because its value would be missing from the feed without a word.";
    SingleBrackets = "single-brackets", Error,
        "Conferences, sessions and deadlines are lists of tables: each begins with a header in double brackets, `[[conference]]`; `[feed]` and `[regions]` stand once, in single brackets.";
    WrongType = "wrong-type", Error,
        "The value is of another type than the key takes: a text, a date, a number, true or false, a list or a table.";
    DateAsString = "date-as-string", Error,
        "Dates are written without quotes: `start = 2022-07-11`. TOML knows dates, and tells a day from a moment by how it is written.";
    NotDated = "not-dated", Error,
        "The text stands for a date that is not known yet. A conference without `start` is listed as not dated yet, in its month or year if `expected` says it; a deadline may do without `due`.";
    MissingKey = "missing-key", Error,
        "A required key is missing. A conference needs `name`, and `start` or `expected`; a session `name` and `start`, a deadline `kind`, and a deadline of kind `other` a `name`.";
    Empty = "empty", Error,
        "The text is empty or blank. Leave the key out instead.";
    TextTooLong = "text-too-long", Error,
        "A description takes at most 64 KiB, a name, a tag or a series 500 octets, any other text 2000. Calendar programs cut or refuse longer ones, and a name stands in every session, deadline and alarm; link to the long version instead.";
    TooMany = "too-many", Error,
        "A key takes at most 100 values, a list at most 250 regions of its own and 250 views, because a site has a feed for each. The settings, or one entry, have at most 300,000 keys, values and punctuation marks, and one more for every 8 octets.";
    ControlCharacter = "control-character", Error,
        "The text holds a control character, which no calendar feed may carry (RFC 5545 section 3.1). It usually came along when the text was copied from somewhere.";
    UnknownValue = "unknown-value", Error,
        "The key takes one of a few words, and this is not one of them.";
    BadId = "bad-id", Error,
        "An id is made of lower-case letters, digits and hyphens: every event's identity is made from it, so it must be plain and lasting.";
    NoSlug = "no-slug", Error,
        "No id can be made from this name, because it has no letters or digits. Write an `id`.";
    DuplicateId = "duplicate-id", Error,
        "Two entries have the same id, so they would be one event to every calendar: one of the two would vanish. Ids are unique in all lists that are read together, and those of sessions and of deadlines within their conference.";
    UnknownConference = "unknown-conference", Error,
        "`part-of` names the id of another conference of the list, and there is none with this id.";
    UnknownCountry = "unknown-country", Error,
        "A country is an ISO 3166-1 code (`IE`, `IRL`) or its English name. Without it the conference would be missing from the feeds of its country and regions.";
    BadRegion = "bad-region", Error,
        "A region of your own has a name of lower-case letters, digits and hyphens that UN M49 does not use already, and lists at least one country.";
    UnknownTimezone = "unknown-timezone", Error,
        "Time zones go by their IANA names, such as `Europe/Dublin`; for deadlines also `AoE`, anywhere on Earth. An unknown zone would put the event at the wrong hour.";
    NoTimezone = "no-timezone", Error,
        "A time without a zone means another moment in every country. Name the zone, for the entry or in `[feed]`, or write the time with its offset.";
    SkippedTime = "skipped-time", Error,
        "There is no such time on that day: the clocks are put forward past it.";
    BadDate = "bad-date", Error,
        "The date cannot be used here: it lies outside the years 1900 to 2199, is a time without a day, or counts a 60th second.";
    BadExpected = "bad-expected", Error,
        "`expected` is the month or the year of a conference that has no `start` yet: `expected = \"2027-10\"` or `expected = \"2027\"`.";
    MixedDates = "mixed-dates", Error,
        "`start` and `end` are of one kind: both days, both local times, or both times with an offset.";
    EndsBeforeStart = "ends-before-start", Error,
        "The end lies before the start. `end` is the last day, inclusive; for times it is the moment at which it ends.";
    OpensAfterDue = "opens-after-due", Error,
        "The deadline opens after it has passed, so one of the two dates is wrong.";
    BadDuration = "bad-duration", Error,
        "A duration is a whole number with a unit, `m` minutes, `h` hours, `d` days, `w` weeks or `y` years of 365 days, or several: `12h`, `7d`, `1d12h`.";
    BadUrl = "bad-url", Error,
        "An address begins with `https://`, `http://` or `mailto:`. Calendar programs make other schemes a dead or dangerous link.";
    BadGeo = "bad-geo", Error,
        "Coordinates are WGS 84 degrees: `geo = { lat = 53.3478, lon = -6.2397 }`, the latitude from -90 to 90, the longitude from -180 to 180.";
    BadColor = "bad-color", Error,
        "The colour of a feed is a CSS3 colour name, because RFC 7986 allows nothing else.";
    BadLanguage = "bad-language", Error,
        "A language is a BCP 47 tag: `en`, `de`, `pt-BR`, `zh-Hant`.";
    BadPath = "bad-path", Error,
        "The path of a view is a file name for its feed: lower-case letters, digits and hyphens, ending in `.ics`, and none that a site has already.";
    BadFilter = "bad-filter", Error,
        "A filter of a view takes the same values as on the command line, and names only regions, tags and series that the list has. The feed of an impossible filter would be empty for ever.";
    CommaInTag = "comma-in-tag", Error,
        "A tag has no comma: some calendar programs split it there. Write two tags.";
    SessionOutside = "session-outside", Warning,
        "A session lies more than two days before or after its conference. Often its month is wrong, or the dates of the conference are.";
    Html = "html", Warning,
        "The text holds tags or character references of HTML. Calendar programs show a text as it is, tags and all.";
    InvisibleCharacter = "invisible-character", Warning,
        "The text holds a character that nobody sees, such as a zero-width space. It usually came along when the text was copied, and makes names differ that look the same. There is no warning where a script needs one: in Thai, in Persian, between emoji, around texts from right to left.";
    NotAPlace = "not-a-place", Warning,
        "The key holds something other than a place: the address of a site, the word for an online conference, or a placeholder. People see it as the place, and an online conference counts as in person.";
    DeadlineAfterStart = "deadline-after-start", Warning,
        "The deadline lies after the start of the conference. Often the year is wrong. Notifications, camera-ready papers, registration, tickets and volunteers may come later, and get no warning.";
    LongConference = "long-conference", Warning,
        "The conference lasts more than 21 days. Often the month or the year of `end` is wrong.";
    SameNameAndDates = "same-name-and-dates", Warning,
        "Two entries have the same name and the same dates, so they may be the same conference listed twice.";
    ExpectedIgnored = "expected-ignored", Warning,
        "`expected` is for a conference that is not dated yet. This one has a `start`, which says more.";
    CountryInCity = "country-in-city", Warning,
        "The city names the country too, which has a key of its own. The feed says it once, and only `country` puts a conference into the feeds of its country and regions.";
    UntidyUrl = "untidy-url", Warning,
        "The address holds blanks or other characters that no address may hold. They are percent-encoded in the feed; copy the address from a browser's address bar to be sure that it is the one meant.";
    RepeatedTime = "repeated-time", Warning,
        "The time comes twice on that day, because the clocks are put back. The first is taken; write the time with its offset to say which one is meant.";
    AmbiguousTimezone = "ambiguous-timezone", Warning,
        "The zone exists, but it is rarely the one meant: it stands for one place without daylight saving time.";
    WasUnchanged = "was-unchanged", Warning,
        "`was` lists the due dates that a deadline had before it was extended or brought forward, so each differs from `due`.";
    InTwoLists = "in-two-lists", Warning,
        "Two lists with feeds of their own have the same conference. It has the same name and dates, or the same `id`, first day and city, or its site has the same address and it begins within 90 days of the other. It comes in once, from the earlier list. If the lists have different regions or views of the same name, the earlier list's keeps the name, and the later one gets the first digits of its feed's namespace after it.";
    LargeFeed = "large-feed", Warning,
        "Google Calendar drops feeds that are larger than about 1 MB or have more than about 1,000 events. A site has feeds for at most 10,000 topics and series: the published ones, then those with the most conferences.";
    PreviousFeed = "previous-feed", Warning,
        "Something in the previous feed cannot be used: it is damaged, cut off, or of another program. Events that cannot be compared get a new revision, so calendar programs take them for changed.";
    EventGone = "event-gone", Warning,
        "The previous feed has an event whose entry is no longer in the list. Subscribers lose it without learning why, and those who imported the feed keep it for ever.";
    IdChanged = "id-changed", Warning,
        "The list has an entry of the previous feed under another `id`, so its event has another UID: subscribers get it anew, and those who imported the feed have it twice. The id of an entry without `id` is made from its name and year, and changes with them.";
    FeedIdChanged = "feed-id-changed", Warning,
        "Every event of the list has another UID than in the previous feed, because `id` in `[feed]`, or its `url` if it has no `id`, has changed. Subscribers get all events anew, and those who imported the feed have them twice.";
    ViewChanged = "view-changed", Warning,
        "A `[[view]]` has other filters than when its path was published. Its subscribers get the events of the new filters. If it is really another view, give it a path of its own; the old address then stays as an empty calendar.";
    TimeBehind = "time-behind", Warning,
        "The list is older than the previous feed, by its file time or by `SOURCE_DATE_EPOCH`. Calendar programs show a change only if it is later than what they have, so new and changed events are dated a minute after the previous feed.";
    MoreFaults = "more-faults", Hint,
        "Of the errors, warnings and hints of a list, 200 of each are kept, and one more for every 100 octets. The others are only counted.";
    NoId = "no-id", Hint,
        "The entry has no `id`, so its identity comes from its name: a corrected title would give everyone who subscribed a second event.";
    NoPlace = "no-place", Hint,
        "The conference has no place and is not online, so no region or country feed can hold it, and nobody sees where it is.";
    SharedAddress = "shared-address", Hint,
        "Two tags, or two series, are the same in lower-case letters, digits and hyphens, the characters of an address in a site. A published address keeps its tag or series; the other gets a number.";
    NoDate = "no-date", Hint,
        "The conference has no `start`, so it is listed as not dated yet, and no event is made of it. With `expected` it is listed in its month or year.";
    SeriesOverlap = "series-overlap", Hint,
        "Two conferences of one series take place at the same time in different places. One conference in two places is one entry with a session for each.";
    DueAtMidnight = "due-at-midnight", Hint,
        "The deadline is due at 00:00, the first moment of that day. Nearly always the end of the day is meant: write 23:59, or the day alone.";
    NoEnd = "no-end", Hint,
        "The conference or session begins at a time and has no `end`, so its event has no length. GNOME Calendar leaves such an event out of its week, and others draw it as a line.";
    NoConferences = "no-conferences", Hint,
        "The list has no entry. `check` finds nothing wrong with it, but `export` writes an empty feed only with `--allow-empty`.";
    NoFeedId = "no-feed-id", Hint,
        "The list has no `id` in `[feed]`, from which the identity of every event is made. Without it the feed's `url` is used, and without that a text that other lists share; a change of either would give every subscriber every event anew.";
    FeedIgnored = "feed-ignored", Hint,
        "Several lists are read as one. Of each `[feed]`, `id`, `timezone`, `deadline-timezone` and `deadline-length` count for the entries of its own list; all else comes from the first.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Code {
    type Err = Error;

    fn from_str(name: &str) -> Result<Code, Error> {
        Code::ALL.iter().copied().find(|code| code.name() == name).ok_or_else(|| {
            let help = match nearest(name, Code::ALL.iter().map(|code| code.name())) {
                Some(code) => format!("did you mean `{code}`?"),
                None => "a report shows the code of a fault in brackets, as in `error[bad-date]`".to_owned(),
            };
            Error::new(format!("there is no code `{}`", shown(name)), help)
        })
    }
}
