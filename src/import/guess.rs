//! A mapping that nobody wrote: which field is what, by the names of the fields and by their values.
//!
//! Comes in: the records of a list. Goes out: a [`Mapping`], as a person could have written it. A name is a hint, values
//! decide: a column of dates is one whatever it is called. Nothing here reads single entries.

pub(crate) mod columns;
mod deadlines;
mod unnamed;
pub(crate) mod words;

use columns::Column;

use super::dates::{self, DayOrder, Hint, Parsed};
use super::mapping::{DeadlineMapping, Mapping, Texts};
use super::records::Record;
use super::{markdown, records};
use crate::deadline_kind::DeadlineKind;

/// The mapping that the fields of these records suggest; where the records are is left open.
pub(crate) fn fields(records: &[Record]) -> Mapping {
    let columns = columns::of(records);
    let mut guess =
        Guess { columns: &columns, taken: vec![false; columns.len()], mapping: Mapping::default(), records };
    guess.pass_over();
    guess.dates();
    guess.links();
    guess.places();
    guess.names();
    guess.rest();
    guess.finish()
}

/// A guess in the making.
struct Guess<'c> {
    columns: &'c [Column],
    taken: Vec<bool>,
    mapping: Mapping,
    records: &'c [Record<'c>],
}

impl<'c> Guess<'c> {
    /// The columns that nothing took yet.
    fn free(&self) -> impl Iterator<Item = (usize, &'c Column)> + use<'c> {
        let columns = self.columns;
        let taken = self.taken.clone();
        columns.iter().enumerate().filter(move |(index, column)| !taken[*index] && column.counts.all > 0)
    }

    fn take(&mut self, index: usize) -> &'c str {
        self.taken[index] = true;
        &self.columns[index].path
    }

    /// Passes over what is no part of a conference: when the record was written, pictures, numbers of a program.
    fn pass_over(&mut self) {
        for (index, column) in self.free() {
            let own = &column.own;
            let is_picture = own.has("logo image images img banner icon avatar photo photos thumbnail thumb cover picture favicon badge hero svg poster") && column.counts.most(column.counts.links.max(column.values.iter().filter(|value| is_picture(value)).count()));
            let is_meta = own.is_meta() && (column.counts.are_dates() || column.counts.most(column.counts.numbers));
            let is_layout = own.has("layout permalink template css style sitemap redirect weight order draft");
            if is_picture || is_meta || is_layout || column.path.starts_with('@') && column.path != "@body" {
                self.taken[index] = true;
            }
        }
    }

    /// The links: the site of the conference, those of its calls, of its accounts, and others.
    fn links(&mut self) {
        let mut sites: Vec<(i32, usize)> = Vec::new();
        for (index, column) in self.free() {
            if !column.counts.are_links() || column.list.is_some() && !column.tokens.has("links link") {
                continue;
            }
            match link(column) {
                LinkTarget::Site(score) => sites.push((score, index)),
                LinkTarget::Named(name) => {
                    let path = self.take(index).to_owned();
                    self.mapping.fields.links.entry(name).or_default().push(path);
                }
                LinkTarget::Call(kind) => {
                    let path = self.take(index).to_owned();
                    self.call_link(kind, path);
                }
            }
        }
        self.accounts();
        sites.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
        let best = sites.first().map_or(0, |(score, _)| *score);
        for (score, index) in sites {
            let column = &self.columns[index];
            // The name may be the link: it is not taken here.
            let is_text =
                column.values.iter().filter(|value| !columns::is_address(value)).count() * 2 > column.counts.all;
            if score == best || score > 4 {
                if !is_text {
                    self.taken[index] = true;
                }
                self.mapping.fields.url.push(&column.path);
            } else if !is_text && !column.own.0.is_empty() && score >= 0 {
                let name = crate::slug(column.path.trim_start_matches('^').rsplit('.').next().unwrap_or_default());
                if !name.is_empty() {
                    let path = self.take(index).to_owned();
                    self.mapping.fields.links.entry(name).or_default().push(path);
                }
            }
        }
        self.stand_ins();
    }

