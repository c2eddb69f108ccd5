//! The rules by which two entries are the same conference.
//!
//! The first rule that holds counts. Names that many conferences share are no rule alone: a series has one name in many years,
//! and many cities on one day.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike as _, NaiveDate};
use toml_edit::{Item, Table, TableLike};

use super::super::years::years;
use crate::import::entry::{Entry, EntryDate, shown};
use crate::import::report::Remark;
use crate::slug::feed_slug;
use crate::spelling;

/// The most days between two dates of one site that belong to one conference, which was moved.
const MAX_DAYS_MOVED: i64 = 60;

/// The most days from a deadline to the first day of its conference.
const MAX_DAYS_AHEAD: i64 = 400;

/// The most entries that a message names.
const MAX_SHOWN: usize = 4;

/// The properties of an entry that tell what conference it is.
pub(super) struct EntryIdentity {
    pub(super) id: Option<String>,
    /// True if it is of a form for corrections.
    is_correction: bool,
    /// The id of the entry of the list that a correction names.
    corrects: Option<String>,
    /// The UID in the feed of confcal that it is from.
    uid: Option<String>,
    /// The slugs of its name, which is the first, and of its other names.
    names: Vec<String>,
    /// True if its name is that of the heading above it.
    is_named_by_heading: bool,
    site: Option<String>,
    start: Option<NaiveDate>,
    /// The month or year of one that has no first day.
    expected: Option<String>,
    city: Option<String>,
    /// The day of the last deadline of an entry of an input.
    due: Option<NaiveDate>,
    /// The file of an input.
    file: Option<String>,
}

/// A rule by which two entries are one conference: both conditions hold.
struct SameRule {
    /// What the two have in common, for the report.
    common: &'static str,
    days: Days,
    holds: fn(&EntryIdentity, &EntryIdentity) -> bool,
}

/// A condition on the first days of two entries.
enum Days {
    /// They are the same, or the months or years in which the conferences are expected.
    Same,
    /// They are that many days from each other, or fewer.
    AtMost(i64),
    /// One of them is not known yet.
    Open,
}

const fn rule(days: Days, holds: fn(&EntryIdentity, &EntryIdentity) -> bool) -> SameRule {
    SameRule { common: "", days, holds }
}

const fn rule_of(common: &'static str, days: Days, holds: fn(&EntryIdentity, &EntryIdentity) -> bool) -> SameRule {
    SameRule { common, days, holds }
}

/// The rules for two entries of inputs.
const IN_INPUTS: &[SameRule] = &[
    // The heading above them is the name of neither. In one file, two cities on one day are two conferences of a series.
    rule_of("its name and its day", Days::Same, |one, other| {
        one.has_name_of(other)
            && (one.may_be_in_city_of(other) || one.has_site_of(other) && one.file != other.file)
            && !(one.is_named_by_heading && other.is_named_by_heading && one.file == other.file)
    }),
    // In one file two names are two conferences, whatever their site.
    rule_of("its site and its day", Days::Same, |one, other| one.has_site_of(other) && one.file != other.file),
    // A table of deadlines beside one of dates.
    rule_of("its name and its site", Days::Open, |one, other| {
        one.file == other.file && one.has_name_of(other) && one.has_site_of(other) && one.may_be_before_or_behind(other)
    }),
];

/// The rules for an entry of a list and one of an input.
const IN_LIST: &[SameRule] = &[
    // Of a series that is in several cities on one day, that of the city.
    rule(Days::AtMost(0), |known, entry| {
        known.has_site_of(entry) && known.shares_name_with(entry) && known.city.is_some() && known.city == entry.city
    }),
    rule(Days::AtMost(0), |known, entry| known.has_site_of(entry) && known.shares_name_with(entry)),
    rule(Days::AtMost(0), EntryIdentity::has_site_of),
    rule(Days::AtMost(0), EntryIdentity::shares_name_with),
    rule(Days::AtMost(MAX_DAYS_MOVED), |known, entry| known.has_site_of(entry) && known.shares_name_with(entry)),
    rule(Days::AtMost(MAX_DAYS_MOVED), |known, entry| entry.id.is_some() && known.id == entry.id),
    rule(Days::AtMost(MAX_DAYS_MOVED), |known, entry| known.has_site_of(entry) && known.names.len() == 1),
    rule(Days::Open, |known, entry| known.shares_name_with(entry) && known.may_have_site_of(entry)),
];

