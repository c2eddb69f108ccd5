//! Warns of published events that the list no longer has, or has under another UID.

use std::collections::{HashMap, HashSet};

use arcstr::Substr;
use chrono::{Datelike as _, NaiveDate};
use uuid::Uuid;

use super::header::Header;
use super::previous_feed::{PreviousFeed, PublishedEvent};
use super::stamp::Stamp;
use super::uid::PublishedUid;
use crate::diagnostic::{Code, Diagnostic, Label, Source};
use crate::ics::lines::{self, Lines};
use crate::list::quoted;
use crate::model::{Conference, Feed, Status, uid};
use crate::slug::default_id;
use crate::time::DateOrTime;

/// The number of years, back and ahead, in which the id of a moved conference is looked for.
const MAX_YEARS_MOVED: i32 = 10;

/// The seed of the namespace of a list without an `id` and a `url`.
const NO_FEED_ID: &str = "confcal";

impl PreviousFeed<'_> {
    /// A warning for every published conference, session and deadline that the list no longer has, has under another
    /// UID, or has without its dates. The parts of a removed conference are counted with it, and a changed `[feed] id`
    /// is one warning. `feed` is the whole list before any filter, `lists` its texts, which the warnings point into,
    /// and `list_time` the time of the list: events that `keep` would have retired by then are not reported.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Code, Feed, PreviousFeed, Source, Stamp};
    /// let text = "BEGIN:VCALENDAR\nPRODID:-//confcal//confcal//EN\n\
    ///             BEGIN:VEVENT\nUID:1\nSUMMARY:PyCon UK\nEND:VEVENT\nEND:VCALENDAR\n";
    /// let source = Source::new("feed.ics", text);
    /// let removed = PreviousFeed::read(&source).removed(&Feed::default(), &[], Stamp::new(Default::default()));
    /// assert_eq!((removed.len(), removed[0].code), (1, Code::EventGone));
    /// ```
    pub fn removed(&self, feed: &Feed, lists: &[Source], list_time: Stamp) -> Vec<Diagnostic> {
        let mut is_known = vec![false; self.len()];
        feed.uids().filter_map(|uid| self.index(&uid.into())).for_each(|index| is_known[index] = true);
        let undated: HashSet<usize> = undated(feed).filter_map(|uid| self.index(&uid.into())).collect();
        undated.iter().for_each(|&index| is_known[index] = false);
        let kept_from = feed.kept_from(list_time.time());
        let is_retired = |event: &PublishedEvent| {
            event.last_day().zip(kept_from).is_some_and(|(last, from)| DateOrTime::Day(last).over_at() < from)
        };
        let is_removed = |event: &PublishedEvent| !is_known[event.index] && !event.is_reminder() && !is_retired(event);
        let mut removed: Vec<_> = self.select(|index| !is_known[index]).filter(is_removed).collect();
        if removed.is_empty() {
            return Vec::new();
        }
        if !self.is_ours {
            let (count, verb) =
                if removed.len() == 1 { ("1 event", "is") } else { (&*format!("{} events", removed.len()), "are") };
            let message = format!("{count} of the previous feed {verb} not of this list");
            let help = "they are dropped: whoever subscribed to the previous feed loses them".to_owned();
            return vec![Diagnostic::unlocated(Code::EventGone, message).help(help)];
        }
        let (new, published) = self.new_items(feed);
        let by_title = ByTitle::new(&new);
        let mut found = self.another_feed_id(feed, lists, &new, &published, &by_title, &mut removed);
        let mut parts: HashMap<usize, usize> = HashMap::new();
        removed.retain(|event| {
            let parent = event.value("RELATED-TO").filter(|_| event.is_part());
            let parent = parent.and_then(|uid| self.event(&uid.as_str().into())).filter(is_removed);
            let Some(parent) = parent else { return true };
            *parts.entry(parent.index).or_default() += 1;
            false
        });
        let old_ids = old_ids(feed, &new);
        let mut advised = HashSet::new();
        found.extend(removed.into_iter().filter_map(|event| {
            if undated.contains(&event.index) {
                return Some(self.undated_again(&event));
            }
            let by_year = old_ids.get(event.uid).map(|(item, id)| (*item, Some(id.as_str())));
            Some(match by_year.or_else(|| Some((by_title.find(&event).next()?, None))) {
                // An undated conference loses its own event too, so its parts are separate; one id brings all of them
                // back.
                Some((item, Some(id))) if !advised.insert((&item.path, id)) => return None,
                Some((item, id)) => self.another_id(&event, item, id, lists),
                None => self.event_removed(&event, parts.get(&event.index).copied().unwrap_or_default()),
            })
        }));
        found
    }

    /// The entries of the list that the feed does not have, and the namespaces of those that it has.
    fn new_items<'f>(&self, feed: &'f Feed) -> (Vec<ListItem<'f>>, HashSet<Uuid>) {
        let (mut new, mut published) = (Vec::new(), HashSet::new());
        for item in feed.conferences.iter().flat_map(items) {
            if self.index(&item.uid.into()).is_none() {
                new.push(item);
            } else {
                published.insert(item.namespace);
            }
        }
        (new, published)
    }

    /// A warning for the lists of one namespace whose events were all published under other UIDs. Removes those events
    /// from `removed`. `published` are the namespaces of which an event is published under its UID.
    fn another_feed_id(
        &self,
        feed: &Feed,
        lists: &[Source],
        new: &[ListItem],
        published: &HashSet<Uuid>,
        by_title: &ByTitle,
        removed: &mut Vec<PublishedEvent>,
    ) -> Vec<Diagnostic> {
        let seeds: Vec<String> = self.seeds(feed);
        let mut seen = published.clone();
        let namespaces: Vec<Uuid> = new.iter().map(|item| item.namespace).filter(|own| seen.insert(*own)).collect();
        let mut found = Vec::new();
        for namespace in namespaces {
            let of_it = || new.iter().filter(|item| item.namespace == namespace);
            let was = |seed: &String| {
                let old = Uuid::new_v5(&Uuid::NAMESPACE_URL, seed.as_bytes());
                of_it().any(|item| self.index(&uid(old, &item.path).into()).is_some())
            };
            let seed = seeds.iter().find(|seed| was(seed));
            let old = seed.map(|seed| Uuid::new_v5(&Uuid::NAMESPACE_URL, seed.as_bytes()));
            let old_uids: HashSet<PublishedUid> =
                of_it().filter_map(|item| Some(uid(old?, &item.path).into())).collect();
            let is_it = |event: &PublishedEvent| {
                old_uids.contains(event.uid) || by_title.find(event).any(|item| item.namespace == namespace)
            };
            let its: HashSet<usize> = removed.iter().filter(|event| is_it(event)).map(|event| event.index).collect();
            let count = its.len();
            let is_conference = |event: &&PublishedEvent| its.contains(&event.index) && !event.is_part();
            // A single conference that matches may have another id of its own.
            if count == 0 || seed.is_none() && removed.iter().filter(is_conference).count() < 2 {
                continue;
            }
            removed.retain(|event| !its.contains(&event.index));
            let events = if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
            let message = format!(
                "the `id` of the feed is another than before: subscribers lose {events}, and get all of them anew"
            );
            let help = match seed {
                Some(seed) => format!("put the old one back: `id = {}` in `[feed]`", quoted(seed)),
                None => "put the old `id` of `[feed]` back, or its old `url` if it had no `id`".to_owned(),
            };
            let mut warning = Diagnostic::unlocated(Code::FeedIdChanged, message).help(help);
            let id = feed.id.as_ref().filter(|_| namespace == feed.namespace());
            let label = id.and_then(|id| Label::of(id, lists, "the new one"));
            // The feed of a further list keeps no `id`, so the label is at its table.
            let table = || feed_table(&of_it().find_map(|item| Label::of(item.at, lists, ""))?.source);
            warning.labels.extend(label.or_else(table));
            found.push(warning);
        }
        found
    }

    /// The texts that may be the seed of this feed's namespace, if its list had no `id`.
    fn seeds(&self, feed: &Feed) -> Vec<String> {
        let head = self.head();
        let of_head = Lines::new(&head).filter_map(|line| {
            let (name, _, value) = lines::parts(&line.text)?;
            matches!(name, "URL" | "SOURCE").then(|| value.to_owned())
        });
        of_head.chain(feed.url.iter().map(|url| url.to_string())).chain([NO_FEED_ID.to_owned()]).collect()
    }

    fn another_id(&self, event: &PublishedEvent, item: &ListItem, old: Option<&str>, lists: &[Source]) -> Diagnostic {
        let (before_name, title) = (event.name(), &*item.title);
        let before_name = without_status(&before_name);
        let is_next =
            old.is_some() && before_name != title && item.conference.name.contains(|char: char| char.is_ascii_digit());
        let message = if is_next {
            format!("`{title}` took the place of `{before_name}`, which is gone from the calendars of subscribers")
        } else {
            format!("`{title}` has another id than before, so subscribers lose the event and get a second one")
        };
        let help = match old {
            Some(id) if is_next => format!(
                "if it is the next edition, put the entry of `{before_name}` back and add this one as an entry of its own; \
                 if `{before_name}` was moved, write `id = \"{id}\"`, which it had before"
            ),
            Some(id) => format!(
                "if it was moved, write `id = \"{id}\"`, which it had before; if it is the next edition, put the entry of \
                 the last one back and add this one as an entry of its own"
            ),
            None => "give it its old `id` back".to_owned(),
        };
        let (id, before) = (item.path.rsplit('/').next().unwrap_or_default(), self.summary_label(event));
        let warning = match item.id_label(lists, &format!("its id is `{id}`")) {
            Some(label) => Diagnostic::new(Code::IdChanged, label, message).secondary(before),
            None => Diagnostic::new(Code::IdChanged, before, message),
        };
        warning.help(help)
    }

    fn event_removed(&self, event: &PublishedEvent, parts: usize) -> Diagnostic {
        let with = match parts {
            0 => String::new(),
            1 => ", with 1 session or deadline".to_owned(),
            parts => format!(", with {parts} sessions and deadlines"),
        };
        let message =
            format!("`{}` is gone from the list{with}, and vanishes from the calendars of subscribers", event.name());
        let help = "if it is cancelled, put it back with `status = \"cancelled\"`, and subscribers see that; if it has a new \
                    name or id, give it its old `id`";
        Diagnostic::new(Code::EventGone, self.summary_label(event), message).help(help.to_owned())
    }

    /// A warning for a conference or a deadline that has lost its dates.
    fn undated_again(&self, event: &PublishedEvent) -> Diagnostic {
        let (key, help) = match event.is_part() {
            true => ("due", "leave the old `due` in until the new one is known, and then name it in `was`"),
            false => (
                "start",
                "leave the old dates in and write `status = \"postponed\"` until the new ones are known: it stays in \
                 calendars as postponed",
            ),
        };
        let message =
            format!("`{}` has no `{key}` any more: it vanishes from the calendars of subscribers", event.name());
        Diagnostic::new(Code::EventGone, self.summary_label(event), message).help(help.to_owned())
    }
}

