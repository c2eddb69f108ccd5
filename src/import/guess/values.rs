//! The values of columns: conditions of the rules on more than their number.

use super::columns::{self, Column};
use super::topic_names;
use super::words::Tokens;
use crate::import::{places, status, tags};

/// Names of fields that say where what remains of a talk is: `youtube` is no way to take part, and no place.
pub(super) const RECORDINGS: &str = "media medium video videos recording recordings slide slides presentation";

/// True if the values are places, and the name is that of no other field.
pub(super) fn are_places(column: &Column) -> bool {
    let counts = &column.counts;
    let is_other = column.own.has(
        "name title conference event tags nom nombre nome titel titre titulo summary veranstaltung evento type kind category \
         format mode status level locale lang language languages contact committee chair chairs organizer organizers organiser organisers \
         speaker speakers",
    ) || column.own.has(RECORDINGS);
    // A column without a name may hold cities alone.
    let is_city = |value: &str| places::is_city(value) || places::is_online(value);
    let are_cities = || column.path.starts_with("column ") && counts.distinct > 1 && column.most(is_city);
    (counts.most(counts.places) || are_cities()) && counts.average_length() < 60 && !is_other
}

/// True if the path of a list of maps is that of tags.
pub(super) fn is_list_of_tags(list: &str) -> bool {
    is_of_tags(&Tokens::of(columns::named(list)))
}

/// True if a name is that of tags, whatever is below it. A track may have a deadline, and a field may be of anything.
pub(super) fn is_of_tags(name: &Tokens) -> bool {
    name.has(topic_names::TOPICS) && !name.has("track tracks field fields sub subs")
}

/// True if the texts of a column are sentences with commas rather than words between commas.
pub(super) fn has_sentences(column: &Column) -> bool {
    let is_long = |part: &String| part.split_whitespace().count() > 4;
    let long = column.values.iter().filter(|value| tags::parts(value).iter().any(is_long)).count();
    !column.is_list && long > 0 && long * 3 >= column.counts.all
}

/// True if the values are few, short and stand again and again, as topics do.
pub(super) fn comes_back(column: &Column) -> bool {
    let counts = &column.counts;
    column.list.is_none()
        && column.is_text()
        && counts.average_length() < 30
        && (2..=counts.all / 2).contains(&counts.distinct)
        && counts.links == 0
        && counts.countries == 0
        && !has_sentences(column)
}

/// True if the values are words for whether a conference takes place.
pub(super) fn is_status(column: &Column) -> bool {
    let is_known = column.values.iter().any(|value| status::of_word(value).is_some());
    // `cancelled: due to the virus`
    let is_named = matches!(column.own.status(), Some("cancelled" | "postponed")) && column.own.0.len() == 1;
    is_named || column.counts.are_bools() || is_known && column.counts.average_length() < 25
}

/// True if one of the values says that a conference does not take place as planned.
pub(super) fn has_status(column: &Column) -> bool {
    column.values.iter().any(|value| matches!(status::of_text(value), Some("cancelled" | "postponed")))
}

/// True if each entry has a slug of its own: `oslo-2027`.
pub(super) fn is_slug_column(column: &Column) -> bool {
    matches!(column.own.0[..], [ref own] if own == "tag" || own == "name")
        && !column.is_list
        && column.counts.all > 1
        && column.counts.distinct == column.counts.all
        && column.values.iter().all(|value| is_slug(value))
}

/// True if a text is lower-case words or numbers with hyphens, as a program names things.
pub(super) fn is_slug(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// True if the values say how far a record is with its editors, not where a conference is: `publishState: draft`.
pub(super) fn are_stages(column: &Column) -> bool {
    const STAGES: &str = "draft published unpublished publish active inactive open closed archived live pending review reviewed approved rejected new \
        done visible hidden public private enabled disabled upcoming past finished completed ready";
    column.most(|value| STAGES.split_ascii_whitespace().any(|stage| value.eq_ignore_ascii_case(stage)))
}

/// True if most values are paths of a site, `/event/a`, and no names.
pub(super) fn are_paths(column: &Column) -> bool {
    column.most(|value| value.starts_with('/'))
}
