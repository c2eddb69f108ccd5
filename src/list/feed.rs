//! `[feed]` and `[regions]`: the calendar as a whole, and what its entries fall back on.

use arcstr::Substr;
use toml::Spanned;
use uuid::Uuid;

use super::context::{Context, Located};
use super::faults::Fault;
use super::fields::{Fields, check_count};
use super::keys::{FEED, LIST, REGION};
use super::literal::{added_after, quoted};
use super::regions::{OwnRegion, Regions};
use super::table::{Table, Value};
use super::text::text;
use super::url::url_of;
use super::values::{country, language};
use super::wrong_type::wrong_type;
use super::zone_choice::ZoneChoice;
use crate::color;
use crate::diagnostic::Code;
use crate::duration::Duration;
use crate::model::{DEFAULT_DEADLINE_LENGTH, DEFAULT_REFRESH, Feed};
use crate::place::{Country, Region};
use crate::slug::slug;
use crate::spelling::shown;
use crate::zone::Zone;

/// The defaults that a feed gives its entries.
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
pub(super) fn read_feed(context: &mut Context, list: &Fields) -> Option<Located<(Feed, Defaults)>> {
    let table = list.table(context, "feed")?;
    let fields = Fields::new(context, table.value, table.span, &FEED);
    let unnamed = Defaults::default();
    let zone = unnamed.zone.or_own(context, &fields, "timezone", false);
    let deadline_zone = unnamed.deadline_zone.or_own(context, &fields, "deadline-timezone", true);
    let deadline_length = fields.duration(context, "deadline-length").unwrap_or(unnamed.deadline_length);
    let feed = Feed {
        name: fields.line(context, "name"),
        description: fields.kept(context, "description"),
        url: fields.url(context, "url"),
        id: fields.kept(context, "id"),
        language: fields.text(context, "language").and_then(|tag| language(context, tag)),
        color: color(context, &fields),
        refresh: fields.duration(context, "refresh").unwrap_or(DEFAULT_REFRESH),
        keep: fields.duration(context, "keep"),
        contribute: form_address(context, &fields, "contribute"),
        correct: form_address(context, &fields, "correct"),
        ..Feed::default()
    };
    if !fields.has("id") {
        let falls_back = if feed.url.is_some() { "its `url`" } else { "a text that other lists share" };
        // Today's source of the id can stay for ever.
        let url = feed.url.as_deref().zip(fields.get("url"));
        let fix = url.map(|(url, value)| {
            let entry = format!("id = {}", quoted(url));
            added_after(context.text, context.span(value.span()), fields.is_inline(context), &entry)
        });
        context.report(
            Fault::new(Code::NoFeedId, table.span, "the feed has no `id`")
                .label(format!("the identity of every event is made from {falls_back}"))
                .help("add an `id` of your choice, and never change it".to_owned())
                .fix(fix),
        );
    }
    let defaults = Defaults { namespace: feed.namespace(), deadline_length, zone, deadline_zone };
    Some(Located { value: (feed, defaults), span: table.span })
}

/// The address where people say what is missing or wrong, with its placeholders.
fn form_address(context: &mut Context, fields: &Fields, key: &'static str) -> Option<Substr> {
    let template = fields.text(context, key)?;
    let mut rest = template.value.replace("{id}", "id").replace("{name}", "name").replace("{url}", "url");
    if let Some(at) = rest.find(['{', '}']) {
        let wrong = rest.split_off(at);
        let end = wrong.find('}').map_or(wrong.len().min(1), |end| end + 1);
        let message = format!("`{key}` has the placeholder `{}`", shown(wrong.get(..end).unwrap_or(&wrong)));
        context.report(
            Fault::new(Code::BadUrl, template.span, message)
                .help("only `{id}`, `{name}` and `{url}` are filled in".to_owned()),
        );
        return None;
    }
    // A placeholder in the host would lead to another site for each conference.
    let host = template.value.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    if host.is_some_and(|host| host.contains('{')) {
        let message = format!("`{key}` has a placeholder in its host");
        context.report(
            Fault::new(Code::BadUrl, template.span, message)
                .help("fill in the path or the query: `https://example.org/new?id={id}`".to_owned()),
        );
        return None;
    }
    url_of(context, key, Located { value: &rest, span: template.span })?;
    Some(context.keep(template.value))
}

fn color(context: &mut Context, fields: &Fields) -> Option<&'static str> {
    let name = fields.text(context, "color")?;
    match color::css3(name.value) {
        Some((name, _)) => Some(name),
        None => {
            context.report(
                Fault::new(Code::BadColor, name.span, format!("`{}` is not a CSS3 colour name", shown(name.value)))
                    .help(color::suggest(name.value)),
            );
            None
        }
    }
}

/// The most regions of a list's own: each is a feed that may hold every event.
const MAX_REGIONS: usize = 250;