    /// Takes the address of the tickets, or the videos on a site of its own, for the site of an entry that names no other.
    fn stand_ins(&mut self) {
        let fields = &mut self.mapping.fields;
        let is_site = |column: &&Column| fields.url.0.contains(&column.path);
        let covered = self.columns.iter().filter(is_site).map(|column| column.counts.all).max().unwrap_or(0);
        if covered < self.records.len().min(columns::MAX_LOOKED_AT) {
            for path in ["tickets", "videos"].iter().flat_map(|name| fields.links.get(*name)).flat_map(|texts| &texts.0)
            {
                fields.url.push(path);
            }
        }
    }

    /// Names of accounts, which are no links.
    fn accounts(&mut self) {
        for (index, column) in self.free() {
            if column.list.is_some() {
                continue;
            }
            if let Some(name) = social(column)
                && column.own.0.len() < 3
                && column.counts.average_length() < 60
            {
                let path = self.take(index).to_owned();
                self.mapping.fields.links.entry(name.to_owned()).or_default().push(path);
            }
        }
    }

    fn call_link(&mut self, kind: DeadlineKind, path: String) {
        let same = |deadline: &&mut DeadlineMapping| deadline.kind == kind.as_str() && deadline.each.is_none();
        if let Some(deadline) = self.mapping.deadlines.iter_mut().find(same) {
            deadline.url.push(path);
            return;
        }
        let proposals = |deadline: &&mut DeadlineMapping| {
            kind == DeadlineKind::Cfp && matches!(deadline.kind.as_str(), "cfp" | "paper" | "abstract")
        };
        if let Some(deadline) = self.mapping.deadlines.iter_mut().find(proposals)
            && deadline.each.is_none()
        {
            deadline.url.push(path);
            return;
        }
        self.mapping.deadlines.push(DeadlineMapping {
            kind: kind.as_str().to_owned(),
            url: Texts::one(path),
            ..DeadlineMapping::default()
        });
    }

    /// The place, in one field or several, and how one takes part.
    fn places(&mut self) {
        let mut places: Vec<(i32, usize)> = Vec::new();
        for (index, column) in self.free() {
            let (counts, own, tokens) = (&column.counts, &column.own, &column.tokens);
            let has = |words: &str| {
                own.has(words)
                    || column.list.is_none()
                        && tokens.0.len() < 4
                        && tokens.has(words)
                        && !own.has("name title id text")
            };
            let is_text = counts.most(counts.letters) && counts.average_length() < 120 && !own.is_property();
            if own.has("lat latitude") && counts.most(counts.numbers) {
                let path = self.take(index).to_owned();
                self.mapping.fields.lat.push(path);
            } else if own.has("lon lng long longitude") && counts.most(counts.numbers) {
                let path = self.take(index).to_owned();
                self.mapping.fields.lon.push(path);
            } else if own.has("geo coordinates coordinate coords coord latlng latlon gps geolocation point")
                && counts.all > 0
                && !counts.most(counts.letters)
            {
                let path = self.take(index).to_owned();
                self.mapping.fields.geo.push(path);
            } else if has("online virtual remote hybrid attendance remotely livestream")
                && !own.has("onsite inperson physical person offline irl presencial")
                && (counts.most(counts.bools) || counts.online > 0 || counts.most(counts.links))
                || counts.most(counts.online)
                    && !has(
                        "location place city venue where country tag tags topic topics category categories keywords",
                    )
                || own.has("format mode type") && counts.online * 2 > counts.all
            {
                let path = self.take(index).to_owned();
                self.mapping.fields.online.push(path);
            } else if is_text
                && !own.has("region continent area")
                && (has("country pais land pays nation countrycode") && !has("city")
                    || counts.all > 2
                        && !own.is_deadline()
                        && counts.most(counts.countries)
                        && counts.places * 5 < counts.all * 2
                        && counts.average_length() > 3)
                && !has("state tags tag language languages city")
            {
                let path = self.take(index).to_owned();
                self.mapping.fields.country.push(path);
            } else if is_text
                && has("city town ciudad stadt ville cidade municipality localidad locality")
                && !has("country")
                && counts.places * 2 < counts.all.max(1)
            {
                let path = self.take(index).to_owned();
                self.mapping.fields.city.push(path);
            } else if is_text && has("state province prefecture county estado provincia bundesland") && !has("status") {
                let path = self.take(index).to_owned();
                self.mapping.fields.state.push(path);
            } else if is_text
                && counts.links == 0
                && (has("venue building hall recinto veranstaltungsort sala") && !has("address location city")
                    || own.has("name title") && tokens.has("venue location place"))
            {
                let path = self.take(index).to_owned();
                self.mapping.fields.venue.push(path);
            } else if is_text && has("address street adresse direccion endereco") && !own.has("email mail url web") {
                let path = self.take(index).to_owned();
                self.mapping.fields.address.push(path);
            } else if is_text && column.list.is_none() {
                let named = has(
                    "location place lugar luogo lieu ort ubicacion local where city country loc localizacion sitio plaats venue",
                );
                let score =
                    if named { 200 } else { 0 } + i32::try_from(counts.places * 100 / counts.all.max(1)).unwrap_or(0);
                let is_place = named && !counts.are_dates() && counts.links * 2 < counts.all || counts.most(counts.places) && counts.average_length() < 60 && !own.has("name title conference event tags nom nombre nome titel titre titulo summary veranstaltung evento type kind category format mode status level");
                if is_place {
                    places.push((score, index));
                }
            }
        }
        // Entries of other shapes have it elsewhere.
        places.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
        let best = places.first().map_or(0, |(score, _)| *score);
        for (_, index) in places
            .into_iter()
            .enumerate()
            .filter(|(at, (score, _))| *at == 0 || best >= 200 && *score >= 200)
            .map(|(_, place)| place)
        {
            let path = self.take(index).to_owned();
            self.mapping.fields.place.push(path);
        }
    }