impl SameRule {
    /// The days between two entries that are one conference by this rule.
    fn distance(&self, one: &EntryIdentity, other: &EntryIdentity) -> Option<i64> {
        if !(self.holds)(one, other) {
            return None;
        }
        match self.days {
            Days::Same => (one.when() == other.when()).then_some(0),
            Days::AtMost(most) => {
                let days = (one.start? - other.start?).num_days().abs();
                (days <= most).then_some(days)
            }
            Days::Open => (one.start.is_none() || other.start.is_none()).then_some(0),
        }
    }
}

impl EntryIdentity {
    pub(super) fn of_entry(entry: &Entry) -> EntryIdentity {
        EntryIdentity {
            id: entry.id.clone(),
            is_correction: entry.is_correction,
            corrects: entry.corrects.clone(),
            uid: entry.uid.clone(),
            names: [&entry.name].into_iter().chain(&entry.aliases).map(|name| bare(name)).collect(),
            is_named_by_heading: entry.is_named_by_heading,
            site: entry.url.as_deref().and_then(site),
            start: entry.start.map(EntryDate::day),
            expected: entry.expected.clone(),
            city: entry.place.city.clone(),
            due: entry.deadlines.iter().filter_map(|deadline| deadline.due).map(EntryDate::day).max(),
            file: Some(entry.origin.file.clone()),
        }
    }

    /// The identity of an entry of a list; without an `id` it has the one that the list's reader gives it.
    pub(super) fn of_table(table: &Table) -> EntryIdentity {
        let text = |key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
        let aliases = table.get("aliases").and_then(Item::as_array).into_iter().flatten();
        let names: Vec<String> =
            text("name").into_iter().chain(aliases.filter_map(|name| name.as_str().map(str::to_owned))).collect();
        let start = day(table.get("start"));
        EntryIdentity {
            id: table_id(table),
            is_correction: false,
            corrects: None,
            uid: None,
            names: names.iter().map(|name| bare(name)).collect(),
            is_named_by_heading: false,
            site: text("url").as_deref().and_then(site),
            start,
            expected: text("expected"),
            city: text("city"),
            due: None,
            file: None,
        }
    }

    /// The keys that two entries of inputs have in common if they are one conference: a name or the site, with the time.
    pub(super) fn keys(&self) -> Vec<String> {
        let when = self.when();
        let timed = self.names.iter().chain(&self.site).map(|text| format!("{text} {when}"));
        let open = self.names.first().zip(self.site.as_ref()).map(|(name, site)| format!("{name} {site}"));
        timed.chain(open).collect()
    }

    fn when(&self) -> String {
        self.start.map(|start| start.to_string()).or_else(|| self.expected.clone()).unwrap_or_default()
    }

