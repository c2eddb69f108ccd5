//! The rules by which columns are recognised, a row each: the field, the words of the column's name, and what its values are
//! like.
//!
//! A column goes to the first rule of which every condition holds, so that certain rules stand before doubtful ones. Where
//! only the best of several columns can be meant, rules have a strength instead of an order: the site in
//! [`links`](super::links), the name in [`names`](super::names), and the whole places in [`place_rules`](super::place_rules).

use super::columns::Column;
use super::topic_names;
use super::values::{
    are_paths, comes_back, has_sentences, has_status, is_list_of_tags, is_of_tags, is_slug_column, is_status,
};
use crate::import::mapping::{FieldMapping, Texts};
use crate::import::{actions, dates, services, years};
use NameCondition::{Alone, NotNear, NotOwn, Own, Path};

/// A way to recognise a column.
pub(super) struct ColumnRule {
    /// The name of the rule, for readers and for its example in the tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests look for a rule by its name"))]
    pub(super) name: &'static str,
    /// The field that the column is taken for, unless it is passed over.
    pub(super) field: Option<fn(&mut FieldMapping) -> &mut Texts>,
    /// The conditions on the name of the column, all of which have to hold.
    pub(super) names: &'static [NameCondition],
    /// The condition on its values.
    pub(super) values: fn(&Column) -> bool,
}

