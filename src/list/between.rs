//! Faults between entries of all lists: one id for two, the same conference twice, `part-of` without its conference.
//!
//! Comes in: the entries in the order of the lists, each with the namespace of its own list's feed. Goes out: diagnostics,
//! each conference once, with an id that no other has, and the conference that it is part of. Within one namespace two
//! entries with one id are a fault. Lists of different namespaces know nothing of each other: both keep their ids, for their
//! UIDs, and the same conference in both is no fault of either.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use arcstr::Substr;
use chrono::NaiveDate;
use uuid::Uuid;

use super::conference::ListEntry;
use super::context::Located;
use super::faults::{Fault, Faults, Span};
use super::regions::of_namespace;
use crate::diagnostic::Code;
use crate::model::{Conference, Parent, Status};
use crate::slug::slug;
use crate::spelling::{nearest, shown};
use crate::time::{Expected, Interval};
use crate::uri;

/// Two conferences of one address that begin further apart are two editions.
const MAX_DAYS_MOVED: i64 = 90;

/// An address that more entries have tells none of them.
const MAX_OF_ONE_ADDRESS: usize = 50;

/// The ids that conferences of the feed have, by the namespace and the id in their own lists, where the two differ.
pub(super) type Renamed = HashMap<(Uuid, Substr), Substr>;

/// Checks the entries against each other, and makes of them what they are in the feed.
pub(super) fn resolve(entries: &mut [ListEntry], faults: &mut Faults) -> Renamed {
    let ids = Ids::of(entries, faults);
    same_names(entries, &ids, faults);
    series_overlaps(entries, faults);
    let first_list = entries.first().map(|entry| entry.namespace);
    let are_of_several = entries.iter().any(|entry| Some(entry.namespace) != first_list);
    let again = if are_of_several { listed_again(entries, faults) } else { HashMap::new() };
    let new_ids = if are_of_several { new_ids(entries, &again) } else { HashMap::new() };
    let counts = |index: usize| again.get(&index).copied().unwrap_or(index);
    let known = LazyCell::new(|| ids.sorted());
    let parents: Vec<(usize, Parent)> = entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| {
            let parent = counts(parent(entry, &ids, &known, faults)?);
            let Conference { id, name, .. } = entries[parent].conference.as_ref()?;
            let id = new_ids.get(&parent).unwrap_or(id).clone();
            let uid = entries[parent].conference.as_ref()?.uid();
            // Its own entry in another list may be what it is part of.
            (parent != counts(index)).then(|| (index, Parent { id, uid, name: name.clone() }))
        })
        .collect();
    let mut renamed = Renamed::new();
    for index in again.keys().chain(new_ids.keys()) {
        let id_in_feed = new_ids.get(&counts(*index)).or(entries[counts(*index)].id.as_ref().map(|id| &id.value));
        if let (Some(id), Some(id_in_feed)) = (&entries[*index].id, id_in_feed) {
            renamed.insert((entries[*index].namespace, id.value.clone()), id_in_feed.clone());
        }
    }
    for (index, parent) in parents {
        if let Some(conference) = &mut entries[index].conference {
            conference.part_of = Some(parent);
        }
    }
    for (index, id) in new_ids {
        if let Some(conference) = &mut entries[index].conference {
            conference.id = id;
        }
    }
    again.into_keys().for_each(|index| entries[index].conference = None);
    renamed
}

/// Who has which id.
struct Ids {
    /// The first entry with an id in the lists of one namespace.
    own: HashMap<(Uuid, Substr), usize>,
    /// The first entry with an id in any list.
    any: HashMap<Substr, usize>,
}

