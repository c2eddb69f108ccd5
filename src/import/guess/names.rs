//! The column of the names of conferences, and what else they are called.
//!
//! Each column has a strength: that of the first row of [`NAMES`] which it fits, and what the rows of [`ADJUSTMENTS`] add. The
//! strongest is the name.

use std::cmp::Reverse;

use super::columns::{self, Column};
use super::progress::Guess;
use super::rules::NameCondition::{self, Alone, Own};
use super::{date_columns, rules, unnamed, values};
use crate::import::mapping::Texts;
use crate::import::no_value::is_no_value;
use crate::import::records::Record;
use crate::import::{actions, identifiers, markdown, years};

/// A condition on a column.
type Condition = fn(&Column) -> bool;

/// A condition on a column, and the number of records of the list.
type ListCondition = fn(&Column, usize) -> bool;

/// The strength of a column by its own name.
#[rustfmt::skip]
const NAMES: &[(i32, NameCondition, Condition)] = &[
    (100, Alone("name nombre nom nome titel titre titulo"), any),
    (95, Alone("title"), any),
    (96, Alone("conference event eventname"), any),
    (90, Own("conference conf event evento evenement veranstaltung konferenz conferencia congress"), any),
    (70, Own("summary subject heading headline label"), any),
    (68, Own("what"), |column| column.counts.average_length() < 100),
    (65, Own("name title"), any),
    (60, Alone("meetup hackathon webinar workshop festival symposium seminar course training tournament expo summit"), any),
    (55, Own("acronym acro shortname short abbreviation abbr"), any),
    (50, Own("fullname"), any),
    (40, Own("series"), any),
];

/// The strength of a column with another name.
const OTHER_NAME: i32 = 20;

/// The amounts by which the strength of a column changes, with the conditions; each that holds counts.
#[rustfmt::skip]
const ADJUSTMENTS: &[(i32, ListCondition)] = &[
    // Another form of the name.
    (-35, |column, _| column.own.has("full long alt aka short alternative other official sub subtitle")),
    // The name of something else.
    (-70, |column, _| is_of_another(column)),
    (-60, |column, _| column.path.contains('.') && column.tokens.has(
        "proceedings proceeding paper papers poster posters talk talks committee chair chairs sponsor sponsors speaker speakers",
    )),
    (-40, |column, _| column.own.is_deadline() && !column.own.has("conference event name title")),
    // Names are short.
    (-60, |column, _| column.counts.average_length() < 2),
    (-10, |column, _| (61..=100).contains(&column.counts.average_length())),
    (-30, |column, _| (101..=160).contains(&column.counts.average_length())),
    (-80, |column, _| column.counts.average_length() > 160),
    // Most entries have one, with a link.
    (-30, |column, records| column.counts.all * 2 < records.clamp(1, columns::MAX_LOOKED_AT) && !column.is_inherited()),
    (25, |column, _| column.most(is_link_with_text) && !column.own.has("cfp call link links")),
    // The name of the whole list is that of none of its entries.
    (-80, |column, records| column.is_inherited() && column.counts.distinct == 1 && records > 1),
    (-12, |column, records| column.is_inherited() && !(column.counts.distinct == 1 && records > 1)),
    (-30, |column, _| column.more_than_half(values::is_slug)),
    (-15, |column, _| column.path.contains('.')),
];

fn any(_: &Column) -> bool {
    true
}

/// True if a column has the name, or another property, of a place, a person or a thing of the conference.
fn is_of_another(column: &Column) -> bool {
    const OWN: &str = "colocated colocation parent within venue location place city country organizer organiser speaker author host contact group file type state status kind area \
                       track category tag tags topic topics who whom lesson lessons curriculum syllabus agenda help helper helpers instructor instructors presenter presenters mentor mentors team staff manager responsible signup registration register ticket tickets \
                       description note notes comment format room user company language continent region email keywords sponsor source rank \
                       address timezone zone hour hours hora time times uhrzeit";
    const AROUND: &str = "proceedings proceeding paper papers best poster posters talk talks committee chair chairs signup registration register ticket tickets rsvp venue location place organizer organiser speaker host series sponsor \
                          author contact address creator owner submitter visibility";
    // `category.name`
    let is_inside = column.around.has(OWN) && column.own.has("name title label");
    column.own.has(OWN) || is_inside || column.tokens.has(AROUND) && column.own.0.len() < column.tokens.0.len()
}

fn is_link_with_text(value: &str) -> bool {
    markdown::links(value).iter().any(|link| !link.is_image && !link.text.is_empty())
}

