//! Places of conferences: countries (ISO 3166-1), regions (UN M49 and those of a list), points on Earth.
//!
//! Comes in: what a list writes. Goes out: a [`Country`], a [`Region`], a [`Geo`] or a [`Place`],
//! which says itself in one line. Nothing here knows of dates, of TOML or of iCalendar.

mod bounds;
mod countries;
mod country;
#[cfg(feature = "site")]
mod names;
mod region;
#[cfg(feature = "import")]
mod zones;

use arcstr::Substr;

use crate::octets::OctetSet;

pub use country::Country;
pub(crate) use country::suggest_country;
#[cfg(feature = "site")]
pub(crate) use country::us_state_name;
pub use region::Region;
pub(crate) use region::suggest_region;

/// The mean radius of the Earth.
///
/// Source: IUGG.
pub(crate) const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point on Earth.
///
/// # Examples
///
/// ```
/// use confcal::Geo;
///
/// let dublin = Geo::new(53.3478, -6.2397).unwrap();
/// assert_eq!(dublin.lat, 53.3478);
/// ```
///
/// Source: WGS 84 degrees, as in RFC 5545 §3.8.1.6 (GEO).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Geo {
    /// Latitude in degrees, -90 to 90, north positive.
    pub lat: f64,
    /// Longitude in degrees, -180 to 180, east positive.
    pub lon: f64,
}

impl Geo {
    /// The point at a latitude and a longitude in degrees; `None` if there is no such point.
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Geo;
    /// assert!(Geo::new(90.0, -180.0).is_some());
    /// assert_eq!(Geo::new(91.0, 0.0), None);
    /// assert_eq!(Geo::new(f64::NAN, 0.0), None);
    /// ```
    pub fn new(lat: f64, lon: f64) -> Option<Geo> {
        // A NaN is in no range.
        let exists = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        exists.then_some(Geo { lat, lon })
    }

    /// The distance along the surface in kilometres, right to about 0.5 %.
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Geo;
    /// let dublin = Geo::new(53.3478, -6.2397).unwrap();
    /// let prague = Geo::new(50.0621, 14.4286).unwrap();
    /// assert_eq!(dublin.distance_km(prague).round(), 1465.0);
    /// ```
    ///
    /// Source: the haversine formula on a sphere of the mean Earth radius.
    pub fn distance_km(self, other: Geo) -> f64 {
        let half_chord = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let h = half_chord(other.lat - self.lat)
            + self.lat.to_radians().cos() * other.lat.to_radians().cos() * half_chord(other.lon - self.lon);
        // Rounding can take antipodes a hair above 1, where the arcsine is not a number.
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }
}

/// A place as far as it is known: any part may be missing.
///
/// # Examples
///
/// ```
/// use confcal::Place;
///
/// let place = Place {
///     city: Some("Dublin".into()),
///     country: Some("IE".parse()?),
///     ..Place::default()
/// };
/// assert_eq!(place.text(), "Dublin, Ireland");
/// # Ok::<(), confcal::Error>(())
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Place {
    /// The building or room.
    pub venue: Option<Substr>,
    /// Street and number.
    pub address: Option<Substr>,
    /// City, town or village.
    pub city: Option<Substr>,
    /// State, province or another subdivision of the country (ISO 3166-2), in free text.
    pub state: Option<Substr>,
    /// The country.
    pub country: Option<Country>,
    /// The point on the map.
    pub geo: Option<Geo>,
}

impl Place {
    /// True if no part of the place is known.
    pub fn is_empty(&self) -> bool {
        let texts = [&self.venue, &self.address, &self.city, &self.state];
        texts.iter().all(|text| text.is_none()) && self.country.is_none() && self.geo.is_none()
    }

    /// The place on one line, from fine to coarse: venue, address, city, state, country. Empty if
    /// none of them is known.
    ///
    /// A line break inside a part becomes a comma, a tab a blank. A country of the same name as the part before it is
    /// not said again: "Singapore", not "Singapore, Singapore".
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Place;
    /// let place = Place {
    ///     venue: Some("The Convention Centre Dublin".into()),
    ///     address: Some("Spencer Dock\nNorth Wall Quay".into()),
    ///     city: Some("Dublin".into()),
    ///     ..Place::default()
    /// };
    /// assert_eq!(place.text(), "The Convention Centre Dublin, Spencer Dock, North Wall Quay, Dublin");
    /// ```
    pub fn text(&self) -> String {
        self.line(&[&self.venue, &self.address, &self.city, &self.state])
    }

