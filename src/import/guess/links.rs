//! Columns of links: the site of the conference, its calls, its accounts, and others.

use std::cmp::Reverse;

use super::columns::{self, Column};
use super::progress::Guess;
use super::rules::NameCondition::{self, NotOwn, Own, Path};
use super::words::Tokens;
use crate::deadline_kind::DeadlineKind;
use crate::import::mapping::{DeadlineMapping, Texts};
use crate::import::no_value::is_no_value;
use crate::import::records::Record;
use crate::import::{markdown, relative, services};

/// The target of a column of links.
#[derive(Clone, Copy)]
enum LinkTarget {
    /// The site of the conference, the likelier the higher.
    Site(i32),
    /// The link of this name.
    Named(&'static str),
    /// The address of a call, whose kind is in the name of the column.
    Call,
    /// The site of a person or a company that takes part, which is none of the conference.
    OfAnother,
}

/// The names of columns with their targets; the first row of which all conditions hold counts.
#[rustfmt::skip]
const LINKS: &[(LinkTarget, &[NameCondition])] = &[
    (LinkTarget::Named("conduct"), &[Path("coc conduct")]),
    (LinkTarget::Named("slides"), &[Path("slides deck presentation slidedeck")]),
    (LinkTarget::Named("videos"), &[Path("video videos recording recordings playlist playback")]),
    (LinkTarget::Named("schedule"), &[Path("agenda schedule program programme lineup")]),
    (LinkTarget::Named("sponsors"), &[Path("sponsor sponsors sponsorship sponsoring prospectus")]),
    (LinkTarget::Named("financial-aid"), &[Path("finaid aid scholarship grants grant")]),
    (LinkTarget::Named("tickets"), &[Path("ticket tickets registration register rsvp signup buy booking")]),
    (LinkTarget::Named("venue"), &[Path("map maps venue hotel location place venues locations places"), NameCondition::Longer]),
    (LinkTarget::Named("blog"), &[Path("blog news")]),
    (LinkTarget::Named("wikicfp"), &[Path("wikicfp")]),
    (LinkTarget::Named("dblp"), &[Path("dblp")]),
    (LinkTarget::Named("newsletter"), &[Path("newsletter")]),
    (LinkTarget::Named("source"), &[Path("source edit permalink")]),
    (LinkTarget::Named("proceedings"), &[Path("proceedings proceeding publication publications doi pwc pwclink"), NotOwn(CALLS)]),
    // The papers of those who were there, and not a call for them.
    (LinkTarget::Named("papers"), &[NotOwn(CALLS), Own("papers"), Own("link links url")]),
    (LinkTarget::Named("demo"), &[Own("demo demos sandbox playground codepen codesandbox stackblitz glitch"), NotOwn(CALLS)]),
    (LinkTarget::Named("code"), &[Own("code repo repos repository repositories gist snippets"), NotOwn(CALLS)]),
    (LinkTarget::OfAnother, &[Path(
        "partner partners panel panelist panelists moderator moderators presenter presenters instructor instructors teacher teachers member members \
         speaker guest guests artist artists band supporter supporters exhibitor exhibitors donor donors",
    )]),
    // `website_or_cfp_link`
    (LinkTarget::Site(8), &[Own("website homepage site"), Own("cfp"), Own("or and event conference")]),
    (LinkTarget::Call, &[Path(
        "cfp cfps cfs cft cfw c4p call calls proposal proposals submission submissions submit apply speak speakers deadline deadlines \
         callforpapers callforproposals callforspeakers papercall sessionize papers einreichung einreichungs soumission convocatoria workshop workshops tutorial tutorials abstract abstracts",
    )]),
    (LinkTarget::Site(-1), &[Path("organizer organiser organizers organisers host author contact email mail group chapter company community")]),
];

/// The meaning of the label of a link in a list of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkLabel {
    /// The site of the conference.
    Site,
    /// The link of this name.
    Named(&'static str),
    Other,
}

/// The meaning of a label such as `Conference website`, `Slides (PDF)` or `Call for papers`.
pub(crate) fn link_label(label: &str) -> LinkLabel {
    let tokens = Tokens::of(label);
    if tokens.has(SITES[0].1) && !tokens.has(CALLS) {
        return LinkLabel::Site;
    }
    let is_meant = |conditions: &[NameCondition]| match conditions {
        [Path(words) | Own(words), ..] => tokens.has(words),
        _ => false,
    };
    let service = services::names().find(|service| tokens.has(service));
    let target = LINKS.iter().find(|(_, conditions)| is_meant(conditions)).map(|(target, _)| *target);
    match target {
        Some(LinkTarget::Named(name)) => LinkLabel::Named(name),
        Some(LinkTarget::Call) => LinkLabel::Named("cfp"),
        _ if service.is_some() => service.map_or(LinkLabel::Other, LinkLabel::Named),
        _ if tokens.has(OF_ITSELF) => LinkLabel::Site,
        _ => LinkLabel::Other,
    }
}

/// Words for a call.
const CALLS: &str = "cfp cfps cfs call calls deadline deadlines submit submission submissions";

/// Words in the name of a column of links beside those for an address, which say that it is of the conference itself.
const OF_ITSELF: &str = "url urls website websites homepage home site web webpage website1 link links href uri page sitio webseite lien enlace \
    event events conference conferences conf main official primary own external the of title name www http https address and or edition current";

/// The strength of a column as the site of the conference, by its own name.
#[rustfmt::skip]
const SITES: &[(i32, &str)] = &[
    (10, "url website homepage site web webpage website1"),
    (9, "link links href uri page sitio webseite lien enlace event conference"),
    (6, "name title conference event"),
];

/// The strength of a column with another name, inside another field and not.
const OTHER_SITES: [i32; 2] = [2, 3];

/// The strength of a column that is called an address of something.
const SITE_OF_OTHER: i32 = 4;

/// A column that is stronger has the sites of conferences by its name.
const SITES_OF_THEIR_OWN: i32 = 7;

/// The strength that a column of pages of the list loses beside one of sites.
const PAGES_OF_LIST: i32 = 3;

/// The names of links that stand in for the site, the likeliest first.
const STAND_INS: [&str; 6] = ["tickets", "meetup", "facebook", "videos", "source", "source-url"];

impl Guess<'_> {
    /// Takes the columns of links.
    pub(super) fn links(&mut self) {
        let mut sites: Vec<(i32, usize)> = Vec::new();
        for (index, column) in self.free() {
            // Some entries of a field that is named so have a path, or a word.
            let is_named = column.own.has("url link href uri website site homepage webseite webpage")
                && (column.counts.links > 0 || column.most(relative::is_path))
                && column.own.0.len() == 1;
            // Those of rounds and talks are not of the conference.
            let is_of_items =
                column.list.as_ref().is_some_and(|list| !Tokens::of(columns::named(list)).has("links link"));
            let is_link = column.counts.are_links() || is_named;
            if !is_link || is_of_items || self.is_site_of_meeting(column) {
                continue;
            }
            if column.most(services::is_in_calendar) {
                self.take_for_link(index, "calendar");
                continue;
            }
            if column.most(services::is_film) {
                self.take_for_link(index, "videos");
                continue;
            }
            match target(column) {
                LinkTarget::Site(strength) => sites.push((strength, index)),
                LinkTarget::OfAnother => {}
                LinkTarget::Named(name) => self.take_for_link(index, name),
                LinkTarget::Call => {
                    let kind = self.kind(column);
                    self.call_link(kind, index);
                }
            }
        }
        self.pages_of_calls(&mut sites);
        self.accounts();
        self.lists_of_links(&sites);
        self.sites(sites);
        self.stand_ins();
    }

