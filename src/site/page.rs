//! The page of the site: what closes next, the coming conferences as cards, on a timeline and on a map, and all feeds to
//! subscribe to. The past conferences of a long list have a page for each year, and each conference has a page of its own.
//!
//! Comes in: the feed, the feeds of the site, its address, and the day. Goes out: HTML that loads nothing from other hosts and
//! works without its script, `page/script`. Its markup is `page/index.html`. Text of the list is escaped, and isolated from
//! the writing direction of the text around it.

mod cards;
mod conference;
mod date_text;
mod json_ld;
mod land;
mod languages;
mod links;
mod neighbours;
mod pictures;
mod qr;
mod script;
mod search_text;
mod subscribe;
mod translations;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, LazyLock, OnceLock};

use askama::Template;
use base64::Engine as _;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

pub(super) use self::cards::CardTargets;
use self::cards::{Cards, DeadlineCard, Month, section};
pub(super) use self::conference::{ConferencePages, SCRIPT, STYLE_SHEET};
pub(super) use self::links::feed_id;
use self::pictures::{Mark, Timeline};
pub(super) use self::qr::qr;
use self::subscribe::{FeedGroup, FilterChoices, Offer};
use self::translations::{DeadlineTexts, Script, Translation};
use super::feeds::{SiteFeed, SiteFeeds};
use super::file::{HTML, MadeOnRead, SiteFile};
use super::options::SiteOptions;
use crate::calendar::EncodedFeed;
use crate::deadline_kind::DeadlineKind;
use crate::model::{Conference, Feed};
use crate::revision::Stamp;
use crate::time::DateOrTime;
use crate::uri::{BaseUrl, component};
use crate::zone::Zone;

const STYLE: &str = include_str!("page/style.css");

/// The most conferences that the browser lays out at once; of a longer list, only those in view.
const MAX_EAGER_CONFERENCES: usize = 100;
/// The most conferences of a list whose past ones are on the page; those of a longer list are on the page of their year.
const MAX_CONFERENCES_WITH_PAST: usize = 200;
/// The most deadlines among those that close next.
const MAX_CLOSING: usize = 5;

/// The path of the page of the site.
pub(super) const INDEX: &str = "index.html";
/// The path of the page that other sites may show in a frame.
pub(super) const EMBED: &str = "embed.html";

/// The Content-Security-Policy of the pages with each script, and of those without one.
static INDEX_POLICY: LazyLock<String> = LazyLock::new(|| policy(Some(script::INDEX)));
static EMBED_POLICY: LazyLock<String> = LazyLock::new(|| policy(Some(script::EMBED)));
static PAST_POLICY: LazyLock<String> = LazyLock::new(|| policy(Some(script::PAST)));
static NOT_FOUND_POLICY: LazyLock<String> = LazyLock::new(|| policy(Some(script::NOT_FOUND)));
static PLAIN_POLICY: LazyLock<String> = LazyLock::new(|| policy(None));

/// A Content-Security-Policy: no script or style but those of the page, and nothing from other hosts.
fn policy(script: Option<&str>) -> String {
    let hash =
        |text: &str| format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src 'self' data:; connect-src 'self'; base-uri 'none'; \
         form-action 'self'",
        script.map_or("'none'".to_owned(), hash),
        hash(STYLE),
    )
}

/// The parts that all pages of a site have in common.
struct PageFrame<'f> {
    translation: &'static Translation,
    /// The language of the page: that of the list where the words of the page are in it too, else that of the words.
    lang: &'f str,
    direction: &'static str,
    /// The attribute of the list's texts where the words of the page are in another language.
    bdi: String,
    policy: &'static str,
    style: &'static str,
    title: &'f str,
}

impl<'f> PageFrame<'f> {
    fn new(feed: &'f Feed, policy: &'static str) -> PageFrame<'f> {
        let translation = Translation::for_language(feed.language.as_deref());
        let language = feed.language.as_deref().unwrap_or(translation.language);
        let is_spoken = translation.speaks(language);
        PageFrame {
            translation,
            lang: if is_spoken { language } else { translation.language },
            direction: translations::direction(language),
            bdi: if is_spoken { String::new() } else { format!(" lang=\"{}\"", component(language)) },
            policy,
            style: STYLE,
            title: feed.name.as_deref().unwrap_or(translation.conferences),
        }
    }
}