    /// The name, and what else it is called.
    fn names(&mut self) {
        let total = self.records.len();
        let mut candidates: Vec<(i32, usize)> = Vec::new();
        for (index, column) in self.free() {
            let score = name_score(column, total);
            if score > 0 {
                candidates.push((score, index));
            }
        }
        candidates.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
        let Some((best, index)) = candidates.first().copied() else { return self.names_elsewhere() };
        let best_index = index;
        let keys_are_names = unnamed::are_names(self.records);
        // The key of an edition is its name, and that of its parent the name of the series.
        let is_key = keys_are_names && (best < 60 || self.columns[index].path.starts_with('^'));
        let path = if is_key { "@key".to_owned() } else { self.take(index).to_owned() };
        let is_inherited = path.starts_with('^');
        let mut alternatives = vec![path];
        for (score, index) in candidates.into_iter().skip(usize::from(!is_key)) {
            let column = &self.columns[index];
            let is_full = column.own.has("full long alt aka alias alternative fullname longname official");
            if column.own.has("short acronym abbr abbreviation shortname abbrev kurz sigla")
                && self.mapping.fields.short.is_empty()
            {
                let path = self.take(index).to_owned();
                if self.columns[best_index].counts.all < total.min(400) {
                    alternatives.push(path.clone());
                }
                self.mapping.fields.short.push(path);
            } else if is_full {
                let path = self.take(index).to_owned();
                self.mapping.fields.aliases.push(path);
            } else if column.own.has("series brand") {
                let path = self.take(index).to_owned();
                self.mapping.fields.series.push(path);
            } else if score > 60 && score * 2 > best && self.columns[index].counts.all < total.min(400) {
                // Of some records the name stands elsewhere.
                alternatives.push(self.take(index).to_owned());
            }
        }
        if !is_key {
            self.with_year(&mut alternatives, is_inherited);
        }
        self.mapping.fields.name = Texts(alternatives);
        if keys_are_names {
            self.mapping.fields.name.push("@key");
        }
    }

    /// Adds the year to names that are of a series, or lack it where the list gives it a field.
    fn with_year(&mut self, alternatives: &mut Vec<String>, is_inherited: bool) {
        let year =
            self.free().find(|(_, column)| is_year_column(column)).map(|(index, column)| (index, column.path.clone()));
        if let Some((index, path)) = year {
            self.taken[index] = true;
            self.mapping.fields.year.push(&path);
            alternatives.insert(0, format!("{{{}}} {{{path}}}", alternatives[0]));
        } else if is_inherited
            && self.records.iter().all(|record| record.keys.first().is_some_and(|key| records::is_year(key)))
        {
            self.mapping.fields.year.push("@key");
            alternatives.insert(0, format!("{{{}}} {{@key}}", alternatives[0]));
        }
    }

