//! Mends what has one answer only.
//!
//! Comes in: sources. Goes out: their new texts, the changes, and the faults that remain. A [`Fix`](crate::Fix) of a diagnostic is kept
//! only if its fault is gone afterwards and no error has come instead; all other bytes stay as they are. What is a fault and
//! what mends it is decided where the fault is found, not here.

use std::collections::HashMap;
use std::ops::Range;

use super::faults::{Fault, Span};
use super::{in_sources, read_in};
use crate::diagnostic::{Code, Diagnostic, Level, Source};
use crate::model::Feed;

/// Lists are read so often to try fixes one by one; most are right at once, all together.
const MAX_TRIALS: usize = 300;

/// The same where the changes are only counted, beside a report that should not wait for them.
const MAX_TRIALS_TO_COUNT: usize = 20;

/// A fix may uncover a fault that another one mends: `“2027-05-10”`, `"2027-05-10"`, `2027-05-10`.
const MAX_CHAIN: usize = 6;

/// Lists after [`fix`], and what was done to them.
///
/// # Examples
///
/// ```
/// let list = confcal::Source::new("list.toml", "[feed]\nid = 'x'\n[[conference]]\nname = 'PyCon UK'\nstart = '2022-09-16'\ncountry = 'GB'\n");
/// let fixed = confcal::fix(&[list]);
/// let changes: Vec<_> = fixed.changes.iter().map(|change| (change.code.name(), change.new_text())).collect();
/// assert_eq!(changes, [("no-id", "\nid = \"pycon-uk-2022\""), ("date-as-string", "2022-09-16")]);
/// assert!(fixed.feed.is_some() && fixed.diagnostics.is_empty());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// The lists with their new texts.
    pub sources: Vec<Source>,
    /// The feed of them, if no error remains.
    pub feed: Option<Feed>,
    /// The faults that remain.
    pub diagnostics: Vec<Diagnostic>,
    /// The changes, in the order of their places.
    pub changes: Vec<FixedFault>,
}

/// One change that [`fix`] made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FixedFault {
    /// The fault that is mended.
    pub code: Code,
    /// The list with its new text.
    pub source: Source,
    /// The bytes of the new text.
    pub range: Range<usize>,
    /// The text that it replaces; empty where something was added.
    pub old_text: String,
}

impl FixedFault {
    /// The text that came in place of the old one.
    pub fn new_text(&self) -> &str {
        &self.source.text()[self.range.clone()]
    }
}

/// Mends the faults of lists that have one answer only; what else is wrong stays and is reported. Lists that are not UTF-8
/// are left alone. A missing `id` is written once there are no errors: what it is made from may be wrong before.
///
/// # Examples
///
/// A fix that would make another error is not made:
///
/// ```
/// let list = "[[conference]]\nname = 'PyCon UK'\nstart = 2022-09-16\nlink = 'ftp://example.org'\n";
/// let fixed = confcal::fix(&[confcal::Source::new("list.toml", list)]);
/// assert_eq!(fixed.sources[0].text(), list);
/// assert!(fixed.diagnostics.iter().any(|fault| fault.help.as_deref() == Some("did you mean `url`?")));
/// ```
pub fn fix(sources: &[Source]) -> Fixed {
    let mut trials = MAX_TRIALS;
    let fixed = fix_within(Trial::read(sources.to_vec(), Vec::new(), Vec::new()), &mut trials);
    let Trial { sources, feed, faults, changes, .. } = fixed;
    let fixed = |FixChange { code, span, old_text }| FixedFault {
        code,
        source: sources[span.source].clone(),
        range: span.range(),
        old_text,
    };
    let changes = changes.into_iter().map(fixed).collect();
    Fixed { diagnostics: in_sources(faults, &sources), sources, feed, changes }
}