/// True if the values of a column may be names.
fn may_be_names(column: &Column) -> bool {
    let counts = &column.counts;
    // One record may have several in a list.
    let is_one_text = column.list.is_none() && column.lists * 2 <= column.singles && !column.path.starts_with('@');
    is_one_text
        && (!counts.are_dates() || date_columns::is_names_with_dates(column))
        && !column.most(is_ordinal)
        && !counts.are_bools()
        && !counts.are_numbers()
        && counts.have_letters()
        && !(column.own.has("id uid guid key number no nr") && unnamed::are_serial(&column.values))
        // A bare address is not a name; a link with a text is, unless that says what one does there.
        && !column.most(is_no_name)
        && !(column.own.has("website site homepage url web webpage link links") && column.most(is_shown_site))
}

/// True for a site that is shown by its address or by its state: `pycon.example/2019`, `Archived (NTU)`, `old.example (Offline)`.
fn is_shown_site(value: &str) -> bool {
    let text = markdown::plain(value);
    let bare = text.split(" (").next().unwrap_or_default().trim();
    let host = bare.split('/').next().unwrap_or_default();
    let is_host = host.contains('.') && !bare.contains(' ') && !host.contains(char::is_uppercase);
    let words =
        ["archive", "archived", "wayback machine", "web archive", "offline", "archiviert", "archivé", "archivado"];
    is_host || words.contains(&bare.to_lowercase().as_str()) || is_no_name(value)
}

fn is_no_name(value: &str) -> bool {
    let links = markdown::links(value);
    let says_what_is_there =
        |link: &markdown::Link| actions::is_action(&link.text) || actions::material(&link.text).is_some();
    columns::is_address(value)
        || identifiers::names_nothing(value)
        || is_no_value(value)
        || actions::is_action(&markdown::plain(value))
        || !links.is_empty() && links.iter().all(says_what_is_there)
}

/// True for the number of an edition, `17th`, which many series have.
fn is_ordinal(value: &str) -> bool {
    let lower = value.trim().to_lowercase();
    let behind = lower.trim_start_matches(|char: char| char.is_ascii_digit());
    behind.len() < lower.len() && ["st", "nd", "rd", "th", ".", "º", "ª", "e", "er", "ème"].contains(&behind)
}

/// The strength of a column as that of the names; zero or less if it cannot be.
fn strength(column: &Column, records: usize) -> i32 {
    if !may_be_names(column) {
        return 0;
    }
    let named = NAMES.iter().find(|(_, name, values)| name.holds(column) && values(column));
    let strength = named.map_or(OTHER_NAME, |(strength, ..)| *strength);
    // Names differ from each other.
    let distinct = column.counts.distinct * 100 / column.counts.all.max(1);
    let distinct = i32::try_from(distinct).unwrap_or(0) / 5 - 10;
    let adjustments = ADJUSTMENTS.iter().filter(|(_, holds)| holds(column, records));
    strength + distinct + adjustments.map(|(amount, _)| amount).sum::<i32>()
}

