//! Columns that say again what another one does: the same text in another language, and what the button of a link says.
//!
//! Comes in: the columns. Goes out: those of them that no step looks at; the report counts them as fields that nothing took.

use super::columns::Column;
use super::progress::Guess;
use super::words::Tokens;
use crate::import::actions;
use crate::list::languages;

/// The octets of a code for a language.
const CODE: usize = 2;

impl Guess<'_> {
    /// Passes over the columns that say nothing of their own.
    pub(super) fn twins(&mut self) {
        let translations: Vec<(usize, &str)> =
            self.free().filter_map(|(index, column)| Some((index, self.language(column)?))).collect();
        // One such name may have another meaning.
        let is_usual = |language: &str| translations.iter().filter(|(_, other)| *other == language).count() > 1;
        let usual = translations.iter().filter(|(_, language)| is_usual(language)).map(|(index, _)| *index);
        let captions = self.free().filter(|(_, column)| self.is_caption(column)).map(|(index, _)| index);
        let twins: Vec<usize> = usual.chain(captions).collect();
        twins.into_iter().for_each(|index| self.taken[index] = true);
    }

    /// The language that the name of a column ends with, where the column without it has a value wherever this one has: `title_it` beside
    /// `title`.
    fn language<'c>(&self, column: &'c Column) -> Option<&'c str> {
        let at = column.path.len().checked_sub(CODE)?;
        let (before, code) = (column.path.get(..at)?, column.path.get(at..)?);
        let base = before.strip_suffix(['_', '-'])?;
        let is_language = !Tokens(vec![code.to_owned()]).are_known() && languages::code(code).as_deref() == Some(code);
        let is_base = |other: &Column| other.path == base && other.counts.all >= column.counts.all;
        (is_language && self.columns.iter().any(is_base)).then_some(code)
    }

    /// True for the words of a link that say what one does there: `register_text` beside `register_link`.
    fn is_caption(&self, column: &Column) -> bool {
        let [action @ .., last] = &column.own.0[..] else { return false };
        let is_link = |other: &Column| {
            matches!(&other.own.0[..], [before @ .., last]
                if before == action && ["link", "url", "href"].contains(&last.as_str()))
        };
        ["text", "label", "caption"].contains(&last.as_str())
            && column.counts.links == 0
            && actions::is_action(&action.join(" "))
            && self.columns.iter().any(is_link)
    }
}