    /// True for a column that is called `site` and names places, or some of them by an address, where another column has the addresses.
    fn is_site_of_meeting(&self, column: &Column) -> bool {
        let has_addresses =
            |other: &Column| other.own.has("url website homepage link href") && other.counts.are_links();
        column.own.0 == ["site"] && names_no_address(column) && self.columns.iter().any(has_addresses)
    }

    /// Takes the pages of calls on services for them, where another column has the sites.
    fn pages_of_calls(&mut self, sites: &mut Vec<(i32, usize)>) {
        let is_call = |index: usize| self.columns[index].most(services::is_call_for_papers);
        let (calls, others): (Vec<_>, Vec<_>) = sites.iter().copied().partition(|(_, index)| is_call(*index));
        if !others.is_empty() {
            *sites = others;
            calls.into_iter().for_each(|(_, index)| self.call_link(DeadlineKind::Cfp, index));
        }
    }

    /// Takes the lists of links with names of their own, of which one may be the site.
    fn lists_of_links(&mut self, sites: &[(i32, usize)]) {
        for list in sites.iter().filter_map(|(_, index)| self.columns[*index].list.as_ref()) {
            let is_name =
                |column: &Column| column.own.has("type kind rel name title label") || column.path.ends_with(".text");
            if self.columns.iter().any(|column| column.list.as_ref() == Some(list) && is_name(column)) {
                self.mapping.fields.links.entry("*".to_owned()).or_default().push(list);
            }
        }
    }