/// The number of faults of lists that [`fix`] would mend; `None` where it takes many trials to find out. `found` are all faults that
/// [`read`](crate::read) finds in these lists, hints too.
///
/// # Examples
///
/// ```
/// use confcal::{Level, Source, mendable, read};
///
/// let list = "[[conference]]\nname = 'PyCon UK'\nstart = '2022-09-16'\ncountry = 'Wakanda'\n";
/// let lists = [Source::new("list.toml", list)];
/// let (_, found) = read(&lists, Level::Hint);
/// assert_eq!(mendable(&lists, &found), Some(1));
/// ```
pub fn mendable(sources: &[Source], found: &[Diagnostic]) -> Option<usize> {
    let mut trials = MAX_TRIALS_TO_COUNT;
    let faults: Vec<Fault> = found.iter().filter_map(|diagnostic| Fault::of(diagnostic, sources)).collect();
    let first = Trial { sources: sources.to_vec(), faults: faults.clone(), ..Trial::default() };
    let fixed = fix_within(first, &mut trials);
    (trials > 0).then(|| not_among(&fixed.faults, &faults).len())
}

/// Mends lists, with a number of trials which are counted down.
fn fix_within(lists: Trial, trials: &mut usize) -> Trial {
    let mut fixed = lists;
    while let Some(next) = accept(&fixed, &fixable(&fixed), trials) {
        fixed = next;
    }
    fixed
}

/// Lists with some fixes, and what is read of them.
#[derive(Default)]
struct Trial {
    sources: Vec<Source>,
    feed: Option<Feed>,
    faults: Vec<Fault>,
    /// In the order of their places.
    changes: Vec<FixChange>,
    /// The places of those changes that are only tried.
    tried: Vec<Span>,
}

impl Trial {
    fn read(sources: Vec<Source>, changes: Vec<FixChange>, tried: Vec<Span>) -> Trial {
        let (feed, faults) = read_in(&sources, Level::Hint, true);
        Trial { sources, feed, faults, changes, tried }
    }
}

/// A [`FixedFault`] whose place is a span.
#[derive(Clone)]
struct FixChange {
    code: Code,
    span: Span,
    old_text: String,
}

/// A fault with a fix, as edits in the order of their places: one, or one for each line that it changes.
struct Fixable {
    fault: Fault,
    edits: Vec<Edit>,
}

/// A text in place of another.
#[derive(Clone)]
struct Edit {
    span: Span,
    old_text: String,
    text: String,
}

/// The faults that can be mended now, in the order of their places and none over another.
fn fixable(fixed: &Trial) -> Vec<Fixable> {
    let has_errors = fixed.faults.iter().any(|fault| fault.level() == Level::Error);
    let least = if has_errors { Level::Warning } else { Level::Hint };
    let faults = fixed.faults.iter().filter(|fault| fault.level() >= least);
    let faults = faults.filter_map(|fault| Fixable::new(&fixed.sources, fault));
    without_overlaps(faults.collect())
}