impl Ids {
    fn of(entries: &[ListEntry], faults: &mut Faults) -> Ids {
        let mut ids = Ids { own: HashMap::with_capacity(entries.len()), any: HashMap::with_capacity(entries.len()) };
        let mut again = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let Some(id) = &entry.id else { continue };
            ids.any.entry(id.value.clone()).or_insert(index);
            let first = *ids.own.entry((entry.namespace, id.value.clone())).or_insert(index);
            if first != index {
                again.push((index, first));
            }
        }
        ids.report(&again, entries, faults);
        ids
    }

    /// Reports the entries whose id an earlier one has, each with another id that it may have.
    fn report(&self, again: &[(usize, usize)], entries: &[ListEntry], faults: &mut Faults) {
        let mut advised: HashSet<(Uuid, String)> = HashSet::new();
        let mut made_from = HashSet::new();
        for &(index, first) in again {
            let (entry, first) = (&entries[index], &entries[first]);
            let (Some(id), Some(first_id)) = (&entry.id, &first.id) else { continue };
            let is_free = |id: &String| !self.own.contains_key(&(entry.namespace, Substr::from(id.as_str())));
            let other = other_ids(entry, first, &id.value).into_iter().filter(is_free);
            let is_same = entry.conference.as_ref().zip(first.conference.as_ref()).is_some_and(|(entry, first)| {
                let cities = entry.place.city.as_deref().zip(first.place.city.as_deref());
                name_and_dates(entry) == name_and_dates(first)
                    && cities.is_none_or(|(one, other)| slug(one) == slug(other))
            });
            let help = match other.map(|id| (entry.namespace, id)).find(|id| advised.insert(id.clone())) {
                // With another id, it would be in the calendar twice.
                _ if is_same => "they have the same name and dates: remove one of the two".to_owned(),
                Some((_, other)) => format!("write `id = \"{other}\"` here: the first keeps `{}`", id.value),
                None => {
                    "remove one of the two if they are one conference, else give one of them another `id`".to_owned()
                }
            };
            // To write down the id that is made from its name would make nothing better.
            made_from.extend(entry.name.filter(|name| *name == id.span));
            faults.push(
                Fault::new(Code::DuplicateId, id.span, format!("two conferences have the id `{}`", shown(&id.value)))
                    .label("the same id again")
                    .secondary(first_id.span, "first used here")
                    .help(help),
            );
        }
        if !made_from.is_empty() {
            let is_of_them = |fault: &Fault| fault.span().is_some_and(|span| made_from.contains(&span));
            faults.found.retain(|fault| fault.code != Code::NoId || !is_of_them(fault));
        }
    }

    /// The entry that an id means in a list: one of its own namespace, else the first that has it.
    fn get(&self, namespace: Uuid, id: &Substr) -> Option<usize> {
        self.own.get(&(namespace, id.clone())).or_else(|| self.any.get(id)).copied()
    }

    /// For guesses at what was meant.
    fn sorted(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.any.keys().map(Substr::as_str).collect();
        ids.sort_unstable();
        ids
    }
}

/// Ids by which a conference can be told from another that has its id: with the city, or with the month.
fn other_ids(entry: &ListEntry, first: &ListEntry, id: &str) -> Vec<String> {
    let Some((conference, first)) = entry.conference.as_ref().zip(first.conference.as_ref()) else { return Vec::new() };
    let city = |of: &Conference| of.place.city.as_deref().map(slug).filter(|city| !city.is_empty());
    let month = |of: &Conference| {
        let expected = of.expected.filter(|expected| expected.month().is_some()).map(Expected::first_day);
        let day = of.dates.map(|dates| dates.start().day()).or(expected)?;
        Some(day.format("%B").to_string().to_lowercase())
    };
    let differing = [(city(conference), city(first)), (month(conference), month(first))];
    let parts = differing.into_iter().filter(|(own, of_first)| own != of_first).filter_map(|(own, _)| own);
    parts.map(|part| format!("{id}-{part}")).collect()
}

/// The same conference listed twice in the lists of one namespace, unless under the same id, which has been reported.
fn same_names(entries: &[ListEntry], ids: &Ids, faults: &mut Faults) {
    let mut seen: HashMap<(Uuid, NameAndDates), usize> = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let (Some(conference), Some(name)) = (&entry.conference, entry.name) else { continue };
        let first = *seen.entry((entry.namespace, name_and_dates(conference))).or_insert(index);
        let has_own_id = || entry.id.as_ref().is_none_or(|id| ids.get(entry.namespace, &id.value) == Some(index));
        if let Some(first) = entries[first].name.filter(|_| first != index && has_own_id()) {
            faults.push(
                Fault::new(Code::SameNameAndDates, name, "two conferences have the same name and dates")
                    .label("the same conference?")
                    .secondary(first, "first listed here")
                    .help("remove one of the two, or make their names tell them apart".to_owned()),
            );
        }
    }
}