/// A condition on the name of a column, with words between blanks.
#[derive(Clone, Copy)]
pub(super) enum NameCondition {
    /// The last name of the path has one of these words: `city` of `venue.city`.
    Own(&'static str),
    /// The last name of the path is one of these words and nothing else.
    Alone(&'static str),
    /// The path has one of these words.
    Path(&'static str),
    /// The last name has one of these words, or the path, if it is short and its last name says nothing.
    Near(&'static str),
    /// The name before the last one has one of these words: `city` of `city.name`.
    Around(&'static str),
    NotOwn(&'static str),
    /// The path has several words.
    Longer,
    NotNear(&'static str),
}

impl NameCondition {
    pub(super) fn holds(self, column: &Column) -> bool {
        let (own, path) = (&column.own, &column.tokens);
        let is_short = column.list.is_none() && path.0.len() < 4;
        let is_near = |words| own.has(words) || is_short && path.has(words) && !own.has("name title id text");
        match self {
            NameCondition::Own(words) => own.has(words),
            NameCondition::Alone(words) => own.0.len() == 1 && own.has(words),
            NameCondition::Path(words) => path.has(words),
            NameCondition::Near(words) => is_near(words),
            NameCondition::Around(words) => column.around.has(words),
            NameCondition::Longer => own.0.len() != 1 || path.0.len() != 1,
            NameCondition::NotOwn(words) => !own.has(words),
            NameCondition::NotNear(words) => !is_near(words),
        }
    }
}

impl ColumnRule {
    pub(super) const fn new(
        name: &'static str,
        field: fn(&mut FieldMapping) -> &mut Texts,
        names: &'static [NameCondition],
        values: fn(&Column) -> bool,
    ) -> ColumnRule {
        ColumnRule { name, field: Some(field), names, values }
    }

    const fn passing_over(
        name: &'static str,
        names: &'static [NameCondition],
        values: fn(&Column) -> bool,
    ) -> ColumnRule {
        ColumnRule { name, field: None, names, values }
    }

    pub(super) fn holds(&self, column: &Column) -> bool {
        self.names.iter().all(|name| name.holds(column)) && (self.values)(column)
    }
}

/// The first of the rules that recognises a column.
pub(super) fn first<'r>(rules: impl IntoIterator<Item = &'r ColumnRule>, column: &Column) -> Option<&'r ColumnRule> {
    rules.into_iter().find(|rule| rule.holds(column))
}

/// Columns of no conference: pictures, when the record was written, the layout of a page.
pub(super) const PASSED_OVER: &[ColumnRule] = &[
    ColumnRule::passing_over(
        "pictures",
        &[Own(
            "logo image images img pic pics pict picts banner icon avatar photo photos thumbnail thumb cover picture favicon badge hero svg poster",
        )],
        |column| column.counts.most(column.counts.links) || column.most(services::is_picture),
    ),
    ColumnRule::passing_over("times of the record", &[], |column| {
        column.own.is_meta() && (column.counts.are_dates() || column.counts.are_numbers())
    }),
    ColumnRule::passing_over("parts of the times of the record", &[], |column| {
        let counts = &column.counts;
        let is_part = column.own.is_date_like() || column.own.has("time tz timezone zone by");
        column.around.is_meta() && is_part && (counts.are_dates() || counts.zones > 0 || counts.letters == 0)
    }),
    ColumnRule::passing_over("addresses for programs", &[], |column| column.most(services::is_for_programs)),
    ColumnRule::passing_over(
        "the place of a group",
        &[Own("lat latitude lon lng longitude"), Path("group chapter organizer organiser")],
        anything,
    ),
    ColumnRule::passing_over(
        "the layout of a page",
        &[Own("layout template css style sitemap weight order draft")],
        anything,
    ),
    // The page of an event elsewhere only leads to its site; without its host, a page has no address.
    ColumnRule::passing_over("pages without their site", &[Own("redirect permalink")], |column| {
        column.counts.links == 0
    }),
    ColumnRule::passing_over("what a button says", &[Own("cta button btn action label text")], |column| {
        column.counts.links == 0 && column.most(actions::is_action)
    }),
    ColumnRule::passing_over("what a notation adds", &[], |column| {
        column.path.starts_with('@') && column.path != "@body"
    }),
    ColumnRule::passing_over("a place in the pages of a store", &[Own("cursor etag")], anything),
    ColumnRule::passing_over("what a store adds", &[Own("type typename key ref rev")], |column| {
        column.path.rsplit('.').next().is_some_and(|own| own.starts_with('_'))
    }),
];

/// The fields that are neither dates, links, places nor names.
pub(super) const REST: &[ColumnRule] = &[
    ColumnRule::new(
        "what is expected",
        |fields| &mut fields.expected,
        &[Alone("expected")],
        |column| column.most(|value| years::years(value).next().is_some()),
    ),
    YEAR,
    ColumnRule::new("a month", |fields| &mut fields.month, &[Own("month monat mes mois")], anything),
    ColumnRule::new(
        "a time zone by its name",
        |fields| &mut fields.timezone,
        &[Own("timezone tz zone")],
        // `zone` alone may be one of a venue; cities in place of zones are read, or reported.
        |column| column.counts.zones > 0 || column.own.has("timezone tz") && column.is_text(),
    ),
    ColumnRule::new(
        "a time zone by its values",
        |fields| &mut fields.timezone,
        &[],
        |column| column.counts.most(column.counts.zones) && column.counts.all > 1,
    ),
    ColumnRule::new(
        "a status",
        |fields| &mut fields.status,
        &[Own(
            "status state estado stato etat stav stan zustand confidence certainty likelihood cancel cancelled canceled postponed tentative confirmed tbc tba tbd provisional unconfirmed preliminary placeholder estimated",
        )],
        |column| column.list.is_none() && is_status(column),
    ),
    ColumnRule::new(
        "a status by its name in another language",
        |fields| &mut fields.status,
        &[],
        |column| {
            column.list.is_none() && matches!(column.own.status(), Some("cancelled" | "postponed")) && is_status(column)
        },
    ),
    ColumnRule::new("an id by its values", |fields| &mut fields.id, &[], is_slug_column),
    ColumnRule::new(
        "tags",
        |fields| &mut fields.tags,
        &[Own(topic_names::TOPICS), NotOwn("submission form required motto fit match relevance score rank")],
        |column| {
            column.list.as_deref().is_none_or(is_list_of_tags)
                && !column.counts.are_numbers()
                && !column.counts.are_bools()
                && !has_sentences(column)
        },
    ),
    ColumnRule::new(
        "names of tags",
        |fields| &mut fields.tags,
        &[Own("name title label slug")],
        |column| {
            is_of_tags(&column.around)
                && column.list.as_deref().is_none_or(is_list_of_tags)
                && column.counts.have_letters()
                && !has_sentences(column)
        },
    ),
    ColumnRule::new(
        "topics that are true or false",
        |fields| &mut fields.flags,
        &[],
        |column| is_of_tags(&column.around) && column.list.is_none() && column.counts.bools == column.counts.all,
    ),
    ColumnRule::new(
        "tags that come back",
        |fields| &mut fields.tags,
        &[Own("scope stream interest disc subj group")],
        comes_back,
    ),
    ColumnRule::new(
        "tags by the branches of a trade",
        |fields| &mut fields.tags,
        &[
            Own(topic_names::BRANCHES),
            NotNear(
                "organizer organiser host sponsor speaker company venue location place contact rank score relevance",
            ),
        ],
        |column| {
            let counts = &column.counts;
            column.list.is_none()
                && column.is_text()
                && counts.average_length() < 40
                && counts.links == 0
                && (column.is_list && !column.own.has("slugs")
                    || counts.distinct * 5 <= counts.all * 4
                    || counts.all < 5)
                && !has_sentences(column)
        },
    ),
    ColumnRule::new(
        "a list of kinds",
        |fields| &mut fields.tags,
        &[
            Own("type types kind kinds audience labels label domain domains scope scopes interests focuses expertise"),
            NotOwn(
                "submission submissions paper papers ticket tickets registration sponsor sponsors membership room venue attendance",
            ),
        ],
        |column| column.is_list,
    ),
    ColumnRule::new("a series", |fields| &mut fields.series, &[Own("series brand")], anything),
    ColumnRule::new(
        "other names",
        |fields| &mut fields.aliases,
        &[Own("alias aliases aka nickname nicknames")],
        |column| !are_paths(column),
    ),
    // The name of what an edition is one of is no rule.
    ColumnRule::new(
        "the series of what recurs",
        |fields| &mut fields.series,
        &[Own("recurring recurrent"), Own("slug id key ref")],
        |column| column.counts.have_letters() && !column.counts.are_bools(),
    ),
    ColumnRule::new(
        "a recurrence",
        |fields| &mut fields.recurs,
        &[Own("recurrence recurring recurs rrule repeat repeats")],
        anything,
    ),
    ColumnRule::new("a part of a recurrence", |fields| &mut fields.recurs, &[Path("recurrence rrule")], anything),
    ColumnRule::new(
        "languages",
        |fields| &mut fields.languages,
        &[Own("language languages lang langs locale locales sprache idioma langue")],
        // `no` is a language too.
        |column| {
            let are_codes = || column.most(|value| crate::list::languages::code(value).is_some());
            (!column.counts.are_bools() || are_codes()) && column.counts.average_length() < 30
        },
    ),
    ColumnRule::new(
        "an id by its name",
        |fields| &mut fields.id,
        &[Own("id slug key uid identifier"), NotOwn("tracking analytics gtm ga")],
        |column| {
            let counts = &column.counts;
            column.list.is_none()
                && !column.path.starts_with('^')
                && counts.distinct * 10 >= counts.all * 9
                && counts.have_letters()
        },
    ),
    ColumnRule::new(
        "a short name",
        |fields| &mut fields.short,
        &[Own("short acronym acro abbr abbrv abbreviation shortname abbrev"), NotOwn("description desc text summary")],
        |column| {
            column.list.is_none()
                && column.counts.average_length() < 24
                && !column.values.iter().any(|value| value.contains('!'))
        },
    ),
    ColumnRule::new(
        "a number of days",
        |fields| &mut fields.days,
        &[
            Own("days"),
            NotOwn("extension extensions extended before after until notice left remaining early predicted observed"),
        ],
        |column| column.counts.are_numbers(),
    ),
    ColumnRule::new(
        "a length",
        |fields| &mut fields.days,
        &[Own("duration length")],
        |column| {
            let is_length = |value: &str| dates::days(value).is_some() || dates::minutes(value).is_some();
            column.more_than_half(|value| is_length(value) && value.contains(char::is_alphabetic))
        },
    ),
    ColumnRule::new(
        "a description",
        |fields| &mut fields.description,
        &[
            Own(
                "description descripcion desc beschreibung summary about notes note comment comments details info abstract remark \
                 remarks body text bemerkung content blurb excerpt intro",
            ),
            NotOwn("display confidence quality internal private admin verification type"),
            NotNear("ticket tickets price prices pricing fee fees"),
        ],
        |column| column.list.is_none() && !column.counts.are_bools() && !column.counts.are_numbers(),
    ),
    ColumnRule::new(
        "a status by its values",
        |fields| &mut fields.status,
        &[],
        |column| {
            column.list.is_none()
                && !column.own.is_deadline()
                && column.counts.average_length() < 60
                && has_status(column)
        },
    ),
];

/// The year of dates that name none.
pub(super) const YEAR: ColumnRule = ColumnRule::new(
    "a year",
    |fields| &mut fields.year,
    &[NotOwn("founded established since rank hindex h5index")],
    |column| column.counts.most(column.counts.years),
);

fn anything(_: &Column) -> bool {
    true
}
