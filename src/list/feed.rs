//! `[feed]` and `[regions]`: the calendar as a whole, and what its entries fall back on.

use toml::de::DeTable;
use uuid::Uuid;

use super::dates::ZoneChoice;
use super::fields::{Fields, Found, Reader, text};
use super::keys::{FEED, LIST};
use super::values::{country, language};
use crate::color;
use crate::diagnostic::{Code, Diagnostic};
use crate::duration::Duration;
use crate::model::Feed;
use crate::place::{Country, Region};
use crate::slug::slug;
use crate::spelling::shown;
use crate::zone::Zone;

/// What the feed of its list gives every entry.
#[derive(Clone, Copy)]
pub(super) struct Defaults {
    /// The namespace of the UIDs.
    pub(super) namespace: Uuid,
    pub(super) deadline_length: Duration,
    pub(super) zone: ZoneChoice,
    pub(super) deadline_zone: ZoneChoice,
}

impl Default for Defaults {
    fn default() -> Defaults {
        Defaults {
            namespace: Feed::default().namespace(),
            deadline_length: DEFAULT_DEADLINE_LENGTH,
            zone: ZoneChoice::None,
            deadline_zone: ZoneChoice::Zone(Zone::AoE),
        }
    }
}

/// Reads `[feed]`, if the list has one.
pub(super) fn read_feed(reader: &mut Reader, list: &Fields) -> Option<Found<(Feed, Defaults)>> {
    let table = list.table(reader, "feed")?;
    let fields = Fields::new(reader, table.value, table.span, &FEED);
    let unnamed = Defaults::default();
    let zone = unnamed.zone.or_own(reader, &fields, "timezone", false);
    let deadline_zone = unnamed.deadline_zone.or_own(reader, &fields, "deadline-timezone", true);
    let deadline_length = fields.duration(reader, "deadline-length").unwrap_or(unnamed.deadline_length);
    let feed = Feed {
        name: fields.kept(reader, "name"),
        description: fields.kept(reader, "description"),
        url: fields.url(reader, "url"),
        id: fields.kept(reader, "id"),
        language: fields.text(reader, "language").and_then(|tag| language(reader, tag)),
        color: color(reader, &fields),
        refresh: fields.duration(reader, "refresh").unwrap_or(DEFAULT_REFRESH),
        keep: fields.duration(reader, "keep"),
        ..Feed::default()
    };
    if !fields.has("id") {
        let falls_back = if feed.url.is_some() { "its `url`" } else { "a text that other lists share" };
        reader.report(
            Diagnostic::new(Code::NoFeedId, table.span, "the feed has no `id`")
                .here(format!("the identity of every event is made from {falls_back}"))
                .help("add an `id` of your choice, and never change it".to_owned()),
        );
    }
    let defaults = Defaults { namespace: feed.namespace(), deadline_length, zone, deadline_zone };
    Some(Found { value: (feed, defaults), span: table.span })
}

/// How often clients ask again where the list does not say.
pub(super) const DEFAULT_REFRESH: Duration = Duration::from_minutes(12 * 60);

/// How long the block is that a timed deadline ends where the list does not say. Without a length GNOME Calendar leaves a
/// deadline out of its week, and KOrganizer draws a line that nobody sees.
pub(super) const DEFAULT_DEADLINE_LENGTH: Duration = Duration::from_minutes(30);

fn color(reader: &mut Reader, fields: &Fields) -> Option<&'static str> {
    let name = fields.text(reader, "color")?;
    match color::css3(name.value) {
        Some((name, _)) => Some(name),
        None => {
            reader.report(
                Diagnostic::new(Code::BadColor, name.span, format!("`{}` is no CSS3 colour name", shown(name.value)))
                    .help(color::suggest(name.value)),
            );
            None
        }
    }
}

/// Reads `[regions]` into `regions`, which those of earlier lists are in already.
pub(super) fn read_regions(reader: &mut Reader, list: &Fields, regions: &mut Vec<Region>) {
    let Some(table) = list.table(reader, "regions") else { return };
    for (key, value) in table.value {
        let name = key.get_ref().as_ref();
        let span = reader.span(key.span());
        let members = members(reader, name, value);
        if name.is_empty() || slug(name) != name {
            let message = format!("`{}` is no name for a region", shown(name));
            let help = match slug(name) {
                slug if slug.is_empty() => "use lower-case letters, digits and hyphens".to_owned(),
                slug => format!("did you mean `{slug}`?"),
            };
            reader.report(Diagnostic::new(Code::BadRegion, span, message).help(help));
            continue;
        }
        if let Some(taken) = Region::m49(name) {
            reader.report(
                Diagnostic::new(Code::BadRegion, span, format!("`{name}` is a region of UN M49 already"))
                    .help(format!("choose another name, or use `{}` as it is", taken.name())),
            );
        }
        let Some(members) = members else { continue };
        if members.is_empty() {
            reader.report(
                Diagnostic::new(Code::BadRegion, span, format!("the region `{}` has no country", shown(name)))
                    .help("list its countries: `dach = [\"DE\", \"AT\", \"CH\"]`".to_owned()),
            );
        }
        let region = Region::own(name, members);
        match regions.iter().find(|other| other.name() == name) {
            None => regions.push(region),
            Some(other) if *other == region => {}
            Some(_) => reader.report(
                Diagnostic::new(
                    Code::BadRegion,
                    span,
                    format!("another list has a region `{name}` of other countries"),
                )
                .help("give one of the two another name".to_owned()),
            ),
        }
    }
}

fn members(reader: &mut Reader, name: &str, value: &toml::Spanned<toml::de::DeValue<'_>>) -> Option<Vec<Country>> {
    let Some(items) = value.get_ref().as_array() else {
        super::fields::wrong_type(reader, name, value, "a list of countries", None);
        return None;
    };
    let found: Vec<_> =
        items.iter().map(|item| text(reader, name, item).and_then(|text| country(reader, text))).collect();
    found.into_iter().collect()
}

/// The list as a table with the keys that it may have.
pub(super) fn root<'t, 'i>(reader: &mut Reader, table: &'t DeTable<'i>) -> Fields<'t, 'i> {
    let top = reader.span(0..0);
    Fields::new(reader, table, top, &LIST)
}
