//! Two letters that are the code of a state, of a country, or of both, by the place that they stand behind.

use super::countries::{country, has_zone_of, is_legal_form, zone_of};
use super::states::{is_code, is_province, subdivision, subdivision_of};

/// The meaning of two capital letters that are a country and a state, where no city tells: `Springfield, IN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Codes {
    /// Of the states of this country first.
    States(&'static str),
    Countries,
    /// Of the provinces of Italy, in brackets: `Chieti (CH)`.
    Provinces,
}

impl Default for Codes {
    fn default() -> Codes {
        Codes::States("US")
    }
}

impl Codes {
    /// The codes that the places of a list use: of countries if more of them end in a code that no state has (`Paris, FR`),
    /// or in the code of a country behind one of a state (`Austin, TX, US`), than in the code of a state alone; of the states
    /// of Brazil if more end in a code that only Brazil has than in one of the United States; of the provinces of Italy if all
    /// in brackets are, and not all of them those of countries.
    pub(crate) fn of<'t>(places: impl IntoIterator<Item = &'t str>) -> Codes {
        let places: Vec<&str> = places.into_iter().collect();
        if are_provinces(&places) {
            return Codes::Provinces;
        }
        let (mut countries, mut states, mut brazil) = (0, 0, 0);
        for place in places {
            let mut parts = place.trim_end_matches([' ', ')', '.']).rsplit([',', '(', '/']).map(str::trim);
            let (Some(last), before) = (parts.next(), parts.next()) else { continue };
            if last.len() != 2 || !is_code(last) || before.is_none() {
                continue;
            }
            let of = STATES_IN_CODES.into_iter().find(|of| subdivision_of(last, of).is_some());
            match (country(last).is_some(), of) {
                // People abbreviate these two where they write other countries out.
                (true, None) => countries += usize::from(!["UK", "US"].contains(&last)),
                (true, Some(_)) => countries += usize::from(before.is_some_and(is_code)),
                (false, Some("BR")) => brazil += 1,
                (false, Some(_)) => states += 1,
                (false, None) => {}
            }
        }
        match () {
            () if countries > states.max(brazil) => Codes::Countries,
            () if brazil > states => Codes::States("BR"),
            () => Codes::default(),
        }
    }
}

/// True if all codes in brackets at the ends of places are those of Italian provinces, and some of no country or state.
fn are_provinces(places: &[&str]) -> bool {
    let in_brackets = |place: &&str| -> Option<String> {
        let code = place.trim().strip_suffix(')')?.rsplit_once('(')?.1;
        (code.len() == 2 && is_code(code)).then(|| code.to_owned())
    };
    let codes: Vec<String> = places.iter().filter_map(in_brackets).collect();
    let is_of_others =
        |code: &String| country(code).is_some() || STATES_IN_CODES.iter().any(|of| subdivision_of(code, of).is_some());
    codes.iter().all(|code| is_province(code)) && codes.iter().any(|code| !is_of_others(code))
}

/// The countries whose states are written as codes without the country.
const STATES_IN_CODES: [&str; 4] = ["US", "CA", "AU", "BR"];

/// The state at the end of a text without a comma: `Raleigh NC`, `Boston Massachusetts`. Gives the city, the state and its
/// country.
pub(super) fn state_at_the_end(text: &str, codes: Codes) -> Option<(&str, &str, &'static str)> {
    text.match_indices(' ').find_map(|(at, _)| {
        let (city, name) = (text[..at].trim(), text[at + 1..].trim());
        let (state, of) = subdivision_in(name, codes).filter(|_| !is_legal_form(city, name))?;
        let is_known = if is_code(name) { is_state(city, name, of, codes) } else { zone_of(city).is_some() };
        (is_known && city.len() > 2).then_some((city, state, of))
    })
}

/// The state of a code that several countries have, in that of them where the city before it lies: `Perth, WA`, `Darwin, NT`.
pub(crate) fn state_of_city<'t>(before: Option<&str>, last: &'t str) -> Option<(&'t str, &'static str)> {
    let city = before.filter(|_| is_code(last))?;
    STATES_IN_CODES[..3].iter().copied().filter(|of| has_zone_of(city, of)).find_map(|of| subdivision_of(last, of))
}

/// True if a code is that of an American state, and of no country: `OR`.
pub(crate) fn is_state_alone(code: &str) -> bool {
    is_american_state(code) && country(code).is_none()
}

