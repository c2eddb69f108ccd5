//! Mends what has one answer only.
//!
//! Comes in: sources. Goes out: their new texts, the changes, and the faults that remain. A [`Fix`] of a diagnostic is kept
//! only if its fault is gone afterwards and no error has come instead; all other bytes stay as they are. What is a fault and
//! what mends it is decided where the fault is found, not here.

use std::collections::HashMap;

use super::read;
use crate::diagnostic::{Code, Diagnostic, Fix, Level, Source, Span};
use crate::model::Feed;

/// Lists are read so often to try fixes one by one; most are right at once, all together.
const MAX_TRIALS: usize = 300;

/// A fix may uncover a fault that another one mends: `“2027-05-10”`, `"2027-05-10"`, `2027-05-10`.
const MAX_CHAIN: usize = 4;

/// Lists after [`fix`], and what was done to them.
///
/// # Examples
///
/// ```
/// let list = confcal::Source::new("list.toml", "[feed]\nid = 'x'\n[[conference]]\nname = 'PyCon UK'\nstart = '2022-09-16'\ncountry = 'GB'\n");
/// let fixed = confcal::fix(&[list]);
/// let changes: Vec<_> = fixed.changes.iter().map(|change| (change.code.name(), fixed.new_text(change))).collect();
/// assert_eq!(changes, [("no-id", "\nid = \"pycon-uk-2022\""), ("date-as-string", "2022-09-16")]);
/// assert!(fixed.feed.is_some() && fixed.diagnostics.is_empty());
/// ```
#[derive(Clone, Debug)]
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

impl Fixed {
    /// The text that a change put in place of the old one.
    pub fn new_text(&self, change: &FixedFault) -> &str {
        &self.sources[change.span.source].text()[change.span.range()]
    }

    fn read(sources: Vec<Source>, changes: Vec<FixedFault>) -> Fixed {
        let (feed, diagnostics) = read(&sources);
        Fixed { sources, feed, diagnostics, changes }
    }
}

/// One change that [`fix`] made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFault {
    /// The fault that is mended.
    pub code: Code,
    /// Where the new text stands in the new list.
    pub span: Span,
    /// The text that it replaces; empty where something was added.
    pub old_text: String,
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
    let mut fixed = Fixed::read(sources.to_vec(), Vec::new());
    let mut trials = 0;
    loop {
        let faults = fixable(&fixed);
        let next = accept(&fixed, &faults, &mut trials);
        match next {
            Some(next) => fixed = next,
            None => return fixed,
        }
    }
}

/// A diagnostic with a fix, and the text that the fix replaces.
struct Fixable {
    fault: Diagnostic,
    fix: Fix,
    old_text: String,
}

/// The faults that can be mended now, in the order of their places and none over another.
fn fixable(fixed: &Fixed) -> Vec<Fixable> {
    let has_errors = fixed.diagnostics.iter().any(|fault| fault.level() == Level::Error);
    let least = if has_errors { Level::Warning } else { Level::Hint };
    let faults = fixed.diagnostics.iter().filter(|fault| fault.level() >= least);
    let faults = faults.filter_map(|fault| Fixable::new(&fixed.sources, fault));
    without_overlaps(faults.collect())
}