#[derive(Template)]
#[template(path = "index.html", config = "src/site/page/askama.toml")]
struct Html<'f> {
    frame: PageFrame<'f>,
    script: &'static str,
    script_texts: String,
    is_long: bool,
    description: Option<&'f str>,
    base: Option<&'f BaseUrl>,
    answers_queries: bool,
    site: Option<&'f str>,
    updated: String,
    /// The meaning of AoE, if the page has it.
    aoe: Option<&'static str>,
    count: String,
    coming: Vec<Month<'f>>,
    past: Vec<Month<'f>>,
    /// The years of past conferences that have a page, the last one first.
    past_years: Vec<i32>,
    /// The open deadlines that close next.
    closing: Vec<(&'f Conference, DeadlineCard<'f>)>,
    contribute: Option<String>,
    marks: Vec<Mark<'f>>,
    /// The number of the conferences that the map lacks, in words; empty if it lacks none.
    off_map: String,
    mark_size: &'static str,
    timeline: Option<Timeline<'f>>,
    filters: FilterChoices,
    /// The feed of everything.
    everything: Option<Offer<'f>>,
    groups: Vec<FeedGroup<'f>>,
    /// The line of HTML that shows the conferences on another page.
    embed_code: Option<String>,
}

/// The page in a frame of another site: the conferences that the filters of its address leave, without anything around them.
#[derive(Template)]
#[template(path = "embed.html", config = "src/site/page/askama.toml")]
struct Embed<'e, 'f> {
    frame: PageFrame<'f>,
    script: &'static str,
    page: &'e Html<'f>,
    /// Empty: the script lists the calls that the address asks for.
    closing: Vec<(&'f Conference, DeadlineCard<'f>)>,
}

#[derive(Template)]
#[template(path = "embed_code.html", config = "src/site/page/askama.toml")]
struct EmbedCode<'f> {
    address: &'f str,
    title: &'f str,
}

#[derive(Template)]
#[template(path = "not_found.html", config = "src/site/page/askama.toml")]
struct NotFound<'f> {
    frame: PageFrame<'f>,
    home: &'f str,
    /// The path of the site on its host.
    folder: &'f str,
    script: Option<&'static str>,
}

/// The page for unknown addresses. Its links work in every folder: a server may be reached by another host than that of the
/// address of the site. Without an address, the script finds the folder of the site.
pub(super) fn not_found(feed: &Feed, options: &SiteOptions) -> String {
    let base = options.base_url.as_ref();
    let folder = base.map_or("/", BaseUrl::path);
    let home = base.filter(|_| !options.answers_queries).map_or(folder, BaseUrl::as_str);
    let script = base.is_none().then_some(script::NOT_FOUND);
    let policy: &str = if script.is_some() { &NOT_FOUND_POLICY } else { &PLAIN_POLICY };
    let html = NotFound { frame: PageFrame::new(feed, policy), home, folder, script };
    html.render().unwrap_or_default()
}

/// The page of a year whose conferences are all over.
#[derive(Template)]
#[template(path = "past.html", config = "src/site/page/askama.toml")]
struct PastYear<'f> {
    frame: PageFrame<'f>,
    script: &'static str,
    script_texts: String,
    base: Option<&'f BaseUrl>,
    year: &'f str,
    /// The years that have such a page.
    years: &'f [i32],
    count: String,
    filters: FilterChoices,
    months: &'f [Month<'f>],
}

/// The texts of the script.
#[derive(Serialize)]
struct ScriptTexts {
    #[serde(flatten)]
    texts: &'static Script,
    /// The first day of a month in a date.
    first_day: &'static str,
    /// Between a subject and its name.
    colon: &'static str,
    /// The names of the filters inside a sentence.
    filters: BTreeMap<&'static str, String>,
    /// By kind.
    deadlines: BTreeMap<&'static str, DeadlineTexts>,
    /// The kinds of the calls for proposals.
    proposals: Vec<&'static str>,
}