/// Reads `[regions]` of a list with this namespace into `regions`, which those of earlier lists are in already.
pub(super) fn read_regions(context: &mut Context, list: &Fields, namespace: Uuid, regions: &mut Regions) {
    let Some(table) = list.table(context, "regions") else { return };
    let range = table.span.start - context.offset..table.span.end - context.offset;
    check_count(context, "the list", table.value.len(), MAX_REGIONS, "regions of its own", range);
    for (key, value) in table.value.iter().take(MAX_REGIONS) {
        let name = key.get_ref().as_ref();
        let span = context.span(key.span());
        let table =
            value.get_ref().as_table().map(|table| Fields::new(context, table, context.span(value.span()), &REGION));
        let title = table.as_ref().and_then(|fields| fields.line(context, "name"));
        let members = match &table {
            None => members(context, name, value),
            Some(fields) => {
                fields.require(context, "countries");
                fields.get("countries").and_then(|countries| members(context, "countries", countries))
            }
        };
        if name.is_empty() || slug(name) != name {
            let message = format!("`{}` cannot be the name of a region", shown(name));
            let help = match slug(name) {
                slug if slug.is_empty() => "use lower-case letters, digits and hyphens".to_owned(),
                slug => format!("did you mean `{slug}`?"),
            };
            context.report(Fault::new(Code::BadRegion, span, message).help(help));
            continue;
        }
        if let Some(taken) = Region::m49(name) {
            context.report(
                Fault::new(Code::BadRegion, span, format!("`{name}` is a region of UN M49 already"))
                    .help(format!("choose another name, or use `{}` as it is", taken.name())),
            );
        }
        let Some(members) = members else { continue };
        if members.is_empty() {
            context.report(
                Fault::new(Code::BadRegion, span, format!("the region `{}` has no country", shown(name)))
                    .help("list its countries: `dach = [\"DE\", \"AT\", \"CH\"]`".to_owned()),
            );
        }
        let region = Region::custom(name, members);
        let region = match title {
            Some(title) => region.with_title(&title),
            None => region,
        };
        regions.add(context, OwnRegion { namespace, name: name.to_owned(), span, region });
    }
}

fn members(context: &mut Context, name: &str, value: &Spanned<Value<'_>>) -> Option<Vec<Country>> {
    let Value::Array(items) = value.get_ref() else {
        let help = value.get_ref().as_str().map(|text| {
            let countries: Vec<_> = text.split([',', ';']).map(|country| format!("\"{}\"", country.trim())).collect();
            format!("write `{} = [{}]`", shown(name), shown(&countries.join(", ")))
        });
        wrong_type(context, name, value, "a list of countries", help);
        return None;
    };
    let found: Vec<_> =
        items.iter().map(|item| text(context, name, item).and_then(|text| member(context, text))).collect();
    found.into_iter().collect()
}

/// A country of a region; a region of M49 is none.
fn member(context: &mut Context, text: Located<&str>) -> Option<Country> {
    if text.value.parse::<Country>().is_err() && Region::m49(&slug(text.value)).is_some() {
        let message = format!("`{}` is a region, not a country", shown(text.value));
        context.report(
            Fault::new(Code::UnknownCountry, text.span, message).help(
                "a region holds countries; for a feed of several regions write a `[[view]]` with `region = [...]`"
                    .to_owned(),
            ),
        );
        return None;
    }
    country(context, text)
}

/// The list as a table with the keys that it may have.
pub(super) fn root<'t, 'i>(context: &mut Context, table: &'t Table<'i>) -> Fields<'t, 'i> {
    let top = context.span(0..0);
    Fields::new(context, table, top, &LIST)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Level, Source};
    use crate::list::read;

    #[test]
    fn a_region_may_have_a_name_for_people() {
        let list =
            "[feed]\nid = 'x'\n[regions]\nnordics = { name = 'Nordic countries', countries = ['NO', 'Sweden'] }\n";
        let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
        let region = &feed.regions[0];
        assert_eq!((region.name(), region.title()), ("nordics", "Nordic countries"));
        assert!(region.contains("SE".parse().unwrap()));
        for (given, message) in [
            ("{ name = 'Nordic countries' }", "`countries` is missing"),
            ("{ countries = 'NO' }", "`countries` is a list of countries, not a text"),
            ("{ countries = ['NO'], title = 'x' }", "unknown key `title`"),
            ("{ countries = [] }", "the region `nordics` has no country"),
        ] {
            let list = format!("[feed]\nid = 'x'\n[regions]\nnordics = {given}\n");
            let faults = read(&[Source::new("list.toml", list)], Level::Hint).1;
            assert!(faults.iter().any(|fault| fault.message.contains(message)), "{given}: {faults:?}");
        }
    }

    #[test]
    fn where_to_contribute_is_an_address_with_known_placeholders() {
        for (template, message) in [
            ("https://example.org/{title}", "`contribute` has the placeholder `{title}`"),
            ("https://example.org/{id", "`contribute` has the placeholder `{`"),
            ("https://{id}.example.org/", "`contribute` has a placeholder in its host"),
            ("example.org/{id}", "the address in `contribute` has no scheme"),
            ("javascript:alert({id})", "the address in `contribute` has the scheme `javascript:`"),
        ] {
            let list = format!("[feed]\nid = 'x'\ncontribute = '{template}'\n");
            let faults = read(&[Source::new("list.toml", list)], Level::Hint).1;
            assert!(faults.iter().any(|fault| fault.message == message), "{template}: {faults:?}");
        }
    }
}
