//! The time zone of a place: that of its country if that has only one, else that of its state or its city.
//!
//! Comes in: the names of a place. Goes out: the name of a zone, and the part of the place that decides it.

use crate::place::Country;
use crate::zone;

/// The zone of a place, and the words for the report that say of what it is: `the only zone of Poland`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceZone {
    pub(crate) name: &'static str,
    pub(crate) of: String,
}

/// The zone of a place. None where its country has several and neither state nor city tells which, or its city is not known.
pub(crate) fn zone_of_place(city: Option<&str>, state: Option<&str>, country: Option<&str>) -> Option<PlaceZone> {
    let found = |name, of: &str| Some(PlaceZone { name, of: format!("the zone of {of}") });
    let Some(country) = country.and_then(Country::known) else {
        // A state alone is not known to be of which country.
        let city = city.filter(|_| state.is_none())?;
        return found(zone::of_one_city(city)?, city);
    };
    let mut zones: Vec<&str> = country.zones().collect();
    if let [only] = zones[..] {
        return Some(PlaceZone { name: only, of: format!("the only zone of {}", country.name()) });
    }
    if let Some(of_state) = state.and_then(|state| zones_of_state(state, country.alpha2())) {
        zones = of_state.split(' ').collect();
        if let ([only], Some(state)) = (&zones[..], state) {
            return found(only, state);
        }
    }
    let city = city?;
    found(zone::of_city_among(city, &zones)?, city)
}

/// The zones of a state, with a space between two.
fn zones_of_state(state: &str, country: &str) -> Option<&'static str> {
    let of_country = STATES.iter().filter(|(of, ..)| *of == country);
    let is_named = |names: &str| names.split('|').any(|name| name.eq_ignore_ascii_case(state));
    of_country.into_iter().find(|(_, _, names)| is_named(names)).map(|(_, zones, _)| *zones)
}

