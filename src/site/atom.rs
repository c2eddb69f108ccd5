//! News of the list and deadlines that close soon as Atom feeds (RFC 4287), and the map of the site for search engines.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::feeds::page_path;
use super::file::SiteFile;
use super::since::{ConferenceSince, Since};
use crate::calendar::EncodedFeed;
use crate::deadline_kind::DeadlineKind;
use crate::model::{Conference, Deadline};
use crate::revision::Stamp;
use crate::time::{DateOrTime, clock, day_in_words, minutes_before, rfc3339};
use crate::uri::BaseUrl;

/// The most entries; older ones are left out.
const MAX_ENTRIES: usize = 50;

/// The days before a deadline in which it is closing soon.
const CLOSING_DAYS: i64 = 14;

/// An entry of a feed.
struct AtomEntry<'f> {
    id: Uuid,
    time: DateTime<Utc>,
    title: String,
    text: String,
    /// The path of the page of its conference.
    page: String,
    /// The address of the conference or of the call on its own site.
    url: Option<&'f str>,
}

impl<'f> AtomEntry<'f> {
    /// News of a conference.
    fn conference(id: Uuid, time: DateTime<Utc>, conference: &'f Conference, prefix: &str) -> AtomEntry<'f> {
        let title = format!("{prefix}{}", conference.title());
        let (text, page) = (dates_and_place(conference), page_path(&conference.id));
        AtomEntry { id, time, title, text, page, url: conference.url.as_deref() }
    }

    /// News of a deadline, which is due on this day.
    fn deadline(
        id: Uuid,
        time: DateTime<Utc>,
        conference: &'f Conference,
        deadline: &'f Deadline,
        day: NaiveDate,
    ) -> AtomEntry<'f> {
        let url = deadline.url.as_deref().or(conference.url.as_deref());
        let (title, page) = (deadline.title(conference), page_path(&conference.id));
        AtomEntry { id, time, title, text: day_in_words(day), page, url }
    }
}

/// `11–17 July 2022, Dublin, Ireland`
fn dates_and_place(conference: &Conference) -> String {
    let (days, place) = (conference.days_in_words(), conference.place.text());
    if place.is_empty() { days } else { format!("{days}, {place}") }
}

/// The list that the entries of Atom feeds are about.
#[derive(Clone)]
pub(super) struct AtomSource {
    pub(super) events: Arc<EncodedFeed>,
    pub(super) base: Option<BaseUrl>,
    pub(super) since: Arc<Since>,
    pub(super) now: DateTime<Utc>,
    pub(super) revision: Stamp,
}

impl AtomSource {
    /// The Atom feeds of a site.
    pub(super) fn files(&self) -> [SiteFile; 2] {
        [("atom.xml", news as fn(&AtomSource) -> String), ("closing.xml", closing)].map(|(path, text)| {
            let source = self.clone();
            SiteFile::text(path, "application/atom+xml; charset=utf-8", move || text(&source))
        })
    }
}

/// The news of the list, the newest first: conferences that were added, dated, put off or cancelled, and the calls that are
/// open now.
fn news(source: &AtomSource) -> String {
    let &AtomSource { ref events, ref base, ref since, now, revision } = source;
    let (feed, base) = (events.feed(), base.as_ref());
    let mut entries = Vec::new();
    for conference in &feed.conferences {
        let uid = conference.uid();
        let known = since.conference(uid);
        if let Some(time) = known.listed {
            let dated = known.dated.filter(|_| conference.dates.is_some());
            let later = dated.filter(|dated| *dated > time);
            let is_announced = dated.is_none() || later.is_some();
            let prefix = |news| if conference.status.takes_place() { news } else { "" };
            let announced = if is_announced { prefix("Announced: ") } else { "" };
            entries.push(AtomEntry::conference(uid, time, conference, announced));
            let dated_id = Uuid::new_v5(&uid, b"dated");
            entries.extend(later.map(|time| AtomEntry::conference(dated_id, time, conference, prefix("Dated: "))));
            entries.extend(change_of_status(uid, known, conference, time));
        }
        for (deadline, due) in calls(conference).filter(|(_, due)| due.over_at() > now) {
            let uid = conference.deadline_uid(deadline);
            let Some(since) = since.deadline(uid).listed else { continue };
            // A call is news when it opens; without an opening time, when it is listed.
            let time = deadline.opens.map_or(since, |opens| since.max(opens.sort_key()));
            if time <= now {
                entries.push(AtomEntry::deadline(uid, time, conference, deadline, due.day()));
            }
        }
    }
    let title = feed.name.as_deref().unwrap_or("Conferences");
    AtomFeed { path: "atom.xml", id: feed.namespace(), title, author: title }.xml(entries, base, revision)
}

/// News of a conference that was put off or cancelled after it was listed. One that is put off twice is news twice.
fn change_of_status(
    uid: Uuid,
    known: ConferenceSince,
    conference: &Conference,
    listed: DateTime<Utc>,
) -> Option<AtomEntry<'_>> {
    let status = conference.status;
    let since = known.status(status).filter(|since| !status.takes_place() && *since > listed)?;
    let id = Uuid::new_v5(&Uuid::new_v5(&uid, status.as_str().as_bytes()), rfc3339(since).as_bytes());
    Some(AtomEntry::conference(id, since, conference, ""))
}

