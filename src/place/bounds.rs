//! Roughly where the regions of UN M49 are: enough to see that a latitude and a longitude changed places.

use super::{Country, Geo};

/// The sub-regions, each with its southernmost, northernmost, westernmost and easternmost degree, all generous. Those that
/// lie on both sides of the date line are left out, and so is what countries own overseas.
const BOUNDS: &[(&str, [f64; 4])] = &[
    ("australia-and-new-zealand", [-56.0, -8.0, 72.0, 180.0]),
    ("caribbean", [9.0, 28.0, -86.0, -58.0]),
    ("central-america", [6.0, 34.0, -120.0, -76.0]),
    ("central-asia", [34.0, 56.0, 46.0, 88.0]),
    ("eastern-africa", [-28.0, 19.0, 20.0, 74.0]),
    ("eastern-asia", [17.0, 55.0, 73.0, 155.0]),
    ("eastern-europe", [40.0, 82.0, 11.0, 180.0]),
    ("melanesia", [-24.0, 1.0, 128.0, 180.0]),
    ("middle-africa", [-19.0, 25.0, 0.0, 32.0]),
    ("northern-africa", [8.0, 39.0, -19.0, 39.0]),
    ("northern-america", [18.0, 84.0, -180.0, -10.0]),
    ("northern-europe", [48.0, 82.0, -32.0, 42.0]),
    ("south-america", [-57.0, 14.0, -110.0, -25.0]),
    ("south-eastern-asia", [-13.0, 30.0, 91.0, 142.0]),
    ("southern-africa", [-48.0, -16.0, 11.0, 39.0]),
    ("southern-asia", [-2.0, 41.0, 43.0, 98.0]),
    ("southern-europe", [27.0, 49.0, -32.0, 31.0]),
    ("western-africa", [-17.0, 29.0, -27.0, 17.0]),
    ("western-asia", [11.0, 45.0, 25.0, 61.0]),
    ("western-europe", [40.0, 56.0, -7.0, 18.0]),
];

impl Geo {
    /// Whether the point is nowhere near this country, but would be with latitude and longitude swapped.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Geo;
    /// let swapped = Geo { lat: -6.2397, lon: 53.3478 };
    /// assert!(swapped.is_swapped("IE".parse().unwrap()));
    /// assert!(!Geo { lat: 53.3478, lon: -6.2397 }.is_swapped("IE".parse().unwrap()));
    /// ```
    pub fn is_swapped(self, country: Country) -> bool {
        let bounds = country.regions().find_map(|region| {
            let found = BOUNDS.iter().find(|(name, _)| *name == region.name());
            found.map(|(_, bounds)| bounds)
        });
        let Some([south, north, west, east]) = bounds else { return false };
        let within = |lat: f64, lon: f64| (*south..=*north).contains(&lat) && (*west..=*east).contains(&lon);
        !within(self.lat, self.lon) && within(self.lon, self.lat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Region;

    #[test]
    fn bounds_are_of_regions_and_the_right_way_round() {
        for (name, [south, north, west, east]) in BOUNDS {
            assert!(Region::m49(name).is_some(), "{name}");
            assert!(south < north && west < east, "{name}");
        }
    }

    #[test]
    fn cities_are_where_they_are_and_swapped_ones_are_seen() {
        let cities = [
            ("GB", 51.5066, -0.0736),
            ("US", 32.7754, -117.14),
            ("US", 21.3, -157.86),
            ("DE", 48.1351, 11.582),
            ("PT", 41.1579, -8.6291),
            ("IN", 12.9716, 77.5946),
            ("BR", -23.5505, -46.6333),
            ("JP", 35.6762, 139.6503),
            ("AU", -33.8688, 151.2093),
            ("NZ", -41.29, 174.78),
            ("ZA", -33.92, 18.42),
            ("NG", 6.52, 3.38),
            ("IL", 32.08, 34.78),
            ("RU", 55.75, 37.62),
            ("MX", 19.43, -99.13),
        ];
        for (country, lat, lon) in cities {
            let country: Country = country.parse().unwrap();
            assert!(!Geo { lat, lon }.is_swapped(country), "{country:?} {lat} {lon}");
        }
        for (country, lat, lon) in cities.into_iter().filter(|(_, _, lon)| lon.abs() <= 90.0) {
            // Some countries lie so that both are near: those nobody can tell.
            let seen = Geo { lat: lon, lon: lat }.is_swapped(country.parse().unwrap());
            assert_eq!(seen, !["NG", "IL"].contains(&country), "{country}");
        }
        // What a country owns overseas is far from it, but not swapped.
        assert!(!Geo { lat: -20.88, lon: 55.45 }.is_swapped("FR".parse().unwrap()));
    }
}