    /// Everything else.
    fn rest(&mut self) {
        for (index, column) in self.free() {
            let (counts, own) = (&column.counts, &column.own);
            let fields = &mut self.mapping.fields;
            let of = match () {
                () if is_year_column(column) => &mut fields.year,
                () if own.has("month monat mes mois") => &mut fields.month,
                () if (own.has("timezone tz zone") || counts.most(counts.zones) && counts.all > 1) && counts.zones > 0 => &mut fields.timezone,
                () if own.has("status state cancel cancelled canceled postponed tentative confirmed") && column.list.is_none() && is_status(column) => &mut fields.status,
                () if is_slug_column(column) => &mut fields.id,
                () if own.has("tag tags topic topics keyword keywords categories category sub subs subject subjects field fields area areas track tracks technology technologies theme themes discipline disciplines genre stichworte stichwort stichworter schlagwort schlagworte schlagworter thema themen themengebiet themengebiete kategorie kategorien rubrik rubriken bereich bereiche fachgebiet fachgebiete etiquetas tema temas tematica categoria categorias categorie categories sujet sujets argomento argomenti onderwerp onderwerpen mots") && column.list.as_ref().is_none_or(|list| words::Tokens::of(list).has("tags topics categories keywords")) && !counts.most(counts.numbers) => &mut fields.tags,
                () if column.is_list && own.has("type types kind kinds audience labels label") => &mut fields.tags,
                () if own.has("series brand") => &mut fields.series,
                () if own.has("alias aliases aka") => &mut fields.aliases,
                () if own.has("recurrence recurring recurs rrule repeat repeats") || column.tokens.has("recurrence rrule") => &mut fields.recurs,
                () if own.has("language languages lang langs locale locales sprache idioma langue") && !counts.most(counts.bools) && counts.average_length() < 30 => &mut fields.languages,
                () if own.has("id slug key uid identifier") && column.list.is_none() && !column.path.starts_with('^') && counts.distinct * 10 >= counts.all * 9 && counts.most(counts.letters) => &mut fields.id,
                () if own.has("short acronym abbr abbreviation shortname abbrev") && column.list.is_none() => &mut fields.short,
                () if own.has("days") && counts.most(counts.numbers) => &mut fields.days,
                () if own.has("duration length") && column.values.iter().filter(|value| super::entry::days(value).is_some() && value.contains(char::is_alphabetic)).count() * 2 > counts.all => &mut fields.days,
                () if own.has("description descripcion desc beschreibung summary about notes note comment comments details info abstract remark remarks body text bemerkung content blurb excerpt intro") && !own.has("display") && column.list.is_none() && !counts.most(counts.bools) && !counts.most(counts.numbers) => &mut fields.description,
                () => continue,
            };
            of.push(&column.path);
            self.taken[index] = true;
            if self.mapping.fields.description.0.contains(&column.path) && says_status(column) {
                self.mapping.fields.status.push(&column.path);
            }
        }
    }

    fn finish(mut self) -> Mapping {
        let patterns = self.columns.iter().filter(|column| column.counts.dates > 0).filter_map(Column::pattern);
        patterns.for_each(|pattern| self.mapping.words.date_format.push(pattern));
        let order = self.day_order();
        if order != DayOrder::Unknown {
            self.mapping.words.date_order =
                Some(if order == DayOrder::DayFirst { "day-first" } else { "month-first" }.to_owned());
        }
        let headings = self.records.iter().any(|record| record.node.get("@heading").is_some());
        if headings && self.mapping.fields.year.is_empty() {
            self.mapping.fields.year.push("@heading");
            self.mapping.fields.month.push("@heading");
        }
        self.mapping
    }