/// True if a code of a country behind a city is rather that of an American state: `MA` behind `Cambridge`.
pub(crate) fn is_state_behind(city: &str, code: &str) -> bool {
    is_american_state(code)
        && country(code).is_some_and(|of| !has_zone_of(city, of))
        && is_state(city, code, "US", Codes::Countries)
}

fn is_american_state(code: &str) -> bool {
    code.len() == 2 && is_code(code) && subdivision_of(code, "US").is_some()
}

/// The state or province of a name or a code in a list with these codes.
pub(super) fn subdivision_in(text: &str, codes: Codes) -> Option<(&str, &'static str)> {
    let first = if let Codes::States(of) = codes { subdivision_of(text, of) } else { None };
    first.or_else(|| subdivision(text))
}

/// True if the last part of a place is a state of `of`; it may be a country as well. `before` is the part before it.
pub(super) fn is_state(before: &str, last: &str, of: &str, codes: Codes) -> bool {
    if country(last).is_none() {
        return true;
    }
    // `Vancouver, BC, CA`
    if is_code(before) && is_code(last) {
        return false;
    }
    let zone = zone_of(before);
    if last == "SA" {
        return zone == Some("Australia/Adelaide");
    }
    if last == "Georgia" {
        return zone.is_some_and(|zone| zone.starts_with("America/"))
            || ["Savannah", "Augusta", "Athens", "Macon", "Columbus", "Alpharetta"].contains(&before);
    }
    let of_country = COUNTRIES_LIKE_STATES.iter().find(|(code, _)| *code == last);
    if let (Some(zone), Some((_, zones))) = (zone, of_country)
        && zones.split(' ').any(|of_country| zone.starts_with(of_country))
    {
        return false;
    }
    match codes {
        // A city of another country has its namesake in America: `Cambridge, MA`.
        _ if zone.is_some() && of == "US" => true,
        _ if last == "DE" => ["Wilmington", "Dover", "Newark"].contains(&before),
        Codes::Countries => false,
        Codes::States("BR") if of == "BR" => true,
        Codes::States(_) | Codes::Provinces => match last {
            "NL" => before.starts_with("St"),
            "PE" => before == "Charlottetown",
            "SK" => ["Regina", "Saskatoon"].contains(&before),
            "YT" | "NU" => false,
            // Most of the codes of Brazil are a country's.
            _ => of != "BR",
        },
    }
}

/// Codes that are a state of the United States or a province of Canada, and a country: the beginning of its zones.
const COUNTRIES_LIKE_STATES: &[(&str, &str)] = &[
    ("AL", "Europe/Tirane"),
    ("AR", "America/Argentina America/Buenos_Aires America/Cordoba America/Mendoza"),
    ("AZ", "Asia/Baku"),
    (
        "CA",
        "America/Toronto America/Montreal America/Vancouver America/Halifax America/Winnipeg America/Edmonton America/Regina America/St_Johns America/Moncton Canada/",
    ),
    ("CO", "America/Bogota"),
    ("DE", "Europe/Berlin"),
    ("GA", "Africa/Libreville"),
    ("ID", "Asia/Jakarta Asia/Makassar Asia/Pontianak Asia/Jayapura"),
    ("IL", "Asia/Jerusalem Asia/Tel_Aviv Israel"),
    ("IN", "Asia/Kolkata Asia/Calcutta"),
    ("KY", "America/Cayman"),
    ("LA", "Asia/Vientiane"),
    ("MA", "Africa/Casablanca"),
    ("MD", "Europe/Chisinau"),
    ("ME", "Europe/Podgorica"),
    ("MN", "Asia/Ulaanbaatar Asia/Ulan_Bator"),
    ("MO", "Asia/Macau Asia/Macao"),
    ("MS", "America/Montserrat"),
    ("MT", "Europe/Malta"),
    ("NC", "Pacific/Noumea"),
    ("NE", "Africa/Niamey"),
    ("NL", "Europe/Amsterdam"),
    ("PA", "America/Panama"),
    ("PE", "America/Lima"),
    ("SC", "Indian/Mahe"),
    ("SD", "Africa/Khartoum"),
    ("SK", "Europe/Bratislava"),
    ("TN", "Africa/Tunis"),
    ("VA", "Europe/Vatican"),
];