impl Guess<'_> {
    /// Takes the column of the names, and those of what else the conferences are called.
    pub(super) fn names(&mut self) {
        let total = self.records.len();
        let strengths = self.free().map(|(index, column)| (strength(column, total), index));
        let mut candidates: Vec<(i32, usize)> = strengths.filter(|(strength, _)| *strength > 0).collect();
        candidates.sort_by_key(|(strength, index)| (Reverse(*strength), *index));
        self.put_conferences_first(&mut candidates);
        let Some((best, index)) = candidates.first().copied() else { return self.names_elsewhere() };
        let keys_are_names = unnamed::are_names(self.records);
        // The key of an edition is its name, and that of its parent the name of the series.
        let is_key = keys_are_names && (best < 60 || self.columns[index].is_inherited());
        let path = if is_key { "@key".to_owned() } else { self.take(index).to_owned() };
        let is_inherited = path.starts_with('^');
        let mut alternatives = vec![path];
        let others = &candidates[usize::from(!is_key)..];
        self.other_names((best, index), others, &mut alternatives);
        if !is_key {
            self.with_year(&mut alternatives, is_inherited);
        }
        self.mapping.fields.name = Texts(alternatives);
        self.titles();
        if keys_are_names {
            self.mapping.fields.name.push("@key");
        }
    }

    /// In a list of talks, the title is that of the talk, and another column has the conference.
    fn put_conferences_first(&self, candidates: &mut [(i32, usize)]) {
        const OF_TALKS: &str = "slides slide slideshare speakerdeck video videos youtube vimeo recording recordings transcript abstract talk talks \
            presentation cospeaker cospeakers";
        let Some(title) = candidates.first().map(|(_, index)| &self.columns[*index]) else { return };
        let is_list_of_talks = self.columns.iter().any(|column| column.tokens.has(OF_TALKS));
        if !is_list_of_talks || !Alone("title talk presentation subject topic name").holds(title) {
            return;
        }
        let is_conference = |&(_, index): &(i32, usize)| {
            let (column, counts) = (&self.columns[index], &self.columns[index].counts);
            Alone("conference event conferencename eventname").holds(column)
                && counts.all * 2 > title.counts.all
                && counts.distinct * 3 > counts.all
                && self.are_apart(title, column)
        };
        if let Some(at) = candidates.iter().position(is_conference) {
            candidates[..=at].rotate_right(1);
        }
    }

    /// True if hardly any text of one column has the first word of the other, as a name would have that of its series.
    fn are_apart(&self, titles: &Column, conferences: &Column) -> bool {
        let [titles, conferences] = [titles, conferences].map(|column| Texts::one(&column.path));
        let text = |record: &Record, of: &Texts| record.text(of).map(|(text, _)| text.to_lowercase());
        let both = |record: &Record| Some((text(record, &titles)?, text(record, &conferences)?));
        let (mut all, mut alike) = (0, 0);
        for (title, conference) in self.records.iter().take(columns::MAX_LOOKED_AT).filter_map(both) {
            let word = conference.split(|char: char| !char.is_alphanumeric()).find(|word| word.len() > 2);
            all += 1;
            alike += usize::from(word.is_none_or(|word| title.contains(word)));
        }
        all > 1 && alike * 5 <= all
    }

    /// True if a column has a text only where another has none: `label` in place of `name`.
    fn stands_for(&self, column: &Column, other: &Column) -> bool {
        let [own, other] = [column, other].map(|column| Texts::one(&column.path));
        let mut looked_at = self.records.iter().take(columns::MAX_LOOKED_AT);
        !looked_at.any(|record| record.text(&own).is_some() && record.text(&other).is_some())
    }

    /// Takes the columns of short and other names, and those that have the name of some entries.
    fn other_names(&mut self, best: (i32, usize), others: &[(i32, usize)], alternatives: &mut Vec<String>) {
        let is_partial = |column: &Column| column.counts.all < self.records.len().min(columns::MAX_LOOKED_AT);
        let is_best_partial = is_partial(&self.columns[best.1]);
        for &(strength, index) in others {
            let column = &self.columns[index];
            let path = column.path.clone();
            let fields = &mut self.mapping.fields;
            if column.own.has("short acronym acro abbr abbrv abbreviation shortname abbrev kurz sigla")
                && fields.short.is_empty()
            {
                if is_best_partial {
                    alternatives.push(path.clone());
                }
                fields.short.push(path);
            } else if is_of_another(column) || values::are_paths(column) {
                continue;
            } else if column.own.has("full long alt aka alias alternative fullname longname official") {
                fields.aliases.push(path);
            } else if column.own.has("series brand") {
                fields.series.push(path);
            } else if strength > 60 && strength * 2 > best.0 && (is_best_partial || is_partial(column))
                || strength > OTHER_NAME && is_best_partial && self.stands_for(column, &self.columns[best.1])
            {
                alternatives.push(path);
            } else {
                continue;
            }
            self.taken[index] = true;
        }
    }

    /// Adds the year to names that are of a series, or lack it where the list gives it a field.
    fn with_year(&mut self, alternatives: &mut Vec<String>, is_inherited: bool) {
        // `2017` above some of a list, and `Upcoming` above others, is a heading.
        let are_years = |column: &Column| {
            // `start_date_details.year` is one of three parts of a date.
            let is_part = column.around.is_date_like();
            !is_part && (!column.is_inherited() || column.counts.years == column.counts.all)
        };
        let year = self.free().find(|(_, column)| rules::YEAR.holds(column) && are_years(column));
        let has_year_as_key =
            || self.records.iter().all(|record| record.keys.first().is_some_and(|key| years::is_year(key)));
        let path = match year {
            Some((index, _)) => self.take(index).to_owned(),
            None if is_inherited && has_year_as_key() => "@key".to_owned(),
            None => return,
        };
        alternatives.insert(0, format!("{{{}}} {{{path}}}", alternatives[0]));
        self.mapping.fields.year.push(path);
    }
}
