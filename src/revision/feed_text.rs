//! The text of a published feed, held as a whole or read in pieces.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use arcstr::ArcStr;

use crate::diagnostic::{Label, Source};

/// The most characters of a line or of a name that a message shows.
pub(super) const MAX_SHOWN_CHARS: usize = 200;

/// The most octets of a line that a report shows: those of the label, and as many after it.
const MAX_LINE_OCTETS: usize = 2 * 4 * MAX_SHOWN_CHARS;

/// The text of a published feed, as far as it was read.
pub(super) struct FeedText<'t> {
    name: ArcStr,
    /// The number of octets that were read.
    pub(super) len: usize,
    pieces: Pieces<'t>,
}

enum Pieces<'t> {
    Held(&'t str),
    /// Reads the octets of a range.
    Read(Box<dyn Fn(Range<usize>) -> Vec<u8> + 't>),
}

/// The beginning of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LineStart {
    /// Its offset in octets.
    pub(super) offset: usize,
    /// The number of lines before it.
    pub(super) lines_before: usize,
}

impl LineStart {
    /// The beginning of the line so many lines further down in a text that begins here.
    pub(super) fn skip(self, lines: usize, text: &[u8]) -> LineStart {
        let skipped = text.split_inclusive(|octet| *octet == b'\n').take(lines);
        LineStart {
            offset: self.offset + skipped.map(<[u8]>::len).sum::<usize>(),
            lines_before: self.lines_before + lines,
        }
    }
}

impl<'t> FeedText<'t> {
    pub(super) fn held(source: &'t Source) -> FeedText<'t> {
        FeedText { name: source.name().into(), len: 0, pieces: Pieces::Held(source.text()) }
    }

    pub(super) fn read(name: ArcStr, piece: impl Fn(Range<usize>) -> Vec<u8> + 't) -> FeedText<'t> {
        FeedText { name, len: 0, pieces: Pieces::Read(Box::new(piece)) }
    }

    /// The octets of a range, as far as the text goes.
    pub(super) fn octets(&self, range: Range<usize>) -> Cow<'t, [u8]> {
        let range = range.start.min(self.len)..range.end.min(self.len);
        match &self.pieces {
            Pieces::Held(text) => Cow::Borrowed(&text.as_bytes()[range]),
            Pieces::Read(read) => Cow::Owned(read(range)),
        }
    }

    /// The text of a range that begins and ends with a line, with U+FFFD for octets that are not UTF-8.
    pub(super) fn text(&self, range: Range<usize>) -> Cow<'t, str> {
        match self.octets(range) {
            Cow::Borrowed(octets) => String::from_utf8_lossy(octets),
            Cow::Owned(octets) => Cow::Owned(
                String::from_utf8(octets)
                    .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
            ),
        }
    }

    /// A label at a line, cut after [`MAX_SHOWN_CHARS`] characters. Its source is the line alone.
    pub(super) fn label(&self, line: LineStart, text: &str) -> Label {
        let shown = self.text(line.offset..line.offset + MAX_LINE_OCTETS);
        let shown = shown.split('\n').next().unwrap_or_default();
        let own = shown.split('\r').next().unwrap_or_default();
        let end = own.char_indices().nth(MAX_SHOWN_CHARS).map_or(own.len(), |(end, _)| end);
        Label::new(&Source::line(&self.name, line.lines_before, shown), 0..end, text)
    }
}

impl fmt::Debug for FeedText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeedText").field("name", &self.name).finish_non_exhaustive()
    }
}