/// An entry of the list that becomes an event.
struct ListItem<'f> {
    namespace: Uuid,
    /// The path of its UID within the namespace.
    path: String,
    uid: Uuid,
    /// Its SUMMARY without the prefix of its status.
    title: String,
    when: Option<DateOrTime>,
    /// A text of the list that stands in its entry.
    at: &'f Substr,
    /// Its id within its conference, or that of the conference.
    id: &'f Substr,
    header: Header<'f>,
    conference: &'f Conference,
}

impl ListItem<'_> {
    /// A label at the id in the list, or at the header of the table that has none.
    fn id_label(&self, lists: &[Source], text: &str) -> Option<Label> {
        let written = Label::of(self.id, lists, text).or_else(|| self.header.label(lists, text));
        written.or_else(|| Label::of(self.at, lists, text))
    }

    /// The possible days of its event, in local time and in UTC.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let utc = |when: DateOrTime| {
            if let DateOrTime::Moment(moment) = when { Some(moment.utc().date_naive()) } else { None }
        };
        let day = self.when.map(DateOrTime::day);
        day.into_iter().chain(self.when.and_then(utc).filter(move |utc| Some(*utc) != day))
    }
}

/// The entries that the previous feed does not have, by title and day.
struct ByTitle<'l, 'f>(HashMap<(&'l str, NaiveDate), Vec<&'l ListItem<'f>>>);

impl<'l, 'f> ByTitle<'l, 'f> {
    fn new(new: &'l [ListItem<'f>]) -> ByTitle<'l, 'f> {
        let mut by_title: HashMap<_, Vec<_>> = HashMap::new();
        for item in new {
            for day in item.days() {
                by_title.entry((item.title.as_str(), day)).or_default().push(item);
            }
        }
        ByTitle(by_title)
    }

    /// The entries with the title and the day of an event, whatever its status was.
    fn find(&self, event: &PublishedEvent) -> impl Iterator<Item = &'l ListItem<'f>> {
        let name = event.name();
        // A deadline with a time is due at the end of its block.
        let ends = ["DTSTART", "DTEND"].into_iter().take(if event.is_part() { 2 } else { 1 });
        let days = ends.filter_map(|end| lines::day(&event.value(end)?));
        let found = days.filter_map(|day| self.0.get(&(without_status(&name), day))).flatten().copied();
        found.collect::<Vec<_>>().into_iter()
    }
}

/// A title without the prefix of a status.
fn without_status(title: &str) -> &str {
    let prefixes = [Status::Tentative, Status::Cancelled, Status::Postponed].map(Status::prefix);
    prefixes.into_iter().find_map(|prefix| title.strip_prefix(prefix)).unwrap_or(title)
}

/// The entries of a conference: its own, its sessions and its deadlines.
fn items(conference: &Conference) -> Vec<ListItem<'_>> {
    let prefix = conference.status.prefix().len();
    let name = &conference.name;
    let item = |uid: Uuid, path: String, title: &str, when, id, header| {
        let (namespace, title) = (conference.identity.namespace, title.to_owned());
        let at = if let Header::Above { text, .. } = header { text } else { name };
        ListItem { namespace, path, uid, title, when, at, id, header, conference }
    };
    let start = conference.dates.map(|dates| dates.start());
    let (id, above) = (&conference.identity.id, Header::Above { key: "conference", text: name });
    let mut items = vec![item(conference.uid(), id.to_string(), name, start, id, above)];
    items.extend(conference.sessions.iter().map(|session| {
        let path = conference.session_path(session);
        let title = session.title(conference);
        let header = Header::Above { key: "conference.session", text: &session.name };
        let start = Some(session.dates.start());
        item(conference.session_uid(session), path, &title[prefix..], start, &session.id, header)
    }));
    items.extend(conference.deadlines.iter().enumerate().map(|(index, deadline)| {
        let path = conference.deadline_path(deadline);
        let title = deadline.title(conference);
        let header = match &deadline.name {
            Some(text) => Header::Above { key: "conference.deadline", text },
            None => Header::Within { key: "conference.deadline", index, text: name },
        };
        item(conference.deadline_uid(deadline), path, &title[prefix..], deadline.due, &deadline.id, header)
    }));
    items
}

