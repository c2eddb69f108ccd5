//! Tags and series whose feeds want one address in a site.

use std::collections::{BTreeMap, HashSet};

use arcstr::Substr;

use super::faults::{Fault, Faults, Span};
use crate::diagnostic::{Code, Source};
use crate::model::Conference;
use crate::slug::feed_slug;
use crate::spelling::shown;

/// Reports names that differ and have one slug: more often one topic in two spellings than two topics.
pub(super) fn check(sources: &[Source], conferences: &[Conference], faults: &mut Faults) {
    let tags = conferences.iter().flat_map(|conference| &conference.tags);
    compare(sources, "tags", "topics", tags, faults);
    let series = conferences.iter().flat_map(|conference| &conference.series);
    compare(sources, "series", "series", series, faults);
}

fn compare<'f>(
    sources: &[Source],
    what: &str,
    folder: &str,
    names: impl Iterator<Item = &'f Substr>,
    faults: &mut Faults,
) {
    let mut seen = HashSet::new();
    let mut first: BTreeMap<String, &Substr> = BTreeMap::new();
    for name in names.filter(|name| seen.insert(name.to_lowercase())) {
        let slug = feed_slug(name);
        let Some(first) = first.get(&slug) else {
            first.insert(slug, name);
            continue;
        };
        let message = format!(
            "the {what} `{}` and `{}` want one address in a site, `{folder}/{slug}.ics`",
            shown(first),
            shown(name)
        );
        let help = format!(
            "if they mean the same, write both alike; else the one that was published first keeps the address, and the \
             other gets `{folder}/{slug}-2.ics`"
        );
        let fault = match span_of(name, sources) {
            Some(span) => Fault::new(Code::SharedAddress, span, message),
            None => Fault::unlocated(Code::SharedAddress, message),
        };
        let fault = match span_of(first, sources) {
            Some(span) => fault.secondary(span, "first used here"),
            None => fault,
        };
        faults.push(fault.help(help));
    }
}

/// The place of a text in the sources; `None` where it is written with escapes.
fn span_of(text: &Substr, sources: &[Source]) -> Option<Span> {
    let mut places = sources.iter().enumerate();
    places.find_map(|(index, source)| Some(Span::new(index, source.range_of(text)?)))
}
