//! The source that a table is read from: its text, its spans, and the faults found so far.

use std::ops::Range;

use arcstr::{ArcStr, Substr};

use super::faults::{Fault, Faults, Span};
use crate::place::{has_line_break, is_line_break};

/// The source of a table and the faults found so far.
pub(super) struct Context<'r> {
    /// The index of the source.
    pub(super) source: usize,
    /// The offset in the source that the spans of the tables count from.
    pub(super) offset: usize,
    /// All of the source.
    pub(super) text: &'r ArcStr,
    pub(super) faults: &'r mut Faults,
}

impl Context<'_> {
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, self.offset + range.start..self.offset + range.end)
    }

    /// A text for the feed, which shares what stands in the list as it is and copies no other.
    pub(super) fn keep(&self, text: &str) -> Substr {
        // A place beyond 4 GiB has no room in it.
        let whole = Some(self.text).filter(|whole| u32::try_from(whole.len()).is_ok());
        whole.and_then(|whole| whole.try_substr_from(text)).unwrap_or_else(|| text.into())
    }

    /// The text of the list there.
    pub(super) fn written(&self, range: Range<usize>) -> &str {
        &self.text[self.span(range).range()]
    }

    /// As [`Context::keep`], for what stands on one line: a line break becomes a blank.
    pub(super) fn keep_line(&self, text: &str) -> Substr {
        if !has_line_break(text) {
            return self.keep(text);
        }
        let lines = text.split(is_line_break).map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" ").into()
    }

    pub(super) fn report(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// A guess at what was meant, as long as somebody may still read it.
    pub(super) fn guess<T>(&mut self, guess: impl FnOnce() -> T) -> Option<T> {
        self.faults.may_guess().then(guess)
    }
}

/// A value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

impl<T> Located<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), span: self.span }
    }
}
