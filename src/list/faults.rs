//! The faults of lists while they are read: placed by spans, counted, and kept within limits.
//!
//! Comes in: a fault from whoever finds it. Goes out: [`Diagnostic`]s, whose labels hold their sources.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Fix, Label, Level, Source};

/// The octets of a list for which one diagnostic of each level is kept, beyond the first [`MIN_KEPT`].
const OCTETS_PER_DIAGNOSTIC: usize = 100;

/// The diagnostics of each level that are kept of any list.
const MIN_KEPT: usize = 200;

/// The most guesses at what was meant: each looks through all names, and a report shows a hundred faults.
const MAX_GUESSES: usize = 100;

/// A range of one of the lists, by the index of its source: far smaller than a label, and in the order of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Span {
    pub(super) source: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    pub(super) fn new(source: usize, range: Range<usize>) -> Span {
        Span { source, start: range.start, end: range.end }
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A [`Diagnostic`] whose places are spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    /// The places with a remark on each, the first is the primary one.
    pub(super) labels: Vec<(Span, String)>,
    help: Option<String>,
    pub(super) fix: Option<(Span, String)>,
}

impl Fault {
    pub(super) fn new(code: Code, span: Span, message: impl Into<String>) -> Fault {
        Fault { labels: vec![(span, String::new())], ..Fault::unlocated(code, message) }
    }

    pub(super) fn unlocated(code: Code, message: impl Into<String>) -> Fault {
        Fault { code, message: message.into(), labels: Vec::new(), help: None, fix: None }
    }

    /// Remarks on the primary place.
    pub(super) fn label(mut self, text: impl Into<String>) -> Fault {
        self.labels[0].1 = text.into();
        self
    }

    /// Points at another place that has to do with it.
    pub(super) fn secondary(mut self, span: Span, text: impl Into<String>) -> Fault {
        self.labels.push((span, text.into()));
        self
    }

    pub(super) fn help(mut self, help: impl Into<Option<String>>) -> Fault {
        self.help = help.into();
        self
    }

    /// Offers a text in place of a span. Only for what has one answer: a guess that may be wrong is a help.
    pub(super) fn fix(mut self, fix: impl Into<Option<(Span, String)>>) -> Fault {
        self.fix = fix.into();
        self
    }

    pub(super) fn level(&self) -> Level {
        self.code.level()
    }

    /// The primary place.
    pub(super) fn span(&self) -> Option<Span> {
        self.labels.first().map(|(span, _)| *span)
    }

    /// The same with the sources that its spans are of.
    /// The fault of a diagnostic; `None` if that points into none of these lists.
    pub(super) fn of(diagnostic: &Diagnostic, sources: &[Source]) -> Option<Fault> {
        let span = |source: &Source, range: &Range<usize>| {
            let index = sources.iter().position(|other| other == source)?;
            Some(Span::new(index, range.clone()))
        };
        let label = |label: &Label| Some((span(&label.source, &label.range)?, label.text.clone()));
        let fix = match &diagnostic.fix {
            Some(fix) => Some((span(&fix.source, &fix.range)?, fix.text.clone())),
            None => None,
        };
        Some(Fault {
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            labels: diagnostic.labels.iter().map(label).collect::<Option<_>>()?,
            help: diagnostic.help.clone(),
            fix,
        })
    }

    pub(super) fn in_sources(self, sources: &[Source]) -> Diagnostic {
        let label = |(span, text): (Span, String)| Label::new(&sources[span.source], span.range(), text);
        let fix =
            |(span, text): (Span, String)| Fix { source: sources[span.source].clone(), range: span.range(), text };
        Diagnostic {
            code: self.code,
            message: self.message,
            labels: self.labels.into_iter().map(label).collect(),
            help: self.help,
            fix: self.fix.map(fix),
        }
    }
}

/// The faults found so far, in all lists.
pub(super) struct Faults {
    pub(super) found: Vec<Fault>,
    /// The least level that is kept.
    least: Level,
    guesses: usize,
    has_error: bool,
    /// Of each list: the most that are kept of a level, and how many were found of each.
    counts: Vec<(usize, [usize; 3])>,
}

impl Faults {
    /// None yet, of those from this level on.
    pub(super) fn from(sources: &[Source], least: Level) -> Faults {
        let most = |source: &Source| MIN_KEPT + source.text().len() / OCTETS_PER_DIAGNOSTIC;
        let counts = sources.iter().map(|source| (most(source), [0; 3])).collect();
        Faults { found: Vec::new(), least, guesses: 0, has_error: false, counts }
    }

    pub(super) fn push(&mut self, fault: Fault) {
        if !self.want(fault.code) {
            return;
        }
        let level = fault.level();
        self.has_error |= level == Level::Error;
        let source = fault.span().map_or(0, |span| span.source);
        if let Some((most, found)) = self.counts.get_mut(source) {
            found[level as usize] += 1;
            if found[level as usize] > *most {
                return;
            }
        }
        self.found.push(fault);
    }

    /// True if a fault of this level is kept.
    pub(super) fn want(&self, code: Code) -> bool {
        code.level() >= self.least
    }

    /// True if no fault makes the feed wrong.
    pub(super) fn are_none(&self) -> bool {
        !self.has_error
    }

    /// A diagnostic for each list of which not all were kept, with how many are left out.
    pub(super) fn left_out(&self) -> Vec<Fault> {
        let of_list = |(source, (most, found)): (usize, &(usize, [usize; 3]))| {
            let more = found.map(|found| found.saturating_sub(*most));
            let [hints, warnings, errors] = more;
            if more == [0; 3] {
                return None;
            }
            let counts = [(errors, "error"), (warnings, "warning"), (hints, "hint")].into_iter();
            let counts: Vec<_> = counts
                .filter(|(count, _)| *count > 0)
                .map(|(count, level)| format!("{count} more {level}{}", if count == 1 { "" } else { "s" }))
                .collect();
            let message = format!("the list has {}, which are not kept", counts.join(" and "));
            let top = Span::new(source, 0..0);
            Some(Fault::new(Code::MoreFaults, top, message).help("mend the others first".to_owned()))
        };
        self.counts.iter().enumerate().filter_map(of_list).collect()
    }

    /// True if there is still time to look for a suggestion.
    pub(super) fn may_guess(&mut self) -> bool {
        self.guesses += 1;
        self.guesses <= MAX_GUESSES
    }
}