/// The facts from which the pages of a site are made. The day of the build decides what is coming and what is open, so that two
/// builds of a day give the same bytes.
#[derive(Debug)]
pub(super) struct PageFacts {
    pub(super) events: Arc<EncodedFeed>,
    pub(super) feeds: Arc<SiteFeeds>,
    pub(super) targets: Arc<CardTargets>,
    pub(super) base: Option<BaseUrl>,
    /// The start of the day of the build.
    pub(super) now: DateTime<Utc>,
    pub(super) answers_queries: bool,
    pub(super) revision: Stamp,
    /// False if the keeper of the folder has another file in place of [`EMBED`].
    pub(super) has_embed: bool,
}

impl PageFacts {
    /// The files of the pages. All are made when one of them is first read, because they have their cards in common.
    pub(super) fn files(self) -> impl Iterator<Item = SiteFile> {
        let paths = self.paths();
        let pages = Arc::new(Pages { facts: self, texts: OnceLock::new() });
        paths.into_iter().map(move |path| SiteFile::made(path.clone(), HTML, Page { path, pages: Arc::clone(&pages) }))
    }

    fn paths(&self) -> Vec<String> {
        let feed = self.events.feed();
        let over = feed.conferences.iter().filter(|conference| conference.over_at() <= self.now);
        let years: BTreeSet<i32> = over.map(|conference| section(conference).0).collect();
        let past = years.into_iter().filter(|_| has_past_pages(feed)).map(past_path);
        [INDEX, EMBED]
            .into_iter()
            .filter(|path| *path != EMBED || self.has_embed)
            .map(str::to_owned)
            .chain(past)
            .collect()
    }

    /// The text of each page by its path.
    fn render(&self) -> BTreeMap<String, Box<str>> {
        let (feed, SiteFeeds { offered: feeds, choices, .. }) = (self.events.feed(), &*self.feeds);
        let (base, now) = (self.base.as_ref(), self.now);
        let frame = PageFrame::new(feed, &INDEX_POLICY);
        let translation = frame.translation;
        let kinds = deadline_kinds(feed);
        let cards = Cards { translation, feed, now, targets: &self.targets };
        let (coming, past) = cards.coming_and_past();
        let is_apart = has_past_pages(feed);
        let (past, past_years) = if is_apart { (Vec::new(), past) } else { (past, Vec::new()) };
        let filters = subscribe::filters(translation, feed, choices, &kinds, &coming, &past);
        let past_years: Vec<&[Month]> = past_years.chunk_by(|one, other| one.year == other.year).collect();
        let years: Vec<i32> = past_years.iter().filter_map(|months| Some(months.first()?.year)).collect();
        let past_year = |months: &&[Month]| past_year(feed, choices, base, &years, months);
        let mut pages: BTreeMap<_, _> = past_years.iter().filter_map(past_year).collect();
        let is_here = |conference: &&Conference| !is_apart || conference.over_at() > now;
        let here: Vec<&Conference> = feed.conferences.iter().filter(is_here).collect();
        let (marks, mark_size) = pictures::marks(translation, &here, now);
        let html = Html {
            script: script::INDEX,
            script_texts: json_ld::in_html(&script_texts(translation, &kinds)),
            is_long: here.len() > MAX_EAGER_CONFERENCES,
            description: feed.description.as_deref(),
            base,
            answers_queries: self.answers_queries,
            site: feed.url.as_deref().and_then(links::safe),
            updated: translation
                .updated
                .replace("{day}", &date_text::day(translation, self.revision.time().date_naive())),
            aoe: has_aoe(&here).then_some(translation.aoe),
            count: translation.counts(count(&coming), count(&past)),
            filters,
            everything: subscribe::whole(feeds).map(|feed| subscribe::offer(translation, feed, base)),
            groups: subscribe::groups(translation, feeds, base),
            closing: cards.closing(MAX_CLOSING),
            off_map: translation.off_map(here.len() - marks.len()),
            contribute: feed.contribute_url(),
            past_years: years,
            timeline: pictures::timeline(translation, &here, now),
            coming,
            past,
            marks,
            mark_size,
            embed_code: self.has_embed.then(|| embed_code(&frame, base)),
            frame,
        };
        // Writing to a string cannot fail.
        pages.insert(INDEX.to_owned(), html.render().unwrap_or_default().into());
        if self.has_embed {
            let frame = PageFrame::new(feed, &EMBED_POLICY);
            let embed = Embed { frame, script: script::EMBED, page: &html, closing: Vec::new() };
            pages.insert(EMBED.to_owned(), embed.render().unwrap_or_default().into());
        }
        pages
    }
}