/// Two conferences of one series at the same time in different cities, in the lists of one namespace. A conference that is
/// part of another, or cancelled, may well be elsewhere.
fn series_overlaps(entries: &[ListEntry], faults: &mut Faults) {
    if !faults.want(Code::SeriesOverlap) {
        return;
    }
    let mut by_series: HashMap<(Uuid, String), Vec<Held>> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.part_of.is_none()) {
        let (Some(conference), Some(name)) = (&entry.conference, entry.name) else { continue };
        let (Some(series), Some(city)) = (&conference.series, &conference.place.city) else { continue };
        if let Some(dates) = conference.dates.filter(|_| conference.status != Status::Cancelled) {
            let (first, last) = (dates.start().day(), dates.last_day());
            let held = Held { first, last, city: city.to_lowercase(), name };
            by_series.entry((entry.namespace, series.to_lowercase())).or_default().push(held);
        }
    }
    for held in by_series.into_values() {
        overlaps(held, faults);
    }
}

/// When and where a conference of a series takes place.
struct Held {
    first: NaiveDate,
    last: NaiveDate,
    city: String,
    name: Span,
}

fn overlaps(mut held: Vec<Held>, faults: &mut Faults) {
    held.sort_by_key(|held| (held.first, held.name));
    // Of the ones before: the one that lasts longest, and the one that lasts longest elsewhere than that.
    let mut longest: [Option<&Held>; 2] = [None, None];
    for held in &held {
        let elsewhere = longest.into_iter().flatten().find(|other| other.city != held.city);
        if let Some(other) = elsewhere.filter(|other| held.first <= other.last) {
            let message = "two conferences of one series at the same time in different places";
            faults.push(
                Fault::new(Code::SeriesOverlap, held.name, message)
                    .label("takes place at the same time")
                    .secondary(other.name, "as this one")
                    .help(
                        "for one conference in two places write one entry, with a `[[conference.session]]` for each"
                            .to_owned(),
                    ),
            );
        }
        let [first, second] = longest;
        let is_longer = |than: Option<&Held>| than.is_none_or(|than| held.last > than.last);
        let is_same_city = first.is_some_and(|first| first.city == held.city);
        longest = match (is_longer(first), is_same_city) {
            (true, true) => [Some(held), second],
            (true, false) => [Some(held), first],
            (false, false) if is_longer(second) => [first, Some(held)],
            _ => longest,
        };
    }
}

/// The entries whose conference an earlier list of another namespace has too, each with the entry that counts.
fn listed_again(entries: &[ListEntry], faults: &mut Faults) -> HashMap<usize, usize> {
    let mut by_name: HashMap<NameAndDays, Vec<usize>> = HashMap::new();
    let mut by_address: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_id: HashMap<&Substr, Vec<usize>> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let Some(conference) = &entry.conference else { continue };
        by_name.entry(name_and_days(conference)).or_default().push(index);
        if let Some(id) = &entry.id {
            by_id.entry(&id.value).or_default().push(index);
        }
        if let Some(address) = conference.url.as_deref().and_then(uri::site) {
            by_address.entry(address).or_default().push(index);
        }
    }
    let first_of = |index: usize, same: &[usize], again: &HashMap<usize, usize>, is_same: &dyn Fn(usize) -> bool| {
        let others = same.iter().copied().take_while(|&other| other < index).filter(|&other| is_same(other));
        let counting = others.map(|other| again.get(&other).copied().unwrap_or(other));
        counting.filter(|&other| entries[other].namespace != entries[index].namespace).min()
    };
    let mut again = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let (Some(conference), Some(name)) = (&entry.conference, entry.name) else { continue };
        let same_name =
            by_name.get(&name_and_days(conference)).and_then(|same| first_of(index, same, &again, &|_| true));
        let address = conference.url.as_deref().and_then(uri::site);
        let same_address = address.and_then(|address| {
            let same = by_address.get(&address)?;
            first_of(index, same, &again, &|other| is_one_edition(entries, same, index, other))
        });
        let same_id = entry.id.as_ref().and_then(|id| {
            let is_same =
                |other: usize| entries[other].conference.as_ref().is_some_and(|other| meet(conference, other));
            first_of(index, by_id.get(&id.value)?, &again, &is_same)
        });
        let (first, has) = match (same_name, same_address, same_id) {
            (Some(first), ..) => (first, "has the same name and dates"),
            (_, Some(first), _) => (first, "has the same address"),
            (.., Some(first)) => (first, "has the same id, dates and place"),
            _ => continue,
        };
        let Some(first_name) = entries[first].name else { continue };
        again.insert(index, first);
        faults.push(
            Fault::new(Code::InTwoLists, name, "this conference is in an earlier list too")
                .label("left out, with its sessions, deadlines and tags")
                .secondary(first_name, format!("counts instead: it {has}"))
                .help("give the lists in another order for the other to count".to_owned()),
        );
    }
    again
}