    /// The order of day and month: as dates tell that have but one reading, else as first and last days are near each other.
    fn day_order(&self) -> DayOrder {
        let is_date = |column: &&Column| column.counts.are_dates();
        let texts = || self.columns.iter().filter(is_date).flat_map(|column| column.values.iter().map(String::as_str));
        let order = dates::day_order(texts());
        let is_open = |text: &str| matches!(dates::parse(text, &Hint::default()), Parsed::Ambiguous(..));
        if order != DayOrder::Unknown || !texts().any(is_open) {
            return order;
        }
        let fields = &self.mapping.fields;
        let mut votes = [0_i64; 2];
        for record in self.records.iter().take(2000) {
            let text = |texts: &Texts| record.text(texts).map(|(text, _)| text);
            let (Some(start), Some(end)) = (text(&fields.start), text(&fields.end).or_else(|| text(&fields.dates)))
            else {
                continue;
            };
            for (vote, order) in votes.iter_mut().zip([DayOrder::DayFirst, DayOrder::MonthFirst]) {
                let hint = Hint { order, ..Hint::default() };
                let day = |text: &str| match dates::parse(text, &hint) {
                    Parsed::Dates(found) => found.start.day(),
                    _ => None,
                };
                let length = day(&start).zip(day(&end)).map(|(start, end)| (end - start).num_days());
                *vote += i64::from(length.is_some_and(|days| (0..15).contains(&days)));
            }
        }
        match votes {
            [day, month] if day > month => DayOrder::DayFirst,
            [day, month] if month > day => DayOrder::MonthFirst,
            _ => DayOrder::Unknown,
        }
    }
}

/// The target of a column of links.
enum LinkTarget {
    /// The site of the conference, the likelier the higher.
    Site(i32),
    Named(String),
    Call(DeadlineKind),
}

fn link(column: &Column) -> LinkTarget {
    let (own, tokens) = (&column.own, &column.tokens);
    let has = |words: &str| tokens.has(words);
    if let Some(name) = social(column) {
        return LinkTarget::Named(name.to_owned());
    }
    const NAMED: &[(&str, &str)] = &[
        ("coc conduct", "conduct"),
        ("slides deck presentation slidedeck", "slides"),
        ("video videos recording recordings playlist playback", "videos"),
        ("agenda schedule program programme lineup", "schedule"),
        ("sponsor sponsors sponsorship sponsoring prospectus", "sponsors"),
        ("finaid aid scholarship grants grant", "financial-aid"),
        ("ticket tickets registration register rsvp signup buy booking", "tickets"),
        ("map maps venue hotel", "venue"),
        ("location place", "venue"),
        ("blog news", "blog"),
        ("wikicfp", "wikicfp"),
        ("dblp", "dblp"),
        ("newsletter", "newsletter"),
        ("source edit", "source"),
    ];
    let is_place_alone = own.0.len() == 1 && column.tokens.0.len() == 1;
    if let Some((_, name)) = NAMED.iter().find(|(words, name)| has(words) && !(*name == "venue" && is_place_alone)) {
        return LinkTarget::Named((*name).to_owned());
    }
    // `website_or_cfp_link`
    if own.has("website homepage site") && own.has("cfp") {
        return LinkTarget::Site(8);
    }
    if has(
        "cfp cfps cfs cft cfw c4p call calls proposal proposals submission submissions submit speakers speaker deadline deadlines callforpapers callforproposals callforspeakers papercall sessionize papers workshop workshops tutorial tutorials abstract abstracts",
    ) {
        return LinkTarget::Call(tokens.kind().unwrap_or(DeadlineKind::Cfp));
    }
    if has("organizer organiser organizers host speaker author contact email mail group chapter company") {
        return LinkTarget::Site(-1);
    }
    let score = match () {
        () if own.has("url website homepage site web webpage website1") => 10,
        () if own.has("link links href uri page sitio webseite lien enlace event conference") => 9,
        () if own.has("name title conference event") => 6,
        () if column.path.contains('.') => 2,
        () => 4,
    };
    LinkTarget::Site(
        score - i32::from(column.path.starts_with('^')) * 3 - i32::from(column.path.matches('.').count() > 0),
    )
}

/// The service whose accounts a column has.
fn social(column: &Column) -> Option<&'static str> {
    const SERVICES: &[&str] = &[
        "twitter",
        "mastodon",
        "bluesky",
        "linkedin",
        "facebook",
        "instagram",
        "youtube",
        "telegram",
        "discord",
        "slack",
        "github",
        "gitlab",
        "meetup",
        "tiktok",
        "threads",
        "reddit",
        "matrix",
        "fediverse",
        "vimeo",
        "flickr",
        "whatsapp",
        "twitch",
    ];
    SERVICES
        .iter()
        .find(|service| column.own.has(service))
        .copied()
        .or_else(|| (column.own.0 == ["x"] && column.counts.numbers == 0).then_some("twitter"))
}

fn is_picture(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".ico", ".avif"]
        .iter()
        .any(|end| lower.split('?').next().is_some_and(|path| path.ends_with(end)))
}

