//! Values that several tables share: ids, places, countries and languages.

use arcstr::Substr;
use toml::de::DeValue;

use super::fields::{Fields, Found, Reader, url, wrong_type};
use super::fix::quoted;
use super::keys::GEO;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Online;
use crate::place::{Country, Geo, Place};
use crate::slug::slug;
use crate::spelling::shown;

/// The id that the entry gives itself.
pub(super) fn own_id(reader: &mut Reader, fields: &Fields) -> Option<Found<Substr>> {
    let id = fields.text(reader, "id")?;
    if id.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return Some(id.map(|id| reader.keep(id)));
    }
    let help = match slug(id.value) {
        slug if slug.is_empty() => "use lower-case letters, digits and hyphens".to_owned(),
        slug => format!("did you mean `{}`?", shown(&slug)),
    };
    let slug = slug(id.value);
    let fix = (!slug.is_empty()).then(|| (id.span, quoted(&slug)));
    let message = format!("`{}` is no id: it is made of a-z, 0-9 and hyphens", shown(id.value));
    reader.report(Diagnostic::new(Code::BadId, id.span, message).help(help).fix(fix));
    None
}

pub(super) fn slug_of(reader: &mut Reader, name: Found<&str>) -> Option<String> {
    let slug = slug(name.value);
    if slug.is_empty() {
        reader.report(
            Diagnostic::new(Code::NoSlug, name.span, "no id can be made from this name")
                .help("add an `id` of lower-case letters, digits and hyphens".to_owned()),
        );
        return None;
    }
    Some(slug)
}

/// The place that the entry names; `around` is where it is if it names none.
pub(super) fn place(reader: &mut Reader, fields: &Fields, around: &Place) -> Place {
    let country = fields.text(reader, "country").and_then(|text| country(reader, text));
    Place {
        venue: fields.kept(reader, "venue"),
        address: fields.kept(reader, "address"),
        city: city(reader, fields, country.or(around.country)),
        state: fields.kept(reader, "state"),
        country,
        geo: geo(reader, fields, country.or(around.country)),
    }
}

/// The city, without the country, where it names that too.
fn city(reader: &mut Reader, fields: &Fields, country: Option<Country>) -> Option<Substr> {
    let text = fields.text(reader, "city")?;
    let named = text.value.rsplit_once(',').and_then(|(city, last)| Some((city.trim(), last.trim().parse().ok()?)));
    let Some((city, named)) = named.filter(|(city, named)| !city.is_empty() && Some(*named) == country) else {
        return Some(reader.keep(text.value));
    };
    let named: Country = named;
    let message = format!("`city` names the country, {}, too", named.name());
    let help = format!("write `city = \"{}\"`: `country` says the rest", shown(city));
    let fix = (text.span, quoted(city));
    reader.report(Diagnostic::new(Code::CountryInCity, text.span, message).help(help).fix(fix));
    Some(reader.keep(city))
}

fn geo(reader: &mut Reader, fields: &Fields, country: Option<Country>) -> Option<Geo> {
    let table = fields.table(reader, "geo")?;
    let degrees = Fields::new(reader, table.value, table.span, &GEO);
    degrees.require(reader, "lat");
    degrees.require(reader, "lon");
    let (lat, lon) = (degrees.number(reader, "lat")?, degrees.number(reader, "lon")?);
    let swapped = || format!("are the two swapped? `{{ lat = {}, lon = {} }}`", lon.value, lat.value);
    if let Some(geo) = Geo::new(lat.value, lon.value) {
        let Some(country) = country.filter(|country| geo.is_swapped(*country)) else { return Some(geo) };
        let message = format!("the point is far from {}", country.name());
        reader.report(Diagnostic::new(Code::BadGeo, table.span, message).help(swapped()));
        return None;
    }
    let (wrong, name, most) = if lat.value.abs() <= 90.0 { (lon, "longitude", 180) } else { (lat, "latitude", 90) };
    let help = match Geo::new(lon.value, lat.value) {
        Some(_) => swapped(),
        None => "write degrees: `{ lat = 53.3478, lon = -6.2397 }`".to_owned(),
    };
    reader
        .report(Diagnostic::new(Code::BadGeo, wrong.span, format!("a {name} goes from -{most} to {most}")).help(help));
    None
}

/// `Some(None)`: the entry says that it is not online.
pub(super) fn online(reader: &mut Reader, fields: &Fields) -> Option<Option<Online>> {
    let value = fields.get("online")?;
    match value.get_ref() {
        DeValue::Boolean(true) => Some(Some(Online::default())),
        DeValue::Boolean(false) => Some(None),
        DeValue::String(_) => url(reader, "online", value).map(|url| Some(Online { url: Some(url) })),
        _ => {
            let help = "write `online = true`, or the address to join by".to_owned();
            wrong_type(reader, "online", value, "true or an address", Some(help));
            None
        }
    }
}

/// The country that a text names.
pub(super) fn country(reader: &mut Reader, text: Found<&str>) -> Option<Country> {
    match text.value.parse() {
        Ok(country) => Some(country),
        Err(unknown) => {
            let help = reader.guess(|| unknown.help());
            let country = unknown.suggestion().filter(|_| help.is_some());
            reader.report(
                Diagnostic::new(Code::UnknownCountry, text.span, unknown.message())
                    .help(help)
                    .fix(country.map(|country| (text.span, quoted(country.alpha2())))),
            );
            None
        }
    }
}

/// A BCP 47 tag, by its shape: a language of two or three letters, then subtags.
pub(super) fn language(reader: &mut Reader, tag: Found<&str>) -> Option<Substr> {
    let mut subtags = tag.value.split('-');
    let primary = subtags.next().unwrap_or_default();
    let shaped = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags
            .all(|subtag| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if shaped {
        return Some(reader.keep(tag.value));
    }
    const NAMES: &[(&str, &str)] = &[
        ("arabic", "ar"),
        ("chinese", "zh"),
        ("czech", "cs"),
        ("danish", "da"),
        ("dutch", "nl"),
        ("english", "en"),
        ("finnish", "fi"),
        ("french", "fr"),
        ("german", "de"),
        ("greek", "el"),
        ("hebrew", "he"),
        ("hindi", "hi"),
        ("hungarian", "hu"),
        ("indonesian", "id"),
        ("italian", "it"),
        ("japanese", "ja"),
        ("korean", "ko"),
        ("norwegian", "no"),
        ("persian", "fa"),
        ("polish", "pl"),
        ("portuguese", "pt"),
        ("romanian", "ro"),
        ("russian", "ru"),
        ("spanish", "es"),
        ("swedish", "sv"),
        ("thai", "th"),
        ("turkish", "tr"),
        ("ukrainian", "uk"),
        ("vietnamese", "vi"),
    ];
    let plain = tag.value.replace('_', "-");
    let name = NAMES.iter().find(|(name, _)| tag.value.eq_ignore_ascii_case(name));
    let help = match name {
        Some((_, code)) => format!("did you mean `{code}`?"),
        None if plain != tag.value => format!("did you mean `{}`?", shown(&plain)),
        None => "write its code: `en`, `de`, `pt-BR`".to_owned(),
    };
    let code = name.map(|(_, code)| *code).or((plain != tag.value).then_some(plain.as_str()));
    let fix = code.map(|code| (tag.span, quoted(code)));
    let message = format!("`{}` is no language tag", shown(tag.value));
    reader.report(Diagnostic::new(Code::BadLanguage, tag.span, message).help(help).fix(fix));
    None
}