    /// As [`Place::text`], without venue and address.
    pub fn city_text(&self) -> String {
        self.line(&[&self.city, &self.state])
    }

    /// These parts and the country, on one line.
    fn line(&self, parts: &[&Option<Substr>]) -> String {
        let (mut text, last) = on_one_line(parts);
        if let Some(country) = self.country_behind(last) {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(country.name());
        }
        text
    }

    /// The country that [`Place::text`] ends in.
    #[cfg(feature = "site")]
    pub(crate) fn country_in_text(&self) -> Option<Country> {
        self.country_behind(on_one_line(&[&self.venue, &self.address, &self.city, &self.state]).1)
    }

    /// The country, unless the line before it has its name: Singapore is in Singapore.
    fn country_behind(&self, last: &str) -> Option<Country> {
        self.country.filter(|country| country.name() != last)
    }

    /// The whole place of a part (`self`: a session) of something that has a place (`parent`: its conference).
    ///
    /// From coarse to fine a place is country, state, city, venue and address, geo: what the
    /// session names is its own, what is coarser than all it names comes from the conference, and
    /// what is as fine or finer is left open, as is the state if the session names another city.
    ///
    /// So another city's edition does not get the conference's venue, another hall keeps the city but
    /// not the address, and a session that names nothing is where the conference is.
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Place;
    /// let conference = Place {
    ///     venue: Some("The Convention Centre Dublin".into()),
    ///     city: Some("Dublin".into()),
    ///     country: Some("IE".parse()?),
    ///     ..Place::default()
    /// };
    /// let session = Place { city: Some("Cork".into()), ..Place::default() };
    /// assert_eq!(session.within(&conference).text(), "Cork, Ireland");
    /// # Ok::<(), confcal::Error>(())
    /// ```
    pub fn within(&self, parent: &Place) -> Place {
        let mut place = self.clone();
        // Coarse to fine: each `return` stops before the coarsest part that the session names.
        if self.country.is_some() {
            return place;
        }
        place.country = parent.country;
        if self.state.is_some() {
            return place;
        }
        if !self.is_in_another_city(parent) {
            place.state = parent.state.clone();
        }
        if self.city.is_some() {
            return place;
        }
        place.city = parent.city.clone();
        if self.venue.is_some() || self.address.is_some() {
            return place;
        }
        place.venue = parent.venue.clone();
        place.address = parent.address.clone();
        place.geo = self.geo.or(parent.geo);
        place
    }

    /// True if both name a city and the cities differ. Only then may the states differ.
    fn is_in_another_city(&self, other: &Place) -> bool {
        match (&self.city, &other.city) {
            (Some(a), Some(b)) => a.to_lowercase() != b.to_lowercase(),
            _ => false,
        }
    }
}

/// These parts on one line, with commas for line breaks, and the last line of them.
pub(crate) fn on_one_line<'p>(parts: &[&'p Option<Substr>]) -> (String, &'p str) {
    let (mut text, mut last) = (String::with_capacity(96), "");
    let mut add = |line: &'p str| {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == ',');
        if line.is_empty() {
            return;
        }
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(line);
        last = line;
    };
    for part in parts.iter().filter_map(|part| part.as_deref()) {
        if has_line_break(part) {
            part.split(is_line_break).for_each(&mut add);
        } else {
            add(part);
        }
    }
    (if text.contains('\t') { text.replace('\t', " ") } else { text }, last)
}

/// True if a text stands on several lines.
pub(crate) fn has_line_break(text: &str) -> bool {
    const BEGIN_ONE: OctetSet = OctetSet::of(b"\n\r\x0b\x0c\xc2\xe2");
    BEGIN_ONE.is_in(text) && text.contains(is_line_break)
}