/// True if each entry has a slug of its own: `oslo-2027`.
fn is_slug_column(column: &Column) -> bool {
    matches!(column.own.0[..], [ref own] if own == "tag" || own == "name")
        && !column.is_list
        && column.counts.all > 1
        && column.counts.distinct == column.counts.all
        && column.values.iter().all(|value| is_slug(value))
}

/// True if a text is lower-case words or numbers with hyphens, as a program names things.
fn is_slug(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// True if a column of notes says of most entries whether they take place.
fn says_status(column: &Column) -> bool {
    let said = column.values.iter().filter(|value| super::entry::status_start(value).is_some()).count();
    said * 2 > column.counts.all
}

fn is_year_column(column: &Column) -> bool {
    column.counts.most(column.counts.years) && !column.own.has("founded established since rank hindex h5index")
}

/// True if the values are words for whether a conference takes place.
fn is_status(column: &Column) -> bool {
    let known = column.values.iter().filter(|value| super::entry::status_word(value).is_some()).count();
    column.counts.most(column.counts.bools) || known > 0 && column.counts.average_length() < 25
}

/// The score of a column as that of the names; zero or less if it cannot be.
fn name_score(column: &Column, total: usize) -> i32 {
    let (counts, own) = (&column.counts, &column.own);
    let is_parent = column.path.starts_with('^');
    let looked_at = total.clamp(1, 400);
    if column.list.is_some()
        || column.is_list
        || counts.are_dates()
        || counts.most(counts.bools)
        || counts.most(counts.numbers)
        || !counts.most(counts.letters)
    {
        return 0;
    }
    // A bare address is no name; a link with a text is.
    let bare = column.values.iter().filter(|value| columns::is_address(value)).count();
    if counts.most(bare) || column.path.starts_with('@') {
        return 0;
    }
    let mut score = match () {
        () if own.has("name nombre nom nome titel titre titulo") && own.0.len() == 1 => 100,
        () if own.has("title") && own.0.len() == 1 => 95,
        () if own.has("conference event eventname") && own.0.len() == 1 => 96,
        () if own.has("conference conf event evento evenement veranstaltung konferenz conferencia congress") => 90,
        () if own.has("summary subject heading headline label") => 70,
        () if own.has("what") && counts.average_length() < 100 => 68,
        () if own.has("name title") => 65,
        () if own.has("acronym shortname short abbreviation abbr") => 55,
        () if own.has("fullname") => 50,
        () if own.has("series") => 40,
        () => 20,
    };
    if own.has("full long alt aka short alternative other official sub subtitle") {
        score -= 35;
    }
    let elsewhere = "venue location place city country organizer organiser speaker author host contact group file type state status kind area track category tag tags topic topics \
                     who whom team staff manager responsible signup registration register ticket tickets description note notes comment format room user company language continent region email keywords sponsor source rank address timezone zone";
    if own.has(elsewhere)
        || column
            .tokens
            .has("signup registration register ticket tickets rsvp venue location place organizer organiser speaker host series sponsor author contact address")
            && own.0.len() < column.tokens.0.len()
    {
        score -= 70;
    }
    if own.is_deadline() && !own.has("conference event name title") {
        score -= 40;
    }
    // Names differ from each other and are short.
    let distinct = counts.distinct * 100 / counts.all.max(1);
    score += i32::try_from(distinct).unwrap_or(0) / 5 - 10;
    score -= match counts.average_length() {
        0..=1 => 60,
        2..=60 => 0,
        61..=100 => 10,
        101..=160 => 30,
        _ => 80,
    };
    if counts.all * 2 < looked_at && !is_parent {
        score -= 30;
    }
    let linked = column
        .values
        .iter()
        .filter(|value| markdown::links(value).iter().any(|link| !link.is_image && !link.text.is_empty()))
        .count();
    if counts.most(linked) && !own.has("cfp call link links") {
        score += 25;
    }
    if is_parent {
        // The name of the whole list is that of none of its entries.
        score -= if counts.distinct == 1 && total > 1 { 80 } else { 12 };
    }
    if column.values.iter().filter(|value| is_slug(value)).count() * 2 > counts.all {
        score -= 30;
    }
    if column.path.contains('.') {
        score -= 15;
    }
    score
}