/// The deadlines of a conference that somebody can meet, with their due dates; none if it is put off or cancelled.
fn calls(conference: &Conference) -> impl Iterator<Item = (&Deadline, DateOrTime)> {
    let deadlines = conference.deadlines.iter().filter(|_| conference.status.takes_place());
    let calls = deadlines.filter(|deadline| deadline.kind != DeadlineKind::Notification);
    calls.filter_map(|deadline| Some((deadline, deadline.due?)))
}

/// The deadlines that close within [`CLOSING_DAYS`] from now. An entry is dated when its deadline came so near, or when it was
/// listed or moved to its day if that was later: programs that send new entries by mail pass over one that is dated ahead, or before their last
/// letter.
fn closing(source: &AtomSource) -> String {
    let &AtomSource { ref events, ref base, ref since, now, revision } = source;
    let (feed, base) = (events.feed(), base.as_ref());
    let mut entries = Vec::new();
    for conference in &feed.conferences {
        for (deadline, due) in calls(conference).filter(|(_, due)| due.over_at() > now) {
            let uid = conference.deadline_uid(deadline);
            let near = minutes_before(due.sort_key(), CLOSING_DAYS * 24 * 60);
            let since = since.deadline(uid).due(due.day());
            let time = since.map_or(near, |since| near.max(since));
            if near <= now {
                // One that is extended closes again.
                let id = Uuid::new_v5(&uid, format!("closing {}", due.day()).as_bytes());
                let entry = AtomEntry::deadline(id, time.min(now), conference, deadline, due.day());
                let text = format!("{} ({})", closing_time(due), dates_and_place(conference));
                entries.push(AtomEntry { text, ..entry });
            }
        }
    }
    let author = feed.name.as_deref().unwrap_or("Conferences");
    let id = Uuid::new_v5(&feed.namespace(), b"closing");
    AtomFeed { path: "closing.xml", id, title: &format!("{author}: closing soon"), author }.xml(entries, base, revision)
}

/// `3 April 2022`, `3 April 2022, 23:59 AoE`
fn closing_time(due: DateOrTime) -> String {
    match due {
        DateOrTime::Day(day) => day_in_words(day),
        DateOrTime::Moment(moment) => {
            format!("{}, {} {}", day_in_words(due.day()), clock(moment.local()), moment.zone_name())
        }
    }
}

/// A feed without its entries.
struct AtomFeed<'f> {
    path: &'f str,
    id: Uuid,
    title: &'f str,
    author: &'f str,
}

impl AtomFeed<'_> {
    /// The feed with its newest entries.
    fn xml(self, mut entries: Vec<AtomEntry>, base: Option<&BaseUrl>, revision: Stamp) -> String {
        entries.sort_by_key(|entry| (Reverse(entry.time), entry.id));
        entries.truncate(MAX_ENTRIES);
        let updated = entries.first().map_or(revision.time(), |newest| newest.time);
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
             <id>urn:uuid:{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
            self.id,
            escape(self.title),
            rfc3339(updated),
            escape(self.author),
        );
        if let Some(base) = base {
            let (base, path) = (escape(base.as_str()), self.path);
            xml += &format!("<link rel=\"self\" href=\"{base}{path}\"/>\n<link href=\"{base}\"/>\n");
        }
        for entry in entries {
            let link = links(&entry, base);
            xml += &format!(
                "<entry><id>urn:uuid:{}</id><title>{}</title><published>{time}</published><updated>{time}</updated>{link}\
                 <summary>{}</summary></entry>\n",
                entry.id,
                escape(&entry.title),
                escape(&entry.text),
                time = rfc3339(entry.time),
            );
        }
        xml + "</feed>\n"
    }
}

/// The links of an entry: to the page of its conference, and to the conference's own; to that alone if the address of the site is
/// not known.
fn links(entry: &AtomEntry, base: Option<&BaseUrl>) -> String {
    let own = |rel: &str| entry.url.map(|url| format!("<link{rel} href=\"{}\"/>", escape(url))).unwrap_or_default();
    match base {
        Some(base) => format!("<link href=\"{}\"/>{}", escape(&base.join(&entry.page)), own(" rel=\"related\"")),
        None => own(""),
    }
}

/// The most addresses of a sitemap (sitemaps.org).
const MAX_SITEMAP_URLS: usize = 50_000;

/// `sitemap.xml` (sitemaps.org): the page with the time of its last change, and the pages at the other paths.
pub(super) fn sitemap<'p>(base: &BaseUrl, time: Stamp, paths: impl Iterator<Item = &'p str>) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <url><loc>{}</loc><lastmod>{}</lastmod></url>\n",
        escape(base.as_str()),
        rfc3339(time.time()),
    );
    for path in paths.take(MAX_SITEMAP_URLS - 1) {
        text += &format!("<url><loc>{}</loc></url>\n", escape(&base.join(path)));
    }
    text + "</urlset>\n"
}

/// Escapes text for XML and drops the characters that XML forbids (XML 1.0 §2.2).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(char),
            '\u{fffe}' | '\u{ffff}' => {}
            char if char.is_control() => {}
            char => escaped.push(char),
        }
    }
    escaped
}
