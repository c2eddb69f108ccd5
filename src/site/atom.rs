//! News of the list as an Atom feed (RFC 4287), and the map of the site for search engines.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::json::dated_key;
use crate::model::{Conference, Deadline, Feed, Status};
use crate::revision::Stamp;
use crate::time::{day_in_words, rfc3339};
use crate::uri::BaseUrl;

/// The most entries; older news are left out.
const MAX_ENTRIES: usize = 50;

/// An entry of the feed.
struct News<'f> {
    uid: Uuid,
    time: DateTime<Utc>,
    conference: &'f Conference,
    kind: NewsKind<'f>,
}

/// The kind of news.
enum NewsKind<'f> {
    /// A conference with dates was added to the list.
    Listed,
    /// A conference without dates was added to the list.
    Announced,
    /// A conference that was announced without dates now has them.
    Dated,
    /// A call is open until this day.
    Call(&'f Deadline, NaiveDate),
}

impl News<'_> {
    fn title(&self) -> String {
        let title = self.conference.title();
        match self.kind {
            NewsKind::Listed => title,
            NewsKind::Announced => format!("Announced: {title}"),
            NewsKind::Dated => format!("Dated: {title}"),
            NewsKind::Call(deadline, _) => deadline.title(self.conference),
        }
    }

    fn text(&self) -> String {
        if let NewsKind::Call(_, day) = self.kind {
            return day_in_words(day);
        }
        let (days, place) = (self.conference.days_in_words(), self.conference.place.text());
        if place.is_empty() { days } else { format!("{days}, {place}") }
    }

    fn url(&self) -> Option<&str> {
        let call_url = if let NewsKind::Call(deadline, _) = self.kind { deadline.url.as_deref() } else { None };
        call_url.or(self.conference.url.as_deref())
    }
}

/// The Atom feed: conferences that were added or dated, and calls that have opened by `now`, the newest first. `listed` has
/// the time at which each was first listed.
pub(super) fn atom(
    feed: &Feed,
    base: Option<&BaseUrl>,
    listed: &HashMap<Uuid, DateTime<Utc>>,
    now: DateTime<Utc>,
    revision: Stamp,
) -> String {
    let mut news = Vec::new();
    for conference in &feed.conferences {
        let uid = conference.uid();
        if let Some(&time) = listed.get(&uid) {
            let dated = conference.dates.and_then(|_| Some((dated_key(uid), *listed.get(&dated_key(uid))?)));
            let later = dated.filter(|(_, dated)| *dated > time);
            let is_announced = dated.is_none() || later.is_some();
            let kind = if is_announced { NewsKind::Announced } else { NewsKind::Listed };
            news.push(News { uid, time, conference, kind });
            news.extend(later.map(|(uid, time)| News { uid, time, conference, kind: NewsKind::Dated }));
        }
        if conference.status == Status::Cancelled {
            continue;
        }
        for deadline in &conference.deadlines {
            let uid = conference.deadline_uid(deadline);
            let Some((&since, due)) = listed.get(&uid).zip(deadline.due) else { continue };
            // A call is news when it opens; without an opening time, when it is listed.
            let time = deadline.opens.map_or(since, |opens| since.max(opens.sort_key()));
            if time <= now {
                news.push(News { uid, time, conference, kind: NewsKind::Call(deadline, due.day()) });
            }
        }
    }
    news.sort_by_key(|news| (Reverse(news.time), news.uid));
    news.truncate(MAX_ENTRIES);
    let updated = news.first().map_or(revision.time(), |newest| newest.time);
    let title = feed.name.as_deref().unwrap_or("Conferences");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>urn:uuid:{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        feed.namespace(),
        escape(title),
        rfc3339(updated),
        escape(title),
    );
    if let Some(base) = base {
        xml += &format!("<link rel=\"self\" href=\"{0}atom.xml\"/>\n<link href=\"{0}\"/>\n", escape(base.as_str()));
    }
    for item in news {
        let link = item.url().map(|url| format!("<link href=\"{}\"/>", escape(url))).unwrap_or_default();
        xml += &format!(
            "<entry><id>urn:uuid:{}</id><title>{}</title><published>{time}</published><updated>{time}</updated>{link}\
             <summary>{}</summary></entry>\n",
            item.uid,
            escape(&item.title()),
            escape(&item.text()),
            time = rfc3339(item.time),
        );
    }
    xml + "</feed>\n"
}

/// `sitemap.xml` (sitemaps.org), which lists the page.
pub(super) fn sitemap(base: &BaseUrl, time: Stamp) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <url><loc>{}</loc><lastmod>{}</lastmod></url>\n</urlset>\n",
        escape(base.as_str()),
        rfc3339(time.time()),
    )
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