/// Every character after which Unicode must break a line (UAX #14), or a calendar app might.
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_octets_of_line_breaks_are_known() {
        for char in '\0'..=char::MAX {
            assert_eq!(has_line_break(&char.to_string()), is_line_break(char), "{char:?}");
        }
    }

    /// A place from `key=value` words; an underscore stands for a blank.
    fn place(parts: &str) -> Place {
        let mut place = Place::default();
        for part in parts.split_whitespace() {
            let (key, value) = part.split_once('=').unwrap();
            let value = Substr::from(value.replace('_', " "));
            match key {
                "venue" => place.venue = Some(value),
                "address" => place.address = Some(value),
                "city" => place.city = Some(value),
                "state" => place.state = Some(value),
                "country" => place.country = Some(value.parse().unwrap()),
                "geo" => place.geo = Geo::new(value.parse().unwrap(), 0.0),
                _ => panic!("{key}"),
            }
        }
        place
    }

    const PARENT: &str = "venue=Hall address=Street_1 city=Austin state=TX country=US geo=30";

    #[test]
    fn a_part_takes_what_is_coarser_than_all_it_names() {
        for (part, whole) in [
            ("", PARENT),
            ("geo=31", "venue=Hall address=Street_1 city=Austin state=TX country=US geo=31"),
            ("venue=Room", "venue=Room city=Austin state=TX country=US"),
            ("address=Street_2", "address=Street_2 city=Austin state=TX country=US"),
            ("venue=Room geo=31", "venue=Room city=Austin state=TX country=US geo=31"),
            ("city=Austin", "city=Austin state=TX country=US"),
            ("city=AUSTIN", "city=AUSTIN state=TX country=US"),
            ("city=Portland", "city=Portland country=US"),
            ("city=Portland venue=Zoo", "city=Portland venue=Zoo country=US"),
            ("city=Portland state=OR", "city=Portland state=OR country=US"),
            ("state=OR", "state=OR country=US"),
            ("country=IE", "country=IE"),
            ("country=US", "country=US"),
            ("country=IE venue=Pub", "country=IE venue=Pub"),
            ("country=IE city=Dublin geo=53", "country=IE city=Dublin geo=53"),
        ] {
            assert_eq!(place(part).within(&place(PARENT)), place(whole), "{part}");
        }
    }

    #[test]
    fn a_part_takes_no_more_than_there_is() {
        let region = place("state=Bavaria country=DE");
        assert_eq!(place("city=Munich").within(&region), place("city=Munich state=Bavaria country=DE"));
        assert_eq!(place("venue=Room").within(&Place::default()), place("venue=Room"));
        assert!(Place::default().within(&Place::default()).is_empty());
    }

    #[test]
    fn is_empty_only_with_nothing() {
        assert!(place("").is_empty());
        for part in PARENT.split_whitespace() {
            assert!(!place(part).is_empty(), "{part}");
        }
    }

    #[test]
    fn text_is_one_line_of_what_there_is() {
        assert_eq!(place(PARENT).text(), "Hall, Street 1, Austin, TX, United States");
        assert_eq!(place("geo=3").text(), "");
        assert_eq!(place("city=Singapore country=SG").text(), "Singapore");
        assert_eq!(place("city=New_York state=New_York country=US").text(), "New York, New York, United States");
        let address = Some(" Spencer Dock,\r\nQuay \n\n\u{2028}D01 ".into());
        let venue = Some("  ".into());
        let place = Place { venue, address, ..place("country=IE") };
        assert_eq!(place.text(), "Spencer Dock, Quay, D01, Ireland");
    }

    #[test]
    fn a_point_is_on_earth() {
        for (lat, lon) in [(90.1, 0.0), (0.0, -180.1), (f64::INFINITY, 0.0), (0.0, f64::NAN)] {
            assert_eq!(Geo::new(lat, lon), None);
        }
    }

    #[test]
    fn distances_are_along_the_surface() {
        let geo = |lat, lon| Geo::new(lat, lon).unwrap();
        assert_eq!(geo(48.2, 16.4).distance_km(geo(48.2, 16.4)), 0.0);
        // A degree of the equator, half a great circle, and two points either side of the date line.
        assert!((geo(0.0, 0.0).distance_km(geo(0.0, 1.0)) - 111.195).abs() < 0.001);
        assert!((geo(53.3, -6.2).distance_km(geo(-53.3, 173.8)) - 20_015.114).abs() < 0.01);
        assert!((geo(0.0, 179.5).distance_km(geo(0.0, -179.5)) - 111.195).abs() < 0.001);
    }
}