    /// What an entry of the inputs has in common with another one, if they are the same conference: `its name and its day`.
    pub(super) fn in_common(&self, other: &EntryIdentity) -> Option<&'static str> {
        // A feed of confcal tells its conferences apart itself.
        if self.uid.is_some() && other.uid.is_some() && self.file == other.file {
            return (self.uid == other.uid).then_some("its UID");
        }
        IN_INPUTS.iter().find(|rule| rule.distance(self, other).is_some()).map(|rule| rule.common)
    }

    /// True if an entry of another input has the name and the day of this one, and another city.
    pub(super) fn is_elsewhere(&self, other: &EntryIdentity) -> bool {
        self.file != other.file
            && self.has_name_of(other)
            && self.when() == other.when()
            && !self.may_be_in_city_of(other)
    }

    fn has_name_of(&self, other: &EntryIdentity) -> bool {
        self.names.first() == other.names.first()
    }

    fn shares_name_with(&self, other: &EntryIdentity) -> bool {
        self.names.iter().any(|name| other.names.contains(name))
    }

    /// True if an entry without a day may be a correction of this one, whose site it has: its deadline lies before the day, and
    /// the names are not of two years.
    fn may_be_corrected_by(&self, other: &EntryIdentity) -> bool {
        self.has_site_of(other) && other.start.is_none() && other.expected.is_none() && self.may_be_edition_of(other)
    }

    /// True if neither the years of two entries nor the deadlines of the other tell that they are two editions.
    fn may_be_edition_of(&self, other: &EntryIdentity) -> bool {
        let (ours, theirs) = (self.years(), other.years());
        let is_of_year = ours.is_empty() || theirs.is_empty() || ours.iter().any(|year| theirs.contains(year));
        let leads = |(start, due): (NaiveDate, NaiveDate)| (0..=MAX_DAYS_AHEAD).contains(&(start - due).num_days());
        is_of_year && (other.start.is_some() || self.start.zip(other.due).is_none_or(leads))
    }

    /// The years in its names, else the one in which it is.
    fn years(&self) -> Vec<String> {
        let named: Vec<String> = self.names.iter().flat_map(|name| years(name)).map(str::to_owned).collect();
        if named.is_empty() { years(&self.when()).map(str::to_owned).collect() } else { named }
    }

    /// Its names without their years, each with a year in which it is; with none if it has no year.
    fn editions(&self) -> BTreeSet<String> {
        let mut years = self.years();
        if years.is_empty() {
            years.push(String::new());
        }
        self.names.iter().flat_map(|name| years.iter().map(move |year| edition(name, year))).collect()
    }

    /// The editions of a list that it may be: those of its year and that of none; without a year, each.
    fn may_be(&self) -> BTreeSet<String> {
        let of_none = self.names.iter().map(|name| edition(name, ""));
        let of_any = self.names.iter().map(|name| edition(name, ANY_YEAR)).filter(|_| self.years().is_empty());
        self.editions().into_iter().chain(of_none).chain(of_any).collect()
    }

    fn shares_stem_with(&self, other: &EntryIdentity) -> bool {
        self.names.iter().any(|name| other.names.iter().any(|other| stem(name) == stem(other)))
    }

    /// True if one of the names has all words of the other, or they are spelled nearly alike.
    fn has_name_like(&self, other: &EntryIdentity) -> bool {
        /// From this likeness on, a name is a slip of the other.
        const MIN_LIKENESS: f64 = 0.95;
        let has_words_of = |one: &str, other: &str| other.split('-').all(|word| one.split('-').any(|own| own == word));
        let are_alike = |one: &str, other: &str| {
            has_words_of(one, other) || has_words_of(other, one) || strsim::jaro_winkler(one, other) >= MIN_LIKENESS
        };
        let stems = |of: &EntryIdentity| of.names.iter().map(|name| stem(name)).collect::<Vec<_>>();
        let others = stems(other);
        stems(self).iter().any(|one| others.iter().any(|other| are_alike(one, other)))
    }

    /// True if a new entry may be this one: it has the host of its site, a name like it, and is near in time.
    fn may_be_twice(&self, other: &EntryIdentity) -> bool {
        let host = |of: &EntryIdentity| Some(of.site.as_ref()?.split(['/', '?', '#']).next()?.to_owned());
        let days = |(one, other): (NaiveDate, NaiveDate)| (one - other).num_days().abs() <= MAX_DAYS_MOVED;
        host(self).is_some()
            && host(self) == host(other)
            && self.start.zip(other.start).is_none_or(days)
            && self.may_be_edition_of(other)
            && self.has_name_like(other)
    }

    fn has_site_of(&self, other: &EntryIdentity) -> bool {
        self.site.is_some() && self.site == other.site
    }

    fn may_have_site_of(&self, other: &EntryIdentity) -> bool {
        self.site == other.site || self.site.is_none() || other.site.is_none()
    }

    /// True if one of two is not dated, and its deadlines lead to the first day of the other.
    fn may_be_before_or_behind(&self, other: &EntryIdentity) -> bool {
        let (dated, open) = if self.start.is_some() { (self, other) } else { (other, self) };
        let is_expected =
            |start: NaiveDate| open.expected.as_ref().is_none_or(|expected| start.to_string().starts_with(expected));
        let leads =
            |start: NaiveDate| open.due.is_some_and(|due| (0..=MAX_DAYS_AHEAD).contains(&(start - due).num_days()));
        open.start.is_none() && dated.start.is_some_and(|start| is_expected(start) && leads(start))
    }

    fn may_be_in_city_of(&self, other: &EntryIdentity) -> bool {
        self.city == other.city || self.city.is_none() || other.city.is_none()
    }
}

/// The key of a site, in lower case: addresses are copied by hand.
pub(super) fn site(url: &str) -> Option<String> {
    crate::uri::site(url).map(|site| site.to_lowercase())
}