impl Fixable {
    fn new(sources: &[Source], fault: &Fault) -> Option<Fixable> {
        let (span, mut text) = fault.fix.clone()?;
        let source = &sources[span.source];
        // A line that comes in ends as the others do.
        if source.text().split_once('\n').is_some_and(|(line, _)| line.ends_with('\r')) {
            text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        let old_text = source.text().get(span.range()).filter(|_| source.not_utf8().is_none())?.to_owned();
        (old_text != text).then(|| Fixable { fault: fault.clone(), edits: Edit { span, old_text, text }.by_line() })
    }

    /// From its first edit to its last.
    fn span(&self) -> Span {
        let (first, last) = (self.edits[0].span, self.edits[self.edits.len() - 1].span);
        Span { end: last.end, ..first }
    }
}

impl Edit {
    /// The same as an edit of each line that changes, where lines are neither added nor removed.
    fn by_line(self) -> Vec<Edit> {
        let (old, new): (Vec<&str>, Vec<&str>) = (self.old_text.split('\n').collect(), self.text.split('\n').collect());
        if old.len() != new.len() {
            return vec![self];
        }
        let mut start = self.span.start;
        let mut edits = Vec::new();
        for (old, new) in old.into_iter().zip(new) {
            if old != new {
                let span = Span { start, end: start + old.len(), ..self.span };
                edits.push(Edit { span, old_text: old.to_owned(), text: new.to_owned() });
            }
            start += old.len() + 1;
        }
        edits
    }
}

fn without_overlaps(mut faults: Vec<Fixable>) -> Vec<Fixable> {
    faults.sort_by_key(Fixable::span);
    let mut last: Option<Span> = None;
    faults.retain(|fault| {
        let span = fault.span();
        let is_free = last.is_none_or(|last| (last.source, last.end) <= (span.source, span.start) && last != span);
        if is_free {
            last = Some(span);
        }
        is_free
    });
    faults
}

/// The lists with those of the fixes that help; `None` if none does.
fn accept(fixed: &Trial, faults: &[Fixable], trials: &mut usize) -> Option<Trial> {
    if faults.is_empty() || *trials == 0 {
        return None;
    }
    *trials -= 1;
    if let Some(next) = attempt(fixed, faults) {
        return Some(next);
    }
    if faults.len() == 1 {
        return None;
    }
    // The later ones first: they do not move the places of the earlier ones.
    let (earlier, later) = faults.split_at(faults.len() / 2);
    let after = accept(fixed, later, trials);
    let before = accept(after.as_ref().unwrap_or(fixed), earlier, trials);
    before.or(after)
}

/// The lists with all of these fixes and with those that have to follow them; `None` if one of their faults is not gone or
/// an error has come.
fn attempt(fixed: &Trial, faults: &[Fixable]) -> Option<Trial> {
    let is_as_it_was =
        |edit: &Edit| fixed.sources[edit.span.source].text().get(edit.span.range()) == Some(&*edit.old_text);
    if !faults.iter().flat_map(|fault| &fault.edits).all(is_as_it_was) {
        return None;
    }
    let mut next = apply(fixed, faults);
    if faults.iter().any(|fault| is_still_there(&fault.fault, faults, &next.faults)) {
        return None;
    }
    let uncovers = |source| {
        let opens = |fault: &Fixable| matches!(fault.fault.code, Code::Syntax | Code::SingleBrackets);
        faults.iter().any(|fault| fault.span().source == source && opens(fault))
    };
    for _ in 0..MAX_CHAIN {
        let new: Vec<&Fault> = not_among(&fixed.faults, &next.faults)
            .into_iter()
            .filter(|fault| fault.level() == Level::Error)
            .filter(|error| {
                let Some(span) = error.span() else { return true };
                let is_elsewhere = || error.labels.iter().all(|(span, _)| is_elsewhere(&next, *span));
                !uncovers(span.source) || !(error.code == Code::MissingKey || is_elsewhere())
            })
            .collect();
        if new.is_empty() {
            next.tried.clear();
            return Some(next);
        }
        let follow: Option<Vec<Fixable>> = new.iter().map(|error| Fixable::new(&next.sources, error)).collect();
        next = apply(&next, &without_overlaps(follow?));
    }
    None
}

/// The faults of `after` that are not among those before, wherever they stood.
fn not_among<'d>(before: &[Fault], after: &'d [Fault]) -> Vec<&'d Fault> {
    fn key(fault: &Fault) -> (Code, &str, Option<usize>) {
        (fault.code, &fault.message, fault.span().map(|span| span.source))
    }
    let mut known: HashMap<_, usize> = HashMap::new();
    for fault in before {
        *known.entry(key(fault)).or_default() += 1;
    }
    after
        .iter()
        .filter(|fault| match known.get_mut(&key(fault)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

/// True if no change that is tried touches the lines of this place, so that what is wrong there was only hidden before.
/// Changes that were kept do not count: the list could have come with them, and would have to be mended in the same way.
fn is_elsewhere(fixed: &Trial, span: Span) -> bool {
    let text = fixed.sources[span.source].text();
    let start = text[..span.start.min(text.len())].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.end.min(text.len())..].find('\n').map_or(text.len(), |newline| span.end + newline);
    !fixed.tried.iter().any(|tried| tried.source == span.source && tried.start <= end && tried.end >= start)
}

/// True if a fault stands where it stood, moved by the fixes before it.
fn is_still_there(fault: &Fault, fixes: &[Fixable], after: &[Fault]) -> bool {
    let Some(span) = fault.span() else { return false };
    let edits = Edits::of(fixes, span.source);
    let moved = edits.start(span.start)..=edits.end(span.end);
    after
        .iter()
        .filter(|other| other.code == fault.code && other.message == fault.message)
        .any(|other| other.span().is_some_and(|place| place.source == span.source && moved.contains(&place.start)))
}

/// The edits of one source in the order of their places, each with the number of bytes by which those before it and
/// itself move what follows.
struct Edits<'f> {
    edits: Vec<(&'f Edit, isize)>,
}

impl<'f> Edits<'f> {
    fn of(fixes: &'f [Fixable], source: usize) -> Edits<'f> {
        let mut moved = 0;
        let here = fixes.iter().flat_map(|fault| &fault.edits).filter(|edit| edit.span.source == source);
        let edits = here.map(|edit| {
            moved += edit.text.len() as isize - edit.span.range().len() as isize;
            (edit, moved)
        });
        Edits { edits: edits.collect() }
    }

    /// The new offset of a place that begins at `offset`.
    fn start(&self, offset: usize) -> usize {
        let before = self.edits.partition_point(|(edit, _)| edit.span.end <= offset);
        match self.edits.get(before) {
            Some((edit, _)) if edit.span.start < offset => self.moved(before, edit.span.start),
            _ => self.moved(before, offset),
        }
    }

    /// The new offset of a place that ends at `offset`.
    fn end(&self, offset: usize) -> usize {
        let before = self.edits.partition_point(|(edit, _)| edit.span.end <= offset && edit.span.start < offset);
        match self.edits.get(before) {
            Some((edit, _)) if edit.span.start < offset => self.moved(before, edit.span.start) + edit.text.len(),
            _ => self.moved(before, offset),
        }
    }

    fn moved(&self, before: usize, offset: usize) -> usize {
        let by = before.checked_sub(1).map_or(0, |last| self.edits[last].1);
        offset.saturating_add_signed(by)
    }
}

/// Writes fixes, which are in the order of their places, into the lists, and reads these.
fn apply(fixed: &Trial, faults: &[Fixable]) -> Trial {
    let mut sources = fixed.sources.clone();
    let mut changes = Vec::with_capacity(fixed.changes.len() + faults.len());
    let mut tried = Vec::with_capacity(fixed.tried.len() + faults.len());
    for (index, source) in fixed.sources.iter().enumerate() {
        let here = || {
            let edits = faults.iter().flat_map(|fault| fault.edits.iter().map(|edit| (fault.fault.code, edit)));
            edits.filter(|(_, edit)| edit.span.source == index)
        };
        let edits = Edits::of(faults, index);
        let moved = |span: &Span| Span::new(index, edits.start(span.start)..edits.end(span.end));
        let mut replaced: HashMap<Span, &FixChange> = HashMap::new();
        for change in fixed.changes.iter().filter(|change| change.span.source == index) {
            if here().any(|(_, edit)| edit.span == change.span) {
                replaced.insert(change.span, change);
                continue;
            }
            changes.push(FixChange { span: moved(&change.span), ..change.clone() });
        }
        tried.extend(fixed.tried.iter().filter(|span| span.source == index).map(moved));
        let (mut text, mut at) = (String::with_capacity(source.text().len()), 0);
        for (code, edit) in here() {
            text += &source.text()[at..edit.span.start];
            let start = text.len();
            text += &edit.text;
            at = edit.span.end;
            // A place that is changed again goes back to the text that the first change found.
            let (code, old_text) = match replaced.get(&edit.span) {
                Some(first) => (first.code, first.old_text.clone()),
                None => (code, edit.old_text.clone()),
            };
            let span = Span::new(index, start..text.len());
            tried.push(span);
            changes.push(FixChange { code, span, old_text });
        }
        if at > 0 || here().next().is_some() {
            text += &source.text()[at..];
            sources[index] = Source::new(source.name(), text);
        }
    }
    changes.sort_by_key(|change| change.span);
    Trial::read(sources, changes, tried)
}

#[cfg(test)]
mod tests;