/// The pages of a site, made when one of them is first read.
#[derive(Debug)]
struct Pages {
    facts: PageFacts,
    /// Without room to grow: the first may have many megabytes.
    texts: OnceLock<BTreeMap<String, Box<str>>>,
}

/// The page at a path.
#[derive(Debug)]
struct Page {
    path: String,
    pages: Arc<Pages>,
}

impl Page {
    fn text(&self) -> &str {
        self.pages.texts.get_or_init(|| self.pages.facts.render()).get(&self.path).map(Box::as_ref).unwrap_or_default()
    }
}

impl MadeOnRead for Page {
    /// It is one part.
    fn read_part(&self, _from: usize, _octets: usize, to: &mut Vec<u8>) -> Option<usize> {
        to.extend_from_slice(self.text().as_bytes());
        None
    }

    fn held(&self) -> Option<&str> {
        Some(self.text())
    }
}

/// The number of conferences in these months.
fn count(months: &[Month]) -> usize {
    months.iter().map(Month::count).sum()
}

/// The line of HTML that shows the page in a frame of another site.
fn embed_code(frame: &PageFrame, base: Option<&BaseUrl>) -> String {
    let address = base.map_or_else(|| EMBED.to_owned(), |base| base.join(EMBED));
    let code = EmbedCode { address: &address, title: &links::without_bidi_controls(frame.title) };
    code.render().unwrap_or_default()
}

/// True if the past conferences of a feed have a page for each year.
fn has_past_pages(feed: &Feed) -> bool {
    feed.conferences.len() > MAX_CONFERENCES_WITH_PAST
}

/// The path of the page of the past conferences of a year.
fn past_path(year: i32) -> String {
    format!("past/{year}.html")
}

/// The page of a year whose conferences are over, and its path. Its filters have the values of these conferences.
fn past_year(
    feed: &Feed,
    choices: &[SiteFeed],
    base: Option<&BaseUrl>,
    years: &[i32],
    months: &[Month],
) -> Option<(String, Box<str>)> {
    let year = months.first()?.year;
    let frame = PageFrame::new(feed, &PAST_POLICY);
    let translation = frame.translation;
    let mut filters = subscribe::filters(translation, feed, choices, &[], &[], months);
    filters.keep_those_of(months);
    let number = count(months);
    let html = PastYear {
        script: script::PAST,
        script_texts: json_ld::in_html(&script_texts(translation, &[])),
        base,
        year: &year.to_string(),
        years,
        count: Translation::count(number, translation.script.shown_one, translation.script.shown_other),
        filters,
        months,
        frame,
    };
    Some((past_path(year), html.render().unwrap_or_default().into()))
}

fn has_aoe(conferences: &[&Conference]) -> bool {
    let due = conferences.iter().flat_map(|conference| &conference.deadlines).filter_map(|deadline| deadline.due);
    due.into_iter().any(|due| matches!(due, DateOrTime::Moment(moment) if moment.zone() == Zone::AoE))
}

/// The kinds of the deadlines of a list, in the order of the reference.
fn deadline_kinds(feed: &Feed) -> Vec<DeadlineKind> {
    let deadlines = feed.conferences.iter().flat_map(|conference| &conference.deadlines);
    let kinds: HashSet<DeadlineKind> = deadlines.map(|deadline| deadline.kind).collect();
    DeadlineKind::ALL.iter().copied().filter(|kind| kinds.contains(kind)).collect()
}

/// The texts of the script, with those of these kinds of deadlines.
fn script_texts(translation: &'static Translation, kinds: &[DeadlineKind]) -> ScriptTexts {
    let texts = |kind: &DeadlineKind| (kind.as_str(), translation.deadline_texts(*kind));
    let proposals = DeadlineKind::ALL.iter().filter(|kind| kind.is_proposals()).map(|kind| kind.as_str()).collect();
    ScriptTexts {
        texts: &translation.script,
        first_day: translation.dates.first,
        colon: translation.dates.colon,
        filters: translation.filter_names(),
        deadlines: kinds.iter().map(texts).collect(),
        proposals,
    }
}

#[cfg(test)]
mod tests;