/// The slug of a name without a count behind it: `PyCon (2/4)`.
pub(super) fn bare(name: &str) -> String {
    let is_count = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b' '));
    let name = name.trim_end();
    let without = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).filter(|(_, inside)| is_count(inside));
    // `C++ Day` and `C# Day` are two.
    feed_slug(
        without
            .filter(|(before, inside)| !before.trim().is_empty() && inside.len() < 4)
            .map_or(name, |(before, _)| before),
    )
}

/// In the place of the year of an edition: that of any.
const ANY_YEAR: &str = "any";

/// The key of an edition of this name.
fn edition(name: &str, year: &str) -> String {
    format!("{} {year}", stem(name))
}

/// A name without its years: an edition is called by that of the series too.
fn stem(name: &str) -> String {
    let slug = feed_slug(name);
    // `PyCon DE & PyData`
    let parts: Vec<&str> = slug.split('-').filter(|part| *part != "and" && years(part).next().is_none()).collect();
    parts.join("-")
}

/// True if two names are one without its years, and a `&` or an `and` makes no difference.
pub(super) fn have_one_stem(one: &str, other: &str) -> bool {
    stem(one) == stem(other)
}

/// The rules for a correction that names no entry, the surest first: of the entries for which one holds there must be one alone.
const CORRECTED: [fn(&EntryIdentity, &EntryIdentity) -> bool; 3] = [
    |known, entry| known.has_site_of(entry) && known.shares_stem_with(entry),
    EntryIdentity::has_site_of,
    EntryIdentity::shares_stem_with,
];

/// The entries of a list, to be found by what an entry of an input has in common with them.
pub(super) struct KnownEntries {
    known: Vec<EntryIdentity>,
    /// The positions of the entries by their names, sites and ids.
    by_text: HashMap<String, Vec<usize>>,
}