/// The UIDs of conferences and deadlines without dates, which have no event.
fn undated(feed: &Feed) -> impl Iterator<Item = Uuid> {
    feed.conferences.iter().flat_map(|conference| {
        let own = conference.dates.is_none().then(|| conference.uid());
        let deadlines = conference.deadlines.iter().filter(|deadline| deadline.due.is_none());
        own.into_iter().chain(deadlines.map(|deadline| conference.deadline_uid(deadline)))
    })
}

/// The ids that conferences without a published event would have by default in other years, by the UIDs that these ids
/// make for the conference and its parts.
fn old_ids<'l, 'f>(feed: &Feed, new: &'l [ListItem<'f>]) -> HashMap<PublishedUid, (&'l ListItem<'f>, String)> {
    let taken: HashSet<(Uuid, &str)> =
        feed.conferences.iter().map(|other| (other.identity.namespace, &*other.identity.id)).collect();
    let mut parts: HashMap<(Uuid, &str), Vec<&str>> = HashMap::new();
    for item in new {
        if let Some((id, part)) = item.path.split_once('/') {
            parts.entry((item.namespace, id)).or_default().push(part);
        }
    }
    let mut ids = HashMap::new();
    for item in new.iter().filter(|item| !item.path.contains('/')) {
        let own_parts = parts.get(&(item.namespace, item.path.as_str()));
        let Some((first, _)) = item.conference.span() else { continue };
        let (name, own) = (&*item.conference.name, first.year());
        for year in own - MAX_YEARS_MOVED..=own + MAX_YEARS_MOVED {
            for name in [name.to_owned(), name.replace(&own.to_string(), &year.to_string())] {
                let id = default_id(&name, Some(year));
                if !taken.contains(&(item.namespace, &*id)) {
                    for part in own_parts.into_iter().flatten() {
                        let of_part = uid(item.namespace, &format!("{id}/{part}"));
                        ids.entry(of_part.into()).or_insert_with(|| (item, id.clone()));
                    }
                    ids.entry(uid(item.namespace, &id).into()).or_insert((item, id));
                }
            }
        }
    }
    ids
}

/// A label at the header of the `[feed]` table of a list.
fn feed_table(list: &Source) -> Option<Label> {
    const HEADER: &str = "[feed]";
    let text = list.text();
    let is_line = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
    let start = text.match_indices(HEADER).map(|(at, _)| at).find(is_line)?;
    Some(Label::new(list, start..start + HEADER.len(), ""))
}