    /// Takes the strongest columns for the site, and the others for links with the names of the columns.
    fn sites(&mut self, mut sites: Vec<(i32, usize)>) {
        // Where another column has sites of their own, the addresses on one host are pages of the list.
        let is_page = |index: usize| is_on_one_host(&self.columns[index]);
        if sites.iter().any(|(strength, index)| *strength > SITES_OF_THEIR_OWN && !is_page(*index)) {
            sites.iter_mut().filter(|(_, index)| is_page(*index)).for_each(|(strength, _)| *strength -= PAGES_OF_LIST);
        }
        sites.sort_by_key(|(strength, index)| (Reverse(*strength), *index));
        let best = sites.first().map_or(0, |(strength, _)| *strength);
        for (strength, index) in sites {
            let column = &self.columns[index];
            // The name may be the link: it is not taken here.
            let is_text = column.more_than_half(|value| !columns::is_address(value));
            if strength == best || strength > 4 {
                if !is_text {
                    self.taken[index] = true;
                }
                let is_beside = self.is_beside(&column.path, &self.mapping.fields.url);
                self.mapping.fields.url.push(&column.path);
                if is_beside && !is_text && !column.is_inherited() {
                    self.take_for_own_link(index);
                }
            } else if !is_text && !column.own.0.is_empty() && strength >= 0 {
                self.take_for_own_link(index);
            }
        }
    }

    /// True if a record with a value at this path has one at those that were taken before: then the value is another link.
    fn is_beside(&self, path: &str, known: &Texts) -> bool {
        let has = |record: &Record, path: &str| !record.values(path).is_empty();
        let mut records = self.records.iter().take(columns::MAX_LOOKED_AT);
        records.any(|record| has(record, path) && known.0.iter().any(|known| has(record, known)))
    }

    /// Takes a column for the link that is named as the column is.
    fn take_for_own_link(&mut self, index: usize) {
        let path = self.columns[index].path.trim_start_matches('^');
        // `monitor.url` is called by what it is of.
        let is_address = |name: &&str| matches!(*name, "url" | "link" | "href" | "uri");
        let names = || path.rsplit('.');
        let name = crate::slug(names().find(|name| !is_address(name)).or_else(|| names().next()).unwrap_or_default());
        if !name.is_empty() {
            self.take_for_link(index, &name);
        }
    }

    /// Takes the address of the tickets, the page on a site for meetings, the videos on a site of their own, or the page that an entry
    /// was read from, for the site of an entry that names no other.
    fn stand_ins(&mut self) {
        let fields = &mut self.mapping.fields;
        let column = |path: &String| self.columns.iter().find(|column| column.path == *path);
        // The text of a page has any number of links, and seldom the site.
        let body = fields.url.0.iter().position(|path| path == "@body").map(|at| fields.url.0.remove(at));
        let covered = fields.url.0.iter().filter_map(column).map(|column| column.counts.all).max().unwrap_or(0);
        if covered >= self.records.len().min(columns::MAX_LOOKED_AT) {
            return fields.url.0.extend(body);
        }
        // The page of a group is not that of one of its meetings.
        let is_of_each = |path: &&String| {
            column(path).is_none_or(|column| column.counts.distinct * 2 > column.counts.all || column.counts.all < 2)
        };
        // Where the site of most is named, the page that others were read from is none.
        let named =
            if covered * 2 > self.records.len().min(columns::MAX_LOOKED_AT) { &STAND_INS[..4] } else { &STAND_INS[..] };
        for name in named {
            let paths: Vec<String> = fields.links.get(*name).into_iter().flat_map(|texts| &texts.0).cloned().collect();
            let is_service = services::names().any(|service| service == *name);
            let own = paths.iter().filter(|path| !is_service || is_of_each(path));
            own.for_each(|path| fields.url.push(path));
        }
        fields.url.0.extend(body);
    }