impl KnownEntries {
    pub(super) fn new(known: Vec<EntryIdentity>) -> KnownEntries {
        let mut by_text: HashMap<String, Vec<usize>> = HashMap::with_capacity(known.len() * 3);
        for (at, known) in known.iter().enumerate() {
            for text in known.names.iter().chain(&known.site).chain(&known.id) {
                by_text.entry(text.clone()).or_default().push(at);
            }
        }
        KnownEntries { known, by_text }
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &String> {
        self.known.iter().filter_map(|known| known.id.as_ref())
    }

    /// The position of the entry that is the same conference, the nearest in time if several are. A correction may have no more
    /// in common with it than the site, and one by the form no more than the name without its year.
    pub(super) fn find(&self, entry: &EntryIdentity, is_correction: bool) -> Option<usize> {
        let is_form = is_correction && entry.is_correction;
        if let Some(id) = &entry.corrects {
            let (id, slug) = (Some(id), Some(crate::slug(id)));
            let named = self.known.iter().position(|known| known.id.as_ref() == id || known.id == slug);
            if named.is_some() || is_form {
                return named;
            }
        }
        // Every rule wants a text in common.
        let texts = entry.names.iter().chain(&entry.site).chain(&entry.id).filter_map(|text| self.by_text.get(text));
        let mut candidates: Vec<usize> = texts.flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let distance = |rule: &SameRule, at: usize| Some((rule.distance(&self.known[at], entry)?, at));
        let nearest = |rule: &SameRule| candidates.iter().filter_map(|at| distance(rule, *at)).min();
        let only_of_site = || {
            let mut of_site = candidates.iter().filter(|at| self.known[**at].has_site_of(entry));
            let only = of_site.next().filter(|_| is_correction && of_site.next().is_none())?;
            self.known[*only].may_be_corrected_by(entry).then_some(*only)
        };
        // Without a day, the rules would take the first of several.
        let by_rule = || IN_LIST.iter().find_map(nearest).map(|(_, at)| at);
        if is_form {
            let found = entry.start.and_then(|_| by_rule()).or_else(|| self.corrected(entry));
            return found.filter(|at| !self.is_of_two(*at, entry));
        }
        by_rule().or_else(only_of_site)
    }

    /// The only entry that a correction can mean.
    fn corrected(&self, entry: &EntryIdentity) -> Option<usize> {
        let meant = CORRECTED.iter().map(|rule| {
            let is_meant = |at: &usize| rule(&self.known[*at], entry) && self.known[*at].may_be_edition_of(entry);
            (0..self.known.len()).filter(is_meant).collect::<Vec<usize>>()
        });
        match meant.into_iter().find(|meant| !meant.is_empty())?[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// True if the entry that a correction seems to mean has its name and another has its site, or the other way round.
    fn is_of_two(&self, at: usize, entry: &EntryIdentity) -> bool {
        let found = &self.known[at];
        let is_any = |is: fn(&EntryIdentity, &EntryIdentity) -> bool| self.known.iter().any(|other| is(other, entry));
        let has_other_site = found.site.is_some() && entry.site.is_some() && !found.has_site_of(entry);
        has_other_site && is_any(EntryIdentity::has_site_of)
            || !found.shares_stem_with(entry) && is_any(EntryIdentity::shares_name_with)
    }

    /// The reason why a correction changes no entry, and what to write instead.
    pub(super) fn why_not_found(&self, entry: &EntryIdentity) -> String {
        if let Some(id) = &entry.corrects {
            let help = spelling::nearest(id, self.ids().map(String::as_str));
            let help = help.map_or(String::new(), |id| format!("; did you mean `{id}`?"));
            return format!("the list has no entry `{}`{help}", spelling::shown(id));
        }
        let alike = self.known.iter().filter(|known| CORRECTED.iter().any(|rule| rule(known, entry)));
        let alike: Vec<String> = alike.filter_map(|known| Some(format!("`{}`", known.id.as_ref()?))).collect();
        match &alike[..] {
            [] => "the list has no conference with this website or name".to_owned(),
            [one] => format!(
                "the list has {one} with this website or name, of another year or with other dates: if it is meant, name it by its id"
            ),
            [some @ .., last] if some.len() < MAX_SHOWN => format!(
                "the list has {} and {last} with this website or name: name the one that is meant by its id",
                some.join(", ")
            ),
            many => format!(
                "the list has {} conferences with this website or name, such as {}: name the one that is meant by its id",
                many.len(),
                many[..MAX_SHOWN].join(", ")
            ),
        }
    }

    /// Remarks on new entries that may be conferences of the list: they have the name and the year of one, and no other entry has, or
    /// a name like it on the same host.
    pub(super) fn duplicates(&self, fresh: &[Entry]) -> Vec<Remark> {
        let mut by_edition: HashMap<String, Vec<&EntryIdentity>> = HashMap::new();
        for known in &self.known {
            let of_any = known.names.iter().map(|name| edition(name, ANY_YEAR));
            for edition in known.editions().into_iter().chain(of_any).collect::<BTreeSet<_>>() {
                by_edition.entry(edition).or_default().push(known);
            }
        }
        let fresh: Vec<(&Entry, BTreeSet<String>)> =
            fresh.iter().map(|entry| (entry, EntryIdentity::of_entry(entry).may_be())).collect();
        let mut counts: HashMap<&String, usize> = HashMap::new();
        fresh.iter().flat_map(|(_, editions)| editions).for_each(|edition| *counts.entry(edition).or_default() += 1);
        let remark = |(entry, editions): &(&Entry, BTreeSet<String>)| {
            let of_edition = || {
                editions.iter().filter(|edition| counts[edition] == 1).find_map(|edition| {
                    match &by_edition.get(edition)?[..] {
                        [known] => known.id.as_ref(),
                        _ => None,
                    }
                })
            };
            let identity = EntryIdentity::of_entry(entry);
            let on_host = || self.known.iter().find(|known| known.may_be_twice(&identity))?.id.as_ref();
            let (of_list, has) = match of_edition() {
                Some(id) => (id, "its name"),
                None => (on_host()?, "a name like it on the same host"),
            };
            let message = format!(
                "{}: may be the conference `{of_list}` of the list, which has {has}: it is added, because its dates, its website or its \
                 name are others",
                shown(&entry.name)
            );
            Some(Remark::new(&entry.origin, message))
        };
        fresh.iter().filter_map(remark).collect()
    }
}

/// The id of an entry of a list; without the key, the one that the list's reader makes.
pub(super) fn table_id(table: &dyn TableLike) -> Option<String> {
    let text = |key: &str| table.get(key).and_then(Item::as_str);
    let expected = || text("expected")?.get(..4)?.parse().ok();
    let year = day(table.get("start")).map(|day| day.year()).or_else(expected);
    text("id").map(str::to_owned).or_else(|| Some(crate::slug::default_id(text("name")?, year)))
}

/// The day of a date.
pub(super) fn day(item: Option<&Item>) -> Option<NaiveDate> {
    let date = item?.as_datetime()?.date?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}
