//! Values that several tables share: places, countries and languages.

use std::borrow::Cow;

use arcstr::Substr;

use super::context::{Context, Located};
use super::faults::Fault;
use super::fields::Fields;
use super::keys::GEO;
use super::languages::{is_language, suggest};
use super::literal::quoted;
use super::table::Value;
use super::text::ONE_COUNTRY;
use super::url::url;
use super::wrong_type::wrong_type;
use crate::diagnostic::Code;
use crate::model::Online;
use crate::place::{Country, Geo, Place, suggest_country};
use crate::spelling::shown;

/// The place that the entry names; `around` is where it is if it names none.
pub(super) fn place(context: &mut Context, fields: &Fields, around: &Place) -> Place {
    let country = fields.text(context, "country").and_then(|text| country(context, text));
    check_place(context, fields);
    Place {
        venue: fields.kept(context, "venue"),
        address: fields.kept(context, "address"),
        city: city(context, fields, country.or(around.country)),
        state: fields.kept(context, "state"),
        country,
        geo: geo(context, fields, country.or(around.country)),
    }
}

/// Warns of a place that is none.
fn check_place(context: &mut Context, fields: &Fields) {
    for key in ["city", "venue", "address", "state"] {
        let Some(value) = fields.get(key) else { continue };
        let Some(text) = value.get_ref().as_str().map(str::trim) else { continue };
        let has_dot = text.contains('.');
        let plain = if has_dot { Cow::Owned(text.replace('.', "")) } else { Cow::Borrowed(text) };
        // `Online (Zoom)`, `TBA, Norway`
        let word = plain.split(['(', ',', '/', ':', '-']).next().unwrap_or_default().trim_end();
        let word = if word.is_empty() { &plain } else { word }.to_ascii_lowercase();
        let begins = |start: &&str| plain.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
        let is_address = has_dot && ["https://", "http://", "www"].iter().any(begins);
        let help = match word.as_str() {
            _ if is_address => "write the address as `url`, or to join by as `online`",
            "online" | "virtual" | "remote" | "zoom" | "the internet" | "internet" | "worldwide" | "everywhere"
            | "anywhere" | "online event" | "virtual event" | "online only" => "write `online = true` instead",
            "hybrid" => "write the place where people meet, and `online = true`",
            "tba" | "tbd" | "tbc" | "n" | "none" | "unknown" | "?" | "-" => "leave it out until it is known",
            word if word.starts_with("to be ") && word.split(' ').count() < 5 => "leave it out until it is known",
            _ => continue,
        };
        let message = match is_address {
            true => format!("`{key}` is the address of a site, not a place"),
            false => format!("`{}` is not a place", shown(text)),
        };
        context.report(Fault::new(Code::NotAPlace, context.span(value.span()), message).help(help.to_owned()));
    }
}

/// The city, without the country, where it names that too and the entry says which one it is.
fn city(context: &mut Context, fields: &Fields, country: Option<Country>) -> Option<Substr> {
    let text = fields.text(context, "city")?;
    let whole = Some(context.keep(text.value));
    let Some((city, last)) = text.value.rsplit_once(',').map(|(city, last)| (city.trim(), last.trim())) else {
        return whole;
    };
    let Some(named) = last.parse::<Country>().ok().filter(|_| !city.is_empty()) else { return whole };
    let message = format!("`city` names the country, {}, too", named.name());
    // Two letters, and Georgia, may be a state: `Portland, OR`.
    if country.is_none() && last.len() > 2 && !last.eq_ignore_ascii_case("georgia") {
        let help = format!("write `city = \"{}\"` and `country = \"{}\"`", shown(city), named.alpha2());
        context.report(Fault::new(Code::CountryInCity, text.span, message).help(help));
        return whole;
    }
    if country != Some(named) {
        return whole;
    }
    let help = format!("write `city = \"{}\"`: `country` says the rest", shown(city));
    let fix = (text.span, quoted(city));
    context.report(Fault::new(Code::CountryInCity, text.span, message).help(help).fix(fix));
    Some(context.keep(city))
}

fn geo(context: &mut Context, fields: &Fields, country: Option<Country>) -> Option<Geo> {
    let table = fields.table(context, "geo")?;
    let degrees = Fields::new(context, table.value, table.span, &GEO);
    degrees.require(context, "lat");
    degrees.require(context, "lon");
    let (lat, lon) = (degrees.number(context, "lat")?, degrees.number(context, "lon")?);
    let swapped = || format!("are the two swapped? `{{ lat = {}, lon = {} }}`", lon.value, lat.value);
    if let Some(geo) = Geo::new(lat.value, lon.value) {
        let Some(country) = country.filter(|country| geo.is_swapped(*country)) else { return Some(geo) };
        let message = format!("the point is far from {}", country.name());
        context.report(Fault::new(Code::BadGeo, table.span, message).help(swapped()));
        return None;
    }
    let (wrong, name, most) = if lat.value.abs() <= 90.0 { (lon, "longitude", 180) } else { (lat, "latitude", 90) };
    let help = match Geo::new(lon.value, lat.value) {
        Some(_) => swapped(),
        None => "write degrees: `{ lat = 53.3478, lon = -6.2397 }`".to_owned(),
    };
    context.report(Fault::new(Code::BadGeo, wrong.span, format!("a {name} goes from -{most} to {most}")).help(help));
    None
}

/// `Some(None)`: the entry says that it is not online.
pub(super) fn online(context: &mut Context, fields: &Fields) -> Option<Option<Online>> {
    let value = fields.get("online")?;
    match value.get_ref() {
        Value::Boolean(true) => Some(Some(Online::default())),
        Value::Boolean(false) => Some(None),
        Value::String(_) => url(context, "online", value).map(|url| Some(Online { url: Some(url) })),
        _ => {
            let help = "write `online = true`, or the address to join by".to_owned();
            wrong_type(context, "online", value, "true or an address", Some(help));
            None
        }
    }
}

/// The country that a text names.
pub(super) fn country(context: &mut Context, text: Located<&str>) -> Option<Country> {
    match text.value.parse() {
        Ok(country) => Some(country),
        Err(unknown) => {
            let parts = text.value.split([',', '/', ';', '&']).flat_map(|part| part.split(" and ")).map(str::trim);
            let parts: Vec<Result<Country, _>> = parts.map(str::parse::<Country>).collect();
            let help = match parts.len() > 1 && parts.iter().all(Result::is_ok) {
                true => Some(ONE_COUNTRY.to_owned()),
                false => context.guess(|| unknown.help().into_owned()),
            };
            let country = help.as_ref().and_then(|_| suggest_country(text.value));
            context.report(
                Fault::new(Code::UnknownCountry, text.span, unknown.message())
                    .help(help)
                    .fix(country.map(|country| (text.span, quoted(country.alpha2())))),
            );
            None
        }
    }
}

/// A BCP 47 tag.
pub(super) fn language(context: &mut Context, tag: Located<&str>) -> Option<Substr> {
    if is_language(tag.value) {
        return Some(context.keep(tag.value));
    }
    let right = suggest(tag.value);
    let help = match &right {
        Some(right) => format!("did you mean `{}`?", shown(right)),
        None => "write its code of ISO 639: `en`, `de`, `pt-BR`".to_owned(),
    };
    // A country's code leaves it to guess which of its languages is meant.
    let is_country = tag.value.len() == 2;
    let fix = right.filter(|_| !is_country).map(|right| (tag.span, quoted(&right)));
    let message = format!("`{}` is not a language tag", shown(tag.value));
    context.report(Fault::new(Code::BadLanguage, tag.span, message).help(help).fix(fix));
    None
}