/// The zones of the states of countries with several, each with the states that are in them by code and by name. A corner of a state
/// with another zone and without a city of conferences does not count.
///
/// Source: the comments of `zone.tab` and `northamerica` in the IANA Time Zone Database, in the public domain.
#[rustfmt::skip]
const STATES: &[(&str, &str, &str)] = &[
    ("US", "America/New_York",
     "CT|Connecticut|DC|D.C.|District of Columbia|DE|Delaware|GA|Georgia|MA|Massachusetts|Mass|MD|Maryland|ME|Maine|NC|North Carolina|\
      NH|New Hampshire|NJ|New Jersey|NY|New York|OH|Ohio|PA|Pennsylvania|RI|Rhode Island|SC|South Carolina|VA|Virginia|VT|Vermont|\
      WV|West Virginia"),
    ("US", "America/Chicago",
     "AL|Alabama|AR|Arkansas|IA|Iowa|IL|Illinois|KS|Kansas|LA|Louisiana|MN|Minnesota|MO|Missouri|MS|Mississippi|OK|Oklahoma|WI|Wisconsin"),
    ("US", "America/Denver", "CO|Colorado|MT|Montana|NM|New Mexico|UT|Utah|WY|Wyoming"),
    ("US", "America/Phoenix", "AZ|Arizona"),
    ("US", "America/Los_Angeles", "CA|California|Calif|NV|Nevada|OR|Oregon|WA|Washington"),
    ("US", "Pacific/Honolulu", "HI|Hawaii"),
    ("US", "America/Anchorage America/Adak", "AK|Alaska"),
    ("US", "America/New_York America/Chicago", "FL|Florida|TN|Tennessee"),
    ("US", "America/Kentucky/Louisville America/New_York America/Chicago", "KY|Kentucky"),
    ("US", "America/Indiana/Indianapolis America/Chicago", "IN|Indiana"),
    ("US", "America/Detroit", "MI|Michigan"),
    ("US", "America/Chicago America/Denver", "ND|North Dakota|NE|Nebraska|SD|South Dakota|TX|Texas"),
    ("US", "America/Boise America/Los_Angeles", "ID|Idaho"),
    ("CA", "America/Halifax", "NS|Nova Scotia|PE|PEI|Prince Edward Island"),
    ("CA", "America/Moncton", "NB|New Brunswick"),
    ("CA", "America/Toronto", "ON|Ontario|QC|Quebec|Québec"),
    ("CA", "America/Winnipeg", "MB|Manitoba"),
    ("CA", "America/Regina", "SK|Saskatchewan"),
    ("CA", "America/Edmonton", "AB|Alberta|NT|Northwest Territories"),
    ("CA", "America/Whitehorse", "YT|Yukon"),
    ("CA", "America/St_Johns America/Goose_Bay", "NL|Newfoundland and Labrador|Newfoundland"),
    ("CA", "America/Vancouver", "BC|British Columbia"),
    ("AU", "Australia/Sydney", "ACT|Australian Capital Territory|NSW|New South Wales"),
    ("AU", "Australia/Melbourne", "VIC|Victoria"),
    ("AU", "Australia/Brisbane", "QLD|Queensland"),
    ("AU", "Australia/Adelaide", "SA|South Australia"),
    ("AU", "Australia/Darwin", "NT|Northern Territory"),
    ("AU", "Australia/Perth", "WA|Western Australia|West Australia"),
    ("AU", "Australia/Hobart", "TAS|Tasmania"),
    ("BR", "America/Sao_Paulo",
     "DF|Distrito Federal|ES|Espírito Santo|GO|Goiás|MG|Minas Gerais|PR|Paraná|RJ|Rio de Janeiro|RS|Rio Grande do Sul|\
      SC|Santa Catarina|SP|São Paulo|Sao Paulo"),
    ("BR", "America/Bahia", "BA|Bahia"),
    ("BR", "America/Fortaleza", "CE|Ceará|MA|Maranhão|PB|Paraíba|PI|Piauí|RN|Rio Grande do Norte"),
    ("BR", "America/Recife", "PE|Pernambuco"),
    ("BR", "America/Maceio", "AL|Alagoas|SE|Sergipe"),
    ("BR", "America/Belem", "AP|Amapá|PA|Pará"),
    ("BR", "America/Araguaina", "TO|Tocantins"),
    ("BR", "America/Campo_Grande", "MS|Mato Grosso do Sul"),
    ("BR", "America/Cuiaba", "MT|Mato Grosso"),
    ("BR", "America/Manaus", "AM|Amazonas"),
    ("BR", "America/Porto_Velho", "RO|Rondônia"),
    ("BR", "America/Boa_Vista", "RR|Roraima"),
    ("BR", "America/Rio_Branco", "AC|Acre"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_of_a_state_is_one_of_its_country() {
        for (of, zones, _) in STATES {
            let country = Country::known(of).unwrap();
            for name in zones.split(' ') {
                assert!(country.zones().any(|zone| zone == name), "{of}: {name}");
            }
        }
    }

    /// City, state and country, and the zone of the place.
    const PLACES: &[(&str, &str, &str, &str)] = &[
        ("Katowice", "", "PL", "Europe/Warsaw"),
        ("", "", "JP", "Asia/Tokyo"),
        ("Nowhere", "", "DE", "Europe/Berlin"),
        ("Mendoza", "", "AR", "America/Argentina/Buenos_Aires"),
        ("Boston", "", "US", "America/New_York"),
        ("Nowhere", "CA", "US", "America/Los_Angeles"),
        ("Nowhere", "Calif", "US", "America/Los_Angeles"),
        ("Portland", "ME", "US", "America/New_York"),
        ("Columbus", "NE", "US", ""),
        ("Austin", "TX", "US", "America/Chicago"),
        ("El Paso", "TX", "US", ""),
        ("Indianapolis", "IN", "US", "America/Indiana/Indianapolis"),
        ("Cambridge", "", "US", "America/New_York"),
        ("London", "ON", "CA", "America/Toronto"),
        ("Montreal", "", "CA", "America/Toronto"),
        ("Melbourne", "FL", "US", ""),
        ("Melbourne", "", "AU", "Australia/Melbourne"),
        ("Nowhere", "", "US", ""),
        ("上海", "", "CN", "Asia/Shanghai"),
        ("Berlin", "", "", "Europe/Berlin"),
        ("Cambridge", "", "", ""),
        ("Springfield", "IL", "", ""),
        ("Nowhere", "", "", ""),
        ("", "", "XK", ""),
    ];

    #[test]
    fn a_place_has_the_zone_of_its_country_or_of_its_state_or_city() {
        for (city, state, country, zone) in PLACES {
            let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
            let found = zone_of_place(some(city), some(state), some(country));
            assert_eq!(found.map_or("", |found| found.name), *zone, "{city}, {state}, {country}");
        }
    }
}