impl Fixable {
    fn new(sources: &[Source], fault: &Diagnostic) -> Option<Fixable> {
        let mut fix = fault.fix.clone()?;
        let source = &sources[fix.span.source];
        // A line that comes in ends as the others do.
        if source.text().split_once('\n').is_some_and(|(line, _)| line.ends_with('\r')) {
            fix.text = fix.text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        let old_text = source.text().get(fix.span.range()).filter(|_| source.not_utf8().is_none())?.to_owned();
        (old_text != fix.text).then(|| Fixable { fault: fault.clone(), fix, old_text })
    }
}

fn without_overlaps(mut faults: Vec<Fixable>) -> Vec<Fixable> {
    faults.sort_by_key(|fault| fault.fix.span);
    let mut last: Option<Span> = None;
    faults.retain(|fault| {
        let span = fault.fix.span;
        let is_free = last.is_none_or(|last| (last.source, last.end) <= (span.source, span.start) && last != span);
        if is_free {
            last = Some(span);
        }
        is_free
    });
    faults
}

/// The lists with those of the fixes that help; `None` if none does.
fn accept(fixed: &Fixed, faults: &[Fixable], trials: &mut usize) -> Option<Fixed> {
    if faults.is_empty() || *trials >= MAX_TRIALS {
        return None;
    }
    *trials += 1;
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
fn attempt(fixed: &Fixed, faults: &[Fixable]) -> Option<Fixed> {
    let is_as_it_was = |fault: &Fixable| {
        fixed.sources[fault.fix.span.source].text().get(fault.fix.span.range()) == Some(&*fault.old_text)
    };
    if !faults.iter().all(is_as_it_was) {
        return None;
    }
    let mut next = apply(fixed, faults);
    if faults.iter().any(|fault| is_still_there(&fault.fault, faults, &next.diagnostics)) {
        return None;
    }
    let uncovers = |source| {
        let opens = |fault: &Fixable| matches!(fault.fault.code, Code::Syntax | Code::SingleBrackets);
        faults.iter().any(|fault| fault.fix.span.source == source && opens(fault))
    };
    for _ in 0..MAX_CHAIN {
        let new: Vec<&Diagnostic> = new_errors(&fixed.diagnostics, &next.diagnostics)
            .into_iter()
            .filter(|error| {
                let Some(label) = error.labels.first() else { return true };
                !uncovers(label.span.source) || !(error.code == Code::MissingKey || is_elsewhere(&next, label.span))
            })
            .collect();
        if new.is_empty() {
            return Some(next);
        }
        let follow: Option<Vec<Fixable>> = new.iter().map(|error| Fixable::new(&next.sources, error)).collect();
        next = apply(&next, &without_overlaps(follow?));
    }
    None
}

/// The errors that were not there before, wherever they stood.
fn new_errors<'d>(before: &[Diagnostic], after: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
    fn key(fault: &Diagnostic) -> (Code, &str, Option<usize>) {
        (fault.code, &fault.message, fault.labels.first().map(|label| label.span.source))
    }
    let mut known: HashMap<_, usize> = HashMap::new();
    for fault in before {
        *known.entry(key(fault)).or_default() += 1;
    }
    let errors = after.iter().filter(|fault| fault.level() == Level::Error);
    errors
        .filter(|fault| match known.get_mut(&key(fault)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

/// Whether no change touches the lines of this place, so that what is wrong there was only hidden before.
fn is_elsewhere(fixed: &Fixed, span: Span) -> bool {
    let text = fixed.sources[span.source].text();
    let start = text[..span.start.min(text.len())].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.end.min(text.len())..].find('\n').map_or(text.len(), |newline| span.end + newline);
    let touches = |change: &Span| change.source == span.source && change.start <= end && change.end >= start;
    !fixed.changes.iter().any(|change| touches(&change.span))
}

/// Whether a fault stands where it stood, now that the fixes have moved it.
fn is_still_there(fault: &Diagnostic, fixes: &[Fixable], after: &[Diagnostic]) -> bool {
    let Some(label) = fault.labels.first() else { return false };
    let edits = Edits::of(fixes, label.span.source);
    let moved = edits.start(label.span.start)..=edits.end(label.span.end);
    after.iter().filter(|other| other.code == fault.code && other.message == fault.message).any(|other| {
        let place = other.labels.first().map(|label| label.span);
        place.is_some_and(|place| place.source == label.span.source && moved.contains(&place.start))
    })
}

/// The edits of one source in the order of their places, each with the number of bytes by which those before it and
/// itself move what follows.
struct Edits<'f> {
    fixes: Vec<(&'f Fix, isize)>,
}

impl<'f> Edits<'f> {
    fn of(fixes: &'f [Fixable], source: usize) -> Edits<'f> {
        let mut moved = 0;
        let here = fixes.iter().map(|fault| &fault.fix).filter(|fix| fix.span.source == source);
        let fixes = here.map(|fix| {
            moved += fix.text.len() as isize - fix.span.range().len() as isize;
            (fix, moved)
        });
        Edits { fixes: fixes.collect() }
    }

    /// The new offset of a place that begins at `offset`.
    fn start(&self, offset: usize) -> usize {
        let before = self.fixes.partition_point(|(fix, _)| fix.span.end <= offset);
        match self.fixes.get(before) {
            Some((fix, _)) if fix.span.start < offset => self.moved(before, fix.span.start),
            _ => self.moved(before, offset),
        }
    }

    /// The new offset of a place that ends at `offset`.
    fn end(&self, offset: usize) -> usize {
        let before = self.fixes.partition_point(|(fix, _)| fix.span.end <= offset && fix.span.start < offset);
        match self.fixes.get(before) {
            Some((fix, _)) if fix.span.start < offset => self.moved(before, fix.span.start) + fix.text.len(),
            _ => self.moved(before, offset),
        }
    }

    fn moved(&self, before: usize, offset: usize) -> usize {
        let by = before.checked_sub(1).map_or(0, |last| self.fixes[last].1);
        offset.saturating_add_signed(by)
    }
}

/// Writes fixes, which are in the order of their places, into the lists, and reads these.
fn apply(fixed: &Fixed, faults: &[Fixable]) -> Fixed {
    let mut sources = fixed.sources.clone();
    let mut changes = Vec::with_capacity(fixed.changes.len() + faults.len());
    for (index, source) in fixed.sources.iter().enumerate() {
        let here: Vec<&Fixable> = faults.iter().filter(|fault| fault.fix.span.source == index).collect();
        let edits = Edits::of(faults, index);
        let mut replaced: HashMap<Span, &FixedFault> = HashMap::new();
        for change in fixed.changes.iter().filter(|change| change.span.source == index) {
            if here.iter().any(|fault| fault.fix.span == change.span) {
                replaced.insert(change.span, change);
                continue;
            }
            let span = Span { start: edits.start(change.span.start), end: edits.end(change.span.end), source: index };
            changes.push(FixedFault { span, ..change.clone() });
        }
        let (mut text, mut at) = (String::with_capacity(source.text().len()), 0);
        for Fixable { fault, fix, old_text } in &here {
            text += &source.text()[at..fix.span.start];
            let start = text.len();
            text += &fix.text;
            at = fix.span.end;
            // What is changed again was there once as the first change found it.
            let (code, old_text) = match replaced.get(&fix.span) {
                Some(first) => (first.code, first.old_text.clone()),
                None => (fault.code, old_text.clone()),
            };
            changes.push(FixedFault { code, span: Span { source: index, start, end: text.len() }, old_text });
        }
        if !here.is_empty() {
            text += &source.text()[at..];
            sources[index] = Source::new(source.name(), text);
        }
    }
    changes.sort_by_key(|change| change.span);
    Fixed::read(sources, changes)
}

/// A text as TOML writes it: on one line if it has one, else between three quotes.
pub(crate) fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    if text.contains('\n') { format!("\"\"\"\n{escaped}\"\"\"") } else { format!("\"{escaped}\"") }
}

/// The place and the text of a key that is added after a value: on a line of its own, as the value's key is indented, or
/// in the inline table. `text` is all of the list, `value` where the value stands.
pub(super) fn added_after(text: &str, value: Span, in_inline_table: bool, entry: &str) -> (Span, String) {
    if in_inline_table {
        return (Span { start: value.end, ..value }, format!(", {entry}"));
    }
    let line_start = text[..value.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].trim_start_matches('\u{feff}');
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    let rest = text[value.end..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
    let end = value.end + rest.len();
    (Span { start: end, end, ..value }, format!("\n{indent}{entry}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(list: &str) -> String {
        fix(&[Source::new("list.toml", list)]).sources[0].text().to_owned()
    }

    /// A sound list but for one line in the entry.
    fn entry(line: &str) -> String {
        format!("[feed]\nid = 'x'\n\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2027-05-10\ncity = 'X'\n{line}\n")
    }

    #[test]
    fn what_has_one_answer_is_written() {
        for (wrong, right) in [
            ("link = 'https://example.org/' # home", "url = 'https://example.org/' # home"),
            ("Venue = 'Hall'", "venue = 'Hall'"),
            ("vneue   =  'Hall'", "venue   =  'Hall'"),
            ("end = '2027-05-12'", "end = 2027-05-12"),
            ("timezone = 'europe/dublin'", "timezone = \"Europe/Dublin\""),
            ("timezone = 'Europe/Dubln'", "timezone = \"Europe/Dublin\""),
            ("country = 'Irelnad'", "country = \"IE\""),
            ("status = 'canceled'", "status = \"cancelled\""),
            ("tags = 'python, web'", "tags = [\"python\", \"web\"]"),
            ("tags = ['python, web', 'x']", "tags = [\"python\", \"web\", 'x']"),
            ("url = 'example.org/x'", "url = \"https://example.org/x\""),
            ("url = 'htps://example.org/x'", "url = \"https://example.org/x\""),
            ("url = '<https://example.org/x>'", "url = \"https://example.org/x\""),
            ("url = 'me@example.org'", "url = \"mailto:me@example.org\""),
            ("languages = ['german']", "languages = [\"de\"]"),
            ("languages = 'en'", "languages = [\"en\"]"),
            ("busy = 'true'", "busy = true"),
            ("online = 'yes'", "online = true"),
            ("series = 7", "series = \"7\""),
            ("geo = { lat = '53.3', lon = -6.2 }", "geo = { lat = 53.3, lon = -6.2 }"),
            ("geo = { latitude = 53.3, long = -6.2 }", "geo = { lat = 53.3, lon = -6.2 }"),
            ("[[conference.links]]\nx = 'https://example.org/'", "[conference.links]\nx = 'https://example.org/'"),
            ("[conference.deadline]\nkind = 'cfp'", "[[conference.deadline]]\nkind = 'cfp'"),
            ("deadline = { kind = 'cfp' }", "deadline = [{ kind = 'cfp' }]"),
            (
                "session = [{ name = 'S', start = 2027-05-10 }]",
                "session = [{ name = 'S', id = \"s\", start = 2027-05-10 }]",
            ),
            (
                "[[conference.deadline]]\nkind = 'cfp'\nwas = '2027-01-01'",
                "[[conference.deadline]]\nkind = 'cfp'\nwas = [2027-01-01]",
            ),
            (
                "[[conference.deadline]]\nkind = 'cfp'\nwas = 2027-01-01",
                "[[conference.deadline]]\nkind = 'cfp'\nwas = [2027-01-01]",
            ),
            (
                "[[conference.deadline]]\nkind = 'cfp'\ndate = 2027-01-01",
                "[[conference.deadline]]\nkind = 'cfp'\ndate = 2027-01-01",
            ),
        ] {
            assert_eq!(fixed(&entry(wrong)), entry(right), "{wrong}");
        }
    }

    #[test]
    fn what_has_several_answers_or_none_stays() {
        for line in [
            "location = 'Hall, Dublin'",
            "url = 'TBA'",
            "url = '@pycon'",
            "url = 'ftp://example.org/'",
            "link = 'ftp://example.org/'",
            "link = 'https://a.org'\nurl = 'https://b.org'",
            "end = 'soon'",
            "end = '2027-05-09'",
            "timezone = 'CST'",
            "timezone = 'AoE'",
            "country = 'Wakanda'",
            "status = 'moved'",
        ] {
            assert_eq!(fixed(&entry(line)), entry(line), "{line}");
        }
    }

    #[test]
    fn a_fix_may_lead_to_another_and_bad_ones_leave_the_others_alone() {
        assert_eq!(fixed(&entry("End = '2027-05-12'")), entry("end = 2027-05-12"));
        assert_eq!(fixed(&entry("link = 'example.org/x'")), entry("url = \"https://example.org/x\""));
        let many = "link = 'ftp://x.org'\nvneue = 'Hall'\nend = '2027-05-01'\ntags = 'a'";
        assert_eq!(
            fixed(&entry(many)),
            entry("link = 'ftp://x.org'\nvenue = 'Hall'\nend = '2027-05-01'\ntags = [\"a\"]")
        );
    }

    #[test]
    fn an_added_id_follows_the_layout() {
        let crlf = "\u{feff}[feed]\r\nid = 'x'\r\n[[conference]]\r\n\tname = 'A' # first\r\n\tstart = 2027-05-10\r\n\tcity = 'X'";
        assert_eq!(fixed(crlf), crlf.replace("# first\r\n", "# first\r\n\tid = \"a-2027\"\r\n"));
        let last = "[feed]\nid = 'x'\n[[conference]]\nstart = 2027-05-10\ncity = 'X'\nname = 'A'";
        assert_eq!(fixed(last), format!("{last}\nid = \"a-2027\""));
        let url = "[feed]\nurl = 'https://x.org/ä'\n";
        assert!(fixed(url).ends_with("\nid = \"https://x.org/%C3%A4\"\n"), "{}", fixed(url));
        // With an error that could be about its name or its start, nothing is made of these.
        let error = "[feed]\nid = 'x'\n[[conference]]\nname = 'A'\nstart = 2027-05-10\nlocation = 'X'\n";
        assert_eq!(fixed(error), error);
    }

    fn errors(diagnostics: &[Diagnostic]) -> usize {
        diagnostics.iter().filter(|fault| fault.level() == Level::Error).count()
    }

    #[test]
    fn twice_is_once_no_error_comes_and_no_uid_changes() {
        let mut mended = 0;
        for list in super::super::tests::lists() {
            for list in [list.replace("\r\n", "\n"), list.replace("\r\n", "\n").replace('\n', "\r\n")] {
                let sources = [Source::new("list.toml", list.as_str())];
                let (feed, before) = read(&sources);
                let once = fix(&sources);
                let twice = fix(&once.sources);
                assert_eq!(once.sources, twice.sources, "{list}");
                assert!(twice.changes.is_empty());
                assert!(errors(&once.diagnostics) <= errors(&before), "{list}\n{}", once.sources[0].text());
                if let Some(feed) = &feed {
                    let uids = |feed: &Feed| feed.conferences.iter().map(|one| one.uid()).collect::<Vec<_>>();
                    assert_eq!(uids(feed), uids(once.feed.as_ref().unwrap()), "{list}");
                }
                // All that is not changed is there still, in its order.
                let (mut rest, mut old_rest) = (once.sources[0].text(), list.as_str());
                let mut at = 0;
                for change in &once.changes {
                    let kept = &once.sources[0].text()[at..change.span.start];
                    rest = &once.sources[0].text()[change.span.end..];
                    old_rest = old_rest
                        .strip_prefix(kept)
                        .and_then(|old| old.strip_prefix(&*change.old_text))
                        .expect("only what is named is changed");
                    at = change.span.end;
                }
                assert_eq!(rest, old_rest);
                mended += usize::from(!once.changes.is_empty());
            }
        }
        assert!(mended > 20, "{mended}");
    }
}