/// The name without regard to case, and when it is to be.
type NameAndDates = (String, Option<Interval>, Option<Expected>);

fn name_and_dates(conference: &Conference) -> NameAndDates {
    (conference.name.to_lowercase(), conference.dates, conference.expected)
}

/// The same, with the days on which it may be.
type NameAndDays = (String, Option<(NaiveDate, NaiveDate)>);

fn name_and_days(conference: &Conference) -> NameAndDays {
    (conference.name.to_lowercase(), conference.span())
}

/// True if two of the entries that have one address are the same conference: at about the same time, and each the only
/// one of its list. A conference and the workshops beside it often have one address.
fn is_one_edition(entries: &[ListEntry], same: &[usize], one: usize, other: usize) -> bool {
    if same.len() > MAX_OF_ONE_ADDRESS {
        return false;
    }
    let is_near = |one: usize, other: usize| {
        let conferences = entries[one].conference.as_ref().zip(entries[other].conference.as_ref());
        conferences.is_some_and(|(one, other)| are_near(one, other))
    };
    let is_alone = |index: usize| {
        let others =
            same.iter().filter(|&&third| third != index && entries[third].namespace == entries[index].namespace);
        !others.into_iter().any(|&third| is_near(index, third))
    };
    is_near(one, other) && is_alone(one) && is_alone(other)
}

/// True if two conferences begin on one day in one place, as far as the place is known.
fn meet(one: &Conference, other: &Conference) -> bool {
    let starts = one.dates.zip(other.dates).map(|(one, other)| (one.start().day(), other.start().day()));
    let city = |of: &Conference| of.place.city.as_deref().map(slug);
    let is_one = |one: Option<String>, other: Option<String>| one.is_none() || other.is_none() || one == other;
    starts.is_some_and(|(start, other)| start == other) && is_one(city(one), city(other))
}

/// True if two conferences begin about the same time, as far as that is known.
fn are_near(one: &Conference, other: &Conference) -> bool {
    let Some(((start, end), (other_start, other_end))) = one.span().zip(other.span()) else { return false };
    match (one.dates, other.dates) {
        (Some(_), Some(_)) => start.signed_duration_since(other_start).num_days().abs() <= MAX_DAYS_MOVED,
        // One of the two is to be in that month or year.
        _ => start <= other_end && other_start <= end,
    }
}

/// For each entry whose id an earlier one of another namespace has, another that nobody has.
fn new_ids(entries: &[ListEntry], again: &HashMap<usize, usize>) -> HashMap<usize, Substr> {
    let ids = || entries.iter().enumerate().filter(|(index, _)| !again.contains_key(index));
    let mut taken: HashSet<Substr> = HashSet::with_capacity(entries.len());
    let mut are_second = Vec::new();
    for (index, entry) in ids() {
        let Some(id) = &entry.id else { continue };
        if !taken.insert(id.value.clone()) {
            are_second.push((index, entry.namespace, &id.value));
        }
    }
    let mut new_ids = HashMap::new();
    for (index, namespace, id) in are_second {
        let free = of_namespace(id, namespace).into_iter().map(Substr::from).find(|free| taken.insert(free.clone()));
        new_ids.extend(free.map(|free| (index, free)));
    }
    new_ids
}

/// The entry that `part-of` names.
fn parent<'e>(
    entry: &ListEntry,
    ids: &Ids,
    known: &LazyCell<Vec<&'e str>, impl FnOnce() -> Vec<&'e str>>,
    faults: &mut Faults,
) -> Option<usize> {
    let part_of: &Located<Substr> = entry.part_of.as_ref()?;
    let own = entry.id.as_ref().map(|id| id.value.as_str());
    let unknown = |message: String| Fault::new(Code::UnknownConference, part_of.span, message);
    match ids.get(entry.namespace, &part_of.value) {
        Some(_) if own == Some(&part_of.value) => faults.push(
            unknown("a conference cannot be part of itself".to_owned())
                .help("name the id of the other conference".to_owned()),
        ),
        Some(index) => return Some(index),
        None => {
            let others = || known.iter().copied().filter(|other| Some(*other) != own);
            let near = if faults.may_guess() { nearest(&part_of.value, others()) } else { None };
            let help = match near {
                Some(id) => format!("did you mean `{id}`?"),
                None => "`part-of` takes the `id` of another conference of the list".to_owned(),
            };
            faults.push(unknown(format!("no conference has the id `{}`", shown(&part_of.value))).help(help));
        }
    }
    None
}