    /// Takes names of accounts, which are not links.
    fn accounts(&mut self) {
        for (index, column) in self.free().filter(|(_, column)| column.list.is_none()) {
            if let Some(name) = service(column)
                && column.own.0.len() < 4
                && column.counts.average_length() < 60
            {
                self.take_for_link(index, name);
            }
        }
    }

    /// Gives the address of a call to the deadline of its kind.
    fn call_link(&mut self, kind: DeadlineKind, index: usize) {
        let path = self.take(index).to_owned();
        let is_same = |deadline: &DeadlineMapping| deadline.kind == kind.as_str() && deadline.each.is_none();
        let is_of_proposals = |deadline: &DeadlineMapping| {
            kind == DeadlineKind::Cfp && matches!(deadline.kind.as_str(), "cfp" | "paper" | "abstract")
        };
        let deadlines = &self.mapping.deadlines;
        // `cft_link` is of `cft_deadline`, and not of the first call.
        let own = &self.columns[index].own;
        let shares_word = |deadline: &DeadlineMapping| {
            let due = deadline.due.0.first().map(|path| Tokens::of(path));
            let first = own.0.first();
            deadline.each.is_none() && first.is_some() && due.is_some_and(|due| due.0.first() == first)
        };
        let is_same = |deadline: &DeadlineMapping| {
            is_same(deadline)
                && (shares_word(deadline) || !deadlines.iter().any(|other| is_same(other) && shares_word(other)))
        };
        let of_proposals = || deadlines.iter().position(is_of_proposals).filter(|at| deadlines[*at].each.is_none());
        if let Some(at) = deadlines.iter().position(is_same).or_else(of_proposals) {
            // The page to submit on beside that of the call is another link.
            if self.is_beside(&path, &deadlines[at].url) {
                self.take_for_own_link(index);
            }
            self.mapping.deadlines[at].url.push(path);
            return;
        }
        self.mapping.deadlines.push(DeadlineMapping {
            kind: kind.as_str().to_owned(),
            url: Texts::one(path),
            ..DeadlineMapping::default()
        });
    }
}

/// True if a value is neither an address, nor a link, nor a word for none.
pub(super) fn names_no_address(column: &Column) -> bool {
    let is_link = |value: &str| columns::is_address(value) || !markdown::links(value).is_empty();
    column.values.iter().any(|value| !is_link(value) && !is_no_value(value))
}

/// True if a column has the pages of one host, which each entry has another of.
fn is_on_one_host(column: &Column) -> bool {
    let host = |value: &String| Some(value.split("://").nth(1)?.split(['/', '?', '#']).next()?.to_owned());
    let first = column.values.first().and_then(host);
    column.counts.all > 1
        && column.counts.distinct == column.counts.all
        && first.is_some()
        && column.values.iter().all(|value| host(value) == first)
}

fn target(column: &Column) -> LinkTarget {
    // Whatever it is called, a map is no site.
    if column.most(services::is_map) {
        return LinkTarget::Named("venue");
    }
    if let Some(name) = service(column) {
        return LinkTarget::Named(name);
    }
    if let Some((target, _)) = LINKS.iter().find(|(_, names)| names.iter().all(|name| name.holds(column))) {
        return *target;
    }
    let is_inner = column.path.contains('.');
    // `rankingUrl` is an address, but of something else: it is the site where no other is.
    let is_neutral = |word: &String| {
        word.bytes().all(|byte| byte.is_ascii_digit()) || OF_ITSELF.split_ascii_whitespace().any(|other| other == word)
    };
    let is_of_other = !column.own.0.iter().all(is_neutral);
    let named = SITES.iter().find(|(_, words)| column.own.has(words)).map(|(strength, _)| *strength);
    let strength = named.unwrap_or(if is_inner { OTHER_SITES[0] } else { OTHER_SITES[1] });
    let strength = if named.is_some() && is_of_other { strength.min(SITE_OF_OTHER) } else { strength };
    LinkTarget::Site(strength - i32::from(column.path.starts_with('^')) * 3 - i32::from(is_inner))
}

/// The service whose accounts a column has.
fn service(column: &Column) -> Option<&'static str> {
    let named = services::names().find(|service| column.own.has(service));
    let named = named.or_else(|| column.own.has("bsky").then_some("bluesky"));
    named.or_else(|| (column.own.0 == ["x"] && column.counts.numbers == 0).then_some("twitter"))
}
